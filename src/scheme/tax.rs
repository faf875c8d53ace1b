//! `[tax]`: the tax on what staff are paid, reckoned on request.
use super::Text;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use validator::Validate;

/// `[tax]`: whose pay is taxed, and how it is reckoned. Left out: nothing is reckoned.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Tax {
    /// How.
    pub method: Spanned<TaxMethod>,
    /// Funds, or `基金.来源`, that count.
    #[validate(length(min = 1, message = "至少一项|at least one"))]
    pub funds: Vec<Text>,
    /// Tables of payees whose pay is wages: staff, not pupils.
    #[validate(length(min = 1, message = "至少一项|at least one"))]
    pub payees: Vec<Text>,
    /// Columns that tell that rows of two tables are one person: `教职工.身份证号`.
    #[serde(default)]
    pub person: Vec<Text>,
    /// Columns of money: what was taxed by itself earlier in the year.
    #[serde(default)]
    pub earlier: Vec<Text>,
    /// Rates in place of the built-in ones.
    #[serde(default)]
    pub rates: Option<Spanned<TaxRates>>,
}

/// How tax is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaxMethod {
    /// 全年一次性奖金单独计税.
    YearEnd,
    /// Amounts alone, for the cumulative withholding of the tax client.
    TaxableOnly,
}

/// Rates with the years in which they are law.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TaxRates {
    /// First year.
    pub from: u16,
    /// Last year.
    pub until: u16,
    /// The documents they rest on.
    pub source: Text,
    /// Steps of the monthly table, from the lowest.
    pub rows: Vec<Spanned<TaxRow>>,
}

/// A step of the monthly table.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TaxRow {
    /// A month's amount up to which it goes, in yuan; left out in the last.
    #[serde(default)]
    pub up_to: Option<Text>,
    /// Rate in per cent.
    pub percent: u16,
    /// Quick figure in yuan.
    pub quick: Text,
}

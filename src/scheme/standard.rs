//! `[[band]]` and `[[tier]]`: intervals with a value each; places filled from the top.
use super::Text;
use crate::number::Rounding;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// `[[band]]`: intervals or words with a value each.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its name in `BAND` and `MARGINAL`.
    pub name: Text,
    /// Rows in order. An interval is written as in mathematics, `[60, 85)`, open ended `[85, +)`.
    /// Left out: read from the sheet of standards.
    #[serde(default)]
    #[validate(length(max = 60, message = "1 至 60 档|1 to 60 rows"))]
    pub rows: Vec<BandRow>,
    /// The article it implements.
    #[serde(default)]
    pub clause: String,
    /// True where the document is silent.
    #[serde(default)]
    pub assumption: bool,
    /// What it is for.
    #[serde(default)]
    pub note: String,
    /// The minutes that decided it, where the sheet of standards says so.
    #[serde(skip)]
    pub decided: String,
}

/// One interval, or one word, and its value.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BandRow {
    /// `[60, 85)`; ends may be formulas of the row.
    #[serde(default)]
    pub range: Option<Text>,
    /// A word such as `优秀`.
    #[serde(default)]
    pub is: Option<Text>,
    /// The value: an exact decimal, or a formula of the row.
    pub value: Text,
}

/// `[[tier]]`: places by per cent or by count, filled from the top.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its name in `PLACES`.
    pub name: Text,
    /// From the top.
    /// Left out: read from the sheet of standards.
    #[serde(default)]
    #[validate(length(max = 20, message = "1 至 20 档|1 to 20 tiers"))]
    pub tiers: Vec<TierRow>,
    /// How a per cent of the rows becomes whole places.
    pub rounding: Rounding,
    /// A tier with a per cent has at least this many places.
    pub least: u32,
    /// The value of a row below all tiers.
    pub below: Text,
    /// The article it implements.
    #[serde(default)]
    pub clause: String,
    /// True where the document is silent.
    #[serde(default)]
    pub assumption: bool,
    /// The minutes that decided it, where the sheet of standards says so.
    #[serde(skip)]
    pub decided: String,
}

/// One tier: `{ name = "一等", percent = "30", value = "1.2" }`, or `places = 3`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TierRow {
    /// What it is called.
    pub name: String,
    /// Per cent of the rows ranked.
    #[serde(default)]
    pub percent: Option<Text>,
    /// A fixed number of places.
    #[serde(default)]
    pub places: Option<u32>,
    /// The value of a place.
    pub value: Text,
}

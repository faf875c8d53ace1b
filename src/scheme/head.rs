//! `[scheme]` and what a scheme file consists of. `docs/language.md` is the reference of all sections.
use super::{
    Account, Accounting, Band, Check, Consequence, Document, Fund, Layout, Objection, Parameter, Payment, Step, Table,
    Tax, Tier,
};
use crate::number::Rounding;
use serde::Deserialize;
use toml::Spanned;
use validator::Validate;

/// Its name in formulas.
pub const DISTRICT_NAME: &str = "全区";
/// A text with its place in the file.
pub type Text = Spanned<String>;

/// The whole scheme file.
#[derive(Debug, Clone, Default)]
pub struct Scheme {
    /// `[scheme]`
    pub head: Head,
    /// `[[parameter]]`
    pub parameters: Vec<Parameter>,
    /// `[[table]]`
    pub tables: Vec<Table>,
    /// `[[band]]`
    pub bands: Vec<Band>,
    /// `[[tier]]`
    pub tiers: Vec<Tier>,
    /// `[[fund]]`
    pub funds: Vec<Fund>,
    /// `[[account]]`
    pub accounts: Vec<Account>,
    /// `[[step]]`, in the order written
    pub steps: Vec<Step>,
    /// `[[check]]`
    pub checks: Vec<Check>,
    /// `[[consequence]]`
    pub consequences: Vec<Consequence>,
    /// `[[document]]`
    pub documents: Vec<Document>,
    /// `[[payment]]`
    pub payments: Vec<Payment>,
    /// The layouts that payments name and the office wrote; those that are built in are not among them.
    pub layouts: Vec<Layout>,
    /// `[accounting]`
    pub accounting: Option<Accounting>,
    /// `[tax]`
    pub tax: Option<Tax>,
    /// `[objection]`
    pub objection: Option<Objection>,
    /// The articles that the rules stand under, where the scheme is a document.
    pub articles: Vec<super::Article>,
    /// Names given in elements that could not be read: what refers to one is no second mistake.
    pub unread: Vec<String>,
}

impl Scheme {
    /// Whether a section that may be left out is there.
    pub fn has(&self, section: &str) -> bool {
        match section {
            "[accounting]" => self.accounting.is_some(),
            "[tax]" => self.tax.is_some(),
            _ => false,
        }
    }
}

/// `[scheme]`: what this scheme is and what it rests on.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Title of the scheme.
    #[validate(length(min = 1, max = 80, message = "1 至 80 个字|1 to 80 characters"))]
    pub name: String,
    /// The document it rests on.
    pub basis: String,
    /// Who pays out.
    pub office: String,
    /// The year of the payout.
    #[validate(range(min = 2000, max = 2100, message = "2000 至 2100|2000 to 2100"))]
    pub year: u16,
    /// How computed columns round unless they say otherwise. No default: the office chooses.
    pub rounding: Rounding,
    /// A sheet that holds parameters by name, filled in from the minutes of a meeting.
    #[serde(default)]
    pub parameters: Option<ParameterSheet>,
    /// A sheet that holds the rows of band and tier tables.
    #[serde(default)]
    pub standards: Option<StandardsSheet>,
    /// What an evaluation that rests on exam results alone does. Left out: nothing up to 2020, then it is told.
    #[serde(default)]
    pub exam_only: Option<ExamOnly>,
}

/// Whether an evaluation may rest on exam results alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExamOnly {
    /// It may.
    Allow,
    /// It is told.
    Warn,
    /// The scheme is refused.
    Refuse,
}

/// Where parameters without a value of their own are read from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParameterSheet {
    /// File pattern.
    pub file: Text,
    /// Sheet name.
    pub sheet: String,
    /// Header of the column with the parameter's name.
    pub name: String,
    /// Header of the column with its value.
    pub value: String,
    /// Header of the column with the date from which the value is in force; a name may then stand several times.
    #[serde(default)]
    pub in_force: Option<String>,
    /// Header of the column with the minutes that decided it.
    #[serde(default)]
    pub decided: Option<String>,
    /// Header of the column with its unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// Header of the column with the article it comes from.
    #[serde(default)]
    pub clause: Option<String>,
}

/// Where band and tier tables without rows of their own are read from: one row a band or tier.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardsSheet {
    /// File pattern.
    pub file: Text,
    /// Sheet name.
    pub sheet: String,
    /// Header of the column with the table's name.
    pub name: String,
    /// Header of the column with the interval, the word, or the tier's name.
    pub row: String,
    /// Header of the column with the value.
    pub value: String,
    /// Header of the column with a tier's size: `30%`, or a number of places.
    #[serde(default)]
    pub size: Option<String>,
    /// Header of the column with the date from which the row's table is in force.
    #[serde(default)]
    pub in_force: Option<String>,
    /// Header of the column with the minutes that decided the row.
    #[serde(default)]
    pub decided: Option<String>,
}

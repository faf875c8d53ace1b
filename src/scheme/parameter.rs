//! `[[parameter]]`: named figures, by the year from which each is in force.
use super::Text;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use validator::Validate;

/// `[[parameter]]`: a named figure.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name in formulas.
    pub name: Text,
    /// An exact decimal, a text, or `true`/`false`. Left out: read from the parameter sheet.
    #[serde(default)]
    pub value: Option<Spanned<ParameterValue>>,
    /// Instead of one value: values by the year from which each is in force.
    #[serde(default)]
    pub values: Vec<DatedValue>,
    /// Decimal places of a figure that comes from the parameter sheet.
    #[serde(default)]
    #[validate(range(max = 8, message = "0 至 8|0 to 8"))]
    pub places: Option<u8>,
    /// 元, 分, 天, %…
    #[serde(default)]
    pub unit: String,
    /// The article it comes from.
    #[serde(default)]
    pub clause: String,
    /// True where the document is silent and the office assumed a figure.
    #[serde(default)]
    pub assumption: bool,
    /// What it is for.
    #[serde(default)]
    pub note: String,
}

/// A value with the date from which it is in force.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DatedValue {
    /// The year, or a date in it.
    pub from: Spanned<InForce>,
    /// The value.
    pub value: Spanned<ParameterValue>,
}

/// When a value comes into force: `2018`, or `"2018-09-01"`. The year of the payout chooses.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(untagged)]
pub enum InForce {
    /// A year.
    Year(i64),
    /// A date.
    Date(String),
}

impl InForce {
    /// Its year.
    pub fn year(&self) -> Option<i64> {
        match self {
            InForce::Year(year) => Some(*year),
            InForce::Date(date) => {
                let [year, month, day]: [&str; 3] = date.split('-').collect::<Vec<_>>().try_into().ok()?;
                let within = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
                (within(month, 12) && within(day, 31)).then(|| year.parse().ok())?
            }
        }
        .filter(|year| (1900..=2100).contains(year))
    }
}

/// A parameter's value as written: figures are written as text so that no digit is lost.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(untagged)]
pub enum ParameterValue {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// A decimal figure, or a text in `text:` form.
    Text(String),
}

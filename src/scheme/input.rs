//! `[[table.input]]` and `[[table.column]]`: what is read, and what is computed, for every row.
use super::{About, Text};
use crate::number::Rounding;
use serde::Deserialize;
use toml::Spanned;
use validator::Validate;

/// `[[table.input]]`: a column read from files.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its name in formulas and the header looked for.
    pub name: Text,
    /// What its cells hold.
    #[serde(rename = "type")]
    pub kind: Spanned<InputKind>,
    /// Decimal places kept; needed for `number` and `percent`.
    #[serde(default)]
    #[validate(range(max = 8, message = "0 至 8|0 to 8"))]
    pub places: Option<u8>,
    /// 元, 分, 天…: taken off a cell such as `95分`.
    #[serde(default)]
    pub unit: String,
    /// Other headers that mean this column; `组/列` for a two-row header.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Read from the lines above the header: the text after this label and a colon.
    #[serde(default)]
    pub label: Option<String>,
    /// The values a `choice` may have.
    #[serde(default)]
    pub values: Vec<String>,
    /// What an empty cell means.
    #[serde(default)]
    pub blank: Option<Spanned<Meaning>>,
    /// What 缺考 (absent) means.
    #[serde(default)]
    pub absent: Option<Spanned<Meaning>>,
    /// What 免考 (exempt) means.
    #[serde(default)]
    pub exempt: Option<Spanned<Meaning>>,
    /// Least allowed value.
    #[serde(default)]
    pub min: Option<Spanned<String>>,
    /// Largest allowed value, such as the full mark.
    #[serde(default)]
    pub max: Option<Spanned<String>>,
    /// What it is about, instead of what its table says.
    #[serde(default)]
    pub about: Option<Spanned<About>>,
    /// A merged region gives its value to all of its rows.
    #[serde(default)]
    pub fill: bool,
    /// Characters that a code has: another number of them is refused, since leading zeros get lost.
    #[serde(default)]
    #[validate(range(min = 1, max = 64, message = "1 至 64|1 to 64"))]
    pub width: Option<u8>,
    /// Read only to be shown: no rule needs it.
    #[serde(default)]
    pub shown: bool,
    /// What it is.
    #[serde(default)]
    pub note: String,
}

/// What an input column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputKind {
    /// Any text.
    Text,
    /// One of `values`.
    Choice,
    /// An 18-digit identity number, kept as text, its check digit verified (GB 11643).
    IdNumber,
    /// The number of a bank account, kept as text; spaces and hyphens between its digits are taken out.
    AccountNumber,
    /// A decimal number with `places`.
    Number,
    /// Yuan with two places.
    Money,
    /// A whole number, not negative.
    Count,
    /// `85%`, stored as 0.85; `places` counts the stored figure's places.
    Percent,
    /// A calendar date.
    Date,
}

/// What a cell without a value means for a column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// Stops the run and names the cell.
    Refuse,
    /// Known to be missing: aggregates pass over it, formulas must handle it.
    Missing,
    /// Counts as zero.
    Zero,
    /// An empty text.
    Empty,
}

/// `[[table.column]]`: one formula for all rows.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// In a `[[column]]` of its own: the table that it is a column of.
    #[serde(default)]
    pub on: Option<Text>,
    /// Its name in formulas.
    pub name: Text,
    /// The formula.
    pub formula: Text,
    /// Decimal places the value is rounded to and shown with.
    #[serde(default)]
    #[validate(range(max = 8, message = "0 至 8|0 to 8"))]
    pub places: Option<u8>,
    /// Instead of `places`: the value is a whole number of 1/denominator.
    #[serde(default)]
    #[validate(range(min = 2, max = 10000, message = "2 至 10000|2 to 10000"))]
    pub denominator: Option<u32>,
    /// Instead of the scheme's rounding.
    #[serde(default)]
    pub rounding: Option<Rounding>,
    /// `missing = true`: the column may hold no value where its formula has none.
    #[serde(default)]
    pub missing: bool,
    /// Computed only to be shown: no rule needs it.
    #[serde(default)]
    pub shown: bool,
    /// 元, 分…
    #[serde(default)]
    pub unit: String,
    /// The article it implements.
    #[serde(default)]
    pub clause: String,
    /// What it means.
    #[serde(default)]
    pub note: String,
}

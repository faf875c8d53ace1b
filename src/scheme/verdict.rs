//! `[[check]]` and `[[consequence]]`: what is held against the result.
use super::Text;
use serde::Deserialize;
use validator::Validate;

/// `[[check]]`: a condition on the result.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Its name.
    pub name: Text,
    /// The table whose rows are checked; left out: the district.
    #[serde(default)]
    pub on: Option<Text>,
    /// What must hold.
    pub that: Text,
    /// What happens when it does not.
    pub level: CheckLevel,
    /// Columns whose values are shown with it: both readings, the gap.
    #[serde(default)]
    pub show: Vec<Text>,
    /// The article it rests on.
    #[serde(default)]
    pub clause: String,
    /// What to do.
    #[serde(default)]
    pub note: String,
}

/// Whether a failed check stops the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckLevel {
    /// Stops the run.
    Stop,
    /// Warns.
    Warn,
}

/// `[[consequence]]`: what follows that is not money.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// What follows, such as 低聘.
    pub name: Text,
    /// The table.
    pub on: Text,
    /// When.
    pub when: Text,
    /// Columns shown with a row that it befalls.
    #[serde(default)]
    pub show: Vec<Text>,
    /// The article.
    #[serde(default)]
    pub clause: String,
    /// What the office does with it.
    #[serde(default)]
    pub note: String,
}

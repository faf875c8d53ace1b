//! `[[payment]]`: which payees are paid by files for a bank or for payroll, and in which layouts.
use super::Text;
use serde::Deserialize;
use toml::Spanned;
use validator::Validate;

/// `[[payment]]`: how the payees of a table are paid.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// The table of payees.
    pub table: Text,
    /// Who they are: nobody but staff may ever be in a payroll.
    pub people: Spanned<People>,
    /// Layouts of the files, built in or from the folder 版式, by name.
    #[validate(length(min = 1, max = 12, message = "1 至 12 种版式|1 to 12 layouts"))]
    pub layouts: Vec<Text>,
    /// The layout whose files pay; needed with several, since the others would pay everybody again.
    #[serde(default)]
    pub pays: Option<Text>,
    /// Column with the account's holder, `账户.户名` through a relation; left out: the payee's name.
    #[serde(default)]
    pub holder: Option<Text>,
    /// Column with the account's number.
    #[serde(default)]
    pub account: Option<Text>,
    /// Column with the bank.
    #[serde(default)]
    pub bank: Option<Text>,
    /// Column with the identity number.
    #[serde(default)]
    pub identity: Option<Text>,
    /// Column with the staff number.
    #[serde(default)]
    pub number: Option<Text>,
    /// What the money is for, as the bank prints it.
    #[serde(default)]
    #[validate(length(max = 60, message = "60 个字以内|at most 60 characters"))]
    pub purpose: String,
}

/// Who the payees of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum People {
    /// Employed and on the payroll.
    Staff,
    /// Students and everybody else: what they get is no wage.
    Others,
}

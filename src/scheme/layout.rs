//! A layout: how a file for a bank or for payroll is written. A new bank is a layout, not code.
use super::{Charset, Field, Text};
use serde::Deserialize;
use toml::Spanned;
use validator::Validate;

/// Columns that a layout may have at most.
pub const LAYOUT_COLUMNS_MAX: usize = 60;
/// Widest column that a layout may state.
pub const LAYOUT_WIDTH_MAX: u16 = 255;

/// A layout as written.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Its name, which is the name of its file.
    #[serde(skip)]
    pub name: String,
    /// For whom the file is.
    pub kind: LayoutKind,
    /// What kind of file it is.
    pub form: LayoutForm,
    /// Of a text: its encoding.
    #[serde(default)]
    pub encoding: Option<Charset>,
    /// Of a text: what stands between two fields.
    #[serde(default)]
    #[validate(length(min = 1, max = 4, message = "1 至 4 个字符|1 to 4 characters"))]
    pub separator: Option<String>,
    /// Of a text: what ends a line.
    #[serde(default)]
    pub line_end: Option<LineEnd>,
    /// Of a text: every field stands between quotation marks.
    #[serde(default)]
    pub quoted: bool,
    /// The first line, or the one after a total in front, holds the titles of the columns.
    pub header: bool,
    /// A line with the control totals.
    #[serde(default)]
    pub total: Option<Total>,
    /// How amounts are written.
    pub amount: AmountForm,
    /// What makes a file of its own.
    pub by: FilesBy,
    /// Payees in one file at most; more of them make several files.
    #[serde(default)]
    #[validate(range(min = 1, max = 60000, message = "1 至 60000|1 to 60000"))]
    pub rows_per_file: Option<u32>,
    /// Name of a file, with what stands in braces filled in: `代发_{batch}_{number}.txt`.
    pub file: Text,
    /// The columns, from left to right.
    pub columns: Vec<LayoutColumn>,
    /// Whose layout it is, and where it is described.
    #[serde(default)]
    pub note: String,
}

/// A column of a layout: a field, an item of pay or a fixed text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutColumn {
    /// What it says of a payee.
    #[serde(default)]
    pub field: Option<Spanned<Field>>,
    /// What a step of the scheme gave.
    #[serde(default)]
    pub item: Option<Text>,
    /// The same text in every line.
    #[serde(default)]
    pub fixed: Option<Text>,
    /// Its title; left out: the name of the field or item.
    #[serde(default)]
    pub title: Option<Text>,
    /// Longest text: bytes in a text file, characters in a workbook.
    #[serde(default)]
    pub width: Option<Spanned<u16>>,
}

/// A line with control totals: `{count}` payees and the `{sum}` of what they are paid.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// Where it stands.
    pub at: TotalAt,
    /// Its fields, from left to right.
    pub cells: Vec<Text>,
}

/// Where the control totals stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TotalAt {
    /// In the first line of the file.
    Before,
    /// In its last line.
    After,
}

/// For whom a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LayoutKind {
    /// A bank that pays into accounts.
    Bank,
    /// The payroll system, which pays wages: staff alone.
    Payroll,
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LayoutForm {
    /// Lines of fields.
    Text,
    /// A workbook with one sheet.
    Xlsx,
}

/// What ends a line, the last one too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum LineEnd {
    /// As on Windows.
    #[serde(rename = "CRLF")]
    CrLf,
    /// As on Linux.
    #[serde(rename = "LF")]
    Lf,
}

/// How amounts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AmountForm {
    /// Yuan with two places: `1200.50`.
    Yuan,
    /// Yuan without zeros at the end: `1200.5`.
    YuanShort,
    /// Whole fen: `120050`.
    Fen,
}

/// What makes a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilesBy {
    /// All payees of the table.
    Table,
    /// The payees of each unit.
    Unit,
}

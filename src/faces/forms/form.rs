//! A blank workbook before it is written.

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Path below the office's folder, with `/`.
    pub path: String,
    /// Its sheets.
    pub sheets: Vec<FormSheet>,
}

/// A sheet with one table to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSheet {
    /// Its name.
    pub name: String,
    /// What is filled in, above the header.
    pub title: String,
    /// Lines above the header: label and what stands behind it.
    pub labels: Vec<(String, String)>,
    /// From left to right.
    pub columns: Vec<FormColumn>,
    /// What stands before each row that is filled in; none: 1, 2, 3 and so on.
    pub numbers: Vec<String>,
    /// Rows that are filled in already: a text for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormColumn {
    /// Its header.
    pub header: String,
    /// What it wants.
    pub kind: FormKind,
    /// What is said about it, as a note on the header.
    pub note: String,
    /// What may stand in the example row.
    pub example: String,
    /// Width in characters, in which long texts are wrapped; none: as wide as its header.
    pub width: Option<u16>,
}

/// What a column wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// Any text; a width where it is fixed.
    Text(Option<u8>),
    /// One of these.
    Choice(Vec<String>),
    /// A decimal number with places, and its least and largest value where they are figures.
    Number {
        /// Decimal places.
        places: u32,
        /// Least value.
        least: Option<String>,
        /// Largest value.
        most: Option<String>,
        /// Shown with a per cent sign.
        percent: bool,
    },
    /// A calendar date.
    Date,
    /// An identity number of 18 characters.
    Identity,
    /// The number of a bank account.
    Account,
}

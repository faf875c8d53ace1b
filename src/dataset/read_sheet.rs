//! A sheet as it was received, for documents that go back to who sent it.
use std::sync::Arc;

/// A sheet with its filled cells.
#[derive(Debug, Clone, Default)]
pub struct ReadSheet {
    /// Its name; a text file's only sheet has none.
    pub name: String,
    /// Hidden from the user.
    pub hidden: bool,
    /// Row and column, counted from 0, and what is there; in order.
    pub cells: Vec<(u32, u16, Shown)>,
    /// Merged regions: first row, first column, last row, last column.
    pub merges: Vec<[u32; 4]>,
}

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A number.
    Number(f64),
    /// A number shown as a per cent.
    Percent(f64),
    /// A date, as days since 1899-12-30.
    Date(f64),
    /// A text; an error value too.
    Text(Arc<str>),
    /// TRUE or FALSE.
    Flag(bool),
}

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

impl ReadSheet {
    /// What is in a cell.
    pub fn get(&self, row: u32, column: u16) -> Option<&Shown> {
        let found = self.cells.binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column));
        found.ok().map(|at| &self.cells[at].2)
    }

    /// The filled cells of a row, each with its column.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u16, &Shown)> {
        // The cells are in order: a sheet of a million is not walked through for each of its rows.
        let start = self.cells.partition_point(|(at, ..)| *at < row);
        let own = self.cells[start..].iter().take_while(move |(at, ..)| *at == row);
        own.map(|(_, column, shown)| (*column, shown))
    }

    /// Numbers of the rows that have a filled cell, ascending.
    pub fn row_numbers(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.iter().map(|(row, ..)| *row).collect();
        rows.dedup();
        rows
    }
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

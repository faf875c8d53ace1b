//! Where in the office's files we are, to give findings their place.
use crate::dataset::column_letters;
use crate::messages::Place;

/// A sheet of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    /// Path of the file.
    pub file: &'a str,
    /// Name of the sheet.
    pub sheet: &'a str,
}

impl Site<'_> {
    /// The sheet itself.
    pub(super) fn place(&self) -> Place {
        Place::sheet(self.file, self.sheet)
    }

    /// A row, counted from 0.
    pub(super) fn row(&self, row: u32) -> Place {
        Place::cell(self.file, self.sheet, (row + 1).to_string(), "")
    }

    /// A cell, with the column's name in the scheme.
    pub(super) fn cell(&self, row: u32, column: u16, name: &str) -> Place {
        Place::cell(self.file, self.sheet, address(row, column), name)
    }
}

/// `F45`.
pub(super) fn address(row: u32, column: u16) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

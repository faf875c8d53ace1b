/// A file as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// Path below the office's folder, with `/`.
    pub path: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// What was chosen in a sheet that a table was read from.
#[derive(Debug, Clone)]
pub struct SheetRead {
    /// Index into the dataset's files.
    pub file: u32,
    /// Sheet name.
    pub sheet: String,
    /// Index of the table; none for the parameter sheet.
    pub table: Option<usize>,
    /// First header row, counted from 0.
    pub header_first: u32,
    /// Last header row, counted from 0.
    pub header_row: u32,
    /// Where each input column of the table was found.
    pub columns: Vec<ColumnPlace>,
    /// Rows that became rows of the table.
    pub rows_used: u32,
    /// Rows below the header that did not, each with its reason.
    pub skipped: Vec<SkippedRow>,
    /// How many cells were cleaned (text turned into numbers, blanks taken off).
    pub cleaned: u32,
}

impl SheetRead {
    /// A sheet of a form that the program wrote; its rows are no rows of a table.
    pub fn of_form(file: u32, sheet: &str) -> SheetRead {
        SheetRead {
            file,
            sheet: sheet.to_string(),
            table: None,
            header_first: 0,
            header_row: 0,
            columns: Vec::new(),
            rows_used: 0,
            skipped: Vec::new(),
            cleaned: 0,
        }
    }
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedRow {
    /// Counted from 0.
    pub row: u32,
    /// Why, in Chinese, as the workbook prints it.
    pub reason: String,
}

/// Where an input column was found in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnPlace {
    /// In a column, counted from 0.
    Column(u16),
    /// In one cell above the header.
    Label {
        /// Counted from 0.
        row: u32,
        /// Counted from 0.
        column: u16,
    },
    /// The header's text of a wide sheet.
    WideName,
    /// The cell of a wide sheet.
    WideValue,
    /// The sheet has no such column, and the scheme allows that.
    Nowhere,
}

/// Where a row came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowOrigin {
    /// Index into the dataset's sheets.
    pub sheet: u32,
    /// Counted from 0.
    pub row: u32,
    /// The column of a wide sheet's cell, counted from 0; else 0.
    pub wide_column: u16,
}

/// One cell of an input file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellPlace {
    /// Index into the dataset's sheets.
    pub sheet: u32,
    /// Counted from 0.
    pub row: u32,
    /// Counted from 0.
    pub column: u16,
}

impl CellPlace {
    /// `F45`.
    pub fn address(&self) -> String {
        format!("{}{}", column_letters(self.column), self.row + 1)
    }
}

/// `A`, `B`, … `XFD` for a column counted from 0.
pub fn column_letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = column as u32 + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|b| *b as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_run_from_a_to_xfd() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_letters(column), letters);
        }
    }
}

//! What was read: typed columns, rows, and for each value the file, sheet and cell it came from.
mod calendar;
mod column;
mod folded;
mod masked;
mod origin;
mod overlay;
mod pool;
mod private;
mod read_sheet;

pub use calendar::{civil_from_day, day_from_civil};
pub use column::{ColumnValues, Mark, Value};
pub(crate) use folded::{folded, invisible, settled};
pub use masked::masked;
pub use origin::{CellPlace, ColumnPlace, FileRecord, RowOrigin, SheetRead, SkippedRow, column_letters};
pub use overlay::{Corrected, Overlay, Target};
pub use pool::{TextId, TextPool};
pub use private::{Private, private_number};
pub use read_sheet::{ReadSheet, Shown};

use std::collections::BTreeSet;

/// All tables of a year, as read from the office's files.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// Every file that was read, with its hash.
    pub files: Vec<FileRecord>,
    /// Every sheet that was read, with what was chosen in it.
    pub sheets: Vec<SheetRead>,
    /// One for each table of the scheme, in the scheme's order; derived tables are empty here.
    pub tables: Vec<TableData>,
    /// Parameters read from the parameter sheet.
    pub parameters: Vec<ReadParameter>,
    /// Accounts that two people share, as the office decided.
    pub shared_accounts: BTreeSet<String>,
    /// All texts.
    pub texts: TextPool,
    /// Corrections laid over what was read.
    pub overlay: Overlay,
}

/// A parameter read from the parameter sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadParameter {
    /// Its name.
    pub name: String,
    /// Its value as written.
    pub text: String,
    /// Where the value stands.
    pub place: CellPlace,
    /// Its unit: the scheme's, else the sheet's.
    pub unit: String,
    /// Its article: the scheme's, or the sheet's where that is more exact.
    pub clause: String,
    /// The minutes that decided it, where the sheet says so.
    pub decided: String,
}

/// The rows of one table.
#[derive(Debug, Clone, Default)]
pub struct TableData {
    /// One for each `[[table.input]]`, in the scheme's order.
    pub columns: Vec<ColumnValues>,
    /// Where each row came from.
    pub origins: Vec<RowOrigin>,
}

impl TableData {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.origins.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }
}

impl Dataset {
    /// The row of a table whose key columns hold these texts, compared as folded.
    pub fn row_of_key(&self, table: usize, keys: &[usize], parts: &[String]) -> Option<usize> {
        let data = self.tables.get(table)?;
        let text = |key: &usize, row: usize| match data.columns.get(*key).map(|column| column.get(row)) {
            Some(Value::Text(id)) => folded(self.texts.get(id)),
            _ => String::new(),
        };
        let is = |row: &usize| keys.iter().zip(parts).all(|(key, part)| text(key, *row) == *part);
        (0..data.len()).find(is).filter(|_| keys.len() == parts.len())
    }

    /// The names of a cell's file and sheet.
    pub fn names(&self, place: CellPlace) -> (&str, &str) {
        let sheet = self.sheets.get(place.sheet as usize);
        let file = sheet.and_then(|sheet| self.files.get(sheet.file as usize));
        (file.map_or("", |file| &file.path), sheet.map_or("", |sheet| &sheet.sheet))
    }

    /// Where the value of an input column in a row came from: the cell that was read, or the correction that
    /// replaced it.
    pub fn place(&self, table: usize, input: usize, row: usize) -> Option<CellPlace> {
        let corrected = self.overlay.cell(table, input, row);
        corrected.map_or_else(|| self.received(table, input, row), |corrected| Some(corrected.place))
    }

    /// The cell that the value of an input column in a row was read from, corrected or not.
    pub fn received(&self, table: usize, input: usize, row: usize) -> Option<CellPlace> {
        let origin = self.tables.get(table)?.origins.get(row)?;
        let sheet = self.sheets.get(origin.sheet as usize)?;
        let (row, column) = match *sheet.columns.get(input)? {
            ColumnPlace::Column(column) => (origin.row, column),
            ColumnPlace::Label { row, column } => (row, column),
            ColumnPlace::WideName => (sheet.header_row, origin.wide_column),
            ColumnPlace::WideValue => (origin.row, origin.wide_column),
            ColumnPlace::Nowhere => return None,
        };
        Some(CellPlace { sheet: origin.sheet, row, column })
    }
}

//! A sheet as read, whatever the file format: only the filled cells, in order, each at its absolute place.
use crate::dataset::TextId;

/// What a cell holds before the scheme says what it means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Raw {
    /// A number.
    Number(f64),
    /// A number shown with a per cent sign: 0.85 for `85%`.
    Percent(f64),
    /// A date, as days since 1899-12-30.
    Date(f64),
    /// A time span, or a date that the file writes as text.
    Odd(TextId),
    /// A text, as the workbook's own pool numbers it.
    Text(TextId),
    /// TRUE or FALSE.
    Flag(bool),
    /// An error value such as `#DIV/0!`.
    Error(TextId),
    /// A formula without a stored result.
    Uncomputed,
}

/// A filled cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// Counted from 0.
    pub column: u16,
    /// What it holds.
    pub raw: Raw,
}

/// A merged region; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// First row, counted from 0.
    pub top: u32,
    /// First column.
    pub left: u16,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u16,
}

impl Region {
    /// Whether a cell lies in it.
    pub(super) fn holds(&self, row: u32, column: u16) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// What a file says about a sheet besides its cells.
#[derive(Debug, Default, Clone)]
pub(super) struct Facts {
    /// A cell has a formula.
    pub formulas: bool,
    /// Hidden rows, ascending.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns, ascending.
    pub hidden_columns: Vec<u16>,
    /// Merged regions.
    pub merges: Vec<Region>,
    /// Cells shown with a per cent sign, in order.
    pub percents: Vec<(u32, u16)>,
    /// Cells with a formula whose result was never stored.
    pub uncomputed: Vec<(u32, u16)>,
}

/// The filled cells of one row.
#[derive(Debug, Clone, Copy)]
struct Span {
    row: u32,
    start: u32,
    end: u32,
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    rows: Vec<Span>,
    cells: Vec<Cell>,
    /// Merged regions, in the file's order.
    pub merges: Vec<Region>,
    /// Hidden rows, ascending.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns, ascending.
    pub hidden_columns: Vec<u16>,
    /// Cells that the file holds twice.
    pub twice: Vec<(u32, u16)>,
}

impl Sheet {
    /// Puts cells into order. Files written by spreadsheet programs are in order already.
    pub(super) fn new(name: &str, mut read: Vec<(u32, Cell)>) -> Sheet {
        let place = |(row, cell): &(u32, Cell)| (*row, cell.column);
        if !read.is_sorted_by_key(place) {
            read.sort_by_key(place);
        }
        let mut sheet = Sheet { name: name.to_string(), ..Sheet::default() };
        sheet.cells.reserve_exact(read.len());
        for (row, cell) in read {
            sheet.push(row, cell);
        }
        sheet
    }

    fn push(&mut self, row: u32, cell: Cell) {
        let at = self.cells.len() as u32;
        match self.rows.last_mut() {
            Some(span) if span.row == row => {
                if self.cells.last().is_some_and(|last| last.column == cell.column) {
                    self.twice.push((row, cell.column));
                }
                span.end = at + 1;
            }
            _ => self.rows.push(Span { row, start: at, end: at + 1 }),
        }
        self.cells.push(cell);
    }

    /// Adds what the file says besides cells.
    pub(super) fn with(mut self, facts: Facts) -> Sheet {
        self.merges = facts.merges;
        self.hidden_rows = facts.hidden_rows;
        self.hidden_columns = facts.hidden_columns;
        self.hidden_columns.sort_unstable();
        self
    }

    /// How many cells are filled.
    pub(super) fn cell_count(&self) -> usize {
        self.cells.len()
    }

    /// The first and the last corner of what is filled, each as row and column.
    pub(super) fn area(&self) -> Option<((u32, u16), (u32, u16))> {
        let (first, last) = (self.rows.first()?.row, self.rows.last()?.row);
        let columns = || self.cells.iter().map(|cell| cell.column);
        Some(((first, columns().min()?), (last, columns().max()?)))
    }

    /// Numbers of the rows that have a filled cell, ascending.
    pub(super) fn row_numbers(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|span| span.row)
    }

    /// The last two filled rows.
    pub(super) fn last_rows(&self) -> Vec<u32> {
        self.rows[self.rows.len().saturating_sub(2)..].iter().map(|span| span.row).collect()
    }

    /// Filled rows from a row on, each with its cells.
    pub(super) fn rows_from(&self, row: u32) -> impl Iterator<Item = (u32, &[Cell])> {
        let start = self.rows.partition_point(|span| span.row < row);
        self.rows[start..].iter().map(|span| (span.row, self.span(span)))
    }

    fn span(&self, span: &Span) -> &[Cell] {
        &self.cells[span.start as usize..span.end as usize]
    }

    /// The filled cells of a row, from left to right.
    pub(super) fn row(&self, row: u32) -> &[Cell] {
        let found = self.rows.binary_search_by_key(&row, |span| span.row);
        found.ok().and_then(|at| self.rows.get(at)).map_or(&[], |span| self.span(span))
    }

    /// What a cell holds; nothing when it is empty.
    pub(super) fn get(&self, row: u32, column: u16) -> Option<Raw> {
        in_row(self.row(row), column)
    }
}

/// The cell of a column among the cells of a row.
pub(super) fn in_row(cells: &[Cell], column: u16) -> Option<Raw> {
    let found = cells.binary_search_by_key(&column, |cell| cell.column);
    found.ok().and_then(|at| cells.get(at)).map(|cell| cell.raw)
}

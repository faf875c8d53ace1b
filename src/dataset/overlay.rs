use super::CellPlace;
use std::collections::BTreeMap;

/// The corrections that were laid over the values that were read.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    list: Vec<Corrected>,
    cells: BTreeMap<(usize, usize, usize), usize>,
}

/// A value that an approved correction replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// What was corrected.
    pub target: Target,
    /// Where the new value stands.
    pub place: CellPlace,
    /// Where the value that was replaced was read; none where the sheet has no such column.
    pub received: Option<CellPlace>,
    /// What was replaced, as the correction writes it.
    pub old: String,
    /// The new value, as the correction writes it.
    pub new: String,
    /// Why.
    pub reason: String,
    /// What proves it: a document, a slip.
    pub evidence: String,
    /// Who approved it.
    pub approver: String,
    /// On which day, counted as spreadsheets do.
    pub approved_on: i32,
}

/// What a correction is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A cell: indexes of the table, the input column and the row.
    Cell(usize, usize, usize),
    /// A parameter that was read from the parameter sheet.
    Parameter(String),
}

impl Overlay {
    /// Lays one more over what is there.
    pub fn add(&mut self, corrected: Corrected) {
        if let Target::Cell(table, input, row) = corrected.target {
            self.cells.insert((table, input, row), self.list.len());
        }
        self.list.push(corrected);
    }

    /// All of them, in order.
    pub fn list(&self) -> &[Corrected] {
        &self.list
    }

    /// The last correction of a cell.
    pub fn cell(&self, table: usize, input: usize, row: usize) -> Option<&Corrected> {
        if self.list.is_empty() {
            return None;
        }
        self.cells.get(&(table, input, row)).and_then(|index| self.list.get(*index))
    }

    /// The last correction of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&Corrected> {
        self.list.iter().rev().find(|corrected| matches!(&corrected.target, Target::Parameter(own) if own == name))
    }
}

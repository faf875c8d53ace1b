//! How the payees of a table are paid, with names resolved.
use super::ids::*;
use crate::scheme::{Field, Layout, People};
use std::ops::Range;

/// Files for a bank or for payroll: one set for each layout.
#[derive(Debug, Clone)]
pub struct Payment {
    /// The table of payees.
    pub table: TableId,
    /// Who they are.
    pub people: People,
    /// Where the fields stand that differ from one office to another.
    pub fields: Vec<(Field, Reached)>,
    /// What the money is for.
    pub purpose: String,
    /// The layouts.
    pub layouts: Vec<Layout>,
    /// Place of the layout whose files pay; those of the others are lists, not to be paid from.
    pub pays: usize,
    /// Where it is written.
    pub span: Range<usize>,
}

/// A text column of the payees, or of what they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The relation that leads there; none: the payees' own table.
    pub via: Option<RelationId>,
    /// The column.
    pub column: ColumnId,
}

impl Payment {
    /// Where a field stands.
    pub fn field(&self, field: Field) -> Option<Reached> {
        self.fields.iter().find(|(known, _)| *known == field).map(|(_, reached)| *reached)
    }
}

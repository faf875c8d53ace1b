//! A column's formula, the same for every row but for the row's own number.
use super::layout::{FIRST_ROW, Layout, PARAMETER_VALUE, PARAMETERS, STANDARDS};
use crate::book::Book;
use crate::dataset::column_letters;
use crate::formula::Excel;
use crate::number::format_fixed;
use crate::plan::*;
use std::fmt::Write;

/// What a formula refers to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Reference {
    /// A column of the own row.
    Own(ColumnId),
    /// The own row's number.
    Sequence,
    /// The own row's related row number.
    Ordinal(RelationId),
    /// A value of the district.
    District(ColumnId),
    /// A whole column.
    Column(ColumnId),
    /// The row numbers of a table.
    Sequences(TableId),
    /// The related row numbers of a relation.
    Ordinals(RelationId),
    /// A parameter.
    Parameter(ParameterId),
    /// A cell of a band table.
    Band(BandId, usize, BandCell),
    /// Size of a tier: per cent or places.
    TierSize(TierId, usize),
    /// Value of a tier; one past the last is the value below all tiers.
    TierValue(TierId, usize),
}

/// Which cell of a band table's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum BandCell {
    Word,
    Low,
    High,
    Value,
}

/// A formula with its references.
#[derive(Debug, Clone)]
pub(super) struct Template {
    pub excel: Excel,
    pub references: Vec<Reference>,
    /// The text in pieces; between two pieces stands the row's number.
    pieces: Vec<String>,
}

impl Template {
    pub(super) fn new(book: &Book, layout: &Layout, table: TableId, excel: Excel, references: Vec<Reference>) -> Self {
        let mut printer = Printer { book, layout, table, references: &references, pieces: vec![String::new()] };
        printer.print(&excel, 0);
        let pieces = printer.pieces;
        Template { excel, references, pieces }
    }

    /// The formula of a row, counted from 1 as spreadsheets do.
    pub(super) fn text(&self, row: u32, into: &mut String) {
        into.clear();
        for (index, piece) in self.pieces.iter().enumerate() {
            if index > 0 {
                let _ = write!(into, "{row}");
            }
            into.push_str(piece);
        }
    }
}

struct Printer<'a> {
    book: &'a Book,
    layout: &'a Layout,
    table: TableId,
    references: &'a [Reference],
    pieces: Vec<String>,
}

impl Printer<'_> {
    fn push(&mut self, text: &str) {
        if let Some(last) = self.pieces.last_mut() {
            last.push_str(text);
        }
    }

    /// Brackets are set where the operator around binds tighter.
    fn print(&mut self, excel: &Excel, around: u8) {
        match excel {
            Excel::Number(value, places) => {
                let text = format_fixed(*value, *places);
                self.push(&text);
            }
            Excel::Text(text) => {
                let quoted = format!("\"{}\"", text.replace('"', "\"\""));
                self.push(&quoted);
            }
            Excel::Reference(handle) => self.reference(*handle),
            Excel::Call(name, arguments) => {
                self.push(name);
                self.push("(");
                for (index, argument) in arguments.iter().enumerate() {
                    if index > 0 {
                        self.push(",");
                    }
                    self.print(argument, 0);
                }
                self.push(")");
            }
            Excel::Negate(inner) => {
                self.push("-");
                self.print(inner, 5);
            }
            Excel::Binary(operator, left, right) => {
                let strength = strength(operator);
                let bracketed = strength < around;
                if bracketed {
                    self.push("(");
                }
                self.print(left, strength);
                self.push(operator);
                self.print(right, strength + 1);
                if bracketed {
                    self.push(")");
                }
            }
        }
    }

    fn own_row(&mut self, letters: &str) {
        self.push("$");
        self.push(letters);
        self.pieces.push(String::new());
    }

    fn reference(&mut self, handle: u32) {
        let Some(reference) = self.references.get(handle as usize).cloned() else { return };
        let layout = self.layout;
        match reference {
            Reference::Own(column) | Reference::District(column) if self.book.plan.column(column).table == DISTRICT => {
                let cell = layout.district_cell(column);
                self.push(&cell);
            }
            Reference::Own(column) | Reference::District(column) => self.own_row(&layout.letters(column)),
            Reference::Sequence if self.table == DISTRICT => self.push("1"),
            Reference::Sequence => self.own_row("A"),
            Reference::Ordinal(relation) => self.own_row(&layout.relation_letters(relation)),
            Reference::Column(column) if self.book.plan.column(column).table == DISTRICT => {
                let cell = layout.district_cell(column);
                self.push(&cell);
            }
            Reference::Column(column) => {
                let range = layout.range(self.book.plan.column(column).table, &layout.letters(column));
                self.push(&range);
            }
            Reference::Sequences(table) => {
                let range = layout.range(table, "A");
                self.push(&range);
            }
            Reference::Ordinals(relation) => {
                let table = self.book.plan.relation(relation).from;
                let range = layout.range(table, &layout.relation_letters(relation));
                self.push(&range);
            }
            Reference::Parameter(id) => {
                let cell = absolute(PARAMETERS, PARAMETER_VALUE, FIRST_ROW + id.0 as u32);
                self.push(&cell);
            }
            Reference::Band(band, row, cell) => {
                let column = match cell {
                    BandCell::Word => 1,
                    BandCell::Low => 2,
                    BandCell::High => 3,
                    BandCell::Value => 4,
                };
                let cell = absolute(STANDARDS, column, layout.bands[band.0] + 1 + row as u32);
                self.push(&cell);
            }
            Reference::TierSize(tier, row) => {
                let cell = absolute(STANDARDS, 2, layout.tiers[tier.0] + 1 + row as u32);
                self.push(&cell);
            }
            Reference::TierValue(tier, row) => {
                let cell = absolute(STANDARDS, 4, layout.tiers[tier.0] + 1 + row as u32);
                self.push(&cell);
            }
        }
    }
}

/// `'参数'!$C$7`; column and row counted from 0.
fn absolute(sheet: &str, column: u16, row: u32) -> String {
    format!("'{sheet}'!${}${}", column_letters(column), row + 1)
}

fn strength(operator: &str) -> u8 {
    match operator {
        "*" | "/" => 4,
        "+" | "-" => 3,
        "&" => 2,
        _ => 1,
    }
}

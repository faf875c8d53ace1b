//! Goes from amounts down to the inputs: each cell is told once, however often it is used.
use super::formula::{FormulaTeller, negative_bracketed, put_in, yes};
use super::model::*;
use super::share::share_told;
use crate::book::Book;
use crate::dataset::{Corrected, Value, civil_from_day, masked};
use crate::faces::workbook::{AuditPlaces, is_divided};
use crate::number::Rounding;
use crate::plan::*;
use std::collections::HashMap;

/// The cells told so far, and those still to be told.
pub(super) struct Teller<'b> {
    pub book: &'b Book,
    /// None for a year divided among several workbooks.
    pub places: Option<AuditPlaces<'b>>,
    /// The row that the explanation is about, where it is about one.
    pub about: Option<(TableId, usize)>,
    /// Whether what did not matter is told too: gates that did not bite, steps that gave nothing.
    pub full: bool,
    numbers: HashMap<(ColumnId, usize), usize>,
    asked: Vec<(ColumnId, usize)>,
}

/// By what rows are selected.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    /// Those that a relation leads to the same row.
    Relation(RelationId),
    /// Those of the same group.
    Group(ColumnId),
}

impl<'b> Teller<'b> {
    pub(super) fn new(book: &'b Book, about: Option<(TableId, usize)>) -> Teller<'b> {
        let places = (!is_divided(book)).then(|| AuditPlaces::new(book));
        Teller { book, places, about, full: true, numbers: HashMap::new(), asked: Vec::new() }
    }

    /// The number of a cell; one that is new will be told.
    pub(super) fn cell(&mut self, column: ColumnId, row: usize) -> usize {
        let next = self.asked.len();
        let number = *self.numbers.entry((column, row)).or_insert(next);
        if number == next {
            self.asked.push((column, row));
        }
        number
    }

    /// The row of a table that the subject is, or belongs to.
    pub(super) fn own(&self, table: TableId) -> Option<usize> {
        let (own, row) = self.about?;
        if own == table {
            return Some(row);
        }
        let relation = self.book.plan.relations.iter().position(|r| r.from == own && r.to == table)?;
        self.book.relations[relation].target(row)
    }

    /// A value as formulas print it.
    pub(super) fn printed(&self, column: ColumnId, row: usize) -> String {
        match self.book.value(column, row) {
            Value::Text(_) => format!("\"{}\"", self.book.shown(column, row)),
            Value::Flag(flag) => yes(flag).to_string(),
            Value::Missing(_) => NOTHING.to_string(),
            Value::Date(day) => {
                let (year, month, day) = civil_from_day(day);
                format!("DATE({year}, {month}, {day})")
            }
            Value::Number(number) => {
                let described = self.book.plan.column(column);
                match described.places {
                    Some(_) => negative_bracketed(self.book.shown(column, row)),
                    None => format!("({number}/{})", described.scale),
                }
            }
        }
    }

    /// Where the rows of an aggregate stand in the audit workbook.
    pub(super) fn terms(
        &self,
        of: TableId,
        value: Option<ColumnId>,
        owner: Option<(Owner, i64)>,
        condition: Option<ColumnId>,
    ) -> Option<Terms> {
        let places = self.places.as_ref()?;
        let owner = owner.and_then(|(by, number)| match by {
            Owner::Relation(relation) => Some((places.relation_range(relation)?, number)),
            Owner::Group(group) => Some((places.range(group), number)),
        });
        let range = |column: ColumnId| places.range(column);
        let rows = self.book.rows[of.0];
        Some(Terms { range: value.map(range), owner, condition: condition.map(range), rows })
    }

    /// Tells every cell asked for, and those that they ask for.
    pub(super) fn finish(mut self) -> Vec<Cell> {
        let mut cells = Vec::new();
        while let Some((column, row)) = self.asked.get(cells.len()).copied() {
            cells.push(self.told(column, row));
        }
        cells
    }

    fn told(&mut self, id: ColumnId, row: usize) -> Cell {
        let book = self.book;
        let column = book.plan.column(id);
        let (how, rounding) = match &column.rule {
            Rule::Input(_) => (self.input(id, row), ""),
            Rule::Formula { typed, rounding } => {
                let rounded = column.ty.kind == crate::formula::Kind::Number && column.places.is_some();
                (self.formula(column, typed, row), if rounded { rounding_key(*rounding) } else { "" })
            }
            Rule::Share(share, part) => (share_told(self, *share, *part, id, row), ""),
            Rule::DerivedKey(_) | Rule::GroupNumber(_) | Rule::TieOrder(_) | Rule::Pending => {
                (How::Structure { words: column.formula.clone() }, "")
            }
        };
        let audit = self.places.as_ref().map(|places| {
            let (sheet, cell) = places.cell(id, row);
            [sheet, cell]
        });
        let district = column.table == DISTRICT;
        let name = if district { book.plan.table(DISTRICT).name.clone() } else { book.row_name(column.table, row) };
        Cell {
            table: book.plan.table(column.table).name.clone(),
            column: column.name.clone(),
            row: name,
            key: book.plan.table(column.table).key.iter().map(|key| book.shown(*key, row)).collect(),
            value: self.printed(id, row),
            unit: column.unit.clone(),
            clause: column.clause.clone(),
            note: column.note.clone(),
            places: column.places,
            denominator: column.scale,
            rounding,
            audit,
            how,
        }
    }

    /// Of a corrected cell, where the value that was replaced stands; the correction says where the new one does.
    fn input(&self, id: ColumnId, row: usize) -> How {
        let replaced = self.book.corrected(id, row);
        let place = replaced.and_then(|corrected| corrected.received).or_else(|| self.book.origin(id, row));
        let Some(place) = place else { return How::Structure { words: "表中没有这一列".to_string() } };
        let (file, sheet) = self.book.dataset.names(place);
        let corrected = replaced.map(|corrected| correction(self.book, corrected));
        How::Input { file: file.to_string(), sheet: sheet.to_string(), cell: place.address(), corrected }
    }

    fn formula(&mut self, column: &Column, typed: &Typed, row: usize) -> How {
        let mut teller = FormulaTeller { teller: self, table: column.table, row, uses: Vec::new() };
        let told = teller.tell(typed);
        let uses = teller.uses;
        let formula = column.formula.clone();
        How::Formula { formula, with_values: put_in(&told.template, &uses), template: told.template, uses }
    }
}

/// An approved correction, with its place; long numbers hidden.
pub(super) fn correction(book: &Book, corrected: &Corrected) -> Box<CorrectionTold> {
    let (file, sheet) = book.dataset.names(corrected.place);
    let (year, month, day) = civil_from_day(corrected.approved_on);
    Box::new(CorrectionTold {
        old: masked(&corrected.old),
        new: masked(&corrected.new),
        reason: masked(&corrected.reason),
        evidence: masked(&corrected.evidence),
        approver: corrected.approver.clone(),
        day: format!("{year}-{month:02}-{day:02}"),
        place: [file.to_string(), sheet.to_string(), corrected.place.address()],
    })
}

fn rounding_key(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::HalfUp => "half-up",
        Rounding::HalfEven => "half-even",
        Rounding::Down => "down",
        Rounding::Up => "up",
    }
}

//! Where the rounding of a figure decided: which band it fell into, or whether a condition held.
//!
//! What is shown is what is used, so a rate of 89.996 % that is shown as 90.00 % reaches 90 %. That is right, but
//! the office should know: each such row is told.
use super::bind::bind;
use super::bound::evaluate;
use super::named::named;
use crate::book::{Book, operand};
use crate::dataset::TextId;
use crate::formula::{Function, Operand};
use crate::messages::{ComputeMessage, Findings, Place};
use crate::number::{Fraction, format_fixed, pow10};
use crate::plan::*;
use crate::scheme::Rounding;

/// Places shown beyond those of the column.
const PLACES_BEYOND: u32 = 4;

/// Tells, for every column that decides by rounded figures of its own row, the rows that the rounding decided.
pub(super) fn tell(book: &Book, texts: &[TextId], findings: &mut Findings) {
    for id in &book.plan.order {
        let Rule::Formula { typed, rounding } = &book.plan.column(*id).rule else { continue };
        let mut by = Vec::new();
        let exact = unrounded(&book.plan, typed, &mut by);
        if by.is_empty() {
            continue;
        }
        let rows = decided(book, *id, &exact, *rounding, texts, findings);
        if let (Some(first), Some(cause)) = (rows.first(), by.first()) {
            report(book, *id, *cause, *first, &rows, texts, findings);
        }
    }
}

/// The formula with every rounded figure that decides replaced by its own formula.
fn unrounded(plan: &Plan, typed: &Typed, by: &mut Vec<ColumnId>) -> Typed {
    let mut decider = |value: &Typed| match &value.node {
        TypedNode::Column { path, column } if path.is_empty() => match &plan.column(*column).rule {
            Rule::Formula { typed, .. } if loses(plan.column(*column), typed) => {
                by.push(*column);
                typed.clone()
            }
            _ => value.clone(),
        },
        _ => unrounded(plan, value, by),
    };
    let node = match &typed.node {
        TypedNode::Call(Function::Compare(comparison), sides) => {
            TypedNode::Call(Function::Compare(*comparison), sides.iter().map(decider).collect())
        }
        TypedNode::Band(band) => {
            let value = decider(&band.value);
            TypedNode::Band(Box::new(BandUse { value, ..(**band).clone() }))
        }
        TypedNode::Call(function, arguments) => {
            TypedNode::Call(*function, arguments.iter().map(|a| unrounded(plan, a, by)).collect())
        }
        other => other.clone(),
    };
    Typed { node, ty: typed.ty }
}

/// Whether storing a column can change its value.
fn loses(column: &Column, typed: &Typed) -> bool {
    column.role == Role::Computed
        && column.places.is_some_and(|places| typed.ty.places.is_none_or(|written| written > places))
}

fn decided(
    book: &Book,
    id: ColumnId,
    exact: &Typed,
    rounding: Rounding,
    texts: &[TextId],
    findings: &mut Findings,
) -> Vec<usize> {
    let column = book.plan.column(id);
    let bound = bind(book, column.table, exact, texts, findings);
    let differs = |row: &usize| {
        let stored = operand(book.value(id, *row), column.scale);
        match (evaluate(&bound, *row), stored) {
            (Ok(Operand::Number(exact)), Operand::Number(stored)) => {
                exact.scaled(column.scale, rounding) != stored.scaled(column.scale, rounding)
            }
            (Ok(Operand::Flag(exact)), Operand::Flag(stored)) => exact != stored,
            (Ok(Operand::Text(exact)), Operand::Text(stored)) => exact != stored,
            // Outside of all bands before rounding, inside after it.
            (Err(_), Operand::Number(_)) => true,
            _ => false,
        }
    };
    (0..book.rows[column.table.0]).filter(differs).collect()
}

fn report(
    book: &Book,
    id: ColumnId,
    cause: ColumnId,
    first: usize,
    rows: &[usize],
    texts: &[TextId],
    findings: &mut Findings,
) {
    let (column, by) = (book.plan.column(id), book.plan.column(cause));
    let message = ComputeMessage::RoundingDecided {
        column: column.name.clone(),
        by: by.name.clone(),
        count: rows.len(),
        rows: named(rows.iter().map(|row| book.row_name(column.table, *row))),
        exact: exact_shown(book, cause, first, texts, findings),
        stored: book.shown(cause, first),
    };
    findings.add(message, Place::scheme(by.span.clone()));
}

/// The figure before rounding, with a few more places.
fn exact_shown(book: &Book, id: ColumnId, row: usize, texts: &[TextId], findings: &mut Findings) -> String {
    let column = book.plan.column(id);
    let Rule::Formula { typed, .. } = &column.rule else { return String::new() };
    let bound = bind(book, column.table, typed, texts, findings);
    let places = column.places.unwrap_or(0) + PLACES_BEYOND;
    match evaluate(&bound, row) {
        Ok(Operand::Number(value)) => shown(value, places),
        _ => String::new(),
    }
}

fn shown(value: Fraction, places: u32) -> String {
    value
        .scaled(pow10(places), Rounding::Down)
        .map_or(String::new(), |digits| format!("{}…", format_fixed(digits, places)))
}

use super::bind::bind;
use super::bound::evaluate;
use super::derive::DerivedRows;
use super::{FAULTS_PER_COLUMN_MAX, rank, share, tell_fault};
use crate::book::Book;
use crate::dataset::{ColumnValues, Mark, TextId, Value};
use crate::formula::{Fault, Operand};
use crate::messages::Findings;
use crate::plan::{Column, ColumnId, Rule, SharePart, Typed};
use crate::scheme::Rounding;

/// Puts the inputs and the keys of derived tables in their places.
pub(super) fn take_inputs(book: &mut Book, mut derived: Vec<Option<DerivedRows>>) {
    for index in 0..book.plan.columns.len() {
        let column = &book.plan.columns[index];
        let table = book.plan.table(column.table);
        match column.rule {
            Rule::Input(input) => {
                let data = table.scheme.and_then(|s| book.dataset.tables.get_mut(s));
                if let Some(values) = data.and_then(|data| data.columns.get_mut(input)) {
                    let values = std::mem::replace(values, ColumnValues::Text(Vec::new()));
                    book.columns.put(index, values);
                }
            }
            Rule::DerivedKey(number) => {
                if let Some(rows) = &mut derived[column.table.0] {
                    book.columns.put(index, ColumnValues::Text(std::mem::take(&mut rows.keys[number])));
                }
            }
            _ => {}
        }
    }
}

/// Computes one column; what it reads is already there.
pub(super) fn compute_column(book: &mut Book, id: ColumnId, texts: &[TextId], findings: &mut Findings) {
    match &book.plan.column(id).rule {
        Rule::Input(_) | Rule::DerivedKey(_) | Rule::Pending => {}
        Rule::GroupNumber(column) => {
            let numbers = rank::group_numbers(book, *column);
            book.columns.put(id.0, numbers);
        }
        Rule::TieOrder(columns) => {
            let order = rank::tie_order(book, book.plan.column(id).table, columns);
            book.columns.put(id.0, order);
        }
        Rule::Share(share, part) => {
            // One apportionment fills all of its columns; the amount comes with the first of them.
            let share = *share;
            let first = book.plan.shares[share.0].parts.iter().all(|(_, c)| book.columns[c.0].is_empty());
            if first || *part == SharePart::Amount && book.columns[id.0].is_empty() {
                share::apportion_groups(book, share, findings);
            }
        }
        Rule::Formula { typed, rounding } => {
            let (values, faults) = formula(book, id, typed, *rounding, texts, findings);
            book.columns.put(id.0, values);
            for (row, fault) in faults {
                tell_fault(book, id, row, fault, findings);
            }
        }
    }
}

fn formula(
    book: &Book,
    id: ColumnId,
    typed: &Typed,
    rounding: Rounding,
    texts: &[TextId],
    findings: &mut Findings,
) -> (ColumnValues, Vec<(usize, Fault)>) {
    let column = book.plan.column(id);
    let mut values = super::empty_column(column.ty.kind);
    let mut faults = Vec::new();
    let bound = bind(book, column.table, typed, texts, findings);
    for row in 0..book.rows[column.table.0] {
        let stored = evaluate(&bound, row).and_then(|operand| store(column, operand, rounding));
        match stored {
            Ok(value) => values.push(value),
            Err(fault) => {
                values.push(Value::Missing(Mark::Blank));
                if faults.len() < FAULTS_PER_COLUMN_MAX {
                    faults.push((row, fault));
                }
            }
        }
    }
    (values, faults)
}

/// Rounds a number to the column's places: what is shown is what is used.
fn store(column: &Column, operand: Operand, rounding: Rounding) -> Result<Value, Fault> {
    Ok(match operand {
        Operand::Number(value) => {
            let stored = if column.places.is_some() {
                value.scaled(column.scale, rounding)
            } else {
                value.scaled_exactly(column.scale)
            };
            Value::Number(stored.ok_or(Fault::Overflow)?)
        }
        Operand::Text(id) => Value::Text(TextId(id)),
        Operand::Flag(flag) => Value::Flag(flag),
        Operand::Date(day) => Value::Date(day),
        Operand::Missing if column.ty.missing || column.ty.kind == crate::formula::Kind::Text => {
            Value::Missing(Mark::Blank)
        }
        Operand::Missing => return Err(Fault::Missing),
    })
}

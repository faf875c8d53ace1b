//! Whom a correction is about: the row itself where it is paid, else what the row belongs to.
use super::Aftermath;
use crate::book::{Book, Payee};
use crate::dataset::Target;
use crate::plan::{DISTRICT, TableId};
use std::collections::BTreeSet;

/// The payees whom a correction of a row is paid to anew; none where the row leads to none of them, or to several.
pub(super) fn covered(book: &Book, target: &Target, aftermath: Aftermath) -> Option<Vec<Payee>> {
    let everybody = || book.plan.payee_tables().into_iter().flat_map(|table| payees(book, table));
    if aftermath == Aftermath::Person {
        return concerned(book, target).map(|payee| vec![payee]);
    }
    let (table, row) = place(book, target)?;
    let unit = unit(book, table, row)?;
    let found: Vec<Payee> = everybody().filter(|payee| unit_of(book, *payee) == Some(unit)).collect();
    (!found.is_empty()).then_some(found)
}

/// The only person whom a corrected row is about; none where it is about a unit, a parameter or several people.
pub(crate) fn concerned(book: &Book, target: &Target) -> Option<Payee> {
    let (table, row) = place(book, target)?;
    person(book, table, row)
}

/// The row of a corrected cell.
fn place(book: &Book, target: &Target) -> Option<(TableId, usize)> {
    let Target::Cell(scheme, _, row) = target else { return None };
    book.plan.table_of(*scheme).map(|table| (table, *row))
}

fn payees(book: &Book, table: TableId) -> impl Iterator<Item = Payee> {
    (0..book.rows[table.0] as u32).map(move |row| (table, row))
}

/// The unit of a payee: its table and row.
fn unit_of(book: &Book, (table, row): Payee) -> Option<(TableId, usize)> {
    let payee = book.plan.table(table).payee.as_ref()?;
    let unit = book.relations[payee.unit.0].target(row as usize)?;
    Some((book.plan.relation(payee.unit).to, unit))
}

fn person(book: &Book, table: TableId, row: usize) -> Option<Payee> {
    let paid = |id: TableId| book.plan.table(id).payee.is_some();
    only(
        reached(book, table, row).into_iter().filter(|(table, _)| paid(*table)).map(|(table, row)| (table, row as u32)),
    )
}

fn unit(book: &Book, table: TableId, row: usize) -> Option<(TableId, usize)> {
    let units: BTreeSet<TableId> = book
        .plan
        .payee_tables()
        .into_iter()
        .filter_map(|id| {
            let payee = book.plan.table(id).payee.as_ref()?;
            Some(book.plan.relation(payee.unit).to)
        })
        .collect();
    let reached = reached(book, table, row);
    let itself = reached.iter().copied().filter(|(table, _)| units.contains(table) && *table != DISTRICT);
    only(itself).or_else(|| person(book, table, row).and_then(|payee| unit_of(book, payee)))
}

/// The row itself and the rows that it belongs to by one relation.
fn reached(book: &Book, table: TableId, row: usize) -> Vec<(TableId, usize)> {
    let relations = book.plan.relations.iter().enumerate().filter(|(_, relation)| relation.from == table);
    let targets = relations.filter_map(|(at, relation)| Some((relation.to, book.relations[at].target(row)?)));
    [(table, row)].into_iter().chain(targets).collect()
}

/// The only one of several; the same twice is one.
fn only<T: Ord + Copy>(found: impl Iterator<Item = T>) -> Option<T> {
    let found: BTreeSet<T> = found.collect();
    (found.len() == 1).then(|| found.into_iter().next()).flatten()
}

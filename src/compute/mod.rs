//! Plan × dataset → book: relations resolved, every column computed exactly in the plan's order, every
//! movement posted and balanced.
mod accounts;
mod aggregate;
mod bind;
mod bound;
mod column;
mod derive;
mod edges;
mod ledger;
mod named;
mod parameters;
mod rank;
mod relate;
mod share;
mod verdicts;

pub use aggregate::aggregate_over;
pub use rank::{TierStanding, tier_standing};
pub use share::{LONG_BASE, long_product};

use crate::book::{Book, Lazily, Ledger};
use crate::dataset::{ColumnValues, Dataset, TextId};
use crate::formula::{Fault, Kind};
use crate::messages::{ComputeMessage, Findings, Place};
use crate::plan::{ColumnId, DISTRICT, Plan, TableId};
use std::collections::BTreeSet;

/// Findings told for one column before the rest is only counted.
pub const FAULTS_PER_COLUMN_MAX: usize = 20;

/// Computes a year. With findings that stop there is no book.
pub fn compute(plan: Plan, mut dataset: Dataset, findings: &mut Findings) -> Option<Book> {
    let derived = derive::derive(&plan, &dataset);
    let rows = row_counts(&plan, &dataset, &derived);
    let parameters = parameters::resolve(&plan, &dataset, findings);
    let texts: Vec<TextId> = plan.texts.iter().map(|text| dataset.texts.intern(text)).collect();
    let columns: Vec<ColumnValues> = plan.columns.iter().map(|c| empty_column(c.ty.kind)).collect();
    let pays = vec![true; plan.sources.len()];
    let mut book = Book {
        pays,
        held: BTreeSet::new(),
        plan,
        dataset,
        rows,
        columns: columns.into(),
        relations: Lazily::default(),
        parameters,
        ledger: Ledger::default(),
        checks: Vec::new(),
        consequences: Vec::new(),
    };
    column::take_inputs(&mut book, derived);
    relate::relate(&mut book, findings);
    if findings.stop() {
        return None;
    }
    for id in book.plan.order.clone() {
        column::compute_column(&mut book, id, &texts, findings);
        if findings.stop() {
            return None;
        }
    }
    edges::tell(&book, &texts, findings);
    verdicts::tell_foreseen(&book, findings);
    verdicts::judge(&mut book, findings);
    if findings.stop() {
        // What a failed check leaves behind is not a second mistake.
        return None;
    }
    ledger::post(&mut book, findings);
    if findings.stop() {
        return None;
    }
    // Pay below nothing that comes of a source below zero was told as such.
    verdicts::tell_negative(&book, findings);
    accounts::tell_missing(&book, findings);
    Some(book)
}

/// The district has one row; a derived table its combinations; any other what was read.
fn row_counts(plan: &Plan, dataset: &Dataset, derived: &[Option<derive::DerivedRows>]) -> Vec<usize> {
    let read = |scheme: Option<usize>| scheme.and_then(|s| dataset.tables.get(s)).map_or(0, |t| t.len());
    plan.tables
        .iter()
        .zip(derived)
        .enumerate()
        .map(|(index, (table, derived))| match derived {
            _ if TableId(index) == DISTRICT => 1,
            Some(derived) => derived.rows,
            None => read(table.scheme),
        })
        .collect()
}

fn empty_column(kind: Kind) -> ColumnValues {
    match kind {
        Kind::Number => ColumnValues::Number { values: Vec::new(), marks: Vec::new() },
        Kind::Text => ColumnValues::Text(Vec::new()),
        Kind::Flag => ColumnValues::Flag(Vec::new()),
        Kind::Date => ColumnValues::Date { values: Vec::new(), marks: Vec::new() },
    }
}

/// Tells a fault of a formula in a row.
fn tell_fault(book: &Book, column: ColumnId, row: usize, fault: Fault, findings: &mut Findings) {
    let described = book.plan.column(column);
    let table = book.plan.table(described.table).name.clone();
    let row = book.row_name(described.table, row);
    let column = described.name.clone();
    let message = match fault {
        Fault::DivideByZero => ComputeMessage::DivideByZero { table, row, column },
        Fault::Overflow => ComputeMessage::Overflow { table, row, column },
        Fault::Missing => ComputeMessage::Missing { table, row, column },
        Fault::NegativeRoot => ComputeMessage::NegativeRoot { table, row, column },
        Fault::BandsApart => ComputeMessage::BandsApart { table, row, column },
        Fault::NoBand => ComputeMessage::NoBand { table, row, column },
    };
    findings.add(message, Place::Run);
}

//! Whether two years can stand side by side.
use crate::book::Book;
use crate::plan::{Plan, Table};
use std::collections::BTreeMap;

/// What makes rows of a table the same rows: its key, and who is paid by which unit.
type Structure = (Vec<String>, Option<String>);

/// Names of the tables that one of two years lacks, or whose key or payees are others. Tables derived from others are
/// not compared.
pub fn tables_that_differ(first: &Book, second: &Book) -> Vec<String> {
    let (first, second) = (structures(&first.plan), structures(&second.plan));
    let mut names: Vec<&String> = first.keys().chain(second.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter(|name| first.get(*name) != second.get(*name)).cloned().collect()
}

fn structures(plan: &Plan) -> BTreeMap<String, Structure> {
    let of = |table: &Table| {
        let key = table.key.iter().map(|column| plan.column(*column).name.clone()).collect();
        let unit = table.payee.as_ref().map(|payee| plan.table(plan.relation(payee.unit).to).name.clone());
        (table.name.clone(), (key, unit))
    };
    plan.tables.iter().filter(|table| table.derived.is_none()).map(of).collect()
}

use crate::dataset::{ColumnValues, Dataset, TextId, Value};
use crate::plan::{ColumnId, Plan, Rule};
use std::collections::HashMap;

/// Rows of a derived table and where the source's rows lead.
pub(super) struct DerivedRows {
    pub rows: usize,
    /// One for each key column.
    pub keys: Vec<Vec<TextId>>,
}

/// One row for each different combination, in the order in which they first appear.
pub(super) fn derive(plan: &Plan, dataset: &Dataset) -> Vec<Option<DerivedRows>> {
    plan.tables
        .iter()
        .map(|table| {
            let derived = table.derived.as_ref()?;
            let source = plan.table(derived.from).scheme.and_then(|s| dataset.tables.get(s))?;
            let columns: Vec<&ColumnValues> = derived.by.iter().filter_map(|id| input(plan, source, *id)).collect();
            let mut seen: HashMap<Vec<TextId>, ()> = HashMap::new();
            let mut keys = vec![Vec::new(); derived.by.len()];
            for row in 0..source.len() {
                let key: Vec<TextId> = columns.iter().map(|c| text(c.get(row))).collect();
                if seen.insert(key.clone(), ()).is_none() {
                    for (column, id) in keys.iter_mut().zip(key) {
                        column.push(id);
                    }
                }
            }
            Some(DerivedRows { rows: seen.len(), keys })
        })
        .collect()
}

fn input<'d>(plan: &Plan, table: &'d crate::dataset::TableData, id: ColumnId) -> Option<&'d ColumnValues> {
    match plan.column(id).rule {
        Rule::Input(number) => table.columns.get(number),
        _ => None,
    }
}

fn text(value: Value) -> TextId {
    match value {
        Value::Text(id) => id,
        _ => crate::dataset::TextPool::EMPTY,
    }
}

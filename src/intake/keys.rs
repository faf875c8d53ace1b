//! A key stands for one row: two rows with one key are a finding that names both.
use super::cell::places;
use super::fold::shown;
use super::limits::FINDINGS_PER_COLUMN_MAX;
use crate::dataset::{CellPlace, ColumnPlace, Dataset, TextPool, Value};
use crate::messages::{Findings, IntakeMessage, Place};
use crate::number::format_fixed;
use crate::scheme::Table;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// A part of a key, ready to be compared.
type Part = i64;

/// Looks for keys that are there twice.
pub(super) fn check(table: &Table, index: usize, dataset: &Dataset, findings: &mut Findings) {
    let position = |name: &str| table.inputs.iter().position(|input| input.name.get_ref() == name);
    let keys: Option<Vec<usize>> = table.key.iter().map(|name| position(name.get_ref())).collect();
    let (Some(keys), Some(data)) = (keys, dataset.tables.get(index)) else { return };
    if keys.is_empty() {
        return;
    }
    let mut seen: HashMap<Vec<Part>, usize, RandomState> = HashMap::default();
    seen.reserve(data.len());
    let mut found = 0;
    for row in 0..data.len() {
        let values = keys.iter().map(|key| data.columns.get(*key).map(|column| column.get(row)));
        let Some(parts) = values.map(part).collect::<Option<Vec<Part>>>() else { continue };
        if let Some(first) = seen.get(&parts) {
            found += 1;
            if found > FINDINGS_PER_COLUMN_MAX {
                continue;
            }
            report(table, index, &keys, (*first, row), dataset, findings);
        } else {
            seen.insert(parts, row);
        }
    }
    if found > FINDINGS_PER_COLUMN_MAX {
        let count = found - FINDINGS_PER_COLUMN_MAX;
        let message = IntakeMessage::MoreSameKeys { table: table.name.get_ref().clone(), count };
        findings.add(message, Place::Run);
    }
}

/// A blank key is reported where the cell is read.
fn part(value: Option<Value>) -> Option<Part> {
    match value? {
        Value::Text(TextPool::EMPTY) | Value::Missing(_) => None,
        Value::Text(id) => Some(i64::from(id.0)),
        Value::Number(number) => Some(number),
        Value::Date(day) => Some(i64::from(day)),
        Value::Flag(flag) => Some(i64::from(flag)),
    }
}

fn report(
    table: &Table,
    index: usize,
    keys: &[usize],
    (first, second): (usize, usize),
    dataset: &Dataset,
    findings: &mut Findings,
) {
    // The last key column in the row itself: a label above the header is the same for all rows.
    let in_row = |key: &&usize| {
        let sheet = dataset.tables[index].origins.get(second).and_then(|o| dataset.sheets.get(o.sheet as usize));
        let place = sheet.and_then(|sheet| sheet.columns.get(**key));
        matches!(place, Some(ColumnPlace::Column(_) | ColumnPlace::WideValue))
    };
    let Some(key) = keys.iter().rfind(in_row).or(keys.last()) else { return };
    let text = keys.iter().map(|key| text(table, index, *key, second, dataset)).collect::<Vec<_>>().join(" ");
    let name = table.inputs.get(*key).map_or("", |input| input.name.get_ref());
    let other = dataset.place(index, *key, first).map(|place| describe(place, dataset)).unwrap_or_default();
    let place = dataset.place(index, *key, second).map_or(Place::Run, |place| located(place, name, dataset));
    let message = IntakeMessage::SameKey { table: table.name.get_ref().clone(), key: shown(&text), other };
    findings.add(message, place);
}

/// A part of a row's key, as people write it.
pub(super) fn text(table: &Table, index: usize, key: usize, row: usize, dataset: &Dataset) -> String {
    let value = dataset.tables.get(index).and_then(|data| data.columns.get(key)).map(|column| column.get(row));
    match (value, table.inputs.get(key)) {
        (Some(Value::Text(id)), _) => dataset.texts.get(id).to_string(),
        (Some(Value::Number(number)), Some(input)) => format_fixed(number, places(input)),
        (Some(Value::Date(day)), _) => super::date::written(day),
        _ => String::new(),
    }
}

/// A cell as a finding's place.
pub(super) fn located(place: CellPlace, column: &str, dataset: &Dataset) -> Place {
    let (file, sheet) = dataset.names(place);
    Place::cell(file, sheet, place.address(), column)
}

/// A cell inside a message: `平安一中.xlsx › 年度考核 › F45`.
pub(super) fn describe(place: CellPlace, dataset: &Dataset) -> String {
    let (file, sheet) = dataset.names(place);
    format!("{file} › {sheet} › {}", place.address())
}

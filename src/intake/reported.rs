//! Units that should have sent a table and have not: each stops the run unless the office excused it.
use super::decisions::{Decisions, Question};
use super::site::Site;
use crate::dataset::{ColumnValues, Dataset, Value, folded};
use crate::messages::{Findings, IntakeMessage, Place};
use crate::scheme::{Every, Scheme, Table};
use std::collections::BTreeSet;

/// Answers to the question about a unit that has not reported.
pub(super) const EXCUSE_OPTIONS: [&str; 1] = ["免报"];

/// Compares, for each table of which every unit sends its own part, who should have sent with who has.
pub(super) fn check(scheme: &Scheme, dataset: &Dataset, decisions: &Decisions, findings: &mut Findings) {
    for (index, table) in scheme.tables.iter().enumerate() {
        let Some(every) = table.from.as_ref().and_then(|from| from.every.as_ref()) else { continue };
        let Some(due) = units(scheme, dataset, every) else {
            let (name, column) = (every.table.get_ref().clone(), every.column.get_ref().clone());
            findings.add(IntakeMessage::NoUnits { table: name, column }, Place::scheme(every.table.span()));
            continue;
        };
        let sent: BTreeSet<String> =
            texts(table, dataset, index, every.by.get_ref()).into_iter().flatten().map(|name| folded(&name)).collect();
        for unit in due.iter().filter(|unit| !sent.contains(&folded(unit))) {
            let name = table.name.get_ref();
            let question = Question { code: "Q207", column: name, content: unit, options: &EXCUSE_OPTIONS };
            let site = Site { file: "", sheet: "" };
            if decisions.answer(&question, &site, findings).is_none() {
                let message = IntakeMessage::NotReported { unit: unit.clone(), table: name.clone() };
                findings.add(message, Place::Run);
            }
        }
    }
}

fn units(scheme: &Scheme, dataset: &Dataset, every: &Every) -> Option<Vec<String>> {
    let index = scheme.tables.iter().position(|table| table.name.get_ref() == every.table.get_ref())?;
    texts(&scheme.tables[index], dataset, index, every.column.get_ref())
}

/// The texts of an input column.
fn texts(table: &Table, dataset: &Dataset, index: usize, name: &str) -> Option<Vec<String>> {
    let input = table.inputs.iter().position(|input| input.name.get_ref() == name)?;
    let column = dataset.tables.get(index)?.columns.get(input)?;
    let ColumnValues::Text(_) = column else { return None };
    let text = |row| match column.get(row) {
        Value::Text(id) => dataset.texts.get(id).to_string(),
        _ => String::new(),
    };
    Some((0..dataset.tables[index].len()).map(text).collect())
}

//! The last column: why somebody gets less, or nothing.
use super::layout::Layout;
use crate::book::{self, Book};
use crate::dataset::Value;
use crate::formula::Kind;
use crate::plan::{Gate, Step};

/// The gates that took something, before it was due or after, each with its document; or that nothing was given.
pub(super) fn remark(book: &Book, layout: &Layout, row: usize) -> String {
    let steps = book.plan.steps.iter().filter(|step| step.table == layout.table);
    let gates = steps.filter_map(|step| Some((step, step.gate.as_ref()?)));
    let bit = gates.filter(|(step, gate)| bites(book, step, gate, row));
    let mut names: Vec<String> =
        bit.map(|(step, gate)| format!("{}{}", step.name, documents(book, gate, row))).collect();
    if names.is_empty() && layout.columns.iter().all(|column| column.values[row] == 0) {
        names.push("未参与分配".to_string());
    }
    if book.holds(layout.table, row) {
        names.push("缓发（异议未结）".to_string());
    }
    names.join("、")
}

fn bites(book: &Book, step: &Step, gate: &Gate, row: usize) -> bool {
    let flagged = book.value(gate.flag, row) == Value::Flag(true);
    flagged && step.amounts.iter().any(|(_, column)| book.stored(*column, row) != 0)
}

/// The numbers of the documents that a gate rests on.
fn documents(book: &Book, gate: &Gate, row: usize) -> String {
    let texts = gate.needs.iter().filter(|column| book.plan.column(**column).ty.kind == Kind::Text);
    let shown: Vec<String> = texts.map(|column| book.shown(*column, row)).filter(|text| !text.is_empty()).collect();
    if shown.is_empty() { String::new() } else { format!("（{}）", shown.join("，")) }
}

/// Identity numbers are shown by their last four characters; everything else as it is.
pub(super) fn masked(text: String) -> String {
    let identity = text.len() == 18
        && text.bytes().take(17).all(|b| b.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit() || c.eq_ignore_ascii_case(&'x'));
    if identity { book::masked(&text) } else { text }
}

//! The last column: why somebody gets less, or nothing.
use super::layout::{Amounts, Layout, Part};
use crate::book::Book;
use crate::dataset::Value;

/// The gates that bite, or that nothing was given.
pub(super) fn remark(book: &Book, layout: &Layout, row: usize) -> String {
    let mut reasons: Vec<&str> = book
        .plan
        .steps
        .iter()
        .filter(|step| step.table == layout.table && step.account == layout.payee.due)
        .filter(|step| step.gate.as_ref().is_some_and(|g| book.value(g.flag, row) == Value::Flag(true)))
        .map(|step| step.name.as_str())
        .collect();
    // A gate may be true of everybody; it is told only where it took something, or where nothing was left to take.
    let taken = |name: &str| layout.columns.iter().any(|column| takes(book, column, name, row));
    if layout.net(book, row) != 0 {
        reasons.retain(|name| taken(name));
    }
    let moved = layout.columns.iter().any(|column| column.values[row] != 0);
    match (reasons.is_empty(), moved) {
        (false, _) => reasons.join("、"),
        (true, false) => "未参与分配".to_string(),
        (true, true) => String::new(),
    }
}

fn takes(book: &Book, column: &Amounts, gate: &str, row: usize) -> bool {
    let step = column.step.filter(|_| column.part == Part::Withheld);
    column.values[row] != 0 && step.is_some_and(|step| book.plan.steps[step].name == gate)
}

/// Identity numbers are shown by their last four characters; everything else as it is.
pub(super) fn masked(text: String) -> String {
    let identity = text.len() == 18
        && text.bytes().take(17).all(|b| b.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit() || c.eq_ignore_ascii_case(&'x'));
    if identity { format!("{}{}", "*".repeat(14), &text[14..]) } else { text }
}

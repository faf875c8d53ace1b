//! The last column: why somebody gets less, or nothing.
use super::layout::{Layout, Part};
use crate::book::Book;

/// The gates that took something, or that nothing was given.
pub(super) fn remark(book: &Book, layout: &Layout, row: usize) -> String {
    let moved = layout.columns.iter().filter(|column| column.values[row] != 0);
    let gates = moved.clone().filter(|column| column.part == Part::Withheld).filter_map(|column| column.step);
    let mut names: Vec<&str> = gates.map(|step| book.plan.steps[step].name.as_str()).collect();
    if moved.count() == 0 {
        names.push("未参与分配");
    }
    names.join("、")
}

/// Identity numbers are shown by their last four characters; everything else as it is.
pub(super) fn masked(text: String) -> String {
    let identity = text.len() == 18
        && text.bytes().take(17).all(|b| b.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit() || c.eq_ignore_ascii_case(&'x'));
    if identity { format!("{}{}", "*".repeat(14), &text[14..]) } else { text }
}

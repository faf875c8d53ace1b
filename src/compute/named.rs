//! The rows that a message names: a few, and a sign that there are more.

/// Rows named in a message.
const ROWS_NAMED_MAX: usize = 5;

/// The first names, joined; `…` stands for the others.
pub(super) fn named(names: impl IntoIterator<Item = String>) -> String {
    named_up_to(ROWS_NAMED_MAX, names)
}

/// The same with more of them.
pub(super) fn named_up_to(most: usize, names: impl IntoIterator<Item = String>) -> String {
    let mut names = names.into_iter();
    let mut listed: Vec<String> = names.by_ref().take(most).collect();
    if names.next().is_some() {
        listed.push("…".to_string());
    }
    listed.join("；")
}

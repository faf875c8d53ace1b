//! A row of a form.

/// A row of a form: what is asked, and how to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What is asked, in the first column.
    pub name: &'static str,
    /// How to answer, in the third.
    pub note: &'static str,
    /// May be left blank.
    pub optional: bool,
}

pub(crate) const fn asked(name: &'static str, note: &'static str) -> Label {
    Label { name, note, optional: false }
}

pub(crate) const fn optional(name: &'static str, note: &'static str) -> Label {
    Label { name, note, optional: true }
}

/// The sheet with the rows.
pub const FORM_SHEET: &str = "登记";

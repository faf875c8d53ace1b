//! The columns of a file: those of the layout, with 各项目 and 各来源 spread out.
use super::amounts::Amounts;
use crate::book::Book;
use crate::faces::movements::source_name;
use crate::scheme::{Field, Layout, LayoutColumn};

/// A column as it is printed.
pub(super) struct Printed {
    pub title: String,
    /// Longest text.
    pub width: Option<u16>,
    pub says: Says,
}

/// What a column says of a payee.
pub(super) enum Says {
    Field(Field),
    /// What a step gave, by its index.
    Item(usize),
    /// What a source pays, by its place among the amounts.
    Source(usize),
    Fixed(String),
}

/// The columns of a layout, from left to right.
pub(super) fn printed(book: &Book, layout: &Layout, amounts: &Amounts) -> Vec<Printed> {
    layout.columns.iter().flat_map(|column| spread(book, column, amounts)).collect()
}

fn spread(book: &Book, column: &LayoutColumn, amounts: &Amounts) -> Vec<Printed> {
    let width = column.width.as_ref().map(|width| *width.get_ref());
    let title = |usual: &str| column.title.as_ref().map_or(usual.to_string(), |title| title.get_ref().clone());
    let one = |title: String, says: Says| Printed { title, width, says };
    let paid = |values: &Vec<i64>| amounts.rows.iter().any(|row| values[*row as usize] != 0);
    if let Some(fixed) = &column.fixed {
        return vec![one(title(""), Says::Fixed(fixed.get_ref().clone()))];
    }
    if let Some(item) = &column.item {
        let named = |step: &&usize| book.plan.steps[**step].name == *item.get_ref();
        // A step that gave these payees nothing has a column of zeros.
        let step = amounts.items.keys().find(named).copied().unwrap_or(usize::MAX);
        return vec![one(title(item.get_ref()), Says::Item(step))];
    }
    match column.field.as_ref().map(|field| *field.get_ref()) {
        Some(Field::EachItem) => {
            let items = amounts.items.iter().filter(|(_, values)| paid(values));
            items.map(|(step, _)| one(book.plan.steps[*step].name.clone(), Says::Item(*step))).collect()
        }
        Some(Field::EachSource) => {
            let sources = amounts.sources.iter().enumerate().filter(|(_, (_, values))| paid(values));
            sources.map(|(index, (source, _))| one(source_name(book, *source), Says::Source(index))).collect()
        }
        Some(field) => vec![one(title(field.name()), Says::Field(field))],
        None => Vec::new(),
    }
}

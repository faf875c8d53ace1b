//! The columns that two sheets share, and which of them tell their rows apart.
use super::compare_rows::Half;
use super::fold::{fold, mask};
use super::header::HeaderColumn;
use super::meant::{Meant, meant};
use super::sheet::{Cell, in_row};
use super::whose;
use crate::dataset::column_letters;
use std::collections::HashSet;

/// A column that both sheets have.
pub(super) struct SharedColumn {
    /// Its header; its letters where it has none.
    pub header: String,
    /// Where it stands in each sheet.
    pub at: [u16; 2],
    /// What each header says in brackets.
    pub units: [Option<String>; 2],
}

/// The columns of two sheets.
pub(super) struct Shared {
    /// Those that both have, in the first sheet's order.
    pub columns: Vec<SharedColumn>,
    /// Headers that only the first has.
    pub only_first: Vec<String>,
    /// Headers that only the second has.
    pub only_second: Vec<String>,
}

/// A column of one sheet.
struct Named {
    name: String,
    header: String,
    at: u16,
    unit: Option<String>,
}

impl Shared {
    /// Columns are the same that have the same header; those without one, at the same place.
    pub(super) fn of(one: &Half, other: &Half) -> Shared {
        let mut rest = named(other);
        let (mut columns, mut only_first) = (Vec::new(), Vec::new());
        for column in named(one) {
            match rest.iter().position(|other| other.name == column.name) {
                Some(found) => {
                    let partner = rest.remove(found);
                    let (at, units) = ([column.at, partner.at], [column.unit, partner.unit]);
                    columns.push(SharedColumn { header: column.header, at, units });
                }
                None => only_first.push(column.header),
            }
        }
        Shared { columns, only_first, only_second: rest.into_iter().map(|column| column.header).collect() }
    }

    /// Which of the shared columns stands here in the first sheet.
    pub(super) fn place(&self, column: u16) -> Option<usize> {
        self.columns.iter().position(|shared| shared.at[0] == column)
    }

    /// What a row is matched by. `side`: 0 for the first sheet, 1 for the second.
    pub(super) fn key_of(&self, keys: &[usize], cells: &[Cell], half: &Half, side: usize) -> Vec<Meant> {
        keys.iter().map(|at| self.value(*at, cells, half, side)).collect()
    }

    fn value(&self, at: usize, cells: &[Cell], half: &Half, side: usize) -> Meant {
        let column = &self.columns[at];
        meant(in_row(cells, column.at[side]), half.texts, column.units[side].as_deref())
    }

    /// Whether columns are filled and different in all rows of both sheets.
    fn unique(&self, keys: &[usize], halves: [&Half; 2]) -> bool {
        [0, 1].iter().all(|side| self.failing(keys, halves[*side], *side).is_none())
    }

    /// The first row of a sheet in which columns are blank or as in a row above.
    fn failing(&self, keys: &[usize], half: &Half, side: usize) -> Option<u32> {
        let mut seen = HashSet::new();
        let mut fails = |cells: &[Cell]| {
            let key = self.key_of(keys, cells, half, side);
            key.contains(&Meant::Blank) || !seen.insert(key)
        };
        half.data().find(|(_, cells)| fails(cells)).map(|(row, _)| row)
    }

    /// Whether no cell of a column is a number or an error.
    fn words(&self, at: usize, half: &Half, side: usize) -> bool {
        let word = |value: Meant| matches!(value, Meant::Text(_) | Meant::Day(_) | Meant::Blank);
        half.data().all(|(_, cells)| word(self.value(at, cells, half, side)))
    }
}

/// The columns of a sheet: those of its header, then those that are filled without one. What only counts the rows
/// changes with their order and is none of them.
fn named(half: &Half) -> Vec<Named> {
    let Some(body) = &half.body else { return Vec::new() };
    let headers = || body.header.columns.iter();
    let mut columns: Vec<Named> = headers().filter(|column| !whose::counts_rows(column)).map(headed).collect();
    let mut known: HashSet<u16> = headers().map(|column| column.column).collect();
    for (_, cells) in half.data() {
        for cell in cells.iter().filter(|cell| known.insert(cell.column)) {
            let letters = column_letters(cell.column);
            columns.push(Named { name: format!("/{letters}"), header: letters, at: cell.column, unit: None });
        }
    }
    columns
}

fn headed(column: &HeaderColumn) -> Named {
    Named { name: fold(&column.text), header: mask(&column.text), at: column.column, unit: column.unit.clone() }
}

/// Most columns that tell rows apart together.
const TOGETHER_MAX: usize = 4;

/// The columns by which rows are matched: one with a usual name that is unique in both sheets, else the first column
/// of words that is, else the name together with other columns of words.
pub(super) fn key(shared: &Shared, halves: [&Half; 2]) -> Option<Vec<usize>> {
    let header = &halves[0].body.as_ref()?.header;
    let words = (0..shared.columns.len()).filter(|at| (0..2).all(|side| shared.words(*at, halves[side], side)));
    let words: Vec<usize> = words.collect();
    let unique = |keys: &Vec<usize>| shared.unique(keys, halves);
    let usual = whose::keys(header).into_iter().filter_map(|column| shared.place(column));
    let single = usual.chain(words.iter().copied()).map(|at| vec![at]).find(unique);
    let name = whose::name(header).and_then(|column| shared.place(column));
    single.or_else(|| together(name?, &words, unique))
}

/// The name with one other column; else with the first others, without those that are not needed.
fn together(name: usize, words: &[usize], unique: impl Fn(&Vec<usize>) -> bool) -> Option<Vec<usize>> {
    let others = || words.iter().copied().filter(|at| *at != name);
    if let Some(pair) = others().map(|at| vec![name, at]).find(&unique) {
        return Some(pair);
    }
    let mut keys: Vec<usize> = std::iter::once(name).chain(others()).take(TOGETHER_MAX).collect();
    if !unique(&keys) {
        return None;
    }
    for at in keys.clone() {
        let fewer: Vec<usize> = keys.iter().copied().filter(|key| *key != at).collect();
        if unique(&fewer) {
            keys = fewer;
        }
    }
    Some(keys)
}

/// Where the column that should tell rows apart fails to, for each sheet.
pub(super) fn failing(shared: &Shared, halves: [&Half; 2]) -> Option<(usize, [Option<u32>; 2])> {
    let header = &halves[0].body.as_ref()?.header;
    let column = whose::keys(header).into_iter().chain(whose::name(header)).find_map(|column| shared.place(column))?;
    Some((column, [0, 1].map(|side| shared.failing(&[column], halves[side], side))))
}

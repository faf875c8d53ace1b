//! The rows of two sheets of the same form, matched by what tells them apart, and what differs between them.
use super::body::Body;
use super::compare::cells_alike;
use super::compare_keys::{Shared, failing, key};
use super::glance::written;
use super::meant::{Meant, meant, written_alike};
use super::sheet::{Cell, Raw, Sheet, in_row};
use super::site::address;
use super::whose;
use crate::dataset::TextPool;
use crate::messages::IntakeMessage;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Rows and changes that are listed; the rest is counted.
const LISTED: usize = 200;

/// A sheet of one of the two files.
pub(super) struct Half<'a> {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub sheet: Arc<Sheet>,
    /// The workbook's texts.
    pub texts: &'a TextPool,
    /// Its header and rows.
    pub body: Option<Body>,
}

/// What differs between two sheets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Differences {
    /// Headers of the columns by which rows were matched; none where the sheets are the same cell by cell.
    pub key: Vec<String>,
    /// Rows that were matched.
    pub matched: usize,
    /// Rows among them that were matched by the name, since the key was changed.
    pub by_name: usize,
    /// Rows that only the first sheet has.
    pub rows_only_first: Rows,
    /// Rows that only the second sheet has.
    pub rows_only_second: Rows,
    /// Columns that only the first sheet has.
    pub columns_only_first: Vec<String>,
    /// Columns that only the second sheet has.
    pub columns_only_second: Vec<String>,
    /// Cells whose value was changed.
    pub changed: usize,
    /// Cells of the same value that are written otherwise.
    pub rewritten: usize,
    /// Both, for each column where there are any.
    pub columns: Vec<ColumnChanges>,
    /// The changed cells, the first of them.
    pub changes: Vec<Change>,
}

/// Rows that only one sheet has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rows {
    /// How many.
    pub count: usize,
    /// The first of them.
    pub listed: Vec<RowOnly>,
}

/// A row that only one sheet has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowOnly {
    /// Row of the sheet, counted from 1.
    pub row: u32,
    /// What it is matched by.
    pub key: String,
    /// The person or unit, where that is another column.
    pub name: String,
}

/// How often a column differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnChanges {
    /// Its header; its letters where it has none.
    pub header: String,
    /// Cells whose value was changed.
    pub changed: usize,
    /// Cells of the same value that are written otherwise.
    pub rewritten: usize,
}

/// A changed cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What its row is matched by.
    pub key: String,
    /// The person or unit, where that is another column.
    pub name: String,
    /// Header of its column; its letters where it has none.
    pub column: String,
    /// Address in the first sheet.
    pub first_cell: String,
    /// Value in the first sheet; nothing where it is blank.
    pub first: String,
    /// Address in the second sheet.
    pub second_cell: String,
    /// Value in the second sheet.
    pub second: String,
}

impl Differences {
    /// Whether nothing differs but writing.
    pub(super) fn none(&self) -> bool {
        self.changed == 0
            && [&self.rows_only_first, &self.rows_only_second].iter().all(|rows| rows.count == 0)
            && [&self.columns_only_first, &self.columns_only_second].iter().all(|columns| columns.is_empty())
    }
}

/// Why two sheets cannot be compared: told at a cell of one sheet (0 or 1), or at the sheet.
pub(super) type Refusal = Vec<(usize, Option<(u32, u16)>, IntakeMessage)>;

/// Compares the rows of two sheets whose headers were found.
pub(super) fn differences(halves: [&Half; 2]) -> Result<Differences, Refusal> {
    let shared = Shared::of(halves[0], halves[1]);
    let mut found = Differences {
        columns_only_first: shared.only_first.clone(),
        columns_only_second: shared.only_second.clone(),
        ..Differences::default()
    };
    let Some(keys) = key(&shared, halves) else {
        return if cells_alike(halves) { Ok(found) } else { Err(refusal(&shared, halves)) };
    };
    found.key = keys.iter().map(|at| shared.columns[*at].header.clone()).collect();
    Matching { shared, keys, halves }.compare(&mut found);
    Ok(found)
}

/// Told where the usual column fails; else at both sheets.
fn refusal(shared: &Shared, halves: [&Half; 2]) -> Refusal {
    let failing = failing(shared, halves).map_or(Vec::new(), |(at, rows)| {
        let column = &shared.columns[at];
        let message = || IntakeMessage::KeyFails { column: column.header.clone() };
        let told = rows.into_iter().enumerate().filter_map(|(side, row)| Some((side, row?)));
        told.map(|(side, row)| (side, Some((row, column.at[side])), message())).collect()
    });
    if failing.is_empty() { [0, 1].map(|side| (side, None, IntakeMessage::NoKeyColumn {})).into() } else { failing }
}

/// Two sheets and the columns by which their rows are matched.
struct Matching<'a> {
    shared: Shared,
    keys: Vec<usize>,
    halves: [&'a Half<'a>; 2],
}

impl Matching<'_> {
    fn compare(&self, found: &mut Differences) {
        let mut counts: Vec<[usize; 2]> = vec![[0; 2]; self.shared.columns.len()];
        let [mut first, mut second] = self.halves.map(|half| half.data().map(|(row, _)| row).collect::<Vec<u32>>());
        self.take_pairs(&self.keys, [&mut first, &mut second], &mut counts, found);
        // Who is left on both sides under one name has another number now.
        let name = self.names()[0].and_then(|name| self.shared.place(name)).filter(|name| !self.keys.contains(name));
        if let Some(name) = name {
            found.by_name = self.take_pairs(&[name], [&mut first, &mut second], &mut counts, found);
        }
        first.into_iter().for_each(|row| found.rows_only_first.add(self.only(row, 0)));
        second.into_iter().for_each(|row| found.rows_only_second.add(self.only(row, 1)));
        found.changed = counts.iter().map(|[changed, _]| changed).sum();
        found.rewritten = counts.iter().map(|[_, rewritten]| rewritten).sum();
        let columns = self.shared.columns.iter().zip(counts).filter(|(_, counts)| *counts != [0, 0]);
        found.columns = columns
            .map(|(column, [changed, rewritten])| ColumnChanges { header: column.header.clone(), changed, rewritten })
            .collect();
    }

    /// Takes rows out of two lists that are alike in some columns and alone so in both; says how many pairs.
    fn take_pairs(
        &self,
        keys: &[usize],
        [first, second]: [&mut Vec<u32>; 2],
        counts: &mut [[usize; 2]],
        found: &mut Differences,
    ) -> usize {
        let key = |row: u32, side: usize| {
            let half = self.halves[side];
            self.shared.key_of(keys, half.sheet.row(row), half, side)
        };
        let [ones, others] = [(&*first, 0), (&*second, 1)].map(|(rows, side)| {
            let mut alone: HashMap<Vec<Meant>, Option<u32>> = HashMap::new();
            for row in rows {
                alone.entry(key(*row, side)).and_modify(|other| *other = None).or_insert(Some(*row));
            }
            alone
        });
        let partner = |row: u32| {
            let key = key(row, 0);
            ones.get(&key)?.filter(|_| !key.contains(&Meant::Blank))?;
            *others.get(&key)?
        };
        let pairs: Vec<[u32; 2]> = first.iter().filter_map(|row| Some([*row, partner(*row)?])).collect();
        pairs.iter().for_each(|pair| self.pair(*pair, counts, found));
        let taken: [HashSet<u32>; 2] = [0, 1].map(|side| pairs.iter().map(|pair| pair[side]).collect());
        first.retain(|row| !taken[0].contains(row));
        second.retain(|row| !taken[1].contains(row));
        pairs.len()
    }

    /// Compares two rows cell by cell.
    fn pair(&self, rows: [u32; 2], counts: &mut [[usize; 2]], found: &mut Differences) {
        found.matched += 1;
        let texts = self.halves.map(|half| half.texts);
        let cells = [0, 1].map(|side| self.halves[side].sheet.row(rows[side]));
        for (column, count) in self.shared.columns.iter().zip(counts) {
            let raws = [in_row(cells[0], column.at[0]), in_row(cells[1], column.at[1])];
            let [a, b] = [0, 1].map(|side| meant(raws[side], texts[side], column.units[side].as_deref()));
            if a.same(&b) {
                count[1] += usize::from(!written_alike(raws[0], raws[1], texts));
                continue;
            }
            count[0] += 1;
            if found.changes.len() < LISTED {
                let value = |side: usize| raws[side].map_or(String::new(), |raw: Raw| written(raw, texts[side]));
                let RowOnly { key, name, .. } = self.only(rows[0], 0);
                let [first_cell, second_cell] = [0, 1].map(|side| address(rows[side], column.at[side]));
                let (first, second) = (value(0), value(1));
                let column = column.header.clone();
                found.changes.push(Change { key, name, column, first_cell, first, second_cell, second });
            }
        }
    }

    /// The columns with the person or unit.
    fn names(&self) -> [Option<u16>; 2] {
        self.halves.map(|half| half.body.as_ref().and_then(|body| whose::name(&body.header)))
    }

    /// A row by its key and name.
    fn only(&self, row: u32, side: usize) -> RowOnly {
        let half = self.halves[side];
        let text = |column: u16| half.sheet.get(row, column).map_or(String::new(), |raw| written(raw, half.texts));
        let keys: Vec<u16> = self.keys.iter().map(|at| self.shared.columns[*at].at[side]).collect();
        let name = self.names()[side].filter(|name| !keys.contains(name));
        RowOnly {
            row: row + 1,
            key: keys.iter().map(|column| text(*column)).collect::<Vec<_>>().join(" "),
            name: name.map_or(String::new(), text),
        }
    }
}

impl Rows {
    fn add(&mut self, row: RowOnly) {
        self.count += 1;
        if self.listed.len() < LISTED {
            self.listed.push(row);
        }
    }
}

impl Half<'_> {
    /// The rows with data.
    pub(super) fn data(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.body.iter().flat_map(|body| body.data(&self.sheet))
    }
}

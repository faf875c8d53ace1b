//! Which row leads to which: by equal texts, or by texts that people mean as equal, once, before anything is computed.
use crate::book::{Book, NOWHERE, RelationMap};
use crate::dataset::{Value, folded, masked};
use crate::messages::{ComputeMessage, Findings, Language, Place, nearest};
use crate::plan::{ColumnId, Relation};
use std::collections::HashMap;

/// Findings told for one relation before the rest is only counted.
const FINDINGS_MAX: usize = 20;

pub(super) fn relate(book: &mut Book, findings: &mut Findings) {
    for index in 0..book.plan.relations.len() {
        let relation = book.plan.relations[index].clone();
        let targets = book.rows[relation.to.0];
        let sources = book.rows[relation.from.0];
        let to = match (relation.by.is_empty(), relation.from == relation.to) {
            (false, _) => by_key(book, &relation, findings),
            (true, true) => (0..sources as u32).collect(),
            (true, false) => vec![0; sources],
        };
        book.relations.push(RelationMap::new(to, targets));
        check_agreement(book, index, &relation, findings);
        if relation.cover {
            check_cover(book, index, &relation, findings);
        }
    }
}

fn by_key(book: &Book, relation: &Relation, findings: &mut Findings) -> Vec<u32> {
    let (own, other): (Vec<ColumnId>, Vec<ColumnId>) = relation.by.iter().copied().unzip();
    let mut rows: HashMap<Vec<u32>, u32> = HashMap::with_capacity(book.rows[relation.to.0]);
    let mut twice: HashMap<Vec<u32>, u32> = HashMap::new();
    for row in 0..book.rows[relation.to.0] {
        let key = key(book, &other, row);
        if let Some(first) = rows.get(&key) {
            twice.insert(key, *first);
        } else {
            rows.insert(key, row as u32);
        }
    }
    let mut told = 0;
    let mut folds = Folds::new(book, &own, &other);
    let mut result = Vec::with_capacity(book.rows[relation.from.0]);
    for row in 0..book.rows[relation.from.0] {
        let key = key(book, &own, row);
        let target = rows.get(&key).copied().or_else(|| folds.target(row)).unwrap_or(NOWHERE);
        result.push(target);
        let ambiguous = !twice.is_empty() && twice.contains_key(&key);
        let lost = target == NOWHERE && !relation.optional;
        if !ambiguous && !lost {
            continue;
        }
        told += 1;
        if told > FINDINGS_MAX {
            continue;
        }
        let names: Vec<String> = own.iter().map(|column| masked(&book.shown(*column, row))).collect();
        let key = names.join("、");
        let table = book.plan.table(relation.to).name.clone();
        let place = book.place(own[own.len() - 1], row);
        if ambiguous {
            findings.add(ComputeMessage::RelationTwice { key, table }, place);
        } else {
            let near = near_key(book, &other, &key);
            findings.add_near(ComputeMessage::RelationLost { key, table }, place, near);
        }
    }
    if told > FINDINGS_MAX {
        let more = told - FINDINGS_MAX;
        let name = relation.name.clone();
        findings.add(ComputeMessage::RelationMore { name, more }, Place::Run);
    }
    folds.tell(relation, findings);
    result
}

/// Keys compared as people mean them, where they are not the same letter by letter: 张 三, a full-width form, another
/// middle dot. One that could be two rows is none.
struct Folds<'b> {
    book: &'b Book,
    own: &'b [ColumnId],
    other: &'b [ColumnId],
    rows: Option<HashMap<Vec<String>, Option<u32>>>,
    found: Vec<(usize, u32)>,
}

impl<'b> Folds<'b> {
    fn new(book: &'b Book, own: &'b [ColumnId], other: &'b [ColumnId]) -> Folds<'b> {
        Folds { book, own, other, rows: None, found: Vec::new() }
    }

    fn key(book: &Book, columns: &[ColumnId], row: usize) -> Vec<String> {
        columns.iter().map(|column| folded(&book.shown(*column, row))).collect()
    }

    fn target(&mut self, row: usize) -> Option<u32> {
        let (book, other) = (self.book, self.other);
        let rows = self.rows.get_or_insert_with(|| {
            let table = other.first().map_or(0, |column| book.rows[book.plan.column(*column).table.0]);
            let mut rows: HashMap<Vec<String>, Option<u32>> = HashMap::with_capacity(table);
            for target in 0..table {
                let at = rows.entry(Folds::key(book, other, target));
                at.and_modify(|known| *known = None).or_insert(Some(target as u32));
            }
            rows
        });
        let target = rows.get(&Folds::key(book, self.own, row)).copied().flatten()?;
        self.found.push((row, target));
        Some(target)
    }

    fn tell(&self, relation: &Relation, findings: &mut Findings) {
        let Some((row, target)) = self.found.first().copied() else { return };
        let shown = |columns: &[ColumnId], row| {
            columns.iter().map(|column| masked(&self.book.shown(*column, row))).collect::<Vec<_>>().join("、")
        };
        let message = ComputeMessage::RelationFolded {
            table: self.book.plan.table(relation.to).name.clone(),
            count: self.found.len(),
            ours: shown(self.own, row),
            theirs: shown(self.other, target as usize),
        };
        findings.add(message, self.book.place(self.own[self.own.len() - 1], row));
    }
}

fn key(book: &Book, columns: &[ColumnId], row: usize) -> Vec<u32> {
    columns
        .iter()
        .map(|column| match book.value(*column, row) {
            Value::Text(id) => id.0,
            Value::Date(day) => day as u32,
            _ => u32::MAX,
        })
        .collect()
}

/// Looking for a near name is only worth while in small tables.
fn near_key(book: &Book, columns: &[ColumnId], key: &str) -> Option<String> {
    let [column] = columns else { return None };
    let table = book.plan.column(*column).table;
    let rows = book.rows[table.0];
    if rows > 2_000 {
        return None;
    }
    let names: Vec<String> = (0..rows).map(|row| masked(&book.shown(*column, row))).collect();
    nearest(key, names.iter().map(String::as_str))
}

fn check_cover(book: &Book, index: usize, relation: &Relation, findings: &mut Findings) {
    let table = book.plan.table(relation.to);
    let from = book.plan.table(relation.from).name.clone();
    let lost: Vec<usize> =
        (0..book.rows[relation.to.0]).filter(|row| book.relations[index].belonging(*row).is_empty()).collect();
    for row in lost.iter().take(FINDINGS_MAX) {
        let key = masked(&book.row_name(relation.to, *row));
        let place = table.key.last().map_or(Place::Run, |column| book.place(*column, *row));
        findings.add(ComputeMessage::NotCovered { key, table: table.name.clone(), from: from.clone() }, place);
    }
    if lost.len() > FINDINGS_MAX {
        let more = lost.len() - FINDINGS_MAX;
        findings.add(ComputeMessage::RelationMore { name: relation.name.clone(), more }, Place::Run);
    }
}

/// What two files say of one person or school must be the same.
fn check_agreement(book: &Book, index: usize, relation: &Relation, findings: &mut Findings) {
    let mut told = 0;
    for (own, other) in &relation.agree {
        for row in 0..book.rows[relation.from.0] {
            let Some(target) = book.relations[index].target(row) else { continue };
            let (ours, theirs) = (book.shown(*own, row), book.shown(*other, target));
            if folded(&ours) == folded(&theirs) {
                continue;
            }
            told += 1;
            if told <= FINDINGS_MAX {
                let there = book.place(*other, target).path(Language::Chinese);
                let key = masked(&book.row_name(relation.to, target));
                let (ours, theirs) = (masked(&ours), masked(&theirs));
                let message = ComputeMessage::Disagree { key, ours, theirs, there };
                findings.add(message, book.place(*own, row));
            }
        }
    }
    if told > FINDINGS_MAX {
        let more = told - FINDINGS_MAX;
        findings.add(ComputeMessage::RelationMore { name: relation.name.clone(), more }, Place::Run);
    }
}

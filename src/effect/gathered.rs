//! Causes of many rows together, each gathered once: those that belong to a row, those of a group, and rows that moved.
use super::reach::{Reach, Why};
use crate::book::Book;
use crate::dataset::Value;
use crate::plan::{ColumnId, RelationId, Rule, TableId};
use std::collections::HashMap;

/// By row.
type ByRow = HashMap<u32, Why>;

/// What was gathered so far.
#[derive(Default)]
pub(super) struct Gathered {
    /// For each relation the rows that do not lead where they led, and why.
    pub moved: Vec<ByRow>,
    /// Rows of derived tables that were not there, and why.
    pub came: HashMap<(TableId, u32), Why>,
    /// For each relation the rows to which others belong than did, and why.
    joined: Vec<ByRow>,
    /// For a relation and a column: why values of the rows that belong to a row are not what they were.
    belonging: HashMap<(RelationId, ColumnId), ByRow>,
    /// The same for groups, by their number; the last is for the rows that changed groups.
    groups: HashMap<(ColumnId, Option<ColumnId>), HashMap<i64, Why>>,
}

impl Gathered {
    /// Finds the rows that do not lead where they led, relation by relation. Inputs are done before.
    pub(super) fn relate(reach: &mut Reach<'_>) {
        let relations = reach.pairing.after.plan.relations.len();
        for relation in (0..relations).map(RelationId) {
            let moved = moved(reach, relation);
            reach.gathered.moved.push(moved);
        }
        for table in (0..reach.pairing.after.plan.tables.len()).map(TableId) {
            derived(reach, table);
        }
        for relation in (0..relations).map(RelationId) {
            let joined = joined(reach, relation);
            reach.gathered.joined.push(joined);
        }
    }

    /// Why values of the rows that belong to a row are not what they were, or why others belong to it.
    pub(super) fn belonging(reach: &mut Reach<'_>, relation: RelationId, read: &[ColumnId], owner: usize) -> Why {
        let owner = owner as u32;
        let mut all = reach.gathered.joined[relation.0].get(&owner).copied().unwrap_or(Why::NOT);
        for column in read {
            if !reach.gathered.belonging.contains_key(&(relation, *column)) {
                let gathered =
                    gather(reach, *column, |book, row| book.relations[relation.0].target(row).map(|to| to as u32));
                reach.gathered.belonging.insert((relation, *column), gathered);
            }
            let own = reach.gathered.belonging[&(relation, *column)].get(&owner).copied().unwrap_or(Why::NOT);
            all = all.and(own, &mut reach.sets);
        }
        all
    }

    /// The same for the rows of a row's group.
    pub(super) fn group(reach: &mut Reach<'_>, group: ColumnId, read: &[ColumnId], row: usize) -> Why {
        let Value::Number(number) = reach.pairing.after.value(group, row) else { return Why::NOT };
        let mut all = Why::NOT;
        for column in [None].into_iter().chain(read.iter().copied().map(Some)) {
            if !reach.gathered.groups.contains_key(&(group, column)) {
                let gathered = match column {
                    None => regrouped(reach, group),
                    Some(column) => gather(reach, column, |book, row| number_of(book, group, row)),
                };
                reach.gathered.groups.insert((group, column), gathered);
            }
            let own = reach.gathered.groups[&(group, column)].get(&number).copied().unwrap_or(Why::NOT);
            all = all.and(own, &mut reach.sets);
        }
        all
    }
}

fn number_of(book: &Book, group: ColumnId, row: usize) -> Option<i64> {
    match book.value(group, row) {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Adds up the causes of a column's changed values by what their rows lead to.
fn gather<K: std::hash::Hash + Eq>(
    reach: &mut Reach<'_>,
    column: ColumnId,
    to: impl Fn(&Book, usize) -> Option<K>,
) -> HashMap<K, Why> {
    let mut changed: Vec<(u32, Why)> = reach.changed[column.0].iter().map(|(row, why)| (*row, *why)).collect();
    changed.sort_unstable_by_key(|(row, _)| *row);
    let mut gathered = HashMap::new();
    for (row, why) in changed {
        if let Some(key) = to(reach.pairing.after, row as usize) {
            add(reach, &mut gathered, key, why);
        }
    }
    gathered
}

fn add<K: std::hash::Hash + Eq>(reach: &mut Reach<'_>, gathered: &mut HashMap<K, Why>, key: K, why: Why) {
    let known = gathered.entry(key).or_insert(Why::NOT);
    *known = known.and(why, &mut reach.sets);
}

/// Rows that do not lead where they led.
fn moved(reach: &mut Reach<'_>, relation: RelationId) -> ByRow {
    let pairing = reach.pairing;
    let described = pairing.after.plan.relation(relation);
    let mut moved = ByRow::new();
    for row in 0..pairing.after.rows[described.from.0] {
        let Some(was) = pairing.earlier(described.from, row) else { continue };
        let led = pairing.relations[relation.0].map(|old| pairing.before.relations[old.0].target(was));
        let later = |target: usize| pairing.later[described.to.0].get(target).copied().flatten();
        let target = pairing.after.relations[relation.0].target(row);
        let same = match led {
            Some(Some(old)) => later(old).is_some() && later(old) == target.map(|target| target as u32),
            Some(None) => target.is_none(),
            None => false,
        };
        if !same {
            let why = elsewhere(reach, relation, row, (led.flatten(), target));
            moved.insert(row as u32, why);
        }
    }
    moved
}

/// Why a row leads elsewhere: its own cells, else the rows that it led to and leads to.
fn elsewhere(
    reach: &mut Reach<'_>,
    relation: RelationId,
    row: usize,
    (led, leads): (Option<usize>, Option<usize>),
) -> Why {
    let (pairing, causes) = (reach.pairing, reach.causes);
    let described = pairing.after.plan.relation(relation);
    let mut all = reach.one(causes.relations.get(&relation));
    for (own, _) in &described.by {
        let why = reach.why(*own, row);
        all = all.and(why, &mut reach.sets);
    }
    if all.is_none() {
        let gone = led.and_then(|led| causes.gone.get(&(described.to, led as u32)));
        let came = leads.and_then(|leads| causes.came.get(&(described.to, leads as u32)));
        for cause in [gone, came] {
            let why = reach.one(cause);
            all = all.and(why, &mut reach.sets);
        }
        for (_, other) in &described.by {
            let why = leads.map_or(Why::NOT, |leads| reach.why(*other, leads));
            all = all.and(why, &mut reach.sets);
        }
    }
    all
}

/// Rows of a derived table that were not there: why rows of its source lead to them.
fn derived(reach: &mut Reach<'_>, table: TableId) {
    let pairing = reach.pairing;
    let Some(derived) = &pairing.after.plan.table(table).derived else { return };
    let came = (0..pairing.after.rows[table.0]).filter(|row| pairing.earlier(table, *row).is_none());
    for row in came {
        let mut all = Why::NOT;
        for source in pairing.after.relations[derived.relation.0].belonging(row) {
            let moved = reach.gathered.moved[derived.relation.0].get(source).copied();
            let why = moved.unwrap_or_else(|| reach.one(reach.causes.came.get(&(derived.from, *source))));
            all = all.and(why, &mut reach.sets);
        }
        reach.gathered.came.insert((table, row as u32), all);
    }
}

/// Rows to which others belong than did: rows that moved, came and went.
fn joined(reach: &mut Reach<'_>, relation: RelationId) -> ByRow {
    let (pairing, causes) = (reach.pairing, reach.causes);
    let described = pairing.after.plan.relation(relation);
    let mut joined = ByRow::new();
    let old = pairing.relations[relation.0];
    let led = |was: usize| {
        let target = pairing.before.relations[old?.0].target(was)?;
        pairing.later[described.to.0].get(target).copied().flatten()
    };
    for row in 0..pairing.after.rows[described.from.0] {
        let target = pairing.after.relations[relation.0].target(row).map(|target| target as u32);
        let (why, before) = match pairing.earlier(described.from, row) {
            None => (reach.came(described.from, row), None),
            Some(was) => match reach.gathered.moved[relation.0].get(&(row as u32)) {
                Some(why) => (*why, led(was)),
                None => continue,
            },
        };
        for owner in [target, before].into_iter().flatten() {
            add(reach, &mut joined, owner, why);
        }
    }
    if pairing.tables[described.from.0].is_none() {
        return joined;
    }
    let gone: Vec<usize> = pairing.gone(described.from).collect();
    for row in gone {
        if let Some(owner) = led(row) {
            let why = match causes.gone.get(&(described.from, row as u32)) {
                Some(cause) => reach.one(Some(cause)),
                None => left(reach, described.from, row),
            };
            add(reach, &mut joined, owner, why);
        }
    }
    joined
}

/// Why a row of a derived table is gone: the rows of its source that made it moved or went.
fn left(reach: &mut Reach<'_>, table: TableId, row: usize) -> Why {
    let (pairing, causes) = (reach.pairing, reach.causes);
    let Some(derived) = &pairing.after.plan.table(table).derived else { return Why::NOT };
    let Some(old) = pairing.relations[derived.relation.0] else { return Why::NOT };
    let mut all = Why::NOT;
    for source in pairing.before.relations[old.0].belonging(row) {
        let gone = causes.gone.get(&(derived.from, *source));
        let later = pairing.later[derived.from.0].get(*source as usize).copied().flatten();
        let moved = later.and_then(|later| reach.gathered.moved[derived.relation.0].get(&later).copied());
        let why = moved.unwrap_or_else(|| reach.one(gone));
        all = all.and(why, &mut reach.sets);
    }
    all
}

/// Groups that rows joined or left, by the later year's numbers.
fn regrouped(reach: &mut Reach<'_>, group: ColumnId) -> HashMap<i64, Why> {
    let (pairing, causes) = (reach.pairing, reach.causes);
    let table = pairing.after.plan.column(group).table;
    let mut all = HashMap::new();
    let mut numbers: HashMap<i64, i64> = HashMap::new();
    let old = pairing.columns[group.0];
    let before = |was: usize| old.and_then(|old| number_of(pairing.before, old, was));
    let Rule::GroupNumber(of) = pairing.after.plan.column(group).rule else { return all };
    for row in 0..pairing.after.rows[table.0] {
        let was = pairing.earlier(table, row).and_then(before);
        if let (Some(was), Some(is)) = (was, number_of(pairing.after, group, row))
            && !reach.changed[of.0].contains_key(&(row as u32))
        {
            numbers.insert(was, is);
        }
    }
    let changed: Vec<(u32, Why)> = reach.changed[of.0].iter().map(|(row, why)| (*row, *why)).collect();
    for (row, why) in changed {
        let was = pairing.earlier(table, row as usize).and_then(before).and_then(|was| numbers.get(&was).copied());
        for number in [was, number_of(pairing.after, group, row as usize)].into_iter().flatten() {
            add(reach, &mut all, number, why);
        }
    }
    let gone = causes.gone.iter().filter(|((own, _), _)| *own == table);
    for ((_, row), cause) in gone {
        let why = reach.one(Some(cause));
        if let Some(number) = before(*row as usize).and_then(|was| numbers.get(&was).copied()) {
            add(reach, &mut all, number, why);
        }
    }
    all
}

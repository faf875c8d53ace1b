//! Seeded edits of inputs, parameters and standards: for each, the cells to change in the audit workbook and what
//! a fresh run pays everybody.
//!
//! `cargo run --release -p fenpei-oracle --bin oracle-edits -- samples/pingan 200 SEED edits.json`
//!
//! Every column, parameter and standard that money rests on is edited at least once; what is left over goes to
//! random ones. An edit is applied to the tables, or to the scheme's text, as a changed cell of the office's files
//! would be read, and the whole year is computed again.
mod change;
mod office;

use change::{Change, Rng, Target};
use fenpei::book::{Book, Leaf};
use fenpei::dataset::Dataset;
use fenpei::faces::AuditPlaces;
use fenpei::plan::{ColumnId, Plan, RelationId, Role, Rule, SharePart, Typed, TypedNode};
use fenpei::scheme::{CheckLevel, Scheme};
use office::Office;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Attempts at one target before it is given up.
const ATTEMPTS_MAX: usize = 12;
/// Edits of keys and relations, which must trip the guard.
const STRUCTURAL: usize = 4;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count, seed, target] = &arguments[..] else {
        panic!("usage: oracle-edits FOLDER COUNT SEED EDITS.json")
    };
    let count: usize = count.parse().expect("a number of edits");
    let mut rng = Rng::new(seed.parse().expect("a seed"));
    let office = Office::open(folder);
    let base = Base::new(&office);
    let targets = base.targets();
    // Each target once, in random order; then any.
    let mut order: Vec<Target> = targets.clone();
    rng.shuffle(&mut order);
    assert!(order.len() <= count, "{count} edits do not reach {} targets", order.len());
    let mut made = Made::default();
    let ranked = base.ranked(&targets);
    for number in 0..count {
        // Ranks move seldom: half of the edits beyond the targets go to what ranks rest on.
        let wanted = order.get(number).copied().or_else(|| (number % 2 == 0).then(|| ranked[rng.below(ranked.len())]));
        made.one(&base, &targets, wanted, &mut rng);
    }
    let structural = base.structural(&mut rng);
    assert_eq!(made.missed(&base, &targets), Vec::<String>::new(), "not edited: every attempt stops the run");
    let text = json!({
        "seed": seed, "nets": base.nets(), "base": paid(&base.book), "edits": made.edits,
        "structural": structural, "guard": "结构!B2", "summary": made.summary(targets.len()),
    });
    std::fs::write(target, text.to_string()).expect("can be written");
}

/// The year as it is.
pub struct Base<'o> {
    office: &'o Office,
    pub written: Scheme,
    plan: Plan,
    dataset: Dataset,
    pub book: Book,
}

/// A year with an edit in it.
struct Fresh {
    book: Book,
    /// A check that stops a run did not hold; the money was computed nevertheless.
    relaxed: bool,
}

impl<'o> Base<'o> {
    fn new(office: &'o Office) -> Base<'o> {
        let (written, plan, dataset) = office.read();
        let book = office::compute(plan.clone(), dataset.clone()).expect("the folder computes");
        Base { office, written, plan, dataset, book }
    }

    /// What money rests on and may be edited.
    fn targets(&self) -> Vec<Target> {
        let structural = self.structural_columns();
        let mut targets = BTreeSet::new();
        // A few people of each unit reach every kind of leaf; all of them would say the same again.
        for (net, row) in office::payees(&self.book).into_iter().step_by(7) {
            for leaf in self.book.leaves(net, row) {
                match leaf {
                    Leaf::Input(column, _) if structural.contains(&column) => {}
                    Leaf::Input(column, _) => drop(targets.insert(Target::Column(column))),
                    Leaf::Parameter(id) => drop(targets.insert(Target::Parameter(id))),
                    Leaf::Band(id) => {
                        let rows = self.plan.bands[id.0].rows.iter().enumerate();
                        targets.extend(
                            rows.clone().filter(|(_, r)| r.value.is_some()).map(|(n, _)| Target::BandValue(id, n)),
                        );
                        targets.extend(rows.filter(|(_, r)| r.low.is_some()).map(|(n, _)| Target::BandEnd(id, n)));
                    }
                    Leaf::Tier(id) => {
                        let rows = self.plan.tiers[id.0].rows.len();
                        targets.extend((0..rows).map(|n| Target::TierSize(id, n)));
                        targets.extend((0..=rows).map(|n| Target::TierValue(id, n)));
                    }
                }
            }
        }
        targets.into_iter().collect()
    }

    /// Those input columns that ranks rest on.
    fn ranked(&self, targets: &[Target]) -> Vec<Target> {
        let ranks = (0..self.plan.columns.len()).map(ColumnId).filter(|id| is_rank(&self.plan.column(*id).rule));
        let leaves = ranks.flat_map(|id| self.book.leaves(id, 0));
        let columns: BTreeSet<Target> = leaves
            .filter_map(|leaf| match leaf {
                Leaf::Input(column, _) => Some(Target::Column(column)),
                _ => None,
            })
            .collect();
        targets.iter().copied().filter(|target| columns.contains(target)).collect()
    }

    /// Columns that identify, relate, group or order rows: frozen in the workbook.
    fn structural_columns(&self) -> BTreeSet<ColumnId> {
        let plan = &self.plan;
        let mut columns: BTreeSet<ColumnId> = plan.tables.iter().flat_map(|t| t.key.iter().copied()).collect();
        columns.extend(plan.relations.iter().flat_map(|r| r.by.iter().flat_map(|(own, other)| [*own, *other])));
        columns.extend(plan.tables.iter().filter_map(|t| t.derived.as_ref()).flat_map(|d| d.by.iter().copied()));
        for column in &plan.columns {
            match &column.rule {
                Rule::GroupNumber(source) => drop(columns.insert(*source)),
                Rule::TieOrder(sources) => columns.extend(sources),
                _ => {}
            }
        }
        columns
    }

    /// A fresh run. Where only a check stops it, it is run again with checks that warn: a stated equality of two
    /// inputs cannot hold when one of them is edited, and what is compared is the money.
    fn run(&self, change: &Change) -> Option<Fresh> {
        let mut dataset = self.dataset.clone();
        let mut plan = match change.scheme(&self.office.source) {
            None => self.plan.clone(),
            Some(source) => office::compile(&source)?,
        };
        change.apply(&mut plan, &mut dataset);
        if let Ok(book) = office::compute(plan.clone(), dataset.clone()) {
            return Some(Fresh { book, relaxed: false });
        }
        plan.checks.iter_mut().for_each(|check| check.level = CheckLevel::Warn);
        let book = office::compute(plan, dataset).ok()?;
        Some(Fresh { book, relaxed: true })
    }

    /// Ranges of net pay, table by table.
    fn nets(&self) -> Vec<String> {
        let places = AuditPlaces::new(&self.book);
        let tables = self.plan.tables.iter().enumerate().filter_map(|(t, table)| Some((t, table.payee.as_ref()?.net)));
        tables
            .filter(|(table, _)| self.book.rows[*table] > 0)
            .map(|(table, net)| {
                let (sheet, first) = places.cell(net, 0);
                let (_, last) = places.cell(net, self.book.rows[table] - 1);
                format!("{sheet}!{first}:{last}")
            })
            .collect()
    }

    /// A few cells of keys, relations and groups with another text.
    fn structural(&self, rng: &mut Rng) -> Vec<Value> {
        let places = AuditPlaces::new(&self.book);
        let mut columns: Vec<ColumnId> = self.structural_columns().into_iter().collect();
        columns.retain(|id| {
            self.plan.column(*id).role == Role::Input && self.book.rows[self.plan.column(*id).table.0] > 0
        });
        rng.shuffle(&mut columns);
        let edit = |column: &ColumnId| {
            let row = rng.below(self.book.rows[self.plan.column(*column).table.0]);
            json!([office::address(&places.cell(*column, row)), "改动"])
        };
        let mut edits: Vec<Value> = columns.iter().take(STRUCTURAL).map(edit).collect();
        edits.extend(self.frozen(rng));
        edits
    }

    /// A few of the numbers that formulas follow: of related rows, of groups and of ties.
    fn frozen(&self, rng: &mut Rng) -> Vec<Value> {
        let places = AuditPlaces::new(&self.book);
        let plan = &self.plan;
        let mut cells = Vec::new();
        for (index, relation) in plan.relations.iter().enumerate() {
            let rows = self.book.rows[relation.from.0];
            if !relation.by.is_empty() && rows > 0 {
                cells.push(places.relation(RelationId(index), rng.below(rows)));
            }
        }
        for (index, column) in plan.columns.iter().enumerate() {
            let rows = self.book.rows[column.table.0];
            if matches!(column.rule, Rule::GroupNumber(_) | Rule::TieOrder(_)) && rows > 0 {
                cells.push(places.cell(ColumnId(index), rng.below(rows)));
            }
        }
        rng.shuffle(&mut cells);
        // A number that no row has.
        cells.iter().take(STRUCTURAL).map(|cell| json!([office::address(cell), 99_999])).collect()
    }
}

/// Net pay of everybody, in fen.
fn paid(book: &Book) -> Vec<i64> {
    office::payees(book).into_iter().map(|(net, row)| book.stored(net, row)).collect()
}

/// The edits so far.
#[derive(Default)]
struct Made {
    edits: Vec<Value>,
    reached: BTreeSet<Target>,
    relaxed: usize,
    replaced: usize,
    /// Edits that moved ranks, bands, gates, places of the last fen, anybody's pay.
    moved: [usize; 5],
}

impl Made {
    /// Makes an edit of the wanted target; of any other where every attempt stops the run.
    fn one(&mut self, base: &Base<'_>, targets: &[Target], wanted: Option<Target>, rng: &mut Rng) {
        for attempt in 0.. {
            let any = targets[rng.below(targets.len())];
            let target = if attempt < ATTEMPTS_MAX { wanted.unwrap_or(any) } else { any };
            let Some(change) = Change::random(base, target, rng) else { continue };
            let Some(fresh) = base.run(&change) else {
                self.replaced += 1;
                continue;
            };
            return self.take(base, target, &change, &fresh);
        }
    }

    fn take(&mut self, base: &Base<'_>, target: Target, change: &Change, fresh: &Fresh) {
        let expected = paid(&fresh.book);
        let moved = [
            changed(base, fresh, is_rank),
            changed(base, fresh, is_band),
            changed_gate(base, fresh),
            changed(base, fresh, |rule| matches!(rule, Rule::Share(_, SharePart::Place | SharePart::Spare))),
            paid(&base.book) != expected,
        ];
        for (count, moved) in self.moved.iter_mut().zip(moved) {
            *count += usize::from(moved);
        }
        self.relaxed += usize::from(fresh.relaxed);
        self.reached.insert(target);
        self.edits.push(json!({
            "what": change.words(base), "cells": change.cells(base), "expected": expected,
            "file": change.file(base).filter(|_| !fresh.relaxed),
        }));
    }

    fn missed(&self, base: &Base<'_>, targets: &[Target]) -> Vec<String> {
        targets.iter().filter(|target| !self.reached.contains(target)).map(|target| target.words(base)).collect()
    }

    fn summary(&self, targets: usize) -> String {
        let [ranks, bands, gates, fens, pay] = self.moved;
        format!(
            "{} edits of all {targets} targets; {} replaced because the run stops, {} with checks as warnings; moved \
             ranks: {ranks}, bands: {bands}, gates: {gates}, places of the last fen: {fens}, pay: {pay}",
            self.edits.len(),
            self.replaced,
            self.relaxed,
        )
    }
}

fn changed(base: &Base<'_>, fresh: &Fresh, of: impl Fn(&Rule) -> bool) -> bool {
    let mut columns = base.plan.columns.iter().enumerate().filter(|(_, column)| of(&column.rule));
    columns.any(|(index, _)| base.book.columns[index] != fresh.book.columns[index])
}

fn changed_gate(base: &Base<'_>, fresh: &Fresh) -> bool {
    let mut gates = base.plan.steps.iter().filter_map(|step| step.gate.as_ref());
    gates.any(|gate| base.book.columns[gate.flag.0] != fresh.book.columns[gate.flag.0])
}

fn is_rank(rule: &Rule) -> bool {
    has(rule, |node| matches!(node, TypedNode::Rank(_)))
}

fn is_band(rule: &Rule) -> bool {
    has(rule, |node| matches!(node, TypedNode::Band(_) | TypedNode::Places(_)))
}

fn has(rule: &Rule, wanted: impl Fn(&TypedNode) -> bool) -> bool {
    let Rule::Formula { typed, .. } = rule else { return false };
    let mut found = false;
    typed.walk(&mut |typed: &Typed| found = found || wanted(&typed.node));
    found
}

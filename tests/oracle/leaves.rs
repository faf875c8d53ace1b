//! Writes what each person's net pay rests on, as cells of the audit workbook, for a tracer that is not ours.
//!
//! `cargo run --release -p fenpei-oracle --bin oracle-leaves -- samples/pingan leaves.json`
mod office;

use fenpei::book::{Book, Leaf};
use fenpei::faces::AuditPlaces;
use fenpei::plan::ColumnId;
use serde_json::{Value, json};
use std::collections::HashMap;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, target] = &arguments[..] else { panic!("usage: oracle-leaves FOLDER LEAVES.json") };
    let (_, plan, dataset) = office::Office::open(folder).read();
    let book = office::compute(plan, dataset).expect("the folder computes");
    std::fs::write(target, leaves(&book).to_string()).expect("can be written");
}

/// Cells once each; persons refer to them by runs of their numbers, from one to before another.
fn leaves(book: &Book) -> Value {
    let places = AuditPlaces::new(book);
    let mut cells: Vec<String> = Vec::new();
    let mut numbers: HashMap<Leaf, std::ops::Range<usize>> = HashMap::new();
    let mut persons = Vec::new();
    for (net, row, leaves) in traced(book) {
        let mut of_person: Vec<usize> = Vec::new();
        for leaf in leaves {
            let known = numbers.entry(leaf).or_insert_with(|| {
                let start = cells.len();
                cells.extend(cells_of(book, &places, leaf));
                start..cells.len()
            });
            of_person.extend(known.clone());
        }
        persons.push(json!({ "cell": office::address(&places.cell(net, row)), "leaves": runs(of_person) }));
    }
    json!({ "cells": cells, "persons": persons })
}

/// The leaves of every payee, worked out on all processors.
fn traced(book: &Book) -> Vec<(ColumnId, usize, Vec<Leaf>)> {
    let payees = office::payees(book);
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let trace = |(net, row): &(ColumnId, usize)| (*net, *row, book.leaves(*net, *row));
    std::thread::scope(|scope| {
        let chunks = payees.chunks(payees.len().div_ceil(threads).max(1));
        let running: Vec<_> =
            chunks.map(|chunk| scope.spawn(move || chunk.iter().map(trace).collect::<Vec<_>>())).collect();
        running.into_iter().flat_map(|thread| thread.join().expect("traced")).collect()
    })
}

/// A band or tier table counts as reached when the value of each of its rows is.
fn cells_of(book: &Book, places: &AuditPlaces<'_>, leaf: Leaf) -> Vec<String> {
    let found = match leaf {
        Leaf::Input(column, row) => vec![places.cell(column, row)],
        Leaf::Parameter(id) => vec![places.parameter(id)],
        Leaf::Band(id) => {
            let rows = book.plan.bands[id.0].rows.iter().enumerate();
            rows.filter(|(_, row)| row.value.is_some()).map(|(index, _)| places.band_value(id, index)).collect()
        }
        Leaf::Tier(id) => (0..=book.plan.tiers[id.0].rows.len()).map(|index| places.tier_value(id, index)).collect(),
    };
    found.iter().map(office::address).collect()
}

fn runs(mut numbers: Vec<usize>) -> Vec<[usize; 2]> {
    numbers.sort_unstable();
    let mut runs: Vec<[usize; 2]> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some([_, end]) if *end == number => *end += 1,
            _ => runs.push([number, number + 1]),
        }
    }
    runs
}

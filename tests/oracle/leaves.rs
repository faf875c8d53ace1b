//! Writes what each person's net pay rests on, as cells of the audit workbook, for a tracer that is not ours.
//!
//! `cargo run --release -p fenpei-oracle --bin oracle-leaves -- samples/pingan leaves.json`
mod office;

use fenpei::book::{Book, Leaf};
use fenpei::faces::AuditPlaces;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::PathBuf;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, target] = &arguments[..] else { panic!("usage: oracle-leaves FOLDER LEAVES.json") };
    let office = office::Office::open(folder);
    let (written, plan, dataset) = office.read();
    drop(written);
    let book = office::compute(plan, dataset).expect("the folder computes");
    std::fs::write(PathBuf::from(target), leaves(&book).to_string()).expect("can be written");
}

/// Cells once each; persons refer to them by number.
fn leaves(book: &Book) -> Value {
    let places = AuditPlaces::new(book);
    let mut cells: Vec<String> = Vec::new();
    let mut numbers: HashMap<Leaf, Vec<usize>> = HashMap::new();
    let mut persons = Vec::new();
    for (net, row) in office::payees(book) {
        let mut of_person = Vec::new();
        for leaf in book.leaves(net, row) {
            let known = numbers.entry(leaf).or_insert_with(|| {
                let start = cells.len();
                cells.extend(cells_of(book, &places, leaf));
                (start..cells.len()).collect()
            });
            of_person.extend(known.iter().copied());
        }
        persons.push(json!({ "cell": office::address(&places.cell(net, row)), "leaves": of_person }));
    }
    json!({ "cells": cells, "persons": persons })
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

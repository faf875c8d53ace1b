//! The catalogue of messy and hostile inputs: one fixture, one exit code and the exact messages for each entry.
//!
//! What is told stands in `tests/catalogue/told.txt`; `FENPEI_BLESS=1` writes it anew, to be read before it is kept.
mod support;

#[path = "catalogue/cells.rs"]
mod cells;
#[path = "catalogue/entry.rs"]
mod entry;
#[path = "catalogue/files.rs"]
mod files;
#[path = "intake/office.rs"]
mod office;
#[path = "catalogue/relations.rs"]
mod relations;
#[path = "catalogue/sheets.rs"]
mod sheets;
#[path = "intake/xlsb.rs"]
mod xlsb;

use entry::Entry;
use std::fmt::Write;
use support::{code, fenpei, stderr, stdout, text};
use tempfile::TempDir;

const TOLD: &str = "tests/catalogue/told.txt";

#[test]
fn every_entry_is_told_as_reviewed() {
    let entries: Vec<Entry> = [files::entries(), sheets::entries(), cells::entries(), relations::entries()].concat();
    let mut told = String::new();
    for entry in &entries {
        let (exit, lines) = checked(entry);
        let _ = write!(told, "── {} {}\nexit {exit}\n", entry.id, entry.what);
        lines.iter().for_each(|line| told.push_str(&format!("{line}\n")));
        told.push('\n');
    }
    if std::env::var_os("FENPEI_BLESS").is_some() {
        std::fs::write(TOLD, &told).expect("written");
    }
    let reviewed = std::fs::read_to_string(TOLD).expect("the reviewed texts");
    assert!(
        told == reviewed,
        "not as reviewed; FENPEI_BLESS=1 writes the texts anew:\n{}",
        first_difference(&told, &reviewed)
    );
}

/// Runs the check as a user does: exit code, and what was told but for the summary.
fn checked(entry: &Entry) -> (i32, Vec<String>) {
    let dir = entry.folder();
    let out = TempDir::new().expect("a folder");
    let output = fenpei(&["check", &text(dir.path()), "--out", &text(out.path()), "--lang", "zh"]);
    let told = format!("{}{}", stderr(&output), if code(&output) == 0 { String::new() } else { stdout(&output) });
    let place = text(dir.path());
    let wanted = |line: &&str| !line.starts_with("问题清单、报送登记") && !line.is_empty();
    (code(&output), told.lines().filter(wanted).map(|line| line.replace(&place, "DIR")).collect())
}

fn first_difference(told: &str, reviewed: &str) -> String {
    let mut lines = told.lines().zip(reviewed.lines());
    lines.find(|(a, b)| a != b).map_or("one is longer".to_string(), |(a, b)| format!("told:     {a}\nreviewed: {b}"))
}

#[test]
fn no_entry_of_the_catalogue_is_left_out() {
    let entries: Vec<Entry> = [files::entries(), sheets::entries(), cells::entries(), relations::entries()].concat();
    for (letter, last) in [('F', 22), ('S', 20), ('C', 24), ('R', 12)] {
        for number in 1..=last {
            let id = format!("{letter}{number:02}");
            assert!(entries.iter().any(|entry| entry.id.starts_with(&id)), "{id} has no fixture");
        }
    }
    println!("{} fixtures", entries.len());
}

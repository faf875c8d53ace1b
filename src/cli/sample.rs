//! `fenpei sample`: units and people drawn for a recount by hand.
use super::exit::Exit;
use super::{aligned, console, faults, opened};
use fenpei::book::Book;
use fenpei::faces::{About, Explanation, everything, explain, recount_workbook};
use fenpei::messages::{Language, OutputMessage};
use std::path::Path;

/// Units and people drawn.
const UNITS: usize = 3;
const PEOPLE: usize = 10;

pub fn sample(batch: &Path, seed: u64, out: Option<&Path>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(opened) = opened::computed(batch, language)? else { return Ok(Exit::Stopped) };
    let drawn = draw(&opened.book, seed);
    let explanation = explain(&opened.book, &opened.edition, &drawn);
    console::say(&list(&explanation, language));
    if let Some(out) = out {
        let bytes = recount_workbook(&explanation, seed, &opened.edition)
            .map_err(|error| faults::document_fault(out.display().to_string(), &error))?;
        opened::write_new(out, &bytes)?;
    }
    Ok(Exit::Done)
}

/// The same seed draws the same from the same batch, whoever draws.
fn draw(book: &Book, seed: u64) -> Vec<About> {
    let all = everything(book);
    let units = all.iter().copied().filter(|about| matches!(about, About::Unit(..))).collect();
    let people = all.iter().copied().filter(|about| matches!(about, About::Payee(..))).collect();
    let mut state = seed;
    let mut drawn = taken(units, UNITS, &mut state);
    drawn.extend(taken(people, PEOPLE, &mut state));
    drawn
}

fn taken(mut from: Vec<About>, count: usize, state: &mut u64) -> Vec<About> {
    let mut drawn = Vec::new();
    while drawn.len() < count && !from.is_empty() {
        let at = (next(state) % from.len() as u64) as usize;
        drawn.push(from.remove(at));
    }
    drawn
}

/// SplitMix64: written here, so that a draw can be repeated with any release.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn list(explanation: &Explanation, language: Language) -> String {
    let heads = match language {
        Language::Chinese => ["表", "编号", "名称", "单位", "金额"],
        Language::English => ["table", "key", "name", "unit", "amount"],
    };
    let mut table = vec![heads.map(str::to_string).to_vec()];
    let rows = explanation.subjects.iter();
    table.extend(rows.map(|s| vec![s.table.clone(), s.key.clone(), s.name.clone(), s.unit.clone(), s.amount.clone()]));
    aligned::aligned(&table, |column| column == 4)
}

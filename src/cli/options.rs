//! `fenpei options`: two or three batches side by side, for the meeting that chooses.
use super::exit::Exit;
use super::opened::{self, Opened};
use super::{console, faults};
use fenpei::faces::{Choice, options_workbook, tables_that_differ};
use fenpei::messages::{Language, OutputMessage};
use fenpei::number::format_grouped;
use fenpei::scheme::AccountKind;
use std::path::{Path, PathBuf};

pub fn options(batches: &[PathBuf], out: &Path, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let mut opened: Vec<Opened> = Vec::new();
    for batch in batches {
        let Some(option) = opened::computed(batch, language)? else { return Ok(Exit::Stopped) };
        comparable(&opened, &option)?;
        opened.push(option);
    }
    let choices: Vec<Choice<'_>> =
        opened.iter().map(|option| Choice { book: &option.book, edition: &option.edition }).collect();
    let bytes = options_workbook(&choices);
    let bytes = bytes.map_err(|error| faults::document_fault(out.display().to_string(), &error))?;
    opened::write_new(out, &bytes)?;
    opened.iter().zip(1..).for_each(|(option, number)| console::say(&told(option, number, language)));
    console::say(&out.display().to_string());
    Ok(Exit::Done)
}

/// An option is another batch than those before it, of the same tables.
fn comparable(before: &[Opened], option: &Opened) -> Result<(), (OutputMessage, Exit)> {
    let batch = option.edition.batch.clone();
    if before.iter().any(|other| other.edition.batch == batch) {
        return Err((OutputMessage::OptionsSame { batch }, Exit::Stopped));
    }
    let Some(first) = before.first() else { return Ok(()) };
    let tables = tables_that_differ(&first.book, &option.book);
    if tables.is_empty() {
        return Ok(());
    }
    let (first, tables) = (first.edition.batch.clone(), tables.join("、"));
    Err((OutputMessage::OptionsTables { first, second: batch, tables }, Exit::Stopped))
}

fn told(option: &Opened, number: usize, language: Language) -> String {
    let totals = &option.book.ledger.totals;
    let paid = format_grouped(totals.iter().map(|totals| totals.ended(AccountKind::Paid)).sum(), 2);
    let batch = &option.edition.batch;
    match language {
        Language::Chinese => format!("方案{number}　{batch}　发放 {paid} 元"),
        Language::English => format!("option {number}  {batch}  {paid} yuan paid"),
    }
}

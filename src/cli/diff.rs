//! `fenpei diff`: what changed between two batches for each person and unit, and why.
use super::exit::Exit;
use super::opened::{self, Opened};
use super::{console, diff_words, faults};
use fenpei::batch::BatchRecord;
use fenpei::effect::{Changes, Side};
use fenpei::faces::diff_workbook;
use fenpei::messages::{Language, OutputMessage};
use std::path::Path;

pub fn diff(
    before: &Path,
    after: &Path,
    out: Option<&Path>,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(first) = opened::computed(before, language)? else { return Ok(Exit::Stopped) };
    let Some(second) = opened::computed(after, language)? else { return Ok(Exit::Stopped) };
    if Changes::nobody_compared(&first.book, &second.book) {
        let [before, after] = [&first, &second].map(payees);
        return Err((OutputMessage::NothingCompared { before, after }, Exit::Stopped));
    }
    let mut changes = Changes::between(&side(&first), &side(&second));
    if let (Ok(old), Ok(new)) = (BatchRecord::read(before), BatchRecord::read(after)) {
        changes.programs(&old.program, &new.program);
    }
    console::say(&diff_words::told(&changes, language));
    if let Some(out) = out {
        let bytes = diff_workbook(&changes, &first.edition.batch, &second.edition);
        opened::write_new(out, &bytes.map_err(|error| faults::document_fault(out.display().to_string(), &error))?)?;
    }
    match changes.unexplained() {
        0 => Ok(Exit::Done),
        count => Err((OutputMessage::Unexplained { count }, Exit::Stopped)),
    }
}

fn side(opened: &Opened) -> Side<'_> {
    Side { book: &opened.book, progress: &opened.case.progress, findings: &opened.case.findings }
}

/// `教师（工号）`: whom a batch pays, and by what they are told apart.
fn payees(opened: &Opened) -> String {
    let plan = &opened.book.plan;
    let named = plan.payee_tables().into_iter().map(|id| {
        let table = plan.table(id);
        let key: Vec<&str> = table.key.iter().map(|column| plan.column(*column).name.as_str()).collect();
        format!("{}（{}）", table.name, key.join("、"))
    });
    named.collect::<Vec<_>>().join("、")
}

//! `fenpei diff`: what changed between two batches for each person and unit, and why.
use super::exit::Exit;
use super::{console, effect_words, faults, opened};
use fenpei::batch::BatchRecord;
use fenpei::book::Book;
use fenpei::effect::{Causes, Effect, effect};
use fenpei::faces::effect_workbook;
use fenpei::messages::{Language, OutputMessage};
use fenpei::plan::{ColumnId, TableId};
use std::collections::HashMap;
use std::path::Path;

/// Causes named on the screen and for one person.
const NAMED_MAX: usize = 20;
/// People whose amounts are followed down to the cells that differ.
const TRACED_MAX: usize = 20;

pub fn diff(
    before: &Path,
    after: &Path,
    out: Option<&Path>,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(first) = opened::computed(before, language)? else { return Ok(Exit::Stopped) };
    let Some(second) = opened::computed(after, language)? else { return Ok(Exit::Stopped) };
    let effect = effect(&first.book, &second.book);
    let mut causes = Causes::between(&first.book, &second.book);
    programs(before, after, &mut causes);
    let reasons = reasons(&effect, &causes, &second.book);
    console::say(&effect_words::told(&effect, &[], language));
    console::say(&format!("\n{}", why(&causes, language)));
    if let Some(out) = out {
        let bytes = effect_workbook(&effect, &reasons, "批次差异表", &second.edition);
        opened::write_new(out, &bytes.map_err(|error| faults::document_fault(out.display().to_string(), &error))?)?;
    }
    let unexplained = reasons.iter().filter(|reason| reason.is_empty()).count();
    match unexplained {
        0 => Ok(Exit::Done),
        count => Err((OutputMessage::Unexplained { count }, Exit::Stopped)),
    }
}

/// Another release may compute otherwise.
fn programs(before: &Path, after: &Path, causes: &mut Causes) {
    if let (Ok(first), Ok(second)) = (BatchRecord::read(before), BatchRecord::read(after))
        && first.program != second.program
    {
        causes.all.push(format!("程序版本 {} → {}", first.program, second.program));
    }
}

fn why(causes: &Causes, language: Language) -> String {
    let mut lines = vec![match language {
        Language::Chinese => format!("原因 {} 项：", causes.all.len()),
        Language::English => format!("{} causes:", causes.all.len()),
    }];
    lines.extend(causes.all.iter().take(NAMED_MAX).map(|cause| format!("  {cause}")));
    if causes.all.len() > NAMED_MAX {
        lines.push("  ……".to_string());
    }
    lines.join("\n")
}

/// For each person of the effect, why; empty where nothing explains it.
fn reasons(effect: &Effect, causes: &Causes, after: &Book) -> Vec<String> {
    // Following every share to its inputs takes long: where many people change, each is told every cause.
    if effect.persons.len() > TRACED_MAX {
        let every = causes.all.iter().take(NAMED_MAX).cloned().collect::<Vec<_>>().join("\n");
        return vec![every; effect.persons.len()];
    }
    let rows = rows(after);
    let reason = |person: &fenpei::effect::PersonEffect| {
        let found = match rows.get(&(person.table.clone(), person.key.clone())) {
            Some((net, row)) => causes.reaching(after, *net, *row),
            None => causes.general().to_vec(),
        };
        let words: Vec<&str> = found.iter().take(NAMED_MAX).map(|cause| causes.all[*cause].as_str()).collect();
        words.join("\n")
    };
    effect.persons.iter().map(reason).collect()
}

/// Column and row of everybody's pay.
fn rows(book: &Book) -> HashMap<(String, String), (ColumnId, usize)> {
    let mut rows = HashMap::new();
    for (index, table) in book.plan.tables.iter().enumerate() {
        let Some(payee) = &table.payee else { continue };
        for row in 0..book.rows[TableId(index).0] {
            let key: Vec<String> = table.key.iter().map(|column| book.shown(*column, row)).collect();
            rows.insert((table.name.clone(), key.join(" ")), (payee.net, row));
        }
    }
    rows
}

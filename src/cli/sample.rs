//! `fenpei sample`: units and people drawn for a recount by hand.
use super::exit::Exit;
use super::{aligned, console, faults, opened};
use fenpei::faces::{Draw, Explanation, explain, recount_workbook};
use fenpei::messages::{Language, OutputMessage};
use std::path::Path;

pub fn sample(batch: &Path, seed: u64, out: Option<&Path>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(opened) = opened::computed(batch, language)? else { return Ok(Exit::Stopped) };
    let draw = Draw::from_seed(&opened.book, seed);
    let explanation = explain(&opened.book, &opened.edition, &draw.drawn);
    console::say(&list(&explanation, &draw, language));
    if let Some(out) = out {
        let bytes = recount_workbook(&explanation, &draw, &opened.edition)
            .map_err(|error| faults::document_fault(out.display().to_string(), &error))?;
        opened::write_new(out, &bytes)?;
    }
    Ok(Exit::Done)
}

/// How it was drawn, then what.
fn list(explanation: &Explanation, draw: &Draw, language: Language) -> String {
    let (method, heads) = match language {
        Language::Chinese => (draw.method(), ["总体中的编号", "表", "编号", "名称", "单位", "金额"]),
        Language::English => (draw.method_in_english(), ["number", "table", "key", "name", "unit", "amount"]),
    };
    let mut table = vec![heads.map(str::to_string).to_vec()];
    for (subject, number) in explanation.subjects.iter().zip(&draw.numbers) {
        let texts = [&subject.table, &subject.key, &subject.name, &subject.unit, &subject.amount];
        table.push([number.to_string()].into_iter().chain(texts.map(String::clone)).collect());
    }
    format!("{method}\n\n{}", aligned::aligned(&table, |column| column == 0 || column == 5))
}

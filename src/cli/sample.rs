//! `fenpei sample`: units and people drawn for a recount by hand.
use super::asks;
use super::exit::Exit;
use super::{aligned, console, faults, opened};
use clap::Arg;
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

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about =
        language.pick("抽三个单位、十个人，供手工复算", "Draw three units and ten people for a recount by hand");
    let notes = language.pick(
        "同一批次、同一种子，抽到的相同；抽样方法和种子都写明，任何人可以重抽。
--out 写出抽查复算表：每项金额的规则和依据、算式、录入数据（文件、工作表、单元格），留有复算和签字栏。",
        "The same seed draws the same from the same batch; method and seed are stated, so that anybody can draw again.
--out writes the sheet to recount on: each amount with its rule, the arithmetic, the inputs with their cells, and
room for the recount and for signatures.",
    );
    let seed = Arg::new("seed").long("seed").value_name("N").required(true);
    let seed = seed.value_parser(clap::value_parser!(u64)).help(language.pick("抽取种子", "Seed of the draw"));
    let command = clap::Command::new("sample").about(about).after_help(notes);
    let command = command.arg(asks::batch("BATCH", language)).arg(seed).arg(asks::out(language));
    (command, language.pick("fenpei sample [选项] <BATCH> --seed <N>", "fenpei sample [OPTIONS] <BATCH> --seed <N>"))
}

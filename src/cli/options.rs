//! `fenpei options`: two or three batches side by side, for the meeting that chooses.
use super::asks;
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

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "两三个方案并列测算：按单位、按人员类别，供会议选择",
        "Two or three options side by side, by unit and kind of staff, for the meeting that chooses",
    );
    let notes = language.pick(
        "每个方案是一个批次（或放方案和表格的文件夹）：参数、标准、规则或录入不同，表和识别号相同。
测算表列出各方案不同在哪里，各单位实发和与方案一之差、人均、最低中位最高（不足五人不列）、资金去向和图表。

例子：
  fenpei options 结果/2018-0a1b2c3d4e5f 结果/2018-1b2c3d4e5f6a --out 测算表.xlsx

退出码：0 完成；1 表不同、同一批次写了两次，或批次被改过；2 用法不对；3 写不进去",
        "Each option is a batch, or a folder with scheme and spreadsheets: other parameters, standards, rules or
figures, the same tables and keys. The workbook tells in what they differ, and for each unit what is paid with the
difference to the first, means, least, middle and greatest (none below five), where the money went, and charts.

Exit codes: 0 done; 1 other tables, a batch named twice, or one was changed; 2 usage; 3 not written",
    );
    let batches = asks::batch("BATCH", language).num_args(2..=3);
    let command = clap::Command::new("options").about(about).after_help(notes);
    let command = command.arg(batches).arg(asks::out(language).required(true));
    let usage = "fenpei options <BATCH> <BATCH> [BATCH] --out <FILE>";
    (command, usage)
}

//! `fenpei diff`: what changed between two batches for each person and unit, and why.
use super::asks;
use super::exit::Exit;
use super::opened::{self, Opened};
use super::{console, diff_words, faults};
use fenpei::batch::BatchRecord;
use fenpei::effect::{Changes, Side};
use fenpei::faces::{diff_workbook, recorded_objections};
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
    let objections = objections(&first, &second, language);
    if !objections.is_empty() {
        let title = language.pick("异议、复核、申诉：", "Objections, reviews, appeals:");
        console::say(&format!("{title}\n{}", objections.join("\n")));
    }
    if let Some(out) = out {
        let bytes = diff_workbook(&changes, &objections, &first.edition.batch, &second.edition);
        opened::write_new(out, &bytes.map_err(|error| faults::document_fault(out.display().to_string(), &error))?)?;
    }
    match changes.unexplained() {
        0 => Ok(Exit::Done),
        count => Err((OutputMessage::Unexplained { count }, Exit::Stopped)),
    }
}

/// What was objected, as the later batch records it, else the earlier one.
fn objections(first: &Opened, second: &Opened, language: Language) -> Vec<String> {
    let of = |opened: &Opened| recorded_objections(&opened.case.progress, language);
    Some(of(second)).filter(|later| !later.is_empty()).unwrap_or_else(|| of(first))
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

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "对照两个批次：每个人、每个单位变了多少，为什么",
        "Compare two batches: what changed for each person and unit, and why",
    );
    let notes = language.pick(
        "原因包括：录入单元格（文件 › 工作表 › 单元格，旧 → 新）、更正、决定、参数、规则、标准、资金总额、
行的增减、发放记录（资金、缓发、补发追回）、程序版本。每个人的原因是其金额确实依据的各项，本人的
与通过单位、资金总量、排名来的分开；只是尾差一分的归属变动的，另行写明。

退出码：0 每一处变动都有原因；1 有变动找不到原因，或批次被改过；2 用法不对；3 写不进去",
        "Causes: input cells (file › sheet › cell, old → new), corrections, decisions, parameters, rules, standards,
totals of funds, rows that came or went, records (funds paid, who waits, supplements), the program's version.
Each person has the causes that the amount rests on, own ones apart from those by way of a unit, a pool or a
rank; where only the place of the last fen changed, it is said.

Exit codes: 0 every change has its cause; 1 one has none, or a batch was changed; 2 usage; 3 not written",
    );
    let command = clap::Command::new("diff").about(about).after_help(notes);
    let command =
        command.arg(asks::batch("BATCH1", language)).arg(asks::batch("BATCH2", language)).arg(asks::out(language));
    (command, language.pick("fenpei diff [选项] <BATCH1> <BATCH2>", "fenpei diff [OPTIONS] <BATCH1> <BATCH2>"))
}

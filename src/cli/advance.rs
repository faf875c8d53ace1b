//! `fenpei advance`: a batch goes on to its next stage, on what the office recorded.
use super::asks;
use super::exit::Exit;
use super::next_stage::NextStage;
use super::{console, register, run, told};
use fenpei::intake::OfficeFile;
use fenpei::messages::{Finding, Findings, Language, OutputMessage};
use fenpei::stage::{ObjectionRegister, RecordKind};
use std::path::Path;

pub fn advance(
    batch: &Path,
    (form, objections): (Option<&Path>, Option<&Path>),
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(mut next) = NextStage::of(batch, form, language)? else { return Ok(Exit::Stopped) };
    let edition = &next.opened.edition;
    if next.kind == RecordKind::Payment {
        let message = OutputMessage::NothingFollows { batch: edition.batch.clone(), stage: edition.stage.to_string() };
        return Err((message, Exit::Usage));
    }
    if next.kind == RecordKind::Redress && next.opened.case.progress.unpaid.is_empty() {
        return Err((OutputMessage::AllPaid { batch: edition.batch.clone() }, Exit::Usage));
    }
    let home = register::home(&next.parent);
    let found = match objections {
        Some(path) => register::read(path).map(Some),
        None => register::find(&[next.form_folder(), &next.parent, &home]),
    };
    let recorded = next.is_recorded();
    let more = look(&mut next, &found, recorded);
    if !recorded {
        let case = &next.opened.case;
        told::tell_these(case.passing.list.iter(), case, batch, language);
        return next.ask(language);
    }
    let posts = next.kind == RecordKind::Notice;
    let made = match next.seal(more, language)? {
        Ok(made) => made,
        Err(exit) => return Ok(exit),
    };
    console::say(&run::report(&made.case, &made.book, &made.edition, &made.sealed, language));
    console::say(&run::place(&made.sealed, &made.target, language));
    if posts && matches!(found, Ok(None)) {
        register::leave_blank(&home, (&made.book, &made.edition), language)?;
    }
    Ok(Exit::Done)
}

/// What the register says before the next stage is sealed. The approval takes it into the record, and so does a repeat
/// where amounts were held: then what is wrong with it stops the batch, else what is open is told.
fn look(next: &mut NextStage, found: &Result<Option<OfficeFile>, Box<Finding>>, recorded: bool) -> Vec<OfficeFile> {
    let case = &mut next.opened.case;
    let periods = next.opened.book.plan.objection.as_ref();
    let held = || case.progress.approval.as_ref().is_some_and(|approval| approval.held().next().is_some());
    let takes = next.kind == RecordKind::Approval || (next.kind == RecordKind::Redress && held());
    if !takes || !recorded {
        case.passing.list.extend(register::open_ones(found, periods));
        return Vec::new();
    }
    match found {
        Ok(None) => Vec::new(),
        Err(fault) => {
            case.passing.list.push(fault.as_ref().clone());
            Vec::new()
        }
        Ok(Some(found)) => {
            if let Some(register) = ObjectionRegister::read(found, periods, &mut Findings::default()) {
                let mut posted = register::posted(&next.parent);
                posted.extend(case.batches().split_off(1));
                register.tell_unknown_batches(&posted, &mut case.passing);
                register.tell_open(&mut case.passing);
            }
            vec![found.clone()]
        }
    }
}

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "把批次推进到下一阶段：试算稿 → 公示稿 → 定稿",
        "Take a batch to its next stage: 试算稿 (trial) → 公示稿 (notice) → 定稿 (final)",
    );
    let notes = language.pick(
        "第一次运行写出空白登记表，放在批次旁边；填好后再运行一次，写出新批次。
公示稿要填：发放哪些基金、议定文号、公示起止日期（不少于 5 个工作日）。
定稿要填：审批文号和日期、六个审批人。异议登记.xlsx 一并存入记录：每件异议都要办结，或金额缓发。
银行、工资文件只有定稿才有。
原批次不动；新批次记着它从哪个批次来。

退出码：0 完成；1 登记表有问题，或批次被改过；2 用法不对；3 写不进去",
        "The first time a blank form is written beside the batch. Filled in, the same command seals the next batch.
The notice asks which funds are paid, on what it rests, and from when to when it hangs (five working days at
least); the final batch asks for the approval and six names, and takes 异议登记.xlsx into its record: each objection
is decided, or its amount held. Files for bank and payroll exist only in a final batch. The batch before stays as it is
and is named by the new one.

Exit codes: 0 done; 1 the form is wrong, or the batch was changed; 2 usage; 3 not written",
    );
    let command = clap::Command::new("advance").about(about).after_help(notes);
    let command = command
        .arg(asks::batch("BATCH", language))
        .arg(asks::form_path(language))
        .arg(super::objections::register_path(language));
    (command, language.pick("fenpei advance [选项] <BATCH>", "fenpei advance [OPTIONS] <BATCH>"))
}

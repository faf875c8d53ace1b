//! `fenpei correct`: 更正单, blank or begun, and what its corrections would do to everybody.
use super::asks;
use super::case::Case;
use super::exit::Exit;
use super::next_stage::NextStage;
use super::whatif::{self, Change};
use super::{console, faults, opened, run, told};
use clap::{Arg, ArgAction};
use fenpei::batch::MANIFEST_NAME;
use fenpei::correction::CORRECTION_NAME;
use fenpei::dataset::Dataset;
use fenpei::effect::{Setting, standing};
use fenpei::faces::{correction_form, supplement_form};
use fenpei::messages::{Language, OutputMessage};
use fenpei::number::format_grouped;
use fenpei::plan::Plan;
use fenpei::scheme::Scheme;
use fenpei::stage::{CorrectionRecord, RecordKind};
use std::path::{Path, PathBuf};

pub fn correct(
    path: &Path,
    sets: &[String],
    form: Option<&Path>,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let change = Change::read(sets, None)?;
    match path.join(MANIFEST_NAME).is_file() {
        true => correct_paid(path, &change, form, language),
        false => correct_folder(path, &change, form, language),
    }
}

/// Before a payment: the workbook lies among the office's files.
fn correct_folder(
    path: &Path,
    change: &Change,
    form: Option<&Path>,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let mut case = Case::open(path)?;
    let form = form.map_or_else(|| usual(path), Path::to_path_buf);
    let shown = form.display().to_string();
    if form.exists() {
        return Err((OutputMessage::CorrectionsThere { path: shown }, Exit::NotWritten));
    }
    let Ok((scheme, plan, data)) = case.parts(path, language) else {
        told::tell(&case, path, language);
        return Ok(Exit::Stopped);
    };
    let lines = begun(&change.settings, &scheme, &plan, &data)?;
    let bytes = correction_form(&scheme, &lines);
    opened::write_new(&form, &bytes.map_err(|error| faults::document_fault(shown.clone(), &error))?)?;
    effect(change, &mut case, path, (&scheme, plan, data), language)?;
    console::say(&match language {
        Language::Chinese => {
            format!("更正单：{shown}\n填写原因、依据、批准人和日期后，放在放方案和表格的文件夹里重新运行")
        }
        Language::English => format!(
            "corrections: {shown}\nAdd reason, evidence, approver and day, keep it in the folder with scheme and \
             spreadsheets, and run again"
        ),
    });
    Ok(Exit::Done)
}

/// After a payment: the workbook is a record, and leads to a supplement.
fn correct_paid(
    path: &Path,
    change: &Change,
    form: Option<&Path>,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(mut next) = NextStage::of_kind(path, Some(RecordKind::Correction), form, language)? else {
        return Ok(Exit::Stopped);
    };
    if next.kind != RecordKind::Correction {
        return Err((OutputMessage::CorrectBeforePayment { batch: next.opened.edition.batch }, Exit::Usage));
    }
    if !next.is_recorded() {
        let standing = next.opened.case.progress.standing(&next.opened.book);
        let Some(scheme) = next.opened.case.scheme_read().cloned() else { return Ok(Exit::Stopped) };
        let (data, plan) = (standing.book.as_read(), standing.book.plan);
        let lines = begun(&change.settings, &scheme, &plan, &data)?;
        let bytes = supplement_form(&next.opened.book, &next.opened.edition, &lines);
        effect(change, &mut next.opened.case, path, (&scheme, plan, data), language)?;
        return next.write(bytes, language);
    }
    let made = match next.seal(Vec::new(), language)? {
        Ok(made) => made,
        Err(exit) => return Ok(exit),
    };
    if let Some(record) = made.case.progress.corrections.last() {
        console::say(&report(record, language));
    }
    console::say(&run::place(&made.sealed, &made.target, language));
    Ok(Exit::Done)
}

/// What the values that the workbook is begun with would do.
fn effect(
    change: &Change,
    case: &mut Case,
    path: &Path,
    parts: (&Scheme, Plan, Dataset),
    language: Language,
) -> Result<(), (OutputMessage, Exit)> {
    if !change.settings.is_empty()
        && let Some(effect) = change.effect(case, path, parts, language)?
    {
        console::say(&change.words(&effect, language));
    }
    Ok(())
}

/// What a supplement pays, claims and leaves.
fn report(record: &CorrectionRecord, language: Language) -> String {
    let (paid, claims) = (record.paid(), record.supplement.claims());
    let left = record.supplement.left_as_paid();
    let sum = |all: &mut dyn Iterator<Item = i64>| format_grouped(all.sum(), 2);
    let added = sum(&mut paid.values().flat_map(|sources| sources.values().copied()));
    let taken = sum(&mut claims.values().copied());
    let (paid, claims, left) = (paid.len(), claims.len(), left.len());
    let next = match paid {
        0 => language.pick(
            "没有要补发的；追回入账后用 fenpei settle 登记凭证",
            "Nobody is paid; once the claims are booked, record the voucher with fenpei settle",
        ),
        _ => language.pick("付款后用 fenpei settle 登记", "Record the payment with fenpei settle"),
    };
    match language {
        Language::Chinese => format!(
            "补发 {paid} 人，{added} 元；应追回 {claims} 人，{taken} 元；与全区重算不同的 {left} 人，见补发追回表.xlsx\n{next}"
        ),
        Language::English => format!(
            "{paid} are paid {added} yuan more; {claims} pay back {taken}; {left} differ from a full recount: see \
             补发追回表.xlsx\n{next}"
        ),
    }
}

/// The workbook's usual place, in the office's folder.
fn usual(dir: &Path) -> PathBuf {
    dir.join(format!("{CORRECTION_NAME}.xlsx"))
}

/// Lines of 更正单 as far as settings tell: table, key, column, what stands there, what should.
fn begun(
    settings: &[Setting],
    scheme: &Scheme,
    plan: &Plan,
    data: &Dataset,
) -> Result<Vec<[String; 5]>, (OutputMessage, Exit)> {
    let line = |setting: &Setting| {
        let old = standing(setting, scheme, plan, data).map_err(whatif::fault)?;
        let (table, key) = (setting.table.clone(), setting.key.join(","));
        Ok([table, key, setting.column.clone(), old, setting.value.clone()])
    };
    settings.iter().map(line).collect()
}

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "更正单：写出空白的，或按要改的数写好开头，并告诉影响；报送的文件不改",
        "Corrections: write a blank workbook, or one begun with given values, and tell what they would do",
    );
    let notes = language.pick(
        "例子：
  fenpei correct 平安2018 --set '请假[Q07].天数=10'

更正单写在放方案和表格的文件夹里，每行一格：原值必须与报送的相符，新值、原因、依据、批准人和日期都要填。
填好后重新运行（fenpei run）：更正的数在底稿、清单和说明中都有标记，报送的文件保持原样。
已发放以后更正的，PATH 写“已发放”批次。

退出码：0 完成；1 没有这一行、这一列；2 用法不对；3 更正单已经有了，或写不进去",
        "Example:
  fenpei correct pingan2018 --set '请假[Q07].天数=10'

The workbook lies in the folder with scheme and spreadsheets, a line a cell: the old value must be what was sent; new
value, reason, evidence, approver and day are needed. Run again once it is filled in: corrected values are marked
everywhere, the files stay as they were sent. After a payment PATH is the paid batch.

Exit codes: 0 done; 1 no such row or column; 2 usage; 3 it is there already, or cannot be written",
    );
    let set = Arg::new("set").long("set").value_name("TABLE[KEY].COLUMN=VALUE").action(ArgAction::Append);
    let set = set.help(language.pick("要更正成的值，可以写几个", "The right value, several times"));
    let command = clap::Command::new("correct").about(about).after_help(notes);
    let command = command.arg(asks::batch("PATH", language)).arg(set).arg(asks::form_path(language));
    (command, language.pick("fenpei correct [选项] <PATH>", "fenpei correct [OPTIONS] <PATH>"))
}

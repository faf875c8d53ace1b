//! `fenpei objections`: what is open and late in the register, and what batches say of each amount.
use super::aligned::aligned;
use super::exit::Exit;
use super::opened::{self, Opened};
use super::{asks, console, faults, register, told};
use clap::builder::ValueParser;
use clap::{Arg, ArgAction};
use fenpei::faces::{DisputedAmounts, filled_objections, form_workbook};
use fenpei::messages::{Findings, Language, OutputMessage};
use fenpei::number::format_grouped;
use fenpei::scheme::day_written;
use fenpei::stage::{ObjectionColumn as At, ObjectionEntry, ObjectionRegister, RecordKind};
use fenpei::supplement::Entitlements;
use std::path::{Path, PathBuf};

/// The command, to be framed like the others.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "看异议登记：未办结和超期的、还剩几天；写出填好期限、金额和差额的副本",
        "What is open and late in the register of objections, with days left; a copy with last days, amounts, differences",
    );
    let notes = language.pick(
        "--batch 写登记中的原批次和答复批次（或由它们来的批次）：核对人员，期限按方案的 [objection] 计算。
登记本身不改动；--out 写一份副本。

例子：
  fenpei objections 异议登记.xlsx --on 2019-01-20 --batch 结果/2018-0a1b2c3d4e5f

退出码：0 完成；1 登记有误，逐处列出；2 用法不对；3 写不进去",
        "--batch names the batches that the register names, or later stages of them: people are checked, and last days
come from the scheme's [objection]. The register is never changed; --out writes a copy.

Exit codes: 0 done; 1 the register is wrong, each place is told; 2 usage; 3 not written",
    );
    let file = Arg::new("FILE").required(true).value_parser(ValueParser::path_buf());
    let file = file.help(language.pick("异议登记", "The register"));
    let batches = Arg::new("batch").long("batch").value_name("BATCH").action(ArgAction::Append);
    let batches = batches.value_parser(ValueParser::path_buf());
    let batches = batches.help(language.pick("登记中的批次，可以写几个", "A batch that it names, several times"));
    let day = |text: &str| day_written(text).ok_or("write a date like 2019-01-20");
    let on = Arg::new("on").long("on").value_name("DATE").required(true).value_parser(day);
    let on = on.help(language.pick("从哪天算起，如 2019-01-20", "The day to count from, like 2019-01-20"));
    let command = clap::Command::new("objections").about(about).after_help(notes);
    let command = command.arg(file).arg(batches).arg(on).arg(asks::out(language));
    let usage =
        language.pick("fenpei objections [选项] <FILE> --on <DATE>", "fenpei objections [OPTIONS] <FILE> --on <DATE>");
    (command, usage)
}

/// `--objections`: the register that an approval takes into its record.
pub fn register_path(language: Language) -> Arg {
    let register = Arg::new("objections").long("objections").value_name("FILE").value_parser(ValueParser::path_buf());
    register.help(language.pick(
        "异议登记；不写时用登记表旁边或单位文件夹里的异议登记.xlsx",
        "The register of objections; 异议登记.xlsx beside the form or in the office's folder when left out",
    ))
}

/// What is asked.
pub struct Question<'q> {
    /// The register.
    pub file: &'q Path,
    /// Batches that it names.
    pub batches: &'q [PathBuf],
    /// Days left are counted from this one.
    pub on: i32,
    /// The copy to write.
    pub out: Option<&'q Path>,
}

pub fn objections(question: &Question<'_>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let mut batches = Vec::new();
    for batch in question.batches {
        let Some(opened) = opened::computed(batch, language)? else { return Ok(Exit::Stopped) };
        batches.push(opened);
    }
    let mut findings = Findings::default();
    let read = register_of(question, &batches, &mut findings);
    findings.list.iter().for_each(|finding| console::tell(&finding.line(language)));
    let Some(register) = read.filter(|_| !findings.stop()) else {
        console::tell(&told::counts([&findings], language));
        return Ok(Exit::Stopped);
    };
    let amounts: Vec<DisputedAmounts> = register.entries.iter().map(|entry| disputed(entry, &batches)).collect();
    console::say(&table(&register, &amounts, question.on, language));
    if let Some(out) = question.out {
        copy(out, (&register, &amounts), &batches, language)?;
    }
    Ok(Exit::Done)
}

/// Reads the register and holds it against the batches that were named.
fn register_of(question: &Question<'_>, batches: &[Opened], findings: &mut Findings) -> Option<ObjectionRegister> {
    let found = match register::read(question.file) {
        Ok(found) => found,
        Err(fault) => {
            findings.list.push(*fault);
            return None;
        }
    };
    let periods = batches.iter().find_map(|batch| batch.book.plan.objection.as_ref());
    let register = ObjectionRegister::read(&found, periods, findings)?;
    if !batches.is_empty() {
        let mut posted: Vec<String> = batches.iter().flat_map(|batch| batch.case.batches().split_off(1)).collect();
        for batch in question.batches {
            posted.extend(register::posted(batch.parent().unwrap_or(Path::new("."))));
        }
        register.tell_unknown_batches(&posted, findings);
    }
    for entry in &register.entries {
        if let Some((batch, _)) = named(entry.text(At::Disputed), batches) {
            entry.payee(&batch.book, findings);
        }
    }
    Some(register)
}

/// The batch of a name, or one that came from it; and how many stages lie between the trial and the batch of that name.
fn named<'b>(name: &str, batches: &'b [Opened]) -> Option<(&'b Opened, usize)> {
    let stage = |batch: &Opened| batch.case.batches().iter().position(|own| own == name);
    batches.iter().find_map(|batch| Some((batch, stage(batch)?)))
}

fn disputed(entry: &ObjectionEntry, batches: &[Opened]) -> DisputedAmounts {
    let amount = |column: At| {
        let (Opened { book, case, .. }, stage) = named(entry.text(column), batches)?;
        let payee = entry.payee(book, &mut Findings::default())??;
        // A supplement after a payment pays differences; what counts is what somebody is entitled to with it.
        let before = case.history.entries.iter().take(stage);
        let corrections = before.filter(|entry| entry.kind == RecordKind::Correction).count();
        let corrected = corrections.checked_sub(1).and_then(|last| case.progress.corrections.get(last));
        let due = match corrected {
            Some(record) => record.supplement.standing.due.clone(),
            None => Entitlements::of(book),
        };
        Some(due.sources().into_iter().map(|source| due.get(payee, source)).sum())
    };
    DisputedAmounts { disputed: amount(At::Disputed), answering: amount(At::Answering) }
}

/// Every case that is open, and every line that was answered late.
fn table(register: &ObjectionRegister, amounts: &[DisputedAmounts], on: i32, language: Language) -> String {
    let cases = register.cases();
    let open: Vec<&ObjectionEntry> = cases.iter().filter(|case| case.is_open()).map(|case| case.last()).collect();
    let heads = match language {
        Language::Chinese => ["序号", "环节", "姓名", "事项", "提出日期", "答复期限", "处理", "情况", "金额", "差额"],
        Language::English => {
            ["number", "step", "name", "matter", "brought", "due", "outcome", "standing", "amount", "difference"]
        }
    };
    let mut rows = vec![heads.map(str::to_string).to_vec()];
    let mut late = 0;
    for (entry, amounts) in register.entries.iter().zip(amounts) {
        let is_open = open.iter().any(|other| std::ptr::eq(*other, entry));
        let days = entry.late((is_open && entry.answered_on.is_none()).then_some(on));
        late += usize::from(days.is_some());
        if !is_open && days.is_none() {
            continue;
        }
        let mut row = [At::Number, At::Step, At::Name, At::What, At::BroughtOn].map(|at| entry.text(at)).to_vec();
        let (due, standing) = (entry.due_text(), standing(entry, days, on, language));
        let difference = amounts.answering.zip(amounts.disputed).map(|(answering, disputed)| answering - disputed);
        let [amount, difference] =
            [amounts.disputed, difference].map(|fen| fen.map(|fen| format_grouped(fen, 2)).unwrap_or_default());
        row.extend([due.as_str(), entry.text(At::Outcome), &standing, &amount, &difference]);
        rows.push(row.into_iter().map(str::to_string).collect());
    }
    let (count, open) = (cases.len(), open.len());
    let head = match language {
        Language::Chinese => format!("异议 {count} 件，未办结 {open} 件，超期 {late} 件"),
        Language::English => format!("{count} objections, {open} open, {late} late"),
    };
    if rows.len() == 1 { head } else { format!("{head}\n{}", aligned(&rows, |column| column > 7)) }
}

fn standing(entry: &ObjectionEntry, late: Option<i32>, on: i32, language: Language) -> String {
    match (entry.answered_on, late, entry.due) {
        (Some(_), Some(late), _) => match language {
            Language::Chinese => format!("迟 {late} 天答复"),
            Language::English => format!("answered {late} days late"),
        },
        (Some(_), None, _) => language.pick("已答复，未办结", "answered, still open").to_string(),
        (None, Some(late), _) => match language {
            Language::Chinese => format!("已超期 {late} 天"),
            Language::English => format!("{late} days late"),
        },
        (None, None, Some(due)) => match language {
            Language::Chinese => format!("还有 {} 天", due - on),
            Language::English => format!("{} days left", due - on),
        },
        (None, None, None) => language.pick("没有写明期限", "no period stated").to_string(),
    }
}

/// The register with what the program knows filled in; the office's own file stays as it is.
fn copy(
    out: &Path,
    (register, amounts): (&ObjectionRegister, &[DisputedAmounts]),
    batches: &[Opened],
    language: Language,
) -> Result<(), (OutputMessage, Exit)> {
    let mut tables: Vec<String> = Vec::new();
    for table in batches.iter().flat_map(|batch| register::payee_tables(&batch.book.plan)) {
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    let form = filled_objections(&tables, register, amounts);
    let (office, year) = batches.first().map_or((String::new(), 1900), |b| (b.edition.office.clone(), b.edition.year));
    let bytes = form_workbook(&form, &format!("登记单位：{office}"), year);
    opened::write_new(out, &bytes.map_err(|error| faults::document_fault(out.display().to_string(), &error))?)?;
    let path = out.display();
    console::tell(&match language {
        Language::Chinese => format!("已写入 {path}"),
        Language::English => format!("written to {path}"),
    });
    Ok(())
}

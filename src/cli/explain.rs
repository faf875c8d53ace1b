//! `fenpei explain`: why an amount is as it is.
use super::asks;
use super::exit::Exit;
use super::named_files::json;
use super::opened::{self, Opened};
use super::{aligned, console, faults, packet};
use clap::builder::ValueParser;
use clap::{Arg, ArgAction};
use fenpei::faces::{
    About, Beside, Explanation, FaceError, beside_page, beside_workbook, everything, explain as explained,
    explanation_page, explanation_text, explanation_workbook, find, line, names, same_in, tell_objections,
    tell_payments, versus as differing, versus_told, year_on_year, year_on_year_told,
};
use fenpei::kept::KeptFault;
use fenpei::messages::{Language, OutputMessage, nearest};
use std::path::Path;

/// People listed where several fit.
const LISTED_MAX: usize = 30;

/// What is asked of `explain`.
pub struct Question<'q> {
    pub batch: &'q Path,
    /// None: everybody.
    pub who: Option<&'q str>,
    /// The other of two people.
    pub versus: Option<&'q str>,
    /// Where the packet for a hearing goes.
    pub packet: Option<&'q Path>,
    /// The batch of another year.
    pub last_year: Option<&'q Path>,
    pub format: &'q str,
    pub out: Option<&'q Path>,
}

pub fn explain(question: &Question<'_>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    // A packet shows the files as received: all of them are opened.
    let opened = match question.packet {
        None => opened::kept_or_computed(question.batch, language)?,
        Some(_) => opened::computed(question.batch, language)?.map(|opened| (opened, KeptFault::default())),
    };
    let Some((opened, fault)) = opened else { return Ok(Exit::Stopped) };
    answer(question, &opened, &fault, language)
}

fn answer(
    question: &Question<'_>,
    opened: &Opened,
    fault: &KeptFault,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(who) = question.who else {
        let abouts = everything(&opened.book);
        let mut all = explained(&opened.book, &opened.edition, &abouts);
        tell_payments(&mut all, &abouts, &opened.case.progress);
        tell_objections(&mut all, &abouts, &opened.book, &opened.case.progress);
        opened::sound(fault)?;
        return leave(question, &bytes(question, opened, &all, language)?, language);
    };
    let found = one(opened, who, language);
    opened::sound(fault)?;
    let Some(about) = found? else { return Ok(Exit::Stopped) };
    let explanation = told(opened, about);
    opened::sound(fault)?;
    if let Some(path) = question.packet {
        return packet::packet(opened, about, &explanation, path, language);
    }
    if let Some(versus) = question.versus {
        let Some(other) = one(opened, versus, language)? else { return Ok(Exit::Stopped) };
        let other = told(opened, other);
        opened::sound(fault)?;
        let differences = differing(&explanation, &other);
        let beside = versus_told(&explanation, &other, &differences, spoken(question, language));
        return leave(question, &beside_bytes(question, opened, &beside, &json(&differences))?, language);
    }
    if let Some(last_year) = question.last_year {
        let Some((last, of_last)) = opened::kept_or_computed(last_year, language)? else { return Ok(Exit::Stopped) };
        let (matched, found) = same_in(&opened.book, about, &last.book);
        let before = found.map(|found| told(&last, found));
        opened::sound(&of_last)?;
        let other = [last.edition.scheme.clone(), last.edition.batch.clone()];
        let years = year_on_year(&explanation, before.as_ref(), other, matched);
        let beside = year_on_year_told(&years, spoken(question, language));
        return leave(question, &beside_bytes(question, opened, &beside, &json(&years))?, language);
    }
    leave(question, &bytes(question, opened, &explanation, language)?, language)
}

/// Documents are Chinese, whatever the language on the screen.
fn spoken(question: &Question<'_>, language: Language) -> Language {
    if question.format == "text" { language } else { Language::Chinese }
}

fn beside_bytes(
    question: &Question<'_>,
    opened: &Opened,
    beside: &Beside,
    json: &str,
) -> Result<Vec<u8>, (OutputMessage, Exit)> {
    match question.format {
        "json" => Ok(json.as_bytes().to_vec()),
        "html" => Ok(beside_page(beside, &opened.edition).into_bytes()),
        "xlsx" => workbook(question, beside_workbook(beside, &opened.edition)),
        _ => Ok(beside_text(beside).into_bytes()),
    }
}

fn workbook(question: &Question<'_>, made: Result<Vec<u8>, FaceError>) -> Result<Vec<u8>, (OutputMessage, Exit)> {
    if question.out.is_none() {
        return Err((OutputMessage::NeedsOut {}, Exit::Usage));
    }
    made.map_err(|error| faults::document_fault("金额说明".to_string(), &error))
}

fn beside_text(beside: &Beside) -> String {
    let mut parts = vec![beside.title.clone()];
    parts.extend(beside.sentences.iter().cloned());
    for (title, heads, lines) in &beside.tables {
        let amounts =
            heads.iter().position(|head| ["另一人", "the other", "上年", "last year"].contains(&head.as_str()));
        let wide = if lines.iter().all(|line| line.len() == heads.len()) { amounts } else { None };
        let table: Vec<Vec<String>> = std::iter::once(heads.clone()).chain(lines.iter().cloned()).collect();
        parts.push(format!("\n{title}").trim_end().to_string());
        parts.push(aligned::aligned(&table, |column| wide.is_some_and(|at| column + 1 == at || column == at)));
    }
    parts.join("\n")
}

/// One subject with what became of its amount.
fn told(opened: &Opened, about: About) -> Explanation {
    let mut explanation = explained(&opened.book, &opened.edition, &[about]);
    tell_payments(&mut explanation, &[about], &opened.case.progress);
    tell_objections(&mut explanation, &[about], &opened.book, &opened.case.progress);
    explanation
}

/// The only one who fits; who is not one of a kind is listed.
pub fn one(opened: &Opened, who: &str, language: Language) -> Result<Option<About>, (OutputMessage, Exit)> {
    let found = find(&opened.book, who);
    match found[..] {
        [about] => Ok(Some(about)),
        [] => {
            let names = names(&opened.book);
            let near = nearest(who, names.iter().map(String::as_str)).unwrap_or_default();
            Err((OutputMessage::NobodyNamed { who: who.to_string(), near }, Exit::Stopped))
        }
        _ => {
            let head = match language {
                Language::Chinese => format!("“{who}”有 {} 个，请改用编号：", found.len()),
                Language::English => format!("“{who}” fits {}; use the number instead:", found.len()),
            };
            let lines = found.iter().take(LISTED_MAX).map(|about| format!("  {}", line(&opened.book, *about)));
            console::tell(&[head].into_iter().chain(lines).collect::<Vec<_>>().join("\n"));
            Ok(None)
        }
    }
}

fn bytes(
    question: &Question<'_>,
    opened: &Opened,
    explanation: &Explanation,
    language: Language,
) -> Result<Vec<u8>, (OutputMessage, Exit)> {
    Ok(match question.format {
        "json" => json(explanation).into_bytes(),
        "html" => explanation_page(explanation, &opened.edition).into_bytes(),
        "xlsx" => return workbook(question, explanation_workbook(explanation, &opened.edition)),
        _ => explanation_text(explanation, language).into_bytes(),
    })
}

fn leave(question: &Question<'_>, bytes: &[u8], language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    match question.out {
        None => console::say(&String::from_utf8_lossy(bytes)),
        Some(out) => {
            opened::write_new(out, bytes)?;
            let path = out.display();
            console::tell(&match language {
                Language::Chinese => format!("已写入 {path}"),
                Language::English => format!("written to {path}"),
            });
        }
    }
    Ok(Exit::Done)
}

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "说明一个人（单位、基金）的金额怎样得来，直到文件 › 工作表 › 单元格",
        "Tell why an amount is as it is, down to file › sheet › cell",
    );
    let notes = language.pick(
        "BATCH 是批次文件夹，也可以是放方案和表格的文件夹；批次先核对输入的校验码，再按其中“输入”重新计算。
WHO 是姓名、工号、身份证号后四位、单位名称或基金名称；同名的全部列出，不作猜测。

例子：
  fenpei explain 结果/2018-0a1b2c3d4e5f 张三
  fenpei explain 结果/2018-0a1b2c3d4e5f T0132 --format html --out 说明.html
  fenpei explain 结果/2018-0a1b2c3d4e5f T0132 --versus T0140
  fenpei explain 结果/2018-0a1b2c3d4e5f T0132 --last-year 结果/2017-1b2c3d4e5f6a
  fenpei explain 结果/2018-0a1b2c3d4e5f T0132 --packet 听证材料.html

退出码：0 完成；1 没有这个人、同名，或批次与校验码不符；2 用法不对；3 写不进去",
        "BATCH is a batch's folder, or the folder with scheme and spreadsheets. Of a batch the inputs' hashes are
checked first, and it is computed again from them. WHO is a name, a staff number, the last four of an
identity number, a unit or a fund; where several fit they are listed.

Exit codes: 0 done; 1 nobody or several fit, or the batch differs from its hashes; 2 usage; 3 not written",
    );
    let who = Arg::new("WHO").required_unless_present("all").help(language.pick("谁", "Who"));
    let versus = Arg::new("versus").long("versus").value_name("WHO").help(language.pick(
        "只列出与另一人不同的因素；另一人不写姓名",
        "Only the factors in which another person differs, who is not named",
    ));
    let last_year = Arg::new("last-year").long("last-year").value_name("BATCH").value_parser(ValueParser::path_buf());
    let last_year = last_year
        .conflicts_with("versus")
        .help(language.pick("与上年（另一批次）逐项对照", "Against the batch of last year, item by item"));
    let packet = Arg::new("packet").long("packet").value_name("FILE").value_parser(ValueParser::path_buf());
    let packet = packet.conflicts_with_all(["versus", "last-year", "format", "out"]).help(language.pick(
        "听证材料：说明、条文、报送原表、记录和隐名对照写成一个文件（.html 可打印，或 .xlsx）",
        "Packet for a hearing in one file: explanation, rules, rows as received, records (.html to print, or .xlsx)",
    ));
    let all = Arg::new("all").long("all").action(ArgAction::SetTrue);
    let all = all.conflicts_with_all(["WHO", "versus", "last-year", "packet"]).help(language.pick(
        "每一个人、单位和基金（用 --format json，供程序核对）",
        "Every person, unit and fund (with --format json, for programs)",
    ));
    let format = Arg::new("format")
        .long("format")
        .value_name("text|json|html|xlsx")
        .value_parser(["text", "json", "html", "xlsx"])
        .hide_possible_values(true)
        .help(language.pick("形式，不写时为 text", "Form, text when left out"));
    let command = clap::Command::new("explain").about(about).after_help(notes);
    let command = command
        .arg(asks::batch("BATCH", language))
        .arg(who)
        .arg(versus)
        .arg(last_year)
        .arg(packet)
        .arg(all)
        .arg(format)
        .arg(asks::out(language));
    (command, language.pick("fenpei explain [选项] <BATCH> <WHO>", "fenpei explain [OPTIONS] <BATCH> <WHO>"))
}

//! `fenpei year`: what everybody was paid in a year, across batches.
use super::exit::Exit;
use super::{aligned, archive, console, faults, opened};
use clap::Arg;
use clap::builder::ValueParser;
use fenpei::batch::{Found, ends};
use fenpei::faces::{BatchYear, Sums, Year, year_workbook};
use fenpei::messages::{Findings, Language, OutputMessage, Place};
use fenpei::number::format_grouped;
use fenpei::stage::Stage;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Keys and names told one by one.
const TOLD_MAX: usize = 20;

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "个人年度发放汇总：把各批次付给每个人的列在一起，附日期、凭证，与各批次台账对平",
        "What everybody was paid in a year, across batches, with dates and vouchers, tied to each ledger",
    );
    let notes = language.pick(
        "写放有“结果”的文件夹、放批次的文件夹或批次，可以写几个；几个方案的批次可以放在一起，人按编号加姓名对应。
每条链只计最后一个批次：已发放的计入实发，已定稿未付成的列在“未发”，试算稿和公示稿不计。
同一编号有不同姓名、同单位同名有不同编号的，都列出来。学生奖励另列一张表。

例子：
  fenpei year .  --out 个人年度发放汇总.xlsx
  fenpei year 中考奖励 年终绩效 --year 2018 --out 个人年度发放汇总.xlsx

退出码：0 完成；1 批次被改过，或同一笔钱有两个批次；2 用法不对；3 写不进去；4 对账不平",
        "Name folders with 结果 in them, folders of batches, or batches; those of several schemes may stand together, and
people are joined by key and name. Only the last batch of each chain counts: what is paid, and apart from it what is
final and not paid yet; trials and notices do not count. Keys with two names, and names of one unit with two keys, are
told. Prizes of students have a sheet of their own.

Exit codes: 0 done; 1 a batch was changed, or two batches pay the same; 2 usage; 3 not written; 4 sums do not tie",
    );
    let places = Arg::new("FOLDER").required(true).num_args(1..).value_parser(ValueParser::path_buf());
    let places = places.help(language.pick("文件夹或批次，可以写几个", "Folders or batches, any number"));
    let out = language.pick(
        "写成这个工作簿，不覆盖已有的；不写时只在屏幕上列合计",
        "The workbook to write; sums on the screen alone when left out",
    );
    let out = Arg::new("out").long("out").value_name("FILE").value_parser(ValueParser::path_buf()).help(out);
    let command = clap::Command::new("year").about(about).after_help(notes);
    let command = command.arg(places).arg(archive::year(language)).arg(out);
    (command, language.pick("fenpei year [选项] <FOLDER>…", "fenpei year [OPTIONS] <FOLDER>…"))
}

pub fn year(
    places: &[PathBuf],
    only: Option<u16>,
    out: Option<&Path>,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let mut found: Vec<Found> = Vec::new();
    for place in places {
        let more = archive::found(place)?;
        let new = more.into_iter().filter(|batch| only.is_none_or(|year| batch.record.year == year));
        for batch in new {
            if !found.iter().any(|own| own.record.fingerprint == batch.record.fingerprint) {
                found.push(batch);
            }
        }
    }
    let (counted, left_out): (Vec<&Found>, Vec<&Found>) = ends(&found).into_iter().partition(|batch| counts(batch));
    let left_out = left_out.iter().map(|batch| format!("{}（{}）", batch.record.batch, batch.record.stage));
    let mut year = Year { batches: Vec::new(), left_out: left_out.collect() };
    once(&counted)?;
    for batch in counted {
        let Some(own) = batch_year(batch, language)? else { return Ok(Exit::Stopped) };
        year.batches.push(own);
    }
    // As they were paid; those that wait come last.
    year.batches.sort_by_key(|batch| (batch.paid_on.unwrap_or(i32::MAX), batch.batch.clone()));
    if year.batches.is_empty() {
        let path = places.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join("、");
        return Err((OutputMessage::NothingPaidYet { path }, Exit::Stopped));
    }
    tell_persons(&year, language);
    let name = "个人年度发放汇总".to_string();
    let bytes = year_workbook(&year).map_err(|error| faults::document_fault(name, &error))?;
    console::say(&told(&year, language));
    if let Some(out) = out {
        opened::write_new(out, &bytes)?;
        console::say(&out.display().to_string());
    }
    Ok(Exit::Done)
}

/// Nobody is paid from a trial or a notice.
fn counts(batch: &Found) -> bool {
    [Stage::Final, Stage::Paid].iter().any(|stage| stage.chinese() == batch.record.stage)
}

/// The same money counts once: two chains that pay a fund of a scheme for one period are not both right.
fn once(batches: &[&Found]) -> Result<(), (OutputMessage, Exit)> {
    let mut seen: BTreeMap<(u16, &str, &str, &str), &str> = BTreeMap::new();
    for Found { record, .. } in batches {
        for fund in &record.funds {
            let period = record.period.as_deref().unwrap_or_default();
            if let Some(first) = seen.insert((record.year, &record.scheme, period, fund), &record.batch) {
                let (first, second, fund) = (first.to_string(), record.batch.clone(), fund.clone());
                return Err((OutputMessage::PaidTwice { first, second, fund }, Exit::Stopped));
            }
        }
    }
    Ok(())
}

/// A batch's part of the year, computed again from its inputs.
fn batch_year(batch: &Found, language: Language) -> Result<Option<BatchYear>, (OutputMessage, Exit)> {
    let Some(opened) = opened::computed(&batch.path, language)? else { return Ok(None) };
    if opened.edition.fingerprint != batch.record.fingerprint {
        let message = OutputMessage::NotThisBatch { batch: batch.record.batch.clone(), computed: opened.edition.batch };
        return Err((message, Exit::Stopped));
    }
    let year = BatchYear::of(&opened.book, &opened.edition, &opened.case.progress);
    year.map(Some).map_err(|error| faults::document_fault(batch.record.batch.clone(), &error))
}

/// People who may be counted apart and are one, or the other way round.
fn tell_persons(year: &Year, language: Language) {
    let mut findings = Findings::default();
    for (key, names) in year.several_names().into_iter().take(TOLD_MAX) {
        findings.add(OutputMessage::KeySeveralNames { key, names: names.join("、") }, Place::Run);
    }
    for (who, keys) in year.several_keys().into_iter().take(TOLD_MAX) {
        findings.add(OutputMessage::NameSeveralKeys { who, keys: keys.join("、") }, Place::Run);
    }
    findings.list.iter().for_each(|finding| console::tell(&finding.line(language)));
}

fn told(year: &Year, language: Language) -> String {
    let heads = match language {
        Language::Chinese => ["批次", "阶段", "项目", "资金来源", "应发", "扣发", "实发", "未发", "应追回"],
        Language::English => {
            ["batch", "stage", "fund", "source", "due", "withheld", "paid", "not paid yet", "to be paid back"]
        }
    };
    let mut table = vec![heads.map(str::to_string).to_vec()];
    let amounts =
        |sums: Sums| [sums.due, sums.withheld, sums.paid, sums.waiting, sums.claimed].map(|fen| format_grouped(fen, 2));
    for batch in &year.batches {
        for (fund, source, _) in &batch.ledger {
            let own = batch.lines.iter().filter(|line| line.fund == *fund && line.source == *source);
            let stage = batch.stage.chinese().to_string();
            let mut row = vec![batch.batch.clone(), stage, fund.clone(), source.clone()];
            row.extend(amounts(Sums::of(own)));
            table.push(row);
        }
    }
    let mut total = vec![language.pick("合计", "total").to_string(), String::new(), String::new(), String::new()];
    total.extend(amounts(Sums::of(year.lines().map(|(_, line)| line))));
    table.push(total);
    let [staff, others] = year.people();
    let people = match language {
        Language::Chinese => format!("教职工 {staff} 人，学生等 {others} 人；各批次与台账逐分相同"),
        Language::English => format!("{staff} staff, {others} students and others; every batch ties to its ledger"),
    };
    let mut text = format!("{}\n\n{people}", aligned::aligned(&table, |column| column >= 4));
    if !year.left_out.is_empty() {
        let left_out = year.left_out.join("、");
        text.push_str(&format!("\n{}{left_out}", language.pick("没有计入：", "not counted: ")));
    }
    text
}

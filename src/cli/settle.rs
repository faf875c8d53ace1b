//! `fenpei settle`: what the bank or treasury answered to a final batch.
use super::asks;
use super::exit::Exit;
use super::next_stage::{self, NextStage};
use super::{console, run};
use clap::Arg;
use clap::builder::ValueParser;
use fenpei::messages::{Language, OutputMessage};
use fenpei::number::format_grouped;
use fenpei::stage::{Progress, RecordKind};
use std::path::{Path, PathBuf};

/// Folder of the returns among the records.
const RETURN_FOLDER: &str = "回盘";

pub fn settle(
    batch: &Path,
    returns: &[PathBuf],
    form: Option<&Path>,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(next) = NextStage::of(batch, form, language)? else { return Ok(Exit::Stopped) };
    if next.kind != RecordKind::Payment {
        let edition = &next.opened.edition;
        let message = OutputMessage::NotFinal { batch: edition.batch.clone(), stage: edition.stage.to_string() };
        return Err((message, Exit::Usage));
    }
    if !next.is_recorded() {
        return next.ask(language);
    }
    let mut files = Vec::new();
    for path in returns {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push(next_stage::read(path, &format!("{RETURN_FOLDER}/{name}"))?);
    }
    let made = match next.seal(files, language)? {
        Ok(made) => made,
        Err(exit) => return Ok(exit),
    };
    console::say(&report(&made.case.progress, language));
    console::say(&run::place(&made.sealed, &made.target, language));
    Ok(Exit::Done)
}

/// How much was paid now, and what is not paid yet.
fn report(progress: &Progress, language: Language) -> String {
    let (count, total) = progress.payments.last().map_or((0, 0), |round| (round.paid.len(), round.total()));
    let waiting = progress.unpaid.len();
    let amount: i64 = progress.unpaid.iter().map(|unpaid| unpaid.line.amount).sum();
    let (total, amount) = (format_grouped(total, 2), format_grouped(amount, 2));
    match (language, waiting) {
        (Language::Chinese, 0) => format!("本次付成 {count} 笔，{total} 元；全部付清"),
        (Language::Chinese, _) => format!(
            "本次付成 {count} 笔，{total} 元；未付 {waiting} 笔，{amount} 元，见发放结果.xlsx\n\
             账号更正后用 fenpei advance 登记重发"
        ),
        (Language::English, 0) => format!("{count} payments made, {total} yuan; nothing is left to pay"),
        (Language::English, _) => format!(
            "{count} payments made, {total} yuan; {waiting} not paid yet, {amount} yuan: see 发放结果.xlsx\n\
             Once accounts are put right, record the repeat with fenpei advance"
        ),
    }
}

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "登记定稿的发放结果：读银行或国库的回盘，列出退票和未付，对平",
        "Record what the bank or treasury answered to a final batch: paid, came back, not paid yet; reconciled",
    );
    let notes = language.pick(
        "第一次运行写出发放登记表；填好发放日期、凭证号、回单号后，连同回盘文件再运行一次，写出“已发放”批次。
回盘可以是 Excel、csv 或文本，有“账号”“金额”两列；没有表头的在登记表里写各列名称。
退票的账号更正后，对“已发放”批次运行 fenpei advance 登记重发，重发批次再用 fenpei settle 登记。

例子：
  fenpei settle 结果/2018-0a1b2c3d4e5f
  fenpei settle 结果/2018-0a1b2c3d4e5f 回盘.xlsx

退出码：0 完成；1 登记表或回盘有问题；2 用法不对；3 写不进去",
        "The first time a form is written; with day, voucher and receipt filled in, run the same with the returns.
A return is a workbook or a text with columns 账号 and 金额; one without a header has its columns named in the
form. After accounts are put right, fenpei advance on the paid batch records the repeat, which is settled in turn.

Exit codes: 0 done; 1 the form or a return is wrong; 2 usage; 3 not written",
    );
    let returns = Arg::new("RETURN").num_args(0..).value_parser(ValueParser::path_buf());
    let returns = returns.help(language.pick("回盘文件，可以写几个", "Returns of the bank, any number"));
    let command = clap::Command::new("settle").about(about).after_help(notes);
    let command = command.arg(asks::batch("BATCH", language)).arg(returns).arg(asks::form_path(language));
    let usage = language.pick("fenpei settle [选项] <BATCH> [RETURN]…", "fenpei settle [OPTIONS] <BATCH> [RETURN]…");
    (command, usage)
}

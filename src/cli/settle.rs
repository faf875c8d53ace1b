//! `fenpei settle`: what the bank or treasury answered to a final batch.
use super::exit::Exit;
use super::next_stage::{self, NextStage};
use super::{console, run};
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

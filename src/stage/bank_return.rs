//! 回盘: what a bank or treasury answered, line by line, in whatever form it sends it.
use super::order::OrderLine;
use super::progress::who;
use crate::book::{Book, masked};
use crate::dataset::{ReadSheet, Shown, column_letters, folded};
use crate::intake::{OfficeFile, received, shown_text};
use crate::messages::{Findings, Place, RecordMessage};
use crate::number::format_fixed;
use rust_decimal::Decimal;
use std::cell::Cell;
use std::collections::HashMap;
use std::str::FromStr;

/// What a column of a return is called.
const ACCOUNT: [&str; 10] =
    ["账号", "帐号", "卡号", "银行卡号", "银行账号", "收款账号", "收款帐号", "收款人账号", "收款人帐号", "账号/卡号"];
const AMOUNT: [&str; 7] = ["金额", "交易金额", "代发金额", "发放金额", "实发金额", "发生额", "实发"];
const STATUS: [&str; 8] = ["状态", "结果", "处理结果", "处理状态", "交易状态", "交易结果", "发放结果", "代发结果"];
const REASON: [&str; 7] = ["原因", "失败原因", "退票原因", "错误信息", "处理信息", "说明", "备注"];
/// Words of a status that mean paid, and that it came back.
const PAID: [&str; 6] = ["成功", "交易成功", "处理成功", "发放成功", "已入账", "已发放"];
const FAILED: [&str; 6] = ["失败", "交易失败", "处理失败", "发放失败", "退票", "退回"];
/// What stands in a line of totals.
const TOTALS: [&str; 4] = ["合计", "总计", "小计", "总笔数"];

/// Words that an office's bank uses, beside the usual ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    paid: Vec<String>,
    failed: Vec<String>,
    /// Names of the columns in order, for a return without a header.
    columns: Vec<String>,
}

impl Words {
    /// From the form: lists with commas.
    pub(super) fn of(paid: &str, failed: &str, columns: &str) -> Words {
        let list = |text: &str| -> Vec<String> {
            text.split([',', '，', '、']).map(folded).filter(|word| !word.is_empty()).collect()
        };
        let with = |own: &str, usual: &[&str]| {
            let usual = usual.iter().map(|word| word.to_string());
            list(own).into_iter().chain(usual).collect()
        };
        Words { paid: with(paid, &PAID), failed: with(failed, &FAILED), columns: list(columns) }
    }

    /// Whether a status means paid; none where it is not known.
    fn paid(&self, status: &str) -> Option<bool> {
        let status = folded(status);
        let among = |words: &[String]| words.contains(&status);
        if among(&self.paid) { Some(true) } else { among(&self.failed).then_some(false) }
    }
}

/// A line of a return.
struct Answer {
    amount: i64,
    /// Why it came back; none: it was paid.
    failed: Option<String>,
    place: Place,
    used: Cell<bool>,
}

/// All lines of all returns, by account.
pub(super) struct Answers {
    lines: HashMap<String, Vec<Answer>>,
}

/// Where the columns of a sheet are.
struct Columns {
    account: u16,
    amount: u16,
    status: Option<u16>,
    reason: Option<u16>,
}

impl Answers {
    /// Reads the returns; everything that is wrong with them is told.
    pub(super) fn read(files: &[OfficeFile], words: &Words, findings: &mut Findings) -> Option<Answers> {
        let before = findings.list.len();
        let mut answers = Answers { lines: HashMap::new() };
        for file in files {
            match received(file) {
                Ok(sheets) => sheets.iter().for_each(|sheet| answers.sheet(&file.path, sheet, words, findings)),
                Err(message) => findings.add(message, Place::file(&file.path)),
            }
        }
        (findings.list.len() == before).then_some(answers)
    }

    fn sheet(&mut self, file: &str, sheet: &ReadSheet, words: &Words, findings: &mut Findings) {
        let Some((first, columns)) = columns(sheet, words) else {
            findings.add(RecordMessage::ReturnHeader {}, Place::sheet(file, &sheet.name));
            return;
        };
        for row in sheet.row_numbers().into_iter().filter(|row| *row >= first) {
            self.line(file, sheet, (row, &columns), words, findings);
        }
    }

    fn line(
        &mut self,
        file: &str,
        sheet: &ReadSheet,
        (row, columns): (u32, &Columns),
        words: &Words,
        findings: &mut Findings,
    ) {
        let shown = |column: Option<u16>| column.and_then(|column| sheet.get(row, column));
        let text = |column: Option<u16>| shown(column).map(shown_text).unwrap_or_default();
        let account: String = text(Some(columns.account)).chars().filter(|c| !c.is_whitespace()).collect();
        let total = sheet.row(row).any(|(_, shown)| {
            let text = folded(&shown_text(shown));
            TOTALS.iter().any(|word| text.starts_with(word))
        });
        if account.is_empty() || total {
            return;
        }
        let place = |column: u16| Place::cell(file, &sheet.name, format!("{}{}", column_letters(column), row + 1), "");
        let Some(amount) = shown(Some(columns.amount)).and_then(fen) else {
            let text = text(Some(columns.amount));
            findings.add(RecordMessage::ReturnAmount { text }, place(columns.amount));
            return;
        };
        let status = text(columns.status);
        let paid = match (columns.status, words.paid(&status)) {
            // A list of what came back has no status: every line of it did.
            (None, _) => false,
            (Some(_), Some(paid)) => paid,
            (Some(column), None) => {
                findings.add(RecordMessage::ReturnStatus { status }, place(column));
                return;
            }
        };
        let reason = text(columns.reason);
        let reason = if reason.is_empty() { "银行没有写明原因".to_string() } else { reason };
        let answer =
            Answer { amount, failed: (!paid).then_some(reason), place: place(columns.account), used: Cell::new(false) };
        self.lines.entry(account).or_default().push(answer);
    }

    /// What was answered for a payment: nothing, paid, or why it came back.
    pub(super) fn take(&self, book: &Book, line: &OrderLine, findings: &mut Findings) -> Option<Option<String>> {
        let answers = self.lines.get(&line.account)?;
        let free = || answers.iter().filter(|answer| !answer.used.get());
        if let Some(answer) = free().find(|answer| answer.amount == line.amount) {
            answer.used.set(true);
            return Some(answer.failed.clone());
        }
        let other = free().next()?;
        other.used.set(true);
        let message = RecordMessage::ReturnDiffers {
            who: who(book, line.payee),
            answered: format_fixed(other.amount, 2),
            paid: format_fixed(line.amount, 2),
        };
        findings.add(message, other.place.clone());
        Some(None)
    }

    /// Lines that no payment of the batch is answered by.
    pub(super) fn tell_unused(&self, findings: &mut Findings) {
        let mut unused: Vec<(&String, &Answer)> = self
            .lines
            .iter()
            .flat_map(|(account, answers)| answers.iter().map(move |answer| (account, answer)))
            .filter(|(_, answer)| !answer.used.get())
            .collect();
        unused.sort_by(|a, b| a.1.place.cmp(&b.1.place));
        for (account, answer) in unused {
            let (account, amount) = (masked(account), format_fixed(answer.amount, 2));
            findings.add(RecordMessage::ReturnUnknown { account, amount }, answer.place.clone());
        }
    }
}

/// The columns, and the first row below their header; of a return without one as the form names them.
fn columns(sheet: &ReadSheet, words: &Words) -> Option<(u32, Columns)> {
    if !words.columns.is_empty() {
        let named: Vec<(u16, String)> = (0u16..).zip(words.columns.iter().cloned()).collect();
        return Some((0, chosen(&named)?));
    }
    sheet.row_numbers().into_iter().find_map(|row| {
        let named: Vec<(u16, String)> =
            sheet.row(row).map(|(column, shown)| (column, folded(&shown_text(shown)))).collect();
        Some((row + 1, chosen(&named)?))
    })
}

fn chosen(named: &[(u16, String)]) -> Option<Columns> {
    let of = |words: &[&str]| {
        let is = |(_, name): &&(u16, String)| {
            // `金额（元）` is 金额.
            let bare = name.split('(').next().unwrap_or(name);
            words.iter().any(|word| folded(word) == bare)
        };
        named.iter().find(is).map(|(column, _)| *column)
    };
    Some(Columns { account: of(&ACCOUNT)?, amount: of(&AMOUNT)?, status: of(&STATUS), reason: of(&REASON) })
}

/// An amount in fen.
fn fen(shown: &Shown) -> Option<i64> {
    let text: String = shown_text(shown)
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | '¥' | '￥' | '元') && !c.is_whitespace())
        .collect();
    let yuan = Decimal::from_str(&text).ok()?;
    let fen = yuan.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    fen.is_integer().then(|| i64::try_from(fen).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_fen_as_banks_write_them() {
        assert_eq!(fen(&Shown::Text("1,234.50元".into())), Some(123_450));
        assert_eq!(fen(&Shown::Number(4430.78)), Some(443_078));
        assert_eq!(fen(&Shown::Text("12.345".into())), None);
        assert_eq!(fen(&Shown::Text("成功".into())), None);
    }
}

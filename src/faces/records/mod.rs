//! The forms in which the office records a stage, blank: what it fills in, the program reads back.
mod correction;
mod form;

use crate::book::{Book, Payee};
use crate::faces::{Edition, FaceError};
use crate::number::format_fixed;
use crate::stage::{
    APPROVAL, FUNDS, Label, NOTICE, PAYMENT, Progress, REDRESS, REDRESS_LINES, RecordKind, Unpaid, YES_NO,
};
pub use correction::{correction_form, supplement_form};
use form::{List, RecordForm};
use std::collections::BTreeMap;

/// The blank form of what comes after a batch's stage.
pub fn record_form(
    book: &Book,
    edition: &Edition,
    progress: &Progress,
    kind: RecordKind,
) -> Result<Vec<u8>, FaceError> {
    match kind {
        RecordKind::Notice => notice_form(book, edition),
        RecordKind::Approval => form(kind, edition, blank(&APPROVAL), Vec::new()),
        RecordKind::Payment => form(kind, edition, blank(&PAYMENT), Vec::new()),
        RecordKind::Redress => redress_form(book, edition, progress),
        RecordKind::Correction => supplement_form(book, edition, &[]),
    }
}

/// 公示登记表: which funds are paid, when the notice hangs.
fn notice_form(book: &Book, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let funds = book.plan.fund_names().into_iter().map(|fund| vec![fund.to_string(), YES_NO[0].to_string()]);
    let funds = List {
        name: FUNDS.0,
        headers: &FUNDS.1,
        instruction: "每个基金写明是否由本批次发放：考试奖励和年终奖励分开发放的，分开办理。",
        widths: &[40.0, 14.0],
        lines: funds.collect(),
        choices: vec![(1, YES_NO.map(str::to_string).to_vec())],
    };
    let given =
        NOTICE.map(|label| if label.name == "发放期间" { format!("{}年度", edition.year) } else { String::new() });
    form(RecordKind::Notice, edition, NOTICE.iter().copied().zip(given).collect(), vec![funds])
}

/// 重发登记表: everybody who is not paid yet, once; whoever is paid now is marked, with a new account where there is one.
fn redress_form(book: &Book, edition: &Edition, progress: &Progress) -> Result<Vec<u8>, FaceError> {
    let mut waiting: BTreeMap<Payee, Vec<&Unpaid>> = BTreeMap::new();
    for unpaid in &progress.unpaid {
        waiting.entry(unpaid.line.payee).or_default().push(unpaid);
    }
    let line = |(number, ((table, row), unpaid)): (usize, (&Payee, &Vec<&Unpaid>))| {
        let keys = &book.plan.table(*table).key;
        let key: Vec<String> = keys.iter().map(|column| book.shown(*column, *row as usize)).collect();
        let name = book.plan.table(*table).payee.as_ref().map(|payee| book.shown(payee.name, *row as usize));
        let reasons: Vec<&str> = unpaid.iter().map(|unpaid| unpaid.reason.as_str()).collect();
        vec![
            (number + 1).to_string(),
            book.plan.table(*table).name.clone(),
            key.join(","),
            name.unwrap_or_default(),
            format_fixed(unpaid.iter().map(|unpaid| unpaid.line.amount).sum(), 2),
            reasons.join("；"),
            YES_NO[1].to_string(),
        ]
    };
    let unpaid = List {
        name: REDRESS_LINES.0,
        headers: &REDRESS_LINES.1,
        instruction: "本次要发的写“是”，并写明依据；账号、户名有变更的写新的，没有变更的留空。",
        widths: &[6.0, 12.0, 14.0, 12.0, 12.0, 28.0, 10.0, 12.0, 24.0, 24.0, 28.0],
        lines: waiting.iter().enumerate().map(line).collect(),
        choices: vec![(6, YES_NO.map(str::to_string).to_vec())],
    };
    form(RecordKind::Redress, edition, blank(&REDRESS), vec![unpaid])
}

fn blank(labels: &[Label]) -> Vec<(Label, String)> {
    labels.iter().map(|label| (*label, String::new())).collect()
}

fn form(
    kind: RecordKind,
    edition: &Edition,
    labels: Vec<(Label, String)>,
    lists: Vec<List<'_>>,
) -> Result<Vec<u8>, FaceError> {
    let title = format!("{}{}年度奖励资金{}", edition.office, edition.year, kind.form_name());
    RecordForm { title, batch: &edition.batch, year: edition.year, labels, lists }.workbook()
}

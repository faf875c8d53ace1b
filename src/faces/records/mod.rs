//! The forms in which the office records a stage, blank: what it fills in, the program reads back.
mod form;

use crate::book::Book;
use crate::faces::{Edition, FaceError};
use crate::stage::{APPROVAL, FUNDS, NOTICE, OBJECTIONS, Outcome, RecordKind, YES_NO};
use form::{List, RecordForm};

/// Blank lines for objections.
const OBJECTION_LINES: usize = 20;

/// The blank form of what comes after a batch's stage.
pub fn record_form(book: &Book, edition: &Edition, kind: RecordKind) -> Result<Vec<u8>, FaceError> {
    match kind {
        RecordKind::Notice => notice_form(book, edition),
        RecordKind::Approval => approval_form(book, edition),
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

/// 定稿登记表: who approved on which document, what became of each objection.
fn approval_form(book: &Book, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let payees = book.plan.payee_tables().into_iter().map(|table| book.plan.table(table).name.clone());
    let objections = List {
        name: OBJECTIONS.0,
        headers: &OBJECTIONS.1,
        instruction: "公示期间收到的异议逐件登记；没有的留空。“识别号”按发放明细中的写（如工号），处理为“缓发”的必须填写。",
        widths: &[6.0, 12.0, 14.0, 12.0, 34.0, 13.0, 34.0, 9.0, 13.0, 12.0],
        lines: (1..=OBJECTION_LINES).map(|number| vec![number.to_string()]).collect(),
        choices: vec![(1, payees.collect()), (7, Outcome::WORDS.map(str::to_string).to_vec())],
    };
    let labels = APPROVAL.iter().copied().map(|label| (label, String::new())).collect();
    form(RecordKind::Approval, edition, labels, vec![objections])
}

fn form(
    kind: RecordKind,
    edition: &Edition,
    labels: Vec<(crate::stage::Label, String)>,
    lists: Vec<List<'_>>,
) -> Result<Vec<u8>, FaceError> {
    let title = format!("{}{}年度奖励资金{}", edition.office, edition.year, kind.form_name());
    RecordForm { title, batch: &edition.batch, year: edition.year, labels, lists }.workbook()
}

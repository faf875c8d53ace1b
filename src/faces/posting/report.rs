//! 公示情况说明: what was posted, for how long, which objections came and how they ended.
use super::{NoticePeriod, guarded};
use crate::book::Book;
use crate::faces::capital::capital;
use crate::faces::choice::{signatures, title};
use crate::faces::grid::{Cell, Grid, Head};
use crate::faces::summary::Payees;
use crate::faces::words::yuan_words;
use crate::faces::{Edition, FaceError};
use crate::scheme::DocumentKind;
use crate::stage::{Objection, Outcome, Progress};

/// Lines for objections where they are filled in by hand.
const OBJECTIONS: usize = 6;

/// Writes the report on the notice: of a final batch with what became of each objection, before with room for it.
pub fn notice_report(book: &Book, edition: &Edition, progress: &Progress) -> Result<Vec<u8>, FaceError> {
    let usual = format!("{}年度奖励资金分配结果公示情况说明", edition.year);
    let heading = format!("{}（{}）", title(book, DocumentKind::NoticeReport, usual), edition.stage);
    let heads = [
        ("序号", 6.0),
        ("对象", 22.0),
        ("异议事项", 36.0),
        ("受理日期", 14.0),
        ("复核结论", 36.0),
        ("处理", 12.0),
        ("答复日期", 14.0),
    ];
    let objections = progress.approval.as_ref().map(|approval| approval.objections.as_slice());
    let grid = Grid {
        name: "公示情况说明".to_string(),
        title: heading.clone(),
        sentence: sentence(book, edition, progress)?,
        heads: heads.into_iter().map(|(title, width)| Head::new(title, width)).collect(),
        lines: match objections {
            Some(objections) => objections.iter().enumerate().map(|(number, known)| line(number, known)).collect(),
            None => (0..OBJECTIONS).map(open_line).collect(),
        },
        closing: vec![
            result(objections),
            signatures(book, DocumentKind::NoticeReport, &["经办", "复核", "负责人", "（盖章）日期"]),
        ],
    };
    guarded(&[grid], edition, &heading)
}

/// What was posted, when, and how many objected.
fn sentence(book: &Book, edition: &Edition, progress: &Progress) -> Result<String, FaceError> {
    let posted = |payees: &Payees<'_>| {
        let paid: usize = payees.units.iter().map(|unit| unit.paid).sum();
        let total: i64 = payees.units.iter().map(|unit| unit.total).sum();
        let (name, units) = (payees.payouts.table_name(), payees.units.len());
        format!("{name}：{units} 个单位，{paid} 人，{}（{}）", yuan_words(total), capital(total))
    };
    let posted: Vec<String> = Payees::all(book)?.iter().map(posted).collect();
    let count =
        progress.approval.as_ref().map_or("　　".to_string(), |known| format!(" {} ", known.objections.len()));
    Ok(format!(
        "依据{}，{}将分配结果在本机关和各单位公示，{}。公示内容：{}。公示期间收到异议{count}件，处理情况如下：",
        edition.basis,
        edition.office,
        NoticePeriod::of(book, progress).period(),
        posted.join("；")
    ))
}

fn line(number: usize, objection: &Objection) -> Vec<Cell> {
    let texts = [
        objection.name.clone(),
        objection.what.clone(),
        objection.brought(),
        objection.conclusion.clone(),
        objection.outcome.chinese().to_string(),
        objection.answered(),
    ];
    [Cell::Count(number as i64 + 1)].into_iter().chain(texts.map(Cell::Text)).collect()
}

fn open_line(number: usize) -> Vec<Cell> {
    let blank = [const { Cell::Blank }; 6];
    [Cell::Count(number as i64 + 1)].into_iter().chain(blank).collect()
}

/// How the notice ended; to be ticked by hand before the batch is final.
fn result(objections: Option<&[Objection]>) -> String {
    match objections {
        None => "公示结果（勾选）：□ 公示期满没有收到异议　　□ 异议已全部复核，不需要更正　　\
                 □ 异议已全部复核，更正后重新运算（新批次　　　　　　）"
            .to_string(),
        Some([]) => "公示结果：公示期满没有收到异议。".to_string(),
        Some(known) => {
            let held = known.iter().filter(|objection| objection.outcome == Outcome::Held).count();
            let waiting = if held > 0 {
                format!("，其中 {held} 件仍在复核或申诉，有关金额缓发")
            } else {
                String::new()
            };
            format!("公示结果：收到的异议已全部处理{waiting}。")
        }
    }
}

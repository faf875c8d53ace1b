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

/// Lines for objections.
const OBJECTIONS: usize = 6;

/// Writes the report on the notice, with room for what is filled in by hand.
pub fn notice_report(book: &Book, edition: &Edition, notice: &NoticePeriod) -> Result<Vec<u8>, FaceError> {
    let usual = format!("{}年度奖励资金分配结果公示情况说明", edition.year);
    let heading = format!("{}（{}）", title(book, DocumentKind::NoticeReport, usual), edition.stage);
    let all = Payees::all(book)?;
    let posted = |payees: &Payees<'_>| {
        let paid: usize = payees.units.iter().map(|unit| unit.paid).sum();
        let total: i64 = payees.units.iter().map(|unit| unit.total).sum();
        let (name, units) = (payees.payouts.table_name(), payees.units.len());
        format!("{name}：{units} 个单位，{paid} 人，{}（{}）", yuan_words(total), capital(total))
    };
    let posted: Vec<String> = all.iter().map(posted).collect();
    let sentence = format!(
        "依据{}，{}将分配结果在本机关和各单位公示，{}。公示内容：{}。公示期间收到异议　　件，处理情况如下：",
        edition.basis,
        edition.office,
        notice.period(),
        posted.join("；")
    );
    let heads = [
        ("序号", 6.0),
        ("单位", 22.0),
        ("异议事项", 36.0),
        ("受理日期", 14.0),
        ("复核结论", 36.0),
        ("是否更正", 12.0),
        ("答复日期", 14.0),
    ];
    let line = |number: usize| {
        let blank = [const { Cell::Blank }; 6];
        [Cell::Count(number as i64 + 1)].into_iter().chain(blank).collect()
    };
    let closing = vec![
        "公示结果（勾选）：□ 公示期满没有收到异议　　□ 异议已全部复核，不需要更正　　□ 异议已全部复核，更正后重新运算（新批次　　　　　　）".to_string(),
        signatures(book, DocumentKind::NoticeReport, &["经办", "复核", "负责人", "（盖章）日期"]),
    ];
    let grid = Grid {
        name: "公示情况说明".to_string(),
        title: heading.clone(),
        sentence,
        heads: heads.into_iter().map(|(title, width)| Head::new(title, width)).collect(),
        lines: (0..OBJECTIONS).map(line).collect(),
        closing,
    };
    guarded(&[grid], edition, &heading)
}

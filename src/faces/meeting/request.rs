//! 请示: the official letter that asks for approval, with the totals in figures and capitals.
use super::{came, ended};
use crate::book::Book;
use crate::faces::capital::capital;
use crate::faces::paper::{Paper, set_page, wrapped_height};
use crate::faces::summary::Payees;
use crate::faces::words::yuan_words;
use crate::faces::{Edition, FaceError, kind_name};
use crate::messages::Language;
use crate::scheme::AccountKind;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

/// Width of the one column, in characters, and size of the letter's type.
const WIDTH: f64 = 72.0;
const TYPE: f64 = 14.0;
/// Characters of this type in a line, counted as those of ten points.
const LINE: f64 = 50.0;

pub(super) fn write(
    sheet: &mut Worksheet,
    book: &Book,
    all: &[Payees<'_>],
    edition: &Edition,
    heading: &str,
) -> Result<(), FaceError> {
    let paper = Paper::new();
    let title = format!("关于审批{heading}结果的请示");
    sheet.set_name("请示")?;
    set_page(sheet, edition, &title, false);
    sheet.set_footer("&R第 &P 页，共 &N 页");
    sheet.set_column_width(0, WIDTH)?;
    let body = paper.subtitle.clone().set_font_size(TYPE).set_font_color(rust_xlsxwriter::Color::Black).set_text_wrap();
    let right = body.clone().set_align(FormatAlign::Right);
    let notice = paper.notice.clone().set_align(FormatAlign::Center);
    let mut lines: Vec<(String, &Format)> = vec![
        (edition.notice().to_string(), &notice),
        (format!("{title}（{}）", edition.stage), &paper.title),
        ("　　　　　　　　：".to_string(), &body),
    ];
    lines.extend(paragraphs(book, all, edition).into_iter().map(|text| (format!("　　{text}"), &body)));
    lines.push((edition.office.clone(), &right));
    lines.push(("　　　　年　　月　　日".to_string(), &right));
    for (row, (text, format)) in lines.iter().enumerate() {
        let row = row as u32;
        sheet.set_row_height(row, wrapped_height([(text.as_str(), LINE)].into_iter()) * TYPE / 10.0 + 6.0)?;
        sheet.write_string_with_format(row, 0, text, format)?;
    }
    Ok(())
}

/// The letter, paragraph by paragraph.
fn paragraphs(book: &Book, all: &[Payees<'_>], edition: &Edition) -> Vec<String> {
    let Edition { basis, year, batch, scheme, .. } = edition;
    let mut text = vec![format!(
        "根据{basis}，按照《{scheme}》，{year}年度奖励资金分配已经测算（批次 {batch}）。现将有关情况报告如下："
    )];
    let total = came(book, None);
    text.push(format!("一、资金规模。共 {}（{}），其中：", yuan_words(total), capital(total)));
    for fund in book.paid_funds() {
        let amount = came(book, Some(fund));
        text.push(format!("{fund} {}（{}）；", yuan_words(amount), capital(amount)));
    }
    text.push("二、分配结果。".to_string());
    for payees in all {
        let paid: usize = payees.units.iter().map(|unit| unit.paid).sum();
        let total: i64 = payees.units.iter().map(|unit| unit.total).sum();
        let units = payees.units.iter().filter(|unit| unit.paid > 0).count();
        let name = payees.payouts.table_name();
        text.push(format!("发给{name} {paid} 人，涉及 {units} 个单位，{}（{}）；", yuan_words(total), capital(total)));
    }
    for kind in AccountKind::ENDS.into_iter().filter(|kind| *kind != AccountKind::Paid) {
        let amount = ended(book, None, kind);
        if amount != 0 {
            text.push(format!("{} {}；", kind_name(kind, Language::Chinese), yuan_words(amount)));
        }
    }
    text.push("以上各项合计等于资金规模，收支平衡，没有差额。".to_string());
    text.push("三、需要研究的事项。".to_string());
    let failing: usize = book.checks.iter().map(|check| check.failing.len()).sum();
    let assumed = book.plan.parameters.iter().filter(|parameter| parameter.assumption).count();
    let stated = [
        (failing, "没有通过的校验和没有完成的指标"),
        (book.consequences.iter().map(|consequence| consequence.rows.len()).sum(), "处理建议"),
        (assumed, "文件没有写明、按假定取值的参数"),
    ];
    text.extend(
        stated.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{what} {count} 项，见附件；")),
    );
    text.push("妥否，请批示。".to_string());
    text.push("附件：1．分配审批表　2．分单位情况表　3．汇总表　4．例外与决定清单　5．核算底稿、资金台账".to_string());
    text
}

//! The cover: what this is, what it rests on, whether it is whole, and who signs.
use super::guard_sheet::CHANGES_CELL;
use super::list_sheets::{GAP_CELL, ended_formula};
use super::writer::Writer;
use crate::faces::FaceError;
use crate::faces::paper::{MONEY, set_page};
use crate::number::format_fixed;
use crate::scheme::AccountKind;
use rust_xlsxwriter::{Format, FormatAlign, Formula, Worksheet};

pub(super) fn sheet(writer: &Writer<'_>) -> Result<Worksheet, FaceError> {
    let mut sheet = Worksheet::new();
    let paper = &writer.paper;
    let edition = writer.edition;
    sheet.set_name("封面")?;
    sheet.set_formula_result_default("");
    set_page(&mut sheet, edition, &writer.title, false);
    for (column, width) in [(0, 16.0), (1, 50.0), (2, 14.0), (3, 68.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.merge_range(0, 0, 0, 3, &edition.scheme, &paper.title)?;
    sheet.set_row_height(0, 36)?;
    sheet.merge_range(1, 0, 1, 3, &format!("{}（{}）", writer.title, edition.stage), &paper.title)?;
    let centred = paper.notice.clone().set_align(FormatAlign::Center).set_font_size(14);
    sheet.merge_range(2, 0, 2, 3, edition.notice(), &centred)?;
    let mut at = 4;
    for (label, value) in [
        ("单位", edition.office.as_str()),
        ("年度", &edition.year.to_string()),
        ("依据", &edition.basis),
        ("批次", &edition.batch),
        ("指纹", &edition.fingerprint),
    ] {
        sheet.write_string_with_format(at, 0, label, &paper.header)?;
        sheet.merge_range(at, 1, at, 3, value, &paper.text)?;
        at += 1;
    }
    at = states(writer, &mut sheet, at + 1)?;
    if writer.extent.unit().is_none() {
        at = files(writer, &mut sheet, at + 1)?;
    }
    signatures(writer, &mut sheet, at + 1)?;
    sheet.set_landscape();
    Ok(sheet)
}

/// Live: structure unchanged, money balanced, nothing undecided.
fn states(writer: &Writer<'_>, sheet: &mut Worksheet, at: u32) -> Result<u32, FaceError> {
    let unchanged = format!("IF({CHANGES_CELL}=0,\"结构未变\",\"结构已变，请重新运行\")");
    state(writer, sheet, at, ("结构", unchanged, "结构未变"))?;
    if writer.extent.unit().is_some() {
        return Ok(at + 1);
    }
    let balanced = format!("IF({GAP_CELL}=0,\"各来源收支平衡，分文不差\",\"收支不平衡\")");
    state(writer, sheet, at + 1, ("资金平衡", balanced, "各来源收支平衡，分文不差"))?;
    money(writer, sheet, at + 2)
}

fn state(
    writer: &Writer<'_>,
    sheet: &mut Worksheet,
    at: u32,
    (label, formula, result): (&str, String, &str),
) -> Result<(), FaceError> {
    let paper = &writer.paper;
    sheet.write_string_with_format(at, 0, label, &paper.header)?;
    for column in 1..4 {
        sheet.write_blank(at, column, &paper.good)?;
    }
    sheet.write_formula_with_format(at, 1, Formula::new(formula).set_result(result), &paper.good)?;
    Ok(())
}

fn money(writer: &Writer<'_>, sheet: &mut Worksheet, at: u32) -> Result<u32, FaceError> {
    let paper = &writer.paper;
    let ended = |kind| writer.book.ledger.totals.iter().map(|total| total.ended(kind)).sum::<i64>();
    let (text, format): (String, &Format) = match ended(AccountKind::Undecided) {
        0 => ("没有待定资金".to_string(), &paper.good),
        fen => (format!("待定资金 {} 元，须确认去向", format_fixed(fen, 2)), &paper.bad),
    };
    sheet.write_string_with_format(at, 0, "待定资金", &paper.header)?;
    sheet.merge_range(at, 1, at, 3, &text, format)?;
    sheet.write_string_with_format(at + 1, 0, "发放（元）", &paper.header)?;
    let format = paper.strong.clone().set_num_format(MONEY).set_align(FormatAlign::Left);
    sheet.merge_range(at + 1, 1, at + 1, 3, "", &format)?;
    let paid = super::doubles::as_double(ended(AccountKind::Paid), 100).to_string();
    let formula = Formula::new(ended_formula(AccountKind::Paid)).set_result(paid);
    sheet.write_formula_with_format(at + 1, 1, formula, &format)?;
    Ok(at + 2)
}

fn files(writer: &Writer<'_>, sheet: &mut Worksheet, at: u32) -> Result<u32, FaceError> {
    let paper = &writer.paper;
    for (column, head) in ["编号", "报送文件", "字节数", "SHA-256"].into_iter().enumerate() {
        sheet.write_string_with_format(at, column as u16, head, &paper.header)?;
    }
    for (index, file) in writer.book.dataset.files.iter().enumerate() {
        let at = at + 1 + index as u32;
        sheet.write_string_with_format(at, 0, format!("[{}]", index + 1), &paper.text)?;
        sheet.write_string_with_format(at, 1, &file.path, &paper.wrapped)?;
        sheet.write_number_with_format(
            at,
            2,
            file.bytes as f64,
            &paper.number("#,##0", super::super::paper::Tint::Live),
        )?;
        sheet.write_string_with_format(at, 3, &file.sha256, &paper.wrapped)?;
    }
    Ok(at + 1 + writer.book.dataset.files.len() as u32)
}

fn signatures(writer: &Writer<'_>, sheet: &mut Worksheet, at: u32) -> Result<(), FaceError> {
    let paper = &writer.paper;
    for (index, role) in ["经办", "复核", "人事", "计财", "分管领导", "主要领导"].into_iter().enumerate()
    {
        let at = at + index as u32;
        sheet.set_row_height(at, 26)?;
        sheet.write_string_with_format(at, 0, role, &paper.header)?;
        sheet.merge_range(at, 1, at, 2, "签字：", &paper.text)?;
        sheet.write_string_with_format(at, 3, "日期：　　　年　　月　　日", &paper.text)?;
    }
    Ok(())
}

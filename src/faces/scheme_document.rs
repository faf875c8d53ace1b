//! 方案说明.xlsx: the scheme in words, for the meeting that adopts it.
use super::error::FaceError;
use super::finished::finished;
use super::paper::{Paper, sheet_name, wrapped_height};
use super::scheme_outline::scheme_outline;
use super::words::rounding_words;
use crate::plan::Plan;
use crate::scheme::Head;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, FormatAlign, Workbook};

/// Widths of the five columns of a section.
const WIDTHS: [f64; 5] = [16.0, 24.0, 64.0, 22.0, 34.0];

/// One sheet a section, A4 landscape, with lines to sign.
pub fn scheme_document(head: &Head, plan: &Plan) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let mut workbook = Workbook::new();
    // Documents carry no clock.
    let date = ExcelDateTime::from_ymd(head.year, 12, 31)?;
    workbook.set_properties(&DocProperties::new().set_title(&head.name).set_creation_datetime(&date));
    let facts = [
        format!("依据：{}", head.basis),
        format!("单位：{}", head.office),
        format!("年度：{}", head.year),
        format!("计算列舍入：{}", rounding_words(head.rounding)),
    ];
    let mut taken = Vec::new();
    for section in scheme_outline(plan) {
        let sheet = workbook.add_worksheet();
        let name = sheet_name(section.title, &taken);
        sheet.set_name(&name)?;
        taken.push(name);
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3);
        sheet.set_footer("&L经办：　　　　复核：　　　　主要领导：&R第 &P 页，共 &N 页");
        sheet.write_string_with_format(0, 0, &head.name, &paper.title.clone().set_align(FormatAlign::Left))?;
        sheet.write_string_with_format(1, 0, facts.join("　　"), &paper.subtitle)?;
        sheet.write_string_with_format(2, 0, section.title, &paper.strong)?;
        let used = section.heads.iter().filter(|head| !head.is_empty()).count();
        for (column, head) in (0..).zip(&section.heads[..used]) {
            sheet.set_column_width(column, WIDTHS[usize::from(column)])?;
            sheet.write_string_with_format(3, column, *head, &paper.header)?;
        }
        for (line, row) in (4..).zip(&section.rows) {
            sheet.set_row_height(line, wrapped_height(row[..used].iter().map(String::as_str).zip(WIDTHS)))?;
            for (column, text) in (0..).zip(&row[..used]) {
                sheet.write_string_with_format(line, column, text, &paper.wrapped)?;
            }
        }
        sheet.set_repeat_rows(3, 3)?;
        sheet.set_freeze_panes(4, 0)?;
    }
    Ok(finished(&mut workbook)?)
}

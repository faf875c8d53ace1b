//! A unit's notices as a workbook: one sheet, a page break after each person.
use super::TITLE;
use super::lines::Notice;
use crate::faces::paper::{Paper, new_workbook, set_page, wrapped_height, write_across};
use crate::faces::{Edition, FaceError};
use rust_xlsxwriter::Worksheet;

const WIDTHS: [f64; 4] = [24.0, 26.0, 16.0, 40.0];
const LAST: u16 = 3;

pub(super) fn workbook(unit: &str, notices: &[Notice], edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let title = format!("{unit}　{TITLE}");
    let mut workbook = new_workbook(edition, &title)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("告知单")?;
    set_page(sheet, edition, &title, false);
    for (column, width) in WIDTHS.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    let (mut row, mut breaks) = (0, Vec::new());
    for notice in notices {
        row = block(sheet, row, notice, edition, &paper)?;
        breaks.push(row);
    }
    // The format allows a thousand or so; a page after the last person would be blank.
    breaks.pop();
    breaks.truncate(1_000);
    sheet.set_page_breaks(&breaks)?;
    Ok(workbook.save_to_buffer()?)
}

/// Writes a person's page and says where the next begins.
fn block(
    sheet: &mut Worksheet,
    first: u32,
    notice: &Notice,
    edition: &Edition,
    paper: &Paper,
) -> Result<u32, FaceError> {
    let subject = &notice.subject;
    let mut row = first;
    write_across(sheet, row, [0, LAST], TITLE, &paper.title)?;
    row += 1;
    let who =
        format!("单位：{}　姓名：{}　编号：{}　实发：{} 元", subject.unit, subject.name, subject.key, subject.amount);
    for text in [format!("{}　依据 {}", edition.scheme, edition.basis), who] {
        write_across(sheet, row, [0, LAST], &text, &paper.subtitle)?;
        row += 1;
    }
    row = heads(sheet, row, ["基金·来源", "项目", "金额（元）", "依据和去向"], paper)?;
    for item in &subject.items {
        let to = item.to.as_ref().map(|to| format!("　转入“{to}”")).unwrap_or_default();
        let cells = [
            format!("{}·{}", item.fund, item.source),
            item.step.clone(),
            item.amount.clone(),
            format!("{}{to}", item.clause),
        ];
        row = line(sheet, row, &cells, paper)?;
    }
    row = heads(sheet, row, ["录入的数据", "", "数值", "出处"], paper)?;
    for [name, value, place] in &notice.inputs {
        row = line(sheet, row, &[name.clone(), String::new(), value.clone(), place.clone()], paper)?;
    }
    row = heads(sheet, row, ["计算过程", "依据", "算式", ""], paper)?;
    for [name, clause, arithmetic] in &notice.steps {
        row = wide(sheet, row, [name, clause], arithmetic, paper)?;
    }
    for text in [&notice.standing, &notice.objection] {
        write_across(sheet, row, [0, LAST], text, &paper.wrapped)?;
        sheet.set_row_height(row, wrapped_height([(text.as_str(), WIDTHS.iter().sum())].into_iter()))?;
        row += 1;
    }
    let sign = "本人签名：　　　　　　　　日期：　　　　年　　月　　日　　　　单位（盖章）";
    write_across(sheet, row, [0, LAST], sign, &paper.subtitle)?;
    sheet.set_row_height(row, 32.0)?;
    Ok(row + 1)
}

fn heads(sheet: &mut Worksheet, row: u32, heads: [&str; 4], paper: &Paper) -> Result<u32, FaceError> {
    for (column, head) in heads.iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, *head, &paper.header)?;
    }
    Ok(row + 1)
}

fn line(sheet: &mut Worksheet, row: u32, cells: &[String; 4], paper: &Paper) -> Result<u32, FaceError> {
    for (column, text) in cells.iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, text, &paper.wrapped)?;
    }
    sheet.set_row_height(row, wrapped_height(cells.iter().map(String::as_str).zip(WIDTHS)))?;
    Ok(row + 1)
}

/// Arithmetic takes two columns.
fn wide(sheet: &mut Worksheet, row: u32, texts: [&str; 2], last: &str, paper: &Paper) -> Result<u32, FaceError> {
    for (column, text) in texts.iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, *text, &paper.wrapped)?;
    }
    write_across(sheet, row, [2, LAST], last, &paper.wrapped)?;
    let cells = [(texts[0], WIDTHS[0]), (texts[1], WIDTHS[1]), (last, WIDTHS[2] + WIDTHS[3])];
    sheet.set_row_height(row, wrapped_height(cells.into_iter()))?;
    Ok(row + 1)
}

//! A blank workbook as a spreadsheet: title, instructions, header with notes, an example row, checks on the cells.
use super::form::{Form, FormColumn, FormKind, FormSheet};
use crate::faces::FaceError;
use crate::faces::finished::finished;
use crate::faces::paper::{
    Paper, decimal_format, list_workbook, set_list_page, sheet_name, text_width, wrapped_height, write_across,
};
use crate::intake::EXAMPLE;
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Format, Note, ProtectionOptions, Worksheet};

/// Rows below the header that take part in the checks.
const ROWS_CHECKED: u32 = 2_000;
/// Longest list of choices that a cell's check can hold.
const LIST_CHARS_MAX: usize = 255;

/// The workbook. `from`: whose it is, in words above the header.
pub fn form_workbook(form: &Form, from: &str, year: u16) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let mut workbook = list_workbook(year, "空表")?;
    let mut taken = Vec::new();
    for sheet in &form.sheets {
        let name = sheet_name(&sheet.name, &taken);
        taken.push(name.clone());
        let mut made = Worksheet::new();
        made.set_name(&name)?;
        write(&paper, &mut made, sheet, from)?;
        workbook.push_worksheet(made);
    }
    Ok(finished(&mut workbook)?)
}

fn write(paper: &Paper, sheet: &mut Worksheet, form: &FormSheet, from: &str) -> Result<(), FaceError> {
    set_list_page(sheet, &form.title);
    // The first column numbers the rows.
    let last = form.columns.len() as u16;
    write_across(sheet, 0, [0, last], &form.title, &paper.title)?;
    let instruction = "填表说明：灰色表头不要改动；把光标放在表头上可以看到每一列的要求；示例行不会读入，可以删去";
    write_across(sheet, 1, [0, last], instruction, &paper.subtitle)?;
    let unlocked = |format: &Format| format.clone().set_unlocked();
    let mut at = 2;
    for (label, value) in &form.labels {
        sheet.write_string_with_format(at, 0, format!("{label}："), &paper.subtitle)?;
        sheet.write_string_with_format(at, 1, value, &unlocked(&paper.strong))?;
        at += 1;
    }
    sheet.write_string_with_format(at, 0, from, &paper.subtitle)?;
    let header = at + 1;
    sheet.write_string_with_format(header, 0, "序号", &paper.header)?;
    sheet.write_string_with_format(header + 1, 0, EXAMPLE, &paper.header_grey)?;
    let narrow = form.columns.iter().filter_map(|column| Some((column.header.as_str(), f64::from(column.width?))));
    if narrow.clone().next().is_some() {
        sheet.set_row_height(header, wrapped_height(narrow))?;
    }
    for (column, described) in (1u16..).zip(&form.columns) {
        head(paper, sheet, (header, column), described)?;
        check(sheet, (header + 2, column), &described.kind)?;
        sheet.set_column_format(column, &unlocked(&cell_format(paper, described)))?;
    }
    sheet.set_column_format(0, &Format::new().set_unlocked())?;
    for (number, row) in form.rows.iter().enumerate() {
        let at = header + 2 + number as u32;
        match form.numbers.get(number) {
            Some(own) => sheet.write_string_with_format(at, 0, own, &unlocked(&paper.text))?,
            None => sheet.write_number_with_format(at, 0, (number + 1) as f64, &unlocked(&paper.text))?,
        };
        for ((column, text), described) in (1u16..).zip(row).zip(&form.columns) {
            put(sheet, (at, column), text, (&described.kind, &unlocked(&cell_format(paper, described))))?;
        }
        let wrapped =
            row.iter().zip(&form.columns).filter_map(|(text, column)| Some((text.as_str(), f64::from(column.width?))));
        if wrapped.clone().next().is_some() {
            sheet.set_row_height(at, wrapped_height(wrapped))?;
        }
    }
    sheet.set_freeze_panes(header + 1, 0)?;
    sheet.set_repeat_rows(header, header)?;
    let allowed = ProtectionOptions {
        insert_rows: true,
        delete_rows: true,
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&allowed);
    Ok(())
}

fn head(
    paper: &Paper,
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    described: &FormColumn,
) -> Result<(), FaceError> {
    sheet
        .set_column_width(column, described.width.map_or_else(|| text_width(&described.header).max(10.0), f64::from))?;
    sheet.write_string_with_format(row, column, &described.header, &paper.header)?;
    let note = Note::new(&described.note).add_author_prefix(false).set_width(260).set_height(90);
    sheet.insert_note(row, column, &note)?;
    sheet.write_string_with_format(row + 1, column, &described.example, &paper.header_grey)?;
    Ok(())
}

/// A date or a number as one, so that a spreadsheet sorts and adds it; anything else as text.
fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    (kind, format): (&FormKind, &Format),
) -> Result<(), FaceError> {
    let date = matches!(kind, FormKind::Date).then(|| ExcelDateTime::parse_from_str(text).ok()).flatten();
    let number = matches!(kind, FormKind::Number { .. }).then(|| text.parse::<f64>().ok()).flatten();
    match (text, date, number) {
        ("", ..) => sheet.write_blank(row, column, format)?,
        (_, Some(date), _) => sheet.write_datetime_with_format(row, column, date, format)?,
        (_, _, Some(number)) => sheet.write_number_with_format(row, column, number, format)?,
        _ => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

fn cell_format(paper: &Paper, column: &FormColumn) -> Format {
    let format = if column.width.is_some() { paper.text.clone().set_text_wrap() } else { paper.text.clone() };
    match &column.kind {
        FormKind::Text(_) | FormKind::Identity | FormKind::Account | FormKind::Choice(_) => format.set_num_format("@"),
        FormKind::Number { places, percent: false, .. } => format.set_num_format(decimal_format(*places)),
        FormKind::Number { places, percent: true, .. } => {
            format.set_num_format(format!("{}%", decimal_format(*places)))
        }
        FormKind::Date => format.set_num_format("yyyy-mm-dd"),
    }
}

/// What the spreadsheet itself refuses or asks about.
fn check(sheet: &mut Worksheet, (first, column): (u32, u16), kind: &FormKind) -> Result<(), FaceError> {
    let check = match kind {
        FormKind::Choice(values) if values.join(",").chars().count() <= LIST_CHARS_MAX => {
            DataValidation::new().allow_list_strings(values)?
        }
        FormKind::Number { least, most, .. } => {
            // A limit is written as the column stores it, or with a per cent sign.
            let limit = |text: &Option<String>, otherwise: f64| {
                let figure = text.as_ref().map(|text| match text.strip_suffix('%') {
                    Some(per_cent) => per_cent.parse::<f64>().map(|value| value / 100.0),
                    None => text.parse::<f64>(),
                });
                figure.and_then(Result::ok).unwrap_or(otherwise)
            };
            let range = DataValidationRule::Between(limit(least, -1e12), limit(most, 1e12));
            DataValidation::new().allow_decimal_number(range)
        }
        FormKind::Date => {
            let range = DataValidationRule::Between(
                ExcelDateTime::from_ymd(1940, 1, 1)?,
                ExcelDateTime::from_ymd(2099, 12, 31)?,
            );
            DataValidation::new().allow_date(range)
        }
        FormKind::Identity => DataValidation::new().allow_text_length(DataValidationRule::EqualTo(18)),
        FormKind::Text(Some(width)) => {
            DataValidation::new().allow_text_length(DataValidationRule::EqualTo(u32::from(*width)))
        }
        _ => return Ok(()),
    };
    let check = check.set_error_title("请核对")?.set_error_message("与这一列的要求不符，见表头的批注")?;
    sheet.add_data_validation(first, column, first + ROWS_CHECKED, column, &check)?;
    Ok(())
}

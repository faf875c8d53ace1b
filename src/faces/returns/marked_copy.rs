//! A copy of a received file with its findings marked: bad cells in colour, the message as a note. It shows what was
//! received and where it is wrong; corrections go into the sender's own file.
use crate::dataset::{ReadSheet, Shown, masked};
use crate::faces::FaceError;
use crate::faces::finished::finished;
use crate::faces::paper::{Paper, list_workbook, set_list_page, sheet_name, text_width};
use crate::messages::{Finding, Language, Place};
use rust_xlsxwriter::{Format, Note, Worksheet};
use std::collections::BTreeMap;

/// Columns that are given a width by what is in them.
const WIDTHS_MAX: u16 = 256;
/// Longest note, in characters.
const NOTE_CHARS_MAX: usize = 2_000;

/// The copy, with a first sheet that lists what was found in the file.
pub fn marked_copy(file: &str, sheets: &[ReadSheet], findings: &[&Finding], year: u16) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let mut workbook = list_workbook(year, "退回件")?;
    workbook.push_worksheet(list(&paper, file, findings)?);
    let mut taken = vec![LIST_NAME.to_string()];
    for read in sheets {
        let name = sheet_name(if read.name.is_empty() { "数据" } else { &read.name }, &taken);
        taken.push(name.clone());
        let mut sheet = Worksheet::new();
        sheet.set_name(&name)?;
        sheet.set_hidden(read.hidden);
        set_list_page(&mut sheet, file);
        copy(&paper, &mut sheet, read, &marks(findings, &read.name))?;
        workbook.push_worksheet(sheet);
    }
    Ok(finished(&mut workbook)?)
}

const LIST_NAME: &str = "退回说明";

fn list(paper: &Paper, file: &str, findings: &[&Finding]) -> Result<Worksheet, FaceError> {
    let columns = [("序号", 6.0), ("位置", 36.0), ("问题和改法", 90.0)];
    let instruction =
        "后面各表是收到的内容，有问题的格已标红，批注写明原因。请在原表中改正后重新报送，不要在本件上改。";
    let mut sheet = super::list_sheet(paper, (LIST_NAME, &format!("退回说明：{file}"), instruction), &columns)?;
    for (number, finding) in findings.iter().enumerate() {
        let row = super::HEADER_ROW + 1 + number as u32;
        let place = finding.place.path(Language::Chinese);
        let place = place.strip_prefix(&masked(file)).unwrap_or(&place).trim_start_matches([' ', '›']);
        let said = said(finding);
        let cells = [(number + 1).to_string(), place.to_string(), said];
        let widths = columns.map(|(_, width)| width);
        let height = crate::faces::paper::wrapped_height(cells.iter().map(String::as_str).zip(widths));
        sheet.set_row_height(row, height)?;
        for (column, text) in (0u16..).zip(&cells) {
            sheet.write_string_with_format(row, column, text, &paper.wrapped)?;
        }
    }
    Ok(sheet)
}

/// `问题 (编号)。怎么改。`
fn said(finding: &Finding) -> String {
    let (fact, cure) = finding.message.text(Language::Chinese);
    let hint = finding.hint(Language::Chinese).unwrap_or_default();
    format!("{fact}（{}）。{cure}。{hint}", finding.message.code())
}

/// What is wrong at which cell of a sheet; a finding about a whole row stands at its first column.
fn marks(findings: &[&Finding], name: &str) -> BTreeMap<(u32, u16), String> {
    let mut marks: BTreeMap<(u32, u16), String> = BTreeMap::new();
    for finding in findings {
        let Place::Input { sheet, cell: Some(cell), .. } = &finding.place else { continue };
        if sheet.as_deref().unwrap_or_default() != name {
            continue;
        }
        let Some(place) = place(cell) else { continue };
        let note = marks.entry(place).or_default();
        if !note.is_empty() {
            note.push('\n');
        }
        note.push_str(&said(finding));
    }
    marks
}

/// `F45`, or `45` for a row.
fn place(cell: &str) -> Option<(u32, u16)> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = cell.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let digit = letter.checked_sub(b'A').filter(|digit| *digit < 26)?;
        Some(column * 26 + u32::from(digit) + 1)
    })?;
    let row = number.parse::<u32>().ok()?.checked_sub(1)?;
    Some((row, u16::try_from(column.saturating_sub(1)).ok()?))
}

fn copy(
    paper: &Paper,
    sheet: &mut Worksheet,
    read: &ReadSheet,
    marks: &BTreeMap<(u32, u16), String>,
) -> Result<(), FaceError> {
    let mut widths: BTreeMap<u16, f64> = BTreeMap::new();
    for [top, left, bottom, right] in &read.merges {
        let (left, right) = (*left as u16, *right as u16);
        // Regions that overlap, as some programs write them, are left apart.
        let _ = sheet.merge_range(*top, left, *bottom, right, "", &paper.text);
    }
    for (row, column, shown) in &read.cells {
        let bad = marks.contains_key(&(*row, *column));
        let format = if bad { &paper.bad } else { &paper.text };
        write(sheet, (*row, *column), shown, format)?;
        // A title over several columns says nothing about the width of one.
        let inside = |[top, left, bottom, right]: &[u32; 4]| {
            (*top..=*bottom).contains(row) && (*left..=*right).contains(&u32::from(*column))
        };
        let titled = read.merges.iter().any(inside);
        if let (Shown::Text(text), true) = (shown, *column < WIDTHS_MAX && !titled) {
            let width = widths.entry(*column).or_insert(0.0);
            *width = width.max(text_width(text));
        }
    }
    for (column, width) in widths {
        sheet.set_column_width(column, width.clamp(8.0, 40.0))?;
    }
    for ((row, column), note) in marks {
        if !read.cells.iter().any(|(r, c, _)| (r, c) == (row, column)) {
            sheet.write_blank(*row, *column, &paper.bad)?;
        }
        let note: String = note.chars().take(NOTE_CHARS_MAX).collect();
        let note = Note::new(note).add_author_prefix(false).set_width(320).set_height(120);
        sheet.insert_note(*row, *column, &note)?;
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, (row, column): (u32, u16), shown: &Shown, format: &Format) -> Result<(), FaceError> {
    match shown {
        Shown::Number(value) if value.is_finite() => sheet.write_number_with_format(row, column, *value, format)?,
        Shown::Number(value) => sheet.write_string_with_format(row, column, value.to_string(), format)?,
        Shown::Percent(value) => {
            let format = format.clone().set_num_format("0.00%");
            sheet.write_number_with_format(row, column, *value, &format)?
        }
        Shown::Date(value) => {
            let format = format.clone().set_num_format("yyyy-mm-dd");
            sheet.write_number_with_format(row, column, *value, &format)?
        }
        // A text is written as a text, whatever it begins with.
        Shown::Text(text) => {
            let text: String = text.chars().take(32_767).collect();
            sheet.write_string_with_format(row, column, text, format)?
        }
        Shown::Flag(flag) => sheet.write_boolean_with_format(row, column, *flag, format)?,
    };
    Ok(())
}

//! The explanation as a workbook: the amounts, then every cell with its arithmetic.
use super::model::*;
use super::objected::objection_line;
use super::text::{rounding, share_lines, use_line};
use crate::faces::finished::finished;
use crate::faces::paper::{Paper, new_workbook, set_page, wrapped_height};
use crate::faces::{Edition, FaceError};
use crate::messages::Language;
use rust_xlsxwriter::Worksheet;

const WIDTHS: [f64; 6] = [6.0, 24.0, 20.0, 16.0, 60.0, 48.0];

/// The workbook.
pub fn explanation_workbook(explanation: &Explanation, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let mut workbook = new_workbook(edition, "金额说明")?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("金额说明")?;
    set_page(sheet, edition, "金额说明", true);
    for (column, width) in WIDTHS.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    let title = format!("{}　金额说明", explanation.scheme);
    sheet.write_string_with_format(0, 0, title, &paper.title_left)?;
    sheet.write_string_with_format(1, 0, edition.notice(), &paper.notice)?;
    let mut row = 2;
    for subject in &explanation.subjects {
        let who = format!("{}　{}　{}　{} 元", subject.name, subject.key, subject.unit, subject.amount);
        sheet.write_string_with_format(row, 0, who, &paper.subtitle)?;
        row += 1;
        for item in &subject.items {
            let cells = [
                format!("〔{}〕", item.cell),
                format!("{}·{}", item.fund, item.source),
                item.step.clone(),
                item.amount.clone(),
                item.words.clone(),
                format!("{}　{}", item.clause, item.to.as_deref().unwrap_or("")),
            ];
            write_row(sheet, row, &cells, &paper)?;
            row += 1;
        }
        for told in &subject.objections {
            sheet.write_string_with_format(row, 0, objection_line(told, Language::Chinese), &paper.subtitle)?;
            row += 1;
        }
    }
    let heads = ["号", "行", "列", "值", "算法和代入的数", "出处"];
    for (column, head) in heads.iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, *head, &paper.header)?;
    }
    row += 1;
    for (number, cell) in explanation.cells.iter().enumerate() {
        let (arithmetic, sources) = told(explanation, cell);
        let place = |text: &str| {
            format!("{}{text}", if cell.clause.is_empty() { String::new() } else { format!("（{}）", cell.clause) })
        };
        let cells = [
            format!("〔{number}〕"),
            cell.row.clone(),
            cell.column.clone(),
            format!("{} {}", cell.value, cell.unit),
            arithmetic,
            place(&sources),
        ];
        write_row(sheet, row, &cells, &paper)?;
        row += 1;
    }
    Ok(finished(&mut workbook)?)
}

fn told(explanation: &Explanation, cell: &Cell) -> (String, String) {
    match &cell.how {
        How::Input { file, sheet, cell } => (String::new(), [file.as_str(), sheet, cell].join(" › ")),
        How::Structure { words } => (words.clone(), String::new()),
        How::Share(share) => (share_lines(share, Language::Chinese).join("\n"), String::new()),
        How::Formula { formula, with_values, uses, .. } => {
            let uses: Vec<String> = uses.iter().map(|used| use_line(explanation, used, Language::Chinese)).collect();
            (format!("＝ {formula}{}\n＝ {with_values}", rounding(cell, Language::Chinese)), uses.join("\n"))
        }
    }
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[String; 6], paper: &Paper) -> Result<(), FaceError> {
    for (column, text) in cells.iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, text, &paper.wrapped)?;
    }
    sheet.set_row_height(row, wrapped_height(cells.iter().map(String::as_str).zip(WIDTHS)))?;
    Ok(())
}

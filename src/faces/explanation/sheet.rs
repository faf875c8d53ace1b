//! The explanation as a workbook: the amounts, then every cell with its arithmetic.
use super::model::*;
use super::said;
use super::subject_told::Item;
use super::text::{rounding, share_lines, share_sources, use_line, with_source};
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
        if let Some(line) = said::scope(explanation, subject, Language::Chinese) {
            row = write_line(sheet, row, &line, &paper)?;
        }
        let titles = [said::moved_title(Language::Chinese), said::elsewhere_title(Language::Chinese)];
        let tables = [("构成", &subject.items), (titles[0], &subject.moved), (titles[1], &subject.elsewhere)];
        for (title, items) in tables.into_iter().filter(|(_, items)| !items.is_empty()) {
            row = write_items(sheet, row, (title, items), &paper)?;
        }
        let lines = said::ends(subject, Language::Chinese).into_iter();
        let lines = lines.chain(said::gates(explanation, subject, Language::Chinese));
        let lines = lines.chain(said::nothing(subject, Language::Chinese));
        let lines = lines.chain(said::payments(subject, Language::Chinese));
        for line in lines.chain(said::standing(subject, Language::Chinese)) {
            row = write_line(sheet, row, &line, &paper)?;
        }
    }
    let heads = ["号", "行", "列", "值", "算法和代入的数", "出处"];
    for (column, head) in heads.iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, *head, &paper.header)?;
    }
    row += 1;
    for (number, cell) in explanation.cells.iter().enumerate() {
        let (arithmetic, sources) = told(explanation, number, cell);
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

/// How a cell comes about, and where what it reads stands.
pub(super) fn told(explanation: &Explanation, number: usize, cell: &Cell) -> (String, String) {
    match &cell.how {
        How::Input { .. } => (String::new(), with_source(explanation, number)),
        How::Structure { words } => (words.clone(), String::new()),
        How::Share(share) => (
            share_lines(share, Language::Chinese).join("\n"),
            share_sources(explanation, share, Language::Chinese).join("\n"),
        ),
        How::Formula { formula, with_values, uses, .. } => {
            let uses: Vec<String> = uses.iter().map(|used| use_line(explanation, used, Language::Chinese)).collect();
            (format!("＝ {formula}{}\n＝ {with_values}", rounding(cell, Language::Chinese)), uses.join("\n"))
        }
    }
}

/// A sentence over the whole width.
fn write_line(sheet: &mut Worksheet, row: u32, text: &str, paper: &Paper) -> Result<u32, FaceError> {
    sheet.merge_range(row, 0, row, 5, text, &paper.wrapped)?;
    sheet.set_row_height(row, wrapped_height(std::iter::once((text, WIDTHS.iter().sum()))))?;
    Ok(row + 1)
}

fn write_items(
    sheet: &mut Worksheet,
    row: u32,
    (title, items): (&str, &[Item]),
    paper: &Paper,
) -> Result<u32, FaceError> {
    for (column, head) in ["号", title, "步骤", "金额（元）", "做法", "依据和去向"].iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, *head, &paper.header)?;
    }
    for (number, item) in items.iter().enumerate() {
        let rows = item.over.as_ref().map_or(String::new(), |over| format!("，{} 行之和", over.count));
        let cells = [
            format!("〔{}〕", item.cell),
            format!("{}·{}", item.fund, item.source),
            format!("{}{rows}", item.step),
            item.amount.clone(),
            item.words.clone(),
            format!("{}　{}", item.clause, said::way(item).trim()),
        ];
        write_row(sheet, row + 1 + number as u32, &cells, paper)?;
    }
    Ok(row + 1 + items.len() as u32)
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[String; 6], paper: &Paper) -> Result<(), FaceError> {
    for (column, text) in cells.iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, text, &paper.wrapped)?;
    }
    sheet.set_row_height(row, wrapped_height(cells.iter().map(String::as_str).zip(WIDTHS)))?;
    Ok(())
}

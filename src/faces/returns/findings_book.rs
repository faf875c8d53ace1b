//! 问题清单: every finding with its place and its cure, in both languages, each linked to the cell it is about.
use super::{HEADER_ROW, list_sheet, saved};
use crate::dataset::{masked, private_number};
use crate::faces::FaceError;
use crate::faces::paper::{Paper, wrapped_height};
use crate::messages::{Finding, Language, Place, Severity};
use rust_xlsxwriter::{Url, Worksheet};

const COLUMNS: [(&str, f64); 10] = [
    ("序号", 6.0),
    ("等级", 7.0),
    ("编号", 8.0),
    ("文件", 30.0),
    ("工作表", 14.0),
    ("单元格", 10.0),
    ("列", 14.0),
    ("问题", 46.0),
    ("怎么改", 40.0),
    ("English", 48.0),
];
/// Longest link that the format allows.
const LINK_CHARS_MAX: usize = 2_000;

/// The list. `inputs`: the way from the list's folder to the office's, such as `../..`. `scheme`: name of the
/// scheme's file.
pub fn findings_workbook(
    findings: &[&Finding],
    (year, inputs, scheme): (u16, &str, &str),
) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let counted = |severity| findings.iter().filter(|finding| finding.message.severity() == severity).count();
    let title = format!(
        "问题清单（错误 {}，疑点 {}，提醒 {}）",
        counted(Severity::Error),
        counted(Severity::Question),
        counted(Severity::Warning)
    );
    let instruction = "错误须改正；疑点须在方案中写明，或在决定表中答复；提醒供核对。点“单元格”可打开对应的文件。";
    let mut sheet = list_sheet(&paper, ("问题清单", &title, instruction), &COLUMNS)?;
    for (number, finding) in findings.iter().enumerate() {
        let row = HEADER_ROW + 1 + number as u32;
        let texts = texts(finding, number, scheme);
        let widths = COLUMNS.map(|(_, width)| width);
        sheet.set_row_height(row, wrapped_height(texts.iter().map(String::as_str).zip(widths)))?;
        let format = match finding.message.severity() {
            Severity::Warning => &paper.wrapped,
            _ => &paper.wrapped_bad,
        };
        for (column, text) in (0u16..).zip(&texts) {
            let format = if column == 1 { format } else { &paper.wrapped };
            sheet.write_string_with_format(row, column, text, format)?;
        }
        link(&mut sheet, &paper, (row, &texts[5]), &finding.place, inputs)?;
    }
    if !findings.is_empty() {
        sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + findings.len() as u32, COLUMNS.len() as u16 - 1)?;
    }
    saved(sheet, year, "问题清单")
}

fn texts(finding: &Finding, number: usize, scheme: &str) -> [String; 10] {
    let severity = match finding.message.severity() {
        Severity::Error => "错误",
        Severity::Question => "疑点",
        Severity::Warning => "提醒",
    };
    let (file, sheet, cell, column) = match &finding.place {
        Place::Input { file, sheet, cell, column } => (file.clone(), sheet.clone(), cell.clone(), column.clone()),
        Place::Scheme { .. } => (scheme.to_string(), None, None, None),
        Place::Run => (String::new(), None, None, None),
    };
    let (fact, mut cure) = finding.message.text(Language::Chinese);
    if let Some(hint) = finding.hint(Language::Chinese) {
        cure = format!("{cure}。{hint}");
    }
    let (english, english_cure) = finding.message.text(Language::English);
    [
        (number + 1).to_string(),
        severity.to_string(),
        finding.message.code().to_string(),
        masked(&file),
        masked(&sheet.unwrap_or_default()),
        cell.unwrap_or_default(),
        masked(&column.unwrap_or_default()),
        fact,
        cure,
        format!("{english}. {english_cure}."),
    ]
}

/// A link to the cell, relative to the list, so that the folder may be moved.
fn link(
    sheet: &mut Worksheet,
    paper: &Paper,
    (row, shown): (u32, &str),
    place: &Place,
    inputs: &str,
) -> Result<(), FaceError> {
    let Place::Input { file, sheet: Some(name), cell: Some(cell), .. } = place else { return Ok(()) };
    // A link is a text of the list too.
    if private_number(file).or(private_number(name)).is_some() {
        return Ok(());
    }
    let address = if cell.starts_with(|c: char| c.is_ascii_digit()) { format!("A{cell}") } else { cell.clone() };
    // What a link would take for its own signs is written otherwise.
    let file = file.replace('%', "%25").replace('#', "%23");
    let target = format!("file:///{inputs}/{file}#'{}'!{address}", name.replace('\'', "''"));
    if target.chars().count() <= LINK_CHARS_MAX {
        sheet.write_url_with_format(row, 5, Url::new(target).set_text(shown), &paper.link)?;
    }
    Ok(())
}

//! 决定表: each question once, with what may be answered, ready to be filled in and put beside the inputs.
use super::{HEADER_ROW, list_sheet, saved};
use crate::faces::FaceError;
use crate::faces::paper::{Paper, wrapped_height};
use rust_xlsxwriter::DataValidation;

/// A row: the ten cells of the table, in the order of its headers, and the answers that it may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// 编号, 文件, 工作表, 列, 内容, 问题, 可选答复, 决定, 依据, 决定人.
    pub cells: [String; 10],
    /// What may be answered; nothing: a name of the file's own.
    pub options: Vec<String>,
}

const WIDTHS: [f64; 10] = [8.0, 30.0, 14.0, 14.0, 12.0, 44.0, 22.0, 14.0, 24.0, 14.0];
/// Longest list of answers that a cell's check can hold.
const LIST_CHARS_MAX: usize = 255;

/// The table with these headers.
pub fn decisions_workbook(rows: &[DecisionRow], headers: [&str; 10], year: u16) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let mut columns = [("", 0.0); 10];
    for (column, head) in columns.iter_mut().zip(headers.into_iter().zip(WIDTHS)) {
        *column = head;
    }
    let instruction = "填写“决定”“依据”“决定人”后，把本表放到报送文件夹中重新运行。文件、工作表、列写 * 的，对全部适用。未填“决定”的行不起作用。";
    let mut sheet = list_sheet(&paper, ("决定", "决定表", instruction), &columns)?;
    for (number, decision) in rows.iter().enumerate() {
        let row = HEADER_ROW + 1 + number as u32;
        sheet.set_row_height(row, wrapped_height(decision.cells.iter().map(String::as_str).zip(WIDTHS)))?;
        for (column, text) in (0u16..).zip(&decision.cells) {
            let format = if column >= 7 { &paper.wrapped_input } else { &paper.wrapped };
            sheet.write_string_with_format(row, column, text, format)?;
        }
        let listed = decision.options.join(",").chars().count();
        if !decision.options.is_empty() && listed <= LIST_CHARS_MAX {
            let options: Vec<&str> = decision.options.iter().map(String::as_str).collect();
            let validation = DataValidation::new().allow_list_strings(&options)?;
            sheet.add_data_validation(row, 7, row, 7, &validation)?;
        }
    }
    saved(sheet, year, "决定表")
}

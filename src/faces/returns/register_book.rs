//! 报送登记: what each unit has sent, in which version, and what became of it.
use super::{HEADER_ROW, list_sheet, saved};
use crate::faces::FaceError;
use crate::faces::paper::Paper;

/// A line of the register: one received file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterRow {
    /// In the order of the headers.
    pub cells: [String; 9],
}

const WIDTHS: [f64; 9] = [44.0, 7.0, 14.0, 16.0, 10.0, 30.0, 14.0, 8.0, 66.0];

/// The register with these headers.
pub fn register_workbook(rows: &[RegisterRow], headers: [&str; 9], year: u16) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let mut columns = [("", 0.0); 9];
    for (column, head) in columns.iter_mut().zip(headers.into_iter().zip(WIDTHS)) {
        *column = head;
    }
    let instruction = "每次核对按收到的文件更新：内容变了，版本加一。收到日期、盖章件号由经办人填写；“锁定”填“是”后，内容再变就停止运算，只能用更正单改。填好后放到报送文件夹中。";
    let mut sheet = list_sheet(&paper, ("报送登记", "报送登记", instruction), &columns)?;
    for (number, line) in rows.iter().enumerate() {
        let row = HEADER_ROW + 1 + number as u32;
        for (column, text) in (0u16..).zip(&line.cells) {
            let format = if matches!(column, 2 | 6 | 7) { &paper.wrapped_input } else { &paper.wrapped };
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    saved(sheet, year, "报送登记")
}

//! What goes back to who sent the files: the list of findings, the table of questions, and marked copies.
mod decisions_book;
mod findings_book;
mod marked_copy;
mod register_book;

pub use decisions_book::{DecisionRow, decisions_workbook};
pub use findings_book::findings_workbook;
pub use marked_copy::marked_copy;
pub use register_book::{RegisterRow, register_workbook};

use crate::faces::FaceError;
use crate::faces::finished::finished;
use crate::faces::paper::{Paper, list_workbook, set_list_page, text_width};
use rust_xlsxwriter::{Workbook, Worksheet};

/// A sheet with a title, a line of instruction and a header, its columns as wide as given.
fn list_sheet(
    paper: &Paper,
    (name, title, instruction): (&str, &str, &str),
    columns: &[(&str, f64)],
) -> Result<Worksheet, FaceError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    set_list_page(&mut sheet, title);
    sheet.write_string_with_format(0, 0, title, &paper.title_left)?;
    sheet.write_string_with_format(1, 0, instruction, &paper.subtitle)?;
    for (column, (head, width)) in (0u16..).zip(columns) {
        sheet.set_column_width(column, width.max(text_width(head)))?;
        sheet.write_string_with_format(HEADER_ROW, column, *head, &paper.header)?;
    }
    sheet.set_freeze_panes(HEADER_ROW + 1, 0)?;
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    Ok(sheet)
}

/// Row of the header, counted from 0.
const HEADER_ROW: u32 = 2;

/// A workbook of one sheet as bytes.
fn saved(sheet: Worksheet, year: u16, title: &str) -> Result<Vec<u8>, FaceError> {
    let mut workbook: Workbook = list_workbook(year, title)?;
    workbook.push_worksheet(sheet);
    Ok(finished(&mut workbook)?)
}

//! 资金台账.xlsx: where every source ended, what is in every account, and every movement.
mod accounts;
mod balance;
mod movements;

use crate::book::Book;
use crate::faces::finished::finished;
use crate::faces::movements::{MOVEMENTS_MAX, Movements};
use crate::faces::paper::{MONEY, Paper, Tint, new_workbook, set_page, write_across};
use crate::faces::{Edition, FaceError};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

/// Writes the ledger workbook.
pub fn ledger_workbook(book: &Book, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let movements = Movements::of(book, MOVEMENTS_MAX);
    let title = format!("{}年度资金台账（{}）", edition.year, edition.stage);
    let mut workbook = new_workbook(edition, &title)?;
    let look = Look::new();
    balance::write(workbook.add_worksheet(), book, edition, &look)?;
    accounts::write(workbook.add_worksheet(), book, edition, &look)?;
    // Rows of this sheet go to disk as they are written; there may be many.
    movements::write(workbook.add_worksheet_with_low_memory()?, book, &movements, edition, &look)?;
    Ok(finished(&mut workbook)?)
}

/// The formats of the ledger.
struct Look {
    paper: Paper,
    money: Format,
    strong_money: Format,
    centred: Format,
}

impl Look {
    fn new() -> Look {
        let paper = Paper::new();
        let money = paper.number(MONEY, Tint::Live);
        let strong_money = money.clone().set_bold();
        let centred = paper.text.clone().set_align(FormatAlign::Center);
        Look { paper, money, strong_money, centred }
    }
}

/// Row of the header; the rows above hold title, notice and a sentence.
const HEADER: u32 = 3;
/// First row below it.
const FIRST: u32 = HEADER + 1;

/// Title, notice, a sentence on what the sheet says, and the header with its widths.
fn head(
    sheet: &mut Worksheet,
    edition: &Edition,
    look: &Look,
    [name, sentence]: [&str; 2],
    columns: &[(&str, f64)],
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    set_page(sheet, edition, name, true);
    sheet.set_repeat_rows(HEADER, HEADER)?;
    // Widths come first: a sheet that is written straight to disk takes them only now.
    for (column, (_, width)) in columns.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    let across = [0, columns.len() as u16 - 1];
    sheet.set_row_height(0, 28)?;
    write_across(sheet, 0, across, name, &look.paper.title)?;
    let notice = look.paper.notice.clone().set_align(FormatAlign::Center);
    write_across(sheet, 1, across, edition.notice(), &notice)?;
    write_across(sheet, 2, across, sentence, &look.paper.subtitle)?;
    for (column, (title, _)) in columns.iter().enumerate() {
        sheet.write_string_with_format(HEADER, column as u16, *title, &look.paper.header)?;
    }
    Ok(())
}

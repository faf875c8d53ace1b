//! 资金流水: every movement in the order of the steps.
use super::{FIRST, Look, head};
use crate::book::Book;
use crate::faces::Edition;
use crate::faces::movements::{MOVEMENTS_MAX, Movements, Spot, source_name, step_name};
use crate::faces::paper::{write_sum, yuan};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

pub(super) fn write(
    sheet: &mut Worksheet,
    book: &Book,
    movements: &Movements,
    edition: &Edition,
    look: &Look,
) -> Result<(), XlsxError> {
    let columns = [
        ("序号", 8.0),
        ("步骤", 24.0),
        ("资金来源", 28.0),
        ("从账户", 18.0),
        ("行", 26.0),
        ("到账户", 18.0),
        ("行", 26.0),
        ("金额", 16.0),
    ];
    let sentence = if movements.summed {
        format!("共 {} 笔，超过 {MOVEMENTS_MAX} 笔，按步骤、来源和单位汇总列示。金额单位：元", book.ledger.movements)
    } else {
        format!("共 {} 笔，逐笔列示。金额单位：元", book.ledger.movements)
    };
    sheet.set_freeze_panes(FIRST, 0)?;
    head(sheet, edition, look, ["资金流水", &sentence], &columns)?;
    let names = Names::of(book);
    // A cell without format takes its column's: looking formats up costs more than writing the cells.
    sheet.set_column_format(0, &look.centred)?;
    for column in 1..7 {
        sheet.set_column_format(column, &look.paper.text)?;
    }
    sheet.set_column_format(7, &look.money)?;
    for (line, movement) in movements.list.iter().enumerate() {
        let at = FIRST + line as u32;
        sheet.write_number(at, 0, line as f64 + 1.0)?;
        let from = movement.from.map(|spot| names.spot(book, movements, spot)).unwrap_or_default();
        let to = names.spot(book, movements, movement.to);
        let step = step_name(book, movement.step);
        let source = &names.sources[movement.source.0];
        for (column, text) in [step, source, from.0, &from.1, to.0, &to.1].into_iter().enumerate() {
            sheet.write_string(at, column as u16 + 1, text)?;
        }
        sheet.write_number(at, 7, yuan(movement.amount))?;
    }
    let at = FIRST + movements.list.len() as u32;
    for column in 0..7 {
        let text = if column == 0 { "合计" } else { "" };
        sheet.write_string_with_format(at, column, text, &look.paper.strong)?;
    }
    let total = movements.list.iter().map(|movement| movement.amount).sum();
    write_sum(sheet, at, 7, FIRST, total, &look.strong_money)?;
    // The lines are on disk with their formats; the columns below them stay empty paper.
    for column in 0..8 {
        sheet.set_column_format(column, &Format::default())?;
    }
    Ok(())
}

/// Names that many rows share.
struct Names<'b> {
    accounts: Vec<&'b str>,
    sources: Vec<String>,
}

impl<'b> Names<'b> {
    fn of(book: &'b Book) -> Names<'b> {
        let sources = (0..book.plan.sources.len()).map(crate::plan::SourceId);
        Names {
            accounts: book.plan.accounts.iter().map(|account| account.name.as_str()).collect(),
            sources: sources.map(|source| source_name(book, source)).collect(),
        }
    }

    fn spot(&self, book: &Book, movements: &Movements, spot: Spot) -> (&'b str, String) {
        (self.accounts[spot.account.0], movements.spot_name(book, spot))
    }
}

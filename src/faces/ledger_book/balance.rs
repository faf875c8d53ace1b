//! 资金平衡: what came in of each source, and where it ended.
use super::{FIRST, Look, head};
use crate::book::{Book, SourceTotals};
use crate::dataset::column_letters;
use crate::faces::paper::{write_across, write_sum, yuan, yuan_text};
use crate::faces::{Edition, kind_name};
use crate::messages::Language;
use crate::scheme::AccountKind;
use rust_xlsxwriter::{FormatAlign, Formula, Worksheet, XlsxError};

/// Column of the amount that came in.
const AMOUNT: u16 = 3;

pub(super) fn write(sheet: &mut Worksheet, book: &Book, edition: &Edition, look: &Look) -> Result<(), XlsxError> {
    let ends = AccountKind::ENDS.map(|kind| (kind_name(kind, Language::Chinese), 15.0));
    let mut columns = vec![("基金", 20.0), ("资金来源", 16.0), ("性质", 12.0), ("来源额", 16.0)];
    columns.extend(ends);
    columns.extend([("差额", 12.0), ("结论", 8.0)]);
    let sentence = "每一来源的金额＝发放＋扣发＋缓发＋结转＋交回＋预留＋待定；差额必须为零。金额单位：元";
    head(sheet, edition, look, ["资金平衡", sentence], &columns)?;
    sheet.set_freeze_panes(FIRST, AMOUNT)?;
    for (line, totals) in book.ledger.totals.iter().enumerate() {
        source_line(sheet, FIRST + line as u32, book, totals, look)?;
    }
    let at = FIRST + book.ledger.totals.len() as u32;
    write_across(sheet, at, [0, AMOUNT - 1], "合计", &look.paper.strong)?;
    for column in 0..=AccountKind::ENDS.len() {
        let total = book.ledger.totals.iter().map(|totals| figures(totals)[column]).sum();
        write_sum(sheet, at, AMOUNT + column as u16, FIRST, total, &look.strong_money)?;
    }
    let gap = book.ledger.totals.iter().map(SourceTotals::gap).sum();
    verdict(sheet, at, gap, look)
}

/// What came in, then what ended in each kind of account.
fn figures(totals: &SourceTotals) -> Vec<i64> {
    [totals.amount].into_iter().chain(AccountKind::ENDS.map(|kind| totals.ended(kind))).collect()
}

fn source_line(
    sheet: &mut Worksheet,
    at: u32,
    book: &Book,
    totals: &SourceTotals,
    look: &Look,
) -> Result<(), XlsxError> {
    let source = &book.plan.sources[totals.source.0];
    for (column, text) in [&source.fund, &source.name, &source.nature].into_iter().enumerate() {
        sheet.write_string_with_format(at, column as u16, text, &look.paper.text)?;
    }
    for (column, fen) in figures(totals).into_iter().enumerate() {
        sheet.write_number_with_format(at, AMOUNT + column as u16, yuan(fen), &look.money)?;
    }
    verdict(sheet, at, totals.gap(), look)
}

/// The gap, as a formula over the row, and whether it is nothing.
fn verdict(sheet: &mut Worksheet, at: u32, gap: i64, look: &Look) -> Result<(), XlsxError> {
    let column = AMOUNT + 1 + AccountKind::ENDS.len() as u16;
    let row = at + 1;
    let [amount, first, last, cell] = [AMOUNT, AMOUNT + 1, column - 1, column].map(column_letters);
    let formula = Formula::new(format!("ROUND({amount}{row}-SUM({first}{row}:{last}{row}),2)"));
    sheet.write_formula_with_format(at, column, formula.set_result(yuan_text(gap)), &look.strong_money)?;
    let (word, format) = if gap == 0 { ("平", &look.paper.good) } else { ("不平", &look.paper.bad) };
    let format = &format.clone().set_align(FormatAlign::Center);
    let formula = Formula::new(format!("IF({cell}{row}=0,\"平\",\"不平\")")).set_result(word);
    sheet.write_formula_with_format(at, column + 1, formula, format)?;
    Ok(())
}

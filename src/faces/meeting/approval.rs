//! 分配审批表: each fund with its money and where it goes, and a box for everybody who approves.
use super::{AMOUNT, came, ended};
use crate::book::Book;
use crate::faces::capital::capital;
use crate::faces::grid::{Cell, FIRST, Grid, Head, tie};
use crate::faces::paper::{Paper, write_across};
use crate::faces::summary::Payees;
use crate::faces::{Edition, FaceError};
use crate::scheme::{AccountKind, DocumentKind};
use rust_xlsxwriter::{FormatAlign, Worksheet};

/// Who approves, unless the scheme says so.
const APPROVERS: [&str; 6] = ["经办", "复核", "人事", "计财", "分管领导", "主要领导"];
/// Height of a box, in points.
const BOX: f64 = 36.0;

pub(super) fn write(
    sheet: &mut Worksheet,
    book: &Book,
    all: &[Payees<'_>],
    edition: &Edition,
    heading: &str,
) -> Result<(), FaceError> {
    let grid = Grid {
        name: "分配审批表".to_string(),
        title: format!("{heading}审批表（{}）", edition.stage),
        sentence: format!(
            "申报机关：{}　　依据：{}　　批次：{}　　金额单位：元",
            edition.office, edition.basis, edition.batch
        ),
        heads: vec![
            Head::new("基金", 26.0),
            Head::new("资金来源", 34.0),
            Head::sum("金额", AMOUNT),
            Head::sum("发放", AMOUNT),
            Head::sum("扣发、缓发", AMOUNT),
            Head::sum("结转、交回、预留", AMOUNT),
            Head::sum("待定", AMOUNT),
            Head::new("单位数", 9.0),
            Head::new("人数", 9.0),
        ],
        lines: book.paid_funds().into_iter().map(|fund| line(book, all, fund)).collect(),
        closing: Vec::new(),
    };
    let ends: i64 = (3..7).map(|column| grid.sum(column)).sum();
    tie(&grid.name, "合计", ends, grid.sum(2))?;
    grid.write(sheet, edition)?;
    let paper = Paper::new();
    let at = FIRST + grid.lines.len() as u32 + 1;
    let total = grid.sum(2);
    write_across(sheet, at, [0, 8], &format!("资金合计（大写）：{}", capital(total)), &paper.strong)?;
    let stated = book.plan.document(DocumentKind::Meeting).map_or(&[][..], |document| &document.signers);
    let approvers: Vec<&str> =
        if stated.is_empty() { APPROVERS.to_vec() } else { stated.iter().map(String::as_str).collect() };
    for (number, approver) in approvers.into_iter().enumerate() {
        let row = at + 1 + number as u32;
        sheet.set_row_height(row, BOX)?;
        let name = paper.strong.clone().set_align(FormatAlign::Center);
        sheet.write_string_with_format(row, 0, approver, &name)?;
        write_across(sheet, row, [1, 4], "意见：", &paper.text)?;
        write_across(sheet, row, [5, 8], "签名：　　　　　　　　　　　　　　　　年　　月　　日", &paper.text)?;
    }
    Ok(())
}

fn line(book: &Book, all: &[Payees<'_>], fund: &str) -> Vec<Cell> {
    let sources = book.plan.sources.iter().filter(|source| source.fund == fund);
    let named: Vec<&str> = sources.map(|source| source.name.as_str()).collect();
    let end = |kinds: &[AccountKind]| kinds.iter().map(|kind| ended(book, Some(fund), *kind)).sum::<i64>();
    use AccountKind::*;
    let amounts = [
        came(book, Some(fund)),
        end(&[Paid]),
        end(&[Withheld, Held]),
        end(&[CarriedOver, Returned, Reserved]),
        end(&[Undecided]),
    ];
    let (mut units, mut persons) = (0, 0);
    for payees in all {
        let Some(index) = payees.payouts.funds().iter().position(|name| name == fund) else { continue };
        units += payees.units.iter().filter(|unit| unit.funds[index] != 0).count() as i64;
        persons += payees.paid_of_fund(index);
    }
    let mut cells = vec![Cell::text(fund), Cell::Text(named.join("、"))];
    cells.extend(amounts.map(Cell::Money));
    cells.extend([units, persons].map(Cell::Count));
    cells
}

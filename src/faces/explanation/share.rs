//! An apportionment seen from one row: amount, weight, total, floor, remainder, place and cut-off.
use super::model::{How, ShareTold};
use super::teller::Teller;
use crate::number::format_fixed;
use crate::plan::*;
use crate::share::Method;

pub(super) fn share_told(teller: &mut Teller<'_>, id: ShareId, part: SharePart, column: ColumnId, row: usize) -> How {
    let book = teller.book;
    let share = &book.plan.shares[id.0];
    let on_owner = matches!(part, SharePart::Spare | SharePart::Price);
    debug_assert!(book.plan.column(column).table == share.to || on_owner);
    let owner = if on_owner { Some(row) } else { book.relations[share.relation.0].target(row) };
    // A row that belongs to no account receives nothing.
    let Some(owner) = owner else {
        return How::Structure { words: "没有对应的分配单位，不参加分配".to_string() };
    };
    let mut cell = |column: ColumnId, row: usize| (teller.printed(column, row), teller.cell(column, row));
    let available = cell(share.available, owner);
    let weight = (!on_owner).then(|| cell(share.weight, row));
    let weight_total = cell(share.weight_total, owner);
    let held = |part: SharePart, row: usize| share.part(part).map_or(0, |column| book.stored(column, row));
    let (floor, remainder) = if on_owner { (0, 0) } else { quotient(teller, share, owner, row) };
    How::Share(Box::new(ShareTold {
        step: share.step.clone(),
        method: method_key(share.method),
        part: part_key(part),
        available,
        weight,
        weight_total,
        unit: share.unit,
        floor,
        remainder: remainder.to_string(),
        place: if on_owner { 0 } else { held(SharePart::Place, row) },
        spare: held(SharePart::Spare, owner),
        price: share.part(SharePart::Price).map(|column| format_fixed(book.stored(column, owner), 2)),
        rows: book.relations[share.relation.0].belonging(owner).len(),
    }))
}

/// Whole units and remainder of |amount| × weight ÷ total.
fn quotient(teller: &Teller<'_>, share: &Share, owner: usize, row: usize) -> (i64, i128) {
    let book = teller.book;
    let units = i128::from(book.stored(share.available, owner).unsigned_abs()) / i128::from(share.unit);
    let total = i128::from(book.stored(share.weight_total, owner));
    if total == 0 {
        return (0, 0);
    }
    let product = units * i128::from(book.stored(share.weight, row));
    (i64::try_from(product / total).unwrap_or(i64::MAX), product % total)
}

fn method_key(method: Method) -> &'static str {
    match method {
        Method::LargestRemainder => "largest-remainder",
        Method::UnitPrice => "unit-price",
        Method::RoundEach => "round-each",
        Method::Floor => "floor",
    }
}

fn part_key(part: SharePart) -> &'static str {
    match part {
        SharePart::Floor => "floor",
        SharePart::Remainder => "remainder",
        SharePart::Place => "place",
        SharePart::Amount => "amount",
        SharePart::Spare => "spare",
        SharePart::Price => "price",
    }
}

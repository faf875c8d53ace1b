//! 方案: each option with its batch, its scheme and what it comes to.
use super::{AMOUNT, Side, grid};
use crate::faces::grid::{Cell, Grid, Head};
use crate::faces::summary::mean;
use crate::scheme::AccountKind;

pub(super) fn grid_of(sides: &[Side<'_>]) -> Grid {
    let heads = vec![
        Head::new("方案", 9.0),
        Head::new("批次", 20.0),
        Head::new("方案名称", 34.0),
        Head::new("依据", 26.0),
        Head::new("年度", 8.0),
        Head::new("资金总额", 16.0),
        Head::new("发放", 16.0),
        Head::new("发放人数", 9.0),
        Head::new("人均实发", AMOUNT),
    ];
    let line = |side: &Side<'_>| {
        let totals = &side.book.ledger.totals;
        let came = totals.iter().map(|totals| totals.amount).sum();
        let paid = totals.iter().map(|totals| totals.ended(AccountKind::Paid)).sum();
        let units = || side.payees.iter().flat_map(|payees| &payees.units);
        let (persons, amount) = (units().map(|unit| unit.paid).sum(), units().map(|unit| unit.total).sum());
        let edition = side.edition;
        let mut cells = [side.name, &edition.batch, &edition.scheme, &edition.basis].map(Cell::text).to_vec();
        cells.extend([Cell::text(edition.year.to_string()), Cell::Money(came), Cell::Money(paid)]);
        cells.extend([Cell::Count(persons as i64), Cell::Money(mean(amount, persons))]);
        cells
    };
    let sentence = "供会议比较选择；每个方案都是一次完整的运算，金额取自各自的批次。人均为发给个人的金额除以发放人数。金额单位：元";
    grid("方案".to_string(), sentence, heads, sides.iter().map(line).collect())
}

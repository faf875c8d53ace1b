//! 上会材料.xlsx: what the meeting is asked to approve: the request, the form to sign, the list of units.
mod approval;
mod request;

use crate::book::{Book, SourceTotals};
use crate::faces::choice::title;
use crate::faces::finished::finished;
use crate::faces::grid::{Cell, Grid, Head, tie};
use crate::faces::paper::new_workbook;
use crate::faces::summary::{Payees, mean};
use crate::faces::{Edition, FaceError};
use crate::scheme::{AccountKind, DocumentKind};

/// Width of an amount, in characters.
const AMOUNT: f64 = 16.0;

/// Writes the papers for the meeting.
///
/// # Errors
/// [`FaceError::Differs`] where the units' amounts are not what the payees' accounts hold.
pub fn meeting_workbook(book: &Book, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let all = Payees::all(book)?;
    let usual = format!("{}年度奖励资金分配", edition.year);
    let heading = title(book, DocumentKind::Meeting, usual);
    let mut workbook = new_workbook(edition, &heading)?;
    request::write(workbook.add_worksheet(), book, &all, edition, &heading)?;
    approval::write(workbook.add_worksheet(), book, &all, edition, &heading)?;
    for payees in &all {
        let suffix = if all.len() > 1 { format!("·{}", payees.payouts.table_name()) } else { String::new() };
        units(book, payees, edition, &heading, &suffix)?.write(workbook.add_worksheet(), edition)?;
    }
    Ok(finished(&mut workbook)?)
}

/// 分单位情况表: what each unit gets.
fn units(book: &Book, payees: &Payees<'_>, edition: &Edition, heading: &str, suffix: &str) -> Result<Grid, FaceError> {
    let unit_table = book.plan.relation(payees.payouts.layout.payee.unit).to;
    let kind = book.plan.document(DocumentKind::Meeting).and_then(|document| document.unit_kind);
    let kind = kind.filter(|column| book.plan.column(*column).table == unit_table);
    let funds = payees.funds();
    let mut heads = vec![Head::new("单位", 26.0)];
    heads.extend(kind.map(|column| Head::new(&book.plan.column(column).name, 12.0)));
    heads.extend([Head::sum("在册人数", 10.0), Head::sum("发放人数", 10.0)]);
    heads.extend(funds.iter().map(|fund| Head::sum(&payees.payouts.funds()[*fund], AMOUNT)));
    heads.extend([Head::sum("实发合计", AMOUNT), Head::new("人均实发", AMOUNT)]);
    let mut lines = Vec::new();
    for unit in &payees.units {
        let mut cells = vec![Cell::text(&unit.name)];
        cells.extend(kind.map(|column| Cell::Text(payees.payouts.unit_shown(unit, column))));
        cells.extend([unit.persons, unit.paid].map(|count| Cell::Count(count as i64)));
        cells.extend(funds.iter().map(|fund| Cell::Money(unit.funds[*fund])));
        cells.extend([unit.total, mean(unit.total, unit.paid)].map(Cell::Money));
        lines.push(cells);
    }
    let due = payees.payouts.layout.payee.due;
    let own = book.ledger.balances.iter().filter(|balance| balance.account == due && book.pays(balance.source));
    let ledger = own.map(|balance| balance.balance()).sum();
    let name = crate::faces::paper::sheet_name(&format!("分单位情况表{suffix}"), &[]);
    tie(&name, "实发合计", payees.units.iter().map(|unit| unit.total).sum(), ledger)?;
    Ok(Grid {
        name,
        title: format!("{heading}分单位情况表（{}）", edition.stage),
        sentence: "人均为实发合计除以发放人数。金额单位：元".to_string(),
        heads,
        lines,
        closing: Vec::new(),
    })
}

/// What ended in each kind of account, all sources of a fund together; of all funds where none is named.
fn ended(book: &Book, fund: Option<&str>, kind: AccountKind) -> i64 {
    of_fund(book, fund).map(|totals| totals.ended(kind)).sum()
}

/// What came in, likewise.
fn came(book: &Book, fund: Option<&str>) -> i64 {
    of_fund(book, fund).map(|totals| totals.amount).sum()
}

/// Totals of a fund's sources; where none is named, of all that this batch pays.
fn of_fund<'b>(book: &'b Book, fund: Option<&str>) -> impl Iterator<Item = &'b SourceTotals> {
    let own = move |totals: &&SourceTotals| match fund {
        Some(fund) => book.plan.sources[totals.source.0].fund == fund,
        None => book.pays(totals.source),
    };
    book.ledger.totals.iter().filter(own)
}

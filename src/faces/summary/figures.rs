//! What the lists of a summary add up: the payees of a unit, their funds, items and sources.
use crate::book::Book;
use crate::faces::FaceError;
use crate::faces::grid::tie;
use crate::faces::payout::{Amounts, Part, PayoutUnit, Payouts};
use crate::plan::{ColumnId, SourceId};
use crate::scheme::AccountKind;

/// Smallest group of which least, middle and greatest are shown.
pub(in crate::faces) const GROUP_MIN: usize = 5;

/// A table of payees with its units.
pub(in crate::faces) struct Payees<'b> {
    pub payouts: Payouts<'b>,
    pub units: Vec<PayoutUnit>,
}

impl<'b> Payees<'b> {
    /// All tables of payees.
    pub(in crate::faces) fn all(book: &'b Book) -> Result<Vec<Payees<'b>>, FaceError> {
        let with_units = |payouts: Payouts<'b>| Payees { units: payouts.units(), payouts };
        let all: Vec<Payees<'b>> = Payouts::of(book)?.into_iter().map(with_units).collect();
        prove(book, &all)?;
        Ok(all)
    }

    /// Sum over the payees of a unit.
    pub(in crate::faces) fn of_unit(&self, unit: &PayoutUnit, amounts: &Amounts) -> i64 {
        self.payouts.rows(unit.row).iter().map(|row| amounts.values[*row as usize]).sum()
    }

    /// What everybody is paid of a source.
    fn of_source(&self, book: &Book, source: SourceId) -> i64 {
        let due = self.payouts.layout.payee.due;
        let column = book.plan.accounts[due.0].balance.iter().find(|(own, _)| *own == source);
        let rows = 0..book.rows[self.payouts.layout.table.0];
        column.map_or(0, |(_, column)| rows.map(|row| book.stored(*column, row)).sum())
    }

    /// Funds that reach somebody.
    pub(in crate::faces) fn funds(&self) -> Vec<usize> {
        let paid = |fund: &usize| {
            self.payouts.layout.columns.iter().any(|c| c.fund == *fund && c.values.iter().any(|v| *v != 0))
        };
        (0..self.payouts.funds().len()).filter(paid).collect()
    }

    /// Columns of a part of a fund that say something about somebody.
    pub(in crate::faces) fn columns(&self, fund: usize, part: Part) -> Vec<&Amounts> {
        let own = |c: &&Amounts| c.fund == fund && c.part == part && c.values.iter().any(|v| *v != 0);
        self.payouts.layout.columns.iter().filter(own).collect()
    }

    /// How many are paid something of a fund.
    pub(in crate::faces) fn paid_of_fund(&self, fund: usize) -> i64 {
        let nets = self.columns(fund, Part::Net);
        let paid = |row: &usize| nets.iter().any(|net| net.values[*row] != 0);
        nets.first().map_or(0, |net| (0..net.values.len()).filter(paid).count() as i64)
    }

    /// What each payee of some rows gets, nothing left out, in order of amount.
    pub(in crate::faces) fn amounts(&self, rows: impl Iterator<Item = u32>) -> Vec<i64> {
        let mut amounts: Vec<i64> =
            rows.map(|row| self.payouts.layout.net(row as usize)).filter(|fen| *fen != 0).collect();
        amounts.sort_unstable();
        amounts
    }
}

/// What is paid of a source to accounts other than those of payees.
pub(super) fn paid_elsewhere(book: &Book, all: &[Payees<'_>], source: SourceId) -> i64 {
    let payee = |account: usize| all.iter().any(|payees| payees.payouts.layout.payee.due.0 == account);
    let balances = book.ledger.balances.iter().filter(|balance| balance.source == source);
    let paid = balances.filter(|b| book.plan.accounts[b.account.0].kind == AccountKind::Paid && !payee(b.account.0));
    paid.map(|balance| balance.balance()).sum()
}

/// Of each source, what goes to payees, to each table.
pub(super) fn paid_to(book: &Book, all: &[Payees<'_>], source: SourceId) -> Vec<i64> {
    all.iter().map(|payees| payees.of_source(book, source)).collect()
}

/// For each source: payees and other paid accounts together are what the ledger says was paid.
fn prove(book: &Book, all: &[Payees<'_>]) -> Result<(), FaceError> {
    for totals in book.ledger.totals.iter().filter(|totals| book.pays(totals.source)) {
        let paid = paid_to(book, all, totals.source).iter().sum::<i64>() + paid_elsewhere(book, all, totals.source);
        tie("汇总表", &book.plan.sources[totals.source.0].name, paid, totals.ended(AccountKind::Paid))?;
    }
    Ok(())
}

/// Total by number of persons, to the fen, halves up.
pub(in crate::faces) fn mean(total: i64, persons: usize) -> i64 {
    let (total, persons) = (i128::from(total), persons.max(1) as i128);
    ((2 * total + persons).div_euclid(2 * persons)) as i64
}

/// Least, middle and greatest of amounts in order; none of a group below five.
pub(in crate::faces) fn spread(amounts: &[i64]) -> Option<[i64; 3]> {
    let (first, last) = (amounts.first()?, amounts.last()?);
    let middle = amounts.len() / 2;
    let median = if amounts.len() % 2 == 1 { amounts[middle] } else { mean(amounts[middle - 1] + amounts[middle], 2) };
    (amounts.len() >= GROUP_MIN).then_some([*first, median, *last])
}

/// The kinds that a column of texts parts rows into, in order of appearance, each with its rows.
pub(in crate::faces) fn kinds(book: &Book, column: ColumnId, rows: usize) -> Vec<(String, Vec<u32>)> {
    let mut kinds: Vec<(String, Vec<u32>)> = Vec::new();
    for row in 0..rows {
        let shown = book.shown(column, row);
        let kind = if shown.is_empty() { "未填".to_string() } else { shown };
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, rows)) => rows.push(row as u32),
            None => kinds.push((kind, vec![row as u32])),
        }
    }
    kinds
}

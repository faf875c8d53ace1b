//! 账户余额: every account and source; row by row where the rows are units and not persons.
use super::{FIRST, Look, head};
use crate::book::{AccountBalance, Book};
use crate::dataset::column_letters;
use crate::faces::movements::{Spot, each, source_name};
use crate::faces::paper::{write_sum, yuan, yuan_text};
use crate::faces::{Edition, kind_name};
use crate::messages::Language;
use crate::plan::{AccountId, DISTRICT, SourceId};
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// Rows of a table that are listed one by one.
const ROWS_LISTED_MAX: usize = 2_000;
/// Column of what came in; then what went out, then the balance.
const INTO: u16 = 5;

/// What came into an account of a row and went out of it.
type Turnover = BTreeMap<(Spot, SourceId), [i64; 2]>;

pub(super) fn write(sheet: &mut Worksheet, book: &Book, edition: &Edition, look: &Look) -> Result<(), XlsxError> {
    let columns = [
        ("账户", 22.0),
        ("所属", 12.0),
        ("行", 28.0),
        ("性质", 8.0),
        ("资金来源", 28.0),
        ("转入", 16.0),
        ("转出", 16.0),
        ("余额", 16.0),
        ("依据", 44.0),
    ];
    let sentence = "过渡账户的余额必须为零；加粗的是该账户各行合计，人员账户只列合计，各人见发放明细。金额单位：元";
    head(sheet, edition, look, ["账户余额", sentence], &columns)?;
    sheet.set_freeze_panes(FIRST, 3)?;
    let listed: Vec<bool> = (0..book.plan.accounts.len()).map(|account| listed(book, AccountId(account))).collect();
    let turnover = turnover(book, &listed);
    let mut lines = Lines { sheet, book, look, at: FIRST };
    for balance in &book.ledger.balances {
        let rows = |row| Spot { account: balance.account, row };
        let range = (rows(0), SourceId(0))..=(rows(u32::MAX), SourceId(usize::MAX));
        let rows: Vec<(u32, [i64; 2])> = turnover
            .range(range)
            .filter(|((_, source), _)| *source == balance.source)
            .map(|((spot, _), sums)| (spot.row, *sums))
            .collect();
        lines.account(balance, &rows)?;
    }
    Ok(())
}

/// Whether the rows of an account are printed: not of persons, and not of thousands of records.
fn listed(book: &Book, account: AccountId) -> bool {
    let table = book.plan.accounts[account.0].table;
    table != DISTRICT && book.plan.table(table).payee.is_none() && book.rows[table.0] <= ROWS_LISTED_MAX
}

fn turnover(book: &Book, listed: &[bool]) -> Turnover {
    let mut turnover = Turnover::new();
    for movement in each(book) {
        // A negative amount goes the other way, as in the ledger.
        let amount = movement.amount;
        for (spot, amount) in [(movement.from, -amount), (Some(movement.to), amount)] {
            let Some(spot) = spot.filter(|spot| listed[spot.account.0]) else { continue };
            let sums = turnover.entry((spot, movement.source)).or_default();
            if amount > 0 { sums[0] += amount } else { sums[1] -= amount }
        }
    }
    turnover
}

struct Lines<'s> {
    sheet: &'s mut Worksheet,
    book: &'s Book,
    look: &'s Look,
    at: u32,
}

impl Lines<'_> {
    /// The rows of an account, then their sum; where no rows are printed, the sum alone.
    fn account(&mut self, balance: &AccountBalance, rows: &[(u32, [i64; 2])]) -> Result<(), XlsxError> {
        let (book, look) = (self.book, self.look);
        let account = &book.plan.accounts[balance.account.0];
        let first = self.at;
        for (row, [into, out]) in rows {
            let name = book.row_name(account.table, *row as usize);
            self.texts(balance, &name, &look.paper.text)?;
            for (column, fen) in [into, out].into_iter().enumerate() {
                self.sheet.write_number_with_format(self.at, INTO + column as u16, yuan(*fen), &look.money)?;
            }
            self.rest(into - out, &look.money)?;
        }
        let several = if account.table == DISTRICT { "" } else { "各行合计" };
        self.texts(balance, several, &look.paper.strong)?;
        for (column, fen) in [balance.into, balance.out].into_iter().enumerate() {
            let first = if rows.is_empty() { self.at } else { first };
            write_sum(self.sheet, self.at, INTO + column as u16, first, fen, &look.strong_money)?;
        }
        self.rest(balance.balance(), &look.strong_money)
    }

    fn texts(&mut self, balance: &AccountBalance, row: &str, format: &Format) -> Result<(), XlsxError> {
        let plan = &self.book.plan;
        let account = &plan.accounts[balance.account.0];
        let table = &plan.table(account.table).name;
        let kind = kind_name(account.kind, Language::Chinese);
        let source = source_name(self.book, balance.source);
        for (column, text) in [&account.name, table, row, kind, source.as_str()].into_iter().enumerate() {
            self.sheet.write_string_with_format(self.at, column as u16, text, format)?;
        }
        self.sheet.write_string_with_format(self.at, INTO + 3, &account.ground, format)?;
        Ok(())
    }

    /// Balance = in − out, and on to the next line.
    fn rest(&mut self, fen: i64, format: &Format) -> Result<(), XlsxError> {
        let [into, out] = [INTO, INTO + 1].map(column_letters);
        let row = self.at + 1;
        let formula = Formula::new(format!("ROUND({into}{row}-{out}{row},2)")).set_result(yuan_text(fen));
        self.sheet.write_formula_with_format(self.at, INTO + 2, formula, format)?;
        self.at += 1;
        Ok(())
    }
}

//! How the money of each source stands after its payments: the ledger of the paid batch, continued.
use super::{Bearer, Entitlements};
use crate::book::Book;
use crate::plan::{AccountId, SourceId};
use std::collections::BTreeMap;

/// Amounts in fen, by source. What a source has and what the next year lends it is what payees are entitled to and what
/// accounts hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Funds {
    /// What each source has.
    pub amounts: BTreeMap<SourceId, i64>,
    /// What accounts hold, those of payees left out.
    pub accounts: BTreeMap<(AccountId, SourceId), i64>,
    /// What the next year bears.
    pub next_year: BTreeMap<SourceId, i64>,
}

impl Funds {
    /// As a book's ledger leaves them.
    pub(super) fn of(book: &Book) -> Funds {
        let payees: Vec<AccountId> =
            book.plan.tables.iter().filter_map(|table| table.payee.as_ref()).map(|payee| payee.due).collect();
        let mut funds = Funds::default();
        for totals in book.ledger.totals.iter().filter(|totals| book.pays(totals.source)) {
            funds.amounts.insert(totals.source, totals.amount);
        }
        let others = book.ledger.balances.iter().filter(|balance| !payees.contains(&balance.account));
        for balance in others.filter(|balance| balance.balance() != 0 && book.pays(balance.source)) {
            *funds.accounts.entry((balance.account, balance.source)).or_default() += balance.balance();
        }
        funds
    }

    /// What an account holds of a source.
    pub fn held(&self, account: AccountId, source: SourceId) -> i64 {
        self.accounts.get(&(account, source)).copied().unwrap_or_default()
    }

    /// What the next year bears of a source.
    pub fn lent(&self, source: SourceId) -> i64 {
        self.next_year.get(&source).copied().unwrap_or_default()
    }

    /// What a source has.
    pub fn amount(&self, source: SourceId) -> i64 {
        self.amounts.get(&source).copied().unwrap_or_default()
    }

    /// Has the bearer bear a difference; below zero it gains.
    pub(super) fn charge(&mut self, bearer: Bearer, source: SourceId, fen: i64) {
        match bearer {
            Bearer::Account(account) => *self.accounts.entry((account, source)).or_default() -= fen,
            Bearer::NextYear => *self.next_year.entry(source).or_default() += fen,
        }
    }

    /// What is there less what it is for; zero where not a fen was lost.
    pub fn gap(&self, source: SourceId, due: &Entitlements) -> i64 {
        let held: i64 = self.accounts.iter().filter(|((_, own), _)| *own == source).map(|(_, fen)| fen).sum();
        self.amount(source) + self.lent(source) - due.total(source) - held
    }
}

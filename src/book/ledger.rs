use crate::plan::{AccountId, SourceId};
use crate::scheme::AccountKind;

/// Every balance at the end, in fen.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// One for each account and source that money flowed through.
    pub balances: Vec<AccountBalance>,
    /// One for each source.
    pub totals: Vec<SourceTotals>,
    /// Number of movements.
    pub movements: usize,
}

/// What is in the accounts of a name, for one source.
#[derive(Debug, Clone)]
pub struct AccountBalance {
    /// The account.
    pub account: AccountId,
    /// The source.
    pub source: SourceId,
    /// Into all rows' accounts.
    pub into: i64,
    /// Out of them.
    pub out: i64,
    /// Balance of each row.
    pub rows: Vec<i64>,
}

impl AccountBalance {
    /// Balance of all rows.
    pub fn balance(&self) -> i64 {
        self.into - self.out
    }
}

/// Where the money of a source ended.
#[derive(Debug, Clone)]
pub struct SourceTotals {
    /// The source.
    pub source: SourceId,
    /// What came in.
    pub amount: i64,
    /// What ended in each kind of account, in fen.
    pub ends: Vec<(AccountKind, i64)>,
}

impl SourceTotals {
    /// What ended in accounts of a kind.
    pub fn ended(&self, kind: AccountKind) -> i64 {
        self.ends.iter().filter(|(k, _)| *k == kind).map(|(_, amount)| amount).sum()
    }

    /// What came in less what ended; zero when balanced.
    pub fn gap(&self) -> i64 {
        self.amount - self.ends.iter().map(|(_, amount)| amount).sum::<i64>()
    }
}

impl Ledger {
    /// Whether every transit account is zero and every source ended in full.
    pub fn balanced(&self) -> bool {
        self.totals.iter().all(|t| t.gap() == 0 && t.ended(AccountKind::Transit) == 0)
    }
}

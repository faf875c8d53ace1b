//! Whom a final batch pays, and to which account where one was put right.
use crate::book::{Book, Payee};
use crate::plan::{Payment, SourceId, TableId};
use crate::scheme::Field;
use std::collections::{BTreeMap, BTreeSet};

/// An account that was put right after a payment came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Its holder.
    pub holder: String,
    /// Its number.
    pub account: String,
    /// Its bank.
    pub bank: String,
}

/// Whom the files of a batch pay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// Whose money.
    pub sources: Vec<SourceId>,
    /// Nobody but these: of a repeat. None: everybody.
    pub only: Option<BTreeSet<Payee>>,
    /// What each is paid of each source instead of what the book says, nobody else anything: of a supplement, and of a
    /// repeat of one.
    pub differences: Option<BTreeMap<Payee, BTreeMap<SourceId, i64>>>,
    /// Which supplement it is, counted from 1; 0 for the final batch and its repeats.
    pub supplement: usize,
    /// Those whose pay waits.
    pub held: BTreeSet<Payee>,
    /// Accounts other than those of the office's files.
    pub accounts: BTreeMap<Payee, NewAccount>,
}

/// One payment to one payee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// Who.
    pub payee: Payee,
    /// What, in fen.
    pub amount: i64,
    /// The account; empty where the payee is paid by other means.
    pub account: String,
    /// Which supplement pays it, counted from 1; 0 where the final batch does.
    pub supplement: usize,
}

impl Order {
    /// Everybody, of some sources.
    pub fn of(sources: &[SourceId]) -> Order {
        Order { sources: sources.to_vec(), ..Order::default() }
    }

    /// Whether it pays everything that a book pays, but for those who wait.
    pub fn is_whole(&self) -> bool {
        self.only.is_none() && self.differences.is_none()
    }

    /// Some of its payees alone.
    pub fn only(&self, payees: impl IntoIterator<Item = Payee>) -> Order {
        Order { only: Some(payees.into_iter().collect()), ..self.clone() }
    }

    /// Whether somebody is paid.
    pub fn pays(&self, table: TableId, row: u32) -> bool {
        let payee = (table, row);
        let differs = |all: &BTreeMap<Payee, _>| all.contains_key(&payee);
        self.only.as_ref().is_none_or(|only| only.contains(&payee))
            && self.differences.as_ref().is_none_or(differs)
            && !self.held.contains(&payee)
    }

    /// What each row of a table of payees is paid of a source, in fen.
    pub fn due(&self, book: &Book, table: TableId, source: SourceId) -> Vec<i64> {
        let Some(differences) = &self.differences else { return book.due(table, &[source]) };
        let mut amounts = vec![0; book.rows[table.0]];
        for ((_, row), sources) in differences.iter().filter(|((own, _), _)| *own == table) {
            amounts[*row as usize] = sources.get(&source).copied().unwrap_or_default();
        }
        amounts
    }

    /// What a field of somebody's account says where it was put right; `None`: what the office's files say.
    pub fn put_right(&self, table: TableId, row: u32, field: Field) -> Option<&str> {
        let account = self.accounts.get(&(table, row))?;
        match field {
            Field::Holder => Some(&account.holder),
            Field::Account => Some(&account.account),
            Field::Bank => Some(&account.bank),
            _ => None,
        }
    }

    /// Every payment, table by table, row by row.
    pub fn lines(&self, book: &Book) -> Vec<OrderLine> {
        let tables = book.plan.payee_tables();
        tables.into_iter().flat_map(|table| self.of_table(book, table)).collect()
    }

    fn of_table(&self, book: &Book, table: TableId) -> Vec<OrderLine> {
        let payment = book.plan.payments.iter().find(|payment| payment.table == table);
        let line = |(row, amount): (usize, i64)| {
            let payee = (table, row as u32);
            let account = payment.map(|payment| self.account(book, payment, row)).unwrap_or_default();
            let supplement = self.supplement;
            (amount != 0 && self.pays(table, row as u32)).then_some(OrderLine { payee, amount, account, supplement })
        };
        let mut amounts = vec![0; book.rows[table.0]];
        for source in &self.sources {
            self.due(book, table, *source).iter().zip(&mut amounts).for_each(|(due, amount)| *amount += due);
        }
        amounts.into_iter().enumerate().filter_map(line).collect()
    }

    fn account(&self, book: &Book, payment: &Payment, row: usize) -> String {
        if let Some(account) = self.put_right(payment.table, row as u32, Field::Account) {
            return account.to_string();
        }
        payment.field(Field::Account).map_or("", |reached| book.reached_text(reached, row)).to_string()
    }
}

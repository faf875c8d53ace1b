//! Whose pay is taxed, and how much of it.
use crate::book::Book;
use crate::dataset::Value;
use crate::faces::FaceError;
use crate::faces::grid::tie;
use crate::faces::payout::Payouts;
use crate::plan::{SourceId, TableId, Tax};
use std::collections::BTreeMap;

/// One of the staff.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub unit: String,
    pub table: TableId,
    pub key: String,
    pub name: String,
    /// What is paid of the funds that count, in fen.
    pub amount: i64,
    /// What was taxed by itself earlier in the year, in fen.
    pub earlier: i64,
    /// Other rows that are the same person and are paid too, by their names.
    pub also: Vec<String>,
}

/// Everybody whose pay is taxed, in the order of the units.
pub(super) struct Taxed<'b> {
    pub book: &'b Book,
    pub tax: &'b Tax,
    pub persons: Vec<Person>,
}

impl<'b> Taxed<'b> {
    pub(super) fn of(book: &'b Book, tax: &'b Tax) -> Result<Taxed<'b>, FaceError> {
        let mut taxed = Taxed { book, tax, persons: Vec::new() };
        let mut identities: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for payees in Payouts::of(book)?.iter().filter(|payees| tax.payees.contains(&payees.layout.table)) {
            for unit in payees.units() {
                for row in payees.rows(unit.row).iter().map(|row| *row as usize) {
                    let Some(person) = taxed.person(payees, &unit.name, row) else { continue };
                    let identity = taxed.identity(payees.layout.table, row);
                    identities.entry(identity).or_default().push(taxed.persons.len());
                    taxed.persons.push(person);
                }
            }
        }
        for same in identities.values().filter(|same| same.len() > 1) {
            taxed.mark(same);
        }
        taxed.prove()?;
        Ok(taxed)
    }

    /// Who is paid nothing of the funds that count is not listed.
    fn person(&self, payees: &Payouts<'_>, unit: &str, row: usize) -> Option<Person> {
        let (book, table) = (self.book, payees.layout.table);
        let amount = self.balances(table).map(|column| book.stored(column, row)).sum();
        if amount == 0 {
            return None;
        }
        let own = |column: &&crate::plan::ColumnId| book.plan.column(**column).table == table;
        let key: Vec<String> = book.plan.table(table).key.iter().map(|column| book.shown(*column, row)).collect();
        Some(Person {
            unit: unit.to_string(),
            table,
            key: key.join(" "),
            name: book.shown(payees.layout.payee.name, row),
            amount,
            earlier: self.tax.earlier.iter().filter(own).map(|column| book.stored(*column, row)).sum(),
            also: Vec::new(),
        })
    }

    /// The columns that hold what a table of payees is paid, of the sources that count.
    fn balances(&self, table: TableId) -> impl Iterator<Item = crate::plan::ColumnId> + '_ {
        let due =
            self.book.plan.table(table).payee.iter().flat_map(|payee| &self.book.plan.accounts[payee.due.0].balance);
        due.filter(|(source, _)| self.tax.sources.contains(source)).map(|(_, column)| *column)
    }

    /// What makes two rows one person: the stated columns, else the same key and name. Numbers are compared whole and
    /// shown nowhere.
    fn identity(&self, table: TableId, row: usize) -> String {
        let book = self.book;
        let own = |column: &&crate::plan::ColumnId| book.plan.column(**column).table == table;
        let stated = self.tax.person.iter().find(own).map(|column| match book.value(*column, row) {
            Value::Text(id) => book.text(id).to_string(),
            _ => String::new(),
        });
        stated.filter(|number| !number.is_empty()).unwrap_or_else(|| book.row_name(table, row))
    }

    /// Tells each of some rows of one person of the others.
    fn mark(&mut self, same: &[usize]) {
        let named =
            |person: &Person| format!("{} {} {}", self.book.plan.table(person.table).name, person.unit, person.key);
        let names: Vec<(usize, String)> = same.iter().map(|at| (*at, named(&self.persons[*at]))).collect();
        for at in same {
            let others = names.iter().filter(|(other, _)| other != at);
            self.persons[*at].also = others.map(|(_, name)| name.clone()).collect();
        }
    }

    /// The persons' amounts are what the accounts of the payees hold.
    fn prove(&self) -> Result<(), FaceError> {
        for table in &self.tax.payees {
            let Some(payee) = &self.book.plan.table(*table).payee else { continue };
            let counts = |source: &SourceId| self.tax.sources.contains(source);
            let own = self.book.ledger.balances.iter().filter(|balance| balance.account == payee.due);
            let ledger = own.filter(|balance| counts(&balance.source)).map(|balance| balance.balance()).sum();
            let listed = self.persons.iter().filter(|person| person.table == *table).map(|person| person.amount).sum();
            tie("个税测算表", &self.book.plan.table(*table).name, listed, ledger)?;
        }
        Ok(())
    }
}

//! What is paid, line by line: accounting unit, source, codes, persons, amount.
use crate::book::{Book, NOWHERE};
use crate::faces::FaceError;
use crate::faces::grid::tie;
use crate::faces::payout::Payouts;
use crate::number::format_fixed;
use crate::plan::{Accounting, AccountingEntry, ColumnId, RelationId, SourceId, TableId};
use crate::scheme::{AccountKind, Expenditure};
use crate::share::{Method, Request, apportion};
use std::collections::{BTreeMap, BTreeSet};

/// What a line is booked under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Codes {
    pub source: SourceId,
    pub expenditure: Expenditure,
    pub function: String,
    pub economic: String,
    pub payable: String,
}

/// What an accounting unit pays under the same codes.
#[derive(Debug, Clone, Default)]
pub(super) struct Amount {
    pub persons: usize,
    /// In fen.
    pub fen: i64,
    /// The tax withheld of it, where that is known, in fen.
    pub tax: i64,
}

/// An accounting unit.
#[derive(Debug, Clone)]
pub(super) struct Keeper {
    pub name: String,
    /// The units whose books it keeps, those of which something is paid.
    pub units: Vec<String>,
    /// Persons who are paid something, each once.
    pub persons: usize,
    pub lines: BTreeMap<Codes, Amount>,
}

impl Keeper {
    /// What it pays in all, in fen.
    pub(super) fn total(&self) -> i64 {
        self.lines.values().map(|amount| amount.fen).sum()
    }

    /// The tax withheld of it, where that is known, in fen.
    pub(super) fn tax(&self) -> i64 {
        self.lines.values().map(|amount| amount.tax).sum()
    }
}

/// Everything that is paid of some sources.
pub(super) struct Booked<'b> {
    pub book: &'b Book,
    pub accounting: &'b Accounting,
    /// Who keeps the books of what belongs to no unit.
    office: &'b str,
    /// In the order of the units.
    pub keepers: Vec<Keeper>,
}

impl<'b> Booked<'b> {
    /// Gathers what is paid and proves it.
    pub(super) fn of(book: &'b Book, sources: &[SourceId], office: &'b str) -> Result<Booked<'b>, FaceError> {
        let accounting = book.plan.accounting.as_ref().ok_or(FaceError::NoSection("[accounting]"))?;
        let mut booked = Booked { book, accounting, office, keepers: Vec::new() };
        let payouts = Payouts::of(book)?;
        for payees in &payouts {
            for unit in payees.units() {
                booked.unit(payees, unit.row, &unit.name, sources)?;
            }
        }
        let due: Vec<_> = payouts.iter().map(|payees| payees.layout.payee.due).collect();
        let elsewhere = book.ledger.balances.iter().filter(|balance| {
            let paid = book.plan.accounts[balance.account.0].kind == AccountKind::Paid;
            paid && !due.contains(&balance.account) && sources.contains(&balance.source)
        });
        elsewhere.for_each(|balance| booked.elsewhere(balance));
        booked.prove(sources)?;
        Ok(booked)
    }

    /// The payees of a unit.
    fn unit(&mut self, payees: &Payouts<'_>, unit: u32, name: &str, sources: &[SourceId]) -> Result<(), FaceError> {
        let (book, layout) = (self.book, &payees.layout);
        let units = book.plan.relation(layout.payee.unit).to;
        let balances = &book.plan.accounts[layout.payee.due.0].balance;
        let mut paid: BTreeSet<u32> = BTreeSet::new();
        let mut amounts = vec![Amount::default(); balances.len()];
        for row in payees.rows(unit) {
            let each: Vec<i64> = balances.iter().map(|(_, column)| book.stored(*column, *row as usize)).collect();
            let taxes = self.taxes(layout.table, *row as usize, &each)?;
            for (at, (source, _)) in balances.iter().enumerate() {
                if each[at] != 0 && sources.contains(source) {
                    paid.insert(*row);
                    amounts[at].persons += 1;
                    amounts[at].fen += each[at];
                    amounts[at].tax += taxes.get(at).copied().unwrap_or_default();
                }
            }
        }
        if paid.is_empty() {
            return Ok(());
        }
        let entry = |source: &SourceId| self.accounting.entry(*source, Some(layout.table));
        let booked = balances.iter().zip(amounts).filter_map(|((source, _), amount)| Some((entry(source)?, amount)));
        let lines: Vec<(Codes, Amount)> =
            booked.map(|(entry, amount)| (self.codes(entry, (units, unit)), amount)).collect();
        let keeper = of_unit(book, self.accounting.unit, (units, unit)).unwrap_or_else(|| name.to_string());
        let keeper = self.keeper(keeper, name);
        keeper.persons += paid.len();
        lines.into_iter().for_each(|(codes, amount)| add(keeper, codes, amount));
        Ok(())
    }

    /// The tax withheld of a payee, borne by each source in proportion to what it pays; empty where there is none.
    fn taxes(&self, table: TableId, row: usize, paid: &[i64]) -> Result<Vec<i64>, FaceError> {
        let own = |column: &&ColumnId| self.book.plan.column(**column).table == table;
        let tax: i64 =
            self.accounting.withheld_tax.iter().filter(own).map(|column| self.book.stored(*column, row)).sum();
        if tax == 0 {
            return Ok(Vec::new());
        }
        let weights: Vec<i64> = paid.iter().map(|fen| (*fen).max(0)).collect();
        let order: Vec<u32> = (0..paid.len() as u32).collect();
        let method = Method::LargestRemainder;
        let request = Request { amount: tax, unit: 1, weights: &weights, scale: 1, order: &order, method };
        let total = weights.iter().sum::<i64>();
        let split = apportion(request).ok().filter(|_| (0..=total).contains(&tax));
        let refused = || FaceError::WithheldTax {
            person: self.book.row_name(table, row),
            tax: format_fixed(tax, 2),
            paid: format_fixed(total, 2),
        };
        Ok(split.ok_or_else(refused)?.portions.iter().map(|portion| portion.amount).collect())
    }

    /// What is paid to others than payees: by row of the account's table, where its rows are units.
    fn elsewhere(&mut self, balance: &crate::book::AccountBalance) {
        let account = &self.book.plan.accounts[balance.account.0];
        let Some(entry) = self.accounting.entry(balance.source, None).cloned() else { return };
        for (row, fen) in balance.rows.iter().enumerate().filter(|(_, fen)| **fen != 0) {
            let place = (account.table, row as u32);
            let (name, keeper) = self.owner(place);
            let codes = self.codes(&entry, place);
            add(self.keeper(keeper, &name), codes, Amount { fen: *fen, ..Amount::default() });
        }
    }

    /// Whose money an account's row is, and who keeps the books: a unit's own, a payee's unit's, else the office's.
    pub(super) fn owner(&self, (table, row): (TableId, u32)) -> (String, String) {
        let plan = &self.book.plan;
        let mut payees = plan.tables.iter().filter_map(|table| table.payee.as_ref());
        let own = payees.find(|payee| plan.relation(payee.unit).to == table).map(|payee| (payee, (table, row)));
        let Some((payee, place)) = own.or_else(|| unit_above(self.book, table, row)) else {
            return (self.office.to_string(), self.office.to_string());
        };
        let name = self.book.shown(payee.unit_name, place.1 as usize);
        let keeper = of_unit(self.book, self.accounting.unit, place).unwrap_or_else(|| name.clone());
        (name, keeper)
    }

    fn codes(&self, entry: &AccountingEntry, place: (TableId, u32)) -> Codes {
        let kind = of_unit(self.book, self.accounting.unit_kind, place);
        let by_kind = self.accounting.functions.iter().find(|(is, _)| Some(is) == kind.as_ref()).map(|(_, code)| code);
        let function = entry.function.as_ref().or(by_kind).unwrap_or(&self.accounting.function);
        Codes {
            source: entry.source,
            expenditure: entry.expenditure,
            function: function.clone(),
            economic: entry.economic.clone(),
            payable: entry.payable.clone(),
        }
    }

    fn keeper(&mut self, name: String, unit: &str) -> &mut Keeper {
        let at = self.keepers.iter().position(|keeper| keeper.name == name).unwrap_or_else(|| {
            self.keepers.push(Keeper { name, units: Vec::new(), persons: 0, lines: BTreeMap::new() });
            self.keepers.len() - 1
        });
        let keeper = &mut self.keepers[at];
        if !keeper.units.iter().any(|known| known == unit) {
            keeper.units.push(unit.to_string());
        }
        keeper
    }

    /// Of each source what is booked is what the ledger says was paid.
    fn prove(&self, sources: &[SourceId]) -> Result<(), FaceError> {
        for totals in self.book.ledger.totals.iter().filter(|totals| sources.contains(&totals.source)) {
            let lines = self.keepers.iter().flat_map(|keeper| &keeper.lines);
            let booked = lines.filter(|(codes, _)| codes.source == totals.source).map(|(_, amount)| amount.fen).sum();
            let name = &self.book.plan.sources[totals.source.0].name;
            tie("用款计划", name, booked, totals.ended(AccountKind::Paid))?;
        }
        Ok(())
    }
}

fn add(keeper: &mut Keeper, codes: Codes, amount: Amount) {
    if amount.fen == 0 && amount.persons == 0 {
        return;
    }
    let line = keeper.lines.entry(codes).or_default();
    line.persons += amount.persons;
    line.fen += amount.fen;
    line.tax += amount.tax;
}

/// What a column of the units says of a unit; nothing where it is blank or of another table.
fn of_unit(book: &Book, column: Option<ColumnId>, (table, row): (TableId, u32)) -> Option<String> {
    let column = column.filter(|column| book.plan.column(*column).table == table && row != NOWHERE)?;
    Some(book.shown(column, row as usize)).filter(|shown| !shown.is_empty())
}

/// The unit that a row of another table belongs to.
fn unit_above(book: &Book, table: TableId, row: u32) -> Option<(&crate::plan::Payee, (TableId, u32))> {
    let payees: Vec<&crate::plan::Payee> = book.plan.tables.iter().filter_map(|table| table.payee.as_ref()).collect();
    let of_payee = book.plan.table(table).payee.as_ref().map(|payee| payee.unit);
    let to_units = |relation: &RelationId| {
        let relation = book.plan.relation(*relation);
        relation.from == table && payees.iter().any(|payee| book.plan.relation(payee.unit).to == relation.to)
    };
    let relation = of_payee.or_else(|| (0..book.plan.relations.len()).map(RelationId).find(to_units))?;
    let units = book.plan.relation(relation).to;
    let payee = payees.into_iter().find(|payee| book.plan.relation(payee.unit).to == units)?;
    let unit = book.relations[relation.0].target(row as usize)?;
    Some((payee, (units, unit as u32)))
}

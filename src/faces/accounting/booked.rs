//! What is paid, line by line: accounting unit, source, codes, persons, amount.
use crate::book::{AccountBalance, Book, NOWHERE};
use crate::faces::FaceError;
use crate::faces::grid::tie;
use crate::faces::payout::Payouts;
use crate::number::format_fixed;
use crate::plan::{Accounting, AccountingEntry, ColumnId, RelationId, SourceId, TableId};
use crate::scheme::{AccountKind, Expenditure};
use crate::share::{Method, Request, apportion};
use crate::stage::Order;
use std::collections::{BTreeMap, BTreeSet};

/// What a line is booked under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Codes {
    pub source: SourceId,
    pub expenditure: Expenditure,
    pub function: String,
    pub economic: String,
    pub payable: String,
    /// Accounts that the money leaves, in the financial books and in the budget's.
    pub credits: [String; 2],
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

/// Money of a payee that waits.
pub(super) struct Held {
    pub table: TableId,
    pub source: SourceId,
    pub keeper: String,
    /// In fen.
    pub fen: i64,
}

/// Everything that an order pays.
pub(super) struct Booked<'b> {
    pub book: &'b Book,
    pub order: &'b Order,
    pub accounting: &'b Accounting,
    /// Who keeps the books of what belongs to no unit.
    office: &'b str,
    /// In the order of the units.
    pub keepers: Vec<Keeper>,
}

impl<'b> Booked<'b> {
    /// Gathers what an order pays and proves it. What is paid to others than payees goes with the first order.
    pub(super) fn of(book: &'b Book, order: &'b Order, office: &'b str) -> Result<Booked<'b>, FaceError> {
        let accounting = book.plan.accounting.as_ref().ok_or(FaceError::NoSection("[accounting]"))?;
        let mut booked = Booked { book, order, accounting, office, keepers: Vec::new() };
        let payouts = Payouts::of(book)?;
        for payees in &payouts {
            for unit in payees.units() {
                booked.unit(payees, unit.row, &unit.name)?;
            }
        }
        let due: Vec<_> = payouts.iter().map(|payees| payees.layout.payee.due).collect();
        let elsewhere = book.ledger.balances.iter().filter(|balance| {
            let paid = book.plan.accounts[balance.account.0].kind == AccountKind::Paid;
            paid && !due.contains(&balance.account) && order.sources.contains(&balance.source)
        });
        let elsewhere: Vec<_> = elsewhere.filter(|_| order.is_whole()).collect();
        elsewhere.iter().for_each(|balance| booked.elsewhere(balance));
        booked.prove(&elsewhere)?;
        Ok(booked)
    }

    /// The payees of a unit.
    fn unit(&mut self, payees: &Payouts<'_>, unit: u32, name: &str) -> Result<(), FaceError> {
        let (book, order, layout) = (self.book, self.order, &payees.layout);
        let units = book.plan.relation(layout.payee.unit).to;
        let balances = &book.plan.accounts[layout.payee.due.0].balance;
        let mut paid: BTreeSet<u32> = BTreeSet::new();
        let mut amounts = vec![Amount::default(); balances.len()];
        let due: Vec<Vec<i64>> = balances.iter().map(|(source, _)| order.due(book, layout.table, *source)).collect();
        for row in payees.rows(unit).iter().filter(|row| order.pays(layout.table, **row)) {
            let each: Vec<i64> = due.iter().map(|rows| rows[*row as usize]).collect();
            // The tax of a year is withheld of its pay, not again of what a correction adds.
            let taxes = match order.differences {
                Some(_) => Vec::new(),
                None => self.taxes(layout.table, *row as usize, &each)?,
            };
            for (at, (source, _)) in balances.iter().enumerate() {
                if each[at] != 0 && order.sources.contains(source) {
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
    fn elsewhere(&mut self, balance: &AccountBalance) {
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
            credits: [entry.credit.clone(), entry.budget_credit.clone()],
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

    /// Of each source what is booked is what the ledger says that the order pays.
    fn prove(&self, elsewhere: &[&AccountBalance]) -> Result<(), FaceError> {
        for source in &self.order.sources {
            let lines = self.keepers.iter().flat_map(|keeper| &keeper.lines);
            let booked = lines.filter(|(codes, _)| codes.source == *source).map(|(_, amount)| amount.fen).sum();
            let others = elsewhere.iter().filter(|balance| balance.source == *source).map(|balance| balance.balance());
            let tables = self.book.plan.payee_tables().into_iter();
            let payees: i64 = tables.map(|table| self.ordered(table, *source)).sum();
            let name = &self.book.plan.sources[source.0].name;
            tie("用款计划", name, booked, payees + others.sum::<i64>())?;
            let totals = self.book.ledger.totals.iter().find(|totals| totals.source == *source);
            if let Some(totals) = totals.filter(|_| self.order.is_whole()) {
                let held: i64 = self.held().iter().filter(|held| held.source == *source).map(|held| held.fen).sum();
                tie("用款计划", name, booked + held, totals.ended(AccountKind::Paid))?;
            }
        }
        Ok(())
    }

    /// What the order pays a table of payees of a source, as the ledger says.
    fn ordered(&self, table: TableId, source: SourceId) -> i64 {
        let paid = self.order.due(self.book, table, source);
        let own = (0u32..).zip(paid).filter(|(row, _)| self.order.pays(table, *row));
        own.map(|(_, fen)| fen).sum()
    }

    /// What is paid to others than payees, in fen.
    pub(super) fn elsewhere_total(&self) -> i64 {
        let all: i64 = self.keepers.iter().map(Keeper::total).sum();
        let sources = self.order.sources.iter();
        let payees = sources
            .flat_map(|source| self.book.plan.payee_tables().into_iter().map(|table| self.ordered(table, *source)));
        all - payees.sum::<i64>()
    }

    /// What waits for the end of an objection: due, and neither booked nor paid.
    pub(super) fn held(&self) -> Vec<Held> {
        let mut waiting = Vec::new();
        for (table, row) in &self.order.held {
            for source in &self.order.sources {
                let fen = self.book.due(*table, &[*source]).get(*row as usize).copied().unwrap_or_default();
                if fen != 0 {
                    let (_, keeper) = self.owner((*table, *row));
                    waiting.push(Held { table: *table, source: *source, keeper, fen });
                }
            }
        }
        waiting
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

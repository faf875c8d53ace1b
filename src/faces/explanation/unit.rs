//! One unit: what this batch pays its people, step by step, and what moved through its own accounts.
use super::items::{sum, touching};
use super::payee::paid_here;
use super::subject_told::{Item, Subject};
use super::teller::{Owner, Teller};
use super::{About, gates, items, key, subject};
use crate::book::Book;
use crate::number::format_fixed;
use crate::plan::*;
use crate::scheme::AccountKind;

pub(super) fn unit_told(teller: &mut Teller<'_>, table: TableId, row: usize) -> Subject {
    let book = teller.book;
    let (mut items, mut elsewhere) = (Vec::new(), Vec::new());
    let (mut paid, mut year) = (0, 0);
    for payee in of_unit(book, table) {
        let people = book.relations[payee.unit.0].belonging(row);
        paid += people.iter().map(|row| paid_here(book, payee, *row as usize)).sum::<i64>();
        year += people.iter().map(|row| book.stored(payee.net, *row as usize)).sum::<i64>();
        for (flow, sign, end) in touching(book, payee.due) {
            let item = of_people(teller, payee, people, row, (flow, sign, end));
            let to = if book.pays(book.plan.flows[flow].source) { &mut items } else { &mut elsewhere };
            to.extend(item);
        }
    }
    let part = (0..book.plan.sources.len()).any(|source| !book.pays(SourceId(source)));
    Subject {
        kind: "unit",
        table: book.plan.table(table).name.clone(),
        key: key(book, table, row),
        name: subject::name(book, About::Unit(table, row)),
        amount: format_fixed(paid, 2),
        year: part.then(|| format_fixed(year, 2)),
        items,
        elsewhere,
        moved: moved(teller, table, row),
        gates: unit_gates(teller, table, row),
        ..Subject::default()
    }
}

/// The tables of payees whose unit stands in a table.
fn of_unit(book: &Book, table: TableId) -> impl Iterator<Item = &Payee> {
    let payees = book.plan.tables.iter().filter_map(|table| table.payee.as_ref());
    payees.filter(move |payee| book.plan.relation(payee.unit).to == table)
}

/// What one flow gave to or took from a unit's people.
fn of_people(
    teller: &mut Teller<'_>,
    payee: &Payee,
    people: &[u32],
    unit: usize,
    (flow, sign, end): (usize, i64, FlowEnd),
) -> Option<Item> {
    let book = teller.book;
    let people = people.iter().map(|row| *row as usize);
    let item = match end.via {
        None => {
            let owner = (Owner::Relation(payee.unit), unit as i64 + 1);
            sum(teller, (flow, sign), &mut people.into_iter(), Some(owner), true)
        }
        Some(relation) => {
            let rows = people.flat_map(|row| book.relations[relation.0].belonging(row)).map(|row| *row as usize);
            sum(teller, (flow, sign), &mut rows.into_iter(), None, false)
        }
    }?;
    Some(Item { from: None, to: item.to.clone().filter(|_| sign < 0), ..item })
}

/// What entered and left the accounts of the unit itself.
fn moved(teller: &mut Teller<'_>, table: TableId, row: usize) -> Vec<Item> {
    let book = teller.book;
    let accounts = (0..book.plan.accounts.len()).map(AccountId);
    let own: Vec<AccountId> = accounts.filter(|id| book.plan.accounts[id.0].table == table).collect();
    let mut moved: Vec<(usize, Item)> = Vec::new();
    for account in own {
        for (flow, _, end) in touching(book, account).filter(|(flow, ..)| book.pays(book.plan.flows[*flow].source)) {
            // What leaves one account of the unit for another is one movement.
            if moved.iter().any(|(known, _)| *known == flow) || of_due(book, flow) {
                continue;
            }
            let item = match end.via {
                None => {
                    sum(teller, (flow, 1), &mut std::iter::once(row), None, false).map(|i| Item { over: None, ..i })
                }
                Some(relation) => {
                    let rows = book.relations[relation.0].belonging(row).iter().map(|row| *row as usize);
                    let owner = (Owner::Relation(relation), row as i64 + 1);
                    sum(teller, (flow, 1), &mut rows.into_iter(), Some(owner), true)
                }
            };
            moved.extend(item.map(|item| (flow, item)));
        }
    }
    moved.sort_by_key(|(flow, _)| *flow);
    moved.into_iter().map(|(_, item)| item).collect()
}

/// Whether a flow gives to people or takes from them: that is among what they are paid.
fn of_due(book: &Book, flow: usize) -> bool {
    let flow = &book.plan.flows[flow];
    let mut payees = book.plan.tables.iter().filter_map(|table| table.payee.as_ref());
    payees.any(|payee| flow.to.account == payee.due || flow.from.is_some_and(|from| from.account == payee.due))
}

/// Gates on the unit's own accounts.
fn unit_gates(teller: &mut Teller<'_>, table: TableId, row: usize) -> Vec<super::GateTold> {
    let book = teller.book;
    let accounts = (0..book.plan.accounts.len()).map(AccountId);
    let own = accounts.filter(|id| {
        let account = &book.plan.accounts[id.0];
        account.table == table && account.kind == AccountKind::Transit
    });
    let mut told = Vec::new();
    for account in own {
        told.extend(gates::told(teller, account, row, &items::postings(book, account, row)));
    }
    told
}

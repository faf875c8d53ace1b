//! 说明: why an amount is as it is, from the amount down to the office's cells. The third face of a plan: what
//! is computed and written as a workbook is told here. Everything printed can be computed again from what is
//! printed: each formula stands with the values put in, each aggregate with the cells that it reads.
mod formula;
mod html;
mod model;
mod objected;
mod recount;
mod share;
mod sheet;
mod subject;
mod teller;
mod text;
mod versus;

pub(super) use html::escaped;
pub use html::explanation_page;
pub use model::*;
pub use objected::tell_objections;
pub use recount::recount_workbook;
pub use sheet::explanation_workbook;
pub use subject::{About, everything, find, line, names, payees};
pub use text::explanation_text;
pub(super) use text::{share_lines, with_source};
pub use versus::{Difference, versus};

use super::Edition;
use super::movements::of_flow;
use crate::book::Book;
use crate::number::format_fixed;
use crate::plan::*;
use crate::scheme::AccountKind;
use teller::Teller;

/// Below this nothing is said of a group: it would tell what a colleague is paid.
pub const GROUP_LEAST: usize = 5;

/// Explains the amounts of some subjects. Of one alone, aggregates say what its own row contributes.
pub fn explain(book: &Book, edition: &Edition, abouts: &[About]) -> Explanation {
    let about = match abouts {
        [About::Payee(table, row) | About::Unit(table, row)] => Some((*table, *row)),
        _ => None,
    };
    let mut teller = Teller::new(book, about);
    let subjects = abouts.iter().map(|about| subject_told(&mut teller, *about)).collect();
    Explanation {
        scheme: edition.scheme.clone(),
        basis: edition.basis.clone(),
        batch: edition.batch.clone(),
        stage: edition.stage.to_string(),
        workbook: "核算底稿.xlsx",
        subjects,
        cells: teller.finish(),
    }
}

fn subject_told(teller: &mut Teller<'_>, about: About) -> Subject {
    match about {
        About::Payee(table, row) => payee_told(teller, table, row),
        About::Unit(table, row) => unit_told(teller, table, row),
        About::Fund(source) => fund_told(teller, source),
    }
}

fn payee_told(teller: &mut Teller<'_>, table: TableId, row: usize) -> Subject {
    let book = teller.book;
    let mut subject = Subject {
        kind: "payee",
        table: book.plan.table(table).name.clone(),
        key: key(book, table, row),
        name: subject::name(book, About::Payee(table, row)),
        unit: String::new(),
        amount: String::new(),
        items: Vec::new(),
        standing: None,
        objections: Vec::new(),
    };
    let Some(payee) = &book.plan.table(table).payee else { return subject };
    if let Some(unit) = book.relations[payee.unit.0].target(row) {
        subject.unit = book.shown(payee.unit_name, unit);
    }
    subject.amount = format_fixed(book.stored(payee.net, row), 2);
    subject.items = items(teller, payee.due, row);
    subject.standing = standing(book, payee, row);
    subject
}

fn key(book: &Book, table: TableId, row: usize) -> String {
    book.plan.table(table).key.iter().map(|column| book.shown(*column, row)).collect::<Vec<_>>().join(" ")
}

/// What entered the account of a row and what left it, in the order of the steps.
fn items(teller: &mut Teller<'_>, account: AccountId, row: usize) -> Vec<Item> {
    let book = teller.book;
    let mut items = Vec::new();
    for flow in &book.plan.flows {
        let ends = [(Some(flow.to), 1), (flow.from, -1)];
        for (end, sign) in ends {
            let Some(end) = end.filter(|end| end.account == account) else { continue };
            let rows = match end.via {
                None => vec![row],
                Some(relation) => book.relations[relation.0].belonging(row).iter().map(|row| *row as usize).collect(),
            };
            for from in rows.into_iter().filter(|from| book.stored(flow.column, *from) != 0) {
                let cell = teller.cell(flow.column, from);
                items.push(item(book, flow, sign * book.stored(flow.column, from), cell));
            }
        }
    }
    items
}

fn item(book: &Book, flow: &Flow, amount: i64, cell: usize) -> Item {
    let step = flow.step.map(|step| &book.plan.steps[step]);
    let source = &book.plan.sources[flow.source.0];
    let out = amount < 0;
    Item {
        fund: source.fund.clone(),
        source: source.name.clone(),
        step: step.map_or("资金到位".to_string(), |step| step.name.clone()),
        words: step.map_or(String::new(), |step| step.words.clone()),
        clause: step.map_or(String::new(), |step| step.clause.clone()),
        amount: format_fixed(amount, 2),
        to: out.then(|| book.plan.accounts[flow.to.account.0].name.clone()),
        cell,
    }
}

/// Place among the payees of the same unit.
fn standing(book: &Book, payee: &Payee, row: usize) -> Option<Standing> {
    let unit = book.relations[payee.unit.0].target(row)?;
    let rows = book.relations[payee.unit.0].belonging(unit);
    if rows.len() < GROUP_LEAST {
        return None;
    }
    let mut nets: Vec<i64> = rows.iter().map(|row| book.stored(payee.net, *row as usize)).collect();
    nets.sort_unstable();
    let own = book.stored(payee.net, row);
    let middle = nets.len() / 2;
    let median = match nets.len() % 2 {
        1 => nets[middle],
        _ => (nets[middle - 1] + nets[middle] + 1).div_euclid(2),
    };
    Some(Standing {
        count: nets.len(),
        rank: 1 + nets.iter().filter(|net| **net > own).count(),
        least: format_fixed(nets[0], 2),
        median: format_fixed(median, 2),
        most: format_fixed(nets[nets.len() - 1], 2),
    })
}

/// What steps gave to a unit itself, and what its people are paid.
fn unit_told(teller: &mut Teller<'_>, table: TableId, row: usize) -> Subject {
    let book = teller.book;
    let payees = book.plan.tables.iter().filter_map(|t| t.payee.as_ref());
    let of_unit = payees.filter(|payee| book.plan.relation(payee.unit).to == table);
    let paid: i64 = of_unit
        .map(|payee| {
            let rows = book.relations[payee.unit.0].belonging(row);
            rows.iter().map(|row| book.stored(payee.net, *row as usize)).sum::<i64>()
        })
        .sum();
    let mut items = Vec::new();
    for flow in book.plan.flows.iter().filter(|flow| book.plan.column(flow.column).table == table) {
        if book.stored(flow.column, row) != 0 {
            let cell = teller.cell(flow.column, row);
            let mut told = item(book, flow, book.stored(flow.column, row), cell);
            told.to = Some(book.plan.accounts[flow.to.account.0].name.clone());
            items.push(told);
        }
    }
    Subject {
        kind: "unit",
        table: book.plan.table(table).name.clone(),
        key: key(book, table, row),
        name: subject::name(book, About::Unit(table, row)),
        unit: String::new(),
        amount: format_fixed(paid, 2),
        items,
        standing: None,
        objections: Vec::new(),
    }
}

/// What came into a fund by source, and where each step took it.
fn fund_told(teller: &mut Teller<'_>, source: SourceId) -> Subject {
    let book = teller.book;
    let fund = book.plan.sources[source.0].fund.clone();
    let of_fund = |id: SourceId| book.plan.sources[id.0].fund == fund;
    let totals = book.ledger.totals.iter().filter(|totals| of_fund(totals.source));
    let amount: i64 = totals.map(|totals| totals.amount).sum();
    let mut items = Vec::new();
    for (index, flow) in book.plan.flows.iter().enumerate().filter(|(_, flow)| of_fund(flow.source)) {
        let table = book.plan.column(flow.column).table;
        let ends = book.plan.accounts[flow.to.account.0].kind != AccountKind::Transit;
        if table == DISTRICT && book.stored(flow.column, 0) != 0 {
            let cell = teller.cell(flow.column, 0);
            items.push(Item {
                to: Some(book.plan.accounts[flow.to.account.0].name.clone()),
                ..item(book, flow, book.stored(flow.column, 0), cell)
            });
        } else if ends {
            let sum: i64 = of_flow(book, index).map(|movement| movement.amount).sum();
            if sum != 0 {
                // The first row stands for all: its rule is theirs.
                let first = (0..book.rows[table.0]).find(|row| book.stored(flow.column, *row) != 0).unwrap_or(0);
                let cell = teller.cell(flow.column, first);
                items.push(Item {
                    to: Some(book.plan.accounts[flow.to.account.0].name.clone()),
                    ..item(book, flow, sum, cell)
                });
            }
        }
    }
    Subject {
        kind: "fund",
        table: String::new(),
        key: String::new(),
        name: fund,
        unit: String::new(),
        amount: format_fixed(amount, 2),
        items,
        standing: None,
        objections: Vec::new(),
    }
}

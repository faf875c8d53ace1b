//! One payee: what this batch pays, what decided it, and the place in the unit.
use super::items::{Posting, item, postings, touching};
use super::subject_told::{Standing, Subject};
use super::teller::Teller;
use super::{About, GROUP_LEAST, gates, key, subject};
use crate::book::Book;
use crate::number::format_fixed;
use crate::plan::*;

pub(super) fn payee_told(teller: &mut Teller<'_>, table: TableId, row: usize) -> Subject {
    let book = teller.book;
    let mut subject = Subject {
        kind: "payee",
        table: book.plan.table(table).name.clone(),
        key: key(book, table, row),
        name: subject::name(book, About::Payee(table, row)),
        ..Subject::default()
    };
    let Some(payee) = &book.plan.table(table).payee else { return subject };
    subject.unit = book.unit_name(table, row);
    let (here, elsewhere): (Vec<Posting>, Vec<Posting>) =
        postings(book, payee.due, row).into_iter().partition(|posting| pays(book, posting));
    let sum = |postings: &[Posting]| postings.iter().map(|posting| posting.amount).sum::<i64>();
    subject.amount = format_fixed(sum(&here), 2);
    let part = (0..book.plan.sources.len()).any(|source| !book.pays(SourceId(source)));
    subject.year = part.then(|| format_fixed(book.stored(payee.net, row), 2));
    subject.items = here.iter().map(|posting| item(teller, *posting)).collect();
    subject.elsewhere = elsewhere.iter().map(|posting| item(teller, *posting)).collect();
    subject.gates = gates::told(teller, payee.due, row, &here);
    if teller.full {
        subject.nothing = nothing(teller, payee.due, row, &here);
    }
    subject.standing = standing(book, payee, row);
    subject
}

/// Steps of this batch's funds that give to an account and gave this row nothing.
fn nothing(teller: &mut Teller<'_>, due: AccountId, row: usize, here: &[Posting]) -> Vec<(String, String, usize)> {
    let book = teller.book;
    let step_of = |flow: usize| book.plan.flows[flow].step;
    let mut told: Vec<usize> = here.iter().filter_map(|posting| step_of(posting.flow)).collect();
    let mut found = Vec::new();
    for (flow, sign, end) in touching(book, due) {
        // A row that no other row leads to was never asked about.
        let reading = match end.via {
            None => Some(row),
            Some(relation) => book.relations[relation.0].belonging(row).first().map(|row| *row as usize),
        };
        let (Some(step), Some(reading)) = (step_of(flow).filter(|_| sign > 0), reading) else { continue };
        if told.contains(&step) || !book.pays(book.plan.flows[flow].source) {
            continue;
        }
        told.push(step);
        let cell = teller.cell(book.plan.flows[flow].column, reading);
        let step = &book.plan.steps[step];
        found.push((step.name.clone(), step.clause.clone(), cell));
    }
    found
}

fn pays(book: &Book, posting: &Posting) -> bool {
    book.pays(book.plan.flows[posting.flow].source)
}

/// What this batch pays somebody, in fen.
pub(crate) fn paid_here(book: &Book, payee: &Payee, row: usize) -> i64 {
    if (0..book.plan.sources.len()).all(|source| book.pays(SourceId(source))) {
        return book.stored(payee.net, row);
    }
    postings(book, payee.due, row).iter().filter(|posting| pays(book, posting)).map(|posting| posting.amount).sum()
}

/// Place among the payees of the same unit.
fn standing(book: &Book, payee: &Payee, row: usize) -> Option<Standing> {
    let unit = book.relations[payee.unit.0].target(row)?;
    let rows = book.relations[payee.unit.0].belonging(unit);
    if rows.len() < GROUP_LEAST {
        return None;
    }
    let mut nets: Vec<i64> = rows.iter().map(|row| paid_here(book, payee, *row as usize)).collect();
    nets.sort_unstable();
    let own = paid_here(book, payee, row);
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

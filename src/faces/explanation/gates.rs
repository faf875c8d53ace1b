//! The gates that an account comes to: what each left and took, what did not matter, where the money went.
use super::items::Posting;
use super::subject_told::{GateTold, Onward};
use super::teller::Teller;
use crate::book::Book;
use crate::dataset::Value;
use crate::number::format_fixed;
use crate::plan::*;
use crate::scheme::AccountKind;

/// Every gate on the account of a row, for what this batch pays, in the order of the steps.
pub(super) fn told(teller: &mut Teller<'_>, account: AccountId, row: usize, postings: &[Posting]) -> Vec<GateTold> {
    let book = teller.book;
    let gates = book.plan.steps.iter().enumerate();
    let gates = gates.filter(|(_, step)| step.verb == Verb::Gate && step.account == account);
    gates.filter_map(|(index, step)| told_of(teller, (index, step), row, postings)).collect()
}

fn told_of(
    teller: &mut Teller<'_>,
    (index, step): (usize, &Step),
    row: usize,
    postings: &[Posting],
) -> Option<GateTold> {
    let book = teller.book;
    let gate = step.gate.as_ref()?;
    let flows = || book.plan.flows.iter().enumerate().filter(|(_, flow)| flow.step == Some(index));
    let sources: Vec<SourceId> = flows().map(|(_, flow)| flow.source).filter(|source| book.pays(*source)).collect();
    let (first, to) = flows().map(|(at, flow)| (at, flow.to.account)).next()?;
    if sources.is_empty() {
        return None;
    }
    let flow = |posting: &&Posting| &book.plan.flows[posting.flow];
    let left = postings.iter().filter(|p| p.flow < first && sources.contains(&flow(p).source));
    let without: i64 = left.map(|posting| posting.amount).sum();
    let taken: i64 = postings.iter().filter(|p| flow(p).step == Some(index)).map(|posting| posting.amount).sum();
    let bit = book.value(gate.flag, row) == Value::Flag(true);
    if !bit && !teller.full {
        return None;
    }
    let evidence = gate.needs.iter().filter(|_| bit).map(|column| {
        let cell = teller.cell(*column, row);
        (book.plan.column(*column).name.clone(), book.shown(*column, row), cell)
    });
    let evidence = evidence.collect();
    Some(GateTold {
        step: step.name.clone(),
        words: step.words.clone(),
        clause: step.clause.clone(),
        bit,
        without: format_fixed(without, 2),
        with: format_fixed(without + taken, 2),
        cell: teller.cell(gate.flag, row),
        to: book.plan.accounts[to.0].name.clone(),
        onward: onward(book, to),
        evidence,
    })
}

/// What becomes of the money in an account.
fn onward(book: &Book, account: AccountId) -> Onward {
    let mut steps: Vec<[String; 3]> = Vec::new();
    for flow in book.plan.flows.iter().filter(|flow| flow.from.is_some_and(|from| from.account == account)) {
        let Some(step) = flow.step.map(|step| &book.plan.steps[step]) else { continue };
        let told = [step.name.clone(), step.clause.clone(), book.plan.accounts[flow.to.account.0].name.clone()];
        if !steps.contains(&told) {
            steps.push(told);
        }
    }
    Onward { kind: kind_key(book.plan.accounts[account.0].kind), steps }
}

/// The kind of an account, for programs.
pub(super) fn kind_key(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Transit => "transit",
        AccountKind::Paid => "paid",
        AccountKind::Held => "held",
        AccountKind::Withheld => "withheld",
        AccountKind::CarriedOver => "carried_over",
        AccountKind::Returned => "returned",
        AccountKind::Reserved => "reserved",
        AccountKind::Undecided => "undecided",
    }
}

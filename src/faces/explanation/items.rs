//! What steps gave and took, as items: of one account's row, or summed over the rows of a unit or a fund.
use super::subject_told::{Item, Over};
use super::teller::{Owner, Teller};
use crate::book::Book;
use crate::number::format_fixed;
use crate::plan::*;

/// An amount that a flow moved in one of its rows, seen from an account: below zero where it left.
#[derive(Clone, Copy)]
pub(super) struct Posting {
    /// Index of the flow.
    pub flow: usize,
    /// The row of the flow's column.
    pub row: usize,
    /// In fen, signed.
    pub amount: i64,
}

/// What entered the account of a row and what left it, in the order of the steps.
pub(super) fn postings(book: &Book, account: AccountId, row: usize) -> Vec<Posting> {
    let mut found = Vec::new();
    for (flow, sign, end) in touching(book, account) {
        let column = book.plan.flows[flow].column;
        let mut post = |row: usize| match book.stored(column, row) {
            0 => {}
            amount => found.push(Posting { flow, row, amount: sign * amount }),
        };
        match end.via {
            None => post(row),
            Some(relation) => book.relations[relation.0].belonging(row).iter().for_each(|row| post(*row as usize)),
        }
    }
    found
}

/// The flows that enter or leave an account, with the sign and the end on its side.
pub(super) fn touching(book: &Book, account: AccountId) -> impl Iterator<Item = (usize, i64, FlowEnd)> + '_ {
    book.plan.flows.iter().enumerate().flat_map(move |(index, flow)| {
        let ends = [(1, Some(flow.to)), (-1, flow.from)];
        ends.into_iter().filter_map(move |(sign, end)| {
            let end = end.filter(|end| end.account == account)?;
            Some((index, sign, end))
        })
    })
}

/// One item of one row.
pub(super) fn item(teller: &mut Teller<'_>, posting: Posting) -> Item {
    let column = teller.book.plan.flows[posting.flow].column;
    let cell = teller.cell(column, posting.row);
    let plain = described(teller.book, posting.flow, posting.amount, cell);
    let to = plain.to.clone().filter(|_| posting.amount < 0);
    Item { from: None, to, ..plain }
}

/// The sum of a flow's column over some rows as an item, with both ends; nothing where they come to nothing.
pub(super) fn sum(
    teller: &mut Teller<'_>,
    (flow, sign): (usize, i64),
    rows: &mut dyn Iterator<Item = usize>,
    owner: Option<(Owner, i64)>,
    one_range: bool,
) -> Option<Item> {
    let book = teller.book;
    let column = book.plan.flows[flow].column;
    let (mut amount, mut count, mut first) = (0, 0, None);
    for row in rows {
        let stored = book.stored(column, row);
        if stored != 0 {
            (amount, count) = (amount + stored, count + 1);
            first.get_or_insert(row);
        }
    }
    let cell = teller.cell(column, first?);
    let table = book.plan.column(column).table;
    let terms = if one_range { teller.terms(table, Some(column), owner, None) } else { None };
    let over = (table != DISTRICT).then_some(Over { count, terms });
    Some(Item { over, ..described(book, flow, sign * amount, cell) })
}

fn described(book: &Book, flow: usize, amount: i64, cell: usize) -> Item {
    let flow = &book.plan.flows[flow];
    let step = flow.step.map(|step| &book.plan.steps[step]);
    let source = &book.plan.sources[flow.source.0];
    let account = |end: FlowEnd| book.plan.accounts[end.account.0].name.clone();
    Item {
        fund: source.fund.clone(),
        source: source.name.clone(),
        step: step.map_or("资金到位".to_string(), |step| step.name.clone()),
        words: step.map_or(String::new(), |step| step.words.clone()),
        clause: step.map_or(String::new(), |step| step.clause.clone()),
        amount: format_fixed(amount, 2),
        from: flow.from.map(account),
        to: Some(account(flow.to)),
        cell,
        over: None,
    }
}

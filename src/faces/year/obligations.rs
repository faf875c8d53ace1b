//! What a payee is owed, or owes, by the final batch and by each supplement, and how far each is: from the records alone.
use super::lines::State;
use crate::book::{Book, Payee};
use crate::faces::FaceError;
use crate::faces::grid::tie;
use crate::plan::SourceId;
use crate::stage::{OrderLine, Progress, Stage};
use std::collections::BTreeMap;

/// What one payee gets, or has to pay back, at once.
pub(super) struct Owed {
    /// Counted from 1; 0: the final batch.
    pub supplement: usize,
    /// In fen; of a claim below zero.
    pub sources: BTreeMap<SourceId, i64>,
    pub state: State,
}

impl Owed {
    fn net(&self) -> i64 {
        self.sources.values().sum()
    }

    /// Nothing is told of it yet.
    fn is_open(&self) -> bool {
        matches!(&self.state, State::Waiting(reason) if reason.is_empty())
    }
}

/// Everything that is owed; each is paid once, or waits once, or is claimed.
///
/// # Errors
/// [`FaceError::Differs`] where a payment is not what is owed, or something is neither paid nor waits.
pub(super) fn owed(book: &Book, progress: &Progress) -> Result<BTreeMap<Payee, Vec<Owed>>, FaceError> {
    let mut all: BTreeMap<Payee, Vec<Owed>> = BTreeMap::new();
    for (payee, sources) in of_final(book, progress) {
        all.entry(payee).or_default().push(waiting(0, sources));
    }
    for (record, number) in progress.corrections.iter().zip(1..) {
        let ground = format!("{}（{}）", record.document, record.day());
        for (payee, sources) in record.supplement.changes() {
            let owed = waiting(number, sources);
            // Sources that change without changing the sum are neither paid nor paid back; they stand with the claims.
            let state = if owed.net() > 0 { owed.state } else { State::Claimed(ground.clone()) };
            all.entry(payee).or_default().push(Owed { state, ..owed });
        }
    }
    for (line, state) in told(book, progress) {
        meet(book, all.entry(line.payee).or_default(), &line, &state)?;
    }
    for (payee, owed) in &all {
        let open: i64 = owed.iter().filter(|owed| owed.is_open()).map(Owed::net).sum();
        tie("明细", &book.row_name(payee.0, payee.1 as usize), open, 0)?;
    }
    Ok(all)
}

fn waiting(supplement: usize, sources: BTreeMap<SourceId, i64>) -> Owed {
    Owed { supplement, sources, state: State::Waiting(String::new()) }
}

/// What the final batch pays everybody.
fn of_final(book: &Book, progress: &Progress) -> BTreeMap<Payee, BTreeMap<SourceId, i64>> {
    let mut all: BTreeMap<Payee, BTreeMap<SourceId, i64>> = BTreeMap::new();
    for table in book.plan.payee_tables() {
        for source in &progress.order.sources {
            let due = (0..).zip(book.due(table, &[*source])).filter(|(_, fen)| *fen != 0);
            for (row, fen) in due {
                all.entry((table, row)).or_default().insert(*source, fen);
            }
        }
    }
    all.retain(|_, sources| sources.values().sum::<i64>() != 0);
    all
}

/// What the records say of each payment, in their order.
fn told(book: &Book, progress: &Progress) -> Vec<(OrderLine, State)> {
    let mut told = Vec::new();
    for round in &progress.payments {
        let state = State::Paid { day: round.day(), voucher: round.voucher.clone() };
        told.extend(round.paid.iter().map(|line| (line.clone(), state.clone())));
    }
    if progress.stage == Stage::Final {
        let why = if progress.payments.is_empty() {
            "定稿，尚未登记发放"
        } else {
            "重发或补发，尚未登记发放"
        };
        let lines = progress.order.lines(book).into_iter();
        told.extend(lines.map(|line| (line, State::Waiting(why.to_string()))));
    }
    let unpaid = progress.unpaid.iter();
    told.extend(unpaid.map(|unpaid| (unpaid.line.clone(), State::Waiting(unpaid.reason.clone()))));
    told
}

/// A line meets what its batch or supplement owes; a repeat may meet all that was open until then.
fn meet(book: &Book, owed: &mut [Owed], line: &OrderLine, state: &State) -> Result<(), FaceError> {
    let own = |owed: &&mut Owed| owed.is_open() && owed.supplement == line.supplement && owed.net() == line.amount;
    if let Some(one) = owed.iter_mut().find(own) {
        one.state = state.clone();
        return Ok(());
    }
    let mut met = 0;
    for one in owed.iter_mut().filter(|owed| owed.is_open() && owed.supplement <= line.supplement) {
        met += one.net();
        one.state = state.clone();
    }
    tie("明细", &book.row_name(line.payee.0, line.payee.1 as usize), line.amount, met)
}

//! What one batch paid to each payee of each source, when and on which voucher, or why it waits; proved against the
//! batch's ledger before the book is let go.
use super::obligations::{Owed, owed};
use crate::book::{Book, Payee};
use crate::dataset::Value;
use crate::faces::grid::tie;
use crate::faces::payout::{Layout, Part};
use crate::faces::{Edition, FaceError};
use crate::plan::{SourceId, TableId};
use crate::scheme::People;
use crate::stage::{Progress, Stage};
use std::collections::BTreeMap;

/// A payee; the same in all batches by key and name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person {
    /// Paid, but no staff: students.
    pub others: bool,
    /// The key in full; never shown.
    pub(super) key: String,
    /// The name.
    pub name: String,
    /// The key as pages show it.
    pub shown: String,
}

/// How far a payment is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Paid.
    Paid {
        /// The day, in words.
        day: String,
        /// The voucher.
        voucher: String,
    },
    /// Final, but not paid yet: why.
    Waiting(String),
    /// To be paid back, after a correction: on what it rests.
    Claimed(String),
    /// Nothing is paid: all of it is withheld.
    Nothing,
}

/// What a payee gets of one source in one batch, in fen. Amounts may be negative, where money is claimed back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearLine {
    /// Who.
    pub person: Person,
    /// The unit at that time.
    pub unit: String,
    /// The table of payees.
    pub table: String,
    /// The fund.
    pub fund: String,
    /// The source.
    pub source: String,
    /// Which supplement after a payment it is of, counted from 1; 0: the final batch.
    pub supplement: usize,
    /// What steps gave; of a supplement the difference.
    pub due: i64,
    /// Of it withheld.
    pub withheld: i64,
    /// How far it is.
    pub state: State,
}

impl YearLine {
    /// Due less withheld.
    pub fn net(&self) -> i64 {
        self.due - self.withheld
    }

    /// What was paid.
    pub fn paid(&self) -> i64 {
        if matches!(self.state, State::Paid { .. } | State::Nothing) { self.net() } else { 0 }
    }

    /// What waits.
    pub fn waiting(&self) -> i64 {
        if matches!(self.state, State::Waiting(_)) { self.net() } else { 0 }
    }

    /// What has to be paid back, not below zero.
    pub fn claimed(&self) -> i64 {
        if matches!(self.state, State::Claimed(_)) { -self.net() } else { 0 }
    }
}

/// A batch's part of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchYear {
    /// Its name.
    pub batch: String,
    /// Its stage.
    pub stage: Stage,
    /// Title of its scheme.
    pub scheme: String,
    /// Who pays.
    pub office: String,
    /// Year of the scheme.
    pub year: u16,
    /// The pay period.
    pub period: String,
    /// The first day on which it paid, counted as spreadsheets do.
    pub paid_on: Option<i32>,
    /// Its lines, table by table, row by row.
    pub lines: Vec<YearLine>,
    /// Fund and source, with what the ledger says that payees get of it, and supplements after it.
    pub ledger: Vec<(String, String, i64)>,
}

impl BatchYear {
    /// Gathers the lines of a batch that is final or paid.
    ///
    /// # Errors
    /// [`FaceError::Differs`] where payments, what waits and the ledger do not agree to the fen.
    pub fn of(book: &Book, edition: &Edition, progress: &Progress) -> Result<BatchYear, FaceError> {
        let owed = owed(book, progress)?;
        let mut year = BatchYear {
            batch: edition.batch.clone(),
            stage: edition.stage,
            scheme: edition.scheme.clone(),
            office: edition.office.clone(),
            year: edition.year,
            period: progress.period().unwrap_or_default().to_string(),
            paid_on: progress.payments.first().map(|round| round.paid_on),
            lines: Vec::new(),
            ledger: Vec::new(),
        };
        for table in book.plan.payee_tables() {
            if let Some(layout) = Layout::of(book, table)? {
                year.take(book, &layout, &owed)?;
            }
        }
        year.ledger = ledger(book, progress);
        year.prove()?;
        Ok(year)
    }

    fn take(&mut self, book: &Book, layout: &Layout, owed: &BTreeMap<Payee, Vec<Owed>>) -> Result<(), FaceError> {
        let table = layout.table;
        let of_final = sources(book, layout);
        for row in 0..book.rows[table.0] {
            let payee = (table, row as u32);
            let of_book = || of_final.iter().map(|(source, due, paid)| (*source, due[row], paid[row]));
            let mut final_net = 0;
            for Owed { supplement, sources, state } in owed.get(&payee).into_iter().flatten() {
                if *supplement == 0 {
                    final_net = sources.values().sum();
                    self.push(book, payee, (0, state), of_book());
                } else {
                    let differences = sources.iter().map(|(source, fen)| (*source, *fen, *fen));
                    self.push(book, payee, (*supplement, state), differences);
                }
            }
            tie("明细", &book.row_name(table, row), final_net, layout.net(row))?;
            if final_net == 0 {
                self.push(book, payee, (0, &State::Nothing), of_book());
            }
        }
        Ok(())
    }

    /// A line for each source: what is due, and what of it is paid.
    fn push(
        &mut self,
        book: &Book,
        (table, row): Payee,
        (supplement, state): (usize, &State),
        sources: impl Iterator<Item = (SourceId, i64, i64)>,
    ) {
        let unit = book.unit_name(table, row as usize);
        for (source, due, paid) in sources.filter(|(_, due, paid)| *due != 0 || *paid != 0) {
            let source = &book.plan.sources[source.0];
            self.lines.push(YearLine {
                person: person(book, table, row as usize),
                unit: unit.clone(),
                table: book.plan.table(table).name.clone(),
                fund: source.fund.clone(),
                source: source.name.clone(),
                supplement,
                due,
                withheld: due - paid,
                state: state.clone(),
            });
        }
    }

    /// The lines of each source add up to its ledger.
    fn prove(&self) -> Result<(), FaceError> {
        for (fund, source, ledger) in &self.ledger {
            let own = self.lines.iter().filter(|line| line.fund == *fund && line.source == *source);
            tie("按批次", &format!("{} {fund}·{source}", self.batch), own.map(YearLine::net).sum(), *ledger)?;
        }
        let all = self.lines.iter().map(YearLine::net).sum();
        tie("按批次", &self.batch, all, self.ledger.iter().map(|(_, _, ledger)| ledger).sum())
    }
}

/// What each payee is due and is paid of each source that reaches the table.
fn sources<'l>(book: &Book, layout: &'l Layout) -> Vec<(SourceId, &'l [i64], &'l [i64])> {
    let column = |part: Part, source: SourceId| {
        let own = |column: &&crate::faces::payout::Amounts| column.part == part && column.source == Some(source);
        layout.columns.iter().find(own).map(|column| column.values.as_slice())
    };
    let sources = (0..book.plan.sources.len()).map(SourceId);
    sources.filter_map(|source| Some((source, column(Part::Due, source)?, column(Part::Net, source)?))).collect()
}

/// What payees are entitled to of each source: as the ledger says, and where something was corrected after a payment, as
/// the corrections left it.
fn ledger(book: &Book, progress: &Progress) -> Vec<(String, String, i64)> {
    let due: Vec<_> =
        book.plan.payee_tables().iter().filter_map(|id| book.plan.table(*id).payee.as_ref()).map(|p| p.due).collect();
    let sources = (0..book.plan.sources.len()).map(SourceId).filter(|source| book.pays(*source));
    let of = |source: SourceId| {
        let own = book.ledger.balances.iter().filter(|b| b.source == source && due.contains(&b.account));
        let described = &book.plan.sources[source.0];
        let corrected = progress.corrections.last().map(|record| record.supplement.standing.due.total(source));
        let amount = corrected.unwrap_or_else(|| own.map(|balance| balance.balance()).sum());
        (described.fund.clone(), described.name.clone(), amount)
    };
    sources.map(of).collect()
}

fn person(book: &Book, table: TableId, row: usize) -> Person {
    let described = book.plan.table(table);
    let full = |column: &crate::plan::ColumnId| match book.value(*column, row) {
        Value::Text(id) => book.text(id).to_string(),
        _ => book.shown(*column, row),
    };
    let joined = |parts: Vec<String>| parts.join(" ");
    let payment = book.plan.payments.iter().find(|payment| payment.table == table);
    Person {
        others: payment.is_some_and(|payment| payment.people == People::Others),
        key: joined(described.key.iter().map(full).collect()),
        shown: joined(described.key.iter().map(|column| book.shown(*column, row)).collect()),
        name: described.payee.as_ref().map(|payee| book.shown(payee.name, row)).unwrap_or_default(),
    }
}

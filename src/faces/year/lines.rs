//! What one batch paid to each payee of each source, when and on which voucher, or why it waits; proved against the
//! batch's ledger before the book is let go.
use crate::book::{Book, Payee};
use crate::dataset::Value;
use crate::faces::grid::tie;
use crate::faces::payout::{Layout, Part};
use crate::faces::{Edition, FaceError};
use crate::plan::{SourceId, TableId};
use crate::scheme::People;
use crate::stage::{OrderLine, Progress, Stage};
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
    /// What steps gave.
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
        if matches!(self.state, State::Waiting(_)) { 0 } else { self.net() }
    }

    /// What waits.
    pub fn waiting(&self) -> i64 {
        self.net() - self.paid()
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
    /// Fund and source, with what the ledger says that payees get of it.
    pub ledger: Vec<(String, String, i64)>,
}

impl BatchYear {
    /// Gathers the lines of a batch that is final or paid.
    ///
    /// # Errors
    /// [`FaceError::Differs`] where payments, what waits and the ledger do not agree to the fen.
    pub fn of(book: &Book, edition: &Edition, progress: &Progress) -> Result<BatchYear, FaceError> {
        let states = states(book, progress);
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
                year.take(book, &layout, &states)?;
            }
        }
        year.ledger = ledger(book);
        year.prove()?;
        Ok(year)
    }

    fn take(&mut self, book: &Book, layout: &Layout, states: &BTreeMap<Payee, (i64, State)>) -> Result<(), FaceError> {
        let table = layout.table;
        let sources = sources(book, layout);
        for row in 0..book.rows[table.0] {
            let net = layout.net(row);
            let (ordered, state) = states.get(&(table, row as u32)).cloned().unwrap_or((0, State::Nothing));
            tie("明细", &book.row_name(table, row), ordered, net)?;
            let unit = book.relations[layout.payee.unit.0].target(row);
            let unit = unit.map_or(String::new(), |unit| book.shown(layout.payee.unit_name, unit));
            for (source, due, paid) in &sources {
                if due[row] == 0 && paid[row] == 0 {
                    continue;
                }
                let source = &book.plan.sources[source.0];
                self.lines.push(YearLine {
                    person: person(book, table, row),
                    unit: unit.clone(),
                    table: book.plan.table(table).name.clone(),
                    fund: source.fund.clone(),
                    source: source.name.clone(),
                    due: due[row],
                    withheld: due[row] - paid[row],
                    state: state.clone(),
                });
            }
        }
        Ok(())
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

/// Whether everybody was paid, with the amount: from the records alone, not from the book.
fn states(book: &Book, progress: &Progress) -> BTreeMap<Payee, (i64, State)> {
    let mut states = BTreeMap::new();
    let mut put = |line: &OrderLine, state: State| {
        // Somebody in two places would be paid twice: the sum then differs from the book.
        let entry = states.entry(line.payee).or_insert((0, state));
        entry.0 += line.amount;
    };
    for round in &progress.payments {
        for line in &round.paid {
            put(line, State::Paid { day: round.day(), voucher: round.voucher.clone() });
        }
    }
    if progress.stage == Stage::Final {
        let why =
            if progress.redresses.is_empty() { "定稿，尚未登记发放" } else { "重发，尚未登记发放" };
        progress.order.lines(book).iter().for_each(|line| put(line, State::Waiting(why.to_string())));
    }
    progress.unpaid.iter().for_each(|unpaid| put(&unpaid.line, State::Waiting(unpaid.reason.clone())));
    states
}

fn ledger(book: &Book) -> Vec<(String, String, i64)> {
    let due: Vec<_> =
        book.plan.payee_tables().iter().filter_map(|id| book.plan.table(*id).payee.as_ref()).map(|p| p.due).collect();
    let sources = (0..book.plan.sources.len()).map(SourceId).filter(|source| book.pays(*source));
    let of = |source: SourceId| {
        let own = book.ledger.balances.iter().filter(|b| b.source == source && due.contains(&b.account));
        let described = &book.plan.sources[source.0];
        (described.fund.clone(), described.name.clone(), own.map(|balance| balance.balance()).sum())
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

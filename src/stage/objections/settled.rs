//! What the register says of a batch that is to become final: each objection decided, or its amount held.
use super::case::ObjectionCase;
use super::entry::{ObjectionColumn as At, ObjectionEntry};
use super::outcome::Outcome;
use super::register::ObjectionRegister;
use crate::book::Book;
use crate::book::Payee;
use crate::form::field::written;
use crate::messages::{Findings, ObjectionMessage, RecordMessage};
use crate::stage::notice::NoticeRecord;

/// An objection as the record of a final batch has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The table of payees and the row of whom it is about; none: about no one person.
    pub payee: Option<Payee>,
    /// Whom it is about, as written.
    pub name: String,
    /// What.
    pub what: String,
    /// When it was brought, counted as spreadsheets do.
    pub brought_on: i32,
    /// How the last step ended.
    pub conclusion: String,
    /// What follows.
    pub outcome: Outcome,
    /// When it was answered.
    pub answered_on: Option<i32>,
}

impl Objection {
    /// The day on which it was brought, in words.
    pub fn brought(&self) -> String {
        written(self.brought_on)
    }

    /// The day on which it was answered.
    pub fn answered(&self) -> String {
        self.answered_on.map(written).unwrap_or_default()
    }
}

/// Every objection that concerns a batch; `chain`: the names of its parents and its own. What keeps the batch from becoming
/// final is told at its cell.
pub(in crate::stage) fn settled(
    register: &ObjectionRegister,
    book: &Book,
    (notice, chain): (&NoticeRecord, &[String]),
    findings: &mut Findings,
) -> Option<Vec<Objection>> {
    let cases = register.cases();
    let related = related(&cases, chain);
    let concerning = cases.iter().filter(|case| related.iter().any(|batch| batch == case.disputed()));
    let read: Vec<Option<Objection>> = concerning
        .map(|case| {
            if chain.iter().any(|batch| batch == case.disputed()) {
                tell_outside(case.entries[0], notice, findings);
            }
            objection(case, book, chain, findings)
        })
        .collect();
    read.into_iter().collect()
}

/// The batch's own line, and batches objected to of which it is the correction: whoever objected there and is not
/// answered yet has not objected in vain.
fn related(cases: &[ObjectionCase<'_>], chain: &[String]) -> Vec<String> {
    let mut related = chain.to_vec();
    let mut known = 0;
    while known < related.len() {
        known = related.len();
        for case in cases {
            if case.answered_by(&related) && !related.iter().any(|batch| batch == case.disputed()) {
                related.push(case.disputed().to_string());
            }
        }
    }
    related
}

fn objection(case: &ObjectionCase<'_>, book: &Book, chain: &[String], findings: &mut Findings) -> Option<Objection> {
    let last = case.last();
    let payee = last.payee(book, findings);
    let corrected = case.corrected().is_none_or(|entry| is_corrected(entry, case.disputed(), chain, findings));
    let Some(outcome) = last.outcome else {
        last.tell_undecided(findings);
        return None;
    };
    if !corrected {
        return None;
    }
    let concluded = case.entries.iter().rev().map(|entry| entry.text(At::Conclusion)).find(|text| !text.is_empty());
    Some(Objection {
        payee: payee?,
        name: last.text(At::Name).to_string(),
        what: case.entries[0].text(At::What).to_string(),
        brought_on: case.entries[0].brought_on,
        conclusion: concluded.unwrap_or_default().to_string(),
        outcome,
        answered_on: last.answered_on,
    })
}

/// Whether a correction that was decided is made by this batch: it is another than the one objected to, and named.
fn is_corrected(entry: &ObjectionEntry, disputed: &str, chain: &[String], findings: &mut Findings) -> bool {
    let (number, batch) = (entry.text(At::Number).to_string(), entry.text(At::Answering).to_string());
    let own = |name: &str| chain.iter().any(|batch| batch == name);
    if own(&batch) && !own(disputed) {
        return true;
    }
    if batch.is_empty() || own(&batch) {
        findings.add(RecordMessage::ObjectionCorrects { number }, entry.field(At::Answering).place.clone());
    } else {
        findings.add(ObjectionMessage::CorrectedElsewhere { number, batch }, entry.field(At::Answering).place.clone());
    }
    false
}

fn tell_outside(entry: &ObjectionEntry, notice: &NoticeRecord, findings: &mut Findings) {
    if !(notice.from..=notice.to).contains(&entry.brought_on) {
        let [from, to] = notice.days();
        let number = entry.text(At::Number).to_string();
        findings.add(ObjectionMessage::OutsideNotice { number, from, to }, entry.field(At::BroughtOn).place.clone());
    }
}

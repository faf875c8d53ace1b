//! The record of the approval: on what the payment rests, who approved it, what became of each objection.
use super::field::{Field, two_people, written};
use super::form::{Form, Line};
use super::labels::{APPROVAL, OBJECTIONS};
use super::notice::NoticeRecord;
use super::progress::payee_of;
use crate::book::Book;
use crate::book::Payee;
use crate::intake::OfficeFile;
use crate::messages::{Findings, RecordMessage};

/// Who approves, in order.
pub const SIGNERS: [&str; 6] = ["经办", "复核", "人事", "计财", "分管领导", "主要领导"];

/// What was recorded when a batch became final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Number of the minutes or the approval.
    pub document: String,
    /// Its day, counted as spreadsheets do.
    pub approved_on: i32,
    /// Names, in the order of [`SIGNERS`].
    pub signers: Vec<String>,
    /// Everything that was objected.
    pub objections: Vec<Objection>,
}

/// An objection in the notice period, with its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The table of payees and the row of whom it is about; none: about no one person.
    pub payee: Option<Payee>,
    /// Who objected or whom it is about, as written.
    pub name: String,
    /// What.
    pub what: String,
    /// When it was brought.
    pub brought_on: i32,
    /// How the review ended.
    pub conclusion: String,
    /// What follows.
    pub outcome: Outcome,
    /// When it was answered.
    pub answered_on: Option<i32>,
    /// By whom.
    pub answered_by: String,
}

/// What follows from an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 维持: the amount stands.
    Upheld,
    /// 缓发: it is still being reviewed or appealed; the amount is not paid yet.
    Held,
    /// 更正: the amount is wrong, so this computation is not the final one.
    Corrected,
}

impl Outcome {
    /// The words of the form, in the order of the variants.
    pub const WORDS: [&str; 3] = ["维持", "缓发", "更正"];

    fn of(index: usize) -> Option<Outcome> {
        [Outcome::Upheld, Outcome::Held, Outcome::Corrected].get(index).copied()
    }

    /// As in the form.
    pub fn chinese(self) -> &'static str {
        match self {
            Outcome::Upheld => "维持",
            Outcome::Held => "缓发",
            Outcome::Corrected => "更正",
        }
    }
}

impl Approval {
    /// Reads the form; everything that is wrong with it is told.
    pub(super) fn read(
        file: &OfficeFile,
        book: &Book,
        notice: &NoticeRecord,
        findings: &mut Findings,
    ) -> Option<Approval> {
        let form = Form::open(file, findings)?;
        let lines = form.lines((OBJECTIONS.0, &OBJECTIONS.1), findings);
        let answers = form.answers(&APPROVAL, findings)?;
        let [document, day, count, signers @ ..] = answers.as_slice() else { return None };
        let document = document.filled(findings);
        let approved_on = approved_on(day, notice, findings);
        let signers = signed(signers, findings);
        let lines = lines?;
        let stated = count.filled(findings).and_then(|_| count.count(findings));
        if let Some(stated) = stated.filter(|stated| *stated as usize != lines.len()) {
            let message = RecordMessage::ObjectionCount { stated, listed: lines.len() };
            findings.add(message, count.place.clone());
        }
        let stated = stated.filter(|stated| *stated as usize == lines.len());
        let read: Vec<Option<Objection>> = lines.iter().map(|line| objection(line, book, findings)).collect();
        let objections = read.into_iter().collect::<Option<Vec<Objection>>>();
        stated?;
        Some(Approval { document: document?, approved_on: approved_on?, signers: signers?, objections: objections? })
    }

    /// The day in words.
    pub fn day(&self) -> String {
        written(self.approved_on)
    }

    /// Whose pay waits for the end of an objection.
    pub fn held(&self) -> impl Iterator<Item = Payee> {
        self.objections.iter().filter(|objection| objection.outcome == Outcome::Held).filter_map(|o| o.payee)
    }
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

/// The day of the approval: not before the notice is over.
fn approved_on(field: &Field, notice: &NoticeRecord, findings: &mut Findings) -> Option<i32> {
    let day = field.day(findings)?;
    if day <= notice.to {
        findings.add(RecordMessage::ApprovedEarly { until: written(notice.to) }, field.place.clone());
        return None;
    }
    Some(day)
}

/// All names; who did the work is not who checked it.
pub(super) fn signed(fields: &[Field], findings: &mut Findings) -> Option<Vec<String>> {
    let [clerk, reviewer, others @ ..] = fields else { return None };
    let two = two_people(clerk, reviewer, findings);
    let others: Vec<Option<String>> = others.iter().map(|field| field.filled(findings)).collect();
    let others = others.into_iter().collect::<Option<Vec<String>>>()?;
    Some(two?.into_iter().chain(others).collect())
}

fn objection(line: &Line, book: &Book, findings: &mut Findings) -> Option<Objection> {
    let [_, table, key, name, what, brought, conclusion, outcome, answered, by] = line.fields.as_slice() else {
        return None;
    };
    let (what, brought_on) = (what.filled(findings), brought.day(findings));
    let (conclusion, chosen) = (conclusion.filled(findings), outcome.choice(&Outcome::WORDS, findings));
    let outcome_word = chosen.and_then(Outcome::of);
    if outcome_word == Some(Outcome::Corrected) {
        findings.add(RecordMessage::ObjectionCorrects {}, outcome.place.clone());
        return None;
    }
    let held = outcome_word == Some(Outcome::Held);
    // An answer is owed unless the case goes on.
    let answered_on = if held && answered.text.is_empty() { Some(None) } else { answered.day(findings).map(Some) };
    let answered_by = if held { Some(by.text.clone()) } else { by.filled(findings) };
    let payee = payee(book, table, key, held, findings);
    Some(Objection {
        payee: payee?,
        name: name.text.clone(),
        what: what?,
        brought_on: brought_on?,
        conclusion: conclusion?,
        outcome: outcome_word?,
        answered_on: answered_on?,
        answered_by: answered_by?,
    })
}

/// Whom an objection is about: a row of a table of payees, named by its key. Only a held amount has to be somebody's.
fn payee(book: &Book, table: &Field, key: &Field, held: bool, findings: &mut Findings) -> Option<Option<Payee>> {
    if key.text.is_empty() && !held {
        return Some(None);
    }
    payee_of(book, table, key, findings).map(Some)
}

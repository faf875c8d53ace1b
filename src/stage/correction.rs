//! The record of corrections after a payment: who approved them, what they lead to, in how many instalments claims are met.
use super::approval::signed;
use super::field::{Field, written};
use super::form::{Form, Line};
use super::labels::{CORRECTION, INSTALMENTS};
use super::progress::payee_of;
use crate::book::{Book, Payee};
use crate::intake::OfficeFile;
use crate::messages::{Findings, RecordMessage};
use crate::plan::SourceId;
use crate::scheme::Scheme;
use crate::supplement::{Standing, Supplement};
use std::collections::BTreeMap;

/// Most instalments of a claim: ten years of months.
const INSTALMENTS_MAX: u32 = 120;

/// What was recorded of corrections after a payment.
#[derive(Debug, Clone)]
pub struct CorrectionRecord {
    /// Number of the minutes or the approval.
    pub document: String,
    /// Its day, counted as spreadsheets do.
    pub approved_on: i32,
    /// Names, in the order of [`super::SIGNERS`].
    pub signers: Vec<String>,
    /// Instalments of claims, where more than one: how many, from which month on.
    pub instalments: BTreeMap<Payee, Instalments>,
    /// What follows.
    pub supplement: Supplement,
}

/// In how many parts a claim is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalments {
    /// How many.
    pub count: u32,
    /// The month of the first, as written.
    pub from: String,
}

impl CorrectionRecord {
    /// Reads the workbook and computes what follows; everything that is wrong is told. `since`: the day of the payment
    /// before.
    pub(super) fn read(
        file: &OfficeFile,
        scheme: &Scheme,
        (standing, since): (Standing, i32),
        findings: &mut Findings,
    ) -> Option<CorrectionRecord> {
        let form = Form::open(file, findings)?;
        let listed = form.lines((INSTALMENTS.0, &INSTALMENTS.1), findings);
        let answers = form.answers(&CORRECTION, findings)?;
        let [document, day, signers @ ..] = answers.as_slice() else { return None };
        let document = document.filled(findings);
        let approved_on = day.day_since(since, findings);
        let signers = signed(signers, findings);
        let supplement = standing.correct(scheme, file, findings)?;
        let claims = supplement.claims();
        let mut instalments = BTreeMap::new();
        let mut wrong = false;
        for line in listed? {
            match instalment(&line, &supplement.standing.book, &claims, findings) {
                Some((payee, parts)) => drop(instalments.insert(payee, parts)),
                None => wrong = true,
            }
        }
        let signers = signers.filter(|_| !wrong)?;
        Some(CorrectionRecord { document: document?, approved_on: approved_on?, signers, instalments, supplement })
    }

    /// The day in words.
    pub fn day(&self) -> String {
        written(self.approved_on)
    }

    /// Those who are paid more, with what each source pays; a source's part may be below zero, never the sum.
    pub fn paid(&self) -> BTreeMap<Payee, BTreeMap<SourceId, i64>> {
        let more = |changes: &BTreeMap<SourceId, i64>| changes.values().sum::<i64>() > 0;
        self.supplement.changes().into_iter().filter(|(_, changes)| more(changes)).collect()
    }
}

/// A line of instalments: of somebody who has to pay back.
fn instalment(
    line: &Line,
    book: &Book,
    claims: &BTreeMap<Payee, i64>,
    findings: &mut Findings,
) -> Option<(Payee, Instalments)> {
    let [_, table, key, count, from] = line.fields.as_slice() else { return None };
    let payee = payee_of(book, table, key, findings);
    let count = parts(count, findings);
    let from = from.filled(findings);
    let payee = payee?;
    if !claims.contains_key(&payee) {
        findings.add(RecordMessage::NothingClaimed { key: key.text.clone() }, key.place.clone());
        return None;
    }
    Some((payee, Instalments { count: count?, from: from? }))
}

fn parts(field: &Field, findings: &mut Findings) -> Option<u32> {
    field.filled(findings)?;
    let count = field.count(findings)?;
    if !(1..=INSTALMENTS_MAX).contains(&count) {
        findings.add(RecordMessage::InstalmentCount { count, most: INSTALMENTS_MAX }, field.place.clone());
        return None;
    }
    Some(count)
}

//! What became of an amount on its way to the payee: held, ordered, paid on which voucher, come back.
use super::Explanation;
use super::subject::About;
use super::subject_told::{PaymentTold, Subject};
use crate::book::Payee;
use crate::number::format_fixed;
use crate::stage::{Approval, CorrectionRecord, OrderLine, Outcome, PaymentRecord, Progress, RecordKind, Stage};

/// Says of each payee what the records of the batch say of the payment. `abouts`: whom the subjects are about.
pub fn tell_payments(explanation: &mut Explanation, abouts: &[About], progress: &Progress) {
    for (subject, about) in explanation.subjects.iter_mut().zip(abouts) {
        if let About::Payee(table, row) = about {
            subject.payment = told(subject, (*table, *row as u32), progress);
        }
    }
}

fn told(subject: &Subject, payee: Payee, progress: &Progress) -> Vec<PaymentTold> {
    let Some(approval) = &progress.approval else { return Vec::new() };
    let mut told: Vec<PaymentTold> =
        approval.held().filter(|held| *held == payee).take(1).map(|_| held(subject, approval, payee)).collect();
    for record in &progress.corrections {
        told.extend(corrected(record, payee));
    }
    for (number, payment) in progress.payments.iter().enumerate() {
        let again = progress.redresses.iter().filter(|redress| number > 0 && redress.approved_on <= payment.paid_on);
        let mut lines = again.flat_map(|redress| &redress.lines).filter(|line| line.payee == payee);
        let ground = lines.next_back().map_or(String::new(), |line| line.ground.clone());
        told.extend(answered(payment, payee, ground));
    }
    // What a correction adds or takes is told as such.
    let corrects = progress.last == Some(RecordKind::Correction);
    if progress.stage == Stage::Final && !corrects && progress.order.pays(payee.0, payee.1) {
        told.push(ordered(subject, approval, progress, payee));
    }
    told
}

fn held(subject: &Subject, approval: &Approval, payee: Payee) -> PaymentTold {
    let objection = approval.objections.iter().find(|o| o.payee == Some(payee) && o.outcome == Outcome::Held);
    let ground = objection.map_or(String::new(), |objection| {
        let words = [objection.brought(), objection.what.clone(), objection.conclusion.clone()];
        words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
    });
    PaymentTold {
        kind: "held",
        amount: subject.amount.clone(),
        day: approval.day(),
        document: approval.document.clone(),
        receipt: String::new(),
        ground,
    }
}

/// What corrections after a payment add to somebody's amount, or claim back.
fn corrected(record: &CorrectionRecord, payee: Payee) -> Option<PaymentTold> {
    let own = record.supplement.outcomes.iter().filter(|outcome| outcome.changes.contains_key(&payee));
    let own: Vec<_> = own.collect();
    let change: i64 = own.iter().filter_map(|outcome| outcome.changes.get(&payee)).sum();
    let mut reasons: Vec<&str> = own.iter().map(|outcome| outcome.corrected.reason.as_str()).collect();
    reasons.dedup();
    (change != 0).then(|| PaymentTold {
        kind: "corrected",
        amount: format_fixed(change, 2),
        day: record.day(),
        document: record.document.clone(),
        receipt: String::new(),
        ground: reasons.join("；"),
    })
}

fn ordered(subject: &Subject, approval: &Approval, progress: &Progress, payee: Payee) -> PaymentTold {
    let redress = progress.redresses.last();
    let again = redress.and_then(|redress| redress.lines.iter().find(|line| line.payee == payee));
    PaymentTold {
        kind: "ordered",
        amount: subject.amount.clone(),
        day: redress.map_or_else(|| approval.day(), |redress| redress.day()),
        document: approval.document.clone(),
        receipt: String::new(),
        ground: again.map_or(String::new(), |line| line.ground.clone()),
    }
}

/// How one payment ended for somebody.
fn answered(payment: &PaymentRecord, payee: Payee, ground: String) -> Option<PaymentTold> {
    let of = |line: &&OrderLine| line.payee == payee;
    let told = |kind: &'static str, line: &OrderLine, ground: String| PaymentTold {
        kind,
        amount: format_fixed(line.amount, 2),
        day: payment.day(),
        document: payment.voucher.clone(),
        receipt: payment.receipt.clone(),
        ground,
    };
    if let Some(line) = payment.paid.iter().find(of) {
        return Some(told("paid", line, ground));
    }
    let (line, reason) = payment.failed.iter().find(|(line, _)| line.payee == payee)?;
    Some(told("failed", line, reason.clone()))
}

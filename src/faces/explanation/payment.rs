//! What became of an amount on its way to the payee: held, ordered, paid on which voucher, come back.
use super::Explanation;
use super::subject::About;
use super::subject_told::{PaymentTold, Subject};
use crate::book::Payee;
use crate::faces::corrections::words as corrected_words;
use crate::number::format_fixed;
use crate::stage::{Approval, CorrectionRecord, Led, OrderLine, Outcome, PaymentRecord, Progress};

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
    for number in 0..=progress.payments.len() {
        let Some(led) = progress.led(number) else { continue };
        let ground = match led {
            Led::Approval(_) => String::new(),
            Led::Redress(redress) => {
                let again = redress.lines.iter().find(|line| line.payee == payee);
                again.map_or(String::new(), |line| line.ground.clone())
            }
            Led::Correction(_, record) => {
                told.extend(corrected(record, payee));
                String::new()
            }
        };
        // What a correction adds or takes is told as such.
        let told_already = matches!(led, Led::Correction(..));
        match progress.payments.get(number) {
            Some(payment) => told.extend(answered(payment, payee, ground)),
            None if !told_already && progress.order.pays(payee.0, payee.1) => {
                told.push(ordered(subject, approval, led, ground))
            }
            None => {}
        }
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

/// What corrections after a payment changed for somebody, each with its ground and decision.
fn corrected(record: &CorrectionRecord, payee: Payee) -> impl Iterator<Item = PaymentTold> {
    let book = &record.supplement.standing.book;
    record.supplement.outcomes.iter().filter_map(move |outcome| {
        let change = outcome.changes.get(&payee)?;
        let bearer = outcome.bearer.map_or(String::new(), |bearer| format!("，差额由{}承担", bearer.name(book)));
        let ground =
            format!("{}（{}{bearer}）", corrected_words(book, &outcome.corrected), outcome.aftermath.chinese());
        Some(PaymentTold {
            kind: "corrected",
            amount: format_fixed(*change, 2),
            day: record.day(),
            document: record.document.clone(),
            receipt: String::new(),
            ground,
        })
    })
}

fn ordered(subject: &Subject, approval: &Approval, led: Led<'_>, ground: String) -> PaymentTold {
    let day = match led {
        Led::Redress(redress) => redress.day(),
        Led::Approval(_) | Led::Correction(..) => approval.day(),
    };
    PaymentTold {
        kind: "ordered",
        amount: subject.amount.clone(),
        day,
        document: approval.document.clone(),
        receipt: String::new(),
        ground,
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

//! The record of a payment: when, on which voucher, and what the bank or treasury answered for each line.
use super::bank_return::{Answers, Words};
use super::field::{two_people, written};
use super::form::Form;
use super::labels::{PAYMENT, RETURN_KINDS, YES_NO};
use super::order::{Order, OrderLine};
use super::progress::who;
use crate::book::Book;
use crate::book::Payee;
use crate::intake::OfficeFile;
use crate::messages::{Findings, OutputMessage, RecordMessage};

/// What was recorded of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRecord {
    /// The day of the payment, counted as spreadsheets do.
    pub paid_on: i32,
    /// Number of the voucher.
    pub voucher: String,
    /// Number of the bank's or treasury's receipt.
    pub receipt: String,
    /// Who paid, and who checked.
    pub signers: [String; 2],
    /// Whom it was to pay, and what.
    pub order: Order,
    /// What was paid.
    pub paid: Vec<OrderLine>,
    /// What came back, and why.
    pub failed: Vec<(OrderLine, String)>,
}

/// What the form says before the returns are read.
struct Stated {
    paid_on: i32,
    voucher: String,
    receipt: String,
    whole: bool,
    words: Words,
    by_hand: bool,
    signers: [String; 2],
}

impl PaymentRecord {
    /// Reads the form and the returns; everything that is wrong with them is told. `since`: the day of the approval.
    pub(super) fn read(
        files: &[OfficeFile],
        book: &Book,
        (lines, since, earlier): (&[OrderLine], i32, &[PaymentRecord]),
        findings: &mut Findings,
    ) -> Option<PaymentRecord> {
        let (form_file, returns) = files.split_first()?;
        let form = Form::open(form_file, findings)?;
        let stated = stated(&form, since, findings);
        let words = stated.as_ref().map(|stated| stated.words.clone()).unwrap_or_default();
        let answers = Answers::read(returns, &words, findings);
        let (stated, answers) = (stated?, answers?);
        if let Some(number) = earlier.iter().position(|known| known.voucher == stated.voucher) {
            let message = OutputMessage::VoucherAgain { voucher: stated.voucher.clone(), number: number + 1 };
            findings.add(message, form.place(super::FORM_SHEET));
        }
        let before = findings.list.len();
        let mut record = PaymentRecord {
            paid_on: stated.paid_on,
            voucher: stated.voucher,
            receipt: stated.receipt,
            signers: stated.signers,
            order: Order::default(),
            paid: Vec::new(),
            failed: Vec::new(),
        };
        let mut silent: Vec<Payee> = Vec::new();
        for line in lines {
            if line.account.is_empty() {
                let unpaid = || (line.clone(), "尚未签领".to_string());
                if stated.by_hand {
                    record.paid.push(line.clone())
                } else {
                    record.failed.push(unpaid())
                }
                continue;
            }
            match answers.take(book, line, findings) {
                Some(None) => record.paid.push(line.clone()),
                Some(Some(reason)) => record.failed.push((line.clone(), reason)),
                None if stated.whole => silent.push(line.payee),
                None => record.paid.push(line.clone()),
            }
        }
        if let Some(first) = silent.first() {
            let message = RecordMessage::ReturnSilent { count: silent.len(), first: who(book, *first) };
            findings.add(message, form.place(super::FORM_SHEET));
        }
        answers.tell_unused(findings);
        (findings.list.len() == before).then_some(record)
    }

    /// The day in words.
    pub fn day(&self) -> String {
        written(self.paid_on)
    }

    /// What came back, as an order of its own.
    pub fn came_back(&self) -> Order {
        self.order.only(self.failed.iter().map(|(line, _)| line.payee))
    }

    /// What was paid in all, in fen.
    pub fn total(&self) -> i64 {
        self.paid.iter().map(|line| line.amount).sum()
    }
}

fn stated(form: &Form, since: i32, findings: &mut Findings) -> Option<Stated> {
    let answers = form.answers(&PAYMENT, findings)?;
    let [day, voucher, receipt, kind, paid, failed, columns, by_hand, clerk, reviewer] = answers.as_slice() else {
        return None;
    };
    let paid_on = day.day_since(since, findings);
    let (voucher, receipt) = (voucher.filled(findings), receipt.filled(findings));
    let whole = kind.choice(&RETURN_KINDS, findings);
    let by_hand = if by_hand.text.is_empty() { Some(1) } else { by_hand.choice(&YES_NO, findings) };
    let signers = two_people(clerk, reviewer, findings);
    Some(Stated {
        paid_on: paid_on?,
        voucher: voucher?,
        receipt: receipt?,
        whole: whole? == 0,
        words: Words::of(&paid.text, &failed.text, &columns.text),
        by_hand: by_hand? == 0,
        signers: signers?,
    })
}

//! The accounts of a payment's payees: there, of digits, one a person, the payee's own.
use super::amounts::Amounts;
use super::line::{field_place, ordered_text, who};
use crate::book::{Book, masked};
use crate::dataset::folded;
use crate::messages::{Findings, OutputMessage};
use crate::plan::Payment;
use crate::scheme::Field;
use crate::stage::Order;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// Digits of a bank account, and of one that is a card and has a check digit.
const ACCOUNT_DIGITS: RangeInclusive<usize> = 8..=32;
const CARD_DIGITS: RangeInclusive<usize> = 16..=19;

/// Whom each account pays, of all payments together: key and name.
pub(super) type Holders = HashMap<String, (String, String)>;

/// Tells everything that is wrong with an account. A payment without a column of accounts has nothing to say of them.
pub(super) fn check(
    book: &Book,
    payment: &Payment,
    (amounts, order): (&Amounts, &Order),
    holders: &mut Holders,
    findings: &mut Findings,
) {
    if payment.field(Field::Account).is_none() {
        return;
    }
    for row in amounts.rows.iter().map(|row| *row as usize) {
        let who = || who(book, payment, row);
        let text = |field: Field| ordered_text((book, payment, order), field, row);
        let number = text(Field::Account);
        let mut tell =
            |message: OutputMessage, field: Field| findings.add(message, field_place(book, payment, field, row));
        if number.is_empty() {
            tell(OutputMessage::AccountMissing { who: who() }, Field::Account);
            continue;
        }
        let account = masked(number);
        if !number.bytes().all(|byte| byte.is_ascii_digit()) || !ACCOUNT_DIGITS.contains(&number.len()) {
            tell(OutputMessage::AccountForm { who: who(), account: account.clone() }, Field::Account);
        } else if CARD_DIGITS.contains(&number.len()) && !check_digit_fits(number) {
            tell(OutputMessage::AccountCheckDigit { who: who(), account: account.clone() }, Field::Account);
        }
        let own = (key(book, payment, row), who());
        // One person may be paid twice: as a teacher, and for a prize that is no wage.
        match holders.insert(number.to_string(), own.clone()).filter(|other| other.0 != own.0) {
            Some((_, other)) if !book.dataset.shared_accounts.contains(number) => {
                tell(OutputMessage::AccountShared { who: who(), other, account }, Field::Account);
            }
            _ => {}
        }
        let [holder, name] = [Field::Holder, Field::Name].map(text);
        if folded(holder) != folded(name) && !holder.is_empty() {
            tell(OutputMessage::HolderDiffers { who: who(), holder: holder.to_string() }, Field::Holder);
        }
    }
}

/// What identifies a payee.
fn key(book: &Book, payment: &Payment, row: usize) -> String {
    let keys = book.plan.table(payment.table).key.iter();
    keys.map(|column| book.shown(*column, row)).collect::<Vec<_>>().join(" ")
}

/// Whether the last digit is the one of the others (Luhn, ISO/IEC 7812): every second digit from the right doubled.
fn check_digit_fits(number: &str) -> bool {
    let digit = |(place, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0');
        let doubled = if place % 2 == 1 { 2 * digit } else { digit };
        doubled / 10 + doubled % 10
    };
    number.bytes().rev().enumerate().map(digit).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_digit_does_not_fit() {
        assert!(check_digit_fits("4111111111111111"));
        assert!(!check_digit_fits("4111111111111112"));
        assert!(!check_digit_fits("4111111111111171"));
    }
}

//! Payees without an account are told while there is time to ask for it, long before a bank is told to pay.
use super::named::named_up_to;
use crate::book::Book;
use crate::dataset::masked;
use crate::messages::{ComputeMessage, Findings, Place};
use crate::scheme::Field;

/// Payees named: the office works the list off.
const NAMED_MAX: usize = 60;

/// Tells, for each payment, who is paid something and has no account.
pub(super) fn tell_missing(book: &Book, findings: &mut Findings) {
    for payment in &book.plan.payments {
        let table = book.plan.table(payment.table);
        let (Some(account), Some(payee)) = (payment.field(Field::Account), &table.payee) else { continue };
        let lacks = |row: &usize| book.stored(payee.net, *row) > 0 && book.reached_text(account, *row).is_empty();
        let rows: Vec<usize> = (0..book.rows[payment.table.0]).filter(lacks).collect();
        if !rows.is_empty() {
            let names = named_up_to(NAMED_MAX, rows.iter().map(|row| masked(&book.row_name(payment.table, *row))));
            let (table, count) = (table.name.clone(), rows.len());
            let message = ComputeMessage::NoAccount { table, count, rows: names };
            findings.add(message, Place::scheme(payment.span.clone()));
        }
    }
}

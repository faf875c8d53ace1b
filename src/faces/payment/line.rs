//! One payee in a file: what each column says.
use super::Job;
use super::columns::{Printed, Says};
use crate::book::Book;
use crate::dataset::masked;
use crate::messages::Place;
use crate::plan::{Payment, Reached};
use crate::scheme::Field;
use crate::stage::Order;

/// What a cell of a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// An amount, in fen.
    Fen(i64),
    Count(usize),
}

impl Job<'_> {
    /// What a column says of a payee; `number` is the running number in the file, from 1.
    pub(super) fn value(&self, column: &Printed, row: usize, number: usize) -> Value {
        let amounts = self.amounts;
        match &column.says {
            Says::Fixed(text) => Value::Text(text.clone()),
            Says::Item(step) => Value::Fen(amounts.items.get(step).map_or(0, |item| item[row])),
            Says::Source(index) => Value::Fen(amounts.sources.get(*index).map_or(0, |(_, paid)| paid[row])),
            Says::Field(Field::Number) => Value::Count(number),
            Says::Field(Field::Due) => Value::Fen(amounts.due[row]),
            Says::Field(Field::Withheld) => Value::Fen(amounts.withheld[row]),
            Says::Field(field) if field.is_amount() => Value::Fen(amounts.net[row]),
            Says::Field(field) => Value::Text(self.text(*field, row)),
        }
    }

    fn text(&self, field: Field, row: usize) -> String {
        match field {
            Field::Purpose => self.payment.purpose.clone(),
            Field::Batch => self.edition.batch.clone(),
            Field::Unit => self.unit_name(row),
            _ => ordered_text((self.book, self.payment, self.order), field, row).to_string(),
        }
    }

    fn unit_name(&self, row: usize) -> String {
        self.book.unit_name(self.payment.table, row)
    }
}

/// Where a field stands: as stated, or the payee's name.
pub(super) fn reached(book: &Book, payment: &Payment, field: Field) -> Option<Reached> {
    let name = || {
        let payee = book.plan.table(payment.table).payee.as_ref()?;
        Some(Reached { via: None, column: payee.name })
    };
    match field {
        Field::Name => name(),
        Field::Holder => payment.field(field).or_else(name),
        _ => payment.field(field),
    }
}

/// The text of a field, as it was read; empty where there is none.
fn field_text<'b>(book: &'b Book, payment: &Payment, field: Field, row: usize) -> &'b str {
    reached(book, payment, field).map_or("", |reached| book.reached_text(reached, row))
}

/// The text of a field: as it was put right, else as it was read.
pub(super) fn ordered_text<'b>(
    (book, payment, order): (&'b Book, &Payment, &'b Order),
    field: Field,
    row: usize,
) -> &'b str {
    let put_right = order.put_right(payment.table, row as u32, field);
    put_right.unwrap_or_else(|| field_text(book, payment, field, row))
}

/// The cell that a field was read from; that of the payee's name where there is none.
pub(super) fn field_place(book: &Book, payment: &Payment, field: Field, row: usize) -> Place {
    let cell = reached(book, payment, field).and_then(|reached| {
        let row = reached.via.map_or(Some(row), |via| book.relations[via.0].target(row))?;
        Some(book.place(reached.column, row))
    });
    cell.unwrap_or_else(|| payee_place(book, payment, row))
}

/// Who a payee is, for messages: key and name, long numbers hidden but for their last four.
pub(super) fn who(book: &Book, payment: &Payment, row: usize) -> String {
    masked(&book.row_name(payment.table, row))
}

/// The cell of the payee's name.
pub(super) fn payee_place(book: &Book, payment: &Payment, row: usize) -> Place {
    let payee = book.plan.table(payment.table).payee.as_ref();
    payee.map_or(Place::Run, |payee| book.place(payee.name, row))
}

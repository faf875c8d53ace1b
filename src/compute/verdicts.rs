use super::named::named;
use crate::book::{Book, CheckResult, ConsequenceResult};
use crate::dataset::Value;
use crate::messages::{ComputeMessage, Findings, Place};
use crate::number::format_fixed;
use crate::plan::ColumnId;
use crate::scheme::CheckLevel;

/// Reads off the checks and consequences.
pub(super) fn judge(book: &mut Book, findings: &mut Findings) {
    book.checks = (0..book.plan.checks.len())
        .map(|check| {
            let column = book.plan.checks[check].column;
            let rows = book.rows[book.plan.column(column).table.0];
            CheckResult { check, failing: flagged(book, column, false), rows }
        })
        .collect();
    book.consequences = (0..book.plan.consequences.len())
        .map(|consequence| {
            let rows = flagged(book, book.plan.consequences[consequence].column, true);
            ConsequenceResult { consequence, rows }
        })
        .collect();
    for result in &book.checks {
        if !result.failing.is_empty() {
            tell(book, result, findings);
        }
    }
}

/// Pay below nothing is told: a deduction went too far, or money is to be claimed back.
pub(super) fn tell_negative(book: &Book, findings: &mut Findings) {
    for table in &book.plan.tables {
        let Some(payee) = &table.payee else { continue };
        let column = book.plan.column(payee.net).table;
        let below: Vec<usize> = (0..book.rows[column.0]).filter(|row| book.stored(payee.net, *row) < 0).collect();
        if below.is_empty() {
            continue;
        }
        let name = |row: &usize| format!("{} {}", book.row_name(column, *row), book.shown(payee.net, *row));
        let rows = named(below.iter().map(name));
        let message = ComputeMessage::NegativePay { table: table.name.clone(), count: below.len(), rows };
        findings.add(message, Place::Run);
    }
}

/// Awards that were scaled down, and shares that had nobody to go to: what the scheme foresees is done, and told.
pub(super) fn tell_foreseen(book: &Book, findings: &mut Findings) {
    for step in &book.plan.steps {
        if let Some((asked, given)) = step.scaled {
            let table = book.plan.column(asked).table;
            let rows = 0..book.rows[table.0];
            let short: Vec<usize> = rows.filter(|row| book.stored(asked, *row) > book.stored(given, *row)).collect();
            let sum = |column| format_fixed(short.iter().map(|row| book.stored(column, *row)).sum(), 2);
            if !short.is_empty() {
                let rows = named(short.iter().map(|row| book.row_name(table, *row)));
                let (step_name, asked, given) = (step.name.clone(), sum(asked), sum(given));
                let message = ComputeMessage::ScaledDown { step: step_name, asked, given, rows };
                findings.add(message, Place::scheme(step.span.clone()));
            }
        }
        for column in &step.nobody {
            let table = book.plan.column(*column).table;
            let rows: Vec<usize> = (0..book.rows[table.0]).filter(|row| book.stored(*column, *row) != 0).collect();
            if !rows.is_empty() {
                let amount = format_fixed(rows.iter().map(|row| book.stored(*column, *row)).sum(), 2);
                let rows = named(rows.iter().map(|row| book.row_name(table, *row)));
                let message = ComputeMessage::NobodyToPay { step: step.name.clone(), amount, rows };
                findings.add(message, Place::scheme(step.span.clone()));
            }
        }
    }
}

/// What a gate rests on must be there: each empty cell is told where it stands.
fn tell_unfilled(book: &Book, result: &CheckResult, findings: &mut Findings) {
    let check = &book.plan.checks[result.check];
    let table = book.plan.column(check.column).table;
    for row in result.failing.iter().map(|row| *row as usize) {
        for column in &check.show {
            let empty = match book.value(*column, row) {
                Value::Text(text) => book.dataset.texts.get(text).is_empty(),
                Value::Missing(_) => true,
                _ => false,
            };
            if empty {
                let name = book.row_name(table, row);
                let (check, column_name) = (check.name.clone(), book.plan.column(*column).name.clone());
                let message = ComputeMessage::Unfilled { check, row: name, column: column_name };
                findings.add(message, book.place(*column, row));
            }
        }
    }
}

fn flagged(book: &Book, column: ColumnId, wanted: bool) -> Vec<u32> {
    let rows = book.rows[book.plan.column(column).table.0];
    (0..rows).filter(|row| book.value(column, *row) == Value::Flag(wanted)).map(|row| row as u32).collect()
}

fn tell(book: &Book, result: &CheckResult, findings: &mut Findings) {
    let check = &book.plan.checks[result.check];
    let table = book.plan.column(check.column).table;
    if check.fills {
        return tell_unfilled(book, result, findings);
    }
    let rows = named(result.failing.iter().map(|row| book.row_with(table, *row as usize, &check.show)));
    let (name, count) = (check.name.clone(), result.failing.len());
    let note = if check.note.is_empty() { String::new() } else { format!("{}。", check.note) };
    let message = match check.level {
        CheckLevel::Stop => ComputeMessage::CheckFailed { name, count, rows, note },
        CheckLevel::Warn => ComputeMessage::CheckWarns { name, count, rows, note },
    };
    findings.add(message, Place::scheme(check.span.clone()));
}

//! The texts of a file: filled in, writable, and nothing that a program would take for something else.
use super::Job;
use super::columns::Says;
use super::line::{Value, field_place, payee_place, who};
use super::parts::parts;
use crate::book::Book;
use crate::messages::{Findings, OutputMessage, Place};
use crate::plan::Payment;
use crate::scheme::{Field, TextFault};
use std::collections::HashSet;

/// Payees that a file may hold: older spreadsheets end at 65,536 rows.
const ROWS_MAX: usize = 60_000;

/// What was told of the payees of a payment, so that several layouts tell it once.
pub(super) struct Guard<'b> {
    book: &'b Book,
    payment: &'b Payment,
    told: HashSet<(usize, &'static str, &'static str)>,
}

/// A text, and what is said of where it stands.
struct Spot<'t> {
    row: usize,
    field: Field,
    who: &'t str,
    width: Option<u16>,
}

impl<'b> Guard<'b> {
    pub(super) fn new(book: &'b Book, payment: &'b Payment) -> Guard<'b> {
        Guard { book, payment, told: HashSet::new() }
    }

    /// Tells everything that is wrong with the texts of a layout's files.
    pub(super) fn check(&mut self, job: &Job<'_>, findings: &mut Findings) {
        let rows = parts(job).iter().map(|part| part.rows.len()).max().unwrap_or(0);
        if rows > ROWS_MAX {
            let (layout, most) = (job.layout.name.clone(), ROWS_MAX);
            findings.add(OutputMessage::PaymentRows { layout, rows, most }, Place::Run);
        }
        let mut lacking: Vec<String> = Vec::new();
        if job.layout.header {
            self.titles(job, &mut lacking, findings);
        }
        for row in job.amounts.rows.iter().map(|row| *row as usize) {
            let who = who(self.book, self.payment, row);
            let mut missing = String::new();
            for column in &job.columns {
                let Says::Field(field) = column.says else { continue };
                let Value::Text(text) = job.value(column, row, 0) else { continue };
                let spot = Spot { row, field, who: &who, width: column.width };
                self.text(job, &spot, &text, &mut missing, findings);
            }
            if !missing.is_empty() {
                lacking.push(format!("{who}（{missing}）"));
            }
        }
        self.tell_lacking(job, lacking, findings);
    }

    fn text(&mut self, job: &Job<'_>, spot: &Spot<'_>, text: &str, missing: &mut String, findings: &mut Findings) {
        let Spot { row, field, width, .. } = *spot;
        let (who, name) = (spot.who.to_string(), field.name().to_string());
        let place = || field_place(self.book, self.payment, field, row);
        let layout = || job.layout.name.clone();
        let mut found: Vec<OutputMessage> = Vec::new();
        // An account that is not there was told as such.
        if text.is_empty() && field != Field::Account {
            found.push(OutputMessage::PaymentFieldMissing { who: who.clone(), field: name.clone() });
        }
        if matches!(field, Field::Name | Field::Holder) && text.contains(char::is_whitespace) {
            found.push(OutputMessage::NameBlank { who: who.clone(), field: name.clone() });
        }
        for fault in job.layout.text_faults(text, width) {
            let (who, field) = (who.clone(), name.clone());
            found.push(match fault {
                TextFault::Trigger(sign) => OutputMessage::FormulaTrigger { who, field, sign },
                TextFault::Sign(sign) => {
                    let sign = if sign.is_control() { format!("U+{:04X}", u32::from(sign)) } else { sign.to_string() };
                    OutputMessage::TextSeparator { who, field, layout: layout(), sign }
                }
                TextFault::Long { length, most } => {
                    OutputMessage::PaymentTextLong { who, field, layout: layout(), length, most }
                }
                TextFault::Lacking(characters) => {
                    missing.extend(characters.into_iter().filter(|c| !missing.contains(*c)).collect::<Vec<_>>());
                    continue;
                }
            });
        }
        for message in found {
            // What depends on the layout is told for each.
            let once = !matches!(message, OutputMessage::TextSeparator { .. } | OutputMessage::PaymentTextLong { .. });
            if !once || self.told.insert((row, field.name(), message.code())) {
                findings.add(message, place());
            }
        }
    }

    /// Titles are the names of steps and sources where the layout spreads them out.
    fn titles(&self, job: &Job<'_>, lacking: &mut Vec<String>, findings: &mut Findings) {
        for column in &job.columns {
            let (who, field, layout) = (column.title.clone(), "表头".to_string(), job.layout.name.clone());
            for fault in job.layout.text_faults(&column.title, None) {
                match fault {
                    TextFault::Lacking(characters) => {
                        lacking.push(format!("{who}（{}）", characters.into_iter().collect::<String>()));
                    }
                    TextFault::Trigger(sign) => {
                        let (who, field) = (who.clone(), field.clone());
                        findings.add(OutputMessage::FormulaTrigger { who, field, sign }, Place::Run);
                    }
                    TextFault::Sign(sign) => {
                        let (who, field, layout) = (who.clone(), field.clone(), layout.clone());
                        let sign = sign.to_string();
                        findings.add(OutputMessage::TextSeparator { who, field, layout, sign }, Place::Run);
                    }
                    // Titles have no width of their own.
                    TextFault::Long { .. } => {}
                }
            }
        }
    }

    /// One finding for all whom the encoding fails, since they are mended together.
    fn tell_lacking(&self, job: &Job<'_>, lacking: Vec<String>, findings: &mut Findings) {
        let Some(charset) = job.layout.encoding.filter(|_| !lacking.is_empty()) else { return };
        let first =
            job.amounts.rows.first().map_or(Place::Run, |row| payee_place(self.book, self.payment, *row as usize));
        let place = match first {
            Place::Input { file, .. } => Place::file(&file),
            place => place,
        };
        let (layout, encoding) = (job.layout.name.clone(), charset.name().to_string());
        let (count, names) = (lacking.len(), lacking.join("；"));
        findings.add(OutputMessage::NotEncodable { layout, encoding, count, names }, place);
    }
}

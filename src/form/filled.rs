//! A form that came back: rows of question and answer on one sheet, lists on others.
use super::field::Field;
use super::label::{FORM_SHEET, Label};
use crate::dataset::{ReadSheet, column_letters, folded};
use crate::intake::{OfficeFile, received, shown_day, shown_text};
use crate::messages::{Findings, Place, RecordMessage};

/// Most lines of a list.
const LINES_MAX: usize = 5_000;

/// A form as read.
pub(crate) struct Form {
    file: String,
    sheets: Vec<ReadSheet>,
}

/// A line of a list: its fields in the order of the headers.
pub(crate) struct Line {
    pub fields: Vec<Field>,
}

impl Form {
    /// Reads it; where it cannot be read, that is told.
    pub(crate) fn open(file: &OfficeFile, findings: &mut Findings) -> Option<Form> {
        match received(file) {
            Ok(sheets) => Some(Form { file: file.path.clone(), sheets }),
            Err(message) => {
                findings.add(message, Place::file(&file.path));
                None
            }
        }
    }

    /// A sheet as a place.
    pub(crate) fn place(&self, sheet: &str) -> Place {
        Place::sheet(&self.file, sheet)
    }

    fn sheet(&self, name: &str, findings: &mut Findings) -> Option<&ReadSheet> {
        let sheet = self.sheets.iter().find(|sheet| folded(&sheet.name) == folded(name));
        if sheet.is_none() {
            findings.add(RecordMessage::NoSheet { sheet: name.to_string() }, Place::file(&self.file));
        }
        sheet
    }

    /// The answers to these questions, in their order; a question that is not there is told.
    pub(crate) fn answers(&self, labels: &[Label], findings: &mut Findings) -> Option<Vec<Field>> {
        let sheet = self.sheet(FORM_SHEET, findings)?;
        let asked = |label: &Label| {
            let wanted = folded(label.name);
            sheet
                .cells
                .iter()
                .find_map(|(row, column, shown)| (*column == 0 && folded(&shown_text(shown)) == wanted).then_some(*row))
        };
        let mut answers = Vec::new();
        for label in labels {
            match asked(label) {
                Some(row) => answers.push(self.field(sheet, row, 1, label.name)),
                None => {
                    let message = RecordMessage::NoLabel { label: label.name.to_string() };
                    findings.add(message, Place::sheet(&self.file, &sheet.name));
                }
            }
        }
        (answers.len() == labels.len()).then_some(answers)
    }

    /// The lines of a list below its header; a line without any filled field but the first is none.
    pub(crate) fn lines(&self, (name, headers): (&str, &[&str]), findings: &mut Findings) -> Option<Vec<Line>> {
        let sheet = self.sheet(name, findings)?;
        let Some((head, columns)) = header(sheet, headers) else {
            let message = RecordMessage::NoHeader { headers: headers.join("、") };
            findings.add(message, Place::sheet(&self.file, &sheet.name));
            return None;
        };
        let line = |row: u32| {
            let fields: Vec<Field> =
                headers.iter().zip(&columns).map(|(label, column)| self.field(sheet, row, *column, label)).collect();
            fields.iter().skip(1).any(|field| !field.text.is_empty()).then_some(Line { fields })
        };
        let lines: Vec<Line> = sheet.row_numbers().into_iter().filter(|row| *row > head).filter_map(line).collect();
        if lines.len() > LINES_MAX {
            let message = RecordMessage::TooManyLines { count: lines.len(), most: LINES_MAX };
            findings.add(message, Place::sheet(&self.file, &sheet.name));
            return None;
        }
        Some(lines)
    }

    fn field(&self, sheet: &ReadSheet, row: u32, column: u16, label: &str) -> Field {
        let shown = sheet.get(row, column);
        let address = format!("{}{}", column_letters(column), row + 1);
        Field {
            label: label.to_string(),
            text: shown.map(shown_text).unwrap_or_default(),
            day: shown.and_then(shown_day),
            place: Place::cell(&self.file, &sheet.name, address, label),
            at: (row, column),
        }
    }
}

/// The row that holds all headers, and their columns.
fn header(sheet: &ReadSheet, headers: &[&str]) -> Option<(u32, Vec<u16>)> {
    sheet.row_numbers().into_iter().find_map(|row| {
        let column = |header: &&str| {
            sheet.row(row).find(|(_, shown)| folded(&shown_text(shown)) == folded(header)).map(|(column, _)| column)
        };
        Some((row, headers.iter().map(column).collect::<Option<Vec<u16>>>()?))
    })
}

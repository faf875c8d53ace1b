//! A reader's value of a cell as ours, and a reader's full table of a sheet as its filled cells.
use super::date;
use super::kind::Format;
use super::sheet::{Cell, Facts, Raw};
use super::workbook::Cells;
use crate::dataset::TextPool;
use crate::messages::IntakeMessage;
use calamine::{Data, DataRef, Range};

/// A value; nothing for an empty cell. `shift`: days that the file's dates lie behind ours.
pub(super) fn raw(value: &DataRef<'_>, shift: f64, texts: &mut TextPool) -> Option<Raw> {
    Some(match value {
        DataRef::Float(value) => Raw::Number(*value),
        DataRef::Int(value) => Raw::Number(*value as f64),
        DataRef::SharedString(text) => Raw::Text(texts.intern(text)),
        DataRef::String(text) => Raw::Text(texts.intern(text)),
        DataRef::Bool(flag) => Raw::Flag(*flag),
        DataRef::DateTime(date) if date.is_datetime() => Raw::Date(date.as_f64() + shift),
        DataRef::DateTime(span) => Raw::Odd(texts.intern(&span.as_f64().to_string())),
        DataRef::DateTimeIso(text) => match date::from_text(text) {
            Ok(day) => Raw::Date(f64::from(day)),
            Err(_) => Raw::Odd(texts.intern(text)),
        },
        DataRef::DurationIso(text) => Raw::Odd(texts.intern(text)),
        DataRef::Error(error) => Raw::Error(texts.intern(&error.to_string())),
        DataRef::Empty => return None,
    })
}

/// The filled cells of a table, with what else is known of the sheet.
pub(super) fn filled(
    range: &Range<Data>,
    (format, left): (Format, usize),
    (shift, facts): (f64, &Facts),
    texts: &mut TextPool,
) -> Result<Vec<(u32, Cell)>, IntakeMessage> {
    let mut cells = Cells::new(format, left);
    let Some((top, start)) = range.start() else { return Ok(cells.list) };
    for (row, column, value) in range.used_cells() {
        let place = (top + row as u32, start + column as u32);
        let percent = || u16::try_from(place.1).is_ok_and(|c| facts.percents.binary_search(&(place.0, c)).is_ok());
        let value = match raw(&borrowed(value), shift, texts) {
            Some(Raw::Number(value)) if percent() => Some(Raw::Percent(value)),
            // Not every format has a type of its own for errors.
            Some(Raw::Text(id)) if is_error(texts.get(id)) => Some(Raw::Error(id)),
            value => value,
        };
        cells.add(place, value)?;
    }
    Ok(cells.list)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// `#DIV/0!` and the like, written as a text.
fn is_error(text: &str) -> bool {
    text.starts_with('#') && (text.ends_with('!') || matches!(text, "#N/A" | "#NAME?"))
}

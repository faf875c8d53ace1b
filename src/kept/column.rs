//! One column as a block of bytes.
use super::wire::{Reader, Writer};
use crate::dataset::{ColumnValues, Mark, TextId};

const NUMBER: u8 = 0;
const TEXT: u8 = 1;
const FLAG: u8 = 2;
const DATE: u8 = 3;

pub(super) fn written(column: &ColumnValues) -> Vec<u8> {
    let mut writer = Writer::default();
    match column {
        ColumnValues::Number { values, marks: absent } => {
            writer.0.push(NUMBER);
            writer.column(values.iter().copied());
            marks(&mut writer, absent);
        }
        ColumnValues::Text(values) => {
            writer.0.push(TEXT);
            writer.column(values.iter().map(|id| i64::from(id.0)));
        }
        ColumnValues::Flag(values) => {
            writer.0.push(FLAG);
            writer.column(values.iter().map(|on| i64::from(*on)));
        }
        ColumnValues::Date { values, marks: absent } => {
            writer.0.push(DATE);
            writer.column(values.iter().map(|day| i64::from(*day)));
            marks(&mut writer, absent);
        }
    }
    writer.0
}

pub(super) fn read(bytes: &[u8]) -> Option<ColumnValues> {
    let mut reader = Reader(bytes);
    let kind = *reader.bytes(1)?.first()?;
    let values = reader.column()?;
    let small = |number: &i64| i32::try_from(*number).ok();
    Some(match kind {
        NUMBER => ColumnValues::Number { values, marks: read_marks(&mut reader)? },
        TEXT => {
            let id = |number: &i64| u32::try_from(*number).ok().map(TextId);
            ColumnValues::Text(values.iter().map(id).collect::<Option<_>>()?)
        }
        FLAG => ColumnValues::Flag(values.iter().map(|on| *on != 0).collect()),
        DATE => {
            let values = values.iter().map(small).collect::<Option<_>>()?;
            ColumnValues::Date { values, marks: read_marks(&mut reader)? }
        }
        _ => return None,
    })
}

fn marks(writer: &mut Writer, marks: &[Option<Mark>]) {
    writer.column(marks.iter().map(|mark| match mark {
        None => 0,
        Some(Mark::Blank) => 1,
        Some(Mark::Absent) => 2,
        Some(Mark::Exempt) => 3,
    }));
}

fn read_marks(reader: &mut Reader<'_>) -> Option<Vec<Option<Mark>>> {
    let mark = |number: &i64| match number {
        0 => None,
        1 => Some(Mark::Blank),
        2 => Some(Mark::Absent),
        _ => Some(Mark::Exempt),
    };
    Some(reader.column()?.iter().map(mark).collect())
}

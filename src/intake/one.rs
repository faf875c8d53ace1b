//! One value as a column would read it, typed by a person instead of standing in a file.
use super::cell::{ColumnReader, Desk, places};
use super::decisions::Decisions;
use super::site::Site;
use super::words::Words;
use crate::dataset::{TextPool, Value};
use crate::messages::Findings;
use crate::number::format_fixed;
use crate::scheme::Input;

/// Reads a text by the rules of an input: type, places, limits, choices. With findings that stop the value means
/// nothing.
pub fn read_value(input: &Input, text: &str, pool: &mut TextPool, findings: &mut Findings) -> Value {
    let (raw, decisions, mut words) = (TextPool::default(), Decisions::default(), Words::default());
    let mut desk = Desk {
        site: Site { file: "--set", sheet: "" },
        raw: &raw,
        words: &mut words,
        pool,
        decisions: &decisions,
        findings,
    };
    ColumnReader::new(input, false).read_part(text, 0, 0, &mut desk)
}

/// A value as it would be typed.
pub fn shown_value(input: &Input, value: Value, pool: &TextPool) -> String {
    match value {
        Value::Number(number) => format_fixed(number, places(input)),
        Value::Text(id) => pool.get(id).to_string(),
        Value::Flag(flag) => if flag { "是" } else { "否" }.to_string(),
        Value::Date(day) => super::date::written(day),
        Value::Missing(_) => String::new(),
    }
}

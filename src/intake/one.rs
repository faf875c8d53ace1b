//! One value as a column would read it, typed by a person instead of standing in a file.
use super::cell::{ColumnReader, Desk};
use super::decisions::Decisions;
use super::site::Site;
use super::words::Words;
use crate::dataset::{TextPool, Value};
use crate::messages::Findings;
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

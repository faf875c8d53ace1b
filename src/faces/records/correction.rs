//! 更正单, blank or begun: a line for each value that is put right.
use super::form::{List, RecordForm};
use crate::correction::{CORRECTION_NAME, CORRECTIONS, PARAMETERS};
use crate::faces::FaceError;
use crate::scheme::Scheme;

/// Blank lines below those that are begun.
const BLANK_LINES: usize = 20;
/// Longest list of words that a cell can offer, in characters.
const CHOICE_CHARS_MAX: usize = 255;
/// Widths of its columns.
const WIDTHS: [f64; 12] = [6.0, 14.0, 14.0, 14.0, 14.0, 14.0, 30.0, 30.0, 12.0, 13.0, 12.0, 16.0];

/// Writes it for corrections before a payment. `begun`: table, key, column, old and new value.
///
/// # Errors
/// Where the workbook cannot be made.
pub fn correction_form(scheme: &Scheme, begun: &[[String; 5]]) -> Result<Vec<u8>, FaceError> {
    let title = format!("{}{}年度数据{CORRECTION_NAME}", scheme.head.office, scheme.head.year);
    let corrections = list(
        scheme,
        begun,
        "一行更正一格：原值照报送的写，空的留空；表为“参数”时，识别号写参数名称，列不填。最后两列发放以后更正时才填。",
    );
    let year = scheme.head.year.clamp(1900, 9999);
    RecordForm { title, batch: "", year, labels: Vec::new(), lists: vec![corrections] }.workbook()
}

fn list(scheme: &Scheme, begun: &[[String; 5]], instruction: &'static str) -> List<'static> {
    let given = begun.iter().map(|line| line.to_vec()).chain(vec![Vec::new(); BLANK_LINES]);
    let lines = given.enumerate().map(|(number, line)| [vec![(number + 1).to_string()], line].concat());
    let read = scheme.tables.iter().filter(|table| table.from.is_some() && !table.key.is_empty());
    let tables = read.map(|table| table.name.get_ref().clone()).chain([PARAMETERS.to_string()]);
    List {
        name: CORRECTIONS.0,
        headers: &CORRECTIONS.1,
        instruction,
        widths: &WIDTHS,
        lines: lines.collect(),
        choices: vec![(1, tables.collect())].into_iter().filter(fits).collect(),
    }
}

/// A cell can offer no more words than a spreadsheet keeps.
fn fits((_, words): &(u16, Vec<String>)) -> bool {
    words.iter().map(|word| word.chars().count() + 1).sum::<usize>() <= CHOICE_CHARS_MAX
}

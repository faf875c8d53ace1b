//! 更正单, blank or begun: a line for each value that is put right.
use super::form::{List, RecordForm};
use super::{blank, form};
use crate::book::Book;
use crate::correction::{CORRECTION_NAME, CORRECTIONS, PARAMETERS};
use crate::faces::{Edition, FaceError};
use crate::scheme::Scheme;
use crate::stage::{CORRECTION, INSTALMENTS, RecordKind};
use crate::supplement::{Aftermath, Bearer};

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
    let read = scheme.tables.iter().filter(|table| table.from.is_some() && !table.key.is_empty());
    let tables = read.map(|table| table.name.get_ref().clone()).collect();
    let instruction =
        "一行更正一格：原值照报送的写，空的留空；表为“参数”时，识别号写参数名称，列不填。最后两列发放以后更正时才填。";
    let corrections = list(tables, begun, instruction, Vec::new());
    let year = scheme.head.year.clamp(1900, 9999);
    RecordForm { title, batch: "", year, labels: Vec::new(), lists: vec![corrections] }.workbook()
}

/// Writes it for corrections of a batch that was paid: who approved, who is paid anew, which money bears the difference.
///
/// # Errors
/// Where the workbook cannot be made.
pub fn supplement_form(book: &Book, edition: &Edition, begun: &[[String; 5]]) -> Result<Vec<u8>, FaceError> {
    let read = book.plan.tables.iter().filter(|table| table.scheme.is_some() && !table.key.is_empty());
    let tables = read.map(|table| table.name.clone()).collect();
    let instruction = "“发放后处理”必须选：本人，只补（追）本人；本校，全校按更正后的数据重算；全区，全区重算。前两种的差额由\
“差额承担”列写明的资金承担，全区重算的不填。";
    let bearers = Bearer::accounts(book).map(|account| book.plan.accounts[account.0].name.clone());
    let bearers = bearers.chain([Bearer::NEXT_YEAR.to_string()]).collect();
    let words = Aftermath::WORDS.map(str::to_string).to_vec();
    let corrections = list(tables, begun, instruction, vec![(10, words), (11, bearers)]);
    let payees = book.plan.payee_tables().into_iter().map(|table| book.plan.table(table).name.clone());
    let instalments = List {
        name: INSTALMENTS.0,
        headers: &INSTALMENTS.1,
        instruction: "应追回的默认一次追回；分期的写期数和起始月份（如 2019年3月），没有的留空。",
        widths: &[6.0, 14.0, 16.0, 10.0, 16.0],
        lines: (1..=BLANK_LINES).map(|number| vec![number.to_string()]).collect(),
        choices: vec![(1, payees.collect())],
    };
    form(RecordKind::Correction, edition, blank(&CORRECTION), vec![corrections, instalments])
}

fn list(
    tables: Vec<String>,
    begun: &[[String; 5]],
    instruction: &'static str,
    choices: Vec<(u16, Vec<String>)>,
) -> List<'static> {
    let given = begun.iter().map(|line| line.to_vec()).chain(vec![Vec::new(); BLANK_LINES]);
    let lines = given.enumerate().map(|(number, line)| [vec![(number + 1).to_string()], line].concat());
    let tables = tables.into_iter().chain([PARAMETERS.to_string()]).collect();
    List {
        name: CORRECTIONS.0,
        headers: &CORRECTIONS.1,
        instruction,
        widths: &WIDTHS,
        lines: lines.collect(),
        choices: [(1, tables)].into_iter().chain(choices).filter(fits).collect(),
    }
}

/// A cell can offer no more words than a spreadsheet keeps.
fn fits((_, words): &(u16, Vec<String>)) -> bool {
    words.iter().map(|word| word.chars().count() + 1).sum::<usize>() <= CHOICE_CHARS_MAX
}

//! Lists of a document as a foreign reader sees them: header in the fourth row, then lines, then totals.
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// The cells of a sheet.
pub type Rows = Vec<Vec<Data>>;

/// All sheets of a workbook by name.
pub fn sheets(bytes: Vec<u8>) -> BTreeMap<String, Rows> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("opens");
    let names = book.sheet_names();
    let mut read = |name: &String| book.worksheet_range(name).expect("there").rows().map(<[Data]>::to_vec).collect();
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

/// A text cell, or nothing.
pub fn shown(cell: &Data) -> String {
    if let Data::String(text) = cell { text.clone() } else { String::new() }
}

/// An amount in fen; nothing for a text.
pub fn fen(cell: &Data) -> i64 {
    match cell {
        Data::Float(yuan) => (yuan * 100.0).round() as i64,
        Data::Int(yuan) => yuan * 100,
        _ => 0,
    }
}

/// The place of a column.
pub fn column(rows: &Rows, title: &str) -> usize {
    rows[3].iter().position(|cell| shown(cell) == title).unwrap_or_else(|| panic!("{title} is not in {:?}", rows[3]))
}

/// The lines between header and totals.
pub fn lines(rows: &Rows) -> &[Vec<Data>] {
    let end = rows.iter().position(|row| shown(&row[0]) == "合计").expect("totals");
    &rows[4..end]
}

/// What the lines add up to in a column; the line of totals must say the same.
pub fn total(rows: &Rows, title: &str) -> i64 {
    let at = column(rows, title);
    let sum = lines(rows).iter().map(|line| fen(&line[at])).sum();
    let totals = rows.iter().find(|row| shown(&row[0]) == "合计").expect("totals");
    assert_eq!(fen(&totals[at]), sum, "{title}");
    sum
}

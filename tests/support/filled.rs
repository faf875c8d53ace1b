//! A form filled in as a clerk would: the blank one read back by a foreign reader, with values typed into its cells.
use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;
use std::path::Path;

/// Cells to type: sheet, cell such as `B5`, text.
pub type Typed<'t> = (&'t str, &'t str, &'t str);

/// Types answers beside the questions of the first sheet, and texts into cells of others; writes the form to `to`.
pub fn fill(form: &Path, answers: &[(&str, &str)], typed: &[Typed<'_>], to: &Path) {
    let mut blank: Xlsx<_> = open_workbook(form).expect("opens");
    let mut filled = Workbook::new();
    for name in blank.sheet_names() {
        let range = blank.worksheet_range(&name).expect("a sheet");
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut cells: BTreeMap<(u32, u16), String> = BTreeMap::new();
        for (row, column, cell) in range.used_cells() {
            cells.insert((row as u32 + top, (column as u32 + left) as u16), text(cell));
        }
        for (question, answer) in answers {
            let rows: Vec<u32> =
                cells.iter().filter(|((_, c), text)| *c == 0 && text == question).map(|((row, _), _)| *row).collect();
            cells.extend(rows.into_iter().map(|row| ((row, 1), answer.to_string())));
        }
        let own = typed.iter().filter(|(sheet, ..)| *sheet == name);
        cells.extend(own.map(|(_, cell, text)| (place(cell), text.to_string())));
        let sheet = filled.add_worksheet().set_name(&name).expect("a name");
        for ((row, column), text) in cells {
            sheet.write_string(row, column, text).expect("a cell");
        }
    }
    filled.save(to).expect("saved");
}

fn text(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

fn place(cell: &str) -> (u32, u16) {
    let letters = cell.chars().take_while(char::is_ascii_alphabetic).count();
    let column = cell[..letters].bytes().fold(0, |sum, letter| sum * 26 + u16::from(letter - b'A') + 1);
    (cell[letters..].parse::<u32>().expect("a row") - 1, column - 1)
}

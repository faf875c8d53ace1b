//! A file as it was received, cell by cell, for the copy that goes back with its findings marked.
use super::OfficeFile;
use super::sheet::Raw;
use super::workbook::Workbook;
use crate::dataset::{ReadSheet, Shown, TextPool};
use crate::messages::IntakeMessage;

/// Reads all sheets that hold cells.
pub fn received(file: &OfficeFile) -> Result<Vec<ReadSheet>, IntakeMessage> {
    let mut workbook = Workbook::open(&file.path, &file.bytes, None)?;
    let heads = workbook.heads.clone();
    let with_cells = heads.iter().enumerate().filter(|(_, head)| head.cells());
    with_cells
        .map(|(index, head)| {
            let sheet = workbook.sheet(index)?;
            let texts = &workbook.texts;
            let mut cells = Vec::with_capacity(sheet.cell_count());
            for (row, filled) in sheet.rows_from(0) {
                cells.extend(filled.iter().filter_map(|cell| Some((row, cell.column, shown(cell.raw, texts)?))));
            }
            let merges =
                sheet.merges.iter().map(|r| [r.top, u32::from(r.left), r.bottom, u32::from(r.right)]).collect();
            Ok(ReadSheet { name: head.name.clone(), hidden: head.hidden(), cells, merges })
        })
        .collect()
}

fn shown(raw: Raw, texts: &TextPool) -> Option<Shown> {
    Some(match raw {
        Raw::Number(value) => Shown::Number(value),
        Raw::Percent(value) => Shown::Percent(value),
        Raw::Date(value) => Shown::Date(value),
        Raw::Text(id) | Raw::Odd(id) | Raw::Error(id) => Shown::Text(texts.shared(id)),
        Raw::Flag(flag) => Shown::Flag(flag),
        Raw::Uncomputed => return None,
    })
}

/// A cell's text as it is usually written, cleaned.
pub fn shown_text(shown: &Shown) -> String {
    match shown {
        Shown::Text(text) => super::fold::clean(text).text.into_owned(),
        Shown::Number(number) => number.to_string(),
        Shown::Percent(number) => format!("{}%", number * 100.0),
        Shown::Date(_) => shown_day(shown).map(super::date::written).unwrap_or_default(),
        Shown::Flag(flag) => if *flag { "TRUE" } else { "FALSE" }.to_string(),
    }
}

/// The day that a cell holds, counted as spreadsheets do; none where it holds no date.
pub fn shown_day(shown: &Shown) -> Option<i32> {
    match shown {
        Shown::Date(serial) => super::date::from_serial(*serial),
        Shown::Number(number) => super::date::from_number(*number).ok(),
        Shown::Text(text) => super::date::from_text(super::fold::clean(text).text.as_ref()).ok(),
        Shown::Percent(_) | Shown::Flag(_) => None,
    }
}

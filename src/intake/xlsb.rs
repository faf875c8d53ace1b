//! A binary workbook of Excel 2007 on: a zip package whose parts are records. calamine streams the cells; what it
//! passes over, the results of formulas that are errors among it, is taken from the records ([`xlsb_parts`]).
use super::kind::Format;
use super::package::{Package, Shared};
use super::sheet::{Cell, Raw, Sheet};
use super::value::raw;
use super::workbook::{Cells, SheetHead};
use super::xlsb_parts::{self, PartFacts};
use super::xlsx::{DAYS_FROM_1904, head};
use crate::dataset::TextPool;
use crate::messages::IntakeMessage;
use calamine::{Reader, Xlsb, XlsbError};
use std::io::Cursor;

/// An open xlsb workbook.
pub(super) struct Source {
    xlsb: Xlsb<Cursor<Shared>>,
    package: Package,
    heads: Vec<SheetHead>,
    paths: Vec<String>,
    percents: Vec<bool>,
}

impl Source {
    /// Opens a package.
    pub(super) fn open(package: Package) -> Result<Source, IntakeMessage> {
        xlsb_parts::check_counts(&package)?;
        let xlsb = Xlsb::new(Cursor::new(package.archive.clone())).map_err(translate)?;
        let heads: Vec<SheetHead> = xlsb.sheets_metadata().iter().map(head).collect();
        let paths = xlsb_parts::sheet_paths(&package).filter(|paths| paths.len() == heads.len());
        let paths = paths.ok_or(IntakeMessage::Damaged {})?;
        let percents = xlsb_parts::percent_formats(&package);
        Ok(Source { xlsb, package, heads, paths, percents })
    }
}

impl super::workbook::Source for Source {
    fn heads(&self) -> Vec<SheetHead> {
        self.heads.clone()
    }

    fn sheet(&mut self, index: usize, left: usize, texts: &mut TextPool) -> Result<Sheet, IntakeMessage> {
        let damaged = || IntakeMessage::Damaged {};
        let (head, path) = self.heads.get(index).zip(self.paths.get(index)).ok_or_else(damaged)?;
        let PartFacts { facts, errors } =
            xlsb_parts::facts(self.package.part(path).ok_or_else(damaged)?, &self.percents);
        let shift = if self.xlsb.has_1904_epoch() { DAYS_FROM_1904 } else { 0.0 };
        let mut cells = Cells::new(Format::Xlsb, left);
        let mut stream = self.xlsb.worksheet_cells_reader(&head.name).map_err(translate)?;
        loop {
            match stream.next_cell() {
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    let percent = || {
                        u16::try_from(column).is_ok_and(|column| facts.percents.binary_search(&(row, column)).is_ok())
                    };
                    let value = match raw(cell.get_value(), shift, texts) {
                        Some(Raw::Number(value)) if percent() => Some(Raw::Percent(value)),
                        value => value,
                    };
                    cells.add((row, column), value)?;
                }
                Ok(None) => break,
                // An error value newer than the reader: it can go on after it.
                Err(XlsbError::CellError(_)) => {}
                Err(error) => return Err(translate(error)),
            }
        }
        add_errors(&mut cells, &errors, texts);
        Ok(Sheet::new(&head.name, cells.list).with(facts))
    }
}

fn add_errors(cells: &mut Cells, errors: &[(u32, u16, &'static str)], texts: &mut TextPool) {
    cells.list.sort_by_key(|(row, cell)| (*row, cell.column));
    let known =
        |row: u32, column: u16| cells.list.binary_search_by_key(&(row, column), |(r, c)| (*r, c.column)).is_ok();
    let missing: Vec<(u32, Cell)> = errors
        .iter()
        .filter(|(row, column, _)| !known(*row, *column))
        .map(|(row, column, error)| (*row, Cell { column: *column, raw: Raw::Error(texts.intern(error)) }))
        .collect();
    cells.list.extend(missing);
}

fn translate(error: XlsbError) -> IntakeMessage {
    match error {
        XlsbError::Password => IntakeMessage::HasPassword {},
        _ => IntakeMessage::Damaged {},
    }
}

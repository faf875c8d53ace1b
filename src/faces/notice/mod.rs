//! 个人绩效工资告知单: one page a person, made from the explanation: what was read, the rules with their articles,
//! arithmetic that a desk calculator repeats, the place in the group, room to sign.
mod lines;
mod page;
mod sheet;

use super::{Edition, FaceError};
use crate::book::Book;
use crate::plan::TableId;
use lines::Notice;

/// Title of every page.
const TITLE: &str = "个人绩效工资告知单";

/// The notices of a unit's payees.
pub struct UnitNotices<'b> {
    book: &'b Book,
    table: TableId,
    unit: usize,
    /// The unit's name.
    pub name: String,
}

impl<'b> UnitNotices<'b> {
    /// Every unit that has payees, table by table.
    pub fn of(book: &'b Book) -> Vec<UnitNotices<'b>> {
        let mut all = Vec::new();
        for (index, table) in book.plan.tables.iter().enumerate() {
            let Some(payee) = &table.payee else { continue };
            let units = book.rows[book.plan.relation(payee.unit).to.0];
            let peopled = (0..units).filter(|unit| !book.relations[payee.unit.0].belonging(*unit).is_empty());
            all.extend(peopled.map(|unit| UnitNotices {
                book,
                table: TableId(index),
                unit,
                name: book.shown(payee.unit_name, unit),
            }));
        }
        all
    }

    /// Name of the table of payees.
    pub fn table_name(&self) -> &'b str {
        &self.book.plan.table(self.table).name
    }

    /// One workbook, a page for each person.
    pub fn workbook(&self, edition: &Edition) -> Result<Vec<u8>, FaceError> {
        sheet::workbook(&self.name, &self.notices(edition)?, edition)
    }

    /// One page for a browser to print, without anything outside of it.
    pub fn page(&self, edition: &Edition) -> Result<String, FaceError> {
        Ok(page::page(&self.name, &self.notices(edition)?, edition))
    }

    fn notices(&self, edition: &Edition) -> Result<Vec<Notice>, FaceError> {
        let Some(payee) = &self.book.plan.table(self.table).payee else { return Ok(Vec::new()) };
        let rows = self.book.relations[payee.unit.0].belonging(self.unit);
        rows.iter().map(|row| Notice::of(self.book, edition, self.table, *row as usize)).collect()
    }
}

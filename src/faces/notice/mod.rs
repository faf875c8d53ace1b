//! 个人绩效工资告知单: one page a person, made from the explanation: what was read, the rules with their articles,
//! arithmetic that a desk calculator repeats, the place in the group, room to sign.
mod lines;
mod page;
mod sheet;

use super::{Edition, FaceError};
use crate::book::Book;
use crate::dataset::masked;
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

/// A unit's notices as files.
pub struct NoticeFiles {
    /// The workbook.
    pub workbook: Vec<u8>,
    /// The page for a browser.
    pub page: String,
    /// Whose notices they are.
    pub persons: Vec<NoticeOf>,
}

/// A person, with the place of the notice in the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeOf {
    /// Key, name and unit; a private number in the key is hidden.
    pub who: [String; 3],
    /// What is paid, in yuan.
    pub amount: String,
    /// `'告知单'!A45`.
    pub place: String,
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

    /// The unit's notices: a workbook with a page for each person, and a page for a browser to print without anything
    /// outside of it.
    pub fn files(&self, edition: &Edition) -> Result<NoticeFiles, FaceError> {
        let notices = self.notices(edition)?;
        let (workbook, rows) = sheet::workbook(&self.name, &notices, edition)?;
        let place = |row: &u32| format!("'{}'!A{}", sheet::NAME, row + 1);
        let person = |(notice, row): (&Notice, &u32)| {
            let subject = &notice.subject;
            NoticeOf {
                who: [masked(&subject.key), subject.name.clone(), self.name.clone()],
                amount: subject.amount.clone(),
                place: place(row),
            }
        };
        let persons = notices.iter().zip(&rows).map(person).collect();
        Ok(NoticeFiles { workbook, page: page::page(&self.name, &notices, edition), persons })
    }

    fn notices(&self, edition: &Edition) -> Result<Vec<Notice>, FaceError> {
        let Some(payee) = &self.book.plan.table(self.table).payee else { return Ok(Vec::new()) };
        let rows = self.book.relations[payee.unit.0].belonging(self.unit);
        rows.iter().map(|row| Notice::of(self.book, edition, self.table, *row as usize)).collect()
    }
}

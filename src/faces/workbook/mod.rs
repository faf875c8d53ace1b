//! 核算底稿: the audit workbook. Every computed column and step is a live formula with the book's value cached;
//! a reader follows any payout by precedents back to the inputs.
//!
//! The chain: an [`extent`] says which rows are in this workbook; the [`layout`] gives each column its place;
//! [`emit`] turns rules into [`template`]s; [`doubles`] evaluates every formula as a spreadsheet will, and a
//! value other than the book's stops the run; the sheets are then written.
mod assemble;
mod cover;
mod district_sheet;
mod doubles;
mod emit;
mod emit_rows;
mod emit_share;
mod extent;
mod guard_sheet;
mod layout;
mod list_sheets;
mod owners;
mod places;
mod standards_sheet;
mod table_sheet;
mod template;
mod writer;

pub use extent::{Extent, LIVE_ROWS_MAX};
pub use owners::UnitOwners;
pub use places::AuditPlaces;

use super::{Edition, FaceError};
use crate::book::Book;
use crate::messages::Findings;

/// The audit workbook: the whole year, or above [`LIVE_ROWS_MAX`] rows of a table the district's part of it.
pub fn audit_workbook(book: &Book, edition: &Edition, findings: &Findings) -> Result<Vec<u8>, FaceError> {
    let extent = match divided(book) {
        Some(owners) => Extent::district(book, &owners),
        None => Extent::whole(book),
    };
    assemble::workbook_bytes(&writer::Writer::new(book, edition, &extent, "核算底稿")?, findings)
}

/// One unit's part of a year that is too large for one live workbook.
pub fn unit_workbook(book: &Book, edition: &Edition, owners: &UnitOwners, unit: usize) -> Result<Vec<u8>, FaceError> {
    let extent = Extent::of_unit(book, owners, unit);
    let title = format!("{}核算底稿", book.row_name(owners.unit_table(), unit));
    assemble::workbook_bytes(&writer::Writer::new(book, edition, &extent, &title)?, &Findings::default())
}

/// Whether a table has more rows than one live workbook holds, so that each unit has a workbook of its own.
pub fn is_divided(book: &Book) -> bool {
    book.rows.iter().any(|rows| *rows > LIVE_ROWS_MAX) && !book.plan.payee_tables().is_empty()
}

/// The units of a divided year.
pub fn divided(book: &Book) -> Option<UnitOwners> {
    is_divided(book).then(|| UnitOwners::of(book)).flatten()
}

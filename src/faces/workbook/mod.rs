//! 核算底稿: the audit workbook. Every computed column and step is a live formula with the book's value cached;
//! a reader follows any payout by precedents back to the inputs.
//!
//! The chain: an [`extent`] says which rows are in this workbook; the [`layout`] gives each column its place;
//! [`emit`] turns rules into [`template`]s; [`doubles`] evaluates every formula as a spreadsheet will, and a
//! value other than the book's stops the run; the sheets are then written.
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
mod places;
mod standards_sheet;
mod table_sheet;
mod template;
mod writer;

pub use extent::{Extent, LIVE_ROWS_MAX};
pub use places::AuditPlaces;

use super::{Edition, FaceError};
use crate::book::Book;
use crate::messages::Findings;

/// The whole year in one workbook.
pub fn audit_workbook(book: &Book, edition: &Edition, findings: &Findings) -> Result<Vec<u8>, FaceError> {
    let extent = Extent::whole(book);
    workbook(book, edition, findings, &extent, "核算底稿")
}

/// One workbook of the rows in an extent.
pub fn workbook(
    book: &Book,
    edition: &Edition,
    findings: &Findings,
    extent: &Extent,
    title: &str,
) -> Result<Vec<u8>, FaceError> {
    writer::Writer::new(book, edition, extent, title)?.write(findings)
}

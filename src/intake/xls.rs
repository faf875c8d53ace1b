//! A workbook of Excel 5 to 2003: an OLE file with one stream of BIFF records.
//!
//! calamine reads the values, but all sheets at once and into full tables, and it believes what the file says of
//! itself. So the shell is opened by a second reader first, and the records are walked ([`biff`]): only what stays
//! within the limits goes on.
use super::biff;
use super::kind::Format;
use super::limits::FILE_BYTES_MAX;
use super::sheet::{Facts, Region, Sheet};
use super::value::filled;
use super::workbook::SheetHead;
use super::xlsx::{DAYS_FROM_1904, head};
use crate::dataset::TextPool;
use crate::messages::IntakeMessage;
use calamine::{Reader, Xls};
use std::io::{Cursor, Read};

/// An open xls workbook.
pub(super) struct Source {
    xls: Xls<Cursor<Vec<u8>>>,
    heads: Vec<SheetHead>,
    facts: Vec<Facts>,
}

impl Source {
    /// Opens a file's bytes.
    pub(super) fn open(bytes: &[u8]) -> Result<Source, IntakeMessage> {
        let facts = biff::facts(&workbook_stream(bytes)?)?;
        let xls = Xls::new(Cursor::new(bytes.to_vec())).map_err(|_| IntakeMessage::Damaged {})?;
        let heads: Vec<SheetHead> = xls.sheets_metadata().iter().map(head).collect();
        if heads.len() != facts.len() {
            return Err(IntakeMessage::Damaged {});
        }
        Ok(Source { xls, heads, facts })
    }
}

impl super::workbook::Source for Source {
    fn heads(&self) -> Vec<SheetHead> {
        self.heads.clone()
    }

    fn sheet(&mut self, index: usize, left: usize, texts: &mut TextPool) -> Result<Sheet, IntakeMessage> {
        let damaged = || IntakeMessage::Damaged {};
        let (head, facts) = self.heads.get(index).zip(self.facts.get(index)).ok_or_else(damaged)?;
        let shift = if self.xls.has_1904_epoch() { DAYS_FROM_1904 } else { 0.0 };
        let range = self.xls.worksheet_range(&head.name).map_err(|_| damaged())?;
        let cells = filled(&range, (Format::Xls, left), (shift, facts), texts)?;
        let regions = self.xls.merge_cells_by_sheet_name(&head.name).unwrap_or_default();
        let column = |column: u32| u16::try_from(column).ok();
        let merges = regions.into_iter().filter_map(|r| {
            Some(Region { top: r.start.0, left: column(r.start.1)?, bottom: r.end.0, right: column(r.end.1)? })
        });
        Ok(Sheet::new(&head.name, cells).with(Facts { merges: merges.collect(), ..facts.clone() }))
    }
}

/// Opens every stream of the shell, and gives the workbook's.
fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, IntakeMessage> {
    let damaged = |_| IntakeMessage::Damaged {};
    let mut shell = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if shell.exists("/EncryptedPackage") {
        return Err(IntakeMessage::HasPassword {});
    }
    let paths: Vec<_> =
        shell.walk().filter(|entry| entry.is_stream()).map(|entry| entry.path().to_path_buf()).collect();
    let mut left = FILE_BYTES_MAX;
    let mut found: Option<Vec<u8>> = None;
    for path in paths {
        let mut content = Vec::new();
        let stream = shell.open_stream(&path).map_err(damaged)?;
        let count = stream.take(left + 1).read_to_end(&mut content).map_err(damaged)? as u64;
        // Streams that share sectors are longer together than the file.
        left = left.checked_sub(count).ok_or(IntakeMessage::Damaged {})?;
        let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().to_lowercase());
        if path.components().count() == 2 && (name == "workbook" || (name == "book" && found.is_none())) {
            found = Some(content);
        }
    }
    found.ok_or(IntakeMessage::UnknownKind {})
}

//! An OpenDocument workbook. calamine reads the values, all sheets at once and into full tables, repeating what the
//! file says is repeated: [`ods_content`] adds up what that would take before it is done.
use super::kind::Format;
use super::ods_content;
use super::package::{Package, Shared};
use super::sheet::{Cell, Facts, Raw, Sheet};
use super::value::filled;
use super::workbook::SheetHead;
use super::xlsx::head;
use crate::dataset::TextPool;
use crate::messages::IntakeMessage;
use calamine::{Ods, OdsError, Reader};
use std::io::Cursor;

/// An open ods workbook.
pub(super) struct Source {
    ods: Ods<Cursor<Shared>>,
    heads: Vec<SheetHead>,
    facts: Vec<Facts>,
}

impl Source {
    /// Opens a package.
    pub(super) fn open(package: Package) -> Result<Source, IntakeMessage> {
        let damaged = || IntakeMessage::Damaged {};
        if package.part("meta-inf/manifest.xml").is_some_and(ods_content::encrypted) {
            return Err(IntakeMessage::HasPassword {});
        }
        let facts = ods_content::facts(package.part("content.xml").ok_or_else(damaged)?)?;
        let ods = Ods::new(Cursor::new(package.archive)).map_err(|error| match error {
            OdsError::Password => IntakeMessage::HasPassword {},
            _ => damaged(),
        })?;
        let heads: Vec<SheetHead> = ods.sheets_metadata().iter().map(head).collect();
        if heads.len() != facts.len() {
            return Err(damaged());
        }
        Ok(Source { ods, heads, facts })
    }
}

impl super::workbook::Source for Source {
    fn heads(&self) -> Vec<SheetHead> {
        self.heads.clone()
    }

    fn sheet(&mut self, index: usize, left: usize, texts: &mut TextPool) -> Result<Sheet, IntakeMessage> {
        let damaged = || IntakeMessage::Damaged {};
        let (head, facts) = self.heads.get(index).zip(self.facts.get(index)).ok_or_else(damaged)?;
        let range = self.ods.worksheet_range(&head.name).map_err(|_| damaged())?;
        let mut cells = filled(&range, (Format::Ods, left), (0.0, facts), texts)?;
        let uncomputed = facts.uncomputed.iter();
        cells.extend(uncomputed.map(|(row, column)| (*row, Cell { column: *column, raw: Raw::Uncomputed })));
        Ok(Sheet::new(&head.name, cells).with(facts.clone()))
    }
}

//! A file opened on its own, with what is told of it as a whole.
use super::OfficeFile;
use super::workbook::Workbook;
use crate::messages::{Findings, IntakeMessage, Place};

/// Opens a file; `path` is what findings show.
pub(super) fn open_seen(file: &OfficeFile, path: &str, findings: &mut Findings) -> Option<Workbook> {
    match Workbook::open(&file.path, &file.bytes, None) {
        Ok(workbook) => {
            tell(&workbook, file, path, findings);
            Some(workbook)
        }
        Err(message) => {
            findings.add(message, Place::file(path));
            None
        }
    }
}

/// Tells what is unusual about an opened file.
pub(super) fn tell(workbook: &Workbook, file: &OfficeFile, path: &str, findings: &mut Findings) {
    let Workbook { format, manual, active, .. } = workbook;
    let told = [
        (!format.fits(&file.path), IntakeMessage::OtherEnding { format: format.name().to_string() }),
        (*manual, IntakeMessage::ManualCalculation {}),
        (*active, IntakeMessage::ActiveContent {}),
    ];
    for (_, message) in told.into_iter().filter(|(so, _)| *so) {
        findings.add(message, Place::file(path));
    }
}

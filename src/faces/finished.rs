//! The bytes of a finished workbook, the same whichever system made them.
use rust_xlsxwriter::{Workbook, XlsxError};

/// Length of the end record of an archive without a comment (APPNOTE 4.3.16).
const END_LEN: usize = 22;
/// Length of the fixed part of an entry in the directory (APPNOTE 4.3.12).
const ENTRY_LEN: usize = 46;
/// Signature of such an entry.
const ENTRY: [u8; 4] = *b"PK\x01\x02";
/// Where an entry says which system made it, and what ours always say: Unix.
const MADE_BY: usize = 5;
const UNIX: u8 = 3;

/// Saves a workbook. The archive's directory names the system that made it, which is all that differs between
/// a workbook written on Windows and one on Linux; it is set to one value.
pub(super) fn finished(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut bytes = workbook.save_to_buffer()?;
    let mut at = directory(&bytes).unwrap_or(bytes.len());
    while let Some(entry) = bytes.get_mut(at..at + ENTRY_LEN).filter(|entry| entry[..4] == ENTRY) {
        entry[MADE_BY] = UNIX;
        let lengths = [28, 30, 32].map(|field| usize::from(u16::from_le_bytes([entry[field], entry[field + 1]])));
        at += ENTRY_LEN + lengths.iter().sum::<usize>();
    }
    Ok(bytes)
}

/// Where the directory begins.
fn directory(bytes: &[u8]) -> Option<usize> {
    let end = bytes.len().checked_sub(END_LEN)?;
    let offset = bytes.get(end + 16..end + 20)?;
    Some(u32::from_le_bytes(offset.try_into().ok()?) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_directory_names_one_system() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet();
        let bytes = finished(&mut workbook).expect("saved");
        let entries: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(&ENTRY)).collect();
        assert!(entries.len() > 5, "{entries:?}");
        assert!(entries.iter().all(|at| bytes[at + MADE_BY] == UNIX));
    }
}

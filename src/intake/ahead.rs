//! A file opened ahead of its turn, on a thread of its own: all that needs neither a decision nor another file.
use super::OfficeFile;
use super::record;
use super::workbook::Workbook;
use crate::dataset::FileRecord;
use crate::messages::IntakeMessage;

/// Larger files are opened when their turn comes: several of them at once would fill the memory.
const BYTES_MAX: usize = 4 << 20;

/// Whether a file may be opened before its turn.
pub(super) fn early(file: &OfficeFile) -> bool {
    file.bytes.len() <= BYTES_MAX
}

/// An opened file.
pub(super) struct Ahead {
    /// What is recorded of it.
    pub record: FileRecord,
    /// The workbook, its wanted sheets read.
    pub workbook: Result<Workbook, IntakeMessage>,
}

impl Ahead {
    /// Opens a file and reads the sheets that will be asked for. `wishes`: their names, in the order of asking.
    pub(super) fn open(file: &OfficeFile, wishes: &[Vec<&str>]) -> Ahead {
        let mut workbook = Workbook::open(&file.path, &file.bytes, None);
        if let Ok(workbook) = &mut workbook {
            read_sheets(workbook, wishes);
        }
        Ahead { record: record(file), workbook }
    }
}

/// What cannot be read is told when its turn comes.
fn read_sheets(workbook: &mut Workbook, wishes: &[Vec<&str>]) {
    for names in wishes {
        let found = workbook.find_sheets(names);
        if found.is_empty() && names.is_empty() {
            // Which sheet is meant is asked first, and the sheets count against one limit in the order of asking.
            return;
        }
        for index in found {
            let _ = workbook.sheet(index);
        }
    }
}

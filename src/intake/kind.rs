//! What a file is by its content. The name's ending is asked only for text, which has no other mark.
use super::pattern::normal_path;
use crate::messages::IntakeMessage;

/// How far into a file its kind is looked for.
const SNIFFED: usize = 4_096;
/// How far from its end a package's directory of parts is looked for.
const DIRECTORY_BYTES: usize = 1 << 20;
/// Start of an OLE file: a workbook of Excel 5 to 2003, or a new one with a password.
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The shell that a file's bytes are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shell {
    /// A zip package: xlsx, xlsb or ods.
    Package,
    /// An OLE file: xls.
    Ole,
    /// Characters: csv or tab text.
    Text,
}

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Office Open XML.
    Xlsx,
    /// The same in binary parts.
    Xlsb,
    /// Excel 5 to 2003.
    Xls,
    /// OpenDocument.
    Ods,
    /// Lines of fields.
    Text,
}

impl Format {
    /// Its usual name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Xlsb => "xlsb",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Text => "csv",
        }
    }

    /// Endings that programs give it; WPS writes `.et` in either of Excel's formats.
    pub(super) fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Xlsx => &["xlsx", "xlsm", "xltx", "xltm", "et", "ett"],
            Format::Xlsb => &["xlsb"],
            Format::Xls => &["xls", "xlt", "et", "ett"],
            Format::Ods => &["ods", "ots"],
            Format::Text => &["csv", "txt", "tsv", "tab"],
        }
    }

    /// Whether a path ends as files of this format do.
    pub(super) fn fits(self, path: &str) -> bool {
        self.endings().contains(&ending(path).as_str())
    }

    /// Rows that a sheet can have.
    pub(super) fn rows_max(self) -> u32 {
        if self == Format::Xls { 65_536 } else { super::limits::ROWS_MAX }
    }
}

/// What follows the last dot of a path, in lower case.
pub(super) fn ending(path: &str) -> String {
    normal_path(path).rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_string())
}

/// Looks at a file's first bytes. A text with the name of a workbook is refused: nobody can say what became of it.
pub(super) fn shell(path: &str, bytes: &[u8]) -> Result<Shell, IntakeMessage> {
    let head = &bytes[..bytes.len().min(SNIFFED)];
    if head.starts_with(b"PK\x03\x04") {
        Ok(Shell::Package)
    } else if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        Err(IntakeMessage::EmptyFile {})
    } else if head.starts_with(&OLE) {
        Ok(Shell::Ole)
    } else if head.starts_with(b"%PDF") {
        Err(IntakeMessage::IsPdf {})
    } else if old_excel(head) {
        Err(IntakeMessage::IsOldWorkbook {})
    } else if web_page(head) {
        Err(IntakeMessage::IsWebPage {})
    } else if !text(head) {
        Err(IntakeMessage::UnknownKind {})
    } else if Format::Text.endings().contains(&ending(path).as_str()) {
        Ok(Shell::Text)
    } else {
        Err(IntakeMessage::IsText {})
    }
}

/// Whether a file's reader builds full tables of its sheets, which may be large beyond what the file is.
pub fn builds_tables(bytes: &[u8]) -> bool {
    // The names of a package's parts stand at its end as they are.
    let directory = &bytes[bytes.len().saturating_sub(DIRECTORY_BYTES)..];
    let holds = |name: &[u8]| directory.windows(name.len()).any(|window| window.eq_ignore_ascii_case(name));
    bytes.starts_with(&OLE) || (bytes.starts_with(b"PK") && (holds(b"content.xml") || holds(b"workbook.bin")))
}

/// BIFF 2 to 4: Excel before 5.0, without an OLE shell.
fn old_excel(head: &[u8]) -> bool {
    matches!(head, [0x09, 0x00 | 0x02 | 0x04, length, 0, ..] if matches!(length, 4 | 6 | 8))
}

fn web_page(head: &[u8]) -> bool {
    let lower = String::from_utf8_lossy(head).to_lowercase();
    let start = lower.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    start.starts_with('<') || lower.contains("<html") || lower.contains("<table")
}

fn text(head: &[u8]) -> bool {
    let utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    utf16 || head.iter().all(|b| *b >= 0x20 || b.is_ascii_whitespace() || *b == 0x0B || *b == 0)
}

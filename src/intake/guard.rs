//! What stands before the workbook reader: says what a file really is, and inflates it within limits.
//!
//! The reader never sees the file itself. It sees a package written here, of the parts that were counted, stored
//! without compression: so nothing can grow behind our back, and each part is inflated only once.
use super::limits::{FILE_BYTES_MAX, INFLATED_BYTES_MAX, PART_BYTES_MAX, PARTS_MAX};
use super::pattern::normal_path;
use crate::messages::IntakeMessage;
use std::collections::HashSet;
use std::io::{Cursor, Read, Write};
use std::ops::Range;
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// How far into a file its kind is looked for.
const SNIFFED: usize = 4_096;
/// Start of an OLE file: an old workbook, or a new one with a password.
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Bytes that the reader and we look at together.
#[derive(Clone)]
pub(super) struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// The parts of a workbook, inflated within limits.
pub(super) struct Package {
    /// A zip archive without compression, for the reader.
    pub archive: Shared,
    /// Normal name of each part and where its bytes are.
    parts: Vec<(String, Range<usize>)>,
}

impl Package {
    /// The bytes of a part.
    pub(super) fn part(&self, name: &str) -> Option<&[u8]> {
        let name = normal_path(name);
        let (_, range) = self.parts.iter().find(|(part, _)| *part == name)?;
        self.archive.0.get(range.clone())
    }

    /// The bytes of all parts whose normal name ends so.
    pub(super) fn parts_named<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let fits = self.parts.iter().filter(move |(name, _)| name.ends_with(ending));
        fits.filter_map(|(_, range)| self.archive.0.get(range.clone()))
    }

    /// Opens a file, or says why it is none of ours.
    pub(super) fn open(bytes: &[u8]) -> Result<Package, IntakeMessage> {
        if bytes.len() as u64 > FILE_BYTES_MAX {
            let size = bytes.len() as u64 >> 20;
            return Err(IntakeMessage::FileTooLarge { size, most: FILE_BYTES_MAX >> 20 });
        }
        sniff(bytes)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| IntakeMessage::Damaged {})?;
        if zip.len() > PARTS_MAX {
            return Err(IntakeMessage::TooManyParts { count: zip.len(), most: PARTS_MAX });
        }
        // The directory of a zip file may name a part twice, and readers then disagree on which one counts.
        if zip.has_duplicate_names() {
            return Err(IntakeMessage::PartTwice { part: String::new() });
        }
        let archive = store(&mut zip)?;
        let parts = locate(&archive)?;
        Ok(Package { archive: Shared(Arc::new(archive)), parts })
    }
}

/// Whether a part holds data; pictures, charts and macros are counted but not handed on.
fn wanted(name: &str) -> bool {
    let data = name.ends_with(".xml") || name.ends_with(".rels");
    data && !["/drawings/", "/charts/", "/media/", "/externallinks/"].iter().any(|folder| name.contains(folder))
}

fn store(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<u8>, IntakeMessage> {
    let damaged = || IntakeMessage::Damaged {};
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut seen = HashSet::new();
    let mut left = INFLATED_BYTES_MAX;
    let mut buffer = Vec::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|_| damaged())?;
        let name = normal_path(&part.name().map_err(|_| damaged())?);
        if !seen.insert(name.clone()) {
            return Err(IntakeMessage::PartTwice { part: name });
        }
        if part.is_dir() {
            continue;
        }
        // A size that is declared too large is believed at once; a small one is not believed at all.
        if part.size() > PART_BYTES_MAX.min(left) {
            return Err(too_large(&name, left));
        }
        left = left.checked_sub(inflate(&mut part, &name, left, &mut buffer)?).ok_or_else(damaged)?;
        if wanted(&name) {
            writer.start_file(name, stored).map_err(|_| damaged())?;
            writer.write_all(&buffer).map_err(|_| damaged())?;
        }
    }
    writer.finish().map(Cursor::into_inner).map_err(|_| damaged())
}

/// Inflates a part into the buffer, no further than the limits allow.
fn inflate(part: &mut impl Read, name: &str, left: u64, buffer: &mut Vec<u8>) -> Result<u64, IntakeMessage> {
    buffer.clear();
    let limit = PART_BYTES_MAX.min(left);
    let count = part.take(limit + 1).read_to_end(buffer).map_err(|_| IntakeMessage::Damaged {})? as u64;
    if count <= limit { Ok(count) } else { Err(too_large(name, left)) }
}

/// Which limit a part goes beyond when so much is left of the sum.
fn too_large(name: &str, left: u64) -> IntakeMessage {
    if left > PART_BYTES_MAX {
        IntakeMessage::PartTooLarge { part: name.to_string(), most: PART_BYTES_MAX >> 20 }
    } else {
        IntakeMessage::InflatedTooLarge { most: INFLATED_BYTES_MAX >> 20 }
    }
}

fn locate(archive: &[u8]) -> Result<Vec<(String, Range<usize>)>, IntakeMessage> {
    let damaged = || IntakeMessage::Damaged {};
    let mut zip = ZipArchive::new(Cursor::new(archive)).map_err(|_| damaged())?;
    let mut parts = Vec::with_capacity(zip.len());
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|_| damaged())?;
        let start = part.data_start().ok_or_else(damaged)? as usize;
        let name = part.name().map_err(|_| damaged())?.into_owned();
        parts.push((name, start..start + part.size() as usize));
    }
    Ok(parts)
}

/// Says what a file is when it is no zip file. The name's ending is never asked.
fn sniff(bytes: &[u8]) -> Result<(), IntakeMessage> {
    let head = &bytes[..bytes.len().min(SNIFFED)];
    if head.starts_with(b"PK\x03\x04") {
        Ok(())
    } else if head.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        Err(IntakeMessage::EmptyFile {})
    } else if head.starts_with(&OLE) {
        Err(ole_kind(bytes))
    } else if head.starts_with(b"%PDF") {
        Err(IntakeMessage::IsPdf {})
    } else if old_excel(head) {
        Err(IntakeMessage::IsOldWorkbook {})
    } else if web_page(head) {
        Err(IntakeMessage::IsWebPage {})
    } else if text(head) {
        Err(IntakeMessage::IsText {})
    } else {
        Err(IntakeMessage::UnknownKind {})
    }
}

/// A workbook with a password is an OLE file with a stream named `EncryptedPackage`, in UTF-16.
fn ole_kind(bytes: &[u8]) -> IntakeMessage {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        IntakeMessage::HasPassword {}
    } else {
        IntakeMessage::IsOldWorkbook {}
    }
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
    utf16 || head.iter().all(|b| *b >= 0x20 || b.is_ascii_whitespace())
}

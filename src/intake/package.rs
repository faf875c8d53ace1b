//! A zip package, guarded before a reader sees it: inflated within limits, without what readers disagree on.
//!
//! The reader never sees the file itself. It sees a package written here, of the parts that were counted, stored
//! without compression: so nothing can grow behind our back, and each part is inflated only once.
use super::kind::Format;
use super::limits::{INFLATED_BYTES_MAX, PART_BYTES_MAX, PARTS_MAX};
use super::pattern::normal_path;
use crate::messages::IntakeMessage;
use std::collections::HashSet;
use std::io::{Cursor, Read, Write};
use std::ops::Range;
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

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
    /// It holds macros, or links to other files: they are left alone.
    pub active: bool,
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

    /// Which workbook it is, by its parts.
    pub(super) fn format(&self) -> Option<Format> {
        if self.part("xl/workbook.bin").is_some() {
            Some(Format::Xlsb)
        } else if self.part("content.xml").is_some() {
            Some(Format::Ods)
        } else {
            // Where the workbook stands is said by a part that every package of this kind has.
            self.part("[content_types].xml").map(|_| Format::Xlsx)
        }
    }

    /// Opens a file.
    pub(super) fn open(bytes: &[u8]) -> Result<Package, IntakeMessage> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| IntakeMessage::Damaged {})?;
        if zip.len() > PARTS_MAX {
            return Err(IntakeMessage::TooManyParts { count: zip.len(), most: PARTS_MAX });
        }
        // The directory of a zip file may name a part twice, and readers then disagree on which one counts.
        if zip.has_duplicate_names() {
            return Err(IntakeMessage::PartTwice { part: String::new() });
        }
        let (archive, active) = store(&mut zip)?;
        let parts = locate(&archive)?;
        Ok(Package { archive: Shared(Arc::new(archive)), parts, active })
    }
}

/// Folders of parts that are no data: pictures and charts.
const PICTURES: [&str; 4] = ["/drawings/", "/charts/", "/media/", "pictures/"];
/// Parts that would do something, or lead elsewhere.
const ACTIVE: [&str; 4] = ["vbaproject", "/macrosheets/", "/externallinks/", "basic/"];

/// Whether a part holds data; the others are counted but not handed on.
fn wanted(name: &str) -> bool {
    let data = [".xml", ".rels", ".bin"].iter().any(|ending| name.ends_with(ending)) || name == "mimetype";
    data && !PICTURES.iter().chain(&ACTIVE).any(|word| name.contains(word))
}

/// Parts are written in the case that the file gives them: not every reader finds them in another.
fn store(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(Vec<u8>, bool), IntakeMessage> {
    let damaged = || IntakeMessage::Damaged {};
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut seen = HashSet::new();
    let mut left = INFLATED_BYTES_MAX;
    let mut buffer = Vec::new();
    let mut active = false;
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|_| damaged())?;
        let written = part.name().map_err(|_| damaged())?.replace('\\', "/");
        let name = normal_path(&written);
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
        active |= ACTIVE.iter().any(|word| name.contains(word));
        if wanted(&name) {
            if declares_entities(&buffer) {
                return Err(IntakeMessage::HasDtd { part: written });
            }
            writer.start_file(written, stored).map_err(|_| damaged())?;
            writer.write_all(&buffer).map_err(|_| damaged())?;
        }
    }
    let archive = writer.finish().map(Cursor::into_inner).map_err(|_| damaged())?;
    Ok((archive, active))
}

/// A document type stands before the first element; no spreadsheet program writes one.
fn declares_entities(part: &[u8]) -> bool {
    let mut at = 0;
    while let Some(open) = part[at..].iter().position(|byte| *byte == b'<') {
        let tag = &part[at + open..];
        match tag.get(1) {
            Some(b'!') if tag.starts_with(b"<!--") => {
                let Some(end) = tag.windows(3).position(|three| three == b"-->") else { return false };
                at += open + end;
            }
            Some(b'!') => return tag.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case(b"DOCTYPE")),
            Some(b'?') => at += open + 1,
            _ => return false,
        }
    }
    false
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
        let name = normal_path(&part.name().map_err(|_| damaged())?);
        parts.push((name, start..start + part.size() as usize));
    }
    Ok(parts)
}

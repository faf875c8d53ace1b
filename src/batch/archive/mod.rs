//! The archive of a year: whole batches, the list of their files, a list of hashes for machines, and all of it once
//! more in one file. It appears whole or not at all, and one that is there is compared and never overwritten.
mod glance;
mod keeping;
mod zipped;

use super::compare::{differences, files_below};
use super::fingerprint::sha256;
use super::staging::{Staging, WriteFault};
use super::{Found, MANIFEST_NAME};
use crate::faces::{ArchiveList, ArchivedBatch, ArchivedFile, FaceError, archive_list_workbook};
use glance::Glance;
pub use keeping::Keeping;
use std::fs;
use std::path::{Path, PathBuf};

/// The list for people.
pub const ARCHIVE_LIST: &str = "归档目录.xlsx";
/// The list for `sha256sum -c`; written last, so that a folder without it is no archive.
pub const ARCHIVE_SUMS: &str = "SHA256SUMS";
/// Folder of the batches.
const BATCHES: &str = "批次";
/// Begins the hashed text that an archive is named after.
const LAYOUT: &str = "fenpei archive 1";
/// Digits of it in the name.
const NAME_DIGITS: usize = 12;

/// What is to be packed.
#[derive(Debug, Clone)]
pub struct Archiving<'a> {
    /// The year.
    pub year: u16,
    /// The batches, chain by chain, each with how it was verified.
    pub batches: Vec<(&'a Found, String)>,
    /// Batches that are left out, and why.
    pub left_out: Vec<String>,
}

/// What came of it.
#[derive(Debug)]
pub struct Archived {
    /// The folder.
    pub folder: PathBuf,
    /// The same as one file.
    pub zip: PathBuf,
    /// Files in it.
    pub files: usize,
    /// Whether it was there already, byte for byte.
    pub identical: bool,
}

/// Why there is no archive.
#[derive(Debug)]
pub enum ArchiveFault {
    /// A file cannot be read or written.
    Write(WriteFault),
    /// The list cannot be made.
    Face(Box<FaceError>),
    /// An archive of this name is there with other files.
    Differs(PathBuf, Vec<String>),
}

impl From<WriteFault> for ArchiveFault {
    fn from(fault: WriteFault) -> Self {
        ArchiveFault::Write(fault)
    }
}

/// Packs batches into a folder below `parent`, which is named by the year and by what is in it, and into a zip file
/// beside it.
///
/// # Errors
/// [`ArchiveFault::Differs`] where an archive of that name holds other bytes; it stays as it is.
pub fn archive(archiving: &Archiving<'_>, parent: &Path) -> Result<Archived, ArchiveFault> {
    let mut staging = Staging::open(parent)?;
    let (batches, packed) = pack(archiving, &mut staging)?;
    let name = name(archiving.year, &packed);
    let list = ArchiveList {
        year: archiving.year,
        name: name.clone(),
        batches,
        grounds: Keeping::ALL.map(|keeping| [keeping.chinese(), keeping.period(), keeping.ground()]).to_vec(),
        left_out: archiving.left_out.clone(),
        files: packed.clone(),
    };
    let bytes = archive_list_workbook(&list).map_err(|error| ArchiveFault::Face(Box::new(error)))?;
    staging.write(ARCHIVE_LIST, &bytes)?;
    staging.settle()?;
    let own = (sha256(&bytes), ARCHIVE_LIST.to_string());
    let mut lines: Vec<(String, String)> = packed.iter().map(|file| (file.sha256.clone(), file.path.clone())).collect();
    lines.push(own);
    let sums: String = lines.iter().map(|(hash, path)| format!("{hash}  {path}\n")).collect();
    staging.write(ARCHIVE_SUMS, sums.as_bytes())?;
    let (folder, zip) = (parent.join(&name), parent.join(format!("{name}.zip")));
    let identical = folder.symlink_metadata().is_ok();
    if identical {
        let differing = differences(staging.path(), &folder).map_err(WriteFault::at(&folder))?;
        if !differing.is_empty() {
            return Err(ArchiveFault::Differs(folder, differing));
        }
    } else {
        staging.publish(&folder)?;
    }
    zipped::zipped(&folder, &zip)?;
    Ok(Archived { folder, zip, files: packed.len() + 2, identical })
}

/// Copies every file of the batches and says what it is.
fn pack(
    archiving: &Archiving<'_>,
    staging: &mut Staging,
) -> Result<(Vec<ArchivedBatch>, Vec<ArchivedFile>), WriteFault> {
    let (mut batches, mut packed) = (Vec::new(), Vec::new());
    for (found, verified) in &archiving.batches {
        let record = &found.record;
        let paths = files_below(&found.path).map_err(WriteFault::at(&found.path))?;
        batches.push(ArchivedBatch {
            batch: record.batch.clone(),
            stage: record.stage.clone(),
            parent: record.parent.as_ref().map(|parent| parent.batch.clone()).unwrap_or_default(),
            scheme: record.scheme.clone(),
            funds: record.funds.join("、"),
            period: record.period.clone().unwrap_or_default(),
            program: record.program.clone(),
            files: paths.len(),
            verified: verified.clone(),
            fingerprint: record.fingerprint.clone(),
        });
        for path in paths {
            let disk = found.path.join(&path);
            let bytes = fs::read(&disk).map_err(WriteFault::at(&disk))?;
            let place = format!("{BATCHES}/{}/{path}", record.batch);
            staging.write(&place, &bytes)?;
            packed.push(described(found, &path, place, &bytes));
        }
    }
    Ok((batches, packed))
}

fn described(found: &Found, path: &str, place: String, bytes: &[u8]) -> ArchivedFile {
    let keeping = Keeping::of(&found.record.stage, path);
    let Glance { extent, private } = Glance::of(path, bytes);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let title = if path == MANIFEST_NAME { "批次清单和校验码".to_string() } else { stem.replace('/', "·") };
    ArchivedFile {
        title,
        batch: found.record.batch.clone(),
        stage: found.record.stage.clone(),
        path: place,
        extent,
        bytes: bytes.len() as u64,
        sha256: sha256(bytes),
        kind: keeping.chinese(),
        period: keeping.period(),
        private,
    }
}

/// `归档-2018-0a1b2c3d4e5f`: other contents have another name.
fn name(year: u16, packed: &[ArchivedFile]) -> String {
    let mut text = format!("{LAYOUT}\n{}\n", env!("CARGO_PKG_VERSION"));
    for file in packed {
        text.push_str(&format!("{} {}:{}\n", file.sha256, file.path.len(), file.path));
    }
    let digits: String = sha256(text.as_bytes()).chars().take(NAME_DIGITS).collect();
    format!("归档-{year}-{digits}")
}

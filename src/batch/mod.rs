//! A batch: one computation sealed in a folder, named by its content, whole or not there at all.
mod archive;
mod chain;
mod compare;
mod documents;
mod fingerprint;
mod manifest;
mod notices;
mod payments;
mod record;
mod safe_name;
mod staging;
mod syncer;

pub use archive::{ARCHIVE_LIST, ARCHIVE_SUMS, ArchiveFault, Archived, Archiving, Keeping, archive};
pub use chain::{Found, batches_in, chained, ends};
pub use compare::files_below;
pub use documents::{DocumentFault, Take};
pub use fingerprint::{
    HashedFile, PROGRAM, advanced, batch_name, edition, fingerprints, fingerprints_by, hash_files, sha256,
};
pub use manifest::{DocumentRecord, Paid};
pub use notices::{NOTICE_FOLDER, write_notices};
pub use payments::{PAYMENT_FOLDER, payment_documents};
pub use record::{BatchRecord, FileRecord};
pub use safe_name::{SafeNames, safe_name};
pub use staging::{MANIFEST_NAME, Staging, WriteFault};

use crate::book::Book;
use crate::faces::{Edition, PaymentFile};
use crate::intake::OfficeFile;
use crate::messages::Findings;
use crate::stage::{History, Progress};
use documents::{Shelf, write_all};
use manifest::Manifest;
use std::path::Path;

/// The folder with the copies of the inputs.
pub const INPUT_FOLDER: &str = "输入";
/// The folder with the records of each stage.
pub const RECORD_FOLDER: &str = "记录";

/// What a batch is made of.
#[derive(Debug, Clone, Copy)]
pub struct Contents<'a> {
    /// The result.
    pub book: &'a Book,
    /// What every page says about the batch.
    pub edition: &'a Edition,
    /// Findings that the documents list.
    pub findings: &'a Findings,
    /// The inputs as received.
    pub files: &'a [OfficeFile],
    /// Their hashes.
    pub inputs: &'a [HashedFile],
    /// Name and text of the scheme.
    pub scheme: (&'a str, &'a str),
    /// What was recorded of its stages.
    pub history: &'a History,
    /// What the records say.
    pub progress: &'a Progress,
    /// Of a final batch the files for bank and payroll, each with its path below the batch.
    pub payments: &'a [(String, PaymentFile)],
}

/// What came of a batch.
#[derive(Debug)]
pub struct Sealed {
    /// Whether it was there already, byte for byte.
    pub identical: bool,
    /// Its documents.
    pub documents: Vec<DocumentRecord>,
    /// How many are paid.
    pub paid: Vec<Paid>,
}

/// Why there is no batch.
#[derive(Debug)]
pub enum BatchFault {
    /// A document could not be made or written.
    Document(DocumentFault),
    /// A batch of this name is there, with other files.
    Differs(Vec<String>),
    /// Something without a manifest is at the batch's place.
    NotABatch,
}

impl From<WriteFault> for BatchFault {
    fn from(fault: WriteFault) -> Self {
        BatchFault::Document(DocumentFault::Write(fault))
    }
}

/// Makes every document in memory and writes none: what a check does.
pub fn rehearse(contents: Contents<'_>) -> Result<Sealed, BatchFault> {
    make(&contents, &mut |_, _| Ok(())).map(|(sealed, _)| sealed)
}

/// Makes every document and hands it on, in the order in which they are written; then the manifest's bytes.
pub fn make(contents: &Contents<'_>, take: &mut Take<'_>) -> Result<(Sealed, Vec<u8>), BatchFault> {
    let mut shelf = Shelf { take: &mut |path, bytes| take(path, bytes), records: Vec::new() };
    let paid = write_all(contents, &mut shelf).map_err(BatchFault::Document)?;
    let documents = shelf.records;
    let manifest = Manifest::new(contents, &documents, &paid).bytes();
    Ok((Sealed { identical: false, documents, paid }, manifest))
}

/// Writes the batch to the staging folder and moves it to `target`. A batch that is there already stays as it is
/// and is compared.
pub fn seal(contents: Contents<'_>, mut staging: Staging, target: &Path) -> Result<Sealed, BatchFault> {
    let (name, text) = contents.scheme;
    staging.write(&format!("{INPUT_FOLDER}/{name}"), text.as_bytes())?;
    for file in contents.files {
        staging.write(&format!("{INPUT_FOLDER}/{}", file.path), &file.bytes)?;
    }
    for (path, file) in contents.history.files() {
        staging.write(&format!("{RECORD_FOLDER}/{path}"), &file.bytes)?;
    }
    let (sealed, manifest) = make(&contents, &mut |path, bytes| staging.write(path, bytes))?;
    let identical = target.symlink_metadata().is_ok();
    if !identical {
        staging.settle()?;
    }
    staging.write(MANIFEST_NAME, &manifest)?;
    if identical {
        same(&staging, target)?;
    } else {
        staging.publish(target)?;
    }
    Ok(Sealed { identical, ..sealed })
}

fn same(staging: &Staging, target: &Path) -> Result<(), BatchFault> {
    if !target.join(MANIFEST_NAME).is_file() {
        return Err(BatchFault::NotABatch);
    }
    let differing = compare::differences(staging.path(), target).map_err(WriteFault::at(target))?;
    if differing.is_empty() { Ok(()) } else { Err(BatchFault::Differs(differing)) }
}

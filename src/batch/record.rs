//! What a finished batch says about itself, read back from its manifest.
use super::fingerprint::{PROGRAM, sha256};
use super::{INPUT_FOLDER, MANIFEST_NAME, RECORD_FOLDER};
use crate::faces::Parent;
use serde::Deserialize;
use std::path::{Component, Path};

/// A manifest, as far as it is compared.
#[derive(Debug, Clone, Deserialize)]
pub struct BatchRecord {
    /// Name of the batch.
    pub batch: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its stage.
    pub stage: String,
    /// The program that made it.
    pub program: String,
    /// Year of the payout.
    pub year: u16,
    /// Title of the scheme.
    pub scheme: String,
    /// The pay period, from the notice on.
    #[serde(default)]
    pub period: Option<String>,
    /// The funds that it pays, from the notice on.
    #[serde(default)]
    pub funds: Vec<String>,
    /// The batch of the stage before.
    pub parent: Option<Parent>,
    /// The inputs.
    pub inputs: Vec<FileRecord>,
    /// The records of its stages.
    #[serde(default)]
    pub records: Vec<FileRecord>,
    /// The documents.
    pub documents: Vec<FileRecord>,
}

/// A file of a batch.
#[derive(Debug, Clone, Deserialize)]
pub struct FileRecord {
    /// Below the folder of inputs, or below the batch.
    pub path: String,
    /// SHA-256 in hex.
    pub sha256: String,
}

impl BatchRecord {
    /// Reads the manifest; says why it cannot be read.
    pub fn read(batch: &Path) -> Result<BatchRecord, String> {
        let bytes = std::fs::read(batch.join(MANIFEST_NAME)).map_err(|error| error.to_string())?;
        serde_json::from_slice(&bytes).map_err(|error| error.to_string())
    }

    /// The release that made it.
    pub fn version(&self) -> Option<&str> {
        self.program.strip_prefix(PROGRAM).map(str::trim)
    }

    /// Inputs that are gone or are not as the manifest says.
    pub fn changed_inputs(&self, batch: &Path) -> Vec<String> {
        changed(&self.inputs, &batch.join(INPUT_FOLDER))
    }

    /// Records that are gone or are not as the manifest says.
    pub fn changed_records(&self, batch: &Path) -> Vec<String> {
        changed(&self.records, &batch.join(RECORD_FOLDER))
    }

    /// Documents that are gone or are not as the manifest says.
    pub fn changed_documents(&self, batch: &Path) -> Vec<String> {
        changed(&self.documents, batch)
    }
}

fn changed(records: &[FileRecord], folder: &Path) -> Vec<String> {
    let same = |record: &&FileRecord| {
        let inside = Path::new(&record.path).components().all(|part| matches!(part, Component::Normal(_)));
        inside && std::fs::read(folder.join(&record.path)).is_ok_and(|bytes| sha256(&bytes) == record.sha256)
    };
    records.iter().filter(|record| !same(record)).map(|record| record.path.clone()).collect()
}

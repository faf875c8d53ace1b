//! What a batch is named after: everything that can change a byte of it.
use crate::faces::Edition;
use crate::intake::OfficeFile;
use crate::scheme::Head;
use sha2::{Digest, Sha256};

/// Language of all documents.
pub const DOCUMENT_LANGUAGE: &str = "zh-CN";
/// Every run makes a trial.
const STAGE: &str = "试算稿";
/// Begins the hashed text, so that another layout of it is another fingerprint.
const LAYOUT: &str = "fenpei batch 1";
/// Digits of the fingerprint in the batch's name.
const NAME_DIGITS: usize = 12;

/// A file with its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HashedFile {
    /// Path below the folder, with `/`.
    pub path: String,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// SHA-256 in hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hashes the inputs, sorted by path.
pub fn hash_files(files: &[OfficeFile]) -> Vec<HashedFile> {
    let hashed = |file: &OfficeFile| HashedFile {
        path: file.path.clone(),
        sha256: sha256(&file.bytes),
        bytes: file.bytes.len() as u64,
    };
    let mut list: Vec<HashedFile> = files.iter().map(hashed).collect();
    list.sort_by(|a, b| a.path.cmp(&b.path));
    list
}

/// The whole fingerprint, in hex. Each part is on its own line; a path is written with its length, since it may
/// hold anything.
pub fn fingerprint(inputs: &[HashedFile], scheme: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut text = format!("{LAYOUT}\n{version}\n{DOCUMENT_LANGUAGE}\n{STAGE}\n{}\n", sha256(scheme.as_bytes()));
    for file in inputs {
        text.push_str(&format!("{} {}:{}\n", file.sha256, file.path.len(), file.path));
    }
    sha256(text.as_bytes())
}

/// What every page of the batch says about itself.
pub fn edition(head: &Head, fingerprint: &str) -> Edition {
    let digits: String = fingerprint.chars().take(NAME_DIGITS).collect();
    Edition {
        scheme: head.name.clone(),
        basis: head.basis.clone(),
        office: head.office.clone(),
        year: head.year,
        batch: format!("{}-{digits}", head.year),
        stage: STAGE.to_string(),
        fingerprint: fingerprint.to_string(),
    }
}

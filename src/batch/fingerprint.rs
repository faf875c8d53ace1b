//! What a batch is named after: everything that can change a byte of it.
use crate::faces::{Edition, Parent};
use crate::intake::OfficeFile;
use crate::scheme::Head;
use crate::stage::{History, Progress, Stage};
use sha2::{Digest, Sha256};

/// Language of all documents.
pub const DOCUMENT_LANGUAGE: &str = "zh-CN";
/// Begins the hashed text, so that another layout of it is another fingerprint.
const LAYOUT: &str = "fenpei batch 1";
/// The same of a stage after the trial.
const STAGE_LAYOUT: &str = "fenpei stage 1";
/// The program as manifests name it; its version follows after a blank.
pub const PROGRAM: &str = "fenpei";
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

/// The fingerprints of a batch and of all its parents, in hex, the trial's first. Each stage's is made from its
/// parent's and its own records, so that the last one vouches for the whole chain.
pub fn fingerprints(inputs: &[HashedFile], scheme: &str, history: &History) -> Vec<String> {
    fingerprints_by(env!("CARGO_PKG_VERSION"), inputs, scheme, history)
}

/// The fingerprints that another release gave the same.
pub fn fingerprints_by(version: &str, inputs: &[HashedFile], scheme: &str, history: &History) -> Vec<String> {
    let mut chain = vec![trial_fingerprint(version, inputs, scheme)];
    for entry in &history.entries {
        let parent = chain.last().map(String::as_str).unwrap_or_default();
        let mut text = format!("{STAGE_LAYOUT}\n{}\n{parent}\n", entry.kind.stage());
        push_files(&mut text, &hash_files(&entry.files));
        chain.push(sha256(text.as_bytes()));
    }
    chain
}

/// Each part is on its own line.
fn trial_fingerprint(version: &str, inputs: &[HashedFile], scheme: &str) -> String {
    let stage = Stage::Trial;
    let mut text = format!("{LAYOUT}\n{version}\n{DOCUMENT_LANGUAGE}\n{stage}\n{}\n", sha256(scheme.as_bytes()));
    push_files(&mut text, inputs);
    sha256(text.as_bytes())
}

/// A path is written with its length, since it may hold anything.
fn push_files(text: &mut String, files: &[HashedFile]) {
    for file in files {
        text.push_str(&format!("{} {}:{}\n", file.sha256, file.path.len(), file.path));
    }
}

/// What every page of the batch says about itself.
pub fn edition(head: &Head, chain: &[String], progress: &Progress) -> Edition {
    let head = Edition {
        scheme: head.name.clone(),
        basis: head.basis.clone(),
        office: head.office.clone(),
        year: head.year,
        ..Edition::default()
    };
    advanced(&head, chain, progress)
}

/// The name of a batch, its year and the start of its fingerprint: `2018-0a1b2c3d4e5f`.
pub fn batch_name(year: u16, fingerprint: &str) -> String {
    let digits: String = fingerprint.chars().take(NAME_DIGITS).collect();
    format!("{year}-{digits}")
}

/// The same of a later stage: `chain` are the fingerprints up to it.
pub fn advanced(before: &Edition, chain: &[String], progress: &Progress) -> Edition {
    let name = |fingerprint: &String| batch_name(before.year, fingerprint);
    let own = chain.last().cloned().unwrap_or_default();
    let parent = chain.len().checked_sub(2).and_then(|at| chain.get(at));
    Edition {
        batch: name(&own),
        stage: progress.stage,
        line: progress.line(),
        parent: parent.map(|parent| Parent { batch: name(parent), fingerprint: parent.clone() }),
        fingerprint: own,
        ..before.clone()
    }
}

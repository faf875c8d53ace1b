//! The batches of a folder, and how each follows from the one before.
use super::{BatchRecord, MANIFEST_NAME};
use crate::intake::RESULT_FOLDER;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A batch in a folder.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its folder.
    pub path: PathBuf,
    /// What it says of itself.
    pub record: BatchRecord,
}

/// The batches at a path, by name: the batch that it is, those of an office's folder (in its folder 结果), or those
/// that lie in it.
///
/// # Errors
/// What cannot be read, and why.
pub fn batches_in(path: &Path) -> Result<Vec<Found>, (PathBuf, String)> {
    if path.join(MANIFEST_NAME).is_file() {
        return Ok(vec![found(path.to_path_buf())?]);
    }
    let results = path.join(RESULT_FOLDER);
    let folder = if results.is_dir() { results } else { path.to_path_buf() };
    let unreadable = |error: std::io::Error| (folder.clone(), error.to_string());
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.path().join(MANIFEST_NAME).is_file() {
            folders.push(entry.path());
        }
    }
    folders.sort();
    folders.into_iter().map(found).collect()
}

fn found(path: PathBuf) -> Result<Found, (PathBuf, String)> {
    match BatchRecord::read(&path) {
        Ok(record) => Ok(Found { path, record }),
        Err(reason) => Err((path.join(MANIFEST_NAME), reason)),
    }
}

/// The last batch of each chain: those that no other goes on from.
pub fn ends(batches: &[Found]) -> Vec<&Found> {
    let parents: BTreeSet<&str> =
        batches.iter().filter_map(|batch| batch.record.parent.as_ref()).map(|p| p.fingerprint.as_str()).collect();
    batches.iter().filter(|batch| !parents.contains(batch.record.fingerprint.as_str())).collect()
}

/// The batches of a chain that ends here, the trial first. `Err`: the name of a batch that is named as a parent and
/// is not there.
pub fn chained<'f>(batches: &'f [Found], end: &'f Found) -> Result<Vec<&'f Found>, String> {
    let mut chain = vec![end];
    let mut at = end;
    while let Some(parent) = &at.record.parent {
        let before = batches.iter().find(|batch| batch.record.fingerprint == parent.fingerprint);
        // A chain that names itself is none; fingerprints of sound batches cannot.
        at = before
            .filter(|batch| chain.len() <= batches.len() && batch.record.fingerprint != at.record.fingerprint)
            .ok_or_else(|| parent.batch.clone())?;
        chain.push(at);
    }
    chain.reverse();
    Ok(chain)
}

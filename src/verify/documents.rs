//! A whole batch: its files against those that its inputs give.
use super::difference::{Difference, What};
use super::{manifest, text_file, workbook};
use crate::batch::{BatchFault, Contents, INPUT_FOLDER, MANIFEST_NAME, RECORD_FOLDER, files_below, make};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What a verification came to.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// Everything that differs, file by file.
    pub differences: Vec<Difference>,
    /// Documents made again.
    pub documents: usize,
}

/// Makes every document of a batch again and holds it against the one in the folder. `contents` are computed from the
/// copies in that same folder; their hashes and fingerprint are not looked at here.
///
/// # Errors
/// A document cannot be made.
pub fn verify(contents: &Contents<'_>, batch: &Path) -> Result<Verified, BatchFault> {
    let mut verified = Verified::default();
    let (scheme, _) = contents.scheme;
    let mut known: BTreeSet<String> = BTreeSet::from([MANIFEST_NAME.to_string(), format!("{INPUT_FOLDER}/{scheme}")]);
    known.extend(contents.files.iter().map(|file| format!("{INPUT_FOLDER}/{}", file.path)));
    known.extend(contents.history.files().map(|(path, _)| format!("{RECORD_FOLDER}/{path}")));
    let (sealed, made) = make(contents, &mut |path, bytes| {
        known.insert(path.to_string());
        verified.differences.extend(document(batch, path, bytes));
        Ok(())
    })?;
    verified.documents = sealed.documents.len();
    let there = fs::read(batch.join(MANIFEST_NAME)).unwrap_or_default();
    verified.differences.extend(manifest::differences(&there, &made));
    let found = files_below(batch).unwrap_or_default();
    let extra = found.iter().filter(|path| !known.contains(*path));
    verified.differences.extend(extra.map(|path| Difference::of_file(path, What::Extra, "")));
    Ok(verified)
}

fn document(batch: &Path, path: &str, made: &[u8]) -> Vec<Difference> {
    let Ok(there) = fs::read(batch.join(path)) else {
        return vec![Difference::of_file(path, What::Missing, "")];
    };
    if there == made {
        return Vec::new();
    }
    match path.to_lowercase().ends_with(".xlsx") {
        true => workbook::differences(path, &there, made),
        false => text_file::differences(path, &there, made),
    }
}

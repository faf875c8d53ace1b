//! Whether a batch that is already there is the same, byte for byte.
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Paths, below both folders, of files that are missing, more, or different; sorted.
pub(super) fn differences(fresh: &Path, finished: &Path) -> io::Result<Vec<String>> {
    let (ours, theirs) = (files_below(fresh)?, files_below(finished)?);
    let mut differing: Vec<String> = ours.symmetric_difference(&theirs).cloned().collect();
    for path in ours.intersection(&theirs) {
        if fs::read(fresh.join(path))? != fs::read(finished.join(path))? {
            differing.push(path.clone());
        }
    }
    differing.sort();
    Ok(differing)
}

/// All files below a folder; what systems and spreadsheets leave behind does not count.
pub fn files_below(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![String::new()];
    while let Some(prefix) = waiting.pop() {
        for entry in fs::read_dir(folder.join(&prefix))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
            if entry.file_type()?.is_dir() {
                waiting.push(path);
            } else if !left_behind(&name) {
                found.insert(path);
            }
        }
    }
    Ok(found)
}

fn left_behind(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.') || name.starts_with("~$") || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
}

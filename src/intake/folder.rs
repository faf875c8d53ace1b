//! The only place of this room that touches a disk: lists and reads the office's folder.
use super::OfficeFile;
use super::limits::{DEPTH_MAX, FILE_BYTES_MAX, FILES_MAX};
use crate::dataset::private_number;
use crate::messages::{Findings, IntakeMessage, OutputMessage, Place};
use crate::scheme::SCHEME_NAMES;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder that the program writes to, below the office's; it is passed over when the office's is read.
pub const RESULT_FOLDER: &str = "结果";

/// Lists and reads the folder below `dir`, sorted by path. Files that systems leave behind and the program's own
/// results are passed over. Only an unreadable `dir` itself is an error; the rest are findings.
pub fn read_folder(dir: &Path, findings: &mut Findings) -> io::Result<Vec<OfficeFile>> {
    let mut listed = Vec::new();
    list(dir, "", 0, &mut listed, findings)?;
    listed.sort();
    if listed.len() > FILES_MAX {
        findings.add(IntakeMessage::TooManyFiles { count: listed.len(), most: FILES_MAX }, Place::Run);
        return Ok(Vec::new());
    }
    for (path, _) in &listed {
        if let Some(message) = private_name(path) {
            findings.add(message, Place::file(path));
        }
    }
    Ok(listed.into_iter().filter_map(|(path, disk)| load(path, &disk, findings)).collect())
}

fn list(
    dir: &Path,
    prefix: &str,
    depth: usize,
    listed: &mut Vec<(String, PathBuf)>,
    findings: &mut Findings,
) -> io::Result<()> {
    let mut entries = fs::read_dir(dir)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        // Links are not followed: a folder may not lead out of itself.
        let kind = entry.file_type()?;
        if passed_over(&name, depth) {
            continue;
        } else if name.starts_with("~$") {
            findings.add(IntakeMessage::OpenElsewhere {}, Place::file(&path));
        } else if kind.is_dir() && depth < DEPTH_MAX {
            if let Err(error) = list(&entry.path(), &format!("{path}/"), depth + 1, listed, findings) {
                findings.add(IntakeMessage::Unreadable { reason: error.to_string() }, Place::file(&path));
            }
        } else if kind.is_file() {
            listed.push((path, entry.path()));
        } else {
            findings.add(IntakeMessage::NotAFile {}, Place::file(&path));
        }
        if listed.len() > FILES_MAX {
            return Ok(());
        }
    }
    Ok(())
}

/// A file whose name tells a private number: a batch lists the names of its files.
pub fn private_name(name: &str) -> Option<OutputMessage> {
    let kind = private_number(name)?;
    Some(OutputMessage::PrivateFileName { kind: kind.chinese().to_string(), english: kind.english().to_string() })
}

fn passed_over(name: &str, depth: usize) -> bool {
    let lower = name.to_ascii_lowercase();
    let own = depth == 0 && (SCHEME_NAMES.contains(&lower.as_str()) || name == RESULT_FOLDER);
    // Documents in Markdown are for people.
    let words = lower.ends_with(".tmp") || lower.ends_with(".md");
    own || name.starts_with('.') || words || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
}

/// Reads one file that a user named; the path that findings show may be another than the one on the disk.
pub fn read_file(disk: &Path, shown: &str, findings: &mut Findings) -> Option<OfficeFile> {
    let message = match fs::metadata(disk) {
        Ok(data) if data.is_file() => return load(shown.to_string(), disk, findings),
        Ok(_) => IntakeMessage::NotAFile {},
        Err(error) if error.kind() == io::ErrorKind::NotFound => IntakeMessage::FileMissing {},
        Err(error) => IntakeMessage::Unreadable { reason: error.to_string() },
    };
    findings.add(message, Place::file(shown));
    None
}

fn load(path: String, disk: &Path, findings: &mut Findings) -> Option<OfficeFile> {
    let size = fs::metadata(disk).map(|data| data.len());
    if let Ok(size) = size
        && size > FILE_BYTES_MAX
    {
        let message = IntakeMessage::FileTooLarge { size: size >> 20, most: FILE_BYTES_MAX >> 20 };
        findings.add(message, Place::file(&path));
        return None;
    }
    match fs::read(disk) {
        Ok(bytes) => Some(OfficeFile { path, bytes }),
        Err(error) => {
            findings.add(IntakeMessage::Unreadable { reason: error.to_string() }, Place::file(&path));
            None
        }
    }
}

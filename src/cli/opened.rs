//! A batch or an office's folder, computed: what every question about a year begins with.
use super::case::Case;
use super::exit::Exit;
use super::{console, told};
use fenpei::batch::{BatchRecord, INPUT_FOLDER, MANIFEST_NAME, RECORD_FOLDER};
use fenpei::book::Book;
use fenpei::faces::Edition;
use fenpei::intake;
use fenpei::kept::{KEPT_FOLDER, KeptFault};
use fenpei::messages::{Findings, Language, OutputMessage};
use fenpei::stage::History;
use std::path::{Path, PathBuf};

/// A computed year.
pub struct Opened {
    /// The result.
    pub book: Book,
    /// What pages say about it.
    pub edition: Edition,
    /// What it was computed from.
    pub case: Case,
}

/// The folder with scheme and files: of a batch its copies, whose hashes are checked first.
pub fn inputs(path: &Path) -> Result<PathBuf, (OutputMessage, Exit)> {
    if !path.join(MANIFEST_NAME).is_file() {
        return Ok(path.to_path_buf());
    }
    let record = BatchRecord::read(path).map_err(|reason| (unreadable(path, reason), Exit::Stopped))?;
    let records = record.changed_records(path).into_iter().map(|file| format!("{RECORD_FOLDER}/{file}"));
    let changed: Vec<String> = record.changed_inputs(path).into_iter().chain(records).collect();
    if let Some(first) = changed.first() {
        let message = OutputMessage::BatchInputs { count: changed.len(), file: first.clone() };
        return Err((message, Exit::Stopped));
    }
    Ok(path.join(INPUT_FOLDER))
}

/// What is recorded in a batch of its stages; nothing in a trial or in an office's folder.
pub fn history(batch: &Path) -> Result<History, (OutputMessage, Exit)> {
    let folder = batch.join(RECORD_FOLDER);
    if !folder.is_dir() {
        return Ok(History::default());
    }
    let files = intake::read_folder(&folder, &mut Findings::default())
        .map_err(|error| (unreadable(batch, error.to_string()), Exit::Stopped))?;
    History::from_files(&files).ok_or_else(|| {
        let path = folder.display().to_string();
        (OutputMessage::RecordsBroken { path }, Exit::Stopped)
    })
}

/// The book that a large batch keeps, and the fault that is found while it is read; of any other the year is computed.
pub fn kept_or_computed(path: &Path, language: Language) -> Result<Option<(Opened, KeptFault)>, (OutputMessage, Exit)> {
    if let (true, Ok(record)) = (path.join(KEPT_FOLDER).is_dir(), BatchRecord::read(path)) {
        let mut case = Case::open(&path.join(INPUT_FOLDER))?;
        case.history = history(path)?;
        if record.changed_records(path).is_empty()
            && let Some((book, edition, fault)) = case.kept(path, &record)
        {
            return Ok(Some((Opened { book, edition, case }, fault)));
        }
    }
    Ok(computed(path, language)?.map(|opened| (opened, KeptFault::default())))
}

/// That nothing of a kept book turned out to be something else than was sealed.
pub fn sound(fault: &KeptFault) -> Result<(), (OutputMessage, Exit)> {
    match fault.file() {
        None => Ok(()),
        Some(file) => {
            let file = format!("{KEPT_FOLDER}/{file}");
            Err((OutputMessage::BatchInputs { count: 1, file }, Exit::Stopped))
        }
    }
}

/// Reads and computes. `None`: findings stopped it, and they were told.
pub fn computed(path: &Path, language: Language) -> Result<Option<Opened>, (OutputMessage, Exit)> {
    let dir = inputs(path)?;
    let mut case = Case::open(&dir)?;
    case.history = history(path)?;
    match case.compute(&dir, language) {
        Ok((book, edition)) => Ok(Some(Opened { book, edition, case })),
        Err(_) => {
            told::tell(&case, &dir, language);
            console::tell(&told::counts([&case.passing, &case.findings], language));
            Ok(None)
        }
    }
}

fn unreadable(path: &Path, reason: String) -> OutputMessage {
    OutputMessage::Unreadable { path: path.join(MANIFEST_NAME).display().to_string(), reason }
}

/// Writes a new file.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), (OutputMessage, Exit)> {
    let written = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    written.and_then(|mut file| std::io::Write::write_all(&mut file, bytes)).map_err(|error| {
        let path = path.display().to_string();
        (OutputMessage::WriteFailed { path, reason: error.to_string() }, Exit::NotWritten)
    })
}

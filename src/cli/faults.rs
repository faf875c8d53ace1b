//! Why there is no batch, as a message and an exit code.
use super::exit::Exit;
use fenpei::batch::{BatchFault, DocumentFault, WriteFault};
use fenpei::faces::FaceError;
use fenpei::messages::OutputMessage;
use std::path::Path;

/// Differing files named in a message.
const FILES_NAMED_MAX: usize = 5;

pub fn batch_fault(fault: BatchFault, target: &Path) -> (OutputMessage, Exit) {
    match fault {
        BatchFault::Document(DocumentFault::Write(fault)) => write_fault(&fault),
        BatchFault::Document(DocumentFault::Face { document, error }) => document_fault(document, &error),
        BatchFault::NotABatch => (OutputMessage::NotABatch { path: target.display().to_string() }, Exit::NotWritten),
        BatchFault::Differs(files) => {
            let batch = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (OutputMessage::BatchDiffers { batch, count: files.len(), files: some_of(&files) }, Exit::Invariant)
        }
    }
}

/// The first of many files.
pub fn some_of(files: &[String]) -> String {
    files[..files.len().min(FILES_NAMED_MAX)].join("、")
}

pub fn write_fault(fault: &WriteFault) -> (OutputMessage, Exit) {
    let message =
        OutputMessage::WriteFailed { path: fault.path.display().to_string(), reason: fault.error.to_string() };
    (message, Exit::NotWritten)
}

pub fn document_fault(document: String, error: &FaceError) -> (OutputMessage, Exit) {
    let reason = error.to_string();
    match error {
        FaceError::Differs { .. } => (OutputMessage::DocumentWrong { document, reason }, Exit::Invariant),
        _ => (OutputMessage::DocumentFailed { document, reason }, Exit::NotWritten),
    }
}

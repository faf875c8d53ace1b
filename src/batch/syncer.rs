//! Forces files to disk on a thread of its own, so that the disk works while documents are still being made.
use super::staging::WriteFault;
use std::fs::File;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread::{JoinHandle, spawn};

/// Files on their way to the disk.
#[derive(Debug)]
pub(super) struct Syncer {
    files: Option<Sender<(PathBuf, File)>>,
    worker: Option<JoinHandle<Result<(), WriteFault>>>,
}

impl Syncer {
    pub(super) fn start() -> Syncer {
        let (files, waiting) = channel::<(PathBuf, File)>();
        let worker = spawn(move || {
            for (path, file) in waiting {
                file.sync_all().map_err(WriteFault::at(&path))?;
            }
            Ok(())
        });
        Syncer { files: Some(files), worker: Some(worker) }
    }

    /// Hands a written file over. After a fault the worker is gone; [`Syncer::finish`] tells why.
    pub(super) fn take(&self, path: PathBuf, file: File) {
        if let Some(files) = &self.files {
            let _ = files.send((path, file));
        }
    }

    /// Waits until every file is on the disk.
    pub(super) fn finish(&mut self) -> Result<(), WriteFault> {
        self.files = None;
        match self.worker.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(done)) => done,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
        }
    }
}

impl Drop for Syncer {
    /// No file may be open when its folder is removed.
    fn drop(&mut self) {
        self.files = None;
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

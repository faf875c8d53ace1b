//! A batch appears whole or not at all: everything is written to a hidden folder beside its place, each file
//! forced to disk, and then renamed once.
//!
//! One lock file in the output folder is held while a run writes. So any hidden folder that a run finds when it
//! has the lock was left by a run that died, and is swept.
use super::syncer::Syncer;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use tempfile::TempDir;

/// Name of the folder being written, before its random ending.
pub(super) const STAGING_PREFIX: &str = ".tmp-fenpei-";
/// Held while a run writes.
const LOCK_NAME: &str = ".fenpei.lock";
/// Its presence makes a folder a batch.
pub const MANIFEST_NAME: &str = "manifest.json";

/// Its presence makes a folder one that is written anew each time.
const OURS_NAME: &str = ".fenpei";

/// Ends the name of the folder that was written the time before.
const BEFORE_SUFFIX: &str = "（上次）";

/// A batch being written.
#[derive(Debug)]
pub struct Staging {
    parent: PathBuf,
    // Before the folder: dropped first, and with it every open file.
    syncer: Syncer,
    folder: TempDir,
    /// Folders made inside.
    folders: BTreeSet<PathBuf>,
    /// Released when this is dropped.
    _lock: File,
}

/// A file that could not be written, with its path for the message.
#[derive(Debug)]
pub struct WriteFault {
    /// The path.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl WriteFault {
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteFault + '_ {
        move |error| WriteFault { path: path.to_path_buf(), error }
    }
}

impl Staging {
    /// Makes the output folder and the hidden folder in it; so an output that cannot be written is known before
    /// anything is read. Waits while another run writes there.
    pub fn open(parent: &Path) -> Result<Staging, WriteFault> {
        fs::create_dir_all(parent).map_err(WriteFault::at(parent))?;
        let lock_path = parent.join(LOCK_NAME);
        let lock = File::create(&lock_path).map_err(WriteFault::at(&lock_path))?;
        match lock.lock() {
            Ok(()) => sweep(parent).map_err(WriteFault::at(parent))?,
            // A network share without locks: nothing is swept, and names are unique anyway.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(error) => return Err(WriteFault { path: lock_path, error }),
        }
        let folder = private_folder(parent).map_err(WriteFault::at(parent))?;
        let (parent, syncer) = (parent.to_path_buf(), Syncer::start());
        Ok(Staging { parent, syncer, folder, folders: BTreeSet::new(), _lock: lock })
    }

    /// Writes a file below the batch's folder; it is on its way to the disk.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), WriteFault> {
        let inner = Path::new(path);
        let target = self.folder.path().join(inner);
        let plain = inner.components().all(|part| matches!(part, Component::Normal(_)));
        if !plain || path.is_empty() {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "path leaves the batch");
            return Err(WriteFault { path: target, error });
        }
        for folder in inner.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
            self.folders.insert(folder.to_path_buf());
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(WriteFault::at(folder))?;
        }
        let file = write_new(&target, bytes).map_err(WriteFault::at(&target))?;
        self.syncer.take(target, file);
        Ok(())
    }

    /// Waits until all files so far are on the disk: the manifest may follow only then.
    pub(super) fn settle(&mut self) -> Result<(), WriteFault> {
        self.syncer.finish()?;
        self.syncer = Syncer::start();
        Ok(())
    }

    /// Where the files are until the batch is finished.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Moves the whole folder to its place; what an earlier command left there is kept beside it. A folder of that name
    /// that is not ours is never touched.
    pub fn replace(mut self, target: &Path) -> Result<(), WriteFault> {
        self.write(OURS_NAME, &[])?;
        self.settle()?;
        if target.symlink_metadata().is_ok() {
            if !target.join(OURS_NAME).is_file() {
                let error = io::Error::new(io::ErrorKind::AlreadyExists, "a folder of this name is there");
                return Err(WriteFault { path: target.to_path_buf(), error });
            }
            keep_one(target).map_err(WriteFault::at(target))?;
        }
        self.publish(target)
    }

    /// Moves the whole folder to its place. Fails where something is there already.
    pub(super) fn publish(mut self, target: &Path) -> Result<(), WriteFault> {
        self.syncer.finish()?;
        for folder in self.folders.iter().rev().map(|folder| self.folder.path().join(folder)) {
            sync_folder(&folder).map_err(WriteFault::at(&folder))?;
        }
        sync_folder(self.folder.path()).map_err(WriteFault::at(target))?;
        open_like(self.folder.path(), &self.parent).map_err(WriteFault::at(target))?;
        fs::rename(self.folder.path(), target).map_err(WriteFault::at(target))?;
        // There is nothing left at the hidden path to remove.
        self.folder.disable_cleanup(true);
        sync_folder(&self.parent).map_err(WriteFault::at(&self.parent))
    }
}

/// What somebody filled in there is not lost: the folder before is kept beside, the one before that goes.
fn keep_one(target: &Path) -> io::Result<()> {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(BEFORE_SUFFIX);
    let before = target.with_file_name(name);
    if before.join(OURS_NAME).is_file() {
        fs::remove_dir_all(&before)?;
    }
    fs::rename(target, &before)
}

/// A file that was not there before.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    Ok(file)
}

fn private_folder(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGING_PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(parent)
}

/// The finished folder may be read by whoever may read the folder that it is in.
#[cfg(unix)]
fn open_like(folder: &Path, parent: &Path) -> io::Result<()> {
    fs::set_permissions(folder, fs::metadata(parent)?.permissions())
}

#[cfg(not(unix))]
fn open_like(_folder: &Path, _parent: &Path) -> io::Result<()> {
    Ok(())
}

/// Forces a folder's entries to disk; only Unix can.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems have no such thing for folders.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes what dead runs left.
fn sweep(parent: &Path) -> io::Result<()> {
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let left = entry.file_name().to_string_lossy().starts_with(STAGING_PREFIX);
        if left && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

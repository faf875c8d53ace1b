//! A folder as one file, without clock and the same on every system.
use super::super::compare::files_below;
use super::super::staging::{STAGING_PREFIX, WriteFault};
use super::ArchiveFault;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// Bytes compared at a time.
const BLOCK: usize = 1 << 16;

/// Writes `folder` to `zip`. A file that is there is compared.
pub(super) fn zipped(folder: &Path, zip: &Path) -> Result<(), ArchiveFault> {
    let parent = zip.parent().unwrap_or(Path::new("."));
    let fault = WriteFault::at(zip);
    let written = visible_file(parent).and_then(|mut file| {
        fill(folder, file.as_file_mut())?;
        file.as_file().sync_all()?;
        Ok(file)
    });
    let written = match written {
        Ok(written) => written,
        Err(error) => return Err(fault(error).into()),
    };
    if zip.symlink_metadata().is_ok() {
        let name = zip.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let same = same(written.path(), zip).map_err(fault)?;
        return if same { Ok(()) } else { Err(ArchiveFault::Differs(zip.to_path_buf(), vec![name])) };
    }
    match written.persist_noclobber(zip) {
        Ok(_) => Ok(()),
        Err(error) => Err(fault(error.error).into()),
    }
}

/// A file that others may read as they may read any other; the system's mask decides.
fn visible_file(parent: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGING_PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(parent)
}

fn fill(folder: &Path, file: &mut File) -> io::Result<()> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut archive = ZipWriter::new(BufWriter::new(file));
    for path in files_below(folder)? {
        // Workbooks are packed already.
        let packed = path.to_lowercase().ends_with(".xlsx");
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644)
            .system(System::Unix);
        archive.start_file(format!("{name}/{path}"), options)?;
        archive.write_all(&fs::read(folder.join(&path))?)?;
    }
    archive.finish()?.flush()
}

fn same(first: &Path, second: &Path) -> io::Result<bool> {
    let (mut first, mut second) = (File::open(first)?, File::open(second)?);
    if first.metadata()?.len() != second.metadata()?.len() {
        return Ok(false);
    }
    let (mut ours, mut theirs) = (vec![0; BLOCK], vec![0; BLOCK]);
    loop {
        let read = first.read(&mut ours)?;
        if read == 0 {
            return Ok(true);
        }
        second.read_exact(&mut theirs[..read])?;
        if ours[..read] != theirs[..read] {
            return Ok(false);
        }
    }
}

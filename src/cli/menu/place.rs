//! What the folder holds: a scheme, batches and how far they are.
use fenpei::batch::{Found, batches_in, ends};
use fenpei::scheme::SCHEME_NAMES;
use fenpei::stage::Stage;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A folder as the menu sees it.
pub struct Place {
    /// The folder, as it is written in commands.
    pub dir: PathBuf,
    /// The scheme's file.
    pub scheme: Option<&'static str>,
    /// Its batches, the newest first.
    pub batches: Vec<Known>,
    /// A batch that cannot be read, and why.
    pub broken: Option<(PathBuf, String)>,
}

/// A batch in it.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its folder, as it is written in commands.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its stage, as the manifest says; the command that is run checks it.
    pub stage: String,
    /// The year.
    pub year: u16,
    /// Whether no other batch goes on from it.
    pub last: bool,
}

impl Place {
    /// Looks into a folder.
    pub fn of(dir: &Path) -> Place {
        let scheme = SCHEME_NAMES.into_iter().find(|name| dir.join(name).is_file());
        let (found, broken) = match batches_in(dir) {
            Ok(found) => (found, None),
            // A folder that cannot be listed has no batches: what is wrong with it is told by the command that is run.
            Err(_) if !dir.is_dir() => (Vec::new(), None),
            Err(broken) => (Vec::new(), Some(broken)),
        };
        let last: Vec<String> = ends(&found).iter().map(|batch| batch.record.fingerprint.clone()).collect();
        let mut found: Vec<Found> = found;
        found.sort_by_key(|batch| std::cmp::Reverse((written(batch), batch.record.batch.clone())));
        let known = |batch: &Found| Known {
            path: shown(&batch.path),
            name: batch.record.batch.clone(),
            stage: batch.record.stage.clone(),
            year: batch.record.year,
            last: last.contains(&batch.record.fingerprint),
        };
        Place { dir: dir.to_path_buf(), scheme, batches: found.iter().map(known).collect(), broken }
    }

    /// The batches of a stage from which one may go on. A trial may lead to several notices, each of other funds.
    pub fn at(&self, stage: Stage) -> Vec<&Known> {
        let own = |batch: &&Known| batch.stage == stage.chinese() && (batch.last || stage == Stage::Trial);
        self.batches.iter().filter(own).collect()
    }

    /// The years of the batches, the latest first.
    pub fn years(&self) -> Vec<u16> {
        let mut years: Vec<u16> = self.batches.iter().map(|batch| batch.year).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
    }

    /// A file in the folder of the batches that is not there yet.
    pub fn free_file(&self, name: &str) -> String {
        let beside = self.batches.first().and_then(|batch| Path::new(&batch.path).parent().map(Path::to_path_buf));
        let folder = beside.unwrap_or_else(|| self.dir.clone());
        let path = |number: usize| match number {
            1 => folder.join(format!("{name}.xlsx")),
            _ => folder.join(format!("{name}({number}).xlsx")),
        };
        let free = (1..).map(path).find(|path| path.symlink_metadata().is_err());
        free.map(|path| shown(&path)).unwrap_or_default()
    }
}

/// When a batch was sealed. The order of a menu is all that rests on it.
fn written(batch: &Found) -> SystemTime {
    let manifest = batch.path.join(fenpei::batch::MANIFEST_NAME);
    std::fs::metadata(manifest).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// `结果/2018-0a1b2c3d4e5f`, without a dot in front.
fn shown(path: &Path) -> String {
    let inner = path.strip_prefix(".").unwrap_or(path);
    inner.display().to_string()
}

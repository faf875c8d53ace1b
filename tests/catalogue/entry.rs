//! A fixture: a folder as an office sends it, and a scheme that reads it.
use crate::office::HEAD;
use std::fs;
use tempfile::TempDir;

/// A fixture of the catalogue.
#[derive(Clone)]
pub struct Entry {
    /// The catalogue's number, with a letter where an entry has several fixtures.
    pub id: &'static str,
    /// What is in the folder.
    pub what: &'static str,
    /// Tables of the scheme.
    pub scheme: String,
    /// Path and bytes of each file.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The table of the fixtures: staff with a number, a name and a score.
pub const STAFF: &str = r#"
[[table]]
name = "人员"
key  = ["工号"]
from = { file = "名册*.xlsx", sheet = ["表"] }
[[table.input]]
name = "工号"
type = "text"
[[table.input]]
name  = "姓名"
type  = "text"
shown = true
[[table.input]]
name   = "得分"
type   = "number"
places = 1
min    = "0"
max    = "100"
unit   = "分"
shown  = true
"#;

impl Entry {
    /// A fixture of one file that is read by the scheme of [`STAFF`].
    pub fn one(id: &'static str, what: &'static str, name: &str, bytes: Vec<u8>) -> Entry {
        Entry::several(id, what, vec![(name.to_string(), bytes)])
    }

    /// The same of several files.
    pub fn several(id: &'static str, what: &'static str, files: Vec<(String, Vec<u8>)>) -> Entry {
        Entry { id, what, scheme: STAFF.to_string(), files }
    }

    /// With other tables.
    pub fn with(mut self, scheme: &str) -> Entry {
        self.scheme = scheme.to_string();
        self
    }

    /// The folder with its scheme and files.
    pub fn folder(&self) -> TempDir {
        let dir = TempDir::new().expect("a folder");
        fs::write(dir.path().join("scheme.toml"), format!("{HEAD}\n{}", self.scheme)).expect("written");
        for (name, bytes) in &self.files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        dir
    }
}

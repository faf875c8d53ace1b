//! A batch changed by somebody who hides it: single parts of its packages edited, the manifest's hashes made again.
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A copy of a batch under its own name.
pub struct Tampered {
    _place: TempDir,
    /// The copy.
    pub folder: PathBuf,
}

impl Tampered {
    /// Copies a batch.
    pub fn new(batch: &Path) -> Tampered {
        let place = TempDir::new().expect("a temporary folder");
        let folder = place.path().join(batch.file_name().expect("a name"));
        super::copy_folder(batch, &folder);
        Tampered { _place: place, folder }
    }

    /// Edits the text of a part of a workbook.
    pub fn part(&self, file: &str, part: &str, edit: impl Fn(&str) -> String) {
        let path = self.folder.join(file);
        let mut package = ZipArchive::new(Cursor::new(fs::read(&path).expect("there"))).expect("opens");
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..package.len() {
            let mut inside = package.by_index(index).expect("a part");
            let name = inside.name().expect("a name").to_string();
            let mut bytes = Vec::new();
            inside.read_to_end(&mut bytes).expect("inflates");
            if name == part {
                let text = String::from_utf8(bytes).expect("a text");
                let edited = edit(&text);
                assert_ne!(text, edited, "{file} › {part} has nothing of the kind");
                bytes = edited.into_bytes();
            }
            writer.start_file(name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(&bytes).expect("written");
        }
        fs::write(&path, writer.finish().expect("finished").into_inner()).expect("written");
    }

    /// Edits a cell of a sheet, by its number: what stands between its tags, and the tag.
    pub fn cell(&self, file: &str, sheet: usize, cell: &str, from: &str, to: &str) {
        self.part(file, &format!("xl/worksheets/sheet{sheet}.xml"), |text| {
            let start = text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{file} has no {cell}"));
            let end = start + text[start..].find("</c>").expect("an end");
            format!("{}{}{}", &text[..start], text[start..end].replacen(from, to, 1), &text[end..])
        });
    }

    /// Edits the bytes of a text.
    pub fn text(&self, file: &str, from: &[u8], to: &[u8]) {
        let path = self.folder.join(file);
        let bytes = fs::read(&path).expect("there");
        let at = bytes.windows(from.len()).position(|window| window == from).expect("there");
        fs::write(path, [&bytes[..at], to, &bytes[at + from.len()..]].concat()).expect("written");
    }

    /// Edits the manifest.
    pub fn manifest(&self, edit: impl FnOnce(&mut Value)) {
        let path = self.folder.join("manifest.json");
        let mut manifest: Value = serde_json::from_slice(&fs::read(&path).expect("there")).expect("json");
        edit(&mut manifest);
        fs::write(path, serde_json::to_vec_pretty(&manifest).expect("json")).expect("written");
    }

    /// Makes the hashes of the documents again.
    pub fn rehash(&self) {
        self.manifest(|manifest| {
            for document in manifest["documents"].as_array_mut().expect("documents") {
                let Ok(bytes) = fs::read(self.folder.join(document["path"].as_str().expect("a path"))) else {
                    continue;
                };
                let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
                (document["sha256"], document["bytes"]) = (hash.into(), bytes.len().into());
            }
        });
    }
}

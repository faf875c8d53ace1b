//! The book that a large batch keeps: read back, it explains everything as the computed one does, and what was changed
//! in it is found.
mod support;

use fenpei::book::Book;
use fenpei::faces::{everything, explain};
use fenpei::kept::{INDEX_NAME, keep, kept};
use fenpei::stage::Stage;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use support::year::{computed, edition};
use tempfile::TempDir;

/// Writes the files of a book and says the hash of the index.
fn written(book: &Book, folder: &Path) -> String {
    let mut put = |name: String, bytes: Vec<u8>| fs::write(folder.join(name), bytes);
    keep(book, &mut put).expect("written");
    sha256(&fs::read(folder.join(INDEX_NAME)).expect("there"))
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn told(book: &Book) -> String {
    let explanation = explain(book, &edition(2018, "BATCH", Stage::Trial), &everything(book));
    serde_json::to_string(&explanation).expect("json")
}

#[test]
fn a_kept_book_explains_everybody_as_the_computed_one_does() {
    let book = computed(Path::new("samples/pingan"));
    let (first, second) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    let sha = written(&book, first.path());
    assert_eq!(written(&computed(Path::new("samples/pingan")), second.path()), sha, "the same inputs, the same bytes");
    let (back, fault) = kept(first.path(), &sha, book.plan.clone()).expect("read back");
    assert!(told(&back) == told(&book), "another explanation");
    assert_eq!(fault.file(), None);
}

#[test]
fn what_was_changed_in_a_kept_book_is_found() {
    let book = computed(Path::new("samples/pingan"));
    let folder = TempDir::new().expect("a folder");
    let sha = written(&book, folder.path());
    let open = || kept(folder.path(), &sha, book.plan.clone());
    let files: Vec<_> = fs::read_dir(folder.path()).expect("readable").flatten().map(|entry| entry.path()).collect();
    let mut found = 0;
    for path in &files {
        let sound = fs::read(path).expect("there");
        let Some(middle) = sound.len().checked_sub(1).map(|last| last / 2) else { continue };
        let mut changed = sound.clone();
        changed[middle] ^= 1;
        fs::write(path, &changed).expect("written");
        // Index and texts are read at once; a column when it is asked for.
        let told_of = open().is_none_or(|(back, fault)| {
            back.columns.iter().for_each(|_| ());
            back.relations.iter().for_each(|_| ());
            fault.file().is_some_and(|file| path.ends_with(file))
        });
        assert!(told_of, "{}", path.display());
        fs::write(path, &sound[..middle]).expect("written");
        let cut = open().is_none_or(|(back, fault)| {
            back.columns.iter().for_each(|_| ());
            fault.file().is_some()
        });
        assert!(cut, "{}", path.display());
        fs::write(path, &sound).expect("written");
        found += 1;
    }
    assert!(found > 10, "{found}");
    assert!(kept(folder.path(), &sha256(b""), book.plan.clone()).is_none());
}

//! What several tests need: running the program, and the sample's batch, written once.
#![allow(dead_code)]
pub mod district;
pub mod filled;
pub mod lists;
pub mod office;
pub mod payment;
pub mod register;
pub mod tampered;
pub mod tiny;
pub mod year;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use tempfile::TempDir;

/// The sample district.
pub const SAMPLE: &str = "samples/pingan";

/// Runs the program, in Chinese unless `--lang` says otherwise.
pub fn fenpei(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fenpei"));
    if !arguments.contains(&"--lang") {
        command.env("LC_ALL", "zh_CN.UTF-8").env("LANG", "zh_CN.UTF-8");
    }
    command.args(arguments).output().expect("the program starts")
}

/// The exit code.
pub fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

/// What it printed on the standard output.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What it printed on the standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The sample's batch, in a folder that lives as long as the tests.
pub struct SampleBatch {
    /// Where it was written.
    pub out: TempDir,
    /// What the run printed.
    pub output: Output,
    /// The batch's folder.
    pub folder: PathBuf,
}

/// Runs the sample once for all tests of a file.
pub fn sample_batch() -> &'static SampleBatch {
    static BATCH: OnceLock<SampleBatch> = OnceLock::new();
    BATCH.get_or_init(|| {
        let out = TempDir::new().expect("a temporary folder");
        let output = fenpei(&["run", SAMPLE, "--out", &out.path().to_string_lossy()]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let folder = only_batch(out.path());
        SampleBatch { out, output, folder }
    })
}

/// The only visible folder in a folder.
pub fn only_batch(out: &Path) -> PathBuf {
    let visible = |path: &PathBuf| !path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    let entries = fs::read_dir(out).expect("readable").map(|entry| entry.expect("readable").path());
    let folders: Vec<PathBuf> = entries.filter(visible).collect();
    assert_eq!(folders.len(), 1, "{folders:?}");
    folders.into_iter().next().expect("one")
}

/// Every file below a folder with its bytes, sorted.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
                found.push((name, fs::read(&path).expect("readable")));
            }
        }
    }
    found.sort();
    found
}

/// A copy of a folder's own files, without results.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("readable") {
        let path = entry.expect("readable").path();
        let name = path.file_name().expect("named");
        if name == "结果" {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("copied");
        }
    }
}

/// A path as an argument.
pub fn text(path: &std::path::Path) -> String {
    path.to_string_lossy().into_owned()
}

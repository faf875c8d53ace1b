//! An office that takes batches from stage to stage.
use super::filled::{Typed, fill};
use super::{code, district, fenpei, only_batch, stderr, stdout, text};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The notice as it is filled in; a row of the list of funds is on sheet 发放资金.
pub const NOTICE: [(&str, &str); 5] = [
    ("议定文号", "平教局党纪〔2019〕2号"),
    ("议定日期", "2019-01-04"),
    ("公示自", "2019-01-07"),
    ("公示至", "2019年1月11日"),
    ("经办人", "王敏"),
];

/// The approval, without objections.
pub const APPROVAL: [(&str, &str); 9] = [
    ("审批文号", "平教局纪〔2019〕3号"),
    ("审批日期", "2019-01-16"),
    ("异议件数", "0"),
    ("经办", "王敏"),
    ("复核", "孙丽"),
    ("人事", "李娜"),
    ("计财", "赵强"),
    ("分管领导", "周伟"),
    ("主要领导", "陈静"),
];

/// An office's folder of batches with a trial of the small district in it.
pub struct Office {
    /// Where its batches lie.
    pub place: TempDir,
    /// The trial.
    pub trial: PathBuf,
}

impl Office {
    /// Runs it.
    pub fn new() -> Office {
        Office::with_rules("")
    }

    /// Runs it with more rules in its scheme.
    pub fn with_rules(rules: &str) -> Office {
        let inputs = TempDir::new().expect("a folder");
        district::write_with(inputs.path(), rules, &[]);
        Office::from(inputs.path())
    }

    /// Runs it by another scheme.
    pub fn of(scheme: &str) -> Office {
        let inputs = TempDir::new().expect("a folder");
        district::write(inputs.path());
        fs::write(inputs.path().join("scheme.toml"), scheme).expect("written");
        Office::from(inputs.path())
    }

    /// Runs another folder.
    pub fn from(inputs: &Path) -> Office {
        let place = TempDir::new().expect("a folder");
        let run = fenpei(&["run", &text(inputs), "--out", &text(place.path())]);
        assert_eq!(code(&run), 0, "{}", stderr(&run));
        let trial = only_batch(place.path());
        Office { place, trial }
    }

    /// Another trial, with other points of the appraisal for some.
    pub fn trial_with(&self, rules: &str, points: &[(&str, u32)]) -> PathBuf {
        let inputs = TempDir::new().expect("a folder");
        district::write_with(inputs.path(), rules, points);
        self.made(&["run", &text(inputs.path()), "--out", &text(self.place.path())])
    }

    /// The trial posted.
    pub fn posted(&self, trial: &Path) -> PathBuf {
        let form = self.form("公示登记表", trial);
        self.next(trial, &form, &NOTICE, &[])
    }

    /// The register of objections, which lies beside the batches once one is posted.
    pub fn register(&self) -> PathBuf {
        self.place.path().join("异议登记.xlsx")
    }

    /// The form that `advance` leaves beside a batch.
    pub fn form(&self, name: &str, batch: &Path) -> PathBuf {
        let blank = fenpei(&["advance", &text(batch)]);
        assert_eq!(code(&blank), 0, "{}", stderr(&blank));
        let batch = batch.file_name().expect("a name").to_string_lossy().into_owned();
        let form = self.place.path().join(format!("{name}（{batch}）.xlsx"));
        assert!(stdout(&blank).contains(&text(&form)), "{}", stdout(&blank));
        form
    }

    /// What `advance` says to a form filled in so.
    pub fn refused(&self, batch: &Path, form: &Path, answers: &[(&str, &str)], typed: &[Typed<'_>]) -> String {
        let filled = self.place.path().join("试填.xlsx");
        fill(form, answers, typed, &filled);
        let output = fenpei(&["advance", &text(batch), "--form", &text(&filled)]);
        assert_eq!(code(&output), 1, "{}", stdout(&output));
        assert!(stderr(&output).contains("没有写出任何结果"), "{}", stderr(&output));
        stderr(&output)
    }

    /// The batch that a form filled in so leads to.
    pub fn next(&self, batch: &Path, form: &Path, answers: &[(&str, &str)], typed: &[Typed<'_>]) -> PathBuf {
        fill(form, answers, typed, form);
        self.made(&["advance", &text(batch)])
    }

    /// A final batch of all funds.
    pub fn last(&self, answers: &[(&str, &str)], typed: &[Typed<'_>]) -> PathBuf {
        let notice = self.posted(&self.trial);
        let form = self.form("定稿登记表", &notice);
        self.next(&notice, &form, answers, typed)
    }

    /// Runs a command that is expected to make one batch, and finds it.
    pub fn made(&self, arguments: &[&str]) -> PathBuf {
        let before = self.batches();
        let output = fenpei(arguments);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let new: Vec<PathBuf> = self.batches().into_iter().filter(|batch| !before.contains(batch)).collect();
        assert_eq!(new.len(), 1, "{new:?}");
        new.into_iter().next().expect("one")
    }

    /// All sealed batches.
    pub fn batches(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.place.path()).expect("readable").flatten().map(|entry| entry.path());
        entries.filter(|path| path.join("manifest.json").is_file()).collect()
    }
}

/// What a batch says of itself.
pub fn manifest(batch: &Path) -> Value {
    serde_json::from_slice(&fs::read(batch.join("manifest.json")).expect("there")).expect("json")
}

/// The same answers but for one.
pub fn with(
    answers: &[(&'static str, &'static str)],
    other: (&'static str, &'static str),
) -> Vec<(&'static str, &'static str)> {
    answers.iter().copied().filter(|(question, _)| *question != other.0).chain([other]).collect()
}

/// The name of a batch.
pub fn name(batch: &Path) -> String {
    batch.file_name().expect("a name").to_string_lossy().into_owned()
}

//! The records of a batch: what was filled in at each stage, in order, byte for byte as received.
use super::Stage;
use crate::correction::CORRECTION_NAME;
use crate::intake::OfficeFile;
use std::path::Path;

/// What a folder of records is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// 公示: what is posted, for which funds, from when to when.
    Notice,
    /// 定稿: on what the payment rests, who approved it, what became of objections.
    Approval,
    /// 发放: when it was paid, and what the bank or treasury answered.
    Payment,
    /// 重发: who is paid now of those not paid yet.
    Redress,
    /// 更正: what was put right after a payment, and who is paid anew.
    Correction,
}

impl RecordKind {
    /// As in the folder's name.
    pub fn chinese(self) -> &'static str {
        match self {
            RecordKind::Notice => "公示",
            RecordKind::Approval => "定稿",
            RecordKind::Payment => "发放",
            RecordKind::Redress => "重发",
            RecordKind::Correction => "更正",
        }
    }

    /// Name of the form.
    pub fn form_name(self) -> &'static str {
        match self {
            RecordKind::Notice => "公示登记表",
            RecordKind::Approval => "定稿登记表",
            RecordKind::Payment => "发放登记表",
            RecordKind::Redress => "重发登记表",
            RecordKind::Correction => CORRECTION_NAME,
        }
    }

    /// The stage of a batch whose last record is of this kind.
    pub fn stage(self) -> Stage {
        match self {
            RecordKind::Notice => Stage::Notice,
            RecordKind::Approval | RecordKind::Redress | RecordKind::Correction => Stage::Final,
            RecordKind::Payment => Stage::Paid,
        }
    }
}

/// The records of one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What they are about.
    pub kind: RecordKind,
    /// The form first, named by [`RecordKind::form_name`], then what belongs to it; paths below the stage's folder.
    pub files: Vec<OfficeFile>,
}

/// All records of a batch, in the order of its stages. None: a trial.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// One for each stage after the trial.
    pub entries: Vec<Entry>,
}

impl History {
    /// The stage that the last record leads to.
    pub fn stage(&self) -> Stage {
        self.entries.last().map_or(Stage::Trial, |entry| entry.kind.stage())
    }

    /// What may be recorded next; the first is what usually is.
    pub fn next(&self) -> &'static [RecordKind] {
        match self.entries.last().map(|entry| entry.kind) {
            None => &[RecordKind::Notice],
            Some(RecordKind::Notice) => &[RecordKind::Approval],
            Some(RecordKind::Approval | RecordKind::Redress | RecordKind::Correction) => &[RecordKind::Payment],
            Some(RecordKind::Payment) => &[RecordKind::Redress, RecordKind::Correction],
        }
    }

    /// With one more record.
    pub fn with(&self, entry: Entry) -> History {
        let mut entries = self.entries.clone();
        entries.push(entry);
        History { entries }
    }

    /// `1-公示`: the folder of a stage's records.
    pub fn folder(number: usize, kind: RecordKind) -> String {
        format!("{}-{}", number + 1, kind.chinese())
    }

    /// Files below the folder of records, back in order; `None` where they are not what a history is made of.
    pub fn from_files(files: &[OfficeFile]) -> Option<History> {
        let mut history = History::default();
        let mut taken = 0;
        while taken < files.len() {
            let folder = |kind: RecordKind| format!("{}/", History::folder(history.entries.len(), kind));
            let is_there = |kind: &&RecordKind| files.iter().any(|file| file.path.starts_with(&folder(**kind)));
            let kind = *history.next().iter().find(is_there)?;
            let prefix = folder(kind);
            let of_stage = files.iter().filter_map(|file| {
                let path = file.path.strip_prefix(&prefix)?.to_string();
                Some(OfficeFile { path, bytes: file.bytes.clone() })
            });
            let mut own: Vec<OfficeFile> = of_stage.collect();
            taken += own.len();
            let form =
                own.iter().position(|file| Path::new(&file.path).file_stem() == Some(kind.form_name().as_ref()))?;
            own[..=form].rotate_right(1);
            history.entries.push(Entry { kind, files: own });
        }
        Some(history)
    }

    /// All files with their paths below the folder of records.
    pub fn files(&self) -> impl Iterator<Item = (String, &OfficeFile)> {
        self.entries.iter().enumerate().flat_map(|(number, entry)| {
            let folder = History::folder(number, entry.kind);
            entry.files.iter().map(move |file| (format!("{folder}/{}", file.path), file))
        })
    }
}

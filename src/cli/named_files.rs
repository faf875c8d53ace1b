//! Files that a user names on the command line, and what their results have in common.
use super::trial;
use fenpei::intake::{OfficeFile, read_file};
use fenpei::messages::{Finding, Findings, Language, Place, Severity};
use serde::Serialize;
use std::path::Path;

/// In which form a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Reads a file; what stands in the way where it cannot be read.
pub fn read(path: &Path) -> Result<OfficeFile, Findings> {
    let mut findings = Findings::default();
    let read = read_file(path, &path.display().to_string(), &mut findings);
    let sound = trial::sift(read.into_iter().collect(), &mut findings).pop();
    sound.ok_or(findings)
}

/// Whether one of the findings is more than a warning.
pub fn stops<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> bool {
    findings.into_iter().any(|finding| finding.message.severity() != Severity::Warning)
}

/// A finding below its file's name: the place within the file, the fact and the cure.
pub fn finding_line(finding: &Finding, language: Language) -> String {
    let severity = match finding.message.severity() {
        Severity::Error => language.pick("错误", "error"),
        Severity::Question => language.pick("疑点", "question"),
        Severity::Warning => language.pick("提醒", "warning"),
    };
    let within = match &finding.place {
        Place::Input { sheet, cell, .. } => {
            [sheet, cell].into_iter().flatten().cloned().collect::<Vec<_>>().join(" › ")
        }
        _ => String::new(),
    };
    let (fact, cure) = finding.message.text(language);
    let code = finding.message.code();
    match (language, within.is_empty()) {
        (Language::Chinese, true) => format!("{severity}：{fact} ({code})。{cure}。"),
        (Language::Chinese, false) => format!("{severity}：{within}：{fact} ({code})。{cure}。"),
        (Language::English, true) => format!("{severity}: {fact} ({code}). {cure}."),
        (Language::English, false) => format!("{severity}: {within}: {fact} ({code}). {cure}."),
    }
}

/// A result for programs: the same bytes for the same files.
pub fn json(result: &impl Serialize) -> String {
    serde_json::to_string_pretty(result).unwrap_or_default()
}

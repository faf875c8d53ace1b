//! The register of objections, filled in as a clerk would: values typed into the blank one.
use super::filled::{Typed, fill};
use super::office::{APPROVAL, Office, name, with};
use std::path::{Path, PathBuf};

/// The columns after the number, as letters.
const COLUMNS: [(&str, &str); 15] = [
    ("环节", "B"),
    ("表", "C"),
    ("识别号", "D"),
    ("姓名", "E"),
    ("事项", "F"),
    ("提出日期", "G"),
    ("提出人", "H"),
    ("答复期限", "I"),
    ("处理结论", "J"),
    ("处理", "K"),
    ("答复日期", "L"),
    ("答复人", "M"),
    ("原批次", "N"),
    ("答复批次", "O"),
    ("前一环节序号", "P"),
];
/// Row of the first line: below title, instruction, office, header and example.
pub const FIRST: usize = 6;
/// Lines that are typed or emptied.
const LINES: usize = 6;

/// A line: what is written under some headers.
pub type Entry<'e> = Vec<(&'e str, &'e str)>;

/// Somebody's objection to a batch, as it is brought.
pub fn objection<'e>(key: &'e str, name: &'e str, batch: &'e str) -> Entry<'e> {
    vec![
        ("环节", "异议"),
        ("识别号", key),
        ("姓名", name),
        ("事项", "考核分有误"),
        ("提出日期", "2019-01-09"),
        ("提出人", name),
        ("原批次", batch),
    ]
}

/// The same line with more or other cells.
pub fn and<'e>(entry: &Entry<'e>, more: &[(&'e str, &'e str)]) -> Entry<'e> {
    let kept = entry.iter().filter(|(header, _)| !more.iter().any(|(other, _)| other == header));
    kept.copied().chain(more.iter().copied()).collect()
}

/// Types lines into the register, in place of those that are there.
pub fn typed(register: &Path, lines: &[Entry<'_>]) {
    assert!(lines.len() <= LINES);
    let cells: Vec<(String, &str)> = (0..LINES)
        .flat_map(|line| COLUMNS.map(|(header, letter)| (line, header, letter)))
        .map(|(line, header, letter)| {
            let entry = lines.get(line).and_then(|entry| entry.iter().find(|(own, _)| *own == header));
            (format!("{letter}{}", FIRST + line), entry.map_or("", |(_, text)| *text))
        })
        .collect();
    let cells: Vec<Typed<'_>> = cells.iter().map(|(cell, text)| ("异议登记", cell.as_str(), *text)).collect();
    fill(register, &[], &cells, register);
}

/// A final batch in which the amount of L005, 陈静, is held for an objection.
pub fn last_held(office: &Office) -> PathBuf {
    let notice = office.posted(&office.trial);
    let batch = name(&notice);
    let held = and(&objection("L005", "陈静", &batch), &[("处理", "缓发"), ("处理结论", "申诉中")]);
    typed(&office.register(), &[held]);
    let form = office.form("定稿登记表", &notice);
    office.next(&notice, &form, &with(&APPROVAL, ("异议件数", "1")), &[])
}

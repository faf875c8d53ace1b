//! Who reported, decided and changed what: the lines of the office's own lists that name the person or the files that
//! the evidence stands in: 报送登记, 决定, 更正单.
use super::evidence::{files, rows, text};
use super::{PacketSources, Section};
use crate::dataset::{Corrected, ReadSheet, Target, masked};
use crate::faces::corrections::{day, what};
use std::path::Path;

/// The office's lists, by the name of their file, with what a line is about.
pub const LISTS: [(&str, &str); 2] = [("报送登记", "报送和锁定"), ("决定", "对疑点的决定")];

/// A part for each list that is there and has such lines.
pub(super) fn sections(sources: &PacketSources<'_>) -> Vec<Section> {
    let named = named(sources);
    let mut sections = Vec::new();
    for (stem, about) in LISTS {
        let is = |path: &&String| Path::new(path.as_str()).file_stem().is_some_and(|own| own == stem);
        let Some(file) = sources.received.keys().find(is) else { continue };
        for sheet in &sources.received[file] {
            sections.extend(lines_of(sheet, (file, about), &named));
        }
    }
    sections.extend(corrections(sources));
    if sections.is_empty() {
        let mut none = Section::new("报送、决定和更正", &[]);
        none.sentences.push("本批次的报送登记、决定和更正单中没有涉及本人和上列各表的记录。".to_string());
        sections.push(none);
    } else {
        sections[0].title = "报送、决定和更正".to_string();
    }
    sections
}

/// Approved corrections of the rows about the person.
fn corrections(sources: &PacketSources<'_>) -> Option<Section> {
    let book = sources.book;
    let rows = rows(book, sources.about);
    let concerns = |corrected: &&Corrected| match corrected.target {
        Target::Cell(scheme, _, own) => {
            rows.iter().any(|(table, row)| *row == own && book.plan.table(*table).scheme == Some(scheme))
        }
        Target::Parameter(_) => true,
    };
    let mut section = Section::new("", &["更正的数据", "原值", "新值", "原因", "依据", "批准人", "批准日期"]);
    section.sentences.push("更正（更正单）".to_string());
    for corrected in book.dataset.overlay.list().iter().filter(concerns) {
        section.lines.push(vec![
            what(book, corrected),
            masked(&corrected.old),
            masked(&corrected.new),
            masked(&corrected.reason),
            masked(&corrected.evidence),
            corrected.approver.clone(),
            day(corrected.approved_on),
        ]);
    }
    (!section.lines.is_empty()).then_some(section)
}

/// What a line has to name: the files, and the person by number and name.
fn named(sources: &PacketSources<'_>) -> Vec<String> {
    let mut named = files(sources.book, sources.about);
    if let Some(subject) = sources.explanation.subjects.first() {
        named.extend([subject.key.clone(), subject.name.clone()]);
    }
    named.retain(|name| !name.is_empty());
    named
}

fn lines_of(sheet: &ReadSheet, (file, about): (&str, &str), named: &[String]) -> Option<Section> {
    let rows = sheet.row_numbers();
    // The header is the first row with several cells: these lists have no other shape.
    let header = rows.iter().copied().find(|row| sheet.row(*row).count() > 2)?;
    let columns: Vec<u16> = sheet.row(header).map(|(column, _)| column).collect();
    let cell = |row: u32, column: u16| sheet.get(row, column).map(text).unwrap_or_default();
    let concerns = |row: &u32| columns.iter().any(|column| names(&cell(*row, *column), named));
    let own: Vec<u32> = rows.into_iter().filter(|row| *row > header).filter(concerns).collect();
    if own.is_empty() {
        return None;
    }
    let mut section =
        Section { sentences: vec![format!("{about}（{file} › {}）", sheet.name)], ..Section::default() };
    section.heads = columns.iter().map(|column| cell(header, *column)).collect();
    section.lines = own.iter().map(|row| columns.iter().map(|column| masked(&cell(*row, *column))).collect()).collect();
    Some(section)
}

/// Whether a cell names one of the files or the person; a file may be written as a pattern.
fn names(cell: &str, named: &[String]) -> bool {
    let parts: Vec<&str> = cell.split('*').collect();
    let fits = |name: &String| {
        if parts.len() == 1 {
            return cell == name || Path::new(name).file_name().is_some_and(|file| *file == *cell);
        }
        let mut rest = name.as_str();
        parts.iter().all(|part| match rest.find(part) {
            Some(at) => {
                rest = &rest[at + part.len()..];
                true
            }
            None => false,
        })
    };
    !cell.is_empty() && cell != "*" && named.iter().any(fits)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_line_concerns_a_file_by_path_name_or_pattern_and_the_person_by_number() {
        let named = ["考核/第一小学考核表.xlsx", "T0132"].map(str::to_string);
        for cell in ["考核/第一小学考核表.xlsx", "第一小学考核表.xlsx", "考核/*", "*考核表*", "T0132"]
        {
            assert!(names(cell, &named), "{cell}");
        }
        for cell in ["", "*", "考核表", "请假/*", "T013"] {
            assert!(!names(cell, &named), "{cell}");
        }
    }
}

//! The evidence: the rows about the person, whole, as they were received: appraisal, leave, veto, scores, roster. What
//! the arithmetic does not use stands there too: numbers of documents, remarks, who reported.
use super::{PacketSources, Section};
use crate::book::{Book, masked};
use crate::dataset::{CellPlace, ColumnPlace, ReadSheet, SheetRead, Shown, civil_from_day, column_letters};
use crate::faces::explanation::About;
use crate::plan::{DISTRICT, TableId};
use std::collections::BTreeSet;

/// Rows of a table that are shown; a teacher has some dozens of lessons at most.
const ROWS_MAX: usize = 60;
/// Lines above a header that are shown: who reported, when.
const HEAD_LINES_MAX: usize = 4;
/// Heads below which a number is hidden but for its end.
const SECRET: [&str; 6] = ["身份证", "证件", "账号", "帐号", "卡号", "电话"];

/// Heads below which a name is of who answers for the row, not of a colleague.
const ANSWERS: [&str; 6] = ["审批", "批准", "经办", "填报", "负责", "核实"];
/// Stands for a colleague's name.
const SOMEBODY: &str = "×××";

/// A sheet with rows about somebody.
struct Found {
    /// Index into the dataset's sheets.
    sheet: u32,
    /// Rows counted from 0, each with the column of a wide sheet's cell.
    rows: Vec<(u32, u16)>,
}

/// Files that rows about somebody stand in, in the order of the tables.
pub(super) fn files(book: &Book, about: About) -> Vec<String> {
    let mut files: Vec<String> = Vec::new();
    for found in found(book, about) {
        let place = CellPlace { sheet: found.sheet, row: 0, column: 0 };
        let file = book.dataset.names(place).0.to_string();
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// A table for each sheet.
pub(super) fn sections(sources: &PacketSources<'_>) -> Vec<Section> {
    let book = sources.book;
    let colleagues = colleagues(sources);
    let mut sections = Vec::new();
    for found in found(book, sources.about) {
        let place = CellPlace { sheet: found.sheet, row: 0, column: 0 };
        let (file, sheet) = book.dataset.names(place);
        let read = &book.dataset.sheets[found.sheet as usize];
        let sheets = sources.received.get(file).map_or(&[][..], Vec::as_slice);
        // A text file's only sheet has no name.
        let Some(there) = sheets.iter().find(|own| own.name == sheet).or(sheets.first()) else { continue };
        let sha = book.dataset.files.get(read.file as usize).map_or("", |file| file.sha256.as_str());
        let title = if sections.is_empty() { "录入依据（报送原表中与本人有关的各行）" } else { "" };
        sections.push(as_received(title, &format!("{file} › {sheet}"), sha, ((read, there, &found), &colleagues)));
    }
    if sections.is_empty() {
        sections.push(Section::new("录入依据（报送原表中与本人有关的各行）", &[]));
    }
    sections
}

/// The rows of the person and the unit, and those that belong to the person.
pub(super) fn rows(book: &Book, about: About) -> Vec<(TableId, usize)> {
    let (About::Payee(table, row) | About::Unit(table, row)) = about else { return Vec::new() };
    let mut rows: Vec<(TableId, usize)> = vec![(table, row)];
    for (index, relation) in book.plan.relations.iter().enumerate() {
        if relation.from == table && relation.to != DISTRICT {
            rows.extend(book.relations[index].target(row).map(|row| (relation.to, row)));
        } else if relation.to == table && matches!(about, About::Payee(..)) {
            let own = book.relations[index].belonging(row).iter().take(ROWS_MAX);
            rows.extend(own.map(|row| (relation.from, *row as usize)));
        }
    }
    rows.sort();
    rows.dedup();
    rows
}

/// Where they were read, sheet by sheet.
fn found(book: &Book, about: About) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (table, row) in rows(book, about) {
        let scheme = book.plan.table(table).scheme;
        let Some(origin) = scheme.and_then(|s| book.dataset.tables.get(s)).and_then(|t| t.origins.get(row)) else {
            continue;
        };
        let place = (origin.row, origin.wide_column);
        match found.iter_mut().find(|known| known.sheet == origin.sheet) {
            Some(known) if known.rows.contains(&place) => {}
            Some(known) => known.rows.push(place),
            None => found.push(Found { sheet: origin.sheet, rows: vec![place] }),
        }
    }
    found
}

/// Names of payees other than the person.
fn colleagues(sources: &PacketSources<'_>) -> BTreeSet<String> {
    let book = sources.book;
    let own = sources.explanation.subjects.first().map_or("", |subject| subject.name.as_str());
    let tables = book.plan.payee_tables().into_iter();
    let names = tables.flat_map(|table| {
        let name = book.plan.table(table).payee.as_ref().map(|payee| payee.name);
        (0..book.rows[table.0]).filter_map(move |row| Some(book.shown(name?, row)))
    });
    names.filter(|name| name != own && !name.is_empty()).collect()
}

type Rows<'r> = (&'r SheetRead, &'r ReadSheet, &'r Found);

fn as_received(
    title: &str,
    place: &str,
    sha: &str,
    ((read, there, found), colleagues): (Rows<'_>, &BTreeSet<String>),
) -> Section {
    let wide = read.columns.iter().any(|c| matches!(c, ColumnPlace::WideName | ColumnPlace::WideValue));
    let columns = columns(read, there, found, wide);
    let mut section = Section { title: title.to_string(), ..Section::default() };
    section.sentences.push(format!("{place}（文件 SHA-256 {sha}）"));
    section.sentences.extend(above(read, there));
    section.heads.push("行号".to_string());
    section.heads.extend(columns.iter().map(|column| head(read, there, *column)));
    for (row, wide_column) in &found.rows {
        let mut line = vec![(row + 1).to_string()];
        for column in &columns {
            // A wide sheet's row names colleagues: only the person's own cell is shown of it.
            let own = !wide || *column == *wide_column || in_columns(read, *column);
            let text = there.get(*row, *column).filter(|_| own).map(text).unwrap_or_default();
            line.push(hidden(&head(read, there, *column), &text, colleagues));
        }
        section.lines.push(line);
    }
    section
}

/// Columns that the rows fill, or of a wide sheet those that the table reads and the rows' own cells.
fn columns(read: &SheetRead, there: &ReadSheet, found: &Found, wide: bool) -> Vec<u16> {
    let mut columns: Vec<u16> = Vec::new();
    for (row, wide_column) in &found.rows {
        if wide {
            columns.push(*wide_column);
            columns.extend(there.row(*row).map(|(column, _)| column).filter(|column| in_columns(read, *column)));
        } else {
            columns.extend(there.row(*row).map(|(column, _)| column));
        }
    }
    columns.sort_unstable();
    columns.dedup();
    columns
}

fn in_columns(read: &SheetRead, column: u16) -> bool {
    read.columns.contains(&ColumnPlace::Column(column))
}

/// What stands over a column, from the first header row to the last.
fn head(read: &SheetRead, there: &ReadSheet, column: u16) -> String {
    let rows = read.header_first..=read.header_row;
    let parts: Vec<String> = rows.filter_map(|row| there.get(row, column)).map(text).collect();
    if parts.is_empty() { column_letters(column) } else { parts.join(" ") }
}

/// The lines above the header: title, who reported, when.
fn above(read: &SheetRead, there: &ReadSheet) -> Vec<String> {
    let rows = (0..read.header_first).rev().take(HEAD_LINES_MAX).collect::<Vec<_>>();
    let line = |row: u32| {
        let cells: Vec<String> = there.row(row).map(|(_, shown)| text(shown)).collect();
        cells.join("　")
    };
    rows.into_iter().rev().map(line).filter(|line| !line.is_empty()).collect()
}

/// A cell without numbers of persons and accounts, and without colleagues' names.
fn hidden(head: &str, text: &str, colleagues: &BTreeSet<String>) -> String {
    if SECRET.iter().any(|word| head.contains(word)) {
        return masked(text);
    }
    if !ANSWERS.iter().any(|word| head.contains(word)) {
        // Names stand alone or several in one: 张三/李四.
        let part = |part: &str| if colleagues.contains(part.trim()) { SOMEBODY.to_string() } else { part.to_string() };
        return crate::dataset::masked(&text.split('/').map(part).collect::<Vec<_>>().join("/"));
    }
    crate::dataset::masked(text)
}

/// A cell as its sheet shows it.
pub(super) fn text(shown: &Shown) -> String {
    match shown {
        Shown::Number(value) => value.to_string(),
        Shown::Percent(value) => format!("{}%", rounded(value * 100.0)),
        Shown::Date(value) => {
            let (year, month, day) = civil_from_day(value.floor() as i32);
            format!("{year}-{month:02}-{day:02}")
        }
        Shown::Text(text) => text.to_string(),
        Shown::Flag(flag) => if *flag { "TRUE" } else { "FALSE" }.to_string(),
    }
}

/// A per cent without what doubles add behind its digits; nothing is computed from it.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

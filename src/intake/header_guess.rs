//! The header of a sheet of which nobody says what columns it should have: the first row that reads like one, with
//! the rows of groups that belong to it.
use super::date;
use super::figure::Figure;
use super::fold::fold;
use super::header::{Header, Top};
use super::identity;
use super::limits::HEADER_DEPTH_MAX;
use super::sheet::{Raw, Sheet};
use crate::dataset::TextPool;
use std::collections::{HashMap, HashSet};

/// Longest text that heads a column; a longer one explains something.
const HEADING_CHARS_MAX: usize = 60;

/// Finds what is most likely the header.
pub(super) fn guess(sheet: &Sheet, texts: &TextPool) -> Option<Header> {
    let guess = Guess { top: Top::new(sheet, texts), texts, least: least(sheet) };
    let first = guess.top.rows.iter().copied().find(|row| guess.begins(*row))?;
    let mut depth = 1;
    while guess.goes_on(first, depth) {
        depth += 1;
    }
    let above = guess.group_above(first, depth);
    Some(guess.top.flatten(first - u32::from(above), depth + u32::from(above)))
}

/// A header has at least half as many columns as rows usually have, and two.
fn least(sheet: &Sheet) -> usize {
    let mut counts: Vec<usize> = sheet.rows_from(0).map(|(_, cells)| cells.len()).filter(|count| *count > 1).collect();
    counts.sort_unstable();
    counts.get(counts.len() / 2).map_or(2, |usual| usual.div_ceil(2).max(2))
}

struct Guess<'a> {
    top: Top<'a>,
    texts: &'a TextPool,
    least: usize,
}

impl Guess<'_> {
    /// Whether a header begins in a row. A title is one text, however wide; a line of units is short, or the row
    /// below it heads more columns by itself.
    fn begins(&self, row: u32) -> bool {
        let cells = self.top.sheet.row(row);
        let texts: HashSet<String> = cells.iter().filter_map(|cell| self.top.text(row, cell.column)).collect();
        texts.len() > 1 && self.spread(row) >= self.least && self.heading(row) && !self.outdone(row)
    }

    /// Whether the row below heads more columns by itself, each by a name of its own.
    fn outdone(&self, row: u32) -> bool {
        let (header, next) = (self.top.flatten(row, 1), self.top.flatten(row + 1, 1));
        let more = self.heading(row + 1) && self.unnamed(&header, row + 1) > 1;
        more && next.columns.len() >= header.columns.len() && alike(&next).is_empty()
    }

    /// Columns filled in a row that a header does not name.
    fn unnamed(&self, header: &Header, row: u32) -> usize {
        let named: HashSet<u16> = header.columns.iter().map(|column| column.column).collect();
        self.top.sheet.row(row).iter().filter(|cell| !named.contains(&cell.column)).count()
    }

    /// Columns that the texts of a row head, those below merged groups among them.
    fn spread(&self, row: u32) -> usize {
        let width = |column: u16| self.top.region(row, column).map_or(1, |r| usize::from(r.right - r.left) + 1);
        self.top.sheet.row(row).iter().map(|cell| width(cell.column)).sum()
    }

    /// Whether the row below a header is part of it: cells of the header reach into it, or it tells apart what the
    /// header names alike, or it names several columns that the header does not.
    fn goes_on(&self, first: u32, depth: u32) -> bool {
        if depth >= HEADER_DEPTH_MAX as u32 {
            return false;
        }
        let (header, next) = (self.top.flatten(first, depth), first + depth);
        // What is merged far down belongs to the rows.
        let below = header.last + 1..first + HEADER_DEPTH_MAX as u32;
        let reaches = |column: u16| self.top.region(header.last, column).is_some_and(|r| below.contains(&r.bottom));
        if header.columns.iter().any(|column| reaches(column.column)) {
            return true;
        }
        let alike = alike(&header);
        let told_apart = |column: &u16| self.top.text(next, *column).is_some();
        self.heading(next) && ((!alike.is_empty() && alike.iter().all(told_apart)) || self.unnamed(&header, next) > 1)
    }

    /// Whether groups stand above a header that is else complete. A title begins at the left.
    fn group_above(&self, first: u32, depth: u32) -> bool {
        let Some(row) = first.checked_sub(1).filter(|_| depth < HEADER_DEPTH_MAX as u32) else { return false };
        let left = self.top.sheet.row(first).first().map_or(0, |cell| cell.column);
        let group = |region: &super::sheet::Region| {
            (region.top, region.bottom) == (row, row) && region.left > left && region.right > region.left
        };
        self.heading(row) && self.top.merges.iter().any(|r| group(r) && self.top.text(row, r.left).is_some())
    }

    /// Whether a row reads like a header: short texts, hardly a figure, nothing with a colon.
    fn heading(&self, row: u32) -> bool {
        let (mut words, mut figures) = (0, 0);
        for cell in self.top.sheet.row(row) {
            match cell.raw {
                Raw::Text(id) => match read(self.texts.get(id)) {
                    Read::Blank => {}
                    Read::Word => words += 1,
                    Read::Figure => figures += 1,
                    Read::Other => return false,
                },
                Raw::Number(_) => figures += 1,
                _ => return false,
            }
        }
        words > 0 && figures * 2 <= words
    }
}

/// What a text would be in a header.
enum Read {
    Blank,
    Word,
    Figure,
    Other,
}

fn read(text: &str) -> Read {
    let folded = fold(text);
    if folded.is_empty() {
        Read::Blank
    } else if folded.chars().count() > HEADING_CHARS_MAX || folded.contains(':') || is_value(text) {
        Read::Other
    } else if Figure::from_text(text, "%").is_some() {
        Read::Figure
    } else {
        Read::Word
    }
}

/// A date or an identity number heads no column.
fn is_value(text: &str) -> bool {
    date::from_text(text).is_ok() || identity::read(text).is_ok()
}

/// Columns whose name another one has too.
fn alike(header: &Header) -> Vec<u16> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for column in &header.columns {
        *counts.entry(&column.text).or_default() += 1;
    }
    header.columns.iter().filter(|column| counts[column.text.as_str()] > 1).map(|column| column.column).collect()
}

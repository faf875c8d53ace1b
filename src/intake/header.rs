//! The header of a sheet: found below title, unit and date lines, its merged groups flattened to `组/列`.
use super::fold::{bracketed, fold};
use super::limits::{HEADER_DEPTH_MAX, HEADER_MERGES_MAX, HEADER_ROWS_SEARCHED};
use super::sheet::{Raw, Region, Sheet};
use crate::dataset::TextPool;
use std::collections::{HashMap, HashSet};

/// Units that a header may name. Anything else in brackets belongs to the name: `工资（不含津贴）` is not `工资`.
pub(super) const UNITS: [&str; 22] = [
    "元", "百元", "千元", "万元", "角", "分", "%", "天", "日", "月", "年", "人", "次", "节", "课时", "小时", "个",
    "项", "篇", "岁", "名", "学时",
];

/// How well a header fits a name; the better one is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The whole of it, groups included.
    Whole,
    /// Its last part: `得分` for `师德/得分`.
    Part,
    /// The whole, but for a unit in brackets.
    WholeButUnit,
    /// The last part, but for a unit in brackets.
    PartButUnit,
}

/// A column of the header.
#[derive(Debug)]
pub(super) struct HeaderColumn {
    /// Counted from 0.
    pub column: u16,
    /// As the sheet writes it, groups joined by `/`.
    pub text: String,
    /// Bracketed ending of the last part, else of a group above it, folded: `%` of `合格率（%）`.
    pub unit: Option<String>,
    /// The whole first, then without the first group, and so on; folded.
    names: Vec<String>,
    /// The same without the bracketed endings.
    stems: Vec<String>,
}

impl HeaderColumn {
    fn new(column: u16, parts: &[String]) -> HeaderColumn {
        let folded: Vec<String> = parts.iter().map(|part| fold(part)).collect();
        let last = folded.len().saturating_sub(1);
        let mut unit = None;
        let mut bare: Vec<&str> = Vec::with_capacity(folded.len());
        for (at, part) in folded.iter().enumerate() {
            // What stands in brackets behind a group is taken off only where it is a unit for certain.
            let split = bracketed(part).filter(|(_, inside)| at == last || UNITS.contains(inside));
            unit = split.map(|(_, unit)| unit.to_string()).or(unit);
            bare.push(split.map_or(part, |(stem, _)| stem));
        }
        let stems =
            if unit.is_some() { (0..bare.len()).map(|first| bare[first..].join("/")).collect() } else { Vec::new() };
        let names = (0..folded.len()).map(|first| folded[first..].join("/")).collect();
        HeaderColumn { column, text: parts.join("/"), unit, names, stems }
    }

    /// How it fits a folded name.
    pub(super) fn fit(&self, wanted: &str) -> Option<Fit> {
        let at = |names: &[String]| names.iter().position(|name| name == wanted);
        match (at(&self.names), at(&self.stems)) {
            (Some(0), _) => Some(Fit::Whole),
            (Some(_), _) => Some(Fit::Part),
            (None, Some(0)) => Some(Fit::WholeButUnit),
            (None, Some(_)) => Some(Fit::PartButUnit),
            (None, None) => None,
        }
    }

    /// The last part, to find a near name.
    pub(super) fn last(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }
}

/// The header of a sheet.
#[derive(Debug)]
pub(super) struct Header {
    /// First row, counted from 0.
    pub first: u32,
    /// Last row.
    pub last: u32,
    /// Its columns, from left to right.
    pub columns: Vec<HeaderColumn>,
}

impl Header {
    /// The column that fits a name best; the first of equal ones.
    pub(super) fn best(&self, names: &[String]) -> Option<u16> {
        best_fit(self, names).map(|(_, column)| column)
    }
}

/// Widest group that a header may have; a wider one is a title.
const GROUP_MAX: u16 = 256;

/// Names that one column of the table may have in a header, folded.
pub(super) type Names = Vec<String>;

/// The upper part of a sheet, where the header is.
pub(super) struct Top<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    texts: &'a TextPool,
    /// The filled rows in which a header may begin.
    pub rows: Vec<u32>,
    /// Merged regions that begin in a row that a header may have.
    pub merges: Vec<Region>,
    /// The same for each row that a header may have, from left to right.
    by_row: HashMap<u32, Vec<Region>>,
}

/// Finds the header that fits most of the wanted columns: at least half of them.
pub(super) fn find(sheet: &Sheet, texts: &TextPool, wanted: &[Names]) -> Option<Header> {
    let top = Top::new(sheet, texts);
    let mut likely = Likely::new(&top, wanted)?;
    let mut best: Option<(Rank, Header)> = None;
    for depth in 1..=HEADER_DEPTH_MAX as u32 {
        for row in &top.rows {
            if !(*row..row + depth).any(|row| likely.row(row)) {
                continue;
            }
            let header = top.flatten(*row, depth);
            let rank = top.rank(&header, wanted);
            // A header of one row with all names, none of them merged into the row below, needs no comparing.
            if rank.perfect(wanted) {
                return Some(header);
            }
            if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                best = Some((rank, header));
            }
        }
    }
    best.filter(|(rank, _)| rank.found > 0 && rank.found * 2 >= wanted.len()).map(|(_, header)| header)
}

/// How good a header is; the greater the better. Of equal ones the first wins: fewer rows, then higher up.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// Names found.
    found: usize,
    /// Two for each name found as a whole, one for each found as a last part.
    points: usize,
    /// No found column is merged into the row below.
    closed: bool,
}

impl Rank {
    fn perfect(&self, wanted: &[Names]) -> bool {
        self.closed && !wanted.is_empty() && self.points == 2 * wanted.len()
    }
}

impl<'a> Top<'a> {
    /// The upper part of a sheet.
    pub(super) fn new(sheet: &'a Sheet, texts: &'a TextPool) -> Top<'a> {
        let first = sheet.row_numbers().next().unwrap_or(0);
        let within = |row: &u32| row - first < HEADER_ROWS_SEARCHED as u32;
        let rows: Vec<u32> = sheet.row_numbers().take(HEADER_ROWS_SEARCHED).take_while(within).collect();
        let end = rows.last().map_or(0, |last| last + HEADER_DEPTH_MAX as u32);
        let upper = sheet.merges.iter().copied().filter(|region| region.top <= end);
        let merges: Vec<Region> = upper.take(HEADER_MERGES_MAX).collect();
        let mut by_row: HashMap<u32, Vec<Region>> = HashMap::new();
        for region in &merges {
            for row in region.top.max(first)..=region.bottom.min(end) {
                by_row.entry(row).or_default().push(*region);
            }
        }
        by_row.values_mut().for_each(|regions| regions.sort_by_key(|region| region.left));
        Top { sheet, texts, rows, merges, by_row }
    }

    /// The merged region in which a cell lies.
    pub(super) fn region(&self, row: u32, column: u16) -> Option<Region> {
        let regions = self.by_row.get(&row)?;
        let before = regions.partition_point(|region| region.left <= column);
        regions[..before].last().copied().filter(|region| region.holds(row, column))
    }

    fn rank(&self, header: &Header, wanted: &[Names]) -> Rank {
        let mut rank = Rank { points: 0, closed: true, found: 0 };
        for names in wanted {
            let Some((fit, column)) = best_fit(header, names) else { continue };
            rank.found += 1;
            rank.points += if matches!(fit, Fit::Whole | Fit::WholeButUnit) { 2 } else { 1 };
            rank.closed &= self.region(header.last, column).is_none_or(|region| region.bottom == header.last);
        }
        rank
    }

    /// The header that begins in a row and has so many rows.
    pub(super) fn flatten(&self, first: u32, depth: u32) -> Header {
        let last = first + depth - 1;
        let mut left: Vec<String> = Vec::new();
        let mut columns = Vec::new();
        for column in self.filled(first, last) {
            let parts = self.parts((first, last), column, &left);
            if !parts.is_empty() {
                columns.push(HeaderColumn::new(column, &parts));
            }
            left = parts;
        }
        Header { first, last, columns }
    }

    /// Columns that have a text in these rows, merged groups with all of their columns.
    fn filled(&self, first: u32, last: u32) -> Vec<u16> {
        let cells = (first..=last).flat_map(|row| self.sheet.row(row));
        let mut filled: Vec<u16> = cells.map(|cell| cell.column).collect();
        let spread = self.merges.iter().filter(|region| region.top >= first && region.bottom <= last);
        filled.extend(spread.filter(|region| region.right - region.left < GROUP_MAX).flat_map(|r| r.left..=r.right));
        filled.sort_unstable();
        filled.dedup();
        filled
    }

    /// The texts above each other in a column. A merged group counts for all of its columns; so does a group that
    /// is only written in its first column, as long as each column has a text below.
    fn parts(&self, (first, last): (u32, u32), column: u16, left: &[String]) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for row in first..=last {
            let region = self.region(row, column).filter(|region| region.top >= first);
            let start = region.map_or(column, |region| region.left);
            if region.is_none_or(|region| region.top == row) {
                parts.extend(self.text(row, start));
            }
        }
        let below_left_group = last > first
            && parts.len() == 1
            && left.len() > 1
            && self.text(last, column).is_some()
            && (first..last).all(|row| self.region(row, column).is_none());
        if below_left_group {
            parts.splice(0..0, left[..left.len() - 1].iter().cloned());
        }
        parts
    }

    /// What a header cell says.
    pub(super) fn text(&self, row: u32, column: u16) -> Option<String> {
        match self.sheet.get(row, column)? {
            Raw::Text(id) => Some(header_line(self.texts.get(id))).filter(|text| !text.is_empty()),
            // A year or a class number may head a column.
            Raw::Number(value) => Some(value.to_string()),
            _ => None,
        }
    }
}

/// Rows with a wanted name, or the last part of one: a header has at least one of them. Each row is looked at once,
/// and only when it is asked for.
struct Likely<'a> {
    top: &'a Top<'a>,
    first: u32,
    names: HashSet<&'a str>,
    known: Vec<Option<bool>>,
}

impl<'a> Likely<'a> {
    fn new(top: &'a Top<'a>, wanted: &'a [Names]) -> Option<Likely<'a>> {
        let last_part = |name: &'a String| name.rsplit('/').next().unwrap_or_default();
        let names = wanted.iter().flatten().flat_map(|name| [name.as_str(), last_part(name)]).collect();
        let (first, last) = (*top.rows.first()?, *top.rows.last()?);
        let rows = (last - first) as usize + HEADER_DEPTH_MAX + 1;
        Some(Likely { top, first, names, known: vec![None; rows] })
    }

    fn row(&mut self, row: u32) -> bool {
        let at = (row - self.first) as usize;
        if let Some(Some(known)) = self.known.get(at) {
            return *known;
        }
        let cells = self.top.sheet.row(row);
        let found = cells.iter().filter_map(|cell| self.top.text(row, cell.column)).any(|text| self.wanted(&text));
        if let Some(slot) = self.known.get_mut(at) {
            *slot = Some(found);
        }
        found
    }

    fn wanted(&self, text: &str) -> bool {
        let folded = fold(text);
        let stem = bracketed(&folded).map_or("", |(stem, _)| stem);
        self.names.contains(folded.as_str()) || self.names.contains(stem)
    }
}

fn best_fit(header: &Header, names: &[String]) -> Option<(Fit, u16)> {
    let fits = header
        .columns
        .iter()
        .flat_map(|column| names.iter().filter_map(move |name| column.fit(name)).map(move |fit| (fit, column.column)));
    fits.min()
}

/// Line breaks and blanks in a header are only layout.
fn header_line(text: &str) -> String {
    text.split_whitespace().collect()
}

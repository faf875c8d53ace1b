//! Two submissions of the same form: their sheets are paired by name, the rows of each pair by what tells them apart.
use super::body::{Body, Open, problems};
use super::compare_rows::{Differences, Half, Refusal, differences};
use super::fold::{fold, mask};
use super::meant::{Meant, meant};
use super::opened::open_seen;
use super::sheet::Cell;
use super::site::Site;
use super::words::Words;
use super::workbook::Workbook;
use super::{OfficeFile, record};
use crate::dataset::TextPool;
use crate::messages::{Finding, Findings, IntakeMessage, Place, Severity};
use serde::Serialize;

/// What two files have in common and what not.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// Nothing differs, and everything was compared.
    pub same: bool,
    /// The first file.
    pub first: FileCompared,
    /// The second file.
    pub second: FileCompared,
    /// Sheets with cells that only the first file has.
    pub sheets_only_first: Vec<String>,
    /// Sheets with cells that only the second file has.
    pub sheets_only_second: Vec<String>,
    /// The others, in the first file's order.
    pub sheets: Vec<SheetPair>,
}

/// A file that was compared.
#[derive(Debug, Clone, Serialize)]
pub struct FileCompared {
    /// Its path, with long numbers masked.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Two sheets that were compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetPair {
    /// Name in the first file.
    pub first: String,
    /// Name in the second file.
    pub second: String,
    /// What differs.
    pub differences: Differences,
}

impl FileCompared {
    /// A file that could not be read from the disk.
    pub fn missing(file: &str, findings: Findings) -> FileCompared {
        FileCompared { file: mask(file), bytes: 0, sha256: String::new(), findings: findings.list }
    }

    /// A file before it is compared.
    pub fn of(file: &OfficeFile) -> FileCompared {
        let record = record(file);
        FileCompared {
            bytes: record.bytes,
            sha256: record.sha256,
            ..FileCompared::missing(&file.path, Findings::default())
        }
    }
}

impl Comparison {
    /// Two files of which at least one could not be read: nothing is compared.
    pub fn refused(first: FileCompared, second: FileCompared) -> Comparison {
        let none = Vec::new;
        Comparison {
            same: false,
            first,
            second,
            sheets_only_first: none(),
            sheets_only_second: none(),
            sheets: Vec::new(),
        }
    }
}

/// Compares two files.
pub fn compare(first: &OfficeFile, second: &OfficeFile) -> Comparison {
    let mut result = Comparison::refused(FileCompared::of(first), FileCompared::of(second));
    let mut sides = [Side::open(first), Side::open(second)];
    if sides.iter().all(|side| side.workbook.is_some()) {
        let pairs = pairs(&sides);
        let alone = |side: usize| {
            let taken = |at: &usize| pairs.iter().any(|pair| pair[side] == *at);
            sides[side].sheets().into_iter().filter(|at| !taken(at)).map(|at| sides[side].name(at)).collect::<Vec<_>>()
        };
        (result.sheets_only_first, result.sheets_only_second) = (alone(0), alone(1));
        result.sheets = pairs.into_iter().filter_map(|pair| compared(&mut sides, pair)).collect();
    }
    let [one, other] = sides;
    (result.first.findings, result.second.findings) = (one.findings.list, other.findings.list);
    let all = || result.first.findings.iter().chain(&result.second.findings);
    result.same = all().all(|finding| finding.message.severity() == Severity::Warning)
        && result.sheets_only_first.is_empty()
        && result.sheets_only_second.is_empty()
        && result.sheets.iter().all(|pair| pair.differences.none());
    result
}

/// One of the two files.
struct Side {
    path: String,
    workbook: Option<Workbook>,
    findings: Findings,
}

impl Side {
    fn open(file: &OfficeFile) -> Side {
        let (path, mut findings) = (mask(&file.path), Findings::default());
        let workbook = open_seen(file, &path, &mut findings);
        Side { path, workbook, findings }
    }

    /// The sheets that hold cells.
    fn sheets(&self) -> Vec<usize> {
        let heads = self.workbook.iter().flat_map(|workbook| workbook.heads.iter().enumerate());
        heads.filter(|(_, head)| head.cells()).map(|(at, _)| at).collect()
    }

    fn name(&self, sheet: usize) -> String {
        let head = self.workbook.as_ref().and_then(|workbook| workbook.heads.get(sheet));
        head.map_or(String::new(), |head| mask(&head.name))
    }

    /// Reads a sheet, finds its header and sorts its rows.
    fn half(&mut self, sheet: usize) -> Option<Half<'_>> {
        let name = self.name(sheet);
        let workbook = self.workbook.as_mut()?;
        let read = match workbook.sheet(sheet) {
            Ok(read) => read,
            Err(message) => {
                self.findings.add(message, Place::sheet(&self.path, &name));
                return None;
            }
        };
        let open = Open { site: Site { file: &self.path, sheet: &name }, sheet: &read, texts: &workbook.texts };
        let body = Body::find(&open, &mut Words::default(), &mut TextPool::default());
        problems(&open, body.as_ref(), &mut self.findings);
        Some(Half { name, sheet: read, texts: &workbook.texts, body })
    }
}

/// Sheets of the same name; the only sheets of both files whatever their names.
fn pairs(sides: &[Side; 2]) -> Vec<[usize; 2]> {
    let [first, second] = sides.each_ref().map(Side::sheets);
    if let ([one], [other]) = (first.as_slice(), second.as_slice()) {
        return vec![[*one, *other]];
    }
    let named =
        |at: usize| second.iter().copied().find(|other| fold(&sides[1].name(*other)) == fold(&sides[0].name(at)));
    first.into_iter().filter_map(|at| Some([at, named(at)?])).collect()
}

/// Compares two sheets; what stands in the way is told at them.
fn compared(sides: &mut [Side; 2], [first, second]: [usize; 2]) -> Option<SheetPair> {
    let [one, other] = sides;
    let (refusal, names) = match (one.half(first), other.half(second)) {
        (Some(a), Some(b)) => match compare_halves([&a, &b]) {
            Ok(differences) => return Some(SheetPair { first: a.name, second: b.name, differences }),
            Err(refusal) => (refusal, [a.name, b.name]),
        },
        _ => return None,
    };
    for (side, cell, message) in refusal {
        let Side { path, findings, .. } = &mut sides[side];
        let site = Site { file: path, sheet: &names[side] };
        findings.add(message, cell.map_or_else(|| site.place(), |(row, column)| site.cell(row, column, "")));
    }
    None
}

fn compare_halves(halves: [&Half; 2]) -> Result<Differences, Refusal> {
    if halves.iter().all(|half| half.body.is_some()) {
        differences(halves)
    } else if cells_alike(halves) {
        Ok(Differences::default())
    } else {
        let unclear = (0..2).filter(|side| halves[*side].body.is_none());
        Err(unclear.map(|side| (side, None, IntakeMessage::HeaderUnclear {})).collect())
    }
}

/// Whether all cells of two sheets mean the same at the same places.
pub(super) fn cells_alike([one, other]: [&Half; 2]) -> bool {
    cells(one).eq(cells(other))
}

/// Every filled cell with its meaning.
fn cells<'h>(half: &'h Half) -> impl Iterator<Item = (u32, u16, Meant)> + 'h {
    let row = |(row, cells): (u32, &'h [Cell])| cells.iter().map(move |cell| (row, cell));
    half.sheet.rows_from(0).flat_map(row).map(|(row, cell)| (row, cell.column, meant(Some(cell.raw), half.texts, None)))
}

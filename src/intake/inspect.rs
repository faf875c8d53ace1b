//! What the program sees in a file, without a scheme: its format, its sheets, and of each sheet with cells the most
//! likely header, what the rows below it are, and what each column holds.
use super::body::{Body, Open, problems};
use super::column_seen::{ColumnSeen, ColumnTally};
use super::fold::mask;
use super::kind::Format;
use super::opened::open_seen;
use super::rows::RowKind;
use super::sheet::{Raw, Sheet};
use super::site::{Site, address};
use super::words::Words;
use super::workbook::{Content, Visibility, Workbook};
use super::{OfficeFile, record};
use crate::dataset::TextPool;
use crate::messages::{Finding, Findings, Place};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was seen in a file.
#[derive(Debug, Clone, Serialize)]
pub struct Inspection {
    /// Its path, with long numbers masked.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Its format by its content; none where it is refused.
    pub format: Option<&'static str>,
    /// The name's ending says another format.
    pub other_ending: bool,
    /// Its sheets, in order.
    pub sheets: Vec<SheetSeen>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetSeen {
    /// Its name; a text file's sheet has none.
    pub name: String,
    /// Whether it is shown.
    pub visibility: Visibility,
    /// Cells, or something else.
    pub content: Content,
    /// Its cells cannot be read.
    pub refused: bool,
    /// What its cells are; none where it has none or they cannot be read.
    pub cells: Option<CellsSeen>,
}

/// The cells of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellsSeen {
    /// Address of the upper left corner of what is filled.
    pub first: String,
    /// Address of the lower right corner.
    pub last: String,
    /// How many cells are filled.
    pub filled: usize,
    /// Hidden rows among them.
    pub hidden_rows: usize,
    /// Hidden columns among them.
    pub hidden_columns: usize,
    /// Merged regions.
    pub merged: usize,
    /// Merged regions that reach below the header.
    pub merged_below_header: usize,
    /// The header and what stands below it; none where no row reads like a header.
    pub table: Option<TableSeen>,
}

/// The header and what stands below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableSeen {
    /// First row of the header, counted from 1.
    pub header_first: u32,
    /// Last row of the header.
    pub header_last: u32,
    /// The rows below.
    pub rows: RowCounts,
    /// The columns, from left to right.
    pub columns: Vec<ColumnSeen>,
}

/// How many rows below the header are what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RowCounts {
    /// Rows of data.
    pub data: usize,
    /// 合计, 小计…
    pub totals: usize,
    /// 平均, 最高分…
    pub averages: usize,
    /// Signatures and dates.
    pub signatures: usize,
    /// 注, 说明.
    pub notes: usize,
    /// The header once more.
    pub repeated_headers: usize,
    /// Blank rows between others.
    pub blank: usize,
    /// Filled only beside the columns of the header.
    pub aside: usize,
}

impl Inspection {
    /// A file that could not be read from the disk.
    pub fn missing(file: &str, findings: Findings) -> Inspection {
        Inspection {
            file: mask(file),
            bytes: 0,
            sha256: String::new(),
            format: None,
            other_ending: false,
            sheets: Vec::new(),
            findings: findings.list,
        }
    }
}

/// Looks at a file.
pub fn inspect(file: &OfficeFile) -> Inspection {
    let path = mask(&file.path);
    let mut findings = Findings::default();
    let opened = open_seen(file, &path, &mut findings);
    let record = record(file);
    let mut seen = Inspection { bytes: record.bytes, sha256: record.sha256, ..Inspection::missing(&path, findings) };
    let Some(mut workbook) = opened else { return seen };
    seen.format = Some(workbook.format.name());
    seen.other_ending = !workbook.format.fits(&file.path);
    let mut findings = Findings { list: std::mem::take(&mut seen.findings) };
    for index in 0..workbook.heads.len() {
        seen.sheets.push(sheet_seen(&path, &mut workbook, index, &mut findings));
    }
    seen.findings = findings.list;
    seen
}

fn sheet_seen(path: &str, workbook: &mut Workbook, index: usize, findings: &mut Findings) -> SheetSeen {
    let head = workbook.heads[index].clone();
    let name = mask(&head.name);
    let read = if head.cells() { Some(workbook.sheet(index)) } else { None };
    let refused = matches!(read, Some(Err(_)));
    let cells = match read {
        Some(Ok(sheet)) => {
            let open = Open { site: Site { file: path, sheet: &name }, sheet: &sheet, texts: &workbook.texts };
            cells_seen(&open, workbook.format, findings)
        }
        Some(Err(message)) => {
            findings.add(message, Place::sheet(path, &name));
            None
        }
        None => None,
    };
    SheetSeen { name, visibility: head.visibility, content: head.content, refused, cells }
}

fn cells_seen(open: &Open, format: Format, findings: &mut Findings) -> Option<CellsSeen> {
    let sheet = open.sheet;
    let (first, last) = sheet.area()?;
    let (mut words, mut pool) = (Words::default(), TextPool::default());
    let body = Body::find(open, &mut words, &mut pool);
    problems(open, body.as_ref(), findings);
    let below = |header: u32| sheet.merges.iter().filter(|region| region.bottom > header).count();
    Some(CellsSeen {
        first: address(first.0, first.1),
        last: address(last.0, last.1),
        filled: sheet.cell_count(),
        hidden_rows: sheet.hidden_rows.iter().filter(|row| (first.0..=last.0).contains(row)).count(),
        hidden_columns: sheet.hidden_columns.iter().filter(|column| (first.1..=last.1).contains(column)).count(),
        merged: sheet.merges.len(),
        merged_below_header: body.as_ref().map_or(0, |body| below(body.header.last)),
        table: body.map(|body| table_seen(open, &body, format, &mut words, &mut pool)),
    })
}

fn table_seen(open: &Open, body: &Body, format: Format, words: &mut Words, pool: &mut TextPool) -> TableSeen {
    let headed =
        body.header.columns.iter().map(|header| (header.column, ColumnTally::new(header.column, Some(header))));
    let mut columns: BTreeMap<u16, ColumnTally> = headed.collect();
    for (row, cells) in body.data(open.sheet) {
        for cell in cells {
            let seen = match cell.raw {
                Raw::Text(id) => Some(words.look(id, open.texts, pool)),
                _ => None,
            };
            let column = columns.entry(cell.column).or_insert_with(|| ColumnTally::new(cell.column, None));
            column.add(row, cell.raw, seen, open.texts);
        }
    }
    let hidden = |sheet: &Sheet, column: u16| sheet.hidden_columns.binary_search(&column).is_ok();
    let only_texts = format == Format::Text;
    let columns = columns.into_iter().map(|(at, tally)| tally.finish(only_texts, hidden(open.sheet, at), open.texts));
    TableSeen {
        header_first: body.header.first + 1,
        header_last: body.header.last + 1,
        rows: RowCounts {
            data: body.count(RowKind::Data),
            totals: body.count(RowKind::Total),
            averages: body.count(RowKind::Average),
            signatures: body.count(RowKind::Signature),
            notes: body.count(RowKind::Note),
            repeated_headers: body.count(RowKind::RepeatedHeader),
            blank: body.count(RowKind::Blank),
            aside: body.count(RowKind::Aside),
        },
        columns: columns.filter(|column| column.filled > 0 || !column.header.is_empty()).collect(),
    }
}

//! The records of an xls workbook's stream, walked before the reader sees them: what they would make the reader
//! set aside, and what it does not tell ([MS-XLS] 2.4).
use super::limits::{DENSE_CELLS_MAX, SHEETS_MAX, STRINGS_MAX};
use super::sheet::Facts;
use super::xlsx_parts::room;
use crate::messages::IntakeMessage;

/// Columns that a sheet of this format can have.
const XLS_COLUMNS: u32 = 256;
/// Rows that a sheet of this format can have.
const XLS_ROWS: u32 = 65_536;

mod record {
    pub const FORMULA: u16 = 0x0006;
    pub const END: u16 = 0x000A;
    pub const PASSWORD: u16 = 0x002F;
    pub const COLUMN_INFO: u16 = 0x007D;
    pub const SHEET: u16 = 0x0085;
    pub const MANY_NUMBERS: u16 = 0x00BD;
    pub const RICH_TEXT: u16 = 0x00D6;
    pub const CELL_FORMAT: u16 = 0x00E0;
    pub const SHARED_TEXTS: u16 = 0x00FC;
    pub const SHARED_TEXT: u16 = 0x00FD;
    pub const DIMENSIONS: u16 = 0x0200;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const FLAG_OR_ERROR: u16 = 0x0205;
    pub const ROW: u16 = 0x0208;
    pub const SHORT_NUMBER: u16 = 0x027E;
    pub const NUMBER_FORMAT: u16 = 0x041E;
    pub const BEGIN: u16 = 0x0809;
}

/// A record of the stream.
struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

impl Record<'_> {
    fn u16(&self, at: usize) -> Result<u16, IntakeMessage> {
        let bytes = self.data.get(at..at + 2).ok_or(IntakeMessage::Damaged {})?;
        Ok(u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    fn u32(&self, at: usize) -> Result<u32, IntakeMessage> {
        Ok(u32::from(self.u16(at)?) | u32::from(self.u16(at + 2)?) << 16)
    }
}

/// The records from a byte on, to the stream's end.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = Result<Record<'_>, IntakeMessage>> {
    let mut broken = false;
    std::iter::from_fn(move || {
        let head = stream.get(at..at + 4).filter(|_| !broken)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = stream.get(at + 4..at + 4 + length);
        at += 4 + length;
        broken = data.is_none();
        let record = data.map(|data| Record { kind: u16::from_le_bytes([head[0], head[1]]), data });
        Some(record.ok_or(IntakeMessage::Damaged {}))
    })
}

/// The facts of each sheet, in the workbook's order.
pub(super) fn facts(stream: &[u8]) -> Result<Vec<Facts>, IntakeMessage> {
    let globals = Globals::read(stream)?;
    let mut left = DENSE_CELLS_MAX;
    globals.sheets.iter().map(|at| sheet_facts(stream, *at, &globals.percents, &mut left)).collect()
}

/// What stands before the sheets.
#[derive(Default)]
struct Globals {
    /// Where each sheet's records begin.
    sheets: Vec<usize>,
    /// Whether each cell format shows a per cent sign.
    percents: Vec<bool>,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Globals, IntakeMessage> {
        let mut globals = Globals::default();
        // 9 and 10 are `0%` and `0.00%` without being written.
        let mut formats: Vec<u16> = vec![9, 10];
        let mut cells: Vec<u16> = Vec::new();
        for record in records(stream, 0) {
            let record = record?;
            match record.kind {
                record::PASSWORD => return Err(IntakeMessage::HasPassword {}),
                record::SHEET => globals.sheets.push(record.u32(0)? as usize),
                record::CELL_FORMAT => cells.push(record.u16(2)?),
                record::NUMBER_FORMAT if record.data.iter().skip(2).any(|byte| *byte == b'%') => {
                    formats.push(record.u16(0)?)
                }
                record::SHARED_TEXTS => check_texts(record.u32(4)? as usize, stream.len())?,
                record::END => break,
                _ => {}
            }
            if globals.sheets.len() > SHEETS_MAX {
                return Err(IntakeMessage::TooManyItems { count: globals.sheets.len(), most: SHEETS_MAX });
            }
        }
        if globals.sheets.iter().any(|at| *at >= stream.len()) {
            return Err(IntakeMessage::Damaged {});
        }
        globals.percents = cells.iter().map(|format| formats.contains(format)).collect();
        Ok(globals)
    }
}

/// A text takes at least three bytes.
fn check_texts(declared: usize, bytes: usize) -> Result<(), IntakeMessage> {
    if declared > STRINGS_MAX {
        return Err(IntakeMessage::TooManyItems { count: declared, most: STRINGS_MAX });
    }
    if declared > bytes / 3 { Err(IntakeMessage::Damaged {}) } else { Ok(()) }
}

/// Walks the records of one sheet; charts inside it are passed over.
fn sheet_facts(stream: &[u8], at: usize, percents: &[bool], left: &mut usize) -> Result<Facts, IntakeMessage> {
    let mut facts = Facts::default();
    let mut area = Area::default();
    let mut depth = 0;
    for record in records(stream, at) {
        let record = record?;
        match record.kind {
            record::BEGIN => depth += 1,
            record::END if depth <= 1 => break,
            record::END => depth -= 1,
            _ if depth > 1 => {}
            record::DIMENSIONS => check_dimensions(&record)?,
            record::ROW if record.u16(12)? & 0x20 != 0 => facts.hidden_rows.push(u32::from(record.u16(0)?)),
            record::COLUMN_INFO if record.u16(8)? & 1 != 0 && room(&facts.hidden_columns) => {
                facts.hidden_columns.extend(record.u16(0)?..=record.u16(2)?.min(XLS_COLUMNS as u16 - 1));
            }
            kind => {
                facts.formulas |= kind == record::FORMULA;
                cells(&record, |row, column, format| {
                    area.add(row, column);
                    if percents.get(usize::from(format)) == Some(&true) {
                        facts.percents.push((row, column));
                    }
                })?;
            }
        }
    }
    *left = left.checked_sub(area.cells()).ok_or(IntakeMessage::TooManyCells { most: DENSE_CELLS_MAX })?;
    facts.hidden_rows.sort_unstable();
    facts.hidden_rows.dedup();
    facts.percents.sort_unstable();
    Ok(facts)
}

/// Calls for each cell of a record that holds a value: row, column, cell format.
fn cells(record: &Record<'_>, mut each: impl FnMut(u32, u16, u16)) -> Result<(), IntakeMessage> {
    match record.kind {
        record::NUMBER
        | record::SHORT_NUMBER
        | record::SHARED_TEXT
        | record::LABEL
        | record::RICH_TEXT
        | record::FLAG_OR_ERROR
        | record::FORMULA => each(u32::from(record.u16(0)?), record.u16(2)?, record.u16(4)?),
        record::MANY_NUMBERS => {
            let (row, first) = (record.u16(0)?, record.u16(2)?);
            let count = record.data.len().saturating_sub(6) / 6;
            for at in 0..count {
                let column = first.checked_add(at as u16).ok_or(IntakeMessage::Damaged {})?;
                each(u32::from(row), column, record.u16(4 + 6 * at)?);
            }
        }
        _ => {}
    }
    Ok(())
}

/// The reader sets memory aside for so many cells as are declared.
fn check_dimensions(record: &Record<'_>) -> Result<(), IntakeMessage> {
    let (first, end) = match record.data.len() {
        10 => (u32::from(record.u16(0)?), u32::from(record.u16(2)?)),
        _ => (record.u32(0)?, record.u32(4)?),
    };
    if first > end || end > XLS_ROWS {
        return Err(IntakeMessage::OutsideGrid { rows: XLS_ROWS, columns: XLS_COLUMNS });
    }
    Ok(())
}

/// The smallest rectangle around the filled cells.
#[derive(Default)]
struct Area {
    bounds: Option<(u32, u32, u16, u16)>,
}

impl Area {
    fn add(&mut self, row: u32, column: u16) {
        let (top, bottom, left, right) = self.bounds.unwrap_or((row, row, column, column));
        self.bounds = Some((top.min(row), bottom.max(row), left.min(column), right.max(column)));
    }

    fn cells(&self) -> usize {
        self.bounds.map_or(0, |(top, bottom, left, right)| {
            (bottom - top + 1) as usize * usize::from(right - left).saturating_add(1)
        })
    }
}

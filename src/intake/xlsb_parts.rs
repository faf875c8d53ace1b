//! The records of a binary workbook's parts, for what its reader does not tell ([MS-XLSB] 2.4).
use super::limits::{COLUMNS_MAX, FORMATS_MAX, ROWS_MAX, SHEETS_MAX, STRINGS_MAX};
use super::package::Package;
use super::sheet::{Facts, Region};
use super::xlsx_parts::{relations, room};
use crate::messages::IntakeMessage;

mod record {
    pub const ROW: u16 = 0;
    pub const ERROR: u16 = 3;
    pub const LAST_CELL: u16 = 11;
    pub const FORMULA_ERROR: u16 = 11;
    pub const NUMBER_FORMAT: u16 = 44;
    pub const CELL_FORMAT: u16 = 47;
    pub const COLUMN_INFO: u16 = 60;
    pub const SHEET: u16 = 156;
    pub const SHARED_TEXTS: u16 = 159;
    pub const MERGED: u16 = 176;
    pub const CELL_FORMATS: u16 = 617;
    pub const CELL_FORMATS_END: u16 = 618;
}

/// The records of a part: kind and data. A broken one ends them.
fn records(part: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut kind = u16::from(*part.get(at)?);
        at += 1;
        if kind & 0x80 != 0 {
            kind = kind & 0x7F | u16::from(*part.get(at)? & 0x7F) << 7;
            at += 1;
        }
        let mut length = 0usize;
        for step in 0..4 {
            let byte = *part.get(at)?;
            at += 1;
            length |= usize::from(byte & 0x7F) << (7 * step);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let data = part.get(at..at.checked_add(length)?)?;
        at += length;
        Some((kind, data))
    })
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_le_bytes([bytes[0], bytes[1]]))
}

/// A text with its length before it, and where it ends.
fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = number(data, at)? as usize;
    let end = (at + 4).checked_add(length.checked_mul(2)?)?;
    let units: Vec<u16> = data.get(at + 4..end)?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
    Some((String::from_utf16_lossy(&units), end))
}

/// Counts that the reader sets memory aside for.
pub(super) fn check_counts(package: &Package) -> Result<(), IntakeMessage> {
    for part in package.parts_named("sharedstrings.bin") {
        let declared = records(part).find(|(kind, _)| *kind == record::SHARED_TEXTS);
        let declared = declared.and_then(|(_, data)| number(data, 4)).unwrap_or(0) as usize;
        if declared > STRINGS_MAX {
            return Err(IntakeMessage::TooManyItems { count: declared, most: STRINGS_MAX });
        }
        // A text takes at least five bytes.
        if declared > part.len() / 5 {
            return Err(IntakeMessage::Damaged {});
        }
    }
    for (ending, kind, most) in
        [("styles.bin", record::CELL_FORMAT, 2 * FORMATS_MAX), ("workbook.bin", record::SHEET, SHEETS_MAX)]
    {
        for part in package.parts_named(ending) {
            let count = records(part).filter(|(k, _)| *k == kind).count();
            if count > most {
                return Err(IntakeMessage::TooManyItems { count, most });
            }
        }
    }
    Ok(())
}

/// Paths of the sheets' parts, in the workbook's order.
pub(super) fn sheet_paths(package: &Package) -> Option<Vec<String>> {
    let targets = relations(package.part("xl/_rels/workbook.bin.rels")?)?;
    let sheets = records(package.part("xl/workbook.bin")?).filter(|(kind, _)| *kind == record::SHEET);
    sheets
        .map(|(_, data)| {
            let (id, _) = text(data, 8)?;
            let target = &targets.iter().find(|relation| relation.id == id)?.target;
            Some(target.strip_prefix('/').map_or(format!("xl/{target}"), str::to_string))
        })
        .collect()
}

/// Which cell formats show a per cent sign.
pub(super) fn percent_formats(package: &Package) -> Vec<bool> {
    let Some(part) = package.part("xl/styles.bin") else { return Vec::new() };
    // 9 and 10 are `0%` and `0.00%` without being written.
    let mut formats: Vec<u16> = vec![9, 10];
    let mut percents = Vec::new();
    let mut inside = false;
    for (kind, data) in records(part) {
        match kind {
            record::NUMBER_FORMAT => {
                let shows = text(data, 2).is_some_and(|(code, _)| code.contains('%'));
                formats.extend(short(data, 0).filter(|_| shows));
            }
            record::CELL_FORMATS => inside = true,
            record::CELL_FORMATS_END => inside = false,
            record::CELL_FORMAT if inside => {
                percents.push(short(data, 2).is_some_and(|format| formats.contains(&format)));
            }
            _ => {}
        }
    }
    percents
}

/// What a sheet's part says.
pub(super) struct PartFacts {
    /// As of any format.
    pub facts: Facts,
    /// Cells with an error value.
    pub errors: Vec<(u32, u16, &'static str)>,
}

/// Looks through a sheet's part.
pub(super) fn facts(part: &[u8], percents: &[bool]) -> PartFacts {
    let mut facts = Facts::default();
    let mut errors = Vec::new();
    let mut row = 0;
    for (kind, data) in records(part) {
        match kind {
            record::ROW => {
                row = number(data, 0).unwrap_or(ROWS_MAX);
                // fDyZero, the fifth bit of the twelfth byte.
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    facts.hidden_rows.push(row);
                }
            }
            record::COLUMN_INFO
                if short(data, 16).is_some_and(|flags| flags & 1 != 0) && room(&facts.hidden_columns) =>
            {
                let last = number(data, 4).unwrap_or(0).min(COLUMNS_MAX - 1) as u16;
                facts.hidden_columns.extend(number(data, 0).map_or(0, |first| first.min(COLUMNS_MAX) as u16)..=last);
            }
            record::MERGED => facts.merges.extend(region(data)),
            1..=record::LAST_CELL => {
                let Some(column) = number(data, 0).and_then(|column| u16::try_from(column).ok()) else { continue };
                let format = number(data, 4).map_or(0, |word| word & 0x00FF_FFFF);
                if percents.get(format as usize) == Some(&true) {
                    facts.percents.push((row, column));
                }
                if matches!(kind, record::ERROR | record::FORMULA_ERROR) {
                    errors.push((row, column, data.get(8).map_or("#VALUE!", |code| error_text(*code))));
                }
            }
            _ => {}
        }
    }
    facts.hidden_rows.sort_unstable();
    facts.percents.sort_unstable();
    PartFacts { facts, errors }
}

fn region(data: &[u8]) -> Option<Region> {
    let (top, bottom) = (number(data, 0)?, number(data, 4)?);
    let (left, right) = (u16::try_from(number(data, 8)?).ok()?, u16::try_from(number(data, 12)?).ok()?);
    (top <= bottom && left <= right && bottom < ROWS_MAX).then_some(Region { top, left, bottom, right })
}

fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#错误值",
    }
}

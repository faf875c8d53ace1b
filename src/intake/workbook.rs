//! An xlsx workbook, read by calamine's streaming reader into sparse sheets.
//!
//! The reader's own table of a sheet is never used: two far-away cells would make it set aside all the cells
//! between them. A panic inside the reader is caught and becomes a finding about the file.
use super::guard::{Package, Shared};
use super::limits::{CELLS_MAX, COLUMNS_MAX, ROWS_MAX};
use super::parts::{self, Facts};
use super::sheet::{Cell, Raw, Region, Sheet};
use crate::dataset::TextPool;
use crate::messages::IntakeMessage;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// Days between the two ways in which workbooks count dates.
const DAYS_FROM_1904: f64 = 1462.0;

/// Name of a sheet and whether it is hidden.
pub(super) struct SheetHead {
    /// Its name.
    pub name: String,
    /// Hidden from the user.
    pub hidden: bool,
    /// Holds cells, not a chart.
    pub cells: bool,
}

/// An open workbook.
pub(super) struct Workbook {
    xlsx: Xlsx<Cursor<Shared>>,
    package: Package,
    paths: Option<Vec<String>>,
    /// The sheets, in order.
    pub heads: Vec<SheetHead>,
    /// All texts of the sheets read so far.
    pub texts: TextPool,
    sheets: Vec<Option<Rc<Sheet>>>,
    cells: usize,
}

impl Workbook {
    /// Opens a file's bytes.
    pub(super) fn open(bytes: &[u8]) -> Result<Workbook, IntakeMessage> {
        let package = guarded(|| Package::open(bytes))?;
        parts::check_counts(&package)?;
        let archive = Cursor::new(package.archive.clone());
        let xlsx = guarded(|| Xlsx::new(archive).map_err(translate))?;
        let heads: Vec<SheetHead> = xlsx.sheets_metadata().iter().map(head).collect();
        let paths = parts::sheet_paths(&package).filter(|paths| paths.len() == heads.len());
        let sheets = heads.iter().map(|_| None).collect();
        Ok(Workbook { xlsx, package, paths, heads, texts: TextPool::default(), sheets, cells: 0 })
    }

    /// Reads a sheet; a second call gives the same sheet again.
    pub(super) fn sheet(&mut self, index: usize) -> Result<Rc<Sheet>, IntakeMessage> {
        if let Some(Some(sheet)) = self.sheets.get(index) {
            return Ok(sheet.clone());
        }
        let sheet = Rc::new(guarded(AssertUnwindSafe(|| self.read(index)))?);
        if let Some(slot) = self.sheets.get_mut(index) {
            *slot = Some(sheet.clone());
        }
        Ok(sheet)
    }

    fn read(&mut self, index: usize) -> Result<Sheet, IntakeMessage> {
        let Some(head) = self.heads.get(index) else { return Err(IntakeMessage::Damaged {}) };
        let part = self.paths.as_ref().and_then(|paths| self.package.part(paths.get(index)?));
        let known = part.and_then(parts::facts);
        // Without facts the slow way is the safe one: look for formulas, ask the reader for merged regions.
        let facts = match known {
            Some(facts) => facts,
            None => Facts { formulas: true, hidden_rows: Vec::new(), merges: merges(&mut self.xlsx, &head.name) },
        };
        let left = CELLS_MAX.saturating_sub(self.cells);
        let mut cells = Cells { list: Vec::new(), left, shift: shift(&self.xlsx), lost: false };
        let stream = self.xlsx.worksheet_cells_reader(&head.name).map_err(translate)?;
        if facts.formulas {
            cells.read_with_formulas(stream, &mut self.texts)?;
            mark_percents(&mut self.xlsx, &head.name, &mut cells.list)?;
        } else {
            cells.read(stream, &mut self.texts)?;
        }
        if cells.lost
            && let Some(part) = part
        {
            cells.add_lost_errors(part, &mut self.texts);
        }
        self.cells += cells.list.len();
        let mut sheet = Sheet::new(&head.name, cells.list);
        sheet.merges = facts.merges;
        sheet.hidden_rows = facts.hidden_rows;
        Ok(sheet)
    }
}

/// The stream that tells formulas does not tell formats: a second one does, where a format has a per cent sign.
fn mark_percents(xlsx: &mut Xlsx<Cursor<Shared>>, name: &str, cells: &mut [(u32, Cell)]) -> Result<(), IntakeMessage> {
    let mut stream = xlsx.worksheet_cells_reader(name).map_err(translate)?;
    let percent = percent_formats(&stream);
    if !percent.contains(&true) {
        return Ok(());
    }
    cells.sort_by_key(|(row, cell)| (*row, cell.column));
    while let Some((row, column, style)) = stream.next_style_id().map_err(translate)? {
        if !percent.get(style).copied().unwrap_or(false) {
            continue;
        }
        let found = cells.binary_search_by_key(&(row, column), |(r, cell)| (*r, u32::from(cell.column)));
        if let Some((_, cell)) = found.ok().and_then(|at| cells.get_mut(at))
            && let Raw::Number(value) = cell.raw
        {
            cell.raw = Raw::Percent(value);
        }
    }
    Ok(())
}

fn head(sheet: &calamine::Sheet) -> SheetHead {
    SheetHead {
        name: sheet.name.clone(),
        hidden: sheet.visible != SheetVisible::Visible,
        cells: sheet.typ == SheetType::WorkSheet,
    }
}

fn shift(xlsx: &Xlsx<Cursor<Shared>>) -> f64 {
    if xlsx.has_1904_epoch() { DAYS_FROM_1904 } else { 0.0 }
}

fn merges(xlsx: &mut Xlsx<Cursor<Shared>>, sheet: &str) -> Vec<Region> {
    let regions = xlsx.merge_cells_by_sheet_name(sheet).unwrap_or_default().into_iter();
    let column = |column: u32| u16::try_from(column).ok();
    let region = regions.filter_map(|r| {
        Some(Region { top: r.start.0, left: column(r.start.1)?, bottom: r.end.0, right: column(r.end.1)? })
    });
    region.collect()
}

/// A panic in the reader means a file that no spreadsheet program wrote.
fn guarded<T>(read: impl FnOnce() -> Result<T, IntakeMessage>) -> Result<T, IntakeMessage> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(IntakeMessage::Damaged {}))
}

fn translate(error: XlsxError) -> IntakeMessage {
    match error {
        XlsxError::Password => IntakeMessage::HasPassword {},
        _ => IntakeMessage::Damaged {},
    }
}

/// Which cell formats show a per cent sign; quoted and escaped signs are only decoration.
fn percent_formats(stream: &XlsxCellReader<'_, Cursor<Shared>>) -> Vec<bool> {
    let shows = |code: &str| {
        let mut quoted = false;
        let mut escaped = false;
        code.chars().any(|c| {
            let sign = c == '%' && !quoted && !escaped;
            quoted ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            sign
        })
    };
    let formats = stream.styles().iter().map(|style| style.number_format.as_ref());
    formats.map(|format| format.is_some_and(|format| shows(&format.format_code))).collect()
}

/// The cells of a sheet as they come.
struct Cells {
    list: Vec<(u32, Cell)>,
    left: usize,
    shift: f64,
    lost: bool,
}

impl Cells {
    fn read(
        &mut self,
        mut stream: XlsxCellReader<'_, Cursor<Shared>>,
        texts: &mut TextPool,
    ) -> Result<(), IntakeMessage> {
        let percent = percent_formats(&stream);
        loop {
            match stream.next_cell_with_style_id() {
                Ok(Some((cell, style))) => {
                    let shown = percent.get(style).copied().unwrap_or(false);
                    let raw = match self.raw(cell.get_value(), texts) {
                        Some(Raw::Number(value)) if shown => Some(Raw::Percent(value)),
                        raw => raw,
                    };
                    self.add(cell.get_position(), raw)?;
                }
                Ok(None) => return Ok(()),
                Err(error) => self.pass_over(error)?,
            }
        }
    }

    fn read_with_formulas(
        &mut self,
        mut stream: XlsxCellReader<'_, Cursor<Shared>>,
        texts: &mut TextPool,
    ) -> Result<(), IntakeMessage> {
        loop {
            // Not `next_cell_with_formula`: it sets memory aside by a number that the file declares.
            match stream.next_cell_with_formula_metadata() {
                Ok(Some(record)) => {
                    let uncomputed = record.formula.is_some().then_some(Raw::Uncomputed);
                    let raw = self.raw(&record.value, texts).or(uncomputed);
                    self.add(record.pos, raw)?;
                }
                Ok(None) => return Ok(()),
                Err(error) => self.pass_over(error)?,
            }
        }
    }

    /// The reader refuses error values newer than itself and can go on after them.
    fn pass_over(&mut self, error: XlsxError) -> Result<(), IntakeMessage> {
        self.lost = true;
        if matches!(error, XlsxError::CellError(_)) { Ok(()) } else { Err(translate(error)) }
    }

    fn raw(&self, value: &DataRef<'_>, texts: &mut TextPool) -> Option<Raw> {
        Some(match value {
            DataRef::Float(value) => Raw::Number(*value),
            DataRef::Int(value) => Raw::Number(*value as f64),
            DataRef::SharedString(text) => Raw::Text(texts.intern(text)),
            DataRef::String(text) => Raw::Text(texts.intern(text)),
            DataRef::Bool(flag) => Raw::Flag(*flag),
            DataRef::DateTime(date) if date.is_datetime() => Raw::Date(date.as_f64() + self.shift),
            DataRef::DateTime(span) => Raw::Odd(texts.intern(&span.as_f64().to_string())),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Raw::Odd(texts.intern(text)),
            DataRef::Error(error) => Raw::Error(texts.intern(&error.to_string())),
            DataRef::Empty => return None,
        })
    }

    fn add(&mut self, (row, column): (u32, u32), raw: Option<Raw>) -> Result<(), IntakeMessage> {
        let Some(raw) = raw else { return Ok(()) };
        if row >= ROWS_MAX || column >= COLUMNS_MAX {
            return Err(IntakeMessage::OutsideGrid { rows: ROWS_MAX, columns: COLUMNS_MAX });
        }
        if self.left == 0 {
            return Err(IntakeMessage::TooManyCells { most: CELLS_MAX });
        }
        self.left -= 1;
        self.list.push((row, Cell { column: column as u16, raw }));
        Ok(())
    }

    fn add_lost_errors(&mut self, part: &[u8], texts: &mut TextPool) {
        self.list.sort_by_key(|(row, cell)| (*row, cell.column));
        let missing: Vec<(u32, Cell)> = parts::error_values(part)
            .into_iter()
            .filter(|(row, column, _)| {
                self.list.binary_search_by_key(&(*row, *column), |(r, c)| (*r, c.column)).is_err()
            })
            .map(|(row, column, error)| (row, Cell { column, raw: Raw::Error(texts.intern(&error)) }))
            .collect();
        self.list.extend(missing);
    }
}

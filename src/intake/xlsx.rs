//! An xlsx workbook, opened by calamine; its cells taken straight from the parts ([`xlsx_cells`]) where they are
//! written in the usual way, and else read by calamine's streaming reader.
//!
//! The reader's own table of a sheet is never used: two far-away cells would make it set aside all the cells
//! between them.
use super::kind::Format;
use super::package::{Package, Shared};
use super::sheet::{Cell, Facts, Raw, Region, Sheet};
use super::value::raw;
use super::workbook::{Cells, Content, SheetHead, Visibility};
use super::xlsx_cells::{self, Book};
use super::xlsx_looks::{Look, looks};
use super::xlsx_parts;
use super::xlsx_texts::shared_texts;
use crate::dataset::{TextId, TextPool};
use crate::messages::IntakeMessage;
use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use std::io::Cursor;

/// Days between the two ways in which workbooks count dates.
pub(super) const DAYS_FROM_1904: f64 = 1462.0;

/// An open xlsx workbook.
pub(super) struct Source {
    xlsx: Xlsx<Cursor<Shared>>,
    package: Package,
    paths: Option<Vec<String>>,
    heads: Vec<SheetHead>,
    /// What is the same for all sheets, once one was read.
    common: Option<Common>,
}

/// What the quick way needs of the whole workbook.
struct Common {
    shared: Option<Vec<TextId>>,
    looks: Vec<Look>,
}

impl Common {
    fn new(stream: &XlsxCellReader<'_, Cursor<Shared>>, package: &Package, texts: &mut TextPool) -> Common {
        let looks = looks(stream.styles(), &percent_formats(stream), package);
        Common { shared: shared_texts(package, texts), looks }
    }

    fn book(&self, shift: f64, formulas: bool) -> Book<'_> {
        Book { shared: self.shared.as_deref(), looks: &self.looks, shift, formulas }
    }
}

impl Source {
    /// Opens a package.
    pub(super) fn open(package: Package) -> Result<Source, IntakeMessage> {
        xlsx_parts::check_counts(&package)?;
        let xlsx = Xlsx::new(Cursor::new(package.archive.clone())).map_err(translate)?;
        let heads: Vec<SheetHead> = xlsx.sheets_metadata().iter().map(head).collect();
        let paths = xlsx_parts::sheet_paths(&package).filter(|paths| paths.len() == heads.len());
        Ok(Source { xlsx, package, paths, heads, common: None })
    }
}

impl super::workbook::Source for Source {
    fn heads(&self) -> Vec<SheetHead> {
        self.heads.clone()
    }

    fn sheet(&mut self, index: usize, left: usize, texts: &mut TextPool) -> Result<Sheet, IntakeMessage> {
        let Some(head) = self.heads.get(index) else { return Err(IntakeMessage::Damaged {}) };
        let part = self.paths.as_ref().and_then(|paths| self.package.part(paths.get(index)?));
        let text = part.and_then(|part| std::str::from_utf8(part).ok());
        // Without facts the slow way is the safe one: look for formulas, ask the reader for merged regions.
        let facts = match text {
            Some(text) => xlsx_parts::facts(text),
            None => Facts { formulas: true, merges: merges(&mut self.xlsx, &head.name), ..Facts::default() },
        };
        let shift = shift(&self.xlsx);
        let mut cells = None;
        if let Some(text) = text {
            // A sheet whose start the reader refuses is refused, whoever reads the rest.
            let stream = self.xlsx.worksheet_cells_reader(&head.name).map_err(translate)?;
            let common = self.common.get_or_insert_with(|| Common::new(&stream, &self.package, texts));
            let book = common.book(shift, facts.formulas);
            cells = xlsx_cells::read(text, left, &book, texts).transpose()?;
        }
        let cells = match cells {
            Some(cells) => cells,
            None => streamed(&mut self.xlsx, &head.name, (part, facts.formulas), left, texts)?,
        };
        Ok(Sheet::new(&head.name, cells.list).with(facts))
    }
}

/// The cells as the reader streams them. `part`: the sheet's bytes, if they are known, and whether it has formulas.
fn streamed(
    xlsx: &mut Xlsx<Cursor<Shared>>,
    name: &str,
    (part, formulas): (Option<&[u8]>, bool),
    left: usize,
    texts: &mut TextPool,
) -> Result<Cells, IntakeMessage> {
    let mut cells = Stream { cells: Cells::new(Format::Xlsx, left), shift: shift(xlsx), lost: false };
    let stream = xlsx.worksheet_cells_reader(name).map_err(translate)?;
    if formulas {
        cells.read_with_formulas(stream, texts)?;
        mark_percents(xlsx, name, &mut cells.cells.list)?;
    } else {
        cells.read(stream, texts)?;
    }
    if cells.lost
        && let Some(part) = part
    {
        cells.add_lost_errors(part, texts);
    }
    Ok(cells.cells)
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

/// Name and kind of a sheet as the reader tells it.
pub(super) fn head(sheet: &calamine::Sheet) -> SheetHead {
    SheetHead {
        name: sheet.name.clone(),
        visibility: match sheet.visible {
            SheetVisible::Visible => Visibility::Shown,
            SheetVisible::Hidden => Visibility::Hidden,
            SheetVisible::VeryHidden => Visibility::VeryHidden,
        },
        content: match sheet.typ {
            SheetType::WorkSheet => Content::Cells,
            SheetType::ChartSheet => Content::Chart,
            SheetType::DialogSheet => Content::Dialog,
            SheetType::MacroSheet => Content::Macros,
            SheetType::Vba => Content::Module,
        },
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

/// The cells of a sheet as the reader gives them.
struct Stream {
    cells: Cells,
    shift: f64,
    lost: bool,
}

impl Stream {
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
                    let raw = match raw(cell.get_value(), self.shift, texts) {
                        Some(Raw::Number(value)) if shown => Some(Raw::Percent(value)),
                        raw => raw,
                    };
                    self.cells.add(cell.get_position(), raw)?;
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
                    let raw = raw(&record.value, self.shift, texts).or(uncomputed);
                    self.cells.add(record.pos, raw)?;
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

    fn add_lost_errors(&mut self, part: &[u8], texts: &mut TextPool) {
        self.cells.list.sort_by_key(|(row, cell)| (*row, cell.column));
        let missing: Vec<(u32, Cell)> = xlsx_parts::error_values(part)
            .into_iter()
            .filter(|(row, column, _)| {
                self.cells.list.binary_search_by_key(&(*row, *column), |(r, c)| (*r, c.column)).is_err()
            })
            .map(|(row, column, error)| (row, Cell { column, raw: Raw::Error(texts.intern(&error)) }))
            .collect();
        self.cells.list.extend(missing);
    }
}

#[cfg(test)]
#[path = "xlsx_tests.rs"]
mod tests;

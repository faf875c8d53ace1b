//! A workbook of any format: its sheets, each read once into a sparse [`Sheet`].
//!
//! Each format is a file of its own that makes a [`Source`]. Guards stand before every reader, and a panic inside a
//! reader is caught and becomes a finding about the file.
use super::fold::fold;
use super::kind::{self, Format, Shell};
use super::limits::{CELLS_MAX, FILE_BYTES_MAX};
use super::package::Package;
use super::sheet::{Cell, Sheet};
use super::{ods, text, xls, xlsb, xlsx, xlsx_parts};
use crate::dataset::TextPool;
use crate::messages::IntakeMessage;
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Whether a sheet is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Shown.
    Shown,
    /// Hidden; the menu shows it again.
    Hidden,
    /// Hidden so that no menu lists it.
    VeryHidden,
}

/// What a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Cells.
    Cells,
    /// A chart.
    Chart,
    /// A dialog of Excel 5.
    Dialog,
    /// Macros of Excel 4.
    Macros,
    /// A module of Visual Basic.
    Module,
}

/// Name of a sheet and what it is.
#[derive(Debug, Clone)]
pub(super) struct SheetHead {
    /// Its name.
    pub name: String,
    /// Whether the user sees it.
    pub visibility: Visibility,
    /// Cells, or something else.
    pub content: Content,
}

impl SheetHead {
    /// Hidden from the user.
    pub(super) fn hidden(&self) -> bool {
        self.visibility != Visibility::Shown
    }

    /// Holds cells, not a chart.
    pub(super) fn cells(&self) -> bool {
        self.content == Content::Cells
    }
}

/// What gives the sheets of an opened file.
pub(super) trait Source: Send {
    /// The sheets, in order.
    fn heads(&self) -> Vec<SheetHead>;
    /// Reads a sheet, of at most so many filled cells.
    fn sheet(&mut self, index: usize, left: usize, texts: &mut TextPool) -> Result<Sheet, IntakeMessage>;
}

/// An open workbook.
pub(super) struct Workbook {
    source: Box<dyn Source>,
    /// What it is by its content.
    pub format: Format,
    /// It holds macros or links to other files, which are left alone.
    pub active: bool,
    /// Its formulas are computed only when asked.
    pub manual: bool,
    /// The sheets, in order.
    pub heads: Vec<SheetHead>,
    /// All texts of the sheets read so far.
    pub texts: TextPool,
    sheets: Vec<Option<Result<Arc<Sheet>, IntakeMessage>>>,
    cells: usize,
}

impl Workbook {
    /// Opens a file's bytes; the path is asked only where the content does not tell, and so is the encoding, by the
    /// name that a question gave it.
    pub(super) fn open(path: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Workbook, IntakeMessage> {
        if bytes.len() as u64 > FILE_BYTES_MAX {
            let size = bytes.len() as u64 >> 20;
            return Err(IntakeMessage::FileTooLarge { size, most: FILE_BYTES_MAX >> 20 });
        }
        let shell = kind::shell(path, bytes)?;
        let Opened { source, format, active, manual } = guarded(|| open(shell, bytes, encoding))?;
        let heads = source.heads();
        let twice = |at: &usize| heads[..*at].iter().any(|other| fold(&other.name) == fold(&heads[*at].name));
        if let Some(at) = (0..heads.len()).find(twice) {
            return Err(IntakeMessage::SheetTwice { sheet: heads[at].name.clone() });
        }
        let sheets = heads.iter().map(|_| None).collect();
        Ok(Workbook { source, format, active, manual, heads, texts: TextPool::default(), sheets, cells: 0 })
    }

    /// Reads a sheet; a second call gives the same again.
    pub(super) fn sheet(&mut self, index: usize) -> Result<Arc<Sheet>, IntakeMessage> {
        if let Some(Some(sheet)) = self.sheets.get(index) {
            return sheet.clone();
        }
        let left = CELLS_MAX.saturating_sub(self.cells);
        let sheet = guarded(|| self.source.sheet(index, left, &mut self.texts)).map(Arc::new);
        self.cells += sheet.as_ref().map_or(0, |sheet| sheet.cell_count());
        if let Some(slot) = self.sheets.get_mut(index) {
            *slot = Some(sheet.clone());
        }
        sheet
    }

    /// The sheets of these names, in this order. No name at all means the only sheet that there is.
    pub(super) fn find_sheets(&self, names: &[&str]) -> Vec<usize> {
        if self.format == Format::Text {
            return vec![0];
        }
        let heads = self.heads.iter().enumerate().filter(|(_, head)| head.cells());
        if names.is_empty() {
            let shown: Vec<usize> = heads.filter(|(_, head)| !head.hidden()).map(|(at, _)| at).collect();
            return if shown.len() == 1 { shown } else { Vec::new() };
        }
        let folded: Vec<(usize, String)> = heads.map(|(at, head)| (at, fold(&head.name))).collect();
        let named = |name: &&str| folded.iter().find(|(_, head)| *head == fold(name)).map(|(at, _)| *at);
        let mut found: Vec<usize> = names.iter().filter_map(named).collect();
        let mut seen = Vec::new();
        found.retain(|at| {
            !seen.contains(at) && {
                seen.push(*at);
                true
            }
        });
        found
    }
}

/// A file opened: what gives its sheets, and what is told of it.
struct Opened {
    source: Box<dyn Source>,
    format: Format,
    active: bool,
    manual: bool,
}

impl Opened {
    fn plain(source: impl Source + 'static, format: Format) -> Opened {
        Opened { source: Box::new(source), format, active: false, manual: false }
    }
}

fn open(shell: Shell, bytes: &[u8], encoding: Option<&str>) -> Result<Opened, IntakeMessage> {
    Ok(match shell {
        Shell::Text => Opened::plain(text::Source::open(bytes, encoding)?, Format::Text),
        Shell::Ole => Opened::plain(xls::Source::open(bytes)?, Format::Xls),
        Shell::Package => {
            let package = Package::open(bytes)?;
            let (active, manual) = (package.active, xlsx_parts::manual(&package));
            let opened = match package.format() {
                Some(Format::Xlsb) => Opened::plain(xlsb::Source::open(package)?, Format::Xlsb),
                Some(Format::Ods) => Opened::plain(ods::Source::open(package)?, Format::Ods),
                Some(_) => Opened::plain(xlsx::Source::open(package)?, Format::Xlsx),
                None => return Err(IntakeMessage::UnknownKind {}),
            };
            Opened { active, manual, ..opened }
        }
    })
}

/// A panic in a reader means a file that no spreadsheet program wrote.
fn guarded<T>(read: impl FnOnce() -> Result<T, IntakeMessage>) -> Result<T, IntakeMessage> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(IntakeMessage::Damaged {}))
}

/// The filled cells of a sheet as they come, within the limits of the grid.
pub(super) struct Cells {
    /// Row and cell, in the file's order.
    pub list: Vec<(u32, Cell)>,
    left: usize,
    rows: u32,
    columns: u32,
}

impl Cells {
    /// None yet.
    pub(super) fn new(format: Format, left: usize) -> Cells {
        Cells { list: Vec::new(), left, rows: format.rows_max(), columns: super::limits::COLUMNS_MAX }
    }

    /// Adds a filled cell.
    pub(super) fn add(
        &mut self,
        (row, column): (u32, u32),
        raw: Option<super::sheet::Raw>,
    ) -> Result<(), IntakeMessage> {
        let Some(raw) = raw else { return Ok(()) };
        if row >= self.rows || column >= self.columns {
            return Err(IntakeMessage::OutsideGrid { rows: self.rows, columns: self.columns });
        }
        if self.left == 0 {
            return Err(IntakeMessage::TooManyCells { most: CELLS_MAX });
        }
        self.left -= 1;
        self.list.push((row, Cell { column: column as u16, raw }));
        Ok(())
    }
}

//! Puts the sheets together in the order in which an auditor reads them.
use super::layout::Layout;
use super::template::{Reference, Template};
use super::{Extent, cover, district_sheet, guard_sheet, list_sheets, standards_sheet, table_sheet};
use super::doubles::Doubles;
use super::emit::Emitter;
use crate::book::Book;
use crate::faces::paper::{Paper, new_workbook};
use crate::faces::{Edition, FaceError};
use crate::messages::Findings;
use crate::plan::*;
use rust_xlsxwriter::{Workbook, Worksheet};

/// Everything that a sheet is written from.
pub(super) struct Writer<'b> {
    pub book: &'b Book,
    pub edition: &'b Edition,
    pub extent: &'b Extent,
    pub layout: Layout,
    pub paper: Paper,
    pub title: String,
    /// One for each live column.
    pub templates: Vec<Option<Template>>,
}

/// Most cells of a sheet's column that a formula text may have, as the format allows.
const FORMULA_LENGTH_MAX: usize = 8_192;

impl<'b> Writer<'b> {
    pub(super) fn new(
        book: &'b Book,
        edition: &'b Edition,
        extent: &'b Extent,
        title: &str,
    ) -> Result<Self, FaceError> {
        let layout = Layout::new(book, extent);
        let mut writer = Writer {
            book,
            edition,
            extent,
            layout,
            paper: Paper::new(),
            title: title.to_string(),
            templates: Vec::new(),
        };
        writer.templates = (0..book.plan.columns.len())
            .map(|index| writer.template(ColumnId(index)))
            .collect::<Result<_, _>>()?;
        Ok(writer)
    }

    fn template(&self, id: ColumnId) -> Result<Option<Template>, FaceError> {
        let column = self.book.plan.column(id);
        if !self.extent.live(self.book, id) {
            return Ok(None);
        }
        let mut emitter = Emitter::new(self.book, column.table);
        let Some(excel) = emitter.column(id) else { return Ok(None) };
        let references = emitter.references;
        let template = Template::new(self.book, &self.layout, column.table, excel, references);
        let mut text = String::new();
        template.text(u32::MAX, &mut text);
        let got = text.chars().count();
        if got > FORMULA_LENGTH_MAX {
            let what = format!("{}的公式字数", self.book.plan.full_name(id));
            return Err(FaceError::Limit { what, got, limit: FORMULA_LENGTH_MAX });
        }
        Ok(Some(template))
    }

    pub(super) fn write(&self, findings: &Findings) -> Result<Vec<u8>, FaceError> {
        let mut workbook = new_workbook(self.edition, &self.title)?;
        // A unit's workbook leaves out what the district's one says for all.
        let whole = self.extent.unit().is_none();
        let mut sheets = vec![cover::sheet(self)?];
        if whole {
            sheets.push(list_sheets::balance(self)?);
        }
        sheets.push(district_sheet::sheet(self)?);
        sheets.extend(self.table_sheets(&mut workbook)?);
        sheets.push(standards_sheet::parameters(self)?);
        sheets.push(standards_sheet::standards(self)?);
        if whole {
            sheets.push(list_sheets::scheme_words(self)?);
            sheets.push(list_sheets::checks(self)?);
            sheets.push(list_sheets::findings(self, findings)?);
        }
        sheets.push(guard_sheet::sheet(self)?);
        for sheet in sheets {
            workbook.push_worksheet(sheet);
        }
        Ok(workbook.save_to_buffer()?)
    }

    /// Tables with rows here, and those that a formula refers to.
    fn tables_shown(&self) -> Vec<TableId> {
        let mut shown: Vec<bool> = (0..self.book.plan.tables.len())
            .map(|table| !self.extent.rows(TableId(table)).is_empty() || self.book.rows[table] == 0)
            .collect();
        for reference in self.templates.iter().flatten().flat_map(|template| &template.references) {
            let table = match reference {
                Reference::Column(column) => self.book.plan.column(*column).table,
                Reference::Ordinals(relation) => self.book.plan.relation(*relation).from,
                Reference::Sequences(table) => *table,
                _ => continue,
            };
            shown[table.0] = true;
        }
        (0..shown.len()).map(TableId).filter(|table| *table != DISTRICT && shown[table.0]).collect()
    }

    /// Whether every row of a column's table is in this workbook, so that a sum over it can be live.
    pub(super) fn holds_all(&self, column: ColumnId) -> bool {
        let table = self.book.plan.column(column).table;
        self.extent.rows(table).len() == self.book.rows[table.0]
    }

    /// Table sheets are the bulk: they are made on two threads, the longest first.
    fn table_sheets(&self, workbook: &mut Workbook) -> Result<Vec<Worksheet>, FaceError> {
        // Two threads must not race for the numbers of formats: they are given out here, in a fixed order.
        for format in table_sheet::formats(self) {
            workbook.register_format(&format);
        }
        let mut blank = Vec::new();
        for table in self.tables_shown() {
            blank.push((table, workbook.new_worksheet_with_constant_memory()?));
        }
        blank.sort_by_key(|(table, _)| {
            std::cmp::Reverse(self.layout.slots[table.0].len() * self.extent.rows(*table).len())
        });
        let queue = std::sync::Mutex::new(blank.into_iter());
        let work = || -> Result<Vec<(TableId, Worksheet)>, FaceError> {
            let doubles = Doubles::new(self.book, self.extent);
            let mut done = Vec::new();
            loop {
                // A poisoned lock means that the other thread panicked; the scope hands that on.
                let next = queue.lock().map(|mut queue| queue.next()).ok().flatten();
                let Some((table, mut sheet)) = next else { return Ok(done) };
                table_sheet::fill(self, &doubles, table, &mut sheet)?;
                done.push((table, sheet));
            }
        };
        let mut sheets: Vec<(TableId, Worksheet)> = std::thread::scope(|scope| {
            let other = scope.spawn(work);
            let mut own = work()?;
            own.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
            Ok::<_, FaceError>(own)
        })?;
        sheets.sort_by_key(|(table, _)| *table);
        Ok(sheets.into_iter().map(|(_, sheet)| sheet).collect())
    }

    /// Range of a column of a table sheet, for sums on other sheets.
    pub(super) fn range(&self, column: ColumnId) -> String {
        let table = self.book.plan.column(column).table;
        if table == DISTRICT {
            return self.layout.district_cell(column);
        }
        self.layout.range(table, &self.layout.letters(column))
    }
}

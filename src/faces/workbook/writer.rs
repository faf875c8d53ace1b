//! What every sheet of a workbook is written from: the book, the places and the formulas.
use super::Extent;
use super::emit::Emitter;
use super::layout::Layout;
use super::template::{Reference, Template};
use crate::book::Book;
use crate::faces::paper::Paper;
use crate::faces::{Edition, FaceError};
use crate::plan::*;

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
        writer.templates =
            (0..book.plan.columns.len()).map(|index| writer.template(ColumnId(index))).collect::<Result<_, _>>()?;
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

    /// Tables with rows here, and those that a formula refers to.
    pub(super) fn tables_shown(&self) -> Vec<TableId> {
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

    /// Range of a column of a table sheet, for sums on other sheets.
    pub(super) fn range(&self, column: ColumnId) -> String {
        let table = self.book.plan.column(column).table;
        if table == DISTRICT {
            return self.layout.district_cell(column);
        }
        self.layout.range(table, &self.layout.letters(column))
    }
}

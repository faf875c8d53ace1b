use super::Extent;
use super::layout::{FIRST_ROW, Layout, PARAMETER_VALUE, PARAMETERS, STANDARDS};
use crate::book::Book;
use crate::dataset::column_letters;
use crate::plan::*;

/// Where things stand in the audit workbook, for whoever checks it from outside: sheet and cell.
pub struct AuditPlaces<'b> {
    book: &'b Book,
    layout: Layout,
}

impl<'b> AuditPlaces<'b> {
    /// Places of the one workbook that holds every row.
    pub fn new(book: &'b Book) -> Self {
        AuditPlaces { book, layout: Layout::new(book, &Extent::whole(book)) }
    }

    /// Sheet and cell of a column in a row.
    pub fn cell(&self, column: ColumnId, row: usize) -> (String, String) {
        let table = self.book.plan.column(column).table;
        let sheet = self.layout.sheets[table.0].clone();
        if table == DISTRICT {
            return (sheet, format!("C{}", self.layout.district_row(column) + 1));
        }
        (sheet, format!("{}{}", self.layout.letters(column), FIRST_ROW as usize + row + 1))
    }

    /// Sheet and cell of the row number that a relation leads to.
    pub fn relation(&self, id: RelationId, row: usize) -> (String, String) {
        let table = self.book.plan.relation(id).from;
        (
            self.layout.sheets[table.0].clone(),
            format!("{}{}", self.layout.relation_letters(id), FIRST_ROW + 1 + row as u32),
        )
    }

    /// Range of a column over all rows: `教职工!H5:H1217`.
    pub fn range(&self, column: ColumnId) -> String {
        let rows = self.book.rows[self.book.plan.column(column).table.0].max(1);
        let ((sheet, first), (_, last)) = (self.cell(column, 0), self.cell(column, rows - 1));
        format!("{sheet}!{first}:{last}")
    }

    /// Range of the row numbers that a relation leads to; none for the district, to which every row belongs.
    pub fn relation_range(&self, id: RelationId) -> Option<String> {
        let relation = self.book.plan.relation(id);
        if relation.by.is_empty() {
            return None;
        }
        let rows = self.book.rows[relation.from.0].max(1);
        let ((sheet, first), (_, last)) = (self.relation(id, 0), self.relation(id, rows - 1));
        Some(format!("{sheet}!{first}:{last}"))
    }

    /// Sheet and cell of a parameter.
    pub fn parameter(&self, id: ParameterId) -> (String, String) {
        let letters = column_letters(PARAMETER_VALUE);
        (PARAMETERS.to_string(), format!("{letters}{}", FIRST_ROW as usize + id.0 + 1))
    }

    /// Sheet and cell of the value of a band table's row.
    pub fn band_value(&self, id: BandId, row: usize) -> (String, String) {
        (STANDARDS.to_string(), format!("E{}", self.layout.bands[id.0] as usize + row + 2))
    }

    /// Sheet and cell of the value of a tier.
    pub fn tier_value(&self, id: TierId, row: usize) -> (String, String) {
        (STANDARDS.to_string(), format!("E{}", self.layout.tiers[id.0] as usize + row + 2))
    }
}

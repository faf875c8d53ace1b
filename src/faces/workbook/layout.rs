//! Where everything stands: sheets, rows and columns.
use super::Extent;
use crate::book::Book;
use crate::dataset::column_letters;
use crate::faces::paper::sheet_name;
use crate::plan::*;

/// First data row of a table sheet, counted from 0: title, notice, groups and names stand above.
pub(super) const FIRST_ROW: u32 = 4;
/// Column of the district sheet that holds the values.
pub(super) const DISTRICT_VALUE: u16 = 2;
/// Sheet of parameters.
pub(super) const PARAMETERS: &str = "参数";
/// Column of the parameter sheet that holds the values.
pub(super) const PARAMETER_VALUE: u16 = 2;
/// Sheet of band and tier tables.
pub(super) const STANDARDS: &str = "分档标准";

/// Places in the workbook.
pub(super) struct Layout {
    /// Sheet of each table.
    pub sheets: Vec<String>,
    /// Rows of each table.
    pub rows: Vec<u32>,
    /// What stands in each column of a table sheet after the row number, from left to right.
    pub slots: Vec<Vec<Slot>>,
    columns: Vec<u16>,
    relations: Vec<u16>,
    /// First row of each band and tier table on the sheet of standards, counted from 0.
    pub bands: Vec<u32>,
    pub tiers: Vec<u32>,
}

/// What a column of a table sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Where the row was read from.
    Origin,
    /// Row number of the related row.
    Relation(RelationId),
    /// A column of the plan.
    Column(ColumnId),
}

impl Layout {
    pub(super) fn new(book: &Book, extent: &Extent) -> Layout {
        let plan = &book.plan;
        let mut layout = Layout {
            sheets: Vec::new(),
            rows: (0..plan.tables.len()).map(|t| extent.rows(TableId(t)).len() as u32).collect(),
            slots: Vec::new(),
            columns: vec![0; plan.columns.len()],
            relations: vec![0; plan.relations.len()],
            bands: Vec::new(),
            tiers: Vec::new(),
        };
        let mut taken: Vec<String> =
            ["封面", "资金平衡", PARAMETERS, STANDARDS, "方案说明", "校验", "问题", "结构"].map(String::from).to_vec();
        for (index, table) in plan.tables.iter().enumerate() {
            let name = sheet_name(&table.name, &taken);
            taken.push(name.clone());
            layout.sheets.push(name);
            let slots = slots(plan, TableId(index));
            for (place, slot) in slots.iter().enumerate() {
                match slot {
                    Slot::Column(column) => layout.columns[column.0] = place as u16 + 1,
                    Slot::Relation(relation) => layout.relations[relation.0] = place as u16 + 1,
                    Slot::Origin => {}
                }
            }
            layout.slots.push(slots);
        }
        for (place, column) in plan.table(DISTRICT).columns.iter().enumerate() {
            layout.columns[column.0] = place as u16;
        }
        let mut row = FIRST_ROW - 1;
        for band in &plan.bands {
            layout.bands.push(row + 1);
            row += band.rows.len() as u32 + 2;
        }
        for tier in &plan.tiers {
            layout.tiers.push(row + 1);
            row += tier.rows.len() as u32 + 3;
        }
        layout
    }

    /// Column of a plan's column on its sheet, counted from 0; for the district, its line.
    pub(super) fn column(&self, column: ColumnId) -> u16 {
        self.columns[column.0]
    }

    /// `$H`: letters of a plan's column.
    pub(super) fn letters(&self, column: ColumnId) -> String {
        column_letters(self.column(column))
    }

    /// Letters of the column with a relation's row numbers.
    pub(super) fn relation_letters(&self, relation: RelationId) -> String {
        column_letters(self.relations[relation.0])
    }

    /// `'教职工'!$H$5:$H$1217`
    pub(super) fn range(&self, table: TableId, letters: &str) -> String {
        let sheet = &self.sheets[table.0];
        let (first, last) = (FIRST_ROW + 1, FIRST_ROW + self.rows[table.0].max(1));
        format!("'{sheet}'!${letters}${first}:${letters}${last}")
    }

    /// `'全区'!$C$7`
    pub(super) fn district_cell(&self, column: ColumnId) -> String {
        let letters = column_letters(DISTRICT_VALUE);
        format!("'{}'!${letters}${}", self.sheets[DISTRICT.0], FIRST_ROW + 1 + u32::from(self.column(column)))
    }

    /// Row of a plan's column on the district sheet, counted from 0.
    pub(super) fn district_row(&self, column: ColumnId) -> u32 {
        FIRST_ROW + u32::from(self.column(column))
    }
}

/// Inputs first, then where they came from and the related rows, then each column after what it reads.
fn slots(plan: &Plan, table: TableId) -> Vec<Slot> {
    if table == DISTRICT {
        return Vec::new();
    }
    let described = plan.table(table);
    let (inputs, others): (Vec<ColumnId>, Vec<ColumnId>) =
        described.columns.iter().partition(|id| plan.column(**id).role == Role::Input);
    let relations = (0..plan.relations.len()).map(RelationId).filter(|id| {
        let relation = plan.relation(*id);
        relation.from == table && !relation.by.is_empty()
    });
    let origin = described.derived.is_none().then_some(Slot::Origin);
    inputs
        .into_iter()
        .map(Slot::Column)
        .chain(origin)
        .chain(relations.map(Slot::Relation))
        .chain(others.into_iter().map(Slot::Column))
        .collect()
}

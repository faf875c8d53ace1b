//! 发放明细: one workbook for each unit with its own payees alone, and an index of them.
mod index;
mod layout;
mod pages;
mod remark;
mod sheet;
mod sign_off;

use crate::book::{Book, NOWHERE};
use crate::faces::choice::{is_made, signatures};
use crate::faces::{Edition, FaceError};
use crate::plan::{ColumnId, TableId};
use crate::scheme::DocumentKind;
pub(in crate::faces) use layout::{Amounts, Layout, Part};

/// The payees of a table, ready to be printed unit by unit.
pub struct Payouts<'b> {
    book: &'b Book,
    pub(in crate::faces) layout: Layout,
    /// The payees of each unit, in order; last those whose relation leads to no unit.
    listed: Vec<Vec<u32>>,
}

/// A unit's payout sheet before it is printed.
#[derive(Debug, Clone)]
pub struct PayoutUnit {
    /// The unit's name.
    pub name: String,
    /// Row in the table of units; [`NOWHERE`] for payees without one.
    pub(in crate::faces) row: u32,
    /// Payees on the sheet.
    pub persons: usize,
    /// Payees who are paid something.
    pub paid: usize,
    /// What they are paid, in fen.
    pub total: i64,
    /// The same for each fund.
    pub funds: Vec<i64>,
}

impl<'b> Payouts<'b> {
    /// All payees of a book, one entry for each table of payees.
    pub fn of(book: &'b Book) -> Result<Vec<Payouts<'b>>, FaceError> {
        let mut all = Vec::new();
        for index in 0..book.plan.tables.len() {
            let Some(layout) = Layout::of(book, TableId(index))? else { continue };
            let listed = listed(book, &layout);
            all.push(Payouts { book, layout, listed });
        }
        Ok(all)
    }

    /// Name of the table of payees.
    pub fn table_name(&self) -> &'b str {
        &self.book.plan.table(self.layout.table).name
    }

    /// Whether the scheme has sheets made of them.
    pub fn is_made(&self) -> bool {
        is_made(self.book, DocumentKind::Payout)
    }

    /// Names of the funds, in the order of [`PayoutUnit::funds`].
    pub fn funds(&self) -> &[String] {
        &self.layout.funds
    }

    /// The units that have payees, in their order.
    pub fn units(&self) -> Vec<PayoutUnit> {
        let units = self.listed.len() as u32 - 1;
        (0..units).chain([NOWHERE]).filter_map(|row| self.unit(row)).collect()
    }

    fn unit(&self, row: u32) -> Option<PayoutUnit> {
        let rows = self.rows(row);
        if rows.is_empty() {
            return None;
        }
        let nets: Vec<i64> = rows.iter().map(|row| self.layout.net(*row as usize)).collect();
        let mut funds = vec![0; self.layout.funds.len()];
        for column in self.layout.columns.iter().filter(|column| column.part == Part::Net) {
            funds[column.fund] += rows.iter().map(|row| column.values[*row as usize]).sum::<i64>();
        }
        Some(PayoutUnit {
            name: self.unit_name(row),
            row,
            persons: rows.len(),
            paid: nets.iter().filter(|net| **net != 0).count(),
            total: nets.iter().sum(),
            funds,
        })
    }

    fn unit_name(&self, row: u32) -> String {
        match row {
            NOWHERE => "未列单位人员".to_string(),
            row => self.book.shown(self.layout.payee.unit_name, row as usize),
        }
    }

    /// The payees of a unit.
    pub(in crate::faces) fn rows(&self, unit: u32) -> &[u32] {
        let nowhere = self.listed.len() - 1;
        &self.listed[if unit == NOWHERE { nowhere } else { unit as usize }]
    }

    /// What a column of the units says of a unit.
    pub(in crate::faces) fn unit_shown(&self, unit: &PayoutUnit, column: ColumnId) -> String {
        let shown = if unit.row == NOWHERE { String::new() } else { self.book.shown(column, unit.row as usize) };
        if shown.is_empty() { "未填".to_string() } else { shown }
    }

    /// The amount that a column of the units holds for a unit, in fen.
    pub(in crate::faces) fn unit_stored(&self, unit: &PayoutUnit, column: ColumnId) -> i64 {
        if unit.row == NOWHERE { 0 } else { self.book.stored(column, unit.row as usize) }
    }

    /// The line on which a sheet is signed: who made it, who checked it, the head of the unit.
    fn signatures(&self, kind: DocumentKind) -> String {
        let signers = signatures(self.book, kind, &["制表人", "审核人", "单位负责人"]);
        format!("{signers}（盖章）　　　　　　　　日期：　　　年　　月　　日")
    }

    /// The unit's workbook: what each is paid and why, and the sheet to sign for it.
    pub fn workbook(&self, unit: &PayoutUnit, edition: &Edition) -> Result<Vec<u8>, FaceError> {
        sheet::workbook(self, unit, edition)
    }

    /// 目录.xlsx: the units, each with the file that holds its sheet, in the same folder.
    pub fn index(&self, units: &[(PayoutUnit, String)], edition: &Edition) -> Result<Vec<u8>, FaceError> {
        index::workbook(self, units, edition)
    }
}

/// The payees of each unit. Where a batch pays all funds everybody is listed, also those who get nothing; where it pays
/// some, those whom they reach.
fn listed(book: &Book, layout: &Layout) -> Vec<Vec<u32>> {
    let units = book.rows[book.plan.relation(layout.payee.unit).to.0];
    let mut listed = vec![Vec::new(); units + 1];
    let whole = book.pays.iter().all(|pays| *pays);
    for (row, unit) in book.relations[layout.payee.unit.0].to.iter().enumerate() {
        let reached = || layout.columns.iter().any(|column| column.values[row] != 0);
        if whole || reached() {
            listed[if *unit == NOWHERE { units } else { *unit as usize }].push(row as u32);
        }
    }
    listed
}

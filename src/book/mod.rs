//! The result: every value, every movement of money, every check. What the faces read, and all they read.
mod lazily;
mod ledger;
mod operand;
mod relation_map;
mod trace;
mod verdict;

pub use lazily::Lazily;
pub use ledger::{AccountBalance, Ledger, SourceTotals};
pub(crate) use operand::operand;
pub use relation_map::{NOWHERE, RelationMap};
pub use trace::Leaf;
pub use verdict::{CheckResult, ConsequenceResult};

use crate::dataset::{CellPlace, ColumnValues, Corrected, Dataset, TextId, Value};
use crate::formula::Kind;
use crate::messages::Place;
use crate::number::format_fixed;
use crate::plan::{ColumnId, ParameterValue, Plan, Reached, Rule, SourceId, TableId};
use std::collections::BTreeSet;

/// Somebody who is paid: a row of a table of payees.
pub type Payee = (TableId, u32);

/// The whole computed year.
#[derive(Debug, Clone)]
pub struct Book {
    /// What was computed.
    pub plan: Plan,
    /// What it was computed from.
    pub dataset: Dataset,
    /// Number of rows of each table.
    pub rows: Vec<usize>,
    /// Values of each column.
    pub columns: Lazily<ColumnValues>,
    /// Where each relation leads.
    pub relations: Lazily<RelationMap>,
    /// Values of the parameters.
    pub parameters: Vec<ParameterValue>,
    /// Every balance.
    pub ledger: Ledger,
    /// Every check.
    pub checks: Vec<CheckResult>,
    /// What follows that is not money.
    pub consequences: Vec<ConsequenceResult>,
    /// Whether this batch pays a source's money: of a trial all, later those of the funds that its notice names.
    pub pays: Vec<bool>,
    /// Payees whose pay waits for the end of an objection: table and row.
    pub held: BTreeSet<Payee>,
}

impl Book {
    /// Whether this batch pays a source's money.
    pub fn pays(&self, source: SourceId) -> bool {
        self.pays.get(source.0).copied().unwrap_or(false)
    }

    /// Whether somebody's pay waits for the end of an objection.
    pub fn holds(&self, table: TableId, row: usize) -> bool {
        self.held.contains(&(table, row as u32))
    }

    /// The name of a payee's unit; empty for rows that are not paid or belong to none.
    pub fn unit_name(&self, table: TableId, row: usize) -> String {
        let payee = self.plan.table(table).payee.as_ref();
        let unit = payee.and_then(|payee| Some((payee, self.relations[payee.unit.0].target(row)?)));
        unit.map(|(payee, unit)| self.shown(payee.unit_name, unit)).unwrap_or_default()
    }

    /// The data set as it was read and corrected, before the book took its columns: to compute the year anew.
    pub fn as_read(&self) -> Dataset {
        let mut dataset = self.dataset.clone();
        for (column, values) in self.plan.columns.iter().zip(self.columns.iter()) {
            let (Rule::Input(input), Some(scheme)) = (&column.rule, self.plan.table(column.table).scheme) else {
                continue;
            };
            let place = dataset.tables.get_mut(scheme).and_then(|table| table.columns.get_mut(*input));
            place.into_iter().for_each(|place| place.clone_from(values));
        }
        dataset
    }

    /// What each row of a table of payees is paid of some sources, in fen.
    pub fn due(&self, table: TableId, sources: &[SourceId]) -> Vec<i64> {
        let mut amounts = vec![0; self.rows[table.0]];
        let Some(payee) = &self.plan.table(table).payee else { return amounts };
        let own = self.ledger.balances.iter().filter(|b| b.account == payee.due && sources.contains(&b.source));
        for balance in own {
            balance.rows.iter().zip(&mut amounts).for_each(|(paid, amount)| *amount += paid);
        }
        amounts
    }

    /// The funds that this batch pays, in order.
    pub fn paid_funds(&self) -> Vec<&str> {
        let pays = |name: &&str| {
            let sources = self.plan.sources.iter().enumerate();
            sources.filter(|(_, source)| source.fund == *name).any(|(index, _)| self.pays(SourceId(index)))
        };
        self.plan.fund_names().into_iter().filter(pays).collect()
    }

    /// The value of a column in a row.
    pub fn value(&self, column: ColumnId, row: usize) -> Value {
        self.columns[column.0].get(row)
    }

    /// A number as stored: a whole number over the column's scale; 0 where missing.
    pub fn stored(&self, column: ColumnId, row: usize) -> i64 {
        match self.value(column, row) {
            Value::Number(number) => number,
            _ => 0,
        }
    }

    /// A text.
    pub fn text(&self, id: TextId) -> &str {
        self.dataset.texts.get(id)
    }

    /// The text of a payee's column, or of what the payee belongs to; empty where there is none.
    pub fn reached_text(&self, reached: Reached, row: usize) -> &str {
        let row = reached.via.map_or(Some(row), |via| self.relations[via.0].target(row));
        match row.map(|row| self.value(reached.column, row)) {
            Some(Value::Text(id)) => self.text(id),
            _ => "",
        }
    }

    /// A value as a person reads it.
    pub fn shown(&self, column: ColumnId, row: usize) -> String {
        let described = self.plan.column(column);
        match self.value(column, row) {
            Value::Number(number) => match described.places {
                Some(places) => format_fixed(number, places),
                None => format!("{number}/{}", described.scale),
            },
            Value::Text(id) if described.private => masked(self.text(id)),
            Value::Text(id) => self.text(id).to_string(),
            Value::Flag(flag) => if flag { "是" } else { "否" }.to_string(),
            Value::Date(day) => {
                let (year, month, day) = crate::dataset::civil_from_day(day);
                format!("{year}-{month:02}-{day:02}")
            }
            Value::Missing(_) => String::new(),
        }
    }

    /// What identifies a row, for messages: its key, and a payee's name.
    pub fn row_name(&self, table: TableId, row: usize) -> String {
        let described = self.plan.table(table);
        // Where the name is the key, as for schools, once is enough.
        let payee = described.payee.as_ref().map(|p| p.name).filter(|name| !described.key.contains(name));
        let mut parts: Vec<String> = described.key.iter().map(|column| self.shown(*column, row)).collect();
        parts.extend(payee.map(|name| self.shown(name, row)));
        if parts.is_empty() { described.name.clone() } else { parts.join(" ") }
    }

    /// A row's name, with what some of its columns hold.
    pub fn row_with(&self, table: TableId, row: usize, columns: &[ColumnId]) -> String {
        let name = self.row_name(table, row);
        let shown = |column: &ColumnId| format!("{} {}", self.plan.column(*column).name, self.shown(*column, row));
        // What the row is called by already is not said again.
        let said = |column: ColumnId| {
            self.plan.column(column).ty.kind == Kind::Text
                && name.split(' ').any(|part| part == self.shown(column, row))
        };
        let others = columns.iter().filter(|column| !said(**column));
        let shown: Vec<String> = others.map(shown).collect();
        if shown.is_empty() { name } else { format!("{name}（{}）", shown.join("，")) }
    }

    /// The cell that an input column was read from, as a finding's place.
    pub fn place(&self, column: ColumnId, row: usize) -> Place {
        self.origin(column, row).map_or(Place::Run, |place| {
            let (file, sheet) = self.dataset.names(place);
            Place::cell(file, sheet, place.address(), &self.plan.column(column).name)
        })
    }

    /// The correction that replaced the value of an input column in a row.
    pub fn corrected(&self, column: ColumnId, row: usize) -> Option<&Corrected> {
        let described = self.plan.column(column);
        match described.rule {
            Rule::Input(input) => self.dataset.overlay.cell(self.plan.table(described.table).scheme?, input, row),
            _ => None,
        }
    }

    /// Where the value of an input column was read from.
    pub fn origin(&self, column: ColumnId, row: usize) -> Option<CellPlace> {
        let described = self.plan.column(column);
        let table = self.plan.table(described.table);
        match described.rule {
            Rule::Input(input) => self.dataset.place(table.scheme?, input, row),
            _ => None,
        }
    }
}

/// All but the last four characters hidden.
pub(crate) fn masked(text: &str) -> String {
    let hidden = text.chars().count().saturating_sub(4);
    text.chars().enumerate().map(|(index, c)| if index < hidden { '*' } else { c }).collect()
}

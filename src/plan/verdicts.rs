//! Checks and consequences: flags with a meaning.
use super::builder::{Builder, blank_column};
use super::ids::*;
use super::model::*;
use crate::formula::{Kind, Type};
use crate::scheme::Text;
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn declare_verdicts(&mut self) -> Vec<Option<ColumnId>> {
        let mut columns = Vec::new();
        for check in &self.scheme.checks {
            let table = match &check.on {
                Some(on) => self.table_named(on),
                None => Some(DISTRICT),
            };
            let column = table.map(|table| self.verdict(table, &check.name, &check.that, &check.clause, &check.note));
            columns.push(column);
        }
        for consequence in &self.scheme.consequences {
            let Some(table) = self.table_named(&consequence.on) else { continue };
            let column =
                self.verdict(table, &consequence.name, &consequence.when, &consequence.clause, &consequence.note);
            self.plan.consequences.push(Consequence {
                name: consequence.name.get_ref().clone(),
                column,
                clause: consequence.clause.clone(),
                note: consequence.note.clone(),
                show: Vec::new(),
            });
        }
        columns
    }

    fn verdict(&mut self, table: TableId, name: &Text, formula: &Text, clause: &str, note: &str) -> ColumnId {
        let mut column = blank_column(table, name.get_ref(), Type::of(Kind::Flag), name.span());
        column.role = Role::Verdict;
        column.clause = clause.to_string();
        column.note = note.to_string();
        column.formula = formula.get_ref().clone();
        let column = self.add_column(column);
        self.pend(column, formula, Some(Kind::Flag), None);
        column
    }

    pub(super) fn close_checks(&mut self, columns: Vec<Option<ColumnId>>) {
        for (check, column) in self.scheme.checks.iter().zip(columns) {
            let Some(column) = column else { continue };
            let table = self.column(column).table;
            let mut show = Vec::new();
            for name in &check.show {
                if let Some(shown) = self.shown_column(table, name) {
                    show.push(shown);
                }
            }
            self.plan.checks.push(Check {
                name: check.name.get_ref().clone(),
                column,
                level: check.level,
                show,
                fills: false,
                clause: check.clause.clone(),
                note: check.note.clone(),
                span: span_of(&check.name),
            });
        }
    }

    pub(super) fn close_consequences(&mut self) {
        for index in 0..self.plan.consequences.len() {
            let name = self.plan.consequences[index].name.clone();
            let written = self.scheme.consequences.iter().find(|c| *c.name.get_ref() == name);
            let table = self.column(self.plan.consequences[index].column).table;
            for shown in written.map_or(&[][..], |written| &written.show) {
                let shown = self.shown_column(table, shown);
                self.plan.consequences[index].show.extend(shown);
            }
        }
    }

    fn shown_column(&mut self, table: TableId, name: &Text) -> Option<ColumnId> {
        self.column_named(table, name)
    }
}

fn span_of(text: &Text) -> Range<usize> {
    text.span()
}

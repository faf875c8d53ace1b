//! Cells and rows that differ between two years, and on what ground.
use super::cause::{Cause, CauseKind, Stated};
use super::causes::{CAUSES_MAX, Causes};
use super::ground::{Decision, Ground};
use super::pairing::Pairing;
use crate::book::Book;
use crate::dataset::{CellPlace, Corrected};
use crate::messages::{Findings, IntakeMessage, Language, Message};
use crate::plan::{ColumnId, Rule, TableId};
use std::collections::HashSet;

/// Decisions that one of the years has and the other has not.
pub(super) fn decisions(findings: [&Findings; 2]) -> Vec<Decision> {
    let [old, new] = findings.map(decided);
    let dropped = old.iter().filter(|one| !new.contains(one)).map(|one| Decision { dropped: true, ..one.clone() });
    new.iter().filter(|one| !old.contains(one)).cloned().chain(dropped).collect()
}

fn decided(findings: &Findings) -> Vec<Decision> {
    let decision = |finding: &crate::messages::Finding| {
        let Message::Intake(IntakeMessage::Decided { code, answer, ground, by }) = &finding.message else {
            return None;
        };
        let [code, answer, ground, by] = [code, answer, ground, by].map(String::clone);
        let place = finding.place.path(Language::Chinese);
        Some(Decision { code, answer, ground, by, place, dropped: false })
    };
    findings.list.iter().filter_map(decision).collect()
}

/// Finds every cell and row that differs.
pub(super) fn cells(causes: &mut Causes, pairing: &Pairing<'_>, decisions: &[Decision]) {
    let finder = Finder { pairing, decisions, same: same_files(pairing) };
    for index in 0..pairing.after.plan.tables.len() {
        let described = &pairing.after.plan.tables[index];
        if pairing.tables[index].is_none() || described.derived.is_some() {
            continue;
        }
        let inputs = described.columns.iter().copied().filter(|id| finder.is_input(*id));
        for column in inputs.clone().filter(|id| pairing.columns[id.0].is_some()) {
            finder.column(causes, TableId(index), column);
        }
        if let Some(first) = inputs.clone().next() {
            finder.rows(causes, TableId(index), first);
        }
    }
}

/// A correction that one year has and the other has not.
pub(super) fn correct(cause: &mut Cause, was: Option<&Corrected>, is: Option<&Corrected>) {
    let said = |corrected: &Corrected| (corrected.new.clone(), corrected.reason.clone(), corrected.approved_on);
    let ground = match (was, is) {
        (was, Some(is)) if was.map(said) != Some(said(is)) => Ground::corrected(is, false),
        (Some(was), None) => Ground::corrected(was, true),
        _ => return,
    };
    (cause.kind, cause.ground) = (CauseKind::Correction, ground);
}

/// Where a parameter was read.
pub(super) fn parameter_place(book: &Book, name: &str) -> Option<String> {
    let read = book.dataset.parameters.iter().find(|read| read.name == name)?;
    Some(address(book, read.place))
}

pub(super) fn address(book: &Book, place: CellPlace) -> String {
    let (file, sheet) = book.dataset.names(place);
    format!("{file} › {sheet} › {}", place.address())
}

/// Files that are byte for byte the same in both years.
fn same_files(pairing: &Pairing<'_>) -> HashSet<String> {
    let known: HashSet<(&String, &String)> =
        pairing.before.dataset.files.iter().map(|file| (&file.path, &file.sha256)).collect();
    let files = pairing.after.dataset.files.iter().filter(|file| known.contains(&(&file.path, &file.sha256)));
    files.map(|file| file.path.clone()).collect()
}

struct Finder<'f> {
    pairing: &'f Pairing<'f>,
    decisions: &'f [Decision],
    same: HashSet<String>,
}

impl Finder<'_> {
    fn is_input(&self, column: ColumnId) -> bool {
        matches!(self.pairing.after.plan.column(column).rule, Rule::Input(_))
    }

    fn column(&self, causes: &mut Causes, table: TableId, column: ColumnId) {
        let mut rest = None;
        for row in 0..self.pairing.after.rows[table.0] {
            let Some(was) = self.pairing.earlier(table, row) else { continue };
            if !self.pairing.differs(column, row) {
                continue;
            }
            let number = match causes.all.len() < CAUSES_MAX {
                true => causes.add(self.cell(column, row, was)),
                false => *rest.get_or_insert_with(|| causes.add(self.rest(column))),
            };
            causes.cells.insert((column, row as u32), number);
        }
    }

    fn cell(&self, column: ColumnId, row: usize, was: usize) -> Cause {
        let (before, after) = (self.pairing.before, self.pairing.after);
        let described = after.plan.column(column);
        let old = self.pairing.columns[column.0];
        let origin = after.origin(column, row);
        let mut cause = Cause {
            kind: CauseKind::Input,
            what: format!(
                "{}[{}].{}",
                after.plan.table(described.table).name,
                after.row_name(described.table, row),
                described.name
            ),
            place: origin.map_or(String::new(), |place| address(after, place)),
            old: old.map(|old| before.shown(old, was)).into(),
            new: Stated::Shown(after.shown(column, row)),
            ground: Ground::None,
        };
        let corrected = old.and_then(|old| before.corrected(old, was));
        correct(&mut cause, corrected, after.corrected(column, row));
        if cause.kind == CauseKind::Input {
            self.reread(&mut cause, origin);
        }
        cause
    }

    /// Where the file is the same, it is read otherwise: by a decision, or by the scheme.
    fn reread(&self, cause: &mut Cause, origin: Option<CellPlace>) {
        let file = origin.map_or("", |place| self.pairing.after.dataset.names(place).0);
        if self.same.contains(file) {
            (cause.kind, cause.ground) = self.reading();
        }
    }

    fn reading(&self) -> (CauseKind, Ground) {
        match self.decisions {
            [] => (CauseKind::Rule, Ground::Reread),
            decisions => (CauseKind::Decision, Ground::Decided(decisions.to_vec())),
        }
    }

    /// What stands for the cells beyond [`CAUSES_MAX`].
    fn rest(&self, column: ColumnId) -> Cause {
        let what = format!("{}：其余单元格", self.pairing.after.plan.full_name(column));
        Cause { kind: CauseKind::Input, what, ..Cause::default() }
    }

    /// Rows that came or went. `first`: a column to tell the place by.
    fn rows(&self, causes: &mut Causes, table: TableId, first: ColumnId) {
        let (before, after) = (self.pairing.before, self.pairing.after);
        let came = (0..after.rows[table.0]).filter(|row| self.pairing.earlier(table, *row).is_none());
        let mut rest = None;
        for row in came {
            let number = match causes.all.len() < CAUSES_MAX {
                true => causes.add(self.row(
                    after,
                    after.origin(first, row),
                    (table, row),
                    [Stated::Nothing, Stated::There],
                )),
                false => *rest.get_or_insert_with(|| causes.add(self.rest(first))),
            };
            causes.came.insert((table, row as u32), number);
        }
        let (Some(other), old) = (self.pairing.tables[table.0], self.pairing.columns[first.0]) else { return };
        for row in self.pairing.gone(table) {
            let origin = old.and_then(|old| before.origin(old, row));
            let number = match causes.all.len() < CAUSES_MAX {
                true => causes.add(self.row(before, origin, (other, row), [Stated::There, Stated::Nothing])),
                false => *rest.get_or_insert_with(|| causes.add(self.rest(first))),
            };
            causes.gone.insert((table, row as u32), number);
        }
    }

    fn row(
        &self,
        book: &Book,
        origin: Option<CellPlace>,
        (table, row): (TableId, usize),
        [old, new]: [Stated; 2],
    ) -> Cause {
        let mut cause = Cause {
            kind: CauseKind::Row,
            what: format!("{}[{}]", book.plan.table(table).name, book.row_name(table, row)),
            place: origin.map_or(String::new(), |place| address(book, place)),
            old,
            new,
            ground: Ground::None,
        };
        let file = origin.map_or("", |place| book.dataset.names(place).0);
        // Rows of a file that both years have are left out or taken by a decision or by the scheme.
        if self.same.contains(file) {
            (cause.kind, cause.ground) = self.reading();
        }
        cause
    }
}

//! One of two batches that are compared, and what everybody is entitled to in it.
use super::ground::Ground;
use crate::book::{Book, Payee};
use crate::dataset::{Corrected, Target};
use crate::messages::Findings;
use crate::plan::{Rule, SourceId, TableId};
use crate::stage::Progress;
use crate::supplement::{Entitlements, Outcome};
use std::collections::BTreeMap;

/// A batch.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// The computed year.
    pub book: &'s Book,
    /// What was recorded.
    pub progress: &'s Progress,
    /// What was found, decisions among it.
    pub findings: &'s Findings,
}

impl Side<'_> {
    /// Whether the batch pays a source; nothing where it has none such.
    pub(super) fn pays(&self, fund: &str, name: &str) -> Option<bool> {
        let sources = &self.book.plan.sources;
        let at = sources.iter().position(|source| source.fund == fund && source.name == name)?;
        Some(self.book.pays(SourceId(at)))
    }

    /// What corrections after payments led to.
    pub(super) fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.progress.corrections.iter().flat_map(|record| &record.supplement.outcomes)
    }

    /// The year with the corrections after payments.
    pub(super) fn corrected(&self) -> &Book {
        self.progress.corrections.last().map_or(self.book, |record| &record.supplement.standing.book)
    }

    /// What was corrected: `教师[L002 孙丽].考核分`.
    pub(super) fn what(&self, corrected: &Corrected) -> String {
        let book = self.corrected();
        match &corrected.target {
            Target::Parameter(name) => format!("参数“{name}”"),
            Target::Cell(table, input, row) => {
                let found = book.plan.table_of(*table);
                let Some(id) = found else { return String::new() };
                let table = book.plan.table(id);
                let is = |column: &&crate::plan::ColumnId| matches!(book.plan.column(**column).rule, Rule::Input(own) if own == *input);
                let column = table.columns.iter().find(is).map_or("", |column| &book.plan.column(*column).name);
                format!("{}[{}].{column}", table.name, book.row_name(id, *row))
            }
        }
    }

    /// Ground and decision of a correction after a payment.
    pub(super) fn ground(&self, outcome: &Outcome, dropped: bool) -> Ground {
        let mut ground = Ground::corrected(&outcome.corrected, dropped);
        if let Ground::Corrected { decided, .. } = &mut ground {
            let bearer = outcome.bearer.map(|bearer| bearer.name(self.corrected()));
            *decided = Some((outcome.aftermath.chinese().to_string(), bearer));
        }
        ground
    }
}

/// What everybody is entitled to, in fen, all sources that the batch pays together.
pub(super) struct Entitled {
    amounts: BTreeMap<TableId, Vec<i64>>,
}

impl Entitled {
    pub(super) fn of(side: &Side<'_>) -> Entitled {
        let corrected = side.progress.corrections.last().map(|record| &record.supplement.standing.due);
        let own = corrected.is_none().then(|| Entitlements::of(side.book));
        let Some(due) = corrected.or(own.as_ref()) else { return Entitled { amounts: BTreeMap::new() } };
        let sources = due.sources();
        let tables = side.book.plan.payee_tables().into_iter();
        let total = |payee: Payee| sources.iter().map(|source| due.get(payee, *source)).sum();
        let amounts = tables.map(|table| {
            let rows = 0..side.book.rows[table.0] as u32;
            (table, rows.map(|row| total((table, row))).collect())
        });
        Entitled { amounts: amounts.collect() }
    }

    pub(super) fn total(&self, (table, row): Payee) -> i64 {
        self.amounts.get(&table).and_then(|amounts| amounts.get(row as usize)).copied().unwrap_or_default()
    }
}

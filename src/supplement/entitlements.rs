//! What payees are entitled to, source by source.
use crate::book::{Book, Payee};
use crate::plan::{SourceId, TableId};
use std::collections::BTreeMap;

/// Amounts in fen, a row of a table of payees each, for each table and source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entitlements {
    amounts: BTreeMap<(TableId, SourceId), Vec<i64>>,
}

impl Entitlements {
    /// What a book pays of the sources that its batch pays.
    pub fn of(book: &Book) -> Entitlements {
        let sources = (0..book.plan.sources.len()).map(SourceId).filter(|source| book.pays(*source));
        let tables = book.plan.payee_tables();
        let pairs = sources.flat_map(|source| tables.iter().map(move |table| (*table, source)));
        Entitlements { amounts: pairs.map(|(table, source)| ((table, source), book.due(table, &[source]))).collect() }
    }

    /// What one payee is entitled to of one source.
    pub fn get(&self, (table, row): Payee, source: SourceId) -> i64 {
        let amounts = self.amounts.get(&(table, source));
        amounts.and_then(|amounts| amounts.get(row as usize)).copied().unwrap_or_default()
    }

    /// The sources.
    pub fn sources(&self) -> Vec<SourceId> {
        let mut sources: Vec<SourceId> = self.amounts.keys().map(|(_, source)| *source).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }

    /// All of a source.
    pub fn total(&self, source: SourceId) -> i64 {
        let own = self.amounts.iter().filter(|((_, own), _)| *own == source);
        own.flat_map(|(_, amounts)| amounts).sum()
    }

    /// Every payee, table by table, row by row.
    pub fn payees(&self) -> Vec<Payee> {
        let rows: BTreeMap<TableId, usize> =
            self.amounts.iter().map(|((table, _), amounts)| (*table, amounts.len())).collect();
        rows.into_iter().flat_map(|(table, rows)| (0..rows as u32).map(move |row| (table, row))).collect()
    }

    /// Whether both are about the same rows.
    pub(super) fn same_rows(&self, other: &Entitlements) -> bool {
        let rows = |all: &Entitlements| all.amounts.values().map(Vec::len).collect::<Vec<_>>();
        rows(self) == rows(other)
    }

    /// Adds what changed between two recounts to one payee.
    pub(super) fn follow(&mut self, (table, row): Payee, before: &Entitlements, after: &Entitlements) {
        for ((own, source), amounts) in self.amounts.iter_mut().filter(|((own, _), _)| *own == table) {
            if let Some(amount) = amounts.get_mut(row as usize) {
                *amount += after.get((*own, row), *source) - before.get((*own, row), *source);
            }
        }
    }
}

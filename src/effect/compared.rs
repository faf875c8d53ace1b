//! Two computed years side by side: who is paid more, who less, and where the money went.
use super::pairing::meant;
use crate::book::Book;
use crate::plan::ColumnId;
use crate::scheme::AccountKind;
use serde::Serialize;
use std::collections::BTreeMap;

/// A payee whose pay differs, or who is in one of the years alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonEffect {
    /// Table.
    pub table: String,
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Paid before, in fen; none for who was not there.
    pub before: Option<i64>,
    /// Paid after, in fen.
    pub after: Option<i64>,
}

impl PersonEffect {
    /// After less before, in fen.
    pub fn change(&self) -> i64 {
        self.after.unwrap_or(0) - self.before.unwrap_or(0)
    }
}

/// What a unit's people are paid, where that differs, in fen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitEffect {
    /// Unit.
    pub unit: String,
    /// People whose pay differs.
    pub persons: usize,
    /// All together before.
    pub before: i64,
    /// All together after.
    pub after: i64,
}

/// Everything that differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// People, in the order of the later year, then those who left.
    pub persons: Vec<PersonEffect>,
    /// Units with people whose pay differs.
    pub units: Vec<UnitEffect>,
    /// Change of what ended in each kind of account, in fen; those that do not differ are left out.
    #[serde(skip)]
    pub ends: Vec<(AccountKind, i64)>,
}

/// Compares two years. People are the same by table and key.
pub fn effect(before: &Book, after: &Book) -> Effect {
    let (earlier, later) = (paid(before), paid(after));
    let mut persons: Vec<PersonEffect> = Vec::new();
    let mut units: BTreeMap<String, UnitEffect> = BTreeMap::new();
    let keys: std::collections::BTreeSet<&(String, String)> = earlier.keys().chain(later.keys()).collect();
    for key in keys {
        let (was, is) = (earlier.get(key), later.get(key));
        for (at, known) in [was, is].into_iter().enumerate() {
            let Some((_, unit, net)) = known else { continue };
            let entry = units.entry(unit.clone()).or_insert_with(|| UnitEffect {
                unit: unit.clone(),
                persons: 0,
                before: 0,
                after: 0,
            });
            if at == 0 { entry.before += net } else { entry.after += net }
        }
        let nets = (was.map(|known| known.2), is.map(|known| known.2));
        let Some((shown, unit, _)) = is.or(was).filter(|_| nets.0 != nets.1) else { continue };
        if let Some(entry) = units.get_mut(unit) {
            entry.persons += 1;
        }
        let [shown, name] = shown.clone();
        persons.push(PersonEffect {
            table: key.0.clone(),
            key: shown,
            name,
            unit: unit.clone(),
            before: nets.0,
            after: nets.1,
        });
    }
    let units = units.into_values().filter(|unit| unit.persons > 0).collect();
    Effect { persons, units, ends: ends(before, after) }
}

pub(super) fn ends(before: &Book, after: &Book) -> Vec<(AccountKind, i64)> {
    let all = |book: &Book, kind| book.ledger.totals.iter().map(|totals| totals.ended(kind)).sum::<i64>();
    let change = AccountKind::ENDS.map(|kind| (kind, all(after, kind) - all(before, kind)));
    change.into_iter().filter(|(_, change)| *change != 0).collect()
}

/// Key and name as shown, unit and pay of every payee, by table and key as it is: hidden numbers can look alike.
fn paid(book: &Book) -> BTreeMap<(String, String), ([String; 2], String, i64)> {
    let mut all = BTreeMap::new();
    for table in book.plan.payee_tables() {
        let described = book.plan.table(table);
        let Some(payee) = &described.payee else { continue };
        for row in 0..book.rows[table.0] {
            let keys = |shown: &dyn Fn(ColumnId) -> String| {
                described.key.iter().map(|column| shown(*column)).collect::<Vec<_>>().join(" ")
            };
            let unit = book.unit_name(table, row);
            let shown = [keys(&|column| book.shown(column, row)), book.shown(payee.name, row)];
            let key = (described.name.clone(), keys(&|column| meant(book, column, row)));
            all.insert(key, (shown, unit, book.stored(payee.net, row)));
        }
    }
    all
}

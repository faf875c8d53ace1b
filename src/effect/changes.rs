//! Two batches compared: everybody whose amount or payment changed, with the causes.
use super::cause::{Cause, CauseKind, Stated};
use super::causes::Causes;
use super::cells::address;
use super::compared::{Effect, PersonEffect, UnitEffect, ends};
use super::entitled::{Entitled, Side};
use super::pairing::Pairing;
use super::reach::{Reach, Why};
use crate::book::{Book, Payee};
use crate::plan::{Plan, TableId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Everything that changed between two batches.
#[derive(Debug, Default)]
pub struct Changes {
    /// Amounts: people, units, where money ended.
    pub effect: Effect,
    /// For each person of the effect, why.
    pub reasons: Vec<Reason>,
    /// What differs, each once.
    pub causes: Vec<Cause>,
    /// Sources whose total changed: name, before, after, in fen.
    pub totals: Vec<(String, i64, i64)>,
    /// What cannot be compared.
    pub apart: Vec<Apart>,
}

/// Why somebody's amount changed: numbers in [`Changes::causes`].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// By way of the person's own row and what belongs to it.
    pub own: Vec<u32>,
    /// By way of a unit, a pool, a rank.
    pub others: Vec<u32>,
    /// There are more than those listed.
    pub more: bool,
    /// Nothing but the place of the last fen changed.
    pub last_fen: bool,
    /// Something changed for which nothing was found.
    pub unexplained: bool,
}

/// What cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Apart {
    /// A table that is in one of the batches alone; whether it is the later one, its rows.
    Table(String, bool, usize),
    /// A table whose rows are told apart by other columns: before, after.
    Key(String, String, String),
}

impl Changes {
    /// Compares two batches.
    pub fn between(before: &Side<'_>, after: &Side<'_>) -> Changes {
        let pairing = Pairing::of(before.book, after.book);
        let mut causes = Causes::between(&pairing, [before.findings, after.findings]);
        let records = records(&mut causes, before, after);
        let reach = Reach::of(&pairing, &causes);
        let mut finder = Finder { pairing: &pairing, reach, records, sides: [before, after] };
        let mut changes = Changes::default();
        let entitled = [before, after].map(Entitled::of);
        for table in after.book.plan.payee_tables() {
            finder.table(table, &entitled, &mut changes);
        }
        changes.effect.units.retain(|unit| unit.persons > 0);
        changes.effect.ends = ends(before.book, after.book);
        changes.totals = totals(before.book, after.book);
        changes.apart = apart(&before.book.plan, after.book, before.book);
        changes.causes = std::mem::take(&mut causes.all);
        changes
    }

    /// Whether there is nobody in both batches.
    pub fn nobody_compared(before: &Book, after: &Book) -> bool {
        let pairing = Pairing::of(before, after);
        !after.plan.payee_tables().iter().any(|table| pairing.tables[table.0].is_some())
    }

    /// That the batches were sealed by two releases. Both were computed anew by this one, so it explains nobody's change.
    pub fn programs(&mut self, before: &str, after: &str) {
        if before != after {
            let shown = |program: &str| Stated::Shown(program.to_string());
            let (old, new) = (shown(before), shown(after));
            let what = "fenpei".to_string();
            self.causes.push(Cause { kind: CauseKind::Program, what, old, new, ..Cause::default() });
        }
    }

    /// People for whose change nothing was found.
    pub fn unexplained(&self) -> usize {
        self.reasons.iter().filter(|reason| reason.unexplained).count()
    }

    /// People with the same causes, the largest groups first. Own figures count by their kind alone.
    pub fn groups(&self) -> Vec<(Group, Vec<usize>)> {
        let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
        for (at, reason) in self.reasons.iter().enumerate() {
            groups.entry(Group::of(reason, &self.causes)).or_default().push(at);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(group, people)| (std::cmp::Reverse(people.len()), group.clone()));
        groups
    }
}

/// What people have in common who changed for the same causes.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Causes that hold for all alike, and those by way of a unit or pool.
    pub shared: Vec<u32>,
    /// There are more.
    pub more: bool,
    /// Kinds of figures of their own that changed.
    pub own: BTreeSet<CauseKind>,
    /// Nothing but the place of the last fen changed.
    pub last_fen: bool,
    /// Nothing was found.
    pub unexplained: bool,
}

impl Group {
    fn of(reason: &Reason, causes: &[Cause]) -> Group {
        let kind = |cause: &u32| causes[*cause as usize].kind;
        let (own, general): (Vec<u32>, Vec<u32>) = reason.own.iter().partition(|cause| kind(cause).is_data());
        let mut shared: Vec<u32> = general.into_iter().chain(reason.others.iter().copied()).collect();
        shared.sort_unstable();
        Group {
            shared,
            more: reason.more,
            own: own.iter().map(kind).collect(),
            last_fen: reason.last_fen,
            unexplained: reason.unexplained,
        }
    }
}

/// Causes that lie in the records of the stages, not in the computation.
#[derive(Default)]
struct Records {
    /// Sources that one of the batches pays and the other does not, by fund and name.
    funds: HashMap<(String, String), u32>,
    /// Corrections after a payment that one of the batches has: whom they changed.
    corrections: Vec<(u32, BTreeSet<Payee>, bool)>,
    /// What keeps somebody from being paid, by its words.
    waits: BTreeMap<(String, String), u32>,
}

fn records(causes: &mut Causes, before: &Side<'_>, after: &Side<'_>) -> Records {
    let mut records = Records::default();
    let cause = |what: String, old, new| Cause { kind: CauseKind::Record, what, old, new, ..Cause::default() };
    for source in &after.book.plan.sources {
        let pays = [before, after].map(|side| side.pays(&source.fund, &source.name));
        if let [Some(was), Some(is)] = pays
            && was != is
        {
            let what = format!("“{}”来源“{}”", source.fund, source.name);
            let number = causes.add(cause(what, Stated::Pays(was), Stated::Pays(is)));
            records.funds.insert((source.fund.clone(), source.name.clone()), number);
        }
    }
    for (side, other, later) in [(before, after, false), (after, before, true)] {
        for outcome in side.outcomes().filter(|outcome| !other.outcomes().any(|known| known == *outcome)) {
            let book = side.corrected();
            let corrected = &outcome.corrected;
            let number = causes.add(Cause {
                kind: CauseKind::Correction,
                what: side.what(corrected),
                place: address(book, corrected.place),
                old: Stated::Shown(crate::dataset::masked(&corrected.old)),
                new: Stated::Shown(crate::dataset::masked(&corrected.new)),
                ground: side.ground(outcome, !later),
            });
            records.corrections.push((number, outcome.changes.keys().copied().collect(), later));
        }
    }
    let known: BTreeSet<(String, String)> = waiting(before, after).into_values().collect();
    for (old, new) in known {
        let shown =
            |reason: &String| if reason.is_empty() { Stated::Pays(true) } else { Stated::Shown(reason.clone()) };
        let number = causes.add(cause("付款".to_string(), shown(&old), shown(&new)));
        records.waits.insert((old, new), number);
    }
    records
}

/// Whose payment waits in one of the batches for another reason than in the other, by the later one's rows.
fn waiting(before: &Side<'_>, after: &Side<'_>) -> HashMap<Payee, (String, String)> {
    let pairing = Pairing::of(before.book, after.book);
    let mut states: HashMap<Payee, (String, String)> = HashMap::new();
    for unpaid in &after.progress.unpaid {
        states.entry(unpaid.line.payee).or_default().1 = unpaid.reason.clone();
    }
    for unpaid in &before.progress.unpaid {
        let (table, row) = unpaid.line.payee;
        let found = pairing.tables.iter().position(|twin| *twin == Some(table));
        let later = found.and_then(|found| Some((TableId(found), pairing.later[found].get(row as usize).copied()??)));
        if let Some(payee) = later {
            states.entry(payee).or_default().0 = unpaid.reason.clone();
        }
    }
    states.retain(|_, (old, new)| old != new);
    states
}

struct Finder<'f> {
    pairing: &'f Pairing<'f>,
    reach: Reach<'f>,
    records: Records,
    sides: [&'f Side<'f>; 2],
}

impl Finder<'_> {
    /// Everybody of a table of payees; people of a table that the other batch has not cannot be compared.
    fn table(&mut self, table: TableId, entitled: &[Entitled; 2], changes: &mut Changes) {
        let Some(other) = self.pairing.tables[table.0] else { return };
        let (before, after) = (self.pairing.before, self.pairing.after);
        let waits = waiting(self.sides[0], self.sides[1]);
        let mut units: BTreeMap<String, UnitEffect> = BTreeMap::new();
        for row in 0..after.rows[table.0] {
            let was = self.pairing.earlier(table, row);
            let amounts =
                [was.map(|was| entitled[0].total((other, was as u32))), Some(entitled[1].total((table, row as u32)))];
            let changed = amounts[0] != amounts[1];
            let wait = waits.get(&(table, row as u32));
            let person = person(after, table, row, amounts);
            count(&mut units, &person, changed || wait.is_some(), was.map(|was| before.unit_name(other, was)));
            if changed || wait.is_some() {
                let reason = self.reason((table, row), was, wait);
                changes.effect.persons.push(person);
                changes.reasons.push(reason);
            }
        }
        let gone: Vec<usize> = self.pairing.gone(table).collect();
        for row in gone {
            let amounts = [Some(entitled[0].total((other, row as u32))), None];
            let person = person(before, other, row, amounts);
            count(&mut units, &person, true, None);
            let own = self.reach.causes.gone.get(&(table, row as u32));
            let own: Vec<u32> = own.into_iter().copied().collect();
            changes.reasons.push(Reason { unexplained: own.is_empty(), own, ..Reason::default() });
            changes.effect.persons.push(person);
        }
        changes.effect.units.extend(units.into_values());
    }

    fn reason(
        &mut self,
        (table, row): (TableId, usize),
        was: Option<usize>,
        wait: Option<&(String, String)>,
    ) -> Reason {
        let payee = (table, row as u32);
        let mut own: BTreeSet<u32> = BTreeSet::new();
        own.extend(wait.and_then(|wait| self.records.waits.get(wait)));
        let Some(was) = was else {
            let why = self.reach.came(table, row);
            return self.told(why, own, payee, None);
        };
        let why = self.computed((table, row), was, &mut own);
        let earlier = self.pairing.tables[table.0].map(|other| (other, was as u32));
        self.told(why, own, payee, earlier)
    }

    /// Causes in the computation, source by source; a source that only one batch pays is a cause of the records.
    fn computed(&mut self, (table, row): (TableId, usize), was: usize, own: &mut BTreeSet<u32>) -> Why {
        let (before, after) = (self.pairing.before, self.pairing.after);
        let mut all = Why::NOT;
        let Some(payee) = &after.plan.table(table).payee else { return all };
        for (source, column) in &after.plan.accounts[payee.due.0].balance {
            let described = &after.plan.sources[source.0];
            let changed = self.pairing.differs(*column, row);
            let named = (described.fund.clone(), described.name.clone());
            if let Some(record) = self.records.funds.get(&named) {
                let amounts = [
                    self.pairing.columns[column.0].map_or(0, |old| before.stored(old, was)),
                    after.stored(*column, row),
                ];
                own.extend((amounts != [0, 0]).then_some(*record));
            } else if changed && self.sides[1].pays(&described.fund, &described.name) == Some(true) {
                let why = self.reach.why(*column, row);
                all = all.and(why, &mut self.reach.sets);
            }
        }
        // A source that is no more: what the net rests on says why.
        if all.is_none() && own.is_empty() && self.pairing.differs(payee.net, row) {
            all = self.reach.why(payee.net, row);
        }
        all
    }

    fn told(&mut self, why: Why, mut own: BTreeSet<u32>, payee: Payee, earlier: Option<Payee>) -> Reason {
        for (cause, whom, later) in &self.records.corrections {
            let about = if *later { Some(payee) } else { earlier };
            own.extend(about.filter(|about| whom.contains(about)).map(|_| *cause));
        }
        let recorded = !own.is_empty();
        let (near, more_near) = self.reach.sets.causes(why.near);
        own.extend(near);
        let (far, more_far) = self.reach.sets.causes(why.far);
        let others: Vec<u32> = far.iter().copied().filter(|cause| !own.contains(cause)).collect();
        let unexplained = why.gap || (own.is_empty() && others.is_empty());
        Reason {
            own: own.into_iter().collect(),
            others,
            more: more_near || more_far,
            last_fen: why.last_unit && !why.is_none() && !recorded,
            unexplained,
        }
    }
}

fn person(book: &Book, table: TableId, row: usize, [before, after]: [Option<i64>; 2]) -> PersonEffect {
    let described = book.plan.table(table);
    let key: Vec<String> = described.key.iter().map(|column| book.shown(*column, row)).collect();
    PersonEffect {
        table: described.name.clone(),
        key: key.join(" "),
        name: described.payee.as_ref().map_or(String::new(), |payee| book.shown(payee.name, row)),
        unit: book.unit_name(table, row),
        before,
        after,
    }
}

/// Adds a person to the sums of the unit; what was paid before counts for the unit of then.
fn count(units: &mut BTreeMap<String, UnitEffect>, person: &PersonEffect, changed: bool, was: Option<String>) {
    let new = |unit: &String| UnitEffect { unit: unit.clone(), persons: 0, before: 0, after: 0 };
    let of_then = was.unwrap_or_else(|| person.unit.clone());
    units.entry(of_then.clone()).or_insert_with(|| new(&of_then)).before += person.before.unwrap_or(0);
    let entry = units.entry(person.unit.clone()).or_insert_with(|| new(&person.unit));
    entry.after += person.after.unwrap_or(0);
    entry.persons += usize::from(changed);
}

fn totals(before: &Book, after: &Book) -> Vec<(String, i64, i64)> {
    let totals = |book: &Book| -> BTreeMap<String, i64> {
        let sources = book.plan.sources.iter();
        sources.map(|s| (format!("“{}”来源“{}”", s.fund, s.name), book.stored(s.column, 0))).collect()
    };
    let (old, new) = (totals(before), totals(after));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let amounts =
        |name: &String| (name.clone(), old.get(name).copied().unwrap_or(0), new.get(name).copied().unwrap_or(0));
    names.into_iter().map(amounts).filter(|(_, old, new)| old != new).collect()
}

fn apart(plan: &Plan, after: &Book, before: &Book) -> Vec<Apart> {
    let mut apart = Vec::new();
    let key = |plan: &Plan, table: TableId| {
        plan.table(table).key.iter().map(|column| plan.column(*column).name.clone()).collect::<Vec<_>>().join("、")
    };
    for (at, table) in after.plan.tables.iter().enumerate() {
        match plan.find_table(&table.name) {
            None => apart.push(Apart::Table(table.name.clone(), true, after.rows[at])),
            Some(other) => {
                let keys = (key(plan, other), key(&after.plan, TableId(at)));
                if keys.0 != keys.1 {
                    apart.push(Apart::Key(table.name.clone(), keys.0, keys.1));
                }
            }
        }
    }
    for (at, table) in plan.tables.iter().enumerate() {
        if after.plan.find_table(&table.name).is_none() {
            apart.push(Apart::Table(table.name.clone(), false, before.rows[at]));
        }
    }
    apart
}

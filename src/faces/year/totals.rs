//! The year of all batches: sums of persons, of units and of batches.
use super::lines::{BatchYear, Person, YearLine};
use std::collections::{BTreeMap, BTreeSet};

/// Sums in fen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// What steps gave.
    pub due: i64,
    /// Of it withheld.
    pub withheld: i64,
    /// Paid.
    pub paid: i64,
    /// Not paid yet.
    pub waiting: i64,
    /// To be paid back.
    pub claimed: i64,
}

impl Sums {
    pub(super) fn add(&mut self, line: &YearLine) {
        self.due += line.due;
        self.withheld += line.withheld;
        self.paid += line.paid();
        self.waiting += line.waiting();
        self.claimed += line.claimed();
    }

    /// Of several lines.
    pub fn of<'l>(lines: impl Iterator<Item = &'l YearLine>) -> Sums {
        let mut sums = Sums::default();
        lines.for_each(|line| sums.add(line));
        sums
    }
}

/// What somebody gets in the year.
#[derive(Debug, Clone, Default)]
pub(super) struct PersonYear {
    pub units: BTreeSet<String>,
    pub sums: Sums,
    /// Paid of each fund.
    pub funds: BTreeMap<String, i64>,
    /// Indices of the batches.
    pub batches: BTreeSet<usize>,
}

/// The year: the last batch of each chain.
#[derive(Debug, Clone, Default)]
pub struct Year {
    /// The batches, in order.
    pub batches: Vec<BatchYear>,
    /// Batches that do not count, and why.
    pub left_out: Vec<String>,
}

impl Year {
    /// Every line with its batch.
    pub fn lines(&self) -> impl Iterator<Item = (&BatchYear, &YearLine)> {
        self.batches.iter().flat_map(|batch| batch.lines.iter().map(move |line| (batch, line)))
    }

    /// Everybody, staff first, by key and name.
    pub(super) fn persons(&self) -> BTreeMap<&Person, PersonYear> {
        let mut persons: BTreeMap<&Person, PersonYear> = BTreeMap::new();
        for (index, batch) in self.batches.iter().enumerate() {
            for line in &batch.lines {
                let year = persons.entry(&line.person).or_default();
                year.units.insert(line.unit.clone());
                year.sums.add(line);
                *year.funds.entry(line.fund.clone()).or_default() += line.paid();
                year.batches.insert(index);
            }
        }
        persons
    }

    /// How many people it is about: staff, and others.
    pub fn people(&self) -> [usize; 2] {
        let persons: BTreeSet<&Person> = self.lines().map(|(_, line)| &line.person).collect();
        let others = persons.iter().filter(|person| person.others).count();
        [persons.len() - others, others]
    }

    /// Keys that stand for several names: two people with one number, or a name that was written differently.
    pub fn several_names(&self) -> Vec<(String, Vec<String>)> {
        let mut names: BTreeMap<(bool, &str), (&str, BTreeSet<&str>)> = BTreeMap::new();
        for (_, line) in self.lines() {
            let Person { others, key, shown, name } = &line.person;
            names.entry((*others, key)).or_insert((shown, BTreeSet::new())).1.insert(name);
        }
        let several = names.into_values().filter(|(_, names)| names.len() > 1);
        several.map(|(key, names)| (key.to_string(), names.into_iter().map(str::to_string).collect())).collect()
    }

    /// Staff of one name and unit with several keys, never in one batch: perhaps one person, numbered otherwise by
    /// another scheme.
    pub fn several_keys(&self) -> Vec<(String, Vec<String>)> {
        let mut keys: BTreeMap<(&str, &str), BTreeMap<&Person, BTreeSet<&str>>> = BTreeMap::new();
        for (batch, line) in self.lines().filter(|(_, line)| !line.person.others) {
            let own = keys.entry((&line.person.name, &line.unit)).or_default();
            own.entry(&line.person).or_default().insert(&batch.batch);
        }
        let apart = |persons: &BTreeMap<&Person, BTreeSet<&str>>| {
            let total: usize = persons.values().map(BTreeSet::len).sum();
            persons.len() > 1 && persons.values().flatten().collect::<BTreeSet<_>>().len() == total
        };
        let several = keys.into_iter().filter(|(_, persons)| apart(persons));
        let shown = |((name, unit), persons): ((&str, &str), BTreeMap<&Person, BTreeSet<&str>>)| {
            (format!("{unit} {name}"), persons.into_keys().map(|person| person.shown.clone()).collect())
        };
        several.map(shown).collect()
    }

    /// The first and the last year of the schemes, `2018` or `2018—2019`.
    pub fn years(&self) -> String {
        let years = || self.batches.iter().map(|batch| batch.year);
        match (years().min(), years().max()) {
            (Some(first), Some(last)) if first != last => format!("{first}—{last}"),
            (first, _) => first.unwrap_or_default().to_string(),
        }
    }
}

//! Why two computed years differ: which inputs, parameters and rules are not the same, and whom each reaches.
use crate::book::{Book, Leaf};
use crate::dataset::Value;
use crate::plan::*;
use std::collections::{BTreeMap, HashMap};

/// Everything that differs between the sources of two years.
#[derive(Debug, Default)]
pub struct Causes {
    /// In words, each once: inputs first, then parameters, standards, rules, rows.
    pub all: Vec<String>,
    /// How many of them, the first, are inputs and rows.
    pub data: usize,
    leaves: HashMap<Leaf, usize>,
    /// Causes that may reach anybody: rules, standards, rows that came or went.
    general: Vec<usize>,
}

impl Causes {
    /// Compares the sources of two years.
    pub fn between(before: &Book, after: &Book) -> Causes {
        let mut causes = Causes::default();
        causes.inputs(before, after);
        causes.data = causes.all.len();
        causes.parameters(before, after);
        causes.rules(before, after);
        causes
    }

    /// What reaches the value of a column in a row of the later year, by number in [`Causes::all`].
    pub fn reaching(&self, after: &Book, column: ColumnId, row: usize) -> Vec<usize> {
        let leaves = after.leaves(column, row);
        let mut found: Vec<usize> = leaves.iter().filter_map(|leaf| self.leaves.get(leaf).copied()).collect();
        found.extend(&self.general);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What may reach anybody: where a row is in one of the years alone.
    pub fn general(&self) -> &[usize] {
        &self.general
    }

    fn add(&mut self, words: String) -> usize {
        self.all.push(words);
        self.all.len() - 1
    }

    fn inputs(&mut self, before: &Book, after: &Book) {
        for (index, table) in after.plan.tables.iter().enumerate() {
            let Some(other) = before.plan.find_table(&table.name) else { continue };
            let old_rows = keyed(before, other);
            let new_rows = keyed(after, TableId(index));
            let gone = old_rows.keys().filter(|key| !new_rows.contains_key(*key)).count();
            let come = new_rows.keys().filter(|key| !old_rows.contains_key(*key)).count();
            if gone + come > 0 {
                let cause = self.add(format!("“{}”的行：增加 {come}，减少 {gone}", table.name));
                self.general.push(cause);
            }
            for id in table.columns.iter().filter(|id| matches!(after.plan.column(**id).rule, Rule::Input(_))) {
                let name = &after.plan.column(*id).name;
                let Some(old) = before.plan.find_column(other, name) else { continue };
                for (key, row) in &new_rows {
                    let Some(was) = old_rows.get(key) else { continue };
                    if meant(before, old, *was) != meant(after, *id, *row) {
                        self.input(before, after, (old, *was), (*id, *row));
                    }
                }
            }
        }
    }

    fn input(&mut self, before: &Book, after: &Book, was: (ColumnId, usize), is: (ColumnId, usize)) {
        let place = after.origin(is.0, is.1).map_or(String::new(), |place| {
            let (file, sheet) = after.dataset.names(place);
            format!("{file} › {sheet} › {}：", place.address())
        });
        let column = after.plan.column(is.0);
        let row = after.row_name(column.table, is.1);
        let (old, new) = (before.shown(was.0, was.1), after.shown(is.0, is.1));
        let cause = self.add(format!("{place}{row} {} {old} → {new}", column.name));
        self.leaves.insert(Leaf::Input(is.0, is.1), cause);
        let structural =
            after.plan.relations.iter().any(|r| r.by.iter().any(|(own, other)| [*own, *other].contains(&is.0)));
        // Which rows belong together is no value that a formula reads.
        if structural || column.ty.kind == crate::formula::Kind::Text {
            self.general.push(cause);
        }
    }

    fn parameters(&mut self, before: &Book, after: &Book) {
        for (index, parameter) in after.plan.parameters.iter().enumerate() {
            let old = before.plan.parameters.iter().position(|other| other.name == parameter.name);
            let Some(old) = old else { continue };
            if before.parameters[old] != after.parameters[index] {
                let shown = |value: &ParameterValue| match value {
                    ParameterValue::Number(value) => {
                        crate::number::format_fixed(*value, parameter.ty.places.unwrap_or(0))
                    }
                    ParameterValue::Fraction(value, over) => format!("{value}/{over}"),
                    ParameterValue::Text(text) => text.clone(),
                    ParameterValue::Flag(flag) => if *flag { "是" } else { "否" }.to_string(),
                };
                let (old, new) = (shown(&before.parameters[old]), shown(&after.parameters[index]));
                let cause = self.add(format!("参数“{}” {old} → {new}", parameter.name));
                self.leaves.insert(Leaf::Parameter(ParameterId(index)), cause);
            }
        }
    }

    /// Rules as written, by name.
    fn rules(&mut self, before: &Book, after: &Book) {
        let (old, new) = (written(&before.plan), written(&after.plan));
        let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for name in names {
            if old.get(name) != new.get(name) {
                let shown =
                    |rules: &BTreeMap<String, String>| rules.get(name).cloned().unwrap_or("（没有）".to_string());
                let cause = self.add(format!("规则“{name}” {} → {}", shown(&old), shown(&new)));
                self.general.push(cause);
            }
        }
    }
}

fn written(plan: &Plan) -> BTreeMap<String, String> {
    let mut rules = BTreeMap::new();
    for (index, column) in plan.columns.iter().enumerate() {
        if matches!(column.rule, Rule::Formula { .. }) {
            rules.insert(plan.full_name(ColumnId(index)), column.formula.clone());
        }
    }
    for step in &plan.steps {
        rules.insert(format!("步骤 {}", step.name), step.words.clone());
    }
    for band in &plan.bands {
        let rows: Vec<String> = band.rows.iter().map(|row| format!("{} {}", row.shown, row.value_shown)).collect();
        rules.insert(format!("标准 {}", band.name), rows.join("；"));
    }
    for tier in &plan.tiers {
        rules.insert(format!("标准 {}", tier.name), format!("{:?} {:?}", tier.rows, tier.below));
    }
    rules
}

fn meant(book: &Book, column: ColumnId, row: usize) -> String {
    match book.value(column, row) {
        Value::Text(id) => book.text(id).to_string(),
        Value::Missing(mark) => format!("{mark:?}"),
        _ => book.shown(column, row),
    }
}

/// Rows by key as it is, not as it is shown: masked numbers can be alike. Those of equal keys are told apart by their order.
fn keyed(book: &Book, table: TableId) -> BTreeMap<(String, usize), usize> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut rows = BTreeMap::new();
    for row in 0..book.rows[table.0] {
        let key: Vec<String> = book.plan.table(table).key.iter().map(|column| meant(book, *column, row)).collect();
        let count = seen.entry(key.join(" ")).or_default();
        rows.insert((key.join(" "), *count), row);
        *count += 1;
    }
    rows
}

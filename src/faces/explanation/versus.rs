//! Two explanations side by side: only the factors in which they differ.
use super::model::*;
use super::subject_told::Subject;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Values of one column listed before the rest is counted: a teacher of many classes has many rows.
const VALUES_MAX: usize = 6;

/// Stands for a document about a colleague.
const RECORDED: &str = "（有记录）";

/// A factor in which two explanations differ.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Difference {
    /// Table and column, or a parameter.
    pub column: String,
    /// Article.
    pub clause: String,
    /// Value of the first; empty where it has none.
    pub first: String,
    /// Value of the second.
    pub second: String,
    /// Where the first's value stands, for an input.
    pub place: String,
    /// Where the second's stands; empty for a colleague, of whom nothing but values is told.
    pub second_place: String,
}

/// A column or a parameter with the values that an explanation puts in for it.
#[derive(Default)]
struct Factor<'e> {
    clause: &'e str,
    /// In the order of first use.
    values: Vec<&'e str>,
    place: String,
}

impl Factor<'_> {
    /// Rows have no order between two people.
    fn same(&self, other: &Factor<'_>) -> bool {
        let sorted = |values: &[&str]| values.iter().map(|value| value.to_string()).collect::<BTreeSet<String>>();
        self.values.len() == other.values.len() && sorted(&self.values) == sorted(&other.values)
    }

    fn shown(&self) -> String {
        let left = self.values.len().saturating_sub(VALUES_MAX);
        let shown = self.values.iter().take(VALUES_MAX).copied().collect::<Vec<_>>().join("、");
        if left > 0 { format!("{shown}…（{}）", self.values.len()) } else { shown }
    }
}

/// The factors of both, the amounts first, whose values are not the same. Of the other person only values are
/// told, no name, key or place: a hearing sees a masked colleague.
pub fn versus(first: &Explanation, second: &Explanation) -> Vec<Difference> {
    let mut differences = differing(first, second);
    let recorded = recorded(second);
    for difference in &mut differences {
        let column = difference.column.rsplit('.').next().unwrap_or_default();
        if recorded.contains(column) && !difference.second.is_empty() {
            difference.second = RECORDED.to_string();
        }
        difference.second_place.clear();
        if difference.first.is_empty() {
            difference.place.clear();
        }
    }
    differences
}

/// Names of the columns in which the office put on record why a gate applies: a document's number tells whose it is.
fn recorded(explanation: &Explanation) -> BTreeSet<&str> {
    let gates = explanation.subjects.iter().flat_map(|subject| &subject.gates);
    gates.flat_map(|gate| &gate.evidence).map(|(name, ..)| name.as_str()).collect()
}

/// The same of one person in two years: both places are told.
pub(super) fn differing(first: &Explanation, second: &Explanation) -> Vec<Difference> {
    let ((order, one), (others, two)) = (factors(first), factors(second));
    let none = Factor::default();
    let mut seen = BTreeSet::new();
    let mut differences = Vec::new();
    for name in order.iter().chain(&others).filter(|name| seen.insert(name.as_str())) {
        let (first, second) = (one.get(name).unwrap_or(&none), two.get(name).unwrap_or(&none));
        if !first.same(second) {
            let clause = if first.clause.is_empty() { second.clause } else { first.clause };
            differences.push(Difference {
                column: name.clone(),
                clause: clause.to_string(),
                first: first.shown(),
                second: second.shown(),
                place: first.place.clone(),
                second_place: second.place.clone(),
            });
        }
    }
    differences
}

/// Every column and parameter that an explanation puts values in for, in order; what only names somebody is no factor.
fn factors(explanation: &Explanation) -> (Vec<String>, BTreeMap<String, Factor<'_>>) {
    let mut order = Vec::new();
    let mut found: BTreeMap<String, Factor<'_>> = BTreeMap::new();
    let mut add = |name: String, clause, value, place: &dyn Fn() -> String| {
        if !found.contains_key(&name) {
            order.push(name.clone());
        }
        let factor = found.entry(name).or_default();
        if factor.values.is_empty() {
            (factor.clause, factor.place) = (clause, place());
        }
        factor.values.push(value);
    };
    for cell in explanation.cells.iter().filter(|cell| !names_somebody(cell, &explanation.subjects)) {
        let place = || match &cell.how {
            How::Input { file, sheet, cell, .. } => [file.as_str(), sheet, cell].join(" › "),
            _ => String::new(),
        };
        add(format!("{}.{}", cell.table, cell.column), cell.clause.as_str(), cell.value.as_str(), &place);
    }
    for (name, (clause, value, place)) in parameters(explanation) {
        add(format!("参数.{name}"), clause, value, &|| place.clone());
    }
    (order, found)
}

/// Whether a cell says who somebody is: a key, a name, a part of a row's key.
fn names_somebody(cell: &Cell, subjects: &[Subject]) -> bool {
    let Some(text) = cell.value.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { return false };
    let named = |subject: &Subject| [&subject.name, &subject.key].into_iter().any(|own| own == text);
    matches!(cell.how, How::Structure { .. }) || cell.key.iter().any(|part| part == text) || subjects.iter().any(named)
}

/// Parameters once each: article, value, place.
fn parameters(explanation: &Explanation) -> BTreeMap<&str, (&str, &str, String)> {
    let mut found = BTreeMap::new();
    for cell in &explanation.cells {
        let How::Formula { uses, .. } = &cell.how else { continue };
        for used in uses {
            if let Use::Parameter { name, value, clause, place, .. } = used {
                let place = place.as_ref().map_or(String::new(), |place| place.join(" › "));
                found.entry(name.as_str()).or_insert((clause.as_str(), value.as_str(), place));
            }
        }
    }
    found
}

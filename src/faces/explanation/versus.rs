//! Two people side by side: only the factors in which they differ.
use super::model::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// A factor in which two people differ.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Difference {
    /// Table and column.
    pub column: String,
    /// Article.
    pub clause: String,
    /// Value of the first; empty where it has none.
    pub first: String,
    /// Value of the second.
    pub second: String,
    /// Where the first's value stands, for an input.
    pub place: String,
}

/// The columns of both, the amounts first, whose values are not the same. Of the other person only values are
/// told, no name, key or place: a hearing sees a masked colleague.
pub fn versus(first: &Explanation, second: &Explanation) -> Vec<Difference> {
    let known: BTreeMap<(&str, &str), &Cell> =
        second.cells.iter().rev().map(|cell| ((cell.table.as_str(), cell.column.as_str()), cell)).collect();
    let mut seen = std::collections::BTreeSet::new();
    let mut differences = Vec::new();
    for cell in &first.cells {
        let name = (cell.table.as_str(), cell.column.as_str());
        let text = cell.value.starts_with('"') && matches!(cell.how, How::Structure { .. });
        if !seen.insert(name) || text {
            continue;
        }
        let other = known.get(&name).map(|cell| cell.value.as_str());
        if other != Some(&cell.value) {
            differences.push(difference(Some(cell), other.unwrap_or("")));
        }
    }
    for cell in &second.cells {
        if seen.insert((cell.table.as_str(), cell.column.as_str())) {
            let mut told = difference(Some(cell), &cell.value);
            (told.first, told.place) = (String::new(), String::new());
            differences.push(told);
        }
    }
    differences
}

fn difference(cell: Option<&Cell>, second: &str) -> Difference {
    let place = match cell.map(|cell| &cell.how) {
        Some(How::Input { file, sheet, cell }) => [file.as_str(), sheet, cell].join(" › "),
        _ => String::new(),
    };
    let named = cell.map_or(String::new(), |cell| format!("{}.{}", cell.table, cell.column));
    let clause = cell.map_or(String::new(), |cell| cell.clause.clone());
    let first = cell.map_or(String::new(), |cell| cell.value.clone());
    Difference { column: named, clause, first, second: second.to_string(), place }
}

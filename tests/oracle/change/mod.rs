//! One edit: what is changed, in the year's data and in the cells of the audit workbook.
mod figure;
mod rng;

pub use rng::Rng;

use super::{Base, office};
use fenpei::dataset::{ColumnValues, Dataset, Mark, Value as Cell, column_letters};
use fenpei::faces::AuditPlaces;
use fenpei::formula::Kind;
use fenpei::number::{format_fixed, pow10};
use fenpei::plan::{BandId, ColumnId, ParameterId, ParameterValue, Plan, Rule, TierId, TierSize};
use fenpei::scheme::{Input, Meaning};
use serde_json::{Value, json};

/// What may be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Any cell of an input column.
    Column(ColumnId),
    /// A parameter.
    Parameter(ParameterId),
    /// The value of a band.
    BandValue(BandId, usize),
    /// The lower end of a band, and the upper end of the band below it.
    BandEnd(BandId, usize),
    /// Per cent or places of a tier.
    TierSize(TierId, usize),
    /// Value of a tier; one past the last is the value below all.
    TierValue(TierId, usize),
}

/// An edit.
#[derive(Debug, Clone)]
pub struct Change {
    target: Target,
    row: usize,
    new: New,
}

/// The new value.
#[derive(Debug, Clone, PartialEq)]
enum New {
    /// Over the denominator of the place.
    Number(i64, u32),
    Text(String),
    Flag(bool),
    Date(i32),
    Absent,
}

impl Target {
    /// For people.
    pub fn words(self, base: &Base<'_>) -> String {
        let plan = &base.book.plan;
        match self {
            Target::Column(id) => plan.full_name(id),
            Target::Parameter(id) => plan.parameters[id.0].name.clone(),
            Target::BandValue(id, row) => format!("{}[{row}]", plan.bands[id.0].name),
            Target::BandEnd(id, row) => format!("{}[{row}] from", plan.bands[id.0].name),
            Target::TierSize(id, row) => format!("{}[{row}] size", plan.tiers[id.0].name),
            Target::TierValue(id, row) => format!("{}[{row}]", plan.tiers[id.0].name),
        }
    }
}

impl Change {
    /// An edit of a target; none where the new value would be the old one.
    pub fn random(base: &Base<'_>, target: Target, rng: &mut Rng) -> Option<Change> {
        let plan = &base.book.plan;
        let mut row = 0;
        let number = |rng: &mut Rng, (value, places): (i64, u32)| New::Number(figure::near(rng, value), places);
        let new = match target {
            Target::Column(column) => {
                row = rng.below(base.book.rows[plan.column(column).table.0]);
                input(base, column, row, rng)?
            }
            Target::Parameter(id) => match &base.book.parameters[id.0] {
                ParameterValue::Number(value) => number(rng, (*value, plan.parameters[id.0].ty.places.unwrap_or(0))),
                ParameterValue::Flag(flag) => New::Flag(!flag),
                ParameterValue::Fraction(..) | ParameterValue::Text(_) => return None,
            },
            Target::BandValue(id, row) => number(rng, plan.bands[id.0].rows[row].value?),
            Target::BandEnd(id, row) => {
                let (low, places) = figure::finer(plan.bands[id.0].rows[row].low?);
                // The lowest end goes down: above it some row may be in no band.
                let low = if row == 0 { low - 1 - rng.below(500) as i64 } else { figure::near(rng, low) };
                New::Number(low, places)
            }
            Target::TierSize(id, row) => match plan.tiers[id.0].rows[row].size {
                TierSize::Percent(value, places) => number(rng, (value, places)),
                TierSize::Places(places) => New::Number(i64::from(places) + 1 + rng.below(3) as i64, 0),
            },
            Target::TierValue(id, row) => {
                let tier = &plan.tiers[id.0];
                number(rng, tier.rows.get(row).map_or(tier.below, |row| row.value))
            }
        };
        let change = Change { target, row, new };
        (change.new != change.old(base)).then_some(change)
    }

    fn old(&self, base: &Base<'_>) -> New {
        let book = &base.book;
        let plan = &book.plan;
        let (value, places) = match self.target {
            Target::Column(column) => match book.value(column, self.row) {
                Cell::Number(value) => (value, plan.column(column).places.unwrap_or(0)),
                Cell::Text(id) => return New::Text(book.text(id).to_string()),
                Cell::Flag(flag) => return New::Flag(flag),
                Cell::Date(day) => return New::Date(day),
                Cell::Missing(_) => return New::Absent,
            },
            Target::Parameter(id) => match &book.parameters[id.0] {
                ParameterValue::Number(value) => (*value, plan.parameters[id.0].ty.places.unwrap_or(0)),
                // No edit of a fraction is proposed.
                ParameterValue::Fraction(value, over) => return New::Text(format!("{value}/{over}")),
                ParameterValue::Flag(flag) => return New::Flag(*flag),
                ParameterValue::Text(text) => return New::Text(text.clone()),
            },
            Target::BandValue(id, row) => plan.bands[id.0].rows[row].value.unwrap_or_default(),
            Target::BandEnd(id, row) => figure::finer(plan.bands[id.0].rows[row].low.unwrap_or_default()),
            Target::TierSize(id, row) => match plan.tiers[id.0].rows[row].size {
                TierSize::Percent(value, places) => (value, places),
                TierSize::Places(places) => (places.into(), 0),
            },
            Target::TierValue(id, row) => {
                let tier = &plan.tiers[id.0];
                tier.rows.get(row).map_or(tier.below, |row| row.value)
            }
        };
        New::Number(value, places)
    }

    /// The scheme's text with the edit in it, where it is an edit of a band: bands are woven into formulas.
    pub fn scheme(&self, source: &str) -> Option<String> {
        let New::Number(value, places) = self.new else { return None };
        let new = format_fixed(value, places);
        let mut text = source.to_string();
        let scheme = office::parsed(source);
        match self.target {
            Target::BandValue(id, row) => {
                let span = scheme.bands[id.0].rows[row].value.span();
                text.replace_range(span, &format!("\"{new}\""));
            }
            Target::BandEnd(id, row) => {
                // From the last to the first, so that the places before stay what they are.
                for (index, side) in [(row, 0), (row.wrapping_sub(1), 1)] {
                    let Some(range) = scheme.bands[id.0].rows.get(index).and_then(|r| r.range.as_ref()) else {
                        continue;
                    };
                    let (open, close) = (&range.get_ref()[..1], &range.get_ref()[range.get_ref().len() - 1..]);
                    let inner = &range.get_ref()[1..range.get_ref().len() - 1];
                    let mut ends: Vec<&str> = inner.split(',').map(str::trim).collect();
                    ends[side] = &new;
                    text.replace_range(range.span(), &format!("\"{open}{}{close}\"", ends.join(", ")));
                }
            }
            _ => return None,
        }
        Some(text)
    }

    /// Makes the edit where it is not one of the scheme's text.
    pub fn apply(&self, plan: &mut Plan, dataset: &mut Dataset) {
        match (self.target, &self.new) {
            (Target::Column(column), new) => {
                let described = plan.column(column);
                let (Some(table), Rule::Input(input)) = (plan.table(described.table).scheme, &described.rule) else {
                    return;
                };
                let cell = match new {
                    New::Number(value, _) => Cell::Number(*value),
                    New::Text(text) => Cell::Text(dataset.texts.intern(text)),
                    New::Flag(flag) => Cell::Flag(*flag),
                    New::Date(day) => Cell::Date(*day),
                    New::Absent => Cell::Missing(Mark::Absent),
                };
                put(&mut dataset.tables[table].columns[*input], self.row, cell);
            }
            (Target::Parameter(id), New::Number(value, _)) => {
                plan.parameters[id.0].value = Some(ParameterValue::Number(*value));
            }
            (Target::Parameter(id), New::Flag(flag)) => plan.parameters[id.0].value = Some(ParameterValue::Flag(*flag)),
            (Target::TierSize(id, row), New::Number(value, places)) => {
                let size = &mut plan.tiers[id.0].rows[row].size;
                *size = match size {
                    TierSize::Percent(..) => TierSize::Percent(*value, *places),
                    TierSize::Places(_) => TierSize::Places(*value as u32),
                };
            }
            (Target::TierValue(id, row), New::Number(value, places)) => {
                let tier = &mut plan.tiers[id.0];
                match tier.rows.get_mut(row) {
                    Some(row) => row.value = (*value, *places),
                    None => tier.below = (*value, *places),
                }
            }
            _ => {}
        }
    }

    /// Cells of the audit workbook with their new values.
    pub fn cells(&self, base: &Base<'_>) -> Vec<Value> {
        let places = AuditPlaces::new(&base.book);
        let cell = match self.target {
            Target::Column(column) => places.cell(column, self.row),
            Target::Parameter(id) => places.parameter(id),
            Target::BandValue(id, row) => places.band_value(id, row),
            Target::TierValue(id, row) => places.tier_value(id, row),
            Target::TierSize(id, row) => beside(places.tier_value(id, row), 'C'),
            Target::BandEnd(id, row) => beside(places.band_value(id, row), 'C'),
        };
        let mut cells = vec![json!([office::address(&cell), self.new.shown()])];
        if let Target::BandEnd(id, row @ 1..) = self.target {
            let below = beside(places.band_value(id, row - 1), 'D');
            cells.push(json!([office::address(&below), self.new.shown()]));
        }
        cells
    }

    /// The cell of the office's file, where the value stands in one of its own: path, sheet, cell, value.
    pub fn file(&self, base: &Base<'_>) -> Option<Value> {
        let Target::Column(column) = self.target else { return None };
        let place = base.book.origin(column, self.row)?;
        let sheet = &base.book.dataset.sheets[place.sheet as usize];
        let path = &base.book.dataset.files[sheet.file as usize].path;
        let cell = format!("{}{}", column_letters(place.column), place.row + 1);
        Some(json!([path, sheet.sheet, cell, self.new.shown()]))
    }

    /// For people.
    pub fn words(&self, base: &Base<'_>) -> String {
        let row = match self.target {
            Target::Column(column) => base.book.row_name(base.book.plan.column(column).table, self.row),
            _ => String::new(),
        };
        format!("{} {row}: {} to {}", self.target.words(base), self.old(base).shown(), self.new.shown())
    }
}

impl New {
    fn shown(&self) -> Value {
        match self {
            New::Number(value, places) => json!(*value as f64 / pow10(*places) as f64),
            New::Text(text) => json!(text),
            New::Flag(flag) => json!(u8::from(*flag)),
            New::Date(day) => json!(day),
            New::Absent => json!("缺考"),
        }
    }
}

/// A new value for a cell, within the limits that the scheme states.
fn input(base: &Base<'_>, column: ColumnId, row: usize, rng: &mut Rng) -> Option<New> {
    let book = &base.book;
    let described = book.plan.column(column);
    let Rule::Input(index) = described.rule else { return None };
    let input: &Input = &base.written.tables[book.plan.table(described.table).scheme?].inputs[index];
    let rows = book.rows[described.table.0];
    let other = book.value(column, rng.below(rows));
    match described.ty.kind {
        Kind::Number => {
            let may_miss = input.absent.as_ref().is_some_and(|meaning| *meaning.get_ref() == Meaning::Missing);
            if may_miss && rng.below(8) == 0 {
                return Some(New::Absent);
            }
            let places = described.places.unwrap_or(0);
            let swapped = if let Cell::Number(value) = other { value } else { pow10(places) };
            let value = match book.value(column, row) {
                Cell::Number(value) if rng.below(2) == 0 => figure::near(rng, value),
                _ => swapped,
            };
            let limit = |text: &Option<toml::Spanned<String>>| figure::stored(text.as_ref()?.get_ref(), places);
            let value = value.max(limit(&input.min).unwrap_or(0)).min(limit(&input.max).unwrap_or(i64::MAX));
            Some(New::Number(value, places))
        }
        Kind::Text if !input.values.is_empty() => {
            let blank = input.blank.as_ref().is_some_and(|meaning| *meaning.get_ref() == Meaning::Empty);
            let choice = rng.below(input.values.len() + usize::from(blank));
            Some(New::Text(input.values.get(choice).cloned().unwrap_or_default()))
        }
        Kind::Text => match other {
            Cell::Text(id) => Some(New::Text(book.text(id).to_string())),
            _ => None,
        },
        Kind::Date => match (other, rng.below(2)) {
            (Cell::Date(day), 0) => Some(New::Date(day)),
            (Cell::Date(day), _) => Some(New::Date((day + rng.below(29) as i32 - 14).max(61))),
            _ => None,
        },
        Kind::Flag => None,
    }
}

fn beside((sheet, cell): (String, String), letter: char) -> (String, String) {
    (sheet, format!("{letter}{}", cell.trim_start_matches(|c: char| c.is_ascii_alphabetic())))
}

/// Puts a value into a row: the column is built again.
fn put(values: &mut ColumnValues, row: usize, cell: Cell) {
    let old = std::mem::replace(values, empty_like(values));
    for index in 0..old.len() {
        values.push(if index == row { cell } else { old.get(index) });
    }
}

fn empty_like(values: &ColumnValues) -> ColumnValues {
    match values {
        ColumnValues::Number { .. } => ColumnValues::Number { values: Vec::new(), marks: Vec::new() },
        ColumnValues::Text(_) => ColumnValues::Text(Vec::new()),
        ColumnValues::Flag(_) => ColumnValues::Flag(Vec::new()),
        ColumnValues::Date { .. } => ColumnValues::Date { values: Vec::new(), marks: Vec::new() },
    }
}

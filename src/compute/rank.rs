//! Ranks, places, group numbers and the order of equal remainders.
use crate::book::Book;
use crate::dataset::{ColumnValues, TextId, Value};
use crate::formula::Operand;
use crate::messages::{ComputeMessage, Findings, Place};
use crate::number::{Fraction, pow10, round_div};
use crate::plan::*;
use std::collections::HashMap;

/// The rank of each row; missing where it is not ranked.
pub(super) fn ranks(book: &Book, table: TableId, rank: &Rank) -> Vec<Operand> {
    let mut sorted: Vec<(u32, Vec<i64>, usize)> = (0..book.rows[table.0])
        .filter_map(|row| Some((group(book, rank.within, row)?, sort_key(book, rank, row)?, row)))
        .collect();
    sorted.sort_unstable();
    let mut ranks = vec![Operand::Missing; book.rows[table.0]];
    let (mut start, mut first) = (0, 0);
    for index in 0..sorted.len() {
        if sorted[index].0 != sorted[start].0 {
            start = index;
        }
        let new = index == start || sorted[index].1 != sorted[index - 1].1;
        if new {
            first = index;
        }
        ranks[sorted[index].2] = Operand::Number(Fraction::whole((first - start) as i64 + 1));
    }
    ranks
}

fn group(book: &Book, within: Within, row: usize) -> Option<u32> {
    match within {
        Within::Table => Some(0),
        Within::Group(column) => Some(book.stored(column, row) as u32),
        Within::Relation(relation) => book.relations[relation.0].target(row).map(|t| t as u32),
    }
}

/// Smaller comes first: descending values are negated. Rows that are not ranked have no key.
fn sort_key(book: &Book, rank: &Rank, row: usize) -> Option<Vec<i64>> {
    if let Some(condition) = rank.condition
        && book.value(condition, row) != Value::Flag(true)
    {
        return None;
    }
    let mut key = Vec::with_capacity(1 + rank.chain.len());
    let Value::Number(value) = book.value(rank.value, row) else { return None };
    key.push(if rank.descending { -value } else { value });
    for column in &rank.chain {
        key.push(match book.value(*column, row) {
            Value::Number(value) => -value,
            _ => i64::MAX,
        });
    }
    Some(key)
}

/// Where each tier ends in a group of `of` rows, counted in places.
fn tier_ends(tier: &Tier, of: i64) -> Vec<i64> {
    let mut end = 0;
    tier.rows
        .iter()
        .map(|row| {
            let places = match row.size {
                TierSize::Places(places) => places.into(),
                TierSize::Percent(value, places) => {
                    let exact = (of as i128) * (value as i128);
                    let rounded = round_div(exact, 100 * pow10(places) as i128, tier.rounding) as i64;
                    rounded.max(tier.least.into())
                }
            };
            end += places;
            end
        })
        .collect()
}

/// How a row stands among the places of a tier table.
#[derive(Debug, Clone)]
pub struct TierStanding {
    /// Where each tier ends, counted in places.
    pub ends: Vec<i64>,
    /// First and last place that the row, with those tied with it, stands on; none where it is not ranked.
    pub stands: Option<(i64, i64)>,
    /// The value; none where it goes beyond 128 bits.
    pub value: Option<Fraction>,
}

/// The standing of one row.
pub fn tier_standing(book: &Book, places: &Places, row: usize) -> TierStanding {
    let tier = &book.plan.tiers[places.tier.0];
    let of = book.stored(places.of, row);
    let Value::Number(rank) = book.value(places.rank, row) else {
        return TierStanding { ends: Vec::new(), stands: None, value: Some(figure(tier.below)) };
    };
    let ends = tier_ends(tier, of);
    let last = places.reverse.map_or(rank, |reverse| of + 1 - book.stored(reverse, row));
    let value = match places.ties {
        TierTies::Split => split_value(tier, &ends, rank, last),
        _ => Some(place_value(tier, &ends, rank)),
    };
    TierStanding { ends, stands: Some((rank, last)), value }
}

/// The value of each row's tier.
pub(super) fn places(book: &Book, table: TableId, places: &Places, findings: &mut Findings) -> Vec<Operand> {
    let tier = &book.plan.tiers[places.tier.0];
    let mut told = false;
    (0..book.rows[table.0])
        .map(|row| {
            let standing = tier_standing(book, places, row);
            if let Some((rank, last)) = standing.stands {
                let crosses = standing.ends.iter().any(|end| rank <= *end && last > *end);
                if places.ties == TierTies::Stop && crosses && !told {
                    told = true;
                    let (tier, row) = (tier.name.clone(), book.row_name(table, row));
                    let message = ComputeMessage::TierTie { tier, row, rank, tied: last - rank + 1 };
                    findings.add(message, Place::Run);
                }
            }
            let value = standing.value;
            value.map_or(Operand::Missing, Operand::Number)
        })
        .collect()
}

fn figure((value, places): (i64, u32)) -> Fraction {
    Fraction::over(value, pow10(places))
}

fn place_value(tier: &Tier, ends: &[i64], place: i64) -> Fraction {
    let found = ends.iter().position(|end| place <= *end);
    figure(found.map_or(tier.below, |index| tier.rows[index].value))
}

/// The mean of the values of the places from `first` to `last`.
fn split_value(tier: &Tier, ends: &[i64], first: i64, last: i64) -> Option<Fraction> {
    let mut sum = Fraction::ZERO;
    for place in first..=last {
        sum = sum.plus(place_value(tier, ends, place))?;
    }
    sum.divide(Fraction::whole(last - first + 1))
}

/// Numbers of groups of equal texts, from 1, in the order in which they first appear.
pub(super) fn group_numbers(book: &Book, column: ColumnId) -> ColumnValues {
    let table = book.plan.column(column).table;
    let mut numbers: HashMap<TextId, i64> = HashMap::new();
    let mut values = Vec::with_capacity(book.rows[table.0]);
    for row in 0..book.rows[table.0] {
        let Value::Text(id) = book.value(column, row) else {
            values.push(0);
            continue;
        };
        let next = numbers.len() as i64 + 1;
        values.push(*numbers.entry(id).or_insert(next));
    }
    ColumnValues::Number { values, marks: Vec::new() }
}

/// A number for each row, from 1, by the texts of the columns and then of the key, so that no two are equal
/// and row order decides nothing.
pub(super) fn tie_order(book: &Book, table: TableId, columns: &[ColumnId]) -> ColumnValues {
    let keys = columns.iter().chain(&book.plan.table(table).key);
    let keys: Vec<ColumnId> = keys.copied().collect();
    let mut rows: Vec<usize> = (0..book.rows[table.0]).collect();
    let text = |column: ColumnId, row: usize| match book.value(column, row) {
        Value::Text(id) => book.text(id),
        _ => "",
    };
    rows.sort_by(|a, b| {
        let orders = keys.iter().map(|column| text(*column, *a).cmp(text(*column, *b)));
        orders.fold(std::cmp::Ordering::Equal, |so_far, next| so_far.then(next))
    });
    let mut values = vec![0; rows.len()];
    for (index, row) in rows.into_iter().enumerate() {
        values[row] = index as i64 + 1;
    }
    ColumnValues::Number { values, marks: Vec::new() }
}

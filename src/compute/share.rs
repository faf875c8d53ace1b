use super::named::named;
use crate::book::Book;
use crate::dataset::{ColumnValues, Value};
use crate::messages::{ComputeMessage, Findings, Place};
use crate::plan::{Share, ShareId, SharePart};
use crate::share::{Apportionment, Request, ShareFault, apportion};
use std::collections::HashMap;

/// A live cell holds amount × weight as one whole number; below this doubles hold it exactly.
const PRODUCT_MAX: i128 = 1_000_000_000_000_000;
/// A larger product is divided in two steps, by what the amount holds of this and by what is left.
pub const LONG_BASE: i64 = 10_000;

/// Whether amount × weight of a share does not fit one live cell.
pub fn long_product(book: &Book, share: &Share) -> bool {
    let largest = |column: crate::plan::ColumnId| {
        let rows = book.rows[book.plan.column(column).table.0];
        (0..rows).map(|row| i128::from(book.stored(column, row)).abs()).max().unwrap_or(0)
    };
    largest(share.available) * largest(share.weight) >= PRODUCT_MAX
}

/// Whether the two steps of a long division fit live cells.
fn fits_in_two_steps(share: &Share, amount: i128, weight: i128, total: i128) -> bool {
    let base = i128::from(LONG_BASE);
    let splits = matches!(share.method, crate::share::Method::LargestRemainder | crate::share::Method::Floor);
    splits && (amount / base + 1) * weight < PRODUCT_MAX && (total + weight) * base < PRODUCT_MAX
}

/// Apportions every account row of a share and fills the columns of its parts.
pub(super) fn apportion_groups(book: &mut Book, id: ShareId, findings: &mut Findings) {
    let share = book.plan.shares[id.0].clone();
    let owner_table = book.plan.relation(share.relation).to;
    let receivers = book.rows[share.to.0];
    let owners = book.rows[owner_table.0];
    let mut parts: Vec<(SharePart, Vec<i64>)> = share
        .parts
        .iter()
        .map(|(part, _)| {
            let on_owner = matches!(part, SharePart::Spare | SharePart::Price);
            (*part, vec![0; if on_owner { owners } else { receivers }])
        })
        .collect();
    let mut orders = Orders::new(book, &share);
    let mut largest = 0_i128;
    let mut unequal = Vec::new();
    for owner in 0..owners {
        let rows = book.relations[share.relation.0].belonging(owner);
        match group(book, &share, owner, rows, &mut orders) {
            Ok(Some(split)) => {
                let weight = orders.weights.iter().copied().max().unwrap_or(0) as i128;
                let amount = book.stored(share.available, owner).unsigned_abs() as i128;
                let total = orders.weights.iter().map(|weight| i128::from(*weight)).sum();
                if !fits_in_two_steps(&share, amount, weight, total) {
                    largest = largest.max(weight * amount);
                }
                unequal.extend(equal_paid_differently(&orders.weights, &split).map(|index| rows[index]));
                fill(&mut parts, owner, rows, &split);
            }
            Ok(None) => {}
            Err(fault) => tell(book, &share, owner, rows, fault, findings),
        }
    }
    if largest >= PRODUCT_MAX {
        tell_too_fine(book, &share, largest, findings);
    }
    tell_unequal(book, &share, &unequal, findings);
    for ((_, column), (_, values)) in share.parts.iter().zip(parts) {
        book.columns.put(column.0, ColumnValues::Number { values, marks: Vec::new() });
    }
}

/// Order numbers of a group's rows, reused between groups.
struct Orders<'b> {
    column: Option<&'b ColumnValues>,
    weights: Vec<i64>,
    order: Vec<u32>,
}

impl<'b> Orders<'b> {
    fn new(book: &'b Book, share: &Share) -> Self {
        let column = share.order.map(|column| &book.columns[column.0]);
        Orders { column, weights: Vec::new(), order: Vec::new() }
    }
}

/// `None`: nobody to share among, and the scheme says where the money goes then.
fn group(
    book: &Book,
    share: &Share,
    owner: usize,
    rows: &[u32],
    orders: &mut Orders<'_>,
) -> Result<Option<Apportionment>, ShareFault> {
    let amount = book.stored(share.available, owner);
    orders.weights.clear();
    orders.weights.extend(rows.iter().map(|row| book.stored(share.weight, *row as usize)));
    orders.order.clear();
    if let Some(column) = orders.column {
        orders.order.extend(rows.iter().map(|row| match column.get(*row as usize) {
            Value::Number(order) => order as u32,
            _ => u32::MAX,
        }));
    }
    if !share.empty_stops && orders.weights.iter().all(|w| *w == 0) {
        return Ok(None);
    }
    let request = Request {
        amount,
        unit: share.unit,
        weights: &orders.weights,
        scale: book.plan.column(share.weight).scale,
        order: &orders.order,
        method: share.method,
    };
    apportion(request).map(Some)
}

fn fill(parts: &mut [(SharePart, Vec<i64>)], owner: usize, rows: &[u32], split: &Apportionment) {
    for (part, values) in parts {
        match part {
            SharePart::Spare => values[owner] = split.spare_units,
            SharePart::Price => values[owner] = split.price.unwrap_or(0),
            _ => {
                for (row, portion) in rows.iter().zip(&split.portions) {
                    values[*row as usize] = match part {
                        SharePart::Floor => portion.floor,
                        // Below the weight total, which was summed from 64-bit weights that are shown.
                        SharePart::Remainder => i64::try_from(portion.remainder).unwrap_or(i64::MAX),
                        SharePart::Place => portion.place.into(),
                        _ => portion.amount,
                    };
                }
            }
        }
    }
}

/// Rows that got a unit more than another row of the same weight: the last units have to go somewhere.
fn equal_paid_differently<'s>(weights: &'s [i64], split: &'s Apportionment) -> impl Iterator<Item = usize> + 's {
    let mut least: HashMap<i64, i64> = HashMap::new();
    for (weight, portion) in weights.iter().zip(&split.portions) {
        let amount = least.entry(*weight).or_insert(portion.amount);
        *amount = (*amount).min(portion.amount);
    }
    let rows = weights.iter().zip(&split.portions).enumerate();
    rows.filter(move |(_, (weight, portion))| least.get(*weight).is_some_and(|a| *a < portion.amount))
        .map(|(index, _)| index)
}

fn tell_unequal(book: &Book, share: &Share, rows: &[u32], findings: &mut Findings) {
    if rows.is_empty() {
        return;
    }
    let (count, rows) = (rows.len(), named(rows.iter().map(|row| book.row_name(share.to, *row as usize))));
    let message = ComputeMessage::EqualPaidDifferently { step: share.step.clone(), count, rows };
    let step = book.plan.steps.iter().find(|step| step.name == share.step);
    findings.add(message, step.map_or(Place::Run, |step| Place::scheme(step.span.clone())));
}

/// Says how many places of the weight would fit.
fn tell_too_fine(book: &Book, share: &Share, largest: i128, findings: &mut Findings) {
    let too_many = (largest / PRODUCT_MAX).to_string().len() as u32;
    let places = book.plan.column(share.weight).places.unwrap_or(0);
    let message = ComputeMessage::WeightTooFine {
        step: share.step.clone(),
        weight: book.plan.column(share.weight).name.clone(),
        places,
        fit: places.saturating_sub(too_many),
    };
    let step = book.plan.steps.iter().find(|step| step.name == share.step);
    findings.add(message, step.map_or(Place::Run, |step| Place::scheme(step.span.clone())));
}

fn tell(book: &Book, share: &Share, owner: usize, rows: &[u32], fault: ShareFault, findings: &mut Findings) {
    let table = book.plan.relation(share.relation).to;
    let step = share.step.clone();
    let group = book.row_name(table, owner);
    let message = match fault {
        ShareFault::ZeroWeight => {
            let amount = book.shown(share.available, owner);
            ComputeMessage::ZeroWeight { step, group, amount, rows: rows.len() }
        }
        ShareFault::NegativeWeight { row } => {
            let row = rows.get(row).map_or(0, |row| *row as usize);
            let weight = book.shown(share.weight, row);
            ComputeMessage::NegativeWeight { step, row: book.row_name(share.to, row), weight }
        }
        ShareFault::Overflow => ComputeMessage::ShareOverflow { step, group },
    };
    findings.add(message, Place::Run);
}

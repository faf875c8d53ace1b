//! Aggregates for all owners in one pass over the rows, on stored whole numbers.
use crate::book::{Book, NOWHERE};
use crate::dataset::Value;
use crate::formula::Operand;
use crate::number::Fraction;
use crate::plan::{Aggregate, AggregateKind, ColumnId, RelationId, TableId};

#[derive(Clone, Copy)]
struct Tally {
    count: i64,
    sum: i128,
    least: i64,
    most: i64,
}

const EMPTY: Tally = Tally { count: 0, sum: 0, least: i64::MAX, most: i64::MIN };

/// One result for each row of the relation's target table.
pub(super) fn by_owner(book: &Book, aggregate: &Aggregate, relation: RelationId) -> Vec<Operand> {
    let map = &book.relations[relation.0];
    let owners = book.rows[book.plan.relation(relation).to.0];
    let mut tallies = vec![EMPTY; owners];
    for (row, owner) in map.to.iter().enumerate() {
        if *owner != NOWHERE {
            count(book, aggregate, row, &mut tallies[*owner as usize]);
        }
    }
    results(book, aggregate, &tallies)
}

/// One result for each group number.
pub(super) fn by_group(book: &Book, aggregate: &Aggregate, table: TableId, group: ColumnId) -> Vec<Operand> {
    let mut tallies: Vec<Tally> = Vec::new();
    for row in 0..book.rows[table.0] {
        let group = book.stored(group, row) as usize;
        if group >= tallies.len() {
            tallies.resize(group + 1, EMPTY);
        }
        count(book, aggregate, row, &mut tallies[group]);
    }
    results(book, aggregate, &tallies)
}

/// The value over these rows alone, and how many of them counted: what an explanation prints of one row.
pub fn aggregate_over(book: &Book, aggregate: &Aggregate, rows: &[usize]) -> (Operand, i64) {
    let mut tally = EMPTY;
    rows.iter().for_each(|row| count(book, aggregate, *row, &mut tally));
    let scale = aggregate.value.map_or(1, |column| book.plan.column(column).scale);
    (result(aggregate.kind, &tally, scale), tally.count)
}

fn count(book: &Book, aggregate: &Aggregate, row: usize, tally: &mut Tally) {
    if let Some(condition) = aggregate.condition
        && book.value(condition, row) != Value::Flag(true)
    {
        return;
    }
    let Some(column) = aggregate.value else {
        tally.count += 1;
        return;
    };
    match book.value(column, row) {
        Value::Number(value) => {
            tally.count += 1;
            tally.sum += value as i128;
            tally.least = tally.least.min(value);
            tally.most = tally.most.max(value);
        }
        Value::Missing(_) => {}
        // Counting texts: an empty one is no value.
        Value::Text(id) if id.0 == 0 => {}
        _ => tally.count += 1,
    }
}

fn results(book: &Book, aggregate: &Aggregate, tallies: &[Tally]) -> Vec<Operand> {
    let scale = aggregate.value.map_or(1, |column| book.plan.column(column).scale);
    tallies.iter().map(|tally| result(aggregate.kind, tally, scale)).collect()
}

fn result(kind: AggregateKind, tally: &Tally, scale: i64) -> Operand {
    let over = |value: i64| Operand::Number(Fraction::over(value, scale));
    match kind {
        AggregateKind::Count => Operand::Number(Fraction::whole(tally.count)),
        // A sum beyond 64 bits cannot be stored in any column; it is missing and told as such.
        AggregateKind::Sum => i64::try_from(tally.sum).map_or(Operand::Missing, over),
        _ if tally.count == 0 => Operand::Missing,
        AggregateKind::Average => match i64::try_from(tally.sum) {
            Ok(sum) => Fraction::over(sum, scale)
                .divide(Fraction::whole(tally.count))
                .map_or(Operand::Missing, Operand::Number),
            Err(_) => Operand::Missing,
        },
        AggregateKind::Min => over(tally.least),
        AggregateKind::Max => over(tally.most),
    }
}

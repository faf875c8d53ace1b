use super::bound::{Bound, BoundBand, BoundBandRow};
use super::{aggregate, rank};
use crate::book::{Book, RelationMap};
use crate::dataset::TextId;
use crate::formula::Operand;
use crate::messages::Findings;
use crate::number::{Fraction, pow10};
use crate::plan::*;

/// Binds a formula: literals become operands, names become columns, and what reads rows is prepared once for
/// all rows, so that evaluation costs the same whatever it reads.
pub(super) fn bind<'b>(
    book: &'b Book,
    table: TableId,
    typed: &Typed,
    texts: &[TextId],
    findings: &mut Findings,
) -> Bound<'b> {
    let mut again = |typed: &Typed| bind(book, table, typed, texts, findings);
    match &typed.node {
        TypedNode::Number(value, places) => Bound::Value(Operand::Number(Fraction::over(*value, pow10(*places)))),
        TypedNode::Text(index) => Bound::Value(Operand::Text(texts[*index].0)),
        TypedNode::Flag(flag) => Bound::Value(Operand::Flag(*flag)),
        TypedNode::Parameter(id) => Bound::Value(parameter(book, *id)),
        TypedNode::Column { path, column } => Bound::Column {
            path: maps(book, path),
            values: &book.columns[column.0],
            scale: book.plan.column(*column).scale,
        },
        TypedNode::Call(function, arguments) => Bound::Call(*function, arguments.iter().map(&mut again).collect()),
        TypedNode::Aggregate(aggregate) => match &aggregate.rows {
            Rows::Belonging { path, relation } => {
                Bound::Prepared { path: maps(book, path), results: aggregate::by_owner(book, aggregate, *relation) }
            }
            Rows::Group(group) => Bound::Grouped {
                groups: &book.columns[group.0],
                results: aggregate::by_group(book, aggregate, table, *group),
            },
        },
        TypedNode::Rank(node) => Bound::Prepared { path: Vec::new(), results: rank::ranks(book, table, node) },
        TypedNode::Places(places) => {
            Bound::Prepared { path: Vec::new(), results: rank::places(book, table, places, findings) }
        }
        TypedNode::Band(band) => {
            let value = again(&band.value);
            let rows = band
                .rows
                .iter()
                .map(|row| BoundBandRow {
                    low: row.low.as_ref().map(&mut again),
                    high: row.high.as_ref().map(&mut again),
                    low_closed: row.low_closed,
                    high_closed: row.high_closed,
                    word: row.word.map(|index| texts[index].0),
                    value: again(&row.value),
                })
                .collect();
            let literal =
                |end: &Option<Typed>| end.as_ref().is_none_or(|end| matches!(end.node, TypedNode::Number(..)));
            let moving = band.rows.iter().any(|row| !literal(&row.low) || !literal(&row.high));
            Bound::Band(Box::new(BoundBand { value, marginal: band.marginal, moving, rows }))
        }
    }
}

fn parameter(book: &Book, id: ParameterId) -> Operand {
    let places = book.plan.parameters[id.0].ty.places.unwrap_or(0);
    match &book.parameters[id.0] {
        ParameterValue::Number(value) => Operand::Number(Fraction::over(*value, pow10(places))),
        ParameterValue::Fraction(value, over) => Operand::Number(Fraction::over(*value, *over)),
        ParameterValue::Flag(flag) => Operand::Flag(*flag),
        ParameterValue::Text(text) => Operand::Text(book.dataset.texts.find(text).map_or(u32::MAX, |id| id.0)),
    }
}

fn maps<'b>(book: &'b Book, path: &[RelationId]) -> Vec<&'b RelationMap> {
    path.iter().map(|relation| &book.relations[relation.0]).collect()
}

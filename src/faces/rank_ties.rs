//! 名次并列: rows of equal scores with the edge of a place between them, and how the stated rule settled it.
use super::grid::{Cell, Grid, Head};
use crate::book::Book;
use crate::compute::tier_standing;
use crate::dataset::Value;
use crate::formula::{Comparison, Function};
use crate::plan::*;
use std::collections::{BTreeMap, BTreeSet};

/// A ranking: the column that holds the ranks, and the column that uses them.
struct Ranking<'b> {
    ranks: ColumnId,
    rank: &'b Rank,
    used: ColumnId,
    /// Places, where a tier table decides.
    places: Option<&'b Places>,
    /// Ranks that formulas ask for, where it does not.
    asked: BTreeSet<i64>,
}

/// Rows of one group with the same score.
struct Tie {
    rows: Vec<usize>,
    /// First and last place that they stand on.
    stand: [i64; 2],
    /// Last places before an edge that runs through them.
    edges: Vec<i64>,
}

/// The list; ties that decide nothing are left out.
pub(super) fn rank_ties(book: &Book) -> Grid {
    let heads = vec![
        Head::new("规则", 26.0),
        Head::new("范围", 20.0),
        Head::new("同分的行", 34.0),
        Head::new("依据的分数", 20.0),
        Head::new("名次", 7.0),
        Head::new("占用名次", 10.0),
        Head::new("界线", 16.0),
        Head::new("取值", 14.0),
        Head::new("按方案的处理", 44.0),
    ];
    let rankings = rankings(book);
    let lines = rankings.iter().flat_map(|ranking| {
        let ties = ties(book, ranking);
        ties.into_iter().flat_map(|tie| lines(book, ranking, &tie)).collect::<Vec<_>>()
    });
    Grid {
        name: "名次并列".to_string(),
        title: String::new(),
        sentence: "同分的几行之间有名额或档次的界线，由方案写明的并列办法决定；同在一档、不影响结果的并列不列。"
            .to_string(),
        heads,
        lines: lines.collect(),
        closing: Vec::new(),
    }
}

fn formula(book: &Book, column: ColumnId) -> Option<&Typed> {
    match &book.plan.column(column).rule {
        Rule::Formula { typed, .. } => Some(typed),
        _ => None,
    }
}

/// Rankings by tier tables, then ranks that formulas ask for.
fn rankings(book: &Book) -> Vec<Ranking<'_>> {
    let mut rankings = Vec::new();
    let mut tiered = BTreeSet::new();
    let columns = || (0..book.plan.columns.len()).map(ColumnId);
    for used in columns() {
        let Some(typed) = formula(book, used) else { continue };
        typed.walk(&mut |node| {
            let TypedNode::Places(places) = &node.node else { return };
            tiered.extend([Some(places.rank), places.reverse].into_iter().flatten());
            if let Some(TypedNode::Rank(rank)) = formula(book, places.rank).map(|typed| &typed.node) {
                let asked = BTreeSet::new();
                rankings.push(Ranking { ranks: places.rank, rank, used, places: Some(places), asked });
            }
        });
    }
    for ranks in columns().filter(|column| !tiered.contains(column)) {
        if let Some(TypedNode::Rank(rank)) = formula(book, ranks).map(|typed| &typed.node) {
            let asked =
                columns().filter_map(|column| formula(book, column)).flat_map(|typed| asked(book, typed, ranks));
            rankings.push(Ranking { ranks, rank, used: ranks, places: None, asked: asked.collect() });
        }
    }
    rankings
}

/// The ranks after which a formula treats a row otherwise: by a comparison, or where a band ends.
fn asked(book: &Book, typed: &Typed, ranks: ColumnId) -> BTreeSet<i64> {
    let mut asked = BTreeSet::new();
    typed.walk(&mut |node| match &node.node {
        TypedNode::Call(Function::Compare(comparison), arguments) => {
            let [left, right] = arguments.as_slice() else { return };
            let (bound, turned) = if is(left, ranks) { (right, false) } else { (left, true) };
            let held = is(left, ranks) || is(right, ranks);
            if let Some(bound) = whole(book, bound).filter(|_| held) {
                asked.extend(edges(*comparison, turned).into_iter().map(|less| bound - less));
            }
        }
        TypedNode::Band(band) if is(&band.value, ranks) => {
            let highs = band.rows.iter().filter_map(|row| Some((whole(book, row.high.as_ref()?)?, row.high_closed)));
            asked.extend(highs.map(|(high, closed)| if closed { high } else { high - 1 }));
        }
        _ => {}
    });
    asked
}

/// How far before a bound the last rank stands that a comparison keeps apart from the next; `turned`: the bound stands
/// on the left.
fn edges(comparison: Comparison, turned: bool) -> Vec<i64> {
    use Comparison::*;
    match (comparison, turned) {
        (Equal | NotEqual, _) => vec![0, 1],
        (LessOrEqual | Greater, false) | (GreaterOrEqual | Less, true) => vec![0],
        (Less | GreaterOrEqual, false) | (Greater | LessOrEqual, true) => vec![1],
    }
}

/// Whether it is the rank, with or without a value for rows that have none.
fn is(typed: &Typed, ranks: ColumnId) -> bool {
    match &typed.node {
        TypedNode::Column { column, .. } => *column == ranks,
        TypedNode::Call(Function::IfMissing, arguments) => arguments.first().is_some_and(|first| is(first, ranks)),
        _ => false,
    }
}

fn whole(book: &Book, typed: &Typed) -> Option<i64> {
    match &typed.node {
        TypedNode::Number(value, 0) => Some(*value),
        TypedNode::Parameter(parameter) => match &book.parameters[parameter.0] {
            ParameterValue::Number(value) if book.plan.parameters[parameter.0].ty.places == Some(0) => Some(*value),
            _ => None,
        },
        _ => None,
    }
}

/// Ties with an edge inside.
fn ties(book: &Book, ranking: &Ranking<'_>) -> Vec<Tie> {
    let table = book.plan.column(ranking.ranks).table;
    let mut equal: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for row in 0..book.rows[table.0] {
        let ranked = matches!(book.value(ranking.ranks, row), Value::Number(_));
        if let (true, Some(group)) = (ranked, group(book, ranking.rank.within, row)) {
            equal.entry((group, book.stored(ranking.rank.value, row))).or_default().push(row);
        }
    }
    let tie = |rows: Vec<usize>| {
        let first = rows.iter().map(|row| book.stored(ranking.ranks, *row)).min()?;
        let last = first + rows.len() as i64 - 1;
        let ends: BTreeSet<i64> = match ranking.places {
            Some(places) => tier_standing(book, places, *rows.first()?).ends.into_iter().collect(),
            None => ranking.asked.clone(),
        };
        let edges: Vec<i64> = ends.into_iter().filter(|end| (first..last).contains(end)).collect();
        (!edges.is_empty()).then_some(Tie { rows, stand: [first, last], edges })
    };
    let several = equal.into_iter().filter(|(_, rows)| rows.len() > 1);
    let mut ties: Vec<(i64, Tie)> = several.filter_map(|((group, _), rows)| Some((group, tie(rows)?))).collect();
    ties.sort_by_key(|(group, tie)| (*group, tie.stand));
    ties.into_iter().map(|(_, tie)| tie).collect()
}

fn group(book: &Book, within: Within, row: usize) -> Option<i64> {
    match within {
        Within::Table => Some(0),
        Within::Group(column) => Some(book.stored(column, row)),
        Within::Relation(relation) => book.relations[relation.0].target(row).map(|target| target as i64),
    }
}

fn group_name(book: &Book, within: Within, row: usize) -> String {
    match within {
        Within::Table => "全区".to_string(),
        Within::Group(column) => match book.plan.column(column).rule {
            Rule::GroupNumber(of) => book.shown(of, row),
            _ => book.shown(column, row),
        },
        Within::Relation(relation) => {
            let to = book.plan.relation(relation).to;
            book.relations[relation.0].target(row).map_or(String::new(), |target| book.row_name(to, target))
        }
    }
}

fn lines(book: &Book, ranking: &Ranking<'_>, tie: &Tie) -> Vec<Vec<Cell>> {
    let table = book.plan.column(ranking.ranks).table;
    let score = &book.plan.column(ranking.rank.value).name;
    let edges: Vec<String> = tie.edges.iter().map(|edge| format!("第 {edge} 名")).collect();
    let line = |row: &usize| {
        let texts = [
            book.plan.full_name(ranking.used),
            group_name(book, ranking.rank.within, *row),
            book.row_name(table, *row),
            format!("{score} {}", book.shown(ranking.rank.value, *row)),
            book.shown(ranking.ranks, *row),
            format!("{}—{}", tie.stand[0], tie.stand[1]),
            format!("{}之后", edges.join("、")),
            book.shown(ranking.used, *row),
            settled(book, ranking, &tie.rows),
        ];
        texts.map(Cell::Text).to_vec()
    };
    tie.rows.iter().map(line).collect()
}

/// The stated rule in words, and what it came to.
fn settled(book: &Book, ranking: &Ranking<'_>, rows: &[usize]) -> String {
    let chain: Vec<String> =
        ranking.rank.chain.iter().map(|column| format!("“{}”", book.plan.column(*column).name)).collect();
    let ranks: BTreeSet<i64> = rows.iter().map(|row| book.stored(ranking.ranks, *row)).collect();
    let rule = match ranking.places.map(|places| places.ties) {
        Some(TierTies::Split) => "均分：各行平分所占名次的取值",
        Some(TierTies::Stop) => "停止：由书面决定定出先后",
        _ => "并列：同取靠前的名次，都按这一名次计",
    };
    match (chain.is_empty(), ranks.len() == rows.len()) {
        (true, _) => rule.to_string(),
        (false, true) => format!("同分依次比较{}，先后已分", chain.join("、")),
        (false, false) => format!("同分依次比较{}；仍相同的，{rule}", chain.join("、")),
    }
}

//! Rules that contradict themselves: more for a worse rank, parts above the whole, rates without a unit.
use super::Desk;
use crate::formula::{Comparison, Function};
use crate::messages::RuleMessage;
use crate::number::{Fraction, format_fixed, pow10};
use crate::plan::*;
use std::cmp::Ordering;

fn compare(a: (i64, u32), b: (i64, u32)) -> Option<Ordering> {
    Fraction::over(a.0, pow10(a.1)).compare(Fraction::over(b.0, pow10(b.1)))
}

/// Tier tables in which a lower tier is worth more.
pub(super) fn tiers(desk: &mut Desk<'_>) {
    for (tier, written) in desk.plan.tiers.iter().zip(&desk.scheme.tiers) {
        let rows: Vec<_> =
            tier.rows.iter().map(|row| (row.name.as_str(), row.value)).chain([("其余", tier.below)]).collect();
        let rising = rows.windows(2).find(|pair| compare(pair[0].1, pair[1].1) == Some(Ordering::Less));
        if let Some([upper, lower]) = rising {
            let (upper, lower) = (upper.0.to_string(), lower.0.to_string());
            let message = RuleMessage::TierRises { name: tier.name.clone(), upper, lower };
            desk.tell(message, &written.name.span());
        }
    }
}

/// Band tables that are looked up by a rank and rise with it.
pub(super) fn ranks(desk: &mut Desk<'_>) {
    let plan = desk.plan;
    for column in &plan.columns {
        let Rule::Formula { typed, .. } = &column.rule else { continue };
        let mut rising = Vec::new();
        typed.walk(&mut |node| {
            if let TypedNode::Band(band) = &node.node
                && is_rank(plan, &band.value)
                && rises(&plan.bands[band.band.0])
            {
                rising.push(plan.bands[band.band.0].name.clone());
            }
        });
        for band in rising {
            desk.tell(RuleMessage::WorseRankPaysMore { name: column.name.clone(), band }, &column.span);
        }
    }
}

/// Formulas that give more for a worse rank: `IF(名次 <= 3, 100, 200)`, or a payout that is a rank times a figure.
pub(super) fn rank_formulas(desk: &mut Desk<'_>) {
    let plan = desk.plan;
    for column in &plan.columns {
        let Rule::Formula { typed, .. } = &column.rule else { continue };
        // Inside a larger formula it may be taken off again.
        let multiplied = column.role == Role::Money && is_rank_times_figure(plan, typed);
        if multiplied || rises_by_choice(plan, typed) {
            desk.tell(RuleMessage::WorseRankByFormula { name: column.name.clone() }, &column.span);
        }
    }
}

/// `IF(rank <= figure, less, more)`, or turned round.
fn rises_by_choice(plan: &Plan, typed: &Typed) -> bool {
    let TypedNode::Call(Function::If, arguments) = &typed.node else { return false };
    let [condition, then, otherwise] = &arguments[..] else { return false };
    let TypedNode::Call(Function::Compare(comparison), sides) = &condition.node else { return false };
    let (Some(then), Some(otherwise)) = (figure(plan, then), figure(plan, otherwise)) else { return false };
    let ranked = sides.first().is_some_and(|side| is_rank(plan, side));
    let order = compare(then, otherwise);
    ranked
        && match comparison {
            Comparison::Less | Comparison::LessOrEqual => order == Some(Ordering::Less),
            Comparison::Greater | Comparison::GreaterOrEqual => order == Some(Ordering::Greater),
            Comparison::Equal | Comparison::NotEqual => false,
        }
}

fn is_rank_times_figure(plan: &Plan, typed: &Typed) -> bool {
    let TypedNode::Call(Function::Multiply, factors) = &typed.node else { return false };
    let positive = |typed: &Typed| figure(plan, typed).is_some_and(|(value, _)| value > 0);
    factors.iter().any(|factor| is_rank(plan, factor)) && factors.iter().any(positive)
}

/// A figure, or a parameter whose value is known.
fn figure(plan: &Plan, typed: &Typed) -> Option<(i64, u32)> {
    match &typed.node {
        TypedNode::Number(value, places) => Some((*value, *places)),
        TypedNode::Parameter(id) => {
            let parameter = &plan.parameters[id.0];
            match parameter.value {
                Some(ParameterValue::Number(value)) => Some((value, parameter.ty.places?)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_rank(plan: &Plan, value: &Typed) -> bool {
    match &value.node {
        TypedNode::Rank(_) => true,
        TypedNode::Column { column, .. } => match &plan.column(*column).rule {
            Rule::Formula { typed, .. } => matches!(typed.node, TypedNode::Rank(_)),
            _ => false,
        },
        TypedNode::Call(Function::IfMissing, arguments) => arguments.first().is_some_and(|a| is_rank(plan, a)),
        _ => false,
    }
}

fn rises(band: &Band) -> bool {
    let values: Option<Vec<_>> = band.rows.iter().map(|row| row.value).collect();
    values.is_some_and(|values| values.windows(2).any(|pair| compare(pair[0], pair[1]) == Some(Ordering::Less)))
}

/// Columns that are the difference of two rates and do not say in what.
pub(super) fn differences(desk: &mut Desk<'_>) {
    let plan = desk.plan;
    let rate = |typed: &Typed| match &typed.node {
        TypedNode::Column { column, .. } => {
            let column = plan.column(*column);
            column.unit == "%" || column.name.ends_with('率')
        }
        _ => false,
    };
    for column in plan.columns.iter().filter(|column| column.role == Role::Computed && column.unit.is_empty()) {
        let Rule::Formula { typed, .. } = &column.rule else { continue };
        let difference = |typed: &Typed| match &typed.node {
            TypedNode::Call(Function::Subtract, sides) => sides.iter().all(rate),
            _ => false,
        };
        let inner = match &typed.node {
            TypedNode::Call(Function::If, arguments) => arguments.iter().skip(1).any(difference),
            _ => difference(typed),
        };
        if inner {
            desk.tell(RuleMessage::PercentOrPoint { name: column.name.clone() }, &column.span);
        }
    }
}

/// Fixed amounts drawn on a fund of a fixed amount that make more than it.
pub(super) fn parts(desk: &mut Desk<'_>) {
    let plan = desk.plan;
    for (index, source) in plan.sources.iter().enumerate() {
        let Some(total) = fixed(plan, source.column) else { continue };
        let awards = plan
            .steps
            .iter()
            .filter(|step| step.verb == Verb::Award && step.table == DISTRICT && step.account == source.account);
        let drawn = awards.flat_map(|step| &step.amounts).filter(|(of, _)| of.0 == index);
        let parts: Option<i64> = drawn.map(|(_, column)| fixed(plan, *column)).sum();
        // A share or a split takes whatever is left; awards leave it.
        let draws = |step: &&Step| step.account == source.account;
        let all_fixed = plan.steps.iter().filter(draws).all(|step| step.verb == Verb::Award && step.table == DISTRICT);
        if let Some(parts) = parts.filter(|parts| *parts > 0 && *parts < total && all_fixed) {
            let (parts, total) = (format_fixed(parts, 2), format_fixed(total, 2));
            let fund = desk.scheme.funds.iter().find(|fund| *fund.name.get_ref() == source.fund);
            let span = fund.map_or(0..0, |fund| fund.name.span());
            desk.tell(RuleMessage::PartsShort { fund: source.fund.clone(), parts, total }, &span);
        }
        if let Some(parts) = parts.filter(|parts| *parts > total) {
            let (parts, total) = (format_fixed(parts, 2), format_fixed(total, 2));
            let fund = desk.scheme.funds.iter().find(|fund| *fund.name.get_ref() == source.fund);
            let span = fund.map_or(0..0, |fund| fund.name.span());
            desk.tell(RuleMessage::PartsExceed { fund: source.fund.clone(), parts, total }, &span);
        }
    }
}

/// The fen of a column whose formula is a figure or a parameter.
fn fixed(plan: &Plan, column: ColumnId) -> Option<i64> {
    let Rule::Formula { typed, .. } = &plan.column(column).rule else { return None };
    let (value, places) = figure(plan, typed)?;
    Fraction::over(value, pow10(places)).scaled(100, Default::default())
}

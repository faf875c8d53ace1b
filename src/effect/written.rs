//! Rules as texts that two plans can be compared by: every number of a table, column or relation is written as its name.
use crate::plan::*;

/// How a column comes about, with everything that decides its value but standards and parameters.
pub(super) fn rule(plan: &Plan, id: ColumnId) -> String {
    let column = plan.column(id);
    let how = match &column.rule {
        Rule::Input(_) => "录入".to_string(),
        Rule::DerivedKey(at) => format!("键 {at}"),
        Rule::GroupNumber(of) => format!("组 {}", plan.full_name(*of)),
        Rule::TieOrder(of) => format!("次序 {}", names(plan, of)),
        Rule::Formula { typed, rounding } => format!("{rounding:?} {}", formula(plan, typed)),
        Rule::Share(share, part) => {
            let share = &plan.shares[share.0];
            let order = share.order.map(|order| rule(plan, order)).unwrap_or_default();
            let of = [share.available, share.weight, share.weight_total];
            let settled = (share.method, share.unit, share.empty_stops);
            format!("{part:?} {settled:?} {} {} {order}", names(plan, &of), relation(plan, share.relation))
        }
        Rule::Pending => String::new(),
    };
    format!("{how} {}", column.scale)
}

/// How rows are related.
pub(super) fn related(plan: &Plan, id: RelationId) -> String {
    let by = plan.relation(id).by.iter().map(|(own, other)| names(plan, &[*own, *other]));
    format!("{} {}", relation(plan, id), by.collect::<Vec<_>>().join(" "))
}

/// A table's bands as printed.
pub(super) fn band(band: &Band) -> String {
    let rows = band.rows.iter().map(|row| format!("{} {}", row.shown, row.value_shown));
    rows.collect::<Vec<_>>().join("；")
}

/// A table's tiers as printed.
pub(super) fn tier(tier: &Tier) -> String {
    let shown = |(value, places): (i64, u32)| crate::number::format_fixed(value, places);
    let row = |row: &TierRow| {
        let size = match row.size {
            TierSize::Percent(value, places) => format!("{}%", shown((value, places))),
            TierSize::Places(places) => format!("{places} 个"),
        };
        format!("{} {size} {}", row.name, shown(row.value))
    };
    let below = format!("其余 {}", shown(tier.below));
    let least = format!("每档至少 {} 个，名额{}", tier.least, tier.rounding.chinese());
    tier.rows.iter().map(row).chain([below, least]).collect::<Vec<_>>().join("；")
}

fn names(plan: &Plan, columns: &[ColumnId]) -> String {
    columns.iter().map(|column| plan.full_name(*column)).collect::<Vec<_>>().join(" ")
}

fn relation(plan: &Plan, id: RelationId) -> String {
    let relation = plan.relation(id);
    format!("{}.{}.{}", plan.table(relation.from).name, relation.name, plan.table(relation.to).name)
}

fn path(plan: &Plan, path: &[RelationId]) -> String {
    path.iter().map(|step| relation(plan, *step)).collect::<Vec<_>>().join("/")
}

fn formula(plan: &Plan, typed: &Typed) -> String {
    let optional = |column: Option<ColumnId>| names(plan, column.as_slice());
    match &typed.node {
        TypedNode::Number(value, places) => format!("{value}e{places}"),
        TypedNode::Text(at) => format!("{:?}", plan.texts[*at]),
        TypedNode::Flag(flag) => flag.to_string(),
        TypedNode::Parameter(id) => format!("参数 {}", plan.parameters[id.0].name),
        TypedNode::Column { path: steps, column } => format!("{}>{}", path(plan, steps), plan.full_name(*column)),
        TypedNode::Call(function, arguments) => {
            let arguments: Vec<String> = arguments.iter().map(|argument| formula(plan, argument)).collect();
            format!("{function:?}({})", arguments.join(","))
        }
        TypedNode::Aggregate(aggregate) => {
            let rows = match &aggregate.rows {
                Rows::Belonging { path: steps, relation: of } => {
                    format!("{}<{}", path(plan, steps), relation(plan, *of))
                }
                Rows::Group(group) => plan.full_name(*group),
            };
            let read = [optional(aggregate.value), optional(aggregate.condition)];
            format!("{:?}({rows} {})", aggregate.kind, read.join(" if "))
        }
        TypedNode::Rank(rank) => {
            let within = match rank.within {
                Within::Table => String::new(),
                Within::Group(group) => plan.full_name(group),
                Within::Relation(id) => relation(plan, id),
            };
            let read = [names(plan, &[rank.value]), optional(rank.condition), names(plan, &rank.chain)];
            format!("Rank({within} {} {})", rank.descending, read.join(" / "))
        }
        TypedNode::Places(places) => {
            let read = names(plan, &[places.rank, places.of]);
            format!("Places({} {read} {} {:?})", plan.tiers[places.tier.0].name, optional(places.reverse), places.ties)
        }
        TypedNode::Band(used) => {
            format!("Band({} {} {})", plan.bands[used.band.0].name, used.marginal, formula(plan, &used.value))
        }
    }
}

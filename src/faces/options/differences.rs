//! 方案差别: the parameters, standards and rules in which the options differ, side by side.
use super::{Side, grid};
use crate::book::Book;
use crate::effect::{Causes, Pairing};
use crate::faces::grid::{Cell, Grid, Head};
use crate::messages::Findings;
use crate::number::format_fixed;
use crate::plan::{ColumnId, Parameter, ParameterValue, Role, TierSize};
use std::collections::BTreeMap;

/// What stands in an option that does not have it.
const ABSENT: &str = "（没有）";

/// Kind and name of something stated, with what is stated, in the order written.
type Stated = Vec<((&'static str, String), String)>;

pub(super) fn grid_of(sides: &[Side<'_>]) -> Grid {
    let mut heads = vec![Head::new("类别", 12.0), Head::new("名称", 30.0)];
    heads.extend(sides.iter().map(|side| Head::new(side.name, 40.0)));
    let stated: Vec<Stated> = sides.iter().map(|side| stated(side.book)).collect();
    let known: Vec<BTreeMap<_, _>> = stated.iter().map(|stated| stated.iter().cloned().collect()).collect();
    let mut order: Vec<&(&str, String)> = Vec::new();
    for (key, _) in stated.iter().flatten() {
        let values = || known.iter().map(|known| known.get(key));
        if !order.contains(&key) && values().any(|value| value != known[0].get(key)) {
            order.push(key);
        }
    }
    let line = |key: &&(&'static str, String)| {
        let values = known.iter().map(|known| known.get(*key).map_or(ABSENT, String::as_str));
        [key.0, &key.1].into_iter().chain(values).map(Cell::text).collect()
    };
    let mut lines: Vec<Vec<Cell>> = order.iter().map(line).collect();
    lines.push(data(sides));
    let sentence = "各方案的参数、标准和规则中不同的各项；没有列出的各项都相同。";
    grid("方案差别".to_string(), sentence, heads, lines)
}

/// How many input cells and rows differ from the first option's.
fn data(sides: &[Side<'_>]) -> Vec<Cell> {
    let none = Findings::default();
    let causes = |side: &Side<'_>| Causes::between(&Pairing::of(sides[0].book, side.book), [&none, &none]);
    let others = sides.iter().skip(1).map(|side| match causes(side).data() {
        0 => "与方案一相同".to_string(),
        count => format!("与方案一不同 {count} 处"),
    });
    let first = ["录入数据", "单元格和行", ""].map(str::to_string);
    first.into_iter().chain(others).map(Cell::Text).collect()
}

fn stated(book: &Book) -> Stated {
    let plan = &book.plan;
    let mut stated: Stated = Vec::new();
    for (parameter, value) in plan.parameters.iter().zip(&book.parameters) {
        stated.push((("参数", parameter.name.clone()), figure(parameter, value)));
    }
    for band in &plan.bands {
        let rows = band.rows.iter().map(|row| {
            let shown = if row.shown.is_empty() { "（空）" } else { &row.shown };
            (("分档标准", format!("{} {shown}", band.name)), row.value_shown.clone())
        });
        stated.extend(rows);
    }
    for tier in &plan.tiers {
        let rows = tier.rows.iter().map(|row| {
            let size = match row.size {
                TierSize::Percent(value, places) => format!("{}%", format_fixed(value, places)),
                TierSize::Places(places) => format!("{places} 个名额"),
            };
            let value = format!("{size}，{}", format_fixed(row.value.0, row.value.1));
            (("名次档", format!("{} {}", tier.name, row.name)), value)
        });
        stated.extend(rows);
        let below = format_fixed(tier.below.0, tier.below.1);
        stated.push((("名次档", format!("{} 其余", tier.name)), below));
    }
    stated.extend(rules(book));
    stated
}

fn figure(parameter: &Parameter, value: &ParameterValue) -> String {
    let shown = match value {
        ParameterValue::Number(value) => format_fixed(*value, parameter.ty.places.unwrap_or(0)),
        ParameterValue::Fraction(value, over) => format!("{value}/{over}"),
        ParameterValue::Text(text) => text.clone(),
        ParameterValue::Flag(flag) => if *flag { "是" } else { "否" }.to_string(),
    };
    format!("{shown} {}", parameter.unit).trim_end().to_string()
}

/// Sources, computed columns and steps, as written.
fn rules(book: &Book) -> Stated {
    let plan = &book.plan;
    let sources = plan.sources.iter().map(|source| {
        (("资金来源", format!("{}·{}", source.fund, source.name)), plan.column(source.column).formula.clone())
    });
    let computed = plan.columns.iter().zip((0..).map(ColumnId)).filter(|(column, _)| column.role == Role::Computed);
    let columns = computed.map(|(column, id)| (("计算列", plan.full_name(id)), column.formula.clone()));
    let steps = plan.steps.iter().map(|step| (("分配步骤", step.name.clone()), step.words.clone()));
    sources.chain(columns).chain(steps).collect()
}

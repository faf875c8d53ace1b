//! The scheme as the program understands it, in words: every source, step, choice and figure, and how articles and
//! rules answer each other.
use super::kind_name;
use super::payment::payments;
use super::words::rounding_words;
use crate::formula::Kind;
use crate::messages::Language;
use crate::number::format_fixed;
use crate::plan::*;
use crate::scheme::{CheckLevel, DayCount, Period};
use std::ops::Range;

/// A part of the outline: a table of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineSection {
    /// Its heading.
    pub title: &'static str,
    /// Headers of its five columns; an empty one is not used.
    pub heads: [&'static str; 5],
    /// Its rows.
    pub rows: Vec<[String; 5]>,
}

/// The whole scheme, section by section; sections without rows are left out.
pub fn scheme_outline(plan: &Plan) -> Vec<OutlineSection> {
    let section = |title, heads, rows| OutlineSection { title, heads, rows };
    let all = [
        section("资金来源", ["基金", "来源", "金额算法", "依据", "性质"], sources(plan)),
        section("分配步骤（按次序）", ["方式", "步骤", "做法和所作选择", "依据", "说明"], steps(plan)),
        section("记账科目", ["资金来源", "部门经济分类", "支出功能分类", "支出性质", "说明"], codes(plan)),
        section("账户", ["去向", "账户", "所属", "依据", ""], accounts(plan)),
        section("参数", ["参数", "数值", "单位", "依据", "说明"], parameters(plan)),
        section("分档标准", ["标准", "档次", "取值", "依据", "说明"], standards(plan)),
        section("计算列", ["表", "列", "算法", "依据", "说明"], computed(plan)),
        section("录入列", ["表", "列", "约定", "单位", "说明"], inputs(plan)),
        section("勾稽校验", ["性质", "校验", "应成立的条件", "依据", "说明"], checks(plan)),
        section("处理建议", ["表", "处理", "条件", "依据", "说明"], consequences(plan)),
        section("发放", ["对象", "版式", "版式的约定", "取自", "用途"], payments(plan)),
        section("异议、复核、申诉", ["环节", "期限", "从哪天起", "依据", "说明"], objection(plan)),
        section("条文和规则", ["条文", "规则", "条文内容", "", ""], articles(plan)),
        section("没有条文的规则", ["类别", "项数", "规则", "", ""], without_article(plan)),
    ];
    all.into_iter().filter(|section| !section.rows.is_empty()).collect()
}

fn row(cells: [&str; 5]) -> [String; 5] {
    cells.map(str::to_string)
}

fn sources(plan: &Plan) -> Vec<[String; 5]> {
    let of = |source: &Source| {
        let column = plan.column(source.column);
        let total = if source.within_total { "计入绩效工资总量" } else { "不计入绩效工资总量" };
        let nature: Vec<&str> = [&source.nature, total].into_iter().filter(|part| !part.is_empty()).collect();
        row([&source.fund, &source.name, &column.formula, &column.clause, &nature.join("，")])
    };
    plan.sources.iter().map(of).collect()
}

fn steps(plan: &Plan) -> Vec<[String; 5]> {
    plan.steps.iter().map(|s| row([s.verb.chinese(), &s.name, &s.words, &s.clause, &s.note])).collect()
}

fn codes(plan: &Plan) -> Vec<[String; 5]> {
    let Some(accounting) = &plan.accounting else { return Vec::new() };
    let kinds = accounting.functions.iter().map(|(kind, code)| format!("{kind} {code}"));
    let by_kind: Vec<String> = kinds.chain([format!("其余 {}", accounting.function)]).collect();
    let of = |entry: &AccountingEntry| {
        let source = &plan.sources[entry.source.0];
        let payees = entry.payees.map_or(String::new(), |table| format!("（{}）", plan.table(table).name));
        let name = format!("{}·{}{payees}", source.fund, source.name);
        let function = entry.function.clone().unwrap_or_else(|| by_kind.join("；"));
        let note = assumed(accounting.assumption, &[&accounting.basis]);
        row([&name, &entry.economic, &function, entry.expenditure.chinese(), &note])
    };
    accounting.entries.iter().map(of).collect()
}

fn accounts(plan: &Plan) -> Vec<[String; 5]> {
    let of = |account: &Account| {
        let kind = kind_name(account.kind, Language::Chinese);
        row([kind, &account.name, &plan.table(account.table).name, &account.ground, ""])
    };
    plan.accounts.iter().map(of).collect()
}

fn parameters(plan: &Plan) -> Vec<[String; 5]> {
    let of = |parameter: &Parameter| {
        let value = match &parameter.value {
            None => "取自参数表".to_string(),
            Some(ParameterValue::Number(value)) => format_fixed(*value, parameter.ty.places.unwrap_or(0)),
            Some(ParameterValue::Fraction(value, over)) => format!("{value}/{over}"),
            Some(ParameterValue::Flag(flag)) => if *flag { "是" } else { "否" }.to_string(),
            Some(ParameterValue::Text(text)) => text.clone(),
        };
        let note = assumed(parameter.assumption, &[&parameter.note]);
        [parameter.name.clone(), value, parameter.unit.clone(), parameter.clause.clone(), note]
    };
    plan.parameters.iter().map(of).collect()
}

/// What is assumed says so.
fn assumed(assumption: bool, notes: &[&str]) -> String {
    let word = if assumption { "假定" } else { "" };
    let parts = [word].into_iter().chain(notes.iter().copied());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

fn standards(plan: &Plan) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for band in &plan.bands {
        for line in &band.rows {
            let shown = if line.shown.is_empty() { "（空）" } else { &line.shown };
            let note = assumed(band.assumption, &[&band.decided, &band.note]);
            rows.push(row([&band.name, shown, &line.value_shown, &band.clause, &note]));
        }
    }
    for tier in &plan.tiers {
        let places = format!("名额{}，每档至少 {} 个", rounding_words(tier.rounding), tier.least);
        let note = assumed(tier.assumption, &[&tier.decided, &places]);
        for line in &tier.rows {
            let size = match line.size {
                TierSize::Percent(value, places) => format!("{}（{}%）", line.name, format_fixed(value, places)),
                TierSize::Places(places) => format!("{}（{places} 个名额）", line.name),
            };
            rows.push(row([&tier.name, &size, &format_fixed(line.value.0, line.value.1), &tier.clause, &note]));
        }
        rows.push(row([&tier.name, "其余", &format_fixed(tier.below.0, tier.below.1), &tier.clause, &note]));
    }
    rows
}

/// How long objections may take; a period that is not stated says so.
fn objection(plan: &Plan) -> Vec<[String; 5]> {
    let Some(periods) = &plan.objection else { return Vec::new() };
    let all = [
        ("答复异议", &periods.answers[0], "提出异议的次日"),
        ("申请复核", &periods.asks[1], "答复异议的次日"),
        ("答复复核", &periods.answers[1], "申请复核的次日"),
        ("提出申诉", &periods.asks[2], "答复复核的次日"),
        ("答复申诉", &periods.answers[2], "提出申诉的次日"),
    ];
    let note = assumed(periods.assumption, &[]);
    let of = |(name, period, from): (&str, &Option<Period>, &str)| match period {
        Some(period) => row([name, &period_words(period), from, &period.clause, &note]),
        None => row([name, "方案没有写明", from, "", ""]),
    };
    all.map(of).to_vec()
}

fn period_words(period: &Period) -> String {
    let kind = match period.count {
        DayCount::Working => "个工作日",
        DayCount::Calendar => "日（自然日）",
    };
    format!("{} {kind}", period.days)
}

fn of_role(plan: &Plan, role: Role, of: impl Fn(&str, &Column) -> [String; 5]) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for table in &plan.tables {
        let columns = table.columns.iter().map(|id| plan.column(*id)).filter(|column| column.role == role);
        rows.extend(columns.map(|column| of(&table.name, column)));
    }
    rows
}

fn computed(plan: &Plan) -> Vec<[String; 5]> {
    of_role(plan, Role::Computed, |table, column| {
        let formula = match (&column.rule, column.ty.kind, column.places) {
            (Rule::Formula { rounding, .. }, Kind::Number, Some(places)) => {
                format!("{}（{places} 位小数，{}）", column.formula, rounding_words(*rounding))
            }
            (_, Kind::Number, None) => format!("{}（1/{} 的整数倍）", column.formula, column.scale),
            _ => column.formula.clone(),
        };
        row([table, &column.name, &formula, &column.clause, &column.note])
    })
}

fn inputs(plan: &Plan) -> Vec<[String; 5]> {
    of_role(plan, Role::Input, |table, column| row([table, &column.name, &column.formula, &column.unit, &column.note]))
}

fn checks(plan: &Plan) -> Vec<[String; 5]> {
    let of = |check: &Check| {
        let level = match check.level {
            CheckLevel::Stop => "停止",
            CheckLevel::Warn => "提醒",
        };
        row([level, &check.name, &plan.column(check.column).formula, &check.clause, &check.note])
    };
    plan.checks.iter().map(of).collect()
}

fn consequences(plan: &Plan) -> Vec<[String; 5]> {
    let of = |consequence: &Consequence| {
        let column = plan.column(consequence.column);
        let table = &plan.table(column.table).name;
        row([table, &consequence.name, &column.formula, &consequence.clause, &consequence.note])
    };
    plan.consequences.iter().map(of).collect()
}

/// A rule: its kind, name and article, and where it is written.
struct Written<'p> {
    kind: &'static str,
    name: &'p str,
    clause: &'p str,
    span: Range<usize>,
}

/// Every rule that an article would answer for. Checks that the program adds stand where their step stands.
fn rules(plan: &Plan) -> Vec<Written<'_>> {
    let mut rules: Vec<Written<'_>> = Vec::new();
    let mut add = |kind, name, clause, span: &Range<usize>| {
        if !span.is_empty() && !rules.iter().any(|rule| rule.span == *span) {
            rules.push(Written { kind, name, clause, span: span.clone() });
        }
    };
    for source in &plan.sources {
        let column = plan.column(source.column);
        add("资金来源", &source.name, &column.clause, &column.span);
    }
    plan.steps.iter().for_each(|s| add("步骤", &s.name, &s.clause, &s.span));
    plan.parameters.iter().for_each(|p| add("参数", &p.name, &p.clause, &p.span));
    let computed = plan.columns.iter().filter(|column| column.role == Role::Computed);
    computed.for_each(|c| add("计算列", &c.name, &c.clause, &c.span));
    plan.checks.iter().for_each(|c| add("校验", &c.name, &c.clause, &c.span));
    plan.consequences.iter().for_each(|c| add("处理建议", &c.name, &c.clause, &plan.column(c.column).span));
    rules
}

fn articles(plan: &Plan) -> Vec<[String; 5]> {
    let rules = rules(plan);
    let of = |article: &crate::scheme::Article| {
        let standards =
            plan.bands.iter().map(|b| (&b.name, &b.clause)).chain(plan.tiers.iter().map(|t| (&t.name, &t.clause)));
        let standards = standards.filter(|(_, clause)| **clause == article.name).map(|(name, _)| name.as_str());
        let cited = |rule: &Written<'_>| plan.articles.iter().any(|article| article.name == rule.clause);
        // A rule that has to stand elsewhere, since steps act in the order written, says which article it carries out.
        let mine = |rule: &&Written<'_>| match cited(rule) {
            true => rule.clause == article.name,
            false => article.span.contains(&rule.span.start),
        };
        let inside = rules.iter().filter(mine).map(|rule| rule.name);
        let names: Vec<&str> = inside.chain(standards).collect();
        let names = if names.is_empty() { "（没有规则）".to_string() } else { names.join("、") };
        row([&article.name, &names, &article.words, "", ""])
    };
    plan.articles.iter().map(of).collect()
}

/// In a document, rules that stand under no article; else rules that cite none.
fn without_article(plan: &Plan) -> Vec<[String; 5]> {
    let under = |rule: &Written<'_>| plan.articles.iter().any(|article| article.span.contains(&rule.span.start));
    let alone = |rule: &Written<'_>| if plan.articles.is_empty() { rule.clause.is_empty() } else { !under(rule) };
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    for rule in rules(plan).iter().filter(|rule| alone(rule)) {
        match kinds.iter_mut().find(|(kind, _)| *kind == rule.kind) {
            Some((_, names)) => names.push(rule.name),
            None => kinds.push((rule.kind, vec![rule.name])),
        }
    }
    kinds
        .into_iter()
        .map(|(kind, names)| row([kind, &format!("{} 项", names.len()), &names.join("、"), "", ""]))
        .collect()
}

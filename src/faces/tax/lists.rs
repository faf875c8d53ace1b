//! The lists of the tax sheets.
use super::person::{Person, Taxed};
use crate::faces::grid::{Cell, FIRST, Grid, Head};
use crate::faces::words::yuan_words;
use crate::tax::{Bracket, TaxTable};
use std::collections::BTreeMap;

/// Widths, in characters: a unit, a key, a name, an amount.
const UNIT: f64 = 24.0;
const KEY: f64 = 14.0;
const NAME: f64 = 12.0;
const AMOUNT: f64 = 15.0;
/// Sheet of the rates, which the formulas read.
const RATES: &str = "税率表";

pub(super) fn grids(taxed: &Taxed<'_>) -> Vec<Grid> {
    match &taxed.tax.table {
        Some(table) => {
            vec![units(taxed, Some(table)), persons(taxed, table), cliffs(taxed, table), once(taxed), rates(table)]
        }
        None => vec![units(taxed, None), amounts(taxed)],
    }
}

fn grid(name: &str, sentence: String, heads: Vec<Head>, mut lines: Vec<Vec<Cell>>) -> Grid {
    let mut heads = heads;
    if lines.is_empty() {
        let blank = heads.iter().skip(1).map(|_| Cell::Blank);
        lines.push([Cell::text("无")].into_iter().chain(blank).collect());
        heads.iter_mut().for_each(|head| head.sum = false);
    }
    Grid { name: name.to_string(), title: String::new(), sentence, heads, lines, closing: Vec::new() }
}

/// 按单位: persons, amount, tax, net.
fn units(taxed: &Taxed<'_>, table: Option<&TaxTable>) -> Grid {
    let mut order: Vec<&str> = Vec::new();
    let mut sums: BTreeMap<&str, [i64; 3]> = BTreeMap::new();
    for person in &taxed.persons {
        let sum = sums.entry(&person.unit).or_insert_with(|| {
            order.push(&person.unit);
            [0; 3]
        });
        sum[0] += 1;
        sum[1] += person.amount;
        sum[2] += table.map_or(0, |table| table.tax(person.amount));
    }
    let mut heads = vec![Head::new("单位", 30.0), Head::sum("人数", 10.0), Head::sum("应发（税前）", AMOUNT)];
    if table.is_some() {
        heads.extend(["税额", "税后"].map(|title| Head::sum(title, AMOUNT)));
    }
    let line = |unit: &&str| {
        let [count, amount, tax] = sums.get(*unit).copied().unwrap_or_default();
        let mut cells = vec![Cell::text(*unit), Cell::Count(count), Cell::Money(amount)];
        if table.is_some() {
            cells.extend([tax, amount - tax].map(Cell::Money));
        }
        cells
    };
    grid("按单位", format!("{}金额单位：元", counted(taxed)), heads, order.iter().map(line).collect())
}

/// What is counted.
fn counted(taxed: &Taxed<'_>) -> String {
    let plan = &taxed.book.plan;
    let sources: Vec<String> = taxed
        .tax
        .sources
        .iter()
        .map(|source| {
            let source = &plan.sources[source.0];
            format!("{}·{}", source.fund, source.name)
        })
        .collect();
    let tables: Vec<&str> = taxed.tax.payees.iter().map(|table| plan.table(*table).name.as_str()).collect();
    format!("计入：{}；人员：{}。", sources.join("、"), tables.join("、"))
}

fn person_heads() -> Vec<Head> {
    vec![Head::new("单位", UNIT), Head::new("编号", KEY), Head::new("姓名", NAME)]
}

fn person_cells(person: &Person) -> Vec<Cell> {
    [&person.unit, &person.key, &person.name].map(Cell::text).to_vec()
}

/// 计税金额: amounts alone.
fn amounts(taxed: &Taxed<'_>) -> Grid {
    let mut heads = person_heads();
    heads.push(Head::sum("计税金额", AMOUNT));
    let line = |person: &Person| person_cells(person).into_iter().chain([Cell::Money(person.amount)]).collect();
    let sentence = "只列金额，并入当月工资薪金，由扣缴客户端按累计预扣法计算。金额单位：元".to_string();
    grid("计税金额", sentence, heads, taxed.persons.iter().map(line).collect())
}

/// 个税测算: each person with rate, quick figure, tax and what is left, live.
fn persons(taxed: &Taxed<'_>, table: &TaxTable) -> Grid {
    let mut heads = person_heads();
    heads.push(Head::sum("应发（税前）", AMOUNT));
    heads.extend([Head::new("适用税率（%）", 10.0), Head::new("速算扣除数", 12.0)]);
    heads.extend(["税额", "税后"].map(|title| Head::sum(title, AMOUNT)));
    heads.push(Head::new("提示", 18.0));
    let line = |(at, person): (usize, &Person)| {
        let row = FIRST as usize + at + 1;
        let bracket = table.bracket(person.amount);
        let tax = table.tax(person.amount);
        let mut cells = person_cells(person);
        cells.extend([
            Cell::Money(person.amount),
            Cell::LiveCount(step(table, "D", row), bracket.percent),
            Cell::Live(step(table, "E", row), bracket.quick),
            // Whole fen times whole per cent, so that a half is exact and rounds as it does here.
            Cell::Live(format!("MAX(0,ROUND(ROUND(ROUND(D{row}*100,0)*E{row}/100,0)/100-F{row},2))"), tax),
            Cell::Live(format!("ROUND(D{row}-G{row},2)"), person.amount - tax),
            Cell::Text(hints(person, table)),
        ]);
        cells
    };
    let sentence = format!(
        "全年一次性奖金单独计税：应发除以 12 查按月换算税率表，税额＝应发×适用税率－速算扣除数，四舍五入到分。依据：{}。\
         每人每年只能用一次；本表是测算，不改动应发金额，以扣缴申报为准。金额单位：元",
        table.source
    );
    grid("个税测算", sentence, heads, taxed.persons.iter().enumerate().map(line).collect())
}

/// The step of a row's amount: a column of the rates.
fn step(table: &TaxTable, column: &str, row: usize) -> String {
    let first = FIRST as usize + 1;
    let last = first + table.brackets.len() - 1;
    let below = match last - first {
        0 => "1".to_string(),
        _ => format!("1+SUMPRODUCT(--('{RATES}'!$C${first}:$C${}<D{row}))", last - 1),
    };
    format!("INDEX('{RATES}'!${column}${first}:${column}${last},{below})")
}

fn hints(person: &Person, table: &TaxTable) -> String {
    let over = table.cliff(person.amount).map(|_| "临界点");
    let twice = (person.earlier > 0 || !person.also.is_empty()).then_some("一年一次");
    over.into_iter().chain(twice).collect::<Vec<_>>().join("、")
}

/// 临界点提示: who is left less than somebody at the cliff.
fn cliffs(taxed: &Taxed<'_>, table: &TaxTable) -> Grid {
    let mut heads = person_heads();
    let titles =
        ["应发（税前）", "临界点", "超过临界点", "税额", "税后", "临界点税后", "税后减少", "应发达到此数才恢复"];
    heads.extend(titles.map(|title| Head::new(title, AMOUNT)));
    let line = |person: &Person| {
        let cliff = table.cliff(person.amount)?;
        let mut cells = person_cells(person);
        let tax = table.tax(person.amount);
        let (over, net) = (person.amount - cliff.edge, person.amount - tax);
        let figures = [person.amount, cliff.edge, over, tax, net, cliff.edge_net, cliff.loss, cliff.recovers];
        cells.extend(figures.map(Cell::Money));
        Some(cells)
    };
    let sentence = "应发刚超过临界点、税后反而少于临界点税后的人员。只作提示，金额没有改动；是否改用并入综合所得计税，由本人决定。金额单位：元";
    grid("临界点提示", sentence.to_string(), heads, taxed.persons.iter().filter_map(line).collect())
}

/// 一年一次: who would be taxed so twice in a year, as far as is known.
fn once(taxed: &Taxed<'_>) -> Grid {
    let mut heads = person_heads();
    heads.extend([Head::new("应发（税前）", AMOUNT), Head::new("本年已单独计税", AMOUNT)]);
    heads.push(Head::new("另有发放", 44.0));
    let twice = |person: &&Person| person.earlier > 0 || !person.also.is_empty();
    let line = |person: &Person| {
        let mut cells = person_cells(person);
        cells.extend([person.amount, person.earlier].map(Cell::Money));
        cells.push(Cell::Text(person.also.join("；")));
        cells
    };
    let sentence = "全年一次性奖金单独计税，每人每年只能用一次。下列人员另有发放或本年已经单独计税，其余部分并入综合所得。金额单位：元";
    grid("一年一次", sentence.to_string(), heads, taxed.persons.iter().filter(twice).map(line).collect())
}

/// 税率表: the steps, which the formulas read.
fn rates(table: &TaxTable) -> Grid {
    let heads = vec![
        Head::new("级数", 8.0),
        Head::new("月均不超过", AMOUNT),
        Head::new("全年不超过", AMOUNT),
        Head::new("税率（%）", 12.0),
        Head::new("速算扣除数", AMOUNT),
    ];
    let limit = |fen: Option<i64>| fen.map_or(Cell::Blank, Cell::Money);
    let line = |(number, bracket): (usize, &Bracket)| {
        let mut cells = vec![Cell::text((number + 1).to_string())];
        cells.extend([limit(bracket.monthly_limit), limit(bracket.yearly_limit())]);
        cells.extend([Cell::Count(bracket.percent), Cell::Money(bracket.quick)]);
        cells
    };
    let last = table.brackets.iter().rev().find_map(Bracket::yearly_limit);
    let beyond = last.map(|fen| format!("最后一级：全年超过 {}。", yuan_words(fen))).unwrap_or_default();
    let sentence = format!(
        "按月换算后的综合所得税率表，{} 年至 {} 年有效。依据：{}。{beyond}金额单位：元",
        table.from, table.until, table.source
    );
    grid(RATES, sentence, heads, table.brackets.iter().enumerate().map(line).collect())
}

//! 用款计划: the lists of the plan of spending.
use super::AMOUNT;
use super::booked::{Booked, Codes, Keeper};
use crate::faces::capital::capital;
use crate::faces::grid::{Cell, Grid, Head};
use std::collections::BTreeMap;

/// Widths, in characters: a unit, a code with its name.
const UNIT: f64 = 26.0;
const CODE: f64 = 24.0;

pub(super) fn grids(booked: &Booked<'_>, heading: &str) -> Vec<Grid> {
    let total: i64 = booked.keepers.iter().map(Keeper::total).sum();
    let mut grids = vec![lines(booked), units(booked), codes(booked)];
    for grid in &mut grids {
        grid.title = format!("{heading}：{}", grid.name);
        grid.closing.push(format!("合计（大写）：{}", capital(total)));
        grid.closing.extend(grounds(booked));
    }
    grids
}

/// What the codes rest on.
fn grounds(booked: &Booked<'_>) -> Option<String> {
    let accounting = booked.accounting;
    let words = match (accounting.basis.as_str(), accounting.assumption) {
        ("", false) => return None,
        ("", true) => "科目代码为假定，入账前请财务核定。".to_string(),
        (basis, false) => format!("科目代码依据：{basis}。"),
        (basis, true) => format!("科目代码依据：{basis}；具体代码为假定，入账前请财务核定。"),
    };
    Some(words)
}

fn grid(name: &str, sentence: &str, heads: Vec<Head>, lines: Vec<Vec<Cell>>) -> Grid {
    let (name, sentence) = (name.to_string(), format!("{sentence}金额单位：元"));
    Grid { name, title: String::new(), sentence, heads, lines, closing: Vec::new() }
}

fn lines(booked: &Booked<'_>) -> Grid {
    let heads = vec![
        Head::new("核算单位", UNIT),
        Head::new("基金", 20.0),
        Head::new("资金来源", 16.0),
        Head::new("支出性质", 10.0),
        Head::new("支出功能分类", CODE),
        Head::new("部门经济分类", CODE),
        Head::new("人数", 8.0),
        Head::sum("金额", AMOUNT),
    ];
    let line = |keeper: &Keeper, codes: &Codes, persons: usize, fen: i64| {
        let source = &booked.book.plan.sources[codes.source.0];
        let texts = [&keeper.name, &source.fund, &source.name, codes.expenditure.chinese()];
        let mut cells = texts.map(Cell::text).to_vec();
        cells.extend([&codes.function, &codes.economic].map(Cell::text));
        cells.extend([Cell::Count(persons as i64), Cell::Money(fen)]);
        cells
    };
    let each = booked.keepers.iter().flat_map(|keeper| keeper.lines.iter().map(move |entry| (keeper, entry)));
    let lines = each.map(|(keeper, (codes, amount))| line(keeper, codes, amount.persons, amount.fen)).collect();
    grid("用款计划", "按核算单位、资金来源和科目；合计等于资金台账的发放额，定稿的减去异议未结缓发的。", heads, lines)
}

fn units(booked: &Booked<'_>) -> Grid {
    let heads = vec![
        Head::new("核算单位", UNIT),
        Head::new("所含单位", 60.0),
        Head::sum("人数", 10.0),
        Head::sum("金额", AMOUNT),
    ];
    let line = |keeper: &Keeper| {
        let texts = [keeper.name.clone(), keeper.units.join("、")];
        let figures = [Cell::Count(keeper.persons as i64), Cell::Money(keeper.total())];
        texts.into_iter().map(Cell::Text).chain(figures).collect()
    };
    let lines = booked.keepers.iter().map(line).collect();
    grid("按核算单位", "教学点等不独立核算的单位并入其核算单位；人数为有实发额的人，同表一人只计一次。", heads, lines)
}

fn codes(booked: &Booked<'_>) -> Grid {
    let heads = vec![
        Head::new("基金", 22.0),
        Head::new("资金来源", 18.0),
        Head::new("支出性质", 10.0),
        Head::new("支出功能分类", CODE),
        Head::new("部门经济分类", CODE),
        Head::new("人数", 8.0),
        Head::sum("金额", AMOUNT),
    ];
    let mut sums: BTreeMap<&Codes, (usize, i64)> = BTreeMap::new();
    for (codes, amount) in booked.keepers.iter().flat_map(|keeper| &keeper.lines) {
        let sum = sums.entry(codes).or_default();
        sum.0 += amount.persons;
        sum.1 += amount.fen;
    }
    let line = |(codes, (persons, fen)): (&Codes, (usize, i64))| {
        let source = &booked.book.plan.sources[codes.source.0];
        let texts = [&source.fund, &source.name, codes.expenditure.chinese(), &codes.function, &codes.economic];
        let figures = [Cell::Count(persons as i64), Cell::Money(fen)];
        texts.map(Cell::text).into_iter().chain(figures).collect()
    };
    let lines = sums.into_iter().map(line).collect();
    grid("按科目", "全区各科目的用款。", heads, lines)
}

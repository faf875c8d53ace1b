//! The options unit by unit, by kind of staff, and inside each unit.
use super::money::{compared, compared_heads, own_column};
use super::{AMOUNT, Side, grid};
use crate::faces::FaceError;
use crate::faces::grid::{Cell, Grid, Head, tie};
use crate::faces::paper::sheet_name;
use crate::faces::payout::PayoutUnit;
use crate::faces::summary::{Chart, GROUP_MIN, Payees, kinds, mean, spread};
use crate::plan::ColumnId;
use crate::scheme::DocumentKind;
use rust_xlsxwriter::ChartType;

/// Width of a name, in characters.
const NAME: f64 = 24.0;

/// The lists of a table of payees, and their charts.
pub(super) fn of(
    sides: &[Side<'_>],
    table: usize,
    grids: &mut Vec<Grid>,
    charts: &mut Vec<Chart>,
) -> Result<(), FaceError> {
    let several = sides[0].payees.len() > 1;
    let payees: Vec<&Payees<'_>> = sides.iter().filter_map(|side| side.payees.get(table)).collect();
    let suffix = if several { format!("·{}", payees[0].payouts.table_name()) } else { String::new() };
    let named = |name: &str, grids: &[Grid]| {
        let taken: Vec<String> = grids.iter().map(|grid| grid.name.clone()).collect();
        sheet_name(&format!("{name}{suffix}"), &taken)
    };
    let units = names(&payees);
    let totals = totals(sides, &payees, &units, named("按单位", grids))?;
    let own: Vec<u16> = (0..sides.len()).map(|number| own_column(number) as u16).collect();
    let means: Vec<u16> = (0..sides.len()).map(|number| (2 * sides.len() + 2 * number + 1) as u16).collect();
    let drawn = [("各单位实发", own), ("各单位人均实发", means)].map(|(title, columns)| Chart {
        sheet: totals.name.clone(),
        title: format!("{title}{suffix}"),
        kind: ChartType::Column,
        lines: totals.lines.len() as u32,
        columns,
    });
    if !totals.lines.is_empty() {
        charts.extend(drawn);
    }
    grids.push(totals);
    if let Some(grid) = staff(sides, &payees, &|name| named(name, grids)) {
        grids.push(grid);
    }
    grids.push(inside(sides, &payees, &units, named("校内分布", grids)));
    Ok(())
}

/// Units of any option, in the order of the first.
fn names(payees: &[&Payees<'_>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for unit in payees.iter().flat_map(|payees| &payees.units) {
        if !names.contains(&unit.name) {
            names.push(unit.name.clone());
        }
    }
    names
}

fn unit<'p>(payees: &'p Payees<'_>, name: &str) -> Option<&'p PayoutUnit> {
    payees.units.iter().find(|unit| unit.name == name)
}

/// 按单位: totals with their difference, persons and means.
fn totals(sides: &[Side<'_>], payees: &[&Payees<'_>], units: &[String], name: String) -> Result<Grid, FaceError> {
    let mut heads = vec![Head::new("单位", NAME)];
    heads.extend(compared_heads(sides, "实发"));
    for side in sides {
        heads.push(Head::sum(&format!("{}人数", side.name), 9.0));
        heads.push(Head::new(&format!("{}人均", side.name), 12.0));
    }
    let line = |name: &String| {
        let own: Vec<Option<&PayoutUnit>> = payees.iter().map(|payees| unit(payees, name)).collect();
        let mut cells = vec![Cell::text(name)];
        cells.extend(compared(own.iter().map(|unit| unit.map_or(0, |unit| unit.total)).collect()));
        for unit in own {
            let (paid, total) = unit.map_or((0, 0), |unit| (unit.paid, unit.total));
            cells.extend([Cell::Count(paid as i64), Cell::Money(mean(total, paid))]);
        }
        cells
    };
    let sentence = "各单位实发合计及与方案一之差；人均为实发合计除以发放人数，四舍五入到分。金额单位：元";
    let grid = grid(name, sentence, heads, units.iter().map(line).collect());
    for (number, (side, payees)) in sides.iter().zip(payees).enumerate() {
        let due = payees.payouts.layout.payee.due;
        let own = side.book.ledger.balances.iter().filter(|balance| balance.account == due);
        tie(&grid.name, side.name, grid.sum(own_column(number)), own.map(|balance| balance.balance()).sum())?;
    }
    Ok(grid)
}

/// 按人员类别, where an option's scheme says which column parts payees by kind.
fn staff(sides: &[Side<'_>], payees: &[&Payees<'_>], named: &dyn Fn(&str) -> String) -> Option<Grid> {
    let stated = sides.iter().zip(payees).find_map(|(side, payees)| {
        let column = side.book.plan.document(DocumentKind::Summary)?.staff_kind?;
        let column = side.book.plan.column(column);
        (column.table == payees.payouts.layout.table).then(|| column.name.clone())
    })?;
    let groups: Vec<Vec<(String, [i64; 2])>> =
        sides.iter().zip(payees).map(|(side, payees)| by_kind(side, payees, &stated)).collect::<Option<_>>()?;
    let mut kinds: Vec<&String> = Vec::new();
    for (kind, _) in groups.iter().flatten() {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let mut heads = vec![Head::new("类别", NAME)];
    heads.extend(compared_heads(sides, "实发"));
    for side in sides {
        heads.push(Head::sum(&format!("{}人数", side.name), 9.0));
        heads.push(Head::new(&format!("{}人均", side.name), 12.0));
    }
    let line = |kind: &&String| {
        let own: Vec<[i64; 2]> = groups
            .iter()
            .map(|groups| groups.iter().find(|(known, _)| known == *kind).map_or([0; 2], |(_, figures)| *figures))
            .collect();
        let mut cells = vec![Cell::text(kind.as_str())];
        cells.extend(compared(own.iter().map(|[_, total]| *total).collect()));
        for [paid, total] in own {
            cells.extend([Cell::Count(paid), Cell::Money(mean(total, paid as usize))]);
        }
        cells
    };
    let sentence = "各类人员实发合计及与方案一之差。金额单位：元";
    Some(grid(named(&format!("按{stated}")), sentence, heads, kinds.iter().map(line).collect()))
}

/// Persons paid, and what they are paid, by what a column of the payees says.
fn by_kind(side: &Side<'_>, payees: &Payees<'_>, column: &str) -> Option<Vec<(String, [i64; 2])>> {
    let table = payees.payouts.layout.table;
    let column: ColumnId = side.book.plan.find_column(table, column)?;
    let of = |(kind, rows): (String, Vec<u32>)| {
        let amounts = payees.amounts(rows.into_iter());
        (kind, [amounts.len() as i64, amounts.iter().sum()])
    };
    Some(kinds(side.book, column, side.book.rows[table.0]).into_iter().map(of).collect())
}

/// 校内分布: least, middle and greatest of each unit; none of a group below five.
fn inside(sides: &[Side<'_>], payees: &[&Payees<'_>], units: &[String], name: String) -> Grid {
    let mut heads = vec![Head::new("单位", NAME)];
    for side in sides {
        heads.extend(["最低", "中位", "最高"].map(|title| Head::new(&format!("{}{title}", side.name), AMOUNT)));
    }
    let line = |name: &String| {
        let mut cells = vec![Cell::text(name)];
        for payees in payees {
            let rows = unit(payees, name).map(|unit| payees.payouts.rows(unit.row)).unwrap_or_default();
            match spread(&payees.amounts(rows.iter().copied())) {
                Some(spread) => cells.extend(spread.map(Cell::Money)),
                None => cells.extend([const { Cell::Blank }; 3]),
            }
        }
        cells
    };
    let sentence = format!("各单位个人实发的最低、中位和最高；不足 {GROUP_MIN} 人的单位不列。金额单位：元");
    grid(name, &sentence, heads, units.iter().map(line).collect())
}

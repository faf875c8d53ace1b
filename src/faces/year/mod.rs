//! 个人年度发放汇总: what everybody was paid in a year, across batches, with date and voucher; what is not paid yet.
mod lines;
mod obligations;
mod sheets;
mod totals;

pub use lines::{BatchYear, Person, State, YearLine};
pub use totals::{Sums, Year};

use crate::faces::FaceError;
use crate::faces::grid::{Grid, tie, workbook_apart};

/// Lines of a list; a sheet ends at 1,048,576.
const LINES_MAX: usize = 1_000_000;

/// Writes the year: everybody, each payment, what waits, units, batches, and prizes of students apart.
///
/// # Errors
/// [`FaceError::Differs`] where people, units and batches do not add up to the ledgers to the fen;
/// [`FaceError::Limit`] where there are more payments than a sheet holds.
pub fn year_workbook(year: &Year) -> Result<Vec<u8>, FaceError> {
    let title = title(year);
    let mut grids = vec![
        sheets::persons(year, &title),
        sheets::lines(year, false, &title),
        sheets::waiting(year, &title),
        sheets::units(year, &title),
        sheets::batches(year, &title),
    ];
    if year.lines().any(|(_, line)| matches!(line.state, State::Claimed(_))) {
        grids.insert(3, sheets::claims(year, &title));
    }
    if year.lines().any(|(_, line)| line.person.others) {
        grids.insert(3, sheets::lines(year, true, &title));
    }
    for grid in &grids {
        if grid.lines.len() > LINES_MAX {
            let what = format!("“{}”的行数", grid.name);
            return Err(FaceError::Limit { what, got: grid.lines.len(), limit: LINES_MAX });
        }
    }
    prove(year, &grids)?;
    let notice = format!("依据 {} 个批次的封存结果", year.batches.len());
    let last = year.batches.iter().map(|batch| batch.year).max().unwrap_or(1900);
    workbook_apart(&grids, &notice, (last, &title))
}

fn title(year: &Year) -> String {
    let mut offices: Vec<&str> = year.batches.iter().map(|batch| batch.office.as_str()).collect();
    offices.dedup();
    let office = if let [office] = offices[..] { office } else { "" };
    format!("{office}{}年度奖励资金个人发放汇总", year.years())
}

/// The sums as printed on each sheet are those of the ledgers.
fn prove(year: &Year, grids: &[Grid]) -> Result<(), FaceError> {
    let ledger: i64 = year.batches.iter().flat_map(|batch| &batch.ledger).map(|(_, _, fen)| fen).sum();
    let sum = |grid: &str, head: &str| {
        let grids = grids.iter().filter(move |own| own.name == grid);
        grids.filter_map(|own| Some(own.sum(own.heads.iter().position(|own| own.title == head)?))).sum::<i64>()
    };
    for grid in ["按学校", "按批次"] {
        tie(grid, "合计", sum(grid, "实发") + sum(grid, "未发") - sum(grid, "应追回"), ledger)?;
    }
    tie("个人汇总", "合计", sum("个人汇总", "实发"), sum("明细", "实发"))?;
    let paid = sum("明细", "实发") + sum("学生奖励", "实发");
    tie("明细", "合计", paid + sum("未发", "未发") - sum("应追回", "应追回"), ledger)?;
    let waiting = sum("未发", "未发");
    tie("按批次", "未发", sum("按批次", "未发"), waiting)?;
    tie("按学校", "未发", sum("按学校", "未发"), waiting)
}

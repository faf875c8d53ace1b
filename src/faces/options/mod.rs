//! 分配方案测算表: two or three computed years side by side, for the meeting that chooses between them.
mod choices;
mod differences;
mod money;
mod tables;
mod units;

pub use tables::tables_that_differ;

use crate::book::Book;
use crate::faces::choice::signatures;
use crate::faces::finished::finished;
use crate::faces::grid::Grid;
use crate::faces::paper::new_workbook;
use crate::faces::summary::{Chart, Payees, write_charts};
use crate::faces::{Edition, FaceError};
use crate::scheme::DocumentKind;

/// Width of an amount, in characters.
const AMOUNT: f64 = 14.0;
/// What the options are called, in order.
const NAMES: [&str; 3] = ["方案一", "方案二", "方案三"];

/// A computed year that may be chosen.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'b> {
    /// The result.
    pub book: &'b Book,
    /// What pages say about it.
    pub edition: &'b Edition,
}

/// An option with its payees.
struct Side<'b> {
    name: &'static str,
    book: &'b Book,
    edition: &'b Edition,
    payees: Vec<Payees<'b>>,
}

/// Writes up to three options side by side; amounts in yuan, differences to the first. Their tables are the same, see
/// [`tables_that_differ`].
///
/// # Errors
/// [`FaceError::Differs`] where an option's units do not add up to its ledger.
pub fn options_workbook(choices: &[Choice<'_>]) -> Result<Vec<u8>, FaceError> {
    let mut sides = Vec::new();
    for (choice, name) in choices.iter().zip(NAMES) {
        let payees = Payees::all(choice.book)?;
        sides.push(Side { name, book: choice.book, edition: choice.edition, payees });
    }
    let Some(first) = sides.first() else { return Err(FaceError::NoSection("批次")) };
    let batches: Vec<&str> = sides.iter().map(|side| side.edition.batch.as_str()).collect();
    let edition = Edition { batch: batches.join("、"), ..first.edition.clone() };
    let heading = format!("{}年度奖励资金分配方案测算表", edition.year);
    let signers = signatures(first.book, DocumentKind::Meeting, &["测算", "复核", "负责人"]);
    let mut grids =
        vec![choices::grid_of(&sides), differences::grid_of(&sides), money::sources(&sides), money::ends(&sides)?];
    let mut charts: Vec<Chart> = Vec::new();
    for table in 0..first.payees.len() {
        units::of(&sides, table, &mut grids, &mut charts)?;
    }
    let mut workbook = new_workbook(&edition, &heading)?;
    for grid in &mut grids {
        grid.title = format!("{heading}：{}", grid.name);
        grid.closing.push(format!("{signers}　　年　　月　　日"));
        grid.write(workbook.add_worksheet(), &edition)?;
    }
    write_charts(workbook.add_worksheet(), &charts, &edition, &heading)?;
    Ok(finished(&mut workbook)?)
}

/// A list whose title and signatures are added with the others'.
fn grid(
    name: String,
    sentence: &str,
    heads: Vec<crate::faces::grid::Head>,
    lines: Vec<Vec<crate::faces::grid::Cell>>,
) -> Grid {
    Grid { name, title: String::new(), sentence: sentence.to_string(), heads, lines, closing: Vec::new() }
}

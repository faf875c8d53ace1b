//! 汇总表.xlsx: who is paid how much by unit, item, source and kind, all tied to the ledger, with charts.
mod charts;
mod figures;
mod lists;

pub(in crate::faces) use charts::{Chart, write as write_charts};
pub(in crate::faces) use figures::{GROUP_MIN, Payees, kinds, mean, spread};

use crate::book::Book;
use crate::faces::choice::title;
use crate::faces::finished::finished;
use crate::faces::paper::new_workbook;
use crate::faces::{Edition, FaceError};
use crate::scheme::DocumentKind;

/// Writes the summary.
///
/// # Errors
/// [`FaceError::Differs`] where a source's payouts are not what the ledger says was paid.
pub fn summary_workbook(book: &Book, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let all = Payees::all(book)?;
    let usual = format!("{}年度奖励资金发放汇总表", edition.year);
    let heading = format!("{}（{}）", title(book, DocumentKind::Summary, usual), edition.stage);
    let (mut grids, mut charts) = (Vec::new(), Vec::<Chart>::new());
    grids.push(lists::sources(book, &all, &heading));
    for payees in &all {
        // Sheets of a second table of payees say whose they are.
        let suffix = if all.len() > 1 { format!("·{}", payees.payouts.table_name()) } else { String::new() };
        lists::of(book, payees, &heading, &suffix, &mut grids, &mut charts);
    }
    let mut workbook = new_workbook(edition, &heading)?;
    for grid in &grids {
        grid.write(workbook.add_worksheet(), edition)?;
    }
    charts::write(workbook.add_worksheet(), &charts, edition, &heading)?;
    Ok(finished(&mut workbook)?)
}

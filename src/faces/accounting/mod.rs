//! 记账凭证.xlsx and 用款计划.xlsx: what is paid, by accounting unit, source and codes, as the books take it.
mod balances;
mod booked;
mod entries;
mod spending;
mod voucher;

use crate::book::Book;
use crate::faces::choice::{signatures, title};
use crate::faces::finished::finished;
use crate::faces::grid::{Grid, workbook_of};
use crate::faces::paper::new_workbook;
use crate::faces::{Edition, FaceError};
use crate::plan::SourceId;
use crate::scheme::DocumentKind;
use booked::Booked;

/// Who signs a voucher, unless the scheme says so.
const VOUCHER_SIGNERS: [&str; 3] = ["制单", "复核", "会计主管"];
/// Who signs a plan of spending.
const PLAN_SIGNERS: [&str; 3] = ["制表人", "复核人", "单位负责人"];
/// Width of an amount, in characters.
const AMOUNT: f64 = 16.0;

/// The entries of the books for what is paid of some sources: of each accounting unit what is owed, what is paid, and
/// what the budget's books say of it, debit and credit equal. Amounts in yuan.
///
/// # Errors
/// [`FaceError::NoSection`] without `[accounting]`; [`FaceError::Differs`] where the entries are not what the ledger
/// says was paid, or debit is not credit.
pub fn voucher_workbook(book: &Book, edition: &Edition, sources: &[SourceId]) -> Result<Vec<u8>, FaceError> {
    let booked = Booked::of(book, sources, &edition.office)?;
    let usual = format!("{}年度奖励资金记账凭证", edition.year);
    let heading = format!("{}（{}）", title(book, DocumentKind::Voucher, usual), edition.stage);
    let signers = signatures(book, DocumentKind::Voucher, &VOUCHER_SIGNERS);
    let mut workbook = new_workbook(edition, &heading)?;
    let vouchers = entries::vouchers(&booked)?;
    signed(voucher::index(&vouchers, &heading), &signers).write(workbook.add_worksheet(), edition)?;
    let mut taken = vec!["凭证目录".to_string(), "未发资金余额".to_string()];
    for (number, voucher) in vouchers.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        voucher::write(sheet, voucher, number + 1, edition, [&heading, &signers], &mut taken)?;
    }
    signed(balances::grid(&booked, sources, &heading)?, &signers).write(workbook.add_worksheet(), edition)?;
    Ok(finished(&mut workbook)?)
}

/// What each accounting unit spends of some sources, by codes, with the number of persons; the total is what the
/// ledger says was paid. Amounts in yuan.
///
/// # Errors
/// [`FaceError::NoSection`] without `[accounting]`; [`FaceError::Differs`] where the total is another.
pub fn spending_plan(book: &Book, edition: &Edition, sources: &[SourceId]) -> Result<Vec<u8>, FaceError> {
    let booked = Booked::of(book, sources, &edition.office)?;
    let usual = format!("{}年度奖励资金用款计划", edition.year);
    let heading = format!("{}（{}）", title(book, DocumentKind::Spending, usual), edition.stage);
    let signers = signatures(book, DocumentKind::Spending, &PLAN_SIGNERS);
    let mut grids = spending::grids(&booked, &heading);
    grids.push(balances::grid(&booked, sources, &heading)?);
    let grids: Vec<Grid> = grids.into_iter().map(|grid| signed(grid, &signers)).collect();
    workbook_of(&grids, edition, &heading)
}

fn signed(mut grid: Grid, signers: &str) -> Grid {
    grid.closing.push(format!("{signers}　　年　　月　　日"));
    grid
}

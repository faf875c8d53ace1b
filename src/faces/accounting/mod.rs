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
use crate::scheme::DocumentKind;
use crate::stage::Order;
use booked::Booked;

/// Who signs a voucher, unless the scheme says so.
const VOUCHER_SIGNERS: [&str; 3] = ["制单", "复核", "会计主管"];
/// Who signs a plan of spending.
const PLAN_SIGNERS: [&str; 3] = ["制表人", "复核人", "单位负责人"];
/// Width of an amount, in characters.
const AMOUNT: f64 = 16.0;

/// What happened to the money of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Booking {
    /// It was paid: owed first, then paid.
    Payment,
    /// It was paid again after it came back, or for the first time after it was held.
    Repeat,
    /// It came back.
    Return,
}

/// The entries of the books for what an order pays: of each accounting unit what is owed, what is paid, and what the
/// budget's books say of it, debit and credit equal. `new`: what of the order was not owed in the books before; of a
/// payment it is the order itself. Amounts in yuan.
///
/// # Errors
/// [`FaceError::NoSection`] without `[accounting]`; [`FaceError::Differs`] where the entries are not what the ledger
/// says of the order, or debit is not credit.
pub fn voucher_workbook(
    book: &Book,
    edition: &Edition,
    event: Booking,
    (order, new): (&Order, &Order),
) -> Result<Vec<u8>, FaceError> {
    let booked = Booked::of(book, order, &edition.office)?;
    let usual =
        format!("{}年度奖励资金记账凭证{}", edition.year, if event == Booking::Return { "（退票）" } else { "" });
    let heading = format!("{}（{}）", title(book, DocumentKind::Voucher, usual), edition.stage);
    let signers = signatures(book, DocumentKind::Voucher, &VOUCHER_SIGNERS);
    let mut workbook = new_workbook(edition, &heading)?;
    let vouchers = entries::vouchers(event, &booked, &Booked::of(book, new, &edition.office)?)?;
    signed(voucher::index(event, &vouchers, &heading), &signers).write(workbook.add_worksheet(), edition)?;
    let mut taken = vec!["凭证目录".to_string(), "未发资金余额".to_string()];
    for (number, voucher) in vouchers.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        voucher::write(sheet, voucher, number + 1, edition, [&heading, &signers], &mut taken)?;
    }
    if event == Booking::Payment {
        signed(balances::grid(&booked, &heading)?, &signers).write(workbook.add_worksheet(), edition)?;
    }
    Ok(finished(&mut workbook)?)
}

/// What each accounting unit spends by an order, by codes, with the number of persons; the total is what the ledger says
/// that the order pays. Amounts in yuan.
///
/// # Errors
/// [`FaceError::NoSection`] without `[accounting]`; [`FaceError::Differs`] where the total is another.
pub fn spending_plan(book: &Book, edition: &Edition, order: &Order) -> Result<Vec<u8>, FaceError> {
    let booked = Booked::of(book, order, &edition.office)?;
    let usual = format!("{}年度奖励资金用款计划", edition.year);
    let heading = format!("{}（{}）", title(book, DocumentKind::Spending, usual), edition.stage);
    let signers = signatures(book, DocumentKind::Spending, &PLAN_SIGNERS);
    let mut grids = spending::grids(&booked, &heading);
    grids.push(balances::grid(&booked, &heading)?);
    let grids: Vec<Grid> = grids.into_iter().map(|grid| signed(grid, &signers)).collect();
    workbook_of(&grids, edition, &heading)
}

/// What the vouchers of an order book.
pub(super) struct BookedOrder {
    /// Number of vouchers.
    pub vouchers: usize,
    /// Sum of the entries of its payment, in fen.
    pub paid: i64,
    /// What of it goes to no payee, in fen.
    pub elsewhere: i64,
}

/// What the vouchers of an order say was paid, for those who hold it against the bank's answers; nothing without
/// `[accounting]`.
pub(super) fn booked_order(book: &Book, office: &str, order: &Order) -> Result<Option<BookedOrder>, FaceError> {
    if book.plan.accounting.is_none() {
        return Ok(None);
    }
    let booked = Booked::of(book, order, office)?;
    let vouchers = entries::vouchers(Booking::Payment, &booked, &booked)?;
    let paid = vouchers.iter().filter_map(|voucher| voucher.entries.get(1)).map(|entry| entry.sides()[0]).sum();
    Ok(Some(BookedOrder { vouchers: vouchers.len(), paid, elsewhere: booked.elsewhere_total() }))
}

fn signed(mut grid: Grid, signers: &str) -> Grid {
    grid.closing.push(format!("{signers}　　年　　月　　日"));
    grid
}

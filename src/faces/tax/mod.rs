//! 个税测算表.xlsx: the tax on what each of the staff is paid, and who stands just above a cliff. No amount is changed.
mod lists;
mod person;

use crate::book::Book;
use crate::faces::choice::{signatures, title};
use crate::faces::grid::workbook_of;
use crate::faces::{Edition, FaceError};
use crate::scheme::{DocumentKind, TaxMethod};
use person::Taxed;

/// Writes the tax sheets; amounts in yuan, the tax live in the workbook.
///
/// # Errors
/// [`FaceError::NoSection`] without `[tax]`; [`FaceError::Differs`] where the amounts are not what the payees' accounts
/// hold.
pub fn tax_workbook(book: &Book, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let tax = book.plan.tax.as_ref().ok_or(FaceError::NoSection("[tax]"))?;
    let taxed = Taxed::of(book, tax)?;
    let usual = match tax.method {
        TaxMethod::YearEnd => "全年一次性奖金个人所得税测算表",
        TaxMethod::TaxableOnly => "个人所得税计税金额表",
    };
    let heading = title(book, DocumentKind::Tax, format!("{}年度{usual}", edition.year));
    let heading = format!("{heading}（{}）", edition.stage);
    let mut grids = lists::grids(&taxed);
    let signers = signatures(book, DocumentKind::Tax, &["制表人", "复核人", "负责人"]);
    for grid in &mut grids {
        grid.title = format!("{heading}：{}", grid.name);
        grid.closing.push(format!("{signers}　　年　　月　　日"));
    }
    workbook_of(&grids, edition, &heading)
}

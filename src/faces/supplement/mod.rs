//! 补发和追回: what corrections after a payment lead to, who is paid more, who pays back, and which money bears the rest.
mod claims;
mod lists;

pub use claims::claim_notices;

use crate::faces::grid::workbook_of;
use crate::faces::{Edition, FaceError};
use crate::stage::CorrectionRecord;

/// 补发追回表: the corrections, everybody's difference, the ledger continued, the comparison with a full recount.
///
/// # Errors
/// [`FaceError::Differs`] where the differences do not add up to what the money says.
pub fn supplement_workbook(record: &CorrectionRecord, number: usize, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let heading = format!("{}{}年度奖励资金补发追回表（第{number}批）", edition.office, edition.year);
    let grids = [
        lists::corrections(record, &heading),
        lists::paid(record, &heading)?,
        lists::claimed(record, &heading)?,
        lists::ledger(record, &heading)?,
        lists::left_as_paid(record, &heading),
    ];
    workbook_of(&grids, edition, &heading)
}

//! The files for banks and payroll, with their places in the batch. A trial has none.
use super::safe_name::SafeNames;
use crate::book::Book;
use crate::faces::{Edition, FaceError, PaymentFile, payment_files};
use crate::messages::Findings;
use crate::stage::Order;

/// The folder with the files that pay.
pub const PAYMENT_FOLDER: &str = "发放文件";
/// The folder with the same payments in other layouts, from which nobody is paid.
pub const SPARE_FOLDER: &str = "备用格式";

/// The files that pay an order, each with its path below the batch's folder. None where a finding
/// stops them.
///
/// # Errors
/// As [`payment_files`].
pub fn payment_documents(
    book: &Book,
    edition: &Edition,
    order: &Order,
    findings: &mut Findings,
) -> Result<Option<Vec<(String, PaymentFile)>>, FaceError> {
    let Some(files) = payment_files(book, edition, order, findings)? else { return Ok(None) };
    let mut names = SafeNames::default();
    let placed = files.into_iter().map(|file| {
        let folder = if file.pays { PAYMENT_FOLDER } else { SPARE_FOLDER };
        let path = format!("{folder}/{}.{}", names.name(&file.name), file.ending);
        (path, file)
    });
    Ok(Some(placed.collect()))
}

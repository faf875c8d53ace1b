//! The files for banks and payroll, with their places in the batch. A trial has none.
use super::safe_name::SafeNames;
use crate::book::Book;
use crate::faces::{Edition, FaceError, PaymentFile, payment_files};
use crate::messages::Findings;
use crate::stage::Order;

/// The folder with the files.
pub const PAYMENT_FOLDER: &str = "发放文件";

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
        let path = format!("{PAYMENT_FOLDER}/{}.{}", names.name(&file.name), file.ending);
        (path, file)
    });
    Ok(Some(placed.collect()))
}

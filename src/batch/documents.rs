//! Every document of a batch, in the order in which it is written.
use super::fingerprint::{HashedFile, STAGE, sha256};
use super::in_order::in_order;
use super::manifest::{DocumentRecord, Paid};
use super::notices::write_notices;
use super::safe_name::SafeNames;
use super::staging::{Staging, WriteFault};
use crate::book::Book;
use crate::faces::{
    Edition, FaceError, PayoutUnit, Payouts, UnitOwners, audit_workbook, beancount_journal, divided, ledger_workbook,
    unit_workbook,
};
use crate::messages::Findings;

/// The folder with the payout sheets.
const PAYOUT_FOLDER: &str = "发放明细";
/// The index in it.
const INDEX_NAME: &str = "目录";
/// The folder with one audit workbook for each unit of a large district.
const AUDIT_FOLDER: &str = "核算底稿";

/// Why a document is not there.
#[derive(Debug)]
pub enum DocumentFault {
    /// It could not be made.
    Face {
        /// Which.
        document: String,
        /// Why.
        error: Box<FaceError>,
    },
    /// It could not be written.
    Write(WriteFault),
}

/// Takes the documents: to disk for a run, nowhere for a check.
pub(super) struct Shelf<'s> {
    pub staging: Option<&'s mut Staging>,
    pub records: Vec<DocumentRecord>,
}

impl Shelf<'_> {
    fn put(&mut self, path: String, bytes: &[u8], payout: Option<(usize, i64)>) -> Result<(), DocumentFault> {
        if let Some(staging) = &mut self.staging {
            staging.write(&path, bytes).map_err(DocumentFault::Write)?;
        }
        let file = HashedFile { path, sha256: sha256(bytes), bytes: bytes.len() as u64 };
        self.records.push(DocumentRecord { file, payout });
        Ok(())
    }
}

fn face(document: &str) -> impl FnOnce(FaceError) -> DocumentFault + '_ {
    move |error| DocumentFault::Face { document: document.to_string(), error: Box::new(error) }
}

/// Makes every document and puts it on the shelf; says how many of each table of payees are paid. The audit workbook takes longest and is
/// made beside the others.
pub(super) fn write_all(
    book: &Book,
    edition: &Edition,
    findings: &Findings,
    shelf: &mut Shelf<'_>,
) -> Result<Vec<Paid>, DocumentFault> {
    let name = "核算底稿.xlsx";
    let (audit, paid) = std::thread::scope(|scope| {
        let audit = scope.spawn(|| audit_workbook(book, edition, findings));
        let paid = others(book, edition, shelf);
        (audit.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), paid)
    });
    shelf.put(name.to_string(), &audit.map_err(face(name))?, None)?;
    paid
}

fn others(book: &Book, edition: &Edition, shelf: &mut Shelf<'_>) -> Result<Vec<Paid>, DocumentFault> {
    if let Some(owners) = divided(book) {
        unit_workbooks(book, edition, &owners, shelf)?;
    }
    let name = "资金台账.xlsx";
    shelf.put(name.to_string(), &ledger_workbook(book, edition).map_err(face(name))?, None)?;
    shelf.put("资金台账.beancount".to_string(), beancount_journal(book, edition).as_bytes(), None)?;
    let mut paid = Vec::new();
    let tables = Payouts::of(book).map_err(face(PAYOUT_FOLDER))?;
    let several = tables.len() > 1;
    for payouts in tables {
        // Two tables of payees may have units of the same name: each has a folder of its own.
        let folder = match several {
            true => format!("{PAYOUT_FOLDER}/{}", super::safe_name::safe_name(payouts.table_name())),
            false => PAYOUT_FOLDER.to_string(),
        };
        paid.push(payout_sheets(&payouts, edition, &folder, shelf)?);
    }
    // A trial is shown to nobody: people are told what has been posted.
    if edition.stage != STAGE {
        write_notices(book, edition, |path, bytes| shelf.put(path.clone(), &bytes.map_err(face(&path))?, None))?;
    }
    Ok(paid)
}

/// A year too large for one live workbook: each unit has its own, and the district's stands over them.
fn unit_workbooks(
    book: &Book,
    edition: &Edition,
    owners: &UnitOwners,
    shelf: &mut Shelf<'_>,
) -> Result<(), DocumentFault> {
    let mut names = SafeNames::default();
    let units = book.rows[owners.unit_table().0];
    in_order(
        units,
        |unit| unit_workbook(book, edition, owners, unit),
        |unit, bytes| {
            let path = format!("{AUDIT_FOLDER}/{}.xlsx", names.name(&book.row_name(owners.unit_table(), unit)));
            shelf.put(path.clone(), &bytes.map_err(face(&path))?, None)
        },
    )
}

fn payout_sheets(
    payouts: &Payouts<'_>,
    edition: &Edition,
    folder: &str,
    shelf: &mut Shelf<'_>,
) -> Result<Paid, DocumentFault> {
    let mut paid = Paid { table: payouts.table_name().to_string(), ..Paid::default() };
    let mut names = SafeNames::default();
    let index = format!("{folder}/{}.xlsx", names.name(INDEX_NAME));
    let mut listed: Vec<(PayoutUnit, String)> = Vec::new();
    let units = payouts.units();
    in_order(
        units.len(),
        |number| payouts.workbook(&units[number], edition),
        |number, bytes| {
            let unit = &units[number];
            let file = format!("{}.xlsx", names.name(&unit.name));
            let path = format!("{folder}/{file}");
            shelf.put(path.clone(), &bytes.map_err(face(&path))?, Some((unit.persons, unit.total)))?;
            paid.listed += unit.persons;
            paid.paid += unit.paid;
            paid.units += usize::from(unit.paid > 0);
            listed.push((unit.clone(), file));
            Ok(())
        },
    )?;
    let bytes = payouts.index(&listed, edition).map_err(face(&index))?;
    shelf.put(index, &bytes, None)?;
    Ok(paid)
}

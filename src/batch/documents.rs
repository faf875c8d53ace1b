//! Every document of a batch, in the order in which it is written.
use super::Contents;
use super::fingerprint::{HashedFile, sha256};
use super::manifest::{DocumentRecord, Paid};
use super::safe_name::SafeNames;
use super::staging::WriteFault;
use crate::book::Book;
use crate::faces::{
    Booking, Edition, FaceError, IndexedUnit, NoticePeriod, PayoutUnit, Payouts, PublicNotices, UnitOwners,
    audit_workbook, beancount_journal, claim_notices, divided, exceptions_workbook, folder_index, is_divided, is_made,
    ledger_workbook, meeting_workbook, notice_report, settlement_workbook, spending_plan, summary_workbook,
    supplement_workbook, tax_workbook, unit_workbook, voucher_workbook,
};
use crate::in_order::in_order;
use crate::kept::{KEPT_FOLDER, keep};
use crate::scheme::DocumentKind;
use crate::stage::{CorrectionRecord, Led, Order, Stage};

/// The folder with the payout sheets.
const PAYOUT_FOLDER: &str = "发放明细";
/// The folder with the public notices.
const NOTICE_FOLDER: &str = "公示";
/// The index of a folder.
pub(super) const INDEX_NAME: &str = "目录";
/// Units above which notices and live workbooks have an index too; fewer are seen at a glance.
const UNITS_AT_A_GLANCE: usize = 50;
/// The folder with one audit workbook for each unit.
const AUDIT_FOLDER: &str = "核算底稿";

/// The entries of the books.
const VOUCHER_NAME: &str = "记账凭证.xlsx";

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

/// Takes a document: its path below the batch, and its bytes.
pub type Take<'t> = dyn FnMut(&str, &[u8]) -> Result<(), WriteFault> + 't;

/// Hands the documents on as they are made: to disk for a run, nowhere for a check.
pub(super) struct Shelf<'s> {
    pub take: &'s mut Take<'s>,
    pub records: Vec<DocumentRecord>,
}

impl Shelf<'_> {
    fn put(&mut self, path: String, bytes: &[u8], payout: Option<(usize, i64)>) -> Result<(), DocumentFault> {
        (self.take)(&path, bytes).map_err(DocumentFault::Write)?;
        let file = HashedFile { path, sha256: sha256(bytes), bytes: bytes.len() as u64 };
        self.records.push(DocumentRecord { file, payout, pays: None });
        Ok(())
    }
}

fn face(document: &str) -> impl FnOnce(FaceError) -> DocumentFault + '_ {
    move |error| DocumentFault::Face { document: document.to_string(), error: Box::new(error) }
}

/// Makes every document and puts it on the shelf; says how many of each table of payees are paid. The audit workbook takes longest and is
/// made beside the others.
pub(super) fn write_all(contents: &Contents<'_>, shelf: &mut Shelf<'_>) -> Result<Vec<Paid>, DocumentFault> {
    let Contents { book, edition, findings, progress, payments, .. } = contents;
    for (path, file) in *payments {
        shelf.put(path.clone(), &file.bytes, Some((file.persons, file.total)))?;
        shelf.records.last_mut().into_iter().for_each(|record| record.pays = Some(file.pays));
    }
    if edition.stage == Stage::Paid {
        let name = "发放结果.xlsx";
        shelf.put(name.to_string(), &settlement_workbook(book, edition, progress).map_err(face(name))?, None)?;
    }
    if let Some(Led::Correction(_, record)) = progress.led(progress.payments.len()) {
        supplement(record, contents, shelf)?;
    }
    if !progress.payments.is_empty() && is_made(book, DocumentKind::Voucher) {
        later_vouchers(contents, shelf)?;
    }
    // What was computed does not change after the approval: payments and repeats rest on the documents of the final batch.
    if !progress.payments.is_empty() {
        return Ok(Vec::new());
    }
    let name = "核算底稿.xlsx";
    let (audit, paid) = std::thread::scope(|scope| {
        let audit = scope.spawn(|| audit_workbook(book, edition, findings));
        let paid = others(contents, shelf);
        (audit.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), paid)
    });
    shelf.put(name.to_string(), &audit.map_err(face(name))?, None)?;
    // A large year is not computed anew for a question about one person.
    if is_divided(book) {
        keep(book, &mut |name, bytes| shelf.put(format!("{KEPT_FOLDER}/{name}"), &bytes, None))?;
    }
    paid
}

/// What corrections after a payment lead to; the audit workbook is that of the recount, with the corrected cells marked.
fn supplement(record: &CorrectionRecord, contents: &Contents<'_>, shelf: &mut Shelf<'_>) -> Result<(), DocumentFault> {
    let Contents { edition, findings, progress, .. } = contents;
    let name = "补发追回表.xlsx";
    let bytes = supplement_workbook(record, progress.corrections.len(), edition).map_err(face(name))?;
    shelf.put(name.to_string(), &bytes, None)?;
    let name = "追回通知书.xlsx";
    if let Some(bytes) = claim_notices(record, edition).map_err(face(name))? {
        shelf.put(name.to_string(), &bytes, None)?;
    }
    let name = "更正后重算底稿.xlsx";
    let bytes = audit_workbook(&record.supplement.standing.book, edition, findings).map_err(face(name))?;
    shelf.put(name.to_string(), &bytes, None)
}

/// The entries of what came back, or of what is paid again: each in the batch that records it.
fn later_vouchers(contents: &Contents<'_>, shelf: &mut Shelf<'_>) -> Result<(), DocumentFault> {
    let Contents { book, edition, progress, .. } = contents;
    let order = progress.order.clone();
    let (event, (order, new)) = match (edition.stage, progress.led(progress.payments.len())) {
        (Stage::Paid, _) => (Booking::Return, (progress.came_back(), progress.came_back())),
        // What a supplement pays was not owed before.
        (_, Some(Led::Correction(..))) => (Booking::Payment, (order.clone(), order)),
        _ => (Booking::Repeat, (order, progress.first_paid())),
    };
    if order.lines(book).is_empty() {
        return Ok(());
    }
    let bytes = voucher_workbook(book, edition, event, (&order, &new)).map_err(face(VOUCHER_NAME))?;
    shelf.put(VOUCHER_NAME.to_string(), &bytes, None)
}

fn others(contents: &Contents<'_>, shelf: &mut Shelf<'_>) -> Result<Vec<Paid>, DocumentFault> {
    let Contents { book, edition, .. } = contents;
    // A school gets its own part and never the district's, once there is something to hand out; a large year has
    // no other live workbook.
    let handed_out = || (edition.stage > Stage::Trial).then(|| UnitOwners::of(book)).flatten();
    if let Some(owners) = divided(book).or_else(handed_out) {
        unit_workbooks(book, edition, &owners, shelf)?;
    }
    let name = "资金台账.xlsx";
    shelf.put(name.to_string(), &ledger_workbook(book, edition).map_err(face(name))?, None)?;
    shelf.put("资金台账.beancount".to_string(), beancount_journal(book, edition).as_bytes(), None)?;
    lists(contents, shelf)?;
    let mut paid = Vec::new();
    let tables = Payouts::of(book).map_err(face(PAYOUT_FOLDER))?;
    let several = tables.len() > 1;
    for payouts in tables {
        let folder = folder_of(PAYOUT_FOLDER, payouts.table_name(), several);
        paid.push(payout_sheets(&payouts, edition, &folder, shelf)?);
    }
    Ok(paid)
}

/// The documents of the whole district, those that the scheme does not leave out.
fn lists(contents: &Contents<'_>, shelf: &mut Shelf<'_>) -> Result<(), DocumentFault> {
    let Contents { book, edition, findings, progress, .. } = contents;
    let notice = NoticePeriod::of(book, progress);
    let mut put = |kind: DocumentKind, path: &str, bytes: &dyn Fn() -> Result<Vec<u8>, FaceError>| {
        if !is_made(book, kind) {
            return Ok(());
        }
        shelf.put(path.to_string(), &bytes().map_err(face(path))?, None)
    };
    put(DocumentKind::Summary, "汇总表.xlsx", &|| summary_workbook(book, edition))?;
    put(DocumentKind::Exceptions, "例外与决定清单.xlsx", &|| exceptions_workbook(book, edition, findings))?;
    put(DocumentKind::Meeting, "上会材料.xlsx", &|| meeting_workbook(book, edition))?;
    let paid = edition.stage.pays();
    let order = if paid { progress.order.clone() } else { Order::of(&progress.paid_sources(&book.plan)) };
    put(DocumentKind::Spending, "用款计划.xlsx", &|| spending_plan(book, edition, &order))?;
    if paid {
        let event = Booking::Payment;
        put(DocumentKind::Voucher, VOUCHER_NAME, &|| voucher_workbook(book, edition, event, (&order, &order)))?;
    }
    put(DocumentKind::Tax, "个税测算表.xlsx", &|| tax_workbook(book, edition))?;
    put(DocumentKind::NoticeReport, "公示/公示情况说明.xlsx", &|| notice_report(book, edition, progress))?;
    if is_made(book, DocumentKind::Notice) {
        notices(book, edition, &notice, shelf)?;
    }
    Ok(())
}

/// A notice for each unit and one for the district, for each table of payees.
fn notices(book: &Book, edition: &Edition, notice: &NoticePeriod, shelf: &mut Shelf<'_>) -> Result<(), DocumentFault> {
    let tables = PublicNotices::of(book).map_err(face(NOTICE_FOLDER))?;
    let several = tables.len() > 1;
    for table in tables {
        let folder = folder_of(NOTICE_FOLDER, table.table_name(), several);
        let mut names = SafeNames::default();
        let path = format!("{folder}/{}.xlsx", names.name("全区公示表"));
        shelf.put(path.clone(), &table.district(edition, notice).map_err(face(&path))?, None)?;
        let units = table.units();
        let mut listed = Vec::new();
        in_order(
            units.len(),
            |number| table.unit(&units[number], edition, notice),
            |number, bytes| {
                let unit = &units[number];
                let file = format!("{}.xlsx", names.name(&format!("{}公示表", unit.name)));
                let path = format!("{folder}/{file}");
                listed.push(IndexedUnit { name: unit.name.clone(), persons: unit.paid, files: vec![file] });
                shelf.put(path.clone(), &bytes.map_err(face(&path))?, None)
            },
        )?;
        index(edition, ("公示表", &folder), &listed, shelf)?;
    }
    Ok(())
}

/// The index of a folder with so many files that nobody finds one by looking.
fn index(
    edition: &Edition,
    (what, folder): (&str, &str),
    listed: &[IndexedUnit],
    shelf: &mut Shelf<'_>,
) -> Result<(), DocumentFault> {
    if listed.len() <= UNITS_AT_A_GLANCE {
        return Ok(());
    }
    let path = format!("{folder}/{INDEX_NAME}.xlsx");
    let bytes = folder_index(what, listed, &[], edition).map_err(face(&path))?;
    shelf.put(path, &bytes, None)
}

/// Two tables of payees may have units of the same name: each has a folder of its own.
fn folder_of(folder: &str, table: &str, several: bool) -> String {
    if several { format!("{folder}/{}", super::safe_name::safe_name(table)) } else { folder.to_string() }
}

/// Each unit's own live workbook.
fn unit_workbooks(
    book: &Book,
    edition: &Edition,
    owners: &UnitOwners,
    shelf: &mut Shelf<'_>,
) -> Result<(), DocumentFault> {
    let mut names = SafeNames::default();
    names.name(INDEX_NAME);
    let units = book.rows[owners.unit_table().0];
    let mut listed = Vec::new();
    in_order(
        units,
        |unit| unit_workbook(book, edition, owners, unit),
        |unit, bytes| {
            let name = book.row_name(owners.unit_table(), unit);
            let file = format!("{}.xlsx", names.name(&name));
            let path = format!("{AUDIT_FOLDER}/{file}");
            let tables = book.plan.payee_tables().into_iter();
            let persons = tables.map(|table| owners.rows(table, unit).len()).sum();
            listed.push(IndexedUnit { name, persons, files: vec![file] });
            shelf.put(path.clone(), &bytes.map_err(face(&path))?, None)
        },
    )?;
    index(edition, (AUDIT_FOLDER, AUDIT_FOLDER), &listed, shelf)
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
    if !payouts.is_made() {
        let totals = units.iter().fold(paid, |paid, unit| Paid {
            listed: paid.listed + unit.persons,
            paid: paid.paid + unit.paid,
            units: paid.units + usize::from(unit.paid > 0),
            ..paid
        });
        return Ok(totals);
    }
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

//! 发放文件: what a bank or a payroll system is told to pay, by the layouts that the scheme names. They exist for a
//! final batch alone; nothing of a table's files is made while anything is wrong with one of its payees.
mod accounts;
mod amounts;
mod columns;
mod guard;
mod line;
mod outline;
mod parts;
mod text_file;
mod workbook_file;

use crate::book::Book;
use crate::faces::grid::tie;
use crate::faces::{Edition, FaceError};
use crate::messages::{Finding, Findings, Language, Message, OutputMessage, Place, Severity};
use crate::number::format_fixed;
use crate::plan::Payment;
use crate::scheme::{Layout, LayoutForm};
use crate::stage::Order;
use accounts::Holders;
use amounts::Amounts;
use columns::{Printed, printed};
use guard::Guard;
pub(in crate::faces) use outline::payments;
use parts::{Part, parts};

/// A file for a bank or for payroll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentFile {
    /// Its name as the layout words it, without ending; it may need mending for a file system.
    pub name: String,
    /// What follows the dot.
    pub ending: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The table of payees.
    pub table: String,
    /// The layout.
    pub layout: String,
    /// Payees in it.
    pub persons: usize,
    /// What they are paid, in fen.
    pub total: i64,
    /// Whether it pays; a list in another layout does not.
    pub pays: bool,
}

/// Everything that one layout asks of one payment.
struct Job<'b> {
    book: &'b Book,
    edition: &'b Edition,
    payment: &'b Payment,
    layout: &'b Layout,
    pays: bool,
    amounts: &'b Amounts,
    order: &'b Order,
    columns: Vec<Printed>,
}

/// The files of an order: for each payment those of the layout that pays, and lists in its other layouts. Payees who get nothing of it are left out.
/// Everything wrong with them is told in one pass; where something stops, there are no files.
///
/// # Errors
/// [`FaceError::Differs`] where a payment's files do not add up to what the ledger says that these payees are paid.
pub fn payment_files(
    book: &Book,
    edition: &Edition,
    order: &Order,
    findings: &mut Findings,
) -> Result<Option<Vec<PaymentFile>>, FaceError> {
    let mut found = Findings::default();
    let all = amounts(book, order)?;
    tell_unpaid(book, order, &mut found);
    let jobs = examined((book, edition, order), &all, &mut found);
    let stops = found.stop();
    findings.list.extend(found.list);
    if stops {
        return Ok(None);
    }
    let mut files = Vec::new();
    for job in jobs {
        files.extend(job.files()?);
    }
    Ok(Some(files))
}

/// Tells in a batch from which nobody is paid yet what would stop the files of a final one, while there is time to put
/// it right. Payees without an account were told when the year was computed.
///
/// # Errors
/// As [`payment_files`].
pub fn payment_outlook(
    book: &Book,
    edition: &Edition,
    order: &Order,
    findings: &mut Findings,
) -> Result<(), FaceError> {
    if book.plan.payments.is_empty() {
        return Ok(());
    }
    let mut found = Findings::default();
    let all = amounts(book, order)?;
    tell_unpaid(book, order, &mut found);
    examined((book, edition, order), &all, &mut found);
    let known = |finding: &Finding| matches!(finding.message, Message::Output(OutputMessage::AccountMissing { .. }));
    findings.list.extend(found.list.into_iter().filter(|finding| !known(finding)).map(foretold));
    Ok(())
}

/// A finding that will stop, as a warning.
fn foretold(finding: Finding) -> Finding {
    if finding.message.severity() == Severity::Warning {
        return finding;
    }
    let [(zh, zh_cure), (en, en_cure)] =
        [Language::Chinese, Language::English].map(|language| finding.message.text(language));
    let code = finding.message.code();
    let (zh, en) = (format!("{zh}（{code}）"), format!("{en} ({code})"));
    let message = OutputMessage::StopsAtFinal { zh, zh_cure, en, en_cure };
    Finding { message: message.into(), ..finding }
}

/// What each payment pays of an order.
fn amounts<'b>(book: &'b Book, order: &Order) -> Result<Vec<(&'b Payment, Amounts)>, FaceError> {
    book.plan.payments.iter().map(|payment| Ok((payment, Amounts::of(book, payment, order)?))).collect()
}

/// What is to be written, with everything told that is wrong with it.
fn examined<'b>(
    (book, edition, order): (&'b Book, &'b Edition, &'b Order),
    all: &'b [(&'b Payment, Amounts)],
    findings: &mut Findings,
) -> Vec<Job<'b>> {
    let mut jobs = Vec::new();
    let mut holders = Holders::default();
    for (payment, amounts) in all {
        amounts.tell_negative(book, payment, findings);
        accounts::check(book, payment, (amounts, order), &mut holders, findings);
        let mut guard = Guard::new(book, payment);
        for (index, layout) in payment.layouts.iter().enumerate() {
            let (columns, pays) = (printed(book, layout, amounts), index == payment.pays);
            let job = Job { book, edition, payment, layout, pays, amounts, order, columns };
            guard.check(&job, findings);
            jobs.push(job);
        }
    }
    jobs
}

impl Job<'_> {
    /// The files, which together with what the order leaves out pay what the ledger says.
    fn files(&self) -> Result<Vec<PaymentFile>, FaceError> {
        let parts = parts(self);
        let files: Vec<PaymentFile> = parts.iter().map(|part| self.file(part)).collect::<Result<_, _>>()?;
        let table = self.table_name();
        tie(
            &self.layout.name,
            table,
            files.iter().map(|file| file.total).sum::<i64>() + self.amounts.left_out,
            self.amounts.ledger,
        )?;
        Ok(files)
    }

    fn file(&self, part: &Part) -> Result<PaymentFile, FaceError> {
        let total = part.rows.iter().map(|row| self.amounts.net[*row as usize]).sum();
        let bytes = match self.layout.form {
            LayoutForm::Text => text_file::bytes(self, part, total)?,
            LayoutForm::Xlsx => workbook_file::bytes(self, part, total)?,
        };
        Ok(PaymentFile {
            name: part.name.clone(),
            ending: part.ending.clone(),
            bytes,
            table: self.table_name().to_string(),
            layout: self.layout.name.clone(),
            persons: part.rows.len(),
            total,
            pays: self.pays,
        })
    }

    fn table_name(&self) -> &str {
        &self.book.plan.table(self.payment.table).name
    }
}

/// Money of these sources that no file pays: the scheme has no `[[payment]]` for its payees.
fn tell_unpaid(book: &Book, order: &Order, findings: &mut Findings) {
    for table in &book.plan.tables {
        let covered = book.plan.payments.iter().any(|payment| book.plan.table(payment.table).name == table.name);
        let Some(payee) = table.payee.as_ref().filter(|_| !covered && order.is_whole()) else { continue };
        let paid = amounts::balances(book, payee.due, &order.sources).map(|balance| balance.balance()).sum();
        if paid != 0 {
            let (table, amount) = (table.name.clone(), format_fixed(paid, 2));
            findings.add(OutputMessage::TableUnpaid { table, amount }, Place::Run);
        }
    }
}

//! What all records of a batch say together.
use super::approval::Approval;
use super::correction::CorrectionRecord;
use super::field::Field;
use super::history::{History, RecordKind};
use super::notice::NoticeRecord;
use super::order::{Order, OrderLine};
use super::payment::PaymentRecord;
use super::redress::RedressRecord;
use super::stage::Stage;
use crate::book::{Book, Payee};
use crate::intake::OfficeFile;
use crate::messages::{Findings, RecordMessage};
use crate::plan::{Plan, SourceId};
use crate::scheme::Scheme;
use crate::supplement::Standing;
use std::collections::{BTreeMap, BTreeSet};

/// How far a batch is, with everything that was recorded on the way.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// What was recorded, in order.
    pub records: Vec<RecordKind>,
    /// The notice, from 公示稿 on.
    pub notice: Option<NoticeRecord>,
    /// The approval, from 定稿 on.
    pub approval: Option<Approval>,
    /// Payments, in order.
    pub payments: Vec<PaymentRecord>,
    /// Repeats, each before its payment.
    pub redresses: Vec<RedressRecord>,
    /// Corrections after payments, each before its payment.
    pub corrections: Vec<CorrectionRecord>,
    /// Whom the files of a final batch pay.
    pub order: Order,
    /// Who is not paid yet and not in the order, and why.
    pub unpaid: Vec<Unpaid>,
}

/// What led to a payment.
#[derive(Debug, Clone, Copy)]
pub enum Led<'p> {
    /// The final batch.
    Approval(&'p Approval),
    /// A repeat.
    Redress(&'p RedressRecord),
    /// A supplement, with its number from 1.
    Correction(usize, &'p CorrectionRecord),
}

/// Somebody who is not paid yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpaid {
    /// Who, what, and the account that it failed with.
    pub line: OrderLine,
    /// What each source owes of it, in fen.
    pub sources: BTreeMap<SourceId, i64>,
    /// Why.
    pub reason: String,
}

impl Progress {
    /// Whether this batch pays a fund; a trial shows all.
    pub fn pays(&self, fund: &str) -> bool {
        self.notice.as_ref().is_none_or(|notice| notice.funds.iter().any(|own| own == fund))
    }

    /// For each source of a plan whether this batch pays it.
    pub fn sources(&self, plan: &Plan) -> Vec<bool> {
        plan.sources.iter().map(|source| self.pays(&source.fund)).collect()
    }

    /// The sources that this batch pays.
    pub fn paid_sources(&self, plan: &Plan) -> Vec<SourceId> {
        let paid = self.sources(plan);
        (0..paid.len()).filter(|index| paid[*index]).map(SourceId).collect()
    }

    /// What came back of the last payment, as an order of its own.
    pub fn came_back(&self) -> Order {
        self.payments.last().map(PaymentRecord::came_back).unwrap_or_default()
    }

    /// What of a repeat is paid for the first time, since it was held before.
    pub fn first_paid(&self) -> Order {
        let before = |payee: &Payee| {
            let failed = self.payments.iter().flat_map(|payment| &payment.failed);
            failed.into_iter().any(|(line, _)| line.payee == *payee)
        };
        let repeated = self.order.only.iter().flatten().copied();
        self.order.only(repeated.filter(|payee| !before(payee)))
    }

    /// The pay period in words; of a trial none is stated.
    pub fn period(&self) -> Option<&str> {
        self.notice.as_ref().map(|notice| notice.period.as_str())
    }

    /// What led to a payment, counted from 0; of the number of payments: what leads to the next one.
    pub fn led(&self, payment: usize) -> Option<Led<'_>> {
        let (mut paid, mut redresses, mut corrections) = (0, self.redresses.iter(), (1..).zip(&self.corrections));
        let mut led = None;
        for record in &self.records {
            match record {
                RecordKind::Notice => {}
                RecordKind::Approval => led = self.approval.as_ref().map(Led::Approval),
                RecordKind::Redress => led = redresses.next().map(Led::Redress),
                RecordKind::Correction => {
                    led = corrections.next().map(|(number, record)| Led::Correction(number, record))
                }
                RecordKind::Payment if paid == payment => return led,
                RecordKind::Payment => paid += 1,
            }
        }
        led.filter(|_| paid == payment && self.stage == Stage::Final)
    }

    /// The line that stands on every page.
    pub fn line(&self) -> String {
        if let (Stage::Paid, Some(paid)) = (self.stage, self.payments.last()) {
            return format!("已发放，{}付款，凭证{}", paid.day(), paid.voucher);
        }
        match self.led(self.payments.len()) {
            Some(Led::Redress(redress)) => {
                return format!("定稿（重发第{}批），{}批准", self.redresses.len(), redress.day());
            }
            Some(Led::Correction(number, record)) => {
                return format!("定稿（补发追回第{number}批），据{}（{}）", record.document, record.day());
            }
            Some(Led::Approval(_)) | None => {}
        }
        match (&self.approval, &self.notice) {
            (Some(approval), _) => format!("{}，据{}（{}）发放", self.stage, approval.document, approval.day()),
            (None, Some(notice)) => {
                let [from, to] = notice.days();
                format!("公示稿，公示期{from}至{to}，不作发放依据")
            }
            (None, None) => "试算，不作发放依据".to_string(),
        }
    }
}

/// Reads the records in their order. What is wrong with them is told; then there is no progress. `batches`: the names of
/// the batches that led to this one, the trial's first.
pub fn progress(
    history: &History,
    (book, scheme): (&Book, &Scheme),
    batches: &[String],
    findings: &mut Findings,
) -> Option<Progress> {
    let records = history.entries.iter().map(|entry| entry.kind).collect();
    let mut progress = Progress { stage: history.stage(), records, ..Progress::default() };
    for (number, entry) in history.entries.iter().enumerate() {
        let form = entry.files.first()?;
        match entry.kind {
            RecordKind::Notice => progress.notice = Some(NoticeRecord::read(form, &book.plan, findings)?),
            RecordKind::Approval => {
                let notice = progress.notice.as_ref()?;
                let chain = &batches[..batches.len().min(number + 1)];
                let approval = Approval::read(&entry.files, book, (notice, chain), findings)?;
                progress.approve(book, approval);
            }
            RecordKind::Payment => {
                let (lines, since) = (progress.order.lines(book), progress.approved_on()?);
                let paid = PaymentRecord::read(&entry.files, book, (&lines, since, &progress.payments), findings)?;
                progress.pay(book, paid);
            }
            RecordKind::Redress => {
                let unpaid: Vec<Payee> = progress.unpaid.iter().map(|unpaid| unpaid.line.payee).collect();
                let since = progress.payments.last()?.paid_on;
                let redress = RedressRecord::read(form, book, (&unpaid, since), findings)?;
                let approval = progress.approval.as_ref()?;
                let paid = redress.lines.iter().map(|line| line.payee);
                approval.ended(&entry.files, paid, book, findings)?;
                progress.repeat(redress);
            }
            RecordKind::Correction => {
                let since = progress.payments.last()?.paid_on;
                let standing = progress.standing(book);
                // The office's folder may hold one of the same name.
                let path = format!("{}/{}", History::folder(number, entry.kind), form.path);
                let named = OfficeFile { path, bytes: form.bytes.clone() };
                let record = CorrectionRecord::read(&named, scheme, (standing, since), findings)?;
                progress.supplement(record);
            }
        }
    }
    Some(progress)
}

impl Progress {
    /// The order of a batch that became final: everybody but those whose pay waits.
    fn approve(&mut self, book: &Book, approval: Approval) {
        let everybody = Order::of(&self.paid_sources(&book.plan));
        self.order = Order { held: approval.held().collect(), ..everybody.clone() };
        let waits = |line: &OrderLine| self.order.held.contains(&line.payee);
        let held = everybody.lines(book).into_iter().filter(waits);
        let held = held.map(|line| (line, "异议未结，缓发".to_string())).collect();
        self.unpaid = unpaid(&everybody, book, held);
        self.approval = Some(approval);
    }

    fn pay(&mut self, book: &Book, mut paid: PaymentRecord) {
        paid.order = self.order.clone();
        self.unpaid.extend(unpaid(&self.order, book, paid.failed.clone()));
        self.unpaid.sort_by_key(|unpaid| unpaid.line.payee);
        self.order.only = Some(Default::default());
        self.payments.push(paid);
    }

    /// How the year stands: with the corrections so far, or as the final batch pays it.
    pub fn standing(&self, book: &Book) -> Standing {
        match self.corrections.last() {
            Some(record) => record.supplement.standing.clone(),
            None => Standing::of(Book { pays: self.sources(&book.plan), ..book.clone() }),
        }
    }

    /// The order of a supplement: the differences of those who are paid more, to the accounts that are known.
    fn supplement(&mut self, record: CorrectionRecord) {
        self.order.only = None;
        self.order.held.clear();
        self.order.differences = Some(record.paid());
        self.corrections.push(record);
        self.order.supplement = self.corrections.len();
    }

    /// The order of a repeat: whatever is open of those who are paid now, of the final batch and of supplements together.
    fn repeat(&mut self, redress: RedressRecord) {
        let payees: BTreeSet<Payee> = redress.lines.iter().map(|line| line.payee).collect();
        let own = |unpaid: &&Unpaid| payees.contains(&unpaid.line.payee);
        self.order.supplement = self.unpaid.iter().filter(own).map(|unpaid| unpaid.line.supplement).max().unwrap_or(0);
        let mut open: BTreeMap<Payee, BTreeMap<SourceId, i64>> = BTreeMap::new();
        for unpaid in self.unpaid.iter().filter(own) {
            let amounts = open.entry(unpaid.line.payee).or_default();
            unpaid.sources.iter().for_each(|(source, fen)| *amounts.entry(*source).or_default() += fen);
        }
        // Of the final batch alone everybody's items stand in the book.
        self.order.differences = (self.order.supplement > 0).then_some(open);
        self.unpaid.retain(|unpaid| !payees.contains(&unpaid.line.payee));
        self.order.only = Some(payees);
        self.order.held.clear();
        for line in &redress.lines {
            if let Some(account) = &line.account {
                self.order.accounts.insert(line.payee, account.clone());
            }
        }
        self.redresses.push(redress);
    }

    /// The day before which nothing of the order is paid.
    fn approved_on(&self) -> Option<i32> {
        let approval = self.approval.as_ref().map(|approval| approval.approved_on);
        let redress = self.redresses.last().map(|redress| redress.approved_on);
        let correction = self.corrections.last().map(|record| record.approved_on);
        approval.max(redress).max(correction)
    }
}

/// Lines of an order that are not paid, each with what its sources owe.
fn unpaid(order: &Order, book: &Book, lines: Vec<(OrderLine, String)>) -> Vec<Unpaid> {
    let mut owed: BTreeMap<Payee, BTreeMap<SourceId, i64>> =
        lines.iter().map(|(line, _)| (line.payee, BTreeMap::new())).collect();
    for (source, table) in
        order.sources.iter().flat_map(|source| book.plan.payee_tables().into_iter().map(move |table| (*source, table)))
    {
        let due = order.due(book, table, source);
        for ((_, row), sources) in owed.iter_mut().filter(|((own, _), _)| *own == table) {
            sources.insert(source, due[*row as usize]);
        }
    }
    let sources = |line: &OrderLine| owed.get(&line.payee).cloned().unwrap_or_default();
    lines.into_iter().map(|(line, reason)| Unpaid { sources: sources(&line), line, reason }).collect()
}

/// Who a payee is, for messages: key and name, long numbers hidden.
pub(super) fn who(book: &Book, (table, row): Payee) -> String {
    crate::dataset::masked(&book.row_name(table, row as usize))
}

/// Whom a line of a form is about: a row of a table of payees, named by its key.
pub(super) fn payee_of(book: &Book, table: &Field, key: &Field, findings: &mut Findings) -> Option<Payee> {
    let key_text = key.filled(findings)?;
    let tables = book.plan.payee_tables();
    let named = tables.iter().copied().find(|id| book.plan.table(*id).name == table.text);
    let only = tables.first().copied().filter(|_| tables.len() == 1 && table.text.is_empty());
    let Some(found) = named.or(only) else {
        let names: Vec<&str> = tables.iter().map(|id| book.plan.table(*id).name.as_str()).collect();
        let message =
            RecordMessage::NotAChoice {
                label: table.label.clone(), text: table.text.clone(), words: names.join("、")
            };
        findings.add(message, table.place.clone());
        return None;
    };
    let keys = &book.plan.table(found).key;
    let is = |row: &usize| {
        let shown: Vec<String> = keys.iter().map(|column| book.shown(*column, *row)).collect();
        shown.join(",") == key_text || shown.join("，") == key_text
    };
    let row = (0..book.rows[found.0]).find(is);
    if row.is_none() {
        let message = RecordMessage::NoPayee { table: book.plan.table(found).name.clone(), key: key_text };
        findings.add(message, key.place.clone());
    }
    row.map(|row| (found, row as u32))
}

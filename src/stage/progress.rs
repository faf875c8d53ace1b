//! What all records of a batch say together.
use super::approval::Approval;
use super::field::Field;
use super::history::{History, RecordKind};
use super::notice::NoticeRecord;
use super::order::{Order, OrderLine, Payee};
use super::payment::PaymentRecord;
use super::redress::RedressRecord;
use super::stage::Stage;
use crate::book::Book;
use crate::messages::{Findings, RecordMessage};
use crate::plan::{Plan, SourceId};
use std::collections::BTreeSet;

/// How far a batch is, with everything that was recorded on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// The notice, from 公示稿 on.
    pub notice: Option<NoticeRecord>,
    /// The approval, from 定稿 on.
    pub approval: Option<Approval>,
    /// Payments, in order.
    pub payments: Vec<PaymentRecord>,
    /// Repeats, each before its payment.
    pub redresses: Vec<RedressRecord>,
    /// Whom the files of a final batch pay.
    pub order: Order,
    /// Who is not paid yet and not in the order, and why.
    pub unpaid: Vec<Unpaid>,
}

/// Somebody who is not paid yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpaid {
    /// Who, what, and the account that it failed with.
    pub line: OrderLine,
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
        let failed = self.payments.last().map(|payment| payment.failed.as_slice()).unwrap_or_default();
        Order::only(&self.order.sources, failed.iter().map(|(line, _)| line.payee))
    }

    /// What of a repeat is paid for the first time, since it was held before.
    pub fn first_paid(&self) -> Order {
        let before = |payee: &Payee| {
            let failed = self.payments.iter().flat_map(|payment| &payment.failed);
            failed.into_iter().any(|(line, _)| line.payee == *payee)
        };
        let repeated = self.order.only.iter().flatten().copied();
        Order::only(&self.order.sources, repeated.filter(|payee| !before(payee)))
    }

    /// Whose pay waited when the first payment was made.
    pub fn waiting_at_first(&self) -> BTreeSet<Payee> {
        self.approval.iter().flat_map(|approval| approval.held()).collect()
    }

    /// The pay period in words; of a trial none is stated.
    pub fn period(&self) -> Option<&str> {
        self.notice.as_ref().map(|notice| notice.period.as_str())
    }

    /// The line that stands on every page.
    pub fn line(&self) -> String {
        if let (Stage::Paid, Some(paid)) = (self.stage, self.payments.last()) {
            return format!("已发放，{}付款，凭证{}", paid.day(), paid.voucher);
        }
        if let (Stage::Final, Some(redress)) = (self.stage, self.redresses.last()) {
            return format!("定稿（重发第{}批），{}批准", self.redresses.len(), redress.day());
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

/// Reads the records in their order. What is wrong with them is told; then there is no progress.
pub fn progress(history: &History, book: &Book, findings: &mut Findings) -> Option<Progress> {
    let mut progress = Progress { stage: history.stage(), ..Progress::default() };
    for entry in &history.entries {
        let form = entry.files.first()?;
        match entry.kind {
            RecordKind::Notice => progress.notice = Some(NoticeRecord::read(form, &book.plan, findings)?),
            RecordKind::Approval => {
                let notice = progress.notice.as_ref()?;
                let approval = Approval::read(form, book, notice, findings)?;
                progress.approve(book, approval);
            }
            RecordKind::Payment => {
                let (lines, since) = (progress.order.lines(book), progress.approved_on()?);
                let paid = PaymentRecord::read(&entry.files, book, (&lines, since, &progress.payments), findings)?;
                progress.pay(paid);
            }
            RecordKind::Redress => {
                let unpaid: Vec<Payee> = progress.unpaid.iter().map(|unpaid| unpaid.line.payee).collect();
                let since = progress.payments.last()?.paid_on;
                let redress = RedressRecord::read(form, book, (&unpaid, since), findings)?;
                progress.repeat(redress);
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
        self.unpaid = held.map(|line| Unpaid { line, reason: "异议未结，缓发".to_string() }).collect();
        self.approval = Some(approval);
    }

    fn pay(&mut self, paid: PaymentRecord) {
        let failed = paid.failed.iter().cloned();
        self.unpaid.extend(failed.map(|(line, reason)| Unpaid { line, reason }));
        self.unpaid.sort_by_key(|unpaid| unpaid.line.payee);
        self.order.only = Some(Default::default());
        self.payments.push(paid);
    }

    fn repeat(&mut self, redress: RedressRecord) {
        let paid = |payee: &Payee| redress.lines.iter().any(|line| line.payee == *payee);
        self.unpaid.retain(|unpaid| !paid(&unpaid.line.payee));
        self.order.only = Some(redress.lines.iter().map(|line| line.payee).collect());
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
        let repeat = self.redresses.last().map(|redress| redress.approved_on);
        repeat.or_else(|| self.approval.as_ref().map(|approval| approval.approved_on))
    }
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

//! The record of a repeat: who is paid now of those not paid yet, to which account, on what ground.
use super::field::{two_people, written};
use super::form::{Form, Line};
use super::labels::{REDRESS, REDRESS_LINES, YES_NO};
use super::order::NewAccount;
use super::progress::payee_of;
use crate::book::Book;
use crate::book::Payee;
use crate::intake::OfficeFile;
use crate::messages::{Findings, RecordMessage};

/// What was recorded of a repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedressRecord {
    /// The day of its approval, counted as spreadsheets do.
    pub approved_on: i32,
    /// Who asked for it, and who checked it: a change of name or account needs both.
    pub signers: [String; 2],
    /// Who is paid now.
    pub lines: Vec<Redress>,
}

/// Somebody who is paid now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redress {
    /// Who.
    pub payee: Payee,
    /// To which account, where another than before.
    pub account: Option<NewAccount>,
    /// The ground.
    pub ground: String,
}

impl RedressRecord {
    /// Reads the form; everything that is wrong with it is told. `unpaid`: those who may be paid now.
    pub(super) fn read(
        file: &OfficeFile,
        book: &Book,
        (unpaid, since): (&[Payee], i32),
        findings: &mut Findings,
    ) -> Option<RedressRecord> {
        let form = Form::open(file, findings)?;
        let listed = form.lines((REDRESS_LINES.0, &REDRESS_LINES.1), findings);
        let answers = form.answers(&REDRESS, findings)?;
        let [day, clerk, reviewer] = answers.as_slice() else { return None };
        let approved_on = day.day_since(since, findings);
        let signers = two_people(clerk, reviewer, findings);
        let read: Vec<Option<Option<Redress>>> =
            listed?.iter().map(|line| redress(line, book, unpaid, findings)).collect();
        let lines: Vec<Redress> = read.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
        if lines.is_empty() {
            findings.add(RecordMessage::NobodyPaid {}, form.place(REDRESS_LINES.0));
            return None;
        }
        Some(RedressRecord { approved_on: approved_on?, signers: signers?, lines })
    }

    /// The day in words.
    pub fn day(&self) -> String {
        written(self.approved_on)
    }
}

/// A line of the form: nothing where it is not paid now.
fn redress(line: &Line, book: &Book, unpaid: &[Payee], findings: &mut Findings) -> Option<Option<Redress>> {
    let [_, table, key, _, _, _, now, holder, account, bank, ground] = line.fields.as_slice() else { return None };
    if now.choice(&YES_NO, findings)? == 1 {
        return Some(None);
    }
    let payee = payee_of(book, table, key, findings)?;
    if !unpaid.contains(&payee) {
        findings.add(RecordMessage::NotUnpaid { key: key.text.clone() }, key.place.clone());
        return None;
    }
    let ground = ground.filled(findings)?;
    let changed = [holder, account, bank].iter().any(|field| !field.text.is_empty());
    let account = if changed {
        Some(NewAccount {
            holder: holder.filled(findings)?,
            account: account.filled(findings)?,
            bank: bank.text.clone(),
        })
    } else {
        None
    };
    Some(Some(Redress { payee, account, ground }))
}

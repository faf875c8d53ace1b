//! The record of the notice: what this batch pays, on what it rests, and when it hangs.
use super::field::{Field, weekdays, written};
use super::form::Form;
use super::labels::{FUNDS, NOTICE, YES_NO};
use crate::intake::OfficeFile;
use crate::messages::{Findings, RecordMessage, nearest};
use crate::plan::Plan;

/// Working days that a notice hangs at least.
pub const LEAST_DAYS: u32 = 5;

/// What was recorded when a batch was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRecord {
    /// The pay period in words.
    pub period: String,
    /// Number of the document that decided to post it.
    pub decided: String,
    /// Its day.
    pub decided_on: i32,
    /// First day of the notice, counted as spreadsheets do.
    pub from: i32,
    /// Last day.
    pub to: i32,
    /// Who recorded it.
    pub clerk: String,
    /// The funds that this batch pays.
    pub funds: Vec<String>,
}

impl NoticeRecord {
    /// Reads the form; everything that is wrong with it is told.
    pub(super) fn read(file: &OfficeFile, plan: &Plan, findings: &mut Findings) -> Option<NoticeRecord> {
        let form = Form::open(file, findings)?;
        let funds = funds(&form, plan, findings);
        let answers = form.answers(&NOTICE, findings)?;
        let [period, decided, decided_on, from, to, holidays, clerk] = answers.as_slice() else { return None };
        let period = period.filled(findings);
        let decided = decided.filled(findings);
        let decided_on = decided_on.day(findings);
        let days = days(from, to, holidays, findings);
        let clerk = clerk.filled(findings);
        let (from, to) = days?;
        Some(NoticeRecord {
            period: period?,
            decided: decided?,
            decided_on: decided_on?,
            from,
            to,
            clerk: clerk?,
            funds: funds?,
        })
    }

    /// First and last day in words.
    pub fn days(&self) -> [String; 2] {
        [written(self.from), written(self.to)]
    }
}

/// Both ends of the notice, where it hangs long enough.
fn days(from: &Field, to: &Field, holidays: &Field, findings: &mut Findings) -> Option<(i32, i32)> {
    let (first, last, holidays) = (from.day(findings), to.day(findings), holidays.count(findings));
    let (first, last, holidays) = (first?, last?, holidays?);
    let days = weekdays(first, last).saturating_sub(holidays);
    if days < LEAST_DAYS {
        findings.add(RecordMessage::NoticeShort { days, least: LEAST_DAYS }, to.place.clone());
        return None;
    }
    Some((first, last))
}

/// The funds that are to be paid: each fund of the scheme is answered for, and one is paid at least.
fn funds(form: &Form, plan: &Plan, findings: &mut Findings) -> Option<Vec<String>> {
    let lines = form.lines((FUNDS.0, &FUNDS.1), findings)?;
    let known = plan.fund_names();
    let (mut answered, mut paid, mut sound) = (Vec::new(), Vec::new(), true);
    for line in &lines {
        let [fund, answer] = line.fields.as_slice() else { continue };
        if !known.contains(&fund.text.as_str()) || answered.contains(&fund.text) {
            let near = nearest(&fund.text, known.iter().copied());
            findings.add_near(RecordMessage::NoFund { fund: fund.text.clone() }, fund.place.clone(), near);
            sound = false;
            continue;
        }
        answered.push(fund.text.clone());
        match answer.choice(&YES_NO, findings) {
            Some(0) => paid.push(fund.text.clone()),
            Some(_) => {}
            None => sound = false,
        }
    }
    for fund in known.iter().filter(|fund| !answered.iter().any(|own| own == *fund)) {
        findings.add(RecordMessage::FundOpen { fund: fund.to_string() }, form.place(FUNDS.0));
        sound = false;
    }
    if sound && paid.is_empty() {
        findings.add(RecordMessage::NothingPaid {}, form.place(FUNDS.0));
        return None;
    }
    sound.then_some(paid)
}

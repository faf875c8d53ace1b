//! What the rules of a scheme do, looked at before any data: each rule of law or of sense in a file of its own.
mod exams;
mod facts;
mod leave;
mod sense;
mod unread;

use super::model::Plan;
use crate::messages::{Findings, Message, Place};
use crate::scheme::Scheme;
use facts::Facts;
use std::ops::Range;

/// Looks at a plan that compiled.
pub(super) fn lint(scheme: &Scheme, plan: &Plan, findings: &mut Findings) {
    let facts = Facts::of(scheme, plan);
    let mut desk = Desk { scheme, plan, facts: &facts, findings };
    leave::protected(&mut desk);
    leave::twice(&mut desk);
    exams::funds(&mut desk);
    exams::alone(&mut desk);
    unread::columns(&mut desk);
    unread::standards(&mut desk);
    unread::accounts(&mut desk);
    sense::tiers(&mut desk);
    sense::ranks(&mut desk);
    sense::rank_formulas(&mut desk);
    sense::differences(&mut desk);
    sense::parts(&mut desk);
}

/// What every rule is given.
struct Desk<'a> {
    scheme: &'a Scheme,
    plan: &'a Plan,
    facts: &'a Facts,
    findings: &'a mut Findings,
}

impl Desk<'_> {
    fn tell(&mut self, message: impl Into<Message>, span: &Range<usize>) {
        self.findings.add(message, Place::scheme(span.clone()));
    }
}

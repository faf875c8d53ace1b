//! A case: an objection with the review and the appeal that followed it.
use super::entry::{ObjectionColumn as At, ObjectionEntry};
use super::outcome::Outcome;
use crate::messages::{Findings, ObjectionMessage};

/// The lines of a case, from the objection on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectionCase<'r> {
    /// In their order; the last one says how the case stands.
    pub entries: Vec<&'r ObjectionEntry>,
}

impl<'r> ObjectionCase<'r> {
    pub(super) fn of(all: &'r [ObjectionEntry], first: usize) -> ObjectionCase<'r> {
        let mut entries = vec![&all[first]];
        let mut at = first;
        // Each step is followed by a later one alone, so this ends.
        while let Some(next) = all.iter().position(|entry| entry.earlier == Some(at)) {
            entries.push(&all[next]);
            at = next;
        }
        ObjectionCase { entries }
    }

    /// The line that says how the case stands.
    pub fn last(&self) -> &'r ObjectionEntry {
        self.entries[self.entries.len() - 1]
    }

    /// The latest line that decided to correct the amount.
    pub(super) fn corrected(&self) -> Option<&'r ObjectionEntry> {
        self.entries.iter().rev().find(|entry| entry.outcome == Some(Outcome::Corrected)).copied()
    }

    /// The batch that it is about, as written.
    pub(super) fn disputed(&self) -> &'r str {
        self.entries[0].text(At::Disputed)
    }

    /// Whether one of these batches corrects it.
    pub(super) fn answered_by(&self, batches: &[String]) -> bool {
        self.entries.iter().any(|entry| batches.iter().any(|batch| batch == entry.text(At::Answering)))
    }

    /// Whether it waits: for an answer, for the end of what its amount is held for, or for a batch that corrects it.
    pub fn is_open(&self) -> bool {
        let last = self.last();
        match last.outcome {
            None | Some(Outcome::Held) => true,
            Some(Outcome::Corrected) => last.text(At::Answering).is_empty(),
            Some(Outcome::Upheld) => false,
        }
    }

    pub(super) fn tell_open(&self, findings: &mut Findings) {
        if !self.is_open() {
            return;
        }
        let last = self.last();
        let [number, name] = [At::Number, At::Name].map(|column| last.text(column).to_string());
        let step = last.step.chinese().to_string();
        let due = last.due.map_or("—".to_string(), |_| last.due_words());
        let message = match last.outcome {
            None => ObjectionMessage::Open { number, step, name, due },
            Some(Outcome::Held) => ObjectionMessage::HeldOpen { number, step, name, due },
            Some(_) => ObjectionMessage::NotCorrectedYet { number, step, name },
        };
        findings.add(message, last.field(At::Outcome).place.clone());
    }
}

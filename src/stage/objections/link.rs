//! What lines say of each other: a review follows an objection, an appeal a review, in the order of the days.
use super::entry::{ObjectionColumn as At, ObjectionEntry, ObjectionStep};
use crate::form::Line;
use crate::form::field::{Field, written};
use crate::messages::{Findings, ObjectionMessage};
use crate::plan::ObjectionPeriods;

/// Joins each later step with the one it goes on from. An entry is none where its line could not be read.
pub(super) fn link(lines: &[Line], entries: &mut [Option<ObjectionEntry>], findings: &mut Findings) {
    let numbers: Vec<&Field> = lines.iter().map(|line| &line.fields[At::Number as usize]).collect();
    for (at, number) in numbers.iter().enumerate() {
        if !number.text.is_empty() && numbers[..at].iter().any(|other| other.text == number.text) {
            findings.add(ObjectionMessage::NumberTwice { number: number.text.clone() }, number.place.clone());
        }
    }
    // What a review takes over from its objection, an appeal takes over from the review.
    for step in [ObjectionStep::Objection, ObjectionStep::Review, ObjectionStep::Appeal] {
        for at in 0..entries.len() {
            if entries[at].as_ref().is_some_and(|entry| entry.step == step) {
                join(&numbers, entries, at, findings);
            }
        }
    }
}

fn join(numbers: &[&Field], entries: &mut [Option<ObjectionEntry>], at: usize, findings: &mut Findings) {
    let Some(entry) = &entries[at] else { return };
    let (step, own) = (entry.step, entry.field(At::Earlier).clone());
    let Some(before) = step.before() else {
        if !own.text.is_empty() {
            findings.add(ObjectionMessage::ObjectionFollows {}, own.place);
        }
        return;
    };
    let is = |other: &usize| *other != at && !own.text.is_empty() && numbers[*other].text == own.text;
    let named = (0..numbers.len()).find(is);
    match named.map(|other| (other, entries[other].clone())) {
        // What is wrong with that line is told there.
        Some((_, None)) => {}
        Some((other, Some(earlier))) if earlier.step == before => follow(entries, (at, other), &earlier, findings),
        _ => {
            let (step, earlier) = (step.chinese().to_string(), before.chinese().to_string());
            findings.add(ObjectionMessage::NoEarlier { step, earlier }, own.place);
        }
    }
}

/// A later step takes over what it leaves blank, and is about the same person.
fn follow(
    entries: &mut [Option<ObjectionEntry>],
    (at, other): (usize, usize),
    earlier: &ObjectionEntry,
    findings: &mut Findings,
) {
    if entries.iter().flatten().any(|entry| entry.earlier == Some(other)) {
        if let Some(entry) = &entries[at] {
            let message = ObjectionMessage::FollowedTwice { number: earlier.text(At::Number).to_string() };
            findings.add(message, entry.field(At::Earlier).place.clone());
        }
        return;
    }
    let Some(entry) = &mut entries[at] else { return };
    entry.earlier = Some(other);
    for column in [At::Table, At::Key, At::Name, At::What, At::Disputed] {
        let (own, known) = (entry.field(column), earlier.field(column));
        let person = matches!(column, At::Table | At::Key | At::Name) && !known.text.is_empty();
        if own.text.is_empty() {
            entry.fields[column as usize] = known.clone();
        } else if person && own.text != known.text {
            let (label, written) = (own.label.clone(), own.text.clone());
            findings
                .add(ObjectionMessage::OtherPerson { label, written, known: known.text.clone() }, own.place.clone());
        }
    }
    // What was never answered cannot be gone on from.
    if earlier.answered_on.is_none() {
        earlier.field(At::AnsweredOn).filled(findings);
        return;
    }
    in_order(entry.field(At::BroughtOn), earlier.answered_on, "前一环节的答复日期", findings);
}

/// The days of each line: answered after it was brought, by its last day, asked for in time.
pub(super) fn time(
    entries: &mut [Option<ObjectionEntry>],
    periods: Option<&ObjectionPeriods>,
    findings: &mut Findings,
) {
    let answered: Vec<Option<i32>> =
        entries.iter().map(|entry| entry.as_ref().and_then(|entry| entry.answered_on)).collect();
    for entry in entries.iter_mut().flatten() {
        in_order(entry.field(At::AnsweredOn), Some(entry.brought_on), "提出日期", findings);
        let step = entry.step as usize;
        let period = periods.and_then(|periods| Some((periods, periods.answers[step].as_ref()?)));
        if let Some((periods, period)) = period {
            let computed = periods.until(period, entry.brought_on);
            if let Some(stated) = entry.due.filter(|stated| *stated != computed) {
                let message = ObjectionMessage::DueDiffers { written: written(stated), computed: written(computed) };
                findings.add(message, entry.field(At::Due).place.clone());
            }
            entry.due = Some(computed);
        }
        let number = entry.text(At::Number).to_string();
        if let Some(late) = entry.late(None) {
            let message = ObjectionMessage::AnsweredLate { number: number.clone(), due: entry.due_words(), late };
            findings.add(message, entry.field(At::AnsweredOn).place.clone());
        }
        let before = entry.earlier.and_then(|earlier| answered[earlier]);
        let asked = periods.and_then(|periods| Some(periods.until(periods.asks[step].as_ref()?, before?)));
        if let Some(until) = asked.filter(|until| entry.brought_on > *until) {
            let late = entry.brought_on - until;
            let message = ObjectionMessage::AskedLate { number, until: written(until), late };
            findings.add(message, entry.field(At::BroughtOn).place.clone());
        }
    }
}

fn in_order(field: &Field, since: Option<i32>, earlier: &str, findings: &mut Findings) {
    let Some((_, since)) = field.day.zip(since).filter(|(day, since)| day < since) else { return };
    let (label, earlier) = (field.label.clone(), earlier.to_string());
    findings.add(ObjectionMessage::DayBefore { label, earlier, day: written(since) }, field.place.clone());
}

//! What was objected about a person's amount, as the record of the approval has it.
use super::model::Explanation;
use super::subject::About;
use super::subject_told::ObjectionTold;
use crate::book::Book;
use crate::dataset::masked;
use crate::messages::Language;
use crate::stage::{ObjectionColumn as At, ObjectionEntry, Progress};

/// Tells each person's objections; `abouts` are the explanation's subjects.
pub fn tell_objections(explanation: &mut Explanation, abouts: &[About], book: &Book, progress: &Progress) {
    let Some(approval) = progress.approval.as_ref().filter(|approval| !approval.register.entries.is_empty()) else {
        return;
    };
    for (subject, about) in explanation.subjects.iter_mut().zip(abouts) {
        if let About::Payee(table, row) = about {
            subject.objections = approval.about(book, (*table, *row as u32)).into_iter().map(told).collect();
        }
    }
}

/// Every objection that the record of the approval holds, a line each: whose, what, how it was answered and by which batch.
pub fn recorded_objections(progress: &Progress, language: Language) -> Vec<String> {
    let entries = progress.approval.iter().flat_map(|approval| &approval.register.entries);
    let line = |entry: &ObjectionEntry| {
        let who = [entry.text(At::Key), entry.text(At::Name)].join(" ");
        format!("{}　{}", masked(who.trim()), objection_line(&told(entry), language))
    };
    entries.map(line).collect()
}

fn told(entry: &ObjectionEntry) -> ObjectionTold {
    let text = |column: At| entry.text(column).to_string();
    ObjectionTold {
        step: text(At::Step),
        number: text(At::Number),
        what: text(At::What),
        brought_on: text(At::BroughtOn),
        due: entry.due_text(),
        outcome: text(At::Outcome),
        conclusion: text(At::Conclusion),
        answered_on: text(At::AnsweredOn),
        disputed: text(At::Disputed),
        answering: text(At::Answering),
    }
}

/// One objection in a line.
pub(super) fn objection_line(told: &ObjectionTold, language: Language) -> String {
    let ObjectionTold { step, number, what, brought_on, due, outcome, conclusion, answered_on, answering, .. } = told;
    let part = |text: &str, said: String| if text.is_empty() { String::new() } else { said };
    match language {
        Language::Chinese => {
            let answer = match (outcome.as_str(), answered_on.as_str()) {
                ("", _) => "没有办结".to_string(),
                (outcome, "") => format!("{outcome}，没有办结"),
                (outcome, day) => format!("{day}答复：{outcome}"),
            };
            let (due, by) =
                (part(due, format!("，答复期限 {due}")), part(answering, format!("，由批次 {answering} 更正")));
            format!(
                "{step}（第 {number} 件）：{what}，{brought_on} 提出{due}；{answer}{}{by}",
                part(conclusion, format!("，{conclusion}"))
            )
        }
        Language::English => {
            let answer = match (outcome.as_str(), answered_on.as_str()) {
                ("", _) => "open".to_string(),
                (outcome, "") => format!("{outcome}, open"),
                (outcome, day) => format!("answered {day}: {outcome}"),
            };
            let (due, by) =
                (part(due, format!(", due {due}")), part(answering, format!(", corrected by batch {answering}")));
            format!(
                "{step} (number {number}): {what}, brought {brought_on}{due}; {answer}{}{by}",
                part(conclusion, format!(", {conclusion}"))
            )
        }
    }
}

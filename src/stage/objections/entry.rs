//! One line of the register.
use super::Outcome;
use crate::book::Book;
use crate::book::Payee;
use crate::dataset::civil_from_day;
use crate::form::Line;
use crate::form::field::{Field, written};
use crate::messages::{Findings, ObjectionMessage};
use crate::stage::progress::payee_of;

/// The columns, in the order of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ObjectionColumn {
    Number,
    Step,
    Table,
    Key,
    Name,
    What,
    BroughtOn,
    BroughtBy,
    Due,
    Conclusion,
    Outcome,
    AnsweredOn,
    AnsweredBy,
    Disputed,
    Answering,
    Earlier,
}
use ObjectionColumn as At;

/// Their headers.
pub const OBJECTION_HEADERS: [&str; 16] = [
    "序号",
    "环节",
    "表",
    "识别号",
    "姓名",
    "事项",
    "提出日期",
    "提出人",
    "答复期限",
    "处理结论",
    "处理",
    "答复日期",
    "答复人",
    "原批次",
    "答复批次",
    "前一环节序号",
];

/// How far a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObjectionStep {
    /// 异议: against what was posted.
    Objection,
    /// 复核: against the answer.
    Review,
    /// 申诉: against the review.
    Appeal,
}

impl ObjectionStep {
    /// The words of the register, in order.
    pub const WORDS: [&str; 3] = ["异议", "复核", "申诉"];

    fn of(index: usize) -> Option<ObjectionStep> {
        [ObjectionStep::Objection, ObjectionStep::Review, ObjectionStep::Appeal].get(index).copied()
    }

    /// As in the register.
    pub fn chinese(self) -> &'static str {
        ObjectionStep::WORDS[self as usize]
    }

    /// The step that it goes on from.
    pub(super) fn before(self) -> Option<ObjectionStep> {
        (self as usize).checked_sub(1).and_then(ObjectionStep::of)
    }
}

/// A line as read: an objection, a review or an appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectionEntry {
    /// Which of them.
    pub step: ObjectionStep,
    /// The day on which it was brought, counted as spreadsheets do.
    pub brought_on: i32,
    /// The last day for the answer: by the scheme's period, else as written. None: not stated.
    pub due: Option<i32>,
    /// What follows; none: it is open.
    pub outcome: Option<Outcome>,
    /// The day of the answer.
    pub answered_on: Option<i32>,
    /// The line whose answer it goes on from.
    pub earlier: Option<usize>,
    /// All cells; what a later step leaves blank is as in the step before.
    pub(super) fields: Vec<Field>,
}

impl ObjectionEntry {
    /// Reads what a line says by itself.
    pub(super) fn read(line: &Line, findings: &mut Findings) -> Option<ObjectionEntry> {
        let field = |column: At| &line.fields[column as usize];
        let number = field(At::Number).filled(findings);
        let step = field(At::Step).choice(&ObjectionStep::WORDS, findings).and_then(ObjectionStep::of);
        let brought_on = field(At::BroughtOn).day(findings);
        let by = field(At::BroughtBy).filled(findings);
        // A later step is about the same person and matter as the one before.
        let first = step == Some(ObjectionStep::Objection);
        let about = [At::Name, At::What, At::Disputed].map(|at| match first {
            true => field(at).filled(findings).is_some(),
            false => field(at).short(findings),
        });
        let short = [At::Table, At::Key, At::Answering].map(|at| field(at).short(findings));
        let due = if field(At::Due).text.is_empty() { Some(None) } else { field(At::Due).day(findings).map(Some) };
        let answer = answer(&field, findings);
        let sound = number.is_some() && by.is_some() && about.into_iter().chain(short).all(|sound| sound);
        let (outcome, answered_on) = answer.filter(|_| sound)?;
        let fields = line.fields.clone();
        Some(ObjectionEntry {
            step: step?,
            brought_on: brought_on?,
            due: due?,
            outcome,
            answered_on,
            earlier: None,
            fields,
        })
    }

    pub(super) fn field(&self, column: At) -> &Field {
        &self.fields[column as usize]
    }

    /// What stands in a column; days as they are usually written.
    pub fn text(&self, column: At) -> &str {
        &self.field(column).text
    }

    /// Every column, in the order of the register.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.text.as_str())
    }

    /// The last day for the answer as `2019-01-16`; empty where none is stated.
    pub fn due_text(&self) -> String {
        let Some((year, month, day)) = self.due.map(civil_from_day) else { return String::new() };
        format!("{year}-{month:02}-{day:02}")
    }

    /// The day on which it was brought, in words.
    pub fn brought(&self) -> String {
        written(self.brought_on)
    }

    /// The day of the answer in words; empty while there is none.
    pub fn answered(&self) -> String {
        self.answered_on.map(written).unwrap_or_default()
    }

    /// The last day for the answer in words; empty where none is stated.
    pub fn due_words(&self) -> String {
        self.due.map(written).unwrap_or_default()
    }

    /// Whom it is about, by key and name; `Some(None)`: nobody of a list. Only a held amount has to be somebody's. What is wrong
    /// is told.
    pub fn payee(&self, book: &Book, findings: &mut Findings) -> Option<Option<Payee>> {
        let key = self.field(At::Key);
        if key.text.is_empty() && self.outcome != Some(Outcome::Held) {
            return Some(None);
        }
        let (table, row) = payee_of(book, self.field(At::Table), key, findings)?;
        let known = book.plan.table(table).payee.as_ref().map(|payee| book.shown(payee.name, row as usize));
        let name = self.field(At::Name);
        if let Some(known) = known.filter(|known| *known != name.text) {
            let (label, written) = (name.label.clone(), name.text.clone());
            findings.add(ObjectionMessage::OtherPerson { label, written, known }, name.place.clone());
            return None;
        }
        Some(Some((table, row)))
    }

    /// Tells that it has not ended.
    pub(in crate::stage) fn tell_undecided(&self, findings: &mut Findings) {
        let (number, step) = (self.text(At::Number).to_string(), self.step.chinese().to_string());
        findings.add(ObjectionMessage::Undecided { number, step }, self.field(At::Outcome).place.clone());
    }

    /// Whether it was answered after its last day, or is open on a day after it: how many days late.
    pub fn late(&self, on: Option<i32>) -> Option<i32> {
        let end = self.answered_on.or(on)?;
        self.due.map(|due| end - due).filter(|late| *late > 0)
    }
}

/// What follows and the day of the answer. Whoever decides says how, when and by whom; whoever holds an amount may still owe the
/// answer.
fn answer<'f>(field: &impl Fn(At) -> &'f Field, findings: &mut Findings) -> Option<(Option<Outcome>, Option<i32>)> {
    let (outcome, day, by) = (field(At::Outcome), field(At::AnsweredOn), field(At::AnsweredBy));
    let answered = !day.text.is_empty();
    if outcome.text.is_empty() && !answered {
        return field(At::Conclusion).short(findings).then_some((None, None));
    }
    let chosen = outcome.choice(&Outcome::WORDS, findings).and_then(Outcome::of);
    if chosen == Some(Outcome::Held) && !answered {
        return field(At::Conclusion).short(findings).then_some((chosen, None));
    }
    let conclusion = field(At::Conclusion).filled(findings);
    let (day, by) = (day.day(findings), by.filled(findings));
    let (Some(_), Some(_)) = (conclusion, by) else { return None };
    Some((Some(chosen?), Some(day?)))
}

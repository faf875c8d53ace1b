//! The record of the approval: on what the payment rests, who approved it, what became of each objection.
use super::field::{Field, two_people, written};
use super::form::Form;
use super::labels::APPROVAL;
use super::notice::NoticeRecord;
use super::objections::{Objection, ObjectionEntry, ObjectionRegister, Outcome, settled};
use crate::book::{Book, Payee};
use crate::intake::{OfficeFile, is_objections};
use crate::messages::{Findings, RecordMessage};

/// Who approves, in order.
pub const SIGNERS: [&str; 6] = ["经办", "复核", "人事", "计财", "分管领导", "主要领导"];

/// What was recorded when a batch became final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Number of the minutes or the approval.
    pub document: String,
    /// Its day, counted as spreadsheets do.
    pub approved_on: i32,
    /// Names, in the order of [`SIGNERS`].
    pub signers: Vec<String>,
    /// Every objection that concerns the batch.
    pub objections: Vec<Objection>,
    /// The register as it stood then.
    pub register: ObjectionRegister,
}

impl Approval {
    /// Reads the form and the register of objections beside it; everything that is wrong with them is told. `chain`: the
    /// names of the batch's parents and its own.
    pub(super) fn read(
        files: &[OfficeFile],
        book: &Book,
        (notice, chain): (&NoticeRecord, &[String]),
        findings: &mut Findings,
    ) -> Option<Approval> {
        let (form_file, more) = files.split_first()?;
        let form = Form::open(form_file, findings)?;
        let periods = book.plan.objection.as_ref();
        let register = match registered(more) {
            Some(file) => ObjectionRegister::read(file, periods, findings),
            None => Some(ObjectionRegister::default()),
        };
        let objections = register.as_ref().map(|register| settled(register, book, (notice, chain), findings));
        let answers = form.answers(&APPROVAL, findings)?;
        let [document, day, count, signers @ ..] = answers.as_slice() else { return None };
        let document = document.filled(findings);
        let approved_on = approved_on(day, notice, findings);
        let signers = signed(signers, findings);
        let stated = count.filled(findings).and_then(|_| count.count(findings));
        let objections = objections??;
        let stated = stated? as usize;
        if stated != objections.len() {
            let message = RecordMessage::ObjectionCount { stated, listed: objections.len() };
            findings.add(message, count.place.clone());
            return None;
        }
        let (document, approved_on, signers) = (document?, approved_on?, signers?);
        Some(Approval { document, approved_on, signers, objections, register: register? })
    }

    /// The day in words.
    pub fn day(&self) -> String {
        written(self.approved_on)
    }

    /// Whose pay waits for the end of an objection.
    pub fn held(&self) -> impl Iterator<Item = Payee> {
        self.objections.iter().filter(|objection| objection.outcome == Outcome::Held).filter_map(|o| o.payee)
    }

    /// Whether nobody is paid now whose objection held the amount back and has not ended, by the register among these records, else
    /// as it was approved. If somebody is, that is told.
    pub(super) fn ended(
        &self,
        files: &[OfficeFile],
        paid: impl Iterator<Item = Payee>,
        book: &Book,
        findings: &mut Findings,
    ) -> Option<()> {
        let held: Vec<Payee> = self.held().collect();
        let waited: Vec<Payee> = paid.filter(|payee| held.contains(payee)).collect();
        let later = match registered(files) {
            Some(file) => Some(ObjectionRegister::read(file, book.plan.objection.as_ref(), findings)?),
            None => None,
        };
        let register = later.as_ref().unwrap_or(&self.register);
        let about = |entry: &ObjectionEntry| entry.payee(book, &mut Findings::default()).flatten();
        let cases = register.cases();
        let open =
            cases.iter().filter(|case| case.is_open() && about(case.last()).is_some_and(|p| waited.contains(&p)));
        let open: Vec<_> = open.collect();
        open.iter().for_each(|case| case.last().tell_undecided(findings));
        open.is_empty().then_some(())
    }

    /// Every line of the register that is about somebody.
    pub fn about(&self, book: &Book, payee: Payee) -> Vec<&ObjectionEntry> {
        let about = |entry: &&ObjectionEntry| entry.payee(book, &mut Findings::default()) == Some(Some(payee));
        self.register.entries.iter().filter(about).collect()
    }
}

/// The register among the records of a stage.
fn registered(files: &[OfficeFile]) -> Option<&OfficeFile> {
    files.iter().find(|file| is_objections(&file.path))
}

/// The day of the approval: not before the notice is over.
fn approved_on(field: &Field, notice: &NoticeRecord, findings: &mut Findings) -> Option<i32> {
    let day = field.day(findings)?;
    if day <= notice.to {
        findings.add(RecordMessage::ApprovedEarly { until: written(notice.to) }, field.place.clone());
        return None;
    }
    Some(day)
}

/// All names; who did the work is not who checked it.
pub(super) fn signed(fields: &[Field], findings: &mut Findings) -> Option<Vec<String>> {
    let [clerk, reviewer, others @ ..] = fields else { return None };
    let two = two_people(clerk, reviewer, findings);
    let others: Vec<Option<String>> = others.iter().map(|field| field.filled(findings)).collect();
    let others = others.into_iter().collect::<Option<Vec<String>>>()?;
    Some(two?.into_iter().chain(others).collect())
}

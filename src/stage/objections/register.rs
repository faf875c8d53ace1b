//! The register as a whole.
use super::ObjectionCase;
use super::entry::{OBJECTION_HEADERS, ObjectionColumn as At, ObjectionEntry, ObjectionStep};
use super::link::{link, time};
use crate::form::Form;
use crate::intake::{EXAMPLE, OBJECTIONS_NAME, OfficeFile};
use crate::messages::{Findings, ObjectionMessage, Place};
use crate::plan::ObjectionPeriods;

/// All objections, reviews and appeals that an office registered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ObjectionRegister {
    /// Line by line.
    pub entries: Vec<ObjectionEntry>,
}

impl ObjectionRegister {
    /// Reads the register; everything that is wrong with it is told at its cell. With errors there is none.
    pub fn read(
        file: &OfficeFile,
        periods: Option<&ObjectionPeriods>,
        findings: &mut Findings,
    ) -> Option<ObjectionRegister> {
        let mut own = Findings::default();
        let read = read(file, periods, &mut own).filter(|_| !own.stop());
        findings.list.append(&mut own.list);
        read
    }

    /// Case by case: each objection with what followed it, in the order of the register.
    pub fn cases(&self) -> Vec<ObjectionCase<'_>> {
        let firsts = (0..self.entries.len()).filter(|at| self.entries[*at].earlier.is_none());
        firsts.map(|first| ObjectionCase::of(&self.entries, first)).collect()
    }

    /// Tells what is open: not answered, held, or to be corrected and not corrected yet.
    pub fn tell_open(&self, findings: &mut Findings) {
        self.cases().iter().for_each(|case| case.tell_open(findings));
    }

    /// Tells batches that are named and are not among those that were posted.
    pub fn tell_unknown_batches(&self, posted: &[String], findings: &mut Findings) {
        let before = findings.list.len();
        for entry in &self.entries {
            for field in [At::Disputed, At::Answering].map(|column| entry.field(column)) {
                if !field.text.is_empty() && !posted.contains(&field.text) {
                    let message = ObjectionMessage::UnknownBatch { batch: field.text.clone() };
                    findings.add(message, field.place.clone());
                }
            }
        }
        // A later step may have taken the cell over from the one before.
        findings.say_once(before);
    }
}

fn read(file: &OfficeFile, periods: Option<&ObjectionPeriods>, findings: &mut Findings) -> Option<ObjectionRegister> {
    let form = Form::open(file, findings)?;
    let mut lines = form.lines((OBJECTIONS_NAME, &OBJECTION_HEADERS), findings)?;
    lines.retain(|line| line.fields[At::Number as usize].text != EXAMPLE);
    let mut entries: Vec<Option<ObjectionEntry>> =
        lines.iter().map(|line| ObjectionEntry::read(line, findings)).collect();
    link(&lines, &mut entries, findings);
    time(&mut entries, periods, findings);
    tell_not_stated(&entries, Place::file(&file.path), findings);
    let entries = entries.into_iter().collect::<Option<Vec<_>>>()?;
    Some(ObjectionRegister { entries })
}

/// Steps whose answer has no last day: said once for each.
fn tell_not_stated(entries: &[Option<ObjectionEntry>], place: Place, findings: &mut Findings) {
    let open = |step: &ObjectionStep| entries.iter().flatten().any(|entry| entry.step == *step && entry.due.is_none());
    let steps = [ObjectionStep::Objection, ObjectionStep::Review, ObjectionStep::Appeal];
    let steps: Vec<&str> = steps.iter().filter(|step| open(step)).map(|step| step.chinese()).collect();
    if !steps.is_empty() {
        findings.add(ObjectionMessage::PeriodNotStated { steps: steps.join("、") }, place);
    }
}

//! One correction, as the office wrote it.
use super::labels::CORRECTIONS;
use crate::dataset::masked;
use crate::form::field::Field;
use crate::form::{Form, Line};
use crate::intake::OfficeFile;
use crate::messages::Findings;

/// One line of 更正单: what is wrong, what is right, on what ground.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The table.
    pub(crate) table: Field,
    /// The row's key; parts are set apart by commas.
    pub(crate) key: Field,
    /// The input column; blank for a parameter.
    pub(crate) column: Field,
    /// What stands there, blank where nothing does.
    pub(crate) old: Field,
    /// What should.
    pub(crate) new: Field,
    /// Why.
    pub(crate) reason: String,
    /// What proves it.
    pub(crate) evidence: String,
    /// Who approved it.
    pub(crate) approver: String,
    /// When, counted as spreadsheets do.
    pub(crate) approved_on: i32,
    /// After a payment: who is paid anew.
    pub(crate) aftermath: Field,
    /// After a payment: which money bears the difference.
    pub(crate) bearer: Field,
}

impl Correction {
    /// Reads the lines of a workbook, in their order; everything that is wrong with their form is told, and such a
    /// line is left out.
    pub(crate) fn read(file: &OfficeFile, findings: &mut Findings) -> Vec<Correction> {
        let Some(form) = Form::open(file, findings) else { return Vec::new() };
        let lines = form.lines((CORRECTIONS.0, &CORRECTIONS.1), findings).unwrap_or_default();
        lines.into_iter().filter_map(|line| Correction::of(line, findings)).collect()
    }

    /// `教师[L002].考核分`: what is corrected.
    pub(crate) fn what(&self) -> String {
        let cell = format!("{}[{}]", self.table.text, masked(&self.key.text));
        if self.column.text.is_empty() { cell } else { format!("{cell}.{}", self.column.text) }
    }

    fn of(line: Line, findings: &mut Findings) -> Option<Correction> {
        let fields: [Field; CORRECTIONS.1.len()] = line.fields.try_into().ok()?;
        let [_, table, key, column, old, new, reason, evidence, approver, day, aftermath, bearer] = fields;
        let named = [table.filled(findings), key.filled(findings)];
        let ground = [&reason, &evidence, &approver].map(|field| field.filled(findings));
        let approved_on = day.day(findings);
        let (true, [Some(reason), Some(evidence), Some(approver)]) = (named.iter().all(Option::is_some), ground) else {
            return None;
        };
        let approved_on = approved_on?;
        Some(Correction { table, key, column, old, new, reason, evidence, approver, approved_on, aftermath, bearer })
    }
}

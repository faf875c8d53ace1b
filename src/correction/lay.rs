//! Corrections are laid over the data set, one after another.
use super::Correction;
use super::labels::CORRECTIONS;
use crate::dataset::{CellPlace, Corrected, Dataset, FileRecord, SheetRead, Target, Value, masked};
use crate::form::field::Field;
use crate::intake::{OfficeFile, is_corrections, read_value, shown_value};
use crate::messages::{CorrectionMessage, Findings, Language};
use crate::scheme::{Input, Scheme};
use sha2::{Digest, Sha256};

/// Lays the corrections of the office's folder over what was read: those of 更正单 and of further workbooks whose names
/// begin so. What is wrong with one is told at its cell, and it is not laid.
pub fn lay_over(scheme: &Scheme, files: &[OfficeFile], data: &mut Dataset, findings: &mut Findings) {
    let mut own: Vec<&OfficeFile> = files.iter().filter(|file| is_corrections(&file.path)).collect();
    own.sort_by(|a, b| a.path.cmp(&b.path));
    for file in own {
        let corrections = Correction::read(file, findings);
        let mut laying = Laying { scheme, data, findings, sheet: 0 };
        laying.open(file);
        corrections.iter().for_each(|correction| laying.lay(correction));
    }
}

/// A workbook of corrections being laid over.
pub(crate) struct Laying<'l> {
    pub scheme: &'l Scheme,
    pub data: &'l mut Dataset,
    pub findings: &'l mut Findings,
    /// Its sheet among those of the data set.
    pub sheet: u32,
}

impl Laying<'_> {
    /// Takes the workbook among the files that were read.
    pub(crate) fn open(&mut self, file: &OfficeFile) {
        let known = self.data.files.iter().position(|known| known.path == file.path);
        let number = known.unwrap_or_else(|| {
            let sha256 = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            let record = FileRecord { path: file.path.clone(), sha256, bytes: file.bytes.len() as u64 };
            self.data.files.push(record);
            self.data.files.len() - 1
        });
        self.sheet = self.data.sheets.len() as u32;
        self.data.sheets.push(SheetRead::of_form(number as u32, CORRECTIONS.0));
    }

    /// Lays one.
    pub(crate) fn lay(&mut self, correction: &Correction) {
        if let Some(corrected) = self.laid(correction) {
            let message = CorrectionMessage::Corrected {
                what: correction.what(),
                old: masked(&corrected.old),
                new: masked(&corrected.new),
                reason: masked(&corrected.reason),
                by: corrected.approver.clone(),
            };
            self.findings.add(message, correction.new.place.clone());
            if let Some(sheet) = self.data.sheets.get_mut(self.sheet as usize) {
                sheet.rows_used += 1;
            }
            self.data.overlay.add(corrected);
        }
    }

    fn laid(&mut self, correction: &Correction) -> Option<Corrected> {
        let target = match correction.target(self.scheme, self.data) {
            Ok(target) => target,
            Err(finding) => {
                self.findings.add_near(finding.message, finding.place, finding.near);
                return None;
            }
        };
        let received = match &target {
            Target::Cell(table, input, row) => {
                let place = self.data.place(*table, *input, *row);
                self.replace_cell(correction, (*table, *input, *row), place)?;
                self.data.received(*table, *input, *row)
            }
            Target::Parameter(name) => self.replace_parameter(correction, name)?,
        };
        let place = self.place(&correction.new);
        Some(Corrected {
            target,
            place,
            received,
            old: correction.old.text.clone(),
            new: correction.new.text.clone(),
            reason: correction.reason.clone(),
            evidence: correction.evidence.clone(),
            approver: correction.approver.clone(),
            approved_on: correction.approved_on,
        })
    }

    fn replace_cell(
        &mut self,
        correction: &Correction,
        (table, input, row): (usize, usize, usize),
        place: Option<CellPlace>,
    ) -> Option<()> {
        let described = &self.scheme.tables.get(table)?.inputs[input];
        let now = self.data.tables.get(table)?.columns.get(input)?.get(row);
        let old = self.read(described, &correction.old);
        let new = self.read(described, &correction.new)?;
        if old != Some(now) {
            let shown = shown_value(described, now, &self.data.texts);
            self.refuse(correction, &shown, place);
            return None;
        }
        if new == now {
            let message = CorrectionMessage::Needless { value: masked(&correction.new.text) };
            self.findings.add(message, correction.new.place.clone());
            return None;
        }
        self.data.tables.get_mut(table)?.columns.get_mut(input)?.set(row, new);
        Some(())
    }

    fn replace_parameter(&mut self, correction: &Correction, name: &str) -> Option<Option<CellPlace>> {
        let new_place = self.place(&correction.new);
        let text = correction.new.filled(self.findings)?;
        let read = self.data.parameters.iter_mut().find(|read| read.name == name)?;
        let received = read.place;
        if read.text != correction.old.text {
            let now = read.text.clone();
            self.refuse(correction, &now, Some(received));
            return None;
        }
        read.text = text;
        read.place = new_place;
        Some(Some(received))
    }

    /// What a field means in the column; what the column refuses is told. An old value may be what the column refuses: then
    /// it is not what stands there.
    fn read(&mut self, described: &Input, field: &Field) -> Option<Value> {
        let mut told = Findings::default();
        let value = read_value(described, &field.text, &mut self.data.texts, &mut told);
        if !told.stop() {
            return Some(value);
        }
        let reasons: Vec<String> = told.list.iter().map(|f| f.message.text(Language::Chinese).0).collect();
        let message = CorrectionMessage::ValueRefused {
            label: field.label.clone(),
            value: masked(&field.text),
            reason: reasons.join("；"),
        };
        self.findings.add(message, field.place.clone());
        None
    }

    /// The old value is not what stands there: it was corrected already, or the file was sent again.
    fn refuse(&mut self, correction: &Correction, now: &str, place: Option<CellPlace>) {
        let place = place.map(|place| (place, self.data.names(place)));
        let shown =
            place.map_or(String::new(), |(place, (file, sheet))| format!("{file} › {sheet} › {}", place.address()));
        let corrected =
            place.is_some_and(|(place, _)| self.data.overlay.list().iter().any(|other| other.place == place));
        let message = match corrected {
            true => CorrectionMessage::Contradicts { other: shown },
            false => CorrectionMessage::Stale { old: masked(&correction.old.text), now: masked(now), place: shown },
        };
        self.findings.add(message, correction.old.place.clone());
    }

    /// A field's place as that of a value.
    fn place(&self, field: &Field) -> CellPlace {
        CellPlace { sheet: self.sheet, row: field.at.0, column: field.at.1 }
    }
}

//! What a check leaves for the office: the list of findings, the table of questions, the register of reports and
//! marked copies to send back. The folder is written anew by each check.
use super::case::Case;
use super::exit::Exit;
use super::faults::{document_fault, write_fault};
use fenpei::batch::Staging;
use fenpei::faces::{
    DecisionRow, FaceError, RegisterRow, decisions_workbook, findings_workbook, marked_copy, register_workbook,
};
use fenpei::intake::{self, DECISION_HEADERS, DECISIONS_NAME, OfficeFile, REGISTER_HEADERS, REGISTER_NAME, Register};
use fenpei::messages::{Finding, Findings, OutputMessage, Place, Severity};
use std::path::Path;

/// Name of the folder.
pub const RETURNS_FOLDER: &str = "核对";
/// The marked copies in it.
const COPIES_FOLDER: &str = "退回";
const LIST_NAME: &str = "问题清单.xlsx";

/// Writes the folder below `parent` and says how many marked copies are in it. `inputs`: the way from the list to
/// the office's folder.
pub fn write(case: &Case, parent: &Path, inputs: &str) -> Result<usize, (OutputMessage, Exit)> {
    let mut staging = Staging::open(parent).map_err(|fault| write_fault(&fault))?;
    let findings: Vec<&Finding> = case.passing.list.iter().chain(&case.findings.list).collect();
    let mut put = |name: &str, bytes: Result<Vec<u8>, FaceError>| {
        let bytes = bytes.map_err(|error| document_fault(name.to_string(), &error))?;
        staging.write(name, &bytes).map_err(|fault| write_fault(&fault))
    };
    put(LIST_NAME, findings_workbook(&findings, (case.year, inputs, case.scheme_name)))?;
    let rows = decision_rows(case.files(), &findings);
    if !rows.is_empty() {
        put(&format!("{DECISIONS_NAME}.xlsx"), decisions_workbook(&rows, DECISION_HEADERS, case.year))?;
    }
    let register = Register::read(case.files(), &mut Findings::default()).updated(case.files(), &findings);
    let register: Vec<RegisterRow> = register.into_iter().map(|cells| RegisterRow { cells }).collect();
    put(&format!("{REGISTER_NAME}.xlsx"), register_workbook(&register, REGISTER_HEADERS, case.year))?;
    let mut copies = 0;
    for file in case.files() {
        let about = about(&findings, file);
        let Ok(sheets) = intake::received(file) else { continue };
        if !about.is_empty() {
            put(&copy_name(&file.path), marked_copy(&file.path, &sheets, &about, case.year))?;
            copies += 1;
        }
    }
    staging.replace(&parent.join(RETURNS_FOLDER)).map_err(|fault| write_fault(&fault))?;
    Ok(copies)
}

/// The answers that are there, then the questions that are not answered.
fn decision_rows(files: &[OfficeFile], findings: &[&Finding]) -> Vec<DecisionRow> {
    let recorded: Vec<[String; 10]> = intake::recorded(files);
    let open = intake::asked(findings);
    let unanswered = |cells: &[String; 10]| !recorded.iter().any(|known| known[..5] == cells[..5]);
    let open: Vec<_> = open.into_iter().filter(|(cells, _)| unanswered(cells)).collect();
    let recorded = recorded.iter().map(|cells| DecisionRow { cells: cells.clone(), options: Vec::new() });
    recorded.chain(open.into_iter().map(|(cells, options)| DecisionRow { cells, options })).collect()
}

/// The findings for which a file goes back.
fn about<'f>(findings: &[&'f Finding], file: &OfficeFile) -> Vec<&'f Finding> {
    let of_file = |finding: &&&Finding| matches!(&finding.place, Place::Input { file: path, .. } if *path == file.path);
    let about: Vec<&Finding> = findings.iter().filter(of_file).copied().collect();
    let stops = about.iter().any(|finding| finding.message.severity() != Severity::Warning);
    if stops { about } else { Vec::new() }
}

/// Copies are written as xlsx; two files that differ in their endings alone stay two.
fn copy_name(path: &str) -> String {
    let ending = if path.to_lowercase().ends_with(".xlsx") { "" } else { ".xlsx" };
    format!("{COPIES_FOLDER}/{path}{ending}")
}

//! The register of objections that an office keeps in its folder: where it lies, and what is open in it. It changes no
//! amount, so it is looked at beside the computation and stops no run.
use super::exit::Exit;
use super::{console, faults, opened};
use fenpei::batch::BatchRecord;
use fenpei::book::Book;
use fenpei::faces::{Edition, blank_objections, form_workbook};
use fenpei::intake::{self, OfficeFile, RESULT_FOLDER, is_objections};
use fenpei::messages::{Finding, Findings, Language, ObjectionMessage, OutputMessage, Place, Severity};
use fenpei::plan::{ObjectionPeriods, Plan};
use fenpei::stage::{ObjectionRegister, Stage};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The register that lies in one of these folders; two are one too many.
pub fn find(folders: &[&Path]) -> Result<Option<OfficeFile>, Box<Finding>> {
    let folders: BTreeSet<PathBuf> = folders.iter().filter_map(|folder| folder.canonicalize().ok()).collect();
    let mut paths: Vec<PathBuf> = folders.iter().flat_map(|folder| registers_in(folder)).collect();
    paths.sort();
    match paths.as_slice() {
        [] => Ok(None),
        [path] => read(path).map(Some),
        [first, other, ..] => {
            let message = ObjectionMessage::TwoRegisters { other: other.display().to_string() };
            Err(Box::new(Finding::new(message, Place::file(&first.display().to_string()))))
        }
    }
}

fn registers_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let own = |entry: &fs::DirEntry| is_objections(&entry.file_name().to_string_lossy());
    entries.filter(|entry| own(entry) && entry.path().is_file()).map(|entry| entry.path()).collect()
}

/// Reads a register that was named.
pub fn read(path: &Path) -> Result<OfficeFile, Box<Finding>> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let mut findings = Findings::default();
    let name = format!("{}.{ending}", intake::OBJECTIONS_NAME);
    intake::read_file(path, &name, &mut findings).ok_or_else(|| Box::new(findings.list.swap_remove(0)))
}

/// What is open in a register, as warnings: one that cannot be read says so once.
pub fn open_ones(found: &Result<Option<OfficeFile>, Box<Finding>>, periods: Option<&ObjectionPeriods>) -> Vec<Finding> {
    let found = match found {
        Ok(None) => return Vec::new(),
        Ok(Some(found)) => found,
        Err(fault) => return vec![wrong(std::slice::from_ref(fault.as_ref()), &fault.place)],
    };
    let mut read = Findings::default();
    let Some(register) = ObjectionRegister::read(found, periods, &mut read) else {
        let errors = |finding: &Finding| finding.message.severity() != Severity::Warning;
        let errors: Vec<Finding> = read.list.into_iter().filter(errors).collect();
        return vec![wrong(&errors, &Place::file(&found.path))];
    };
    let mut open = Findings::default();
    register.tell_open(&mut open);
    open.list
}

fn wrong(errors: &[Finding], place: &Place) -> Finding {
    let first = errors.first().map(|finding| {
        let (fact, _) = finding.message.text(Language::Chinese);
        format!("{} {fact}", finding.place.path(Language::Chinese))
    });
    let message = ObjectionMessage::RegisterWrong { count: errors.len(), first: first.unwrap_or_default() };
    Finding::new(message, place.clone())
}

/// The office's folder of a folder of batches.
pub fn home(batches: &Path) -> PathBuf {
    let real = batches.canonicalize().unwrap_or_else(|_| batches.to_path_buf());
    let within = real.file_name().is_some_and(|name| name == RESULT_FOLDER);
    real.parent().filter(|_| within).map_or(real.clone(), Path::to_path_buf)
}

/// Names of the batches in a folder that were posted.
pub fn posted(batches: &Path) -> Vec<String> {
    let entries = fs::read_dir(batches).into_iter().flatten().flatten();
    let records = entries.filter_map(|entry| BatchRecord::read(&entry.path()).ok());
    records.filter(|record| record.stage != Stage::Trial.to_string()).map(|record| record.batch).collect()
}

/// Leaves a blank register in the office's folder, once something is posted.
pub fn leave_blank(
    home: &Path,
    (book, edition): (&Book, &Edition),
    language: Language,
) -> Result<(), (OutputMessage, Exit)> {
    let form = blank_objections(&payee_tables(&book.plan), &edition.batch);
    let path = home.join(&form.path);
    let bytes = form_workbook(&form, &format!("登记单位：{}", edition.office), edition.year);
    let bytes = bytes.map_err(|error| faults::document_fault(path.display().to_string(), &error))?;
    opened::write_new(&path, &bytes)?;
    let path = path.display();
    console::say(&match language {
        Language::Chinese => format!("公示期间收到的异议登记在 {path}"),
        Language::English => format!("objections brought while it hangs are registered in {path}"),
    });
    Ok(())
}

/// Names of the tables of which an objection may be about a row.
pub fn payee_tables(plan: &Plan) -> Vec<String> {
    plan.payee_tables().into_iter().map(|table| plan.table(table).name.clone()).collect()
}

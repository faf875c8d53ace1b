//! `fenpei template`: blank workbooks for what a scheme reads, one for each unit that sends its part.
use super::case::Case;
use super::exit::Exit;
use super::faults::{document_fault, write_fault};
use super::run::refuse_among_inputs;
use super::{console, told};
use fenpei::batch::Staging;
use fenpei::faces::{blank_objections, form_workbook, forms};
use fenpei::intake::RESULT_FOLDER;
use fenpei::messages::{Language, OutputMessage};
use fenpei::scheme::Scheme;
use std::path::Path;

/// Name of the folder.
const FORMS_FOLDER: &str = "空表";

pub fn template(dir: &Path, out: Option<&Path>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let mut case = Case::open(dir)?;
    refuse_among_inputs(dir, out)?;
    let Some((scheme, dataset)) = case.read(dir) else {
        told::tell(&case, dir, language);
        return Ok(Exit::Stopped);
    };
    let parent = out.map_or_else(|| dir.join(RESULT_FOLDER), Path::to_path_buf);
    let mut staging = Staging::open(&parent).map_err(|fault| write_fault(&fault))?;
    let mut forms = forms(&scheme, &dataset);
    forms.push(blank_objections(&payee_tables(&scheme), ""));
    let issued = format!("下发单位：{}", scheme.head.office);
    for form in &forms {
        let bytes = form_workbook(form, &issued, case.year);
        let bytes = bytes.map_err(|error| document_fault(form.path.clone(), &error))?;
        staging.write(&form.path, &bytes).map_err(|fault| write_fault(&fault))?;
    }
    let folder = parent.join(FORMS_FOLDER);
    staging.replace(&folder).map_err(|fault| write_fault(&fault))?;
    let (count, folder) = (forms.len(), folder.display());
    console::say(&match language {
        Language::Chinese => format!("空表 {count} 份：{folder}"),
        Language::English => format!("{count} blank workbooks: {folder}"),
    });
    Ok(Exit::Done)
}

/// Tables of which an objection may be about a row.
fn payee_tables(scheme: &Scheme) -> Vec<String> {
    let payees = scheme.tables.iter().filter(|table| table.payee.is_some());
    payees.map(|table| table.name.get_ref().clone()).collect()
}

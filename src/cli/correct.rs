//! `fenpei correct`: 更正单, blank or begun, and what its corrections would do to everybody.
use super::case::Case;
use super::exit::Exit;
use super::whatif::{self, Change};
use super::{console, faults, opened, told};
use fenpei::batch::MANIFEST_NAME;
use fenpei::correction::CORRECTION_NAME;
use fenpei::dataset::Dataset;
use fenpei::effect::{Setting, standing};
use fenpei::faces::correction_form;
use fenpei::messages::{Language, OutputMessage};
use fenpei::plan::Plan;
use fenpei::scheme::Scheme;
use std::path::{Path, PathBuf};

pub fn correct(
    path: &Path,
    sets: &[String],
    form: Option<&Path>,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let change = Change::read(sets, None)?;
    if path.join(MANIFEST_NAME).is_file() {
        return Err((OutputMessage::CorrectBeforePayment { batch: path.display().to_string() }, Exit::Usage));
    }
    let mut case = Case::open(path)?;
    let form = form.map_or_else(|| usual(path), Path::to_path_buf);
    let shown = form.display().to_string();
    if form.exists() {
        return Err((OutputMessage::CorrectionsThere { path: shown }, Exit::NotWritten));
    }
    let Ok((scheme, plan, data)) = case.parts(path, language) else {
        told::tell(&case, path, language);
        return Ok(Exit::Stopped);
    };
    let lines = begun(&change.settings, &scheme, &plan, &data)?;
    let bytes = correction_form(&scheme, &lines);
    opened::write_new(&form, &bytes.map_err(|error| faults::document_fault(shown.clone(), &error))?)?;
    if !change.settings.is_empty()
        && let Some(effect) = change.effect(&mut case, path, (&scheme, plan, data), language)?
    {
        console::say(&change.words(&effect, language));
    }
    console::say(&match language {
        Language::Chinese => {
            format!("更正单：{shown}\n填写原因、依据、批准人和日期后，放在放方案和表格的文件夹里重新运行")
        }
        Language::English => format!(
            "corrections: {shown}\nAdd reason, evidence, approver and day, keep it in the folder with scheme and \
             spreadsheets, and run again"
        ),
    });
    Ok(Exit::Done)
}

/// The workbook's usual place, in the office's folder.
fn usual(dir: &Path) -> PathBuf {
    dir.join(format!("{CORRECTION_NAME}.xlsx"))
}

/// Lines of 更正单 as far as settings tell: table, key, column, what stands there, what should.
pub(super) fn begun(
    settings: &[Setting],
    scheme: &Scheme,
    plan: &Plan,
    data: &Dataset,
) -> Result<Vec<[String; 5]>, (OutputMessage, Exit)> {
    let line = |setting: &Setting| {
        let old = standing(setting, scheme, plan, data).map_err(whatif::fault)?;
        let (table, key) = (setting.table.clone(), setting.key.join(","));
        Ok([table, key, setting.column.clone(), old, setting.value.clone()])
    };
    settings.iter().map(line).collect()
}

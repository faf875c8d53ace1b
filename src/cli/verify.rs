//! `fenpei verify`: whether a batch is what its inputs give, without trusting anything that it says of itself.
use super::case::Case;
use super::exit::Exit;
use super::{console, faults, opened, told};
use fenpei::batch::{BatchRecord, INPUT_FOLDER, MANIFEST_NAME, RECORD_FOLDER, Staging, differences, seal};
use fenpei::dataset::{Shown, column_letters};
use fenpei::intake::{OfficeFile, received};
use fenpei::messages::{Language, OutputMessage};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Cells named for one workbook before the rest is only counted.
const CELLS_MAX: usize = 200;

pub fn verify(batch: &Path, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let record = record(batch)?;
    let mut faults = against_hashes(&record, batch, language);
    faults.extend(other_program(&record, language));
    faults.extend(against_inputs(&record, batch, language)?);
    report(&record, &faults, language)
}

/// What differs in a batch of this release; of another release only the hashes can be checked.
pub fn faults(record: &BatchRecord, batch: &Path, language: Language) -> Result<Vec<String>, (OutputMessage, Exit)> {
    let mut faults = against_hashes(record, batch, language);
    if other_program(record, language).is_none() {
        faults.extend(against_inputs(record, batch, language)?);
    }
    Ok(faults)
}

fn record(batch: &Path) -> Result<BatchRecord, (OutputMessage, Exit)> {
    BatchRecord::read(batch).map_err(|reason| unreadable(batch, reason))
}

fn unreadable(batch: &Path, reason: String) -> (OutputMessage, Exit) {
    let path = batch.join(MANIFEST_NAME).display().to_string();
    (OutputMessage::Unreadable { path, reason }, Exit::Stopped)
}

/// Computes the batch again from its inputs and compares every file.
fn against_inputs(
    record: &BatchRecord,
    batch: &Path,
    language: Language,
) -> Result<Vec<String>, (OutputMessage, Exit)> {
    let mut faults = Vec::new();
    let dir = batch.join(INPUT_FOLDER);
    let mut case = Case::open(&dir)?;
    case.history = opened::history(batch)?;
    match case.compute(&dir, language) {
        Err(_) => {
            told::tell(&case, &dir, language);
            faults.push(language.pick("输入重新计算时停止", "the inputs no longer compute").to_string());
        }
        Ok((book, edition)) => {
            let folder = batch.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let named = [&record.batch, &folder];
            if named.iter().any(|name| **name != edition.batch) || record.fingerprint != edition.fingerprint {
                faults.push(match language {
                    Language::Chinese => format!("由输入算得的批次是 {}，不是 {}", edition.batch, record.batch),
                    Language::English => format!("the inputs give batch {}, not {}", edition.batch, record.batch),
                });
            }
            let place = tempfile::TempDir::new().map_err(|error| unreadable(batch, error.to_string()))?;
            let staging = Staging::open(place.path()).map_err(|fault| faults::write_fault(&fault))?;
            let target = place.path().join(&edition.batch);
            seal(case.contents(&book, &edition), staging, &target)
                .map_err(|fault| faults::batch_fault(fault, &target))?;
            let differing = differences(&target, batch).map_err(|error| unreadable(batch, error.to_string()))?;
            for path in differing {
                faults.extend(file_faults(&target, batch, &path, language));
            }
        }
    }
    Ok(faults)
}

fn report(record: &BatchRecord, faults: &[String], language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    if faults.is_empty() {
        console::say(&match language {
            Language::Chinese => format!(
                "批次 {}：{} 个输入与校验码相符；重新计算，{} 份文件逐字节相同",
                record.batch,
                record.inputs.len(),
                record.documents.len()
            ),
            Language::English => format!(
                "batch {}: {} inputs match their hashes; computed again, {} documents identical byte for byte",
                record.batch,
                record.inputs.len(),
                record.documents.len()
            ),
        });
        return Ok(Exit::Done);
    }
    console::say(&faults.join("\n"));
    Err((OutputMessage::NotVerified { batch: record.batch.clone(), count: faults.len() }, Exit::Stopped))
}

fn against_hashes(record: &BatchRecord, batch: &Path, language: Language) -> Vec<String> {
    let words = language.pick("与校验码不符", "differs from its hash");
    let inputs = record.changed_inputs(batch).into_iter().map(|path| format!("{INPUT_FOLDER}/{path}"));
    let records = record.changed_records(batch).into_iter().map(|path| format!("{RECORD_FOLDER}/{path}"));
    inputs.chain(records).chain(record.changed_documents(batch)).map(|path| format!("{path} {words}")).collect()
}

/// A batch of another release is verified with that one.
pub fn other_program(record: &BatchRecord, language: Language) -> Option<String> {
    let program = format!("fenpei {}", env!("CARGO_PKG_VERSION"));
    (record.program != program).then(|| match language {
        Language::Chinese => format!("批次由 {} 写出，请用那个版本核对（现在是 {program}）", record.program),
        Language::English => format!("made by {}: verify it with that release (this is {program})", record.program),
    })
}

/// A file that is not as made anew: missing, more, or different; of a workbook, each cell.
fn file_faults(fresh: &Path, batch: &Path, path: &str, language: Language) -> Vec<String> {
    let (made, there) = (fs::read(fresh.join(path)), fs::read(batch.join(path)));
    let (made, there) = match (made, there) {
        (Ok(made), Ok(there)) => (made, there),
        (Ok(_), Err(_)) => return vec![format!("{path} {}", language.pick("缺少", "is missing"))],
        (Err(_), _) => return vec![format!("{path} {}", language.pick("是多出的文件", "does not belong here"))],
    };
    let cells =
        if path.to_lowercase().ends_with(".xlsx") { cell_faults(path, made, there, language) } else { Vec::new() };
    if cells.is_empty() {
        let words = language.pick("与重新算出的不同（公式、格式或内容）", "is not as computed again");
        return vec![format!("{path} {words}")];
    }
    let left = cells.len().saturating_sub(CELLS_MAX);
    let mut shown: Vec<String> = cells.into_iter().take(CELLS_MAX).collect();
    if left > 0 {
        shown.push(match language {
            Language::Chinese => format!("{path} 另有 {left} 个单元格不同"),
            Language::English => format!("{path}: {left} more cells differ"),
        });
    }
    shown
}

fn cell_faults(path: &str, made: Vec<u8>, there: Vec<u8>, language: Language) -> Vec<String> {
    let read = |bytes: Vec<u8>| received(&OfficeFile { path: path.to_string(), bytes });
    let (Ok(made), Ok(there)) = (read(made), read(there)) else {
        return vec![format!("{path} {}", language.pick("读不出来", "cannot be read"))];
    };
    let (made, there) = (cells(made), cells(there));
    let places: BTreeSet<&(String, u32, u16)> = made.keys().chain(there.keys()).collect();
    let blank = language.pick("空白", "blank").to_string();
    let told = |place: &&(String, u32, u16)| {
        let (is, should) = (there.get(*place), made.get(*place));
        let (sheet, row, column) = *place;
        let (is, should) = (is.unwrap_or(&blank), should.unwrap_or(&blank));
        let cell = format!("{path} › {sheet} › {}{}", column_letters(*column), row + 1);
        match language {
            Language::Chinese => format!("{cell}：{is}，应为 {should}"),
            Language::English => format!("{cell}: {is}, should be {should}"),
        }
    };
    places.iter().filter(|place| made.get(**place) != there.get(**place)).map(told).collect()
}

/// Every filled cell, as text.
fn cells(sheets: Vec<fenpei::dataset::ReadSheet>) -> BTreeMap<(String, u32, u16), String> {
    let mut all = BTreeMap::new();
    for sheet in sheets {
        for (row, column, shown) in sheet.cells {
            let text = match shown {
                Shown::Number(value) | Shown::Percent(value) | Shown::Date(value) => value.to_string(),
                Shown::Text(text) => text.to_string(),
                Shown::Flag(flag) => flag.to_string(),
            };
            all.insert((sheet.name.clone(), row, column), text);
        }
    }
    all
}

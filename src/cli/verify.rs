//! `fenpei verify`: whether a batch is what its inputs give, without trusting anything that it says of itself.
use super::asks;
use super::case::Case;
use super::exit::Exit;
use super::{console, faults, opened, told};
use fenpei::batch::{BatchRecord, INPUT_FOLDER, MANIFEST_NAME, PROGRAM, RECORD_FOLDER, batch_name};
use fenpei::book::Book;
use fenpei::faces::Edition;
use fenpei::messages::{Language, OutputMessage};
use fenpei::verify::{Difference, Spot, Verified};
use std::path::Path;

/// Places named for one file before the rest is only counted.
const PLACES_MAX: usize = 1_000;

pub fn verify(batch: &Path, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let record = BatchRecord::read(batch).map_err(|reason| {
        let path = batch.join(MANIFEST_NAME).display().to_string();
        (OutputMessage::Unreadable { path, reason }, Exit::Stopped)
    })?;
    let Examined { mut faults, verified, names } = examined(&record, batch, language)?;
    let Some(verified) = verified else { return failed(&record, &faults, faults.len()) };
    if is_other(&record) && !verified.differences.is_empty() {
        return other_release(&record, &faults, &verified);
    }
    let count = faults.len() + verified.differences.len();
    faults.extend(listed(&verified.differences, language));
    if !faults.is_empty() {
        return failed(&record, &faults, count);
    }
    console::say(&sound(&record, &verified, &names, language));
    Ok(Exit::Done)
}

/// What differs in a batch of this release; of another release only hashes and chain can be checked.
pub fn faults(record: &BatchRecord, batch: &Path, language: Language) -> Result<Vec<String>, (OutputMessage, Exit)> {
    if is_other(record) {
        return Ok(against_hashes(record, batch, language));
    }
    let Examined { mut faults, verified, .. } = examined(record, batch, language)?;
    faults.extend(verified.map(|verified| listed(&verified.differences, language)).unwrap_or_default());
    Ok(faults)
}

/// A batch of another release is verified with that one.
pub fn other_program(record: &BatchRecord, language: Language) -> Option<String> {
    let program = format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION"));
    is_other(record).then(|| match language {
        Language::Chinese => format!("批次由 {} 写出，请用那个版本核对（现在是 {program}）", record.program),
        Language::English => format!("made by {}: verify it with that release (this is {program})", record.program),
    })
}

fn is_other(record: &BatchRecord) -> bool {
    record.version() != Some(env!("CARGO_PKG_VERSION"))
}

/// What was found out about a batch.
struct Examined {
    /// What is wrong with hashes and chain, or why it no longer computes.
    faults: Vec<String>,
    /// Every document held against the one made again; none where it no longer computes.
    verified: Option<Verified>,
    /// The names of the batches that lead to it, its own last.
    names: Vec<String>,
}

fn examined(record: &BatchRecord, batch: &Path, language: Language) -> Result<Examined, (OutputMessage, Exit)> {
    let mut faults = against_hashes(record, batch, language);
    let dir = batch.join(INPUT_FOLDER);
    let mut case = Case::open(&dir)?;
    case.history = opened::history(batch)?;
    let stopped = |case: &Case, mut faults: Vec<String>, words: &str| {
        told::tell(case, &dir, language);
        faults.push(words.to_string());
        Ok(Examined { faults, verified: None, names: Vec::new() })
    };
    let Ok((book, edition)) = case.compute(&dir, language) else {
        return stopped(&case, faults, language.pick("输入重新计算时停止", "the inputs no longer compute"));
    };
    let chain = case.chain(record.version().unwrap_or(env!("CARGO_PKG_VERSION")));
    faults.extend(against_chain(record, batch, &chain, edition.year, language));
    let names = chain.iter().map(|fingerprint| batch_name(edition.year, fingerprint)).collect();
    let edition = recorded(record, &case, &edition, &chain);
    if case.pay(&book, &edition).is_err() {
        let words = language.pick("发放文件不能重新生成", "the payment files cannot be made again");
        return stopped(&case, faults, words);
    }
    let mut verified = again(&case, &book, &edition, batch)?;
    if is_other(record) {
        verified.differences.retain(|difference| difference.spot != Spot::Part("program".to_string()));
    }
    Ok(Examined { faults, verified: Some(verified), names })
}

/// Every document made again and held against the one that is there.
fn again(case: &Case, book: &Book, edition: &Edition, batch: &Path) -> Result<Verified, (OutputMessage, Exit)> {
    fenpei::verify::verify(&case.contents(book, edition), batch).map_err(|fault| faults::batch_fault(fault, batch))
}

/// What pages say of the batch, as it names itself: where its name is wrong, that is told once and not on every page.
fn recorded(record: &BatchRecord, case: &Case, edition: &Edition, chain: &[String]) -> Edition {
    let mut edition = case.advanced_by(edition, chain);
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let own = &record.fingerprint;
    if own.len() == edition.fingerprint.len() && hex(own) && batch_name(edition.year, own) == record.batch {
        (edition.batch, edition.fingerprint) = (record.batch.clone(), own.clone());
    }
    edition
}

/// Name and fingerprint against those that inputs and records give; those of the parents that lie beside it too.
fn against_chain(record: &BatchRecord, batch: &Path, chain: &[String], year: u16, language: Language) -> Vec<String> {
    let own = chain.last().map(String::as_str).unwrap_or_default();
    let name = batch_name(year, own);
    let folder = batch.canonicalize().ok();
    let folder = folder.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let mut faults = Vec::new();
    if own != record.fingerprint || name != record.batch || folder.is_some_and(|folder| folder != name) {
        faults.push(match language {
            Language::Chinese => format!("{MANIFEST_NAME} › fingerprint：由输入和记录算得的批次是 {name}，不是 {}（输入或记录不是封存时的原件，或批次改过名）", record.batch),
            Language::English => format!("{MANIFEST_NAME} › fingerprint: inputs and records give batch {name}, not {} (they are not those that were sealed, or the batch was renamed)", record.batch),
        });
    }
    let parents = chain.split_last().map_or(&[][..], |(_, parents)| parents);
    for fingerprint in parents {
        let parent = batch_name(year, fingerprint);
        let beside = batch.join("..").join(&parent);
        if BatchRecord::read(&beside).is_ok_and(|record| record.fingerprint != *fingerprint) {
            faults.push(match language {
                Language::Chinese => format!("../{parent}/{MANIFEST_NAME} › fingerprint：与本批次的来源不符"),
                Language::English => {
                    format!("../{parent}/{MANIFEST_NAME} › fingerprint: not that which this batch came from")
                }
            });
        }
    }
    faults
}

/// The places of each file, up to a limit.
fn listed(differences: &[Difference], language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    for of_file in differences.chunk_by(|one, next| one.file == next.file) {
        lines.extend(of_file.iter().take(PLACES_MAX).map(|difference| difference.words(language)));
        let left = of_file.len().saturating_sub(PLACES_MAX);
        if left > 0 {
            let file = &of_file[0].file;
            lines.push(match language {
                Language::Chinese => format!("{file}：另有 {left} 处不同（每份文件最多列 {PLACES_MAX} 处）"),
                Language::English => format!("{file}: {left} more places differ ({PLACES_MAX} are listed of a file)"),
            });
        }
    }
    lines
}

fn failed(record: &BatchRecord, faults: &[String], count: usize) -> Result<Exit, (OutputMessage, Exit)> {
    console::say(&faults.join("\n"));
    Err((OutputMessage::NotVerified { batch: record.batch.clone(), count }, Exit::Stopped))
}

/// What this release computes otherwise is no fault of the batch: only its own release can tell.
fn other_release(record: &BatchRecord, faults: &[String], verified: &Verified) -> Result<Exit, (OutputMessage, Exit)> {
    if !faults.is_empty() {
        console::say(&faults.join("\n"));
    }
    let message = OutputMessage::OtherRelease {
        batch: record.batch.clone(),
        made: record.program.clone(),
        this: format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION")),
        count: verified.differences.iter().map(|d| &d.file).collect::<std::collections::BTreeSet<_>>().len(),
        faults: faults.len(),
    };
    Err((message, Exit::Stopped))
}

fn sound(record: &BatchRecord, verified: &Verified, names: &[String], language: Language) -> String {
    let (batch, inputs, documents) = (&record.batch, record.inputs.len(), verified.documents);
    let names = names.join(" → ");
    match language {
        Language::Chinese => format!(
            "批次 {batch}：{inputs} 个输入与校验码相符；重新计算，{documents} 份文件逐字节相同；控制合计相符\n批次来源：{names}"
        ),
        Language::English => format!(
            "batch {batch}: {inputs} inputs match their hashes; computed again, {documents} documents identical byte for byte; control totals agree\nwhere it comes from: {names}"
        ),
    }
}

fn against_hashes(record: &BatchRecord, batch: &Path, language: Language) -> Vec<String> {
    let words = language.pick("与校验码不符", "differs from its hash");
    let inputs = record.changed_inputs(batch).into_iter().map(|path| format!("{INPUT_FOLDER}/{path}"));
    let records = record.changed_records(batch).into_iter().map(|path| format!("{RECORD_FOLDER}/{path}"));
    // A document that is not there is told when it is missed.
    let documents = record.changed_documents(batch).into_iter().filter(|path| batch.join(path).exists());
    inputs.chain(records).chain(documents).map(|path| format!("{path} {words}")).collect()
}

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "核验一个批次：不信它自己的话，按其中的输入重新计算，逐字节、逐单元格对照",
        "Verify a batch without trusting it: compute it again from its inputs, compare every byte and cell",
    );
    let notes = language.pick(
        "核对输入和记录的校验码、批次来源的指纹；重新生成每一份文件，与批次中的逐格对照：值、公式、格式、批注、隐藏的
行和表；文本逐行逐项；清单中的控制合计。每一处写明文件 › 工作表 › 单元格，每份文件最多列 1000 处。
别的版本写出的批次，本版本算得不同时，写明应由哪个版本核对。

退出码：0 完全相同；1 有不符，逐处列出；2 用法不对",
        "Hashes of inputs and records and the fingerprints of the chain are checked; every document is made again and
held against the one that is there: values, formulas, formats, notes, hidden rows and sheets; texts by line and
field; the manifest's control totals. Each place is named by file › sheet › cell, 1,000 a file at most. Where
another release made the batch and this one computes otherwise, it says which release to use.

Exit codes: 0 the same; 1 it differs, each place is listed; 2 usage",
    );
    let command = clap::Command::new("verify").about(about).after_help(notes).arg(asks::batch("BATCH", language));
    (command, language.pick("fenpei verify <BATCH>", "fenpei verify <BATCH>"))
}

//! `fenpei archive`: the batches of a year, verified and packed for the archive.
use super::exit::Exit;
use super::{console, faults, verify};
use clap::builder::ValueParser;
use clap::{Arg, ArgAction};
use fenpei::batch::{ArchiveFault, Archived, Archiving, Found, archive as packed, batches_in, chained, ends};
use fenpei::intake::RESULT_FOLDER;
use fenpei::messages::{Language, OutputMessage};
use fenpei::stage::Stage;
use std::collections::BTreeSet;
use std::path::Path;

/// Folder of the archives, beside the batches.
const ARCHIVE_FOLDER: &str = "归档";

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "归档一个年度：逐个核验批次，连同归档目录、校验码打成一份",
        "Pack a year for the archive: every batch verified, with a list of its files and their hashes",
    );
    let notes = language.pick(
        "FOLDER 是放有“结果”的文件夹，或放批次的文件夹。归档的是公示、定稿、发放的各条链，从试算稿起；没有推进的试算稿不归档。
每个批次先按其中的输入重新计算，有不符就停止；别的版本写出的批次只核对校验码，并在目录中写明。
归档里有：批次/（原样，可用 fenpei verify、explain 打开）、归档目录.xlsx（题名、页数、SHA-256、保管期限和依据）、
SHA256SUMS（用 sha256sum -c 核对），旁边另有一份 zip。同样的批次得到逐字节相同的归档；已有的不会被改动。

退出码：0 完成；1 有批次不符或缺少；2 用法不对；3 写不进去",
        "FOLDER is a folder with 结果 in it, or a folder of batches. Chains that were posted, approved or paid are packed,
from the trial on; trials that nothing followed are not. Each batch is first computed again from its inputs and one
that differs stops the archive; of a batch of another release only the hashes are checked, and the list says so.
An archive holds 批次/ (as they are: fenpei verify and explain open them), 归档目录.xlsx (titles, sheets, SHA-256,
how long each is kept and why), SHA256SUMS (for sha256sum -c); a zip of it lies beside it. The same batches give the
same bytes; an archive that is there is never changed.

Exit codes: 0 done; 1 a batch differs or is missing; 2 usage; 3 not written",
    );
    let folder = Arg::new("FOLDER").required(true).value_parser(ValueParser::path_buf());
    let folder = folder.help(language.pick("放批次的文件夹", "The folder of batches"));
    let out = language
        .pick("归档写在这个文件夹里；不写时用批次旁边的“归档”", "Folder for it; 归档 beside the batches when left out");
    let out = Arg::new("out").long("out").value_name("DIR").value_parser(ValueParser::path_buf()).help(out);
    let command = clap::Command::new("archive").about(about).after_help(notes);
    let command = command.arg(folder).arg(year(language)).arg(out);
    (command, language.pick("fenpei archive [选项] <FOLDER>", "fenpei archive [OPTIONS] <FOLDER>"))
}

/// `--year`.
pub fn year(language: Language) -> Arg {
    let help = language.pick("只要这个年度的批次", "Only batches of this year");
    let year = Arg::new("year").long("year").value_name("YYYY").action(ArgAction::Set);
    year.value_parser(clap::value_parser!(u16)).help(help)
}

pub fn archive(
    folder: &Path,
    year: Option<u16>,
    out: Option<&Path>,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let mut found = found(folder)?;
    let year = one_year(&found, year, folder)?;
    found.retain(|batch| batch.record.year == year);
    let (chains, left_out) = chains(&found, folder)?;
    let batches = verified(chains, language)?;
    let archiving = Archiving { year, batches, left_out };
    let results = folder.join(RESULT_FOLDER);
    let beside = if results.is_dir() { results } else { folder.to_path_buf() };
    let parent = out.map_or_else(|| beside.join(ARCHIVE_FOLDER), Path::to_path_buf);
    let archived = packed(&archiving, &parent).map_err(fault)?;
    console::say(&said(&archiving, &archived, language));
    Ok(Exit::Done)
}

/// The batches of a folder; none is an error.
pub fn found(folder: &Path) -> Result<Vec<Found>, (OutputMessage, Exit)> {
    if !folder.is_dir() {
        return Err((OutputMessage::NoFolder { path: folder.display().to_string() }, Exit::Usage));
    }
    let found = batches_in(folder).map_err(|(path, reason)| {
        (OutputMessage::Unreadable { path: path.display().to_string(), reason }, Exit::Stopped)
    })?;
    match found.is_empty() {
        true => Err((OutputMessage::NoBatches { path: folder.display().to_string() }, Exit::Usage)),
        false => Ok(found),
    }
}

fn one_year(found: &[Found], year: Option<u16>, folder: &Path) -> Result<u16, (OutputMessage, Exit)> {
    let years: BTreeSet<u16> = found.iter().map(|batch| batch.record.year).collect();
    let years: Vec<u16> = years.into_iter().filter(|own| year.is_none_or(|year| year == *own)).collect();
    match years[..] {
        [year] => Ok(year),
        [] => {
            let path = format!("{}（{}）", folder.display(), year.unwrap_or_default());
            Err((OutputMessage::NoBatches { path }, Exit::Usage))
        }
        _ => {
            let years = years.iter().map(u16::to_string).collect::<Vec<_>>().join("、");
            Err((OutputMessage::SeveralYears { years }, Exit::Usage))
        }
    }
}

/// Batches to pack, and those left out with the reason.
type Chains<'f> = (Vec<&'f Found>, Vec<String>);

/// The batches of all chains that went beyond the trial, each once, parents first; and the trials that are left out.
fn chains<'f>(found: &'f [Found], folder: &Path) -> Result<Chains<'f>, (OutputMessage, Exit)> {
    let (mut chains, mut left_out): (Vec<&Found>, Vec<String>) = (Vec::new(), Vec::new());
    for end in ends(found) {
        if end.record.stage == Stage::Trial.chinese() {
            left_out.push(format!("{}（试算稿，没有推进）", end.record.batch));
            continue;
        }
        let chain = chained(found, end).map_err(|parent| {
            (OutputMessage::ParentMissing { batch: end.record.batch.clone(), parent }, Exit::Stopped)
        })?;
        for batch in chain {
            if !chains.iter().any(|own| own.record.fingerprint == batch.record.fingerprint) {
                chains.push(batch);
            }
        }
    }
    match chains.is_empty() {
        true => Err((OutputMessage::OnlyTrials { path: folder.display().to_string() }, Exit::Stopped)),
        false => Ok((chains, left_out)),
    }
}

/// Verifies every batch; those that differ are told with all their places, and stop the archive.
fn verified(batches: Vec<&Found>, language: Language) -> Result<Vec<(&Found, String)>, (OutputMessage, Exit)> {
    let (mut sound, mut broken) = (Vec::new(), Vec::new());
    for batch in batches {
        let faults = verify::faults(&batch.record, &batch.path, language)?;
        if !faults.is_empty() {
            console::tell(&format!("{}\n  {}", batch.record.batch, faults.join("\n  ")));
            broken.push(batch.record.batch.clone());
        }
        let how = match verify::other_program(&batch.record, language) {
            None => "按输入重新计算，逐字节相同".to_string(),
            Some(_) => format!("只核对了校验码；重新计算请用 {}", batch.record.program),
        };
        sound.push((batch, how));
    }
    match broken.is_empty() {
        true => Ok(sound),
        false => {
            let message = OutputMessage::ArchiveNotVerified { count: broken.len(), batches: broken.join("、") };
            Err((message, Exit::Stopped))
        }
    }
}

fn fault(fault: ArchiveFault) -> (OutputMessage, Exit) {
    match fault {
        ArchiveFault::Write(fault) => faults::write_fault(&fault),
        ArchiveFault::Face(error) => faults::document_fault("归档目录.xlsx".to_string(), &error),
        ArchiveFault::Differs(place, files) => {
            let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let (count, files) = (files.len(), faults::some_of(&files));
            (OutputMessage::ArchiveDiffers { name, count, files }, Exit::Invariant)
        }
    }
}

fn said(archiving: &Archiving<'_>, archived: &Archived, language: Language) -> String {
    let (folder, zip) = (archived.folder.display(), archived.zip.display());
    let (batches, files, left) = (archiving.batches.len(), archived.files, archiving.left_out.len());
    match (language, archived.identical) {
        (Language::Chinese, false) => {
            format!("归档 {folder}：{batches} 个批次，{files} 份文件；没有推进的试算稿 {left} 个未归档\n压缩文件 {zip}")
        }
        (Language::Chinese, true) => format!("归档 {folder}：已经存在，{files} 份文件逐字节相同\n压缩文件 {zip}"),
        (Language::English, false) => {
            format!(
                "archive {folder}: {batches} batches, {files} files; {left} trials that nothing followed left out\nzip {zip}"
            )
        }
        (Language::English, true) => {
            format!("archive {folder}: there already, {files} files identical byte for byte\nzip {zip}")
        }
    }
}

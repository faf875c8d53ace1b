//! `fenpei run`: computes and writes a batch.
use super::case::Case;
use super::exit::Exit;
use super::{console, faults, register, summary, told};
use fenpei::batch::{Sealed, Staging, seal};
use fenpei::book::Book;
use fenpei::dataset::masked;
use fenpei::faces::Edition;
use fenpei::intake::RESULT_FOLDER;
use fenpei::messages::{Language, OutputMessage};
use fenpei::stage::Stage;
use std::path::{Path, PathBuf};

pub fn run(dir: &Path, out: Option<&Path>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let mut case = Case::open(dir)?;
    let parent = out.map_or_else(|| dir.join(RESULT_FOLDER), Path::to_path_buf);
    refuse_among_inputs(dir, out)?;
    // The output place is tried before anything is read.
    let staging = Staging::open(&parent).map_err(|fault| faults::write_fault(&fault))?;
    let computed = case.compute(dir, language);
    let periods = computed.as_ref().ok().and_then(|(book, _)| book.plan.objection.as_ref());
    case.passing.list.extend(register::open_ones(&register::find(&[dir, &parent]), periods));
    let (book, edition) = match computed {
        Ok(computed) => computed,
        Err(exit) => {
            told::tell(&case, dir, language);
            let counts = told::counts([&case.passing, &case.findings], language);
            console::tell(&format!("{counts}{}", language.pick("；没有写出任何结果", "; nothing was written")));
            return Ok(exit);
        }
    };
    told::tell(&case, dir, language);
    let target = parent.join(&edition.batch);
    let sealed =
        seal(case.contents(&book, &edition), staging, &target).map_err(|fault| faults::batch_fault(fault, &target))?;
    console::say(&report(&case, &book, &edition, &sealed, language));
    console::say(&place(&sealed, &target, language));
    Ok(Exit::Done)
}

/// The summary that a run and a check have in common.
pub fn report(case: &Case, book: &Book, edition: &Edition, sealed: &Sealed, language: Language) -> String {
    format!(
        "{}{}\n\n{}\n\n{}\n{}",
        masked(&edition.scheme),
        masked(&stage_words(edition, language)),
        summary::funds(book, language),
        summary::paid(&sealed.paid, language),
        told::counts([&case.passing, &case.findings], language),
    )
}

/// What the batch is good for.
fn stage_words(edition: &Edition, language: Language) -> String {
    match (language, edition.stage) {
        (Language::Chinese, Stage::Trial) => "（试算稿，不作发放依据）".to_string(),
        (Language::Chinese, _) => format!("（{}）", edition.line),
        (Language::English, Stage::Trial) => " (a trial: nobody is paid from it)".to_string(),
        (Language::English, Stage::Notice) => " (posted for objections: nobody is paid from it)".to_string(),
        (Language::English, Stage::Final) => " (final: payments rest on it)".to_string(),
        (Language::English, Stage::Paid) => " (paid)".to_string(),
    }
}

/// Where a batch is, and whether it was there already.
pub fn place(sealed: &Sealed, target: &Path, language: Language) -> String {
    let (path, count) = (target.display(), sealed.documents.len());
    match (language, sealed.identical) {
        (Language::Chinese, false) => format!("批次 {path}：{count} 份文件"),
        (Language::English, false) => format!("batch {path}: {count} documents"),
        (Language::Chinese, true) => format!("批次 {path}：已经存在，{count} 份文件逐字节相同"),
        (Language::English, true) => format!("batch {path}: there already, {count} documents identical byte for byte"),
    }
}

/// Results may not lie where they would be read as inputs by the next run.
pub fn refuse_among_inputs(dir: &Path, out: Option<&Path>) -> Result<(), (OutputMessage, Exit)> {
    match out.filter(|out| among_inputs(dir, out)) {
        Some(out) => Err((OutputMessage::OutputAmongInputs { path: out.display().to_string() }, Exit::Usage)),
        None => Ok(()),
    }
}

fn among_inputs(dir: &Path, out: &Path) -> bool {
    let (Ok(dir), Some(out)) = (dir.canonicalize(), real(out)) else { return false };
    out.starts_with(&dir) && !out.starts_with(dir.join(RESULT_FOLDER))
}

/// The real path of a folder that may not be there yet: that of its nearest ancestor, then the rest.
fn real(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).ok()?;
    whole.ancestors().find_map(|ancestor| {
        let rest = whole.strip_prefix(ancestor).ok()?;
        Some(ancestor.canonicalize().ok()?.join(rest))
    })
}

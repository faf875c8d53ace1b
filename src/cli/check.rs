//! `fenpei check`: everything that a run does, but nothing is written.
use super::case::Case;
use super::exit::Exit;
use super::run::{RESULT_FOLDER, report};
use super::{console, faults, told};
use fenpei::batch::{Sealed, rehearse};
use fenpei::messages::{Language, OutputMessage};
use std::path::Path;

pub fn check(dir: &Path, language: Language) -> Exit {
    match attempt(dir, language) {
        Ok(exit) => exit,
        Err((message, exit)) => {
            told::tell_message(message, language);
            exit
        }
    }
}

fn attempt(dir: &Path, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let mut case = Case::open(dir)?;
    let (book, edition) = match case.compute(dir) {
        Ok(computed) => computed,
        Err(exit) => {
            told::tell(&case, dir, language);
            console::tell(&told::counts([&case.passing, &case.findings], language));
            return Ok(exit);
        }
    };
    told::tell(&case, dir, language);
    let target = dir.join(RESULT_FOLDER).join(&edition.batch);
    let sealed = rehearse(case.contents(&book, &edition)).map_err(|fault| faults::batch_fault(fault, &target))?;
    console::say(&report(&case, &book, &edition, &sealed, language));
    console::say(&place(&sealed, &target, language));
    Ok(Exit::Done)
}

fn place(sealed: &Sealed, target: &Path, language: Language) -> String {
    let count = sealed.documents.len();
    let bytes: u64 = sealed.documents.iter().map(|document| document.file.bytes).sum();
    let size = bytes.div_ceil(1024);
    let (path, there) = (target.display(), target.exists());
    match language {
        Language::Chinese => {
            let there = if there { "（已经存在）" } else { "" };
            format!("核对通过，没有写文件；run 将写出批次 {path}{there}：{count} 份文件，共 {size} KiB")
        }
        Language::English => {
            let there = if there { " (there already)" } else { "" };
            format!("checked, nothing written; run would write batch {path}{there}: {count} documents, {size} KiB")
        }
    }
}

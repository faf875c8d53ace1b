//! `fenpei notices`: every payee's notice, on request.
use super::exit::Exit;
use super::{console, faults, opened};
use fenpei::batch::{NOTICE_FOLDER, Staging, write_notices};
use fenpei::messages::{Language, OutputMessage};
use std::path::Path;

pub fn notices(batch: &Path, out: &Path, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let mut staging = Staging::open(out).map_err(|fault| faults::write_fault(&fault))?;
    let Some(opened) = opened::computed(batch, language)? else { return Ok(Exit::Stopped) };
    let mut count = 0;
    write_notices(&opened.book, &opened.edition, |path, bytes| {
        let bytes = bytes.map_err(|error| faults::document_fault(path.clone(), &error))?;
        // The folder itself is what is moved to its place.
        let inner = path.split_once('/').map_or(path.as_str(), |(_, inner)| inner);
        count += 1;
        staging.write(inner, &bytes).map_err(|fault| faults::write_fault(&fault))
    })?;
    let target = out.join(NOTICE_FOLDER);
    staging.replace(&target).map_err(|fault| faults::write_fault(&fault))?;
    let path = target.display();
    console::say(&match language {
        Language::Chinese => format!("告知单文件 {count} 份，在 {path}，从“目录”打开"),
        Language::English => format!("{count} files of notices in {path}; 目录 leads to them"),
    });
    Ok(Exit::Done)
}

//! `fenpei scheme`: the scheme as the program understands it, in words.
use super::case::Case;
use super::exit::Exit;
use super::{console, told};
use fenpei::faces::{OutlineSection, scheme_document, scheme_outline};
use fenpei::messages::{Language, OutputMessage};
use fenpei::scheme::Head;
use std::path::Path;

pub fn scheme(dir: &Path, out: Option<&Path>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let mut case = Case::open(dir)?;
    let compiled = case.compile(dir);
    told::tell(&case, dir, language);
    let Some((head, plan)) = compiled else {
        console::tell(&told::counts([&case.passing, &case.findings], language));
        return Ok(Exit::Stopped);
    };
    let Some(out) = out else {
        console::say(&text(&head, &scheme_outline(&plan)));
        return Ok(Exit::Done);
    };
    let path = out.display().to_string();
    let bytes = scheme_document(&head, &plan).map_err(|error| {
        (OutputMessage::DocumentFailed { document: path.clone(), reason: error.to_string() }, Exit::NotWritten)
    })?;
    let written = std::fs::OpenOptions::new().write(true).create_new(true).open(out);
    let written = written.and_then(|mut file| std::io::Write::write_all(&mut file, &bytes));
    written.map_err(|error| {
        (OutputMessage::WriteFailed { path: path.clone(), reason: error.to_string() }, Exit::NotWritten)
    })?;
    console::say(&match language {
        Language::Chinese => format!("方案说明：{path}"),
        Language::English => format!("the scheme in words: {path}"),
    });
    Ok(Exit::Done)
}

/// The outline as plain text, one line a rule.
fn text(head: &Head, sections: &[OutlineSection]) -> String {
    let mut text = format!("{}\n{}　{}　{}", head.name, head.basis, head.office, head.year);
    for section in sections {
        text.push_str(&format!("\n\n── {} ──", section.title));
        for [first, second, third, fourth, fifth] in &section.rows {
            let body = [second.as_str(), third].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("：");
            text.push_str(&format!("\n[{first}] {body}"));
            for remark in [fourth, fifth].into_iter().filter(|remark| !remark.is_empty()) {
                text.push_str(&format!("　{remark}"));
            }
        }
    }
    text
}

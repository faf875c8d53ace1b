//! `fenpei explain --packet`: one file for a hearing.
use super::exit::Exit;
use super::opened::{self, Opened};
use super::{console, faults};
use fenpei::dataset::ReadSheet;
use fenpei::faces::{About, Explanation, PACKET_LISTS, PacketSources, packet_files, packet_page, packet_workbook};
use fenpei::intake::received;
use fenpei::messages::{Language, OutputMessage};
use std::collections::BTreeMap;
use std::path::Path;

pub fn packet(
    opened: &Opened,
    about: About,
    explanation: &Explanation,
    path: &Path,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let sources = PacketSources {
        book: &opened.book,
        edition: &opened.edition,
        progress: &opened.case.progress,
        about,
        explanation,
        received: &sheets(opened, about),
    };
    let workbook = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    let bytes = if workbook {
        packet_workbook(&sources).map_err(|error| faults::document_fault("听证材料".to_string(), &error))?
    } else {
        packet_page(&sources).into_bytes()
    };
    opened::write_new(path, &bytes)?;
    let path = path.display();
    console::tell(&match language {
        Language::Chinese => format!("听证材料：{path}"),
        Language::English => format!("packet for the hearing: {path}"),
    });
    Ok(Exit::Done)
}

/// The files with rows about somebody, and the office's lists, as received. The batch was computed from the same bytes:
/// one that cannot be read is none of them.
fn sheets(opened: &Opened, about: About) -> BTreeMap<String, Vec<ReadSheet>> {
    let own = packet_files(&opened.book, about);
    let list = |path: &str| {
        let stem = Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        PACKET_LISTS.iter().any(|(name, _)| *name == stem)
    };
    let wanted = opened.case.files().iter().filter(|file| own.contains(&file.path) || list(&file.path));
    wanted.filter_map(|file| Some((file.path.clone(), received(file).ok()?))).collect()
}

//! The office's own layouts of files for banks and payroll: 版式/名称.toml, an input like any other.
use super::OfficeFile;
use super::pattern::normal_path;
use crate::messages::{Findings, IntakeMessage, Place};
use crate::scheme::{LAYOUT_FOLDER, Scheme, built_in_layouts, read_layout};

/// Ending of a layout's file.
const ENDING: &str = ".toml";

/// Reads the layouts that payments name and that the office wrote.
pub fn fill_layouts(scheme: &mut Scheme, files: &[OfficeFile], findings: &mut Findings) {
    let mut names: Vec<String> = Vec::new();
    for name in scheme.payments.iter().flat_map(|payment| &payment.layouts) {
        if !names.contains(name.get_ref()) {
            names.push(name.get_ref().clone());
        }
    }
    for name in names {
        let Some(file) = files.iter().find(|file| is_layout(&file.path, &name)) else { continue };
        if built_in_layouts().any(|known| known == name) {
            findings.add(IntakeMessage::LayoutBuiltIn { name }, Place::file(&file.path));
            continue;
        }
        match read_layout(&name, &file.path, &file.bytes, findings) {
            Some(layout) => scheme.layouts.push(layout),
            // What names it is no second mistake.
            None => scheme.unread.push(name),
        }
    }
}

/// Whether a file is the layout of a name.
fn is_layout(path: &str, name: &str) -> bool {
    normal_path(path) == normal_path(&format!("{LAYOUT_FOLDER}/{name}{ENDING}"))
}

/// Whether a file is a layout that a payment names.
pub(super) fn names(scheme: &Scheme, path: &str) -> bool {
    let mut named = scheme.payments.iter().flat_map(|payment| &payment.layouts);
    named.any(|name| is_layout(path, name.get_ref()))
}

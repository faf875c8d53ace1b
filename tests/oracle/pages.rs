//! Writes the audit workbook of every worked page and every template, for LibreOffice to recalculate.
//!
//! `cargo run --release -p fenpei-oracle --bin oracle-pages -- FOLDER`
use std::path::{Path, PathBuf};
use worked::Worked;

#[path = "../support/worked.rs"]
mod worked;

const PAGES: [&str; 2] = ["tests/published", "tests/idioms"];
const TEMPLATES: &str = "templates";

fn main() {
    let target = std::env::args().nth(1).expect("usage: oracle-pages FOLDER");
    std::fs::create_dir_all(&target).expect("can be made");
    let pages = PAGES.iter().flat_map(|folder| entries(folder)).map(|page| (stem(&page), Worked::read(&page)));
    let templates = entries(TEMPLATES)
        .into_iter()
        // The layouts of payment files have no example.
        .filter(|template| template.join("scheme.md").is_file())
        .map(|template| (stem(&template), Worked::beside(&template.join("示例.md"), &template.join("scheme.md"))));
    for (name, worked) in pages.chain(templates) {
        // A page whose run stops has no workbook.
        let Some(book) = worked.hold().unwrap_or_else(|fault| panic!("{fault}")) else { continue };
        std::fs::write(Path::new(&target).join(format!("{name}.xlsx")), worked.audit(&book)).expect("written");
    }
}

fn entries(folder: &str) -> Vec<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).expect(folder).map(|e| e.expect("readable").path()).collect();
    entries.sort();
    entries
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

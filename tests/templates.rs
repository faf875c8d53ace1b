//! Every template: its small example computes what was worked by hand beside it, through the program as an office
//! would run it.
//!
//! `FENPEI_BLESS=1` writes the example's workbooks anew from the tables of the page; `FENPEI_ONLY=hanbin` takes the
//! templates whose names begin so.
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;
use worked::Worked;

#[path = "support/foreign.rs"]
mod foreign;
#[path = "support/worked.rs"]
mod worked;

const FOLDER: &str = "templates";

fn templates() -> Vec<PathBuf> {
    let only = std::env::var("FENPEI_ONLY").unwrap_or_default();
    // The layouts of payment files are templates of another kind.
    let named = |path: &PathBuf| {
        path.join("scheme.md").is_file() && path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(&only))
    };
    let entries = std::fs::read_dir(FOLDER).expect("there");
    let mut templates: Vec<_> = entries.map(|entry| entry.expect("readable").path()).filter(named).collect();
    templates.sort();
    static WRITTEN: Once = Once::new();
    if std::env::var_os("FENPEI_BLESS").is_some() {
        WRITTEN.call_once(|| templates.iter().for_each(|template| write_workbooks(template)));
    }
    templates
}

fn write_workbooks(template: &Path) {
    for file in example(template).office() {
        let path = template.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, &file.bytes).expect("written");
    }
}

fn example(template: &Path) -> Worked {
    Worked::beside(&template.join("示例.md"), &template.join("scheme.md"))
}

#[test]
fn every_example_computes_what_was_worked_by_hand() {
    let faults: Vec<String> = templates().iter().filter_map(|template| example(template).hold().err()).collect();
    assert!(faults.is_empty(), "{} templates:\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn the_workbooks_are_the_tables_of_the_page() {
    let mut differ = Vec::new();
    for template in templates() {
        for file in example(&template).office() {
            let path = template.join(&file.path);
            if std::fs::read(&path).ok().as_ref() != Some(&file.bytes) {
                differ.push(path.display().to_string());
            }
        }
    }
    assert!(differ.is_empty(), "not as on the page, FENPEI_BLESS=1 writes them: {differ:?}");
}

#[test]
fn the_program_runs_every_template() {
    for template in templates() {
        let out = tempfile::TempDir::new().expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_fenpei"));
        let output = command.arg("run").arg(&template).arg("--out").arg(out.path()).args(["--lang", "zh"]).output();
        let output = output.expect("the program starts");
        assert!(output.status.success(), "{}: {}", template.display(), String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn every_workbook_is_what_a_foreign_engine_gets() {
    let mut differences = Vec::new();
    for template in templates() {
        let worked = example(&template);
        // What does not compute is told by the other test.
        let Ok(Some(book)) = worked.hold() else { continue };
        let found = foreign::compare(&worked.audit(&book));
        println!("{}: {} of {} formula cells compared", template.display(), found.compared, found.cells);
        differences.extend(found.differences.into_iter().map(|d| format!("{}: {d}", template.display())));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

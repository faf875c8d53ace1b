//! Published schemes, and idioms of the scheme language, each a page with invented inputs and results worked by
//! hand, computed to the fen.
//!
//! `FENPEI_ONLY=S23` runs the pages whose names begin so.
use calamine::{Data, Reader, Xlsx};
use std::path::{Path, PathBuf};
use worked::Worked;

#[path = "support/foreign.rs"]
mod foreign;
#[path = "support/worked.rs"]
mod worked;

const FOLDERS: [&str; 2] = ["tests/published", "tests/idioms"];

fn pages() -> Vec<PathBuf> {
    let only = std::env::var("FENPEI_ONLY").unwrap_or_default();
    let named = |path: &PathBuf| {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        name.ends_with(".md") && name.starts_with(&only)
    };
    let files = |folder: &&str| std::fs::read_dir(folder).into_iter().flatten().map(|f| f.expect("readable").path());
    let mut pages: Vec<_> = FOLDERS.iter().flat_map(files).filter(named).collect();
    pages.sort();
    pages
}

#[test]
fn every_page_computes_what_was_worked_by_hand() {
    let faults: Vec<String> = pages().iter().filter_map(|page| Worked::read(page).hold().err()).collect();
    assert!(faults.is_empty(), "{} pages:\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn every_workbook_is_what_a_foreign_engine_gets() {
    let (mut cells, mut compared) = (0, 0);
    let mut differences = Vec::new();
    for page in pages() {
        let worked = Worked::read(&page);
        // What does not compute is told by the other test, or stops as it should.
        let Ok(Some(book)) = worked.hold() else { continue };
        let found = foreign::compare(&worked.audit(&book));
        cells += found.cells;
        compared += found.compared;
        differences.extend(found.differences.into_iter().map(|d| format!("{}: {d}", page.display())));
    }
    println!("{compared} of {cells} formula cells compared");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn unit_article_and_minutes_of_a_sheet_are_printed() {
    let worked = Worked::read(Path::new("tests/idioms/参数和标准取自工作表.md"));
    let book = worked.hold().expect("as on the page").expect("a book");
    let mut audit = Xlsx::new(std::io::Cursor::new(worked.audit(&book))).expect("opens");
    let mut row = |sheet: &str, first: usize, name: &str, shown: [usize; 2]| {
        let range = audit.worksheet_range(sheet).expect("the sheet is there");
        let found = range.rows().find(|row| row[first] == Data::String(name.to_string())).expect("the row is there");
        shown.map(|column| found[column].to_string())
    };
    assert_eq!(row("参数", 1, "津贴标准", [3, 4]), ["元", "第五条第二款；纪要〔2021〕1号"]);
    assert_eq!(row("参数", 1, "名次单价", [3, 4]), ["元/名", "参数、分档标准取自工作表，按年度取值；第六条"]);
    assert_eq!(row("分档标准", 0, "得分系数", [0, 5]), ["得分系数", "第七条；纪要〔2021〕1号"]);
    let tier = row("分档标准", 0, "名次奖", [0, 5]);
    assert_eq!(tier, ["名次奖", "第八条；纪要〔2021〕1号、纪要〔2021〕3号；名额四舍五入，每档至少 1 个"]);
}

//! Ties of ranks in the list of exceptions: those with the edge of a place between them, and the rule that settled each.
use calamine::{Data, Reader, Xlsx};
use fenpei::faces::{Edition, exceptions_workbook};
use fenpei::messages::Findings;
use std::io::Cursor;
use std::path::Path;

#[path = "support/worked.rs"]
mod worked;

/// The lines of the sheet, joined.
fn told(page: &Path) -> Vec<String> {
    let book = worked::Worked::read(page).hold().unwrap_or_else(|wrong| panic!("{wrong}")).expect("a book");
    let [scheme, basis, office, batch, fingerprint] = ["方案", "文件", "样例局", "2018-1", "1"].map(str::to_string);
    let edition = Edition { scheme, basis, office, year: 2018, batch, fingerprint, ..Edition::default() };
    let bytes = exceptions_workbook(&book, &edition, &Findings::default()).expect("written");
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("opens");
    let rows = workbook.worksheet_range("名次并列").expect("there");
    let shown = |cell: &Data| if let Data::String(text) = cell { text.clone() } else { String::new() };
    let lines = rows.rows().skip(4).filter(|line| !shown(&line[1]).is_empty());
    lines.map(|line| line.iter().map(shown).collect::<Vec<_>>().join(" ")).collect()
}

const PAGE: &str = "tests/idioms/并列的三种写法.md";

#[test]
fn a_tie_at_an_edge_is_listed_with_the_rule_that_settled_it() {
    let told = told(Path::new(PAGE));
    let all = "并列：同取靠前的名次，都按这一名次计";
    let expected = [
        format!("班级.都发 全区 二班 得分 90 2 2—3 第 2 名之后 600 {all}"),
        format!("班级.都发 全区 三班 得分 90 2 2—3 第 2 名之后 600 {all}"),
        format!("班级.都发 全区 四班 得分 85 4 4—6 第 4 名之后 400 {all}"),
        "班级.平分 全区 二班 得分 90 2 2—3 第 2 名之后 500.00 均分：各行平分所占名次的取值".to_string(),
        "班级.再比出勤 全区 三班 得分 90 2 2—3 第 2 名之后 600 同分依次比较“出勤”，先后已分".to_string(),
        format!("班级.再比出勤 全区 六班 得分 85 6 4—6 第 4 名之后 0 同分依次比较“出勤”；仍相同的，{all}"),
    ];
    for line in expected {
        assert!(told.contains(&line), "{line}: {told:#?}");
    }
    assert_eq!(told.len(), 15);
}

#[test]
fn a_rank_that_a_formula_compares_has_an_edge_there() {
    let page = std::fs::read_to_string(PAGE).expect("there");
    let column = "[[table.column]]\nname = \"入围\"\nformula = '名次 <= 5'\nshown = true\n\n[[fund]]";
    let dir = tempfile::TempDir::new().expect("a folder");
    let path = dir.path().join("入围.md");
    std::fs::write(&path, page.replacen("[[fund]]", column, 1)).expect("written");
    let told = told(&path);
    let own: Vec<&String> = told.iter().filter(|line| line.starts_with("班级.名次 ")).collect();
    // The fifth and the sixth place are kept apart, and three share the fourth; two on the second cross nothing.
    assert_eq!(own.len(), 3, "{told:#?}");
    assert!(own.iter().all(|line| line.contains(" 4—6 第 5 名之后 4 并列")), "{own:#?}");
}

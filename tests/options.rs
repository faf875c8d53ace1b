//! Options side by side for the meeting: three versions of the sample's scheme, tied each to its own ledger, and what is
//! refused.
mod support;

use fenpei::book::Book;
use fenpei::faces::{Choice, Edition, options_workbook, tables_that_differ};
use fenpei::scheme::AccountKind;
use fenpei::stage::Stage;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use support::lists::{Rows, column, fen, lines, sheets, shown, total};
use support::tiny::tiny;
use support::year::{computed, edition};
use support::{SAMPLE, code, copy_folder, fenpei, stderr, stdout, text};
use tempfile::TempDir;

/// The sample with one text of its scheme replaced.
fn changed(from: &str, to: &str) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    copy_folder(Path::new(SAMPLE), dir.path());
    let path = dir.path().join("scheme.toml");
    let source = std::fs::read_to_string(&path).expect("there");
    assert!(source.contains(from), "{from}");
    std::fs::write(path, source.replacen(from, to, 1)).expect("written");
    dir
}

/// The sample, one with another parameter, one with another standard.
fn books() -> &'static [Book; 3] {
    static BOOKS: OnceLock<[Book; 3]> = OnceLock::new();
    BOOKS.get_or_init(|| {
        let parameter = changed(
            "name       = \"滑坡发放系数\"\nvalue      = \"0.90\"",
            "name       = \"滑坡发放系数\"\nvalue      = \"0.80\"",
        );
        let standard = changed("{ is = \"优秀\", value = \"1.1\" }", "{ is = \"优秀\", value = \"1.3\" }");
        [computed(Path::new(SAMPLE)), computed(parameter.path()), computed(standard.path())]
    })
}

fn side_by_side() -> &'static BTreeMap<String, Rows> {
    static SHEETS: OnceLock<BTreeMap<String, Rows>> = OnceLock::new();
    SHEETS.get_or_init(|| {
        let editions = ["2018-a", "2018-b", "2018-c"].map(|batch| edition(2018, batch, Stage::Trial));
        let choice = |(book, edition): (&'static Book, &'static Edition)| Choice { book, edition };
        let editions: &'static [Edition; 3] = Box::leak(Box::new(editions));
        let choices: Vec<Choice<'_>> = books().iter().zip(editions).map(choice).collect();
        let bytes = options_workbook(&choices).expect("written");
        sheets(bytes)
    })
}

fn paid(book: &Book) -> i64 {
    book.ledger.totals.iter().map(|totals| totals.ended(AccountKind::Paid)).sum()
}

#[test]
fn what_differs_between_the_options_is_listed_and_nothing_else() {
    let rows = &side_by_side()["方案差别"];
    let told: Vec<Vec<String>> = rows[4..].iter().map(|line| line[..5].iter().map(shown).collect()).collect();
    let expected = [
        ["参数", "滑坡发放系数", "0.90", "0.80", "0.90"],
        ["分档标准", "学校等次系数 优秀", "1.1", "1.1", "1.3"],
        ["录入数据", "单元格和行", "", "与方案一相同", "与方案一相同"],
    ];
    assert_eq!(told[..3], expected.map(|line| line.map(str::to_string).to_vec()));
    assert!(told[3..].iter().all(|line| line[1].is_empty()), "{told:?}");
}

#[test]
fn each_option_ties_to_its_own_ledger() {
    let names = ["方案一", "方案二", "方案三"];
    for (name, book) in names.iter().zip(books()) {
        let units: i64 = ["教职工", "优秀学生"]
            .map(|table| total(&side_by_side()[&format!("按单位·{table}")], &format!("{name}实发")))
            .iter()
            .sum();
        assert_eq!(units, paid(book), "{name}");
        assert_eq!(total(&side_by_side()["资金来源"], &format!("{name}发放")), paid(book), "{name}");
        let came: i64 = book.ledger.totals.iter().map(|totals| totals.amount).sum();
        assert_eq!(total(&side_by_side()["资金去向"], name), came, "{name}");
        let kinds = &side_by_side()["按岗位类别·教职工"];
        assert_eq!(
            total(kinds, &format!("{name}实发")),
            total(&side_by_side()["按单位·教职工"], &format!("{name}实发"))
        );
    }
    assert!(paid(&books()[1]) < paid(&books()[0]));
}

#[test]
fn every_difference_is_to_the_first_option() {
    assert!(tables_that_differ(&books()[0], &books()[2]).is_empty());
    let rows = &side_by_side()["按单位·教职工"];
    let [first, second, less] = ["方案一实发", "方案二实发", "方案二比方案一"].map(|title| column(rows, title));
    let mut moved = 0;
    for line in lines(rows) {
        assert_eq!(fen(&line[second]) - fen(&line[first]), fen(&line[less]), "{line:?}");
        moved += usize::from(fen(&line[less]) != 0);
    }
    assert!(moved > 0);
}

#[test]
fn a_unit_below_five_shows_no_distribution() {
    let (inside, units) = (&side_by_side()["校内分布·教职工"], &side_by_side()["按单位·教职工"]);
    let persons = column(units, "方案一人数");
    let mut small = 0;
    for line in lines(units) {
        let own = inside.iter().find(|other| other[0] == line[0]).expect("the unit");
        let few = fen(&line[persons]) < 500;
        assert_eq!(own[1..4].iter().all(|cell| fen(cell) == 0), few, "{line:?} {own:?}");
        small += usize::from(few);
    }
    assert!(small > 0);
}

#[test]
fn batches_of_other_tables_and_one_batch_twice_are_refused() {
    let out = TempDir::new().expect("a folder");
    let file = text(&out.path().join("测算表.xlsx"));
    let (first, second) = (tiny(), tiny());
    let [first_dir, second_dir] = [&first, &second].map(|dir| text(dir.path()));
    let twice = fenpei(&["options", &first_dir, &second_dir, "--out", &file]);
    assert_eq!(code(&twice), 1);
    assert!(stderr(&twice).contains("E581"), "{}", stderr(&twice));
    let other = fenpei(&["options", &first_dir, SAMPLE, "--out", &file]);
    assert_eq!(code(&other), 1);
    assert!(stderr(&other).contains("E580") && stderr(&other).contains("校内办法"), "{}", stderr(&other));
    assert!(!Path::new(&file).exists());
    let path = second.path().join("scheme.toml");
    let source = std::fs::read_to_string(&path).expect("there");
    std::fs::write(&path, source.replace("'1000.00'", "'1200.00'")).expect("written");
    let both = fenpei(&["options", &first_dir, &second_dir, "--out", &file]);
    assert_eq!(code(&both), 0, "{}", stderr(&both));
    assert!(stdout(&both).contains("方案2") && stdout(&both).contains("发放 1,200.00 元"), "{}", stdout(&both));
    assert!(Path::new(&file).is_file());
    assert_eq!(code(&fenpei(&["options", &first_dir, "--out", &file])), 2);
}

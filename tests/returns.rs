//! What a check leaves: findings to work off, questions to answer, marked copies to send back, the register.
mod support;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Workbook, Worksheet};
use std::fs;
use std::path::Path;
use std::process::Output;
use support::{code, fenpei, stderr, text};
use tempfile::TempDir;

const SCHEME: &str = r#"
[scheme]
name     = "样例奖励办法"
basis    = "样发〔2018〕1号"
office   = "样例局"
year     = 2018
rounding = "half-up"

[[table]]
name = "学校"
key  = ["校名"]
from = { file = "学校.xlsx", sheet = ["学校"] }
[[table.input]]
name = "校名"
type = "text"

[[table]]
name      = "教师"
key       = ["姓名"]
from      = { file = "考核/*考核表.xlsx", sheet = ["考核"], every = { table = "学校", column = "校名", by = "填报单位" } }
relations = [{ name = "学校", to = "学校", by = ["填报单位"], inverse = "教师们" }]
payee     = { name = "姓名", unit = "学校", unit_name = "校名" }
[[table.input]]
name = "姓名"
type = "text"
[[table.input]]
name  = "填报单位"
type  = "text"
label = "填报单位"
[[table.input]]
name   = "得分"
type   = "number"
places = 1
max    = "100"

[[fund]]
name         = "考核奖"
within_total = true
sources      = [{ name = "财政", amount = '1000.00' }]

[[step]]
name   = "奖金"
share  = "考核奖"
to     = "教师"
weight = '得分'
method = "largest-remainder"
ties   = ["姓名"]
empty  = "stop"
"#;

fn save(path: &Path, shape: impl FnOnce(&mut Worksheet)) {
    let mut book = Workbook::new();
    shape(book.add_worksheet());
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    book.save(path).expect("saved");
}

fn schools(dir: &Path) {
    save(&dir.join("学校.xlsx"), |sheet| {
        sheet.set_name("学校").unwrap();
        for (row, text) in (0..).zip(["校名", "一小", "二小", "三小"]) {
            sheet.write_string(row, 0, text).unwrap();
        }
    });
}

/// The appraisal of a school: names with a number or a word.
fn appraisal(dir: &Path, school: &str, rows: &[(&str, &str)]) {
    save(&dir.join(format!("考核/{school}考核表.xlsx")), |sheet| {
        sheet.set_name("考核").unwrap();
        sheet.write_string(0, 0, format!("填报单位（盖章）：{school}")).unwrap();
        sheet.write_string(1, 0, "姓名").unwrap();
        sheet.write_string(1, 1, "得分").unwrap();
        for (row, (name, score)) in (2..).zip(rows) {
            sheet.write_string(row, 0, *name).unwrap();
            match score.parse::<f64>() {
                Ok(number) => sheet.write_number(row, 1, number).unwrap(),
                Err(_) => sheet.write_string(row, 1, *score).unwrap(),
            };
        }
    });
}

fn office() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join("scheme.toml"), SCHEME).expect("written");
    schools(dir.path());
    appraisal(dir.path(), "一小", &[("王一", "95"), ("李二", "病假"), ("张三", "101")]);
    appraisal(dir.path(), "二小", &[("赵四", "90")]);
    dir
}

fn check(dir: &Path) -> Output {
    fenpei(&["check", &text(dir), "--lang", "zh"])
}

/// The filled cells of a sheet as texts, row by row.
fn rows(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let range = book.worksheet_range(sheet).expect("the sheet");
    let shown = |cell: &Data| match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(shown).collect()).collect()
}

fn left(dir: &Path, name: &str) -> std::path::PathBuf {
    dir.join("结果/核对").join(name)
}

#[test]
fn every_finding_is_listed_with_its_place_and_cure() {
    let dir = office();
    let output = check(dir.path());
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let list = rows(&left(dir.path(), "问题清单.xlsx"), "问题清单");
    assert_eq!(list[0][0], "问题清单（错误 1，疑点 2，提醒 0）");
    let short: Vec<[&str; 6]> =
        list[3..].iter().map(|row| [&*row[1], &*row[2], &*row[3], &*row[5], &*row[6], &*row[7]]).collect();
    assert_eq!(
        short,
        [
            ["疑点", "Q202", "考核/一小考核表.xlsx", "B4", "得分", "“病假”代表什么，方案没有规定"],
            ["错误", "E247", "考核/一小考核表.xlsx", "B5", "得分", "101.0 大于上限 100"],
            ["疑点", "Q207", "", "", "", "“三小”没有报送“教师”"],
        ]
    );
    assert!(list[4][9].starts_with("101.0 is above the largest value 100."), "{:?}", list[4]);
}

#[test]
fn a_file_with_errors_goes_back_with_its_cells_marked() {
    let dir = office();
    check(dir.path());
    let copy = left(dir.path(), "退回/考核/一小考核表.xlsx");
    assert_eq!(rows(&copy, "考核")[3], ["李二", "病假"], "the copy shows what was received");
    let said = rows(&copy, "退回说明");
    assert_eq!(
        said[3][1..],
        ["考核 › B4 › 得分", "“病假”代表什么，方案没有规定（Q202）。请填写数值；确实没有数值的，请留空。"]
    );
    let notes = part(&copy, "xl/comments1.xml");
    assert!(notes.contains("ref=\"B4\"") && notes.contains("ref=\"B5\"") && notes.contains("大于上限 100"), "{notes}");
    assert!(!left(dir.path(), "退回/考核/二小考核表.xlsx").exists(), "a sound file does not go back");
}

fn part(path: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).expect("opens")).expect("a zip");
    let mut entry = zip.by_name(name).expect("the part");
    let mut content = String::new();
    std::io::Read::read_to_string(&mut entry, &mut content).expect("text");
    content
}

/// Fills in the table of questions as an office would, and puts it beside the inputs.
fn answer(dir: &Path, answers: &[(&str, &str)]) {
    let table = rows(&left(dir, "决定.xlsx"), "决定");
    save(&dir.join("决定.xlsx"), |sheet| {
        sheet.set_name("决定").unwrap();
        for (row, cells) in (0..).zip(&table) {
            let mut cells = cells.clone();
            if let Some((_, answer)) = answers.iter().find(|(code, _)| *code == cells[0]) {
                (cells[7], cells[8], cells[9]) = (answer.to_string(), "会议纪要3号".to_string(), "王主任".to_string());
            }
            for (column, text) in (0..).zip(&cells) {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    });
}

#[test]
fn questions_are_answered_in_the_table_that_the_check_left() {
    let dir = office();
    check(dir.path());
    let table = rows(&left(dir.path(), "决定.xlsx"), "决定");
    let asked: Vec<[&str; 6]> =
        table[3..].iter().map(|row| [&*row[0], &*row[1], &*row[2], &*row[3], &*row[4], &*row[6]]).collect();
    assert_eq!(
        asked,
        [
            ["Q202", "考核/一小考核表.xlsx", "考核", "得分", "病假", "计为零／视同空白"],
            ["Q207", "", "", "教师", "三小", "免报"],
        ]
    );
    appraisal(dir.path(), "一小", &[("王一", "95"), ("李二", "病假"), ("张三", "100")]);
    answer(dir.path(), &[("Q202", "计为零"), ("Q207", "免报")]);
    let output = check(dir.path());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("疑点 Q207 按决定“免报”处理（依据 会议纪要3号，王主任） (W218)"),
        "{}",
        stderr(&output)
    );
    let kept = rows(&left(dir.path(), "决定.xlsx"), "决定");
    assert_eq!(kept[3][7..], ["计为零", "会议纪要3号", "王主任"], "answers are kept in the next table");
}

#[test]
fn the_register_counts_versions_and_keeps_what_the_office_wrote() {
    let dir = office();
    check(dir.path());
    let register = |name: &str| {
        let all = rows(&left(dir.path(), "报送登记.xlsx"), "报送登记");
        all.into_iter().find(|row| row[0].contains(name)).expect("a line")
    };
    assert_eq!(register("一小")[1..6], ["1", "", "退回", "2", "“病假”代表什么，方案没有规定"]);
    assert_eq!(register("二小")[1..6], ["1", "", "已收", "0", ""]);
    // The office puts the register beside the inputs; the first school sends again.
    fs::copy(left(dir.path(), "报送登记.xlsx"), dir.path().join("报送登记.xlsx")).expect("copied");
    appraisal(dir.path(), "一小", &[("王一", "95"), ("李二", "90")]);
    check(dir.path());
    assert_eq!(register("一小")[1..6], ["2", "", "已收", "0", ""]);
    assert_eq!(register("二小")[1], "1");
}

#[test]
fn a_locked_file_may_not_change() {
    let dir = office();
    check(dir.path());
    let mut table = rows(&left(dir.path(), "报送登记.xlsx"), "报送登记");
    for row in table.iter_mut().skip(3).filter(|row| row[0].contains("二小")) {
        row[7] = "是".to_string();
    }
    save(&dir.path().join("报送登记.xlsx"), |sheet| {
        for (row, cells) in (0..).zip(&table) {
            for (column, text) in (0..).zip(cells) {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    });
    assert!(!stderr(&check(dir.path())).contains("E293"));
    appraisal(dir.path(), "二小", &[("赵四", "91")]);
    let told = stderr(&check(dir.path()));
    assert!(told.contains("已锁定，内容却与锁定时不同 (E293)。请恢复锁定时的文件；确需更改的，用更正单。"), "{told}");
    fs::remove_file(dir.path().join("考核/二小考核表.xlsx")).expect("removed");
    assert!(stderr(&check(dir.path())).contains("(E294)"));
}

#[test]
fn a_school_that_has_not_reported_is_named() {
    let dir = office();
    let told = stderr(&check(dir.path()));
    assert!(told.contains("本次运算：“三小”没有报送“教师” (Q207)。"), "{told}");
    appraisal(dir.path(), "三小", &[("钱五", "80")]);
    assert!(!stderr(&check(dir.path())).contains("Q207"));
}

#[test]
fn a_trial_reading_survives_what_is_sound_or_refused() {
    for bytes in [include_bytes!("intake/fixtures/小表.ods").to_vec(), b"PK\x03\x04 xl/workbook.bin".to_vec()] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_fenpei"))
            .args(["trial-reading", "名册.ods"])
            .stdin(std::process::Stdio::piped())
            .spawn()
            .expect("starts");
        std::io::Write::write_all(&mut child.stdin.take().expect("an input"), &bytes).expect("fed");
        assert!(child.wait().expect("ends").success());
    }
}

#[test]
fn a_folder_that_is_not_ours_is_never_replaced() {
    let (dir, out) = (office(), TempDir::new().expect("a folder"));
    fs::create_dir(out.path().join("核对")).expect("made");
    fs::write(out.path().join("核对/重要.txt"), "别动").expect("written");
    let output = fenpei(&["check", &text(dir.path()), "--out", &text(out.path()), "--lang", "zh"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert_eq!(fs::read_to_string(out.path().join("核对/重要.txt")).expect("there"), "别动");
    // Our own folder of the check before is.
    assert_eq!((code(&check(dir.path())), code(&check(dir.path()))), (1, 1));
}

#[test]
fn findings_and_forms_may_not_lie_among_the_inputs() {
    let dir = office();
    for command in ["check", "template"] {
        let output = fenpei(&[command, &text(dir.path()), "--out", &text(&dir.path().join("考核")), "--lang", "zh"]);
        assert_eq!(code(&output), 2, "{}", stderr(&output));
        assert!(stderr(&output).contains("(E505)"), "{}", stderr(&output));
    }
}

#[test]
fn two_files_that_differ_in_their_endings_go_back_as_two() {
    let dir = office();
    fs::write(dir.path().join("考核/一小考核表.csv"), "填报单位：一小\n姓名,得分\n王二,101\n李三,102\n")
        .expect("written");
    check(dir.path());
    for name in ["退回/考核/一小考核表.xlsx", "退回/考核/一小考核表.csv.xlsx"] {
        assert!(left(dir.path(), name).is_file(), "{name}");
    }
}

/// Puts the register that the check left beside the inputs, with something else under 锁定 for a school.
fn register_locked(dir: &Path, school: &str, word: &str) {
    let mut table = rows(&left(dir, "报送登记.xlsx"), "报送登记");
    for row in table.iter_mut().skip(3).filter(|row| row[0].contains(school)) {
        row[7] = word.to_string();
    }
    save(&dir.join("报送登记.xlsx"), |sheet| {
        for (row, cells) in (0..).zip(&table) {
            for (column, text) in (0..).zip(cells) {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    });
}

#[test]
fn a_lock_outlasts_the_register_of_the_next_check() {
    let dir = office();
    check(dir.path());
    register_locked(dir.path(), "二小", "是");
    appraisal(dir.path(), "二小", &[("赵四", "91")]);
    for _ in 0..2 {
        assert!(stderr(&check(dir.path())).contains("(E293)"));
        fs::copy(left(dir.path(), "报送登记.xlsx"), dir.path().join("报送登记.xlsx")).expect("copied");
    }
    fs::remove_file(dir.path().join("考核/二小考核表.xlsx")).expect("removed");
    for _ in 0..2 {
        assert!(stderr(&check(dir.path())).contains("(E294)"));
        fs::copy(left(dir.path(), "报送登记.xlsx"), dir.path().join("报送登记.xlsx")).expect("copied");
    }
    register_locked(dir.path(), "一小", "√");
    assert!(stderr(&check(dir.path())).contains("“锁定”只能填“是”或“否”，不能填“√” (E297)"));
}

#[test]
fn what_was_filled_in_is_kept_beside_the_next_check() {
    let dir = office();
    check(dir.path());
    fs::write(left(dir.path(), "笔记.txt"), "已电话催报").expect("written");
    check(dir.path());
    let kept = dir.path().join("结果/核对（上次）/笔记.txt");
    assert_eq!(fs::read_to_string(kept).expect("kept"), "已电话催报");
}

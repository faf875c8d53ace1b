//! Blank workbooks: what the program writes to be filled in, it reads without a finding.
mod support;

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use std::fs;
use std::path::Path;
use support::{code, copy_folder, fenpei, stderr, stdout, text};
use tempfile::TempDir;

const SCHEME: &str = r#"
[scheme]
name       = "样例奖励办法"
basis      = "样发〔2018〕1号"
office     = "样例局"
year       = 2018
rounding   = "half-up"
parameters = { file = "参数*.xlsx", sheet = "参数", name = "名称", value = "数值" }
standards  = { file = "参数*.xlsx", sheet = "分档", name = "标准", row = "档次", value = "取值" }

[[band]]
name = "得分系数"

[[parameter]]
name   = "奖金总额"
places = 2
unit   = "元"

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
from      = { file = "花名册.xlsx", sheet = ["在编"] }
relations = [{ name = "学校", to = "学校", by = ["单位"] }]
payee     = { name = "姓名", unit = "学校", unit_name = "校名" }
[[table.input]]
name = "姓名"
type = "text"
[[table.input]]
name = "单位"
type = "text"

[[table.column]]
name    = "总分"
formula = 'SUM(考核们.得分)'
places  = 1

[[table]]
name      = "考核"
key       = ["单位", "姓名"]
from      = { file = "考核/*考核表.xlsx", sheet = ["考核"], every = { table = "学校", column = "校名", by = "单位" }, staff = { table = "教师", unit = "单位" } }
relations = [{ name = "本人", to = "教师", by = ["姓名"], inverse = "考核们" }]
[[table.input]]
name  = "单位"
type  = "text"
label = "填报单位"
[[table.input]]
name = "姓名"
type = "text"
[[table.input]]
name   = "得分"
type   = "number"
places = 1
min    = "0"
max    = "100"
blank  = "zero"
[[table.input]]
name   = "等次"
type   = "choice"
values = ["优秀", "合格"]
blank  = "empty"
shown  = true

[[fund]]
name         = "考核奖"
within_total = true
sources      = [{ name = "财政", amount = '奖金总额' }]

[[account]]
name   = "结余"
kind   = "carried-over"
ground = "没有得分的结转"

[[step]]
name   = "奖金"
share  = "考核奖"
to     = "教师"
weight = 'BAND(总分, 得分系数)'
method = "largest-remainder"
ties   = ["姓名"]
empty  = "结余"
"#;

fn save(path: &Path, sheet: &str, rows: &[&[&str]]) {
    let mut book = Workbook::new();
    let made = book.add_worksheet().set_name(sheet).unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            made.write_string(row, column, *text).unwrap();
        }
    }
    book.save(path).expect("saved");
}

fn office() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join("scheme.toml"), SCHEME).expect("written");
    save(&dir.path().join("学校.xlsx"), "学校", &[&["校名"], &["一小"], &["二小"]]);
    let staff: [&[&str]; 4] = [&["姓名", "单位"], &["王一", "一小"], &["李二", "一小"], &["赵四", "二小"]];
    save(&dir.path().join("花名册.xlsx"), "在编", &staff);
    dir
}

/// Fills in what the meeting decides, as an office would: each table's name in as many rows as it has bands.
fn fill(form: &Path, to: &Path) {
    let mut book: Xlsx<_> = open_workbook(form).expect("opens");
    let mut decided = Workbook::new();
    for (name, figures) in [
        ("参数", vec![["奖金总额", "1000", ""]]),
        ("分档", vec![["得分系数", "[0, 60)", "0"], ["得分系数", "[60, 100]", "1"]]),
    ] {
        let range = book.worksheet_range(name).expect(name);
        let sheet = decided.add_worksheet().set_name(name).expect("named");
        let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let due: Vec<&String> = rows.iter().filter(|row| row[0] == "1").map(|row| &row[1]).collect();
        assert_eq!(due, [figures[0][0]], "{rows:?}");
        let above = rows.iter().take_while(|row| row[0] != "1").map(|row| row.iter().map(String::as_str).collect());
        let filled = figures.iter().map(|figures| std::iter::once("1").chain(figures.iter().copied()).collect());
        for (at, row) in (0..).zip(above.chain(filled).collect::<Vec<Vec<&str>>>()) {
            for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(at, column, text).expect("written");
            }
        }
    }
    decided.save(to).expect("saved");
}

#[test]
fn each_school_has_a_form_with_its_own_people() {
    let dir = office();
    let output = fenpei(&["template", &text(dir.path()), "--lang", "zh"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).starts_with("空表 6 份："), "{}", stdout(&output));
    assert!(dir.path().join("结果/空表/异议登记.xlsx").is_file(), "the register of objections");
    let form = dir.path().join("结果/空表/考核/一小考核表.xlsx");
    let mut book: Xlsx<_> = open_workbook(form).expect("opens");
    let range = book.worksheet_range("考核").expect("the sheet");
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows[0][0], "一小考核");
    assert_eq!(rows[2][..2], ["填报单位：", "一小"]);
    assert_eq!(rows[4], ["序号", "姓名", "得分", "等次"]);
    assert_eq!(rows[5][0], "示例");
    assert_eq!(rows[6][..2], ["1", "王一"]);
    assert_eq!(rows[7][..2], ["2", "李二"]);
    assert_eq!(rows.len(), 8);
}

#[test]
fn forms_are_read_without_a_finding() {
    let dir = office();
    fenpei(&["template", &text(dir.path())]);
    copy_folder(&dir.path().join("结果/空表/考核"), &dir.path().join("考核"));
    fill(&dir.path().join("结果/空表/参数.xlsx"), &dir.path().join("参数.xlsx"));
    let output = fenpei(&["check", &text(dir.path()), "--lang", "zh"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    // Nobody has a score yet, so the money goes where the scheme says; nothing is wrong with the forms.
    let told = stderr(&output);
    assert!(
        stdout(&output).contains("0 错误，0 疑点，1 提醒") && told.contains("(W429)") || told.contains("W429"),
        "{told}"
    );
}

//! `fenpei diff` as an office uses it: one thing is changed, and everybody's change is told with its cause.
mod support;

use calamine::Data;
use fenpei::dataset::civil_from_day;
use std::fs;
use std::path::{Path, PathBuf};
use support::filled::{Typed, fill};
use support::lists::{sheets, shown};
use support::office::{APPROVAL, NOTICE, Office, with};
use support::payment::{PAID, settled};
use support::{SAMPLE, code, copy_folder, district, fenpei, stderr, stdout, text};
use tempfile::TempDir;

/// A folder with the small district in it.
fn district() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    district::write(dir.path());
    dir
}

/// The small district with other texts in some cells of its roster.
fn with_cells(typed: &[Typed<'_>]) -> TempDir {
    let dir = district();
    let roster = dir.path().join("名册.xlsx");
    fill(&roster, &[], typed, &roster);
    dir
}

/// The small district with another text in its scheme.
fn with_rule(old: &str, new: &str) -> TempDir {
    let dir = district();
    let path = dir.path().join("scheme.toml");
    let scheme = fs::read_to_string(&path).expect("read");
    assert!(scheme.contains(old), "{old}");
    fs::write(&path, scheme.replace(old, new)).expect("written");
    dir
}

/// What is told of two folders or batches; everything has its cause.
fn told(before: &Path, after: &Path, language: &str) -> String {
    let output = fenpei(&["diff", &text(before), &text(after), "--lang", language]);
    assert_eq!(code(&output), 0, "{}{}", stdout(&output), stderr(&output));
    stdout(&output)
}

fn snapshot(name: &str, before: &Path, after: &Path) {
    insta::assert_snapshot!(format!("{name}_zh"), told(before, after, "zh"));
}

/// The sheets of the workbook, as texts.
fn workbook(before: &Path, after: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let dir = TempDir::new().expect("a folder");
    let out = dir.path().join("差异.xlsx");
    let output = fenpei(&["diff", &text(before), &text(after), "--out", &text(&out)]);
    assert_eq!(code(&output), 0, "{}{}", stdout(&output), stderr(&output));
    let rows = |rows: Vec<Vec<_>>| rows.iter().map(|row| row.iter().map(shown).collect()).collect();
    sheets(fs::read(&out).expect("read")).into_iter().map(|(name, cells)| (name, rows(cells))).collect()
}

fn sheet<'w>(workbook: &'w [(String, Vec<Vec<String>>)], name: &str) -> &'w [Vec<String>] {
    &workbook.iter().find(|(own, _)| own == name).unwrap_or_else(|| panic!("{name}")).1
}

#[test]
fn one_changed_cell_is_the_persons_own_cause_and_reaches_the_others_through_the_fund() {
    let (before, after) = (district(), with_cells(&[("教师", "D3", "95")]));
    snapshot("input", before.path(), after.path());
    insta::assert_snapshot!("input_en", told(before.path(), after.path(), "en"));
    let workbook = workbook(before.path(), after.path());
    let people = sheet(&workbook, "按人");
    let own = people.iter().find(|row| row[1] == "L002").expect("there");
    assert_eq!(own[3..], ["", "", "", "1. 录入 教师[L002 孙丽].考核分（名册.xlsx › 教师 › D3）：90 → 95", ""]);
    let other = people.iter().find(|row| row[1] == "L004").expect("there");
    assert_eq!(other[6..], ["", "原因 1"], "what is not one's own is told apart");
    assert_eq!(sheet(&workbook, "原因")[4][7..], ["1", "5"], "people whom it reaches directly, and by the fund");
}

#[test]
fn nothing_changed_has_no_cause() {
    let (before, after) = (district(), district());
    assert_eq!(told(before.path(), after.path(), "zh"), "没有任何人的金额变动\n");
    // A cell that no amount rests on is told, and changes nobody.
    let renamed = with_cells(&[("发放账户", "C2", "平安农商行")]);
    let words = told(before.path(), renamed.path(), "zh");
    assert!(words.contains("发放账户") && words.starts_with("没有任何人的金额变动"), "{words}");
}

#[test]
fn a_rule_a_funds_total_and_the_order_of_the_last_fen_are_told_by_what_the_scheme_says() {
    let before = district();
    let rule = with_rule("weight  = '考核分'", "weight  = '考核分 + 中考分'");
    snapshot("rule", before.path(), rule.path());
    let total = with_rule("amount = '3000.00'", "amount = '3500.00'");
    snapshot("total", before.path(), total.path());
}

#[test]
fn only_the_place_of_the_last_fen_is_told_as_such() {
    // 100.01 over 6 people with equal points: the fen goes to another where the order is another.
    let even: Vec<(String, &str)> = (2..=7).map(|row| (format!("D{row}"), "10")).collect();
    let typed: Vec<Typed<'_>> = even.iter().map(|(cell, points)| ("教师", cell.as_str(), *points)).collect();
    let (before, after) = (with_cells(&typed), with_cells(&typed));
    let path = after.path().join("scheme.toml");
    let scheme = fs::read_to_string(&path).expect("read");
    fs::write(&path, scheme.replace("ties    = [\"工号\"]", "ties    = [\"姓名\"]")).expect("written");
    let words = told(before.path(), after.path(), "zh");
    assert!(words.contains("只是尾差一分的归属变动"), "{words}");
    snapshot("last_fen", before.path(), after.path());
}

#[test]
fn a_row_that_came_and_one_that_went_are_causes() {
    let before = district();
    let added = with_cells(&[
        ("教师", "A8", "L007"),
        ("教师", "B8", "郑凯"),
        ("教师", "C8", district::SCHOOLS[1]),
        ("教师", "D8", "80"),
        ("教师", "E8", "0"),
    ]);
    snapshot("row_came", before.path(), added.path());
    snapshot("row_went", added.path(), before.path());
    let moved = with_cells(&[("教师", "C3", district::SCHOOLS[1])]);
    assert!(told(before.path(), moved.path(), "zh").starts_with("没有任何人的金额变动"), "a school is no weight here");
}

#[test]
fn other_tables_cannot_be_compared_and_it_is_said_which() {
    let before = district();
    let renamed = with_rule("name      = \"教师\"", "name      = \"职工\"");
    let path = renamed.path().join("scheme.toml");
    let scheme = fs::read_to_string(&path).expect("read");
    let scheme =
        scheme.replace("to      = \"教师\"", "to      = \"职工\"").replace("table   = \"教师\"", "table   = \"职工\"");
    fs::write(&path, scheme).expect("written");
    let output = fenpei(&["diff", &text(before.path()), &text(renamed.path())]);
    assert_eq!(code(&output), 1, "{}", stdout(&output));
    assert!(
        stderr(&output).contains("没有可以对照的人：原批次发给 教师（工号），新批次发给 职工（工号）"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_correction_is_told_with_its_ground() {
    let (before, after) = (district(), district());
    let output = fenpei(&["correct", &text(after.path()), "--set", "教师[L002].考核分=95"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let form = after.path().join("更正单.xlsx");
    fill(&form, &[], &GROUND, &form);
    snapshot("correction", before.path(), after.path());
}

/// Ground of a correction in the first line of 更正单.
const GROUND: [Typed<'static>; 4] = [
    ("更正", "G4", "漏记优秀等次"),
    ("更正", "H4", "考核登记表第2页"),
    ("更正", "I4", "周伟"),
    ("更正", "J4", "2019-01-08"),
];

#[test]
fn a_supplement_is_told_by_the_correction_and_its_decision() {
    let office = Office::new();
    let batch = office.last(&APPROVAL, &[]);
    let paid = settled(&office, &batch, &with(&PAID, ("回盘内容", "仅退票")), &[]);
    let output = fenpei(&["correct", &text(&paid), "--set", "教师[L002].考核分=95"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let name = paid.file_name().expect("a name").to_string_lossy().into_owned();
    let form = office.place.path().join(format!("更正单（{name}）.xlsx"));
    let decided: [Typed<'_>; 3] = [("更正", "J4", "2019-02-18"), ("更正", "K4", "本人"), ("更正", "L4", "下年度")];
    let approved = [("审批文号", "平教局纪〔2019〕9号"), ("审批日期", "2019-02-20")];
    let answers: Vec<(&str, &str)> = approved.into_iter().chain(APPROVAL[3..].iter().copied()).collect();
    fill(&form, &answers, &[&GROUND[..3], &decided[..]].concat(), &form);
    let more = office.made(&["correct", &text(&paid)]);
    snapshot("supplement", &paid, &more);
    snapshot("supplement_undone", &more, &paid);
}

#[test]
fn funds_that_a_batch_does_not_pay_and_who_waits_are_told_from_the_records() {
    let office = Office::new();
    let form = office.form("公示登记表", &office.trial);
    let notice = office.next(&office.trial, &form, &NOTICE, &[("发放资金", "B5", "否")]);
    snapshot("fund_not_paid", &office.trial, &notice);
}

#[test]
fn every_leave_slip_of_the_sample_changed_is_told_with_its_own_cause() {
    let (before, after) = (PathBuf::from(SAMPLE), TempDir::new().expect("a folder"));
    copy_folder(&before, after.path());
    let path = after.path().join("请销假登记表.xlsx");
    let slips = sheets(fs::read(&path).expect("read")).remove("2018年").expect("the slips");
    let days = |row: usize| if let Data::Float(days) = slips[row][7] { Some(days) } else { None };
    let last = (0..slips.len()).rfind(|row| days(*row).is_some()).expect("the sheet's own total");
    let mut edited: Vec<(usize, f64)> = (3..last).filter_map(|row| Some((row, days(row)? + 1.0))).collect();
    edited.push((last, days(last).expect("the total") + edited.len() as f64));
    let mut edited: Vec<(String, String)> =
        edited.into_iter().map(|(row, days)| (format!("H{}", row + 1), days.to_string())).collect();
    // Filling a form types texts: dates are typed as a clerk does.
    for (row, column) in (3..last).flat_map(|row| [(row, 5), (row, 6)]) {
        if let Data::DateTime(day) = &slips[row][column] {
            let (year, month, day) = civil_from_day(day.as_f64() as i32);
            edited.push((format!("{}{}", ["F", "G"][column - 5], row + 1), format!("{year}-{month:02}-{day:02}")));
        }
    }
    let typed: Vec<Typed<'_>> = edited.iter().map(|(cell, days)| ("2018年", cell.as_str(), days.as_str())).collect();
    fill(&path, &[], &typed, &path);
    let words = told(&before, after.path(), "zh");
    assert!(words.contains("原因 900 项"), "{words}");
    let workbook = workbook(&before, after.path());
    let people = sheet(&workbook, "按人");
    // Nobody is without a cause, and who has none of their own has one by way of the unit.
    let lines = people[4..].iter().take_while(|row| row[0] != "合计");
    assert!(lines.clone().count() > 600);
    for row in lines {
        assert!(!row[6].is_empty() || row[7].starts_with("原因 "), "{row:?}");
    }
}

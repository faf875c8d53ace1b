//! Why this amount? What `fenpei explain` says of people, units and funds, at every stage of a batch.
mod support;

use calamine::{Reader, Xlsx, open_workbook};
use std::path::{Path, PathBuf};
use support::district::ACCOUNTS;
use support::filled::fill;
use support::office::{NOTICE, Office, with};
use support::register::last_held;
use support::{code, district, fenpei, sample_batch, stderr, stdout, text};
use tempfile::TempDir;

/// What is told, without the name of the batch, which follows from every byte of its inputs.
fn told(batch: &Path, arguments: &[&str]) -> String {
    let output = fenpei(&[&["explain", &text(batch)], arguments].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let name = batch.file_name().expect("a name").to_string_lossy().into_owned();
    stdout(&output).replace(&name, "BATCH")
}

/// Everything before the arithmetic.
fn head(told: &str) -> String {
    told.split("\n\n").next().unwrap_or_default().to_string()
}

/// A final batch that waits for the end of an objection of L005, and the batch after its payment, in which L003's came
/// back.
fn held_and_failed(office: &Office) -> [PathBuf; 2] {
    let last = last_held(office);
    let asked = fenpei(&["settle", &text(&last)]);
    assert_eq!(code(&asked), 0, "{}", stderr(&asked));
    let name = last.file_name().expect("a name").to_string_lossy().into_owned();
    let form = office.place.path().join(format!("发放登记表（{name}）.xlsx"));
    let answers = [
        ("发放日期", "2019-01-21"),
        ("凭证号", "记-2019-01-018"),
        ("回单号", "H20190121-7"),
        ("回盘内容", "仅退票"),
        ("经办", "王敏"),
        ("复核", "孙丽"),
    ];
    fill(&form, &answers, &[], &form);
    let back = office.place.path().join("回盘.csv");
    let line = format!("序号,收款账号,金额,失败原因\n1,{},2457.14,户名不符\n", ACCOUNTS[2]);
    std::fs::write(&back, line).expect("written");
    let paid = office.made(&["settle", &text(&last), &text(&back)]);
    [last, paid]
}

#[test]
fn what_became_of_an_amount_is_said_of_who_is_held_ordered_paid_and_failed() {
    let office = Office::new();
    let [last, paid] = held_and_failed(&office);
    let mut all = String::new();
    for (batch, who) in [(&last, "L001"), (&last, "L005"), (&paid, "L001"), (&paid, "L003"), (&paid, "L005")] {
        for language in ["zh", "en"] {
            all.push_str(&format!("{}\n\n", head(&told(batch, &[who, "--lang", language]))));
        }
    }
    insta::assert_snapshot!("payments", all);
}

#[test]
fn a_batch_of_some_funds_explains_its_own_amount_with_the_years_beside_it() {
    let office = Office::new();
    let form = office.form("公示登记表", &office.trial);
    let answers = with(&NOTICE, ("发放期间", "2017—2018学年"));
    let notice = office.next(&office.trial, &form, &answers, &[("发放资金", "B4", "否")]);
    let mut all = String::new();
    for who in ["L001", "L004", "临河区第一初级中学", "年终奖励", "中考奖励"] {
        all.push_str(&format!("{}\n\n", head(&told(&notice, &[who, "--lang", "zh"]))));
    }
    all.push_str(&head(&told(&notice, &["L001", "--lang", "en"])));
    insta::assert_snapshot!("some_funds", all);
}

/// The small district a year before: less money, no exam prize, L001 under another number, L004 not yet there.
fn year_before() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    district::write(dir.path());
    let path = dir.path().join("scheme.toml");
    let scheme = std::fs::read_to_string(&path).expect("there");
    let scheme = scheme.replace("2018", "2017").replace("'10000.00'", "'9000.00'");
    let exam = scheme.find("[[fund]]\nname    = \"中考奖励\"").expect("a fund");
    let step = scheme.find("[[step]]\nname    = \"中考到人\"").expect("a step");
    let year_end = scheme.find("[[step]]").expect("a step");
    std::fs::write(&path, format!("{}{}", &scheme[..exam], &scheme[year_end..step])).expect("written");
    let roster = dir.path().join("名册.xlsx");
    fill(
        &roster,
        &[],
        &[("教师", "A2", "K001"), ("发放账户", "A2", "K001"), ("教师", "B5", "郑宏"), ("教师", "D4", "60")],
        &roster,
    );
    dir
}

#[test]
fn two_people_and_two_years_are_put_beside_one_another() {
    let office = Office::new();
    let before = year_before();
    let last = text(before.path());
    let mut all = String::new();
    for who in ["L001", "L003", "L004", "临河区第一小学", "中考奖励"] {
        all.push_str(&format!("{}\n\n", told(&office.trial, &[who, "--last-year", &last, "--lang", "zh"])));
    }
    all.push_str(&told(&office.trial, &["L003", "--last-year", &last, "--lang", "en"]));
    let place = all.find("2017-").map(|at| all[at..at + 17].to_string()).expect("the batch of the year before");
    insta::assert_snapshot!("two_years", all.replace(&place, "BEFORE"));
    let zh = told(&office.trial, &["L001", "--versus", "L002", "--lang", "zh"]);
    let en = told(&office.trial, &["L001", "--versus", "L002", "--lang", "en"]);
    assert!(!zh.contains("孙丽") && !zh.contains("L002") && !zh.contains("D3"), "{zh}");
    insta::assert_snapshot!("two_people", format!("{zh}\n\n{en}"));
}

/// A batch's explanation as a file.
fn written(batch: &Path, office: &Office, arguments: &[&str], name: &str) -> (PathBuf, String) {
    let path = office.place.path().join(name);
    let output = fenpei(&[&["explain", &text(batch)], arguments, &[&text(&path)]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    (path, batch.file_name().expect("a name").to_string_lossy().into_owned())
}

/// Every filled cell of a workbook, a line a row, sheet by sheet.
fn cells(path: &Path) -> String {
    let mut book: Xlsx<_> = open_workbook(path).expect("opens");
    let mut lines = Vec::new();
    for name in book.sheet_names() {
        lines.push(format!("## {name}"));
        for row in book.worksheet_range(&name).expect("a sheet").rows() {
            let filled: Vec<String> = row.iter().map(ToString::to_string).filter(|cell| !cell.is_empty()).collect();
            lines.push(filled.join(" | "));
        }
    }
    lines.join("\n")
}

/// Without what follows from every byte of the inputs: the batch's name, hashes.
fn without_hashes(told: &str, batch: &str) -> String {
    let told = told.replace(batch, "BATCH");
    let mut out = String::new();
    for word in told.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let hex = word.bytes().take_while(u8::is_ascii_hexdigit).count();
        let hash = matches!(hex, 12 | 64) && word.len() <= hex + 4;
        out.push_str(&if hash { format!("HASH{}", &word[hex..]) } else { word.to_string() });
    }
    out
}

#[test]
fn one_explanation_is_the_same_as_json_as_a_page_and_as_a_workbook() {
    let office = Office::new();
    let [last, _] = held_and_failed(&office);
    let json = told(&last, &["L005", "--format", "json"]);
    insta::assert_snapshot!("held_json", without_hashes(&json, "BATCH"));
    insta::assert_snapshot!("held_html", told(&last, &["L005", "--format", "html"]));
    let (book, name) = written(&last, &office, &["L005", "--format", "xlsx", "--out"], "说明.xlsx");
    insta::assert_snapshot!("held_xlsx", without_hashes(&cells(&book), &name));
    let refused = fenpei(&["explain", &text(&last), "L005", "--format", "xlsx", "--lang", "zh"]);
    assert_eq!(code(&refused), 2, "{}", stderr(&refused));
}

#[test]
fn a_packet_for_a_hearing_holds_the_rows_as_received_and_no_colleagues_name() {
    let office = Office::new();
    let [_, paid] = held_and_failed(&office);
    let (page, name) = written(&paid, &office, &["L005", "--packet"], "听证.html");
    let page = std::fs::read_to_string(page).expect("there");
    assert!(!page.contains("周伟</td>") && !page.contains("L004") && !page.contains(ACCOUNTS[4]), "{page}");
    insta::assert_snapshot!("packet_html", without_hashes(&page, &name));
    let (book, _) = written(&paid, &office, &["L003", "--packet"], "听证.xlsx");
    insta::assert_snapshot!("packet_xlsx", without_hashes(&cells(&book), &name));
    let again = fenpei(&["explain", &text(&paid), "L003", "--packet", &text(&book), "--lang", "zh"]);
    assert_eq!(code(&again), 3, "a file that is there is kept: {}", stderr(&again));
}

#[test]
fn who_is_meant_is_known_by_a_masked_number_and_namesakes_are_listed() {
    let batch = &sample_batch().folder;
    let several = fenpei(&["explain", &text(batch), "李静", "--lang", "zh"]);
    assert_eq!(code(&several), 1);
    insta::assert_snapshot!("namesakes", stderr(&several));
    let mut roster: Xlsx<_> = open_workbook("samples/pingan/附件1：2018年教职工花名册.xlsx").expect("opens");
    let range = roster.worksheet_range("在编在岗").expect("a sheet");
    let line = range.rows().find(|row| row.iter().any(|cell| *cell == "T0132")).expect("a line");
    let identity = line.iter().map(ToString::to_string).find(|cell| cell.len() == 18).expect("an identity number");
    for written in [identity.clone(), format!("{}{}", "*".repeat(14), &identity[14..]), identity[14..].to_string()] {
        let found = fenpei(&["explain", &text(batch), &written, "--lang", "zh"]);
        let told = format!("{}{}", stdout(&found), stderr(&found));
        assert!(told.contains("T0132"), "{written}: {told}");
    }
}

#[test]
fn a_corrected_cell_is_marked_with_what_stood_there_and_who_approved_it() {
    let dir = TempDir::new().expect("a folder");
    district::write(dir.path());
    let begun = fenpei(&["correct", &text(dir.path()), "--set", "教师[L002].考核分=95"]);
    assert_eq!(code(&begun), 0, "{}", stderr(&begun));
    let form = dir.path().join("更正单.xlsx");
    let ground = [("G4", "漏记优秀等次"), ("H4", "考核登记表第2页"), ("I4", "周伟"), ("J4", "2019-01-08")];
    let typed = ground.map(|(cell, words)| ("更正", cell, words));
    fill(&form, &[], &typed, &form);
    let zh = told(dir.path(), &["L002", "--lang", "zh"]);
    let en = told(dir.path(), &["L002", "--lang", "en"]);
    let batch = zh.split('　').nth(1).expect("a batch").to_string();
    insta::assert_snapshot!("corrected", format!("{zh}\n\n{en}").replace(&batch, "BATCH"));
    let page = dir.path().join("听证.html");
    let output = fenpei(&["explain", &text(dir.path()), "L002", "--packet", &text(&page)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = std::fs::read_to_string(page).expect("there");
    let line = "<td class=\"s\">90</td><td class=\"s\">95</td><td class=\"s\">漏记优秀等次</td>";
    assert!(page.contains(line) && page.contains("2019年1月8日"), "{page}");
}

#[test]
fn people_of_the_sample_are_explained_whole() {
    let batch = &sample_batch().folder;
    for (who, name) in [("T0132", "ordinary"), ("T1053", "vetoed"), ("T0878", "two_roles"), ("T0484", "small_school")] {
        insta::assert_snapshot!(format!("{name}_zh"), told(batch, &[who, "--lang", "zh"]));
    }
    insta::assert_snapshot!("vetoed_en", told(batch, &["T1053", "--lang", "en"]));
}

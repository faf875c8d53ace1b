//! The numbered menu, used as somebody does who knows no command.
mod support;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use support::filled::fill;
use support::office::{APPROVAL, NOTICE};
use support::{code, district, fenpei, files, stderr, stdout, text};
use tempfile::TempDir;

/// A folder with scheme and roster.
fn folder() -> TempDir {
    let place = TempDir::new().expect("a folder");
    district::write(place.path());
    place
}

/// Types lines into a program, which then finds nobody there.
fn typed(arguments: &[&str], lines: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_fenpei"))
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("LANG", "zh_CN.UTF-8")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let all: String = lines.iter().map(|line| format!("{line}\n")).collect();
    // A program that has ended already reads nothing.
    let _ = program.stdin.take().expect("piped").write_all(all.as_bytes());
    program.wait_with_output().expect("the program ends")
}

fn menu(dir: &Path, lines: &[&str]) -> String {
    let output = typed(&["menu", &text(dir)], lines);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    stdout(&output)
}

/// Numbers of the items that are listed last.
fn listed(shown: &str) -> Vec<usize> {
    let last = &shown[shown.rfind("分配方案：").expect("a menu")..];
    last.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect()
}

fn batches(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir.join("结果")).expect("readable").flatten().map(|entry| entry.path());
    entries.filter(|path| path.join("manifest.json").is_file()).collect()
}

/// The batch at a stage.
fn at(dir: &Path, stage: &str) -> PathBuf {
    let is = |batch: &PathBuf| support::office::manifest(batch)["stage"] == stage;
    let found: Vec<PathBuf> = batches(dir).into_iter().filter(is).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().expect("one")
}

fn name(batch: &Path) -> String {
    batch.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn a_trial_by_number_is_the_trial_of_the_command_that_is_printed() {
    let office = folder();
    let shown = menu(office.path(), &["2", "0"]);
    assert_eq!(listed(&shown[..shown.find("请选择编号").expect("a menu")]), [1, 2, 8, 9, 11, 14, 0]);
    assert!(shown.contains(&format!("> fenpei run {}\n", text(office.path()))), "{shown}");
    assert_eq!(listed(&shown), [1, 2, 3, 8, 9, 11, 12, 13, 14, 0]);
    let elsewhere = TempDir::new().expect("a folder");
    let run = fenpei(&["run", &text(office.path()), "--out", &text(elsewhere.path())]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    let trial = at(office.path(), "试算稿");
    assert!(files(&trial) == files(&elsewhere.path().join(name(&trial))));
}

#[test]
fn the_menu_takes_a_year_from_trial_to_archive() {
    let office = folder();
    let dir = office.path();
    menu(dir, &["２"]);
    let trial = at(dir, "试算稿");
    let shown = menu(dir, &["3"]);
    assert!(shown.contains(&format!("> fenpei advance {}\n", text(&trial))), "{shown}");
    let form = |kind: &str, batch: &Path| dir.join(format!("结果/{kind}（{}）.xlsx", name(batch)));
    let notice_form = form("公示登记表", &trial);
    fill(&notice_form, &NOTICE, &[], &notice_form);
    let shown = menu(dir, &["3", "4"]);
    let notice = at(dir, "公示稿");
    assert!(shown.contains(&format!("> fenpei advance {}\n", text(&notice))), "{shown}");
    let approval_form = form("定稿登记表", &notice);
    fill(&approval_form, &APPROVAL, &[], &approval_form);
    let shown = menu(dir, &["4", "5", "16", "15", "15"]);
    let last = at(dir, "定稿");
    assert_eq!(listed(&shown), [1, 2, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0]);
    assert!(form("发放登记表", &last).exists());
    assert!(dir.join("结果/个人年度发放汇总.xlsx").exists());
    assert!(shown.contains("3 个批次") && shown.contains("已经存在"), "{shown}");
    let paid = [("发放日期", "2019-01-21"), ("凭证号", "记-1"), ("回单号", "H-1"), ("回盘内容", "仅退票")];
    let paid: Vec<(&str, &str)> = paid.into_iter().chain([("经办", "王敏"), ("复核", "孙丽")]).collect();
    let payment_form = form("发放登记表", &last);
    fill(&payment_form, &paid, &[], &payment_form);
    let returned = dir.join("结果/回 盘.csv");
    std::fs::write(&returned, format!("账号,金额,状态\n{},2457.14,失败\n", district::ACCOUNTS[2])).expect("written");
    let dragged = format!("\"{}\"", text(&returned));
    let shown = menu(dir, &["5", &dragged, ""]);
    assert!(shown.contains(&format!("'{}'", text(&returned))), "{shown}");
    assert!(shown.contains("本次付成 5 笔"), "{shown}");
    let paid = at(dir, "已发放");
    let more = menu(dir, &["7", "教师[L002].考核分=95", ""]);
    let command = format!("> fenpei correct {} --set '教师[L002].考核分=95'\n", text(&paid));
    assert!(more.contains(&command) && form("更正单", &paid).exists(), "{more}");
    assert_eq!(listed(&shown), [1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0]);
}

#[test]
fn a_question_by_number_is_answered_as_by_the_command() {
    let office = folder();
    let dir = office.path();
    let shown = menu(dir, &["2", "8", "王敏", "9", "教师[L001].考核分=90", "", "12", "0"]);
    let trial = text(&at(dir, "试算稿"));
    for arguments in [
        vec!["explain", &trial, "王敏"],
        vec!["whatif", &trial, "--set", "教师[L001].考核分=90"],
        vec!["verify", &trial],
    ] {
        let direct = stdout(&fenpei(&arguments));
        assert!(shown.contains(direct.trim_end()), "{shown}\n\n{direct}");
    }
    assert!(shown.contains(&format!("> fenpei whatif {trial} --set '教师[L001].考核分=90'\n")), "{shown}");
    let nobody = menu(dir, &["8", "张三"]);
    assert!(nobody.contains("没有完成，或有不符，见上"), "{nobody}");
    assert!(menu(dir, &["8", ""]).contains("没有填写，回到菜单"));
}

#[test]
fn the_newest_of_several_batches_is_the_usual_one() {
    let office = folder();
    let dir = office.path();
    menu(dir, &["2"]);
    let first = text(&at(dir, "试算稿"));
    let roster = dir.join("名册.xlsx");
    fill(&roster, &[], &[("教师", "D2", "99")], &roster);
    menu(dir, &["2"]);
    let second = batches(dir).into_iter().map(|batch| text(&batch)).find(|batch| *batch != first).expect("another");
    let shown = menu(dir, &["12", "", "12", "9", "2", "10", "", ""]);
    assert!(shown.contains(&format!("> fenpei verify {second}\n")), "{shown}");
    assert!(shown.contains("请写 1 至 2 的编号"), "{shown}");
    assert!(shown.contains(&format!("> fenpei verify {first}\n")), "{shown}");
    assert!(shown.contains(&format!("> fenpei diff {first} {second}\n")), "{shown}");
}

#[test]
fn what_cannot_be_done_yet_says_what_is_missing() {
    let office = folder();
    let shown = menu(office.path(), &["5", "99", "检查", ""]);
    assert!(shown.contains("现在还不能办“发放回盘”：要先有定稿"), "{shown}");
    assert!(shown.contains("没有这一项") && shown.contains("请写编号，0 退出"), "{shown}");
    let english = typed(&["menu", &text(office.path()), "--lang", "en"], &["5", "1", "0"]);
    assert!(stdout(&english).contains("“settle” cannot be done yet: it needs a batch at 定稿"), "{}", stdout(&english));
    assert!(stdout(&english).contains("checked, no payout written"), "{}", stdout(&english));
}

#[test]
fn a_folder_with_nothing_in_it_says_where_to_begin() {
    let empty = TempDir::new().expect("a folder");
    let output = typed(&["menu", &text(empty.path())], &[""]);
    assert_eq!(code(&output), 2);
    assert!(stdout(&output).contains("templates") && stdout(&output).contains("按回车键结束"), "{}", stdout(&output));
}

#[test]
fn alone_and_not_on_a_terminal_it_prints_the_help() {
    for (arguments, words) in [(vec![], "用法：fenpei"), (vec!["--lang", "en"], "Usage: fenpei")] {
        let output = typed(&arguments, &["0"]);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains(words) && stdout(&output).is_empty(), "{}", stderr(&output));
    }
}

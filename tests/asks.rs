//! Asked on the telephone: why, what if, is it so. The commands of a computed year, on the sample.
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use support::{code, copy_folder, district, fenpei, stderr, stdout, text};
use tempfile::TempDir;

fn batch(out: &Path) -> PathBuf {
    let output = fenpei(&["run", "samples/pingan", "--out", &text(out), "--lang", "zh"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let mut batches = fs::read_dir(out).expect("a folder").flatten().map(|entry| entry.path());
    batches.find(|path| path.join("manifest.json").is_file()).expect("a batch")
}

#[test]
fn an_amount_is_explained_to_its_cells_and_somebody_unknown_is_not() {
    let out = TempDir::new().expect("a folder");
    let batch = text(&batch(out.path()));
    let output = fenpei(&["explain", &batch, "T0132", "--lang", "zh"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = stdout(&output);
    assert!(told.contains("实发 4430.78 元"), "{told}");
    assert!(told.contains("年度考核等次 \"良好\" ← 学校基本情况表.xlsx › 学校 › G9"), "{told}");
    let nobody = fenpei(&["explain", &batch, "查无此人", "--lang", "zh"]);
    assert_eq!(code(&nobody), 1, "{}", stderr(&nobody));
    assert!(stderr(&nobody).contains("查无此人"), "{}", stderr(&nobody));
}

#[test]
fn more_days_of_leave_move_money_to_the_colleagues_of_the_school_alone() {
    let set = ["whatif", "samples/pingan", "--set", "请假[1].天数=15", "--lang", "zh"];
    let output = fenpei(&set);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = stdout(&output);
    assert!(told.contains("T0209  吴婷倩  平安区第二小学  3668.63  3289.64  -378.99"), "{told}");
    let persons = told.lines().filter(|line| line.starts_with('T'));
    assert!(persons.clone().count() > 10 && persons.clone().all(|line| line.contains("平安区第二小学")), "{told}");
    let unknown = fenpei(&["whatif", "samples/pingan", "--set", "请假[1].天=15", "--lang", "zh"]);
    assert_eq!(code(&unknown), 1);
    assert!(stderr(&unknown).contains("天数"), "{}", stderr(&unknown));
}

#[test]
fn other_rules_are_tried_for_the_meeting_that_sets_them() {
    let dir = TempDir::new().expect("a folder");
    district::write(dir.path());
    let rules = dir.path().join("修改稿.md");
    let scheme = district::SCHEME.replace("weight  = '考核分'", "weight  = '考核分 + 10'");
    fs::write(&rules, format!("# 修改稿\n\n```toml{scheme}```\n")).expect("written");
    let output = fenpei(&["whatif", &text(dir.path()), "--rules", &text(&rules), "--lang", "zh"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    // 100 of 500 points of 10,000.00 were 2,000.00; 110 of 560 are 1,964.29, and 45 of 560 instead of 35 of 500 803.57.
    for line in [
        "L004  周伟  临河区第一小学      2000.00  1964.29   -35.71",
        "L006  吴芳  临河区第一小学       700.00   803.57  +103.57",
    ] {
        assert!(stdout(&output).contains(line), "{line}\n{}", stdout(&output));
    }
}

#[test]
fn a_batch_is_verified_and_what_was_changed_in_it_is_named() {
    let out = TempDir::new().expect("a folder");
    let sealed = batch(out.path());
    let sound = fenpei(&["verify", &text(&sealed), "--lang", "zh"]);
    assert_eq!(code(&sound), 0, "{}", stdout(&sound));
    let changed = out.path().join("改过").join(sealed.file_name().expect("a name"));
    copy_folder(&sealed, &changed);
    let (first, second) = ("发放明细/教职工/平安区第一小学.xlsx", "发放明细/教职工/平安区第二小学.xlsx");
    fs::copy(sealed.join(second), changed.join(first)).expect("copied");
    let output = fenpei(&["verify", &text(&changed), "--lang", "zh"]);
    assert_eq!(code(&output), 1);
    let told = stdout(&output);
    assert!(told.contains(&format!("{first} 与校验码不符")), "{told}");
    assert!(told.contains(&format!("{first} › 发放明细 › A1：")), "{told}");
}

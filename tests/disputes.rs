//! Five disputes, each from the call to what the bank is told: why, what if, correct, pay.
mod support;

use std::path::{Path, PathBuf};
use support::district;
use support::filled::{Typed, fill};
use support::office::{APPROVAL, Office, name, with};
use support::payment::{PAID, bank_file, settled, sheet};
use support::register::{and, last_held, objection, typed};
use support::{code, fenpei, stderr, stdout, text};
use tempfile::TempDir;

/// What a command says that is expected to end well.
fn said(arguments: &[&str]) -> String {
    let output = fenpei(arguments);
    assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

fn holds(told: &str, expected: &[&str]) {
    for text in expected {
        assert!(told.contains(text), "{text}\n{told}");
    }
}

/// A batch of the small district that was paid in full.
fn paid(office: &Office) -> PathBuf {
    let last = office.last(&APPROVAL, &[]);
    settled(office, &last, &with(&PAID, ("回盘内容", "仅退票")), &[])
}

/// The supplement of a correction of one cell of a paid batch.
fn supplement(office: &Office, batch: &Path, set: &str, ground: [&str; 4], more: &[Typed<'_>]) -> PathBuf {
    said(&["correct", &text(batch), "--set", set]);
    let form = office.place.path().join(format!("更正单（{}）.xlsx", name(batch)));
    let [reason, evidence, aftermath, bearer] = ground;
    let line =
        [("G4", reason), ("H4", evidence), ("I4", "周伟"), ("J4", "2019-02-18"), ("K4", aftermath), ("L4", bearer)];
    let line = line.map(|(cell, text)| ("更正", cell, text));
    fill(&form, &with(&APPROVAL, ("审批日期", "2019-02-20")), &[&line, more].concat(), &form);
    office.made(&["correct", &text(batch)])
}

/// 孙丽 calls while the notice hangs: 95 points, not 90. The school's file stays, 更正单 goes on top of it, and the year is
/// run and posted again.
#[test]
fn points_that_are_wrong_while_the_notice_hangs_are_corrected_before_anybody_is_paid() {
    let folder = TempDir::new().expect("a folder");
    district::write(folder.path());
    let (dir, office) = (text(folder.path()), Office::from(folder.path()));
    let notice = office.posted(&office.trial);
    let why = said(&["explain", &text(&notice), "孙丽"]);
    holds(&why, &["实发 2657.14 元", "考核分 90 ← 名册.xlsx › 教师 › D3"]);
    let effect = said(&["whatif", &dir, "--set", "教师[L002].考核分=95"]);
    holds(&effect, &["L002  孙丽  临河区第一初级中学  2657.14  2738.33  +81.19", "5 人减少，共从他们移走 -81.19"]);

    said(&["correct", &dir, "--set", "教师[L002].考核分=95"]);
    let form = folder.path().join("更正单.xlsx");
    let ground = [("G4", "漏记优秀等次"), ("H4", "考核登记表第2页"), ("I4", "周伟"), ("J4", "2019-01-10")];
    fill(&form, &[], &ground.map(|(cell, text)| ("更正", cell, text)), &form);
    let corrected = office.made(&["run", &dir, "--out", &text(office.place.path())]);
    let again = office.posted(&corrected);
    let form = office.form("定稿登记表", &again);
    let last = office.next(&again, &form, &APPROVAL, &[]);
    holds(&bank_file(&last), &["孙丽|620000000202|2738.33"]);
}

/// 孙丽 calls after the payment. Nobody else shall be touched: the next year bears what she is owed.
#[test]
fn one_person_is_owed_more_after_the_payment_and_nobody_else_is_touched() {
    let office = Office::new();
    let batch = paid(&office);
    let owed =
        supplement(&office, &batch, "教师[L002].考核分=95", ["漏记优秀等次", "考核登记表第2页", "本人", "下年度"], &[]);
    assert_eq!(bank_file(&owed), "1|孙丽|620000000202|81.19|2018年度奖励\r\n");
    let why = said(&["explain", &text(&owed), "孙丽"]);
    holds(&why, &["已付 2657.14 元", "发放后更正 81.19 元", "差额由下年度承担"]);
    assert!(!said(&["explain", &text(&owed), "王敏"]).contains("更正"), "王敏 keeps what was paid");
}

/// The secondary school swapped two teachers' exam points. The school is paid anew: one is owed, the other pays back.
#[test]
fn a_school_that_swapped_two_people_is_paid_anew_and_nothing_is_netted() {
    let office = Office::new();
    let batch = paid(&office);
    let differs = said(&["explain", &text(&batch), "王敏", "--versus", "孙丽"]);
    holds(&differs, &["中考分"]);
    assert!(!differs.contains("孙丽"), "a colleague is not named at a hearing: {differs}");
    // 3,000.00 by 2 : 3 : 2 instead of 3 : 2 : 2.
    let second = [
        ("更正", "B5", "教师"),
        ("更正", "C5", "L002"),
        ("更正", "D5", "中考分"),
        ("更正", "E5", "2"),
        ("更正", "F5", "3"),
        ("更正", "G5", "成绩互换"),
        ("更正", "H5", "成绩册"),
        ("更正", "I5", "周伟"),
        ("更正", "J5", "2019-02-18"),
        ("更正", "K5", "本校"),
        ("更正", "L5", "下年度"),
    ];
    let anew = supplement(&office, &batch, "教师[L001].中考分=2", ["成绩互换", "成绩册", "本校", "下年度"], &second);
    assert_eq!(bank_file(&anew), "1|孙丽|620000000202|428.57|2018年度奖励\r\n");
    let claimed = sheet(&anew.join("补发追回表.xlsx"), "追回明细");
    assert_eq!(claimed[4][3..8], ["L001 王敏", "3285.71", "2857.14", "428.57", "428.57"]);
    let left = sheet(&anew.join("补发追回表.xlsx"), "与全区重算比较");
    assert!(left[2][0].contains("分文不差"), "both corrections together touch no other school: {left:?}");
}

/// An audit finds that 吴芳 had 95 points, not 35: the whole district is reckoned anew, and who was paid too much pays back in
/// instalments.
#[test]
fn an_audit_has_the_whole_district_reckoned_anew_and_claims_are_met_in_instalments() {
    let office = Office::new();
    let batch = paid(&office);
    let parts = [
        ("追回安排", "B4", "教师"),
        ("追回安排", "C4", "L004"),
        ("追回安排", "D4", "2"),
        ("追回安排", "E4", "2019年4月"),
    ];
    let anew = supplement(&office, &batch, "教师[L006].考核分=95", ["录入错误", "审计报告第6条", "全区", ""], &parts);
    // 95 of 560 points of 10,000.00 are 1,696.43; 700.00 were paid. 100 of 560 are 1,785.71 instead of 2,000.00.
    assert_eq!(bank_file(&anew), "1|吴芳|620000000606|996.43|2018年度奖励\r\n");
    let notices = sheet(&anew.join("追回通知书.xlsx"), "追回通知书");
    let terms: Vec<&String> = notices.iter().map(|row| &row[0]).filter(|text| text.contains("分 2 期退回")).collect();
    assert_eq!(terms.len(), 1);
    holds(terms[0], &["107.15 元、107.14 元"]);
    let later =
        with(&with(&with(&PAID, ("发放日期", "2019-02-22")), ("回盘内容", "仅退票")), ("凭证号", "记-2019-02-9"));
    let done = settled(&office, &anew, &later, &[]);
    let tied = &sheet(&done.join("发放结果.xlsx"), "三方对账")[4];
    assert_eq!(tied[2..4], ["12999.99", "996.43"]);
    let year = said(&["year", &text(office.place.path())]);
    holds(&year, &["996.43"]);
}

/// 陈静 objects, her amount waits; the appeal lets it stand. She is paid what was held, and nothing was corrected.
#[test]
fn an_appeal_that_lets_the_amount_stand_ends_in_a_repeat_and_corrects_nothing() {
    let office = Office::new();
    let last = last_held(&office);
    assert!(!bank_file(&last).contains("陈静"));
    let batch = settled(&office, &last, &with(&PAID, ("回盘内容", "仅退票")), &[]);
    holds(&said(&["explain", &text(&batch), "陈静"]), &["缓发 1900.00 元"]);
    let notice = name(&office.batches().into_iter().find(|batch| stage(batch) == "公示稿").expect("a notice"));
    let ended = [("处理", "维持"), ("处理结论", "核对无误"), ("答复日期", "2019-01-22"), ("答复人", "周伟")];
    typed(&office.register(), &[and(&objection("L005", "陈静", &notice), &ended)]);
    let form = office.form("重发登记表", &batch);
    let now = [("未付明细", "G4", "是"), ("未付明细", "K4", "申诉已结")];
    let repeat = office.next(&batch, &form, &[("审批日期", "2019-01-23"), ("经办", "王敏"), ("复核", "孙丽")], &now);
    assert_eq!(bank_file(&repeat), "1|陈静|620000000505|1900.00|2018年度奖励\r\n");
    assert!(!repeat.join("补发追回表.xlsx").exists(), "a payment that waited is no correction");
}

fn stage(batch: &Path) -> String {
    support::office::manifest(batch)["stage"].as_str().expect("a stage").to_string()
}

//! What people object to, how it is answered, and what that does to the batch that is to be paid.
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use support::district;
use support::filled::fill;
use support::office::{APPROVAL, Office, manifest, name, with};
use support::payment::{PAID, bank_file, settled, sheet};
use support::register::{and, objection, typed};
use support::{code, fenpei, stderr, stdout, text};
use tempfile::TempDir;

/// Periods as a district states them, with a holiday.
const PERIODS: &str = r#"
[objection]
answer     = { days = 5, count = "working", clause = "第十二条" }
ask_review = { days = 30, count = "calendar" }
review     = { days = 30, count = "calendar" }
holidays   = ["2019-01-14"]
"#;

/// An answer that lets the amount stand.
const UPHELD: [(&str, &str); 4] =
    [("处理", "维持"), ("处理结论", "核对无误"), ("答复日期", "2019-01-15"), ("答复人", "孙丽")];
/// One that finds it wrong.
const CORRECTED: [(&str, &str); 4] =
    [("处理", "更正"), ("处理结论", "应为 100 分"), ("答复日期", "2019-01-15"), ("答复人", "孙丽")];

fn one() -> Vec<(&'static str, &'static str)> {
    with(&APPROVAL, ("异议件数", "1"))
}

/// The batch paid, nothing having come back.
fn paid(office: &Office, last: &Path) -> PathBuf {
    settled(office, last, &with(&PAID, ("回盘内容", "仅退票")), &[])
}

/// A supplement after the payment: L003 was appraised with 100 points, and next year bears it.
fn supplement(office: &Office, paid: &Path) -> PathBuf {
    assert_eq!(code(&fenpei(&["correct", &text(paid), "--set", "教师[L003].考核分=100"])), 0);
    let form = office.place.path().join(format!("更正单（{}）.xlsx", name(paid)));
    let ground = [
        ("更正", "G4", "申诉处理决定"),
        ("更正", "H4", "申诉处理决定书第1号"),
        ("更正", "I4", "周伟"),
        ("更正", "J4", "2019-02-18"),
        ("更正", "K4", "本人"),
        ("更正", "L4", "下年度"),
    ];
    let answers = APPROVAL
        .map(|(question, answer)| if question == "审批日期" { (question, "2019-02-20") } else { (question, answer) });
    fill(&form, &answers, &ground, &form);
    office.made(&["correct", &text(paid)])
}

#[test]
fn an_open_objection_holds_the_batch_back_until_its_amount_is_held() {
    let office = Office::new();
    let notice = office.posted(&office.trial);
    let batch = name(&notice);
    let brought = objection("L003", "赵强", &batch);
    typed(&office.register(), std::slice::from_ref(&brought));
    let form = office.form("定稿登记表", &notice);
    let told = office.refused(&notice, &form, &one(), &[]);
    assert!(told.contains("K6 › 处理：第 1 件异议还没有办结，金额不能发放 (E646)"), "{told}");
    assert!(told.contains("第 1 件异议（赵强）没有办结，答复期限 — (W640)"), "{told}");
    assert!(told.contains("方案没有写明异议的答复期限 (W644)"), "{told}");

    typed(&office.register(), &[and(&brought, &[("处理", "缓发"), ("处理结论", "正在复核")])]);
    let told = office.refused(&notice, &form, &APPROVAL, &[]);
    assert!(told.contains("写收到异议 0 件，异议登记中有 1 件 (E616)"), "{told}");
    let last = office.next(&notice, &form, &one(), &[]);
    let kept = fs::read(last.join("记录/2-定稿/异议登记.xlsx")).expect("in the record");
    assert!(kept == fs::read(office.register()).expect("there"), "byte for byte");
    let sent = bank_file(&last);
    assert!(sent.contains("孙丽") && !sent.contains("赵强"), "{sent}");
    let report = sheet(&last.join("公示/公示情况说明.xlsx"), "公示情况说明").concat().join("|");
    assert!(report.contains("收到异议 1 件") && report.contains("其中 1 件仍在复核或申诉，有关金额缓发"), "{report}");
    let explained = stdout(&fenpei(&["explain", &text(&last), "赵强"]));
    assert!(
        explained.contains("异议（第 1 件）：考核分有误，2019-01-09 提出；缓发，没有办结，正在复核"),
        "{explained}"
    );
    let other = stdout(&fenpei(&["explain", &text(&last), "孙丽"]));
    assert!(!other.contains("异议"), "{other}");
    let verified = fenpei(&["verify", &text(&last)]);
    assert_eq!(code(&verified), 0, "{}", stdout(&verified));
}

#[test]
fn a_correction_makes_another_batch_the_final_one() {
    let office = Office::with_rules(PERIODS);
    let notice = office.posted(&office.trial);
    let batch = name(&notice);
    let decided = and(&objection("L003", "赵强", &batch), &CORRECTED);
    let held = and(&objection("L005", "陈静", &batch), &[("处理", "缓发")]);
    let lines = |answering| [and(&decided, &[("答复批次", answering)]), held.clone()];
    typed(&office.register(), &lines(""));
    let form = office.form("定稿登记表", &notice);
    let two = with(&APPROVAL, ("异议件数", "2"));
    let told = office.refused(&notice, &form, &two, &[]);
    assert!(told.contains("O6 › 答复批次：第 1 件异议要更正，还没有写由哪个批次更正，本批次不能定稿 (E617)"), "{told}");
    typed(&office.register(), &lines(&batch));
    assert!(office.refused(&notice, &form, &two, &[]).contains("(E617)"), "a batch does not correct itself");

    // 10,000.00 by 100 : 90 : 100 : 100 : 95 : 35: 赵强 has 1,923.08 and the 857.14 of the exam, 323.08 more.
    let trial = office.trial_with(PERIODS, &[("L003", 100)]);
    let trial_name = name(&trial);
    typed(&office.register(), &lines(&trial_name));
    let told = office.refused(&notice, &form, &two, &[]);
    assert!(told.contains(&format!("没有找到公示过的批次“{trial_name}” (E648)")), "{told}");
    let corrected = office.posted(&trial);
    let new = name(&corrected);
    typed(&office.register(), &lines(&new));
    let told = office.refused(&notice, &form, &two, &[]);
    assert!(told.contains(&format!("由批次 {new} 更正，定稿的应是那个批次，不是这个 (E647)")), "{told}");
    let form = office.form("定稿登记表", &corrected);
    let last = office.next(&corrected, &form, &two, &[]);
    assert_eq!(manifest(&last)["stage"], "定稿");
    let sent = bank_file(&last);
    assert!(sent.contains("赵强|620000000303|2780.22"), "{sent}");
    assert!(!sent.contains("陈静"), "an objection to the batch before is not forgotten: {sent}");
    assert_eq!(code(&fenpei(&["verify", &text(&last)])), 0);

    let differs = fenpei(&["diff", &text(&notice), &text(&last)]);
    assert_eq!(code(&differs), 0, "{}", stderr(&differs));
    let answered = format!(
        "L003 赵强　异议（第 1 件）：考核分有误，2019-01-09 提出，答复期限 2019-01-17；2019-01-15答复：更正，应为 100 分，由批次 {new} 更正"
    );
    assert!(stdout(&differs).contains(&answered), "{}", stdout(&differs));

    let copy = office.place.path().join("副本.xlsx");
    let before = fs::read(office.register()).expect("there");
    let register = text(&office.register());
    let asked = ["objections", &register, "--on", "2019-01-20", "--batch", &text(&notice), "--batch", &text(&last)];
    let output = fenpei(&[&asked[..], &["--out", &text(&copy)]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("异议 2 件，未办结 1 件，超期 1 件"), "{}", stdout(&output));
    assert!(stdout(&output).contains("已超期 3 天"), "{}", stdout(&output));
    assert!(fs::read(office.register()).expect("there") == before, "the office's own register stays as it is");
    let filled = sheet(&copy, "异议登记");
    // Five working days from January 9, the 14th being a holiday, end on the 17th, day 43482 of spreadsheets.
    assert_eq!(
        [&filled[5][8], &filled[5][16], &filled[5][17], &filled[5][18]],
        ["43482", "2457.14", "2780.22", "323.08"]
    );
    assert_eq!([&filled[6][4], &filled[6][16], &filled[6][17]], ["陈静", "1900.00", ""]);
}

#[test]
fn everything_wrong_is_told_at_its_cell() {
    let office = Office::with_rules(PERIODS);
    let notice = office.posted(&office.trial);
    let batch = name(&notice);
    let form = office.form("定稿登记表", &notice);
    let brought = objection("L003", "赵强", &batch);
    let upheld = and(&brought, &UPHELD);
    let later = |step, earlier| {
        vec![
            ("环节", step),
            ("提出日期", "2019-01-18"),
            ("提出人", "赵强"),
            ("处理", "缓发"),
            ("前一环节序号", earlier),
        ]
    };
    let alone = |more: &[(&'static str, &'static str)]| vec![and(&brought, more)];
    let cases = [
        (alone(&[("识别号", "L999"), ("处理", "缓发")]), "D6 › 识别号：“教师”中没有识别号为“L999”的人 (E618)"),
        (alone(&[("识别号", "L002"), ("处理", "缓发")]), "E6 › 姓名：“姓名”写的是“赵强”，应是“孙丽” (E644)"),
        (alone(&[("处理", "维持")]), "L6 › 答复日期：“答复日期”没有填 (E605)"),
        (alone(&[("处理", "维持")]), "M6 › 答复人：“答复人”没有填 (E605)"),
        (alone(&[("答复日期", "2019-01-15")]), "K6 › 处理：“处理”没有填 (E605)"),
        (alone(&[("环节", "投诉")]), "B6 › 环节：“环节”不能写“投诉” (E609)"),
        (alone(&[("提出人", "")]), "H6 › 提出人：“提出人”没有填 (E605)"),
        (alone(&[("前一环节序号", "2")]), "P6 › 前一环节序号：“异议”是第一个环节，不写前一环节序号 (E643)"),
        (alone(&[("原批次", "2018-000000000000"), ("处理", "缓发")]), "N6 › 原批次：没有找到公示过的批次"),
        (
            vec![and(&upheld, &[("答复日期", "2019-01-08")])],
            "L6 › 答复日期：“答复日期”早于提出日期（2019年1月9日） (E645)",
        ),
        (vec![later("复核", "")], "P6 › 前一环节序号：“复核”没有对应的“异议” (E640)"),
        (vec![upheld.clone(), later("申诉", "1")], "P7 › 前一环节序号：“申诉”没有对应的“复核” (E640)"),
        (vec![upheld.clone(), later("复核", "1"), later("复核", "1")], "P8 › 前一环节序号：序号 1 后面有两件 (E642)"),
        (vec![brought.clone(), later("复核", "1")], "L6 › 答复日期：“答复日期”没有填 (E605)"),
        (
            vec![upheld.clone(), and(&later("复核", "1"), &[("姓名", "孙丽")])],
            "E7 › 姓名：“姓名”写的是“孙丽”，应是“赵强” (E644)",
        ),
        (
            vec![upheld.clone(), and(&later("复核", "1"), &[("提出日期", "2019-01-10")])],
            "G7 › 提出日期：“提出日期”早于前一环节的答复日期（2019年1月15日） (E645)",
        ),
        (
            vec![upheld.clone(), and(&later("复核", "1"), &[("处理", "")])],
            "K7 › 处理：第 2 件复核还没有办结，金额不能发放 (E646)",
        ),
    ];
    for (lines, said) in cases {
        typed(&office.register(), &lines);
        let told = office.refused(&notice, &form, &one(), &[]);
        assert!(told.contains(said), "{said}\n{told}");
    }
    typed(&office.register(), &[upheld.clone(), upheld.clone()]);
    fill(&office.register(), &[], &[("异议登记", "A7", "1")], &office.register());
    assert!(office.refused(&notice, &form, &one(), &[]).contains("A7 › 序号：序号 1 用了两次 (E641)"));
    fs::write(office.place.path().join("异议登记.csv"), "序号").expect("written");
    let told = office.refused(&notice, &form, &one(), &[]);
    assert!(told.contains("还有一份异议登记") && told.contains("(E649)"), "{told}");
}

#[test]
fn what_is_late_is_told_with_its_days_and_stops_nothing() {
    let office = Office::with_rules(PERIODS);
    let notice = office.posted(&office.trial);
    let batch = name(&notice);
    let form = office.form("定稿登记表", &notice);
    let days = [("提出日期", "2019-01-15"), ("答复期限", "2019-01-25"), ("答复日期", "2019-01-24")];
    let late = and(&and(&objection("L003", "赵强", &batch), &UPHELD), &days);
    let review = vec![("环节", "复核"), ("提出日期", "2019-03-01"), ("提出人", "赵强"), ("前一环节序号", "1")];
    let decided = [("处理", "维持"), ("处理结论", "核对无误"), ("答复日期", "2019-03-05"), ("答复人", "周伟")];
    typed(&office.register(), &[late, and(&review, &decided)]);
    fill(&form, &with(&one(), ("审批日期", "2019-03-06")), &[], &form);
    let output = fenpei(&["advance", &text(&notice)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for said in [
        "I6 › 答复期限：答复期限写的是 2019年1月25日，按方案应是 2019年1月22日 (W645)",
        "L6 › 答复日期：第 1 件答复期限 2019年1月22日，迟了 2 天 (W641)",
        "G6 › 提出日期：第 1 件异议不在公示期内（2019年1月7日至2019年1月11日）提出 (W642)",
        "G7 › 提出日期：第 2 件应在 2019年2月23日 以前提出，迟了 6 天 (W643)",
    ] {
        assert!(stderr(&output).contains(said), "{said}\n{}", stderr(&output));
    }
}

#[test]
fn an_appeal_after_payment_is_told_at_each_run_and_changes_no_batch() {
    let office = Office::with_rules(PERIODS);
    let notice = office.posted(&office.trial);
    let batch = name(&notice);
    let upheld = and(&objection("L003", "赵强", &batch), &UPHELD);
    let review = vec![("环节", "复核"), ("提出日期", "2019-01-16"), ("提出人", "赵强"), ("前一环节序号", "1")];
    let review =
        and(&review, &[("答复日期", "2019-01-17"), ("处理", "维持"), ("处理结论", "无误"), ("答复人", "周伟")]);
    typed(&office.register(), &[upheld.clone(), review.clone()]);
    let form = office.form("定稿登记表", &notice);
    let last = office.next(&notice, &form, &with(&one(), ("审批日期", "2019-01-18")), &[]);
    let paid = paid(&office, &last);

    let appeal = vec![("环节", "申诉"), ("提出日期", "2019-01-28"), ("提出人", "赵强"), ("前一环节序号", "2")];
    let lines = [upheld, review, and(&appeal, &[("答复期限", "2019-03-29")])];
    typed(&office.register(), &lines);
    let asked = ["objections", &text(&office.register()), "--on", "2019-03-01", "--batch", &text(&paid)];
    let output = fenpei(&asked);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = stdout(&output);
    assert!(told.contains("异议 1 件，未办结 1 件，超期 0 件"), "{told}");
    assert!(told.contains("申诉  赵强  考核分有误  2019-01-28  2019-03-29") && told.contains("还有 28 天"), "{told}");
    assert!(told.contains("2,457.14"), "{told}");

    // The appeal is right: a supplement pays 1,923.08 of 10,000.00 instead of 1,600.00, and the exam's 857.14 as before.
    let more = supplement(&office, &paid);
    let answer = [("处理", "更正"), ("处理结论", "应为 100 分"), ("答复日期", "2019-02-20"), ("答复人", "周伟")];
    let ended = and(&and(&appeal, &answer), &[("答复期限", "2019-03-29")]);
    let new = name(&more);
    let [first, second, _] = &lines;
    typed(&office.register(), &[first.clone(), second.clone(), and(&ended, &[("答复批次", &new)])]);
    let copy = office.place.path().join("副本.xlsx");
    let asked = ["objections", &text(&office.register()), "--on", "2019-03-01", "--batch", &text(&more)];
    let output = fenpei(&[&asked[..], &["--out", &text(&copy)]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("异议 1 件，未办结 0 件，超期 0 件"), "{}", stdout(&output));
    assert_eq!(sheet(&copy, "异议登记")[7][16..19], ["2457.14", "2780.22", "323.08"]);

    typed(&office.register(), &lines);
    let (folder, place) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    district::write_with(folder.path(), PERIODS, &[]);
    let again = |command| fenpei(&[command, &text(folder.path()), "--out", &text(place.path())]);
    assert_eq!(code(&again("run")), 0);
    fs::rename(office.register(), folder.path().join("异议登记.xlsx")).expect("moved");
    for command in ["check", "run"] {
        let output = again(command);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let said = "第 3 件申诉（赵强）没有办结，答复期限 2019年3月29日 (W640)";
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
        assert!(command == "check" || stdout(&output).contains("已经存在"), "no other batch: {}", stdout(&output));
    }
    assert_eq!(code(&fenpei(&["verify", &text(&paid)])), 0);
    let explained = stdout(&fenpei(&["explain", &text(&paid), "赵强"]));
    assert!(explained.contains("复核（第 2 件）：考核分有误") && !explained.contains("申诉"), "{explained}");
}

#[test]
fn a_held_amount_is_paid_once_its_case_has_ended() {
    let office = Office::with_rules(PERIODS);
    let notice = office.posted(&office.trial);
    let batch = name(&notice);
    let brought = objection("L003", "赵强", &batch);
    typed(&office.register(), &[and(&brought, &[("处理", "缓发")])]);
    let form = office.form("定稿登记表", &notice);
    let last = office.next(&notice, &form, &one(), &[]);
    let paid = paid(&office, &last);
    let form = office.form("重发登记表", &paid);
    let answers = [("审批日期", "2019-01-23"), ("经办", "王敏"), ("复核", "孙丽")];
    let now = [("未付明细", "G4", "是"), ("未付明细", "K4", "异议已答复")];
    let told = office.refused(&paid, &form, &answers, &now);
    assert!(told.contains("K6 › 处理：第 1 件异议还没有办结，金额不能发放 (E646)"), "{told}");
    fs::rename(office.register(), office.place.path().join("别处.xlsx")).expect("moved");
    let told = office.refused(&paid, &form, &answers, &now);
    assert!(told.contains("(E646)"), "the register as it was recorded with the approval counts: {told}");
    fs::rename(office.place.path().join("别处.xlsx"), office.register()).expect("moved back");
    typed(&office.register(), &[and(&brought, &UPHELD)]);
    let repeat = office.next(&paid, &form, &answers, &now);
    assert!(repeat.join("记录/4-重发/异议登记.xlsx").is_file());
    let sent = bank_file(&repeat);
    assert_eq!(sent, "1|赵强|620000000303|2457.14|2018年度奖励\r\n");
    assert_eq!(code(&fenpei(&["verify", &text(&repeat)])), 0);
}

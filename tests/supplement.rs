//! After a payment: a correction leads to a supplement that pays and claims differences; what was paid is never rewritten.
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use support::filled::{Typed, fill};
use support::office::{APPROVAL, Office, manifest, with};
use support::payment::{PAID, bank_file, settled, sheet};
use support::{code, fenpei, files, stderr, stdout, text};

/// L002 was appraised with 95 points, not with 90: ground and decision from column G on.
const GROUND: [(&str, &str, &str); 4] = [
    ("更正", "G4", "漏记优秀等次"),
    ("更正", "H4", "考核登记表第2页"),
    ("更正", "I4", "周伟"),
    ("更正", "J4", "2019-02-18"),
];

/// Who approves the corrections, and when.
fn approved(day: &'static str) -> Vec<(&'static str, &'static str)> {
    with(&with(&APPROVAL, ("审批文号", "平教局纪〔2019〕9号")), ("审批日期", day))
}

/// A batch of the small district that was paid in full.
fn paid(office: &Office) -> PathBuf {
    let last = office.last(&APPROVAL, &[]);
    settled(office, &last, &with(&PAID, ("回盘内容", "仅退票")), &[])
}

/// 更正单 of a paid batch, begun.
fn begun(office: &Office, batch: &Path, set: &str) -> PathBuf {
    let output = fenpei(&["correct", &text(batch), "--set", set]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let name = batch.file_name().expect("a name").to_string_lossy().into_owned();
    office.place.path().join(format!("更正单（{name}）.xlsx"))
}

/// The supplement of one correction, decided so.
fn supplement(office: &Office, batch: &Path, set: &str, decided: &[Typed<'_>]) -> PathBuf {
    let form = begun(office, batch, set);
    fill(&form, &approved("2019-02-20"), &[&GROUND, decided].concat(), &form);
    office.made(&["correct", &text(batch)])
}

/// Lines of a sheet of 补发追回表, header and title left out.
fn lines(batch: &Path, name: &str) -> Vec<Vec<String>> {
    sheet(&batch.join("补发追回表.xlsx"), name).split_off(4)
}

#[test]
fn one_person_is_paid_the_difference_and_the_next_year_bears_it() {
    let office = Office::new();
    let batch = paid(&office);
    let before = files(&batch);
    let decided = [("更正", "K4", "本人"), ("更正", "L4", "下年度")];
    let more = supplement(&office, &batch, "教师[L002].考核分=95", &decided);
    assert!(files(&batch) == before, "what was paid is not rewritten");
    assert_eq!(manifest(&more)["stage"], "定稿");
    assert_eq!(manifest(&more)["parent"]["fingerprint"], manifest(&batch)["fingerprint"]);
    // 10,000.00 × 95 ÷ 505 = 1,881.19; 1,800.00 was paid.
    assert_eq!(bank_file(&more), "1|孙丽|620000000202|81.19|2018年度奖励\r\n");
    let line = &lines(&more, "补发明细")[0];
    assert_eq!(line[1..8], ["教师", "临河区第一初级中学", "L002 孙丽", "2657.14", "2738.33", "81.19", "81.19"]);
    let ledger = lines(&more, "资金台账");
    assert!(ledger.iter().any(|line| line[2..] == ["下年度", "0.00", "81.19", "81.19"]), "{ledger:?}");
    assert!(ledger.iter().any(|line| line[2..] == ["发放对象应发", "10000.00", "10081.19", "81.19"]), "{ledger:?}");
    let left = lines(&more, "与全区重算比较");
    // Everybody else keeps what a full recount would take: 19.80 of 2,000.00 for L001, and so on.
    assert_eq!(left.len(), 6, "{left:?}");
    assert_eq!(left[0][3..7], ["L001 王敏", "3285.71", "3265.91", "-19.80"]);
    assert_eq!(left[5][0], "合计");
    assert_eq!(left[5][6], "-81.19", "what they keep is what the next year bears");

    let done = settled(&office, &more, &again("2019-02-22"), &[]);
    let tied = &sheet(&done.join("发放结果.xlsx"), "三方对账")[4];
    assert_eq!(tied[1..], ["6.00", "12999.99", "81.19", "6.00", "0.00", "13081.18", "0.00"]);
    let why = fenpei(&["explain", &text(&done), "L002"]);
    assert_eq!(code(&why), 0, "{}", stderr(&why));
    for said in [
        "实发 2657.14 元",
        "发放后更正 81.19 元（正数补发，负数追回；平教局纪〔2019〕9号，2019年2月20日）：教师[L002 孙丽].考核分 原值“90”更正为“95”",
        "（本人，差额由下年度承担）",
        "已付 81.19 元：2019年2月22日，凭证 记-2019-02-007",
    ] {
        assert!(stdout(&why).contains(said), "{said}\n{}", stdout(&why));
    }
    for batch in [&more, &done] {
        let verified = fenpei(&["verify", &text(batch)]);
        assert_eq!(code(&verified), 0, "{}", stdout(&verified));
    }
}

/// The form of a later payment.
fn again(day: &'static str) -> Vec<(&'static str, &'static str)> {
    [("发放日期", day), ("回盘内容", "仅退票"), ("凭证号", "记-2019-02-007")]
        .iter()
        .fold(PAID.to_vec(), |answers, other| with(&answers, *other))
}

#[test]
fn the_whole_district_again_is_one_run_on_the_corrected_inputs() {
    let office = Office::new();
    let batch = paid(&office);
    let alone =
        supplement(&office, &batch, "教师[L002].考核分=95", &[("更正", "K4", "本校"), ("更正", "L4", "下年度")]);
    // 1,980.20 + 1,881.19 + 1,584.16 of the school's three were 5,400.00.
    let ledger = lines(&alone, "资金台账");
    assert!(ledger.iter().any(|line| line[2..] == ["下年度", "0.00", "45.55", "45.55"]), "{ledger:?}");
    let claimed = lines(&alone, "追回明细");
    assert_eq!(claimed[0][3..8], ["L001 王敏", "3285.71", "3265.91", "19.80", "19.80"]);
    let done = settled(&office, &alone, &again("2019-02-22"), &[]);

    let form = begun(&office, &done, "教师[L006].考核分=40");
    let line = [
        ("更正", "G4", "补录加分"),
        ("更正", "H4", "获奖证书"),
        ("更正", "I4", "周伟"),
        ("更正", "J4", "2019-03-01"),
        ("更正", "K4", "全区"),
        ("追回安排", "B4", "教师"),
        ("追回安排", "C4", "L004"),
        ("追回安排", "D4", "3"),
        ("追回安排", "E4", "2019年4月"),
    ];
    fill(&form, &approved("2019-03-04"), &line, &form);
    let all = office.made(&["correct", &text(&done)]);
    assert_eq!(lines(&all, "与全区重算比较").len(), 0);
    // The recount of the district gives the next year back what it bore.
    let ledger = lines(&all, "资金台账");
    assert!(ledger.iter().any(|line| line[2..] == ["下年度", "45.55", "0.00", "-45.55"]), "{ledger:?}");
    let notices = sheet(&all.join("追回通知书.xlsx"), "追回通知书");
    // A colleague's figures are not told to whom they cost something.
    assert!(!notices.iter().any(|row| row[0].contains("L006")), "{notices:?}");
    assert!(notices.iter().any(|row| row[0].starts_with("· 其他人员的数据更正")), "{notices:?}");
    let terms = notices.iter().find(|row| row[0].contains("分 3 期退回")).expect("three instalments");
    assert!(terms[0].contains("13.08 元、13.07 元、13.07 元"), "{terms:?}");
    // One run on the corrected inputs: 100 + 95 + 80 + 100 + 95 + 40 = 510 points of 10,000.00.
    let recount = ["3246.49", "2719.89", "2425.77", "1960.78", "1862.75", "784.31"];
    let later = settled(&office, &all, &again("2019-03-06"), &[]);
    let mut entitled: Vec<f64> = vec![3285.71, 2657.14, 2457.14, 2000.00, 1900.00, 700.00];
    for batch in [&alone, &all] {
        for (name, sign) in [("补发明细", 1.0), ("追回明细", -1.0)] {
            for line in lines(batch, name).iter().filter(|line| line[0] != "合计" && line.len() > 7) {
                if let Some(at) =
                    ["L001", "L002", "L003", "L004", "L005", "L006"].iter().position(|key| line[3].starts_with(key))
                {
                    entitled[at] += sign * line[7].parse::<f64>().expect("an amount");
                }
            }
        }
    }
    let entitled: Vec<String> = entitled.iter().map(|yuan| format!("{yuan:.2}")).collect();
    assert_eq!(entitled, recount);
    let verified = fenpei(&["verify", &text(&later)]);
    assert_eq!(code(&verified), 0, "{}", stdout(&verified));
}

#[test]
fn a_correction_without_a_decision_or_without_money_for_it_is_refused_at_its_cell() {
    let office = Office::new();
    let unpaid = fenpei(&["correct", &text(&office.trial)]);
    assert_eq!(code(&unpaid), 2);
    assert!(stderr(&unpaid).contains("E690"), "{}", stderr(&unpaid));
    let batch = paid(&office);
    let form = begun(&office, &batch, "教师[L002].考核分=95");
    let filled = office.place.path().join("试填.xlsx");
    let refused = |decided: &[Typed<'_>]| {
        fill(&form, &approved("2019-02-20"), &[&GROUND, decided].concat(), &filled);
        let output = fenpei(&["correct", &text(&batch), "--form", &text(&filled)]);
        assert_eq!(code(&output), 1, "{}", stdout(&output));
        stderr(&output)
    };
    for (decided, told) in [
        (&[][..], "K4 › 发放后处理：“发放后处理”没有填 (E605)"),
        (&[("更正", "K4", "本人")], "L4 › 差额承担：“差额承担”没有填 (E605)"),
        (
            &[("更正", "K4", "本人"), ("更正", "L4", "尾差")],
            "L4 › 差额承担：“尾差”中“财政拨款”只有 0.00 元，要承担 81.19 元 (E665)",
        ),
        (&[("更正", "K4", "本人"), ("更正", "L4", "准备金")], "L4 › 差额承担：差额不能由“准备金”承担 (E663)"),
        (&[("更正", "K4", "全区"), ("更正", "L4", "尾差")], "L4 › 差额承担：全区重算的，没有差额需要承担 (E664)"),
        (
            &[("更正", "K4", "全区"), ("更正", "E4", "91")],
            "E4 › 原值：更正单的原值“91”与现在的值“90”（名册.xlsx › 教师 › D3）不符 (E655)",
        ),
    ] {
        let said = refused(decided);
        assert!(said.contains(told), "{told}\n{said}");
    }
    assert_eq!(
        fs::read_dir(office.place.path())
            .expect("readable")
            .filter(|entry| { entry.as_ref().is_ok_and(|entry| entry.path().join("manifest.json").is_file()) })
            .count(),
        4,
        "nothing was sealed"
    );
}

/// The batch after a payment of which one amount came back.
fn came_back(office: &Office, batch: &Path, day: &'static str, amount: &str) -> PathBuf {
    let answer = office.place.path().join("退票.csv");
    fs::write(&answer, format!("账号,金额,状态,原因\r\n620000000202,{amount},失败,账户冻结\r\n")).expect("written");
    settled(office, batch, &again(day), &[&text(&answer)])
}

#[test]
fn what_is_open_of_the_final_batch_and_of_a_supplement_is_repeated_until_it_is_paid() {
    let office = Office::new();
    let batch = came_back(&office, &office.last(&APPROVAL, &[]), "2019-01-21", "2657.14");
    let decided = [("更正", "K4", "本人"), ("更正", "L4", "下年度")];
    let more = supplement(&office, &batch, "教师[L002].考核分=95", &decided);
    let mut open = came_back(&office, &more, "2019-02-22", "81.19");
    for (approved, paid) in [("2019-02-25", "2019-02-26"), ("2019-02-27", "2019-02-28")] {
        let form = office.form("重发登记表", &open);
        let now = [("未付明细", "G4", "是"), ("未付明细", "K4", "账户已解冻")];
        let repeat = office.next(&open, &form, &[("审批日期", approved), ("经办", "王敏"), ("复核", "孙丽")], &now);
        // 2,657.14 of the final batch and 81.19 of the supplement, together, each time.
        assert_eq!(bank_file(&repeat), "1|孙丽|620000000202|2738.33|2018年度奖励\r\n");
        open = came_back(&office, &repeat, paid, "2738.33");
        assert_eq!(sheet(&open.join("发放结果.xlsx"), "未付清单")[4][4], "2738.33");
    }
}

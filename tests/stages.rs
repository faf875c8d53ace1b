//! From trial to final as an office goes: a form is written, comes back filled in, and the next batch is sealed.
mod support;

use serde_json::Value;
use std::fs;
use support::filled::fill;
use support::office::{APPROVAL, NOTICE, Office, manifest, with};
use support::{code, district, fenpei, files, stderr, stdout, text};

#[test]
fn a_trial_becomes_a_notice_and_a_final_batch_and_each_names_its_parent() {
    let office = Office::new();
    let before = files(&office.trial);
    let form = office.form("公示登记表", &office.trial);
    let notice = office.next(&office.trial, &form, &NOTICE, &[]);
    let form = office.form("定稿登记表", &notice);
    let last = office.next(&notice, &form, &APPROVAL, &[]);
    for (batch, parent, stage) in [(&notice, &office.trial, "公示稿"), (&last, &notice, "定稿")] {
        let own = manifest(batch);
        assert_eq!(own["stage"], stage);
        assert_eq!(own["parent"]["fingerprint"], manifest(parent)["fingerprint"]);
        assert_eq!(own["totals"], manifest(&office.trial)["totals"]);
        let verified = fenpei(&["verify", &text(batch)]);
        assert_eq!(code(&verified), 0, "{}", stdout(&verified));
    }
    assert!(files(&office.trial) == before, "the trial is as it was");
    let over = fenpei(&["advance", &text(&last)]);
    assert_eq!(code(&over), 2);
    assert!(stderr(&over).contains("E519"), "{}", stderr(&over));
}

#[test]
fn every_gap_of_a_form_is_told_at_once_with_its_cell() {
    let office = Office::new();
    let form = office.form("公示登记表", &office.trial);
    let told = office.refused(&office.trial, &form, &[], &[]);
    for cell in ["B5 › 议定文号", "B6 › 议定日期", "B7 › 公示自", "B8 › 公示至", "B10 › 经办人"]
    {
        assert!(told.contains(&format!("登记 › {cell}：")), "{told}");
    }
    assert!(told.contains("5 错误"), "{told}");
    let short = with(&NOTICE, ("法定节假日天数", "1"));
    let told = office.refused(&office.trial, &form, &short, &[]);
    assert!(told.contains("公示期只有 4 个工作日，应不少于 5 个 (E613)"), "{told}");
    let none = ["B4", "B5"].map(|cell| ("发放资金", cell, "否"));
    let told = office.refused(&office.trial, &form, &NOTICE, &none);
    assert!(told.contains("E612"), "{told}");
    let told = office.refused(&office.trial, &form, &NOTICE, &[("发放资金", "A5", "中考奖金")]);
    assert!(told.contains("E610") && told.contains("E611"), "{told}");
}

#[test]
fn a_batch_becomes_final_only_after_the_notice_by_two_people() {
    let office = Office::new();
    let form = office.form("公示登记表", &office.trial);
    let notice = office.next(&office.trial, &form, &NOTICE, &[]);
    let form = office.form("定稿登记表", &notice);
    let cases: [(&str, &str, &str); 3] =
        [("审批日期", "2019-01-11", "E614"), ("复核", "王敏", "E615"), ("异议件数", "1", "E616")];
    for (question, answer, number) in cases {
        let told = office.refused(&notice, &form, &with(&APPROVAL, (question, answer)), &[]);
        assert!(told.contains(number), "{told}");
    }
}

#[test]
fn a_batch_of_some_funds_lists_those_whom_they_reach() {
    let office = Office::new();
    let form = office.form("公示登记表", &office.trial);
    let exam = with(&NOTICE, ("发放期间", "2017—2018学年"));
    let notice = office.next(&office.trial, &form, &exam, &[("发放资金", "B4", "否")]);
    let own = manifest(&notice);
    assert_eq!(own["funds"], serde_json::json!(["中考奖励"]));
    assert_eq!(own["period"], "2017—2018学年");
    assert!(!notice.join("发放明细/临河区第一小学.xlsx").exists(), "no exam prize reaches a primary school");
    let documents = own["documents"].as_array().expect("documents").iter().filter(|d| !d["total"].is_null());
    let totals: Vec<&Value> = documents.map(|document| &document["total"]).collect();
    // 3,000.00 by 3 : 2 : 2, each rounded down: 1,285.71 and twice 857.14.
    assert_eq!(totals, ["2999.99"]);
    let verified = fenpei(&["verify", &text(&notice)]);
    assert_eq!(code(&verified), 0, "{}", stdout(&verified));
}

#[test]
fn what_will_come_back_from_the_bank_is_told_by_each_stage_once() {
    let office = Office::of(&district::SCHEME.replace("holder  = \"账户.户名\"", "holder  = \"账户.开户行\""));
    let form = office.form("公示登记表", &office.trial);
    let notice = office.next(&office.trial, &form, &NOTICE, &[]);
    let form = office.form("定稿登记表", &notice);
    let last = office.next(&notice, &form, &APPROVAL, &[]);
    for batch in [&office.trial, &notice, &last] {
        // Six accounts in the name of a bank.
        assert_eq!(manifest(batch)["counts"]["warnings"], 6, "{}", text(batch));
        let verified = fenpei(&["verify", &text(batch)]);
        assert_eq!(code(&verified), 0, "{}", stdout(&verified));
    }
}

#[test]
fn a_batch_that_was_changed_goes_no_further() {
    let office = Office::new();
    let form = office.form("公示登记表", &office.trial);
    let notice = office.next(&office.trial, &form, &NOTICE, &[]);
    let summary = notice.join("汇总表.xlsx");
    let sound = fs::read(&summary).expect("there");
    fs::write(&summary, [&sound[..], b" "].concat()).expect("written");
    let output = fenpei(&["advance", &text(&notice)]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("E517"), "{}", stderr(&output));
    fs::write(&summary, sound).expect("written");
    let record = notice.join("记录/1-公示/公示登记表.xlsx");
    fill(&record, &[("公示至", "2019-01-18")], &[], &record);
    let output = fenpei(&["advance", &text(&notice)]);
    assert!(code(&output) == 1 && stderr(&output).contains("记录/1-公示/公示登记表.xlsx"), "{}", stderr(&output));
    let output = fenpei(&["verify", &text(&notice)]);
    assert!(code(&output) == 1 && stdout(&output).contains("记录/1-公示/公示登记表.xlsx"), "{}", stdout(&output));
}

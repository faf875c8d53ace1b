//! After payment: the bank's return is read, what came back is listed and paid again, and everything ties.
mod support;

use calamine::{Reader, Xlsx, open_workbook};
use std::fs;
use std::path::Path;
use support::district::{self, ACCOUNTS};
use support::filled::fill;
use support::office::{APPROVAL, Office, manifest, with};
use support::payment::{PAID, bank_file, payment_form, settled, sheet};
use support::register::{and, last_held, objection, typed};
use support::{code, fenpei, stderr, stdout, text};

/// What everybody is paid, by hand: 10,000.00 by 100 : 90 : 80 : 100 : 95 : 35, largest remainders; and 3,000.00 by 3 : 2 : 2.
const AMOUNTS: [&str; 6] = ["3285.71", "2657.14", "2457.14", "2000.00", "1900.00", "700.00"];

/// How the money is booked: the year's from the treasury, the exam's from money of the bureau's own.
const ACCOUNTING: &str = r#"
[accounting]
function = "2050299 其他普通教育支出"
entries  = [
  { source = "年终奖励", economic = "30107 绩效工资", expenditure = "basic" },
  { source = "中考奖励", economic = "30199 其他工资福利支出", expenditure = "project", credit = "银行存款", budget_credit = "资金结存—货币资金" },
]
"#;

/// A return with a line for each account: status and reason.
fn bank_return(office: &Office, lines: &[(usize, &str, &str)]) -> String {
    let mut csv = "序号,收款账号,户名,金额,处理结果,失败原因\r\n".to_string();
    for (number, (index, status, reason)) in (1..).zip(lines) {
        csv.push_str(&format!("{number},{},某,{},{status},{reason}\r\n", ACCOUNTS[*index], AMOUNTS[*index]));
    }
    csv.push_str(",合计,,,,\r\n");
    let path = office.place.path().join("回盘.csv");
    fs::write(&path, encoding_rs::GB18030.encode(&csv).0).expect("written");
    text(&path)
}

fn all_paid_but(failed: usize) -> Vec<(usize, &'static str, &'static str)> {
    (0..6).map(|index| if index == failed { (index, "失败", "户名不符") } else { (index, "交易成功", "") }).collect()
}

/// A sheet of 发放结果 as texts.
fn result(batch: &Path, name: &str) -> Vec<Vec<String>> {
    sheet(&batch.join("发放结果.xlsx"), name)
}

#[test]
fn what_came_back_is_paid_again_to_the_account_put_right_and_everything_ties() {
    let office = Office::new();
    assert!(!office.trial.join("发放文件").exists(), "nobody is paid from a trial");
    let last = office.last(&APPROVAL, &[]);
    let sent = bank_file(&last);
    assert_eq!(sent.lines().nth(2), Some(format!("3|赵强|{}|2457.14|2018年度奖励", ACCOUNTS[2]).as_str()), "{sent}");
    let paid = settled(&office, &last, &PAID, &[&bank_return(&office, &all_paid_but(2))]);
    assert_eq!(manifest(&paid)["stage"], "已发放");
    assert_eq!(manifest(&paid)["parent"]["fingerprint"], manifest(&last)["fingerprint"]);
    let tied = &result(&paid, "三方对账")[4];
    assert_eq!(tied[1..], ["6.00", "12999.99", "0.00", "5.00", "1.00", "10542.85", "2457.14"]);
    let waiting = &result(&paid, "未付清单")[4];
    assert_eq!(waiting[1..], ["教师", "L003 赵强", "0303", "2457.14", "户名不符"]);

    let form = office.form("重发登记表", &paid);
    let right = [
        ("未付明细", "G4", "是"),
        ("未付明细", "H4", "赵强"),
        ("未付明细", "I4", "620000000999"),
        ("未付明细", "K4", "本人更正申请，2019-01-22"),
    ];
    let one = [("审批日期", "2019-01-23"), ("经办", "王敏"), ("复核", "王敏")];
    assert!(office.refused(&paid, &form, &one, &right).contains("E615"));
    let two = [("审批日期", "2019-01-23"), ("经办", "王敏"), ("复核", "孙丽")];
    let repeat = office.next(&paid, &form, &two, &right);
    assert_eq!(manifest(&repeat)["stage"], "定稿");
    assert_eq!(bank_file(&repeat), "1|赵强|620000000999|2457.14|2018年度奖励\r\n");
    let answer = office.place.path().join("回盘2.txt");
    fs::write(&answer, "1|赵强|620000000999|2457.14|S|\r\n").expect("written");
    let headless = [("成功字样", "S"), ("回盘各列", "序号,户名,账号,金额,状态,原因"), ("凭证号", "记-2019-01-021")];
    let answers = headless.iter().fold(PAID.to_vec(), |all, answer| with(&all, *answer));
    let answers = with(&answers, ("发放日期", "2019-01-24"));
    let done = settled(&office, &repeat, &answers, &[&text(&answer)]);
    let tied = &result(&done, "三方对账")[4];
    assert_eq!(tied[1..], ["6.00", "12999.99", "0.00", "6.00", "0.00", "12999.99", "0.00"]);
    let rounds = result(&done, "发放批次");
    assert_eq!([&rounds[4][2], &rounds[5][2]], ["记-2019-01-018", "记-2019-01-021"]);
    for batch in [&last, &paid, &repeat, &done] {
        let verified = fenpei(&["verify", &text(batch)]);
        assert_eq!(code(&verified), 0, "{}", stdout(&verified));
    }
    let over = fenpei(&["advance", &text(&done)]);
    assert!(code(&over) == 2 && stderr(&over).contains("E521"), "{}", stderr(&over));
}

#[test]
fn an_amount_held_for_an_objection_is_in_no_file_and_waits() {
    let office = Office::new();
    let last = last_held(&office);
    assert!(!bank_file(&last).contains("陈静"));
    let mut payout: Xlsx<_> = open_workbook(last.join("发放明细/临河区第一小学.xlsx")).expect("opens");
    for (sheet, said) in [("发放明细", "缓发（异议未结）"), ("签领表", "缓发")] {
        let range = payout.worksheet_range(sheet).expect("the sheet is there");
        let line = range.rows().find(|row| row.iter().any(|cell| *cell == "陈静")).expect("a line");
        assert!(line.iter().any(|cell| *cell == said), "{line:?}");
    }
    let mut lines = all_paid_but(9);
    lines.remove(4);
    let paid = settled(&office, &last, &PAID, &[&bank_return(&office, &lines)]);
    let waiting = &result(&paid, "未付清单")[4];
    assert_eq!(waiting[2..], ["L005 陈静", "0505", "1900.00", "异议未结，缓发"]);
    assert_eq!(result(&paid, "三方对账")[4][5..], ["1.00", "11099.99", "1900.00"]);
}

/// Lines of a unit's voucher: account, debit, credit; and the titles of its entries.
fn voucher(batch: &Path, unit: &str) -> Vec<String> {
    let rows = sheet(&batch.join("记账凭证.xlsx"), unit);
    let told = rows.iter().skip(4).filter(|row| row[1].contains('：') || row[0].contains("会计）"));
    told.map(|row| format!("{}{}{}", if row[1].is_empty() { &row[0] } else { &row[1] }, row[5], row[6])).collect()
}

#[test]
fn the_books_take_what_is_paid_what_came_back_and_what_is_paid_again() {
    let office = Office::with_rules(ACCOUNTING);
    let last = last_held(&office);
    // Of 4,600.00 for the primary school 1,900.00 wait: they are neither owed nor paid, and listed.
    let [first, second] = district::SCHOOLS;
    assert_eq!(
        voucher(&last, second),
        [
            "一、计提（财务会计）",
            "借：业务活动费用—工资福利费用2700.00",
            "　　贷：应付职工薪酬2700.00",
            "二、发放（财务会计）",
            "借：应付职工薪酬2700.00",
            "　　贷：财政拨款收入2700.00",
            "三、发放（预算会计）",
            "借：事业支出—基本支出2700.00",
            "　　贷：财政拨款预算收入—基本支出2700.00",
        ]
    );
    let exam = "　　贷：银行存款2999.99";
    assert!(voucher(&last, first).contains(&exam.to_string()), "{:?}", voucher(&last, first));
    assert!(voucher(&last, first).contains(&"　　贷：资金结存—货币资金2999.99".to_string()));
    for file in ["记账凭证.xlsx", "用款计划.xlsx"] {
        let waiting = sheet(&last.join(file), "未发资金余额");
        let waiting = waiting.iter().find(|row| row[0] == "缓发").expect("a line");
        assert_eq!(waiting[1..6], ["应发（教师）", second, "年终奖励", "财政拨款", "1900.00"]);
    }

    // 赵强, 1,600.00 of the year and 857.14 for the exam, came back.
    let mut lines = all_paid_but(2);
    lines.remove(4);
    let paid = settled(&office, &last, &PAID, &[&bank_return(&office, &lines)]);
    assert_eq!(
        voucher(&paid, first),
        [
            "一、退票（财务会计）",
            "借：财政拨款收入1600.00",
            "　　贷：应付职工薪酬1600.00",
            "借：银行存款857.14",
            "　　贷：应付职工薪酬857.14",
            "二、退票（预算会计）",
            "借：财政拨款预算收入—基本支出1600.00",
            "　　贷：事业支出—基本支出1600.00",
            "借：资金结存—货币资金857.14",
            "　　贷：事业支出—项目支出857.14",
        ]
    );
    let tied = &result(&paid, "凭证对账")[4];
    assert_eq!(tied[1..], ["记-2019-01-018", "第1—2号", "11099.99", "0.00", "2457.14", "8642.85", "8642.85", "相符"]);

    // Now both are paid: what came back is owed already, what was held is owed only now.
    let form = office.form("重发登记表", &paid);
    let now = [
        ("未付明细", "G4", "是"),
        ("未付明细", "K4", "户名已核实"),
        ("未付明细", "G5", "是"),
        ("未付明细", "K5", "申诉已结"),
    ];
    let two = [("审批日期", "2019-01-23"), ("经办", "王敏"), ("复核", "孙丽")];
    let ended = [("处理", "维持"), ("处理结论", "申诉已结"), ("答复日期", "2019-01-22"), ("答复人", "周伟")];
    let batch = manifest(&last)["parent"]["batch"].as_str().expect("a name").to_string();
    typed(&office.register(), &[and(&objection("L005", "陈静", &batch), &ended)]);
    let repeat = office.next(&paid, &form, &two, &now);
    let again = voucher(&repeat, first);
    assert_eq!(again[0], "一、重发（财务会计）");
    assert!(
        again.contains(&"　　贷：财政拨款收入1600.00".to_string()) && !again.join("").contains("计提"),
        "{again:?}"
    );
    let fresh = voucher(&repeat, second);
    assert_eq!(fresh[..2], ["一、计提（财务会计）", "借：业务活动费用—工资福利费用1900.00"]);
    assert!(fresh.contains(&"二、重发（财务会计）".to_string()), "{fresh:?}");

    // A second payment on the voucher of the first is told, and the entries of both payments are what the bank paid.
    let answers = with(&PAID, ("发放日期", "2019-01-24"));
    let returns = bank_return(&office, &[(2, "交易成功", ""), (4, "交易成功", "")]);
    let form = payment_form(&office, &repeat);
    fill(&form, &answers, &[], &form);
    let output = fenpei(&["settle", &text(&repeat), &returns]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let done =
        office.batches().into_iter().max_by_key(|batch| batch.metadata().and_then(|d| d.modified()).expect("a time"));
    let done = done.expect("a batch");
    let rounds = result(&done, "凭证对账");
    assert_eq!(rounds[5][3..], ["4357.14", "0.00", "0.00", "4357.14", "4357.14", "相符"]);
    assert!(!done.join("记账凭证.xlsx").exists(), "nothing came back");
    // The voucher's number, and what the register of objections says of the case that was held and of its period.
    assert_eq!(manifest(&done)["counts"]["warnings"], 3, "{}", stderr(&output));
    for batch in [&last, &paid, &repeat, &done] {
        let verified = fenpei(&["verify", &text(batch)]);
        assert_eq!(code(&verified), 0, "{}", stdout(&verified));
    }
}

#[test]
fn a_return_that_does_not_fit_the_batch_is_told_line_by_line() {
    let office = Office::new();
    let last = office.last(&APPROVAL, &[]);
    let form = payment_form(&office, &last);
    fill(&form, &PAID, &[], &form);
    let told = |content: String| {
        let path = office.place.path().join("回盘.csv");
        fs::write(&path, content).expect("written");
        let output = fenpei(&["settle", &text(&last), &text(&path)]);
        assert_eq!(code(&output), 1, "{}", stdout(&output));
        stderr(&output)
    };
    let head = "账号,金额,状态\n";
    let [first, second] = [ACCOUNTS[0], ACCOUNTS[1]];
    let answer = told(format!("{head}{first},3285.71,成功\n{second},2657.13,成功\n6299999999999,1.00,成功\n"));
    assert!(answer.contains("L002 孙丽 回盘金额 2657.13，本批次应付 2657.14 (E635)"), "{answer}");
    assert!(answer.contains("账号 *********9999、金额 1.00 的一笔，本批次没有 (E634)"), "{answer}");
    assert!(answer.contains("回盘里没有 4 笔的结果，如 L003 赵强 (E636)"), "{answer}");
    assert!(told(format!("{head}{first},3285.71,待处理\n")).contains("“待处理”是成功还是失败 (E633)"));
    assert!(told(format!("{head}{first},三千,成功\n")).contains("E632"));
    assert!(told("姓名,钱\n王敏,3285.71\n".to_string()).contains("E631"));
    let early = [("发放日期", "2019-01-10")];
    fill(&form, &early, &[], &form);
    assert!(told(head.to_string()).contains("日期早于上一步（2019年1月16日） (E630)"));
}

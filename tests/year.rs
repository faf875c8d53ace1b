//! What everybody was paid in a year: several batches, several schemes, one list that ties to every ledger.
mod support;

use calamine::{Data, Reader, Xlsx, open_workbook, open_workbook_from_rs};
use fenpei::faces::{BatchYear, FaceError, Year, year_workbook};
use fenpei::plan::SourceId;
use fenpei::stage::{Order, Progress, Stage};
use std::fs;
use std::path::{Path, PathBuf};
use support::district::ACCOUNTS;
use support::filled::{Typed, fill};
use support::office::{APPROVAL, NOTICE, Office, with};
use support::payment::{PAID, settled};
use support::{code, district, fenpei, only_batch, stderr, stdout, text};
use tempfile::TempDir;

/// An office whose scheme or roster is another.
fn office(change: impl Fn(&Path)) -> Office {
    let (inputs, place) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    district::write(inputs.path());
    change(inputs.path());
    let run = fenpei(&["run", &text(inputs.path()), "--out", &text(place.path())]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    let trial = only_batch(place.path());
    Office { place, trial }
}

fn change_scheme(dir: &Path, changes: &[(&str, &str)]) {
    let path = dir.join("scheme.toml");
    let mut scheme = fs::read_to_string(&path).expect("there");
    for (old, new) in changes {
        assert!(scheme.contains(old), "{old}");
        scheme = scheme.replace(old, new);
    }
    fs::write(path, scheme).expect("written");
}

/// A final batch of one fund, which the other line of the form says.
fn of_fund(office: &Office, other: &str, approval: &[(&str, &str)]) -> PathBuf {
    let form = office.place.path().join(format!("公示{}.xlsx", other));
    let blank = fenpei(&["advance", &text(&office.trial), "--form", &text(&form)]);
    assert_eq!(code(&blank), 0, "{}", stderr(&blank));
    fill(&form, &NOTICE, &[("发放资金", other, "否")], &form);
    let notice = office.made(&["advance", &text(&office.trial), "--form", &text(&form)]);
    let form = office.form("定稿登记表", &notice);
    office.next(&notice, &form, approval, &[])
}

/// Settles a final batch; the payments of these people came back.
fn paid_but(office: &Office, last: &Path, day: &'static str, failed: &[(usize, &str)]) -> PathBuf {
    let answers = with(&with(&PAID, ("回盘内容", "仅退票")), ("发放日期", day));
    let lines: String = failed.iter().map(|(index, amount)| format!("{},{amount},失败\n", ACCOUNTS[*index])).collect();
    let returned = office.place.path().join("回盘.csv");
    fs::write(&returned, format!("账号,金额,状态\n{lines}")).expect("written");
    settled(office, last, &answers, &[&text(&returned)])
}

/// The year's workbook of some places, and what was told.
fn year(places: &[&Path]) -> (Xlsx<std::io::BufReader<fs::File>>, String, String) {
    let place = TempDir::new().expect("a folder");
    let out = text(&place.path().join("汇总.xlsx"));
    let mut arguments = vec!["year".to_string()];
    arguments.extend(places.iter().map(|place| text(place)));
    arguments.extend(["--out".to_string(), out.clone()]);
    let output = fenpei(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    (open_workbook(&out).expect("opens"), stdout(&output), stderr(&output))
}

fn lines<R: std::io::Read + std::io::Seek>(book: &mut Xlsx<R>, sheet: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(sheet).expect("the sheet is there");
    let shown = |cell: &Data| match cell {
        Data::Float(number) => format!("{number:.2}"),
        other => other.to_string(),
    };
    range.rows().skip(4).map(|row| row.iter().map(shown).collect()).collect()
}

fn line<'l>(lines: &'l [Vec<String>], name: &str) -> &'l [String] {
    lines.iter().find(|line| line.iter().any(|cell| cell == name)).unwrap_or_else(|| panic!("{name}: {lines:?}"))
}

#[test]
fn a_persons_pay_of_two_batches_stands_in_one_line_and_what_waits_apart() {
    let office = Office::new();
    let exam = of_fund(&office, "B4", &APPROVAL);
    let exam = paid_but(&office, &exam, "2019-01-21", &[(2, "857.14")]);
    let end = of_fund(&office, "B5", &APPROVAL);
    let (mut book, said, _) = year(&[office.place.path()]);
    let persons = lines(&mut book, "个人汇总");
    assert_eq!(line(&persons, "王敏")[4..11], ["3285.71", "0.00", "1285.71", "2000.00", "0.00", "1285.71", ""]);
    assert_eq!(line(&persons, "赵强")[4..8], ["2457.14", "0.00", "0.00", "2457.14"], "his payment came back");
    assert_eq!(line(&persons, "合计")[4..8], ["12999.99", "0.00", "2142.85", "10857.14"]);
    let paid = lines(&mut book, "明细");
    let exam = exam.file_name().expect("a name").to_string_lossy().into_owned();
    let wang = [
        "王敏",
        "中考奖励",
        &exam,
        "2018年",
        "中考专项",
        "1285.71",
        "0.00",
        "1285.71",
        "2019年1月21日",
        "记-2019-01-018",
    ];
    let end = end.file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(line(&paid, "王敏")[3..5], wang[..2]);
    assert_eq!([&line(&paid, "王敏")[5], &line(&paid, "王敏")[7]], [wang[2], wang[4]]);
    assert_eq!(line(&paid, "王敏")[8..], wang[5..]);
    let waiting = lines(&mut book, "未发");
    assert_eq!(waiting.len(), 8, "six of the year's end, one payment that came back, the total");
    let came_back = waiting.iter().find(|line| line[5] == "中考奖励").expect("one");
    assert_eq!([&came_back[3], &came_back[11], &came_back[12]], ["赵强", "857.14", "银行没有写明原因"]);
    assert_eq!(line(&waiting, "吴芳")[12], "定稿，尚未登记发放");
    let batches = lines(&mut book, "按批次");
    assert_eq!(line(&batches, &exam)[7..14], ["2999.99", "0.00", "2142.85", "857.14", "0.00", "2999.99", "0.00"]);
    assert_eq!(line(&batches, &end)[7..14], ["10000.00", "0.00", "0.00", "10000.00", "0.00", "10000.00", "0.00"]);
    let schools = lines(&mut book, "按学校");
    assert_eq!(line(&schools, "临河区第一小学")[3..], ["3.00", "4600.00", "0.00", "0.00", "4600.00", "0.00"]);
    assert!(said.contains("教职工 6 人") && !said.contains("没有计入"), "{said}");
}

#[test]
fn schemes_of_one_year_are_joined_by_key_and_name_and_a_key_with_two_names_is_told() {
    let first = Office::new();
    first.last(&APPROVAL, &[]);
    let renamed: [Typed<'_>; 2] = [("教师", "B2", "王明"), ("发放账户", "B2", "王明")];
    let second = office(|dir| {
        change_scheme(dir, &[("2018年度奖励资金分配方案", "2018年课后服务分配方案"), ("年终奖励", "课后服务")]);
        fill(&dir.join("名册.xlsx"), &[], &renamed, &dir.join("名册.xlsx"));
    });
    second.last(&APPROVAL, &[]);
    let (mut book, said, told) = year(&[first.place.path(), second.place.path()]);
    assert!(told.contains("编号 L001 在各批次中有不同姓名：王敏、王明 (W590)"), "{told}");
    assert!(said.contains("教职工 7 人"), "{said}");
    let persons = lines(&mut book, "个人汇总");
    assert_eq!(line(&persons, "孙丽")[4], "5314.28", "twice 2,657.14");
    assert_eq!(line(&persons, "王明")[4], "3285.71");
    assert_eq!(line(&persons, "王明").last().map(String::as_str), Some("同一编号有不同姓名"));
}

#[test]
fn what_is_paid_to_others_than_staff_stands_apart() {
    let office = office(|dir| change_scheme(dir, &[("people  = \"staff\"", "people  = \"others\"")]));
    let last = office.last(&APPROVAL, &[]);
    paid_but(&office, &last, "2019-01-21", &[]);
    let (mut book, said, _) = year(&[office.place.path()]);
    assert_eq!(lines(&mut book, "个人汇总").len(), 0);
    assert_eq!(line(&lines(&mut book, "学生奖励"), "合计")[10], "12999.99");
    assert!(said.contains("教职工 0 人，学生等 6 人"), "{said}");
}

#[test]
fn only_the_last_batch_of_a_chain_counts_and_the_same_money_never_twice() {
    let office = Office::new();
    let none = fenpei(&["year", &text(office.place.path())]);
    assert!(code(&none) == 1 && stderr(&none).contains("E589"), "{}", stderr(&none));
    let first = office.last(&APPROVAL, &[]);
    let again = office.place.path().join("再填.xlsx");
    let form = fs::read_dir(office.place.path()).expect("readable").flatten().map(|entry| entry.path());
    let form = form.into_iter().find(|path| text(path).contains("公示登记表")).expect("the form");
    fill(&form, &with(&NOTICE, ("议定文号", "平教局党纪〔2019〕8号")), &[], &again);
    let notice = office.made(&["advance", &text(&office.trial), "--form", &text(&again)]);
    let (_, said, _) = year(&[office.place.path()]);
    let name = notice.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(said.contains(&format!("没有计入：{name}（公示稿）")), "{said}");
    let form = office.form("定稿登记表", &notice);
    let second = office.next(&notice, &form, &APPROVAL, &[]);
    let twice = fenpei(&["year", &text(office.place.path())]);
    assert!(code(&twice) == 1 && stderr(&twice).contains("E588"), "{}", stderr(&twice));
    for one in [&first, &second] {
        let (_, said, _) = year(&[one.as_path()]);
        assert!(said.contains("12,999.99"), "{said}");
    }
}

/// A supplement of the whole school of L002, who was appraised with 95 points, not with 90.
fn supplement(office: &Office, paid: &Path) -> PathBuf {
    let begun = fenpei(&["correct", &text(paid), "--set", "教师[L002].考核分=95"]);
    assert_eq!(code(&begun), 0, "{}", stderr(&begun));
    let name = paid.file_name().expect("a name").to_string_lossy().into_owned();
    let form = office.place.path().join(format!("更正单（{name}）.xlsx"));
    let ground = [
        ("G4", "漏记优秀等次"),
        ("H4", "考核登记表"),
        ("I4", "周伟"),
        ("J4", "2019-02-18"),
        ("K4", "本校"),
        ("L4", "下年度"),
    ];
    let ground: Vec<Typed<'_>> = ground.iter().map(|(cell, text)| ("更正", *cell, *text)).collect();
    fill(&form, &with(&APPROVAL, ("审批日期", "2019-02-20")), &ground, &form);
    office.made(&["correct", &text(paid)])
}

#[test]
fn a_supplement_is_paid_apart_and_what_is_claimed_back_is_never_netted() {
    let office = Office::new();
    let last = office.last(&APPROVAL, &[]);
    let paid = paid_but(&office, &last, "2019-01-21", &[]);
    let more = supplement(&office, &paid);
    let (mut book, said, _) = year(&[office.place.path()]);
    // 1,980.20 + 1,881.19 + 1,584.16 of the school's three were 5,400.00.
    assert!(said.contains("13,045.54"), "{said}");
    let persons = lines(&mut book, "个人汇总");
    assert_eq!(line(&persons, "孙丽")[4..9], ["2738.33", "0.00", "2657.14", "81.19", "0.00"]);
    assert_eq!(line(&persons, "王敏")[4..9], ["3265.91", "0.00", "3285.71", "0.00", "19.80"]);
    let claims = lines(&mut book, "应追回");
    assert_eq!(line(&claims, "王敏")[5], "年终奖励（第1批追回）");
    assert_eq!(line(&claims, "合计")[9], "35.64");
    paid_but(&office, &more, "2019-02-22", &[]);
    let (mut book, ..) = year(&[office.place.path()]);
    let of_sun: Vec<Vec<String>> =
        lines(&mut book, "明细").into_iter().filter(|line| line[3] == "孙丽").map(|line| line[4..].to_vec()).collect();
    assert_eq!([&of_sun[2][0], &of_sun[2][6], &of_sun[2][7]], ["年终奖励（第1批补发）", "81.19", "2019年2月22日"]);
    assert_eq!(
        line(&lines(&mut book, "按批次"), "合计")[7..14],
        ["13045.54", "0.00", "13081.18", "0.00", "35.64", "13045.54", "0.00"]
    );
}

#[test]
fn a_repeat_may_pay_what_is_open_of_the_final_batch_and_of_a_supplement() {
    let office = Office::new();
    let last = office.last(&APPROVAL, &[]);
    let paid = paid_but(&office, &last, "2019-01-21", &[(1, "2657.14")]);
    let more = supplement(&office, &paid);
    let paid = paid_but(&office, &more, "2019-02-22", &[(1, "81.19")]);
    let (mut book, ..) = year(&[office.place.path()]);
    assert_eq!(line(&lines(&mut book, "未发"), "合计")[11], "2738.33");
    let form = office.form("重发登记表", &paid);
    let right: Vec<Typed<'_>> =
        [("G4", "是"), ("K4", "本人申请")].map(|(cell, text)| ("未付明细", cell, text)).to_vec();
    let two = [("审批日期", "2019-02-25"), ("经办", "王敏"), ("复核", "孙丽")];
    let repeat = office.next(&paid, &form, &two, &right);
    let (mut book, ..) = year(&[office.place.path()]);
    assert_eq!(line(&lines(&mut book, "未发"), "孙丽")[12], "重发或补发，尚未登记发放");
    paid_but(&office, &repeat, "2019-02-26", &[]);
    let (mut book, ..) = year(&[office.place.path()]);
    assert_eq!(line(&lines(&mut book, "个人汇总"), "孙丽")[4..9], ["2738.33", "0.00", "2738.33", "0.00", "0.00"]);
}

/// A year of one batch of the small district, all of it waiting for payment.
fn small_year() -> Year {
    let dir = TempDir::new().expect("a folder");
    district::write(dir.path());
    let mut book = support::year::computed(dir.path());
    book.pays = vec![true; book.plan.sources.len()];
    let sources: Vec<SourceId> = (0..book.plan.sources.len()).map(SourceId).collect();
    let progress = Progress { stage: Stage::Final, order: Order::of(&sources), ..Progress::default() };
    let edition = support::year::edition(2018, "2018-0a1b2c3d4e5f", Stage::Final);
    let batch = BatchYear::of(&book, &edition, &progress).expect("ties");
    Year { batches: vec![batch], left_out: Vec::new() }
}

#[test]
fn a_year_that_does_not_tie_to_its_ledger_is_not_written() {
    let sound = small_year();
    assert!(year_workbook(&sound).is_ok());
    let mut broken = sound.clone();
    broken.batches[0].ledger[0].2 += 1;
    assert!(matches!(year_workbook(&broken), Err(FaceError::Differs { .. })));
    let mut broken = sound;
    broken.batches[0].lines[0].due += 1;
    assert!(matches!(year_workbook(&broken), Err(FaceError::Differs { .. })));
}

#[test]
fn money_claimed_back_is_a_negative_amount_and_still_ties() {
    let mut year = small_year();
    let batch = &mut year.batches[0];
    let taken = 2 * batch.lines[0].due;
    batch.lines[0].due -= taken;
    batch.ledger[0].2 -= taken;
    let bytes = year_workbook(&year).expect("written");
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("opens");
    assert_eq!(line(&lines(&mut book, "未发"), "王敏")[11], "-2000.00");
    assert_eq!(line(&lines(&mut book, "按批次"), "合计")[10], "8999.99");
}

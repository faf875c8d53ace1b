//! `fenpei compare` as a user runs it: two submissions of the same form.
#[path = "intake/office.rs"]
mod office;
mod support;

use fenpei::intake::{Comparison, compare};
use office::*;
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use std::process::Output;
use support::{code, fenpei, stderr, stdout};
use tempfile::TempDir;

/// Runs the command on two files.
fn run(first: (&str, Vec<u8>), second: (&str, Vec<u8>), more: &[&str]) -> (Output, String) {
    let dir = TempDir::new().expect("a folder");
    let paths = [first, second].map(|(name, bytes)| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path.to_string_lossy().into_owned()
    });
    let output = fenpei(&[&["compare", &paths[0], &paths[1]], more].concat());
    assert!(stderr(&output).is_empty(), "{}", stderr(&output));
    let told = stdout(&output).replace(&*dir.path().to_string_lossy(), "DIR");
    let kept: Vec<&str> = told.lines().filter(|line| !line.contains("SHA-256")).collect();
    (output, kept.join("\n"))
}

fn compared(first: &[&[C]], second: &[&[C]]) -> Comparison {
    compare(&file("一报.xlsx", book(first)), &file("二报.xlsx", book(second)))
}

fn codes(found: &Comparison) -> Vec<&'static str> {
    let findings = found.first.findings.iter().chain(&found.second.findings);
    findings.map(|finding| finding.message.code()).collect()
}

const FIRST: [&[C]; 9] = [
    &[T("平安一中考核汇总表")],
    &[T("序号"), T("工号"), T("姓名"), T("考核得分"), T("出勤率"), T("到岗时间"), T("等次"), T("备注")],
    &[N(1.0), T("0012"), T("张三"), N(86.5), P(0.95), D(43344.0), T("优秀")],
    &[N(2.0), T("0013"), T("李四"), N(90.0), P(1.0), D(43344.0), T("合格"), T("调入")],
    &[N(3.0), T("0014"), T("王五"), T("缺考"), P(0.5), D(43131.0), T("合格")],
    &[N(4.0), T("0015"), T("赵六"), N(70.0), P(0.9), D(43131.0), T("合格")],
    &[N(5.0), T("0016"), T("钱七"), N(71.0), P(0.9), D(43131.0), T("合格")],
    &[T("合计"), B, B, N(317.5)],
    &[T("制表人：孙八")],
];

/// Sorted otherwise, a column moved, one renamed, everything written in another way, and a few changes.
const SECOND: [&[C]; 9] = [
    &[T("平安一中考核汇总表"), B, B, B, B, B, B, B],
    &[T("序号"), T("姓名"), T("工号"), T("考核得分"), T("出勤率"), T("到岗时间"), T("等次"), T("说明")],
    &[N(1.0), T("赵六"), T("0015"), N(75.5), P(0.9), D(43131.0), T("优秀")],
    &[N(2.0), T("李　四"), T("0013"), T("90.0"), T("100%"), T("2018.9.1"), T("合格")],
    &[N(3.0), T("王五"), T("0014"), N(0.0), P(0.5), D(43131.0)],
    &[N(4.0), T("张三"), T("0012"), N(88.0), P(0.95), D(43344.0), T("优秀")],
    &[N(5.0), T("周九"), T("0020"), N(60.0), P(0.9), D(43131.0), T("合格")],
    &[T("合计"), B, B, N(313.5)],
    &[T("制表人：孙八")],
];

#[test]
fn two_submissions_are_told_person_by_person() {
    for language in ["zh", "en"] {
        let files = [("一报.xlsx", book(&FIRST)), ("二报.xlsx", book(&SECOND))];
        let [first, second] = files;
        let (output, told) = run(first, second, &["--lang", language]);
        assert_eq!(code(&output), 1);
        insta::assert_snapshot!(format!("submissions_{language}"), told);
    }
}

#[test]
fn the_same_data_written_otherwise_is_the_same() {
    let other: [&[C]; 3] = [
        &[T("姓名"), T("得分"), T("日期")],
        &[T("张 三"), T("86.50"), T("2018年9月1日")],
        &[T("李四"), T("９０"), D(43131.0)],
    ];
    let one: [&[C]; 3] =
        [&[T("姓名"), T("得分"), T("日期")], &[T("张三"), N(86.5), D(43344.0)], &[T("李四"), N(90.0), D(43131.0)]];
    let (output, told) = run(("一报.xlsx", book(&one)), ("二报.xlsx", book(&other)), &[]);
    assert_eq!(code(&output), 0, "{told}");
    assert!(told.contains("改动 0 处，写法不同 4 处") && told.contains("结论：数据相同，只有写法不同。"), "{told}");
    // A form of another format is the same form; its only sheet needs no name.
    let csv = "姓名,得分,日期\n李四,90,2018-01-31\n张三,86.5,2018.9.1\n".as_bytes().to_vec();
    assert_eq!(code(&run(("一报.xlsx", book(&one)), ("二报.csv", csv), &[]).0), 0);
    let (output, told) = run(("一报.xlsx", book(&one)), ("二报.xlsx", book(&one)), &["--lang", "en"]);
    assert_eq!((code(&output), told.contains("Result: the same data.")), (0, true), "{told}");
}

#[test]
fn noughts_at_the_start_and_blanks_are_no_writing() {
    let found = compared(
        &[&[T("姓名"), T("学校代码"), T("得分")], &[T("甲"), T("0012"), B], &[T("乙"), T("0013"), N(1.0)]],
        &[&[T("姓名"), T("学校代码"), T("得分")], &[T("甲"), N(12.0), N(0.0)], &[T("乙"), T("0013"), N(1.0)]],
    );
    let pair = &found.sheets[0].differences;
    // The lost noughts are told as a change of the row that has the same name.
    assert_eq!((pair.key.as_slice(), pair.matched, pair.by_name), (["学校代码".to_string()].as_slice(), 2, 1));
    let changes: Vec<[&str; 3]> = pair.changes.iter().map(|c| [c.column.as_str(), &c.first, &c.second]).collect();
    assert_eq!(changes, [["学校代码", "0012", "12"], ["得分", "", "0"]]);
}

#[test]
fn a_corrected_identity_number_is_a_change_and_stays_masked() {
    let sheet = |id: &'static str| -> Vec<u8> {
        book(&[
            &[T("姓名"), T("身份证号"), T("得分")],
            &[T("甲"), T(id), N(1.0)],
            &[T("乙"), T("110101199003078590"), N(1.0)],
        ])
    };
    let files = || (("一报.xlsx", sheet("34052419800101001X")), ("二报.xlsx", sheet("340524198001010028")));
    let (first, second) = files();
    let (output, told) = run(first, second, &[]);
    assert_eq!(code(&output), 1);
    assert!(told.contains("**************001X → **************0028") && told.contains("按姓名或名称对上"), "{told}");
    let (first, second) = files();
    let json = stdout(&run(first, second, &["--format", "json"]).0);
    for told in [&told, &json] {
        assert!(!told.contains("3405241980") && !told.contains("1101011990"), "{told}");
    }
    let value: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["sheets"][0]["differences"]["changes"][0]["first_cell"], "B2");
}

#[test]
fn rows_are_matched_by_the_surest_column_that_works() {
    let key = |first: &[&[C]], second: &[&[C]]| compared(first, second).sheets[0].differences.key.join("+");
    // The staff number stands twice: the name is unique.
    let rows: [&[C]; 3] =
        [&[T("序号"), T("工号"), T("姓名")], &[N(1.0), T("T1"), T("甲")], &[N(2.0), T("T1"), T("乙")]];
    assert_eq!(key(&rows, &rows), "姓名");
    // Neither is: two columns together, however the rows are counted.
    let header: &[C] = &[T("序号"), T("姓名"), T("类别"), T("起")];
    let leaves: [&[C]; 4] = [
        header,
        &[N(1.0), T("甲"), T("病假"), D(43131.0)],
        &[N(2.0), T("甲"), T("病假"), D(43132.0)],
        &[N(3.0), T("乙"), T("病假"), D(43132.0)],
    ];
    let moved: [&[C]; 4] = [
        header,
        &[N(1.0), T("乙"), T("病假"), D(43132.0)],
        &[N(2.0), T("甲"), T("病假"), D(43132.0)],
        &[N(3.0), T("甲"), T("病假"), D(43131.0)],
    ];
    assert_eq!(key(&leaves, &moved), "姓名+起");
    let grades: [&[C]; 5] = [
        &[T("学校名称"), T("年级"), T("学科"), T("均分")],
        &[T("一小"), T("三"), T("语文"), N(1.0)],
        &[T("一小"), T("三"), T("数学"), N(2.0)],
        &[T("一小"), T("四"), T("语文"), N(3.0)],
        &[T("二小"), T("三"), T("语文"), N(4.0)],
    ];
    let mut turned = grades;
    turned[1..].reverse();
    assert_eq!(key(&grades, &turned), "学校名称+年级+学科");
}

#[test]
fn rows_that_cannot_be_matched_are_told_at_the_row_that_is_in_the_way() {
    let header: &[C] = &[T("工号"), T("得分")];
    let one: [&[C]; 3] = [header, &[T("T1"), N(1.0)], &[T("T2"), N(2.0)]];
    let two: [&[C]; 4] = [header, &[T("T1"), N(1.0)], &[T("T2"), N(2.0)], &[T("T1"), N(3.0)]];
    let (output, told) = run(("一报.xlsx", book(&one)), ("二报.xlsx", book(&two)), &[]);
    assert_eq!(code(&output), 1);
    assert!(
        told.contains("错误：表 › A4：“工号”在这一行空白，或与前面的行重复") && told.contains("没有全部对照"),
        "{told}"
    );
    let (one, two): ([&[C]; 2], [&[C]; 2]) =
        ([&[T("得分"), T("等次")], &[N(1.0), B]], [&[T("得分"), T("等次")], &[N(2.0), B]]);
    assert_eq!(codes(&compared(&one, &two)), ["E290", "E290"]);
    assert_eq!(codes(&compared(&[&[N(1.0), N(2.0)]], &[&[N(1.0), N(3.0)]])), ["E289", "E289"]);
    // Cell by cell the same needs no header.
    assert!(compared(&[&[N(1.0), N(2.0)]], &[&[N(1.0), N(2.0)]]).same);
}

#[test]
fn sheets_are_paired_by_name() {
    let two = |names: [&str; 2]| {
        let mut book = Workbook::new();
        for name in names {
            fill(book.add_worksheet().set_name(name).unwrap(), 0, &[&[T("姓名"), T("得分")], &[T("甲"), N(1.0)]]);
        }
        book.save_to_buffer().unwrap()
    };
    let (output, told) = run(("一报.xlsx", two(["专任", "工勤"])), ("二报.xlsx", two(["其他", "专 任"])), &[]);
    assert_eq!(code(&output), 1);
    for words in ["只在第一份中的工作表：工勤", "只在第二份中的工作表：其他", "【专任 ↔ 专 任】按“姓名”对应，对上 1 行"]
    {
        assert!(told.contains(words), "{words} is not in\n{told}");
    }
}

#[test]
fn more_than_two_hundred_changes_are_counted() {
    let names: Vec<String> = (0..250).map(|n| format!("教师{n}号")).collect();
    let form = |score: f64| {
        workbook(|sheet| {
            fill(sheet, 0, &[&[T("姓名"), T("得分")]]);
            for (row, name) in (1..).zip(&names) {
                fill(sheet, row, &[&[T(name), N(score)]]);
            }
        })
    };
    let (_, told) = run(("一报.xlsx", form(1.0)), ("二报.xlsx", form(2.0)), &[]);
    assert!(told.contains("得分：250 处改动") && told.contains("……另有 50 条没有列出"), "{told}");
    assert_eq!(told.matches("1 → 2 ").count(), 200);
}

#[test]
fn what_cannot_be_read_is_told() {
    let good = || ("一报.xlsx", book(&FIRST));
    let (output, told) = run(good(), ("二报.xlsx", b"%PDF-1.4".to_vec()), &[]);
    assert_eq!((code(&output), told.contains("(E205)")), (1, true), "{told}");
    let missing = fenpei(&["compare", "没有.xlsx", "也没有.xlsx"]);
    assert_eq!((code(&missing), stdout(&missing).matches("E288").count()), (1, 2));
    assert_eq!(code(&fenpei(&["compare", "没有.xlsx"])), 2);
    let bytes = book(&FIRST);
    for cut in (0..bytes.len()).step_by(113) {
        assert!(!compare(&file("一报.xlsx", bytes.clone()), &file("二报.xlsx", bytes[..cut].to_vec())).same);
    }
}

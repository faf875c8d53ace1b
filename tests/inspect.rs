//! `fenpei inspect` as a user runs it, and what it makes of hostile files.
#[path = "intake/office.rs"]
mod office;
mod support;
#[path = "intake/xlsb.rs"]
mod xlsb;

use fenpei::intake::{Inspection, OfficeFile, inspect};
use fenpei::messages::Language;
use office::*;
use rust_xlsxwriter::{Chart, ChartType, Format, Workbook};
use serde_json::Value;
use std::path::{Path, PathBuf};
use support::{SAMPLE, code, fenpei, stderr, stdout};
use tempfile::TempDir;

const XLS: &[u8] = include_bytes!("intake/fixtures/小表.xls");
const ODS: &[u8] = include_bytes!("intake/fixtures/小表.ods");
/// The example of GB 11643.
const IDENTITY: &str = "34052419800101001X";

fn put(dir: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path: PathBuf = dir.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    path.to_string_lossy().into_owned()
}

fn seen(path: &str, bytes: Vec<u8>) -> Inspection {
    inspect(&file(path, bytes))
}

fn codes(seen: &Inspection) -> Vec<&'static str> {
    seen.findings.iter().map(|finding| finding.message.code()).collect()
}

/// Header rows and headers of the first sheet: `3–4 序号 姓名 师德/得分`.
fn header(rows: &[&[C]], merges: &[(u32, u16, u32, u16)]) -> String {
    let bytes = workbook(|sheet| {
        for (top, left, bottom, right) in merges {
            sheet.merge_range(*top, *left, *bottom, *right, "", &Format::new()).unwrap();
        }
        fill(sheet, 0, rows);
    });
    let seen = seen("表.xlsx", bytes);
    let Some(table) = seen.sheets[0].cells.as_ref().and_then(|cells| cells.table.as_ref()) else {
        return "none".to_string();
    };
    let names: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
    format!("{}–{} {}", table.header_first, table.header_last, names.join(" "))
}

/// A form with everything that people do to forms.
fn form() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("汇总").unwrap();
    let plain = Format::new();
    for (top, left, bottom, right) in
        [(0, 0, 0, 7), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 4), (2, 5, 3, 5), (2, 6, 3, 6), (2, 7, 3, 7)]
    {
        sheet.merge_range(top, left, bottom, right, "", &plain).unwrap();
    }
    let rows: [&[C]; 13] = [
        &[T("平安一中2018年度考核汇总表")],
        &[T("单位：平安一中"), B, B, B, T("单位：元")],
        &[T("序号"), T("工号"), T("姓名"), T("师德"), B, T("奖金（元）"), T("到岗时间"), T("身份证号")],
        &[B, B, B, T("得分"), T("出勤率")],
        &[N(1.0), T("0012"), T("张三"), N(86.5), P(0.95), N(1200.0), D(43344.0), T(IDENTITY)],
        &[N(2.0), T("0013"), T("李 四"), T("90"), P(1.0), T("1,300.50"), T("2018.9.1"), T("340524198001010018")],
        &[N(3.0), N(14.0), T("王五\u{A0}"), T("缺考"), T("98%"), T("800元"), D(43131.0), N(340524198001010000.0)],
        &[N(4.0), T("0015"), T("赵六"), F("=1/0", "#DIV/0!"), N(0.9), N(500.0), D(43131.0), T(IDENTITY)],
        &[N(5.0), T("0016"), T("钱\u{E863}"), N(70.0), P(0.8), D(43131.0), D(43131.0), T(IDENTITY), T("补报")],
        &[],
        &[T("合计"), B, B, N(246.5), B, N(3800.5)],
        &[T("平均"), B, B, N(82.0)],
        &[T("制表人：孙七"), B, B, T("2018年12月1日")],
    ];
    fill(sheet, 0, &rows);
    sheet.set_row_hidden(6).unwrap();
    sheet.set_column_hidden(7).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_form_is_told_in_both_languages() {
    let dir = TempDir::new().expect("a folder");
    let path = put(&dir, "汇总.xlsx", form());
    for language in ["zh", "en"] {
        let output = fenpei(&["inspect", &path, "--lang", language]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        // The library stamps the time into the file: size and hash are not always the same.
        let told: Vec<String> =
            stdout(&output).lines().filter(|l| !l.contains("SHA-256")).map(str::to_string).collect();
        let told = told.join("\n").replace(&*dir.path().to_string_lossy(), "DIR");
        insta::assert_snapshot!(format!("form_{language}"), told);
    }
}

#[test]
fn what_programs_read_is_the_same_every_time_and_has_no_personal_number() {
    let dir = TempDir::new().expect("a folder");
    let digits = "6222020200112233445";
    let rows: [&[C]; 3] = [
        &[T("姓名"), T("身份证号"), T("账号"), T(digits)],
        &[T("张三"), T(IDENTITY), T(digits), T("无")],
        &[T(digits), T("６２２２ 0202 0011 2233 445"), N(6.222020200112233e18), T("有")],
    ];
    let path = put(&dir, &format!("{digits}.xlsx"), book(&rows));
    let arguments = ["inspect", &path, "--format", "json", "--lang", "en"];
    let first = stdout(&fenpei(&arguments));
    assert_eq!(first, stdout(&fenpei(&["inspect", &path, "--format", "json", "--lang", "zh"])));
    let text = stdout(&fenpei(&["inspect", &path]));
    for told in [&first, &text] {
        for secret in ["34052419", "62220202", "０２０２", "6222 02", "0202 0011"] {
            assert!(!told.contains(secret), "{secret} is in\n{told}");
        }
        assert!(told.contains("***3445"), "{told}");
    }
    let value: Value = serde_json::from_str(&first).expect("JSON");
    let table = &value["files"][0]["sheets"][0]["cells"]["table"];
    assert_eq!(table["rows"]["data"], 2);
    assert_eq!(table["columns"][1]["type"], "identity_number");
    assert_eq!(value["files"][0]["sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn sheets_that_nobody_sees_and_sheets_without_cells() {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("表").unwrap(), 0, &[&[T("姓名"), T("得分")], &[T("甲"), N(1.0)]]);
    book.add_worksheet().set_name("存档").unwrap().set_hidden(true);
    book.add_worksheet().set_name("密").unwrap().set_very_hidden(true);
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values(("表", 1, 1, 1, 1));
    book.add_chartsheet().set_name("图").unwrap().insert_chart(0, 0, &chart).unwrap();
    let dir = TempDir::new().expect("a folder");
    let path = put(&dir, "表.xlsx", book.save_to_buffer().unwrap());
    let told = stdout(&fenpei(&["inspect", &path]));
    assert!(
        told.contains("工作表 4 张：表、存档（隐藏、没有内容）、密（深度隐藏，菜单中看不到、没有内容）、图（图表）"),
        "{told}"
    );
}

#[test]
fn every_format_is_seen_alike() {
    let rows: [&[C]; 3] =
        [&[T("工号"), T("姓名"), T("得分")], &[T("T1"), T("甲"), N(1.0)], &[T("T2"), T("乙"), N(2.5)]];
    let csv = "工号,姓名,得分\nT1,甲,1\nT2,乙,2.5\n".as_bytes().to_vec();
    let mut tables = Vec::new();
    for (path, bytes, format) in
        [("表.xlsx", book(&rows), "xlsx"), ("表.xlsb", xlsb::book("表", &rows), "xlsb"), ("表.csv", csv, "csv")]
    {
        let mut seen = seen(path, bytes);
        assert_eq!((seen.format, seen.findings.len(), seen.other_ending), (Some(format), 0, false), "{path}");
        tables.push(seen.sheets.remove(0).cells.expect("cells"));
    }
    assert!(tables.windows(2).all(|two| two[0] == two[1]), "{tables:?}");
    assert_eq!(seen("表.xls", XLS.to_vec()).sheets, seen("表.ods", ODS.to_vec()).sheets);
    let renamed = seen("表.xlsx", XLS.to_vec());
    assert_eq!((renamed.format, renamed.other_ending, codes(&renamed)), (Some("xls"), true, vec!["W211"]));
}

#[test]
fn headers_are_found_below_titles_and_with_their_groups() {
    let (one, two): (&[C], &[C]) = (&[N(1.0), T("甲"), N(9.0), T("优")], &[N(2.0), T("乙"), N(8.0), T("良")]);
    // A title that is not merged, a line of units, one row of headers.
    let rows: [&[C]; 5] = [&[T("成绩表")], &[T("单位：分")], &[T("序号"), T("姓名"), T("得分"), T("等次")], one, two];
    assert_eq!(header(&rows, &[]), "3–3 序号 姓名 得分 等次");
    // Groups that are merged, as other columns are downwards.
    let top: &[C] = &[T("序号"), T("姓名"), T("师德")];
    let rows: [&[C]; 5] = [&[T("表")], top, &[B, B, T("得分"), T("等次")], one, two];
    let merges = [(0, 0, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3)];
    assert_eq!(header(&rows, &merges), "2–3 序号 姓名 师德/得分 师德/等次");
    // Groups above a complete header; the title above them is merged too.
    let rows: [&[C]; 5] = [&[T("表")], &[B, B, T("师德")], &[T("序号"), T("姓名"), T("得分"), T("等次")], one, two];
    assert_eq!(header(&rows, &[(0, 0, 0, 3), (1, 2, 1, 3)]), "2–3 序号 姓名 师德/得分 师德/等次");
    // A group that is only written in its first column.
    let rows: [&[C]; 4] = [&[T("师德"), B, T("能力")], &[T("得分"), T("等次"), T("得分"), T("等次")], two, one];
    assert_eq!(header(&rows, &[]), "1–2 师德/得分 师德/等次 能力/得分 能力/等次");
    // Texts only, the title in two columns, a column without a header.
    let rows: [&[C]; 4] = [
        &[T("人员名单"), B, B, T("2018年")],
        &[T("姓名"), T("单位"), T("岗位")],
        &[T("甲"), T("一中"), T("教师"), T("新")],
        &[T("乙"), T("二中"), T("教辅")],
    ];
    assert_eq!(header(&rows, &[]), "2–2 姓名 单位 岗位 ");
    // A column that is merged down from its header.
    let rows: [&[C]; 4] =
        [&[T("学校"), T("姓名"), T("得分")], &[B, T("甲"), N(1.0)], &[B, T("乙"), N(2.0)], &[B, T("丙")]];
    assert_eq!(header(&rows, &[(0, 0, 3, 0)]), "1–1 学校 姓名 得分");
    // No header at all.
    assert_eq!(header(&[&[N(1.0), N(2.0)], &[N(3.0), N(4.0)]], &[]), "none");
    assert_eq!(header(&[&[T("说明：本表不用填")]], &[]), "none");
}

#[test]
fn refused_files_are_told_with_their_reason() {
    let dir = TempDir::new().expect("a folder");
    let good = put(&dir, "好.xlsx", book(&[&[T("姓名"), T("得分")], &[T("甲"), N(1.0)]]));
    let locked = include_bytes!("intake/fixtures/有密码.xlsx");
    let cases: [(&str, &[u8], &str); 7] = [
        ("空.xlsx", b"", "E201"),
        ("文.xlsx", "姓名,得分\n甲,1\n".as_bytes(), "E202"),
        ("网.xls", b"<html><table></table></html>", "E203"),
        ("页.pdf", b"%PDF-1.4", "E205"),
        ("图.png", &[0x89, b'P', b'N', b'G', 0, 1, 2], "E206"),
        ("密.xlsx", locked, "E207"),
        ("坏.xlsx", b"PK\x03\x04 and no more", "E208"),
    ];
    for (name, bytes, number) in cases {
        let output = fenpei(&["inspect", &put(&dir, name, bytes), &good]);
        let told = stdout(&output);
        assert_eq!(code(&output), 1, "{told}");
        assert!(told.contains(&format!("({number})")), "{told}");
        // The others are told all the same.
        assert!(told.contains("数据 1 行"), "{told}");
    }
    let output = fenpei(&["inspect", &dir.path().join("没有.xlsx").to_string_lossy(), &dir.path().to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("E288") && stdout(&output).contains("E219"), "{}", stdout(&output));
    for arguments in [vec!["inspect"], vec!["inspect", &good, "--format", "xml"]] {
        assert_eq!(code(&fenpei(&arguments)), 2, "{arguments:?}");
    }
}

#[test]
fn a_cell_at_the_far_end_costs_nothing() {
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[&[T("姓名"), T("得分")], &[T("甲"), N(1.0)]]);
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
    });
    let seen = seen("表.xlsx", bytes);
    assert_eq!(codes(&seen), ["E231"]);
    assert_eq!(seen.sheets[0].cells.as_ref().map(|cells| cells.last.as_str()), Some("XFD1048576"));
}

#[test]
fn hostile_files_are_refused_or_read_and_never_panic() {
    let good = form();
    for cut in (0..good.len()).step_by(97) {
        assert!(!seen("表.xlsx", good[..cut].to_vec()).findings.is_empty(), "cut at {cut}");
    }
    for (path, bytes) in [("表.xls", XLS), ("表.ods", ODS)] {
        for at in (0..bytes.len()).step_by(11) {
            let mut bytes = bytes.to_vec();
            bytes[at] ^= 0xFF;
            seen(path, bytes);
        }
    }
    let simple = book(&[&[T("姓名"), T("得分")], &[T("甲"), N(1.0)]]);
    let damage = [("r=\"A2\"", "r=\"2A\""), ("<v>", "<v"), ("t=\"s\"", "t=\"q\""), ("<v>2</v>", "<v>99</v>")];
    for (from, to) in damage {
        let seen = seen("表.xlsx", edit(simple.clone(), SHEET, |xml| xml.replace(from, to)));
        assert!(!codes(&seen).is_empty() || from == "t=\"s\"", "{from} → {to}");
    }
    let outside = edit(simple.clone(), SHEET, |xml| xml.replace("r=\"A2\"", "r=\"XFE2\""));
    assert_eq!(codes(&seen("表.xlsx", outside)), ["E215"]);
    let twice = edit(simple, SHEET, |xml| xml.replace("r=\"B2\"", "r=\"A2\""));
    assert_eq!(codes(&seen("表.xlsx", twice)), ["E230"]);
}

#[test]
fn the_samples_files_are_read_without_a_finding() {
    let folder = Path::new(SAMPLE);
    for (name, bytes) in support::files(folder).into_iter().filter(|(name, _)| name.ends_with(".xlsx")) {
        if name.starts_with("结果") {
            continue;
        }
        let seen = inspect(&OfficeFile { path: name.clone(), bytes });
        let lines: Vec<String> = seen.findings.iter().map(|finding| finding.line(Language::Chinese)).collect();
        assert_eq!(lines, Vec::<String>::new());
        for sheet in &seen.sheets {
            let table = sheet.cells.as_ref().and_then(|cells| cells.table.as_ref());
            assert!(table.is_some_and(|table| table.rows.data > 0), "{name} › {}", sheet.name);
        }
    }
}

#[test]
fn merged_regions_without_number_or_sense_cost_nothing() {
    let simple = book(&[&[T("姓名"), T("得分")], &[T("甲"), N(1.0)]]);
    let merged = |refs: &str, count: usize| {
        let cells = format!("<mergeCells>{}</mergeCells>", format!("<mergeCell ref=\"{refs}\"/>").repeat(count));
        seen("表.xlsx", edit(simple.clone(), SHEET, |xml| xml.replace("</sheetData>", &format!("</sheetData>{cells}"))))
    };
    for (refs, count) in [("B1:A1", 1), ("C9:C1", 1), ("A1:XFD1048576", 1), ("A1:IV3", 100_000), ("?", 1)] {
        let seen = merged(refs, count);
        assert!(seen.findings.is_empty(), "{refs}: {:?}", seen.findings);
        assert_eq!(seen.sheets[0].cells.as_ref().map(|cells| cells.filled), Some(4), "{refs}");
    }
}

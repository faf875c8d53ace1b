//! A small district, worked by hand, and its audit workbook recalculated by a spreadsheet engine that is not ours.
use fenpei::book::Book;
use fenpei::faces::{Edition, audit_workbook};
use fenpei::intake::OfficeFile;
use fenpei::messages::{Findings, Language};
use fenpei::{compute, intake, plan, scheme};
use foreign::Comparison;
use ironcalc::base::cell::CellValue;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

#[path = "support/foreign.rs"]
mod foreign;

const SCHEME: &str = include_str!("small/scheme.toml");

/// One workbook with one sheet: a header and rows, `2018-04-20` as a date, figures as numbers.
fn office_file(name: &str, rows: &[&[&str]]) -> OfficeFile {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(name).expect("a name");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (at, row) in rows.iter().enumerate() {
        for (column, text) in row.iter().enumerate() {
            let (at, column) = (at as u32, column as u16);
            let header = rows[0][column as usize];
            let figure = matches!(header, "得分" | "月数" | "天数" | "份数" | "分值") && at > 0;
            match (figure.then(|| text.parse::<f64>().ok()).flatten(), ExcelDateTime::parse_from_str(text)) {
                (Some(number), _) => sheet.write_number(at, column, number).expect("written"),
                (None, Ok(day)) if header == "入职" && at > 0 => {
                    sheet.write_datetime_with_format(at, column, &day, &date).expect("written")
                }
                _ => sheet.write_string(at, column, *text).expect("written"),
            };
        }
    }
    OfficeFile { path: format!("{name}.xlsx"), bytes: workbook.save_to_buffer().expect("saved") }
}

fn office() -> Vec<OfficeFile> {
    vec![
        office_file("学校", &[&["校名", "类别"], &["甲校", "甲类"], &["乙校", "甲类"], &["丙校", "乙类"]]),
        office_file(
            "职工",
            &[
                &["工号", "姓名", "校名", "岗位", "得分", "入职", "月数", "师德"],
                &["01", "王一", "甲校", "教师", "90.5", "2010-03-01", "12", "合格"],
                &["02", "李二", "甲校", "教师", "85", "2015-09-01", "12", "合格"],
                &["03", "张三", "甲校", "工勤", "缺考", "2018-04-20", "8", "合格"],
                &["04", "赵四", "乙校", "教师", "85", "2011-01-01", "12", "不合格"],
                &["05", "钱五", "乙校", "教师", "70.5", "2012-12-31", "9", "合格"],
            ],
        ),
        office_file("奖项", &[&["工号", "名称", "分值"], &["02", "优课", "2.5"], &["04", "", "1"]]),
        office_file(
            "请假",
            &[
                &["序号", "工号", "类别", "天数"],
                &["1", "01", "事假", "3"],
                &["2", "02", "病假", "12.5"],
                &["3", "05", "事假", "20"],
            ],
        ),
        office_file("项目", &[&["序号", "工号", "份数"], &["1", "01", "2"], &["2", "01", "1"], &["3", "05", "3"]]),
    ]
}

fn book() -> (Book, Findings) {
    let mut findings = Findings::default();
    let written = scheme::parse(SCHEME, &mut findings);
    let plan = plan::compile(&written, SCHEME, &mut findings);
    let told = |findings: &Findings| {
        let lines = findings.list.iter().map(|f| scheme::render(f, "scheme.toml", SCHEME, Language::Chinese));
        lines.collect::<Vec<_>>().join("\n")
    };
    let plan = plan.unwrap_or_else(|| panic!("{}", told(&findings)));
    let dataset = intake::read(&written, &office(), &mut findings);
    let book = compute::compute(plan, dataset, &mut findings);
    (book.unwrap_or_else(|| panic!("{}", told(&findings))), findings)
}

fn shown(book: &Book, table: &str, column: &str) -> Vec<String> {
    let table = book.plan.find_table(table).expect("there");
    let column = book.plan.find_column(table, column).expect(column);
    (0..book.rows[table.0]).map(|row| book.shown(column, row)).collect()
}

#[test]
fn worked_by_hand() {
    let (book, _) = book();
    // Whole yuan by months 12, 12, 8, 12, 9 of 53: 100 × 12/53 = 22 rest 34, 8: 15 rest 5, 9: 16 rest 52. Three
    // are left: rest 52 first, then of the equal ones the first two staff numbers. 0.50 is below a yuan.
    assert_eq!(shown(&book, "职工", "整元奖"), ["23.00", "23.00", "15.00", "22.00", "17.00"]);
    // 2 + 1 and 3 parts of 50.00, which the 500.00 cover.
    assert_eq!(shown(&book, "职工", "项目费到人"), ["150.00", "0.00", "0.00", "0.00", "150.00"]);
    // 200.00 left over 90.5 + 85 + 0 + 85 + 70.5 = 331 points: price 0.60, so 54.30 + 51.00 + 0 + 51.00 + 42.30
    // = 198.60 and 1.40 over.
    assert_eq!(shown(&book, "职工", "剩余奖"), ["54.30", "51.00", "0.00", "51.00", "42.30"]);
    // Schools: 32 and 21 months; 40 % of 3 places is 1.2, one place each: tiers 3, 2 and below 1. Weights 96 and
    // 42 of 138; 13,000.01 × 96/138 = 9,043.4852…, rest larger for the other: 9,043.49 and 3,956.52.
    assert_eq!(shown(&book, "学校", "校权重"), ["96", "42", "0"]);
    assert_eq!(shown(&book, "学校", "到校"), ["9043.49", "3956.52", "0.00"]);
    // Two people at 85 share places 2 and 3: (4 + 0) / 2.
    assert_eq!(shown(&book, "职工", "均分值"), ["9.0000", "2.0000", "0.0000", "2.0000", "0.0000"]);
    // Personal leave of 20 days: 5 free, 10 at 1 %, 5 at 2 %.
    assert_eq!(shown(&book, "职工", "出勤系数"), ["1.0000", "1.0000", "1.0000", "1.0000", "0.8000"]);
    // (90.5 + 85) / 2 / 8 = 10.96875; (85 + 70.5) / 2 / 8 = 9.71875.
    assert_eq!(shown(&book, "学校", "校均分偶"), ["11.0", "9.7", "0.0"]);
    assert_eq!(shown(&book, "职工", "得分名次"), ["1", "2", "", "1", "2"]);
    assert_eq!(shown(&book, "职工", "奖项名"), ["", "优课", "", "", ""]);
    assert!(book.ledger.balanced());
}

fn small_workbook() -> Vec<u8> {
    let (book, findings) = book();
    let edition = Edition {
        scheme: "小样例".to_string(),
        basis: "样例〔2018〕1号".to_string(),
        office: "小样例教育局".to_string(),
        year: 2018,
        batch: "2018-000000000000".to_string(),
        line: "试算，不作发放依据".to_string(),
        fingerprint: "0".repeat(64),
        ..Edition::default()
    };
    audit_workbook(&book, &edition, &findings).expect("written")
}

#[test]
fn a_foreign_engine_gets_the_cached_values() {
    let comparison = foreign::compare(&small_workbook());
    let Comparison { cells, compared, unsupported, differences } = &comparison;
    println!("{compared} of {cells} formula cells compared; not supported: {unsupported:?}");
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
    assert!(*compared > 450 && compared * 100 >= cells * 95, "{compared} of {cells}");
}

#[test]
fn the_comparison_can_fail() {
    let cells = foreign::evaluated(&small_workbook());
    let number = cells.iter().find_map(|cell| match cell.cached {
        CellValue::Number(number) if number > 1.0 => Some((number, &cell.live)),
        _ => None,
    });
    let Some((cached, live)) = number else { panic!("a number is there") };
    assert!(foreign::same(&CellValue::Number(cached), live));
    assert!(!foreign::same(&CellValue::Number(cached + 0.01), live));
}

//! The tax sheets of a worked page: each amount by hand, who stands just above a cliff, who is paid twice, and the
//! formulas evaluated by an engine that is not ours.
use calamine::{Data, Reader, Xlsx};
use fenpei::book::Book;
use fenpei::faces::{Booking, Edition, tax_workbook, voucher_workbook};
use fenpei::messages::Findings;
use fenpei::stage::Order;
use fenpei::{plan, scheme};
use std::io::Cursor;
use std::path::Path;

#[path = "support/foreign.rs"]
mod foreign;
#[path = "support/worked.rs"]
mod worked;

const PAGE: &str = "tests/idioms/全年一次性奖金单独计税.md";

fn book() -> Book {
    worked::Worked::read(Path::new(PAGE)).hold().unwrap_or_else(|wrong| panic!("{wrong}")).expect("a book")
}

fn edition() -> Edition {
    let [scheme, basis, office, batch, fingerprint] = ["方案", "文件", "样例局", "2025-1", "1"].map(str::to_string);
    Edition { scheme, basis, office, year: 2025, batch, fingerprint, ..Edition::default() }
}

fn bytes() -> Vec<u8> {
    tax_workbook(&book(), &edition()).expect("written")
}

/// The lines of a sheet below its header, as they are read.
fn lines(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("opens");
    let rows = book.worksheet_range(sheet).expect("there");
    let shown = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Float(number) => format!("{number:.2}"),
        Data::Int(number) => format!("{number}.00"),
        _ => String::new(),
    };
    rows.rows().skip(4).map(|row| row.iter().map(shown).collect()).collect()
}

#[test]
fn each_of_the_staff_has_the_tax_worked_by_hand() {
    let lines = lines(&bytes(), "个税测算");
    let told: Vec<String> = lines.iter().map(|line| line[1..].join(" ").trim_end().to_string()).collect();
    for expected in [
        "T01 王一 36000.00 3.00 0.00 1080.00 34920.00",
        "T02 李二 36000.01 10.00 210.00 3390.00 32610.01 临界点、一年一次",
        "T03 张三 38566.67 10.00 210.00 3646.67 34920.00",
        "T04 赵四 144000.00 10.00 210.00 14190.00 129810.00",
        "T05 钱五 144001.00 20.00 1410.00 27390.20 116610.80 临界点",
        "T06 孙六 17.50 3.00 0.00 0.53 16.97 一年一次",
        "P01 李二 1200.00 3.00 0.00 36.00 1164.00 一年一次",
        "P02 吴八 900.00 3.00 0.00 27.00 873.00",
    ] {
        assert!(told.iter().any(|line| line == expected), "{expected}: {told:?}");
    }
    // Who is paid nothing is not taxed, and neither is a pupil.
    assert!(told.iter().all(|line| !line.contains("周七") && !line.contains("郑九")), "{told:?}");
}

#[test]
fn who_stands_just_above_a_cliff_is_told_how_much_is_lost_and_where_it_is_regained() {
    let lines = lines(&bytes(), "临界点提示");
    let over: Vec<String> = lines.iter().filter(|line| !line[2].is_empty()).map(|line| line[2..].join(" ")).collect();
    assert_eq!(
        over,
        [
            "李二 36000.01 36000.00 0.01 3390.00 32610.01 34920.00 2309.99 38566.67",
            "钱五 144001.00 144000.00 1.00 27390.20 116610.80 129810.00 13199.20 160500.00",
        ]
    );
}

#[test]
fn a_person_of_two_tables_or_taxed_before_is_flagged() {
    let lines = lines(&bytes(), "一年一次");
    let twice: Vec<String> = lines.iter().filter(|line| !line[2].is_empty()).map(|line| line[1..].join(" ")).collect();
    assert_eq!(
        twice,
        ["T02 李二 36000.01 0.00 聘用 乙校 P01", "T06 孙六 17.50 2000.00 ", "P01 李二 1200.00 0.00 教职工 甲校 T02",]
    );
}

#[test]
fn the_units_add_up_and_no_amount_is_changed() {
    let book = book();
    let units = lines(&bytes(), "按单位");
    let total = units.iter().find(|line| line[0] == "合计").expect("totals");
    assert_eq!(total[1..5], ["8.00", "400685.18", "49760.40", "350924.78"]);
    let paid: i64 = book.ledger.totals.iter().filter(|totals| totals.source.0 < 2).map(|totals| totals.amount).sum();
    assert_eq!(paid, 40_068_518);
}

#[test]
fn another_engine_evaluates_every_formula_to_the_same() {
    let compared = foreign::compare(&bytes());
    assert!(compared.compared > 30 && compared.unsupported.is_empty(), "{:?}", compared.unsupported);
    assert!(compared.differences.is_empty(), "{}", compared.differences.join("\n"));
}

#[test]
fn amounts_alone_are_listed_for_cumulative_withholding() {
    let page = std::fs::read_to_string(PAGE).expect("there");
    let cut: Vec<&str> =
        page.lines().filter(|line| !line.starts_with("person ") && !line.starts_with("earlier")).collect();
    let source = cut.join("\n").replace("year-end", "taxable-only").replace("year     = 2025", "year     = 2018");
    let mut findings = Findings::default();
    let written = scheme::read("scheme.md", &source, &mut findings);
    let plan = plan::compile(&written, &source, &mut findings).unwrap_or_else(|| panic!("{:?}", findings.list));
    assert!(plan.tax.is_some_and(|tax| tax.table.is_none()));
}

#[test]
fn tax_that_is_known_stands_in_the_voucher_beside_the_net() {
    let book = book();
    let sources: Vec<plan::SourceId> = (0..book.plan.sources.len()).map(plan::SourceId).collect();
    let order = Order::of(&sources);
    let bytes = voucher_workbook(&book, &edition(), Booking::Payment, (&order, &order)).expect("written");
    let school = lines(&bytes, "甲校");
    let paid =
        school.iter().skip_while(|line| !line[0].starts_with("二、")).take_while(|line| !line[0].starts_with("三、"));
    let told: Vec<String> = paid.map(|line| format!("{} {}{}", line[1], line[5], line[6])).collect();
    for expected in [
        "借：应付职工薪酬 110566.68",
        "　　贷：财政拨款收入 102450.01",
        "　　贷：其他应交税费—应交个人所得税 8116.67",
        "借：应付职工薪酬 900.00",
        "　　贷：财政拨款收入 900.00",
    ] {
        assert!(told.iter().any(|line| line == expected), "{expected}: {told:?}");
    }
    let index = lines(&bytes, "凭证目录");
    let total = index.iter().find(|line| line[0] == "合计").expect("totals");
    assert_eq!(total[9], "49697.40");
}

#[test]
fn a_tax_above_what_is_paid_makes_no_voucher() {
    let page = std::fs::read_to_string(PAGE).expect("there");
    let dir = tempfile::TempDir::new().expect("a folder");
    let path = dir.path().join("多扣.md");
    std::fs::write(&path, page.replace("2000.00 | 0.53 |", "2000.00 | 17.51 |")).expect("written");
    let book = worked::Worked::read(&path).hold().unwrap_or_else(|wrong| panic!("{wrong}")).expect("a book");
    let order = Order::of(&[plan::SourceId(0)]);
    let refused = voucher_workbook(&book, &edition(), Booking::Payment, (&order, &order)).expect_err("too much tax");
    assert_eq!(refused.to_string(), "T06 孙六 的代扣个人所得税 17.51 元，应在零和发放额 17.50 元之间");
}

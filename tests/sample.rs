//! The sample district year, as a user runs it.
use fenpei::book::Book;
use fenpei::messages::{Findings, Language};
use fenpei::scheme::AccountKind;
use fenpei::{compute, intake, plan, scheme};

const DIR: &str = "samples/pingan";

fn read() -> (String, scheme::Scheme, Findings) {
    let source = std::fs::read_to_string(format!("{DIR}/scheme.toml")).expect("the sample is there");
    let mut findings = Findings::default();
    let written = scheme::parse(&source, &mut findings);
    (source, written, findings)
}

fn compute_year() -> (Book, Vec<String>) {
    let (source, written, mut findings) = read();
    let plan = plan::compile(&written, &source, &mut findings).expect("compiles");
    let files = intake::read_folder(DIR.as_ref(), &mut findings).expect("readable");
    let dataset = intake::read(&written, &files, &mut findings);
    let book = compute::compute(plan, dataset, &mut findings);
    let told: Vec<String> = findings.list.iter().map(|f| f.line(Language::Chinese)).collect();
    (book.unwrap_or_else(|| panic!("{}", told.join("\n"))), told)
}

#[test]
fn the_scheme_compiles_without_a_finding() {
    let (source, written, mut findings) = read();
    let plan = plan::compile(&written, &source, &mut findings);
    let told: Vec<String> = findings.list.iter().map(|f| scheme::render(f, DIR, &source, Language::Chinese)).collect();
    assert!(told.is_empty() && plan.is_some(), "{}", told.join("\n\n"));
}

#[test]
fn every_source_ends_in_full() {
    let (book, told) = compute_year();
    assert!(book.ledger.balanced());
    let ends: Vec<(&str, i64, i64, i64, i64)> = book
        .ledger
        .totals
        .iter()
        .map(|total| {
            let name = book.plan.sources[total.source.0].name.as_str();
            let ended = |kind| total.ended(kind);
            let kept = ended(AccountKind::CarriedOver) + ended(AccountKind::Reserved) + ended(AccountKind::Returned);
            (name, total.amount, ended(AccountKind::Paid), ended(AccountKind::Withheld), kept)
        })
        .collect();
    assert_eq!(
        ends,
        [
            ("教师奖金", 447_863_818, 446_428_435, 1_434_547, 836),
            ("政府专项", 112_000_000, 108_300_524, 338_638, 3_360_838),
            ("财政奖励", 40_000_000, 38_474_439, 41_644, 1_483_917),
        ]
    );
    // The two readings of rule A1 differ, and the run says by how much.
    let readings: Vec<&String> = told.iter().filter(|line| line.contains("(W430)")).collect();
    assert_eq!(readings.len(), 1, "{told:?}");
    assert!(readings[0].contains("应配专项 1119659.55，专项差额 340.45"), "{told:?}");
    // Nothing else but last units that went to one of equal rows.
    assert!(told.iter().all(|line| line.contains("(W430)") || line.contains("(W425)")), "{told:?}");
}

#[test]
fn every_person_is_paid_what_the_items_add_up_to() {
    let (book, _) = compute_year();
    let staff = book.plan.find_table("教职工").expect("there");
    let column = |name: &str| book.plan.find_column(staff, name).expect(name);
    let items = [
        "管理岗位奖",
        "班主任奖",
        "超课时奖",
        "出勤奖",
        "教学质量奖",
        "综合考核奖",
        "局管考核奖",
        "请假扣回再分配",
        "年级班主任奖",
        "年级任课奖",
        "单科质量奖到人",
        "优秀管理奖到人",
    ];
    let withheld: Vec<_> = book
        .plan
        .steps
        .iter()
        .filter(|step| step.gate.is_some() && step.table == staff)
        .flat_map(|step| step.amounts.iter().map(|(_, column)| *column))
        .collect();
    for row in 0..book.rows[staff.0] {
        let due: i64 = items.iter().map(|name| book.stored(column(name), row)).sum();
        let cut: i64 = withheld.iter().map(|column| book.stored(*column, row)).sum();
        assert_eq!(book.stored(column("实发"), row), due - cut, "{}", book.row_name(staff, row));
    }
}

#[test]
fn a_payout_rests_on_the_inputs_of_its_person() {
    let (book, _) = compute_year();
    let staff = book.plan.find_table("教职工").expect("there");
    let net = book.plan.find_column(staff, "实发").expect("there");
    let leave = book.plan.find_table("请假").expect("there");
    let days = book.plan.find_column(leave, "天数").expect("there");
    let person = (0..book.rows[leave.0]).find_map(|slip| {
        let relation = book.plan.relations.iter().position(|r| r.from == leave && r.to == staff)?;
        Some((slip, book.relations[relation].target(slip)?))
    });
    let (slip, person) = person.expect("somebody was on leave");
    let leaves = book.leaves(net, person);
    assert!(leaves.contains(&fenpei::book::Leaf::Input(days, slip)));
}

//! The sample district year, as a user runs it.
use calamine::{Data, Reader, Xlsx, open_workbook};
use fenpei::book::Book;
use fenpei::dataset::{ColumnValues, Dataset};
use fenpei::messages::{Findings, Language};
use fenpei::plan::{Plan, Rule};
use fenpei::scheme::AccountKind;
use fenpei::{compute, intake, plan, scheme};
use std::collections::BTreeMap;

const DIR: &str = "samples/pingan";

fn read() -> (String, scheme::Scheme, Findings) {
    let source = std::fs::read_to_string(format!("{DIR}/scheme.toml")).expect("the sample is there");
    let mut findings = Findings::default();
    let written = scheme::parse(&source, &mut findings);
    (source, written, findings)
}

fn compute_year() -> (Book, Vec<String>) {
    compute_changed(|_, _| {})
}

/// The year with something else in the tables than in the files.
fn compute_changed(change: impl FnOnce(&Plan, &mut Dataset)) -> (Book, Vec<String>) {
    let (book, told) = try_changed(change);
    (book.unwrap_or_else(|| panic!("{}", told.join("\n"))), told)
}

/// The same, of a year that may not come about.
fn try_changed(change: impl FnOnce(&Plan, &mut Dataset)) -> (Option<Book>, Vec<String>) {
    let (source, written, mut findings) = read();
    let plan = plan::compile(&written, &source, &mut findings).expect("compiles");
    let files = intake::read_folder(DIR.as_ref(), &mut findings).expect("readable");
    let mut dataset = intake::read(&written, &files, &mut findings);
    change(&plan, &mut dataset);
    let book = compute::compute(plan, dataset, &mut findings);
    (book, findings.list.iter().map(|f| f.line(Language::Chinese)).collect())
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
            assert_eq!(ended(AccountKind::Held), 0, "{name}");
            (name, total.amount, ended(AccountKind::Paid), ended(AccountKind::Withheld), kept)
        })
        .collect();
    assert_eq!(
        ends,
        [
            ("教师奖金", 447_863_818, 446_793_669, 1_069_431, 718),
            ("政府专项", 112_000_000, 108_391_215, 248_049, 3_360_736),
            ("财政奖励", 40_000_000, 37_840_057, 37_394, 2_122_549),
            ("高考教师奖励", 27_900_000, 26_705_564, 690_286, 504_150),
            ("高考学生奖励", 3_100_000, 3_000_000, 0, 100_000),
            ("校长奖励", 10_000_000, 10_000_000, 0, 0),
            ("监测奖励", 8_000_000, 8_000_000, 0, 0),
            ("超课时补助", 15_000_000, 9_650_000, 0, 5_350_000),
        ]
    );
    // The two readings of rule A1 differ, and the run says by how much.
    let readings: Vec<&String> = told.iter().filter(|line| line.contains("(W430)")).collect();
    assert_eq!(readings.len(), 2, "{told:?}");
    assert!(readings[0].contains("应配专项 1119659.55，专项差额 340.45"), "{told:?}");
    // The district misses the first-tier rate of 2018, 30 %.
    assert!(readings[1].contains("全区一本率 28.88"), "{told:?}");
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
        "校内核验奖",
        "高三班主任奖",
        "高三任课奖",
        "优秀学科奖到人",
        "优秀个人奖到人",
        "高考管理奖到人",
        "校长绩效奖",
        "监测先进集体奖到人",
        "监测先进个人奖到人",
        "超课时补助到人",
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

/// What the payees of a table are paid from a source, in fen.
fn paid(book: &Book, table: &str, source: &str) -> i64 {
    let id = book.plan.find_table(table).expect(table);
    let due = book.plan.table(id).payee.as_ref().expect("payees").due;
    let of = |balance: &&fenpei::book::AccountBalance| {
        balance.account == due && book.plan.sources[balance.source.0].name == source
    };
    book.ledger.balances.iter().filter(of).map(|balance| balance.balance()).sum()
}

#[test]
fn money_for_students_goes_to_students_alone() {
    let (book, _) = compute_year();
    for source in &book.plan.sources {
        let name = source.name.as_str();
        assert_eq!(paid(&book, "优秀学生", name) != 0, name == "高考学生奖励", "{name}");
        assert_eq!(paid(&book, "教职工", name) != 0, name != "高考学生奖励", "{name}");
    }
    // The best of each track 3,000, two 2,000, seven 1,000; one stands among the province's best hundred.
    let students = book.plan.find_table("优秀学生").expect("there");
    let net = book.plan.find_column(students, "实发").expect("there");
    let mut prizes: Vec<i64> = (0..book.rows[students.0]).map(|row| book.stored(net, row) / 100).collect();
    prizes.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(prizes, [[5000, 3000].as_slice(), &[2000; 4], &[1000; 14]].concat());
}

/// The amounts that a school sent in, by staff number, as another reader reads its workbook.
fn sent(school: &str) -> BTreeMap<String, i64> {
    let path = format!("{DIR}/核验/{school}2018年度绩效奖励分配核验表.xlsx");
    let mut book: Xlsx<_> = open_workbook(path).expect("opens");
    let range = book.worksheet_range("分配明细").expect("the sheet is there");
    let people = range.rows().filter(|row| matches!(row[0], Data::Float(_) | Data::Int(_)));
    let fen = |cell: &Data| match cell {
        Data::Float(yuan) => (yuan * 100.0).round() as i64,
        Data::Int(yuan) => yuan * 100,
        other => panic!("{other:?} is no amount"),
    };
    people.map(|row| (row[1].to_string(), fen(&row[9]))).collect()
}

#[test]
fn schools_that_distribute_by_themselves_are_paid_what_they_sent() {
    let (book, _) = compute_year();
    let find = |table: &str, column: &str| {
        book.plan.find_column(book.plan.find_table(table).expect(table), column).expect(column)
    };
    let staff = book.plan.find_table("教职工").expect("there");
    let schools = book.plan.find_table("学校").expect("there");
    let (code, unit, share) = (find("教职工", "工号"), find("教职工", "单位"), find("教职工", "校内核验奖"));
    let (name, allotted) = (find("学校", "学校名称"), find("学校", "核定到校额"));
    let rows = |table: fenpei::plan::TableId| 0..book.rows[table.0];
    let mut sending = 0;
    for school in rows(schools) {
        let school_name = book.shown(name, school);
        let people: Vec<usize> = rows(staff).filter(|row| book.shown(unit, *row) == school_name).collect();
        let shared: BTreeMap<String, i64> = people
            .iter()
            .map(|row| (book.shown(code, *row), book.stored(share, *row)))
            .filter(|(_, s)| *s != 0)
            .collect();
        if shared.is_empty() {
            continue;
        }
        sending += 1;
        let mut sent = sent(&school_name);
        assert_eq!(sent.values().sum::<i64>(), book.stored(allotted, school), "{school_name}");
        sent.retain(|_, amount| *amount != 0);
        assert_eq!(shared, sent, "{school_name}");
        // Nothing of the computed parts, and no deduction for leave on top of what the school decided.
        for item in ["综合考核奖", "出勤奖", "请假扣回再分配"] {
            let column = find("教职工", item);
            assert!(people.iter().all(|row| book.stored(column, *row) == 0), "{school_name} {item}");
        }
    }
    assert_eq!(sending, 3);
}

/// What was read into a column.
fn read_values<'a>(plan: &Plan, dataset: &'a mut Dataset, table: &str, column: &str) -> &'a mut ColumnValues {
    let table = plan.find_table(table).expect(table);
    let Rule::Input(input) = plan.column(plan.find_column(table, column).expect(column)).rule else { panic!() };
    let table = plan.table(table).scheme.expect("written");
    &mut dataset.tables[table].columns[input]
}

/// What was read into a column of figures.
fn figures<'a>(plan: &Plan, dataset: &'a mut Dataset, table: &str, column: &str) -> &'a mut Vec<i64> {
    let ColumnValues::Number { values, .. } = read_values(plan, dataset, table, column) else { panic!() };
    values
}

/// Writes a text into a cell.
fn write(plan: &Plan, dataset: &mut Dataset, table: &str, column: &str, row: usize, text: &str) {
    let text = dataset.texts.intern(text);
    let ColumnValues::Text(values) = read_values(plan, dataset, table, column) else { panic!() };
    values[row] = text;
}

#[test]
fn a_school_whose_amounts_do_not_hold_is_held_whole() {
    let (book, told) = compute_changed(|plan, dataset| figures(plan, dataset, "核验明细", "合计")[0] += 1);
    assert!(book.ledger.balanced());
    let held: i64 = book.ledger.totals.iter().map(|total| total.ended(AccountKind::Held)).sum();
    let schools = book.plan.find_table("学校").expect("there");
    let column = |name: &str| book.plan.find_column(schools, name).expect(name);
    let returned: Vec<i64> = (0..book.rows[schools.0])
        .filter(|row| book.shown(column("核验"), *row) == "是" && book.shown(column("核验通过"), *row) != "是")
        .map(|row| book.stored(column("核定到校额"), row))
        .collect();
    assert_eq!(returned, [held], "{told:?}");
    for check in ["核验：报送合计等于核定额", "核验：没有未列项目"] {
        assert!(told.iter().any(|line| line.contains("(W430)") && line.contains(check)), "{check}: {told:?}");
    }
}

#[test]
fn a_school_that_takes_for_leave_something_else_than_the_scheme_is_held() {
    let (book, told) = compute_changed(|plan, dataset| {
        let cuts = figures(plan, dataset, "核验明细", "请假扣减");
        let row = cuts.iter().position(|cut| *cut > 0).expect("somebody was on leave");
        let cut = std::mem::take(&mut cuts[row]);
        figures(plan, dataset, "核验明细", "综合考核")[row] -= cut;
    });
    assert!(book.ledger.totals.iter().any(|total| total.ended(AccountKind::Held) > 0));
    let failing: Vec<&String> = told.iter().filter(|line| line.contains("核验：")).collect();
    assert!(failing.len() == 1 && failing[0].contains("核验：请假已按标准扣减"), "{told:?}");
}

/// The head of 平安区第一高级中学 in the bureau's appraisal.
const HEAD: usize = 24;

/// Fills in a decision about the head.
fn decide(plan: &Plan, dataset: &mut Dataset) {
    write(plan, dataset, "局管考核", "处理文号", HEAD, "平教纪〔2018〕21号");
    write(plan, dataset, "局管考核", "作出机关", HEAD, "平安区纪委监委");
    let ColumnValues::Date { values, marks } = read_values(plan, dataset, "局管考核", "生效日期") else {
        panic!()
    };
    (values[HEAD], marks[HEAD]) = (43_440, None);
}

/// What the head is paid, by source.
fn paid_to_head(book: &Book) -> BTreeMap<String, i64> {
    let staff = book.plan.find_table("教职工").expect("there");
    let column = |name: &str| book.plan.find_column(staff, name).expect(name);
    let (unit, duty) = (column("单位"), column("职务"));
    let is_head = |row: &usize| book.shown(unit, *row) == "平安区第一高级中学" && book.shown(duty, *row) == "校长";
    let head = (0..book.rows[staff.0]).find(is_head).expect("the school has a head");
    let due = book.plan.table(staff).payee.as_ref().expect("payees").due;
    let own = book.ledger.balances.iter().filter(|balance| balance.account == due && balance.rows[head] != 0);
    own.map(|balance| (book.plan.sources[balance.source.0].name.clone(), balance.rows[head])).collect()
}

/// The rows that a consequence lists.
fn befallen(book: &Book, name: &str) -> Vec<String> {
    let result = book.consequences.iter().find(|result| book.plan.consequences[result.consequence].name == name);
    let result = result.unwrap_or_else(|| panic!("{name}"));
    let table = book.plan.column(book.plan.consequences[result.consequence].column).table;
    result.rows.iter().map(|row| book.row_name(table, *row as usize)).collect()
}

#[test]
fn a_head_is_paid_of_three_funds() {
    let (book, _) = compute_year();
    let paid = paid_to_head(&book);
    assert_eq!(paid.keys().collect::<Vec<_>>(), ["政府专项", "教师奖金", "校长奖励", "高考教师奖励"]);
}

#[test]
fn a_head_appraised_as_failing_gets_no_performance_pay_and_no_promotion() {
    let fail = |plan: &Plan, dataset: &mut Dataset| write(plan, dataset, "局管考核", "等次", HEAD, "不称职");
    let (none, told) = try_changed(fail);
    assert!(none.is_none() && told.iter().any(|line| line.contains("处理文号")), "{told:?}");
    let (book, _) = compute_changed(|plan, dataset| {
        fail(plan, dataset);
        decide(plan, dataset);
    });
    assert!(book.ledger.balanced());
    // The exam prize is no performance pay: rule A3 does not name it.
    assert_eq!(paid_to_head(&book).keys().collect::<Vec<_>>(), ["高考教师奖励"]);
    assert_eq!(befallen(&book, "一年内不得晋升").len(), 6);
}

#[test]
fn a_head_who_fails_in_ethics_gets_nothing_of_any_fund() {
    let (book, _) = compute_changed(|plan, dataset| {
        figures(plan, dataset, "局管考核", "廉政师德")[HEAD] = 599;
        decide(plan, dataset);
    });
    assert!(book.ledger.balanced());
    assert_eq!(paid_to_head(&book), BTreeMap::new());
    assert_eq!(befallen(&book, "师德一票否决：评优评先、职称评聘、岗位晋级").len(), 4);
}

#[test]
fn a_grade_that_ethics_bar_is_told_and_pays_no_more() {
    // The first head has 优秀; ethics below 90.0 bar it, and the factor is that of 称职.
    let factor = |book: &Book| {
        let staff = book.plan.find_table("教职工").expect("there");
        book.shown(book.plan.find_column(staff, "局管系数").expect("there"), 0)
    };
    assert_eq!(factor(&compute_year().0), "1.2");
    let (book, told) = compute_changed(|plan, dataset| figures(plan, dataset, "局管考核", "廉政师德")[0] = 899);
    assert_eq!(factor(&book), "1.0");
    assert!(told.iter().any(|line| line.contains("校验“师德非优秀不得评优”有 1 行不成立")), "{told:?}");
}

#[test]
fn targets_of_schools_that_do_not_make_the_districts_stop_the_run() {
    for (table, target, check) in [
        ("中考指标", "总均分指标", "总均分指标等于上年的率乘满分再乘增幅"),
        ("中考指标", "优秀率指标", "各校优秀率指标合成全区指标"),
        ("中考指标", "低分率指标", "各校低分率指标合成全区指标"),
        ("高考指标", "一本率分解指标", "各校一本率指标合成全区指标"),
        ("高考指标", "本科率分解指标", "各校本科率指标合成全区指标"),
    ] {
        let (book, told) = try_changed(|plan, dataset| figures(plan, dataset, table, target)[0] += 10);
        assert!(book.is_none() && told.iter().any(|line| line.contains(check)), "{target}: {told:?}");
    }
}

#[test]
fn ratings_that_do_not_make_the_total_stop_the_run() {
    for rating in ["学生测评", "教师测评", "校长测评"] {
        let (book, told) = try_changed(|plan, dataset| figures(plan, dataset, "教辅考核", rating)[0] += 1);
        let check = "教辅考核合计与测评相符";
        assert!(book.is_none() && told.iter().any(|line| line.contains(check)), "{rating}: {told:?}");
    }
}

#[test]
fn advanced_persons_come_from_groups_that_meet_both_targets() {
    let (book, _) = compute_year();
    let groups = book.plan.find_table("监测组").expect("there");
    let column = |name: &str| book.plan.find_column(groups, name).expect(name);
    let rows = || 0..book.rows[groups.0];
    let yes = |name: &str, row: usize| book.shown(column(name), row) == "是";
    let advanced: Vec<usize> = rows().filter(|row| book.stored(column("个人奖档"), *row) != 0).collect();
    assert!(advanced.iter().all(|row| yes("及格达标", *row) && yes("优秀达标", *row)));
    // A fifth of the groups that do, subject by subject: 1 of 4, 4, 6 and 2, 2 of 10 and 10, 3 of 14.
    assert_eq!(advanced.len(), 11);
}

#[test]
fn a_missed_indicator_and_a_decline_each_cost_a_junior_school_a_tenth() {
    let (book, _) = compute_year();
    let schools = book.plan.find_table("学校").expect("there");
    let column = |name: &str| book.plan.find_column(schools, name).expect(name);
    let name = column("学校名称");
    let left = |school: &str| {
        let row = (0..book.rows[schools.0]).find(|row| book.shown(name, *row) == school).expect(school);
        let given: i64 =
            ["总平均分奖到校", "上线人数奖", "上线率余额奖"].iter().map(|item| book.stored(column(item), row)).sum();
        let parts = ["年级班主任块", "年级任课块"];
        (given, parts.iter().map(|part| book.stored(column(part), row)).sum::<i64>())
    };
    // 第三初级中学 missed indicators and declined, 柳林镇 missed one, 第一初级中学 none.
    let (given, kept) = left("平安区第三初级中学");
    assert_eq!(kept, given * 9 / 10 * 9 / 10);
    let (given, kept) = left("柳林镇初级中学");
    assert_eq!(kept, given * 9 / 10);
    let (given, kept) = left("平安区第一初级中学");
    assert_eq!(kept, given);
}

#[test]
fn consequences_name_those_whom_two_years_and_targets_befall() {
    let (book, _) = compute_year();
    let of = |name: &str| befallen(&book, name);
    assert_eq!(of("解聘"), ["T0340 龙凯新", "T0613 徐志亚"]);
    assert_eq!(of("低聘（连续一学期无故不承担工作）"), ["T0908 徐翔", "T1078 董山建"]);
    assert_eq!(of("低聘（高级职称连续两年不任教）").len(), 4);
    assert_eq!(of("待岗、转岗或分流").len(), 5);
    assert_eq!(of("校长问责、调整"), ["平安区实验小学 唐玲琳", "平安区第一初级中学 唐馨薇"]);
    assert_eq!(of("约谈学校"), ["平安区第三初级中学", "柳林镇初级中学", "平安区育才九年制学校"]);
    assert_eq!(of("高考未达标约谈"), ["平安区第二高级中学"]);
    assert_eq!(of("高考质量滑坡处罚"), ["平安区第二高级中学"]);
    assert_eq!(of("中考质量滑坡处罚"), ["平安区第三初级中学", "平安区育才九年制学校"]);
    assert_eq!(of("退回更正核验表"), Vec::<&str>::new());
    assert_eq!((of("跟踪抽测、具体指导").len(), of("入学巩固指标约谈").len()), (38, 5));
}

//! Which rows are data, and what becomes of the others.
use crate::office::*;
use rust_xlsxwriter::Format;

const NAME: &str = r#"name = "姓名"; type = "text""#;
const MONEY: &str = r#"name = "奖金"; type = "money""#;
const KEY: &str = r#"key = ["姓名"]"#;
const HEADER: &[C] = &[T("序号"), T("姓名"), T("奖金")];

fn pay(rows: &[&[C]]) -> Outcome {
    let mut all = vec![HEADER];
    all.extend(rows);
    intake_one(&scheme(KEY, &[NAME, MONEY]), book(&all))
}

/// Every row below the header is used or skipped with a reason.
fn accounted(outcome: &Outcome, rows: u32) {
    let sheet = &outcome.data.sheets[0];
    assert_eq!(sheet.rows_used + sheet.skipped.len() as u32, rows);
}

fn reasons(list: &[(u32, &str)]) -> Vec<(u32, String)> {
    list.iter().map(|(row, reason)| (*row, reason.to_string())).collect()
}

#[test]
fn forms_have_more_than_data() {
    let outcome = pay(&[
        &[N(1.0), T("张三"), N(100.0)],
        &[],
        &[N(2.0), T("李四"), N(50.5)],
        &[T("小计"), B, N(150.5)],
        &[T("序号"), T("姓名"), T("奖金")],
        &[N(3.0), T("王五"), N(1.0)],
        &[N(4.0)],
        &[T(" "), T("　")],
        &[T("合　计"), B, N(151.5)],
        &[T("平均"), B, N(50.5)],
        &[T("制表人：赵六　　审核人：")],
        &[B, T("校长：")],
        &[T("注：本表一式两份")],
    ])
    .clean();
    assert_eq!(outcome.column(0), ["张三", "李四", "王五"]);
    let expected = [
        (3, "空行"),
        (5, "合计行"),
        (6, "重复的表头"),
        (8, "需要的各列都是空白"),
        (9, "空行"),
        (10, "合计行"),
        (11, "平均行"),
        (12, "签字行"),
        (13, "签字行"),
        (14, "说明行"),
    ];
    assert_eq!(outcome.skipped(), reasons(&expected));
    accounted(&outcome, 13);
}

#[test]
fn a_total_that_is_not_the_sum() {
    let outcome = pay(&[&[N(1.0), T("张三"), N(100.0)], &[N(2.0), T("李四"), N(50.0)], &[T("合计"), B, N(160.0)]]);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › C4 › 奖金：合计为 160，按明细相加为 150.00 (E236)。请核对是否漏行或改动，改正后再报送。"]
    );
}

#[test]
fn a_total_above_the_rows() {
    pay(&[&[T("总计"), B, N(150.0)], &[N(1.0), T("张三"), N(100.0)], &[N(2.0), T("李四"), N(50.0)]]).clean();
}

#[test]
fn a_total_in_the_name_column() {
    let outcome = pay(&[&[N(1.0), T("张三"), N(100.0)], &[N(2.0), T("合计"), N(100.0)]]).clean();
    assert_eq!(outcome.column(0), ["张三"]);
}

#[test]
fn a_total_is_not_compared_where_cells_were_refused() {
    let outcome = pay(&[&[N(1.0), T("张三"), T("甲")], &[T("合计"), B, N(100.0)]]);
    assert_eq!(outcome.codes, ["E243"]);
}

#[test]
fn a_post_is_no_signature() {
    let inputs = [r#"name = "岗位"; type = "text""#, r#"name = "系数"; type = "number"; places = 1"#];
    let rows: [&[C]; 4] = [&[T("岗位"), T("系数")], &[T("校长"), N(1.5)], &[T("负责人"), N(1.2)], &[T("校长")]];
    let outcome = intake_one(&scheme(r#"key = ["岗位"]"#, &inputs), book(&rows)).clean();
    assert_eq!(outcome.column(0), ["校长", "负责人"]);
    assert_eq!(outcome.skipped(), reasons(&[(4, "签字行")]));
}

#[test]
fn a_listed_word_is_data_even_if_it_says_total() {
    let inputs = [r#"name = "项目"; type = "choice"; values = ["合计", "平均分"]"#, r#"name = "权重"; type = "count""#];
    let rows: [&[C]; 3] = [&[T("项目"), T("权重")], &[T("合计"), N(1.0)], &[T("平均分"), N(2.0)]];
    let outcome = intake_one(&scheme(r#"key = ["项目"]"#, &inputs), book(&rows)).clean();
    assert_eq!(outcome.column(0), ["合计", "平均分"]);
}

#[test]
fn rows_without_a_value_may_be_left_out() {
    let more = r#"from = { file = "名册*.xlsx", sheet = ["表"], skip_blank = "奖金" }"#;
    let rows: [&[C]; 3] = [HEADER, &[N(1.0), T("张三"), B], &[N(2.0), T("李四"), N(1.0)]];
    let outcome = intake_one(&scheme(more, &[NAME, MONEY]), book(&rows)).clean();
    assert_eq!(outcome.column(0), ["李四"]);
    assert_eq!(outcome.skipped(), reasons(&[(2, "“奖金”为空，按方案不读")]));
}

#[test]
fn a_row_far_below_is_read_with_a_warning() {
    let rows: [&[C]; 7] = [&[N(1.0), T("张三"), N(1.0)], &[], &[], &[], &[], &[], &[N(2.0), T("李四"), N(1.0)]];
    let outcome = pay(&rows);
    assert_eq!(outcome.lines, ["名册.xlsx › 表 › 8：在 5 个空行之后，已照常读入 (W208)。请核对是否属于本表。"]);
    accounted(&outcome, 7);
}

#[test]
fn hidden_rows_and_columns_are_asked_about() {
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[HEADER, &[N(1.0), T("张三"), N(1.0)], &[N(2.0), T("李四"), N(1.0)]]);
        sheet.set_row_hidden(2).unwrap();
        sheet.set_column_hidden(0).unwrap();
    });
    let hidden = |more: &str| format!("{KEY}\nfrom = {{ file = \"名册*.xlsx\", sheet = [\"表\"]{more} }}");
    let outcome = intake_one(&scheme(&hidden(""), &[NAME, MONEY]), bytes.clone());
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表：有 1 个隐藏行（如 3 行），读不读入，方案没有规定 (Q204)。\
             请在方案的 from 中写 hidden，或在决定表中答复。"]
    );
    let included = intake_one(&scheme(&hidden(", hidden = \"include\""), &[NAME, MONEY]), bytes.clone()).clean();
    assert_eq!(included.column(0), ["张三", "李四"]);
    let excluded = intake_one(&scheme(&hidden(", hidden = \"exclude\""), &[NAME, MONEY]), bytes).clean();
    assert_eq!(excluded.column(0), ["张三"]);
    assert_eq!(excluded.skipped(), [(3, "隐藏的行，不读".to_string())]);
}

#[test]
fn a_hidden_column_that_is_needed_is_asked_about() {
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[HEADER, &[N(1.0), T("张三"), N(1.0)]]);
        sheet.set_column_hidden(2).unwrap();
    });
    let outcome = intake_one(&scheme(KEY, &[NAME, MONEY]), bytes);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表：需要的列有隐藏的：C，读不读入，方案没有规定 (Q205)。\
             请在方案的 from 中写 hidden，或在决定表中答复。"]
    );
}

#[test]
fn a_merged_school_over_several_rows() {
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[&[T("学校"), T("姓名")], &[B, T("张三")], &[B, T("李四")]]);
        sheet.merge_range(1, 0, 2, 0, "一中", &Format::new()).unwrap();
    });
    let school = r#"name = "学校"; type = "text"; blank = "empty""#;
    let outcome = intake_one(&scheme("", &[school, NAME]), bytes);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › A3 › 学校：在合并单元格 A2:A3 之中，没有自己的内容 (E232)。请取消合并，逐行填写。"]
    );
}

#[test]
fn a_merged_school_that_the_scheme_fills_in() {
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[&[T("学校"), T("姓名")], &[B, T("张三")], &[B, T("李四")], &[T("二中"), T("王五")]]);
        sheet.merge_range(1, 0, 2, 0, "一中", &Format::new()).unwrap();
    });
    let school = r#"name = "学校"; type = "text"; fill = true"#;
    let outcome = intake_one(&scheme("", &[school, NAME]), bytes).clean();
    assert_eq!(outcome.column(0), ["一中", "一中", "二中"]);
}

#[test]
fn a_value_hidden_by_a_merged_cell() {
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[&[T("学校"), T("姓名")], &[B, T("张三")], &[B, T("李四")]]);
        sheet.merge_range(1, 0, 2, 0, "一中", &Format::new()).unwrap();
        sheet.write_string(2, 0, "二中").unwrap();
    });
    let outcome = intake_one(&scheme("", &[r#"name = "学校"; type = "text""#, NAME]), bytes);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › A3 › 学校：合并单元格 A2:A3 之下藏有内容 (E233)。请取消合并，核对后逐行填写。"]
    );
}

#[test]
fn one_key_twice_over_files() {
    let one = book(&[&[T("姓名")], &[T("张三")]]);
    let two = book(&[&[T("姓名")], &[T("李四")], &[T("张三")]]);
    let outcome = intake(&scheme(KEY, &[NAME]), &[file("名册一.xlsx", one), file("名册二.xlsx", two)]);
    assert_eq!(
        outcome.lines,
        ["名册二.xlsx › 表 › A3 › 姓名：“人员”中“张三”重复，另一处在 名册一.xlsx › 表 › A2 (E234)。\
             请删去多余的一行，或改正识别号。"]
    );
}

#[test]
fn a_key_of_several_columns() {
    let school = r#"name = "学校"; type = "text""#;
    let rows: [&[C]; 4] =
        [&[T("学校"), T("姓名")], &[T("一中"), T("张三")], &[T("二中"), T("张三")], &[T("一中"), T("张三")]];
    let outcome = intake_one(&scheme(r#"key = ["学校", "姓名"]"#, &[school, NAME]), book(&rows));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › B4 › 姓名：“人员”中“一中 张三”重复，另一处在 名册.xlsx › 表 › B2 (E234)。\
             请删去多余的一行，或改正识别号。"]
    );
}

#[test]
fn a_blank_name_in_a_filled_row_is_a_fault() {
    let outcome = pay(&[&[N(1.0), B, N(100.0)]]);
    assert_eq!(outcome.lines, ["名册.xlsx › 表 › B2 › 姓名：为空 (E242)。请填写。"]);
}

#[test]
fn slips_repeat_the_header_before_every_row() {
    let mut rows: Vec<&[C]> = Vec::new();
    let names: Vec<String> = (0..50).map(|n| format!("职工{n}")).collect();
    let people: Vec<[C; 3]> = names.iter().map(|name| [N(1.0), T(name), N(1.0)]).collect();
    for person in &people {
        rows.push(person);
        rows.push(HEADER);
    }
    let outcome = pay(&rows).clean();
    assert_eq!(outcome.data.sheets[0].rows_used, 50);
    accounted(&outcome, 100);
}

#[test]
fn averages_among_the_data_are_told() {
    let rows: [&[C]; 3] =
        [&[N(1.0), T("重点率"), N(1.0)], &[N(2.0), T("均分"), N(2.0)], &[N(3.0), T("及格率"), N(3.0)]];
    let outcome = pay(&rows);
    assert_eq!(outcome.column(0), ["重点率", "及格率"]);
    assert_eq!(outcome.lines.len(), 1);
    assert!(
        outcome.lines[0].contains("有 1 行按平均行没有读入（如 3 行），其后还有数据 (W214)"),
        "{:?}",
        outcome.lines
    );
}

#[test]
fn a_closed_sheet_holds_listed_items_only() {
    let mut closed = scheme(KEY, &[NAME, MONEY]);
    closed.tables[0].from.as_mut().expect("read from files").closed = true;
    let header: &[C] = &[T("序号"), T("姓名"), T("奖金"), T("过节费"), T("空列"), T("备注")];
    let rows: [&[C]; 2] = [header, &[N(1.0), T("张三"), N(1.0), N(500.0), B, T("无")]];
    let outcome = intake_one(&closed, book(&rows));
    assert_eq!(outcome.lines.len(), 1);
    assert!(outcome.lines[0].contains("有方案没有列出的项目：过节费 (E276)"), "{:?}", outcome.lines);
    assert!(intake_one(&scheme(KEY, &[NAME, MONEY]), book(&rows)).lines.is_empty());
}

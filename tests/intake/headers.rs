//! Where the header is, and which column is which.
use crate::office::*;
use fenpei::dataset::{CellPlace, ColumnPlace};
use rust_xlsxwriter::{Format, Worksheet};

const NAME: &str = r#"name = "姓名"; type = "text""#;
const SCORE: &str = r#"name = "得分"; type = "number"; places = 1"#;

fn merge(sheet: &mut Worksheet, cells: [u32; 4], text: &str) {
    sheet.merge_range(cells[0], cells[1] as u16, cells[2], cells[3] as u16, text, &Format::new()).unwrap();
}

#[test]
fn below_title_unit_and_date() {
    let rows: [&[C]; 6] = [
        &[T("平安区2018年考核表")],
        &[T("说明：本表由学校填写，一式两份。")],
        &[B, B, T("单位：分")],
        &[T("序号"), T("姓　名"), T("得\n分")],
        &[N(1.0), T("张三"), N(90.0)],
        &[N(2.0), T("李四"), N(80.5)],
    ];
    let outcome = intake_one(&scheme("", &[NAME, SCORE]), book(&rows)).clean();
    assert_eq!(outcome.column(1), ["900", "805"]);
    assert_eq!((outcome.data.sheets[0].header_first, outcome.data.sheets[0].header_row), (3, 3));
    assert_eq!(outcome.places(), [ColumnPlace::Column(1), ColumnPlace::Column(2)]);
    assert_eq!(outcome.data.place(0, 1, 1), Some(CellPlace { sheet: 0, row: 5, column: 2 }));
}

#[test]
fn data_that_do_not_begin_at_a1() {
    let bytes = workbook(|sheet| {
        sheet.write_string(30, 3, "姓名").unwrap();
        sheet.write_string(30, 4, "得分").unwrap();
        sheet.write_string(31, 3, "张三").unwrap();
        sheet.write_string(31, 4, "甲").unwrap();
    });
    let outcome = intake_one(&scheme("", &[NAME, SCORE]), bytes);
    assert_eq!(outcome.lines, ["名册.xlsx › 表 › E32 › 得分：“甲”不是数 (E243)。请填写数值。"]);
}

/// 师德 is a group of 得分 and 等次, 工作量 one of 课时 and 得分; 姓名 stands in a merged column.
fn grouped(rows: &[&[C]]) -> Vec<u8> {
    workbook(|sheet| {
        merge(sheet, [0, 0, 0, 4], "年度考核汇总表");
        merge(sheet, [1, 0, 2, 0], "姓 名");
        merge(sheet, [1, 1, 1, 2], "师德");
        merge(sheet, [1, 3, 1, 4], "工作量");
        fill(sheet, 2, &[&[B, T("得分"), T("等次"), T("课时"), T("得分")]]);
        fill(sheet, 3, rows);
    })
}

#[test]
fn merged_groups_are_flattened() {
    let inputs = [
        NAME,
        r#"name = "师德分"; type = "number"; places = 1; aliases = ["师德/得分"]"#,
        r#"name = "工作量分"; type = "number"; places = 1; aliases = ["工作量/得分"]"#,
        r#"name = "等次"; type = "text""#,
    ];
    let outcome =
        intake_one(&scheme("", &inputs), grouped(&[&[T("张三"), N(90.0), T("优"), N(12.0), N(70.0)]])).clean();
    assert_eq!(
        [outcome.column(0), outcome.column(1), outcome.column(2), outcome.column(3)].concat(),
        ["张三", "900", "700", "优"]
    );
    assert_eq!((outcome.data.sheets[0].header_first, outcome.data.sheets[0].header_row), (1, 2));
}

#[test]
fn the_last_part_alone_may_be_ambiguous() {
    let outcome = intake_one(&scheme("", &[NAME, SCORE]), grouped(&[&[T("张三"), N(90.0), T("优"), N(12.0), N(70.0)]]));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › 3：有两列以上可作为“得分”：B、E (E225)。请改名或删去多余的列，或在方案中写明“组/列”。"]
    );
}

#[test]
fn only_plain_columns_of_a_merged_header_are_wanted() {
    let outcome = intake_one(&scheme("", &[NAME]), grouped(&[&[T("张三")]])).clean();
    assert_eq!(outcome.column(0), ["张三"]);
    assert_eq!(outcome.data.sheets[0].header_row, 2);
}

#[test]
fn groups_that_are_only_written_in_their_first_column() {
    let rows: [&[C]; 3] = [
        &[T("姓名"), T("语文"), B, T("数学")],
        &[B, T("原始分"), T("等次"), T("原始分")],
        &[T("张三"), N(90.0), T("优"), N(80.0)],
    ];
    let inputs = [
        NAME,
        r#"name = "语文等次"; type = "text"; aliases = ["语文/等次"]"#,
        r#"name = "数学分"; type = "number"; places = 0; aliases = ["数学/原始分"]"#,
    ];
    let outcome = intake_one(&scheme("", &inputs), book(&rows)).clean();
    assert_eq!((outcome.column(1), outcome.column(2)), (vec!["优".to_string()], vec!["80".to_string()]));
}

#[test]
fn a_unit_in_the_header_is_no_part_of_its_name() {
    let money = r#"name = "奖金"; type = "money""#;
    intake_one(&scheme("", &[money]), book(&[&[T("奖金（元）")], &[N(1.0)]])).clean();
    let outcome = intake_one(&scheme("", &[money]), book(&[&[T("奖金（万元）")], &[N(1.0)]]));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › A1 › 奖金：表头“奖金（万元）”与方案的单位“元”不一致 (E226)。请统一单位后再报送。"]
    );
}

#[test]
fn other_brackets_are_part_of_the_name() {
    let wage = r#"name = "工资"; type = "money""#;
    let outcome =
        intake_one(&scheme("", &[NAME, wage]), book(&[&[T("姓名"), T("工资（不含津贴）")], &[T("甲"), N(1.0)]]));
    assert_eq!(outcome.codes, ["E224"]);
}

#[test]
fn a_missing_column_with_its_near_name() {
    let inputs = [NAME, r#"name = "考核得分"; type = "number"; places = 1"#];
    let outcome = intake_one(&scheme("", &inputs), book(&[&[T("姓名"), T("考核的分")], &[T("甲"), N(1.0)]]));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › 1：没有“考核得分”列 (E224)。请补上这一列，或在方案中写明它的别名。是不是想写“考核的分”？"]
    );
}

#[test]
fn a_column_that_may_be_blank_may_be_absent() {
    let inputs = [NAME, r#"name = "备注"; type = "text"; blank = "empty""#];
    let outcome = intake_one(&scheme("", &inputs), book(&[&[T("姓名")], &[T("甲")]]));
    assert_eq!(outcome.lines, ["名册.xlsx › 表 › 1：没有“备注”列，全部按空白处理 (W207)。请核对表头。"]);
    assert_eq!(outcome.column(1), [""]);
    assert_eq!(outcome.places()[1], ColumnPlace::Nowhere);
}

#[test]
fn two_columns_for_one_name() {
    let number = r#"name = "工号"; type = "text"; aliases = ["教工号"]"#;
    let outcome = intake_one(&scheme("", &[number]), book(&[&[T("工号"), T("教工号")], &[T("1"), T("2")]]));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › 1：有两列以上可作为“工号”：A、B (E225)。请改名或删去多余的列，或在方案中写明“组/列”。"]
    );
}

#[test]
fn no_header_at_all() {
    let outcome = intake_one(&scheme("", &[NAME, SCORE]), book(&[&[T("甲"), N(1.0)], &[T("乙"), N(2.0)]]));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表：前 20 行中没有找到表头，需要的列有：姓名、得分 (E223)。请核对表头文字。"]
    );
}

#[test]
fn a_header_without_rows() {
    let outcome = intake_one(&scheme("", &[NAME]), book(&[&[T("姓名")]]));
    assert_eq!(outcome.lines, ["名册.xlsx › 表：表头之下没有数据行 (W209)。确无数据的，可以不理会。"]);
}

const SCHOOL: &str = r#"name = "学校"; type = "text"; label = "填报单位""#;

#[test]
fn a_label_above_the_header() {
    let lines: [&[C]; 4] = [
        &[T("填报单位（盖章）：平安一中")],
        &[T("填报单位: 平安一中　　　填报时间：2018年12月20日")],
        &[T("填报时间：2018年12月20日"), T("填报单位"), T("平安一中")],
        &[T("填报单位（盖章）："), B, T("平安一中")],
    ];
    for line in lines {
        let rows: [&[C]; 5] =
            [&[T("考核汇总表")], line, &[T("序号"), T("姓名")], &[N(1.0), T("张三")], &[N(2.0), T("李四")]];
        let outcome = intake_one(&scheme("", &[SCHOOL, NAME]), book(&rows)).clean();
        assert_eq!(outcome.column(0), ["平安一中", "平安一中"]);
        assert!(matches!(outcome.places()[0], ColumnPlace::Label { row: 1, .. }));
    }
}

#[test]
fn a_label_that_is_not_filled_in() {
    let outcome =
        intake_one(&scheme("", &[SCHOOL, NAME]), book(&[&[T("填报单位（盖章）：")], &[T("姓名")], &[T("张三")]]));
    assert_eq!(outcome.lines, ["名册.xlsx › 表：表头上方没有填写“填报单位” (E228)。请在表头上方填写“填报单位：…”。"]);
}

#[test]
fn a_label_with_two_contents() {
    let rows: [&[C]; 4] = [&[T("填报单位：一中")], &[T("填报单位：二中")], &[T("姓名")], &[T("张三")]];
    let outcome = intake_one(&scheme("", &[SCHOOL, NAME]), book(&rows));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › A2：表头上方的“填报单位”有两个内容：“一中”和“二中” (E229)。请只保留一个。"]
    );
}

//! Wide sheets: a column for each subject, a row for each name.
use crate::office::*;
use fenpei::dataset::CellPlace;
use fenpei::scheme::Scheme;

fn register(more: &str) -> Scheme {
    let from = format!(
        r#"from = {{ file = "名册*.xlsx", sheet = ["表"], wide = {{ columns = ["语文", "数学"], name = "科目", value = "教师", split = "/"{more} }} }}"#
    );
    let inputs = [
        r#"name = "班级"; type = "text""#,
        r#"name = "科目"; type = "text""#,
        r#"name = "教师"; type = "text"; blank = "empty""#,
    ];
    scheme(&from, &inputs)
}

const ROWS: [&[C]; 3] =
    [&[T("班级"), T("语 文"), T("数学")], &[T("901"), T("张三／李四"), T("王五")], &[T("902"), T("张三、赵六"), B]];

#[test]
fn cells_become_rows() {
    let outcome = intake_one(&register(", skip_blank = true"), book(&ROWS)).clean();
    assert_eq!(outcome.column(0), ["901", "901", "901", "902", "902"]);
    assert_eq!(outcome.column(1), ["语文", "语文", "数学", "语文", "语文"]);
    assert_eq!(outcome.column(2), ["张三", "李四", "王五", "张三", "赵六"]);
    assert_eq!(outcome.data.place(0, 2, 2), Some(CellPlace { sheet: 0, row: 1, column: 2 }));
    assert_eq!(outcome.data.place(0, 1, 2), Some(CellPlace { sheet: 0, row: 0, column: 2 }));
    assert_eq!(outcome.data.sheets[0].rows_used, 2);
}

#[test]
fn blank_cells_may_be_rows() {
    let outcome = intake_one(&register(""), book(&ROWS)).clean();
    assert_eq!(outcome.column(2), ["张三", "李四", "王五", "张三", "赵六", ""]);
}

#[test]
fn a_row_of_blank_cells_is_accounted_for() {
    let rows: [&[C]; 3] = [ROWS[0], ROWS[1], &[T("903"), B, T(" / ")]];
    let outcome = intake_one(&register(", skip_blank = true"), book(&rows)).clean();
    assert_eq!(outcome.skipped(), [(3, "展开的各列都是空白".to_string())]);
}

#[test]
fn subjects_that_are_not_taught() {
    let outcome = intake_one(&register(""), book(&[&[T("班级"), T("语文")], &[T("901"), T("张三")]]));
    assert_eq!(outcome.lines, ["名册.xlsx › 表 › 1：没有这些列：数学 (W212)。确实不开设的，可以不理会。"]);
}

#[test]
fn a_misspelt_subject() {
    let outcome =
        intake_one(&register(""), book(&[&[T("班级"), T("语文"), T("数字")], &[T("901"), T("张三"), T("李四")]]));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › 1：没有“数学”列 (E227)。请改正表头，或核对方案中的列名。是不是想写“数字”？"]
    );
}

#[test]
fn a_name_inside_a_cell_is_cleaned_like_any_other() {
    let outcome =
        intake_one(&register(", skip_blank = true"), book(&[ROWS[0], &[T("901"), T("张三 /　李四/"), B]])).clean();
    assert_eq!(outcome.column(2), ["张三", "李四"]);
}

//! Questions that only the office can settle, and its recorded answers.
use crate::office::*;
use fenpei::intake::DECISION_HEADERS;
use fenpei::scheme::Scheme;

/// Answers: number, file, sheet, column, content, answer.
fn decisions(rows: &[[&str; 6]]) -> fenpei::intake::OfficeFile {
    decided(rows, "会议纪要〔2018〕7号", "王主任")
}

fn decided(rows: &[[&str; 6]], ground: &str, by: &str) -> fenpei::intake::OfficeFile {
    let header: Vec<C> = DECISION_HEADERS.iter().map(|name| T(name)).collect();
    let rows: Vec<[C; 10]> = rows
        .iter()
        .map(|[code, path, sheet, column, content, answer]| {
            [T(code), T(path), T(sheet), T(column), T(content), B, B, T(answer), T(ground), T(by)]
        })
        .collect();
    let mut all: Vec<&[C]> = vec![&[T("决定表")], &header];
    all.extend(rows.iter().map(|row| row.as_slice()));
    file("决定.xlsx", book(&all))
}

fn scores() -> Scheme {
    scheme("", &[r#"name = "姓名"; type = "text""#, r#"name = "得分"; type = "number"; places = 1"#])
}

fn sheet() -> fenpei::intake::OfficeFile {
    let rows: [&[C]; 4] = [&[T("姓名"), T("得分")], &[T("甲"), N(90.0)], &[T("乙"), T("缺考")], &[T("丙"), T("作弊")]];
    file("名册.xlsx", book(&rows))
}

#[test]
fn what_a_word_stands_for_may_be_decided() {
    let asked = intake(&scores(), &[sheet()]);
    assert_eq!(asked.codes, ["Q201", "Q202"]);
    let answers = decisions(&[
        ["Q201", "名册.xlsx", "表", "得分", "缺考", "视同空白"],
        ["Q202", "*", "*", "*", "作弊", "计为零"],
    ]);
    let outcome = intake(&scores(), &[sheet(), answers]);
    assert_eq!(outcome.column(1), ["900", "缺考", "0"]);
    assert_eq!(
        outcome.lines,
        [
            "决定.xlsx › 表 › H3 › 决定：疑点 Q201 按决定“视同空白”处理（依据 会议纪要〔2018〕7号，王主任） (W218)。已记入批次。",
            "决定.xlsx › 表 › H4 › 决定：疑点 Q202 按决定“计为零”处理（依据 会议纪要〔2018〕7号，王主任） (W218)。已记入批次。",
        ]
    );
}

#[test]
fn a_star_stands_for_any_folder_and_a_stroke_for_itself() {
    let scheme = scheme(
        r#"from = { file = "校/名册*.xlsx", sheet = ["表"] }"#,
        &[r#"name = "姓名"; type = "text""#, r#"name = "得分"; type = "number"; places = 1"#],
    );
    let sent = || file("校/名册.xlsx", book(&[&[T("姓名"), T("得分")], &[T("甲"), T("/")]]));
    for path in ["*", "校/名册.xlsx", "校/*"] {
        let outcome = intake(&scheme, &[sent(), decisions(&[["Q202", path, "*", "*", "/", "计为零"]])]);
        assert_eq!(outcome.codes, ["W218"], "{path}: {:?}", outcome.lines);
    }
}

#[test]
fn a_decision_answers_only_its_own_question() {
    let answers =
        decisions(&[["Q201", "别的.xlsx", "*", "*", "缺考", "计为零"], ["Q202", "*", "*", "*", "作弊", "零分"]]);
    let outcome = intake(&scores(), &[sheet(), answers]);
    assert_eq!(outcome.codes, ["Q201", "E292", "Q202", "W219"]);
}

#[test]
fn a_decision_needs_its_ground_and_who_made_it() {
    for (ground, by, column) in [("", "王主任", "依据"), ("纪要", "", "决定人")] {
        let answers = decided(&[["Q201", "*", "*", "*", "缺考", "计为零"]], ground, by);
        let outcome = intake(&scores(), &[sheet(), answers]);
        let line = format!("决定.xlsx › 表 › H3 › 决定：这项决定没有填“{column}” (E291)。请补填。");
        assert!(outcome.lines.contains(&line), "{:?}", outcome.lines);
    }
}

#[test]
fn per_cents_without_a_sign_may_be_decided() {
    let scheme = scheme("", &[r#"name = "合格率"; type = "percent"; places = 4"#]);
    let rates = || file("名册.xlsx", book(&[&[T("合格率")], &[N(0.85)], &[N(0.9)]]));
    for (answer, read) in [("比值", ["8500", "9000"]), ("百分数", ["85", "90"])] {
        let outcome = intake(&scheme, &[rates(), decisions(&[["Q203", "*", "*", "合格率", "", answer]])]);
        assert_eq!(outcome.column(0), read);
        assert!(outcome.codes.contains(&"W218"), "{:?}", outcome.lines);
    }
}

#[test]
fn hidden_rows_sheets_and_encodings_may_be_decided() {
    let names = r#"name = "姓名"; type = "text""#;
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[&[T("姓名")], &[T("甲")], &[T("乙")]]);
        sheet.set_row_hidden(2).unwrap();
    });
    let hidden = |answer| {
        intake(
            &scheme("", &[names]),
            &[file("名册.xlsx", bytes.clone()), decisions(&[["Q204", "*", "*", "", "", answer]])],
        )
    };
    assert_eq!((hidden("读入").column(0).len(), hidden("不读").column(0).len()), (2, 1));

    let mut several = rust_xlsxwriter::Workbook::new();
    for (sheet, name) in [("上学期", "甲"), ("下学期", "乙")] {
        fill(several.add_worksheet().set_name(sheet).unwrap(), 0, &[&[T("姓名")], &[T(name)]]);
    }
    let several = several.save_to_buffer().unwrap();
    let any = scheme(r#"from = { file = "名册*.xlsx", sheet = [] }"#, &[names]);
    let asked = intake(&any, &[file("名册.xlsx", several.clone())]);
    assert_eq!(
        asked.lines,
        [
            "名册.xlsx：“人员”没有写明读哪张工作表，现有：上学期、下学期 (Q206)。请在方案的 from 中写 sheet，或在决定表中答复。"
        ]
    );
    let answered = intake(&any, &[file("名册.xlsx", several), decisions(&[["Q206", "*", "", "人员", "", "下学期"]])]);
    assert_eq!(answered.column(0), ["乙"]);

    let text = file("名册.csv", b"name\n\xD2\xBB\xD0\xA9\n".to_vec());
    let names = r#"name = "姓名"; type = "text"; aliases = ["name"]"#;
    let asked = intake(&scheme("", &[names]), std::slice::from_ref(&text));
    assert_eq!(asked.codes, ["Q208"]);
    let answered = intake(&scheme("", &[names]), &[text, decisions(&[["Q208", "名册.csv", "", "", "", "GB18030"]])]);
    assert_eq!(answered.column(0), ["一些"]);
}

#[test]
fn two_copies_of_one_file_are_not_both_read() {
    let copy = |name: &str| file(name, book(&[&[T("姓名")], &[T(name)]]));
    let scheme = scheme("", &[r#"name = "姓名"; type = "text""#]);
    let outcome = intake(&scheme, &[copy("名册.xlsx"), copy("名册 - 副本.xlsx")]);
    assert_eq!(outcome.codes, ["E287"]);
    assert!(outcome.lines[0].starts_with("名册.xlsx：像是“名册 - 副本.xlsx”的另一份（"), "{:?}", outcome.lines);
    intake(&scheme, &[copy("名册九(1).xlsx"), copy("名册九(2).xlsx")]).clean();
}

#[test]
fn a_star_in_a_cell_is_answered_for_itself_alone() {
    let rows: [&[C]; 3] = [&[T("姓名"), T("得分")], &[T("甲"), T("*")], &[T("乙"), T("病假")]];
    let sent = || file("名册.xlsx", book(&rows));
    let star = intake(&scores(), &[sent(), decisions(&[["Q202", "*", "*", "*", "*", "计为零"]])]);
    assert_eq!(star.codes.iter().filter(|code| **code == "Q202").count(), 1, "{:?}", star.lines);
    let all = intake(&scores(), &[sent(), decisions(&[["Q202", "*", "*", "*", "全部", "计为零"]])]);
    assert_eq!((all.column(1), all.codes), (vec!["0".to_string(), "0".to_string()], vec!["W218"]));
}

#[test]
fn a_hidden_column_that_is_not_read_is_not_there() {
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[&[T("姓名"), T("得分")], &[T("甲"), N(90.0)]]);
        sheet.set_column_hidden(1).unwrap();
        sheet.set_row_hidden(1).unwrap();
    });
    let sent = || file("名册.xlsx", bytes.clone());
    let rows_only = intake(&scores(), &[sent(), decisions(&[["Q204", "*", "*", "", "", "读入"]])]);
    assert_eq!(rows_only.codes, ["W218", "Q205"], "one answer is for one question: {:?}", rows_only.lines);
    let left_out = intake(
        &scores(),
        &[sent(), decisions(&[["Q204", "*", "*", "", "", "读入"], ["Q205", "*", "*", "", "", "不读"]])],
    );
    assert!(left_out.codes.contains(&"E224"), "{:?}", left_out.lines);
}

//! Parameters from the minutes of a meeting.
use crate::office::*;
use fenpei::scheme::Scheme;

fn minutes(parameters: &[&str]) -> Scheme {
    let mut text = format!(
        "{HEAD}\nparameters = {{ file = \"会议纪要*.xlsx\", sheet = \"表\", name = \"参数名称\", value = \"数值\" }}\n"
    );
    for parameter in parameters {
        text.push_str(&format!("[[parameter]]\n{}\n", parameter.replace("; ", "\n")));
    }
    parsed(&text)
}

fn read(scheme: &Scheme, rows: &[&[C]]) -> Outcome {
    intake(scheme, &[file("会议纪要核定参数.xlsx", book(rows))])
}

const FUND: &str = r#"name = "专项资金"; places = 2; unit = "元""#;

#[test]
fn parameters_without_a_value_are_read() {
    let scheme = minutes(&[FUND, r#"name = "系数"; places = 4"#, r#"name = "定值"; value = "3""#]);
    let rows: [&[C]; 6] = [
        &[T("核定参数表")],
        &[T("序号"), T("参数名称"), T("数值")],
        &[N(1.0), T("专项 资金"), T("1,120,000.50元")],
        &[N(2.0), T("系数"), N(0.1 + 0.2)],
        &[N(3.0), T("别的"), N(1.0)],
        &[T("制表人：")],
    ];
    let outcome = read(&scheme, &rows);
    assert_eq!(
        outcome.lines,
        [
            "会议纪要核定参数.xlsx › 表：方案没有取用参数表的这些行：别的 (W215)。请核对名称；方案里已写 value 的，以方案为准。"
        ]
    );
    let given: Vec<(&str, &str, String)> =
        outcome.data.parameters.iter().map(|p| (p.name.as_str(), p.text.as_str(), p.place.address())).collect();
    assert_eq!(given, [("专项资金", "1120000.5", "C3".to_string()), ("系数", "0.3", "C4".to_string())]);
    assert_eq!(outcome.data.sheets[0].table, None);
    assert_eq!(outcome.data.sheets[0].rows_used, 2);
    assert_eq!(outcome.data.sheets[0].skipped.len(), 2);
}

#[test]
fn parameters_that_are_not_there() {
    let rows: [&[C]; 2] = [&[T("参数名称"), T("数值")], &[T("专项基金"), N(1.0)]];
    assert_eq!(
        read(&minutes(&[FUND]), &rows).lines,
        ["会议纪要核定参数.xlsx › 表：参数表中没有“专项资金” (E270)。请补上这一行。是不是想写“专项基金”？"]
    );
}

#[test]
fn parameters_that_are_wrong() {
    let rows: [&[C]; 5] = [
        &[T("参数名称"), T("数值")],
        &[T("专项资金"), N(1.005)],
        &[T("甲"), B],
        &[T("乙"), F("=1/0", "#DIV/0!")],
        &[T("乙"), N(1.0)],
    ];
    let outcome = read(&minutes(&[FUND, r#"name = "甲""#, r#"name = "乙""#]), &rows);
    assert_eq!(outcome.codes, ["E244", "E242", "E271", "E240"]);
    assert_eq!(
        outcome.lines[0],
        "会议纪要核定参数.xlsx › 表 › B2 › 专项资金：1.005 的小数多于 2 位 (E244)。请先按规定保留 2 位小数。"
    );
}

#[test]
fn no_parameter_sheet_at_all() {
    let outcome = intake(&minutes(&[FUND]), &[]);
    assert_eq!(outcome.codes, ["E221", "E270"]);
}

#[test]
fn a_sheet_is_not_missed_when_no_parameter_needs_it() {
    intake(&minutes(&[r#"name = "定值"; value = "3""#]), &[]).clean();
}

#[test]
fn units_and_articles_stand_beside_the_values() {
    let text = format!(
        "{HEAD}\nparameters = {{ file = \"会议纪要*.xlsx\", sheet = \"表\", name = \"参数名称\", value = \"数值\", unit = \"单位\", clause = \"依据\" }}\n\
         [[parameter]]\nname = \"专项资金\"\nplaces = 2\nunit = \"元\"\nclause = \"第三条\"\n\
         [[parameter]]\nname = \"系数\"\nplaces = 2\n\
         [[parameter]]\nname = \"定额\"\nplaces = 2\nunit = \"元\"\nclause = \"第四条\"\n"
    );
    let rows: [&[C]; 4] = [
        &[T("参数名称"), T("数值"), T("单位"), T("依据")],
        &[T("专项资金"), N(10.0), T("万元"), T("第四条")],
        &[T("系数"), T("0.5分"), T("分"), N(5.0)],
        &[T("定额"), N(20.0), B, T("第四条 第二款")],
    ];
    let outcome = read(&parsed(&text), &rows);
    assert_eq!(
        outcome.lines,
        [
            "会议纪要核定参数.xlsx › 表 › C2 › 专项资金：参数“专项资金”的单位在参数表中是“万元”，在方案中是“元” (E277)。请核对数值，统一单位。",
            "会议纪要核定参数.xlsx › 表 › D2 › 专项资金：参数“专项资金”的依据在参数表中是“第四条”，在方案中是“第三条” (W217)。请核对是哪一条；印出的是方案所写。"
        ]
    );
    let given: Vec<[&str; 3]> = outcome.data.parameters.iter().map(|p| [&*p.text, &*p.unit, &*p.clause]).collect();
    assert_eq!(given, [["10", "元", "第三条"], ["0.5", "分", "5"], ["20", "元", "第四条 第二款"]]);
}

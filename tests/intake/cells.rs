//! What a cell means.
use crate::office::*;

/// Reads one column 得分 of a kind; the first column is the name.
fn column(kind: &str, cells: &[C]) -> Outcome {
    let scheme = scheme("", &[r#"name = "姓名"; type = "text""#, &format!(r#"name = "得分"; {kind}"#)]);
    let names: Vec<String> = (0..cells.len()).map(|at| format!("职工{at}")).collect();
    let rows: Vec<[C; 2]> = names.iter().zip(cells).map(|(name, cell)| [T(name), *cell]).collect();
    let mut all: Vec<&[C]> = vec![&[T("姓名"), T("得分")]];
    all.extend(rows.iter().map(|row| row.as_slice()));
    intake_one(&scheme, book(&all))
}

const NUMBER: &str = r#"type = "number"; places = 2"#;

#[test]
fn numbers_are_exact_to_fifteen_digits() {
    let outcome = column(NUMBER, &[N(86.5), N(0.1 + 0.2), N(-3.0), N(1.005 * 100.0), N(86.99999999999999)]).clean();
    assert_eq!(outcome.column(1), ["8650", "30", "-300", "10050", "8700"]);
}

#[test]
fn numbers_stored_as_text_are_read_and_counted() {
    let outcome = column(NUMBER, &[T("86.5"), T(" ８６．５ "), T("1,234.50"), N(1.0)]).clean();
    assert_eq!(outcome.column(1), ["8650", "8650", "123450", "100"]);
    assert_eq!(outcome.data.sheets[0].cleaned, 3);
}

#[test]
fn the_declared_unit_is_taken_off() {
    let outcome = column(r#"type = "number"; places = 1; unit = "天""#, &[T("3天"), T("0.5 天"), N(2.0)]).clean();
    assert_eq!(outcome.column(1), ["30", "5", "20"]);
    let outcome = column(r#"type = "money""#, &[T("￥1,200.00"), T("95元"), N(12.3)]).clean();
    assert_eq!(outcome.column(1), ["120000", "9500", "1230"]);
    let outcome = column(NUMBER, &[T("95分")]);
    assert_eq!(outcome.lines, ["名册.xlsx › 表 › B2 › 得分：“95分”不是数 (E243)。请填写数值。"]);
}

#[test]
fn wrong_separators_and_words_are_no_numbers() {
    let outcome = column(NUMBER, &[T("12,5"), T("八十五"), T("17/20"), L(true)]);
    assert_eq!(outcome.codes, ["E243", "E243", "E243", "E261"]);
}

#[test]
fn more_decimals_than_the_column_has() {
    let outcome = column(NUMBER, &[N(85.333)]);
    assert_eq!(outcome.lines, ["名册.xlsx › 表 › B2 › 得分：85.333 的小数多于 2 位 (E244)。请先按规定保留 2 位小数。"]);
}

#[test]
fn limits_name_the_limit() {
    let outcome =
        column(r#"type = "number"; places = 1; min = "0"; max = "100""#, &[N(100.0), N(100.1), N(-0.5), N(0.0)]);
    assert_eq!(
        outcome.lines,
        [
            "名册.xlsx › 表 › B3 › 得分：100.1 大于上限 100 (E247)。请核对。",
            "名册.xlsx › 表 › B4 › 得分：-0.5 小于下限 0 (E246)。请核对。",
        ]
    );
    assert_eq!(column(r#"type = "count""#, &[N(-1.0)]).codes, ["E248"]);
}

#[test]
fn a_limit_that_is_a_formula_is_left_to_others() {
    column(r#"type = "number"; places = 0; max = "满分""#, &[N(999.0)]).clean();
}

#[test]
fn absence_means_what_the_scheme_says() {
    let kind = r#"type = "number"; places = 1; absent = "zero"; exempt = "missing""#;
    let outcome = column(kind, &[T("缺考"), T("缺"), T("免考"), T("免试")]).clean();
    assert_eq!(outcome.column(1), ["0", "0", "免考", "免考"]);
    let outcome = column(r#"type = "number"; places = 1; absent = "missing""#, &[T("缺 考")]).clean();
    assert_eq!(outcome.column(1), ["缺考"]);
}

#[test]
fn absence_without_a_rule_is_a_question() {
    let outcome = column(NUMBER, &[T("缺考")]);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › B2 › 得分：“缺考”如何计算，方案没有规定 (Q201)。请在方案中写明这一列的 absent（缺考）或 \
             exempt（免考）。"]
    );
    assert_eq!(column(r#"type = "number"; places = 0; absent = "refuse""#, &[T("缺考")]).codes, ["E260"]);
}

#[test]
fn other_words_and_dashes_are_questions() {
    let outcome = column(NUMBER, &[T("缓考"), T("作弊"), T("-"), T("——"), T("/"), T("无")]);
    assert_eq!(outcome.codes, ["Q202"; 6]);
    assert_eq!(
        outcome.lines[2],
        "名册.xlsx › 表 › B4 › 得分：“-”代表什么，方案没有规定 (Q202)。请填写数值；确实没有数值的，请留空。"
    );
}

#[test]
fn a_blank_cell_is_refused_unless_the_scheme_says_otherwise() {
    let outcome = column(NUMBER, &[B, T("　")]);
    assert_eq!(outcome.lines[0], "名册.xlsx › 表 › B2 › 得分：为空 (E242)。请填写。");
    assert_eq!(outcome.codes, ["E242"; 2]);
    let rule =
        |blank: &str| column(&format!(r#"type = "number"; places = 0; blank = "{blank}""#), &[B, N(1.0)]).clean();
    assert_eq!(rule("missing").column(1), ["空", "1"]);
    assert_eq!(rule("zero").column(1), ["0", "1"]);
    let outcome = column(r#"type = "text"; blank = "empty""#, &[B, T("甲")]).clean();
    assert_eq!(outcome.column(1), ["", "甲"]);
}

#[test]
fn a_formula_that_gives_an_empty_text_is_a_blank() {
    let scheme = scheme(
        "",
        &[r#"name = "得分"; type = "number"; places = 0; blank = "missing""#, r#"name = "甲"; type = "text""#],
    );
    let bytes = book(&[&[T("得分"), T("甲")], &[F("=IF(1,2)", "x"), T("乙")]]);
    let bytes = edit(bytes, SHEET, |xml| xml.replace("<v>x</v>", "<v></v>"));
    assert_eq!(intake_one(&scheme, bytes).clean().column(0), ["空"]);
}

#[test]
fn per_cents_with_a_sign_are_fractions() {
    let outcome = column(r#"type = "percent"; places = 4"#, &[T("85%"), P(0.8525), T("７.5 ％"), N(0.0)]).clean();
    assert_eq!(outcome.column(1), ["8500", "8525", "750", "0"]);
}

#[test]
fn a_formula_shown_as_a_per_cent_is_one() {
    let scheme = scheme("", &[r#"name = "率"; type = "percent"; places = 4"#]);
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[&[T("率")]]);
        let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
        let formula = rust_xlsxwriter::Formula::new("=17/20").set_result("0.85");
        sheet.write_formula_with_format(1, 0, formula, &percent).unwrap();
    });
    assert_eq!(intake_one(&scheme, bytes).clean().column(0), ["8500"]);
}

/// Reads one column 合格率 under a header of its own.
fn rates(header: &str, kind: &str, cells: &[C]) -> Outcome {
    let scheme = scheme("", &[&format!(r#"name = "合格率"; {kind}"#)]);
    let rows: Vec<[C; 1]> = cells.iter().map(|cell| [*cell]).collect();
    let title = [T(header)];
    let mut all: Vec<&[C]> = vec![&title];
    all.extend(rows.iter().map(|row| row.as_slice()));
    intake_one(&scheme, book(&all))
}

const PERCENT: &str = r#"type = "percent"; places = 4"#;

#[test]
fn a_header_with_a_per_cent_sign_speaks_for_bare_figures() {
    assert_eq!(rates("合格率（%）", PERCENT, &[N(85.0), N(52.84), T("7")]).clean().column(0), ["8500", "5284", "700"]);
}

#[test]
fn a_bare_figure_without_any_sign_is_asked_about_once() {
    let outcome = rates("合格率", PERCENT, &[N(0.85), N(0.9)]);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › A2 › 合格率：0.85 没有百分号，表头也没有“（%）”，无法确定是百分之几还是比值 (Q203)。\
             请写成 85% 的样式，或在表头注明“（%）”。"]
    );
}

#[test]
fn two_ways_of_writing_per_cents_in_one_column() {
    let outcome = rates("合格率（%）", PERCENT, &[N(85.0), T("90%"), P(0.9)]);
    assert_eq!(
        outcome.lines[0],
        "名册.xlsx › 表 › A3 › 合格率：百分数的写法与 A2 不一致：一个带百分号，一个不带 (E257)。请在这一列统一写法。"
    );
    assert_eq!(outcome.codes, ["E257", "E257"]);
    assert_eq!(rates("合格率", PERCENT, &[T("90%"), N(85.0)]).codes, ["E257"]);
}

#[test]
fn a_plain_number_under_a_per_cent_header_is_that_number() {
    let number = r#"type = "number"; places = 2"#;
    assert_eq!(rates("合格率（%）", number, &[N(85.0)]).clean().column(0), ["8500"]);
    let outcome = rates("合格率（%）", number, &[P(0.85), T("85%")]);
    assert_eq!(
        outcome.lines[0],
        "名册.xlsx › 表 › A2 › 合格率：85% 是百分数，而方案把这一列定为数 (E258)。\
         请改为数值，或在方案中把这一列定为百分数。"
    );
    assert_eq!(outcome.codes, ["E258", "E258"]);
}

#[test]
fn a_per_cent_with_too_many_decimals_is_shown_as_it_was_written() {
    let outcome = rates("合格率（%）", PERCENT, &[N(52.845)]);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › A2 › 合格率：52.845% 的小数多于 2 位 (E244)。请先按规定保留 2 位小数。"]
    );
}

#[test]
fn choices_list_what_may_be_written() {
    let kind = r#"type = "choice"; values = ["优秀", "合格", "不合格"]"#;
    assert_eq!(column(kind, &[T(" 优 秀"), T("合格")]).clean().column(1), ["优秀", "合格"]);
    let outcome = column(kind, &[T("优良")]);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › B2 › 得分：“优良”不在可填内容之中：优秀、合格、不合格 (E252)。请按所列内容填写。\
             是不是想写“优秀”？"]
    );
}

#[test]
fn dates_in_all_their_forms() {
    let day = [
        D(43344.0),
        N(43344.0),
        N(20180901.0),
        T("2018.9.1"),
        T("2018-9-1"),
        T("2018/9/1"),
        T("20180901"),
        T("2018年9月1日"),
        D(43344.75),
    ];
    assert_eq!(column(r#"type = "date""#, &day).clean().column(1), ["@43344"; 9]);
}

#[test]
fn dates_that_are_none() {
    let outcome = column(r#"type = "date""#, &[T("2018年2月30日"), T("2018年9月"), T("18.9.1"), N(2018.9), L(false)]);
    assert_eq!(outcome.lines[0], "名册.xlsx › 表 › B2 › 得分：没有“2018年2月30日”这一天 (E251)。请核对日期。");
    assert_eq!(outcome.codes, ["E251", "E250", "E250", "E250", "E261"]);
}

#[test]
fn a_number_that_excel_turned_into_a_date() {
    let outcome = column(NUMBER, &[D(43164.0)]);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › B2 › 得分：是日期 2018-03-05 (E249)。请把单元格格式改为常规或文本，重新填写。"]
    );
    assert_eq!(column(r#"type = "text""#, &[D(43164.0)]).codes, ["E249"]);
}

#[test]
fn identity_numbers_are_checked_and_masked() {
    let kind = r#"type = "id-number""#;
    assert_eq!(column(kind, &[T("34052419800101001x")]).clean().column(1), ["34052419800101001X"]);
    let outcome = column(kind, &[T("340524198001010018"), T("340524800101001"), N(340524198001010010.0)]);
    assert_eq!(
        outcome.lines,
        [
            "名册.xlsx › 表 › B2 › 得分：身份证号“**************0018”的校验位或出生日期不对，已照原样读入 (W222)。请按原件核对。",
            "名册.xlsx › 表 › B3 › 得分：身份证号“***********1001”是 15 位，应为 18 位 (E255)。请按原件核对。",
            "名册.xlsx › 表 › B4 › 得分：身份证号存成了数值，末几位已丢失 (E254)。请把单元格格式改为文本，按原件重新填写。",
        ]
    );
}

#[test]
fn an_identity_number_that_tells_people_apart_must_be_right() {
    let scheme = scheme(r#"key = ["证号"]"#, &[r#"name = "证号"; type = "id-number""#]);
    let outcome = intake_one(&scheme, book(&[&[T("证号")], &[T("340524198001010018")], &[T("3.40524E+17")]]));
    assert_eq!(outcome.codes, ["E256", "E254"]);
}

#[test]
fn codes_that_may_have_lost_their_zeros() {
    let scheme = |more: &str| scheme(r#"key = ["工号"]"#, &[&format!(r#"name = "工号"; type = "text"{more}"#)]);
    let rows: [&[C]; 4] = [&[T("工号")], &[T("0012")], &[N(12.0)], &[T("0013")]];
    let outcome = intake_one(&scheme(""), book(&rows));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › A3 › 工号：“12”等 1 个号码的位数与其余（4 位）不同 (W221)。\
             请核对，前面的 0 可能丢失；位数固定的请在方案中写 width。"]
    );
    let outcome = intake_one(&scheme("; width = 4"), book(&rows));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › A3 › 工号：“12”是 2 位，应为 4 位 (E263)。\
             请核对，前面的 0 可能丢失；把单元格格式改为文本后重填。"]
    );
}

#[test]
fn no_message_shows_a_whole_identity_number() {
    let secret = "340524198001010018";
    for kind in [NUMBER, r#"type = "date""#, r#"type = "id-number""#, r#"type = "choice"; values = ["优"]"#] {
        let outcome = column(kind, &[T(secret), T(&format!("张三{secret}"))]);
        assert_eq!(outcome.lines.len(), 2);
        assert!(outcome.lines.iter().all(|line| !line.contains("3405241980")), "{:?}", outcome.lines);
    }
    let scheme = scheme(r#"key = ["证号"]"#, &[r#"name = "证号"; type = "text""#]);
    let outcome = intake_one(&scheme, book(&[&[T("证号")], &[T(secret)], &[T(secret)]]));
    assert_eq!(outcome.codes, ["E234"]);
    assert!(outcome.lines[0].contains("**************0018"), "{}", outcome.lines[0]);
}

#[test]
fn a_number_in_a_text_column_is_its_digits() {
    let outcome = column(r#"type = "text""#, &[N(901.0), N(9.1), T("903")]).clean();
    assert_eq!(outcome.column(1), ["901", "9.1", "903"]);
    assert_eq!(column(r#"type = "text""#, &[N(6228480402564890018.0)]).codes, ["E259"]);
}

#[test]
fn texts_are_cleaned_at_their_ends() {
    let outcome = column(r#"type = "text""#, &[T("\u{3000}张三\u{A0}"), T("李\u{200B}四"), T("王\n五")]).clean();
    assert_eq!(outcome.column(1), ["张三", "李四", "王 五"]);
    assert_eq!(outcome.data.sheets[0].cleaned, 3);
}

#[test]
fn a_blank_inside_a_name_is_kept_and_said_once() {
    let scheme = scheme(r#"key = ["姓名"]"#, &[r#"name = "姓名"; type = "text""#, r#"name = "备注"; type = "text""#]);
    let rows: [&[C]; 3] = [&[T("姓名"), T("备注")], &[T("张 三"), T("a b")], &[T("李 四"), T("c d")]];
    let outcome = intake_one(&scheme, book(&rows));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › A2 › 姓名：“张 三”等 2 处中间有空格，已照原样读入 (W203)。请核对是否与其他表一致。"]
    );
    assert_eq!(outcome.column(0), ["张 三", "李 四"]);
}

#[test]
fn control_characters_are_refused() {
    let outcome = column(r#"type = "text""#, &[T("张\u{202E}三"), T("李\u{1}四")]);
    assert_eq!(
        outcome.lines[0],
        "名册.xlsx › 表 › B2 › 得分：含有不可见的控制字符 U+202E (E253)。请删去整格内容，重新键入。"
    );
    assert_eq!(outcome.codes, ["E253", "E253"]);
}

#[test]
fn a_character_of_a_private_area_is_warned_about() {
    assert_eq!(column(r#"type = "text""#, &[T("王\u{E863}"), T("李四")]).codes, ["W210"]);
}

#[test]
fn error_values_are_named_and_reading_goes_on() {
    let outcome = column(NUMBER, &[F("=1/0", "#DIV/0!"), N(5.0), F("=NA()", "#N/A")]);
    assert_eq!(
        outcome.lines[0],
        "名册.xlsx › 表 › B2 › 得分：公式结果是错误值 #DIV/0! (E240)。请改正公式或直接填写数值。"
    );
    assert_eq!(outcome.codes, ["E240", "E240"]);
    assert_eq!(outcome.column(1), ["空", "500", "空"]);
}

#[test]
fn error_values_that_the_reader_does_not_know_keep_their_address() {
    let scheme = scheme("", &[r#"name = "姓名"; type = "text""#, r#"name = "得分"; type = "number"; places = 0"#]);
    let bytes = book(&[&[T("姓名"), T("得分")], &[T("甲"), F("=A1:A9", "#DIV/0!")], &[T("乙"), N(7.0)]]);
    let bytes = edit(bytes, SHEET, |xml| xml.replace("<v>#DIV/0!</v>", "<v>#SPILL!</v>"));
    let outcome = intake_one(&scheme, bytes);
    assert_eq!(
        outcome.lines,
        ["名册.xlsx › 表 › B2 › 得分：公式结果是错误值 #SPILL! (E240)。请改正公式或直接填写数值。"]
    );
    assert_eq!(outcome.column(1), ["空", "7"]);
}

#[test]
fn a_formula_that_was_never_calculated() {
    let scheme = scheme(
        "",
        &[r#"name = "姓名"; type = "text""#, r#"name = "得分"; type = "number"; places = 0; blank = "zero""#],
    );
    let bytes = book(&[&[T("姓名"), T("得分")], &[T("甲"), F("=1+1", "2")]]);
    let bytes = edit(bytes, SHEET, |xml| xml.replace("<v>2</v></c></row></sheetData>", "</c></row></sheetData>"));
    let outcome = intake_one(&scheme, bytes);
    assert_eq!(outcome.lines, ["名册.xlsx › 表 › B2 › 得分：公式尚未计算 (E241)。请用 Excel 或 WPS 打开并保存一次。"]);
}

#[test]
fn many_faults_in_a_column_are_counted_after_two_hundred() {
    let outcome = column(NUMBER, &[T("甲"); 250]);
    assert_eq!(outcome.lines.len(), 201);
    assert_eq!(outcome.lines[200], "名册.xlsx › 表：“得分”列另有 50 处问题，未逐一列出 (E269)。请先改正已列出的问题。");
}

#[test]
fn numbers_beyond_all_measure() {
    assert_eq!(column(NUMBER, &[N(1e300), N(1e17), T("123456789012345678")]).codes, ["E245"; 3]);
}

#[test]
fn ratios_under_a_header_that_says_per_cent_are_told() {
    let outcome = rates("合格率（%）", PERCENT, &[N(0.98), N(0.99), N(0.0)]);
    assert_eq!(outcome.column(0), ["98", "99", "0"]);
    assert_eq!(
        outcome.lines,
        [
            "名册.xlsx › 表 › A2 › 合格率：这一列 2 个数都不大于 1，按表头“（%）”读作 0.98% 等 (W223)。如果是比值（如 0.98 表示 98%），请改写成百分数。"
        ]
    );
    rates("合格率（%）", PERCENT, &[N(0.98), N(99.0)]).clean();
}

//! The same sheet in every format that offices use reads the same; what cannot be read is refused by name.
use crate::office::*;
use crate::xlsb;
use encoding_rs::GB18030;
use fenpei::scheme::Scheme;

const XLS: &[u8] = include_bytes!("fixtures/小表.xls");
const ODS: &[u8] = include_bytes!("fixtures/小表.ods");

fn staff() -> Scheme {
    let inputs = [
        r#"name = "工号"; type = "text""#,
        r#"name = "姓名"; type = "text""#,
        r#"name = "得分"; type = "number"; places = 1"#,
        r#"name = "合格率"; type = "percent"; places = 4"#,
        r#"name = "到岗时间"; type = "date""#,
        r#"name = "备注"; type = "text"; blank = "empty""#,
    ];
    scheme(r#"key = ["工号"]"#, &inputs)
}

/// The rows as every format must give them.
fn held(outcome: &Outcome) {
    assert_eq!(outcome.column(0), ["T0001", "T0002", "T0003"]);
    assert_eq!(outcome.column(1), ["张三", "李四", "王五"]);
    assert_eq!(outcome.column(2), ["865", "900", "3"]);
    assert_eq!(outcome.column(3), ["9500", "10000", "8005"]);
    assert_eq!(outcome.column(4), ["@43344", "@42809", "@43131"]);
    assert_eq!(outcome.column(5), ["", "调入", ""]);
}

fn sent(path: &str, bytes: &[u8]) -> Outcome {
    intake(&staff(), &[file(path, bytes.to_vec())])
}

#[test]
fn old_and_open_workbooks_read_like_new_ones() {
    for (path, bytes) in [("名册.xls", XLS), ("名册.et", XLS), ("名册.ods", ODS)] {
        let outcome = sent(path, bytes);
        held(&outcome);
        assert_eq!(outcome.codes, ["Q204", "Q205"], "{path}: {:?}", outcome.lines);
        assert_eq!(outcome.data.sheets[0].header_row, 2, "{path}");
    }
}

#[test]
fn a_binary_workbook_reads_like_the_others() {
    let rows: [&[C]; 5] = [
        &[T("平安区教职工花名册")],
        &[T("工号"), T("姓名"), T("得分"), T("合格率"), T("到岗时间"), T("备注")],
        &[T("T0001"), T("张三"), N(86.5), P(0.95), D(43344.0), B],
        &[T("T0002"), T("李四"), T("90"), P(1.0), D(42809.0), T("调入")],
        &[T("T0003"), T("王五"), N(0.1 + 0.2), P(0.8005), D(43131.0), B],
    ];
    let outcome = sent("名册.xlsb", &xlsb::book("表", &rows));
    held(&outcome);
    assert_eq!(outcome.lines, Vec::<String>::new());
}

#[test]
fn errors_in_a_binary_workbook_are_named() {
    let rows: [&[C]; 2] = [
        &[T("工号"), T("姓名"), T("得分"), T("合格率"), T("到岗时间")],
        &[T("T1"), T("张三"), F("", "#DIV/0!"), P(0.5), D(43344.0)],
    ];
    let outcome = sent("名册.xlsb", &xlsb::book("表", &rows));
    assert!(
        outcome.lines.iter().any(|line| line.contains("C2 › 得分：公式结果是错误值 #DIV/0! (E240)")),
        "{:?}",
        outcome.lines
    );
}

#[test]
fn a_name_that_says_another_format_is_told() {
    for (path, bytes, format) in [("名册.xlsx", XLS, "xls"), ("名册.xls", ODS, "ods"), ("名册.ods", XLS, "xls")] {
        let outcome = sent(path, bytes);
        held(&outcome);
        let told = format!("{path}：内容是 {format} 格式，与文件名的后缀不符，已按内容读入 (W211)。请改正文件名。");
        assert!(outcome.lines.contains(&told), "{:?}", outcome.lines);
    }
}

#[test]
fn a_password_is_named_in_every_format() {
    let locked: [(&str, &[u8]); 3] = [
        ("名册.xls", include_bytes!("fixtures/有密码.xls")),
        ("名册.xlsx", include_bytes!("fixtures/有密码.xlsx")),
        ("名册.ods", include_bytes!("fixtures/有密码.ods")),
    ];
    for (path, bytes) in locked {
        assert_eq!(sent(path, bytes).lines, [format!("{path}：设有打开密码 (E207)。请去掉密码后另存，再报送。")]);
    }
}

#[test]
fn workbooks_cut_at_every_per_cent_are_refused_or_read_whole() {
    let xlsb = xlsb::book("表", &[&[T("工号"), T("姓名")], &[T("T1"), T("张三")]]);
    for (path, bytes) in [("名册.xls", XLS), ("名册.ods", ODS), ("名册.xlsb", xlsb.as_slice())] {
        for per_cent in 1..100 {
            let outcome = sent(path, &bytes[..bytes.len() * per_cent / 100]);
            assert!(outcome.codes.iter().any(|code| code.starts_with('E')), "{path} {per_cent} %: {:?}", outcome.lines);
        }
    }
}

#[test]
fn a_workbook_with_flipped_bytes_never_panics() {
    for (path, bytes) in [("名册.xls", XLS), ("名册.ods", ODS)] {
        for at in (0..bytes.len()).step_by(7) {
            let mut bytes = bytes.to_vec();
            bytes[at] ^= 0xFF;
            sent(path, &bytes);
        }
    }
}

const LINES: &str = "平安区教职工花名册,,,,,\n工号,姓名,得分,合格率,到岗时间,备注\nT0001,张三,86.5,95%,2018-09-01,\n\
                     T0002,李四,90,100%,2017.3.15,调入\nT0003,王五,0.3,80.05%,2018年1月31日,\n";

#[test]
fn text_in_every_encoding_and_line_end() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        let mark: [u8; 2] = if big { [0xFE, 0xFF] } else { [0xFF, 0xFE] };
        mark.into_iter().chain(units).collect()
    };
    for ends in ["\n", "\r\n", "\r"] {
        let text = LINES.replace('\n', ends);
        let encoded = [
            text.clone().into_bytes(),
            [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
            GB18030.encode(&text).0.into_owned(),
            utf16(&text, false),
            utf16(&text, true),
        ];
        for bytes in encoded {
            let outcome = sent("名册.csv", &bytes).clean();
            held(&outcome);
        }
    }
}

#[test]
fn fields_are_separated_by_what_most_lines_agree_on() {
    for (separator, path) in [("\t", "名册.txt"), (";", "名册.csv"), ("，", "名册.csv"), (",", "名册.tsv")] {
        held(&sent(path, LINES.replace(',', separator).as_bytes()).clean());
    }
}

#[test]
fn a_field_may_hold_separators_quotes_and_line_breaks() {
    let text = "工号,姓名,得分,合格率,到岗时间,备注\nT1,张三,1,95%,2018-09-01,\"调入，\"\"一小\"\",\n原二小\"\n\
                ='0,x,1,1%,2018-09-01,\n";
    let outcome = sent("名册.csv", text.replace("='0", "=\"0123\"").as_bytes());
    assert_eq!(outcome.column(0), ["T1", "0123"]);
    assert_eq!(outcome.data.place(0, 0, 1).map(|place| place.row), Some(3), "rows are lines of the file");
    let marked = sent("名册.csv", text.replace("='0", "'0123").as_bytes());
    assert_eq!(marked.column(0), ["T1", "0123"]);
}

#[test]
fn texts_that_cannot_be_read_for_certain() {
    let mut broken = GB18030.encode(LINES).0.into_owned();
    let at = broken.len() - 3;
    broken[at] = 0xFF;
    let cases: [(Vec<u8>, &str); 6] = [
        (
            broken,
            "名册.csv：第 5 行第 35 字节不是 gb18030 编码的字符 (E283)。请用 Excel 或 WPS 重新导出，编码选 UTF-8。",
        ),
        (
            b"a,\xD2\xBB\xD0\xA9\n".to_vec(),
            "名册.csv：编码无法确定：按 UTF-8 是“һЩ”，按 GB18030 是“一些” (Q208)。请用 Excel 或 WPS 另存为 xlsx 或带 BOM 的 UTF-8。",
        ),
        (b"a,b\nc,\0\n".to_vec(), "名册.csv：第 2 行含有空字符（NUL），文本已损坏 (E284)。请重新导出后再报送。"),
        (
            b"a,b\n\"c,d\n".to_vec(),
            "名册.csv：第 2 行的双引号没有在本列结束，无法分清各列 (E285)。请检查这一行，或用 Excel、WPS 另存为 xlsx 格式。",
        ),
        (
            LINES.replace("90,100%", "90 100%").into_bytes(),
            "名册.csv：第 4 行有 5 列，其余各行多为 6 列 (E286)。请检查这一行是否多了或少了分隔符。",
        ),
        (b"  \r\n".to_vec(), "名册.csv：是空文件 (E201)。请重新导出后再报送。"),
    ];
    for (bytes, expected) in cases {
        let outcome = sent("名册.csv", &bytes);
        assert!(outcome.lines.iter().any(|line| line == expected), "{expected}\n{:?}", outcome.lines);
    }
}

#[test]
fn macros_and_links_are_left_alone_and_told() {
    let book = book(&[
        &[T("工号"), T("姓名"), T("得分"), T("合格率"), T("到岗时间")],
        &[T("T1"), T("张三"), N(1.0), P(0.5), D(43344.0)],
    ]);
    let outcome = sent("名册.xlsm", &add_part(book, "xl/vbaProject.bin", b"macro"));
    assert_eq!(outcome.codes, ["W216", "W207"], "{:?}", outcome.lines);
}

#[test]
fn a_document_type_declaration_is_refused() {
    let book = book(&[&[T("工号")]]);
    let bombed = edit(book, "xl/workbook.xml", |xml| {
        xml.replacen("<workbook", "<!-- x --><!DOCTYPE lolz [<!ENTITY lol \"lol\">]><workbook", 1)
    });
    assert_eq!(
        sent("名册.xlsx", &bombed).lines,
        [
            "名册.xlsx：内部部件 xl/workbook.xml 含有文档类型声明（DTD） (E282)。请用 Excel 或 WPS 打开，另存为新文件后再报送。"
        ]
    );
}

#[test]
fn elements_of_an_open_workbook_that_never_end_are_refused() {
    let broken = [
        ("</table:table><table:named", "<table:named"),
        ("<text:p>张三</text:p>", "<office:annotation><text:p>张三</text:p>"),
        ("<text:p>张三</text:p>", "<text:p>张<text:s text:c=\"99999999\"/>三</text:p>"),
    ];
    for (from, to) in broken {
        let bytes = edit(ODS.to_vec(), "content.xml", |xml| {
            assert!(xml.contains(from), "{from}");
            xml.replacen(from, to, 1)
        });
        let outcome = sent("名册.ods", &bytes);
        assert!(["E208", "E216"].contains(&outcome.codes[0]), "{:?}", outcome.lines);
    }
}

#[test]
fn a_quotation_mark_that_closes_somewhere_else_loses_no_row() {
    let text = "工号,姓名,得分,合格率,到岗时间,备注\nT1,\"张三,1,95%,2018-09-01,\nT2,王五,1,95%,2018-09-01,\nT3,\"李四,1,95%,2018-09-01,\n";
    let outcome = sent("名册.csv", text.as_bytes());
    assert_eq!(
        outcome.lines,
        [
            "名册.csv：第 2 行的双引号没有在本列结束，无法分清各列 (E285)。请检查这一行，或用 Excel、WPS 另存为 xlsx 格式。"
        ]
    );
}

#[test]
fn lines_keep_their_numbers_after_blank_ones() {
    let text = LINES.replace("T0001", "\n\nT0001").replace("0.3,", "零点三,");
    let outcome = sent("名册.csv", text.as_bytes());
    assert_eq!(outcome.lines, ["名册.csv › C7 › 得分：“零点三”不是数 (E243)。请填写数值。"]);
}

#[test]
fn a_formula_of_an_open_workbook_without_a_result_is_not_blank() {
    let bytes = edit(ODS.to_vec(), "content.xml", |xml| {
        let (from, to) = ("office:value-type=\"float\" office:value=\"86.5\"", "table:formula=\"of:=80+6.5\"");
        assert!(xml.contains(from));
        xml.replacen(from, to, 1)
    });
    let outcome = sent("名册.ods", &bytes);
    assert!(outcome.codes.contains(&"E241"), "{:?}", outcome.lines);
}

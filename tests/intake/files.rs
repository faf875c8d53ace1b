//! Which files are read, and what stands in the way.
use crate::office::*;
use fenpei::intake::{limits, read_folder};
use fenpei::messages::{Findings, Language};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn names() -> fenpei::scheme::Scheme {
    scheme("", &[r#"name = "姓名"; type = "text""#])
}

/// What is said about a file of these bytes.
fn about(bytes: &[u8]) -> Vec<String> {
    intake_one(&names(), bytes.to_vec()).lines
}

#[test]
fn the_pattern_meets_names_as_people_type_them() {
    let scheme =
        scheme(r#"from = { file = "附件1：*名册*.xlsx", sheet = ["表"] }"#, &[r#"name = "姓名"; type = "text""#]);
    let one = book(&[&[T("姓名")], &[T("甲")]]);
    let two = book(&[&[T("姓名")], &[T("乙")]]);
    let outcome = intake(&scheme, &[file("附件1:花名册（定稿）.XLSX", two), file("附件１：名册.xlsx", one)]).clean();
    assert_eq!(outcome.column(0), ["乙", "甲"]);
    let hash = &outcome.data.files[0].sha256;
    assert!(hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()));
}

#[test]
fn a_file_too_large_to_be_opened_ahead_keeps_its_place() {
    let mut state = 2018_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let picture: Vec<u8> = (0..5 << 20).map(|_| noise()).collect();
    let book = |name: &str| book(&[&[T("姓名")], &[T(name)]]);
    let large = add_part(book("乙"), "xl/media/image1.png", &picture);
    assert!(large.len() > 4 << 20);
    let files = [file("名册1.xlsx", book("甲")), file("名册2.xlsx", large), file("名册3.xlsx", book("丙"))];
    let outcome = intake(&names(), &files).clean();
    assert_eq!(outcome.column(0), ["甲", "乙", "丙"]);
    let paths: Vec<&str> = outcome.data.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["名册1.xlsx", "名册2.xlsx", "名册3.xlsx"]);
}

#[test]
fn the_order_of_the_files_is_of_no_account() {
    let files = ["甲", "乙", "丙"].map(|name| file(&format!("名册{name}.xlsx"), book(&[&[T("姓名")], &[T(name)]])));
    let mut turned = files.clone();
    turned.reverse();
    let (one, two) = (intake(&names(), &files).clean(), intake(&names(), &turned).clean());
    assert_eq!(one.column(0), two.column(0));
    assert_eq!(one.data.files, two.data.files);
}

#[test]
fn no_file_for_a_table() {
    let outcome = intake(&names(), &[file("名单.xlsx", book(&[&[T("姓名")]]))]);
    assert_eq!(
        outcome.lines,
        [
            "分配方案：“人员”没有找到文件“名册*.xlsx” (E221)。请把文件放进文件夹，或核对方案中的文件名。\
             是不是想写“名单.xlsx”？",
            "本次运算：有 1 个文件没有用到：名单.xlsx (W206)。请核对文件名，无关文件请移出。",
        ]
    );
    let optional = r#"from = { file = "名册*.xlsx", sheet = ["表"], optional = true }"#;
    intake(&scheme(optional, &[r#"name = "姓名"; type = "text""#]), &[]).clean();
}

#[test]
fn no_sheet_for_a_table() {
    let from = r#"from = { file = "名册*.xlsx", sheet = ["在编在岗", "特岗"] }"#;
    let bytes = |name: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().set_name(name).unwrap();
        fill(book.add_worksheet().set_name("说明").unwrap(), 0, &[&[T("姓名")], &[T("甲")]]);
        book.save_to_buffer().unwrap()
    };
    let outcome = intake_one(&scheme(from, &[r#"name = "姓名"; type = "text""#]), bytes("在编在职"));
    assert_eq!(
        outcome.lines,
        ["名册.xlsx：没有“人员”所需的工作表“在编在岗、特岗”，现有：在编在职、说明 (E222)。\
             请改正工作表名称，或核对方案。是不是想写“在编在职”？"]
    );
}

#[test]
fn every_sheet_of_the_list_is_read_in_order() {
    let from = r#"from = { file = "名册*.xlsx", sheet = ["特 岗", "在编"] }"#;
    let mut book = rust_xlsxwriter::Workbook::new();
    for (sheet, name) in [("在编", "甲"), ("特岗", "乙")] {
        fill(book.add_worksheet().set_name(sheet).unwrap(), 0, &[&[T("姓名")], &[T(name)]]);
    }
    let bytes = book.save_to_buffer().unwrap();
    let outcome = intake_one(&scheme(from, &[r#"name = "姓名"; type = "text""#]), bytes).clean();
    assert_eq!(outcome.column(0), ["乙", "甲"]);
}

#[test]
fn a_hidden_sheet_is_read_with_a_warning() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet();
    fill(book.add_worksheet().set_name("表").unwrap().set_hidden(true), 0, &[&[T("姓名")], &[T("甲")]]);
    let outcome = intake_one(&names(), book.save_to_buffer().unwrap());
    assert_eq!(outcome.lines, ["名册.xlsx › 表：是隐藏的工作表，已读入 (W205)。请取消隐藏后核对。"]);
}

#[test]
fn files_that_are_something_else() {
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let cases: [(&[u8], &str); 9] = [
        (b"", "名册.xlsx：是空文件 (E201)。请重新导出后再报送。"),
        (b" \r\n ", "名册.xlsx：是空文件 (E201)。请重新导出后再报送。"),
        (
            "姓名,得分\n甲,1\n".as_bytes(),
            "名册.xlsx：实际是文本文件，不是工作簿 (E202)。请改名为 .csv，或用 Excel、WPS 另存为 xlsx 格式。",
        ),
        (
            b"<html><table></table></html>",
            "名册.xlsx：实际是网页格式，不是工作簿 (E203)。请用 Excel 或 WPS 打开，另存为 xlsx 格式后再报送。",
        ),
        (
            &[0x09, 0x02, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00],
            "名册.xlsx：是 Excel 2.x–4.x 的旧格式 (E204)。请用 Excel 或 WPS 打开，另存为 xlsx 格式后再报送。",
        ),
        (b"%PDF-1.4", "名册.xlsx：实际是 PDF 文件，不是工作簿 (E205)。请报送原始的工作簿。"),
        (&ole, "名册.xlsx：文件不完整或已损坏，无法读取 (E208)。请用 Excel 或 WPS 打开检查，另存为新文件后再报送。"),
        (
            &[0x89, b'P', b'N', b'G', 0, 1, 2],
            "名册.xlsx：不是可以读取的工作簿 (E206)。请用 Excel 或 WPS 另存为 xlsx 格式后再报送。",
        ),
        (
            b"PK\x03\x04 and no more",
            "名册.xlsx：文件不完整或已损坏，无法读取 (E208)。请用 Excel 或 WPS 打开检查，另存为新文件后再报送。",
        ),
    ];
    for (bytes, line) in cases {
        assert_eq!(about(bytes), [line]);
    }
}

#[test]
fn a_workbook_cut_anywhere_is_damaged() {
    let bytes = book(&[&[T("姓名")], &[T("甲")]]);
    for cut in (10..bytes.len() - 1).step_by(37) {
        let outcome = intake_one(&names(), bytes[..cut].to_vec());
        assert_eq!(outcome.codes, ["E208"], "cut at {cut}");
    }
}

#[test]
fn a_workbook_with_damaged_insides_never_panics() {
    let bytes = book(&[&[T("姓名"), T("得分")], &[T("甲"), N(1.0)]]);
    for (from, to) in [("r=\"A2\"", "r=\"2A\""), ("<v>", "<v"), ("t=\"s\"", "t=\"q\""), ("<v>2</v>", "<v>99</v>")] {
        let outcome = intake_one(&names(), edit(bytes.clone(), SHEET, |xml| xml.replace(from, to)));
        assert!(!outcome.lines.is_empty(), "{from} → {to}");
    }
}

#[test]
fn another_ending_is_read_by_content() {
    let scheme = scheme(r#"from = { file = "名册*", sheet = ["表"] }"#, &[r#"name = "姓名"; type = "text""#]);
    let outcome = intake(&scheme, &[file("名册.xls", book(&[&[T("姓名")], &[T("甲")]]))]);
    assert_eq!(outcome.codes, ["W211"]);
    assert_eq!(outcome.column(0), ["甲"]);
}

#[test]
fn the_same_file_twice() {
    let bytes = book(&[&[T("姓名")], &[T("甲")]]);
    let outcome = intake(&names(), &[file("名册.xlsx", bytes.clone()), file("名册(1).xlsx", bytes)]);
    assert_eq!(outcome.lines, ["名册.xlsx：与“名册(1).xlsx”内容完全相同 (E220)。请只保留一份。"]);
}

/// A zip file with these parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let fast = SimpleFileOptions::default().compression_level(Some(1));
    for (name, content) in parts {
        out.start_file(*name, fast).unwrap();
        out.write_all(content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Sets the size that the directory of a zip file declares for each part.
fn declare(mut bytes: Vec<u8>, size: u32) -> Vec<u8> {
    let entries: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).collect();
    for at in entries {
        bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
    }
    bytes
}

const PART_TOO_LARGE: &str =
    "名册.xlsx：内部部件 xl/a.xml 解压后超过上限 256 MiB (E211)。请把数据复制到新工作簿后再报送。";

#[test]
fn a_part_that_declares_more_than_the_limit() {
    assert_eq!(about(&declare(zipped(&[("xl/a.xml", b"1")]), 300 << 20)), [PART_TOO_LARGE]);
}

#[test]
fn a_part_that_is_longer_than_it_declares() {
    let lines = about(&declare(zipped(&[("xl/a.xml", &[0; 5_000])]), 1));
    assert!(lines.len() == 1 && lines[0].contains("(E208)"), "{lines:?}");
}

#[test]
#[cfg_attr(debug_assertions, ignore = "inflating takes a minute without optimisation")]
fn many_parts_that_inflate_beyond_the_limit() {
    let zeros = vec![0u8; 200 << 20];
    let bytes = zipped(&[("a", &zeros), ("b", &zeros), ("c", &zeros)]);
    assert_eq!(about(&bytes), ["名册.xlsx：文件解压后合计超过上限 512 MiB (E212)。请把数据复制到新工作簿后再报送。"]);
}

#[test]
fn parts_that_differ_only_in_their_case() {
    let bytes = zipped(&[("xl/a.xml", b"1"), ("XL\\A.xml", b"2")]);
    assert_eq!(
        about(&bytes),
        ["名册.xlsx：文件内部有两个同名部件 xl/a.xml (E213)。请用 Excel 或 WPS 打开，另存为新文件后再报送。"]
    );
}

#[test]
fn more_parts_than_the_limit() {
    let names: Vec<String> = (0..=limits::PARTS_MAX).map(|n| format!("p{n}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(
        about(&zipped(&parts)),
        ["名册.xlsx：文件内部有 10001 个部件，超过上限 10000 个 (E210)。请把数据复制到新工作簿后再报送。"]
    );
}

#[test]
fn declared_counts_are_not_believed() {
    let bytes = book(&[&[T("姓名")], &[T("甲")]]);
    let lie = |count: &str| {
        let count = format!("uniqueCount=\"{count}\"");
        edit(bytes.clone(), "xl/sharedStrings.xml", |xml| xml.replace("uniqueCount=\"2\"", &count))
    };
    assert_eq!(intake_one(&names(), lie("5000000")).codes, ["E208"]);
    assert_eq!(intake_one(&names(), lie("99999999999")).codes, ["E216"]);
}

#[test]
fn a_cell_at_the_far_end_costs_nothing() {
    let bytes = workbook(|sheet| {
        fill(sheet, 0, &[&[T("姓名")], &[T("甲")]]);
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
    });
    let outcome = intake_one(&names(), bytes);
    assert_eq!(
        outcome.lines,
        [
            "名册.xlsx › 表 › XFD1048576：与上方数据相隔 1048573 个空行，仍有内容 (E231)。请删去多余内容，或把数据连续填写。"
        ]
    );
    assert_eq!(outcome.column(0), ["甲"]);
}

#[test]
fn a_cell_outside_the_grid() {
    let bytes = edit(book(&[&[T("姓名")], &[T("甲")]]), SHEET, |xml| xml.replace("r=\"A2\"", "r=\"XFE2\""));
    assert_eq!(
        intake_one(&names(), bytes).lines,
        ["名册.xlsx › 表：有单元格超出 1048576 行、16384 列的范围 (E215)。请把数据复制到新工作簿后再报送。"]
    );
}

#[test]
fn a_cell_written_twice() {
    let bytes = edit(book(&[&[T("姓名"), T("备注")], &[T("甲"), T("乙")]]), SHEET, |xml| {
        xml.replace("r=\"B2\"", "r=\"A2\"")
    });
    assert_eq!(intake_one(&names(), bytes).codes, ["E230"]);
}

#[test]
fn a_folder_is_listed_without_what_does_not_belong() {
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, name).unwrap();
    };
    let names = [
        "scheme.toml",
        "b.xlsx",
        "考核/一中.xlsx",
        "a.xlsx",
        "结果/旧.xlsx",
        "~$b.xlsx",
        "x.tmp",
        "Thumbs.db",
        ".DS_Store",
        "考核/.~lock.一中.xlsx#",
    ];
    names.iter().for_each(|name| put(name));
    let mut findings = Findings::default();
    let files = read_folder(dir.path(), &mut findings).unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["a.xlsx", "b.xlsx", "考核/一中.xlsx"]);
    assert_eq!(files[0].bytes, b"a.xlsx");
    let lines: Vec<String> = findings.list.iter().map(|finding| finding.line(Language::Chinese)).collect();
    assert_eq!(lines, ["~$b.xlsx：对应的工作簿可能正被打开，尚未保存的修改不会读到 (W201)。请保存并关闭后重新运行。"]);
}

#[test]
fn a_file_larger_than_the_limit_is_not_loaded() {
    let dir = tempfile::tempdir().unwrap();
    let big = std::fs::File::create(dir.path().join("大.xlsx")).unwrap();
    big.set_len(limits::FILE_BYTES_MAX + 1).unwrap();
    let mut findings = Findings::default();
    assert!(read_folder(dir.path(), &mut findings).unwrap().is_empty());
    assert_eq!(
        findings.list[0].line(Language::Chinese),
        "大.xlsx：文件有 64 MiB，超过上限 64 MiB (E209)。请删去图片和多余的工作表，或拆成几个文件。"
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let dir = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/", dir.path().join("外面")).unwrap();
    let mut findings = Findings::default();
    assert!(read_folder(dir.path(), &mut findings).unwrap().is_empty());
    assert_eq!(findings.list[0].message.code(), "E219");
}

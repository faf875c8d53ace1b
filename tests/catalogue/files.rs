//! F01–F22: what a file is.
use crate::entry::Entry;
use crate::office::*;
use crate::xlsb;
use encoding_rs::GB18030;

const XLS: &[u8] = include_bytes!("../intake/fixtures/小表.xls");
const ODS: &[u8] = include_bytes!("../intake/fixtures/小表.ods");

fn sound() -> Vec<u8> {
    book(&[&[T("工号"), T("姓名"), T("得分")], &[T("T1"), T("张三"), N(90.0)]])
}

fn csv() -> &'static str {
    "工号,姓名,得分\nT1,张三,90\n"
}

fn cut(bytes: &[u8], per_cent: usize) -> Vec<u8> {
    bytes[..bytes.len() * per_cent / 100].to_vec()
}

pub fn entries() -> Vec<Entry> {
    let one = Entry::one;
    let file = |name: &str, bytes: Vec<u8>| (name.to_string(), bytes);
    let html = b"<html><body><table><tr><td>x</td></tr></table></body></html>".to_vec();
    let xml2003 = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".to_vec();
    let gbk = |text: &str| GB18030.encode(text).0.into_owned();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(csv().encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut list = vec![
        one("F01", "zero bytes", "名册.xlsx", Vec::new()),
        one("F01b", "only blanks", "名册.xlsx", b"  \r\n\t ".to_vec()),
        one("F02", "text named .xlsx", "名册.xlsx", csv().as_bytes().to_vec()),
        one("F03", "xls named .xlsx", "名册.xlsx", XLS.to_vec()).with(SMALL),
        one("F03b", "ods named .xls", "名册.xls", ODS.to_vec()).with(SMALL),
        one("F03c", "xlsx named .ods", "名册.ods", sound()),
        one("F04", "HTML named .xls", "名册.xls", html),
        one("F05", "XML Spreadsheet 2003 named .xls", "名册.xls", xml2003),
        one("F06", "tab text in GBK named .xls", "名册.xls", gbk("工号\t姓名\t得分\nT1\t张三\t90\n")),
        one("F06b", "UTF-16 text named .xls", "名册.xls", utf16.clone()),
        one("F07", "BIFF 2 without a shell", "名册.xls", vec![0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00]),
        one("F08", "xlsx with a password", "名册.xlsx", include_bytes!("../intake/fixtures/有密码.xlsx").to_vec()),
        one("F08b", "xls with a password", "名册.xls", include_bytes!("../intake/fixtures/有密码.xls").to_vec()),
        one("F08c", "ods with a password", "名册.ods", include_bytes!("../intake/fixtures/有密码.ods").to_vec()),
        one("F09", "xlsx cut at half", "名册.xlsx", cut(&sound(), 50)),
        one("F10", "xls cut at 75 %", "名册.xls", cut(XLS, 75)),
        one("F11", "OLE sectors in a loop", "名册.xls", loops()),
        one("F12", "a zip bomb", "名册.xlsx", bomb()),
        one("F13", "two parts of one name but for case", "名册.xlsx", add_part(sound(), "XL/Workbook.xml", b"<x/>")),
        one(
            "F13b",
            "a part that leads out of the package",
            "名册.xlsx",
            add_part(sound(), "../../escape.xml", b"<x/>"),
        ),
        one("F14", ".et that is a workbook of Excel 97", "名册.et", XLS.to_vec()).with(SMALL),
        one("F14b", ".et that is something else", "名册.et", vec![0x89, b'P', b'N', b'G', 1, 2]),
        Entry::several(
            "F15",
            "lock and system files beside the sheet",
            vec![
                file("名册.xlsx", sound()),
                file("~$名册.xlsx", vec![1]),
                file("Thumbs.db", vec![2]),
                file(".DS_Store", vec![3]),
            ],
        ),
        one("F17", "csv in GBK", "名册.csv", gbk(csv())),
        one("F17b", "csv in UTF-16", "名册.csv", utf16),
        one("F17c", "a byte that is no character", "名册.csv", [gbk(csv()), vec![0xFF, b'\n']].concat()),
        one("F17d", "a text that two encodings read differently", "名册.csv", b"a,\xD2\xBB\xD0\xA9\n".to_vec()),
        one(
            "F18",
            "a line with a field too few",
            "名册.csv",
            "工号,姓名,得分\nT1,张三,90\nT2,李四 80\nT3,王五,70\n".as_bytes().to_vec(),
        ),
        one("F18b", "a quotation mark left open", "名册.csv", "工号,姓名,得分\nT1,\"张三,90\n".as_bytes().to_vec()),
        one("F18c", "a NUL in the text", "名册.csv", b"a,b\nc,\0\n".to_vec()),
        Entry::several("F19", "two copies", vec![file("名册.xlsx", sound()), file("名册(1).xlsx", other())]),
        Entry::several("F19b", "the same bytes twice", vec![file("名册.xlsx", sound()), file("名册二.xlsx", sound())]),
        one("F20", "a csv of 65,536 rows", "名册.csv", full()),
        one("F21", "macros inside", "名册.xlsm", add_part(sound(), "xl/vbaProject.bin", b"macro")),
        one(
            "F21b",
            "links to other workbooks",
            "名册.xlsx",
            add_part(sound(), "xl/externalLinks/externalLink1.xml", b"<x/>"),
        ),
        one("F22", "a folder where a file should be", "名册.xlsx/里面.txt", b"x".to_vec()),
    ];
    // A file that another program holds can only be had on Windows; an unreadable one is told in the same way.
    list.push(one("F16", "a file that is not there when it is read: none matches", "别的.xlsx", sound()));
    list.push(one(
        "F14c",
        "a binary workbook",
        "名册.xlsb",
        xlsb::book("表", &[&[T("工号"), T("姓名"), T("得分")], &[T("T1"), T("张三"), N(90.0)]]),
    ));
    list
}

/// What reads the fixtures that a spreadsheet program made.
const SMALL: &str = r#"
[[table]]
name = "人员"
key  = ["工号"]
from = { file = "名册*.xlsx", sheet = ["表"], hidden = "include" }
[[table.input]]
name = "工号"
type = "text"
"#;

fn other() -> Vec<u8> {
    book(&[&[T("工号"), T("姓名"), T("得分")], &[T("T2"), T("李四"), N(80.0)]])
}

/// Every entry of the allocation table points to itself.
fn loops() -> Vec<u8> {
    let mut bytes = XLS.to_vec();
    let sector = u32::from_le_bytes([bytes[76], bytes[77], bytes[78], bytes[79]]) as usize;
    for entry in 0..128 {
        let at = 512 * (sector + 1) + 4 * entry;
        bytes[at..at + 4].copy_from_slice(&(entry as u32).to_le_bytes());
    }
    bytes
}

/// 65,536 lines: as many as a sheet of Excel 97 has.
fn full() -> Vec<u8> {
    let mut text = String::from("工号,姓名,得分\n");
    (1..65_536).for_each(|number| text.push_str(&format!("T{number:05},张三,90\n")));
    text.into_bytes()
}

/// A part that inflates beyond the limit: 300 MB of blanks.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new_append(std::io::Cursor::new(sound())).unwrap();
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("xl/worksheets/sheet9.xml", options).unwrap();
    let blanks = vec![b' '; 1 << 20];
    (0..300).for_each(|_| zip.write_all(&blanks).unwrap());
    zip.finish().unwrap().into_inner()
}

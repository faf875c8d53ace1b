//! An office in memory: schemes of one table, workbooks of a few cells.
#![allow(dead_code)]
use fenpei::dataset::{ColumnPlace, Dataset, Mark, Value};
use fenpei::intake::{OfficeFile, read};
use fenpei::messages::{Findings, Language};
use fenpei::scheme::{Scheme, parse};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What a test writes into a cell.
#[derive(Clone, Copy)]
pub enum C<'a> {
    /// Nothing.
    B,
    /// A text.
    T(&'a str),
    /// A number.
    N(f64),
    /// A number shown as a per cent.
    P(f64),
    /// A day number shown as a date.
    D(f64),
    /// A formula and its stored result.
    F(&'a str, &'a str),
    /// TRUE or FALSE.
    L(bool),
}

pub use C::{B, D, F, L, N, P, T};

/// Writes cells below each other from a row on.
pub fn fill(sheet: &mut Worksheet, first: u32, rows: &[&[C]]) {
    let percent = Format::new().set_num_format("0.00%");
    let date = Format::new().set_num_format("yyyy/m/d");
    for (row, cells) in (first..).zip(rows) {
        for (column, cell) in (0u16..).zip(*cells) {
            match *cell {
                B => Ok(&mut *sheet),
                T(text) => sheet.write_string(row, column, text),
                N(value) => sheet.write_number(row, column, value),
                P(value) => sheet.write_number_with_format(row, column, value, &percent),
                D(value) => sheet.write_number_with_format(row, column, value, &date),
                F(formula, result) => sheet.write_formula(row, column, Formula::new(formula).set_result(result)),
                L(flag) => sheet.write_boolean(row, column, flag),
            }
            .unwrap();
        }
    }
}

/// A workbook of one sheet named 表, shaped by hand.
pub fn workbook(shape: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    // Messages may name the start of a file's hash, so the same cells make the same bytes.
    let made = ExcelDateTime::from_ymd(2018, 12, 31).unwrap();
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name("表").unwrap();
    shape(sheet);
    book.save_to_buffer().unwrap()
}

/// A workbook of one sheet named 表.
pub fn book(rows: &[&[C]]) -> Vec<u8> {
    workbook(|sheet| fill(sheet, 0, rows))
}

/// A file of the office.
pub fn file(path: &str, bytes: Vec<u8>) -> OfficeFile {
    OfficeFile { path: path.to_string(), bytes }
}

/// A scheme with one table 人员 read from 名册*.xlsx, sheet 表. `more` are further keys of the table, `inputs` its
/// columns, each as the inside of a TOML inline table.
pub fn scheme(more: &str, inputs: &[&str]) -> Scheme {
    let from = if more.contains("from =") { "" } else { r#"from = { file = "名册*.xlsx", sheet = ["表"] }"# };
    let mut text = format!("{HEAD}\n[[table]]\nname = \"人员\"\n{from}\n{more}\n");
    for input in inputs {
        text.push_str(&format!("[[table.input]]\n{}\n", input.replace("; ", "\n")));
    }
    parsed(&text)
}

pub const HEAD: &str = r#"[scheme]
name = "试用方案"
basis = "平办发〔2017〕55号"
office = "平安区教育局"
year = 2018
rounding = "half-up""#;

/// A scheme without mistakes of form.
pub fn parsed(text: &str) -> Scheme {
    let mut findings = Findings::default();
    let scheme = parse(text, &mut findings);
    assert!(findings.list.is_empty(), "{:?}\n{text}", findings.list);
    scheme
}

/// A data set and what was said about it.
pub struct Outcome {
    pub data: Dataset,
    pub lines: Vec<String>,
    pub codes: Vec<&'static str>,
}

/// Reads files by a scheme.
pub fn intake(scheme: &Scheme, files: &[OfficeFile]) -> Outcome {
    let mut findings = Findings::default();
    let data = read(scheme, files, &mut findings);
    for finding in &findings.list {
        assert!(!finding.line(Language::English).is_empty());
    }
    let lines = findings.list.iter().map(|finding| finding.line(Language::Chinese)).collect();
    let codes = findings.list.iter().map(|finding| finding.message.code()).collect();
    Outcome { data, lines, codes }
}

/// Reads one workbook 名册.xlsx.
pub fn intake_one(scheme: &Scheme, bytes: Vec<u8>) -> Outcome {
    intake(scheme, &[file("名册.xlsx", bytes)])
}

impl Outcome {
    /// A column of the first table, written for comparing: `张三`, `8650`, `@43344`, `缺考`.
    pub fn column(&self, column: usize) -> Vec<String> {
        let table = &self.data.tables[0];
        let written = |row| match table.columns[column].get(row) {
            Value::Text(id) => self.data.texts.get(id).to_string(),
            Value::Number(number) => number.to_string(),
            Value::Date(day) => format!("@{day}"),
            Value::Flag(flag) => flag.to_string(),
            Value::Missing(Mark::Blank) => "空".to_string(),
            Value::Missing(Mark::Absent) => "缺考".to_string(),
            Value::Missing(Mark::Exempt) => "免考".to_string(),
        };
        (0..table.len()).map(written).collect()
    }

    /// Nothing was found.
    pub fn clean(self) -> Outcome {
        assert_eq!(self.lines, Vec::<String>::new());
        self
    }

    /// Rows left out of the first sheet, counted from 1.
    pub fn skipped(&self) -> Vec<(u32, String)> {
        self.data.sheets[0].skipped.iter().map(|skipped| (skipped.row + 1, skipped.reason.clone())).collect()
    }

    /// Columns of the first sheet.
    pub fn places(&self) -> &[ColumnPlace] {
        &self.data.sheets[0].columns
    }
}

/// Changes the XML of a part of a workbook; `None` leaves the part out.
pub fn edit(bytes: Vec<u8>, part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            content = change(String::from_utf8(content).unwrap()).into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Adds a part to a workbook.
pub fn add_part(bytes: Vec<u8>, name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

/// The first sheet's part.
pub const SHEET: &str = "xl/worksheets/sheet1.xml";

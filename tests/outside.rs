//! No workbook that is written reaches outside of itself: what it is made of, which functions its formulas call, and
//! where it links to. `tests/oracle/outside.py` asks the same of the whole sample with a reader of its own.
mod support;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use support::office::{APPROVAL, Office};
use support::{code, district, fenpei, files, text};

/// The functions that formulas may call; all are of Excel 2010 or older and read nothing but cells.
const FUNCTIONS: [&str; 28] = [
    "ABS",
    "AND",
    "COUNT",
    "COUNTIF",
    "COUNTIFS",
    "DAY",
    "EXACT",
    "IF",
    "INDEX",
    "INT",
    "ISNUMBER",
    "MAX",
    "MIN",
    "MONTH",
    "NA",
    "NOT",
    "OR",
    "ROUND",
    "ROUNDDOWN",
    "ROUNDUP",
    "ROW",
    "SIGN",
    "SQRT",
    "SUM",
    "SUMIF",
    "SUMIFS",
    "SUMPRODUCT",
    "TRUE",
];

/// Parts of a workbook, by the beginnings of their names.
const PARTS: [&str; 12] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/",
    "xl/_rels/workbook.xml.rels",
    "xl/charts/chart",
    "xl/comments",
    "xl/drawings/",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/theme/theme1.xml",
    "xl/workbook.xml",
    "xl/worksheets/",
];

/// The texts of all elements of a name.
fn elements<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let begins = |rest: &&str| rest.starts_with('>') || rest.starts_with(' ');
    let inner =
        |rest: &'x str| rest.split_once('>').and_then(|(_, rest)| rest.split_once(&close)).map(|(text, _)| text);
    xml.split(&open).skip(1).filter(begins).filter_map(inner).collect()
}

/// The functions that a formula calls, texts in it left out.
fn calls(formula: &str) -> Vec<String> {
    let bare: String = formula.replace("&quot;", "\"").split('"').step_by(2).collect();
    let before: Vec<&str> = bare.split('(').collect();
    let name =
        |text: &&str| text.rsplit(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').next().map(str::to_string);
    before[..before.len() - 1].iter().filter_map(name).filter(|name| !name.is_empty()).collect()
}

/// Everything of a workbook that is not our own.
fn foreign(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let part_name = part.name().expect("a name").into_owned();
        if !PARTS.iter().any(|known| part_name.starts_with(known)) {
            found.push(part_name.clone());
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("XML");
        let formulas = ["f", "formula", "formula1", "formula2", "definedName", "c:f"].map(|name| elements(&xml, name));
        for formula in formulas.into_iter().flatten() {
            let unknown = calls(formula).into_iter().find(|name| !FUNCTIONS.contains(&name.as_str()));
            if unknown.is_some() || formula.contains(['[', '|', '@']) && !formula.contains('"') {
                found.push(formula.to_string());
            }
        }
        let links = xml.split("<Relationship ").filter(|link| link.contains("TargetMode=\"External\""));
        let targets =
            links.filter_map(|link| link.split_once("Target=\"")?.1.split_once('"')).map(|(target, _)| target);
        // Lists that link to the files beside them, on purpose.
        let lists = name.ends_with("目录.xlsx") || name.ends_with("问题清单.xlsx");
        found.extend(targets.filter(|target| !lists || target.contains("://")).map(str::to_string));
    }
    found
}

#[test]
fn no_workbook_of_any_stage_reaches_outside() {
    let office = Office::new();
    office.last(&APPROVAL, &[]);
    let inputs = tempfile::TempDir::new().expect("a folder");
    district::write(inputs.path());
    assert_eq!(code(&fenpei(&["check", &text(inputs.path())])), 0);
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for (name, bytes) in files(office.place.path()).into_iter().chain(files(&inputs.path().join("结果"))) {
        let received = name.contains("/输入/") || name.contains("/记录/") || name.contains("登记表");
        if name.ends_with(".xlsx") && !received {
            wrong.extend(foreign(&name, &bytes).into_iter().map(|what| format!("{name}: {what}")));
            seen.insert(name);
        }
    }
    assert!(seen.len() > 30, "{seen:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_reaches_outside_is_seen() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let planted = ["WEBSERVICE(A1)", "HYPERLINK(\"http://a.b\")", "[1]Sheet1!A1", "cmd|'/c calc'!A0"];
    for (row, formula) in (0..).zip(planted) {
        sheet.write_formula(row, 0, formula).expect("a cell");
    }
    sheet.write_url(9, 0, "http://a.b").expect("a cell");
    let found = foreign("a.xlsx", &book.save_to_buffer().expect("saved"));
    assert_eq!(found.len(), planted.len() + 1, "{found:?}");
}

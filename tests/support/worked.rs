//! A worked example in one Markdown file: the method with its rules, the office's tables, and the results worked
//! by hand.
//!
//! ```text
//! ## 输入 学校.xlsx › 学校
//! | 学校名称 | 人数 |
//! | --- | --- |
//! | 甲校 | 12 |
//!
//! ## 结果 学校
//! | 学校名称 | 奖金到校 |
//! | --- | --- |
//! | 甲校 | 120.00 |
//!
//! ## 提示
//! - W425
//! ```
//!
//! An English page writes Input, Result, Findings and Stops. A result names the rows by the table's key and then says
//! what some of its columns hold. Under 提示 stand the numbers of all warnings; without it there are none. A page whose
//! run is expected to stop has no results, but under 停止 the numbers of the errors and questions that stop it.
#![allow(dead_code)]
use fenpei::book::Book;
use fenpei::faces::{Edition, audit_workbook};
use fenpei::intake::OfficeFile;
use fenpei::messages::{Findings, Language};
use fenpei::plan::DISTRICT;
use fenpei::{compute, intake, plan, scheme};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use std::collections::BTreeMap;
use std::path::Path;

/// A worked example as written.
pub struct Worked {
    name: String,
    /// The scheme: the page itself, or the one beside it.
    scheme: String,
    /// The office's files, each with its sheets.
    pub inputs: BTreeMap<String, Vec<(String, Rows)>>,
    results: Vec<(String, Rows)>,
    /// Numbers of the warnings.
    findings: Vec<String>,
    /// Numbers of the errors and questions that stop the run.
    stops: Vec<String>,
}

/// Cells of a Markdown table, the header first.
pub type Rows = Vec<Vec<String>>;

impl Worked {
    /// Reads the file.
    pub fn read(path: &Path) -> Worked {
        let text = std::fs::read_to_string(path).expect("there");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        Worked::parse(name, &text, text.clone())
    }

    /// Reads a page whose rules are in a scheme of their own.
    pub fn beside(page: &Path, scheme: &Path) -> Worked {
        let text = |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Worked::parse(scheme.display().to_string(), &text(page), text(scheme))
    }

    fn parse(name: String, page: &str, scheme: String) -> Worked {
        let mut worked = Worked {
            name,
            scheme,
            inputs: BTreeMap::new(),
            results: Vec::new(),
            findings: Vec::new(),
            stops: Vec::new(),
        };
        for (heading, rows, items) in sections(page) {
            let result = ["结果 ", "Result "].iter().find_map(|word| heading.strip_prefix(word));
            if let Some((file, sheet)) = input_of(&heading) {
                worked.inputs.entry(file).or_default().push((sheet, rows));
            } else if let Some(table) = result {
                assert!(rows.len() > 1, "{}: {heading} has no rows", worked.name);
                worked.results.push((table.to_string(), rows));
            } else if ["提示", "Findings"].contains(&heading.as_str()) {
                worked.findings.extend(items);
            } else if ["停止", "Stops"].contains(&heading.as_str()) {
                worked.stops.extend(items);
            }
        }
        let one = worked.results.is_empty() != worked.stops.is_empty();
        assert!(one, "{}: either results or what stops the run", worked.name);
        worked
    }

    /// The office's files as workbooks.
    pub fn office(&self) -> Vec<OfficeFile> {
        self.inputs.iter().map(|(path, sheets)| office_file(path, sheets)).collect()
    }

    /// Computes, and holds findings and results against the page. No book where the run stops as the page expects.
    pub fn hold(&self) -> Result<Option<Book>, String> {
        let (book, findings) = self.compute(&self.office());
        self.hold_findings(&findings)?;
        let book = match book {
            None if !self.stops.is_empty() => return Ok(None),
            None => return Err(format!("{}: no book and no finding", self.name)),
            Some(book) => book,
        };
        let mut wrong = Vec::new();
        for (table, rows) in &self.results {
            self.hold_table(&book, table, rows, &mut wrong);
        }
        if !self.stops.is_empty() {
            wrong.push("the run does not stop".to_string());
        }
        if !book.ledger.balanced() {
            wrong.push("the ledger does not balance".to_string());
        }
        if wrong.is_empty() { Ok(Some(book)) } else { Err(format!("{}:\n{}", self.name, wrong.join("\n"))) }
    }

    fn compute(&self, office: &[OfficeFile]) -> (Option<Book>, Findings) {
        let mut findings = Findings::default();
        let mut written = scheme::read("scheme.md", &self.scheme, &mut findings);
        intake::fill_standards(&mut written, office, &mut findings);
        let plan = plan::compile(&written, &self.scheme, &mut findings);
        let book = plan.filter(|_| !findings.stop()).and_then(|plan| {
            let dataset = intake::read(&written, office, &mut findings);
            if findings.stop() { None } else { compute::compute(plan, dataset, &mut findings) }
        });
        (book.filter(|_| !findings.stop()), findings)
    }

    /// What was told must be what stands under 提示 and 停止.
    fn hold_findings(&self, findings: &Findings) -> Result<(), String> {
        let mut codes: Vec<_> = findings.list.iter().map(|f| f.message.code().to_string()).collect();
        codes.sort();
        let mut expected = [self.stops.clone(), self.findings.clone()].concat();
        expected.sort();
        if codes == expected {
            return Ok(());
        }
        let render = |f| scheme::render(f, &self.name, &self.scheme, Language::Chinese);
        let told = findings.list.iter().map(render).collect::<Vec<_>>().join("\n");
        Err(format!("{}: findings {codes:?}, on the page {expected:?}\n{told}", self.name))
    }

    fn hold_table(&self, book: &Book, name: &str, rows: &Rows, wrong: &mut Vec<String>) {
        let Some(table) = book.plan.find_table(name) else { return wrong.push(format!("no table {name}")) };
        let header = &rows[0];
        let columns: Vec<_> = header.iter().map(|name| book.plan.find_column(table, name)).collect();
        let unknown: Vec<_> = header.iter().zip(&columns).filter(|(_, c)| c.is_none()).map(|(n, _)| n).collect();
        if !unknown.is_empty() {
            return wrong.push(format!("{name} has no {unknown:?}"));
        }
        let columns: Vec<_> = columns.into_iter().flatten().collect();
        let key = &book.plan.table(table).key;
        let named = |column| table == DISTRICT || key.contains(column);
        for row in &rows[1..] {
            let matches = |at: &usize| {
                columns
                    .iter()
                    .zip(row)
                    .filter(|(c, _)| named(c) && table != DISTRICT)
                    .all(|(c, t)| book.shown(*c, *at) == *t)
            };
            let Some(at) = (0..book.rows[table.0]).find(matches) else {
                wrong.push(format!("{name}: no row {row:?}"));
                continue;
            };
            for ((column, name), expected) in columns.iter().zip(header).zip(row) {
                let shown = book.shown(*column, at);
                if shown != expected.replace(',', "") {
                    wrong.push(format!("{}: {name} is {shown}, on the page {expected}", book.row_name(table, at)));
                }
            }
        }
    }

    /// The audit workbook of a book.
    pub fn audit(&self, book: &Book) -> Vec<u8> {
        let edition = Edition {
            scheme: self.name.clone(),
            basis: "样例".to_string(),
            office: "样例".to_string(),
            year: 2018,
            batch: "2018-000000000000".to_string(),
            line: "试算，不作发放依据".to_string(),
            fingerprint: "0".repeat(64),
            ..Edition::default()
        };
        audit_workbook(book, &edition, &Findings::default()).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

/// Each heading with the table and the list items under it.
fn sections(text: &str) -> Vec<(String, Rows, Vec<String>)> {
    let mut sections = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            sections.push((heading.trim().to_string(), Rows::new(), Vec::new()));
        }
        let Some((_, rows, items)) = sections.last_mut() else { continue };
        if let Some(cells) = line.strip_prefix('|') {
            let cells: Vec<String> =
                cells.trim_end().trim_end_matches('|').split('|').map(|c| c.trim().to_string()).collect();
            let rule = cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-:".contains(c)));
            if !rule {
                rows.push(cells);
            }
        } else if let Some(item) = line.strip_prefix("- ") {
            items.push(item.split_whitespace().next().unwrap_or_default().to_string());
        }
    }
    sections
}

/// The office's files that a page shows, whatever else stands on it.
pub fn office_of(page: &Path) -> Vec<OfficeFile> {
    let text = std::fs::read_to_string(page).expect("there");
    let mut inputs: BTreeMap<String, Vec<(String, Rows)>> = BTreeMap::new();
    for (heading, rows, _) in sections(&text) {
        if let Some((file, sheet)) = input_of(&heading) {
            inputs.entry(file).or_default().push((sheet, rows));
        }
    }
    inputs.iter().map(|(path, sheets)| office_file(path, sheets)).collect()
}

/// File and sheet of a heading that shows an input.
fn input_of(heading: &str) -> Option<(String, String)> {
    let place = ["输入 ", "Input "].iter().find_map(|word| heading.strip_prefix(word))?;
    let (file, sheet) = place.split_once(" › ").expect("FILE › SHEET");
    Some((file.to_string(), sheet.to_string()))
}

/// A file of the office with these sheets.
pub fn office_file(path: &str, sheets: &[(String, Rows)]) -> OfficeFile {
    OfficeFile { path: path.to_string(), bytes: workbook(sheets) }
}

/// Figures as numbers, `2018-04-20` as dates, all else, and figures with leading zeros, as texts.
fn workbook(sheets: &[(String, Rows)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2018, 12, 31).expect("a day");
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let day_format = Format::new().set_num_format("yyyy-mm-dd");
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        for (at, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(row) {
                let plain = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
                let number = text.parse::<f64>().ok().filter(|_| at > 0 && !plain && text.len() <= 15);
                let day = (text.len() == 10).then(|| ExcelDateTime::parse_from_str(text).ok()).flatten();
                let written = match (number, day) {
                    _ if text.is_empty() => continue,
                    (Some(number), _) => sheet.write_number(at, column, number),
                    (None, Some(day)) => sheet.write_datetime_with_format(at, column, &day, &day_format),
                    (None, None) => sheet.write_string(at, column, text),
                };
                written.expect("written");
            }
        }
    }
    workbook.save_to_buffer().expect("saved")
}

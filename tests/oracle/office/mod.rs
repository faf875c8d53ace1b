//! What the oracles' programs have in common: an office's folder, read and computed in memory.
#![allow(dead_code)] // Each program uses its part.
use fenpei::book::Book;
use fenpei::dataset::Dataset;
use fenpei::intake::{OfficeFile, read, read_folder};
use fenpei::messages::{Findings, Language};
use fenpei::plan::{ColumnId, Plan};
use fenpei::scheme::{Scheme, parse};

/// The folder as received.
pub struct Office {
    /// Text of the scheme.
    pub source: String,
    files: Vec<OfficeFile>,
}

impl Office {
    /// Reads the folder's bytes.
    pub fn open(folder: &str) -> Office {
        let mut findings = Findings::default();
        let source = std::fs::read_to_string(format!("{folder}/scheme.toml")).expect("a scheme");
        let files = read_folder(folder.as_ref(), &mut findings).expect("readable");
        Office { source, files }
    }

    /// Scheme, plan and tables; mistakes end the program.
    pub fn read(&self) -> (Scheme, Plan, Dataset) {
        let mut findings = Findings::default();
        let written = parse(&self.source, &mut findings);
        let plan = fenpei::plan::compile(&written, &self.source, &mut findings);
        let dataset = read(&written, &self.files, &mut findings);
        assert!(!findings.stop(), "{:#?}", lines(&findings));
        (written, plan.expect("a plan"), dataset)
    }
}

/// A scheme without mistakes of form.
pub fn parsed(source: &str) -> Scheme {
    parse(source, &mut Findings::default())
}

/// The plan of an edited scheme; none where it is refused.
pub fn compile(source: &str) -> Option<Plan> {
    let mut findings = Findings::default();
    let written = parse(source, &mut findings);
    fenpei::plan::compile(&written, source, &mut findings).filter(|_| !findings.stop())
}

/// A fresh run; the messages where it stops.
pub fn compute(plan: Plan, dataset: Dataset) -> Result<Book, Vec<String>> {
    let mut findings = Findings::default();
    fenpei::compute::compute(plan, dataset, &mut findings).ok_or_else(|| lines(&findings))
}

fn lines(findings: &Findings) -> Vec<String> {
    findings.list.iter().map(|finding| finding.line(Language::English)).collect()
}

/// Net pay of every payee: column and row.
pub fn payees(book: &Book) -> Vec<(ColumnId, usize)> {
    let tables = book.plan.tables.iter().enumerate();
    let paid = tables.filter_map(|(table, described)| Some((table, described.payee.as_ref()?.net)));
    paid.flat_map(|(table, net)| (0..book.rows[table]).map(move |row| (net, row))).collect()
}

/// `教职工!CN5`
pub fn address((sheet, cell): &(String, String)) -> String {
    format!("{sheet}!{cell}")
}

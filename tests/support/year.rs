//! A folder computed by the library, without the program.
use fenpei::book::Book;
use fenpei::faces::Edition;
use fenpei::messages::Findings;
use fenpei::stage::Stage;
use fenpei::{compute, intake, plan, scheme};
use std::path::Path;

/// Reads and computes a folder whose scheme is in TOML.
pub fn computed(dir: &Path) -> Book {
    let mut findings = Findings::default();
    let source = std::fs::read_to_string(dir.join("scheme.toml")).expect("there");
    let written = scheme::parse(&source, &mut findings);
    let files = intake::read_folder(dir, &mut findings).expect("readable");
    let plan = plan::compile(&written, &source, &mut findings);
    let plan = plan.unwrap_or_else(|| panic!("{:?}", findings.list));
    let dataset = intake::read(&written, &files, &mut findings);
    compute::compute(plan, dataset, &mut findings).expect("a book")
}

/// What pages say of it.
pub fn edition(year: u16, batch: &str, stage: Stage) -> Edition {
    let [scheme, basis, office] = ["方案", "文件", "教育局"].map(str::to_string);
    let (batch, fingerprint) = (batch.to_string(), "0".repeat(64));
    Edition { scheme, basis, office, year, batch, stage, fingerprint, ..Edition::default() }
}

//! The sample district year, as a user runs it.
use fenpei::messages::{Findings, Language};
use fenpei::{plan, scheme};

#[test]
fn the_sample_scheme_compiles() {
    let path = "samples/pingan/scheme.toml";
    let source = std::fs::read_to_string(path).expect("the sample is there");
    let mut findings = Findings::default();
    let written = scheme::parse(&source, &mut findings);
    let plan = plan::compile(&written, &source, &mut findings);
    let told: Vec<String> =
        findings.list.iter().map(|f| scheme::render(f, path, &source, Language::Chinese)).collect();
    assert!(told.is_empty() && plan.is_some(), "{}", told.join("\n\n"));
}

#[test]
fn the_sample_runs() {
    let path = "samples/pingan/scheme.toml";
    let source = std::fs::read_to_string(path).expect("the sample is there");
    let mut findings = Findings::default();
    let written = scheme::parse(&source, &mut findings);
    let plan = plan::compile(&written, &source, &mut findings).expect("compiles");
    let files = fenpei::intake::read_folder("samples/pingan".as_ref(), &mut findings).expect("readable");
    let dataset = fenpei::intake::read(&written, &files, &mut findings);
    let told: Vec<String> = findings.list.iter().map(|f| f.line(Language::Chinese)).collect();
    assert!(!findings.stop(), "{}", told.join("\n"));
    let book = fenpei::compute::compute(plan, dataset, &mut findings);
    let told: Vec<String> = findings.list.iter().map(|f| f.line(Language::Chinese)).collect();
    println!("{}", told.join("\n"));
    let book = book.expect("computes");
    for total in &book.ledger.totals {
        println!("{:?} {:?}", book.plan.sources[total.source.0].name, total);
    }
    panic!();
}

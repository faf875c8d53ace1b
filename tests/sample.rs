//! The sample district year, as a user runs it.
use fenpei::messages::{Findings, Language};
use fenpei::{faces, plan, scheme};

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
    let t = std::time::Instant::now();
    let written = scheme::parse(&source, &mut findings);
    let plan = plan::compile(&written, &source, &mut findings).expect("compiles");
    println!("plan {:?}", t.elapsed());
    let files = fenpei::intake::read_folder("samples/pingan".as_ref(), &mut findings).expect("readable");
    let dataset = fenpei::intake::read(&written, &files, &mut findings);
    println!("read {:?}", t.elapsed());
    let book = fenpei::compute::compute(plan, dataset, &mut findings);
    println!("compute {:?}", t.elapsed());
    let told: Vec<String> = findings.list.iter().map(|f| f.line(Language::Chinese)).collect();
    println!("{}", told.join("\n"));
    let book = book.expect("computes");
    let edition = faces::Edition {
        scheme: written.head.name.clone(),
        basis: written.head.basis.clone(),
        office: written.head.office.clone(),
        year: written.head.year,
        batch: "2018-test".into(),
        stage: "试算稿".into(),
        fingerprint: "0".into(),
    };
    let bytes = faces::audit_workbook(&book, &edition, &findings);
    println!("workbook {:?}", t.elapsed());
    match bytes {
        Ok(bytes) => std::fs::write("/tmp/wb/a.xlsx", bytes).unwrap(),
        Err(error) => println!("{error}"),
    }
}

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

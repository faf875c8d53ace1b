//! Every complete example of the language manual compiles.
use fenpei::messages::{Findings, Language};
use fenpei::{plan, scheme};

const MANUAL: &str = "docs/language.md";

/// The blocks marked ```toml, each with the number of its first line. A block shown inside ```` is not one.
fn examples(manual: &str) -> Vec<(usize, String)> {
    let mut examples = Vec::new();
    let mut open: Option<(usize, String)> = None;
    let mut shown = false;
    for (number, line) in manual.lines().enumerate() {
        shown ^= line.starts_with("````");
        if shown {
            continue;
        }
        match (&mut open, line) {
            (None, "```toml") => open = Some((number + 2, String::new())),
            (Some(_), "```") => examples.extend(open.take()),
            (Some((_, text)), line) => text.extend([line, "\n"]),
            (None, _) => {}
        }
    }
    assert!(open.is_none(), "{MANUAL}: a block is not closed");
    examples
}

#[test]
fn every_example_of_the_manual_compiles_without_a_finding() {
    let manual = std::fs::read_to_string(MANUAL).expect("the manual is there");
    let examples = examples(&manual);
    assert!(examples.len() >= 6, "{MANUAL}: {} examples", examples.len());
    let mut told = Vec::new();
    for (line, source) in &examples {
        let mut findings = Findings::default();
        let written = scheme::parse(source, &mut findings);
        let plan = plan::compile(&written, source, &mut findings);
        let path = format!("{MANUAL}:{line}");
        told.extend(findings.list.iter().map(|f| scheme::render(f, &path, source, Language::Chinese)));
        if plan.is_none() && findings.list.is_empty() {
            told.push(format!("{path}: no plan and no finding"));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n\n"));
}

#[test]
fn every_scheme_message_stands_in_the_manual() {
    let manual = std::fs::read_to_string(MANUAL).expect("the manual is there");
    let codes = [fenpei::messages::SchemeMessage::CODES, fenpei::messages::RuleMessage::CODES].concat();
    let missing: Vec<&str> =
        codes.iter().map(|(code, _)| *code).filter(|code| !manual.contains(&format!("| {code} |"))).collect();
    assert!(missing.is_empty(), "{MANUAL} lacks {missing:?}");
}

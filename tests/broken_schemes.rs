//! One broken scheme for each kind of mistake, with what is said of it in Chinese and in English beside it.
//! `FENPEI_BLESS=1` writes the texts anew; read them before they are kept.
use fenpei::messages::{Finding, Findings, Language, Place};
use fenpei::{plan, scheme};
use std::path::{Path, PathBuf};

const FOLDER: &str = "tests/broken";

fn broken_schemes() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(FOLDER)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml" || extension == "md"))
        .collect();
    paths.sort();
    paths
}

fn findings(name: &str, source: &str) -> Findings {
    let mut findings = Findings::default();
    let written = scheme::read(name, source, &mut findings);
    let plan = plan::compile(&written, source, &mut findings);
    assert_eq!(plan.is_none(), findings.stop(), "a plan comes exactly where nothing stops");
    findings
}

fn told(path: &Path) -> String {
    let source = std::fs::read_to_string(path).expect("the scheme is read");
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
    let findings = findings(name, &source);
    let mut told = String::new();
    for language in [Language::Chinese, Language::English] {
        for finding in &findings.list {
            told.push_str(&scheme::render(finding, name, &source, language));
            told.push_str("\n\n");
        }
    }
    told
}

#[test]
fn every_broken_scheme_is_told_as_reviewed() {
    let bless = std::env::var_os("FENPEI_BLESS").is_some();
    let mut wrong = Vec::new();
    let schemes = broken_schemes();
    assert!(schemes.len() >= 34);
    for path in schemes {
        let reviewed = path.with_extension("txt");
        let told = told(&path);
        if bless {
            std::fs::write(&reviewed, &told).expect("the text is written");
        } else if std::fs::read_to_string(&reviewed).ok().as_ref() != Some(&told) {
            wrong.push(format!("── {}\n{told}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "not as reviewed:\n{}", wrong.join("\n"));
}

/// The text in the scheme that the only finding points at.
fn pointed_at(source: &str) -> String {
    match findings("scheme.toml", source).list.as_slice() {
        [Finding { place: Place::Scheme { start, end }, .. }] => source[*start..*end].to_string(),
        other => panic!("not one finding: {other:?}"),
    }
}

const MULTI_LINE: &str = r#"
[scheme]
name = "样例方案"
basis = "样发〔2018〕1号"
office = "样例局"
year = 2018
rounding = "half-up"

[[table]]
name = "教职工"
key = ["工号"]
from = { file = "名册.xlsx", sheet = ["名册"] }

[[table.input]]
name = "工号"
type = "text"

[[table.column]]
name = "系数"
formula = '''
IF(工号 = "甲",
   1,
   得份)'''
"#;

#[test]
fn a_formula_over_several_lines_is_pointed_at_exactly() {
    assert_eq!(pointed_at(MULTI_LINE), "得份");
    assert_eq!(pointed_at(&MULTI_LINE.replace('\n', "\r\n")), "得份");
}

#[test]
fn a_byte_order_mark_shifts_no_place() {
    assert_eq!(pointed_at(&format!("\u{feff}{MULTI_LINE}")), "得份");
}

#[test]
fn a_long_chain_of_columns_is_no_crash() {
    let mut source = MULTI_LINE.replace("得份", "1");
    for number in 0..20_000 {
        let before = if number == 19_999 { "1".to_string() } else { format!("链{}", number + 1) };
        source.push_str(&format!("\n[[table.column]]\nname = \"链{number}\"\nformula = '{before} + 1'\n"));
    }
    let mut findings = Findings::default();
    let written = scheme::parse(&source, &mut findings);
    plan::compile(&written, &source, &mut findings);
    let codes: Vec<&str> = findings.list.iter().map(|finding| finding.message.code()).collect();
    assert_eq!(codes, ["E119"]);
}

#[test]
fn one_mistake_gives_one_finding() {
    let mut wrong = Vec::new();
    for path in broken_schemes() {
        let source = std::fs::read_to_string(&path).expect("the scheme is read");
        // The first line may say how many mistakes there are.
        let expected = source
            .lines()
            .next()
            .and_then(|line| line.split_once("处错误"))
            .map_or(1, |(count, _)| count.trim_start_matches("# ").parse().expect("a number of mistakes"));
        let found = findings(&path.to_string_lossy(), &source).list.len();
        if found != expected {
            wrong.push(format!("{}: {found} findings for {expected} mistakes", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

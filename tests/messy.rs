//! The sample year as 26 schools would really send it pays what the tidy sample pays, to the fen.
use fenpei::book::Book;
use fenpei::messages::{Findings, Language};
use fenpei::scheme::SCHEME_NAMES;
use fenpei::{compute, intake, plan, scheme};
use std::collections::BTreeMap;

/// The book of a sample, and the numbers of what was told.
fn year(dir: &str) -> (Book, Vec<&'static str>) {
    let source = std::fs::read_to_string(format!("{dir}/scheme.toml")).expect("the scheme is there");
    let mut findings = Findings::default();
    let written = scheme::read(SCHEME_NAMES[0], &source, &mut findings);
    let files = intake::read_folder(dir.as_ref(), &mut findings).expect("readable");
    let plan = plan::compile(&written, &source, &mut findings).expect("compiles");
    let dataset = intake::read(&written, &files, &mut findings);
    let stops = findings.list.iter().filter(|finding| !finding.message.code().starts_with('W'));
    let stops: Vec<String> = stops.map(|finding| finding.line(Language::Chinese)).collect();
    assert!(stops.is_empty(), "{}", stops.join("\n"));
    let book = compute::compute(plan, dataset, &mut findings);
    let codes = findings.list.iter().map(|finding| finding.message.code()).collect();
    (book.expect("computes"), codes)
}

/// What each payee gets of each source, by name.
fn paid(book: &Book) -> BTreeMap<(String, String), i64> {
    let mut paid = BTreeMap::new();
    for balance in &book.ledger.balances {
        let account = &book.plan.accounts[balance.account.0];
        let source = &book.plan.sources[balance.source.0].name;
        for (row, amount) in balance.rows.iter().enumerate() {
            let who = format!("{} {}", account.name, book.row_name(account.table, row));
            *paid.entry((who, source.clone())).or_insert(0) += amount;
        }
    }
    paid
}

#[test]
fn the_messy_year_pays_what_the_tidy_one_pays() {
    let ((tidy, _), (messy, told)) = (year("samples/pingan"), year("samples/messy"));
    let (expected, found) = (paid(&tidy), paid(&messy));
    assert!(expected.len() > 3_000, "{}", expected.len());
    assert_eq!(found, expected);
    // Every repair is counted: numbers written as texts, blanks and invisible characters taken off.
    let cleaned = |book: &Book| book.dataset.sheets.iter().map(|sheet| u64::from(sheet.cleaned)).sum::<u64>();
    assert!(cleaned(&messy) > cleaned(&tidy) + 5_000, "{} and {}", cleaned(&messy), cleaned(&tidy));
    assert!(told.contains(&"W218"), "the decision about hidden rows is told: {told:?}");
}

#[test]
fn the_messy_year_comes_in_every_format() {
    let mut findings = Findings::default();
    let files = intake::read_folder("samples/messy".as_ref(), &mut findings).expect("readable");
    for ending in [".xls", ".et", ".ods", ".csv", ".xlsx"] {
        let count = files.iter().filter(|file| file.path.ends_with(ending)).count();
        assert!(count >= 5, "{ending}: {count}");
    }
    let schemes =
        ["pingan", "messy"].map(|name| std::fs::read_to_string(format!("samples/{name}/scheme.toml")).expect("there"));
    assert!(schemes[0] == schemes[1], "both samples have one scheme: run samples/generator/messy.py");
}

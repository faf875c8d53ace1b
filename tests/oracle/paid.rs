//! What a folder pays everybody, computed from its files and nothing else: a fresh run without documents.
//!
//! Reads paths of folders from the standard input, one a line, and answers each with a line of JSON: the pay by table and key
//! in fen, or the messages that stop it.
use fenpei::book::Book;
use fenpei::compute::compute;
use fenpei::correction::lay_over;
use fenpei::intake::{fill_standards, read, read_folder};
use fenpei::messages::{Findings, Language};
use fenpei::plan::compile;
use fenpei::scheme::parse;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() {
    let (input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    for folder in input.lines() {
        let folder = folder.expect("a path");
        let mut findings = Findings::default();
        let answer = match run(&folder, &mut findings) {
            Some(book) => json!({ "paid": paid(&book) }),
            None => {
                let lines: Vec<String> = findings.list.iter().map(|finding| finding.line(Language::English)).collect();
                json!({ "stops": lines })
            }
        };
        writeln!(output, "{answer}").and_then(|()| output.flush()).expect("somebody reads");
    }
}

/// Every pass from the files to the book, as a run of the program takes them.
fn run(folder: &str, findings: &mut Findings) -> Option<Book> {
    let source = std::fs::read_to_string(format!("{folder}/scheme.toml")).expect("a scheme");
    let files = read_folder(folder.as_ref(), findings).expect("readable");
    let mut written = parse(&source, findings);
    fill_standards(&mut written, &files, findings);
    let plan = compile(&written, &source, findings)?;
    let mut dataset = read(&written, &files, findings);
    lay_over(&written, &files, &mut dataset, findings);
    if findings.stop() { None } else { compute(plan, dataset, findings) }
}

/// Table, key and pay of everybody.
fn paid(book: &Book) -> Vec<Value> {
    let tables = book.plan.payee_tables().into_iter();
    let people = tables.flat_map(|table| (0..book.rows[table.0]).map(move |row| (table, row)));
    let one = |(table, row): (fenpei::plan::TableId, usize)| {
        let described = book.plan.table(table);
        let key: Vec<String> = described.key.iter().map(|column| book.shown(*column, row)).collect();
        let net = described.payee.as_ref().map_or(0, |payee| book.stored(payee.net, row));
        json!([described.name, key.join(" "), net])
    };
    people.map(one).collect()
}

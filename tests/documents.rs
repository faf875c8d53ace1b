//! The documents of the sample's batch, read back by a reader that is not ours.
mod support;

use calamine::{Data, Reader, Xlsx, open_workbook};
use fenpei::faces::capital;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use support::sample_batch;

type Rows = Vec<Vec<Data>>;

fn sheet(path: &Path, name: &str) -> Rows {
    let mut book: Xlsx<_> = open_workbook(path).expect("opens");
    let range = book.worksheet_range(name).expect("the sheet is there");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// A text cell, or nothing.
fn shown(cell: &Data) -> String {
    if let Data::String(text) = cell { text.clone() } else { String::new() }
}

/// An amount in fen.
fn fen(cell: &Data) -> i64 {
    match cell {
        Data::Float(yuan) => {
            let fen = (yuan * 100.0).round();
            assert!((yuan * 100.0 - fen).abs() < 1e-6, "{yuan} is not whole fen");
            fen as i64
        }
        Data::Int(yuan) => yuan * 100,
        Data::Empty => 0,
        other => panic!("{other:?} is no amount"),
    }
}

/// A payout sheet: titles of its columns, lines of its payees, the line of totals, the line of capitals.
struct Payout {
    titles: Vec<String>,
    lines: Rows,
    subtotals: Rows,
    totals: Vec<Data>,
    capitals: String,
    texts: Vec<String>,
}

fn payout(path: &Path) -> Payout {
    let rows = sheet(path, "发放明细");
    let titles = rows[3].iter().zip(&rows[4]).map(
        |(top, below)| {
            if shown(below).is_empty() { shown(top) } else { shown(below) }
        },
    );
    let end = rows.iter().position(|row| shown(&row[0]) == "合计").expect("a line of totals");
    let texts = rows.iter().flatten().map(shown).collect::<Vec<_>>();
    let capitals = texts.iter().find(|text| text.starts_with("实发合计（大写）")).expect("capitals").clone();
    let (subtotals, lines) = rows[5..end].iter().cloned().partition(|row| shown(&row[0]) == "本页小计");
    Payout { titles: titles.collect(), lines, subtotals, totals: rows[end].clone(), capitals, texts }
}

/// The folders with payout sheets: one for each table of payees.
fn payout_folders() -> Vec<PathBuf> {
    let folder = sample_batch().folder.join("发放明细");
    ["教职工", "优秀学生"].map(|payees| folder.join(payees)).to_vec()
}

/// The payout sheets of a folder by unit.
fn payouts_of(folder: &Path) -> Vec<(String, Payout)> {
    let mut all: Vec<(String, Payout)> = std::fs::read_dir(folder)
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "目录"))
        .map(|path| (path.file_stem().expect("named").to_string_lossy().into_owned(), payout(&path)))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn payouts() -> Vec<(String, Payout)> {
    payout_folders().iter().flat_map(|folder| payouts_of(folder)).collect()
}

fn column(payout: &Payout, title: &str) -> usize {
    payout.titles.iter().position(|t| t == title).unwrap_or_else(|| panic!("{title} is not in {:?}", payout.titles))
}

#[test]
fn every_line_and_every_column_of_a_payout_sheet_adds_up() {
    for (unit, payout) in payouts() {
        let parts = |start: &str| -> Vec<usize> {
            (0..payout.titles.len()).filter(|at| payout.titles[*at].starts_with(start)).collect()
        };
        let net = column(&payout, "实发合计");
        let (due, withheld, paid) = (parts("应发·"), parts("扣发·"), parts("实发·"));
        let given: Vec<usize> =
            (3..net).filter(|at| ![&due, &withheld, &paid].iter().any(|p| p.contains(at))).collect();
        for line in &payout.lines {
            let sum = |columns: &[usize]| columns.iter().map(|at| fen(&line[*at])).sum::<i64>();
            assert_eq!(sum(&given), sum(&due), "{unit}: {line:?}");
            assert_eq!(sum(&due) - sum(&withheld), sum(&paid), "{unit}: {line:?}");
            assert_eq!(sum(&paid), fen(&line[net]), "{unit}: {line:?}");
        }
        for at in 3..=net {
            let sum: i64 = payout.lines.iter().map(|line| fen(&line[at])).sum();
            assert_eq!(sum, fen(&payout.totals[at]), "{unit}: {}", payout.titles[at]);
            let pages: i64 = payout.subtotals.iter().map(|line| fen(&line[at])).sum();
            assert!(payout.subtotals.is_empty() || pages == sum, "{unit}: {}", payout.titles[at]);
        }
        assert!(payout.capitals.contains(&capital(fen(&payout.totals[net]))), "{unit}: {}", payout.capitals);
        assert!(payout.texts.iter().any(|text| text == "试算，不作发放依据"), "{unit}");
        assert!(payout.texts[0].starts_with(&unit) && payout.texts[0].ends_with("发放明细表（试算稿）"), "{unit}");
    }
}

#[test]
fn a_sheet_of_several_pages_has_a_subtotal_on_each() {
    let long: Vec<(String, Payout)> = payouts().into_iter().filter(|(_, payout)| payout.lines.len() > 60).collect();
    assert!(!long.is_empty());
    assert!(long.iter().all(|(_, payout)| payout.subtotals.len() > 1));
}

#[test]
fn a_sign_off_sheet_has_the_amounts_of_the_payout_sheet() {
    for folder in payout_folders() {
        for (unit, payout) in payouts_of(&folder) {
            let rows = sheet(&folder.join(format!("{unit}.xlsx")), "签领表");
            let net = rows[3].iter().position(|title| shown(title) == "实发合计").expect("a column");
            let end = rows.iter().position(|row| shown(&row[0]) == "合计").expect("totals");
            let lines: Rows = rows[4..end].iter().filter(|row| shown(&row[0]) != "本页小计").cloned().collect();
            let paid = column(&payout, "实发合计");
            assert_eq!(lines.len(), payout.lines.len(), "{unit}");
            for (line, full) in lines.iter().zip(&payout.lines) {
                assert_eq!(fen(&line[net]), fen(&full[paid]), "{unit}: {line:?}");
                let funds: i64 = line[3..net].iter().map(fen).sum();
                assert_eq!(funds, fen(&line[net]), "{unit}: {line:?}");
            }
            assert_eq!(fen(&rows[end][net]), fen(&payout.totals[paid]), "{unit}");
        }
    }
}

#[test]
fn the_payout_sheets_together_pay_what_the_ledger_says() {
    let mut by_source: BTreeMap<String, i64> = BTreeMap::new();
    let mut persons = 0;
    for (_, payout) in payouts() {
        persons += payout.lines.len();
        for (title, total) in payout.titles.iter().zip(&payout.totals).filter(|(t, _)| t.starts_with("实发·")) {
            *by_source.entry(title.trim_start_matches("实发·").to_string()).or_default() += fen(total);
        }
    }
    let ledger = sheet(&sample_batch().folder.join("资金台账.xlsx"), "资金平衡");
    let paid = ledger[3].iter().position(|title| shown(title) == "发放").expect("a column");
    let lines: Vec<&Vec<Data>> = ledger[4..].iter().filter(|line| !shown(&line[1]).is_empty()).collect();
    assert_eq!(lines.len(), by_source.len());
    for line in lines {
        assert_eq!(by_source[&shown(&line[1])], fen(&line[paid]), "{line:?}");
        assert_eq!(shown(line.last().expect("a verdict")), "平");
    }
    let manifest = std::fs::read_to_string(sample_batch().folder.join("manifest.json")).expect("there");
    let listed = manifest.split("\"listed\": ").skip(1).map(|rest| rest.split(',').next().expect("a number"));
    let listed: usize = listed.map(|number| number.trim().parse::<usize>().expect("a number")).sum();
    assert_eq!(listed, persons);
}

#[test]
fn the_index_lists_every_sheet_with_its_total() {
    for folder in payout_folders() {
        let index = sheet(&folder.join("目录.xlsx"), "目录");
        let all: BTreeMap<String, Payout> = payouts_of(&folder).into_iter().collect();
        let total = index[3].iter().position(|title| shown(title) == "实发合计").expect("a column");
        let lines: Vec<&Vec<Data>> =
            index[4..].iter().filter(|line| shown(&line[total + 1]).ends_with(".xlsx")).collect();
        assert_eq!(lines.len(), all.len());
        for line in lines {
            let payout = &all[shown(&line[total + 1]).trim_end_matches(".xlsx")];
            assert_eq!(fen(&line[total]), fen(&payout.totals[column(payout, "实发合计")]), "{line:?}");
        }
    }
}

#[test]
fn students_stand_on_sheets_of_their_own() {
    let [staff, students] = &payout_folders()[..] else { panic!("two folders") };
    for (unit, payout) in payouts_of(students) {
        let sources: Vec<&String> = payout.titles.iter().filter(|title| title.starts_with("实发·")).collect();
        assert_eq!(sources, ["实发·高考学生奖励"], "{unit}");
        assert!(payout.lines.iter().all(|line| shown(&line[1]).starts_with("18630")), "{unit}");
    }
    for (unit, payout) in payouts_of(staff) {
        assert!(payout.lines.iter().all(|line| shown(&line[1]).starts_with('T')), "{unit}");
        assert!(payout.titles.iter().all(|title| title != "实发·高考学生奖励"), "{unit}");
    }
}

#[test]
fn the_ledger_lists_every_movement_once() {
    let path = sample_batch().folder.join("资金台账.xlsx");
    let movements = sheet(&path, "资金流水");
    let mut accounts: BTreeMap<(String, String), i64> = BTreeMap::new();
    let lines = movements[4..].iter().filter(|line| !matches!(line[0], Data::String(_)));
    for line in lines {
        let [source, from, to] = [2, 3, 5].map(|at| shown(&line[at]));
        *accounts.entry((from, source.clone())).or_default() -= fen(&line[7]);
        *accounts.entry((to, source)).or_default() += fen(&line[7]);
    }
    let balances = sheet(&path, "账户余额");
    let sums = balances[4..].iter().filter(|line| ["", "各行合计"].contains(&shown(&line[2]).as_str()));
    let mut seen = 0;
    for line in sums {
        let key = (shown(&line[0]), shown(&line[4]));
        assert_eq!(accounts[&key], fen(&line[7]), "{line:?}");
        seen += 1;
    }
    // All accounts but the outside, from where each source comes.
    assert_eq!(seen, accounts.keys().filter(|(account, _)| !account.is_empty()).count());
}

#[test]
fn the_journal_balances_in_every_transaction() {
    let text = std::fs::read_to_string(sample_batch().folder.join("资金台账.beancount")).expect("there");
    let mut balances: BTreeMap<&str, i64> = BTreeMap::new();
    let (mut sum, mut transactions, mut asserted) = (0, 0, 0);
    let amount = |text: &str| text.trim_end_matches(" CNY").replace('.', "").parse::<i64>().expect("fen");
    for line in text.lines() {
        if line.contains(" * ") {
            transactions += 1;
        } else if let Some((account, value)) = line.strip_prefix("  ").and_then(|line| line.split_once("  ")) {
            sum += amount(value);
            *balances.entry(account).or_default() += amount(value);
        } else if line.is_empty() {
            assert_eq!(sum, 0, "transaction {transactions}");
        } else if let Some(line) = line.strip_prefix("2019-01-01 balance ") {
            let (account, value) = line.split_once("  ").expect("an amount");
            let inside = |name: &&str| *name == account || name.starts_with(&format!("{account}:"));
            let posted: i64 = match balances.get(account) {
                Some(posted) => *posted,
                None => balances.iter().filter(|(name, _)| inside(name)).map(|(_, posted)| posted).sum(),
            };
            assert_eq!(posted, amount(value), "{line}");
            asserted += 1;
        }
    }
    assert!(transactions > 1_000 && asserted > 1_000, "{transactions} {asserted}");
}

#[test]
fn no_text_of_an_input_became_a_formula() {
    for entry in payout_folders().iter().flat_map(|folder| std::fs::read_dir(folder).expect("readable")) {
        let path = entry.expect("readable").path();
        let mut book: Xlsx<_> = open_workbook(&path).expect("opens");
        for name in book.sheet_names() {
            let formulas = book.worksheet_formula(&name).expect("readable");
            for formula in formulas.rows().flatten().filter(|formula| !formula.is_empty()) {
                assert!(formula.starts_with("ROUND(SUM("), "{}: {formula}", path.display());
            }
        }
    }
}

#[test]
fn a_parameter_names_the_minutes_that_decided_it() {
    let parameters = sheet(&sample_batch().folder.join("核算底稿.xlsx"), "参数");
    let line = parameters.iter().find(|line| line.iter().any(|cell| shown(cell) == "总平均分奖比例")).expect("there");
    let ground = shown(&line[4]);
    assert_eq!(ground, "五（二）3（A9）；区教育局党组会议纪要〔2018〕21号");
}

#[test]
fn a_trial_has_no_file_for_a_bank_and_shows_no_account() {
    let batch = sample_batch();
    let files = support::files(&batch.folder);
    assert!(files.iter().all(|(path, _)| !path.starts_with("发放文件")), "a trial pays nobody");
    // The invented bank's cards, as they stand in the sample's workbook.
    let account = b"995508";
    let holds = |bytes: &[u8]| bytes.windows(account.len()).any(|window| window == account);
    let parts = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
        let count = archive.len();
        let part = |at: usize| {
            let mut part = archive.by_index(at).expect("readable");
            let mut text = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut text).expect("readable");
            text
        };
        (0..count).map(part).collect()
    };
    let shown = |(path, bytes): &&(String, Vec<u8>)| match path.ends_with(".xlsx") {
        true => parts(bytes).iter().any(|part| holds(part)),
        false => holds(bytes),
    };
    let showing: Vec<&str> = files.iter().filter(shown).map(|(path, _)| path.as_str()).collect();
    assert_eq!(showing, ["输入/发放账户.xlsx"]);
    let said = [&batch.output.stdout, &batch.output.stderr];
    assert!(said.iter().all(|bytes| !holds(bytes)));
}

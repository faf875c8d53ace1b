//! One account for two people: a mistake of typing, or a family's, which only the office can tell.
use super::decisions::{Decisions, Question};
use super::keys;
use super::limits::FINDINGS_PER_COLUMN_MAX;
use super::site::Site;
use crate::dataset::{Dataset, TextId, Value, column_letters, masked};
use crate::messages::{Findings, IntakeMessage, Place};
use crate::scheme::{InputKind, Scheme};
use std::collections::{BTreeMap, BTreeSet};

/// Answers to the question whether two people are paid into one account.
pub(super) const SHARED_OPTIONS: [&str; 1] = ["照付"];
/// People named; more of them are counted.
const NAMED_MAX: usize = 6;

/// Whose account it is: table, input column, row.
type Spot = (usize, usize, usize);

/// Asks for each account that stands with two different keys, in whichever table, of a scheme that pays by files.
/// Those that the office says are shared are kept for the guard of the files.
pub(super) fn check(scheme: &Scheme, dataset: &mut Dataset, decisions: &Decisions, findings: &mut Findings) {
    if scheme.payments.is_empty() {
        return;
    }
    let mut asked = 0;
    for (account, spots) in accounts(scheme, dataset) {
        let names: BTreeSet<String> = spots.iter().map(|(table, _, row)| key(scheme, dataset, *table, *row)).collect();
        // One person may stand in two tables: as a teacher and among those who win a prize.
        let (Some(last), true) = (spots.last(), names.len() > 1) else { continue };
        let who = named(&names);
        let shown = dataset.texts.get(account).to_string();
        let (place, site) = place(scheme, dataset, *last);
        let site = Site { file: &site.0, sheet: &site.1 };
        let column = scheme.tables[last.0].inputs[last.1].name.get_ref();
        let question = Question { code: "Q571", column, content: &who, options: &SHARED_OPTIONS };
        if decisions.answer(&question, &site, findings).is_some() {
            dataset.shared_accounts.insert(shown);
            continue;
        }
        asked += 1;
        if asked <= FINDINGS_PER_COLUMN_MAX {
            findings.add(IntakeMessage::AccountTwice { account: masked(&shown), who }, place);
        }
    }
}

/// Every account with where it stands, in the order of the tables.
fn accounts(scheme: &Scheme, dataset: &Dataset) -> BTreeMap<TextId, Vec<Spot>> {
    let mut accounts: BTreeMap<TextId, Vec<Spot>> = BTreeMap::new();
    for (index, table) in scheme.tables.iter().enumerate() {
        let columns =
            (0..table.inputs.len()).filter(|at| *table.inputs[*at].kind.get_ref() == InputKind::AccountNumber);
        for column in columns {
            let Some(values) = dataset.tables[index].columns.get(column) else { continue };
            for row in 0..dataset.tables[index].len() {
                if let Value::Text(id) = values.get(row)
                    && is_account(dataset.texts.get(id))
                {
                    accounts.entry(id).or_default().push((index, column, row));
                }
            }
        }
    }
    accounts.retain(|_, spots| spots.len() > 1);
    accounts
}

/// A word such as 在办 stands for no account.
fn is_account(text: &str) -> bool {
    text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What identifies a row.
fn key(scheme: &Scheme, dataset: &Dataset, table: usize, row: usize) -> String {
    let written = &scheme.tables[table];
    let inputs =
        written.key.iter().filter_map(|name| written.inputs.iter().position(|i| i.name.get_ref() == name.get_ref()));
    inputs.map(|input| keys::text(written, table, input, row, dataset)).collect::<Vec<_>>().join(" ")
}

/// The people, their private numbers hidden.
fn named(names: &BTreeSet<String>) -> String {
    let mut who = names.iter().take(NAMED_MAX).map(|name| masked(name)).collect::<Vec<_>>().join("、");
    if names.len() > NAMED_MAX {
        who.push_str(&format!("…（{}）", names.len()));
    }
    who
}

/// Where the question is put, with the names of file and sheet by which its answer is found.
fn place(scheme: &Scheme, dataset: &Dataset, (table, input, row): Spot) -> (Place, (String, String)) {
    let Some(cell) = dataset.place(table, input, row) else { return (Place::Run, Default::default()) };
    let (file, sheet) = dataset.names(cell);
    let address = format!("{}{}", column_letters(cell.column), cell.row + 1);
    let name = scheme.tables[table].inputs[input].name.get_ref();
    (Place::cell(file, sheet, address, name), (file.to_string(), sheet.to_string()))
}

//! This year against another: one person, unit or fund in two batches, item by item, and the factors that differ.
use super::model::Explanation;
use super::subject::{About, everything, name};
use super::subject_told::{Item, Subject};
use super::versus::{Difference, differing};
use crate::book::Book;
use crate::dataset::folded;
use crate::number::{format_fixed, parse_decimal};
use serde::Serialize;

/// How somebody of this year was found in the other batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// Number and name are the same.
    Same,
    /// The number is the same; the name is another.
    OtherName,
    /// Nobody has the number; one has the name.
    OtherKey,
    /// Nobody.
    Nobody,
}

/// Two years of one subject.
#[derive(Debug, Clone, Serialize)]
pub struct YearOnYear {
    /// Scheme and batch of this year.
    pub this: [String; 2],
    /// Of the other.
    pub last: [String; 2],
    /// Who it is about: name and key of this year.
    pub who: [String; 2],
    /// Name and key in the other batch; empty where there is nobody.
    pub who_last: [String; 2],
    /// How they were matched.
    pub matched: Matched,
    /// Amount of this year, of the other, and what this year's is more, in yuan.
    pub amounts: [String; 3],
    /// What steps gave: fund, source and step, then the same three amounts; nothing where a year has no such item.
    pub items: Vec<([String; 3], [String; 3])>,
    /// The factors that are not the same.
    pub factors: Vec<Difference>,
}

/// Finds in another book who is meant.
pub fn same_in(book: &Book, about: About, other: &Book) -> (Matched, Option<About>) {
    let (table, key) = identity(book, about);
    let called = folded(&name(book, about));
    let all = everything(other);
    let of_table = |candidate: &&About| identity(other, **candidate).0 == table;
    let by_key = all.iter().filter(of_table).find(|candidate| identity(other, **candidate).1 == key);
    let named = |candidate: &About| folded(&name(other, *candidate)) == called;
    if let Some(found) = by_key.filter(|found| named(found)) {
        return (Matched::Same, Some(*found));
    }
    let by_name: Vec<&About> = all.iter().filter(of_table).filter(|candidate| named(candidate)).collect();
    match (by_name.as_slice(), by_key) {
        ([one], _) => (Matched::OtherKey, Some(**one)),
        (_, Some(found)) => (Matched::OtherName, Some(*found)),
        _ => (Matched::Nobody, None),
    }
}

/// Table and key; a fund has its name.
fn identity(book: &Book, about: About) -> (&str, String) {
    match about {
        About::Payee(table, row) | About::Unit(table, row) => {
            (&book.plan.table(table).name, super::key(book, table, row))
        }
        About::Fund(_) => ("", name(book, about)),
    }
}

/// Puts two explanations beside one another; none of the other year where nobody was found there.
pub fn year_on_year(
    this: &Explanation,
    last: Option<&Explanation>,
    other: [String; 2],
    matched: Matched,
) -> YearOnYear {
    let blank = Subject::default();
    let subject = this.subjects.first().unwrap_or(&blank);
    let before = last.and_then(|last| last.subjects.first());
    let amount = |subject: &Subject| subject.amount.clone();
    YearOnYear {
        this: [this.scheme.clone(), this.batch.clone()],
        last: other,
        who: [subject.name.clone(), subject.key.clone()],
        who_last: before.map_or_else(Default::default, |before| [before.name.clone(), before.key.clone()]),
        matched,
        amounts: three(Some(amount(subject)), before.map(amount)),
        items: items(&subject.items, before.map_or(&[], |before| &before.items)),
        factors: last.map(|last| differing(this, last)).unwrap_or_default(),
    }
}

fn three(this: Option<String>, last: Option<String>) -> [String; 3] {
    let fen = |text: &Option<String>| text.as_deref().and_then(fen).unwrap_or(0);
    let more = format_fixed(fen(&this) - fen(&last), 2);
    [this.unwrap_or_default(), last.unwrap_or_default(), more]
}

/// Items of both years by fund, source and step; a step that gave several amounts is summed.
fn items(this: &[Item], last: &[Item]) -> Vec<([String; 3], [String; 3])> {
    let mut names: Vec<[String; 3]> = Vec::new();
    for item in this.iter().chain(last) {
        let name = name_of(item);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let sum = |items: &[Item], name: &[String; 3]| {
        let own: Vec<i64> =
            items.iter().filter(|item| name_of(item) == *name).filter_map(|item| fen(&item.amount)).collect();
        (!own.is_empty()).then(|| format_fixed(own.iter().sum(), 2))
    };
    let line = |name: [String; 3]| {
        let amounts = three(sum(this, &name), sum(last, &name));
        (name, amounts)
    };
    names.into_iter().map(line).collect()
}

fn name_of(item: &Item) -> [String; 3] {
    [item.fund.clone(), item.source.clone(), item.step.clone()]
}

/// An amount as it is printed, in fen.
fn fen(text: &str) -> Option<i64> {
    parse_decimal(text).filter(|(_, places)| *places == 2).map(|(fen, _)| fen)
}

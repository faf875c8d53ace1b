//! Two columns of amounts and factors beside one another, in words: for the screen, a browser, a workbook.
use super::html::{STYLE, escaped};
use super::last_year::{Matched, YearOnYear};
use super::model::Explanation;
use super::versus::Difference;
use crate::faces::grid::{Cell, Grid, Head, workbook_of};
use crate::faces::{Edition, FaceError};
use crate::messages::Language;

/// What stands beside what: a title, sentences, and tables.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Title.
    pub title: String,
    /// Sentences above the tables.
    pub sentences: Vec<String>,
    /// Each with its title, its heads, and its lines.
    pub tables: Vec<(String, Vec<String>, Vec<Vec<String>>)>,
}

/// Columns that hold a place or a name are wide on paper.
const WIDE: f64 = 34.0;
const NARROW: f64 = 16.0;

/// Two people, the second without a name.
pub fn versus_told(
    first: &Explanation,
    second: &Explanation,
    differences: &[Difference],
    language: Language,
) -> Beside {
    let subject = |explanation: &Explanation| {
        explanation.subjects.first().map_or_else(Default::default, |s| (s.name.clone(), s.amount.clone()))
    };
    let ((name, amount), (_, other)) = (subject(first), subject(second));
    let heads = match language {
        Language::Chinese => ["因素", &name, "另一人", "出处"],
        Language::English => ["factor", &name, "the other", "place"],
    };
    let paid = language.pick("实发", "paid");
    let mut lines = vec![[paid, &amount, &other, ""].map(str::to_string).to_vec()];
    lines.extend(differences.iter().map(|d| vec![factor(d), d.first.clone(), d.second.clone(), d.place.clone()]));
    let title = match language {
        Language::Chinese => format!("{name}与另一人的不同之处"),
        Language::English => format!("where {name} and another differ"),
    };
    let sentence = language.pick(
        "只列不同的因素；另一人只列数值，不列姓名、编号和出处。",
        "Only factors that differ; of the other person values alone, no name, number or place.",
    );
    let heads = heads.map(str::to_string).to_vec();
    Beside { title, sentences: vec![sentence.to_string()], tables: vec![(String::new(), heads, lines)] }
}

/// One person in two years.
pub fn year_on_year_told(years: &YearOnYear, language: Language) -> Beside {
    let [name, key] = &years.who;
    let who = if name == key || key.is_empty() { name.clone() } else { format!("{name}　{key}") };
    let heads = match language {
        Language::Chinese => ["本年", "上年", "增减"],
        Language::English => ["this year", "last year", "more"],
    };
    let more = |first: &[&str]| first.iter().chain(&heads).map(|head| head.to_string()).collect::<Vec<_>>();
    let total = language.pick("合计", "in all").to_string();
    let mut items: Vec<Vec<String>> = years
        .items
        .iter()
        .map(|(item, amounts)| [vec![format!("{}·{}", item[0], item[1]), item[2].clone()], amounts.to_vec()].concat())
        .collect();
    items.push([vec![total, String::new()], years.amounts.to_vec()].concat());
    let factors = years.factors.iter().map(|d| {
        [factor(d), absent(&d.first, language), absent(&d.second, language), d.place.clone(), d.second_place.clone()]
            .to_vec()
    });
    let (fund, step) = (language.pick("基金·来源", "fund·source"), language.pick("项目", "item"));
    let column = match language {
        Language::Chinese => ["因素", "本年", "上年", "本年出处", "上年出处"],
        Language::English => ["factor", "this year", "last year", "place", "place last year"],
    };
    let title = match language {
        Language::Chinese => format!("{who}　本年与上年对照"),
        Language::English => format!("{who}: this year and last"),
    };
    Beside {
        title,
        sentences: sentences(years, language),
        tables: vec![
            (language.pick("各项金额（元）", "Amounts in yuan").to_string(), more(&[fund, step]), items),
            (
                language.pick("不同的因素", "Factors that differ").to_string(),
                column.map(str::to_string).to_vec(),
                factors.collect(),
            ),
        ]
        .into_iter()
        .filter(|(_, _, lines)| !lines.is_empty())
        .collect(),
    }
}

fn sentences(years: &YearOnYear, language: Language) -> Vec<String> {
    let ([scheme, batch], [scheme_last, batch_last]) = (&years.this, &years.last);
    let mut sentences = vec![match language {
        Language::Chinese => format!("本年：{scheme}　{batch}；上年：{scheme_last}　{batch_last}"),
        Language::English => format!("this year: {scheme} {batch}; last year: {scheme_last} {batch_last}"),
    }];
    let ([name, key], [name_last, key_last]) = (&years.who, &years.who_last);
    sentences.extend(match (years.matched, language) {
        (Matched::Same, _) => None,
        (Matched::OtherName, Language::Chinese) => {
            Some(format!("编号 {key} 上年是“{name_last}”，本年是“{name}”：请先核对是不是同一人"))
        }
        (Matched::OtherName, Language::English) => Some(format!(
            "number {key} was {name_last} last year and is {name} now: see first whether that is one person"
        )),
        (Matched::OtherKey, Language::Chinese) => Some(format!("按姓名对上：上年编号 {key_last}，本年 {key}")),
        (Matched::OtherKey, Language::English) => {
            Some(format!("found by name: number {key_last} last year, {key} now"))
        }
        (Matched::Nobody, Language::Chinese) => Some("上年的批次中没有编号或名称相同的，以下只有本年".to_string()),
        (Matched::Nobody, Language::English) => {
            Some("nothing of that number or name is in last year's batch; this year alone is told".to_string())
        }
    });
    sentences
}

/// What a year does not have is said.
fn absent(value: &str, language: Language) -> String {
    if value.is_empty() { language.pick("（没有这一项）", "(not there)").to_string() } else { value.to_string() }
}

fn factor(difference: &Difference) -> String {
    let Difference { column, clause, .. } = difference;
    if clause.is_empty() { column.clone() } else { format!("{column}（{clause}）") }
}

/// As a page for a browser.
pub fn beside_page(beside: &Beside, edition: &Edition) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{0}</title><style>{STYLE}</style>\
         </head><body>\n<h1>{0}</h1>\n<p class=\"notice\">{1}</p>\n",
        escaped(&beside.title),
        escaped(edition.notice()),
    );
    page.extend(beside.sentences.iter().map(|sentence| format!("<p>{}</p>\n", escaped(sentence))));
    for (title, heads, lines) in &beside.tables {
        let row = |cells: &[String], tag: &str| {
            let cells: String = cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell))).collect();
            format!("<tr>{cells}</tr>\n")
        };
        page.push_str(&format!("<table><caption>{}</caption>{}", escaped(title), row(heads, "th")));
        page.extend(lines.iter().map(|line| row(line, "td")));
        page.push_str("</table>\n");
    }
    page.push_str("</body></html>\n");
    page
}

/// As a workbook, a sheet for each table.
pub fn beside_workbook(beside: &Beside, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let grids: Vec<Grid> = beside
        .tables
        .iter()
        .map(|(title, heads, lines)| {
            let width = |head: &String| if heads.len() > 3 && head.contains("出处") { WIDE } else { NARROW };
            let heads =
                heads.iter().enumerate().map(|(at, head)| Head::new(head, if at == 0 { WIDE } else { width(head) }));
            Grid {
                name: if title.is_empty() { "对照".to_string() } else { title.replace(['（', '）'], "") },
                title: beside.title.clone(),
                sentence: beside.sentences.join("；"),
                heads: heads.collect(),
                lines: lines.iter().map(|line| line.iter().map(Cell::text).collect()).collect(),
                closing: Vec::new(),
            }
        })
        .collect();
    workbook_of(&grids, edition, &beside.title)
}

//! Text → [`Scheme`], every mistake of form in one pass.
//!
//! Each element of each section is deserialised by itself, so that one unknown key does not hide the next.
use super::element::{element, names};
use super::literate::{articles, is_literate, rest_on_articles, rules};
use super::*;
use crate::messages::{Findings, Place, SchemeMessage, nearest};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use validator::Validate;

/// Names that a scheme's file may have.
pub const SCHEME_NAMES: [&str; 2] = ["scheme.toml", "scheme.md"];
/// Largest scheme file read.
pub const SCHEME_BYTES_MAX: usize = 4 * 1024 * 1024;

const SECTIONS: [&str; 16] = [
    "scheme",
    "parameter",
    "table",
    "column",
    "band",
    "tier",
    "fund",
    "account",
    "step",
    "check",
    "consequence",
    "document",
    "payment",
    "accounting",
    "tax",
    "objection",
];

/// Reads a scheme file: Markdown with rules in it where its name ends so, else TOML. Places are those of the file.
pub fn read(name: &str, source: &str, findings: &mut Findings) -> Scheme {
    if !is_literate(name) || source.len() > SCHEME_BYTES_MAX {
        return parse(source, findings);
    }
    let mut scheme = parse(&rules(source, findings), findings);
    scheme.articles = articles(source);
    rest_on_articles(&mut scheme);
    scheme
}

/// Reads a scheme in TOML. With findings that stop, the scheme holds what could be read.
pub fn parse(source: &str, findings: &mut Findings) -> Scheme {
    let mut scheme = Scheme::default();
    if source.len() > SCHEME_BYTES_MAX {
        let (bytes, limit) = (source.len(), SCHEME_BYTES_MAX);
        findings.add(SchemeMessage::TooLarge { bytes, limit }, Place::Run);
        return scheme;
    }
    let (root, errors) = DeTable::parse_recoverable(source);
    if !errors.is_empty() {
        // What the rest says is not sure before the file can be read as a whole.
        syntax(&errors, source, findings);
        return scheme;
    }
    let mut sections = root.into_inner();
    for (key, value) in sections.iter() {
        if !SECTIONS.contains(&key.get_ref().as_ref()) {
            let name = key.get_ref().to_string();
            let near = nearest(&name, SECTIONS);
            let shown = value.span();
            let span = if key.span().is_empty() { shown } else { key.span() };
            findings.add_near(SchemeMessage::UnknownSection { name }, Place::scheme(span), near);
        }
    }
    let mut unread = Vec::new();
    match sections.remove("scheme") {
        Some(head) => {
            scheme.head = element("[scheme]", head, &mut Vec::new(), findings).unwrap_or_default();
        }
        None => findings.add(SchemeMessage::NoHead {}, Place::scheme(0..0)),
    }
    let (sections, lost) = (&mut sections, &mut unread);
    scheme.parameters = elements("parameter", "[[parameter]]", sections, lost, findings);
    scheme.tables = tables(sections, lost, findings);
    let columns = elements("column", "[[column]]", sections, lost, findings);
    place_columns(columns, &mut scheme.tables, lost, findings);
    scheme.bands = elements("band", "[[band]]", sections, lost, findings);
    scheme.tiers = elements("tier", "[[tier]]", sections, lost, findings);
    scheme.funds = elements("fund", "[[fund]]", sections, lost, findings);
    scheme.accounts = elements("account", "[[account]]", sections, lost, findings);
    scheme.steps = elements("step", "[[step]]", sections, lost, findings);
    scheme.checks = elements("check", "[[check]]", sections, lost, findings);
    scheme.consequences = elements("consequence", "[[consequence]]", sections, lost, findings);
    scheme.documents = elements("document", "[[document]]", sections, lost, findings);
    scheme.payments = elements("payment", "[[payment]]", sections, lost, findings);
    scheme.accounting = single("accounting", "[accounting]", sections, lost, findings);
    scheme.tax = single("tax", "[tax]", sections, lost, findings);
    scheme.objection = single("objection", "[objection]", sections, lost, findings);
    scheme.unread = unread;
    scheme
}

/// One finding for each line with a syntax error. An open bracket swallows the lines after it, so nothing is
/// told after the first one.
fn syntax(errors: &[toml::de::Error], source: &str, findings: &mut Findings) {
    let mut lines = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let line = source.get(..span.start).map_or(0, |text| text.matches('\n').count());
        if !lines.contains(&line) {
            lines.push(line);
            let detail_en = error.message().to_string();
            let detail_zh = in_chinese(&detail_en).to_string();
            findings.add(SchemeMessage::Syntax { detail_zh, detail_en }, Place::scheme(span));
        }
        if ["array", "inline table", "[", "{"].iter().any(|word| error.message().contains(word)) {
            break;
        }
    }
}

/// What the commonest syntax errors are, in Chinese.
fn in_chinese(detail: &str) -> &'static str {
    let known = [
        ("duplicate key", "同一项写了两次"),
        ("key with no value", "这一项没有值；名称和值之间用半角等号"),
        ("missing value", "等号后面没有值"),
        ("must be quoted", "文字要放在半角引号里"),
        ("invalid basic string", "双引号里的文字没有结尾，或有反斜线等不能直接写的字符"),
        ("invalid literal string", "单引号里的文字没有结尾"),
        ("invalid multi-line", "三个引号的文字没有结尾"),
        ("missing comma between array elements", "列表没有写完，或两个值之间少了逗号"),
        ("unclosed array table", "部分的名称要用两对方括号括起来"),
        ("unclosed table", "部分的名称要用方括号括起来"),
        ("unclosed array", "列表没有写完，缺右方括号"),
        ("inline table", "花括号里的几项没有写完，或写法不对"),
        ("missing comma between key-value pairs", "两项之间少了逗号"),
        ("invalid unquoted key", "名称里有不能直接写的字符，请放在引号里"),
        ("recurs", "括号嵌套太深"),
    ];
    known.iter().find(|(english, _)| detail.contains(english)).map_or("这里看不懂", |(_, chinese)| chinese)
}

fn tables(sections: &mut DeTable<'_>, unread: &mut Vec<String>, findings: &mut Findings) -> Vec<Table> {
    let mut tables = Vec::new();
    for mut value in array("table", "[[table]]", sections, findings) {
        let mut inside = Vec::new();
        names(&value, &mut inside);
        let (mut inputs, mut columns) = (Vec::new(), Vec::new());
        if let DeValue::Table(fields) = value.get_mut() {
            inputs = elements("input", "[[table.input]]", fields, unread, findings);
            columns = elements::<Column>("column", "[[table.column]]", fields, unread, findings);
            for on in columns.iter().filter_map(|column| column.on.as_ref()) {
                let (section, key) = ("[[table.column]]".to_string(), "on".to_string());
                findings.add(SchemeMessage::UnknownKey { section, key }, Place::scheme(on.span()));
            }
        }
        if let Some(mut table) = element::<Table>("[[table]]", value, unread, findings) {
            table.inputs = inputs;
            table.columns = columns;
            tables.push(table);
        } else {
            unread.extend(inside);
        }
    }
    tables
}

/// Columns written apart from their tables, each under its own article, come to them.
fn place_columns(columns: Vec<Column>, tables: &mut Vec<Table>, unread: &mut Vec<String>, findings: &mut Findings) {
    for column in columns {
        let Some(on) = column.on.clone() else {
            let (section, key) = ("[[column]]".to_string(), "on".to_string());
            findings.add(SchemeMessage::MissingKey { section, key }, Place::scheme(column.name.span()));
            unread.push(column.name.get_ref().clone());
            continue;
        };
        match tables.iter_mut().find(|table| table.name.get_ref() == on.get_ref()) {
            Some(table) => table.columns.push(column),
            // The district is there without being written.
            None if on.get_ref() == DISTRICT_NAME => {
                tables.push(Table { columns: vec![column], ..Table::named(on) });
            }
            None => {
                let near = nearest(on.get_ref(), tables.iter().map(|table| table.name.get_ref().as_str()));
                let message = SchemeMessage::UnknownTable { name: on.get_ref().clone() };
                findings.add_near(message, Place::scheme(on.span()), near);
                unread.push(column.name.get_ref().clone());
            }
        }
    }
}

fn elements<T: DeserializeOwned + Validate>(
    key: &str,
    section: &'static str,
    sections: &mut DeTable<'_>,
    unread: &mut Vec<String>,
    findings: &mut Findings,
) -> Vec<T> {
    array(key, section, sections, findings)
        .into_iter()
        .filter_map(|value| element(section, value, unread, findings))
        .collect()
}

/// A section that stands once and names nothing; what needs it is no second mistake where it cannot be read.
fn single<T: DeserializeOwned + Validate>(
    key: &str,
    section: &'static str,
    sections: &mut DeTable<'_>,
    unread: &mut Vec<String>,
    findings: &mut Findings,
) -> Option<T> {
    let read = element(section, sections.remove(key)?, &mut Vec::new(), findings);
    if read.is_none() {
        unread.push(section.to_string());
    }
    read
}

fn array<'i>(
    key: &str,
    section: &str,
    sections: &mut DeTable<'i>,
    findings: &mut Findings,
) -> Vec<Spanned<DeValue<'i>>> {
    let Some(value) = sections.remove(key) else { return Vec::new() };
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(items) => items.into_iter().collect(),
        // `[table]` for `[[table]]`: told, and read as the one element that it is.
        single => {
            let (key, section) = (key.to_string(), section.to_string());
            findings.add(SchemeMessage::NotAList { key, section }, Place::scheme(span.clone()));
            vec![Spanned::new(span, single)]
        }
    }
}

//! Text → [`Scheme`], every mistake of form in one pass.
//!
//! Each element of each section is deserialised by itself, so that one unknown key does not hide the next.
use super::document::*;
use super::element::{element, names};
use crate::messages::{Findings, Place, SchemeMessage, nearest};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use validator::Validate;

/// Largest scheme file read.
pub const SCHEME_BYTES_MAX: usize = 4 * 1024 * 1024;

const SECTIONS: [&str; 10] =
    ["scheme", "parameter", "table", "band", "tier", "fund", "account", "step", "check", "consequence"];

/// Reads a scheme. With findings that stop, the scheme holds what could be read.
pub fn parse(source: &str, findings: &mut Findings) -> Scheme {
    let mut scheme = Scheme::default();
    if source.len() > SCHEME_BYTES_MAX {
        let (bytes, limit) = (source.len(), SCHEME_BYTES_MAX);
        findings.add(SchemeMessage::TooLarge { bytes, limit }, Place::Run);
        return scheme;
    }
    let (root, errors) = DeTable::parse_recoverable(source.strip_prefix('\u{feff}').unwrap_or(source));
    for error in &errors {
        syntax(error, source, findings);
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
        Some(head) => scheme.head = element("[scheme]", head, &mut unread, findings).unwrap_or_default(),
        None if errors.is_empty() => findings.add(SchemeMessage::NoHead {}, Place::scheme(0..0)),
        None => {}
    }
    let (sections, lost) = (&mut sections, &mut unread);
    scheme.parameters = elements("parameter", "[[parameter]]", sections, lost, findings);
    scheme.tables = tables(sections, lost, findings);
    scheme.bands = elements("band", "[[band]]", sections, lost, findings);
    scheme.tiers = elements("tier", "[[tier]]", sections, lost, findings);
    scheme.funds = elements("fund", "[[fund]]", sections, lost, findings);
    scheme.accounts = elements("account", "[[account]]", sections, lost, findings);
    scheme.steps = elements("step", "[[step]]", sections, lost, findings);
    scheme.checks = elements("check", "[[check]]", sections, lost, findings);
    scheme.consequences = elements("consequence", "[[consequence]]", sections, lost, findings);
    scheme.unread = unread;
    scheme
}

/// One line for each syntax error. The parser recovers by starting a key at every later line of a broken
/// value, so only the first error of a line is told.
fn syntax(error: &toml::de::Error, source: &str, findings: &mut Findings) {
    let span = error.span().unwrap_or(0..0);
    let line_of = |at: usize| source.get(..at).map_or(0, |text| text.matches('\n').count());
    let told = findings.list.iter().any(|finding| {
        matches!(finding.place, Place::Scheme { start, .. } if line_of(start) == line_of(span.start))
    });
    if !told {
        let detail = error.message().to_string();
        findings.add(SchemeMessage::Syntax { detail }, Place::scheme(span));
    }
}

fn tables(sections: &mut DeTable<'_>, unread: &mut Vec<String>, findings: &mut Findings) -> Vec<Table> {
    let mut tables = Vec::new();
    for mut value in array("table", "[[table]]", sections, findings) {
        let mut inside = Vec::new();
        names(&value, &mut inside);
        let (mut inputs, mut columns) = (Vec::new(), Vec::new());
        if let DeValue::Table(fields) = value.get_mut() {
            inputs = elements("input", "[[table.input]]", fields, unread, findings);
            columns = elements("column", "[[table.column]]", fields, unread, findings);
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

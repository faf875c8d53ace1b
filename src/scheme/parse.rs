//! Text → [`Scheme`], every mistake of form in one pass.
//!
//! Each element of each section is deserialised by itself, so that one unknown key does not hide the next.
use super::check::check_fields;
use super::document::*;
use crate::messages::{Findings, Place, SchemeMessage, nearest};
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
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
    match sections.remove("scheme") {
        Some(head) => {
            if let Some(head) = element("scheme", head, findings) {
                scheme.head = head;
            }
        }
        None if errors.is_empty() => findings.add(SchemeMessage::NoHead {}, Place::scheme(0..0)),
        None => {}
    }
    scheme.parameters = elements("parameter", &mut sections, findings);
    scheme.tables = tables(&mut sections, findings);
    scheme.bands = elements("band", &mut sections, findings);
    scheme.tiers = elements("tier", &mut sections, findings);
    scheme.funds = elements("fund", &mut sections, findings);
    scheme.accounts = elements("account", &mut sections, findings);
    scheme.steps = elements("step", &mut sections, findings);
    scheme.checks = elements("check", &mut sections, findings);
    scheme.consequences = elements("consequence", &mut sections, findings);
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

fn tables(sections: &mut DeTable<'_>, findings: &mut Findings) -> Vec<Table> {
    let mut tables = Vec::new();
    for mut value in array("table", sections, findings) {
        let (mut inputs, mut columns) = (Vec::new(), Vec::new());
        if let DeValue::Table(fields) = value.get_mut() {
            inputs = elements("input", fields, findings);
            columns = elements("column", fields, findings);
        }
        if let Some(mut table) = element::<Table>("table", value, findings) {
            table.inputs = inputs;
            table.columns = columns;
            tables.push(table);
        }
    }
    tables
}

fn elements<T: DeserializeOwned + Validate>(
    section: &'static str,
    sections: &mut DeTable<'_>,
    findings: &mut Findings,
) -> Vec<T> {
    array(section, sections, findings)
        .into_iter()
        .filter_map(|value| element(section, value, findings))
        .collect()
}

fn array<'i>(
    section: &'static str,
    sections: &mut DeTable<'i>,
    findings: &mut Findings,
) -> Vec<Spanned<DeValue<'i>>> {
    let Some(value) = sections.remove(section) else { return Vec::new() };
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(items) => items.into_iter().collect(),
        _ => {
            let section = section.to_string();
            findings.add(SchemeMessage::NotAList { section }, Place::scheme(span));
            Vec::new()
        }
    }
}

fn element<T: DeserializeOwned + Validate>(
    section: &'static str,
    mut value: Spanned<DeValue<'_>>,
    findings: &mut Findings,
) -> Option<T> {
    let span = value.span();
    // Take unknown keys out one at a time and try again: one pass names them all.
    loop {
        match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(parsed) => {
                check_fields(section, &parsed, span, findings);
                return Some(parsed);
            }
            Err(error) => {
                let place = error.span().unwrap_or(span.clone());
                let message = error.message().to_string();
                let again = explain(section, &message, place, &mut value, findings);
                if !again {
                    return None;
                }
            }
        }
    }
}

/// Turns the deserialiser's words into a message; true when the cause was an unknown key that was taken out.
fn explain(
    section: &'static str,
    message: &str,
    place: Range<usize>,
    value: &mut Spanned<DeValue<'_>>,
    findings: &mut Findings,
) -> bool {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let section = section.to_string();
    if message.starts_with("unknown field") {
        let key = names.first().map_or("", |name| name).to_string();
        let near = nearest(&key, names.iter().skip(1).copied());
        findings.add_near(SchemeMessage::UnknownKey { section, key: key.clone() }, Place::scheme(place), near);
        return match value.get_mut() {
            DeValue::Table(fields) => fields.remove(key.as_str()).is_some(),
            _ => false,
        };
    }
    if message.starts_with("missing field") {
        let key = names.first().map_or("", |name| name).to_string();
        findings.add(SchemeMessage::MissingKey { section, key }, Place::scheme(place));
    } else if message.starts_with("unknown variant") {
        let word = names.first().map_or("", |name| name).to_string();
        let allowed = names.iter().skip(1).copied().collect::<Vec<_>>().join(" / ");
        let near = nearest(&word, names.iter().skip(1).copied());
        findings.add_near(SchemeMessage::UnknownWord { section, word, allowed }, Place::scheme(place), near);
    } else {
        let detail = message.to_string();
        findings.add(SchemeMessage::WrongValue { section, detail }, Place::scheme(place));
    }
    false
}

//! One element of a section → its struct. A key that cannot be read is told, mended with a stand-in and read
//! past, so that one pass tells every mistake of the element; a mended element is not used.
use super::check::check_fields;
use crate::messages::{Findings, Place, SchemeMessage, nearest};
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};
use validator::Validate;

/// Most mistakes told of one element.
const MISTAKES_MAX: usize = 100;

/// Reads an element; `section` is shown as written, `[[table.input]]`. The names in an element that is not
/// used are added to `unread`; an element without a name adds an empty one.
pub(super) fn element<T: DeserializeOwned + Validate>(
    section: &'static str,
    mut value: Spanned<DeValue<'_>>,
    unread: &mut Vec<String>,
    findings: &mut Findings,
) -> Option<T> {
    let span = value.span();
    let mut mended = false;
    for number in 0..MISTAKES_MAX {
        match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(parsed) if !mended => {
                check_fields(section, &parsed, &value, findings);
                return Some(parsed);
            }
            Ok(_) => break,
            Err(error) => {
                let place = error.span().unwrap_or(span.clone());
                let mistake = Mistake::read(error.message());
                if !is_stand_in(&place) {
                    mistake.tell(section, place.clone(), findings);
                }
                mended |= !matches!(mistake, Mistake::UnknownKey { .. });
                if !mistake.mend(&mut value, &place, number) {
                    break;
                }
            }
        }
    }
    names(&value, unread);
    None
}

/// Stand-ins are placed beyond any file, each at its own place.
fn stand_in(value: DeValue<'_>, number: usize) -> Spanned<DeValue<'_>> {
    Spanned::new(usize::MAX - number..usize::MAX, value)
}

fn is_stand_in(place: &Range<usize>) -> bool {
    place.end == usize::MAX
}

/// What the deserialiser's words say.
enum Mistake<'m> {
    UnknownKey { key: &'m str, known: Vec<&'m str> },
    MissingKey { key: &'m str },
    UnknownWord { word: &'m str, allowed: Vec<&'m str> },
    WrongValue { expected: &'m str },
}

impl<'m> Mistake<'m> {
    fn read(message: &'m str) -> Mistake<'m> {
        let mut quoted = message.split('`').skip(1).step_by(2);
        let first = quoted.next().unwrap_or("");
        if message.starts_with("unknown field") {
            Mistake::UnknownKey { key: first, known: quoted.collect() }
        } else if message.starts_with("missing field") {
            Mistake::MissingKey { key: first }
        } else if message.starts_with("unknown variant") {
            Mistake::UnknownWord { word: first, allowed: quoted.collect() }
        } else {
            Mistake::WrongValue { expected: message.split_once("expected ").map_or(message, |(_, kind)| kind) }
        }
    }

    fn tell(&self, section: &str, place: Range<usize>, findings: &mut Findings) {
        let section = section.to_string();
        let place = Place::scheme(place);
        match self {
            Mistake::UnknownKey { key, known } => {
                let near = nearest(key, known.iter().copied());
                findings.add_near(SchemeMessage::UnknownKey { section, key: key.to_string() }, place, near);
            }
            Mistake::MissingKey { key } => {
                findings.add(SchemeMessage::MissingKey { section, key: key.to_string() }, place);
            }
            Mistake::UnknownWord { word, allowed } => {
                let near = nearest(word, allowed.iter().copied());
                let (word, allowed) = (word.to_string(), allowed.join(" / "));
                findings.add_near(SchemeMessage::UnknownWord { section, word, allowed }, place, near);
            }
            Mistake::WrongValue { expected } => {
                let (zh, en) = expected_kind(expected);
                let (expected_zh, expected_en) = (zh.to_string(), en.to_string());
                findings.add(SchemeMessage::WrongValue { section, expected_zh, expected_en }, place);
            }
        }
    }

    /// Takes the mistake out of the value; false when its place is not found.
    fn mend(&self, value: &mut Spanned<DeValue<'_>>, place: &Range<usize>, number: usize) -> bool {
        match self {
            Mistake::UnknownKey { key, .. } => find(value, &mut |inner| {
                let DeValue::Table(fields) = inner.get_mut() else { return false };
                let here = fields.get_key_value(*key).is_some_and(|(name, _)| name.span() == *place);
                here && fields.remove(*key).is_some()
            }),
            Mistake::MissingKey { key } => find(value, &mut |inner| {
                let here = inner.span() == *place;
                let DeValue::Table(fields) = inner.get_mut() else { return false };
                let name = Spanned::new(place.clone(), key.to_string().into());
                here && fields.insert(name, stand_in(DeValue::String("".into()), number)).is_none()
            }),
            Mistake::UnknownWord { allowed, .. } => {
                let word = allowed.first().map_or("", |word| word).to_string();
                replace(value, place, stand_in(DeValue::String(word.into()), number))
            }
            Mistake::WrongValue { expected } => {
                let text = match *expected {
                    "a boolean" => "true",
                    "a sequence" => "[]",
                    whole if whole.starts_with('u') => "1",
                    keys if keys.starts_with("struct") => "{}",
                    _ => "\"\"",
                };
                let Ok(new) = DeValue::parse(text) else { return false };
                replace(value, place, stand_in(new.into_inner(), number))
            }
        }
    }
}

/// What a value should be, for people.
fn expected_kind(expected: &str) -> (&'static str, &'static str) {
    match expected {
        "a string" | "wanted string or table" => {
            ("带引号的文字（数字也要带引号）", "a text in quotation marks (figures too)")
        }
        "a boolean" => ("true 或 false，不带引号", "true or false, without quotation marks"),
        "a sequence" => ("方括号里的列表，如 [\"甲\", \"乙\"]", "a list in square brackets, such as [\"甲\", \"乙\"]"),
        "u8" => ("0 至 8 的整数，不带引号", "a whole number from 0 to 8, without quotation marks"),
        whole if whole.starts_with('u') => {
            ("整数，不为负，不带引号", "a whole number, not negative, without quotation marks")
        }
        keys if keys.starts_with("struct") => {
            ("花括号里的几项，如 { name = \"甲\" }", "keys in curly brackets, such as { name = \"甲\" }")
        }
        // A parameter's value is the only one that has several forms.
        _ => (
            "带引号的数字（如 \"0.90\"）、整数、true 或 false",
            "a figure in quotation marks (such as \"0.90\"), a whole number, true or false",
        ),
    }
}

/// Calls `change` on every value, outermost first, until it says that it is done.
fn find<'i>(value: &mut Spanned<DeValue<'i>>, change: &mut dyn FnMut(&mut Spanned<DeValue<'i>>) -> bool) -> bool {
    if change(value) {
        return true;
    }
    match value.get_mut() {
        DeValue::Table(fields) => fields.iter_mut().any(|(_, field)| find(field, change)),
        DeValue::Array(items) => items.iter_mut().any(|item| find(item, change)),
        _ => false,
    }
}

fn replace<'i>(value: &mut Spanned<DeValue<'i>>, place: &Range<usize>, new: Spanned<DeValue<'i>>) -> bool {
    find(value, &mut |inner| {
        let here = inner.span() == *place;
        if here {
            *inner = new.clone();
        }
        here
    })
}

/// The names that an element gives, at any depth.
pub(super) fn names(value: &Spanned<DeValue<'_>>, unread: &mut Vec<String>) {
    match value.get_ref() {
        DeValue::Table(fields) => {
            for (key, field) in fields {
                match (key.get_ref().as_ref(), field.get_ref()) {
                    ("name" | "relation" | "inverse", DeValue::String(name)) => unread.push(name.to_string()),
                    _ => names(field, unread),
                }
            }
        }
        DeValue::Array(items) => items.iter().for_each(|item| names(item, unread)),
        _ => {}
    }
}

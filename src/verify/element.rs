//! XML as what it says, however it is spelled: attributes in order, prefixes and blanks between elements left out.
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Deepest nesting that is followed; our own parts stay below 20.
const DEPTH_MAX: usize = 200;

/// An element with all that it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// Reads a part; says why it cannot be read.
    pub(super) fn read(part: &[u8]) -> Result<Element, String> {
        let mut root = Element::default();
        Walk::new(part)?.inside(&mut root)?;
        match root.children.pop() {
            Some(element) if root.children.is_empty() => Ok(element),
            _ => Err("XML".to_string()),
        }
    }

    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn children_of(&self, name: &str) -> &[Element] {
        self.child(name).map_or(&[], |child| &child.children)
    }

    /// Everything that is written in it and below it.
    pub(super) fn all_text(&self) -> String {
        let below: String = self.children.iter().map(Element::all_text).collect();
        format!("{}{below}", self.text)
    }

    /// `name(attribute=value child)`: equal for elements that say the same.
    pub(super) fn shown(&self) -> String {
        let mut shown = String::new();
        self.show(&mut shown);
        shown
    }

    fn show(&self, to: &mut String) {
        to.push_str(&self.name);
        if self.attributes.is_empty() && self.children.is_empty() && self.text.is_empty() {
            return;
        }
        to.push('(');
        let mut first = true;
        let mut space = |to: &mut String| {
            if !std::mem::take(&mut first) {
                to.push(' ');
            }
        };
        for (name, value) in &self.attributes {
            space(to);
            let _ = write!(to, "{name}={value}");
        }
        for child in &self.children {
            space(to);
            child.show(to);
        }
        if !self.text.is_empty() {
            space(to);
            to.push_str(&self.text);
        }
        to.push(')');
    }
}

/// A walk through the events of a part.
pub(super) struct Walk<'p> {
    reader: Reader<&'p [u8]>,
}

/// What the walk comes to.
pub(super) enum Step {
    /// An element opens.
    Open(Element),
    /// An element ends.
    Close,
    /// Text.
    Text(String),
    /// The part ends.
    End,
}

impl<'p> Walk<'p> {
    pub(super) fn new(part: &'p [u8]) -> Result<Walk<'p>, String> {
        std::str::from_utf8(part).map_err(|error| error.to_string())?;
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Ok(Walk { reader })
    }

    /// The next step; document types and instructions say nothing here.
    pub(super) fn next(&mut self) -> Result<Step, String> {
        loop {
            return Ok(match self.reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) | Event::Empty(start) => Step::Open(opened(&start)?),
                Event::End(_) => Step::Close,
                Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => Step::Text(match entity.resolve_char_ref() {
                    Ok(Some(character)) => character.to_string(),
                    _ => named(&entity.xml10_content()),
                }),
                Event::Eof => Step::End,
                _ => continue,
            });
        }
    }

    /// Reads on into an element that was opened, to its end.
    pub(super) fn inside(&mut self, into: &mut Element) -> Result<(), String> {
        let mut open: Vec<Element> = Vec::new();
        loop {
            match self.next()? {
                Step::Open(_) if open.len() == DEPTH_MAX => return Err(format!("> {DEPTH_MAX}")),
                Step::Open(element) => open.push(element),
                Step::Text(text) => open.last_mut().unwrap_or(into).text.push_str(&text),
                Step::Close | Step::End => {
                    let Some(mut element) = open.pop() else {
                        tidy(into);
                        return Ok(());
                    };
                    tidy(&mut element);
                    open.last_mut().unwrap_or(into).children.push(element);
                }
            }
        }
    }
}

/// Blanks between elements are no text.
fn tidy(element: &mut Element) {
    if !element.children.is_empty() && element.text.trim().is_empty() {
        element.text.clear();
    }
}

/// An attribute that is there twice makes the part unreadable: readers disagree on which one counts.
fn opened(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut element = Element { name: start.local_name().as_ref().to_string(), ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name = attribute.key.as_ref();
        if name == "xmlns" || name.starts_with("xmlns:") {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        element.attributes.insert(attribute.key.local_name().as_ref().to_string(), value.into_owned());
    }
    Ok(element)
}

fn named(entity: &str) -> String {
    match entity {
        "amp" => "&".to_string(),
        "lt" => "<".to_string(),
        "gt" => ">".to_string(),
        "quot" => "\"".to_string(),
        "apos" => "'".to_string(),
        other => format!("&{other};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Element::read(text.as_bytes()).expect("reads").shown()
    }

    #[test]
    fn spelling_does_not_count_and_content_does() {
        let plain = shown("<a><b x=\"1\" y='&lt;'/>\n <c>1 &amp; 2</c></a>");
        assert_eq!(plain, "a(b(x=1 y=<) c(1 & 2))");
        assert_eq!(plain, shown("<z:a xmlns:z='z'><z:b y='&#60;' x='1'></z:b><z:c>1 <![CDATA[&]]> 2</z:c></z:a>"));
        assert_ne!(plain, shown("<a><b x=\"1\" y='&lt;'/><c>1 &amp; 2 </c></a>"));
        assert!(Element::read(b"<a b='1' b='2'/>").is_err());
        assert!(Element::read(b"<a><b></a>").is_err() && Element::read(&"<a>".repeat(300).into_bytes()).is_err());
    }
}

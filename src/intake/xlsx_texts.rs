//! The shared texts of an xlsx workbook, taken straight from their part.
use super::package::Package;
use super::xml_scan::{Scan, TagEnd, declared_utf8, t_element};
use crate::dataset::{TextId, TextPool};
use std::borrow::Cow;

/// The numbers of the shared texts in the workbook's pool; none where not every text is written as spreadsheet
/// programs do.
pub(super) fn shared_texts(package: &Package, texts: &mut TextPool) -> Option<Vec<TextId>> {
    let Some(part) = package.part(PART) else { return Some(Vec::new()) };
    let text = std::str::from_utf8(part).ok().filter(|text| declared_utf8(text))?;
    // Only the declaration stands before the first element.
    let start = text.find("<sst").filter(|start| text.get(1..*start).is_none_or(|head| !head.contains('<')))?;
    let mut scan = Scan::new(text, start + "<sst".len());
    let mut list = Vec::new();
    if scan.attributes(|_, _| Some(()))? == TagEnd::Open {
        while !scan.eat("</sst>") {
            list.push(texts.intern(&item(&mut scan)?));
        }
    }
    Some(list)
}

/// Where the reader looks for them in a workbook at the usual place.
const PART: &str = "xl/sharedstrings.xml";

/// One text: plain, or in runs of several looks.
fn item<'a>(scan: &mut Scan<'a>) -> Option<Cow<'a, str>> {
    scan.literal("<si")?;
    if scan.bare()? == TagEnd::Empty {
        return Some(Cow::Borrowed(""));
    }
    let mut text: Option<Cow<'a, str>> = None;
    while !scan.eat("</si>") {
        if scan.eat("<phoneticPr") {
            (scan.attributes(|_, _| Some(()))? == TagEnd::Empty).then_some(())?;
            continue;
        }
        let piece = if scan.eat("<r>") {
            run(scan)?
        } else {
            scan.literal("<t")?;
            t_element(scan)?
        };
        text = Some(match text {
            None => piece,
            Some(before) => Cow::Owned(format!("{before}{piece}")),
        });
    }
    Some(text.unwrap_or_default())
}

/// A run whose tag was passed: its look, and its text.
fn run<'a>(scan: &mut Scan<'a>) -> Option<Cow<'a, str>> {
    if scan.eat("<rPr>") {
        while !scan.eat("</rPr>") {
            // Properties have attributes only; closing tags and texts are no such thing.
            scan.literal("<")?;
            scan.name()?;
            (scan.attributes(|_, _| Some(()))? == TagEnd::Empty).then_some(())?;
        }
    }
    scan.literal("<t")?;
    let text = t_element(scan)?;
    scan.literal("</r>")?;
    Some(text)
}

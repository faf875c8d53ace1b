//! What the workbook reader does not tell, taken from the parts themselves: merged regions, hidden rows,
//! whether there are formulas, and the addresses of error values it does not know.
use super::limits::{COLUMNS_MAX, FORMATS_MAX, ROWS_MAX, SHEETS_MAX, STRINGS_MAX};
use super::package::Package;
use super::sheet::{Facts, Region};
use crate::messages::IntakeMessage;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// Paths of the sheets' parts, in the workbook's order.
pub(super) fn sheet_paths(package: &Package) -> Option<Vec<String>> {
    let office = |kind: &str| kind.ends_with("/officeDocument");
    let roots = relations(package.part("_rels/.rels")?)?;
    let book = roots.iter().rfind(|r| office(&r.kind))?.target.trim_start_matches('/').to_string();
    let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let targets = relations(package.part(&format!("{folder}_rels/{file}.rels"))?)?;
    let mut paths = Vec::new();
    each_element(package.part(&book)?, |element| {
        if element.local_name().as_ref() == "sheet" {
            let id = attribute(element, "id")?;
            let target = &targets.iter().find(|r| r.id == id)?.target;
            paths.push(target.strip_prefix('/').map_or(format!("{folder}{target}"), str::to_string));
        }
        Some(())
    })?;
    Some(paths)
}

/// A relation of a part to another.
pub(super) struct Relation {
    /// Its name in the part.
    pub id: String,
    /// What the other part is.
    pub kind: String,
    /// Path of the other part.
    pub target: String,
}

pub(super) fn relations(part: &[u8]) -> Option<Vec<Relation>> {
    let mut list = Vec::new();
    each_element(part, |element| {
        if element.local_name().as_ref() == "Relationship" {
            let get = |name: &str| attribute(element, name).unwrap_or_default();
            list.push(Relation { id: get("Id"), kind: get("Type"), target: get("Target") });
        }
        Some(())
    })?;
    Some(list)
}

/// Counts that the reader sets memory aside for, before it reads what they count.
pub(super) fn check_counts(package: &Package) -> Result<(), IntakeMessage> {
    for part in package.parts_named("sharedstrings.xml") {
        let declared = declared_strings(part).unwrap_or(0);
        let counted = count(part, "<si", STRINGS_MAX) + count(part, ":si>", STRINGS_MAX) / 2;
        most(declared.max(counted), STRINGS_MAX)?;
        // A text takes at least the three letters `<si`.
        if declared > part.len() / 3 {
            return Err(IntakeMessage::Damaged {});
        }
    }
    for part in package.parts_named("styles.xml") {
        // A format is listed in up to three places: named styles, cells, differences.
        let counted = ["xf ", "xf/>", "xf>"].iter().map(|tag| count(part, tag, FORMATS_MAX)).sum();
        most(counted, 4 * FORMATS_MAX)?;
    }
    for part in package.parts_named("workbook.xml") {
        most(count(part, "sheet ", SHEETS_MAX), SHEETS_MAX)?;
    }
    Ok(())
}

fn most(count: usize, most: usize) -> Result<(), IntakeMessage> {
    if count > most { Err(IntakeMessage::TooManyItems { count, most }) } else { Ok(()) }
}

/// How often a word stands in a part; not counted where the part is too short to hold more than `most`.
fn count(part: &[u8], word: &str, most: usize) -> usize {
    if part.len() <= most.saturating_mul(word.len()) {
        return 0;
    }
    String::from_utf8_lossy(part).matches(word).count()
}

fn declared_strings(part: &[u8]) -> Option<usize> {
    let mut declared = None;
    each_element(part, |element| {
        declared = attribute(element, "uniqueCount").and_then(|text| text.parse().ok());
        // The first element is all that is needed.
        None
    });
    declared
}

/// Whether formulas are computed only when asked.
pub(super) fn manual(package: &Package) -> bool {
    let mut manual = false;
    for part in package.parts_named("workbook.xml") {
        each_element(part, |element| {
            manual |= element.local_name().as_ref() == "calcPr"
                && attribute(element, "calcMode").as_deref() == Some("manual");
            Some(())
        });
    }
    manual
}

/// Looks through a sheet's part.
pub(super) fn facts(text: &str) -> Facts {
    let data_end = text.rfind("sheetData>").or_else(|| text.rfind("sheetData/>")).unwrap_or(0);
    let (data, tail) = text.split_at(data_end);
    let formulas =
        ["<f>", "<f ", ":f>", ":f "].iter().any(|tag| memmem::find(data.as_bytes(), tag.as_bytes()).is_some());
    let start = data.find("<sheetData").or_else(|| data.find(":sheetData")).unwrap_or(0);
    let hidden_columns = hidden_columns(&data.as_bytes()[..start]);
    let (hidden_rows, merges) = (hidden_rows(data), merges(tail.as_bytes()));
    Facts { formulas, hidden_rows, hidden_columns, merges, ..Facts::default() }
}

/// Columns are described once each; a file that goes on describing them is not followed.
pub(super) fn room(columns: &[u16]) -> bool {
    columns.len() < COLUMNS_MAX as usize
}

/// Columns are described before the cells.
fn hidden_columns(head: &[u8]) -> Vec<u16> {
    let mut columns = Vec::new();
    let _ = each_element(head, |element| {
        let hidden = attribute(element, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
        if hidden && element.local_name().as_ref() == "col" {
            let number =
                |name: &str| attribute(element, name)?.parse::<u32>().ok().filter(|n| (1..=COLUMNS_MAX).contains(n));
            if let (Some(first), Some(last), true) = (number("min"), number("max"), room(&columns)) {
                columns.extend((first..=last).map(|column| (column - 1) as u16));
            }
        }
        Some(())
    });
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// Rows are opened by tags of which nearly none says `hidden`, so the tags around that word are looked at.
fn hidden_rows(data: &str) -> Vec<u32> {
    let mut rows = Vec::new();
    if memmem::find(data.as_bytes(), b" hidden=").is_none() {
        return rows;
    }
    for (at, _) in data.match_indices(" hidden=\"") {
        let Some(open) = data[..at].rfind('<') else { continue };
        let tag = data[open..].split('>').next().unwrap_or_default();
        let yes = ["hidden=\"1\"", "hidden=\"true\""].iter().any(|word| tag.contains(word));
        let name = tag[1..].split([' ', '\t', '\n']).next().unwrap_or_default();
        let number = tag.split(" r=\"").nth(1).and_then(|rest| rest.split('"').next());
        if let (true, true, Some(number)) = (yes, name.ends_with("row"), number)
            && let Ok(number @ 1..) = number.parse::<u32>()
        {
            rows.push(number - 1);
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn merges(tail: &[u8]) -> Vec<Region> {
    // The tail begins inside the end tag of the data: the first tag that opens is where XML starts again.
    let start = tail.iter().position(|b| *b == b'>').map_or(0, |at| at + 1);
    let mut regions = Vec::new();
    // End tags without a start make the reader stop; what was found until then counts.
    let _ = each_element(&tail[start..], |element| {
        if element.local_name().as_ref() == "mergeCell" {
            regions.extend(attribute(element, "ref").as_deref().and_then(region));
        }
        Some(())
    });
    regions
}

/// `A1:C2`.
pub(super) fn region(text: &str) -> Option<Region> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (address(first)?, address(last)?);
    (top <= bottom && left <= right).then_some(Region { top, left, bottom, right })
}

/// `F45` as row and column counted from 0.
pub(super) fn address(text: &str) -> Option<(u32, u16)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = text.split_at(digits);
    let row = number.parse::<u32>().ok().filter(|row| (1..=ROWS_MAX).contains(row))?;
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A').filter(|digit| *digit < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(digit) + 1)?;
    }
    (1..=COLUMNS_MAX).contains(&column).then(|| (row - 1, (column - 1) as u16))
}

/// Addresses and texts of all error values: the reader stops at those it does not know without saying where.
pub(super) fn error_values(part: &[u8]) -> Vec<(u32, u16, String)> {
    let mut list = Vec::new();
    let mut cell = None;
    let mut reader = reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "c" => {
                let error = attribute(&element, "t").as_deref() == Some("e");
                cell = attribute(&element, "r").filter(|_| error).as_deref().and_then(address);
            }
            Ok(Event::Text(text)) => {
                let value = text.xml10_content();
                if let (Some((row, column)), true) = (cell, value.starts_with('#')) {
                    list.push((row, column, value.into_owned()));
                }
            }
            Ok(Event::End(element)) if element.local_name().as_ref() == "c" => cell = None,
            Ok(Event::Eof) | Err(_) => return list,
            _ => {}
        }
        buffer.clear();
    }
}

pub(super) fn reader(part: &[u8]) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader.config_mut().expand_empty_elements = true;
    reader
}

/// Calls for each element that opens, until the call says none or the part ends.
pub(super) fn each_element(part: &[u8], mut each: impl FnMut(&BytesStart) -> Option<()>) -> Option<()> {
    let mut reader = reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) => each(&element)?,
            Event::Eof => return Some(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    // Of an attribute that is there twice the first one counts, so the check for that may be spared.
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

//! A sheet's part: its cells, its rows, and everything else that it says.
use super::element::{Element, Step, Walk};
use std::collections::BTreeMap;

/// A cell as the part writes it, with its text looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub value: String,
    pub kind: &'static str,
    pub formula: String,
    pub style: usize,
}

/// A row's own settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub hidden: bool,
    pub style: usize,
    pub others: String,
}

/// A sheet's part.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub cells: BTreeMap<(u32, u16), Cell>,
    pub rows: BTreeMap<u32, Row>,
    /// Other elements by name; several of one name one after another.
    pub settings: BTreeMap<String, String>,
}

impl Cells {
    /// Reads a sheet's part; says why it cannot be read.
    pub(super) fn read(part: &[u8], texts: &[String]) -> Result<Cells, String> {
        let mut walk = Walk::new(part)?;
        let mut sheet = Cells::default();
        // The root.
        while !matches!(walk.next()?, Step::Open(_)) {}
        loop {
            match walk.next()? {
                Step::Open(data) if data.name == "sheetData" => sheet.data(&mut walk, texts)?,
                Step::Open(mut element) => {
                    walk.inside(&mut element)?;
                    sheet.settings.entry(element.name.clone()).or_default().push_str(&element.shown());
                }
                Step::Close | Step::End => return Ok(sheet),
                Step::Text(_) => {}
            }
        }
    }

    fn data(&mut self, walk: &mut Walk<'_>, texts: &[String]) -> Result<(), String> {
        let (mut row, mut next_row, mut next_column, mut inside) = (0, 0, 0, false);
        loop {
            match walk.next()? {
                Step::Open(element) if element.name == "row" && !inside => {
                    row = element.attribute("r").parse::<u32>().map_or(next_row, |number| number.saturating_sub(1));
                    (next_row, next_column, inside) = (row.saturating_add(1), 0, true);
                    self.rows.insert(row, settings(element));
                }
                Step::Open(mut element) if element.name == "c" => {
                    walk.inside(&mut element)?;
                    let place = address(element.attribute("r")).unwrap_or((row, next_column));
                    next_column = place.1.saturating_add(1);
                    self.cells.insert(place, cell(&element, texts));
                }
                Step::Open(mut other) => {
                    walk.inside(&mut other)?;
                    self.settings.entry(other.name.clone()).or_default().push_str(&other.shown());
                }
                Step::Close if inside => inside = false,
                Step::Close => return Ok(()),
                Step::End => return Err("XML".to_string()),
                Step::Text(_) => {}
            }
        }
    }
}

/// What a row says of itself; how many cells it spans is only a hint for readers.
fn settings(mut row: Element) -> Row {
    let hidden = matches!(row.attribute("hidden"), "1" | "true");
    let style = row.attribute("s").parse().unwrap_or(0);
    for name in ["r", "spans", "hidden", "s"] {
        row.attributes.remove(name);
    }
    Row { hidden, style, others: row.shown() }
}

fn cell(element: &Element, texts: &[String]) -> Cell {
    let written = element.child("v").map_or("", |value| value.text.as_str());
    let (kind, value) = match element.attribute("t") {
        "s" => {
            let text = written.trim().parse().ok().and_then(|index: usize| texts.get(index));
            ("text", text.cloned().unwrap_or_else(|| format!("[{written}]")))
        }
        "inlineStr" => ("text", element.child("is").map(text).unwrap_or_default()),
        "str" => ("text", written.to_string()),
        "b" => ("flag", written.to_string()),
        "e" => ("error", written.to_string()),
        "d" => ("date", written.to_string()),
        _ if written.is_empty() => ("", String::new()),
        _ => ("number", written.to_string()),
    };
    let formula = element.child("f").map(formula).unwrap_or_default();
    Cell { value, kind, formula, style: element.attribute("s").parse().unwrap_or(0) }
}

/// A plain formula as it is; of an array or a shared one also how far it goes.
fn formula(element: &Element) -> String {
    if element.attributes.is_empty() { element.text.clone() } else { element.shown() }
}

/// A text; one in several looks is spelled out, so that none of them is overlooked.
pub(super) fn text(element: &Element) -> String {
    let plain = element.children.iter().all(|child| child.name == "t");
    if plain { element.all_text() } else { element.shown() }
}

/// Row and column of an address such as `C12`, counted from 0.
pub(super) fn address(text: &str) -> Option<(u32, u16)> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, digits) = text.split_at(letters);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0_u16, |sum, letter| sum * 26 + u16::from(letter - b'A') + 1);
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

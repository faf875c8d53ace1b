//! The cells of an xlsx sheet, taken straight from its part where it is written as spreadsheet programs write it.
//!
//! The XML reader makes five events of a cell, and each is copied and looked at again. Here a cell is looked at once.
//! What is given is what calamine gives for the same bytes; where that is not certain, nothing is given, and calamine
//! reads the sheet.
use super::kind::Format;
use super::sheet::Raw;
use super::workbook::Cells;
use super::xlsx_looks::Look;
use super::xlsx_parts::{address, each_element, region};
use super::xml_scan::{Scan, TagEnd, declared_utf8, plain_text, t_element};
use crate::dataset::{TextId, TextPool};
use crate::messages::IntakeMessage;
use calamine::CellErrorType;

/// What a workbook says of all its sheets.
pub(super) struct Book<'a> {
    /// The shared texts; none where they are not plain.
    pub shared: Option<&'a [TextId]>,
    /// The look of each cell format.
    pub looks: &'a [Look],
    /// Days that the file's dates lie behind ours.
    pub shift: f64,
    /// The sheet has formulas.
    pub formulas: bool,
}

/// Longest number that is read here; the longest that a program writes has 24 characters.
const NUMBER_CHARS: usize = 32;
/// Digits of a number of a text, a format or a group of formulas.
const INDEX_DIGITS: usize = 8;

/// The filled cells of a part, at most so many. None where the reader has to look.
pub(super) fn read(part: &str, left: usize, book: &Book, texts: &mut TextPool) -> Option<Result<Cells, IntakeMessage>> {
    let start = part.find("<sheetData").filter(|start| declared_utf8(part) && sound_head(&part[..*start]))?;
    let mut sheet = Rows { scan: Scan::new(part, start + "<sheetData".len()), book, texts, last: None };
    let mut cells = Cells::new(Format::Xlsx, left);
    if sheet.scan.bare()? == TagEnd::Empty {
        return Some(Ok(cells));
    }
    while !sheet.scan.eat("</sheetData>") {
        if let Err(message) = sheet.row(&mut cells)? {
            return Some(Err(message));
        }
    }
    Some(Ok(cells))
}

/// What stands before the cells is whole elements, none of which holds cells.
fn sound_head(head: &str) -> bool {
    each_element(head.as_bytes(), |element| (element.local_name().as_ref() != "sheetData").then_some(())).is_some()
}

/// The rows from where the scan stands.
struct Rows<'a> {
    scan: Scan<'a>,
    book: &'a Book<'a>,
    texts: &'a mut TextPool,
    last: Option<(u32, u16)>,
}

/// What a cell's tag says.
#[derive(Default)]
struct Tag<'a> {
    place: Option<&'a str>,
    style: Option<usize>,
    kind: Option<&'a str>,
}

impl<'a> Rows<'a> {
    fn row(&mut self, cells: &mut Cells) -> Option<Result<(), IntakeMessage>> {
        self.scan.literal("<row")?;
        let mut numbered = false;
        let end = self.scan.attributes(|name, value| {
            if name != "r" {
                return Some(());
            }
            let twice = std::mem::replace(&mut numbered, true);
            (!twice && index(value)? > 0).then_some(())
        })?;
        if end == TagEnd::Empty {
            return Some(Ok(()));
        }
        while !self.scan.eat("</row>") {
            let (place, raw) = self.cell()?;
            // A cell that is there twice, or before another, is the reader's.
            let after = self.last.is_none_or(|last| last < place);
            self.last = after.then_some(place);
            after.then_some(())?;
            if let Err(message) = cells.add((place.0, u32::from(place.1)), raw) {
                return Some(Err(message));
            }
        }
        Some(Ok(()))
    }

    fn cell(&mut self) -> Option<((u32, u16), Option<Raw>)> {
        self.scan.literal("<c")?;
        let mut tag = Tag::default();
        let end = self.scan.attributes(|name, value| {
            let twice = match name {
                "r" => tag.place.replace(value).is_some(),
                "s" => tag.style.replace(index(value)?).is_some(),
                "t" => tag.kind.replace(value).is_some(),
                _ => false,
            };
            (!twice).then_some(())
        })?;
        let place = address(tag.place?)?;
        let raw = if end == TagEnd::Empty { None } else { self.content(&tag)? };
        Some((place, raw))
    }

    /// What stands in a cell, to its closing tag.
    fn content(&mut self, tag: &Tag<'a>) -> Option<Option<Raw>> {
        let formula = self.scan.eat("<f");
        if formula {
            self.book.formulas.then_some(())?;
            self.formula()?;
        }
        let raw = if self.scan.eat("<v") {
            let mut text = "";
            if self.scan.bare()? == TagEnd::Open {
                text = self.scan.text()?;
                self.scan.literal("</v>")?;
            }
            self.value(text, tag)?
        } else if !formula && self.scan.eat("<is><t") {
            (tag.kind == Some("inlineStr")).then_some(())?;
            let text = t_element(&mut self.scan)?;
            self.scan.literal("</is>")?;
            Some(Raw::Text(self.texts.intern(&text)))
        } else {
            None
        };
        self.scan.literal("</c>")?;
        Some(if formula { raw.or(Some(Raw::Uncomputed)) } else { raw })
    }

    /// A formula whose name was passed: only that it is there counts, if the reader would not stumble over it.
    fn formula(&mut self) -> Option<()> {
        let (mut kind, mut group) = (None, None);
        let end = self.scan.attributes(|name, value| {
            let twice = match name {
                "t" => kind.replace(value).is_some(),
                "si" => group.replace(index(value)?).is_some(),
                "ref" => region(value).is_none(),
                _ => false,
            };
            (!twice).then_some(())
        })?;
        (kind != Some("shared") || group.is_some()).then_some(())?;
        if end == TagEnd::Open {
            plain_text(self.scan.text()?)?;
            self.scan.literal("</f>")?;
        }
        Some(())
    }

    fn value(&mut self, text: &'a str, tag: &Tag<'a>) -> Option<Option<Raw>> {
        Some(match tag.kind {
            Some("str") => Some(Raw::Text(self.texts.intern(&plain_text(text)?))),
            Some("s" | "n") | None if text.is_empty() => None,
            Some("s") => Some(Raw::Text(*self.book.shared?.get(index(text)?)?)),
            Some("n") | None => Some(self.number(number(text)?, tag.style)?),
            Some("b") => Some(Raw::Flag(match text {
                "0" => false,
                "1" => true,
                _ => return None,
            })),
            Some("e") => Some(Raw::Error(self.texts.intern(&text.parse::<CellErrorType>().ok()?.to_string()))),
            Some(_) => return None,
        })
    }

    fn number(&self, value: f64, style: Option<usize>) -> Option<Raw> {
        let look = match style {
            Some(style) => *self.book.looks.get(style)?,
            // A cell without a format is a number, though the first format may be something else.
            None if matches!(self.book.looks.first(), None | Some(Look::Number)) => Look::Number,
            None => return None,
        };
        match look {
            Look::Number => Some(Raw::Number(value)),
            // The reader of formulas tells nothing of the first format.
            Look::Percent if style == Some(0) => None,
            Look::Percent => Some(Raw::Percent(value)),
            Look::Date => Some(Raw::Date(value + self.book.shift)),
            Look::Unclear => None,
        }
    }
}

/// A whole number, as the file counts with.
fn index(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.len() <= INDEX_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A number as programs write it: digits first, no blanks, no words.
fn number(text: &str) -> Option<f64> {
    let bytes = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let digit_after = |at: usize| bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let sound = |(at, byte): (usize, &u8)| match byte {
        b'0'..=b'9' => true,
        b'.' => at > 0 && digit_after(at),
        b'E' | b'e' => at > 0,
        b'+' | b'-' => at > 0 && matches!(bytes[at - 1], b'E' | b'e') && digit_after(at),
        _ => false,
    };
    let sound = bytes.len() <= NUMBER_CHARS && bytes.iter().enumerate().all(sound);
    sound.then(|| text.parse().ok()).flatten().filter(|value: &f64| value.is_finite())
}

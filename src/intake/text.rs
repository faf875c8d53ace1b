//! Lines of fields: csv, or text with tabs, as Excel, WPS and databases write it, in the encodings of Chinese offices.
use super::kind::Format;
use super::limits::{CELLS_MAX, ROWS_MAX};
use super::sheet::{Raw, Sheet};
use super::workbook::{Cells, Content, SheetHead, Visibility};
use crate::dataset::TextPool;
use crate::messages::IntakeMessage;
use encoding_rs::{Encoding, GB18030, UTF_8};

/// The whole text, as one sheet without a name.
pub(super) struct Source {
    text: String,
    separator: char,
}

/// Answers to the question in which encoding a text is.
pub(super) const ENCODINGS: [&str; 2] = ["UTF-8", "GB18030"];
/// What may stand between fields, in the order tried.
const SEPARATORS: [char; 5] = ['\t', ',', ';', '，', '|'];
/// Lines that are looked at to find the separator.
const LINES_TRIED: usize = 50;
/// Stands for a separator that is not one byte; no text holds it, since control characters are refused.
const STAND_IN: char = '\u{1f}';

impl Source {
    /// Decodes a file's bytes and finds what separates the fields.
    pub(super) fn open(bytes: &[u8], encoding: Option<&str>) -> Result<Source, IntakeMessage> {
        // Every end of a line becomes the same, so that rows can be counted by it.
        let text = decode(bytes, encoding)?.replace("\r\n", "\n").replace('\r', "\n");
        if let Some(at) = text.find('\0') {
            return Err(IntakeMessage::NulInText { line: line_of(&text, at) });
        }
        let separator = separator(&text);
        check_quotes(&text, separator)?;
        Ok(Source { text, separator })
    }
}

impl super::workbook::Source for Source {
    fn heads(&self) -> Vec<SheetHead> {
        vec![SheetHead { name: String::new(), visibility: Visibility::Shown, content: Content::Cells }]
    }

    fn sheet(&mut self, _: usize, left: usize, texts: &mut TextPool) -> Result<Sheet, IntakeMessage> {
        let mut list = Cells::new(Format::Text, left);
        let mut widths: Vec<(u64, usize)> = Vec::new();
        let swapped = (!self.separator.is_ascii()).then(|| stand_in(&self.text, self.separator));
        let delimiter = if swapped.is_some() { STAND_IN as u8 } else { self.separator as u8 };
        let text = swapped.as_deref().unwrap_or(&self.text);
        let mut lines = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let (mut row, mut counted) = (0, 0);
        while lines.read_record(&mut record).map_err(|_| IntakeMessage::Damaged {})? {
            // The reader passes blank lines over and does not count them.
            let start = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
            let blank = text[start..].len() - text[start..].trim_start_matches('\n').len();
            row += text[counted..start + blank].matches('\n').count();
            counted = start + blank;
            for (column, field) in record.iter().enumerate() {
                let raw = value(field).map(|field| Raw::Text(texts.intern(field)));
                list.add((u32::try_from(row).unwrap_or(ROWS_MAX), column as u32), raw)?;
            }
            widths.push((row as u64 + 1, record.len()));
            if widths.len() > CELLS_MAX {
                return Err(IntakeMessage::TooManyCells { most: CELLS_MAX });
            }
        }
        check_widths(&widths)?;
        Ok(Sheet::new("", list.list))
    }
}

/// Decodes strictly: no character is ever replaced by a question mark.
fn decode(bytes: &[u8], decided: Option<&str>) -> Result<String, IntakeMessage> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = &bytes[length..];
        return strict(encoding, rest).ok_or_else(|| bad_byte(encoding, rest));
    }
    if let Some(decided) = decided.and_then(|name| Encoding::for_label(name.as_bytes())) {
        return strict(decided, bytes).ok_or_else(|| bad_byte(decided, bytes));
    }
    match (strict(UTF_8, bytes), strict(GB18030, bytes)) {
        // 一些 in GBK happens to be UTF-8 too: only sequences of two bytes, which no Chinese character has there.
        (Some(text), Some(other)) if text != other && text.chars().all(|c| u32::from(c) < 0x800) => {
            let excerpt = |text: &str| text.chars().filter(|c| !c.is_ascii()).take(8).collect::<String>();
            Err(IntakeMessage::EncodingUnclear { one: excerpt(&text), other: excerpt(&other) })
        }
        (Some(text), _) | (None, Some(text)) => Ok(text),
        (None, None) => Err(bad_byte(GB18030, bytes)),
    }
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// Where the first byte stands that the encoding does not have: line and byte of the line, both from 1.
fn bad_byte(encoding: &'static Encoding, bytes: &[u8]) -> IntakeMessage {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() * 3 + 16);
    let (_, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let before = &bytes[..read.min(bytes.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    IntakeMessage::BadByte { encoding: encoding.name().to_string(), line, byte: read - start }
}

/// A quotation mark opens a field at its start and closes it before a separator or the line's end; one that stands
/// anywhere else inside a quoted field shows that the field was never closed where it should have been.
fn check_quotes(text: &str, separator: char) -> Result<(), IntakeMessage> {
    let mut quoted: Option<usize> = None;
    let mut before = '\n';
    let mut line = 1;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match quoted {
            Some(opened) if c == '"' => match next {
                Some('"') => drop(chars.next()),
                None | Some('\n') => quoted = None,
                Some(next) if next == separator => quoted = None,
                Some(_) => return Err(IntakeMessage::QuoteOpen { line: opened }),
            },
            None if c == '"' && (before == '\n' || before == separator) => quoted = Some(line),
            _ => {}
        }
        line += usize::from(c == '\n');
        before = c;
    }
    quoted.map_or(Ok(()), |opened| Err(IntakeMessage::QuoteOpen { line: opened }))
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The separator that most lines agree on in number.
fn separator(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LINES_TRIED).collect();
    let agreed = |separator: char| {
        let mut counts: Vec<usize> =
            lines.iter().map(|line| outside_quotes(line, separator)).filter(|n| *n > 0).collect();
        counts.sort_unstable();
        counts.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0)
    };
    let best = SEPARATORS.iter().rev().copied().max_by_key(|separator| agreed(*separator));
    best.unwrap_or(',')
}

fn outside_quotes(line: &str, wanted: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|c| {
            quoted ^= *c == '"';
            *c == wanted && !quoted
        })
        .count()
}

fn stand_in(text: &str, separator: char) -> String {
    let mut quoted = false;
    text.chars()
        .map(|c| {
            quoted ^= c == '"';
            if c == separator && !quoted { STAND_IN } else { c }
        })
        .collect()
}

/// A field as its cell: `="0123"` and `'0123` are how programs keep digits from becoming a number.
fn value(field: &str) -> Option<&str> {
    let kept = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let marked = field.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let text = kept.or(marked).unwrap_or(field);
    (!text.trim().is_empty()).then_some(text)
}

/// A line with one field more or less than the others has lost or gained a separator, and its values would stand
/// in the wrong columns. Titles and signatures have only a few fields.
fn check_widths(widths: &[(u64, usize)]) -> Result<(), IntakeMessage> {
    let mut sorted: Vec<usize> = widths.iter().map(|(_, width)| *width).filter(|width| *width > 1).collect();
    sorted.sort_unstable();
    let usual = sorted.chunk_by(|a, b| a == b).max_by_key(|run| run.len()).map_or(0, |run| run[0]);
    match widths.iter().find(|(_, width)| *width != usual && *width * 2 > usual && *width > 1) {
        Some((line, width)) => Err(IntakeMessage::Ragged { line: *line, fields: *width, usual }),
        None => Ok(()),
    }
}

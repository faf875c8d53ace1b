//! The content of an OpenDocument workbook, walked before its reader: what repeated rows and cells would take, and
//! what the reader does not tell (ODF 1.2 part 1, 9.1).
use super::limits::{COLUMNS_MAX, DENSE_CELLS_MAX, ROWS_MAX, SHEETS_MAX};
use super::sheet::{Facts, Region};
use super::xlsx_parts::{attribute, each_element, reader};
use crate::messages::IntakeMessage;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// Most blanks that one element may stand for.
const BLANKS_MAX: u32 = 32_767;

/// Whether a part of the package is encrypted.
pub(super) fn encrypted(manifest: &[u8]) -> bool {
    let mut found = false;
    let _ = each_element(manifest, |element| {
        found |= element.local_name().as_ref() == "encryption-data";
        (!found).then_some(())
    });
    found
}

/// The facts of each sheet, in order.
pub(super) fn facts(content: &[u8]) -> Result<Vec<Facts>, IntakeMessage> {
    let mut walk = Walk { left: DENSE_CELLS_MAX, ..Walk::default() };
    let mut reader = reader(content);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| IntakeMessage::Damaged {})? {
            Event::Start(element) | Event::Empty(element) => walk.open(&element)?,
            Event::End(element) => walk.close(element.name().as_ref())?,
            // The reader looks for the ends of these for ever.
            Event::Eof if walk.inside || walk.annotations != 0 => return Err(IntakeMessage::Damaged {}),
            Event::Eof => return Ok(walk.sheets),
            _ => {}
        }
        buffer.clear();
    }
}

/// Where the walk is.
#[derive(Default)]
struct Walk {
    sheets: Vec<Facts>,
    /// Inside a sheet.
    inside: bool,
    row: u32,
    rows: u32,
    column: u32,
    /// Columns declared so far.
    declared: u32,
    /// A cell of this row is filled; and the last one.
    filled: Option<u32>,
    /// First and last filled row, widest filled column.
    bounds: Option<(u32, u32, u32)>,
    left: usize,
    /// Notes that are open.
    annotations: i64,
}

impl Walk {
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), IntakeMessage> {
        match element.name().as_ref() {
            "office:annotation" => self.annotations += 1,
            "text:s" if repeated(element, "c") > BLANKS_MAX => {
                let count = repeated(element, "c") as usize;
                return Err(IntakeMessage::TooManyItems { count, most: BLANKS_MAX as usize });
            }
            "table:table" => {
                if self.sheets.len() == SHEETS_MAX {
                    return Err(IntakeMessage::TooManyItems { count: SHEETS_MAX + 1, most: SHEETS_MAX });
                }
                self.sheets.push(Facts::default());
                (self.inside, self.row, self.declared, self.bounds) = (true, 0, 0, None);
            }
            "table:table-column" if self.inside => self.declare(element),
            "table:table-row" if self.inside => {
                self.rows = repeated(element, "number-rows-repeated");
                (self.column, self.filled) = (0, None);
                if hidden(element) && self.row < ROWS_MAX {
                    let end = self.row.saturating_add(self.rows).min(ROWS_MAX);
                    // Hidden rows after the last filled one are of no account, and may be a million.
                    let end = end.min(self.row.saturating_add(super::limits::GAP_MAX));
                    if let Some(facts) = self.sheets.last_mut() {
                        facts.hidden_rows.extend(self.row..end);
                    }
                }
            }
            "table:table-cell" | "table:covered-table-cell" if self.inside => self.cell(element)?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), IntakeMessage> {
        match name {
            "table:table-row" if self.inside => {
                let end = self.row.saturating_add(self.rows);
                if let Some(column) = self.filled {
                    if end > ROWS_MAX {
                        return Err(IntakeMessage::OutsideGrid { rows: ROWS_MAX, columns: COLUMNS_MAX });
                    }
                    let (top, _, right) = self.bounds.unwrap_or((self.row, end, column));
                    self.bounds = Some((top, end, right.max(column)));
                    self.afford()?;
                }
                self.row = end;
            }
            "office:annotation" => self.annotations -= 1,
            "table:table" if self.inside => {
                if let Some(facts) = self.sheets.last_mut() {
                    facts.percents.sort_unstable();
                }
                let cost = self.cost();
                self.left = self.left.saturating_sub(cost);
                self.inside = false;
            }
            _ => {}
        }
        Ok(())
    }

    fn declare(&mut self, element: &BytesStart<'_>) {
        let columns = repeated(element, "number-columns-repeated");
        let end = self.declared.saturating_add(columns).min(COLUMNS_MAX);
        if let (true, Some(facts)) = (hidden(element), self.sheets.last_mut()) {
            facts.hidden_columns.extend((self.declared..end).map(|column| column as u16));
        }
        self.declared = end;
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), IntakeMessage> {
        let tag = CellTag::of(element);
        let (first, end) = (self.column, self.column.saturating_add(tag.columns));
        self.column = end;
        if !tag.stored && !tag.formula {
            return Ok(());
        }
        if end > COLUMNS_MAX {
            return Err(IntakeMessage::OutsideGrid { rows: ROWS_MAX, columns: COLUMNS_MAX });
        }
        self.filled = Some(end - 1);
        let Some(facts) = self.sheets.last_mut() else { return Ok(()) };
        let (down, right) = tag.spanned;
        if down > 1 || right > 1 {
            let (bottom, right) = (self.row.saturating_add(down - 1), first.saturating_add(right - 1));
            if bottom < ROWS_MAX && right < COLUMNS_MAX {
                facts.merges.push(Region { top: self.row, left: first as u16, bottom, right: right as u16 });
            }
        }
        if tag.percent {
            let cells = self.rows as usize * tag.columns as usize;
            if cells > DENSE_CELLS_MAX - facts.percents.len().min(DENSE_CELLS_MAX) {
                return Err(IntakeMessage::TooManyCells { most: DENSE_CELLS_MAX });
            }
            let rows = self.row..self.row + self.rows;
            facts.percents.extend(rows.flat_map(|row| (first..end).map(move |column| (row, column as u16))));
        }
        if !tag.stored {
            // A formula whose result was never stored; where it is repeated, the first one tells of all.
            facts.uncomputed.push((self.row, first as u16));
        }
        Ok(())
    }

    /// The reader makes a full table of the rows from the first to the last filled one.
    fn cost(&self) -> usize {
        self.bounds.map_or(0, |(top, end, right)| (end - top) as usize * (right as usize + 1))
    }

    fn afford(&self) -> Result<(), IntakeMessage> {
        if self.cost() > self.left { Err(IntakeMessage::TooManyCells { most: DENSE_CELLS_MAX }) } else { Ok(()) }
    }
}

/// What the tag of a cell says.
struct CellTag {
    columns: u32,
    /// Rows and columns that it spans.
    spanned: (u32, u32),
    /// A value of some type is stored.
    stored: bool,
    percent: bool,
    formula: bool,
}

impl CellTag {
    /// All in one pass: an attribute that is there twice counts the first time.
    fn of(element: &BytesStart<'_>) -> CellTag {
        let (mut columns, mut rows, mut right, mut formula, mut kind) = (None, None, None, None, None);
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = || attribute.normalized_value(XmlVersion::Implicit1_0).ok();
            let number = || value().and_then(|text| text.parse::<u32>().ok());
            match attribute.key.local_name().as_ref() {
                "number-columns-repeated" => columns = columns.or_else(|| Some(number())),
                "number-rows-spanned" => rows = rows.or_else(|| Some(number())),
                "number-columns-spanned" => right = right.or_else(|| Some(number())),
                "formula" => formula = formula.or_else(|| Some(value().is_some())),
                // Extensions repeat it under other prefixes, where nothing may be stored.
                "value-type" if attribute.key.as_ref() == "office:value-type" => {
                    kind = kind.or_else(|| Some(value().map(|kind| kind == "percentage")));
                }
                _ => {}
            }
        }
        let count = |number: Option<Option<u32>>| number.flatten().unwrap_or(1).max(1);
        CellTag {
            columns: count(columns),
            spanned: (count(rows), count(right)),
            stored: kind.flatten().is_some(),
            percent: kind.flatten() == Some(true),
            formula: formula == Some(true),
        }
    }
}

fn repeated(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

fn hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "visibility").is_some_and(|visibility| visibility != "visible")
}

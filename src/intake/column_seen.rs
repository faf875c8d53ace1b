//! What a column holds, by most of its cells, and the cells that hold something else.
use super::fold::{mask, revealed};
use super::glance::{Glance, Hint, glance, written};
use super::header::HeaderColumn;
use super::sheet::Raw;
use super::site::address;
use super::words::Seen;
use crate::dataset::{TextPool, column_letters};
use serde::Serialize;
use std::collections::BTreeMap;

/// Addresses that are listed for each kind of odd cells.
const LISTED: usize = 5;

/// What most cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Numbers.
    Number,
    /// Amounts of money.
    Money,
    /// Per cents.
    Percent,
    /// Dates.
    Date,
    /// Identity numbers.
    IdentityNumber,
    /// Codes.
    Code,
    /// Texts.
    Text,
    /// Only errors and the like.
    Unclear,
    /// Nothing.
    Empty,
}

/// Why a cell is odd in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// An error value.
    Error,
    /// A formula without a stored result.
    Uncomputed,
    /// A long number whose last digits are lost.
    DigitsLost,
    /// 缺考, 病假, a dash.
    Instead,
    /// A text among numbers, dates, codes or identity numbers.
    OtherText,
    /// A number that is stored as text.
    NumberAsText,
    /// A number with its unit behind it.
    WithUnit,
    /// A number among per cents, dates, identity numbers or texts.
    OtherNumber,
    /// A code typed as a number: leading zeros are lost.
    CodeAsNumber,
    /// A per cent among something else.
    OtherPercent,
    /// A per cent that is stored as text.
    PercentAsText,
    /// A date among something else.
    OtherDate,
    /// A date that is stored as text or as a bare number.
    DateAsText,
    /// A time span.
    Time,
    /// TRUE or FALSE.
    Flag,
    /// Not a sound identity number.
    IdentityWrong,
    /// Outer blanks, line breaks or invisible characters.
    Invisible,
    /// A blank inside.
    InnerBlank,
    /// A control character, or one that turns the writing direction.
    Forbidden,
    /// A character of a private area.
    Private,
}

/// Odd cells of one kind in a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Odd {
    /// Why they are odd.
    pub kind: Oddity,
    /// How many.
    pub count: usize,
    /// Addresses of the first of them.
    pub cells: Vec<String>,
    /// What the first one holds; long numbers are masked.
    pub example: String,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnSeen {
    /// Its letters.
    pub letters: String,
    /// Its header; nothing where it has none.
    pub header: String,
    /// Hidden from the user.
    pub hidden: bool,
    /// What most of its cells hold.
    #[serde(rename = "type")]
    pub kind: ColumnKind,
    /// How many of its data cells are filled.
    pub filled: usize,
    /// Its odd cells.
    pub odd: Vec<Odd>,
}

/// A cell of the column, looked at.
struct Cell {
    row: u32,
    raw: Raw,
    glance: Glance,
    /// Of a text: what was found when it was cleaned.
    seen: Option<Seen>,
}

/// The cells of a column as they are looked at.
pub(super) struct ColumnTally<'a> {
    column: u16,
    header: Option<&'a HeaderColumn>,
    hint: Hint,
    cells: Vec<Cell>,
}

impl<'a> ColumnTally<'a> {
    /// A column, with its header where it has one.
    pub(super) fn new(column: u16, header: Option<&'a HeaderColumn>) -> ColumnTally<'a> {
        ColumnTally { column, header, hint: header.map_or(Hint::None, Hint::of), cells: Vec::new() }
    }

    /// Adds a filled cell.
    pub(super) fn add(&mut self, row: u32, raw: Raw, seen: Option<Seen>, texts: &TextPool) {
        if seen.is_some_and(|seen| seen.text == TextPool::EMPTY) {
            return;
        }
        let unit = self.header.and_then(|header| header.unit.as_deref());
        self.cells.push(Cell { row, raw, glance: glance(raw, texts, self.hint, unit), seen });
    }

    /// What was seen. `only_texts`: the format has no other cells, so that a number is not odd for being one.
    pub(super) fn finish(self, only_texts: bool, hidden: bool, texts: &TextPool) -> ColumnSeen {
        let kind = self.kind(texts);
        let blanks = self.cells.iter().filter(|cell| cell.seen.is_some_and(|seen| seen.inner_blank)).count();
        let judge = Judge {
            kind,
            only_texts,
            blanks_usual: kind != ColumnKind::Text || blanks * 2 > self.cells.len(),
            codes_as_numbers: self.count(&[Glance::Number]) * 2 > self.cells.len(),
        };
        let mut odd: BTreeMap<Oddity, Odd> = BTreeMap::new();
        for cell in &self.cells {
            for kind in judge.odd(cell) {
                let fresh = || Odd { kind, count: 0, cells: Vec::new(), example: example(kind, cell.raw, texts) };
                let odd = odd.entry(kind).or_insert_with(fresh);
                odd.count += 1;
                if odd.cells.len() < LISTED {
                    odd.cells.push(address(cell.row, self.column));
                }
            }
        }
        ColumnSeen {
            letters: column_letters(self.column),
            header: self.header.map_or(String::new(), |header| mask(&header.text)),
            hidden,
            kind,
            filled: self.cells.len(),
            odd: odd.into_values().collect(),
        }
    }

    fn count(&self, glances: &[Glance]) -> usize {
        self.cells.iter().filter(|cell| glances.contains(&cell.glance)).count()
    }

    /// By most of the cells; of equal ones the first.
    fn kind(&self, texts: &TextPool) -> ColumnKind {
        use Glance::*;
        let digits_are_codes = self.digits_are_codes(texts);
        let mut numbers = self.count(&[Number, TextNumber, UnitNumber]);
        let mut codes = self.count(&[Code]);
        *(if digits_are_codes { &mut codes } else { &mut numbers }) += self.count(&[Digits]);
        if self.hint == Hint::Code && self.count(&[TextNumber, UnitNumber]) == 0 {
            codes += std::mem::take(&mut numbers);
        }
        let counts = [
            (ColumnKind::Number, numbers),
            (ColumnKind::Percent, self.count(&[Percent, TextPercent])),
            (ColumnKind::Date, self.count(&[Date, TextDate])),
            (ColumnKind::IdentityNumber, self.count(&[Identity, WrongIdentity, LostDigits])),
            (ColumnKind::Code, codes),
            (ColumnKind::Text, self.count(&[Text, Instead, Time, Flag])),
        ];
        match counts.iter().rev().max_by_key(|(_, count)| *count) {
            _ if self.cells.is_empty() => ColumnKind::Empty,
            Some((_, 0)) => ColumnKind::Unclear,
            Some((ColumnKind::Number, _)) if self.hint == Hint::Money => ColumnKind::Money,
            Some((kind, _)) => *kind,
            None => ColumnKind::Empty,
        }
    }

    /// Digits are codes where the header says so, where one begins with a nought, or where all are equally long.
    fn digits_are_codes(&self, texts: &TextPool) -> bool {
        if self.hint != Hint::None || self.count(&[Glance::TextNumber, Glance::Number]) > 0 {
            return self.hint == Hint::Code;
        }
        let digits = self.cells.iter().filter_map(|cell| match cell.raw {
            Raw::Text(id) if cell.glance == Glance::Digits => Some(texts.get(id).trim()),
            _ => None,
        });
        let mut lengths: Vec<usize> = digits.clone().map(|text| text.chars().count()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        let nought = |text: &str| text.len() > 1 && text.starts_with('0');
        digits.into_iter().any(nought) || matches!(lengths.as_slice(), [length] if *length >= CODE_DIGITS)
    }
}

/// What a cell holds; of a flaw that nobody sees, with what cannot be seen.
fn example(kind: Oddity, raw: Raw, texts: &TextPool) -> String {
    match (kind, raw) {
        (Oddity::Invisible | Oddity::InnerBlank | Oddity::Forbidden | Oddity::Private, Raw::Text(id)) => {
            revealed(texts.get(id))
        }
        _ => written(raw, texts),
    }
}

/// Shortest digits that are codes for being equally long.
const CODE_DIGITS: usize = 6;

/// Says what is odd in a column.
struct Judge {
    kind: ColumnKind,
    only_texts: bool,
    /// Blanks inside texts are usual here.
    blanks_usual: bool,
    /// Most codes are numbers.
    codes_as_numbers: bool,
}

impl Judge {
    fn odd(&self, cell: &Cell) -> Vec<Oddity> {
        let seen = cell.seen;
        let flaws = [
            (Oddity::Invisible, seen.is_some_and(|seen| seen.cleaned)),
            (Oddity::InnerBlank, seen.is_some_and(|seen| seen.inner_blank) && !self.blanks_usual),
            (Oddity::Forbidden, seen.is_some_and(|seen| seen.forbidden.is_some())),
            (Oddity::Private, seen.is_some_and(|seen| seen.private)),
        ];
        let flaws = flaws.into_iter().filter(|(_, found)| *found).map(|(flaw, _)| flaw);
        self.always(cell.glance).or_else(|| self.here(cell.glance)).into_iter().chain(flaws).collect()
    }

    /// What is odd in any column.
    fn always(&self, glance: Glance) -> Option<Oddity> {
        Some(match glance {
            Glance::Error => Oddity::Error,
            Glance::Uncomputed => Oddity::Uncomputed,
            Glance::LostDigits => Oddity::DigitsLost,
            Glance::Time => Oddity::Time,
            Glance::Flag => Oddity::Flag,
            _ => return None,
        })
    }

    /// What is odd in this column.
    fn here(&self, glance: Glance) -> Option<Oddity> {
        let stored = |oddity: Oddity| (!self.only_texts).then_some(oddity);
        match self.kind {
            ColumnKind::Number | ColumnKind::Money => match glance {
                Glance::Number => None,
                Glance::Digits | Glance::TextNumber => stored(Oddity::NumberAsText),
                Glance::UnitNumber => Some(Oddity::WithUnit),
                other => foreign(other),
            },
            ColumnKind::Percent => match glance {
                Glance::Percent => None,
                Glance::TextPercent => stored(Oddity::PercentAsText),
                other => foreign(other),
            },
            ColumnKind::Date => match glance {
                Glance::Date => None,
                Glance::TextDate => stored(Oddity::DateAsText),
                other => foreign(other),
            },
            ColumnKind::IdentityNumber => match glance {
                Glance::Identity => None,
                Glance::WrongIdentity => Some(Oddity::IdentityWrong),
                other => foreign(other),
            },
            ColumnKind::Code => self.among_codes(glance, stored),
            ColumnKind::Text => match glance {
                Glance::Number | Glance::Percent | Glance::Date => foreign(glance),
                _ => None,
            },
            ColumnKind::Unclear | ColumnKind::Empty => None,
        }
    }

    /// Codes are stored as texts or as numbers, whichever most are.
    fn among_codes(&self, glance: Glance, stored: impl Fn(Oddity) -> Option<Oddity>) -> Option<Oddity> {
        match glance {
            Glance::Digits if self.codes_as_numbers => stored(Oddity::NumberAsText),
            Glance::Number if !self.codes_as_numbers => Some(Oddity::CodeAsNumber),
            Glance::Digits | Glance::Number | Glance::Code | Glance::Identity | Glance::WrongIdentity => None,
            other => foreign(other),
        }
    }
}

/// What a cell is where it does not belong.
fn foreign(glance: Glance) -> Option<Oddity> {
    Some(match glance {
        Glance::Number | Glance::TextNumber | Glance::Digits | Glance::UnitNumber => Oddity::OtherNumber,
        Glance::Percent | Glance::TextPercent => Oddity::OtherPercent,
        Glance::Date | Glance::TextDate => Oddity::OtherDate,
        Glance::Instead => Oddity::Instead,
        _ => Oddity::OtherText,
    })
}

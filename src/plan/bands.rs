//! Band and tier tables: intervals that neither gap nor overlap, per cents that stay within a hundred.
use super::builder::Builder;
use super::model::*;
use crate::messages::SchemeMessage;
use crate::number::{Fraction, format_fixed, parse_decimal};
use crate::scheme::{self, Text};
use std::ops::Range;

/// `[60, 85)`: the bytes of each end in the text; none is open ended, `-` or `+`.
pub(super) struct Interval {
    pub low: Option<Range<usize>>,
    pub high: Option<Range<usize>>,
    pub low_closed: bool,
    pub high_closed: bool,
}

/// Reads an interval as mathematics writes it, with half- or full-width brackets.
pub(super) fn parse_interval(text: &str) -> Option<Interval> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let first = trimmed.chars().next()?;
    let last = trimmed.chars().next_back()?;
    let low_closed = match first {
        '[' | '［' => true,
        '(' | '（' => false,
        _ => return None,
    };
    let high_closed = match last {
        ']' | '］' => true,
        ')' | '）' => false,
        _ => return None,
    };
    let inner = start + first.len_utf8()..start + trimmed.len() - last.len_utf8();
    let comma = comma_at_top(text.get(inner.clone())?)? + inner.start;
    let width = text[comma..].chars().next().map_or(1, char::len_utf8);
    let low = end_of(text, inner.start..comma, '-');
    let high = end_of(text, comma + width..inner.end, '+');
    Some(Interval { low: low?, high: high?, low_closed, high_closed })
}

fn comma_at_top(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            ',' | '，' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// `None`: nothing written; `Some(None)`: open ended; else the bytes of the end.
fn end_of(text: &str, range: Range<usize>, open: char) -> Option<Option<Range<usize>>> {
    let part = text.get(range.clone())?;
    let trimmed = part.trim();
    if trimmed.is_empty() {
        return None;
    }
    if trimmed == open.to_string() {
        return Some(None);
    }
    let start = range.start + (part.len() - part.trim_start().len());
    Some(Some(start..start + trimmed.len()))
}

/// Whether an interval holds no value.
fn is_void(interval: &Interval, low: Option<(i64, u32)>, high: Option<(i64, u32)>) -> bool {
    let order = low.zip(high).and_then(|(low, high)| fraction(low).compare(fraction(high)));
    let point = interval.low_closed && interval.high_closed;
    order.is_some_and(|order| order.is_gt() || (order.is_eq() && !point))
}

/// Fraction from a decimal literal.
fn fraction((value, places): (i64, u32)) -> Fraction {
    Fraction::over(value, crate::number::pow10(places))
}

fn shown((value, places): (i64, u32)) -> String {
    format_fixed(value, places)
}

impl Builder<'_> {
    pub(super) fn declare_bands(&mut self) {
        self.unique("[[band]]", self.scheme.bands.iter().map(|b| &b.name));
        for band in &self.scheme.bands {
            let told = self.findings.list.len();
            self.needs_rows(band.rows.is_empty(), &band.name);
            let rows: Vec<BandRow> = band.rows.iter().map(|row| self.band_row(band, row)).collect();
            if self.findings.list.len() == told {
                self.check_band(band, &rows);
            }
            if self.findings.list.len() > told || band.rows.is_empty() {
                self.lose(&band.name);
            }
            self.plan.bands.push(Band {
                name: band.name.get_ref().clone(),
                rows,
                clause: band.clause.clone(),
                assumption: band.assumption,
                note: band.note.clone(),
                decided: band.decided.clone(),
            });
        }
    }

    /// Where a sheet of standards is named, the intake tells what it lacks.
    fn needs_rows(&mut self, none: bool, name: &Text) {
        if none && self.scheme.head.standards.is_none() && !self.scheme.head.name.is_empty() {
            self.fault(SchemeMessage::BandOpen { name: name.get_ref().clone() }, name.span());
        }
    }

    fn band_row(&mut self, band: &scheme::Band, row: &scheme::BandRow) -> BandRow {
        let value_shown = row.value.get_ref().clone();
        let mut read = BandRow {
            shown: String::new(),
            low: None,
            high: None,
            value: parse_decimal(&value_shown),
            value_shown,
            word: row.is.as_ref().map(|word| word.get_ref().clone()),
        };
        match (&row.range, &row.is) {
            (Some(range), None) => {
                read.shown = range.get_ref().clone();
                let interval = parse_interval(range.get_ref());
                let literal = |end: &Option<Range<usize>>| parse_decimal(range.get_ref().get(end.clone()?)?);
                read.low = interval.as_ref().and_then(|interval| literal(&interval.low));
                read.high = interval.as_ref().and_then(|interval| literal(&interval.high));
                if interval.is_none_or(|interval| is_void(&interval, read.low, read.high)) {
                    let text = range.get_ref().clone();
                    self.fault(SchemeMessage::BandRange { text }, range.span());
                }
            }
            (None, Some(word)) => read.shown = word.get_ref().clone(),
            _ => {
                let name = band.name.get_ref().clone();
                self.fault(SchemeMessage::BandForm { name }, row.value.span());
            }
        }
        read
    }

    /// Neighbouring rows must meet at one value, which belongs to exactly one of them. Where both ends are
    /// figures this is known now; ends that are formulas are checked when their values are known.
    fn check_band(&mut self, band: &scheme::Band, rows: &[BandRow]) {
        let mut before: Option<(&Text, Interval, usize)> = None;
        for (number, row) in band.rows.iter().enumerate() {
            if row.is.is_some() != band.rows[0].is.is_some() {
                let name = band.name.get_ref().clone();
                let written = row.is.as_ref().or(row.range.as_ref()).unwrap_or(&row.value);
                self.fault(SchemeMessage::BandForm { name }, written.span());
                return;
            }
            let repeated = rows[..number].iter().any(|r| r.word.is_some() && r.word == rows[number].word);
            if let (true, Some(word)) = (repeated, &row.is) {
                let value = word.get_ref().clone();
                self.fault(SchemeMessage::BandOverlap { value }, word.span());
            }
            let Some(range) = &row.range else { continue };
            let Some(interval) = parse_interval(range.get_ref()) else { return };
            if let Some((_, last, last_number)) = &before {
                self.check_edge(last, &rows[*last_number], &interval, &rows[number], range);
            }
            before = Some((range, interval, number));
        }
    }

    fn check_edge(&mut self, last: &Interval, last_row: &BandRow, next: &Interval, row: &BandRow, range: &Text) {
        let below = |edge: Option<(i64, u32)>, other: Option<(i64, u32)>| {
            edge.zip(other).and_then(|(a, b)| fraction(a).compare(fraction(b))).is_some_and(|order| order.is_le())
        };
        if below(row.high, last_row.low) || (next.low.is_none() && last.low.is_some()) {
            return self.fault(SchemeMessage::BandOrder { range: row.shown.clone() }, range.span());
        }
        if last.high.is_none() || next.low.is_none() {
            let value = row.shown.clone();
            return self.fault(SchemeMessage::BandOverlap { value }, range.span());
        }
        let (Some(high), Some(low)) = (last_row.high, row.low) else { return };
        let Some(order) = fraction(high).compare(fraction(low)) else { return };
        match (order, last.high_closed, next.low_closed) {
            (std::cmp::Ordering::Less, ..) => {
                let (low, high) = (shown(high), shown(low));
                let ends = (if last.high_closed { '(' } else { '[' }, if next.low_closed { ')' } else { ']' });
                let row = format!("{{ range = \"{}{low}, {high}{}\", value = \"…\" }}", ends.0, ends.1);
                self.fault(SchemeMessage::BandGap { low, high, row }, range.span());
            }
            (std::cmp::Ordering::Equal, false, false) => {
                self.fault(SchemeMessage::BandEnd { value: shown(low) }, range.span());
            }
            (std::cmp::Ordering::Greater, ..) | (std::cmp::Ordering::Equal, true, true) => {
                self.fault(SchemeMessage::BandOverlap { value: shown(low) }, range.span());
            }
            _ => {}
        }
    }

    pub(super) fn declare_tiers(&mut self) {
        self.unique("[[tier]]", self.scheme.tiers.iter().map(|t| &t.name));
        for tier in &self.scheme.tiers {
            self.needs_rows(tier.tiers.is_empty(), &tier.name);
            if tier.tiers.is_empty() {
                self.lose(&tier.name);
            }
            let mut rows = Vec::new();
            let mut percents = Fraction::ZERO;
            for row in &tier.tiers {
                let size = match (&row.percent, row.places) {
                    (Some(percent), None) => {
                        let (value, places) = self.figure(percent);
                        percents = percents.plus(fraction((value, places))).unwrap_or(percents);
                        TierSize::Percent(value, places)
                    }
                    (None, Some(places)) => TierSize::Places(places),
                    _ => {
                        let name = row.name.clone();
                        self.fault(SchemeMessage::TierForm { name }, row.value.span());
                        TierSize::Places(0)
                    }
                };
                rows.push(TierRow { name: row.name.clone(), size, value: self.figure(&row.value) });
            }
            if percents.compare(Fraction::whole(100)).is_none_or(|order| order.is_gt()) {
                let sum = format_fixed(percents.scaled(100, Default::default()).unwrap_or(i64::MAX), 2);
                self.fault(SchemeMessage::TiersOver100 { sum }, tier.name.span());
            }
            let below = self.figure(&tier.below);
            self.plan.tiers.push(Tier {
                name: tier.name.get_ref().clone(),
                rows,
                rounding: tier.rounding,
                least: tier.least,
                below,
                clause: tier.clause.clone(),
                assumption: tier.assumption,
                decided: tier.decided.clone(),
            });
        }
    }

    fn figure(&mut self, text: &Text) -> (i64, u32) {
        parse_decimal(text.get_ref()).unwrap_or_else(|| {
            self.fault(SchemeMessage::NotDecimal { text: text.get_ref().clone() }, text.span());
            (0, 0)
        })
    }
}

//! Exact figures from what cells hold.
//!
//! A cell's double stands for the decimal of at most 15 significant digits that Excel shows. This is the one place
//! where floats are touched; what leaves it is exact.
use super::fold::fold;
use crate::number::{format_fixed, parse_decimal, pow10};
use std::cmp::Ordering;

/// Below this every decimal of 15 digits has a double of its own.
const DIGITS_15: f64 = 1e15;

/// Smaller figures are shown with an exponent.
const DECIMALS_SHOWN: u32 = 18;

/// An exact decimal: `digits / 10^scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    digits: i64,
    scale: u32,
}

/// Why a figure cannot be stored with the column's places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfit {
    /// It has more decimals.
    Places,
    /// It is too large.
    Size,
}

impl Figure {
    /// The decimal of 15 significant digits nearest to a double; none for NaN, infinities and huge numbers.
    pub(super) fn from_float(value: f64) -> Option<Figure> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{value:.14e}");
        let (mantissa, exponent) = text.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let digits: i64 = mantissa.replace('.', "").parse().ok()?;
        let scale = 14 - exponent;
        if digits == 0 {
            Some(Figure { digits: 0, scale: 0 })
        } else if scale < 0 {
            let factor = (-scale <= 3).then(|| pow10(scale.unsigned_abs()))?;
            Some(Figure { digits: digits.checked_mul(factor)?, scale: 0 })
        } else {
            Some(Figure { digits, scale: scale as u32 }.shortest())
        }
    }

    /// A decimal as people write it, with the column's unit behind it: `1,234.50`, `95分`, `３天`, `￥12`.
    pub(super) fn from_text(text: &str, unit: &str) -> Option<Figure> {
        if let Some((digits, scale)) = parse_decimal(text) {
            return Some(Figure { digits, scale });
        }
        let folded = fold(text).replace('\u{2212}', "-");
        let unit = fold(unit);
        let bare = if unit.is_empty() { folded.as_str() } else { folded.strip_suffix(&unit).unwrap_or(&folded) };
        let bare = if unit == "元" { bare.trim_start_matches(['¥', '￥']) } else { bare };
        let (digits, scale) = parse_decimal(&without_separators(bare)?)?;
        Some(Figure { digits, scale })
    }

    /// The same value with as few decimals as it needs.
    fn shortest(mut self) -> Figure {
        while self.scale > 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.scale -= 1;
        }
        self
    }

    /// A hundredth of it: `85` per cent is 0.85.
    pub(super) fn hundredth(self) -> Figure {
        Figure { digits: self.digits, scale: self.scale + 2 }.shortest()
    }

    /// A hundred times it: 0.85 is `85` per cent.
    pub(super) fn hundredfold(self) -> Figure {
        let Figure { digits, scale } = self.shortest();
        let missing = 2_u32.saturating_sub(scale);
        Figure { digits: digits.saturating_mul(pow10(missing)), scale: scale.saturating_sub(2) }
    }

    /// The whole number over `10^places`, if nothing is lost.
    pub(super) fn stored(self, places: u32) -> Result<i64, Misfit> {
        let Figure { digits, scale } = self.shortest();
        if scale > places {
            return Err(Misfit::Places);
        }
        digits.checked_mul(pow10((places - scale).min(18))).ok_or(Misfit::Size)
    }

    /// Order by value; none when it does not fit.
    pub(super) fn compare(self, other: Figure) -> Option<Ordering> {
        let (a, b) = (self.shortest(), other.shortest());
        let scale = |figure: Figure, by: u32| i128::from(figure.digits).checked_mul(10_i128.checked_pow(by)?);
        Some(scale(a, b.scale)?.cmp(&scale(b, a.scale)?))
    }

    /// Whether it is zero.
    pub(super) fn zero(self) -> bool {
        self.digits == 0
    }

    /// As a per cent: 0.85 is `85%`.
    pub(super) fn percent_text(self) -> String {
        format!("{}%", self.hundredfold().text())
    }

    /// As a text, without needless decimals.
    pub(super) fn text(self) -> String {
        let Figure { digits, scale } = self.shortest();
        if scale > DECIMALS_SHOWN { format!("{digits}e-{scale}") } else { format_fixed(digits, scale) }
    }
}

/// A double as people read it.
pub(super) fn plain(value: f64) -> String {
    Figure::from_float(value).map_or_else(|| value.to_string(), Figure::text)
}

/// The stored number of a double, by the short way: the result of [`Figure::from_float`] without writing digits.
///
/// `value * 10^places` is rounded to a whole number `n`. If `n` has at most 15 digits and `n / 10^places`, which
/// is the double nearest to that decimal because both are exact doubles, is `value` again, then that decimal is
/// the one of at most 15 digits that `value` stands for.
pub(super) fn stored_quickly(value: f64, places: u32) -> Option<i64> {
    let scale = pow10(places) as f64;
    let whole = (value * scale).round();
    (whole.abs() < DIGITS_15 && whole / scale == value).then_some(whole as i64)
}

/// Takes thousands separators out where they stand as they should: `12,5` is refused.
fn without_separators(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_string());
    }
    let (sign, plain) = text.strip_prefix('-').map_or(("", text), |plain| ("-", plain));
    let (whole, decimals) = plain.split_once('.').map_or((plain, None), |(w, d)| (w, Some(d)));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let mut digits = format!("{sign}{first}");
    for group in groups {
        digits.push_str((group.len() == 3).then_some(group)?);
    }
    Some(decimals.map_or(digits.clone(), |decimals| format!("{digits}.{decimals}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_become_the_decimals_that_were_typed() {
        let cases = [
            (0.1 + 0.2, "0.3"),
            (1.005 * 100.0, "100.5"),
            (86.99999999999999, "87"),
            (4438588.25523774, "4438588.25523774"),
            (-0.0, "0"),
            (123456789012345680.0, "123456789012346000"),
        ];
        for (value, text) in cases {
            assert_eq!(Figure::from_float(value).map(Figure::text).as_deref(), Some(text));
        }
        assert_eq!(Figure::from_float(1e-30).map(Figure::text).as_deref(), Some("1e-30"));
        assert!(Figure::from_float(5e-324).is_some());
        assert_eq!(Figure::from_float(f64::NAN), None);
        assert_eq!(Figure::from_float(1e300), None);
    }

    #[test]
    fn the_short_way_agrees_with_the_long_one() {
        for n in (-12_000_i64..12_000).chain([999_999_999_999_999, -999_999_999_999_999, 99_999_999_999_999]) {
            for places in 0..=4 {
                let value = n as f64 / pow10(places) as f64;
                let long = Figure::from_float(value).map(|figure| figure.stored(places));
                assert_eq!(stored_quickly(value, places), long.and_then(Result::ok), "{value} {places}");
            }
        }
        assert_eq!(stored_quickly(0.1 + 0.2, 1), None);
        assert_eq!(stored_quickly(f64::INFINITY, 2), None);
    }

    #[test]
    fn texts_that_are_numbers() {
        let cases = [
            ("86.5", "", Some("86.5")),
            ("1,234.50", "", Some("1234.5")),
            ("８６．５", "", Some("86.5")),
            ("95分", "分", Some("95")),
            ("3 天", "天", Some("3")),
            ("￥1,200.00元", "元", Some("1200")),
            ("-1,000", "", Some("-1000")),
            ("95分", "", None),
            ("12,5", "", None),
            ("1,2345", "", None),
            ("八十五", "", None),
            ("17/20", "", None),
            ("", "", None),
        ];
        for (text, unit, figure) in cases {
            assert_eq!(Figure::from_text(text, unit).map(Figure::text).as_deref(), figure, "{text}");
        }
    }
}

//! Decimals as people write them.
use rust_decimal::Decimal;

/// Ten to the power of `places`; at most 18.
pub fn pow10(places: u32) -> i64 {
    debug_assert!(places <= 18);
    10_i64.pow(places.min(18))
}

/// Reads a plain decimal such as `-12.50` exactly: its whole-number form and its number of places.
/// Exponents, separators and more than 18 digits are refused.
pub fn parse_decimal(text: &str) -> Option<(i64, u32)> {
    let plain = text.strip_prefix(['-', '+']).unwrap_or(text);
    if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let decimal = Decimal::from_str_exact(text).ok()?;
    let mantissa = i64::try_from(decimal.mantissa()).ok()?;
    (decimal.scale() <= 18).then_some((mantissa, decimal.scale()))
}

/// Writes a stored number with all of its places: `format_fixed(531246, 2)` is `5312.46`.
pub fn format_fixed(value: i64, places: u32) -> String {
    Decimal::from_i128_with_scale(value as i128, places).to_string()
}

/// A stored number with separators: `-1,234.50` for -123450 and two places.
pub fn format_grouped(value: i64, places: u32) -> String {
    let digits = format_fixed(value, places);
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
    match digits.split_once('.') {
        Some((whole, rest)) => format!("{sign}{}.{rest}", grouped(whole)),
        None => format!("{sign}{}", grouped(digits)),
    }
}

/// `1,234,567`
pub fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for (text, value, places) in [("0.10", 10, 2), ("-12.5", -125, 1), ("1120000.00", 112_000_000, 2)] {
            assert_eq!(parse_decimal(text), Some((value, places)));
            assert_eq!(format_fixed(value, places), text);
        }
    }

    #[test]
    fn refuses_what_is_not_a_plain_decimal() {
        for text in ["", "1e3", "1_000", "1,000", "--1", ".", "1.2.3", "NaN", "99999999999999999999"] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }
}

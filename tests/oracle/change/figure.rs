//! New figures near and far.
use super::Rng;
use fenpei::number::{parse_decimal, pow10};

/// Another figure: one unit of the last place away, some per cent, half or twice; zero now and then.
pub fn near(rng: &mut Rng, value: i64) -> i64 {
    let sign = if rng.below(2) == 0 { 1 } else { -1 };
    let moved = match rng.below(8) {
        0 | 1 => value + sign,
        2..=4 => value + sign * (1 + value.abs() * (1 + rng.below(15) as i64) / 100),
        5 => value / 2,
        6 => value * 2,
        _ => 0,
    };
    // A figure that was not negative stays so.
    if value >= 0 { moved.max(0) } else { moved }
}

/// A decimal text over a number of places.
pub fn stored(text: &str, places: u32) -> Option<i64> {
    let (value, written) = parse_decimal(text)?;
    Some(if written <= places { value * pow10(places - written) } else { value / pow10(written - places) })
}

/// The same figure with room for smaller steps: an end of a band is compared, not computed with.
pub fn finer((value, places): (i64, u32)) -> (i64, u32) {
    (value * 1000, places + 3)
}

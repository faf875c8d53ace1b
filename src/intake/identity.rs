//! Identity numbers, GB 11643: 17 digits and a check character.
use super::date;
use super::fold::fold;

/// Why a text is no identity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoIdentity {
    /// It has so many characters instead of 18.
    Length(usize),
    /// A character, the birth date or the check character is wrong.
    Wrong,
}

/// Weights of the first 17 digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters for the remainders 0 to 10.
const CHECKS: [u8; 11] = *b"10X98765432";

/// The number with a capital X and without blanks.
pub(super) fn read(text: &str) -> Result<String, NoIdentity> {
    let id = fold(text).to_ascii_uppercase();
    let length = id.chars().count();
    if length != 18 {
        return Err(NoIdentity::Length(length));
    }
    let (body, check) = id.as_bytes().split_at(id.len().min(17));
    if !body.iter().all(u8::is_ascii_digit) || !born(body) {
        return Err(NoIdentity::Wrong);
    }
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let expected = CHECKS.get(sum as usize % 11).copied();
    if expected.is_some() && check.first().copied() == expected { Ok(id) } else { Err(NoIdentity::Wrong) }
}

/// Whether a folded text is long enough for an identity number, and of its characters: 15 digits, as before 1999, or 18.
pub(super) fn like(folded: &str) -> bool {
    let (body, last) = folded.split_at_checked(17).unwrap_or((folded, ""));
    matches!(folded.len(), 15 | 18)
        && body.bytes().all(|byte| byte.is_ascii_digit())
        && last.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x')
}

fn born(body: &[u8]) -> bool {
    let part = |range: std::ops::Range<usize>| {
        body.get(range).map_or(0, |digits| digits.iter().fold(0, |n, d| n * 10 + i64::from(d - b'0')))
    };
    date::day(part(6..10), part(10..12), part(12..14)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_example_and_its_neighbours() {
        assert_eq!(read("34052419800101001X"), Ok("34052419800101001X".to_string()));
        assert_eq!(read(" 34052419800101001x"), Ok("34052419800101001X".to_string()));
        assert_eq!(read("340524198001010018"), Err(NoIdentity::Wrong));
        assert_eq!(read("34052419800230001X"), Err(NoIdentity::Wrong));
        assert_eq!(read("340524800101001"), Err(NoIdentity::Length(15)));
    }
}

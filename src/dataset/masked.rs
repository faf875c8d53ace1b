//! Numbers of persons and accounts, hidden but for their last digits.
use super::folded::invisible;

/// A run of so many digits is an identity or bank number and is masked.
const SECRET_DIGITS: usize = 15;

/// Masks all but the last four characters of every long run of digits, full-width ones and those in groups among
/// them: `6222 0201 …`.
pub(crate) fn masked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let unseen = |c: char| c.is_whitespace() || c.is_control() || invisible(c);
    let digit = |c: char| matches!(c, '0'..='9' | 'X' | 'x' | '０'..='９' | 'Ｘ' | 'ｘ');
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    while start < chars.len() {
        let grouped = |at: &usize| {
            let c = chars[*at];
            digit(c) || (unseen(c) && *at > start && digit(chars[*at - 1]))
        };
        let end = (start..chars.len()).take_while(grouped).last().map_or(start + 1, |last| last + 1);
        let digits = chars[start..end].iter().filter(|c| digit(**c)).count();
        let mut hidden = if digits >= SECRET_DIGITS { digits - 4 } else { 0 };
        for c in &chars[start..end] {
            let hide = hidden > 0 && digit(*c);
            hidden -= usize::from(hide);
            out.push(if hide { '*' } else { *c });
        }
        start = end;
    }
    out
}

//! Numbers of persons and accounts, hidden but for their last digits.
use super::private::{part, private_runs};

/// Digits that are left to tell one number from another.
const LEFT: usize = 4;

/// Hides all but the last four characters of every number of an identity card, bank card or telephone, full-width
/// ones and those in groups among them: `**** **** **** 4321`.
pub fn masked(text: &str) -> String {
    let runs = private_runs(text);
    if runs.is_empty() {
        return text.to_string();
    }
    let mut chars: Vec<char> = text.chars().collect();
    for (range, _) in runs {
        let places: Vec<usize> = range.filter(|at| chars.get(*at).is_some_and(|c| part(*c))).collect();
        for at in &places[..places.len().saturating_sub(LEFT)] {
            chars[*at] = '*';
        }
    }
    chars.into_iter().collect()
}

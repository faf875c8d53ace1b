//! Codes of digits that may have lost their leading zeros: a few shorter ones among many of one length.
use crate::dataset::TextId;
use std::collections::BTreeMap;

/// Shortest code that may have leading zeros.
const DIGITS_MIN: usize = 4;
/// Of so many codes at most one is shorter: where more are, they are simply numbers.
const SHORTER_MAX: usize = 10;

/// The lengths of the codes of one column, each with how many there are and the first of them.
#[derive(Debug, Default)]
pub(super) struct Codes {
    lengths: BTreeMap<usize, (usize, Short)>,
    total: usize,
    /// Some were numbers in the file.
    pub typed_as_numbers: bool,
}

/// A code and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Short {
    pub text: TextId,
    pub row: u32,
    pub column: u16,
}

impl Codes {
    /// Takes note of a code of digits only.
    pub(super) fn note(&mut self, length: usize, short: Short) {
        self.lengths.entry(length).or_insert((0, short)).0 += 1;
        self.total += 1;
    }

    /// The first shorter code, how many there are, and the usual length.
    pub(super) fn shorter(&self) -> Option<(Short, usize, usize)> {
        let (usual, _) = self.lengths.iter().max_by_key(|(_, (count, _))| *count)?;
        let shorter: Vec<&(usize, Short)> = self.lengths.range(..usual).map(|(_, counted)| counted).collect();
        let count: usize = shorter.iter().map(|(count, _)| count).sum();
        let first = shorter.iter().map(|(_, short)| *short).min_by_key(|short| short.row)?;
        let few = count * SHORTER_MAX <= self.total.max(SHORTER_MAX * 2);
        (self.typed_as_numbers && *usual >= DIGITS_MIN && few).then_some((first, count, *usual))
    }
}

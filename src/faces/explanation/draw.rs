//! Units and people drawn for a recount by hand: the same seed draws the same from the same batch, whoever draws.
use super::subject::{About, everything};
use crate::book::Book;

/// Units drawn.
const UNITS_DRAWN: usize = 3;
/// People drawn.
const PEOPLE_DRAWN: usize = 10;

/// What was drawn, and what from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// What the draw began with.
    pub seed: u64,
    /// All units.
    pub units: usize,
    /// All payees.
    pub people: usize,
    /// Units, then people, in the order drawn.
    pub drawn: Vec<About>,
    /// The number of each in its list, from 1.
    pub numbers: Vec<usize>,
}

impl Draw {
    /// Draws without putting back: of `n` that are left, the one at the remainder of the next random number by `n`.
    pub fn from_seed(book: &Book, seed: u64) -> Draw {
        let all = everything(book);
        let units: Vec<About> = all.iter().copied().filter(|about| matches!(about, About::Unit(..))).collect();
        let people: Vec<About> = all.iter().copied().filter(|about| matches!(about, About::Payee(..))).collect();
        let mut draw = Draw { seed, units: units.len(), people: people.len(), drawn: Vec::new(), numbers: Vec::new() };
        let mut state = seed;
        draw.take(&units, UNITS_DRAWN, &mut state);
        draw.take(&people, PEOPLE_DRAWN, &mut state);
        draw
    }

    fn take(&mut self, from: &[About], count: usize, state: &mut u64) {
        let mut left: Vec<usize> = (0..from.len()).collect();
        for _ in 0..count.min(from.len()) {
            let at = left.remove((next(state) % left.len() as u64) as usize);
            self.drawn.push(from[at]);
            self.numbers.push(at + 1);
        }
    }

    /// How it was drawn, so that anybody can draw again.
    pub fn method(&self) -> String {
        format!(
            "种子 {}；随机数按 SplitMix64 逐个产生；先从全部 {} 个单位中抽 {} 个，再从全部 {} 名发放对象中抽 {} 名，都不放回；\
             单位和发放对象按核算底稿中各表的次序从 1 编号，每次取随机数除以所剩个数的余数，抽中所剩的第（余数＋1）个",
            self.seed,
            self.units,
            UNITS_DRAWN.min(self.units),
            self.people,
            PEOPLE_DRAWN.min(self.people)
        )
    }

    /// The same in English.
    pub fn method_in_english(&self) -> String {
        format!(
            "seed {}; random numbers by SplitMix64; {} of {} units, then {} of {} payees, none put back; both are numbered from 1 in \
             the order of the audit workbook's tables, and the remainder of each random number by how many are left says which is drawn",
            self.seed,
            UNITS_DRAWN.min(self.units),
            self.units,
            PEOPLE_DRAWN.min(self.people),
            self.people
        )
    }
}

/// SplitMix64: written here, so that a draw can be repeated with any release.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn the_random_numbers_are_those_of_splitmix64() {
        // The first numbers of the published generator for the seed 1234567.
        let mut state = 1_234_567;
        let numbers: Vec<u64> = (0..3).map(|_| next(&mut state)).collect();
        assert_eq!(numbers, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }
}

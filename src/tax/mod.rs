//! A bonus of the year taxed by itself, 全年一次性奖金单独计税: a twelfth of it finds the rate on the monthly table, and the
//! whole of it bears that rate. So there are cliffs: one fen above the end of a step costs thousands of yuan. Integers
//! alone; amounts in fen.
mod built_in;

pub use built_in::{built_in, latest};

use crate::number::{Rounding, round_div};

/// A step of the monthly table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// Upper end of a month's amount, in fen, inside the step; none: without end.
    pub monthly_limit: Option<i64>,
    /// Rate in per cent.
    pub percent: i64,
    /// Quick figure, 速算扣除数, in fen.
    pub quick: i64,
}

impl Bracket {
    /// Upper end of a year's amount, in fen.
    pub fn yearly_limit(&self) -> Option<i64> {
        self.monthly_limit.map(|limit| limit.saturating_mul(MONTHS))
    }
}

const MONTHS: i64 = 12;

/// A table of rates with its years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxTable {
    /// First year in which it may be used.
    pub from: u16,
    /// Last year.
    pub until: u16,
    /// The documents it rests on.
    pub source: String,
    /// Steps from the lowest; the last has no end.
    pub brackets: Vec<Bracket>,
}

/// An amount just above the end of a step, which leaves less than the end itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cliff {
    /// The end of the step, in fen.
    pub edge: i64,
    /// What the end itself leaves after tax.
    pub edge_net: i64,
    /// How much less the amount leaves.
    pub loss: i64,
    /// The least amount above the end that leaves as much again.
    pub recovers: i64,
}

impl TaxTable {
    /// The step of an amount.
    pub fn bracket(&self, amount: i64) -> Bracket {
        let within = |bracket: &&Bracket| bracket.yearly_limit().is_none_or(|limit| amount <= limit);
        let free = Bracket { monthly_limit: None, percent: 0, quick: 0 };
        self.brackets.iter().find(within).copied().unwrap_or(free)
    }

    /// The tax on an amount, halves of a fen up; nothing below zero.
    pub fn tax(&self, amount: i64) -> i64 {
        taxed(amount, self.bracket(amount))
    }

    /// What is left of an amount.
    pub fn net(&self, amount: i64) -> i64 {
        amount - self.tax(amount)
    }

    /// The cliff that an amount stands just above of; none where it leaves as much as every end below it.
    pub fn cliff(&self, amount: i64) -> Option<Cliff> {
        let below = self.brackets.iter().filter_map(Bracket::yearly_limit).filter(|edge| *edge < amount);
        let edge = below.max_by_key(|edge| (self.net(*edge), *edge))?;
        let (edge_net, net) = (self.net(edge), self.net(amount));
        let recovers = || self.recovers(edge);
        (net < edge_net).then(|| Cliff { edge, edge_net, loss: edge_net - net, recovers: recovers() })
    }

    /// The least amount above an end that leaves as much as the end; inside a step what is left never falls.
    fn recovers(&self, edge: i64) -> i64 {
        let wanted = self.net(edge);
        for bracket in self.brackets.iter().filter(|bracket| bracket.yearly_limit().is_none_or(|limit| limit > edge)) {
            let left = |amount: i64| amount - taxed(amount, *bracket);
            // The last step has a rate below a hundred, so that doubling reaches any sum in the end.
            let mut high = bracket.yearly_limit().unwrap_or(edge.max(1));
            while bracket.monthly_limit.is_none() && left(high) < wanted && high < i64::MAX / 2 {
                high *= 2;
            }
            if left(high) < wanted {
                continue;
            }
            let mut low = edge;
            while low + 1 < high {
                let middle = low + (high - low) / 2;
                if self.net(middle) >= wanted { high = middle } else { low = middle }
            }
            return high;
        }
        edge
    }
}

fn taxed(amount: i64, bracket: Bracket) -> i64 {
    if amount <= 0 {
        return 0;
    }
    let share = round_div(i128::from(amount) * i128::from(bracket.percent), 100, Rounding::HalfUp);
    i64::try_from(share).map_or(0, |share| (share - bracket.quick).max(0))
}

/// The quick figure of a step that follows another: what the lower steps would have borne less.
pub fn quick_after(lower: Bracket, percent: i64) -> i64 {
    let limit = i128::from(lower.monthly_limit.unwrap_or_default());
    let more = round_div(limit * i128::from(percent - lower.percent), 100, Rounding::HalfUp);
    lower.quick + i64::try_from(more).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> TaxTable {
        built_in(2025).expect("in force")
    }

    #[test]
    fn the_published_examples_come_out_to_the_fen() {
        for (amount, tax) in [
            (0, 0),
            (1, 0),
            (17, 1),
            (3_600_000, 108_000),
            (3_600_001, 339_000),
            (14_400_000, 1_419_000),
            (14_400_100, 2_739_020),
            (96_000_000, 32_884_000),
            (96_000_001, 41_684_000),
        ] {
            assert_eq!(table().tax(amount), tax, "{amount}");
        }
    }

    #[test]
    fn net_recovers_where_the_published_examples_say() {
        let cliff = table().cliff(3_600_001).expect("above a cliff");
        assert_eq!(cliff, Cliff { edge: 3_600_000, edge_net: 3_492_000, loss: 230_999, recovers: 3_856_667 });
        for (edge, recovers) in [
            (14_400_000, 16_050_000),
            (30_000_000, 31_833_333),
            (42_000_000, 44_750_000),
            (66_000_000, 70_653_846),
            (96_000_000, 112_000_000),
        ] {
            let cliff = table().cliff(edge + 1).expect("above a cliff");
            assert_eq!((cliff.edge, cliff.recovers), (edge, recovers));
            assert!(table().net(recovers) >= table().net(edge) && table().net(recovers - 1) < table().net(edge));
            assert_eq!(table().cliff(recovers), None);
            assert!(table().cliff(recovers - 1).is_some());
        }
        assert_eq!([0, -1, 3_600_000, 3_856_667].map(|amount| table().cliff(amount)), [None; 4]);
    }

    #[test]
    fn every_quick_figure_follows_from_the_step_below() {
        for pair in table().brackets.windows(2) {
            assert_eq!(pair[1].quick, quick_after(pair[0], pair[1].percent));
        }
    }

    #[test]
    fn the_table_is_in_force_in_its_years_alone() {
        assert!([2018, 2028].iter().all(|year| built_in(*year).is_none()));
        assert!([2019, 2027].iter().all(|year| built_in(*year).is_some()));
    }
}

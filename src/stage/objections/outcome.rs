//! What follows from an objection.

/// What follows from an objection, a review or an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 维持: the amount stands.
    Upheld,
    /// 缓发: it goes on; the amount is not paid yet.
    Held,
    /// 更正: the amount is wrong, so the computation objected to is not the final one.
    Corrected,
}

impl Outcome {
    /// The words of the register, in the order of the variants.
    pub const WORDS: [&str; 3] = ["维持", "缓发", "更正"];

    pub(super) fn of(index: usize) -> Option<Outcome> {
        [Outcome::Upheld, Outcome::Held, Outcome::Corrected].get(index).copied()
    }

    /// As in the register.
    pub fn chinese(self) -> &'static str {
        Outcome::WORDS[self as usize]
    }
}

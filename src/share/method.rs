/// How the last fen is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// 最大余数法 (Hamilton): every row its floor, then one unit each in the order of remainders.
    /// Nothing is left over except what is smaller than a unit.
    LargestRemainder,
    /// 先定单价: the price of one weight is rounded half up to the fen, then multiplied and rounded half up to
    /// the unit. The residue may be negative.
    UnitPrice,
    /// 逐人四舍五入: every exact share rounded half up to the unit. The residue may be negative.
    RoundEach,
    /// 逐人舍去: every exact share cut to the unit. Equal weights get equal amounts; the residue is never
    /// negative for a positive amount.
    Floor,
}

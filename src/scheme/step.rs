//! `[[step]]`: how money moves.
use super::Text;
use serde::Deserialize;
use toml::Spanned;
use validator::Validate;

/// `[[step]]`: moves money. Exactly one of `share`, `award`, `split`, `collect`, `gate` names the account it
/// draws on.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name: the column it makes.
    pub name: Text,
    /// Shares what is in the account.
    #[serde(default)]
    pub share: Option<Text>,
    /// Gives each row an amount by formula.
    #[serde(default)]
    pub award: Option<Text>,
    /// Cuts the account into named parts on the same row.
    #[serde(default)]
    pub split: Option<Text>,
    /// Brings each row's account to the row it belongs to.
    #[serde(default)]
    pub collect: Option<Text>,
    /// Stops or reduces what is in the account.
    #[serde(default)]
    pub gate: Option<Text>,
    /// The table whose rows receive (share, award, collect).
    #[serde(default)]
    pub to: Option<Text>,
    /// Relation from a receiving row to the account's row (share, award), or from the account's row to the
    /// receiving row (collect), where several would fit.
    #[serde(default)]
    pub by: Option<Text>,
    /// Account that the money goes into; left out: one of the step's name, or the payee's due.
    #[serde(default)]
    pub into: Option<Text>,
    /// Share: weight of a row.
    #[serde(default)]
    pub weight: Option<Text>,
    /// Places of the weight, where it is a formula and not a column.
    #[serde(default)]
    #[validate(range(max = 8, message = "0 至 8|0 to 8"))]
    pub places: Option<u8>,
    /// Award: amount of a row.
    #[serde(default)]
    pub amount: Option<Text>,
    /// Share: how the last fen is settled.
    #[serde(default)]
    pub method: Option<Spanned<ShareMethod>>,
    /// Unit of settlement.
    #[serde(default)]
    pub unit: Option<Spanned<SettlementUnit>>,
    /// Share by largest remainder: text columns that order equal remainders.
    #[serde(default)]
    pub ties: Vec<Text>,
    /// Where rounding differences go.
    #[serde(default)]
    pub residue: Option<Text>,
    /// A group without rows or with a weight total of zero: `stop`, or the account that takes the money.
    #[serde(default)]
    pub empty: Option<Text>,
    /// Several sources: one apportionment each, or one for all.
    #[serde(default)]
    pub sources: Option<Spanned<SourceMode>>,
    /// Award: what happens when the amounts exceed the account: `stop`, `scale`, or the account drawn on.
    #[serde(default)]
    pub overrun: Option<Text>,
    /// Split: the parts.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Gate: when it bites.
    #[serde(default)]
    pub when: Option<Text>,
    /// Gate: factor that is still paid (0 to 1).
    #[serde(default)]
    pub pays: Option<Text>,
    /// Gate: only the highest of these steps' amounts is kept.
    #[serde(default)]
    pub highest: Vec<Text>,
    /// Gate: the sources it acts on: all sources of this fund.
    #[serde(default)]
    pub fund: Option<Text>,
    /// Gate: columns that must be filled where it bites.
    #[serde(default)]
    pub needs: Vec<Text>,
    /// Gate: whether the row still counts.
    #[serde(default)]
    pub counts: Option<Counts>,
    /// The article it implements.
    #[serde(default)]
    pub clause: String,
    /// What it does.
    #[serde(default)]
    pub note: String,
}

/// A part of a split.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Account it makes on the same row, or a named account.
    pub name: Text,
    /// Per cent of what is there, a formula of the row; `rest` takes what is left.
    pub percent: Text,
}

/// Whether a gated row still counts.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// In headcounts and means.
    pub means: bool,
    /// In ranks and their number.
    pub ranks: bool,
    /// In the weight total of shares.
    pub weights: bool,
}

/// How the last fen is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShareMethod {
    /// 最大余数法.
    LargestRemainder,
    /// 先定单价: unit price rounded first, then × weight.
    UnitPrice,
    /// 逐人四舍五入: each share rounded.
    RoundEach,
    /// 逐人舍去: each share cut to the unit; equal rows stay equal.
    Floor,
}

/// Unit of settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettlementUnit {
    /// 分
    #[default]
    Fen,
    /// 角
    Jiao,
    /// 元
    Yuan,
    /// 十元
    TenYuan,
    /// 百元
    HundredYuan,
}

impl SettlementUnit {
    /// Fen in the unit.
    pub fn fen(self) -> i64 {
        match self {
            SettlementUnit::Fen => 1,
            SettlementUnit::Jiao => 10,
            SettlementUnit::Yuan => 100,
            SettlementUnit::TenYuan => 1_000,
            SettlementUnit::HundredYuan => 10_000,
        }
    }
}

/// How a share from several sources is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceMode {
    /// One apportionment for each source; the pay is their sum.
    Separately,
    /// One apportionment of the sum; each payout is then split by source exactly.
    Together,
}

//! `[[fund]]` and `[[account]]`: where money comes from, and where it may stay.
use super::Text;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use validator::Validate;

/// `[[fund]]`: money with a total and named sources.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Fund {
    /// Its name: the account that holds all of its sources.
    pub name: Text,
    /// Named sources with their amounts.
    #[validate(length(min = 1, max = 12, message = "1 至 12 个来源|1 to 12 sources"))]
    pub sources: Vec<FundSource>,
    /// The document it rests on.
    #[serde(default)]
    pub basis: String,
    /// Budget item.
    #[serde(default)]
    pub budget: String,
    /// Counts inside the performance-pay total.
    pub within_total: bool,
    /// What a fund that pays by entrance exams after 13 October 2020 rests on.
    #[serde(default)]
    pub exam_ground: Option<ExamGround>,
}

/// Why a fund still pays by entrance exams: the ground, and who decided it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamGround {
    /// The ground.
    pub ground: String,
    /// The recorded decision.
    pub decision: String,
}

/// A named source of a fund.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FundSource {
    /// Its name, kept visible in every payout.
    pub name: Text,
    /// Formula over the whole district; must come out in whole fen.
    pub amount: Text,
    /// Personnel funds, project expenditure…
    #[serde(default)]
    pub nature: String,
    /// The article it rests on.
    #[serde(default)]
    pub clause: String,
}

/// `[[account]]`: a named place for money.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its name.
    pub name: Text,
    /// The table each of whose rows has one; left out: one for the district.
    #[serde(default)]
    pub table: Option<Text>,
    /// Where its money ends.
    pub kind: Spanned<AccountKind>,
    /// The ground, needed for carried-over and reserved money.
    #[serde(default)]
    pub ground: String,
}

/// Where an account's money ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// 过渡: must be zero at the end.
    Transit,
    /// 已分配到人.
    Paid,
    /// 缓发.
    Held,
    /// 扣发.
    Withheld,
    /// 结转.
    CarriedOver,
    /// 交回财政.
    Returned,
    /// 预留.
    Reserved,
    /// 待定.
    Undecided,
}

impl AccountKind {
    /// Where money may end, in the order in which it is printed: every kind but transit.
    pub const ENDS: [AccountKind; 7] = [
        AccountKind::Paid,
        AccountKind::Withheld,
        AccountKind::Held,
        AccountKind::CarriedOver,
        AccountKind::Returned,
        AccountKind::Reserved,
        AccountKind::Undecided,
    ];
}

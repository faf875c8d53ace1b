//! `[[document]]`: how documents differ from what is made without being asked.
use super::Text;
use serde::Deserialize;
use toml::Spanned;
use validator::Validate;

/// `[[document]]`: how a document of the batch differs from what is made without being asked.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Which.
    pub kind: Spanned<DocumentKind>,
    /// `false`: it is not made.
    #[serde(default = "made")]
    pub make: bool,
    /// Its title; left out: the usual one.
    #[serde(default)]
    #[validate(length(max = 60, message = "60 个字以内|at most 60 characters"))]
    pub title: String,
    /// Columns of payees that stand before the amounts, `教职工.岗位类别`, in order; left out: key and name.
    #[serde(default)]
    pub columns: Vec<Text>,
    /// Who signs, in order.
    #[serde(default)]
    #[validate(length(max = 8, message = "8 人以内|at most 8"))]
    pub signers: Vec<String>,
    /// Column that parts payees by kind: `教职工.岗位类别`.
    #[serde(default)]
    pub staff_kind: Option<Text>,
    /// Column that parts units by kind: `学校.学段`.
    #[serde(default)]
    pub unit_kind: Option<Text>,
    /// Column with what a unit was paid last year.
    #[serde(default)]
    pub last_year: Option<Text>,
    /// Where an objection is brought, on public notices.
    #[serde(default)]
    #[validate(length(max = 200, message = "200 个字以内|at most 200 characters"))]
    pub contact: String,
}

fn made() -> bool {
    true
}

/// The documents that a scheme may choose and change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum DocumentKind {
    /// What each payee of a unit is paid, and why.
    #[serde(rename = "发放明细")]
    Payout,
    /// What each payee signs for.
    #[serde(rename = "签领表")]
    SignOff,
    /// Sums by unit, item, source and kind.
    #[serde(rename = "汇总表")]
    Summary,
    /// What was withheld, held, tied, missed and decided.
    #[serde(rename = "例外与决定清单")]
    Exceptions,
    /// What is posted on the wall.
    #[serde(rename = "公示表")]
    Notice,
    /// What came of the notice.
    #[serde(rename = "公示情况说明")]
    NoticeReport,
    /// What the meeting is asked to decide.
    #[serde(rename = "上会材料")]
    Meeting,
    /// What each accounting unit spends, by source and code.
    #[serde(rename = "用款计划")]
    Spending,
    /// The entries of the books.
    #[serde(rename = "记账凭证")]
    Voucher,
    /// The tax on what each is paid.
    #[serde(rename = "个税测算表")]
    Tax,
}

impl DocumentKind {
    /// The section without which it is not made.
    pub fn needs(self) -> Option<&'static str> {
        match self {
            DocumentKind::Spending | DocumentKind::Voucher => Some("[accounting]"),
            DocumentKind::Tax => Some("[tax]"),
            _ => None,
        }
    }

    /// As the office calls it.
    pub fn chinese(self) -> &'static str {
        match self {
            DocumentKind::Payout => "发放明细",
            DocumentKind::SignOff => "签领表",
            DocumentKind::Summary => "汇总表",
            DocumentKind::Exceptions => "例外与决定清单",
            DocumentKind::Notice => "公示表",
            DocumentKind::NoticeReport => "公示情况说明",
            DocumentKind::Meeting => "上会材料",
            DocumentKind::Spending => "用款计划",
            DocumentKind::Voucher => "记账凭证",
            DocumentKind::Tax => "个税测算表",
        }
    }
}

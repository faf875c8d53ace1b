//! `[accounting]`: under which codes money that is paid is booked, and by whom.
use super::Text;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use validator::Validate;

/// `[accounting]`: how what is paid comes into the books and into the plan of spending.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Accounting {
    /// Column of the units that names who keeps a unit's books, `学校.中心学校`; where blank or left out, the unit itself.
    #[serde(default)]
    pub unit: Option<Text>,
    /// Function code, 支出功能分类, of whatever says nothing else: `2050299 其他普通教育支出`.
    pub function: Text,
    /// Column of the units that decides the function code: `学校.学段`.
    #[serde(default)]
    pub unit_kind: Option<Text>,
    /// Function codes by what that column says.
    #[serde(default)]
    pub functions: Vec<KindFunction>,
    /// How each source is booked.
    #[validate(length(min = 1, max = 100, message = "1 至 100 行|1 to 100 rows"))]
    pub entries: Vec<AccountingEntry>,
    /// Columns of money of the payees: the tax withheld, where it is known from the declaration, `教职工.代扣个税`.
    #[serde(default)]
    pub withheld_tax: Vec<Text>,
    /// The document the codes rest on.
    #[serde(default)]
    pub basis: String,
    /// The codes are assumed, not stated by a document.
    #[serde(default)]
    pub assumption: bool,
}

/// A function code for one kind of units.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct KindFunction {
    /// What the column says.
    pub is: Text,
    /// The code.
    pub code: Text,
}

/// How a source is booked.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AccountingEntry {
    /// `基金.来源`, or a fund with all its sources.
    pub source: Text,
    /// The table of payees that it is meant for; left out: all.
    #[serde(default)]
    pub payees: Option<Text>,
    /// Function code; left out: that of the unit's kind.
    #[serde(default)]
    pub function: Option<Text>,
    /// Economic code of the department's budget, 部门预算支出经济分类: `30107 绩效工资`.
    pub economic: Text,
    /// Basic or project expenditure.
    pub expenditure: Spanned<Expenditure>,
    /// Account that holds what is owed until it is paid; left out: 应付职工薪酬 for codes that begin with 301, else 其他应付款.
    #[serde(default)]
    pub payable: String,
    /// Account that money leaves when it is paid, in the financial books; left out: 财政拨款收入, paid by the treasury.
    #[serde(default)]
    pub credit: Option<Text>,
    /// The same in the budget's books; left out: 财政拨款预算收入 with basic or project expenditure.
    #[serde(default)]
    pub budget_credit: Option<Text>,
}

/// 基本支出 or 项目支出.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expenditure {
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
}

impl Expenditure {
    /// As the office calls it.
    pub fn chinese(self) -> &'static str {
        match self {
            Expenditure::Basic => "基本支出",
            Expenditure::Project => "项目支出",
        }
    }
}

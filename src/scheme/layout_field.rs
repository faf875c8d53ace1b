//! What a column of a layout may say of a payee.
use serde::Deserialize;

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Field {
    /// Running number in the file, from 1.
    #[serde(rename = "序号")]
    Number,
    /// Holder of the account.
    #[serde(rename = "户名")]
    Holder,
    /// Number of the account.
    #[serde(rename = "账号")]
    Account,
    /// Bank of the account.
    #[serde(rename = "开户行")]
    Bank,
    /// Name of the payee.
    #[serde(rename = "姓名")]
    Name,
    /// Identity number.
    #[serde(rename = "证件号")]
    Identity,
    /// Staff number.
    #[serde(rename = "工号")]
    StaffNumber,
    /// Name of the unit.
    #[serde(rename = "单位")]
    Unit,
    /// What the money is for.
    #[serde(rename = "用途")]
    Purpose,
    /// Name of the batch.
    #[serde(rename = "批次")]
    Batch,
    /// What is paid.
    #[serde(rename = "金额")]
    Amount,
    /// What the steps gave, before anything is withheld.
    #[serde(rename = "应发")]
    Due,
    /// What was withheld.
    #[serde(rename = "扣发")]
    Withheld,
    /// What is paid, under the name that payrolls give it.
    #[serde(rename = "实发")]
    Net,
    /// A column for each step that gave something to anybody.
    #[serde(rename = "各项目")]
    EachItem,
    /// A column for each source, with what it pays.
    #[serde(rename = "各来源")]
    EachSource,
}

impl Field {
    /// As layouts and titles call it.
    pub fn name(self) -> &'static str {
        match self {
            Field::Number => "序号",
            Field::Holder => "户名",
            Field::Account => "账号",
            Field::Bank => "开户行",
            Field::Name => "姓名",
            Field::Identity => "证件号",
            Field::StaffNumber => "工号",
            Field::Unit => "单位",
            Field::Purpose => "用途",
            Field::Batch => "批次",
            Field::Amount => "金额",
            Field::Due => "应发",
            Field::Withheld => "扣发",
            Field::Net => "实发",
            Field::EachItem => "各项目",
            Field::EachSource => "各来源",
        }
    }

    /// Whether it is an amount, or several of them.
    pub fn is_amount(self) -> bool {
        use Field::*;
        matches!(self, Amount | Due | Withheld | Net | EachItem | EachSource)
    }

    /// The key of `[[payment]]` that says where it stands; none where the program knows.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Field::Account => Some("account"),
            Field::Bank => Some("bank"),
            Field::Identity => Some("identity"),
            Field::StaffNumber => Some("number"),
            Field::Purpose => Some("purpose"),
            _ => None,
        }
    }
}

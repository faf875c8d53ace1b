//! The stages of a batch.
use serde::Serialize;
use std::fmt;

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub enum Stage {
    /// 试算稿: computed, nothing decided.
    #[default]
    #[serde(rename = "试算稿")]
    Trial,
    /// 公示稿: decided by the meeting, posted for objections.
    #[serde(rename = "公示稿")]
    Notice,
    /// 定稿: approved. Only from it is anybody paid.
    #[serde(rename = "定稿")]
    Final,
    /// 已发放: the bank or treasury has answered.
    #[serde(rename = "已发放")]
    Paid,
}

impl Stage {
    /// As the office calls it.
    pub fn chinese(self) -> &'static str {
        match self {
            Stage::Trial => "试算稿",
            Stage::Notice => "公示稿",
            Stage::Final => "定稿",
            Stage::Paid => "已发放",
        }
    }

    /// Whether files for bank, payroll and vouchers exist.
    pub fn pays(self) -> bool {
        self == Stage::Final
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.chinese())
    }
}

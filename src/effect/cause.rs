//! Something in which two years differ, and which may have changed somebody's amount.
use super::ground::Ground;
use crate::messages::Language;

/// What differs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CauseKind {
    /// The release that sealed the batch.
    Program,
    /// What was recorded of a stage: funds paid, who waits.
    Record,
    /// The total of a fund's source.
    Fund,
    /// A column's formula, a step, how a column is read.
    Rule,
    /// A band table or a tier table.
    Standard,
    /// A parameter.
    Parameter,
    /// An approved correction.
    Correction,
    /// What the office answered to a question.
    Decision,
    /// An input cell.
    #[default]
    Input,
    /// A row that came or went.
    Row,
}

impl CauseKind {
    /// All, in their order.
    pub const ALL: [CauseKind; 10] = [
        CauseKind::Program,
        CauseKind::Record,
        CauseKind::Fund,
        CauseKind::Rule,
        CauseKind::Standard,
        CauseKind::Parameter,
        CauseKind::Correction,
        CauseKind::Decision,
        CauseKind::Input,
        CauseKind::Row,
    ];

    /// In a word or two.
    pub fn word(self, language: Language) -> &'static str {
        let (chinese, english) = match self {
            CauseKind::Program => ("程序版本", "program version"),
            CauseKind::Record => ("发放记录", "record of a stage"),
            CauseKind::Fund => ("资金总额", "fund's total"),
            CauseKind::Rule => ("规则", "rule"),
            CauseKind::Standard => ("标准", "standard"),
            CauseKind::Parameter => ("参数", "parameter"),
            CauseKind::Correction => ("更正", "correction"),
            CauseKind::Decision => ("决定", "decision"),
            CauseKind::Input => ("录入", "input cell"),
            CauseKind::Row => ("行的增减", "row"),
        };
        language.pick(chinese, english)
    }

    /// Whether it is about figures of somebody, and not about everybody alike.
    pub fn is_data(self) -> bool {
        matches!(self, CauseKind::Correction | CauseKind::Decision | CauseKind::Input | CauseKind::Row)
    }
}

/// A value of a cause: as it was, as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Stated {
    /// It is not there.
    #[default]
    Nothing,
    /// As it is shown.
    Shown(String),
    /// A row is there.
    There,
    /// A source is paid, or is not.
    Pays(bool),
}

impl Stated {
    /// In words.
    pub fn words(&self, language: Language) -> &str {
        match self {
            Stated::Nothing => language.pick("（没有）", "(nothing)"),
            Stated::Shown(text) if text.is_empty() => language.pick("（空）", "(blank)"),
            Stated::Shown(text) => text,
            Stated::There => language.pick("有这一行", "the row"),
            Stated::Pays(true) => language.pick("发放", "paid"),
            Stated::Pays(false) => language.pick("不发放", "not paid"),
        }
    }
}

impl From<Option<String>> for Stated {
    fn from(text: Option<String>) -> Stated {
        text.map_or(Stated::Nothing, Stated::Shown)
    }
}

/// Something in which two years differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cause {
    /// What it is.
    pub kind: CauseKind,
    /// `教师[L002 孙丽].考核分`, a parameter's or a rule's name.
    pub what: String,
    /// `file › sheet › cell`, or the clause; empty where there is none.
    pub place: String,
    /// As it was.
    pub old: Stated,
    /// As it is.
    pub new: Stated,
    /// On what ground.
    pub ground: Ground,
}

impl Cause {
    /// In a line.
    pub fn words(&self, language: Language) -> String {
        let place = if self.place.is_empty() { String::new() } else { format!("（{}）", self.place) };
        let values = match (&self.old, &self.new) {
            (Stated::Nothing, Stated::Nothing) => String::new(),
            (old, new) => format!("：{} → {}", old.words(language), new.words(language)),
        };
        let ground = self.ground.words(language);
        let ground = if ground.is_empty() { ground } else { format!("{}{ground}", language.pick("；", "; ")) };
        format!("{} {}{place}{values}{ground}", self.kind.word(language), self.what)
    }
}

//! What a cell holds at a glance, where no scheme says what its column means.
use super::cell::scientific;
use super::date;
use super::figure::{Figure, plain};
use super::fold::{fold, shown};
use super::header::{HeaderColumn, UNITS};
use super::identity;
use super::instead::instead;
use super::sheet::Raw;
use crate::dataset::TextPool;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glance {
    /// A number.
    Number,
    /// A text that is a number: `86.5`, `1,234`.
    TextNumber,
    /// A number with its unit behind it: `95分`.
    UnitNumber,
    /// A text of digits only: a number or a code.
    Digits,
    /// Letters and digits: a code.
    Code,
    /// A number with a per cent sign.
    Percent,
    /// A text with a per cent sign: `85%`.
    TextPercent,
    /// A date.
    Date,
    /// A text, or a number such as 20180901, that is a date.
    TextDate,
    /// A sound identity number.
    Identity,
    /// As long as one, but not sound.
    WrongIdentity,
    /// A number so long that its last digits are lost.
    LostDigits,
    /// 缺考, 病假, a dash.
    Instead,
    /// A time span.
    Time,
    /// TRUE or FALSE.
    Flag,
    /// An error value.
    Error,
    /// A formula without a stored result.
    Uncomputed,
    /// Any other text.
    Text,
}

/// What a header leads one to expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing in particular.
    None,
    /// An amount of money.
    Money,
    /// A code: 工号, 学校代码, 电话.
    Code,
    /// A date.
    Date,
}

const MONEY_UNITS: [&str; 4] = ["元", "百元", "千元", "万元"];
const MONEY: [&str; 11] = ["额", "额度", "奖金", "工资", "津贴", "补贴", "资金", "经费", "扣款", "实发", "应发"];
const CODES: [&str; 10] = ["号", "号码", "代码", "编码", "编号", "电话", "手机", "账户", "账号", "卡号"];
const DATES: [&str; 4] = ["日期", "时间", "年月", "年月日"];

impl Hint {
    /// By the words at the end of a header.
    pub(super) fn of(column: &HeaderColumn) -> Hint {
        let folded = fold(&column.text);
        let name = folded.rsplit('/').next().unwrap_or_default();
        let name = name.split('(').next().unwrap_or_default();
        let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
        if column.unit.as_deref().is_some_and(|unit| MONEY_UNITS.contains(&unit))
            || (ends(&MONEY) && !name.ends_with("名额"))
        {
            Hint::Money
        } else if ends(&CODES) && name != "序号" {
            Hint::Code
        } else if ends(&DATES) {
            Hint::Date
        } else {
            Hint::None
        }
    }
}

/// Looks at a cell that is not blank. `unit`: what the header says in brackets.
pub(super) fn glance(raw: Raw, texts: &TextPool, hint: Hint, unit: Option<&str>) -> Glance {
    match raw {
        Raw::Number(value) if value.abs() >= 1e15 => Glance::LostDigits,
        Raw::Number(value) if hint == Hint::Date && date::from_number(value).is_ok() => Glance::TextDate,
        Raw::Number(_) => Glance::Number,
        Raw::Percent(_) => Glance::Percent,
        Raw::Date(_) => Glance::Date,
        Raw::Odd(_) => Glance::Time,
        Raw::Text(id) => text(texts.get(id).trim(), hint, unit),
        Raw::Flag(_) => Glance::Flag,
        Raw::Error(_) => Glance::Error,
        Raw::Uncomputed => Glance::Uncomputed,
    }
}

fn text(text: &str, hint: Hint, unit: Option<&str>) -> Glance {
    let folded = fold(text);
    let digits = folded.bytes().all(|byte| byte.is_ascii_digit());
    if identity::read(text).is_ok() {
        Glance::Identity
    } else if identity::like(&folded) {
        Glance::WrongIdentity
    } else if date::from_text(text).is_ok() && (!digits || hint == Hint::Date) {
        Glance::TextDate
    } else if digits {
        Glance::Digits
    } else if scientific(&folded.to_uppercase()) {
        Glance::LostDigits
    } else if Figure::from_text(text, "").is_some() {
        Glance::TextNumber
    } else if folded.strip_suffix('%').is_some_and(|bare| Figure::from_text(bare, "").is_some()) {
        Glance::TextPercent
    } else if UNITS.into_iter().chain(unit).any(|unit| Figure::from_text(text, unit).is_some()) {
        Glance::UnitNumber
    } else if instead(&folded).is_some() {
        Glance::Instead
    } else if code(&folded) {
        Glance::Code
    } else {
        Glance::Text
    }
}

/// Letters, digits and hyphens, a digit among them.
fn code(folded: &str) -> bool {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    folded.bytes().all(part) && folded.bytes().any(|byte| byte.is_ascii_digit())
}

/// A cell's content for people: short, printable, long numbers masked.
pub(super) fn written(raw: Raw, texts: &TextPool) -> String {
    match raw {
        Raw::Number(value) => shown(&plain(value)),
        Raw::Percent(value) => Figure::from_float(value).map_or_else(|| plain(value), Figure::percent_text),
        Raw::Date(value) => date::from_serial(value).map_or_else(|| plain(value), date::written),
        Raw::Odd(id) | Raw::Text(id) | Raw::Error(id) => shown(texts.get(id).trim()),
        Raw::Flag(flag) => if flag { "TRUE" } else { "FALSE" }.to_string(),
        Raw::Uncomputed => String::new(),
    }
}

//! Words that several faces print.
use crate::messages::Language;
use crate::number::{Rounding, format_grouped};
use crate::scheme::AccountKind;

/// Where money ended, in a word or two.
pub fn kind_name(kind: AccountKind, language: Language) -> &'static str {
    let (chinese, english) = match kind {
        AccountKind::Paid => ("发放", "paid"),
        AccountKind::Withheld => ("扣发", "withheld"),
        AccountKind::Held => ("缓发", "held"),
        AccountKind::CarriedOver => ("结转", "carried over"),
        AccountKind::Returned => ("交回", "returned"),
        AccountKind::Reserved => ("预留", "reserved"),
        AccountKind::Undecided => ("待定", "undecided"),
        AccountKind::Transit => ("过渡", "in transit"),
    };
    language.pick(chinese, english)
}

/// How figures are rounded.
pub fn rounding_words(rounding: Rounding) -> &'static str {
    rounding.chinese()
}

/// A figure in yuan, for texts: `6,638,638.18 元`.
pub(super) fn yuan_words(fen: i64) -> String {
    format!("{} 元", format_grouped(fen, 2))
}

//! Each different text of a workbook looked at once: cleaned, kept in the dataset's pool, and recognised where it
//! is a word of form sheets rather than data.
use super::fold::{bracketed, clean, fold};
use crate::dataset::{TextId, TextPool};

/// What stands first in the example row of a blank form: the row is passed over.
pub const EXAMPLE: &str = "示例";

/// What a text means to the form that it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing: it is data.
    Data,
    /// 合计, 小计, 总计…
    Total,
    /// 平均, 最高分…
    Average,
    /// `制表人：…`, `校长：…`, `年　月　日`.
    Signature,
    /// 校长, 考核组 without a colon: a signature only where the row holds nothing else.
    Role,
    /// `注：…`, `说明：…`
    Note,
    /// 示例: a row that shows how to fill in the form.
    Example,
}

/// A text after cleaning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// In the dataset's pool; the empty text where only blanks were written.
    pub text: TextId,
    /// Blanks or invisible characters were taken off.
    pub cleaned: bool,
    /// A blank is left inside.
    pub inner_blank: bool,
    /// A character that may not be there.
    pub forbidden: Option<char>,
    /// A character of a private area is in it.
    pub private: bool,
    /// What it means to the form.
    pub word: Word,
}

/// The texts of one workbook that were looked at.
#[derive(Default)]
pub(super) struct Words {
    seen: Vec<Option<Seen>>,
}

impl Words {
    /// Looks at a text of the workbook.
    pub(super) fn look(&mut self, id: TextId, raw: &TextPool, pool: &mut TextPool) -> Seen {
        let index = id.0 as usize;
        if let Some(Some(seen)) = self.seen.get(index) {
            return *seen;
        }
        let seen = look(raw.get(id), pool);
        if self.seen.len() <= index {
            self.seen.resize(index + 1, None);
        }
        self.seen[index] = Some(seen);
        seen
    }
}

/// Looks at any text.
pub(super) fn look(text: &str, pool: &mut TextPool) -> Seen {
    let cleaned = clean(text);
    Seen {
        text: pool.intern(&cleaned.text),
        cleaned: cleaned.text != text,
        inner_blank: cleaned.inner_blank,
        forbidden: cleaned.forbidden,
        private: cleaned.private.is_some(),
        word: word(&cleaned.text),
    }
}

/// Longest text that is taken for a word such as 年段合计.
const WORD_CHARS: usize = 10;
const TOTALS: [&str; 6] = ["合计", "小计", "总计", "共计", "累计", "总合计"];
const AVERAGES: [&str; 6] = ["平均", "平均分", "平均值", "均分", "最高分", "最低分"];
const SIGNERS: [&str; 19] = [
    "制表",
    "制表人",
    "填表",
    "填表人",
    "填报人",
    "审核",
    "审核人",
    "复核",
    "复核人",
    "负责人",
    "单位负责人",
    "经办人",
    "校长",
    "园长",
    "书记",
    "考核组",
    "考核小组",
    "领导签字",
    "盖章",
];
const DATES: [&str; 6] = ["填报时间", "填报日期", "填表日期", "日期", "时间", "联系电话"];
const NOTES: [&str; 5] = ["注", "备注", "说明", "填表说明", "附注"];

fn word(text: &str) -> Word {
    let folded = fold(text);
    if let Some((before, _)) = folded.split_once(':') {
        let before = bracketed(before).map_or(before, |(stem, _)| stem);
        let is = |list: &[&str]| list.iter().any(|word| before.ends_with(word));
        return if NOTES.contains(&before) {
            Word::Note
        } else if is(&SIGNERS) || DATES.contains(&before) {
            Word::Signature
        } else {
            counted(before)
        };
    }
    if folded == EXAMPLE {
        return Word::Example;
    }
    if folded == "年月日" || (folded.starts_with('(') && folded.contains("章)")) {
        return Word::Signature;
    }
    let stem = bracketed(&folded).map_or(folded.as_str(), |(stem, _)| stem);
    if SIGNERS.contains(&stem) { Word::Role } else { counted(stem) }
}

fn counted(stem: &str) -> Word {
    if stem.chars().count() > WORD_CHARS {
        Word::Data
    } else if TOTALS.iter().any(|word| stem.starts_with(word) || stem.ends_with(word)) {
        Word::Total
    } else if AVERAGES.iter().any(|word| stem.ends_with(word)) || stem.starts_with("平均") {
        Word::Average
    } else {
        Word::Data
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_forms() {
        let cases = [
            ("合　计", Word::Total),
            ("平安一中小计", Word::Total),
            ("合计（元）", Word::Total),
            ("年段平均", Word::Average),
            ("制表人：李四", Word::Signature),
            ("单位负责人（签字）：", Word::Signature),
            ("校长", Word::Role),
            ("（公章）", Word::Signature),
            ("注：本表一式两份", Word::Note),
            ("副校长", Word::Data),
            ("张三", Word::Data),
            ("会计", Word::Data),
        ];
        for (text, expected) in cases {
            assert_eq!(word(text), expected, "{text}");
        }
    }
}

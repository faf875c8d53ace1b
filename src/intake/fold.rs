//! Texts as people type them: cleaned for keeping, shortened and masked for showing.
pub(super) use crate::dataset::{folded as fold, masked as mask};
use crate::dataset::{invisible, settled};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Longest part of a cell that a message shows.
const SHOWN_CHARS: usize = 24;

/// What was found while a text was cleaned.
pub(super) struct Cleaned<'a> {
    /// Without outer blanks and invisible characters; line breaks inside are single blanks.
    pub text: Cow<'a, str>,
    /// A blank is left inside.
    pub inner_blank: bool,
    /// A character that no office file should hold: a control character or one that turns the writing direction.
    pub forbidden: Option<char>,
    /// A character of a private area, which other computers show differently.
    pub private: Option<char>,
}

/// Characters that turn the writing direction: a name may then read as another one.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn private_area(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// Cleans a cell's text.
pub(super) fn clean(text: &str) -> Cleaned<'_> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || invisible(c));
    let forbidden = trimmed.chars().find(|c| (c.is_control() && !c.is_whitespace()) || turns_direction(*c));
    let private = trimmed.chars().find(|c| private_area(*c));
    let plain = trimmed.chars().all(|c| !invisible(c) && (c == ' ' || !c.is_whitespace()));
    let text = if plain { Cow::Borrowed(trimmed) } else { Cow::Owned(without_breaks(trimmed)) };
    let inner_blank = text.contains(' ');
    Cleaned { text, inner_blank, forbidden, private }
}

fn without_breaks(text: &str) -> String {
    let visible = |c: &char| !invisible(*c);
    text.chars().filter(visible).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// NFKC with single blanks kept: for lines that hold several statements.
pub(super) fn narrow(text: &str) -> String {
    if text.chars().all(|c| settled(c) && (c == ' ' || !c.is_whitespace())) {
        return text.to_string();
    }
    text.nfkc().filter(|c| !invisible(*c)).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// A cell's text for a message: short, printable, long numbers masked.
pub(super) fn shown(text: &str) -> String {
    let printable: String =
        text.chars().filter(|c| !c.is_control() && !turns_direction(*c) && !invisible(*c)).collect();
    let masked = mask(&printable);
    if masked.chars().count() <= SHOWN_CHARS {
        return masked;
    }
    masked.chars().take(SHOWN_CHARS).chain(['…']).collect()
}

/// The same with everything made visible that a reader would not see or would take for something else.
pub(super) fn revealed(text: &str) -> String {
    let masked: Vec<char> = mask(text).chars().collect();
    let mark = |(at, c): (usize, &char)| match *c {
        ' ' if at > 0 && at + 1 < masked.len() => "␣".to_string(),
        c if c.is_whitespace() || c.is_control() || invisible(c) || turns_direction(c) || private_area(c) => {
            format!("⟨U+{:04X}⟩", u32::from(c))
        }
        c => c.to_string(),
    };
    let more = if masked.len() > SHOWN_CHARS { "…" } else { "" };
    masked.iter().enumerate().take(SHOWN_CHARS).map(mark).chain([more.to_string()]).collect()
}

/// Splits a bracketed ending off a folded text: `得分(元)` is `得分` and `元`.
pub(super) fn bracketed(folded: &str) -> Option<(&str, &str)> {
    let open = folded.rfind('(')?;
    let inside = folded[open + 1..].strip_suffix(')')?;
    (open > 0).then(|| (&folded[..open], inside))
}

/// A list for a message: at most `most` names, then how many more.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>, most: usize) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let mut list = names.iter().take(most).copied().collect::<Vec<_>>().join("、");
    if names.len() > most {
        list.push_str(&format!("…（{}）", names.len()));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_keeps_what_is_meant() {
        assert_eq!(clean("\u{3000}张三\u{A0}\u{200B}").text, "张三");
        assert_eq!(clean("张\n三").text, "张 三");
        assert!(clean("张 三").inner_blank);
        assert_eq!(clean("张\u{202E}三").forbidden, Some('\u{202E}'));
    }

    #[test]
    fn long_numbers_are_masked() {
        assert_eq!(mask("张三34052419800101001X"), "张三**************001X");
        assert_eq!(mask("2018年 901"), "2018年 901");
        assert_eq!(mask("6222 0201 2345 6789 012 李四"), "**** **** **** ***9 012 李四");
        assert_eq!(mask("１１０１０１１９９００１０１００１８"), "**************００１８");
        assert_eq!(mask("2018 2019 2020 x"), "2018 2019 2020 x");
        assert_eq!(shown("11010119900\u{200B}1010018"), "**************0018");
    }

    #[test]
    fn what_nobody_sees_is_made_visible() {
        assert_eq!(revealed("\u{A0}张 三\n"), "⟨U+00A0⟩张␣三⟨U+000A⟩");
        assert_eq!(revealed("11010119900\u{200B}1010018"), "***********⟨U+200B⟩***0018");
        assert_eq!(revealed("𠮷\u{E863}\u{202E}"), "𠮷⟨U+E863⟩⟨U+202E⟩");
    }

    #[test]
    fn folding_meets_what_people_type() {
        assert_eq!(fold("姓　名\n（全称）"), "姓名(全称)");
        assert_eq!(bracketed("合格率(%)"), Some(("合格率", "%")));
    }
}

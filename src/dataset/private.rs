//! Numbers that belong to a person: of identity cards, bank cards and telephones, however they are typed.
use super::folded::invisible;
use std::ops::Range;

/// Most digits of an amount before the point.
const YUAN_DIGITS: usize = 12;

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Private {
    /// 15 or 18 characters, the last of which may be X.
    Identity,
    /// 16 to 19 digits, or more.
    Card,
    /// 11 digits from 13 to 19, also behind 86 or 0.
    Mobile,
}

impl Private {
    /// As the office calls it.
    pub fn chinese(self) -> &'static str {
        match self {
            Private::Identity => "身份证号码",
            Private::Card => "银行卡号",
            Private::Mobile => "手机号码",
        }
    }

    /// The same in English.
    pub fn english(self) -> &'static str {
        match self {
            Private::Identity => "an identity number",
            Private::Card => "a bank account",
            Private::Mobile => "a mobile number",
        }
    }
}

/// Whether a text holds a number that must not be public, however its digits are written or grouped.
pub fn private_number(text: &str) -> Option<Private> {
    private_runs(text).into_iter().next().map(|(_, kind)| kind)
}

/// Every such number: where it stands among the characters, and what it looks like.
pub(super) fn private_runs(text: &str) -> Vec<(Range<usize>, Private)> {
    let shown = |run: &Run| dates(run) || amounts(run) || batch_name(run, text);
    let hidden = runs(text).into_iter().filter(|run| !shown(run));
    hidden.filter_map(|run| Some((run.chars.clone(), kind(&run)?))).collect()
}

/// A digit in any of the forms in which offices type it.
fn digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '０'..='９' => c as u32 - '０' as u32,
        '〇' | '○' => 0,
        // Mathematical digits, in five styles of ten.
        '\u{1D7CE}'..='\u{1D7FF}' => (c as u32 - 0x1D7CE) % 10,
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Whether a character is one of those that a number is made of.
pub(super) fn part(c: char) -> bool {
    digit(c).is_some() || last_of_identity(c)
}

fn last_of_identity(c: char) -> bool {
    matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ')
}

/// Characters that people put between groups of digits. Commas are not among them: lists of figures have them.
fn between(c: char) -> bool {
    c.is_whitespace() || c.is_control() || invisible(c) || "-－‐‑‒–—―−_＿.．·・•*＊".contains(c)
}

/// Digits with nothing but blanks and strokes between them.
struct Run {
    /// The digits alone; an X may be the last.
    digits: String,
    /// The groups that they are typed in: how many digits, and the sign before them.
    groups: Vec<(usize, char)>,
    /// From the first digit to behind the last, in characters of the text.
    chars: Range<usize>,
}

/// The runs of a text; an X ends one.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut open, mut before) = (false, ' ');
    for (at, c) in text.chars().enumerate() {
        match (digit(c), runs.last_mut().filter(|_| open)) {
            (Some(digit), Some(run)) => run.add(at, digit, before),
            (Some(digit), None) => {
                runs.push(Run { digits: digit.to_string(), groups: vec![(1, ' ')], chars: at..at + 1 });
                open = true;
            }
            (None, Some(run)) if last_of_identity(c) && run.digits.len() >= 17 => {
                run.digits.push('X');
                run.chars.end = at + 1;
                open = false;
            }
            (None, _) => open = open && between(c),
        }
        before = c;
    }
    runs
}

impl Run {
    fn add(&mut self, at: usize, digit: char, before: char) {
        match self.groups.last_mut().filter(|_| self.chars.end == at) {
            Some((length, _)) => *length += 1,
            None => self.groups.push((1, before)),
        }
        self.digits.push(digit);
        self.chars.end = at + 1;
    }

    /// The groups with the sign before each; none where an X ends the run.
    fn parts(&self) -> Vec<(&str, char)> {
        let mut rest = self.digits.as_str();
        let mut parts = Vec::new();
        for (length, before) in &self.groups {
            let Some((group, behind)) = rest.split_at_checked(*length) else { break };
            parts.push((group, *before));
            rest = behind;
        }
        if rest.is_empty() { parts } else { Vec::new() }
    }
}

/// Whether a run is days and nothing else: `2019-01-07—2019-01-11`, `20190107-20190111`.
fn dates(run: &Run) -> bool {
    let mut parts = run.parts().into_iter().map(|(group, _)| group).peekable();
    let some = parts.peek().is_some();
    while let Some(group) = parts.next() {
        let known = match group.len() {
            8 => day(&group[..4], &group[4..6], &group[6..]),
            4 => parts
                .next()
                .zip(parts.next())
                .is_some_and(|(month, day_of)| month.len() <= 2 && day_of.len() <= 2 && day(group, month, day_of)),
            _ => false,
        };
        if !known {
            return false;
        }
    }
    some
}

/// Whether a run is amounts to the fen and nothing else, `10000000.00 — 20000000.00`, or one number below one.
fn amounts(run: &Run) -> bool {
    let parts = run.parts();
    if matches!(parts[..], [("0", _), (_, '.')]) {
        return true;
    }
    let amount = |pair: &[(&str, char)]| matches!(pair, [(yuan, before), (fen, '.')] if *before != '.' && yuan.len() <= YUAN_DIGITS && fen.len() == 2);
    !parts.is_empty() && parts.chunks(2).all(amount)
}

/// Whether a run is the start of a batch's name, a year and twelve signs of its fingerprint: `2018-123456789abc`.
fn batch_name(run: &Run, text: &str) -> bool {
    let [(first, _), (second, '-')] = run.parts()[..] else { return false };
    let more = text.chars().skip(run.chars.end).take_while(|c| matches!(c, '0'..='9' | 'a'..='f')).count();
    day(first, "1", "1") && second.len() + more == 12
}

fn day(year: &str, month: &str, day: &str) -> bool {
    let within =
        |text: &str, range: std::ops::RangeInclusive<u16>| text.parse().is_ok_and(|value| range.contains(&value));
    within(year, 1900..=2099) && within(month, 1..=12) && within(day, 1..=31)
}

fn kind(run: &Run) -> Option<Private> {
    let digits = run.digits.as_str();
    let mobile = |text: &str| {
        let bytes = text.as_bytes();
        bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
    };
    match digits.len() {
        11 => mobile(digits).then_some(Private::Mobile),
        // With the prefix of the country or of long distance.
        12..=15 if digits.get(digits.len() - 11..).is_some_and(mobile) => Some(Private::Mobile),
        15 | 18 => Some(Private::Identity),
        16.. => Some(Private::Card),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::masked;

    /// Numbers from a fixed seed (xorshift), so that a failure can be seen again.
    struct Seeded(u64);

    impl Seeded {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % limit
        }

        fn digits(&mut self, count: u64) -> String {
            (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
        }

        /// Eighteen characters with the check digit of GB 11643.
        fn identity(&mut self) -> String {
            let body = self.digits(17);
            let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
            let sum: usize = body.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
            format!("{body}{}", &"10X98765432"[sum % 11..=sum % 11])
        }

        fn number(&mut self) -> String {
            match self.below(4) {
                0 => self.digits(15),
                1 => self.identity(),
                2 => {
                    let length = 16 + self.below(4);
                    self.digits(length)
                }
                _ => format!("1{}{}", 3 + self.below(7), self.digits(9)),
            }
        }

        /// The number as somebody may type it: grouped, full-width, inside a sentence.
        fn written(&mut self, number: &str) -> String {
            let separators = ["", " ", "-", ".", "　", "－", "·", "—", "\u{200b}"];
            let separator = separators[self.below(separators.len() as u64) as usize];
            let (group, wide) = (3 + self.below(3) as usize, self.below(2) == 0);
            let mut written = String::new();
            for (index, c) in number.chars().enumerate() {
                if index > 0 && index % group == 0 {
                    written.push_str(separator);
                }
                let full = c.to_digit(10).and_then(|value| char::from_u32('０' as u32 + value));
                let full = full.or((c == 'X').then_some('Ｘ'));
                written.push(full.filter(|_| wide).unwrap_or(c));
            }
            match self.below(3) {
                0 => format!("张三{written}"),
                1 => format!("联系：{written}（本人）"),
                _ => written,
            }
        }
    }

    /// What a number is made of, full-width characters as the usual ones.
    fn digits_of(text: &str) -> String {
        text.chars().filter(|c| part(*c)).map(|c| digit(c).unwrap_or('X')).collect()
    }

    #[test]
    fn ten_thousand_planted_numbers_are_all_seen() {
        let mut seeded = Seeded(20_181_231);
        for _ in 0..10_000 {
            let number = seeded.number();
            let written = seeded.written(&number);
            assert!(private_number(&written).is_some(), "{written}");
            let (shown, whole) = (masked(&written), digits_of(&written));
            let left = digits_of(&shown);
            assert!(left.len() <= 4 && whole.ends_with(&left), "{written} is shown as {shown}");
            assert_eq!(shown.chars().count(), written.chars().count(), "{shown}");
            assert_eq!(masked(&shown), shown, "masking again changes nothing");
        }
    }

    #[test]
    fn what_notices_say_passes() {
        let legit = [
            "T0132",
            "2018年度",
            "1,120,000.00",
            "12345678.90 元",
            "95.5",
            "平办发〔2017〕55号",
            "自2019年1月7日至2019年1月11日",
            "0935-8201234",
            "010-12345678",
            "2018-de3245b30ca2",
            "批次 2018-123456789abc",
            "2018-123456789012",
            "0.12345678901234567%",
            "第 1 至 20 名",
            "五（二）3（A9、A10）",
            "2019-01-07",
            "公示期 2019-01-07—2019-01-11",
            "考勤20190107-20190111.xlsx",
            "2019.1.7-2019.1.11",
            "应在 10000000.00 — 20000000.00 之间",
            "张三",
            "",
        ];
        for text in legit {
            assert_eq!(private_number(text), None, "{text}");
        }
    }

    #[test]
    fn prefixes_do_not_hide_a_mobile_number() {
        for text in ["+86 138 0013 8000", "8613800138000", "013800138000", "0086-13800138000"] {
            assert_eq!(private_number(text), Some(Private::Mobile), "{text}");
        }
    }
}

//! The guard of what is made public: no text that looks like an identity, card or mobile number passes.

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
}

/// Whether a text holds a number that must not be public, however its digits are written or grouped.
pub fn private_number(text: &str) -> Option<Private> {
    runs(text).iter().find_map(|run| kind(run))
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

/// Characters that people put between groups of digits. Commas are not among them: lists of figures have them.
fn between(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "-－‐‑‒–—―−_＿.．·・•*＊\u{200b}\u{200c}\u{200d}\u{feff}\u{00ad}".contains(c)
}

/// The runs of digits of a text with what stands between groups taken out; an X ends a run.
fn runs(text: &str) -> Vec<String> {
    let (mut runs, mut run) = (Vec::new(), String::new());
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            run.push(digit);
        } else if matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ') && run.len() >= 17 {
            run.push('X');
            runs.push(std::mem::take(&mut run));
        } else if !between(c) && !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    runs.push(run);
    runs
}

fn kind(run: &str) -> Option<Private> {
    let mobile = |text: &str| {
        let bytes = text.as_bytes();
        bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
    };
    match run.len() {
        11 => mobile(run).then_some(Private::Mobile),
        // With the prefix of the country or of long distance.
        12..=15 if run.get(run.len() - 11..).is_some_and(mobile) => Some(Private::Mobile),
        15 | 18 => Some(Private::Identity),
        16.. => Some(Private::Card),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

        fn number(&mut self) -> String {
            match self.below(4) {
                0 => self.digits(15),
                1 if self.below(2) == 0 => format!("{}X", self.digits(17)),
                1 => self.digits(18),
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
                written.push(full.filter(|_| wide).unwrap_or(c));
            }
            match self.below(3) {
                0 => format!("张三{written}"),
                1 => format!("联系：{written}（本人）"),
                _ => written,
            }
        }
    }

    #[test]
    fn ten_thousand_planted_numbers_are_all_seen() {
        let mut seeded = Seeded(20_181_231);
        for _ in 0..10_000 {
            let number = seeded.number();
            let written = seeded.written(&number);
            assert!(private_number(&written).is_some(), "{written}");
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
            "第 1 至 20 名",
            "五（二）3（A9、A10）",
            "2019-01-07",
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

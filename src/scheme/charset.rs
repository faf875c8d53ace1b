//! The encodings of text files for banks, each strict: what an encoding lacks is told and never replaced.
use encoding_rs::{EncoderResult, Encoding, GB18030, GBK};
use serde::Deserialize;

/// Characters of the private areas: every computer shows others there.
const PRIVATE: [std::ops::RangeInclusive<char>; 2] = ['\u{E000}'..='\u{F8FF}', '\u{F0000}'..='\u{10FFFD}'];
/// Bytes of a character in GB18030 at most.
const BYTES_MAX: usize = 4;

/// How the characters of a text file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Charset {
    /// The national standard: every Chinese character.
    GB18030,
    /// Its two-byte forerunner, which Windows calls ANSI (code page 936): some 21,000 characters.
    GBK,
    /// UTF-8 without a mark.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-8 that begins with a byte order mark.
    #[serde(rename = "UTF-8-BOM")]
    Utf8Marked,
}

impl Charset {
    /// Its name in layouts and messages.
    pub fn name(self) -> &'static str {
        match self {
            Charset::GB18030 => "GB18030",
            Charset::GBK => "GBK",
            Charset::Utf8 => "UTF-8",
            Charset::Utf8Marked => "UTF-8-BOM",
        }
    }

    /// What the file begins with.
    pub fn mark(self) -> &'static [u8] {
        if self == Charset::Utf8Marked { b"\xEF\xBB\xBF" } else { b"" }
    }

    /// The bytes of a text, without a mark.
    ///
    /// # Errors
    /// The characters that the encoding lacks, each once.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, Vec<char>> {
        let (mut bytes, mut lacking) = (Vec::with_capacity(2 * text.len()), Vec::new());
        for c in text.chars() {
            match self.character(c) {
                Some(character) => bytes.extend(character),
                None if !lacking.contains(&c) => lacking.push(c),
                None => {}
            }
        }
        if lacking.is_empty() { Ok(bytes) } else { Err(lacking) }
    }

    fn character(self, c: char) -> Option<Vec<u8>> {
        if PRIVATE.iter().any(|range| range.contains(&c)) {
            return None;
        }
        match self {
            Charset::GB18030 => encoded(GB18030, c),
            Charset::GBK => encoded(GBK, c).filter(|bytes| code_page_936(bytes)),
            Charset::Utf8 | Charset::Utf8Marked => Some(c.to_string().into_bytes()),
        }
    }
}

fn encoded(encoding: &'static Encoding, c: char) -> Option<Vec<u8>> {
    let (mut text, mut bytes) = ([0; 4], [0; BYTES_MAX]);
    let text = c.encode_utf8(&mut text);
    let (result, _, written) = encoding.new_encoder().encode_from_utf8_without_replacement(text, &mut bytes, true);
    (result == EncoderResult::InputEmpty).then(|| bytes[..written].to_vec())
}

/// Whether Windows has a character of these bytes: the web's GBK, which the encoder follows, has 81 more, such as 䶮.
fn code_page_936(bytes: &[u8]) -> bool {
    match *bytes {
        [byte] => byte < 0x80,
        [0xA2, 0xE3] | [0xA8, 0xBF] | [0xA9, 0x89..=0x95] | [0xFE, 0x50..=0xA0] => false,
        [_, _] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gb18030_has_every_character_and_gbk_only_those_of_windows() {
        assert_eq!(Charset::GB18030.encode("张䶮𠮷"), Ok(b"\xD5\xC5\xFE\x9F\x95\x34\xB2\x35".to_vec()));
        assert_eq!(Charset::GBK.encode("张三，·"), Ok(b"\xD5\xC5\xC8\xFD\xA3\xAC\xA1\xA4".to_vec()));
        assert_eq!(Charset::GBK.encode("张䶮𠮷€䶮"), Err(vec!['䶮', '𠮷', '€']));
    }

    #[test]
    fn no_encoding_has_characters_of_the_private_areas() {
        for charset in [Charset::GB18030, Charset::GBK, Charset::Utf8, Charset::Utf8Marked] {
            assert_eq!(charset.encode("甲\u{E863}"), Err(vec!['\u{E863}']), "{}", charset.name());
        }
    }
}

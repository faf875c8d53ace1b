//! A walk over the XML that spreadsheet programs write: no blanks between tags, no comments, attributes in double
//! quotation marks. Anything else is none, and the caller lets a whole XML reader look instead.
use memchr::memchr;
use std::borrow::Cow;

/// A place in a part.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

/// How a tag ends whose name was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagEnd {
    /// `>`.
    Open,
    /// `/>`.
    Empty,
}

impl<'a> Scan<'a> {
    /// From a byte of a text on.
    pub(super) fn new(text: &'a str, at: usize) -> Scan<'a> {
        Scan { text, at }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Passes a word, if it stands here.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// Passes a word that has to stand here.
    pub(super) fn literal(&mut self, word: &str) -> Option<()> {
        self.eat(word).then_some(())
    }

    /// What stands before the next tag. Ends of lines of other systems are the XML reader's to settle.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = memchr(b'<', self.rest())?;
        let text = self.text.get(self.at..self.at + length)?;
        self.at += length;
        (!text.as_bytes().contains(&b'\r')).then_some(text)
    }

    /// Calls with the name and value of each attribute, and tells how the tag ends.
    pub(super) fn attributes(&mut self, mut each: impl FnMut(&'a str, &'a str) -> Option<()>) -> Option<TagEnd> {
        loop {
            match self.rest() {
                [b'>', ..] => {
                    self.at += 1;
                    return Some(TagEnd::Open);
                }
                [b'/', b'>', ..] => {
                    self.at += 2;
                    return Some(TagEnd::Empty);
                }
                [b' ', b'/', b'>', ..] => {
                    self.at += 3;
                    return Some(TagEnd::Empty);
                }
                [b' ', ..] => {
                    self.at += 1;
                    let name = self.run(|byte| byte.is_ascii_alphanumeric() || byte == b':')?;
                    self.literal("=\"")?;
                    let value = self.run(|byte| !matches!(byte, b'"' | b'<' | b'>' | b'&' | b'\t' | b'\r' | b'\n'))?;
                    self.literal("\"")?;
                    each(name, value)?;
                }
                _ => return None,
            }
        }
    }

    /// How a tag ends that has no attributes.
    pub(super) fn bare(&mut self) -> Option<TagEnd> {
        self.attributes(|_, _| None)
    }

    /// The name of a tag.
    pub(super) fn name(&mut self) -> Option<&'a str> {
        self.run(|byte| byte.is_ascii_alphanumeric()).filter(|name| !name.is_empty())
    }

    /// Bytes of one kind.
    fn run(&mut self, fits: impl Fn(u8) -> bool) -> Option<&'a str> {
        let length = self.rest().iter().position(|byte| !fits(*byte))?;
        let run = self.text.get(self.at..self.at + length)?;
        self.at += length;
        Some(run)
    }
}

/// A text without its five predefined entities; none where there are others, or what spreadsheet programs write for
/// characters that XML does not have: `_x000D_`.
pub(super) fn plain_text(text: &str) -> Option<Cow<'_, str>> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return (memchr(b'_', text.as_bytes()).is_none() || !text.contains("_x")).then_some(Cow::Borrowed(text));
    }
    let mut plain = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    plain.push_str(pieces.next()?);
    for piece in pieces {
        let (entity, rest) = piece.split_once(';')?;
        plain.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        });
        plain.push_str(rest);
    }
    (!plain.contains("_x")).then_some(Cow::Owned(plain))
}

/// The text of a `<t>` whose name was passed, with the rules for blanks at its ends.
pub(super) fn t_element<'a>(scan: &mut Scan<'a>) -> Option<Cow<'a, str>> {
    let mut kept = false;
    let end = scan.attributes(|name, value| {
        kept = true;
        (name == "xml:space" && value == "preserve").then_some(())
    })?;
    if end == TagEnd::Empty {
        return Some(Cow::Borrowed(""));
    }
    let text = scan.text()?;
    scan.literal("</t>")?;
    let plain = plain_text(text)?;
    if kept {
        return Some(plain);
    }
    let trim = [' ', '\t', '\n', '\r'];
    Some(match plain {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(trim)),
        Cow::Owned(text) => Cow::Owned(text.trim_matches(trim).to_string()),
    })
}

/// Whether an XML declaration, if there is one, says what the bytes are: UTF-8.
pub(super) fn declared_utf8(text: &str) -> bool {
    let Some(declaration) = text.strip_prefix("<?xml ").and_then(|rest| rest.split("?>").next()) else {
        return text.starts_with('<') && !text.starts_with("<?");
    };
    let encoding = declaration.split_once("encoding=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    encoding.is_none_or(|name| name.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("utf-8")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_of_a_tag() {
        let mut seen = Vec::new();
        let mut scan = Scan::new("<c r=\"A1\" s=\"3\">", 2);
        assert_eq!(
            scan.attributes(|name, value| {
                seen.push((name, value));
                Some(())
            }),
            Some(TagEnd::Open)
        );
        assert_eq!(seen, [("r", "A1"), ("s", "3")]);
        for empty in ["/>", " />", " r=\"1\"/>", " r=\"1\" />"] {
            assert_eq!(Scan::new(empty, 0).attributes(|_, _| Some(())), Some(TagEnd::Empty), "{empty}");
        }
        for odd in [" >", " r='1'>", " r=\"<\">", "  r=\"1\">", " r>", " r=\"1\"s=\"2\">", " r=\"1", ""] {
            assert_eq!(Scan::new(odd, 0).attributes(|_, _| Some(())), None, "{odd}");
        }
    }

    #[test]
    fn texts_that_are_plain() {
        let cases = [
            ("张三", Some("张三")),
            ("A&amp;B &lt;1&gt;", Some("A&B <1>")),
            ("a_b", Some("a_b")),
            ("_x000D_", None),
            ("&#10;", None),
            ("a & b", None),
        ];
        for (text, expected) in cases {
            assert_eq!(plain_text(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn encodings_that_are_declared() {
        for sound in ["<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>", "<a/>", "<?xml version='1.0'?><a/>"] {
            assert!(declared_utf8(sound), "{sound}");
        }
        for other in ["<?xml version=\"1.0\" encoding=\"GBK\"?><a/>", "\u{feff}<a/>", "<?pi ?><a/>"] {
            assert!(!declared_utf8(other), "{other}");
        }
    }
}

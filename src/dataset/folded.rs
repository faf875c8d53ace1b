//! Texts folded for comparing: what people type in several ways and mean as one.
use unicode_normalization::UnicodeNormalization;

/// Zero-width characters that copying from web pages leaves behind.
pub(crate) fn invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// Characters that NFKC leaves as they are: most texts hold no others, and normalising is slow.
pub(crate) fn settled(c: char) -> bool {
    c.is_ascii() || ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Middle dots of names of minorities.
const DOTS: [char; 5] = ['•', '・', '‧', '⋅', '∙'];

/// The form in which headers, sheet names, words and names of persons are compared: NFKC, which makes radicals and
/// full-width forms the usual characters, without blanks, in lower case, with one middle dot.
pub(crate) fn folded(text: &str) -> String {
    if text.chars().all(settled) {
        return text.chars().filter(|c| !c.is_ascii_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    }
    let visible = text.nfkc().filter(|c| !c.is_whitespace() && !invisible(*c));
    visible.flat_map(char::to_lowercase).map(|c| if DOTS.contains(&c) { '·' } else { c }).collect()
}

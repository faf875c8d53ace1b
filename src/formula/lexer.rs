//! Text → tokens. Full-width punctuation, the commonest slip of a Chinese keyboard, is accepted everywhere.
use super::Comparison;
use crate::number::parse_decimal;
use std::ops::Range;

/// A token and its bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    Number(i64, u32),
    Text(String),
    Name(String),
    /// `+ - * / ( ) , . : %`
    Mark(char),
    Compare(Comparison),
    End,
}

/// A formula that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaError {
    /// What is wrong.
    pub kind: FormulaErrorKind,
    /// Bytes in the formula's text.
    pub span: Range<usize>,
}

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormulaErrorKind {
    /// A character that no formula has.
    Character(char),
    /// A number that is not a plain decimal of at most 18 digits.
    Number(String),
    /// A text or bracketed name without its end.
    Unclosed(char),
    /// Something else was expected here.
    Expected {
        /// What was expected.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// The text is longer than the limit.
    TooLong {
        /// Bytes.
        length: usize,
        /// Limit in bytes.
        limit: usize,
    },
    /// More operators than the limit.
    TooManyOperators {
        /// Limit.
        limit: usize,
    },
    /// Brackets are nested deeper than the limit.
    TooDeep {
        /// Limit.
        limit: usize,
    },
}

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, FormulaError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        let token = lexer.next()?;
        let end = token.kind == TokenKind::End;
        tokens.push(token);
        if end {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Result<Token, FormulaError> {
        while let Some(c) = self.peek().filter(|c| c.is_whitespace()) {
            self.at += c.len_utf8();
        }
        let start = self.at;
        let Some(c) = self.peek() else {
            return Ok(Token { kind: TokenKind::End, span: start..start });
        };
        let kind = match c {
            '"' | '“' | '”' => self.quoted(start)?,
            '[' | '［' => self.bracketed(start)?,
            _ if narrow(c).is_ascii_digit() => self.number(start)?,
            _ if begins_name(c) => self.name(),
            _ => self.mark(start, c)?,
        };
        Ok(Token { kind, span: start..self.at })
    }

    fn quoted(&mut self, start: usize) -> Result<TokenKind, FormulaError> {
        let opening = self.peek().unwrap_or('"');
        self.at += opening.len_utf8();
        let closing: &[char] = if opening == '"' { &['"'] } else { &['”', '“'] };
        let rest = &self.text[self.at..];
        let Some(length) = rest.find(closing) else {
            return Err(FormulaError { kind: FormulaErrorKind::Unclosed(opening), span: start..self.text.len() });
        };
        let text = rest[..length].to_string();
        let close = rest[length..].chars().next().map_or(1, char::len_utf8);
        self.at += length + close;
        Ok(TokenKind::Text(text))
    }

    fn bracketed(&mut self, start: usize) -> Result<TokenKind, FormulaError> {
        let opening = self.peek().unwrap_or('[');
        self.at += opening.len_utf8();
        let rest = &self.text[self.at..];
        let Some(length) = rest.find([']', '］']) else {
            return Err(FormulaError { kind: FormulaErrorKind::Unclosed(opening), span: start..self.text.len() });
        };
        let name = rest[..length].trim().to_string();
        let close = rest[length..].chars().next().map_or(1, char::len_utf8);
        self.at += length + close;
        Ok(TokenKind::Name(name))
    }

    fn number(&mut self, start: usize) -> Result<TokenKind, FormulaError> {
        let mut digits = String::new();
        while let Some(c) = self.peek().filter(|c| matches!(narrow(*c), '0'..='9' | '.' | '_')) {
            digits.push(narrow(c));
            self.at += c.len_utf8();
        }
        match parse_decimal(&digits) {
            Some((value, places)) => Ok(TokenKind::Number(value, places)),
            None => Err(FormulaError { kind: FormulaErrorKind::Number(digits), span: start..self.at }),
        }
    }

    fn name(&mut self) -> TokenKind {
        let start = self.at;
        while let Some(c) = self.peek().filter(|c| continues_name(*c)) {
            self.at += c.len_utf8();
        }
        TokenKind::Name(self.text[start..self.at].to_string())
    }

    fn mark(&mut self, start: usize, c: char) -> Result<TokenKind, FormulaError> {
        self.at += c.len_utf8();
        let compare = |comparison| Ok(TokenKind::Compare(comparison));
        match narrow(c) {
            mark @ ('+' | '-' | '*' | '/' | '(' | ')' | ',' | '.' | ':' | '%') => Ok(TokenKind::Mark(mark)),
            '=' => compare(Comparison::Equal),
            '≠' => compare(Comparison::NotEqual),
            '≤' => compare(Comparison::LessOrEqual),
            '≥' => compare(Comparison::GreaterOrEqual),
            '<' if self.take('>') => compare(Comparison::NotEqual),
            '<' if self.take('=') => compare(Comparison::LessOrEqual),
            '<' => compare(Comparison::Less),
            '>' if self.take('=') => compare(Comparison::GreaterOrEqual),
            '>' => compare(Comparison::Greater),
            _ => Err(FormulaError { kind: FormulaErrorKind::Character(c), span: start..self.at }),
        }
    }

    fn take(&mut self, wanted: char) -> bool {
        match self.peek() {
            Some(c) if narrow(c) == wanted => {
                self.at += c.len_utf8();
                true
            }
            _ => false,
        }
    }
}

/// The half-width form of full-width punctuation and digits.
fn narrow(c: char) -> char {
    match c {
        '×' => '*',
        '÷' => '/',
        '，' => ',',
        '。' => '.',
        '—' | '－' => '-',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn begins_name(c: char) -> bool {
    c == '_' || (c.is_alphabetic() && narrow(c) == c)
}

fn continues_name(c: char) -> bool {
    begins_name(c) || c == '·' || (c.is_alphanumeric() && narrow(c) == c)
}

//! Tokens → tree, by precedence climbing. From loose to tight: comparison, `+ -`, `* /`, sign, `%`.
use super::lexer::{FormulaError, FormulaErrorKind, Token, TokenKind, tokens};
use super::tree::{Argument, Expression, Node, Segment};
use crate::number::format_fixed;

/// Most decimal places of a number.
const PLACES_MAX: u32 = 18;

/// Longest formula, in bytes.
pub const LENGTH_MAX: usize = 64 * 1024;
/// Deepest nesting of brackets, calls and signs.
pub const DEPTH_MAX: usize = 64;
/// Most of the operators `+ - * /` in one formula.
pub const OPERATORS_MAX: usize = 200;

/// Reads a formula. A leading `=`, as in a spreadsheet, is accepted.
pub fn parse(text: &str) -> Result<Expression, FormulaError> {
    if text.len() > LENGTH_MAX {
        let kind = FormulaErrorKind::TooLong { length: text.len(), limit: LENGTH_MAX };
        return Err(FormulaError { kind, span: 0..0 });
    }
    let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0, operators: 0 };
    if matches!(parser.peek().kind, TokenKind::Compare(super::Comparison::Equal)) {
        parser.at += 1;
    }
    let expression = parser.comparison()?;
    match parser.peek().kind {
        TokenKind::End => Ok(expression),
        TokenKind::Compare(_) => Err(parser.expected(
            "公式的结尾（两个比较要用 AND 连接） / the end of the formula (two comparisons are joined with AND)",
        )),
        _ => Err(parser.expected("运算符 / an operator")),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    operators: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        // The last token is always `End`, and nothing moves past it.
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        if token.kind != TokenKind::End {
            self.at += 1;
        }
        token
    }

    fn take_mark(&mut self, mark: char) -> bool {
        let found = self.peek().kind == TokenKind::Mark(mark);
        if found {
            self.at += 1;
        }
        found
    }

    fn expected(&self, expected: &'static str) -> FormulaError {
        let token = self.peek();
        let found = match &token.kind {
            TokenKind::End => "公式的结尾 / the end of the formula".to_string(),
            TokenKind::Mark(mark) => format!("“{mark}”"),
            TokenKind::Compare(comparison) => format!("“{}”", comparison.symbol()),
            TokenKind::Name(name) => format!("“{name}”"),
            TokenKind::Text(text) => format!("文字“{text}” / the text “{text}”"),
            TokenKind::Number(value, places) => {
                let number = format_fixed(*value, *places);
                format!("数字 {number} / the number {number}")
            }
        };
        FormulaError { kind: FormulaErrorKind::Expected { expected, found }, span: token.span.clone() }
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T, FormulaError>) -> Result<T, FormulaError> {
        if self.depth == DEPTH_MAX {
            let kind = FormulaErrorKind::TooDeep { limit: DEPTH_MAX };
            return Err(FormulaError { kind, span: self.peek().span.clone() });
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    fn comparison(&mut self) -> Result<Expression, FormulaError> {
        let left = self.sum()?;
        let TokenKind::Compare(comparison) = self.peek().kind else { return Ok(left) };
        self.at += 1;
        let right = self.sum()?;
        let span = left.span.start..right.span.end;
        Ok(Expression { node: Node::Compare(comparison, Box::new(left), Box::new(right)), span })
    }

    fn sum(&mut self) -> Result<Expression, FormulaError> {
        self.chain(&['+', '-'], Self::product)
    }

    fn product(&mut self) -> Result<Expression, FormulaError> {
        self.chain(&['*', '/'], Self::signed)
    }

    fn chain(
        &mut self,
        operators: &[char],
        operand: fn(&mut Self) -> Result<Expression, FormulaError>,
    ) -> Result<Expression, FormulaError> {
        let mut left = operand(self)?;
        while let TokenKind::Mark(mark) = self.peek().kind {
            if !operators.contains(&mark) {
                break;
            }
            self.operators += 1;
            if self.operators > OPERATORS_MAX {
                let kind = FormulaErrorKind::TooManyOperators { limit: OPERATORS_MAX };
                return Err(FormulaError { kind, span: self.peek().span.clone() });
            }
            self.at += 1;
            let right = operand(self)?;
            let span = left.span.start..right.span.end;
            left = Expression { node: Node::Arithmetic(mark, Box::new(left), Box::new(right)), span };
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Expression, FormulaError> {
        let start = self.peek().span.start;
        if self.take_mark('-') {
            let inner = self.deeper(Self::signed)?;
            let span = start..inner.span.end;
            return Ok(Expression { node: Node::Negate(Box::new(inner)), span });
        }
        if self.take_mark('+') {
            return self.deeper(Self::signed);
        }
        self.percent()
    }

    fn percent(&mut self) -> Result<Expression, FormulaError> {
        let mut inner = self.primary()?;
        if let Node::Number(value, places) = inner.node
            && self.peek().kind == TokenKind::Mark('%')
        {
            let span = inner.span.start..self.peek().span.end;
            if places + 2 > PLACES_MAX {
                let kind = FormulaErrorKind::Number(format_fixed(value, places) + "%");
                return Err(FormulaError { kind, span });
            }
            inner = Expression { node: Node::Number(value, places + 2), span };
            self.at += 1;
        }
        Ok(inner)
    }

    fn primary(&mut self) -> Result<Expression, FormulaError> {
        let start = self.peek().span.start;
        match self.peek().kind.clone() {
            TokenKind::Number(value, places) => Ok(self.leaf(Node::Number(value, places))),
            TokenKind::Text(text) => Ok(self.leaf(Node::Text(text))),
            TokenKind::Name(name) => self.name(name),
            TokenKind::Mark('(') => {
                self.at += 1;
                let inner = self.deeper(Self::comparison)?;
                self.close()?;
                Ok(Expression { node: inner.node, span: start..self.before() })
            }
            _ => Err(self.expected("数字、名称或括号 / a number, a name or a bracket")),
        }
    }

    fn leaf(&mut self, node: Node) -> Expression {
        Expression { node, span: self.take().span }
    }

    fn name(&mut self, name: String) -> Result<Expression, FormulaError> {
        let first = self.take();
        let start = first.span.start;
        if self.take_mark('(') {
            let arguments = self.deeper(Self::arguments)?;
            return Ok(Expression { node: Node::Call(name, arguments), span: start..self.before() });
        }
        if name == "TRUE" || name == "FALSE" {
            return Ok(Expression { node: Node::Flag(name == "TRUE"), span: first.span });
        }
        let mut segments = vec![Segment { name, span: first.span }];
        while self.take_mark('.') {
            let TokenKind::Name(name) = self.peek().kind.clone() else {
                return Err(self.expected("名称 / a name"));
            };
            let span = self.take().span;
            segments.push(Segment { name, span });
        }
        Ok(Expression { node: Node::Name(segments), span: start..self.before() })
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, FormulaError> {
        let mut arguments = Vec::new();
        if self.take_mark(')') {
            return Ok(arguments);
        }
        loop {
            let label = self.label();
            let value = self.comparison()?;
            arguments.push(Argument { label, value });
            if !self.take_mark(',') {
                break;
            }
        }
        self.close()?;
        Ok(arguments)
    }

    fn label(&mut self) -> Option<Segment> {
        let TokenKind::Name(name) = self.peek().kind.clone() else { return None };
        if self.tokens.get(self.at + 1).is_none_or(|next| next.kind != TokenKind::Mark(':')) {
            return None;
        }
        let span = self.take().span;
        self.at += 1;
        Some(Segment { name, span })
    }

    fn close(&mut self) -> Result<(), FormulaError> {
        if self.take_mark(')') { Ok(()) } else { Err(self.expected("右括号 / a closing bracket")) }
    }

    /// End of the token just taken.
    fn before(&self) -> usize {
        self.tokens.get(self.at.wrapping_sub(1)).map_or(0, |token| token.span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_punctuation_reads_the_same() {
        let half = parse("ROUND(奖金额度*考核系数/2,2)").unwrap();
        let full = parse("ROUND（奖金额度×考核系数÷２，２）").unwrap();
        fn shape(e: &Expression) -> String {
            let text = format!("{:?}", e.node);
            let mut shape = String::new();
            for part in text.split("span: ") {
                shape.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
            }
            shape
        }
        assert_eq!(shape(&half), shape(&full));
    }

    #[test]
    fn products_bind_tighter_than_sums_and_sums_than_comparisons() {
        let Node::Compare(_, left, _) = parse("a + b * c >= 15%").unwrap().node else { panic!() };
        let Node::Arithmetic('+', _, product) = left.node else { panic!() };
        assert!(matches!(product.node, Node::Arithmetic('*', ..)));
    }

    #[test]
    fn a_bracketed_name_may_hold_anything() {
        let Node::Name(segments) = parse("学校.[上线率（%）]").unwrap().node else { panic!() };
        assert_eq!(segments[1].name, "上线率（%）");
    }

    #[test]
    fn nesting_has_a_limit() {
        let text = format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000));
        assert_eq!(parse(&text).unwrap_err().kind, FormulaErrorKind::TooDeep { limit: DEPTH_MAX });
    }

    #[test]
    fn the_operators_of_a_formula_have_a_limit() {
        assert!(parse(&format!("1{}", "+1".repeat(200))).is_ok());
        let kind = FormulaErrorKind::TooManyOperators { limit: OPERATORS_MAX };
        assert_eq!(parse(&format!("1{}", "+1".repeat(201))).unwrap_err().kind, kind);
        assert_eq!(parse(&format!("1{}", "+1*1".repeat(10_000))).unwrap_err().kind, kind);
    }

    #[test]
    fn a_per_cent_has_at_most_eighteen_places() {
        assert!(matches!(parse("0.1234567890123456%").unwrap().node, Node::Number(_, 18)));
        assert!(matches!(parse("0.12345678901234567%").unwrap_err().kind, FormulaErrorKind::Number(_)));
    }

    #[test]
    fn errors_point_at_the_character() {
        let error = parse("奖金 * ；").unwrap_err();
        assert_eq!((error.kind, error.span), (FormulaErrorKind::Character('；'), 9..12));
        assert!(matches!(parse("ROUND(1, 2").unwrap_err().kind, FormulaErrorKind::Expected { .. }));
    }
}

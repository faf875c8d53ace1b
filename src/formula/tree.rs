use std::ops::Range;

/// A formula as written, each node with its bytes in the formula's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// What it is.
    pub node: Node,
    /// Bytes in the formula's text.
    pub span: Range<usize>,
}

/// The kinds of nodes.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A decimal: whole number and number of places. `15%` is 0.15.
    Number(i64, u32),
    /// A text in quotation marks.
    Text(String),
    /// `TRUE` or `FALSE`.
    Flag(bool),
    /// `学校.考核得分`
    Name(Vec<Segment>),
    /// `ROUND(…, 2)`; arguments may carry a label, `within: 学段`.
    Call(String, Vec<Argument>),
    /// `-x`
    Negate(Box<Expression>),
    /// `+ - * /` by their character.
    Arithmetic(char, Box<Expression>, Box<Expression>),
    /// `= <> < > <= >=`
    Compare(Comparison, Box<Expression>, Box<Expression>),
}

/// One part of a dotted name.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The name.
    pub name: String,
    /// Its bytes in the formula's text.
    pub span: Range<usize>,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// `within`, `where`, `order`, `ties`, or none.
    pub label: Option<Segment>,
    /// The argument.
    pub value: Expression,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// As written, and as a spreadsheet writes it.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "<>",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        }
    }

    /// Whether an order of two values satisfies it.
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::NotEqual => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
        }
    }
}

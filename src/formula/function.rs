//! The table of functions and operators: for each its name, type rule, exact meaning, spreadsheet spelling
//! and wording, in one place. What reads rows (SUM, RANK, BAND…) is in the plan, since it needs tables.
use super::excel::Excel;
use super::tree::Comparison;
use super::types::{Kind, Type};
use crate::number::Fraction;
use crate::number::Rounding;

/// A value inside a formula.
#[derive(Debug, Clone, Copy)]
pub enum Operand {
    /// An exact number.
    Number(Fraction),
    /// A text, by its number in the pool.
    Text(u32),
    /// Yes or no.
    Flag(bool),
    /// A day number.
    Date(i32),
    /// No value.
    Missing,
}

/// Why a formula has no value in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Division by zero.
    DivideByZero,
    /// An exact result beyond 128 bits.
    Overflow,
    /// A value was needed and there is none.
    Missing,
    /// A figure or word outside of all bands.
    NoBand,
    /// The square root of a negative number.
    NegativeRoot,
    /// Ends of bands that are formulas do not meet in this row.
    BandsApart,
}

/// A function or an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a * b`
    Multiply,
    /// `a / b`
    Divide,
    /// `-a`
    Negate,
    /// `a < b` and the others
    Compare(Comparison),
    /// `AND(…)`
    And,
    /// `OR(…)`
    Or,
    /// `NOT(a)`
    Not,
    /// `IF(condition, then, else)`
    If,
    /// `MIN(a, b, …)`
    Min,
    /// `MAX(a, b, …)`
    Max,
    /// `ABS(a)`
    Abs,
    /// `ROUND(a, places)`, half away from zero
    Round,
    /// `ROUNDDOWN(a, places)`, towards zero
    RoundDown,
    /// `ROUNDUP(a, places)`, away from zero
    RoundUp,
    /// `SQRT(a, places)`, half away from zero
    SquareRoot,
    /// `DAYS(end, start)`: days from start to end
    Days,
    /// `YEAR(date)`
    Year,
    /// `MONTH(date)`
    Month,
    /// `DAY(date)`
    Day,
    /// `IFMISSING(a, otherwise)`
    IfMissing,
    /// `ISMISSING(a)`
    IsMissing,
    /// `MISSING(a)`: no value, of the kind of `a`
    Missing,
    /// `ONEOF(a, "甲", "乙")`
    OneOf,
}

/// Name, least and most arguments, and wording of a function that is called by name.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    /// As written.
    pub name: &'static str,
    /// Which function.
    pub function: Function,
    /// Least number of arguments.
    pub least: usize,
    /// Most arguments.
    pub most: usize,
    /// What it means, in Chinese, for the printed scheme.
    pub wording: &'static str,
}

/// Most arguments of a function that takes any number.
const MANY: usize = 60;

/// Every function that is called by name.
pub const SIGNATURES: [Signature; 18] = [
    signature("AND", Function::And, 1, MANY, "各条件同时成立"),
    signature("OR", Function::Or, 1, MANY, "任一条件成立"),
    signature("NOT", Function::Not, 1, 1, "条件不成立"),
    signature("IF", Function::If, 3, 3, "条件成立取前者，否则取后者"),
    signature("MIN", Function::Min, 1, MANY, "取最小"),
    signature("MAX", Function::Max, 1, MANY, "取最大"),
    signature("ABS", Function::Abs, 1, 1, "绝对值"),
    signature("ROUND", Function::Round, 2, 2, "四舍五入到指定位数"),
    signature("ROUNDDOWN", Function::RoundDown, 2, 2, "舍去到指定位数"),
    signature("ROUNDUP", Function::RoundUp, 2, 2, "进位到指定位数"),
    signature("SQRT", Function::SquareRoot, 2, 2, "平方根，四舍五入到指定位数"),
    signature("DAYS", Function::Days, 2, 2, "后一日期到前一日期的天数"),
    signature("YEAR", Function::Year, 1, 1, "年份"),
    signature("MONTH", Function::Month, 1, 1, "月份"),
    signature("DAY", Function::Day, 1, 1, "日"),
    signature("IFMISSING", Function::IfMissing, 2, 2, "没有值时取后者"),
    signature("ISMISSING", Function::IsMissing, 1, 1, "没有值"),
    signature("ONEOF", Function::OneOf, 2, MANY, "是其中之一"),
];

const fn signature(
    name: &'static str,
    function: Function,
    least: usize,
    most: usize,
    wording: &'static str,
) -> Signature {
    Signature { name, function, least, most, wording }
}

/// Why the types of a call do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeFault {
    /// An argument, counted from 0, is of another kind.
    Kind {
        /// Which argument.
        argument: usize,
        /// What it should be.
        expected: Kind,
    },
    /// An argument may be missing and must be handled first.
    MayBeMissing {
        /// Which argument.
        argument: usize,
    },
    /// An argument that is compared is no decimal with known places.
    NotRounded {
        /// Which argument.
        argument: usize,
    },
    /// An argument must be a literal whole number from 0 to 8.
    NotLiteral {
        /// Which argument.
        argument: usize,
    },
}

impl Function {
    /// The type of the result, or which argument does not fit. `literals` holds the value of arguments that
    /// are whole-number literals.
    pub fn check(self, types: &[Type], literals: &[Option<i64>]) -> Result<Type, TypeFault> {
        use Function::*;
        let places = |index: usize| types.get(index).and_then(|t| t.places);
        match self {
            Add | Subtract => {
                known(types, Kind::Number)?;
                Ok(number(places(0).zip(places(1)).map(|(a, b)| a.max(b))))
            }
            Multiply => {
                known(types, Kind::Number)?;
                let product = places(0).zip(places(1)).map(|(a, b)| a + b);
                Ok(number(product.filter(|places| *places <= 12)))
            }
            Divide => known(types, Kind::Number).map(|()| Type::fraction()),
            Negate | Abs => known(types, Kind::Number).map(|()| number(places(0))),
            Min | Max => {
                known(types, Kind::Number)?;
                comparable(types)?;
                Ok(number(types.iter().map(|t| t.places).max().flatten()))
            }
            Compare(_) => {
                let kind = types.first().map_or(Kind::Number, |t| t.kind);
                known(types, kind)?;
                if kind == Kind::Number {
                    comparable(types)?;
                }
                Ok(Type::of(Kind::Flag))
            }
            And | Or | Not => known(types, Kind::Flag).map(|()| Type::of(Kind::Flag)),
            If => {
                known(&types[..1.min(types.len())], Kind::Flag)?;
                same(types, 1, 2)
            }
            Round | RoundDown | RoundUp | SquareRoot => {
                known(types, Kind::Number)?;
                match literals.get(1).copied().flatten() {
                    Some(places @ 0..=8) => Ok(Type::decimal(places as u32)),
                    _ => Err(TypeFault::NotLiteral { argument: 1 }),
                }
            }
            Year | Month | Day | Days => known(types, Kind::Date).map(|()| Type::decimal(0)),
            IfMissing => same(types, 0, 1).map(|t| Type { missing: types[1].missing, ..t }),
            IsMissing => Ok(Type::of(Kind::Flag)),
            Missing => Ok(types.first().copied().unwrap_or(Type::fraction()).or_missing(true)),
            OneOf => known(types, Kind::Text).map(|()| Type::of(Kind::Flag)),
        }
    }

    /// The exact value of a strict function; `IF`, `AND`, `OR` and `IFMISSING` are evaluated lazily by the
    /// caller and never come here.
    pub fn value(self, operands: &[Operand]) -> Result<Operand, Fault> {
        use Function::*;
        let number = |index: usize| match operands.get(index) {
            Some(Operand::Number(value)) => Ok(*value),
            _ => Err(Fault::Missing),
        };
        let exact = |value: Option<Fraction>| value.map(Operand::Number).ok_or(Fault::Overflow);
        match self {
            Add => exact(number(0)?.plus(number(1)?)),
            Subtract => exact(number(0)?.subtract(number(1)?)),
            Multiply => exact(number(0)?.multiply(number(1)?)),
            Divide if number(1)?.is_zero() => Err(Fault::DivideByZero),
            Divide => exact(number(0)?.divide(number(1)?)),
            Negate => Ok(Operand::Number(number(0)?.negate())),
            Abs => {
                let value = number(0)?;
                Ok(Operand::Number(if value.is_negative() { value.negate() } else { value }))
            }
            Min | Max => self.extreme(operands),
            Round => exact(number(0)?.rounded(literal(operands, 1)?, Rounding::HalfUp)),
            RoundDown => exact(number(0)?.rounded(literal(operands, 1)?, Rounding::Down)),
            RoundUp => exact(number(0)?.rounded(literal(operands, 1)?, Rounding::Up)),
            SquareRoot if number(0)?.is_negative() => Err(Fault::NegativeRoot),
            SquareRoot => exact(number(0)?.square_root(literal(operands, 1)?)),
            Days => match operands {
                [Operand::Date(end), Operand::Date(start)] => {
                    Ok(Operand::Number(Fraction::whole(i64::from(*end) - i64::from(*start))))
                }
                _ => Err(Fault::Missing),
            },
            Compare(comparison) => self.compare(comparison, operands),
            Year | Month | Day => match operands.first() {
                Some(Operand::Date(day)) => Ok(Operand::Number(Fraction::whole(self.date_part(*day)))),
                _ => Err(Fault::Missing),
            },
            Not => match operands.first() {
                Some(Operand::Flag(flag)) => Ok(Operand::Flag(!flag)),
                _ => Err(Fault::Missing),
            },
            IsMissing => Ok(Operand::Flag(matches!(operands.first(), Some(Operand::Missing) | None))),
            OneOf => match operands.split_first() {
                Some((Operand::Text(text), list)) => {
                    Ok(Operand::Flag(list.iter().any(|o| matches!(o, Operand::Text(t) if t == text))))
                }
                _ => Err(Fault::Missing),
            },
            Missing => Ok(Operand::Missing),
            And | Or | If | IfMissing => Err(Fault::Missing),
        }
    }

    fn extreme(self, operands: &[Operand]) -> Result<Operand, Fault> {
        let mut best: Option<Fraction> = None;
        for operand in operands {
            let Operand::Number(value) = *operand else { return Err(Fault::Missing) };
            let better = match best {
                None => true,
                Some(best) => {
                    let order = value.compare(best).ok_or(Fault::Overflow)?;
                    if self == Function::Min { order.is_lt() } else { order.is_gt() }
                }
            };
            if better {
                best = Some(value);
            }
        }
        best.map(Operand::Number).ok_or(Fault::Missing)
    }

    fn compare(self, comparison: Comparison, operands: &[Operand]) -> Result<Operand, Fault> {
        let order = match (operands.first(), operands.get(1)) {
            (Some(Operand::Number(a)), Some(Operand::Number(b))) => a.compare(*b).ok_or(Fault::Overflow)?,
            (Some(Operand::Date(a)), Some(Operand::Date(b))) => a.cmp(b),
            (Some(Operand::Text(a)), Some(Operand::Text(b))) => a.cmp(b),
            (Some(Operand::Flag(a)), Some(Operand::Flag(b))) => a.cmp(b),
            _ => return Err(Fault::Missing),
        };
        Ok(Operand::Flag(comparison.holds(order)))
    }

    fn date_part(self, day: i32) -> i64 {
        let (year, month, day) = crate::dataset::civil_from_day(day);
        match self {
            Function::Year => year as i64,
            Function::Month => month as i64,
            _ => day as i64,
        }
    }

    /// How a spreadsheet spells it. Numbers that are compared are rounded to their places first, so that
    /// doubles decide as exact decimals do.
    pub fn excel(self, mut arguments: Vec<Excel>, types: &[Type]) -> Excel {
        use Function::*;
        let infix = |operator, mut arguments: Vec<Excel>| {
            let right = arguments.pop().unwrap_or(Excel::whole(0));
            let left = arguments.pop().unwrap_or(Excel::whole(0));
            Excel::binary(operator, left, right)
        };
        match self {
            Add => infix("+", arguments),
            Subtract => infix("-", arguments),
            Multiply => infix("*", arguments),
            Divide => infix("/", arguments),
            Negate => Excel::Negate(Box::new(arguments.pop().unwrap_or(Excel::whole(0)))),
            Compare(comparison) => {
                let kind = types.first().map_or(Kind::Number, |t| t.kind);
                if kind == Kind::Text {
                    let exact = Excel::Call("EXACT", arguments);
                    return match comparison {
                        Comparison::NotEqual => Excel::call("NOT", [exact]),
                        _ => exact,
                    };
                }
                if kind == Kind::Flag {
                    // Not every reader keeps the brackets of a comparison of comparisons: they are made numbers.
                    let numbers =
                        arguments.into_iter().map(|a| Excel::call("IF", [a, Excel::whole(1), Excel::whole(0)]));
                    return infix(comparison.symbol(), numbers.collect());
                }
                infix(comparison.symbol(), rounded(arguments, types))
            }
            Min => Excel::Call("MIN", rounded(arguments, types)),
            Max => Excel::Call("MAX", rounded(arguments, types)),
            And => Excel::Call("AND", arguments),
            Or => Excel::Call("OR", arguments),
            Not => Excel::Call("NOT", arguments),
            If => Excel::Call("IF", arguments),
            Abs => Excel::Call("ABS", arguments),
            Round => Excel::Call("ROUND", arguments),
            RoundDown => guarded("ROUNDDOWN", arguments),
            RoundUp => guarded("ROUNDUP", arguments),
            SquareRoot => {
                let places = arguments.pop().unwrap_or(Excel::whole(0));
                Excel::call("ROUND", [Excel::Call("SQRT", arguments), places])
            }
            Days => infix("-", arguments),
            Year => Excel::Call("YEAR", arguments),
            Month => Excel::Call("MONTH", arguments),
            Day => Excel::Call("DAY", arguments),
            IsMissing => Excel::call("NOT", [is_present(arguments.remove(0), types)]),
            IfMissing => {
                let otherwise = arguments.pop().unwrap_or(Excel::missing());
                let value = arguments.pop().unwrap_or(Excel::missing());
                let present = is_present(value.clone(), types);
                Excel::call("IF", [present, value, otherwise])
            }
            Missing => Excel::missing(),
            OneOf => {
                let text = arguments.remove(0);
                let each = arguments.into_iter().map(|word| Excel::call("EXACT", [text.clone(), word]));
                Excel::Call("OR", each.collect())
            }
        }
    }

    /// The operator's sign or the function's name.
    pub fn symbol(self) -> &'static str {
        match self {
            Function::Add => "+",
            Function::Subtract | Function::Negate => "-",
            Function::Multiply => "*",
            Function::Divide => "/",
            Function::Compare(comparison) => comparison.symbol(),
            Function::Missing => "MISSING",
            named => SIGNATURES.iter().find(|s| s.function == named).map_or("", |s| s.name),
        }
    }
}

fn is_present(value: Excel, types: &[Type]) -> Excel {
    match types.first().map(|t| t.kind) {
        Some(Kind::Text) => Excel::binary("<>", value, Excel::missing()),
        _ => Excel::call("ISNUMBER", [value]),
    }
}

/// Cutting off looks at the last digit of a double, so the value is first rounded six places further.
fn guarded(name: &'static str, arguments: Vec<Excel>) -> Excel {
    let mut arguments = arguments.into_iter();
    let (value, places) = (arguments.next(), arguments.next());
    match (value, places) {
        (Some(value), Some(Excel::Number(places, 0))) => {
            Excel::call(name, [value.rounded(places as u32 + 6), Excel::whole(places)])
        }
        (Some(value), Some(places)) => Excel::call(name, [value, places]),
        (value, _) => value.unwrap_or(Excel::whole(0)),
    }
}

fn rounded(arguments: Vec<Excel>, types: &[Type]) -> Vec<Excel> {
    arguments
        .into_iter()
        .zip(types)
        .map(|(argument, t)| match t.places {
            Some(places) => argument.rounded(places),
            None => argument,
        })
        .collect()
}

fn literal(operands: &[Operand], index: usize) -> Result<u32, Fault> {
    match operands.get(index) {
        Some(Operand::Number(value)) => Ok(value.parts().0.clamp(0, 12) as u32),
        _ => Err(Fault::Missing),
    }
}

fn number(places: Option<u32>) -> Type {
    Type { kind: Kind::Number, missing: false, places }
}

fn known(types: &[Type], expected: Kind) -> Result<(), TypeFault> {
    for (argument, found) in types.iter().enumerate() {
        if found.kind != expected {
            return Err(TypeFault::Kind { argument, expected });
        }
        if found.missing {
            return Err(TypeFault::MayBeMissing { argument });
        }
    }
    Ok(())
}

fn comparable(types: &[Type]) -> Result<(), TypeFault> {
    match types.iter().position(|t| t.places.is_none()) {
        Some(argument) => Err(TypeFault::NotRounded { argument }),
        None => Ok(()),
    }
}

fn same(types: &[Type], first: usize, second: usize) -> Result<Type, TypeFault> {
    let (a, b) = (types[first], types[second]);
    if a.kind != b.kind {
        return Err(TypeFault::Kind { argument: second, expected: a.kind });
    }
    let places = a.places.zip(b.places).map(|(a, b)| a.max(b));
    Ok(Type { kind: a.kind, missing: a.missing || b.missing, places })
}

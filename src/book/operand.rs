//! What a stored value is to a formula: one meaning for computing and for explaining.
use crate::dataset::Value;
use crate::formula::Operand;
use crate::number::Fraction;

/// A stored value as formulas take it: a number is a fraction over its column's scale.
pub(crate) fn operand(value: Value, scale: i64) -> Operand {
    match value {
        Value::Number(number) => Operand::Number(Fraction::over(number, scale)),
        Value::Text(id) => Operand::Text(id.0),
        Value::Flag(flag) => Operand::Flag(flag),
        Value::Date(day) => Operand::Date(day),
        Value::Missing(_) => Operand::Missing,
    }
}

//! A typed formula bound to its columns, ready to be evaluated row by row.
use crate::book::{NOWHERE, RelationMap, operand};
use crate::dataset::{ColumnValues, Value};
use crate::formula::{Fault, Function, Operand};
use crate::number::Fraction;

/// A bound node.
pub(super) enum Bound<'b> {
    /// A literal or parameter.
    Value(Operand),
    /// A column of the row that the path leads to.
    Column { path: Vec<&'b RelationMap>, values: &'b ColumnValues, scale: i64 },
    /// A result prepared for each row that the path leads to.
    Prepared { path: Vec<&'b RelationMap>, results: Vec<Operand> },
    /// A result prepared for each group number.
    Grouped { groups: &'b ColumnValues, results: Vec<Operand> },
    /// A function.
    Call(Function, Vec<Bound<'b>>),
    /// A band table.
    Band(Box<BoundBand<'b>>),
}

/// A bound band table.
pub(super) struct BoundBand<'b> {
    pub value: Bound<'b>,
    pub marginal: bool,
    /// Some ends are formulas: whether they meet is seen row by row.
    pub moving: bool,
    pub rows: Vec<BoundBandRow<'b>>,
}

/// A bound row of a band table.
pub(super) struct BoundBandRow<'b> {
    pub low: Option<Bound<'b>>,
    pub high: Option<Bound<'b>>,
    pub low_closed: bool,
    pub high_closed: bool,
    pub word: Option<u32>,
    pub value: Bound<'b>,
}

/// The value in a row.
pub(super) fn evaluate(bound: &Bound<'_>, row: usize) -> Result<Operand, Fault> {
    match bound {
        Bound::Value(operand) => Ok(*operand),
        Bound::Column { path, values, scale } => match follow(path, row) {
            Some(row) => Ok(operand(values.get(row), *scale)),
            None => Ok(nothing(values)),
        },
        Bound::Prepared { path, results } => {
            Ok(follow(path, row).and_then(|row| results.get(row)).copied().unwrap_or(Operand::Missing))
        }
        Bound::Grouped { groups, results } => match groups.get(row) {
            Value::Number(group) => Ok(results.get(group as usize).copied().unwrap_or(Operand::Missing)),
            _ => Ok(Operand::Missing),
        },
        Bound::Call(function, arguments) => call(*function, arguments, row),
        Bound::Band(band) => band_value(band, row),
    }
}

fn follow(path: &[&RelationMap], row: usize) -> Option<usize> {
    let mut at = row as u32;
    for map in path {
        at = *map.to.get(at as usize)?;
        if at == NOWHERE {
            return None;
        }
    }
    Some(at as usize)
}

/// Over an optional relation a text is empty; anything else is missing.
fn nothing(values: &ColumnValues) -> Operand {
    match values {
        ColumnValues::Text(_) => Operand::Text(0),
        _ => Operand::Missing,
    }
}

fn call(function: Function, arguments: &[Bound<'_>], row: usize) -> Result<Operand, Fault> {
    match function {
        Function::If => {
            let branch = if flag(&arguments[0], row)? { 1 } else { 2 };
            evaluate(&arguments[branch], row)
        }
        Function::And => {
            for argument in arguments {
                if !flag(argument, row)? {
                    return Ok(Operand::Flag(false));
                }
            }
            Ok(Operand::Flag(true))
        }
        Function::Or => {
            for argument in arguments {
                if flag(argument, row)? {
                    return Ok(Operand::Flag(true));
                }
            }
            Ok(Operand::Flag(false))
        }
        Function::IfMissing => match evaluate(&arguments[0], row)? {
            Operand::Missing | Operand::Text(0) => evaluate(&arguments[1], row),
            value => Ok(value),
        },
        Function::IsMissing => {
            let missing = matches!(evaluate(&arguments[0], row)?, Operand::Missing | Operand::Text(0));
            Ok(Operand::Flag(missing))
        }
        _ => match arguments {
            [only] => function.value(&[evaluate(only, row)?]),
            [left, right] => function.value(&[evaluate(left, row)?, evaluate(right, row)?]),
            _ => {
                let operands: Vec<Operand> = arguments.iter().map(|a| evaluate(a, row)).collect::<Result<_, _>>()?;
                function.value(&operands)
            }
        },
    }
}

fn flag(bound: &Bound<'_>, row: usize) -> Result<bool, Fault> {
    match evaluate(bound, row)? {
        Operand::Flag(flag) => Ok(flag),
        _ => Err(Fault::Missing),
    }
}

fn number(bound: &Bound<'_>, row: usize) -> Result<Fraction, Fault> {
    match evaluate(bound, row)? {
        Operand::Number(value) => Ok(value),
        _ => Err(Fault::Missing),
    }
}

fn band_value(band: &BoundBand<'_>, row: usize) -> Result<Operand, Fault> {
    let value = match evaluate(&band.value, row)? {
        Operand::Text(word) => {
            let found = band.rows.iter().find(|r| r.word == Some(word));
            return found.map_or(Err(Fault::NoBand), |r| evaluate(&r.value, row));
        }
        Operand::Number(value) => value,
        _ => return Err(Fault::Missing),
    };
    if band.moving {
        meet(band, row)?;
    }
    if band.marginal { slices(band, value, row) } else { whole(band, value, row) }
}

/// Each band begins where the one before ends, and none ends before it begins.
fn meet(band: &BoundBand<'_>, row: usize) -> Result<(), Fault> {
    let end = |end: &Option<Bound<'_>>| end.as_ref().map(|end| number(end, row)).transpose();
    let mut before: Option<Fraction> = None;
    for band_row in &band.rows {
        let (low, high) = (end(&band_row.low)?, end(&band_row.high)?);
        for (first, second, equal) in [(before, low, true), (low, high, false)] {
            let Some((first, second)) = first.zip(second) else { continue };
            let order = first.compare(second).ok_or(Fault::Overflow)?;
            if order.is_gt() || (equal && order.is_lt()) {
                return Err(Fault::BandsApart);
            }
        }
        before = high;
    }
    Ok(())
}

/// The value of the first row whose upper end is not passed; below the first lower end there is none.
fn whole(band: &BoundBand<'_>, value: Fraction, row: usize) -> Result<Operand, Fault> {
    for (index, band_row) in band.rows.iter().enumerate() {
        if let (0, Some(low)) = (index, &band_row.low) {
            let order = value.compare(number(low, row)?).ok_or(Fault::Overflow)?;
            if order.is_lt() || (order.is_eq() && !band_row.low_closed) {
                return Err(Fault::NoBand);
            }
        }
        let inside = match &band_row.high {
            None => true,
            Some(high) => {
                let order = value.compare(number(high, row)?).ok_or(Fault::Overflow)?;
                order.is_lt() || (order.is_eq() && band_row.high_closed)
            }
        };
        if inside {
            return evaluate(&band_row.value, row);
        }
    }
    Err(Fault::NoBand)
}

/// The sum over the rows of the slice inside each, times its value.
fn slices(band: &BoundBand<'_>, value: Fraction, row: usize) -> Result<Operand, Fault> {
    let mut sum = Fraction::ZERO;
    for band_row in &band.rows {
        let low = match &band_row.low {
            Some(low) => number(low, row)?,
            None => Fraction::ZERO,
        };
        let top = match &band_row.high {
            Some(high) => smaller(value, number(high, row)?)?,
            None => value,
        };
        let slice = top.subtract(low).ok_or(Fault::Overflow)?;
        if !slice.is_negative() && !slice.is_zero() {
            let part = slice.multiply(number(&band_row.value, row)?).ok_or(Fault::Overflow)?;
            sum = sum.plus(part).ok_or(Fault::Overflow)?;
        }
    }
    Ok(Operand::Number(sum))
}

fn smaller(a: Fraction, b: Fraction) -> Result<Fraction, Fault> {
    Ok(if a.compare(b).ok_or(Fault::Overflow)?.is_le() { a } else { b })
}

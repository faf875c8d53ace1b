//! Exact numbers: fractions inside a formula, whole numbers over a stated denominator wherever one is stored.
mod decimal;
mod fraction;
mod rounding;

pub use decimal::{format_fixed, format_grouped, grouped, parse_decimal, pow10};
pub use fraction::Fraction;
pub use rounding::{Rounding, round_div};

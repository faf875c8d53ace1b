//! An exact fraction of 128-bit integers.
//!
//! Fractions live only inside one formula; what is stored is rounded to the column's places. So they stay
//! small, and reducing them is put off until a product would not fit. `None` means the exact result does not
//! fit 128 bits: never a wrong number.
use super::{Rounding, pow10, round_div};
use std::cmp::Ordering;

/// An exact fraction; the denominator is positive.
#[derive(Debug, Clone, Copy)]
pub struct Fraction {
    num: i128,
    den: i128,
}

impl Fraction {
    /// Zero.
    pub const ZERO: Fraction = Fraction { num: 0, den: 1 };
    /// One.
    pub const ONE: Fraction = Fraction { num: 1, den: 1 };

    /// A whole number.
    pub fn whole(value: i64) -> Fraction {
        Fraction { num: value as i128, den: 1 }
    }

    /// `value / denominator`, the denominator positive.
    pub fn over(value: i64, denominator: i64) -> Fraction {
        debug_assert!(denominator > 0);
        Fraction { num: value as i128, den: denominator as i128 }
    }

    /// Numerator and denominator in lowest terms.
    pub fn parts(self) -> (i128, i128) {
        let reduced = self.reduced();
        (reduced.num, reduced.den)
    }

    fn reduced(self) -> Fraction {
        let divisor = gcd(self.num.unsigned_abs(), self.den.unsigned_abs()) as i128;
        if divisor > 1 { Fraction { num: self.num / divisor, den: self.den / divisor } } else { self }
    }

    /// Sum.
    pub fn plus(self, other: Fraction) -> Option<Fraction> {
        if self.den == other.den {
            return self.num.checked_add(other.num).map(|num| Fraction { num, den: self.den });
        }
        self.add_raw(other).or_else(|| self.reduced().add_raw(other.reduced()))
    }

    fn add_raw(self, other: Fraction) -> Option<Fraction> {
        // Denominators are mostly powers of ten: one divides the other.
        if other.den % self.den == 0 {
            let left = self.num.checked_mul(other.den / self.den)?;
            return Some(Fraction { num: left.checked_add(other.num)?, den: other.den });
        }
        if self.den % other.den == 0 {
            let right = other.num.checked_mul(self.den / other.den)?;
            return Some(Fraction { num: self.num.checked_add(right)?, den: self.den });
        }
        let left = self.num.checked_mul(other.den)?;
        let right = other.num.checked_mul(self.den)?;
        Some(Fraction { num: left.checked_add(right)?, den: self.den.checked_mul(other.den)? })
    }

    /// Negated.
    pub fn negate(self) -> Fraction {
        Fraction { num: -self.num, den: self.den }
    }

    /// Difference.
    pub fn subtract(self, other: Fraction) -> Option<Fraction> {
        self.plus(other.negate())
    }

    /// Product.
    pub fn multiply(self, other: Fraction) -> Option<Fraction> {
        self.multiply_raw(other).or_else(|| {
            let (a, b) = (self.reduced(), other.reduced());
            // Cross-reduce first: a product that fits in lowest terms is always found.
            let left = Fraction { num: a.num, den: b.den }.reduced();
            let right = Fraction { num: b.num, den: a.den }.reduced();
            left.multiply_raw(right)
        })
    }

    fn multiply_raw(self, other: Fraction) -> Option<Fraction> {
        Some(Fraction { num: self.num.checked_mul(other.num)?, den: self.den.checked_mul(other.den)? })
    }

    /// Quotient; `None` also for a zero divisor, which the caller tests first.
    pub fn divide(self, other: Fraction) -> Option<Fraction> {
        match other.num.cmp(&0) {
            Ordering::Equal => None,
            Ordering::Greater => self.multiply(Fraction { num: other.den, den: other.num }),
            Ordering::Less => self.multiply(Fraction { num: -other.den, den: -other.num }),
        }
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.num == 0
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.num < 0
    }

    /// Order; `None` when the comparison does not fit.
    pub fn compare(self, other: Fraction) -> Option<Ordering> {
        if self.den == other.den {
            return Some(self.num.cmp(&other.num));
        }
        let cross = |a: Fraction, b: Fraction| Some(a.num.checked_mul(b.den)?.cmp(&b.num.checked_mul(a.den)?));
        cross(self, other).or_else(|| cross(self.reduced(), other.reduced()))
    }

    /// The whole number nearest by `rounding` after multiplying by `scale`: the stored form of a value with
    /// that denominator.
    pub fn scaled(self, scale: i64, rounding: Rounding) -> Option<i64> {
        let scaled = self.multiply(Fraction::whole(scale))?;
        i64::try_from(round_div(scaled.num, scaled.den, rounding)).ok()
    }

    /// Like [`Fraction::scaled`], but only where nothing is rounded away.
    pub fn scaled_exactly(self, scale: i64) -> Option<i64> {
        let scaled = self.multiply(Fraction::whole(scale))?;
        (scaled.num % scaled.den == 0).then(|| i64::try_from(scaled.num / scaled.den).ok()).flatten()
    }

    /// The square root of a number that is not negative, rounded half up to decimal places.
    pub fn square_root(self, places: u32) -> Option<Fraction> {
        let scale = pow10(places);
        // √x to whole units of 1/scale is half of ⌊√(4x·scale²)⌋, rounded up.
        let scaled = self.multiply(Fraction::whole(scale))?.multiply(Fraction::whole(scale))?;
        let quadruple = u128::try_from(scaled.multiply(Fraction::whole(4))?.floor()).ok()?;
        let root = i64::try_from(quadruple.isqrt().div_ceil(2)).ok()?;
        Some(Fraction::over(root, scale))
    }

    fn floor(self) -> i128 {
        self.num.div_euclid(self.den)
    }

    /// Rounded to decimal places, still a fraction.
    pub fn rounded(self, places: u32, rounding: Rounding) -> Option<Fraction> {
        let scale = pow10(places);
        Some(Fraction::over(self.scaled(scale, rounding)?, scale))
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    // 128-bit division is slow: fall to 64 bits as soon as both fit.
    while b != 0 {
        if a <= u64::MAX as u128 && b <= u64::MAX as u128 {
            return gcd_u64(a as u64, b as u64) as u128;
        }
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_u64(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_third_times_three_is_one() {
        let third = Fraction::ONE.divide(Fraction::whole(3)).unwrap();
        assert_eq!(third.multiply(Fraction::whole(3)).unwrap().parts(), (1, 1));
    }

    #[test]
    fn rounds_once_from_the_exact_value() {
        // 5.215: half up 5.22, half even 5.22; 5.225: 5.23 and 5.22 (GB/T 8170).
        let value = Fraction::over(5_225, 1_000);
        assert_eq!(value.scaled(100, Rounding::HalfUp), Some(523));
        assert_eq!(value.scaled(100, Rounding::HalfEven), Some(522));
        assert_eq!(value.negate().scaled(100, Rounding::HalfUp), Some(-523));
        assert_eq!(value.scaled(100, Rounding::Down), Some(522));
        assert_eq!(value.negate().scaled(100, Rounding::Up), Some(-523));
    }

    #[test]
    fn reduces_only_when_it_must() {
        let mut value = Fraction::over(999_999_999, 1_000_000_000);
        for _ in 0..3 {
            value = value.multiply(Fraction::over(1_000_000_000, 999_999_999)).unwrap();
            value = value.multiply(Fraction::over(999_999_999, 1_000_000_000)).unwrap();
        }
        assert_eq!(value.parts(), (999_999_999, 1_000_000_000));
    }

    #[test]
    fn a_product_that_does_not_fit_is_none() {
        let huge = Fraction { num: i128::MAX - 1, den: 1 };
        assert!(huge.multiply(Fraction::whole(3)).is_none());
    }
}

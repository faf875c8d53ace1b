use serde::Deserialize;

/// How a number is rounded to its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// 四舍五入: half away from zero. The habit for money.
    #[default]
    HalfUp,
    /// 四舍六入五成双, GB/T 8170.
    HalfEven,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

impl Rounding {
    /// As the office calls it.
    pub fn chinese(self) -> &'static str {
        match self {
            Rounding::HalfUp => "四舍五入",
            Rounding::HalfEven => "四舍六入五成双",
            Rounding::Down => "舍去",
            Rounding::Up => "进位",
        }
    }
}

/// `num / den` as a whole number, rounded as stated. The denominator is positive.
pub fn round_div(num: i128, den: i128, rounding: Rounding) -> i128 {
    debug_assert!(den > 0);
    let quotient = num / den;
    let rest = (num % den).unsigned_abs();
    if rest == 0 {
        return quotient;
    }
    let away = if num < 0 { quotient - 1 } else { quotient + 1 };
    let to_half = rest.cmp(&(den as u128 - rest));
    let goes_away = match rounding {
        Rounding::Down => false,
        Rounding::Up => true,
        Rounding::HalfUp => to_half.is_ge(),
        Rounding::HalfEven => to_half.is_gt() || (to_half.is_eq() && quotient % 2 != 0),
    };
    if goes_away { away } else { quotient }
}

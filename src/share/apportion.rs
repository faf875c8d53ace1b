use super::Method;
use crate::number::Rounding;
use crate::number::round_div;

/// What is split, and over what.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The amount in fen.
    pub amount: i64,
    /// Unit of settlement in fen: 1, 10, 100, 1000 or 10000.
    pub unit: i64,
    /// Weights as whole numbers over `scale`.
    pub weights: &'a [i64],
    /// Denominator of the weights; only the unit price needs it.
    pub scale: i64,
    /// Order of equal remainders, one number a row, the smaller first.
    pub order: &'a [u32],
    /// How the last fen is settled.
    pub method: Method,
}

/// What one row gets and how that came about. Units are units of settlement, for the absolute amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Portion {
    /// Whole units before the last ones are placed.
    pub floor: i64,
    /// Remainder of the division, out of the weight total.
    pub remainder: i128,
    /// Place of the remainder among the rows, from 1.
    pub place: u32,
    /// The amount in fen.
    pub amount: i64,
}

/// The whole split.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Apportionment {
    /// One for each row.
    pub portions: Vec<Portion>,
    /// Sum of the weights.
    pub weight_total: i128,
    /// Units placed by remainder; 0 for the other methods.
    pub spare_units: i64,
    /// Price of one whole weight in fen, for [`Method::UnitPrice`].
    pub price: Option<i64>,
    /// Amount less portions, in fen.
    pub residue: i64,
}

/// Why an amount cannot be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareFault {
    /// A row has a negative weight.
    NegativeWeight {
        /// Which row.
        row: usize,
    },
    /// There is an amount and no row, or all weights are zero.
    ZeroWeight,
    /// A product goes beyond 128 bits or a portion beyond 64.
    Overflow,
}

/// Splits an amount. Without an amount every portion is zero, whatever the weights.
pub fn apportion(request: Request<'_>) -> Result<Apportionment, ShareFault> {
    if let Some(row) = request.weights.iter().position(|w| *w < 0) {
        return Err(ShareFault::NegativeWeight { row });
    }
    let total: i128 = request.weights.iter().map(|w| *w as i128).sum();
    if total == 0 {
        if request.amount != 0 {
            return Err(ShareFault::ZeroWeight);
        }
        let portions = vec![Portion::default(); request.weights.len()];
        return Ok(Apportionment { portions, ..Apportionment::default() });
    }
    let mut split = positive(&request, total).ok_or(ShareFault::Overflow)?;
    if request.amount < 0 {
        split.residue = -split.residue;
        split.price = split.price.map(|price| -price);
        for portion in &mut split.portions {
            portion.amount = -portion.amount;
        }
    }
    Ok(split)
}

/// Splits the absolute amount; the weight total is positive. `None`: overflow.
fn positive(request: &Request<'_>, total: i128) -> Option<Apportionment> {
    let amount = i128::from(request.amount.unsigned_abs());
    let unit = i128::from(request.unit);
    let units = amount / unit;
    let mut split = Apportionment { weight_total: total, ..Apportionment::default() };
    split.portions = match request.method {
        Method::UnitPrice => {
            let price = round_div(amount.checked_mul(request.scale as i128)?, total, Rounding::HalfUp);
            split.price = Some(i64::try_from(price).ok()?);
            let divisor = (request.scale as i128).checked_mul(unit)?;
            each(request.weights, |w| {
                let units = round_div(price.checked_mul(w)?, divisor, Rounding::HalfUp);
                Some(Portion { floor: i64::try_from(units).ok()?, ..Portion::default() })
            })?
        }
        Method::RoundEach => each(request.weights, |w| {
            let units = round_div(amount.checked_mul(w)?, total.checked_mul(unit)?, Rounding::HalfUp);
            Some(Portion { floor: i64::try_from(units).ok()?, ..Portion::default() })
        })?,
        Method::Floor | Method::LargestRemainder => each(request.weights, |w| {
            let product = units.checked_mul(w)?;
            let floor = i64::try_from(product / total).ok()?;
            Some(Portion { floor, remainder: product % total, ..Portion::default() })
        })?,
    };
    if request.method == Method::LargestRemainder {
        split.spare_units = place_spare(units, request.order, &mut split.portions)?;
    }
    for portion in &mut split.portions {
        let spare = i64::from(portion.place > 0 && i64::from(portion.place) <= split.spare_units);
        portion.amount = portion.floor.checked_add(spare)?.checked_mul(request.unit)?;
    }
    let given: i128 = split.portions.iter().map(|p| p.amount as i128).sum();
    split.residue = i64::try_from(amount - given).ok()?;
    Some(split)
}

fn each(weights: &[i64], portion: impl Fn(i128) -> Option<Portion>) -> Option<Vec<Portion>> {
    weights.iter().map(|w| portion(*w as i128)).collect()
}

/// Ranks the remainders and returns how many units are left for the first of them. Since each remainder is
/// below the weight total, fewer units are left than rows have a remainder: a zero weight never gets one.
fn place_spare(units: i128, order: &[u32], portions: &mut [Portion]) -> Option<i64> {
    let mut rows: Vec<usize> = (0..portions.len()).collect();
    let key = |row: &usize| (-portions[*row].remainder, order.get(*row).copied().unwrap_or(u32::MAX), *row);
    rows.sort_unstable_by_key(key);
    for (index, row) in rows.into_iter().enumerate() {
        portions[row].place = index as u32 + 1;
    }
    let floors: i128 = portions.iter().map(|p| p.floor as i128).sum();
    i64::try_from(units - floors).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(amount: i64, weights: &[i64], method: Method) -> Apportionment {
        let order: Vec<u32> = (0..weights.len() as u32).collect();
        apportion(Request { amount, unit: 1, weights, scale: 1, order: &order, method }).unwrap()
    }

    fn amounts(split: &Apportionment) -> Vec<i64> {
        split.portions.iter().map(|p| p.amount).collect()
    }

    #[test]
    fn ten_yuan_over_three_by_each_method() {
        for (method, expected, residue) in [
            (Method::LargestRemainder, [334, 333, 333], 0),
            (Method::UnitPrice, [333, 333, 333], 1),
            (Method::RoundEach, [333, 333, 333], 1),
            (Method::Floor, [333, 333, 333], 1),
        ] {
            let split = split(1_000, &[1, 1, 1], method);
            assert_eq!((amounts(&split), split.residue), (expected.to_vec(), residue), "{method:?}");
        }
    }

    #[test]
    fn a_rounded_unit_price_may_give_too_much() {
        // 10,000.00 over 70 points: price 142.86 gives 10,000.20, so 0.20 too much.
        let split = split(1_000_000, &[30, 40], Method::UnitPrice);
        assert_eq!((split.price, split.residue), (Some(14_286), -20));
    }

    #[test]
    fn the_stated_order_settles_equal_remainders() {
        let weights = [1, 1, 1];
        let request = Request {
            amount: 1_001,
            unit: 1,
            weights: &weights,
            scale: 1,
            order: &[2, 1, 0],
            method: Method::LargestRemainder,
        };
        assert_eq!(amounts(&apportion(request).unwrap()), [333, 334, 334]);
    }

    #[test]
    fn a_unit_of_ten_yuan_leaves_the_rest_as_residue() {
        let order = [0, 1];
        let request = Request {
            amount: 12_345,
            unit: 1_000,
            weights: &[1, 1],
            scale: 1,
            order: &order,
            method: Method::LargestRemainder,
        };
        let split = apportion(request).unwrap();
        assert_eq!((amounts(&split), split.residue), (vec![6_000, 6_000], 345));
    }

    #[test]
    fn refuses_what_cannot_be_split() {
        let request =
            |amount, weights| Request { amount, unit: 1, weights, scale: 1, order: &[0, 1], method: Method::Floor };
        assert_eq!(apportion(request(1, &[0, 0])), Err(ShareFault::ZeroWeight));
        assert_eq!(apportion(request(1, &[1, -1])), Err(ShareFault::NegativeWeight { row: 1 }));
        assert_eq!(apportion(request(0, &[0, 0])).unwrap().residue, 0);
    }
}

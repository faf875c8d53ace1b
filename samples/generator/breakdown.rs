//! How a district's indicator is broken down to its schools. Rates are in hundredths of a percent.

/// The rate of all schools together, weighted by candidates.
pub fn together(rates: &[i64], candidates: &[i64]) -> f64 {
    let sum: i64 = rates.iter().zip(candidates).map(|(rate, people)| rate * people).sum();
    sum as f64 / candidates.iter().sum::<i64>() as f64
}

/// The rates raised or lowered alike, so that weighted by candidates they make the district's.
pub fn broken_down(rates: &[i64], candidates: &[i64], district: f64) -> Vec<i64> {
    let factor = district / together(rates, candidates);
    rates.iter().map(|rate| (*rate as f64 * factor + 0.5) as i64).collect()
}

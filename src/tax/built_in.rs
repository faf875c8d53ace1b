//! Tables that are law, each with its years.
use super::{Bracket, TaxTable};

/// 按月换算后的综合所得税率表: end of a month's amount in yuan, rate in per cent, quick figure in yuan.
const MONTHLY_2019: [(i64, i64, i64); 7] = [
    (3_000, 3, 0),
    (12_000, 10, 210),
    (25_000, 20, 1_410),
    (35_000, 25, 2_660),
    (55_000, 30, 4_410),
    (80_000, 35, 7_160),
    (0, 45, 15_160),
];
const FROM: u16 = 2019;
const UNTIL: u16 = 2027;
/// The rule, and the two notices that kept it in force.
const SOURCE: &str =
    "财税〔2018〕164号第一条；财政部 税务总局公告2021年第42号；财政部 税务总局公告2023年第30号（执行至2027年12月31日）";

/// The table in force in a year; none where a bonus of that year may not be taxed by itself, or it is not known yet.
pub fn built_in(year: u16) -> Option<TaxTable> {
    (FROM..=UNTIL).contains(&year).then(latest)
}

/// The latest table, whatever the year.
pub fn latest() -> TaxTable {
    let bracket = |(yuan, percent, quick): (i64, i64, i64)| Bracket {
        monthly_limit: (yuan > 0).then_some(100 * yuan),
        percent,
        quick: 100 * quick,
    };
    TaxTable { from: FROM, until: UNTIL, source: SOURCE.to_string(), brackets: MONTHLY_2019.map(bracket).to_vec() }
}

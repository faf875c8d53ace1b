//! The year 2018: which dates are working days.
//!
//! The public holidays are invented, and school vacations count as working time.

use crate::date::Date;

pub const YEAR: i32 = 2018;
pub const DAYS: usize = 365;

/// 1 January 2018 was a Monday.
const WEEKDAYS: [&str; 7] = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];

/// First date, last date, name.
const HOLIDAYS: [(Date, Date, &str); 7] = [
    (Date::new(YEAR, 1, 1), Date::new(YEAR, 1, 1), "元旦"),
    (Date::new(YEAR, 2, 15), Date::new(YEAR, 2, 21), "春节"),
    (Date::new(YEAR, 4, 5), Date::new(YEAR, 4, 6), "清明节"),
    (Date::new(YEAR, 4, 30), Date::new(YEAR, 5, 1), "劳动节"),
    (Date::new(YEAR, 6, 18), Date::new(YEAR, 6, 18), "端午节"),
    (Date::new(YEAR, 9, 24), Date::new(YEAR, 9, 24), "中秋节"),
    (Date::new(YEAR, 10, 1), Date::new(YEAR, 10, 5), "国庆节"),
];

pub fn weekday(index: usize) -> &'static str {
    WEEKDAYS[index % 7]
}

pub fn holiday(index: usize) -> Option<&'static str> {
    let date = Date::of_year(YEAR, index);
    HOLIDAYS.iter().find(|(first, last, _)| *first <= date && date <= *last).map(|(_, _, name)| *name)
}

pub fn is_working_day(index: usize) -> bool {
    index % 7 < 5 && holiday(index).is_none()
}

/// Working days between two days of the year, both included.
pub fn working_days(first: usize, last: usize) -> usize {
    (first..=last).filter(|&index| is_working_day(index)).count()
}

/// The last of `count` working days that begin on `first`.
pub fn last_of(first: usize, count: usize) -> Option<usize> {
    (first..DAYS).filter(|&index| is_working_day(index)).nth(count - 1)
}

/// The first working day after `index`.
pub fn next_working_day(index: usize) -> Option<usize> {
    (index + 1..DAYS).find(|&index| is_working_day(index))
}

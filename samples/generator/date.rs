//! Calendar dates.

use rust_xlsxwriter::{ExcelDateTime, XlsxError};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: i32,
    pub month: i32,
    pub day: i32,
}

impl Date {
    pub const fn new(year: i32, month: i32, day: i32) -> Date {
        Date { year, month, day }
    }

    /// The date that lies `index` days after 1 January of `year`.
    pub fn of_year(year: i32, index: usize) -> Date {
        let mut rest = index as i32;
        let mut month = 1;
        while rest >= days_in_month(year, month) {
            rest -= days_in_month(year, month);
            month += 1;
        }
        Date::new(year, month, rest + 1)
    }

    /// Days since 1 January of the same year.
    pub fn index(self) -> usize {
        let before: i32 = (1..self.month).map(|m| days_in_month(self.year, m)).sum();
        (before + self.day - 1) as usize
    }

    pub fn excel(self) -> Result<ExcelDateTime, XlsxError> {
        ExcelDateTime::from_ymd(self.year as u16, self.month as u8, self.day as u8)
    }
}

pub fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

//! Dates as spreadsheets count them: days since 1899-12-30, so that 1900-03-01 is 61. Dates before that day
//! are refused on reading, because spreadsheets count a 29 February 1900 that never was.

const DAYS_TO_1970: i64 = 25_569;

/// Year, month and day of a day number.
pub fn civil_from_day(day: i32) -> (i32, u32, u32) {
    // Counts from 0000-03-01 in eras of 400 years, so that the leap day is the last of a year.
    let days = day as i64 - DAYS_TO_1970 + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = (of_year - (153 * shifted + 2) / 5 + 1) as u32;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 } as u32;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year as i32, month, day)
}

/// Day number of a date, or `None` when the calendar has no such day or it is before 1900-03-01.
pub fn day_from_civil(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let shifted_year = year as i64 - i64::from(month <= 2);
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 } as i64;
    let of_year = (153 * shifted_month + 2) / 5 + day as i64 - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    let number = (era * 146_097 + of_era - 719_468 + DAYS_TO_1970) as i32;
    (number >= 61 && civil_from_day(number) == (year, month, day)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(day_from_civil(1970, 1, 1), Some(25_569));
        assert_eq!(day_from_civil(2018, 12, 31), Some(43_465));
        assert_eq!(day_from_civil(2018, 2, 30), None);
        assert_eq!(day_from_civil(2000, 2, 29), Some(36_585));
        assert_eq!(day_from_civil(1900, 2, 28), None);
    }

    #[test]
    fn every_day_of_two_centuries_goes_there_and_back() {
        for number in 61..73_000 {
            let (year, month, day) = civil_from_day(number);
            assert_eq!(day_from_civil(year, month, day), Some(number));
        }
    }
}

//! Calendar dates as day numbers, counted from 1899-12-30 as spreadsheets do.
use super::fold::fold;

/// First day number taken for a date: below it a bare number is rather a year or a count. 1927-05-18.
const FIRST_DAY: i32 = 10_000;
/// Last day number taken for a date: 2100-12-31.
const LAST_DAY: i32 = 73_415;
/// Day number of 1970-01-01.
const DAY_1970: i64 = 25_569;

/// Why something is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoDate {
    /// It is not written as a date.
    Form,
    /// The calendar has no such day.
    Day,
}

/// The day of a date cell; the time of day is dropped.
pub(super) fn from_serial(value: f64) -> Option<i32> {
    let in_range = value >= f64::from(FIRST_DAY) && value < f64::from(LAST_DAY + 1);
    in_range.then_some(value as i32)
}

/// The day of a bare number: `20180901`, or a day number.
pub(super) fn from_number(value: f64) -> Result<i32, NoDate> {
    let whole = value as i64;
    if whole as f64 != value {
        return Err(NoDate::Form);
    }
    if (19_000_101..=21_001_231).contains(&whole) {
        return day(whole / 10_000, whole / 100 % 100, whole % 100);
    }
    from_serial(value).ok_or(NoDate::Form)
}

/// The day of a text: `2018.9.1`, `2018-9-1`, `2018/9/1`, `20180901`, `2018年9月1日`; a time after it is dropped.
pub(super) fn from_text(text: &str) -> Result<i32, NoDate> {
    let narrow = super::fold::narrow(text);
    let date = match narrow.trim().split_once(' ') {
        Some((date, time)) if time.contains(':') => fold(date),
        _ => fold(&narrow),
    };
    if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        let number = date.parse().map_err(|_| NoDate::Form)?;
        return from_number(number);
    }
    let date = date.strip_suffix(['日', '号']).unwrap_or(&date);
    let parts: Vec<&str> = date.split(['.', '-', '/', '年', '月', '。']).collect();
    let [year, month, day_of_month] = parts.as_slice() else { return Err(NoDate::Form) };
    let number = |text: &str, most: usize| {
        let digits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<i64>().ok()).flatten().ok_or(NoDate::Form)
    };
    // Years of two digits are ambiguous.
    if year.len() != 4 {
        return Err(NoDate::Form);
    }
    day(number(year, 4)?, number(month, 2)?, number(day_of_month, 2)?)
}

/// The day number of a calendar day between 1927 and 2100.
pub(super) fn day(year: i64, month: i64, day: i64) -> Result<i32, NoDate> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return Err(NoDate::Day),
    };
    if !(1..=length).contains(&day) {
        return Err(NoDate::Day);
    }
    let number = i32::try_from(days_from_civil(year, month, day) + DAY_1970).map_err(|_| NoDate::Day)?;
    (FIRST_DAY..=LAST_DAY).contains(&number).then_some(number).ok_or(NoDate::Form)
}

/// Days since 1970-01-01, by counting years from March so that the leap day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// `2018-09-01` for a day number.
pub(super) fn written(number: i32) -> String {
    let days = i64::from(number) - DAY_1970 + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let years = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = years + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{:02}", of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_usual_forms_are_one_day() {
        for text in
            ["2018.9.1", "2018-9-1", "2018/9/1", "20180901", "2018年9月1日", "2018-09-01 08:30", "２０１８．９．１"]
        {
            assert_eq!(from_text(text), Ok(43_344), "{text}");
        }
        assert_eq!(from_number(20_180_901.0), Ok(43_344));
        assert_eq!(from_number(43_344.0), Ok(43_344));
        assert_eq!(written(43_344), "2018-09-01");
    }

    #[test]
    fn what_is_no_date() {
        assert_eq!(from_text("2018年2月30日"), Err(NoDate::Day));
        assert_eq!(from_text("20180230"), Err(NoDate::Day));
        for text in ["2018年9月", "18.9.1", "9月", "2018.9", "九月一日", ""] {
            assert_eq!(from_text(text), Err(NoDate::Form), "{text}");
        }
        assert_eq!(from_number(2018.0), Err(NoDate::Form));
        assert_eq!(from_number(2018.9), Err(NoDate::Form));
    }

    #[test]
    fn every_day_is_written_as_it_is_read() {
        for number in FIRST_DAY..=LAST_DAY {
            assert_eq!(from_text(&written(number)), Ok(number));
        }
    }
}

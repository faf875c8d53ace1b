//! 校历: every date of 2018 with the running count of working days.

use crate::Outcome;
use crate::calendar::{DAYS, YEAR, holiday, is_working_day, weekday, working_days};
use crate::date::Date;
use crate::district::BUREAU;
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, text};
use std::path::Path;

const COLUMNS: [Column; 5] =
    [col("日期", 18), col("星期", 16), col("是否\n工作日", 10), col("累计\n工作日", 14), col("备注", 24)];

pub fn write(folder: &Path) -> Outcome {
    let mut book = Book::new(false)?;
    let heading = Heading {
        title: "平安区2018年校历（工作日历）", unit: BUREAU, date: "2018年1月2日", money: false
    };
    let mut form = book.sheet("2018年校历", &heading, &COLUMNS)?;
    for index in 0..DAYS {
        form.row([
            Cell::Date(Date::of_year(YEAR, index)),
            text(weekday(index)),
            count(usize::from(is_working_day(index))),
            count(working_days(0, index)),
            text(holiday(index).unwrap_or_default()),
        ])?;
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("校历.xlsx"))?)
}

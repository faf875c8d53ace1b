//! 科目表: the subjects of the two entrance exams.

use crate::Outcome;
use crate::district::BUREAU;
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, text};
use crate::senior;
use crate::subjects::EXAM;
use std::path::Path;

const COLUMNS: [Column; 5] =
    [col("科目", 18), col("满分", 16), col("周课时", 14), col("及格分", 14), col("优秀分", 14)];

const SENIOR: [Column; 3] = [col("科目", 18), col("满分", 16), col("备注", 24)];

pub fn write(folder: &Path) -> Outcome {
    let mut book = Book::new(false)?;
    let heading =
        Heading { title: "平安区2018年中考科目表", unit: BUREAU, date: "2018年3月5日", money: false };
    let mut form = book.sheet("科目", &heading, &COLUMNS)?;
    for subject in &EXAM {
        form.row([
            text(subject.name),
            Cell::Whole(i64::from(subject.full)),
            Cell::Whole(i64::from(subject.weekly_lessons)),
            Cell::Tenths(subject.full * 6),
            Cell::Hundredths(i64::from(subject.full * 85)),
        ])?;
    }
    form.sign(SIGNATURE)?;
    let heading =
        Heading { title: "平安区2018年高考科目表", unit: BUREAU, date: "2018年3月5日", money: false };
    let mut form = book.sheet("高考科目", &heading, &SENIOR)?;
    for subject in &senior::SUBJECTS {
        form.row([text(subject.name), Cell::Whole(i64::from(subject.full)), Cell::Blank])?;
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("科目表.xlsx"))?)
}

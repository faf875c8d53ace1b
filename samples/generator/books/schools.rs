//! 学校基本情况表: the schools with their level and their appraisal of the year.

use crate::Outcome;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, text};
use std::path::Path;

const COLUMNS: [Column; 8] = [
    col("序号", 6),
    col("学校代码", 10),
    col("学校名称", 28),
    col("学段", 12),
    col("办学层级", 10),
    col("中心学校", 22),
    col("年度考核\n等次", 10),
    col("年度考核\n得分", 10),
];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let heading = Heading {
        title: "平安区2018年学校基本情况表", unit: BUREAU, date: "2018年12月20日", money: false
    };
    let mut form = book.sheet("学校", &heading, &COLUMNS)?;
    for district in District::copies(scale) {
        for school in &district.schools {
            form.row([
                count(school.number),
                text(school.code(scale)),
                text(&school.name),
                text(school.stage.label()),
                text(school.level.label()),
                text(school.central.as_deref().unwrap_or_default()),
                text(school.grade()),
                Cell::Tenths(school.score),
            ])?;
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("学校基本情况表.xlsx"))?)
}

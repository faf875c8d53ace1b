//! 任课情况一览表: who teaches grade 9, a sheet for each term.

use crate::Outcome;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, text};
use crate::teaching::Class;
use std::path::Path;

/// Sheet, title, date.
const TERMS: [(&str, &str, &str); 2] = [
    ("2017-2018学年第一学期", "平安区2017-2018学年第一学期九年级任课情况一览表", "2017年9月8日"),
    ("2017-2018学年第二学期", "平安区2017-2018学年第二学期九年级任课情况一览表", "2018年3月5日"),
];

const COLUMNS: [Column; 13] = [
    col("学校", 26),
    col("年级", 8),
    col("班级", 10),
    col("人数", 7),
    col("班主任", 10),
    col("语文", 16),
    col("数学", 16),
    col("英语", 16),
    col("物理", 16),
    col("化学", 16),
    col("道德与\n法治", 16),
    col("历史", 16),
    col("体育与\n健康", 16),
];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    for (term, (name, title, date)) in TERMS.into_iter().enumerate() {
        let heading = Heading { title, unit: BUREAU, date, money: false };
        let mut form = book.sheet(name, &heading, &COLUMNS)?;
        for district in District::copies(scale) {
            for class in &district.classes {
                form.row(cells(&district, class, term))?;
            }
        }
        form.sign(SIGNATURE)?;
    }
    Ok(book.save(&folder.join("任课情况一览表.xlsx"))?)
}

fn cells(district: &District, class: &Class, term: usize) -> Vec<Cell> {
    let name = |person: usize| district.people[person].name.as_str();
    let mut cells = vec![
        text(&district.schools[class.school].name),
        text("九年级"),
        text(class.name()),
        Cell::Whole(i64::from(class.pupils[term])),
        text(name(class.head)),
    ];
    for teachers in &class.lessons[term] {
        let names: Vec<&str> = teachers.iter().map(|teacher| name(*teacher)).collect();
        cells.push(text(names.join("/")));
    }
    cells
}

//! 入学巩固指标: enrolment, retention and drop-out, school by school.

use crate::Outcome;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, text};
use crate::rng::{Rng, Topic};
use crate::school::{School, Stage};
use std::path::Path;

const COLUMNS: [Column; 6] =
    [col("序号", 6), col("学校名称", 28), col("指标", 18), col("应数", 10), col("实数", 10), col("备注", 14)];

const SENIOR: &str = "高中阶段入学";
const RETENTION: &str = "九年巩固";
const PRIMARY_DROPPED: &str = "小学辍学";
const JUNIOR_DROPPED: &str = "初中辍学";
const PRESCHOOL: &str = "学前三年入园";
const DISABLED: &str = "残疾儿童少年入学";

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let title = "平安区2017-2018学年入学率、巩固率统计表";
    let heading = Heading { title, unit: BUREAU, date: "2018年9月20日", money: false };
    let mut form = book.sheet("指标", &heading, &COLUMNS)?;
    let mut line = 0;
    for district in District::copies(scale) {
        let mut rng = Rng::new(Topic::Enrolment, district.copy);
        for school in &district.schools {
            for (name, whole, part) in figures(&mut rng, school) {
                line += 1;
                let [whole, part] = [whole, part].map(|number| Cell::Whole(i64::from(number)));
                form.row([count(line), text(&school.name), text(name), whole, part, Cell::Blank])?;
            }
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("入学巩固指标.xlsx"))?)
}

/// Indicator, whole, part.
fn figures(rng: &mut Rng, school: &School) -> Vec<(&'static str, i32, i32)> {
    let pupils = school.staff as i32 * rng.between(11, 15);
    let missing = |rng: &mut Rng, whole: i32, per_mille: i32| whole * rng.between(per_mille / 2, per_mille) / 1000;
    let mut figures = Vec::new();
    match school.stage {
        Stage::Kindergarten => {
            let children = pupils + pupils / 20;
            figures.push((PRESCHOOL, children, children - missing(rng, children, 62)));
        }
        Stage::Primary => {
            figures.push((PRIMARY_DROPPED, pupils, i32::from(rng.chance(250)) * pupils / 480));
            if school.staff > 20 {
                let children = rng.between(4, 12);
                figures.push((DISABLED, children, children - i32::from(rng.chance(200))));
            }
        }
        Stage::Junior | Stage::NineYear => {
            let left = pupils / 3;
            let dropped = missing(rng, pupils, 12);
            figures.push((JUNIOR_DROPPED, pupils, dropped));
            figures.push((RETENTION, left + left / 40, left));
            let entered = left - missing(rng, left, 95);
            figures.push((SENIOR, left, entered));
        }
        Stage::Senior => {}
    }
    figures
}

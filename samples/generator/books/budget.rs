//! 年度预算安排表: what the yearly budget holds for these rules, and the heating of kindergartens behind one line.

use super::parameters::{AMOUNTS, HEATING, PLAN};
use crate::Outcome;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, text};
use crate::school::{School, Stage};
use std::path::Path;

const ITEMS: [Column; 4] = [col("序号", 6), col("项目", 34), col("预算额", 16), col("依据", 30)];
const NURSERIES: [Column; 5] =
    [col("序号", 6), col("学校名称", 28), col("在园班数", 10), col("每班标准", 14), col("补助额", 16)];
/// Staff for each class of a kindergarten.
const STAFF_A_CLASS: usize = 3;

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let heading =
        Heading {
            title: "平安区2018年度教育质量提升专项预算安排表", unit: BUREAU, date: "2018年1月20日", money: true
        };
    let heated: usize = District::copies(scale).map(|district| nurseries(&district).map(classes).sum::<usize>()).sum();
    let mut form = book.sheet("预算", &heading, &ITEMS)?;
    let amounts = AMOUNTS.iter().map(|(item, _, amount)| (*item, amount * scale));
    for (index, (item, amount)) in amounts.chain([("学前教育取暖费补助", heated * HEATING)]).enumerate() {
        form.row([count(index + 1), text(item), yuan(amount), text(PLAN)])?;
    }
    form.sign(SIGNATURE)?;
    let heading =
        Heading {
            title: "平安区2018年学前教育取暖费补助表", unit: BUREAU, date: "2018年1月20日", money: true
        };
    let mut form = book.sheet("学前取暖", &heading, &NURSERIES)?;
    let mut line = 0;
    for district in District::copies(scale) {
        for school in nurseries(&district) {
            line += 1;
            let classes = classes(school);
            form.row([count(line), text(&school.name), count(classes), yuan(HEATING), yuan(classes * HEATING)])?;
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("年度预算安排表.xlsx"))?)
}

fn nurseries(district: &District) -> impl Iterator<Item = &School> {
    district.schools.iter().filter(|school| school.stage == Stage::Kindergarten)
}

fn classes(school: &School) -> usize {
    school.staff / STAFF_A_CLASS
}

fn yuan(amount: usize) -> Cell {
    Cell::Hundredths(amount as i64 * 100)
}

//! 学校分配办法: how each school divides its share, passed by its staff congress.

use crate::Outcome;
use crate::calendar::YEAR;
use crate::date::Date;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, sub, text};
use crate::rng::{Rng, Topic};
use crate::school::{Level, School, Stage};
use std::path::Path;

const PARTS: usize = 6;
/// Schools that distribute by themselves and send the amounts in, by position.
const SENDING: [usize; 3] = [0, 5, 8];

pub fn sends_amounts(school: usize) -> bool {
    SENDING.contains(&school)
}

const COLUMNS: [Column; 14] = [
    col("序号", 6),
    col("学校名称", 28),
    sub("切块比例（%）", "管理岗位", 9),
    sub("切块比例（%）", "班主任", 9),
    sub("切块比例（%）", "超课时", 9),
    sub("切块比例（%）", "出勤", 9),
    sub("切块比例（%）", "教学质量", 9),
    sub("切块比例（%）", "综合考核", 9),
    sub("岗位系数", "专任教师", 9),
    sub("岗位系数", "教辅", 9),
    sub("岗位系数", "工勤", 9),
    col("教代会\n日期", 12),
    col("文号", 24),
    col("分配\n方式", 8),
];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let heading = Heading {
        title: "平安区2018年学校内部奖励性绩效工资分配办法汇总表",
        unit: BUREAU,
        date: "2018年12月20日",
        money: false,
    };
    let mut form = book.sheet("校内分配办法", &heading, &COLUMNS)?;
    for district in District::copies(scale) {
        let mut rng = Rng::new(Topic::Methods, district.copy);
        for (index, school) in district.schools.iter().enumerate() {
            let mut cells = cells(&mut rng, school);
            cells.push(text(if sends_amounts(index) { "核验" } else { "代算" }));
            form.row(cells)?;
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("学校分配办法.xlsx"))?)
}

fn cells(rng: &mut Rng, school: &School) -> Vec<Cell> {
    let mut cells = vec![count(school.number), text(&school.name)];
    cells.extend(parts(rng, school).map(|part| Cell::Whole(i64::from(part))));
    let support = 80 + 5 * rng.between(0, 2);
    let worker = support - 5 * rng.between(0, 2);
    cells.extend([100, support, worker].map(|factor| Cell::Hundredths(i64::from(factor))));
    cells.push(Cell::Date(Date::new(YEAR, rng.between(3, 4), rng.between(2, 27))));
    cells.push(text(format!("{}发〔2018〕{}号", school.short, rng.between(4, 19))));
    cells
}

/// Management, class teachers, over-hours, attendance, teaching quality, overall appraisal: 100.
fn parts(rng: &mut Rng, school: &School) -> [i32; PARTS] {
    let village = school.level == Level::Village;
    let no_over_hours = village || school.stage == Stage::Kindergarten;
    let management = if village { 0 } else { rng.between(6, 10) };
    let class_teachers = rng.between(12, 18);
    let over_hours = if no_over_hours { 0 } else { rng.between(6, 10) };
    let attendance = rng.between(10, 15);
    let quality = rng.between(25, 32);
    let rest = 100 - management - class_teachers - over_hours - attendance - quality;
    [management, class_teachers, over_hours, attendance, quality, rest]
}

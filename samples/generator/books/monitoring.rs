//! 质量监测成绩: the spot checks of the school year 2017-2018 by school, grade and subject, with the teachers.

use crate::Outcome;
use crate::district::District;
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, sub, text};
use crate::person::{Person, Post};
use crate::rng::{Rng, Topic};
use crate::school::{School, Stage};
use std::path::Path;

const COLUMNS: [Column; 9] = [
    col("序号", 6),
    col("学校名称", 26),
    col("学段", 8),
    col("年级", 8),
    col("学科", 10),
    sub("抽测", "人数", 8),
    sub("抽测", "及格\n人数", 8),
    sub("抽测", "优秀\n人数", 8),
    col("任课教师", 28),
];

/// Stage, grades, subjects (the last ones in larger schools only), pass and excellent rates in percent.
struct Plan {
    stage: &'static str,
    grades: &'static [&'static str],
    subjects: &'static [&'static str],
    pass: f64,
    excellent: f64,
}

const PRIMARY: Plan = Plan {
    stage: "小学",
    grades: &["四年级", "六年级"],
    subjects: &["语文", "数学", "英语"],
    pass: 77.0,
    excellent: 25.5,
};
const JUNIOR: Plan = Plan {
    stage: "初中",
    grades: &["八年级"],
    subjects: &["语文", "数学", "英语", "物理"],
    pass: 47.5,
    excellent: 20.0,
};
/// Staff below which a school has no teacher of English of its own.
const SMALL: usize = 12;
const TEACHERS_MAX: usize = 3;

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let title = "平安区2017-2018学年教学质量监测（抽测）成绩汇总表";
    let heading = Heading { title, unit: "平安区教育研究室", date: "2018年7月6日", money: false };
    let mut form = book.sheet("2017-2018学年", &heading, &COLUMNS)?;
    let mut line = 0;
    for district in District::copies(scale) {
        for (index, school) in district.schools.iter().enumerate() {
            let plan = match school.stage {
                Stage::Primary => PRIMARY,
                Stage::Junior | Stage::NineYear => JUNIOR,
                Stage::Kindergarten | Stage::Senior => continue,
            };
            for cells in rows(&district, index, school, &plan) {
                line += 1;
                form.row([count(line)].into_iter().chain(cells))?;
            }
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("质量监测成绩.xlsx"))?)
}

fn rows(district: &District, index: usize, school: &School, plan: &Plan) -> Vec<Vec<Cell>> {
    let mut rng = Rng::for_item(Topic::Monitoring, district.copy, index);
    let small = school.staff < SMALL;
    let strength = 60.0 * school.strength + 2.5 * rng.normal();
    let mut rows = Vec::new();
    for grade in plan.grades {
        for subject in plan.subjects.iter().filter(|subject| !small || **subject != "英语") {
            let sat = if small { rng.between(8, 16) } else { rng.between(40, 90) };
            let luck = strength + 4.0 * rng.normal();
            let pass = of(sat, plan.pass + luck);
            let excellent = of(sat, plan.excellent + 0.6 * luck + 1.5 * rng.normal()).min(pass);
            let names = teachers(&mut rng, district, index, subject, small);
            rows.push(vec![
                text(&school.name),
                text(plan.stage),
                text(*grade),
                text(*subject),
                Cell::Whole(i64::from(sat)),
                Cell::Whole(i64::from(pass)),
                Cell::Whole(i64::from(excellent)),
                text(names.join("、")),
            ]);
        }
    }
    rows
}

/// The pupils that make a rate in percent.
fn of(sat: i32, percent: f64) -> i32 {
    (f64::from(sat) * percent.clamp(2.0, 98.0) / 100.0 + 0.5) as i32
}

fn teachers(rng: &mut Rng, district: &District, school: usize, subject: &str, small: bool) -> Vec<String> {
    let here = |person: &&Person| person.post == Post::Teacher && person.change.is_none();
    let staff: Vec<&Person> = district.staff(school).map(|(_, person)| person).filter(here).collect();
    let mut pool: Vec<&Person> = staff.iter().copied().filter(|person| person.subject == subject).collect();
    if pool.is_empty() {
        pool = staff;
    }
    rng.shuffle(&mut pool);
    let wanted = if small { 1 } else { 1 + rng.below(TEACHERS_MAX) };
    pool.into_iter().take(wanted).map(|person| person.name.clone()).collect()
}

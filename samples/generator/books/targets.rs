//! 中考指标与上年数据: last year's figures of each school and this year's indicators.

use crate::Outcome;
use crate::district::{BUREAU, District};
use crate::exam::{Candidate, Group, admission_line, candidates};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, sub, text};
use crate::subjects::full_marks;
use std::path::Path;

const LAST_FULL: i32 = 650;
/// Indicators ask for this much of last year's re-based figures.
const TARGET: f64 = 1.03;
/// This year's mean in relation to last year's re-based mean, school by school.
const PROGRESS: [f64; 7] = [1.052, 1.046, 0.970, 1.060, 1.044, 0.985, 1.050];

const COLUMNS: [Column; 11] = [
    col("序号", 6),
    col("学校名称", 28),
    sub("上年", "参考人数", 10),
    sub("上年", "总均分", 10),
    sub("上年", "满分", 8),
    sub("上年", "上线率\n（%）", 10),
    sub("上年", "优秀率\n（%）", 10),
    sub("上年", "低分率\n（%）", 10),
    sub("本年指标", "总均分", 10),
    sub("本年指标", "上线率\n（%）", 10),
    sub("本年指标", "优秀率\n（%）", 10),
];

/// This year's results of a school: means in marks, rates in percent.
struct Results {
    sat: usize,
    mean: f64,
    over_line: f64,
    excellent: f64,
    low: f64,
}

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let heading = Heading {
        title: "平安区2018年中考指标与上年数据", unit: BUREAU, date: "2018年3月5日", money: false
    };
    let mut form = book.sheet("指标", &heading, &COLUMNS)?;
    let line = admission_line(&candidates(&District::new(0), scale));
    let mut number = 0;
    for district in District::copies(scale) {
        let candidates = candidates(&district, scale);
        for (turn, school) in juniors(&district).into_iter().enumerate() {
            number += 1;
            let results = results(&candidates, school, line);
            form.row(cells(number, &district.schools[school].name, &results, PROGRESS[turn]))?;
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("中考指标与上年数据.xlsx"))?)
}

fn juniors(district: &District) -> Vec<usize> {
    let schools = &district.schools;
    (0..schools.len()).filter(|&index| schools[index].grade9_classes > 0).collect()
}

/// Of those who sat the exam, integrated pupils left out.
fn results(candidates: &[Candidate], school: usize, line: i32) -> Results {
    let totals: Vec<i32> = candidates
        .iter()
        .filter(|candidate| candidate.school == school && candidate.group != Group::Integrated)
        .filter(|candidate| !candidate.is_absent())
        .map(Candidate::total)
        .collect();
    let full = 2 * full_marks();
    let rate = |test: &dyn Fn(i32) -> bool| {
        100.0 * totals.iter().filter(|total| test(**total)).count() as f64 / totals.len() as f64
    };
    Results {
        sat: totals.len(),
        mean: f64::from(totals.iter().sum::<i32>()) / 2.0 / totals.len() as f64,
        over_line: rate(&|total| total >= 2 * line),
        excellent: rate(&|total| total * 100 >= full * 85),
        low: rate(&|total| total * 2 < full),
    }
}

fn cells(number: usize, school: &str, results: &Results, progress: f64) -> [Cell; 11] {
    let rebased = results.mean / progress;
    let last_mean = rebased * f64::from(LAST_FULL) / f64::from(full_marks());
    let last_over_line = results.over_line / progress;
    let last_excellent = results.excellent / progress;
    let last_low = results.low * progress * progress;
    [
        count(number),
        text(school),
        count(results.sat + number % 4 * 3),
        hundredths(last_mean),
        Cell::Whole(i64::from(LAST_FULL)),
        hundredths(last_over_line),
        hundredths(last_excellent),
        hundredths(last_low),
        hundredths(rebased * TARGET),
        hundredths(last_over_line * TARGET),
        hundredths(last_excellent * TARGET),
    ]
}

fn hundredths(value: f64) -> Cell {
    Cell::Hundredths((value * 100.0 + 0.5) as i64)
}

//! 中考指标与上年数据: last year's figures of each school and this year's indicators, broken down from the district's.

use crate::Outcome;
use crate::breakdown::{broken_down, together};
use crate::district::{BUREAU, District};
use crate::exam::{Candidate, Group, admission_line, candidates};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, sub, text};
use crate::subjects::full_marks;
use std::path::Path;

const LAST_FULL: i64 = 650;
/// The indicators in per cent of last year's figures: the mean, re-based to this year's full marks, the share
/// reaching the line, the share at or above 85 % of full marks, the share below half of them.
const MEAN: i64 = 103;
const OVER_LINE: f64 = 1.03;
const EXCELLENT: f64 = 1.05;
const LOW: f64 = 0.90;

/// This year's results in relation to last year's, school by school: the mean and the share reaching the line,
/// the excellent share, the low share.
const PROGRESS: [[f64; 3]; 7] = [
    [1.052, 1.09, 0.85],
    [1.046, 1.08, 0.87],
    [0.970, 0.94, 1.06],
    [1.060, 1.10, 0.80],
    [1.044, 1.12, 0.96],
    [0.985, 0.97, 1.03],
    [1.054, 1.10, 0.84],
];

const COLUMNS: [Column; 13] = [
    col("序号", 6),
    col("学校名称", 28),
    sub("上年", "参考人数", 10),
    sub("上年", "总均分", 10),
    sub("上年", "满分", 8),
    sub("上年", "上线率\n（%）", 10),
    sub("上年", "优秀率\n（%）", 10),
    sub("上年", "低分率\n（%）", 10),
    sub("本年指标", "报考人数", 10),
    sub("本年指标", "总均分", 10),
    sub("本年指标", "上线率\n（%）", 10),
    sub("本年指标", "优秀率\n（%）", 10),
    sub("本年指标", "低分率\n（%）", 10),
];

/// Last year's figures of a school, in hundredths, and how many are entered this year.
struct Last {
    sat: i64,
    mean: i64,
    over_line: i64,
    excellent: i64,
    low: i64,
    entered: i64,
}

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let heading = Heading {
        title: "平安区2018年中考指标与上年数据", unit: BUREAU, date: "2018年3月5日", money: false
    };
    let mut form = book.sheet("指标", &heading, &COLUMNS)?;
    let line = admission_line(&candidates(&District::new(0), scale));
    let mut names = Vec::new();
    let mut last = Vec::new();
    for district in District::copies(scale) {
        let candidates = candidates(&district, scale);
        for (turn, school) in juniors(&district).into_iter().enumerate() {
            names.push(district.schools[school].name.clone());
            last.push(last_year(&candidates, school, line, PROGRESS[turn], turn));
        }
    }
    let excellent = indicators(&last, |school| school.excellent, EXCELLENT);
    let low = indicators(&last, |school| school.low, LOW);
    for (index, (name, school)) in names.iter().zip(&last).enumerate() {
        form.row(cells(index + 1, name, school, excellent[index], low[index]))?;
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("中考指标与上年数据.xlsx"))?)
}

fn juniors(district: &District) -> Vec<usize> {
    let schools = &district.schools;
    (0..schools.len()).filter(|&index| schools[index].grade9_classes > 0).collect()
}

/// What this year's results of those who sat the exam, integrated pupils left out, come from.
fn last_year(candidates: &[Candidate], school: usize, line: i32, progress: [f64; 3], turn: usize) -> Last {
    let own = || candidates.iter().filter(|candidate| candidate.school == school);
    let sat: Vec<&Candidate> =
        own().filter(|candidate| candidate.group != Group::Integrated && !candidate.is_absent()).collect();
    let full = 2 * full_marks();
    let rate = |test: &dyn Fn(&Candidate) -> bool| {
        100.0 * sat.iter().filter(|candidate| test(candidate)).count() as f64 / sat.len() as f64
    };
    let mean = f64::from(sat.iter().map(|candidate| candidate.marks()).sum::<i32>()) / 2.0 / sat.len() as f64;
    let [of_mean, of_excellent, of_low] = progress;
    Last {
        sat: (sat.len() + (turn + 1) % 4 * 3) as i64,
        mean: hundredths(mean * LAST_FULL as f64 / f64::from(full_marks()) / of_mean),
        over_line: hundredths(rate(&|candidate| candidate.total() >= 2 * line) / of_mean),
        excellent: hundredths(rate(&|candidate| candidate.marks() * 100 >= full * 85) / of_excellent),
        low: hundredths(rate(&|candidate| candidate.marks() * 2 < full) / of_low),
        entered: own().count() as i64,
    }
}

/// The district's share of last year times a factor, broken down by those entered this year.
fn indicators(last: &[Last], share: impl Fn(&Last) -> i64, factor: f64) -> Vec<i64> {
    let shares: Vec<i64> = last.iter().map(share).collect();
    let [sat, entered] = [|school: &Last| school.sat, |school: &Last| school.entered]
        .map(|people| last.iter().map(people).collect::<Vec<i64>>());
    broken_down(&shares, &entered, together(&shares, &sat) * factor)
}

fn cells(number: usize, school: &str, last: &Last, excellent: i64, low: i64) -> [Cell; 13] {
    let whole = LAST_FULL * 100;
    // Rounded half up from the figure that stands in the sheet, so that anybody can redo it.
    let mean = (2 * last.mean * i64::from(full_marks()) * MEAN + whole) / (2 * whole);
    [
        count(number),
        text(school),
        Cell::Whole(last.sat),
        Cell::Hundredths(last.mean),
        Cell::Whole(LAST_FULL),
        Cell::Hundredths(last.over_line),
        Cell::Hundredths(last.excellent),
        Cell::Hundredths(last.low),
        Cell::Whole(last.entered),
        Cell::Hundredths(mean),
        Cell::Hundredths((last.over_line as f64 * OVER_LINE + 0.5) as i64),
        Cell::Hundredths(excellent),
        Cell::Hundredths(low),
    ]
}

fn hundredths(value: f64) -> i64 {
    (value * 100.0 + 0.5) as i64
}

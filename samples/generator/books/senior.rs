//! The three books of the last year of senior high: 高三任课情况一览表, 高考成绩库, 高考指标与上年数据.

use crate::Outcome;
use crate::breakdown::broken_down;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, sub, text};
use crate::rng::{Rng, Topic};
use crate::senior::{Candidate, Class, SUBJECTS, candidates, classes, outstanding, schools};
use std::path::Path;

const TEACHING: [Column; 15] = [
    col("学校", 26),
    col("年级", 8),
    col("班级", 12),
    col("科类", 8),
    col("人数", 7),
    col("班主任", 10),
    col("语文", 16),
    col("数学", 16),
    col("英语", 16),
    col("物理", 16),
    col("化学", 16),
    col("生物", 16),
    col("思想\n政治", 16),
    col("历史", 16),
    col("地理", 16),
];

const SCORES: [Column; 17] = [
    col("准考证号", 16),
    col("姓 名", 10),
    col("毕业学校", 26),
    col("班级", 12),
    col("科类", 8),
    col("语文", 8),
    col("数学", 8),
    col("英语", 8),
    col("物理", 8),
    col("化学", 8),
    col("生物", 8),
    col("思想\n政治", 8),
    col("历史", 8),
    col("地理", 8),
    col("总分", 9),
    col("录取\n层次", 9),
    col("全省\n位次", 9),
];

const STUDENTS: [Column; 6] =
    [col("序号", 6), col("准考证号", 16), col("姓 名", 10), col("毕业学校", 26), col("科类", 8), col("备注", 14)];

const TARGETS: [Column; 12] = [
    col("序号", 6),
    col("学校名称", 28),
    sub("上年", "参考人数", 10),
    sub("上年", "一本率\n（%）", 10),
    sub("上年", "本科率\n（%）", 10),
    sub("上年", "总均分", 10),
    sub("上年", "满分", 8),
    sub("上年", "全省前\n百名人数", 10),
    sub("本年指标", "报考人数", 10),
    sub("本年指标", "一本率\n（%）", 10),
    sub("本年指标", "本科率\n（%）", 10),
    sub("本年指标", "全省前\n百名人数", 10),
];

const SUBJECT_TARGETS: [Column; 5] =
    [col("序号", 6), col("学校名称", 28), col("科目", 12), col("上年\n均分", 10), col("本年均分\n指标", 10)];

/// This year's rates in relation to last year's, school by school.
const PROGRESS: [f64; 2] = [1.12, 0.96];
/// The district's rates in hundredths of a percent: this year's indicators, and what 本科 was last year.
const FIRST_TIER: f64 = 3000.0;
const DEGREE: f64 = 5212.0;
const DEGREE_LAST: f64 = 4812.0;
const FULL: i64 = 750;

pub fn write(folder: &Path, scale: usize) -> Outcome {
    teaching(folder, scale)?;
    scores(folder, scale)?;
    targets(folder, scale)
}

fn teaching(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let title = "平安区2017-2018学年高三年级任课情况一览表";
    let heading = Heading { title, unit: BUREAU, date: "2017年9月8日", money: false };
    let mut form = book.sheet("2017-2018学年", &heading, &TEACHING)?;
    for district in District::copies(scale) {
        for class in &classes(&district) {
            form.row(class_cells(&district, class))?;
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("高三任课情况一览表.xlsx"))?)
}

fn class_cells(district: &District, class: &Class) -> Vec<Cell> {
    let name = |person: usize| district.people[person].name.as_str();
    let mut cells = vec![
        text(&district.schools[class.school].name),
        text("高三"),
        text(class.name()),
        text(class.track.label()),
        Cell::Whole(i64::from(class.pupils)),
        text(name(class.head)),
    ];
    for teachers in &class.lessons {
        let names: Vec<&str> = teachers.iter().map(|teacher| name(*teacher)).collect();
        cells.push(text(names.join("/")));
    }
    cells
}

fn scores(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let title = "平安区2018年普通高等学校招生全国统一考试成绩库";
    let heading = Heading { title, unit: BUREAU, date: "2018年8月25日", money: false };
    let mut form = book.sheet("2018年", &heading, &SCORES)?;
    for district in District::copies(scale) {
        for candidate in &candidates(&district, &classes(&district), scale) {
            form.row(candidate_cells(&district, candidate))?;
        }
    }
    form.sign(SIGNATURE)?;
    let title = "平安区2018年高考优秀学生奖申报名册";
    let heading = Heading { title, unit: BUREAU, date: "2018年8月28日", money: false };
    let mut form = book.sheet("优秀学生名册", &heading, &STUDENTS)?;
    for (index, (student, school)) in awarded(scale).iter().enumerate() {
        form.row([
            count(index + 1),
            text(&student.number),
            text(&student.name),
            text(school),
            text(student.track.label()),
            Cell::Blank,
        ])?;
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("高考成绩库.xlsx"))?)
}

/// The best students of all copies, each with the name of the school.
pub fn awarded(scale: usize) -> Vec<(Candidate, String)> {
    let mut best = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for district in District::copies(scale) {
        let found = outstanding(candidates(&district, &classes(&district), scale));
        let before = names.len();
        best.extend(found.into_iter().map(|student| Candidate { school: before + student.school, ..student }));
        names.extend(district.schools.into_iter().map(|school| school.name));
    }
    let named = |student: Candidate| {
        let school = names[student.school].clone();
        (student, school)
    };
    outstanding(best).into_iter().map(named).collect()
}

fn candidate_cells(district: &District, candidate: &Candidate) -> Vec<Cell> {
    let mut cells = vec![
        text(&candidate.number),
        text(&candidate.name),
        text(&district.schools[candidate.school].name),
        text(&candidate.class),
        text(candidate.track.label()),
    ];
    for (subject, score) in candidate.scores.iter().enumerate() {
        cells.push(match score {
            Some(half_marks) => Cell::Halves(*half_marks),
            None if candidate.track.sits(subject) => text("缺考"),
            None => Cell::Blank,
        });
    }
    cells.push(Cell::Halves(candidate.total()));
    cells.push(text(candidate.level));
    cells.push(candidate.place.map_or(Cell::Blank, |place| Cell::Whole(i64::from(place))));
    cells
}

fn targets(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let heading = Heading {
        title: "平安区2018年高考指标与上年数据", unit: BUREAU, date: "2018年3月5日", money: false
    };
    let mut form = book.sheet("指标", &heading, &TARGETS)?;
    let mut names = Vec::new();
    let mut last = Vec::new();
    for district in District::copies(scale) {
        let candidates = candidates(&district, &classes(&district), scale);
        for (school, progress) in schools().zip(PROGRESS) {
            names.push(district.schools[school].name.clone());
            last.push(last_year(&candidates, school, progress));
        }
    }
    for (index, cells) in target_cells(&last).into_iter().enumerate() {
        form.row([count(index + 1), text(&names[index])].into_iter().chain(cells))?;
    }
    form.sign(SIGNATURE)?;
    let heading = Heading {
        title: "平安区2018年高考学科均分指标", unit: BUREAU, date: "2018年3月5日", money: false
    };
    let mut form = book.sheet("学科指标", &heading, &SUBJECT_TARGETS)?;
    let mut line = 0;
    for district in District::copies(scale) {
        let mut rng = Rng::new(Topic::SeniorTargets, district.copy);
        let candidates = candidates(&district, &classes(&district), scale);
        for school in schools() {
            for (subject, taught) in SUBJECTS.iter().enumerate() {
                line += 1;
                let own = candidates.iter().filter(|candidate| candidate.school == school);
                let marks: Vec<i32> = own.filter_map(|candidate| candidate.scores[subject]).collect();
                let mean = f64::from(marks.iter().sum::<i32>()) / 2.0 / marks.len() as f64;
                let last = mean / (1.0 + f64::from(rng.between(-30, 60)) / 1000.0);
                form.row([
                    count(line),
                    text(&district.schools[school].name),
                    text(taught.name),
                    Cell::Hundredths(hundredths(last)),
                    Cell::Hundredths(hundredths(last * 1.01)),
                ])?;
            }
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("高考指标与上年数据.xlsx"))?)
}

/// Last year's figures of a school, in hundredths, and how many are entered this year.
struct Last {
    sat: i64,
    first: i64,
    degree: i64,
    mean: i64,
    top: i64,
    entered: i64,
}

/// What this year's results of those who sat the exam come from.
fn last_year(candidates: &[Candidate], school: usize, progress: f64) -> Last {
    let own = || candidates.iter().filter(|candidate| candidate.school == school);
    let sat: Vec<&Candidate> = own().filter(|candidate| candidate.sat()).collect();
    let people = sat.len() as f64;
    let rate = |levels: &[&str]| 100.0 * sat.iter().filter(|c| levels.contains(&c.level)).count() as f64 / people;
    let mean = f64::from(sat.iter().map(|candidate| candidate.total()).sum::<i32>()) / 2.0 / people;
    let top = sat.iter().filter(|candidate| candidate.place.is_some_and(|place| place <= 100)).count();
    Last {
        sat: sat.len() as i64 + 5,
        first: hundredths(rate(&["一本"]) / progress),
        degree: hundredths(rate(&["一本", "本科"]) / progress),
        mean: hundredths(mean / progress),
        top: top.saturating_sub(1) as i64,
        entered: own().count() as i64,
    }
}

/// Last year's figures and the district's indicators, broken down by those entered this year.
fn target_cells(last: &[Last]) -> Vec<[Cell; 10]> {
    let of = |figure: &dyn Fn(&Last) -> i64| last.iter().map(figure).collect::<Vec<i64>>();
    let entered = of(&|school| school.entered);
    let degree = broken_down(&of(&|school| school.degree), &of(&|school| school.sat), DEGREE_LAST);
    let first_target = broken_down(&of(&|school| school.first), &entered, FIRST_TIER);
    let degree_target = broken_down(&degree, &entered, DEGREE);
    let cells = last.iter().enumerate().map(|(index, school)| {
        [
            Cell::Whole(school.sat),
            Cell::Hundredths(school.first),
            Cell::Hundredths(degree[index]),
            Cell::Hundredths(school.mean),
            Cell::Whole(FULL),
            Cell::Whole(school.top),
            Cell::Whole(school.entered),
            Cell::Hundredths(first_target[index]),
            Cell::Hundredths(degree_target[index]),
            Cell::Whole(school.top + 1),
        ]
    });
    cells.collect()
}

fn hundredths(value: f64) -> i64 {
    (value * 100.0 + 0.5) as i64
}

//! The year's performance appraisal of one school.
//!
//! Scores are kept in tenths of a point. The shares are whole tens of percent, so totals are exact
//! in hundredths and need no rounding.

use crate::district::District;
use crate::person::{Person, Post, Standing};
use crate::rng::{Rng, Topic};
use crate::school::{School, Stage};

pub struct TeacherRow<'a> {
    pub person: &'a Person,
    pub ethics: i32,
    pub attendance: i32,
    pub weekly_half_lessons: i32,
    pub class_months: i32,
    pub workload: i32,
    pub teaching: i32,
    pub grade: &'static str,
}

pub struct SupportRow<'a> {
    pub person: &'a Person,
    pub ethics: i32,
    pub attendance: i32,
    /// Ratings by pupils, teachers and the head.
    pub ratings: [i32; 3],
    pub grade: &'static str,
}

const EXCELLENT_PERCENT: usize = 15;
const EXCELLENT: &str = "优秀";
const PASSED: &str = "合格";

impl TeacherRow<'_> {
    /// Ethics 20 %, attendance 10 %, workload 30 %, teaching 40 %, in hundredths.
    pub fn total(&self) -> i32 {
        2 * self.ethics + self.attendance + 3 * self.workload + 4 * self.teaching
    }
}

impl SupportRow<'_> {
    /// Five parts of 20 % each, in hundredths.
    pub fn total(&self) -> i32 {
        2 * (self.ethics + self.attendance + self.ratings.iter().sum::<i32>())
    }
}

pub fn ethics_grade(ethics: i32) -> &'static str {
    match ethics {
        900.. => EXCELLENT,
        800..900 => PASSED,
        600..800 => "基本合格",
        _ => "不合格",
    }
}

pub fn teachers(district: &District, school: usize) -> Vec<TeacherRow<'_>> {
    let mut rng = Rng::for_item(Topic::Appraisal, district.copy, 2 * school);
    let months = class_months(&mut rng, district, school);
    let mut rows: Vec<TeacherRow> = district
        .staff(school)
        .filter(|(_, person)| person.post == Post::Teacher)
        .map(|(index, person)| TeacherRow {
            person,
            ethics: ethics(&mut rng, person),
            attendance: attendance(district, index),
            weekly_half_lessons: weekly_half_lessons(&mut rng, &district.schools[school], person),
            class_months: months.iter().find(|(head, _)| *head == index).map_or(0, |found| found.1),
            workload: 0,
            teaching: score(&mut rng, person),
            grade: plain_grade(person),
        })
        .collect();
    for row in &mut rows {
        row.workload = workload(&mut rng, row);
    }
    let totals: Vec<i32> = rows.iter().map(TeacherRow::total).collect();
    let ethics: Vec<i32> = rows.iter().map(|row| row.ethics).collect();
    let mut grades: Vec<&'static str> = rows.iter().map(|row| row.grade).collect();
    promote(&mut grades, &ethics, &totals);
    for (row, grade) in rows.iter_mut().zip(grades) {
        row.grade = grade;
    }
    rows
}

pub fn support(district: &District, school: usize) -> Vec<SupportRow<'_>> {
    let mut rng = Rng::for_item(Topic::Appraisal, district.copy, 2 * school + 1);
    let mut rows: Vec<SupportRow> = district
        .staff(school)
        .filter(|(_, person)| matches!(person.post, Post::Support | Post::Worker))
        .map(|(index, person)| SupportRow {
            person,
            ethics: ethics(&mut rng, person),
            attendance: attendance(district, index),
            ratings: [(); 3].map(|()| score(&mut rng, person)),
            grade: plain_grade(person),
        })
        .collect();
    let totals: Vec<i32> = rows.iter().map(SupportRow::total).collect();
    let ethics: Vec<i32> = rows.iter().map(|row| row.ethics).collect();
    let mut grades: Vec<&'static str> = rows.iter().map(|row| row.grade).collect();
    promote(&mut grades, &ethics, &totals);
    for (row, grade) in rows.iter_mut().zip(grades) {
        row.grade = grade;
    }
    rows
}

/// The grade before the best are chosen. Recruits, and those who left in the first half of the
/// year, are not graded.
fn plain_grade(person: &Person) -> &'static str {
    let left_early = person.left().is_some_and(|date| date.month < 7);
    match person.standing {
        Standing::Failed | Standing::EthicsFailed => "不合格",
        Standing::BarelyPassed => "基本合格",
        Standing::Ordinary if person.is_recruit() || left_early => "不定等次",
        Standing::Ordinary => PASSED,
    }
}

/// At most 15 % of the graded become 优秀, and only with ethics 优秀.
fn promote(grades: &mut [&'static str], ethics: &[i32], totals: &[i32]) {
    let graded = grades.iter().filter(|grade| **grade != "不定等次").count();
    let places = graded * EXCELLENT_PERCENT / 100;
    let mut eligible: Vec<usize> = (0..grades.len())
        .filter(|&index| grades[index] == PASSED && ethics_grade(ethics[index]) == EXCELLENT)
        .collect();
    eligible.sort_by_key(|&index| (-totals[index], index));
    for index in eligible.into_iter().take(places) {
        grades[index] = EXCELLENT;
    }
}

fn ethics(rng: &mut Rng, person: &Person) -> i32 {
    match person.standing {
        Standing::EthicsFailed => rng.between(420, 560),
        Standing::Failed => rng.between(650, 790),
        Standing::BarelyPassed => rng.between(720, 880),
        Standing::Ordinary if rng.chance(620) => rng.between(900, 985),
        Standing::Ordinary => rng.between(830, 899),
    }
}

fn score(rng: &mut Rng, person: &Person) -> i32 {
    match person.standing {
        Standing::Failed | Standing::EthicsFailed => rng.between(520, 680),
        Standing::BarelyPassed => rng.between(600, 720),
        Standing::Ordinary => (860.0 + 55.0 * rng.normal()).clamp(700.0, 990.0) as i32,
    }
}

/// Full marks less half a point for each sign-in or meeting missed. Leave has no part in it: it is deducted
/// by the slips, and acts once.
fn attendance(district: &District, person: usize) -> i32 {
    const MOST: usize = 25;
    let mut rng = Rng::for_item(Topic::Attendance, district.copy, person);
    let missed = rng.below(MOST).min(rng.below(MOST));
    1000 - 5 * missed as i32
}

fn weekly_half_lessons(rng: &mut Rng, school: &School, person: &Person) -> i32 {
    match (person.duty, school.stage) {
        ("副校长", _) => rng.between(6, 12),
        ("主任" | "副主任", _) => rng.between(12, 20),
        (_, Stage::Kindergarten) => rng.between(36, 50),
        (_, Stage::Primary) => rng.between(24, 36),
        _ => rng.between(18, 30),
    }
}

/// More lessons and more months as class teacher give a better score.
fn workload(rng: &mut Rng, row: &TeacherRow) -> i32 {
    let lessons = row.weekly_half_lessons.min(36) * 6;
    (600 + lessons + row.class_months * 8 + rng.between(-20, 30)).min(990)
}

/// Class teachers of a school with their months: about one for each class. The heads of grade 9
/// come first; a few share the year with a colleague.
fn class_months(rng: &mut Rng, district: &District, school: usize) -> Vec<(usize, i32)> {
    let in_school = district.classes.iter().filter(|class| class.school == school);
    let mut heads: Vec<usize> = in_school.map(|class| class.head).collect();
    let mut others: Vec<usize> = district
        .staff(school)
        .filter(|(index, person)| {
            let free = person.duty.is_empty() && person.change.is_none();
            person.post == Post::Teacher && free && !heads.contains(index)
        })
        .map(|(index, _)| index)
        .collect();
    rng.shuffle(&mut others);
    let classes = class_count(&district.schools[school]).max(heads.len());
    let mut months = Vec::new();
    while months.len() < classes {
        let Some(head) = (if heads.is_empty() { others.pop() } else { Some(heads.remove(0)) }) else {
            break;
        };
        months.push((head, district.people[head].months()));
    }
    for index in (0..months.len()).step_by(9) {
        let (head, year) = months[index];
        if year == 12
            && let Some(colleague) = others.pop()
        {
            months[index] = (head, 7);
            months.push((colleague, 5));
        }
    }
    months
}

fn class_count(school: &School) -> usize {
    let tenths_of_staff_per_class = match (school.stage, school.staff) {
        (Stage::Primary, ..12) => 15,
        (Stage::Primary, _) => 24,
        (Stage::Kindergarten, _) => 28,
        (Stage::Junior | Stage::NineYear, _) => 36,
        (Stage::Senior, _) => 40,
    };
    school.staff * 10 / tenths_of_staff_per_class
}

//! The junior-high exam of June 2018: candidates and their scores.

use crate::district::District;
use crate::names::Names;
use crate::rng::{Rng, Topic};
use crate::school::width;
use crate::subjects::{EXAM, SPORTS, full_marks};
use std::collections::HashSet;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Score {
    HalfMarks(i32),
    Absent,
    Exempt,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Current,
    Repeating,
    Integrated,
}

pub struct Candidate {
    pub number: String,
    pub name: String,
    pub school: usize,
    /// The school where the candidate is registered, nearly always the same.
    pub registered: usize,
    pub class: String,
    pub group: Group,
    pub scores: [Score; EXAM.len()],
    pub bonus: i32,
}

impl Candidate {
    /// Sum of subjects in half marks; a missing score counts 0.
    pub fn marks(&self) -> i32 {
        let marks = self.scores.iter().map(|score| match score {
            Score::HalfMarks(marks) => *marks,
            Score::Absent | Score::Exempt => 0,
        });
        marks.sum()
    }

    /// Sum of subjects and bonus in half marks.
    pub fn total(&self) -> i32 {
        self.marks() + 2 * self.bonus
    }

    pub fn is_absent(&self) -> bool {
        self.scores.iter().all(|score| *score == Score::Absent)
    }
}

impl Group {
    pub fn label(self) -> &'static str {
        match self {
            Group::Current => "应届",
            Group::Repeating => "往届",
            Group::Integrated => "随班就读",
        }
    }
}

/// Share of full marks an average pupil gets, by subject.
const EASE: [f64; EXAM.len()] = [0.69, 0.62, 0.63, 0.62, 0.66, 0.68, 0.67, 0.84];
const WHOLLY_ABSENT: usize = 13;
const SINGLY_ABSENT: usize = 66;
const EXEMPT: usize = 2;

pub fn candidates(district: &District, scale: usize) -> Vec<Candidate> {
    let mut rng = Rng::new(Topic::Candidates, district.copy);
    let names = Names::new();
    let mut candidates = Vec::new();
    let mut taken = HashSet::new();
    let mut school = None;
    let mut seat = 0;
    for (index, class) in district.classes.iter().enumerate() {
        if school != Some(class.school) {
            school = Some(class.school);
            taken.clear();
            seat = 0;
        }
        for _ in 0..class.pupils[1] {
            seat += 1;
            let code = district.schools[class.school].number;
            let male = rng.chance(515);
            let group = group(&mut rng);
            candidates.push(Candidate {
                number: format!("2018{code:0width$}{seat:04}", width = width(26 * scale)),
                name: names.unique(&mut rng, male, &mut taken),
                school: class.school,
                registered: class.school,
                class: class.name(),
                group,
                scores: scores(&mut rng, district, index, group),
                bonus: bonus(&mut rng),
            });
        }
    }
    register_elsewhere(&mut rng, district, &mut candidates);
    mark_missing(&mut rng, &mut candidates);
    candidates
}

fn group(rng: &mut Rng) -> Group {
    match rng.below(1000) {
        0..24 => Group::Repeating,
        24..33 => Group::Integrated,
        _ => Group::Current,
    }
}

fn bonus(rng: &mut Rng) -> i32 {
    match rng.below(1000) {
        0..18 => 10,
        18..45 => 5,
        _ => 0,
    }
}

fn scores(rng: &mut Rng, district: &District, class: usize, group: Group) -> [Score; EXAM.len()] {
    let school = &district.schools[district.classes[class].school];
    let handicap = if group == Group::Integrated { -0.35 } else { 0.0 };
    let ability = school.strength + handicap + 0.145 * rng.normal();
    std::array::from_fn(|subject| {
        let teacher = teacher_effect(district, class, subject);
        let spread = if subject == SPORTS { 0.3 * ability } else { ability };
        let share = EASE[subject] + spread + teacher + 0.06 * rng.normal();
        let half_marks = share.clamp(0.05, 0.99) * f64::from(2 * EXAM[subject].full);
        Score::HalfMarks(half_marks as i32)
    })
}

/// A teacher's classes lie a little above or below the rest of the school.
fn teacher_effect(district: &District, class: usize, subject: usize) -> f64 {
    let teacher = district.classes[class].lessons[1][subject][0];
    0.02 * Rng::for_item(Topic::TeacherEffect, district.copy, teacher).normal()
}

/// One candidate in a hundred is registered in another school of the district.
fn register_elsewhere(rng: &mut Rng, district: &District, candidates: &mut [Candidate]) {
    for candidate in candidates {
        if rng.chance(10) {
            candidate.registered = district.classes[rng.below(district.classes.len())].school;
        }
    }
}

fn mark_missing(rng: &mut Rng, candidates: &mut [Candidate]) {
    for _ in 0..WHOLLY_ABSENT {
        let index = rng.below(candidates.len());
        let candidate = &mut candidates[index];
        candidate.scores = [Score::Absent; EXAM.len()];
        candidate.bonus = 0;
    }
    for _ in 0..SINGLY_ABSENT {
        let index = rng.below(candidates.len());
        let candidate = &mut candidates[index];
        candidate.scores[rng.below(EXAM.len())] = Score::Absent;
    }
    let mut left = EXEMPT;
    while left > 0 {
        let index = rng.below(candidates.len());
        let candidate = &mut candidates[index];
        if matches!(candidate.scores[SPORTS], Score::HalfMarks(_)) {
            candidate.scores[SPORTS] = Score::Exempt;
            left -= 1;
        }
    }
}

/// The admission line: the multiple of five that about 52 % of the candidates reach.
pub fn admission_line(candidates: &[Candidate]) -> i32 {
    let wanted = candidates.len() * 52 / 100;
    (0..full_marks()).step_by(5).find(|line| reaching(candidates, *line) <= wanted).expect("nobody reaches full marks")
}

pub fn reaching(candidates: &[Candidate], line: i32) -> usize {
    candidates.iter().filter(|candidate| candidate.total() >= 2 * line).count()
}

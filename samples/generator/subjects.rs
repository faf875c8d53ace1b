//! Subjects: those of the junior-high exam, and how many teachers of each a stage needs.

use crate::school::{Level, School, Stage};

pub struct Subject {
    pub name: &'static str,
    pub full: i32,
    pub weekly_lessons: i32,
    /// Classes that one teacher of grade 9 takes.
    pub load: usize,
}

pub const EXAM: [Subject; 8] = [
    Subject { name: "语文", full: 120, weekly_lessons: 6, load: 2 },
    Subject { name: "数学", full: 120, weekly_lessons: 6, load: 2 },
    Subject { name: "英语", full: 120, weekly_lessons: 5, load: 2 },
    Subject { name: "物理", full: 80, weekly_lessons: 4, load: 3 },
    Subject { name: "化学", full: 60, weekly_lessons: 4, load: 3 },
    Subject { name: "道德与法治", full: 60, weekly_lessons: 3, load: 4 },
    Subject { name: "历史", full: 60, weekly_lessons: 3, load: 4 },
    Subject { name: "体育与健康", full: 50, weekly_lessons: 3, load: 4 },
];

/// Position of physical education among the exam subjects.
pub const SPORTS: usize = 7;

/// Full marks of all subjects together.
pub fn full_marks() -> i32 {
    EXAM.iter().map(|subject| subject.full).sum()
}

type Weighted = (&'static str, i32);

const KINDERGARTEN: [Weighted; 1] = [("学前教育", 1)];
const VILLAGE: [Weighted; 3] = [("全科", 3), ("语文", 1), ("数学", 1)];
const PRIMARY: [Weighted; 9] = [
    ("语文", 28),
    ("数学", 24),
    ("英语", 10),
    ("体育", 9),
    ("音乐", 6),
    ("美术", 6),
    ("科学", 6),
    ("道德与法治", 6),
    ("信息技术", 3),
];
const JUNIOR: [Weighted; 13] = [
    ("语文", 16),
    ("数学", 16),
    ("英语", 15),
    ("物理", 8),
    ("化学", 6),
    ("道德与法治", 7),
    ("历史", 6),
    ("地理", 5),
    ("生物", 5),
    ("体育与健康", 7),
    ("音乐", 3),
    ("美术", 3),
    ("信息技术", 3),
];
const NINE_YEAR: [Weighted; 14] = [
    ("语文", 22),
    ("数学", 20),
    ("英语", 12),
    ("物理", 5),
    ("化学", 4),
    ("道德与法治", 6),
    ("历史", 4),
    ("地理", 3),
    ("生物", 3),
    ("体育与健康", 7),
    ("音乐", 4),
    ("美术", 4),
    ("科学", 4),
    ("信息技术", 2),
];
const SENIOR: [Weighted; 13] = [
    ("语文", 15),
    ("数学", 15),
    ("英语", 15),
    ("物理", 10),
    ("化学", 9),
    ("生物", 8),
    ("思想政治", 7),
    ("历史", 7),
    ("地理", 7),
    ("体育与健康", 5),
    ("音乐", 2),
    ("美术", 2),
    ("信息技术", 2),
];

/// Hands out subjects so that every run of teachers is close to the stage's proportions.
pub struct Rota {
    weights: &'static [Weighted],
    credits: Vec<i32>,
}

impl Rota {
    pub fn new(school: &School) -> Rota {
        let weights: &[Weighted] = match school.stage {
            Stage::Kindergarten => &KINDERGARTEN,
            Stage::Primary if school.level == Level::Village => &VILLAGE,
            Stage::Primary => &PRIMARY,
            Stage::Junior => &JUNIOR,
            Stage::NineYear => &NINE_YEAR,
            Stage::Senior => &SENIOR,
        };
        Rota { weights, credits: vec![0; weights.len()] }
    }

    pub fn next(&mut self) -> &'static str {
        for (credit, (_, weight)) in self.credits.iter_mut().zip(self.weights) {
            *credit += weight;
        }
        let mut best = 0;
        for index in 1..self.credits.len() {
            if self.credits[index] > self.credits[best] {
                best = index;
            }
        }
        self.credits[best] -= self.weights.iter().map(|(_, weight)| weight).sum::<i32>();
        self.weights[best].0
    }
}

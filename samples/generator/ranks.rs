//! Post levels and professional titles, and the monthly standard that goes with a level.

use crate::rng::Rng;

/// A post level with its title.
pub type Rank = (&'static str, &'static str);

const SENIOR: [Rank; 4] =
    [("专技五级", "高级教师"), ("专技六级", "高级教师"), ("专技七级", "高级教师"), ("专技七级", "高级教师")];
const FIRST: [Rank; 3] = [("专技八级", "一级教师"), ("专技九级", "一级教师"), ("专技十级", "一级教师")];
const SECOND: [Rank; 2] = [("专技十一级", "二级教师"), ("专技十二级", "二级教师")];
const THIRD: Rank = ("专技十三级", "三级教师");
const WORKERS: [Rank; 4] =
    [("技术工三级", "高级工"), ("技术工四级", "中级工"), ("技术工五级", "初级工"), ("普通工", "无")];
pub const UNRANKED: Rank = ("未定级", "未评");

/// Relative monthly standards; the district total fixes the absolute ones.
const STANDARDS: [(&str, i32); 17] = [
    ("管理七级", 530),
    ("管理八级", 480),
    ("管理九级", 440),
    ("专技五级", 520),
    ("专技六级", 495),
    ("专技七级", 470),
    ("专技八级", 425),
    ("专技九级", 405),
    ("专技十级", 390),
    ("专技十一级", 355),
    ("专技十二级", 340),
    ("专技十三级", 320),
    ("技术工三级", 350),
    ("技术工四级", 330),
    ("技术工五级", 310),
    ("普通工", 295),
    ("未定级", 300),
];

pub fn of_teacher(rng: &mut Rng, age: i32) -> Rank {
    let luck = rng.below(100);
    match (age, luck) {
        (45.., 0..45) | (35..45, 0..15) => rng.pick(&SENIOR),
        (45.., 45..90) | (35..45, 15..75) | (28..35, 0..25) => rng.pick(&FIRST),
        (28.., _) | (_, 0..60) => rng.pick(&SECOND),
        _ => THIRD,
    }
}

pub fn of_special_post(rng: &mut Rng) -> Rank {
    if rng.chance(500) { SECOND[1] } else { THIRD }
}

pub fn of_retiring(rng: &mut Rng) -> Rank {
    if rng.chance(600) { rng.pick(&SENIOR) } else { FIRST[0] }
}

pub fn of_worker(rng: &mut Rng) -> Rank {
    rng.pick(&WORKERS)
}

/// A head keeps the title of a teacher and holds a management level.
pub fn of_head(staff: usize) -> Rank {
    match staff {
        60.. => ("管理七级", "高级教师"),
        12..60 => ("管理八级", "高级教师"),
        _ => ("管理九级", "一级教师"),
    }
}

pub fn relative_standard(level: &str) -> i32 {
    let found = STANDARDS.iter().find(|(name, _)| *name == level);
    found.expect("every post level has a standard").1
}

//! The schools of the district.

use crate::names;
use crate::rng::{Rng, Topic};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Kindergarten,
    Primary,
    Junior,
    NineYear,
    Senior,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Level {
    District,
    Township,
    Village,
}

pub struct School {
    /// Position among the schools of all copies, from 1.
    pub number: usize,
    pub name: String,
    /// Short form that opens the school's document numbers.
    pub short: &'static str,
    pub stage: Stage,
    pub level: Level,
    /// The central school that runs this one.
    pub central: Option<String>,
    pub staff: usize,
    /// Classes of grade 9 in the school year 2017-2018.
    pub grade9_classes: usize,
    /// How far the pupils lie above the district mean, in percent of full marks.
    pub strength: f64,
    /// Year's appraisal of the school, in tenths of a point.
    pub score: i32,
}

/// One line of the table below: name, short form, stage, level, central school, staff.
struct Plan(&'static str, &'static str, Stage, Level, Option<usize>, usize);

use Level::{District, Township, Village};
use Stage::{Junior, Kindergarten, NineYear, Primary, Senior};

const HOME: &str = "平安区";
pub const SCHOOLS: usize = 26;
/// Positions of the three central schools in the table.
const LIULIN: Option<usize> = Some(8);
const SHIQIAO: Option<usize> = Some(9);
const QINGFENG: Option<usize> = Some(10);

const PLANS: [Plan; SCHOOLS] = [
    Plan("平安区第一幼儿园", "平一幼", Kindergarten, District, None, 30),
    Plan("平安区第二幼儿园", "平二幼", Kindergarten, District, None, 26),
    Plan("柳林镇中心幼儿园", "柳幼", Kindergarten, Township, None, 14),
    Plan("石桥镇中心幼儿园", "石幼", Kindergarten, Township, None, 12),
    Plan("青峰镇中心幼儿园", "青幼", Kindergarten, Township, None, 12),
    Plan("平安区第一小学", "平一小", Primary, District, None, 90),
    Plan("平安区第二小学", "平二小", Primary, District, None, 85),
    Plan("平安区实验小学", "平实小", Primary, District, None, 72),
    Plan("柳林镇中心学校", "柳中心", Primary, Township, None, 45),
    Plan("石桥镇中心学校", "石中心", Primary, Township, None, 40),
    Plan("青峰镇中心学校", "青中心", Primary, Township, None, 36),
    Plan("柳林镇王家湾小学", "王湾小", Primary, Village, LIULIN, 8),
    Plan("柳林镇后沟教学点", "后沟教", Primary, Village, LIULIN, 3),
    Plan("石桥镇李家坪小学", "李坪小", Primary, Village, SHIQIAO, 7),
    Plan("石桥镇杨树沟教学点", "杨沟教", Primary, Village, SHIQIAO, 4),
    Plan("青峰镇大坪小学", "大坪小", Primary, Village, QINGFENG, 6),
    Plan("青峰镇松树坡教学点", "松坡教", Primary, Village, QINGFENG, 5),
    Plan("平安区第一初级中学", "平一初", Junior, District, None, 105),
    Plan("平安区第二初级中学", "平二初", Junior, District, None, 92),
    Plan("平安区第三初级中学", "平三初", Junior, District, None, 78),
    Plan("平安区实验初级中学", "平实初", Junior, District, None, 64),
    Plan("柳林镇初级中学", "柳初", Junior, Township, LIULIN, 40),
    Plan("平安区育才九年制学校", "平育", NineYear, District, None, 66),
    Plan("红岩镇九年制学校", "红九", NineYear, Township, None, 48),
    Plan("平安区第一高级中学", "平一高", Senior, District, None, 130),
    Plan("平安区第二高级中学", "平二高", Senior, District, None, 95),
];

/// Position in the table, classes of grade 9, strength.
const GRADE9: [(usize, usize, f64); 7] =
    [(17, 7, 0.05), (18, 6, 0.02), (19, 5, -0.01), (20, 4, 0.09), (21, 2, -0.08), (22, 4, 0.01), (23, 2, -0.06)];

impl School {
    pub fn all(copy: usize) -> Vec<School> {
        let mut rng = Rng::new(Topic::Schools, copy);
        (0..SCHOOLS).map(|index| School::new(copy, index, rng.between(755, 968))).collect()
    }

    fn new(copy: usize, index: usize, score: i32) -> School {
        let Plan(name, short, stage, level, central, staff) = PLANS[index];
        let grade9 = GRADE9.iter().find(|(school, _, _)| *school == index);
        School {
            number: copy * SCHOOLS + index + 1,
            name: name_in_copy(copy, name),
            short,
            stage,
            level,
            central: central.map(|school| name_in_copy(copy, PLANS[school].0)),
            staff,
            grade9_classes: grade9.map_or(0, |found| found.1),
            strength: grade9.map_or(0.0, |found| found.2),
            score,
        }
    }

    /// `P01` in one district, longer when copies need more digits.
    pub fn code(&self, scale: usize) -> String {
        format!("P{:0width$}", self.number, width = width(SCHOOLS * scale))
    }

    pub fn grade(&self) -> &'static str {
        match self.score {
            900.. => "优秀",
            820..900 => "良好",
            _ => "合格",
        }
    }

    pub fn head_duty(&self) -> &'static str {
        if self.stage == Kindergarten { "园长" } else { "校长" }
    }
}

impl Stage {
    pub fn label(self) -> &'static str {
        match self {
            Kindergarten => "幼儿园",
            Primary => "小学",
            Junior => "初中",
            NineYear => "九年一贯制",
            Senior => "普通高中",
        }
    }
}

impl Level {
    pub fn label(self) -> &'static str {
        match self {
            District => "区直",
            Township => "乡镇",
            Village => "村小",
        }
    }
}

/// The first copy keeps the plain name; the others carry the name of their own district.
fn name_in_copy(copy: usize, name: &str) -> String {
    if copy == 0 {
        return name.to_string();
    }
    let rest = name.strip_prefix(HOME).unwrap_or(name);
    format!("{}区{rest}", names::place(copy - 1))
}

/// Decimal digits of a count.
pub fn width(count: usize) -> usize {
    count.to_string().len()
}

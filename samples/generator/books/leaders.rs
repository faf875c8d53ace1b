//! 局管干部考核表: the bureau's appraisal of heads of schools and kindergartens.

use crate::Outcome;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, sub, text};
use crate::rng::{Rng, Topic};
use std::path::Path;

const DIMENSIONS: usize = 7;
const EXCELLENT_PERCENT: usize = 15;

const COLUMNS: [Column; 15] = [
    col("序号", 6),
    col("单位", 28),
    col("姓 名", 10),
    col("职务", 8),
    sub("考核得分", "廉政师德", 10),
    sub("考核得分", "专业发展", 10),
    sub("考核得分", "学校管理", 10),
    sub("考核得分", "教育教学\n质量", 10),
    sub("考核得分", "教科研成果和\n办学特色", 14),
    sub("考核得分", "教职工\n民主测评", 10),
    sub("考核得分", "局领导及职能\n科室测评", 14),
    col("等次", 10),
    sub("处理决定", "文号", 18),
    sub("处理决定", "作出机关", 18),
    sub("处理决定", "生效日期", 12),
];

/// Score of integrity and ethics below which nobody is 优秀.
const EXCELLENT_ETHICS: i32 = 900;

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let heading = Heading {
        title: "平安区2018年度局管干部（校长、园长）考核表",
        unit: BUREAU,
        date: "2018年12月26日",
        money: false,
    };
    let mut form = book.sheet("校长园长", &heading, &COLUMNS)?;
    for district in District::copies(scale) {
        let scores = scores(&district);
        for (index, school) in district.schools.iter().enumerate() {
            let head = district.head(index);
            let mut cells = vec![count(school.number), text(&school.name), text(&head.name), text(head.duty)];
            cells.extend(scores[index].iter().map(|score| Cell::Tenths(*score)));
            cells.push(text(grade(&scores, index)));
            cells.extend([Cell::Blank, Cell::Blank, Cell::Blank]);
            form.row(cells)?;
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("局管干部考核表.xlsx"))?)
}

/// Seven scores for each head, close to what the school itself reached.
fn scores(district: &District) -> Vec<[i32; DIMENSIONS]> {
    let mut rng = Rng::new(Topic::Leaders, district.copy);
    let schools = district.schools.iter();
    schools.map(|school| [(); DIMENSIONS].map(|()| (school.score + rng.between(-55, 45)).min(992))).collect()
}

/// The score for teaching quality of each head.
pub fn quality(district: &District) -> Vec<i32> {
    scores(district).iter().map(|scores| scores[3]).collect()
}

/// The best 15 % of those whose ethics allow it are 优秀, the last of all is 基本称职.
fn grade(scores: &[[i32; DIMENSIONS]], index: usize) -> &'static str {
    let order = |index: usize| (scores[index].iter().sum::<i32>(), index);
    let better = |among: &dyn Fn(usize) -> bool| {
        (0..scores.len()).filter(|&other| among(other) && order(other) > order(index)).count()
    };
    let eligible = |index: usize| scores[index][0] >= EXCELLENT_ETHICS;
    if eligible(index) && better(&eligible) < scores.len() * EXCELLENT_PERCENT / 100 {
        "优秀"
    } else if better(&|_| true) == scores.len() - 1 {
        "基本称职"
    } else {
        "称职"
    }
}

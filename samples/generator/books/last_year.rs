//! 上年考核结果: last year's appraisal of staff and heads; 教学任务核查表: who had no work to do.

use super::leaders;
use super::roster::code_digits;
use crate::Outcome;
use crate::appraisal::{ethics_grade, support, teachers};
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, sub, text};
use crate::person::{Kind, Person, Post, Standing};
use crate::rng::{Rng, Topic};
use std::path::Path;

const STAFF: [Column; 10] = [
    col("序号", 6),
    col("工号", 9),
    col("单位", 26),
    col("姓 名", 10),
    sub("师德", "得分", 8),
    sub("师德", "等次", 10),
    sub("师德", "是否末位", 8),
    col("年度考核\n等次", 10),
    col("周课时", 8),
    col("组织安排", 12),
];

const HEADS: [Column; 5] = [
    col("序号", 6),
    col("单位", 26),
    col("姓 名", 10),
    sub("教育教学质量得分", "2016年", 10),
    sub("教育教学质量得分", "2017年", 10),
];

const DUTIES: [Column; 6] =
    [col("序号", 6), col("工号", 9), col("单位", 26), col("姓 名", 10), col("学期", 24), col("未承担\n原因", 14)];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    results(folder, scale)?;
    duties(folder, scale)
}

struct Row<'a> {
    person: &'a Person,
    ethics: i32,
    half_lessons: i32,
    grade: &'static str,
}

fn results(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let digits = code_digits(scale);
    let title = "平安区2017年度教职工考核结果";
    let heading = Heading { title, unit: BUREAU, date: "2018年1月15日", money: false };
    let mut form = book.sheet("教职工", &heading, &STAFF)?;
    let mut line = 0;
    for district in District::copies(scale) {
        let mut rng = Rng::new(Topic::LastYear, district.copy);
        for school in 0..district.schools.len() {
            let rows = rows(&mut rng, &district, school);
            let teaching = rows.iter().filter(|row| row.person.post == Post::Teacher);
            let lowest = teaching.map(|row| row.ethics).min();
            for row in &rows {
                line += 1;
                let last = row.person.post == Post::Teacher && Some(row.ethics) == lowest;
                form.row([
                    count(line),
                    text(row.person.code(digits)),
                    text(&district.schools[school].name),
                    text(&row.person.name),
                    Cell::Tenths(row.ethics),
                    text(ethics_grade(row.ethics)),
                    text(if last { "是" } else { "否" }),
                    text(row.grade),
                    Cell::Halves(row.half_lessons),
                    text(if row.grade == "不合格" { "重新安排" } else { "" }),
                ])?;
            }
        }
    }
    form.sign(SIGNATURE)?;
    heads(&mut book, scale)?;
    Ok(book.save(&folder.join("上年考核结果.xlsx"))?)
}

/// Those who were in post last year, close to what they reach this year.
fn rows<'a>(rng: &mut Rng, district: &'a District, school: usize) -> Vec<Row<'a>> {
    let teachers = teachers(district, school);
    let support = support(district, school);
    let teachers = teachers.iter().map(|row| (row.person, row.ethics, row.weekly_half_lessons));
    let support = support.iter().map(|row| (row.person, row.ethics, 0));
    let mut known: Vec<(&Person, i32, i32)> = teachers.chain(support).collect();
    known.retain(|(person, _, _)| person.joined.year < 2018 && person.kind != Kind::Contract);
    known.sort_by_key(|(person, _, _)| person.number);
    let mut rows = Vec::new();
    for (person, ethics, half_lessons) in known {
        let ethics = match person.standing {
            Standing::EthicsFailed => rng.between(820, 900),
            Standing::Failed => rng.between(650, 790),
            _ => (ethics + rng.between(-35, 35)).clamp(700, 985),
        };
        // Some of the support staff gave their lessons up this year.
        let half_lessons = match half_lessons {
            0 if rng.chance(400) => rng.between(12, 24),
            0 => 0,
            lessons => (lessons + rng.between(-3, 3)).max(4),
        };
        let grade = match person.standing {
            Standing::Failed => "不合格",
            _ if ethics >= 900 && rng.chance(200) => "优秀",
            _ if rng.chance(6) => "基本合格",
            _ => "合格",
        };
        rows.push(Row { person, ethics, half_lessons, grade });
    }
    rows
}

/// Quality scores of two years; here and there quality has not risen.
fn heads(book: &mut Book, scale: usize) -> Outcome {
    let title = "平安区近两年校长、园长教育教学质量得分";
    let heading = Heading { title, unit: BUREAU, date: "2018年1月15日", money: false };
    let mut form = book.sheet("校长园长", &heading, &HEADS)?;
    for district in District::copies(scale) {
        let mut rng = Rng::for_item(Topic::LastYear, district.copy, 1);
        let quality = leaders::quality(&district);
        for (index, school) in district.schools.iter().enumerate() {
            let last = (quality[index] + rng.between(-45, 25)).min(990);
            let before = (last + rng.between(-45, 25)).min(990);
            form.row([
                count(school.number),
                text(&school.name),
                text(&district.head(index).name),
                Cell::Tenths(before),
                Cell::Tenths(last),
            ])?;
        }
    }
    Ok(form.sign(SIGNATURE)?)
}

/// A few people a district.
const CASES: [(&str, &str); 5] = [
    ("2017-2018学年第二学期", "无故"),
    ("2017-2018学年第二学期", "借调"),
    ("2018-2019学年第一学期", "无故"),
    ("2018-2019学年第一学期", "脱产学习"),
    ("2018-2019学年第一学期", "长期病休"),
];

fn duties(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let digits = code_digits(scale);
    let title = "平安区2018年教职工未承担工作任务核查表";
    let heading = Heading { title, unit: BUREAU, date: "2018年12月20日", money: false };
    let mut form = book.sheet("核查", &heading, &DUTIES)?;
    let mut line = 0;
    for district in District::copies(scale) {
        let mut rng = Rng::for_item(Topic::LastYear, district.copy, 2);
        let fits = |person: &&Person| {
            let plain = person.duty.is_empty() && person.change.is_none() && !person.teaches_grade9;
            plain && person.kind == Kind::Established && person.post == Post::Teacher
        };
        let mut people: Vec<&Person> = district.people.iter().filter(fits).collect();
        rng.shuffle(&mut people);
        for (person, (term, reason)) in people.into_iter().zip(CASES) {
            line += 1;
            form.row([
                count(line),
                text(person.code(digits)),
                text(district.school_of(person)),
                text(&person.name),
                text(term),
                text(reason),
            ])?;
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("教学任务核查表.xlsx"))?)
}

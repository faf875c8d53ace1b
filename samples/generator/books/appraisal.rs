//! 绩效考核汇总表: one workbook a school with the appraisal of its staff.

use crate::Outcome;
use crate::appraisal::{SupportRow, TeacherRow, ethics_grade, support, teachers};
use crate::district::District;
use crate::form::{Book, Cell, Column, Heading, col, count, sub, text};
use crate::person::{Penalty, Person};
use std::path::Path;

const FOOT: &str = "校长：　　　　　　考核组：";
const NURSERY_FOOT: &str = "园长：　　　　　　考核组：";
const DATE: &str = "2018年12月20日";
/// The school that typed its attendance scores as text.
const TYPED_AS_TEXT: usize = 6;

const TEACHER_COLUMNS: [Column; 14] = [
    col("序号", 6),
    col("姓 名", 10),
    col("岗位", 10),
    sub("师德", "得分", 8),
    sub("师德", "等次", 9),
    col("出勤", 8),
    sub("工作量", "周课时", 8),
    sub("工作量", "班主任\n月数", 8),
    sub("工作量", "得分", 8),
    col("教育\n教学", 8),
    col("合计", 9),
    col("年度考核\n等次", 10),
    col("本人\n签字", 10),
    col("备注", 14),
];

const SUPPORT_COLUMNS: [Column; 13] = [
    col("序号", 6),
    col("姓 名", 10),
    col("岗位", 10),
    sub("师德", "得分", 8),
    sub("师德", "等次", 9),
    col("出勤", 8),
    sub("测评", "学生", 8),
    sub("测评", "教师", 8),
    sub("测评", "校长", 8),
    col("合计", 9),
    col("年度考核\n等次", 10),
    col("本人\n签字", 10),
    col("备注", 14),
];

const ETHICS_COLUMNS: [Column; 6] = [
    col("序号", 6),
    col("姓名", 10),
    col("师德等次", 10),
    col("处理文号", 22),
    col("作出机关", 36),
    col("生效日期", 12),
];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let folder = folder.join("考核");
    std::fs::create_dir_all(&folder)?;
    for district in District::copies(scale) {
        for school in 0..district.schools.len() {
            write_school(&folder, &district, school)?;
        }
    }
    Ok(())
}

fn write_school(folder: &Path, district: &District, school: usize) -> Outcome {
    let name = &district.schools[school].name;
    let foot = if district.head(school).duty == "园长" { NURSERY_FOOT } else { FOOT };
    let mut book = Book::new(false)?;
    let teachers = teachers(district, school);
    let support = support(district, school);
    let as_text = school == TYPED_AS_TEXT;
    teacher_sheet(&mut book, name, foot, &teachers, as_text)?;
    if !support.is_empty() {
        support_sheet(&mut book, name, foot, &support)?;
    }
    let failed = failed(&teachers, &support);
    if !failed.is_empty() {
        ethics_sheet(&mut book, name, foot, &failed)?;
    }
    Ok(book.save(&folder.join(format!("{name}2018年度绩效考核汇总表.xlsx")))?)
}

fn teacher_sheet(book: &mut Book, school: &str, foot: &str, rows: &[TeacherRow], as_text: bool) -> Outcome {
    let title = format!("{school}2018年度专任教师绩效考核汇总表");
    let mut form = book.sheet("专任教师", &heading(&title, school), &TEACHER_COLUMNS)?;
    for (index, row) in rows.iter().enumerate() {
        form.row([
            count(index + 1),
            text(padded(row.person)),
            text(row.person.post.label()),
            Cell::Tenths(row.ethics),
            text(ethics_grade(row.ethics)),
            attendance(row.attendance, as_text && index % 3 == 0),
            Cell::Halves(row.weekly_half_lessons),
            Cell::Whole(i64::from(row.class_months)),
            Cell::Tenths(row.workload),
            Cell::Tenths(row.teaching),
            Cell::Hundredths(i64::from(row.total())),
            text(row.grade),
            Cell::Blank,
            text(note(row.person)),
        ])?;
    }
    form.gap();
    let mean = mean(rows.iter().map(TeacherRow::total));
    form.row(average(10, mean, TEACHER_COLUMNS.len()))?;
    Ok(form.sign(foot)?)
}

fn support_sheet(book: &mut Book, school: &str, foot: &str, rows: &[SupportRow]) -> Outcome {
    let title = format!("{school}2018年度教辅工勤人员绩效考核汇总表");
    let mut form = book.sheet("教辅工勤", &heading(&title, school), &SUPPORT_COLUMNS)?;
    for (index, row) in rows.iter().enumerate() {
        form.row([
            count(index + 1),
            text(padded(row.person)),
            text(row.person.post.label()),
            Cell::Tenths(row.ethics),
            text(ethics_grade(row.ethics)),
            Cell::Tenths(row.attendance),
            Cell::Tenths(row.ratings[0]),
            Cell::Tenths(row.ratings[1]),
            Cell::Tenths(row.ratings[2]),
            Cell::Hundredths(i64::from(row.total())),
            text(row.grade),
            Cell::Blank,
            text(note(row.person)),
        ])?;
    }
    let mean = mean(rows.iter().map(SupportRow::total));
    form.row(average(9, mean, SUPPORT_COLUMNS.len()))?;
    Ok(form.sign(foot)?)
}

fn ethics_sheet(book: &mut Book, school: &str, foot: &str, rows: &[(&Person, i32, &Penalty)]) -> Outcome {
    let title = format!("{school}2018年度师德考核及处理情况表");
    let mut form = book.sheet("师德考核", &heading(&title, school), &ETHICS_COLUMNS)?;
    for (index, (person, ethics, penalty)) in rows.iter().enumerate() {
        form.row([
            count(index + 1),
            text(&person.name),
            text(ethics_grade(*ethics)),
            text(&penalty.document),
            text(penalty.organ),
            Cell::Date(penalty.date),
        ])?;
    }
    Ok(form.sign(foot)?)
}

fn heading<'a>(title: &'a str, unit: &'a str) -> Heading<'a> {
    Heading { title, unit, date: DATE, money: false }
}

/// Those about whom a decision was made, with their ethics score.
fn failed<'a>(teachers: &[TeacherRow<'a>], support: &[SupportRow<'a>]) -> Vec<(&'a Person, i32, &'a Penalty)> {
    let teachers = teachers.iter().map(|row| (row.person, row.ethics));
    let support = support.iter().map(|row| (row.person, row.ethics));
    let all = teachers.chain(support);
    all.filter_map(|(person, ethics)| Some((person, ethics, person.penalty.as_ref()?))).collect()
}

/// Some names were typed with a blank behind them.
fn padded(person: &Person) -> String {
    if person.number % 97 == 5 { format!("{} ", person.name) } else { person.name.clone() }
}

fn attendance(score: i32, as_text: bool) -> Cell {
    if !as_text {
        Cell::Tenths(score)
    } else if score % 10 == 0 {
        text((score / 10).to_string())
    } else {
        text(format!("{}.{}", score / 10, score % 10))
    }
}

fn note(person: &Person) -> String {
    match &person.change {
        Some(change) => {
            format!("{}月{}日{}", change.date.month, change.date.day, change.kind.label())
        }
        None => String::new(),
    }
}

/// The mean in hundredths, rounded half up.
fn mean(totals: impl ExactSizeIterator<Item = i32>) -> i64 {
    let rows = totals.len() as i64;
    let sum: i64 = totals.map(i64::from).sum();
    (2 * sum + rows) / (2 * rows)
}

/// A row that says 平均 in front and has the mean in one column.
fn average(column: usize, mean: i64, columns: usize) -> Vec<Cell> {
    let mut cells: Vec<Cell> = (0..columns).map(|_| Cell::Blank).collect();
    cells[0] = text("平均");
    cells[column] = Cell::Hundredths(mean);
    cells
}

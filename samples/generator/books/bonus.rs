//! 奖金额度核定表: the bonus portion of everybody on the establishment or in a special post.

use super::roster::code_digits;
use crate::Outcome;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, text};
use crate::person::{Kind, Person};
use crate::ranks::relative_standard;
use std::path::Path;

/// What one district should come to, in fen: close to 4,480,000 yuan, but not equal to it.
const WANTED: i64 = 447_871_300;

const COLUMNS: [Column; 7] = [
    col("序号", 6),
    col("工号", 9),
    col("单位", 28),
    col("姓 名", 10),
    col("月奖励性\n绩效标准", 14),
    col("月数", 8),
    col("全年额度", 16),
];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let digits = code_digits(scale);
    let heading =
        Heading {
            title: "平安区2018年教职工奖金额度核定表", unit: BUREAU, date: "2018年12月20日", money: true
        };
    let mut form = book.sheet("核定表", &heading, &COLUMNS)?;
    let mut line = 0;
    let mut total = 0;
    for district in District::copies(scale) {
        let relative = relative_total(&district);
        for person in listed(&district) {
            line += 1;
            let standard = standard(person, relative);
            let year = year(person, relative);
            total += year;
            form.row([
                count(line),
                text(person.code(digits)),
                text(district.school_of(person)),
                text(&person.name),
                Cell::Hundredths(standard),
                Cell::Whole(i64::from(person.months())),
                Cell::Hundredths(year),
            ])?;
        }
    }
    form.gap();
    form.row(total_row(total))?;
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("奖金额度核定表.xlsx"))?)
}

fn listed(district: &District) -> impl Iterator<Item = &Person> {
    district.people.iter().filter(|person| person.kind != Kind::Contract)
}

/// The year's total if the relative standards were paid.
pub fn relative_total(district: &District) -> i64 {
    listed(district).map(|person| i64::from(relative_standard(person.level) * person.months())).sum()
}

/// The monthly standard in fen; one post level has one standard.
fn standard(person: &Person, relative_total: i64) -> i64 {
    i64::from(relative_standard(person.level)) * WANTED / relative_total
}

/// The year's bonus portion in fen.
pub fn year(person: &Person, relative_total: i64) -> i64 {
    standard(person, relative_total) * i64::from(person.months())
}

fn total_row(total: i64) -> Vec<Cell> {
    let mut cells: Vec<Cell> = COLUMNS.iter().map(|_| Cell::Blank).collect();
    cells[0] = text("合计");
    cells[6] = Cell::Hundredths(total);
    cells
}

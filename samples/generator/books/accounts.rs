//! 发放账户: the bank account of everybody who may be paid, staff and students on sheets of their own.

use super::roster::code_digits;
use super::senior::awarded;
use crate::Outcome;
use crate::account::{branch, issue};
use crate::district::{BUREAU, District};
use crate::form::{Book, Column, Heading, SIGNATURE, col, count, text};
use crate::rng::{Rng, Topic};
use std::collections::HashSet;
use std::path::Path;

const STAFF: [Column; 5] = [col("序号", 6), col("工号", 9), col("户名", 14), col("开户行", 24), col("账号", 24)];
const STUDENTS: [Column; 5] =
    [col("序号", 6), col("准考证号", 16), col("户名", 14), col("开户行", 24), col("账号", 24)];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let mut taken = HashSet::new();
    staff(&mut book, scale, &mut taken)?;
    students(&mut book, scale, &mut taken)?;
    Ok(book.save(&folder.join("发放账户.xlsx"))?)
}

fn heading(title: &str) -> Heading<'_> {
    Heading { title, unit: BUREAU, date: "2018年12月20日", money: false }
}

fn staff(book: &mut Book, scale: usize, taken: &mut HashSet<String>) -> Outcome {
    let digits = code_digits(scale);
    let mut form = book.sheet("教职工", &heading("平安区2018年教职工发放账户登记表"), &STAFF)?;
    let mut line = 0;
    for district in District::copies(scale) {
        let mut rng = Rng::new(Topic::Accounts, district.copy);
        for person in &district.people {
            line += 1;
            form.row([
                count(line),
                text(person.code(digits)),
                text(&person.name),
                text(branch(&mut rng)),
                text(issue(&mut rng, taken)),
            ])?;
        }
    }
    Ok(form.sign(SIGNATURE)?)
}

fn students(book: &mut Book, scale: usize, taken: &mut HashSet<String>) -> Outcome {
    let mut form = book.sheet("受奖学生", &heading("平安区2018年受奖学生发放账户登记表"), &STUDENTS)?;
    let mut rng = Rng::for_item(Topic::Accounts, 0, 1);
    for (index, (student, _)) in awarded(scale).iter().enumerate() {
        form.row([
            count(index + 1),
            text(&student.number),
            text(&student.name),
            text(branch(&mut rng)),
            text(issue(&mut rng, taken)),
        ])?;
    }
    Ok(form.sign(SIGNATURE)?)
}

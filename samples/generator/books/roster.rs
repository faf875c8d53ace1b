//! 附件1：教职工花名册: everybody on the books in 2018, and who came and left.

use crate::Outcome;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Form, Heading, SIGNATURE, col, count, sub, text};
use crate::person::{Change, Kind, Person};
use crate::school::width;
use rust_xlsxwriter::XlsxError;
use std::path::Path;

const COLUMNS: [Column; 14] = [
    col("序号", 6),
    col("工号", 9),
    col("单位", 26),
    col("姓 名", 10),
    col("身份证号码", 21),
    col("编制性质", 10),
    sub("岗位信息", "岗位类别", 10),
    sub("岗位信息", "岗位等级", 12),
    sub("岗位信息", "职称", 10),
    sub("岗位信息", "职务", 8),
    col("任教学科", 12),
    col("到岗时间", 12),
    col("在岗\n状态", 7),
    col("备注", 12),
];

const CHANGE_COLUMNS: [Column; 8] = [
    col("序号", 6),
    col("工号", 9),
    col("姓名", 10),
    col("单位", 26),
    col("异动类型", 10),
    col("生效日期", 12),
    col("文号", 22),
    col("备注", 18),
];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let digits = code_digits(scale);
    staff_sheet(&mut book, scale, digits, "在编在岗", "平安区2018年在编在岗教职工花名册", |kind| {
        kind == Kind::Established
    })?;
    staff_sheet(
        &mut book,
        scale,
        digits,
        "特岗及聘用",
        "平安区2018年特岗教师及编外聘用人员花名册",
        |kind| kind != Kind::Established,
    )?;
    changes_sheet(&mut book, scale, digits)?;
    Ok(book.save(&folder.join("附件1：2018年教职工花名册.xlsx"))?)
}

/// Digits of a staff number: four in one district.
pub fn code_digits(scale: usize) -> usize {
    let staff: usize = District::new(0).people.len();
    width(staff * scale)
}

fn heading(title: &str) -> Heading<'_> {
    Heading { title, unit: BUREAU, date: "2018年12月20日", money: false }
}

fn staff_sheet(
    book: &mut Book,
    scale: usize,
    digits: usize,
    name: &str,
    title: &str,
    listed: impl Fn(Kind) -> bool,
) -> Outcome {
    let mut form = book.sheet(name, &heading(title), &COLUMNS)?;
    let mut line = 0;
    for district in District::copies(scale) {
        for person in district.people.iter().filter(|person| listed(person.kind)) {
            line += 1;
            person_row(&mut form, line, digits, &district, person)?;
        }
    }
    Ok(form.sign(SIGNATURE)?)
}

fn person_row(
    form: &mut Form,
    line: usize,
    digits: usize,
    district: &District,
    person: &Person,
) -> Result<(), XlsxError> {
    form.row([
        count(line),
        text(person.code(digits)),
        text(district.school_of(person)),
        text(&person.name),
        text(&person.id_card),
        text(person.kind.label()),
        text(person.post.label()),
        text(person.level),
        text(person.title),
        text(person.duty),
        text(person.subject),
        Cell::Date(person.joined),
        text(person.status()),
        text(person.note),
    ])
}

fn changes_sheet(book: &mut Book, scale: usize, digits: usize) -> Outcome {
    let mut form = book.sheet("异动", &heading("平安区2018年教职工异动情况表"), &CHANGE_COLUMNS)?;
    let mut line = 0;
    for district in District::copies(scale) {
        for (person, change) in changes_by_date(&district) {
            line += 1;
            form.row([
                count(line),
                text(person.code(digits)),
                text(&person.name),
                text(district.school_of(person)),
                text(change.kind.label()),
                Cell::Date(change.date),
                text(&change.document),
                text(change.note),
            ])?;
        }
    }
    Ok(form.sign(SIGNATURE)?)
}

fn changes_by_date(district: &District) -> Vec<(&Person, &Change)> {
    let people = district.people.iter();
    let mut changes: Vec<_> = people.filter_map(|person| Some((person, person.change.as_ref()?))).collect();
    changes.sort_by_key(|(person, change)| (change.date, person.number));
    changes
}

//! 请销假登记表: the leave slips of the year.

use crate::Outcome;
use crate::calendar::{YEAR, next_working_day};
use crate::date::Date;
use crate::district::{BUREAU, District};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, text};
use crate::leave::Slip;
use std::path::Path;

const OFFICE: &str = "区教育局人事股";
/// Longer leave, and that of heads, is approved by the bureau, counted in half days.
const LONG: usize = 30;

const COLUMNS: [Column; 10] = [
    col("序号", 6),
    col("单位", 28),
    col("姓 名", 10),
    col("类别", 8),
    col("事由", 24),
    col("起", 12),
    col("止", 12),
    col("天数", 8),
    col("审批人", 16),
    col("销假时间", 12),
];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let heading =
        Heading {
            title: "平安区2018年教职工请销假登记表", unit: BUREAU, date: "2018年12月20日", money: false
        };
    let mut form = book.sheet("2018年", &heading, &COLUMNS)?;
    let mut line = 0;
    let mut half_days = 0;
    for district in District::copies(scale) {
        for slip in &district.slips {
            line += 1;
            half_days += slip.half_days;
            form.row(cells(line, &district, slip))?;
        }
    }
    form.gap();
    form.row(total(half_days))?;
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("请销假登记表.xlsx"))?)
}

fn cells(line: usize, district: &District, slip: &Slip) -> [Cell; 10] {
    let person = &district.people[slip.person];
    let back = next_working_day(slip.last).expect("no slip ends with the year");
    [
        count(line),
        text(district.school_of(person)),
        text(padded(line, &person.name)),
        text(slip.kind.label()),
        text(slip.reason),
        Cell::Date(Date::of_year(YEAR, slip.first)),
        Cell::Date(Date::of_year(YEAR, slip.last)),
        Cell::Halves(slip.half_days as i32),
        text(approver(district, slip)),
        Cell::Date(Date::of_year(YEAR, back)),
    ]
}

fn approver<'a>(district: &'a District, slip: &Slip) -> &'a str {
    let person = &district.people[slip.person];
    if person.is_head() || slip.half_days >= LONG {
        return OFFICE;
    }
    &district.head(person.school).name
}

/// Some names were typed with a blank behind them.
fn padded(line: usize, name: &str) -> String {
    if line % 83 == 11 { format!("{name} ") } else { name.to_string() }
}

fn total(half_days: usize) -> Vec<Cell> {
    let mut cells: Vec<Cell> = COLUMNS.iter().map(|_| Cell::Blank).collect();
    cells[0] = text("合计");
    cells[7] = Cell::Halves(half_days as i32);
    cells
}

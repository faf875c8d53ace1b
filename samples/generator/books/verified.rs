//! 核验: what the schools that distribute by themselves send in, one workbook a school.

use super::bonus;
use super::methods::sends_amounts;
use super::roster::code_digits;
use crate::Outcome;
use crate::appraisal::{support, teachers};
use crate::district::District;
use crate::form::{Book, Cell, Column, Heading, col, count, sub, text};
use crate::leave;
use crate::person::{Kind, Person, Standing};
use std::path::Path;

/// Items of a school's method: management, class teachers, attendance, teaching quality; the rest is 综合考核.
const PERCENT: [i64; 4] = [3, 12, 12, 28];
const SPECIAL: i64 = 112_000_000;
const RESERVED_PERCENT: i64 = 3;
const YUAN: i64 = 100;

const COLUMNS: [Column; 12] = [
    col("序号", 6),
    col("工号", 9),
    col("姓 名", 10),
    sub("分配项目", "管理岗位", 11),
    sub("分配项目", "班主任", 11),
    sub("分配项目", "出勤", 11),
    sub("分配项目", "教学质量", 11),
    sub("分配项目", "综合考核", 11),
    col("请假扣减", 11),
    col("合计", 12),
    col("本人\n签字", 10),
    col("备注", 16),
];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let folder = folder.join("核验");
    std::fs::create_dir_all(&folder)?;
    let allotments = allotments(scale);
    let digits = code_digits(scale);
    for district in District::copies(scale) {
        for (index, school) in district.schools.iter().enumerate() {
            if sends_amounts(index) {
                write_school(&folder, &district, index, allotments[school.number - 1], digits)?;
            }
        }
    }
    Ok(())
}

fn write_school(folder: &Path, district: &District, school: usize, allotment: i64, digits: usize) -> Outcome {
    let name = &district.schools[school].name;
    let title = format!("{name}2018年度绩效奖励校内分配核验表");
    let heading = Heading { title: &title, unit: name, date: "2018年12月27日", money: true };
    let lines = lines(district, school, allotment);
    let mut book = Book::new(false)?;
    let mut form = book.sheet("分配明细", &heading, &COLUMNS)?;
    for (index, line) in lines.iter().enumerate() {
        let mut cells = vec![count(index + 1), text(line.person.code(digits)), text(&line.person.name)];
        cells.extend(line.items.iter().map(|amount| Cell::Hundredths(*amount)));
        cells.push(Cell::Hundredths(line.cut));
        cells.push(Cell::Hundredths(line.items.iter().sum::<i64>() - line.cut));
        cells.push(Cell::Blank);
        cells.push(text(if failed(line.person) { "考核不合格，不发" } else { "" }));
        form.row(cells)?;
    }
    let mut total = vec![text("合计"), Cell::Blank, Cell::Blank];
    total.extend((0..5).map(|item| Cell::Hundredths(lines.iter().map(|line| line.items[item]).sum())));
    total.push(Cell::Hundredths(lines.iter().map(|line| line.cut).sum()));
    total.extend([Cell::Hundredths(allotment), Cell::Blank, Cell::Blank]);
    form.row(total)?;
    form.sign("校（园）长：　　　　　　教代会代表：　　　　　　制表人：")?;
    Ok(book.save(&folder.join(format!("{name}2018年度绩效奖励分配核验表.xlsx")))?)
}

/// What the bureau allots to each school of all copies, in fen: the bonus portions of its staff and its share of
/// the special fund, by monthly head count and the school's grade.
fn allotments(scale: usize) -> Vec<i64> {
    let (mut heads, mut all) = (0, 0);
    let (mut own, mut weights) = (Vec::new(), Vec::new());
    for district in District::copies(scale) {
        let relative = bonus::relative_total(&district);
        for (index, school) in district.schools.iter().enumerate() {
            let sharing = || district.staff(index).map(|(_, person)| person).filter(|p| p.kind != Kind::Contract);
            let in_school = || sharing().filter(|person| !person.is_head());
            let months = |people: &mut dyn Iterator<Item = &Person>| people.map(|p| i64::from(p.months())).sum::<i64>();
            let [every, inside] = [months(&mut sharing()), months(&mut in_school())];
            all += every;
            heads += every - inside;
            own.push(in_school().map(|person| bonus::year(person, relative)).sum::<i64>());
            let factor = match school.grade() {
                "优秀" => 11,
                "良好" => 10,
                _ => 9,
            };
            weights.push(inside * factor);
        }
    }
    let special = SPECIAL * scale as i64;
    let rest = special - special * RESERVED_PERCENT / 100;
    let of_heads = (2 * rest * heads + all) / (2 * all);
    let shares = apportion(rest - of_heads, &weights, 1);
    own.iter().zip(shares).map(|(own, share)| own + share).collect()
}

struct Line<'a> {
    person: &'a Person,
    items: [i64; PERCENT.len() + 1],
    /// What leave takes from the items, as the district's scheme has it.
    cut: i64,
}

fn failed(person: &Person) -> bool {
    matches!(person.standing, Standing::Failed | Standing::EthicsFailed)
}

/// Whole yuan for every item, and the last one to the fen.
fn lines(district: &District, school: usize, allotment: i64) -> Vec<Line<'_>> {
    // Person, months as class teacher, attendance, teaching, total.
    let teachers = teachers(district, school);
    let support = support(district, school);
    let mut rows: Vec<(&Person, [i64; 4])> = Vec::new();
    for row in &teachers {
        let scores = [row.class_months, row.attendance, row.teaching, row.total()];
        rows.push((row.person, scores.map(i64::from)));
    }
    for row in &support {
        rows.push((row.person, [0, row.attendance, 0, row.total()].map(i64::from)));
    }
    rows.retain(|(person, _)| person.kind != Kind::Contract);
    rows.sort_by_key(|(person, _)| person.number);
    let weights = |weight: &dyn Fn(&Person, &[i64; 4]) -> i64| -> Vec<i64> {
        rows.iter().map(|(person, scores)| if failed(person) { 0 } else { weight(person, scores) }).collect()
    };
    let duty = |person: &Person| match person.duty {
        "副校长" => 13,
        "主任" => 10,
        "副主任" => 8,
        _ => 0,
    };
    let months = |person: &Person| i64::from(person.months());
    let by_item = [
        weights(&|person, _| duty(person) * months(person)),
        weights(&|_, scores| scores[0]),
        weights(&|person, scores| scores[1] * months(person)),
        weights(&|person, scores| scores[2] * months(person)),
    ];
    let mut lines: Vec<Line> =
        rows.iter().map(|(person, _)| Line { person, items: [0; PERCENT.len() + 1], cut: 0 }).collect();
    let mut rest = allotment;
    for (item, weights) in by_item.iter().enumerate() {
        let part = allotment * PERCENT[item] / 100 / YUAN * YUAN;
        for (line, amount) in lines.iter_mut().zip(apportion(part, weights, YUAN)) {
            line.items[item] = amount;
            rest -= amount;
        }
    }
    let overall = weights(&|person, scores| scores[3] * months(person));
    for (line, amount) in lines.iter_mut().zip(apportion(rest, &overall, 1)) {
        line.items[PERCENT.len()] = amount;
    }
    cut_for_leave(district, &mut lines, &overall);
    lines
}

/// Takes what leave costs, and gives it to those of whom nothing is taken.
fn cut_for_leave(district: &District, lines: &mut [Line], overall: &[i64]) {
    let first = district.people[0].number;
    let rates = lines.iter().map(|line| leave::deduction(&district.slips, line.person.number - first));
    let rates: Vec<i64> = rates.collect();
    for (line, rate) in lines.iter_mut().zip(&rates) {
        line.cut = (line.items.iter().sum::<i64>() * rate + 5_000) / 10_000;
    }
    let taken = lines.iter().map(|line| line.cut).sum();
    let weights: Vec<i64> =
        overall.iter().zip(&rates).map(|(weight, rate)| if *rate == 0 { *weight } else { 0 }).collect();
    for (line, amount) in lines.iter_mut().zip(apportion(taken, &weights, 1)) {
        line.items[PERCENT.len()] += amount;
    }
}

/// By the largest remainder, in units; equal remainders in the order of the list. Nothing without weights.
fn apportion(amount: i64, weights: &[i64], unit: i64) -> Vec<i64> {
    let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if total == 0 {
        return vec![0; weights.len()];
    }
    let units = i128::from(amount / unit);
    let mut shares: Vec<i64> = weights.iter().map(|weight| (units * i128::from(*weight) / total) as i64).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&index| (-(units * i128::from(weights[index]) % total), index));
    let left = units as i64 - shares.iter().sum::<i64>();
    for &index in order.iter().take(left as usize) {
        shares[index] += 1;
    }
    shares.iter().map(|share| share * unit).collect()
}

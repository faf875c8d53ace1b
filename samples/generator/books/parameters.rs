//! 会议纪要核定参数: what the meeting of the bureau's leadership fixed.

use crate::Outcome;
use crate::calendar::YEAR;
use crate::date::Date;
use crate::district::{BUREAU, District};
use crate::exam::{admission_line, candidates};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, count, text};
use std::path::Path;

pub const PLAN: &str = "平办发〔2017〕55号";
const MINUTES: &str = "区教育局党组会议纪要〔2018〕21号";
const ADMISSION: &str = "平招委发〔2018〕6号";

/// Budget item, parameter, yuan of one district.
pub const AMOUNTS: [(&str, &str, usize); 6] = [
    ("教师绩效奖励基金政府专项资金", "政府专项资金", 1_120_000),
    ("中考质量奖励资金", "中考奖励基金", 400_000),
    ("高考质量奖励资金", "高考奖励基金", 310_000),
    ("中小学校长绩效奖励基金", "校长绩效奖励基金", 100_000),
    ("教学质量监测奖励资金", "质量监测奖励资金", 80_000),
    ("普通高中超课时补助资金", "超课时补助资金", 150_000),
];
/// Heating of a kindergarten class, in yuan.
pub const HEATING: usize = 6_000;

/// Per cent that the meeting fixed: parts of the prizes, weights of the scores.
const SHARES: [(&str, usize); 32] = [
    ("上学期权重", 40),
    ("下学期权重", 60),
    ("总平均分奖比例", 30),
    ("上线率奖比例", 30),
    ("单科质量奖比例", 25),
    ("优秀管理奖比例", 15),
    ("一本率奖比例", 28),
    ("本科率奖比例", 22),
    ("优秀学科奖比例", 20),
    ("优秀个人奖比例", 18),
    ("高考优秀管理奖比例", 12),
    ("中考综合均分占比", 40),
    ("中考综合上线占比", 40),
    ("中考综合高分占比", 20),
    ("高考综合一本占比", 40),
    ("高考综合本科占比", 40),
    ("高考综合均分占比", 20),
    ("年级班主任比例", 15),
    ("高三班主任比例", 15),
    ("监测及格率占比", 60),
    ("监测优秀率占比", 40),
    ("监测先进集体奖比例", 60),
    ("监测先进个人奖比例", 40),
    ("教师师德占比", 20),
    ("教师出勤占比", 10),
    ("教师工作量占比", 30),
    ("教师教育教学占比", 40),
    ("教辅师德占比", 20),
    ("教辅出勤占比", 20),
    ("教辅学生测评占比", 20),
    ("教辅教师测评占比", 20),
    ("教辅校长测评占比", 20),
];
/// Everything is in force from the beginning of the year.
const IN_FORCE: Date = Date::new(YEAR, 1, 1);

const COLUMNS: [Column; 6] =
    [col("序号", 6), col("参数名称", 28), col("数值", 16), col("单位", 10), col("施行日期", 12), col("依据", 36)];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(false)?;
    let heading =
        Heading {
            title: "平安区2018年绩效奖励会议纪要核定参数表", unit: BUREAU, date: "2018年12月20日", money: false
        };
    let line = admission_line(&candidates(&District::new(0), scale));
    let amounts = AMOUNTS.iter().map(|(item, name, amount)| {
        let ground = if matches!(*item, "教学质量监测奖励资金" | "普通高中超课时补助资金") {
            MINUTES
        } else {
            PLAN
        };
        (*name, amount * scale, "元", ground)
    });
    let others = [
        ("预留比例", 3, "%", MINUTES),
        ("中考录取线", line as usize, "分", ADMISSION),
        ("上线奖励标准", 120, "元/人", MINUTES),
        ("高考学生奖额", 31_000 * scale, "元", MINUTES),
        ("超课时补助单价", 12, "元/节", MINUTES),
        ("取暖费每班标准", HEATING, "元/班", MINUTES),
    ];
    let shares = SHARES.map(|(name, percent)| (name, percent, "%", MINUTES));
    let parameters = amounts.chain(others).chain(shares);
    let mut form = book.sheet("参数", &heading, &COLUMNS)?;
    for (index, (name, value, unit, ground)) in parameters.enumerate() {
        form.row([count(index + 1), text(name), count(value), text(unit), Cell::Date(IN_FORCE), text(ground)])?;
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("会议纪要核定参数.xlsx"))?)
}

//! Columns that say whose row it is, where no scheme says so.
use super::fold::fold;
use super::header::{Header, HeaderColumn};

/// Names of columns that tell rows apart, the surest first; those of one line mean the same.
const KEYS: [&[&str]; 6] = [
    &["身份证号", "身份证号码", "公民身份号码", "身份证件号码", "身份证"],
    &["工号", "职工号", "教职工号", "教师编号", "人员编号", "职工编号"],
    &["学号", "学籍号", "全国学籍号"],
    &["准考证号", "考号", "考生号"],
    &["学校代码", "单位代码", "学校标识码", "机构代码"],
    &["编号", "代码"],
];
/// Names of columns that say whose row it is and may do so twice.
const NAMES: [&str; 10] =
    ["姓名", "教师姓名", "学生姓名", "教职工姓名", "单位", "单位名称", "学校", "学校名称", "校名", "班级"];
/// Names of columns that only count the rows.
const COUNTERS: [&str; 4] = ["序号", "序", "序次", "行号"];

/// Columns by which rows may be told apart for certain, the surest first.
pub(super) fn keys(header: &Header) -> Vec<u16> {
    KEYS.iter().flat_map(|names| fitting(header, names)).collect()
}

/// The column with the name of the person or unit.
pub(super) fn name(header: &Header) -> Option<u16> {
    NAMES.iter().flat_map(|name| fitting(header, &[name])).next()
}

/// Columns that say whose row it is; of a form that has none of the usual ones, the first two.
pub(super) fn columns(header: &Header) -> Vec<u16> {
    let known: Vec<u16> = keys(header).into_iter().chain(fitting(header, &NAMES)).collect();
    if known.is_empty() { header.columns.iter().take(2).map(|column| column.column).collect() } else { known }
}

/// Whether a column only counts the rows.
pub(super) fn counts_rows(column: &HeaderColumn) -> bool {
    COUNTERS.iter().any(|name| column.fit(name).is_some())
}

fn fitting(header: &Header, names: &[&str]) -> Vec<u16> {
    let fits = |column: &&HeaderColumn| names.iter().any(|name| column.fit(&fold(name)).is_some());
    header.columns.iter().filter(fits).map(|column| column.column).collect()
}

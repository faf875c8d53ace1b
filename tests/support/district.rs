//! A district small enough to reckon by hand: two schools, six teachers, a fund at year end and one for exams.
use rust_xlsxwriter::Workbook;
use std::path::Path;

/// Its scheme.
pub const SCHEME: &str = r#"
[scheme]
name     = "临河区2018年度奖励资金分配方案"
basis    = "临教发〔2018〕9号"
office   = "临河区教育局"
year     = 2018
rounding = "half-up"

[[table]]
name = "学校"
key  = ["学校名称"]
from = { file = "名册.xlsx", sheet = ["学校"] }

[[table.input]]
name = "学校名称"
type = "text"

[[table]]
name      = "教师"
key       = ["工号"]
from      = { file = "名册.xlsx", sheet = ["教师"] }
payee     = { name = "姓名", unit = "学校", unit_name = "学校名称" }
relations = [
  { name = "学校", to = "学校", by = ["单位"], inverse = "所属" },
  { name = "账户", to = "发放账户", by = ["工号"], optional = true },
]

[[table.input]]
name = "工号"
type = "text"
[[table.input]]
name = "姓名"
type = "text"
[[table.input]]
name = "单位"
type = "text"
[[table.input]]
name = "考核分"
type = "count"
[[table.input]]
name = "中考分"
type = "count"

[[table]]
name = "发放账户"
key  = ["工号"]
from = { file = "名册.xlsx", sheet = ["发放账户"] }

[[table.input]]
name = "工号"
type = "text"
[[table.input]]
name = "户名"
type = "text"
[[table.input]]
name = "开户行"
type = "text"
[[table.input]]
name = "账号"
type = "account-number"

[[payment]]
table   = "教师"
people  = "staff"
holder  = "账户.户名"
account = "账户.账号"
bank    = "账户.开户行"
number  = "工号"
layouts = ["代发文本"]
purpose = "2018年度奖励"

[[fund]]
name    = "年终奖励"
within_total = true
sources = [{ name = "财政拨款", amount = '10000.00' }]

[[fund]]
name    = "中考奖励"
within_total = false
sources = [{ name = "中考专项", amount = '3000.00' }]

[[account]]
name   = "尾差"
kind   = "carried-over"
ground = "临教发〔2018〕9号第十条"

[[step]]
name    = "年终到人"
share   = "年终奖励"
to      = "教师"
weight  = '考核分'
method  = "largest-remainder"
unit    = "fen"
ties    = ["工号"]
empty   = "stop"

[[step]]
name    = "中考到人"
share   = "中考奖励"
to      = "教师"
weight  = '中考分'
method  = "floor"
unit    = "fen"
residue = "尾差"
empty   = "尾差"
"#;

/// Schools, in order.
pub const SCHOOLS: [&str; 2] = ["临河区第一初级中学", "临河区第一小学"];
/// Number, name, school, points of the appraisal, points of the exam.
pub const TEACHERS: [(&str, &str, usize, u32, u32); 6] = [
    ("L001", "王敏", 0, 100, 3),
    ("L002", "孙丽", 0, 90, 2),
    ("L003", "赵强", 0, 80, 2),
    ("L004", "周伟", 1, 100, 0),
    ("L005", "陈静", 1, 95, 0),
    ("L006", "吴芳", 1, 35, 0),
];

/// Their accounts.
pub const ACCOUNTS: [&str; 6] =
    ["620000000101", "620000000202", "620000000303", "620000000404", "620000000505", "620000000606"];

/// Writes scheme and roster into a folder.
pub fn write(dir: &Path) {
    write_with(dir, "", &[]);
}

/// The same with more rules, and with other points of the appraisal for some.
pub fn write_with(dir: &Path, rules: &str, points: &[(&str, u32)]) {
    std::fs::write(dir.join("scheme.toml"), format!("{SCHEME}{rules}")).expect("written");
    let mut roster = Workbook::new();
    let schools = roster.add_worksheet().set_name("学校").expect("a name");
    schools.write_string(0, 0, "学校名称").expect("a cell");
    for (row, school) in (1..).zip(SCHOOLS) {
        schools.write_string(row, 0, school).expect("a cell");
    }
    let teachers = roster.add_worksheet().set_name("教师").expect("a name");
    for (column, head) in (0..).zip(["工号", "姓名", "单位", "考核分", "中考分"]) {
        teachers.write_string(0, column, head).expect("a cell");
    }
    for (row, (number, name, school, year, exam)) in (1..).zip(TEACHERS) {
        for (column, text) in (0..).zip([number, name, SCHOOLS[school]]) {
            teachers.write_string(row, column, text).expect("a cell");
        }
        let year = points.iter().find(|(key, _)| *key == number).map_or(year, |(_, points)| *points);
        teachers.write_number(row, 3, year).expect("a cell");
        teachers.write_number(row, 4, exam).expect("a cell");
    }
    let accounts = roster.add_worksheet().set_name("发放账户").expect("a name");
    for (column, head) in (0..).zip(["工号", "户名", "开户行", "账号"]) {
        accounts.write_string(0, column, head).expect("a cell");
    }
    for (row, ((number, name, ..), account)) in (1..).zip(TEACHERS.into_iter().zip(ACCOUNTS)) {
        for (column, text) in (0..).zip([number, name, "临河农商行", account]) {
            accounts.write_string(row, column, text).expect("a cell");
        }
    }
    roster.save(dir.join("名册.xlsx")).expect("saved");
}

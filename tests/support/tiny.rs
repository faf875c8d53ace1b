//! A district of three schools and four persons, with names that do not make it easy.
use rust_xlsxwriter::Workbook;
use std::path::Path;
use tempfile::TempDir;

const SCHEME: &str = r#"
[scheme]
name     = "小区2020年度奖金分配方案"
basis    = "会议纪要"
office   = "小区教育局"
year     = 2020
rounding = "half-up"

[[table]]
name = "学校"
key  = ["学校名称"]
from = { file = "名册.xlsx", sheet = ["学校"] }

[[table.input]]
name = "学校名称"
type = "text"

[[table]]
name      = "教职工"
key       = ["工号"]
from      = { file = "名册.xlsx", sheet = ["教职工"] }
payee     = { name = "姓名", unit = "学校", unit_name = "学校名称" }
relations = [{ name = "学校", to = "学校", by = ["单位"], inverse = "所属" }]

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
name = "分"
type = "count"

[[fund]]
name    = "奖金"
within_total = true
sources = [{ name = "财政", amount = '1000.00' }]

[[account]]
name   = "尾差"
kind   = "carried-over"
ground = "会议纪要"

[[step]]
name    = "到校"
share   = "奖金"
to      = "学校"
weight  = 'SUM(所属.分)'
method  = "largest-remainder"
unit    = "fen"
ties    = ["学校名称"]
empty   = "stop"

[[step]]
name    = "到人"
share   = "学校.到校"
to      = "教职工"
weight  = '分'
method  = "floor"
unit    = "fen"
residue = "尾差"
empty   = "尾差"
"#;

/// Schools: a name that is a path, one that Windows keeps for itself, its twin in another case.
pub const SCHOOLS: [&str; 3] = ["一/二小学", "CON", "con"];
/// Number, name, school, points.
pub const STAFF: [(&str, &str, &str, u32); 4] = [
    ("001", "=1+1", "一/二小学", 1),
    ("002", "张三", "一/二小学", 1),
    ("003", "李四", "CON", 1),
    ("004", "王五", "con", 0),
];

/// Writes the folder.
pub fn tiny() -> TempDir {
    let dir = TempDir::new().expect("a temporary folder");
    std::fs::write(dir.path().join("scheme.toml"), SCHEME).expect("written");
    write_lists(dir.path());
    dir
}

fn write_lists(dir: &Path) {
    let mut book = Workbook::new();
    let schools = book.add_worksheet().set_name("学校").expect("a name");
    for (row, text) in ["学校名称"].iter().chain(&SCHOOLS).enumerate() {
        schools.write_string(row as u32, 0, *text).expect("written");
    }
    let staff = book.add_worksheet().set_name("教职工").expect("a name");
    for (column, title) in ["工号", "姓名", "单位", "分"].iter().enumerate() {
        staff.write_string(0, column as u16, *title).expect("written");
    }
    for (row, (number, name, school, points)) in STAFF.iter().enumerate() {
        let row = row as u32 + 1;
        for (column, text) in [number, name, school].into_iter().enumerate() {
            staff.write_string(row, column as u16, *text).expect("written");
        }
        staff.write_number(row, 3, *points).expect("written");
    }
    book.save(dir.join("名册.xlsx")).expect("saved");
}

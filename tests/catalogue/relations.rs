//! R01–R12: what tables say of each other.
use crate::entry::Entry;
use crate::office::*;

const TABLES: &str = r#"
[[table]]
name = "学校"
key  = ["校名"]
from = { file = "学校.xlsx", sheet = ["表"] }
[[table.input]]
name = "校名"
type = "text"

[[table]]
name      = "教师"
key       = ["工号"]
from      = { file = "名册*.xlsx", sheet = ["表"] }
relations = [{ name = "学校", to = "学校", by = ["单位"], inverse = "教师们", cover = true }]
[[table.input]]
name = "工号"
type = "text"
[[table.input]]
name  = "姓名"
type  = "text"
[[table.input]]
name = "单位"
type = "text"
[[table.input]]
name   = "状态"
type   = "choice"
values = ["在岗", "产假", "退休"]
shown  = true

[[table]]
name      = "考核"
key       = ["工号"]
from      = { file = "考核.xlsx", sheet = ["表"] }
relations = [{ name = "教师", to = "教师", by = ["工号"], inverse = "考核们", cover = true, agree = ["姓名"] }]
[[table.input]]
name = "工号"
type = "text"
[[table.input]]
name  = "姓名"
type  = "text"
[[table.input]]
name   = "得分"
type   = "number"
places = 1
min    = "0"
max    = "100"
shown  = true
[[table.input]]
name  = "请假天数"
type  = "count"
shown = true
[[table.input]]
name  = "申报人数"
type  = "count"
label = "申报人数"

[[column]]
on      = "教师"
name    = "各校月数"
formula = 'SUM(任职们.月数)'
shown   = true

[[table]]
name      = "任职"
key       = ["工号", "学校"]
from      = { file = "任职.xlsx", sheet = ["表"] }
relations = [{ name = "教师", to = "教师", by = ["工号"], inverse = "任职们" }]
[[table.input]]
name = "工号"
type = "text"
[[table.input]]
name = "学校"
type = "text"
[[table.input]]
name = "月数"
type = "count"
max  = "12"

[[table]]
name      = "上年"
key       = ["工号"]
from      = { file = "上年.xlsx", sheet = ["表"] }
relations = [{ name = "今年", to = "教师", by = ["工号"], optional = true }]
[[table.input]]
name = "工号"
type = "text"

[[column]]
on      = "上年"
name    = "今年在册"
formula = 'NOT(ISMISSING(今年.单位))'
shown   = true

[[column]]
on      = "全区"
name    = "人均申报"
formula = 'AVERAGE(全部.考核.申报人数)'
places  = 0
missing = true
shown   = true

[[check]]
name  = "任职月数不超过十二"
on    = "教师"
that  = '各校月数 <= 12'
level = "stop"
show  = ["各校月数"]

[[check]]
name  = "申报人数等于行数"
on    = "全区"
that  = 'IFMISSING(人均申报, 0) = COUNT(全部.考核)'
level = "stop"
show  = ["人均申报"]

[[check]]
name  = "上年的人今年都在"
on    = "上年"
that  = '今年在册'
level = "warn"
"#;

/// The office's five files, one of them other than usual.
fn office(id: &'static str, what: &'static str, changed: &[(&str, &[&[C]])]) -> Entry {
    let usual: [(&str, &[&[C]]); 5] = [
        ("学校.xlsx", &[&[T("校名")], &[T("一小")]]),
        (
            "名册.xlsx",
            &[STAFF, &[T("T1"), T("张三"), T("一小"), T("在岗")], &[T("T2"), T("李四"), T("一小"), T("在岗")]],
        ),
        (
            "考核.xlsx",
            &[
                &[T("申报人数：2")],
                APPRAISAL,
                &[T("T1"), T("张三"), N(90.0), N(0.0)],
                &[T("T2"), T("李四"), N(80.0), N(1.0)],
            ],
        ),
        ("任职.xlsx", &[POSTS, &[T("T1"), T("一小"), N(12.0)], &[T("T2"), T("一小"), N(12.0)]]),
        ("上年.xlsx", &[&[T("工号")], &[T("T1")]]),
    ];
    let mut files: Vec<(String, Vec<u8>)> = usual
        .iter()
        .map(|(name, rows)| {
            let rows = changed.iter().find(|(changed, _)| changed == name).map_or(rows, |(_, rows)| rows);
            (name.to_string(), book(rows))
        })
        .collect();
    let more = changed.iter().filter(|(name, _)| !usual.iter().any(|(known, _)| known == name));
    files.extend(more.map(|(name, rows)| (name.to_string(), book(rows))));
    Entry::several(id, what, files).with(TABLES)
}

const STAFF: &[C] = &[T("工号"), T("姓名"), T("单位"), T("状态")];
const APPRAISAL: &[C] = &[T("工号"), T("姓名"), T("得分"), T("请假天数")];
const POSTS: &[C] = &[T("工号"), T("学校"), T("月数")];
const ONE: &[C] = &[T("T1"), T("张三"), T("一小"), T("在岗")];
const TWO: &[C] = &[T("T2"), T("李四"), T("一小"), T("在岗")];
const COUNT: &[C] = &[T("申报人数：2")];

pub fn entries() -> Vec<Entry> {
    let first: &[C] = &[T("T1"), T("张三"), N(90.0), N(0.0)];
    let second: &[C] = &[T("T2"), T("李四"), N(80.0), N(1.0)];
    vec![
        office(
            "R01",
            "an unknown school",
            &[("名册.xlsx", &[STAFF, ONE, &[T("T2"), T("李四"), T("一小学"), T("在岗")]])],
        ),
        office("R01b", "a school without anybody", &[("学校.xlsx", &[&[T("校名")], &[T("一小")], &[T("二小")]])]),
        office(
            "R02",
            "a teacher in two schools",
            &[
                ("名册.xlsx", &[STAFF, ONE, TWO]),
                ("名册二.xlsx", &[STAFF, &[T("T2"), T("李四"), T("一小"), T("在岗")]]),
            ],
        ),
        office("R03", "one number twice", &[("名册.xlsx", &[STAFF, ONE, &[T("T1"), T("王五"), T("一小"), T("在岗")]])]),
        office(
            "R04",
            "appraised but not listed, listed but not appraised",
            &[("考核.xlsx", &[COUNT, APPRAISAL, first, &[T("T9"), T("钱七"), N(80.0), N(0.0)]])],
        ),
        office(
            "R05",
            "months over twelve",
            &[(
                "任职.xlsx",
                &[POSTS, &[T("T1"), T("一小"), N(12.0)], &[T("T1"), T("二小"), N(3.0)], &[T("T2"), T("一小"), N(12.0)]],
            )],
        ),
        office(
            "R06",
            "negative leave",
            &[("考核.xlsx", &[COUNT, APPRAISAL, first, &[T("T2"), T("李四"), N(80.0), N(-1.0)]])],
        ),
        office(
            "R07",
            "a score above full marks",
            &[("考核.xlsx", &[COUNT, APPRAISAL, first, &[T("T2"), T("李四"), N(101.0), N(1.0)]])],
        ),
        office(
            "R08",
            "number and name disagree",
            &[("考核.xlsx", &[COUNT, APPRAISAL, first, &[T("T2"), T("李泗"), N(80.0), N(1.0)]])],
        ),
        office("R09", "nobody to take the mean of", &[("考核.xlsx", &[COUNT, APPRAISAL])]),
        office("R10", "45 declared, 2 there", &[("考核.xlsx", &[&[T("申报人数：45")], APPRAISAL, first, second])]),
        office(
            "R11",
            "an unknown status",
            &[("名册.xlsx", &[STAFF, ONE, &[T("T2"), T("李四"), T("一小"), T("借调")]])],
        ),
        office("R12", "somebody of last year is gone", &[("上年.xlsx", &[&[T("工号")], &[T("T1")], &[T("T8")]])]),
    ]
}

//! `[[table]]`: where rows come from, what identifies them and what they belong to.
use super::{Column, Input, Text};
use serde::Deserialize;
use toml::Spanned;
use validator::Validate;

/// `[[table]]`: rows of one kind.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name.
    pub name: Text,
    /// What identifies a row.
    #[serde(default)]
    pub key: Vec<Text>,
    /// The files and sheets it is read from.
    #[serde(default)]
    pub from: Option<Source>,
    /// Instead of `from`: one row for each different combination of another table's columns.
    #[serde(default)]
    pub derive: Option<Derive>,
    /// Rows of this table are paid.
    #[serde(default)]
    pub payee: Option<Payee>,
    /// What a row belongs to.
    #[serde(default)]
    pub relations: Vec<Relation>,
    /// `[[table.input]]`
    #[serde(skip)]
    pub inputs: Vec<Input>,
    /// `[[table.column]]`
    #[serde(skip)]
    pub columns: Vec<Column>,
    /// What its figures are about, for the rules that the linter knows; left out: told by their names.
    #[serde(default)]
    pub about: Option<Spanned<About>>,
    /// What the rows are.
    #[serde(default)]
    pub note: String,
}

/// What a figure is about, where a rule of law asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// 中考、高考成绩和升学.
    EntranceExam,
    /// Results of other exams and tests.
    Exam,
    /// Days of leave of all kinds.
    Leave,
    /// None of these.
    Other,
}

impl Table {
    /// A table that is only named.
    pub fn named(name: Text) -> Table {
        Table {
            name,
            key: Vec::new(),
            from: None,
            derive: None,
            payee: None,
            relations: Vec::new(),
            inputs: Vec::new(),
            columns: Vec::new(),
            about: None,
            note: String::new(),
        }
    }
}

/// Where a table's rows come from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// File pattern below the office's folder: `*` stands for any run of characters but `/`.
    pub file: Text,
    /// Sheets, in order. Every sheet of the list is read where it is there.
    pub sheet: Vec<Text>,
    /// A file may lack all of the sheets (`false`: each file must have at least one of them).
    #[serde(default)]
    pub optional: bool,
    /// Wide columns turned into rows, one row for each cell.
    #[serde(default)]
    pub wide: Option<Wide>,
    /// Rows where this input column is blank are left out, with a line in the log.
    #[serde(default)]
    pub skip_blank: Option<Text>,
    /// A filled column that no input takes is refused: an item that the scheme does not list.
    #[serde(default)]
    pub closed: bool,
    /// What is done with hidden rows and columns; left out: the run asks where there are any.
    #[serde(default)]
    pub hidden: Option<Hidden>,
    /// Each row of another table must have sent its part; one that has not stops the run unless it is excused.
    #[serde(default)]
    pub every: Option<Every>,
    /// The people whom a unit's blank workbook has filled in.
    #[serde(default)]
    pub staff: Option<Staff>,
}

/// `every = { table = "学校", column = "学校名称", by = "填报单位" }`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Every {
    /// The table of those who send.
    pub table: Text,
    /// Its input column with their names.
    pub column: Text,
    /// Input column of this table that says who sent the row.
    pub by: Text,
}

/// `staff = { table = "教职工", unit = "单位", column = "岗位类别", values = ["专任教师"] }`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// The roster.
    pub table: Text,
    /// Its input column with the unit's name.
    pub unit: Text,
    /// Only rows that have one of `values` in this input column.
    #[serde(default)]
    pub column: Option<Text>,
    /// The values.
    #[serde(default)]
    pub values: Vec<String>,
}

/// Endings of all spreadsheets: a file's name may end in any of them where the scheme writes another.
pub const SPREADSHEET_ENDINGS: [&str; 15] =
    ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "et", "ett", "ods", "ots", "csv", "txt", "tsv", "tab"];

/// What is done with hidden rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hidden {
    /// They are read like all others.
    Include,
    /// They are left out, with a line in the log.
    Exclude,
}

/// Several columns of the sheet become one row each.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wide {
    /// The headers that become rows.
    pub columns: Vec<Text>,
    /// Input column that takes the header's text.
    pub name: Text,
    /// Input column that takes the cell.
    pub value: Text,
    /// A cell such as `张三/李四` is split at these characters into several rows.
    #[serde(default)]
    pub split: String,
    /// Blank cells make no row (`true`) or a row with a blank (`false`).
    #[serde(default)]
    pub skip_blank: bool,
}

/// `derive = { from = "任课", by = ["学校", "班级"], relation = "课程班", inverse = "任课" }`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derive {
    /// The table whose combinations are taken.
    pub from: Text,
    /// Its columns; they become columns of this table.
    pub by: Vec<Text>,
    /// Name, on the source table, of the relation to this one.
    pub relation: Text,
    /// Name, on this table, of the rows of the source that belong to a row.
    pub inverse: Text,
}

/// `payee = { name = "姓名", unit = "学校" }`: rows are persons who are paid.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payee {
    /// Column with the payee's name.
    pub name: Text,
    /// Relation to the unit on whose payout sheet the payee stands.
    pub unit: Text,
    /// Column of the unit's table with the unit's name.
    pub unit_name: Text,
}

/// A row belongs to a row of another table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Its name in formulas.
    pub name: Text,
    /// The other table.
    pub to: Text,
    /// Columns of this table.
    pub by: Vec<Text>,
    /// Columns of the other table that must be equal; left out: its key.
    #[serde(default)]
    pub on: Vec<Text>,
    /// Name, on the other table, of the rows that belong to it.
    #[serde(default)]
    pub inverse: Option<Text>,
    /// A row may belong to none; its values are then missing.
    #[serde(default)]
    pub optional: bool,
    /// Every row of the other table must be reached.
    #[serde(default)]
    pub cover: bool,
    /// Columns of this table that must say what the other table's column of the same name says.
    #[serde(default)]
    pub agree: Vec<Text>,
}

//! The sections of a scheme file, as written. `docs/language.md` is the reference.
use crate::number::Rounding;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use validator::Validate;

/// Its name in formulas.
pub const DISTRICT_NAME: &str = "全区";
/// A text with its place in the file.
pub type Text = Spanned<String>;

/// The whole scheme file.
#[derive(Debug, Clone, Default)]
pub struct Scheme {
    /// `[scheme]`
    pub head: Head,
    /// `[[parameter]]`
    pub parameters: Vec<Parameter>,
    /// `[[table]]`
    pub tables: Vec<Table>,
    /// `[[band]]`
    pub bands: Vec<Band>,
    /// `[[tier]]`
    pub tiers: Vec<Tier>,
    /// `[[fund]]`
    pub funds: Vec<Fund>,
    /// `[[account]]`
    pub accounts: Vec<Account>,
    /// `[[step]]`, in the order written
    pub steps: Vec<Step>,
    /// `[[check]]`
    pub checks: Vec<Check>,
    /// `[[consequence]]`
    pub consequences: Vec<Consequence>,
    /// `[[document]]`
    pub documents: Vec<Document>,
    /// The articles that the rules stand under, where the scheme is a document.
    pub articles: Vec<super::Article>,
    /// Names given in elements that could not be read: what refers to one is no second mistake.
    pub unread: Vec<String>,
}

/// `[scheme]`: what this scheme is and what it rests on.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Title of the scheme.
    #[validate(length(min = 1, max = 80, message = "1 至 80 个字|1 to 80 characters"))]
    pub name: String,
    /// The document it rests on.
    pub basis: String,
    /// Who pays out.
    pub office: String,
    /// The year of the payout.
    #[validate(range(min = 2000, max = 2100, message = "2000 至 2100|2000 to 2100"))]
    pub year: u16,
    /// How computed columns round unless they say otherwise. No default: the office chooses.
    pub rounding: Rounding,
    /// A sheet that holds parameters by name, filled in from the minutes of a meeting.
    #[serde(default)]
    pub parameters: Option<ParameterSheet>,
    /// A sheet that holds the rows of band and tier tables.
    #[serde(default)]
    pub standards: Option<StandardsSheet>,
    /// What an evaluation that rests on exam results alone does. Left out: nothing up to 2020, then it is told.
    #[serde(default)]
    pub exam_only: Option<ExamOnly>,
}

/// Whether an evaluation may rest on exam results alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExamOnly {
    /// It may.
    Allow,
    /// It is told.
    Warn,
    /// The scheme is refused.
    Refuse,
}

/// Where parameters without a value of their own are read from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParameterSheet {
    /// File pattern.
    pub file: Text,
    /// Sheet name.
    pub sheet: String,
    /// Header of the column with the parameter's name.
    pub name: String,
    /// Header of the column with its value.
    pub value: String,
    /// Header of the column with the date from which the value is in force; a name may then stand several times.
    #[serde(default)]
    pub in_force: Option<String>,
    /// Header of the column with the minutes that decided it.
    #[serde(default)]
    pub decided: Option<String>,
    /// Header of the column with its unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// Header of the column with the article it comes from.
    #[serde(default)]
    pub clause: Option<String>,
}

/// Where band and tier tables without rows of their own are read from: one row a band or tier.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardsSheet {
    /// File pattern.
    pub file: Text,
    /// Sheet name.
    pub sheet: String,
    /// Header of the column with the table's name.
    pub name: String,
    /// Header of the column with the interval, the word, or the tier's name.
    pub row: String,
    /// Header of the column with the value.
    pub value: String,
    /// Header of the column with a tier's size: `30%`, or a number of places.
    #[serde(default)]
    pub size: Option<String>,
    /// Header of the column with the date from which the row's table is in force.
    #[serde(default)]
    pub in_force: Option<String>,
    /// Header of the column with the minutes that decided the row.
    #[serde(default)]
    pub decided: Option<String>,
}

/// `[[parameter]]`: a named figure.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name in formulas.
    pub name: Text,
    /// An exact decimal, a text, or `true`/`false`. Left out: read from the parameter sheet.
    #[serde(default)]
    pub value: Option<Spanned<ParameterValue>>,
    /// Instead of one value: values by the year from which each is in force.
    #[serde(default)]
    pub values: Vec<DatedValue>,
    /// Decimal places of a figure that comes from the parameter sheet.
    #[serde(default)]
    #[validate(range(max = 8, message = "0 至 8|0 to 8"))]
    pub places: Option<u8>,
    /// 元, 分, 天, %…
    #[serde(default)]
    pub unit: String,
    /// The article it comes from.
    #[serde(default)]
    pub clause: String,
    /// True where the document is silent and the office assumed a figure.
    #[serde(default)]
    pub assumption: bool,
    /// What it is for.
    #[serde(default)]
    pub note: String,
}

/// A value with the date from which it is in force.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DatedValue {
    /// The year, or a date in it.
    pub from: Spanned<InForce>,
    /// The value.
    pub value: Spanned<ParameterValue>,
}

/// When a value comes into force: `2018`, or `"2018-09-01"`. The year of the payout chooses.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(untagged)]
pub enum InForce {
    /// A year.
    Year(i64),
    /// A date.
    Date(String),
}

impl InForce {
    /// Its year.
    pub fn year(&self) -> Option<i64> {
        match self {
            InForce::Year(year) => Some(*year),
            InForce::Date(date) => {
                let [year, month, day]: [&str; 3] = date.split('-').collect::<Vec<_>>().try_into().ok()?;
                let within = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
                (within(month, 12) && within(day, 31)).then(|| year.parse().ok())?
            }
        }
        .filter(|year| (1900..=2100).contains(year))
    }
}

/// A parameter's value as written: figures are written as text so that no digit is lost.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(untagged)]
pub enum ParameterValue {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// A decimal figure, or a text in `text:` form.
    Text(String),
}

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

/// `[[table.input]]`: a column read from files.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its name in formulas and the header looked for.
    pub name: Text,
    /// What its cells hold.
    #[serde(rename = "type")]
    pub kind: Spanned<InputKind>,
    /// Decimal places kept; needed for `number` and `percent`.
    #[serde(default)]
    #[validate(range(max = 8, message = "0 至 8|0 to 8"))]
    pub places: Option<u8>,
    /// 元, 分, 天…: taken off a cell such as `95分`.
    #[serde(default)]
    pub unit: String,
    /// Other headers that mean this column; `组/列` for a two-row header.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Read from the lines above the header: the text after this label and a colon.
    #[serde(default)]
    pub label: Option<String>,
    /// The values a `choice` may have.
    #[serde(default)]
    pub values: Vec<String>,
    /// What an empty cell means.
    #[serde(default)]
    pub blank: Option<Spanned<Meaning>>,
    /// What 缺考 (absent) means.
    #[serde(default)]
    pub absent: Option<Spanned<Meaning>>,
    /// What 免考 (exempt) means.
    #[serde(default)]
    pub exempt: Option<Spanned<Meaning>>,
    /// Least allowed value.
    #[serde(default)]
    pub min: Option<Spanned<String>>,
    /// Largest allowed value, such as the full mark.
    #[serde(default)]
    pub max: Option<Spanned<String>>,
    /// What it is about, instead of what its table says.
    #[serde(default)]
    pub about: Option<Spanned<About>>,
    /// A merged region gives its value to all of its rows.
    #[serde(default)]
    pub fill: bool,
    /// Characters that a code has: another number of them is refused, since leading zeros get lost.
    #[serde(default)]
    #[validate(range(min = 1, max = 64, message = "1 至 64|1 to 64"))]
    pub width: Option<u8>,
    /// Read only to be shown: no rule needs it.
    #[serde(default)]
    pub shown: bool,
    /// What it is.
    #[serde(default)]
    pub note: String,
}

/// What an input column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputKind {
    /// Any text.
    Text,
    /// One of `values`.
    Choice,
    /// An 18-digit identity number, kept as text, its check digit verified (GB 11643).
    IdNumber,
    /// A decimal number with `places`.
    Number,
    /// Yuan with two places.
    Money,
    /// A whole number, not negative.
    Count,
    /// `85%`, stored as 0.85; `places` counts the stored figure's places.
    Percent,
    /// A calendar date.
    Date,
}

/// What a cell without a value means for a column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// Stops the run and names the cell.
    Refuse,
    /// Known to be missing: aggregates pass over it, formulas must handle it.
    Missing,
    /// Counts as zero.
    Zero,
    /// An empty text.
    Empty,
}

/// `[[table.column]]`: one formula for all rows.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// In a `[[column]]` of its own: the table that it is a column of.
    #[serde(default)]
    pub on: Option<Text>,
    /// Its name in formulas.
    pub name: Text,
    /// The formula.
    pub formula: Text,
    /// Decimal places the value is rounded to and shown with.
    #[serde(default)]
    #[validate(range(max = 8, message = "0 至 8|0 to 8"))]
    pub places: Option<u8>,
    /// Instead of `places`: the value is a whole number of 1/denominator.
    #[serde(default)]
    #[validate(range(min = 2, max = 10000, message = "2 至 10000|2 to 10000"))]
    pub denominator: Option<u32>,
    /// Instead of the scheme's rounding.
    #[serde(default)]
    pub rounding: Option<Rounding>,
    /// `missing = true`: the column may hold no value where its formula has none.
    #[serde(default)]
    pub missing: bool,
    /// Computed only to be shown: no rule needs it.
    #[serde(default)]
    pub shown: bool,
    /// 元, 分…
    #[serde(default)]
    pub unit: String,
    /// The article it implements.
    #[serde(default)]
    pub clause: String,
    /// What it means.
    #[serde(default)]
    pub note: String,
}

/// `[[band]]`: intervals or words with a value each.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its name in `BAND` and `MARGINAL`.
    pub name: Text,
    /// Rows in order. An interval is written as in mathematics, `[60, 85)`, open ended `[85, +)`.
    /// Left out: read from the sheet of standards.
    #[serde(default)]
    #[validate(length(max = 60, message = "1 至 60 档|1 to 60 rows"))]
    pub rows: Vec<BandRow>,
    /// The article it implements.
    #[serde(default)]
    pub clause: String,
    /// True where the document is silent.
    #[serde(default)]
    pub assumption: bool,
    /// What it is for.
    #[serde(default)]
    pub note: String,
    /// The minutes that decided it, where the sheet of standards says so.
    #[serde(skip)]
    pub decided: String,
}

/// One interval, or one word, and its value.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BandRow {
    /// `[60, 85)`; ends may be formulas of the row.
    #[serde(default)]
    pub range: Option<Text>,
    /// A word such as `优秀`.
    #[serde(default)]
    pub is: Option<Text>,
    /// The value: an exact decimal, or a formula of the row.
    pub value: Text,
}

/// `[[tier]]`: places by per cent or by count, filled from the top.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its name in `PLACES`.
    pub name: Text,
    /// From the top.
    /// Left out: read from the sheet of standards.
    #[serde(default)]
    #[validate(length(max = 20, message = "1 至 20 档|1 to 20 tiers"))]
    pub tiers: Vec<TierRow>,
    /// How a per cent of the rows becomes whole places.
    pub rounding: Rounding,
    /// A tier with a per cent has at least this many places.
    pub least: u32,
    /// The value of a row below all tiers.
    pub below: Text,
    /// The article it implements.
    #[serde(default)]
    pub clause: String,
    /// True where the document is silent.
    #[serde(default)]
    pub assumption: bool,
    /// The minutes that decided it, where the sheet of standards says so.
    #[serde(skip)]
    pub decided: String,
}

/// One tier: `{ name = "一等", percent = "30", value = "1.2" }`, or `places = 3`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TierRow {
    /// What it is called.
    pub name: String,
    /// Per cent of the rows ranked.
    #[serde(default)]
    pub percent: Option<Text>,
    /// A fixed number of places.
    #[serde(default)]
    pub places: Option<u32>,
    /// The value of a place.
    pub value: Text,
}

/// `[[fund]]`: money with a total and named sources.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Fund {
    /// Its name: the account that holds all of its sources.
    pub name: Text,
    /// Named sources with their amounts.
    #[validate(length(min = 1, max = 12, message = "1 至 12 个来源|1 to 12 sources"))]
    pub sources: Vec<FundSource>,
    /// The document it rests on.
    #[serde(default)]
    pub basis: String,
    /// Budget item.
    #[serde(default)]
    pub budget: String,
    /// Counts inside the performance-pay total.
    pub within_total: bool,
    /// What a fund that pays by entrance exams after 13 October 2020 rests on.
    #[serde(default)]
    pub exam_ground: Option<ExamGround>,
}

/// Why a fund still pays by entrance exams: the ground, and who decided it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamGround {
    /// The ground.
    pub ground: String,
    /// The recorded decision.
    pub decision: String,
}

/// A named source of a fund.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FundSource {
    /// Its name, kept visible in every payout.
    pub name: Text,
    /// Formula over the whole district; must come out in whole fen.
    pub amount: Text,
    /// Personnel funds, project expenditure…
    #[serde(default)]
    pub nature: String,
    /// The article it rests on.
    #[serde(default)]
    pub clause: String,
}

/// `[[account]]`: a named place for money.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its name.
    pub name: Text,
    /// The table each of whose rows has one; left out: one for the district.
    #[serde(default)]
    pub table: Option<Text>,
    /// Where its money ends.
    pub kind: Spanned<AccountKind>,
    /// The ground, needed for carried-over and reserved money.
    #[serde(default)]
    pub ground: String,
}

/// Where an account's money ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// 过渡: must be zero at the end.
    Transit,
    /// 已分配到人.
    Paid,
    /// 缓发.
    Held,
    /// 扣发.
    Withheld,
    /// 结转.
    CarriedOver,
    /// 交回财政.
    Returned,
    /// 预留.
    Reserved,
    /// 待定.
    Undecided,
}

impl AccountKind {
    /// Where money may end, in the order in which it is printed: every kind but transit.
    pub const ENDS: [AccountKind; 7] = [
        AccountKind::Paid,
        AccountKind::Withheld,
        AccountKind::Held,
        AccountKind::CarriedOver,
        AccountKind::Returned,
        AccountKind::Reserved,
        AccountKind::Undecided,
    ];
}

/// `[[step]]`: moves money. Exactly one of `share`, `award`, `split`, `collect`, `gate` names the account it
/// draws on.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name: the column it makes.
    pub name: Text,
    /// Shares what is in the account.
    #[serde(default)]
    pub share: Option<Text>,
    /// Gives each row an amount by formula.
    #[serde(default)]
    pub award: Option<Text>,
    /// Cuts the account into named parts on the same row.
    #[serde(default)]
    pub split: Option<Text>,
    /// Brings each row's account to the row it belongs to.
    #[serde(default)]
    pub collect: Option<Text>,
    /// Stops or reduces what is in the account.
    #[serde(default)]
    pub gate: Option<Text>,
    /// The table whose rows receive (share, award, collect).
    #[serde(default)]
    pub to: Option<Text>,
    /// Relation from a receiving row to the account's row (share, award), or from the account's row to the
    /// receiving row (collect), where several would fit.
    #[serde(default)]
    pub by: Option<Text>,
    /// Account that the money goes into; left out: one of the step's name, or the payee's due.
    #[serde(default)]
    pub into: Option<Text>,
    /// Share: weight of a row.
    #[serde(default)]
    pub weight: Option<Text>,
    /// Places of the weight, where it is a formula and not a column.
    #[serde(default)]
    #[validate(range(max = 8, message = "0 至 8|0 to 8"))]
    pub places: Option<u8>,
    /// Award: amount of a row.
    #[serde(default)]
    pub amount: Option<Text>,
    /// Share: how the last fen is settled.
    #[serde(default)]
    pub method: Option<Spanned<ShareMethod>>,
    /// Unit of settlement.
    #[serde(default)]
    pub unit: Option<Spanned<SettlementUnit>>,
    /// Share by largest remainder: text columns that order equal remainders.
    #[serde(default)]
    pub ties: Vec<Text>,
    /// Where rounding differences go.
    #[serde(default)]
    pub residue: Option<Text>,
    /// A group without rows or with a weight total of zero: `stop`, or the account that takes the money.
    #[serde(default)]
    pub empty: Option<Text>,
    /// Several sources: one apportionment each, or one for all.
    #[serde(default)]
    pub sources: Option<Spanned<SourceMode>>,
    /// Award: what happens when the amounts exceed the account: `stop`, `scale`, or the account drawn on.
    #[serde(default)]
    pub overrun: Option<Text>,
    /// Split: the parts.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Gate: when it bites.
    #[serde(default)]
    pub when: Option<Text>,
    /// Gate: factor that is still paid (0 to 1).
    #[serde(default)]
    pub pays: Option<Text>,
    /// Gate: only the highest of these steps' amounts is kept.
    #[serde(default)]
    pub highest: Vec<Text>,
    /// Gate: the sources it acts on: all sources of this fund.
    #[serde(default)]
    pub fund: Option<Text>,
    /// Gate: columns that must be filled where it bites.
    #[serde(default)]
    pub needs: Vec<Text>,
    /// Gate: whether the row still counts.
    #[serde(default)]
    pub counts: Option<Counts>,
    /// The article it implements.
    #[serde(default)]
    pub clause: String,
    /// What it does.
    #[serde(default)]
    pub note: String,
}

/// A part of a split.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Account it makes on the same row, or a named account.
    pub name: Text,
    /// Per cent of what is there, a formula of the row; `rest` takes what is left.
    pub percent: Text,
}

/// Whether a gated row still counts.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// In headcounts and means.
    pub means: bool,
    /// In ranks and their number.
    pub ranks: bool,
    /// In the weight total of shares.
    pub weights: bool,
}

/// How the last fen is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShareMethod {
    /// 最大余数法.
    LargestRemainder,
    /// 先定单价: unit price rounded first, then × weight.
    UnitPrice,
    /// 逐人四舍五入: each share rounded.
    RoundEach,
    /// 逐人舍去: each share cut to the unit; equal rows stay equal.
    Floor,
}

/// Unit of settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettlementUnit {
    /// 分
    #[default]
    Fen,
    /// 角
    Jiao,
    /// 元
    Yuan,
    /// 十元
    TenYuan,
    /// 百元
    HundredYuan,
}

impl SettlementUnit {
    /// Fen in the unit.
    pub fn fen(self) -> i64 {
        match self {
            SettlementUnit::Fen => 1,
            SettlementUnit::Jiao => 10,
            SettlementUnit::Yuan => 100,
            SettlementUnit::TenYuan => 1_000,
            SettlementUnit::HundredYuan => 10_000,
        }
    }
}

/// How a share from several sources is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceMode {
    /// One apportionment for each source; the pay is their sum.
    Separately,
    /// One apportionment of the sum; each payout is then split by source exactly.
    Together,
}

/// `[[check]]`: a condition on the result.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Its name.
    pub name: Text,
    /// The table whose rows are checked; left out: the district.
    #[serde(default)]
    pub on: Option<Text>,
    /// What must hold.
    pub that: Text,
    /// What happens when it does not.
    pub level: CheckLevel,
    /// Columns whose values are shown with it: both readings, the gap.
    #[serde(default)]
    pub show: Vec<Text>,
    /// The article it rests on.
    #[serde(default)]
    pub clause: String,
    /// What to do.
    #[serde(default)]
    pub note: String,
}

/// Whether a failed check stops the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckLevel {
    /// Stops the run.
    Stop,
    /// Warns.
    Warn,
}

/// `[[consequence]]`: what follows that is not money.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// What follows, such as 低聘.
    pub name: Text,
    /// The table.
    pub on: Text,
    /// When.
    pub when: Text,
    /// Columns shown with a row that it befalls.
    #[serde(default)]
    pub show: Vec<Text>,
    /// The article.
    #[serde(default)]
    pub clause: String,
    /// What the office does with it.
    #[serde(default)]
    pub note: String,
}

/// `[[document]]`: how a document of the batch differs from what is made without being asked.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Which.
    pub kind: Spanned<DocumentKind>,
    /// `false`: it is not made.
    #[serde(default = "made")]
    pub make: bool,
    /// Its title; left out: the usual one.
    #[serde(default)]
    #[validate(length(max = 60, message = "60 个字以内|at most 60 characters"))]
    pub title: String,
    /// Columns of payees that stand before the amounts, `教职工.岗位类别`, in order; left out: key and name.
    #[serde(default)]
    pub columns: Vec<Text>,
    /// Who signs, in order.
    #[serde(default)]
    #[validate(length(max = 8, message = "8 人以内|at most 8"))]
    pub signers: Vec<String>,
    /// Column that parts payees by kind: `教职工.岗位类别`.
    #[serde(default)]
    pub staff_kind: Option<Text>,
    /// Column that parts units by kind: `学校.学段`.
    #[serde(default)]
    pub unit_kind: Option<Text>,
    /// Column with what a unit was paid last year.
    #[serde(default)]
    pub last_year: Option<Text>,
    /// Where an objection is brought, on public notices.
    #[serde(default)]
    #[validate(length(max = 200, message = "200 个字以内|at most 200 characters"))]
    pub contact: String,
}

fn made() -> bool {
    true
}

/// The documents that a scheme may choose and change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum DocumentKind {
    /// What each payee of a unit is paid, and why.
    #[serde(rename = "发放明细")]
    Payout,
    /// What each payee signs for.
    #[serde(rename = "签领表")]
    SignOff,
    /// Sums by unit, item, source and kind.
    #[serde(rename = "汇总表")]
    Summary,
    /// What was withheld, held, tied, missed and decided.
    #[serde(rename = "例外与决定清单")]
    Exceptions,
    /// What is posted on the wall.
    #[serde(rename = "公示表")]
    Notice,
    /// What came of the notice.
    #[serde(rename = "公示情况说明")]
    NoticeReport,
    /// What the meeting is asked to decide.
    #[serde(rename = "上会材料")]
    Meeting,
}

impl DocumentKind {
    /// As the office calls it.
    pub fn chinese(self) -> &'static str {
        match self {
            DocumentKind::Payout => "发放明细",
            DocumentKind::SignOff => "签领表",
            DocumentKind::Summary => "汇总表",
            DocumentKind::Exceptions => "例外与决定清单",
            DocumentKind::Notice => "公示表",
            DocumentKind::NoticeReport => "公示情况说明",
            DocumentKind::Meeting => "上会材料",
        }
    }
}

//! The compiled plan: tables, columns and flows of money, each with its rule.
use super::accounting::Accounting;
use super::ids::*;
use super::tax::Tax;
use super::typed::Typed;
use crate::formula::{Kind, Type};
use crate::scheme::{AccountKind, Article, CheckLevel, Counts, DocumentKind, InputKind, Rounding};
use crate::share::Method;
use std::ops::Range;

/// What will be computed, in which order.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Tables; the first is the district.
    pub tables: Vec<Table>,
    /// Columns of all tables.
    pub columns: Vec<Column>,
    /// Relations, the implicit ones to the district among them.
    pub relations: Vec<Relation>,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Band tables.
    pub bands: Vec<Band>,
    /// Tier tables.
    pub tiers: Vec<Tier>,
    /// Sources of all funds.
    pub sources: Vec<Source>,
    /// Accounts.
    pub accounts: Vec<Account>,
    /// Steps, in the order written.
    pub steps: Vec<Step>,
    /// Every movement of money, as a column of amounts.
    pub flows: Vec<Flow>,
    /// Apportionments.
    pub shares: Vec<Share>,
    /// Stated conditions.
    pub checks: Vec<Check>,
    /// What follows that is not money.
    pub consequences: Vec<Consequence>,
    /// What the scheme says of documents.
    pub documents: Vec<Document>,
    /// How payees are paid.
    pub payments: Vec<super::Payment>,
    /// Under which codes what is paid is booked, where the scheme says so.
    pub accounting: Option<Accounting>,
    /// The tax on what staff are paid, where the scheme has it reckoned.
    pub tax: Option<Tax>,
    /// How long objections, reviews and appeals may take, where the scheme says so.
    pub objection: Option<super::ObjectionPeriods>,
    /// The articles that the rules stand under, where the scheme is a document.
    pub articles: Vec<Article>,
    /// Text literals of formulas.
    pub texts: Vec<String>,
    /// Columns in an order in which each comes after what it reads.
    pub order: Vec<ColumnId>,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name.
    pub name: String,
    /// Index in the scheme's tables; none for a district that the scheme does not mention.
    pub scheme: Option<usize>,
    /// Key columns.
    pub key: Vec<ColumnId>,
    /// Columns, in the order of the workbook.
    pub columns: Vec<ColumnId>,
    /// For a derived table: its source, the columns taken, and the relation of the source to it.
    pub derived: Option<Derived>,
    /// Relation to the district.
    pub to_district: RelationId,
    /// Rows are paid.
    pub payee: Option<Payee>,
    /// What the rows are.
    pub note: String,
}

/// How a derived table comes about.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The source table.
    pub from: TableId,
    /// Its columns, one for each key column.
    pub by: Vec<ColumnId>,
    /// The source's relation to the derived table.
    pub relation: RelationId,
}

/// Who is paid, and on whose sheet.
#[derive(Debug, Clone)]
pub struct Payee {
    /// Column with the name.
    pub name: ColumnId,
    /// Relation to the unit.
    pub unit: RelationId,
    /// Column of the unit's table with its name.
    pub unit_name: ColumnId,
    /// The due account.
    pub due: AccountId,
    /// What is paid, all sources together.
    pub net: ColumnId,
}

/// A relation.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Name on the table it starts from.
    pub name: String,
    /// From.
    pub from: TableId,
    /// To.
    pub to: TableId,
    /// Columns of the one and the other that are equal; empty for the district, and from a row to itself.
    pub by: Vec<(ColumnId, ColumnId)>,
    /// Name on the table it leads to.
    pub inverse: Option<String>,
    /// A row may lead nowhere.
    pub optional: bool,
    /// Every row of the other table must be reached.
    pub cover: bool,
    /// Columns of the one and the other that must say the same.
    pub agree: Vec<(ColumnId, ColumnId)>,
    /// Where it is written.
    pub span: Range<usize>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Name.
    pub name: String,
    /// Table.
    pub table: TableId,
    /// Type.
    pub ty: Type,
    /// Denominator of stored numbers: 100 for two places. 1 for other kinds.
    pub scale: i64,
    /// Decimal places shown, or none where the denominator is not a power of ten.
    pub places: Option<u32>,
    /// How it comes about.
    pub rule: Rule,
    /// What part it plays.
    pub role: Role,
    /// A text read from files that may be blank.
    pub blank: bool,
    /// Holds identity or account numbers: shown with the last four digits only.
    pub private: bool,
    /// Unit.
    pub unit: String,
    /// Article.
    pub clause: String,
    /// Meaning.
    pub note: String,
    /// Its formula as written, or in words.
    pub formula: String,
    /// Where it is written.
    pub span: Range<usize>,
}

/// What part a column plays; the workbook groups and colours by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Read from files.
    Input,
    /// A formula of the scheme.
    Computed,
    /// Needed to make another column live: conditions, remainders, orders.
    Helper,
    /// An amount moved by a step.
    Money,
    /// A check or consequence.
    Verdict,
}

/// How a column comes about.
#[derive(Debug, Clone)]
pub enum Rule {
    /// Read from files: index of the input in its table.
    Input(usize),
    /// Key of a derived table: index of the key column.
    DerivedKey(usize),
    /// A formula, rounded to the column's places.
    Formula {
        /// The formula.
        typed: Typed,
        /// How it is rounded.
        rounding: Rounding,
    },
    /// Number of the group of rows with equal values in a column: frozen structure.
    GroupNumber(ColumnId),
    /// Order of equal remainders by text columns: frozen structure.
    TieOrder(Vec<ColumnId>),
    /// A part of an apportionment.
    Share(ShareId, SharePart),
    /// Not yet known while the plan is made.
    Pending,
}

/// A part of an apportionment that a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharePart {
    /// Whole units before the spare ones.
    Floor,
    /// Remainder of the division.
    Remainder,
    /// Place among the remainders of the group.
    Place,
    /// The amount.
    Amount,
    /// Units left for the largest remainders, on the account's row.
    Spare,
    /// Price of one weight, on the account's row.
    Price,
}

impl SharePart {
    /// The parts that a part is made of, where the method has them.
    pub fn reads(self) -> &'static [SharePart] {
        match self {
            SharePart::Floor | SharePart::Price => &[],
            SharePart::Remainder | SharePart::Spare => &[SharePart::Floor],
            SharePart::Place => &[SharePart::Remainder],
            SharePart::Amount => &[SharePart::Floor, SharePart::Place, SharePart::Spare, SharePart::Price],
        }
    }
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Name.
    pub name: String,
    /// Type.
    pub ty: Type,
    /// Its value; none while it comes from the parameter sheet.
    pub value: Option<ParameterValue>,
    /// Unit.
    pub unit: String,
    /// Article.
    pub clause: String,
    /// Assumed, where the document is silent.
    pub assumption: bool,
    /// Meaning.
    pub note: String,
    /// Where it is written.
    pub span: Range<usize>,
}

/// A parameter's value.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterValue {
    /// Whole number over ten to the places of its type.
    Number(i64),
    /// A fraction that no number of places writes, such as 1/6.
    Fraction(i64, i64),
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
}

/// A band table as printed; uses carry their own resolved rows.
#[derive(Debug, Clone)]
pub struct Band {
    /// Name.
    pub name: String,
    /// Rows as written.
    pub rows: Vec<BandRow>,
    /// Article.
    pub clause: String,
    /// Assumed.
    pub assumption: bool,
    /// Meaning.
    pub note: String,
    /// The minutes that decided it.
    pub decided: String,
}

/// A row of a band table as written.
#[derive(Debug, Clone)]
pub struct BandRow {
    /// `[60, 85)` or the word.
    pub shown: String,
    /// Lower end, where it is a literal.
    pub low: Option<(i64, u32)>,
    /// Upper end, where it is a literal.
    pub high: Option<(i64, u32)>,
    /// Value, where it is a literal.
    pub value: Option<(i64, u32)>,
    /// Value as written.
    pub value_shown: String,
    /// The word.
    pub word: Option<String>,
}

/// A tier table.
#[derive(Debug, Clone)]
pub struct Tier {
    /// Name.
    pub name: String,
    /// From the top.
    pub rows: Vec<TierRow>,
    /// How a per cent becomes whole places.
    pub rounding: Rounding,
    /// Least places of a tier with a per cent.
    pub least: u32,
    /// Value below all tiers.
    pub below: (i64, u32),
    /// Article.
    pub clause: String,
    /// Assumed.
    pub assumption: bool,
    /// The minutes that decided it.
    pub decided: String,
}

/// A tier.
#[derive(Debug, Clone)]
pub struct TierRow {
    /// Name.
    pub name: String,
    /// Its places.
    pub size: TierSize,
    /// Value of a place.
    pub value: (i64, u32),
}

/// How many places a tier has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TierSize {
    /// Per cent of the rows ranked.
    Percent(i64, u32),
    /// A fixed number.
    Places(u32),
}

/// A source of a fund.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name.
    pub name: String,
    /// The fund's name.
    pub fund: String,
    /// The fund's account.
    pub account: AccountId,
    /// The amount, a column of the district.
    pub column: ColumnId,
    /// Personnel funds, project expenditure…
    pub nature: String,
    /// The fund counts inside the performance-pay total.
    pub within_total: bool,
}

/// An account: one for each row of its table.
#[derive(Debug, Clone)]
pub struct Account {
    /// Name.
    pub name: String,
    /// Table.
    pub table: TableId,
    /// Where its money ends.
    pub kind: AccountKind,
    /// The ground of carrying over or reserving.
    pub ground: String,
    /// Where it is written.
    pub span: Range<usize>,
    /// For a terminal account: its balance at the end, one column for each source.
    pub balance: Vec<(SourceId, ColumnId)>,
}

/// A column of amounts, each moving from one account to another.
#[derive(Debug, Clone)]
pub struct Flow {
    /// The step; none for a fund's inflow.
    pub step: Option<usize>,
    /// The amounts.
    pub column: ColumnId,
    /// The source whose money it is.
    pub source: SourceId,
    /// Where from; none: from outside.
    pub from: Option<FlowEnd>,
    /// Where to.
    pub to: FlowEnd,
    /// What rounding left over of a share.
    pub residue: bool,
}

/// One end of a flow: the account, and how a row of the flow's column leads to the account's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowEnd {
    /// The account.
    pub account: AccountId,
    /// Relation to the account's table; none: the same row.
    pub via: Option<RelationId>,
}

/// An apportionment of one source of one share.
#[derive(Debug, Clone)]
pub struct Share {
    /// The step's name.
    pub step: String,
    /// Table of the receiving rows.
    pub to: TableId,
    /// From a receiving row to the account's row.
    pub relation: RelationId,
    /// What is split, a column of the account's table.
    pub available: ColumnId,
    /// Weights, a column of the receiving table.
    pub weight: ColumnId,
    /// Weight total, a column of the account's table.
    pub weight_total: ColumnId,
    /// Order of equal remainders.
    pub order: Option<ColumnId>,
    /// How the last fen is settled.
    pub method: Method,
    /// Unit of settlement in fen.
    pub unit: i64,
    /// A group without weight is an error, not a residue.
    pub empty_stops: bool,
    /// Columns of the parts.
    pub parts: Vec<(SharePart, ColumnId)>,
}

impl Share {
    /// The column of a part.
    pub fn part(&self, part: SharePart) -> Option<ColumnId> {
        self.parts.iter().find(|(p, _)| *p == part).map(|(_, column)| *column)
    }
}

/// A step, for printing and for the ledger.
#[derive(Debug, Clone)]
pub struct Step {
    /// Name.
    pub name: String,
    /// `share`, `award`, `split`, `collect` or `gate`.
    pub verb: Verb,
    /// The account drawn on.
    pub account: AccountId,
    /// Table of the rows that receive, or are gated.
    pub table: TableId,
    /// The amounts, one column for each source.
    pub amounts: Vec<(SourceId, ColumnId)>,
    /// An award that is scaled to what is there: what was asked, and what is given, on the account's rows.
    pub scaled: Option<(ColumnId, ColumnId)>,
    /// A share whose account may have nobody to go to: what then goes elsewhere, on the account's rows.
    pub nobody: Vec<ColumnId>,
    /// For a gate: the flag, and columns that must be filled where it is yes.
    pub gate: Option<Gate>,
    /// What decides who gets how much, as the scheme wrote it: the columns of weight, amount, condition, factor.
    pub decides: Vec<ColumnId>,
    /// What it does, in Chinese, with every choice.
    pub words: String,
    /// Article.
    pub clause: String,
    /// Note.
    pub note: String,
    /// Where it is written.
    pub span: Range<usize>,
}

/// What a gate needs and how its rows count.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Whether it bites.
    pub flag: ColumnId,
    /// Columns that must be filled where it does.
    pub needs: Vec<ColumnId>,
    /// Whether the rows still count.
    pub counts: Counts,
}

/// The five things a step can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// 按权重分配.
    Share,
    /// 按公式定额.
    Award,
    /// 切块.
    Split,
    /// 归集.
    Collect,
    /// 限制条件.
    Gate,
}

impl Verb {
    /// As the office calls it.
    pub fn chinese(self) -> &'static str {
        match self {
            Verb::Share => "分配",
            Verb::Award => "定额",
            Verb::Split => "切块",
            Verb::Collect => "归集",
            Verb::Gate => "限制",
        }
    }
}

/// A check.
#[derive(Debug, Clone)]
pub struct Check {
    /// Name.
    pub name: String,
    /// Flag column: yes where the condition holds.
    pub column: ColumnId,
    /// What a failure does.
    pub level: CheckLevel,
    /// Columns shown with it.
    pub show: Vec<ColumnId>,
    /// The columns shown must be filled: a failure is told at each cell that is not.
    pub fills: bool,
    /// Article.
    pub clause: String,
    /// What to do.
    pub note: String,
    /// Where it is written.
    pub span: Range<usize>,
}

/// A consequence.
#[derive(Debug, Clone)]
pub struct Consequence {
    /// Name.
    pub name: String,
    /// Flag column.
    pub column: ColumnId,
    /// Article.
    pub clause: String,
    /// What the office does with it.
    pub note: String,
    /// Columns shown with a row that it befalls.
    pub show: Vec<ColumnId>,
}

/// How a document differs from what is made without being asked.
#[derive(Debug, Clone)]
pub struct Document {
    /// Which.
    pub kind: DocumentKind,
    /// Whether it is made.
    pub make: bool,
    /// Its title; empty: the usual one.
    pub title: String,
    /// Columns of payees before the amounts; those of a table that none is of are its key and name.
    pub columns: Vec<ColumnId>,
    /// Who signs; empty: the usual ones.
    pub signers: Vec<String>,
    /// Column that parts payees by kind.
    pub staff_kind: Option<ColumnId>,
    /// Column that parts units by kind.
    pub unit_kind: Option<ColumnId>,
    /// Column of units: what they were paid last year.
    pub last_year: Option<ColumnId>,
    /// Where an objection is brought.
    pub contact: String,
}

impl Plan {
    /// What the scheme says of a document.
    pub fn document(&self, kind: DocumentKind) -> Option<&Document> {
        self.documents.iter().find(|document| document.kind == kind)
    }

    /// Names of the funds, in order.
    pub fn fund_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for source in &self.sources {
            if !names.contains(&source.fund.as_str()) {
                names.push(&source.fund);
            }
        }
        names
    }

    /// The tables whose rows are paid.
    pub fn payee_tables(&self) -> Vec<TableId> {
        (0..self.tables.len()).map(TableId).filter(|id| self.table(*id).payee.is_some()).collect()
    }

    /// The table that is read as this one of the scheme.
    pub fn table_of(&self, scheme: usize) -> Option<TableId> {
        (0..self.tables.len()).map(TableId).find(|id| self.table(*id).scheme == Some(scheme))
    }

    /// A table.
    pub fn table(&self, id: TableId) -> &Table {
        &self.tables[id.0]
    }

    /// A column.
    pub fn column(&self, id: ColumnId) -> &Column {
        &self.columns[id.0]
    }

    /// A relation.
    pub fn relation(&self, id: RelationId) -> &Relation {
        &self.relations[id.0]
    }

    /// `教职工.考核得分`
    pub fn full_name(&self, id: ColumnId) -> String {
        let column = self.column(id);
        format!("{}.{}", self.table(column.table).name, column.name)
    }

    /// A column of a table by its name.
    pub fn find_column(&self, table: TableId, name: &str) -> Option<ColumnId> {
        self.table(table).columns.iter().copied().find(|id| self.column(*id).name == name)
    }

    /// A table by its name.
    pub fn find_table(&self, name: &str) -> Option<TableId> {
        self.tables.iter().position(|t| t.name == name).map(TableId)
    }
}

impl InputKind {
    /// The kind of value that a cell of this input holds.
    pub fn kind(self) -> Kind {
        match self {
            InputKind::Text | InputKind::Choice | InputKind::IdNumber | InputKind::AccountNumber => Kind::Text,
            InputKind::Number | InputKind::Money | InputKind::Count | InputKind::Percent => Kind::Number,
            InputKind::Date => Kind::Date,
        }
    }
}

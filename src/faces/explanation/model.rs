//! What an explanation holds, as data: programs read it as JSON, the other forms are printed from it.
use super::subject_told::Subject;
use serde::Serialize;

/// Stands around the number of a use in a template: `IF(⟦0⟧ > 10, ⟦1⟧, …)`.
pub const MARKS: [char; 2] = ['⟦', '⟧'];
/// Stands for an argument that was not looked at, since another branch was taken.
pub const NOT_TAKEN: &str = "…";
/// Stands for no value.
pub const NOTHING: &str = "无";

/// Why amounts are as they are: people, units or funds, and every cell that their amounts rest on, once.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// Title of the scheme.
    pub scheme: String,
    /// The document that it rests on.
    pub basis: String,
    /// Name of the batch.
    pub batch: String,
    /// Its fingerprint, SHA-256 in hex.
    pub fingerprint: String,
    /// Its stage.
    pub stage: String,
    /// The funds that it pays; none named: all.
    pub funds: Vec<String>,
    /// The name of the audit workbook that ranges refer to.
    pub workbook: &'static str,
    /// Whose amounts.
    pub subjects: Vec<Subject>,
    /// Every cell, in the order in which it is first needed. A use names a cell by its index.
    pub cells: Vec<Cell>,
}

/// One value: a column in a row.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// Table.
    pub table: String,
    /// Column.
    pub column: String,
    /// What the row is called.
    pub row: String,
    /// The row's key, part by part.
    pub key: Vec<String>,
    /// As shown.
    pub value: String,
    /// Unit.
    pub unit: String,
    /// Article.
    pub clause: String,
    /// Meaning.
    pub note: String,
    /// Decimal places; none where it is a whole number over `denominator`.
    pub places: Option<u32>,
    /// Denominator of the stored number.
    pub denominator: i64,
    /// `half-up`, `half-even`, `down`, `up`; empty where nothing is rounded.
    pub rounding: &'static str,
    /// Sheet and cell in the audit workbook; none for a year divided among several workbooks.
    pub audit: Option<[String; 2]>,
    /// How it comes about.
    pub how: How,
}

/// How a value comes about.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum How {
    /// Read from a file.
    Input {
        /// Path below the folder.
        file: String,
        /// Sheet.
        sheet: String,
        /// Cell.
        cell: String,
        /// The approved correction that replaced what stands there.
        corrected: Option<Box<CorrectionTold>>,
    },
    /// A key, a group number or an order: structure, not a value.
    Structure {
        /// In words.
        words: String,
    },
    /// A formula.
    Formula {
        /// As the scheme wrote it, or in words.
        formula: String,
        /// With marks where values are put in.
        template: String,
        /// With the values.
        with_values: String,
        /// The values, by the number in the mark.
        uses: Vec<Use>,
    },
    /// A part of an apportionment.
    Share(Box<ShareTold>),
}

/// An approved correction of a value.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionTold {
    /// What was replaced, as the correction writes it.
    pub old: String,
    /// The new value.
    pub new: String,
    /// Why.
    pub reason: String,
    /// What proves it.
    pub evidence: String,
    /// Who approved it.
    pub approver: String,
    /// When.
    pub day: String,
    /// File, sheet and cell of the correction.
    pub place: [String; 3],
}

/// An apportionment, seen from one receiving row.
#[derive(Debug, Clone, Serialize)]
pub struct ShareTold {
    /// Step.
    pub step: String,
    /// `largest-remainder`, `unit-price`, `round-each`, `floor`.
    pub method: &'static str,
    /// Which part the cell holds: `amount`, `floor`, `remainder`, `place`, `spare`, `price`.
    pub part: &'static str,
    /// What is shared: value and cell.
    pub available: (String, usize),
    /// Weight: value and cell; none for a part on the account's row.
    pub weight: Option<(String, usize)>,
    /// Weight total: value and cell.
    pub weight_total: (String, usize),
    /// Unit of settlement in fen.
    pub unit: i64,
    /// Whole units of the exact quotient.
    pub floor: i64,
    /// Remainder of the division, over the weight total as a whole number.
    pub remainder: String,
    /// Place among the remainders, from 1; 0 where the method has none.
    pub place: i64,
    /// Units left for the largest remainders: places up to this one got a unit more.
    pub spare: i64,
    /// Price of one weight in yuan, for a method that has one.
    pub price: Option<String>,
    /// Rows among which it is shared.
    pub rows: usize,
}

/// A value put into a formula.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Use {
    /// Another cell.
    Column {
        /// Name as a formula writes it.
        name: String,
        /// As printed in the formula.
        value: String,
        /// Index of the cell; none where a relation leads nowhere.
        cell: Option<usize>,
    },
    /// A parameter.
    Parameter {
        /// Name.
        name: String,
        /// As printed in the formula.
        value: String,
        /// Unit.
        unit: String,
        /// Article.
        clause: String,
        /// The minutes that decided it.
        decided: String,
        /// File, sheet and cell; none where the scheme itself says it.
        place: Option<[String; 3]>,
        /// The approved correction that replaced what stands there.
        corrected: Option<Box<CorrectionTold>>,
    },
    /// An aggregate over rows.
    Aggregate {
        /// `SUM`, `COUNT`, `AVERAGE`, `MIN`, `MAX`.
        function: &'static str,
        /// What is aggregated: `教职工.奖金额度`.
        name: String,
        /// As printed in the formula.
        value: String,
        /// How many rows counted.
        count: i64,
        /// What the subject's own row holds of it.
        own: Option<String>,
        /// Ranges of the audit workbook; none for a year divided among several workbooks.
        terms: Option<Terms>,
    },
    /// A rank.
    Rank {
        /// What is ranked.
        name: String,
        /// The rank.
        value: String,
        /// What the row holds of it.
        own: String,
        /// Rows ranked.
        of: usize,
        /// From high to low.
        descending: bool,
        /// Ranges of the columns that order equal values, each with what the row holds.
        chain: Vec<(String, String)>,
        /// Ranges of the audit workbook.
        terms: Option<Terms>,
    },
    /// The value of a tier.
    Tier {
        /// Tier table.
        name: String,
        /// The value.
        value: String,
        /// Article.
        clause: String,
        /// First and last place that the row stands on; none where it is not ranked.
        stands: Option<(i64, i64)>,
        /// Cells with the place and with the number of rows ranked.
        cells: (usize, usize),
        /// Each tier: name, last place, value.
        tiers: Vec<(String, i64, String)>,
        /// Value below all tiers.
        below: String,
        /// Tied rows share the values of their places.
        shared: bool,
    },
    /// The value of a band.
    Band {
        /// Band table.
        name: String,
        /// The value as printed in the formula: a number, or an expression of other uses.
        value: String,
        /// What was looked up, as a template and with its values.
        looked_up: (String, String),
        /// The row found, as the scheme writes it.
        row: String,
        /// Its ends as printed: lower, whether closed, upper, whether closed. None: open ended, or a word.
        low: Option<(String, bool)>,
        /// Upper end.
        high: Option<(String, bool)>,
        /// Article.
        clause: String,
    },
}

/// Which cells of the audit workbook an aggregate reads.
#[derive(Debug, Clone, Serialize)]
pub struct Terms {
    /// The values; none for a count of rows.
    pub range: Option<String>,
    /// Only rows whose cell in this range holds this number.
    pub owner: Option<(String, i64)>,
    /// Only rows whose cell in this range holds 1.
    pub condition: Option<String>,
    /// Rows in all.
    pub rows: usize,
}

impl How {
    /// The cells that it reads, by their index.
    pub fn reads(&self) -> Vec<usize> {
        match self {
            How::Input { .. } | How::Structure { .. } => Vec::new(),
            How::Share(share) => {
                let weight = share.weight.as_ref().map(|weight| weight.1);
                [Some(share.available.1), weight, Some(share.weight_total.1)].into_iter().flatten().collect()
            }
            How::Formula { uses, .. } => uses.iter().flat_map(Use::reads).collect(),
        }
    }
}

impl Use {
    /// The cells that it reads.
    fn reads(&self) -> Vec<usize> {
        match self {
            Use::Column { cell, .. } => cell.iter().copied().collect(),
            Use::Tier { cells, .. } => vec![cells.0, cells.1],
            _ => Vec::new(),
        }
    }

    /// As printed in the formula.
    pub fn value(&self) -> &str {
        match self {
            Use::Column { value, .. }
            | Use::Parameter { value, .. }
            | Use::Aggregate { value, .. }
            | Use::Rank { value, .. }
            | Use::Tier { value, .. }
            | Use::Band { value, .. } => value,
        }
    }
}

//! A formula with every name resolved and every type known: what is computed, written and told.
use super::ids::*;
use crate::formula::{Function, Type};

/// A typed expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// What it is.
    pub node: TypedNode,
    /// Its type.
    pub ty: Type,
}

/// The kinds of typed nodes.
#[derive(Debug, Clone, PartialEq)]
pub enum TypedNode {
    /// A decimal literal.
    Number(i64, u32),
    /// A text literal, by its index in [`super::Plan::texts`].
    Text(usize),
    /// A flag literal.
    Flag(bool),
    /// A parameter.
    Parameter(ParameterId),
    /// A column of the row that the path leads to; an empty path is the row itself.
    Column {
        /// Relations to follow.
        path: Vec<RelationId>,
        /// The column there.
        column: ColumnId,
    },
    /// A function or operator.
    Call(Function, Vec<Typed>),
    /// `SUM`, `COUNT`, `AVERAGE`, `MIN`, `MAX` over rows.
    Aggregate(Aggregate),
    /// `RANK`
    Rank(Rank),
    /// `PLACES`
    Places(Places),
    /// `BAND`, `MARGINAL`
    Band(Box<BandUse>),
}

/// What an aggregate does with the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AggregateKind {
    /// Sum; 0 over no rows.
    Sum,
    /// Number of rows (with a value, where a column is named); 0 over no rows.
    Count,
    /// Mean; missing over no rows.
    Average,
    /// Least; missing over no rows.
    Min,
    /// Largest; missing over no rows.
    Max,
}

impl AggregateKind {
    /// As written in a formula.
    pub fn name(self) -> &'static str {
        match self {
            AggregateKind::Sum => "SUM",
            AggregateKind::Count => "COUNT",
            AggregateKind::Average => "AVERAGE",
            AggregateKind::Min => "MIN",
            AggregateKind::Max => "MAX",
        }
    }
}

/// An aggregate over rows. Rows without a value in the column are passed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// What is done.
    pub kind: AggregateKind,
    /// Over which rows.
    pub rows: Rows,
    /// The column aggregated; none for a count of rows.
    pub value: Option<ColumnId>,
    /// A flag column of the rows' table: only rows where it is yes.
    pub condition: Option<ColumnId>,
}

/// A set of rows seen from a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// The rows that belong, through `relation`, to the row that `path` leads to.
    Belonging {
        /// From the own row to the owner; empty: the own row.
        path: Vec<RelationId>,
        /// From the rows' table to the owner's.
        relation: RelationId,
    },
    /// The rows of the own table with the same group number.
    Group(ColumnId),
}

/// A group in which rows are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// The whole table.
    Table,
    /// Rows with the same group number.
    Group(ColumnId),
    /// Rows that belong to the same row.
    Relation(RelationId),
}

/// A rank: 1 + number of rows of the group that come before.
#[derive(Debug, Clone, PartialEq)]
pub struct Rank {
    /// The column ranked.
    pub value: ColumnId,
    /// The group.
    pub within: Within,
    /// Only rows where this flag is yes are ranked; others have no rank.
    pub condition: Option<ColumnId>,
    /// From high to low.
    pub descending: bool,
    /// Columns that order equal values, in turn, from high to low.
    pub chain: Vec<ColumnId>,
}

/// What a tie at the edge of a tier does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TierTies {
    /// All of the tied rows get the higher tier.
    PayAll,
    /// The tied rows share the values of the places they stand on.
    Split,
    /// The run stops.
    Stop,
    /// A chain of columns decides; what is still equal gets the higher tier.
    Chain,
}

/// The value of the tier that a row's rank falls into. Rank and number of ranked rows are columns of their own,
/// so that the workbook shows them.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    /// The tiers.
    pub tier: TierId,
    /// Rank of the row; missing where the row is not ranked.
    pub rank: ColumnId,
    /// Number of rows ranked in its group.
    pub of: ColumnId,
    /// Rank counted from the other end, where ties matter beyond the rank itself.
    pub reverse: Option<ColumnId>,
    /// What a tie at an edge does.
    pub ties: TierTies,
}

/// The value of the band that a figure or word falls into.
#[derive(Debug, Clone, PartialEq)]
pub struct BandUse {
    /// The band table.
    pub band: BandId,
    /// The figure or word.
    pub value: Typed,
    /// Slice by slice instead of the whole amount.
    pub marginal: bool,
    /// The rows, with ends and values as expressions of the row that asks.
    pub rows: Vec<BandUseRow>,
}

/// One row of a band table, resolved for its use.
#[derive(Debug, Clone, PartialEq)]
pub struct BandUseRow {
    /// Lower end; none: open ended.
    pub low: Option<Typed>,
    /// Upper end; none: open ended.
    pub high: Option<Typed>,
    /// Whether the upper end belongs to this row.
    pub high_closed: bool,
    /// Whether the lower end belongs to this row.
    pub low_closed: bool,
    /// The word, by its index in [`super::Plan::texts`].
    pub word: Option<usize>,
    /// The value.
    pub value: Typed,
}

impl Typed {
    /// A column of the own row.
    pub fn column(column: ColumnId, ty: Type) -> Typed {
        Typed { node: TypedNode::Column { path: Vec::new(), column }, ty }
    }

    /// A decimal literal.
    pub fn number(value: i64, places: u32) -> Typed {
        Typed { node: TypedNode::Number(value, places), ty: Type::decimal(places) }
    }

    /// A call whose type is known.
    pub fn call(function: Function, arguments: Vec<Typed>, ty: Type) -> Typed {
        Typed { node: TypedNode::Call(function, arguments), ty }
    }

    /// Calls `visit` on this node and all below it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Typed)) {
        visit(self);
        match &self.node {
            TypedNode::Call(_, arguments) => arguments.iter().for_each(|a| a.walk(visit)),
            TypedNode::Band(band) => {
                band.value.walk(visit);
                for row in &band.rows {
                    row.low.iter().chain(&row.high).for_each(|end| end.walk(visit));
                    row.value.walk(visit);
                }
            }
            _ => {}
        }
    }
}

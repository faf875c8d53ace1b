//! Numbers of the things in a plan: plain indices, one type each so that they cannot be mixed up.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $name(pub usize);
        )*
    };
}

ids! {
    /// A table; 0 is the district, 全区, which has one row.
    TableId
    /// A column of any table.
    ColumnId
    /// A relation from one table to another.
    RelationId
    /// A parameter.
    ParameterId
    /// A band table.
    BandId
    /// A tier table.
    TierId
    /// A source of a fund.
    SourceId
    /// An account.
    AccountId
    /// An apportionment: one source of one share step.
    ShareId
}

/// The district: the table with one row, to which every row belongs.
pub const DISTRICT: TableId = TableId(0);
pub use crate::scheme::DISTRICT_NAME;
/// `全部.教职工`: all rows of a table.
pub const ALL_NAME: &str = "全部";
/// The account that collects what a payee is due; its balance at the end is what is paid.
pub const DUE_NAME: &str = "应发";
/// The column of a payee's table with what is paid.
pub const NET_NAME: &str = "实发";

use super::UnitOwners;
use crate::book::{Book, NOWHERE};
use crate::plan::{Aggregate, ColumnId, DISTRICT, Rank, RelationId, Rows, Rule, TableId, Typed, TypedNode, Within};

/// Most rows of a table in one live workbook; above that each unit gets one, and the district one over them.
pub const LIVE_ROWS_MAX: usize = 20_000;

/// Which rows of each table are in a workbook.
#[derive(Debug, Clone)]
pub struct Extent {
    /// Rows of the book, by table, in order.
    rows: Vec<Vec<u32>>,
    /// Place of each row of the book in the workbook, by table; [`NOWHERE`] outside.
    places: Vec<Vec<u32>>,
    /// The unit whose rows they are.
    unit: Option<usize>,
}

impl Extent {
    /// Every row.
    pub fn whole(book: &Book) -> Extent {
        let rows = book.rows.iter().map(|count| (0..*count as u32).collect()).collect();
        Extent::new(book, rows, None)
    }

    fn new(book: &Book, rows: Vec<Vec<u32>>, unit: Option<usize>) -> Extent {
        let places = rows
            .iter()
            .zip(&book.rows)
            .map(|(rows, count)| {
                let mut places = vec![NOWHERE; *count];
                for (place, row) in rows.iter().enumerate() {
                    places[*row as usize] = place as u32;
                }
                places
            })
            .collect();
        Extent { rows, places, unit }
    }

    /// The district's rows: units, and what belongs to no unit. What belongs to one is in its own workbook.
    pub fn district(book: &Book, owners: &UnitOwners) -> Extent {
        let rows = (0..book.rows.len())
            .map(|table| {
                let kept = owners.owner(TableId(table)).is_none() || TableId(table) == owners.unit_table();
                let fits = book.rows[table] <= LIVE_ROWS_MAX;
                if kept && fits { (0..book.rows[table] as u32).collect() } else { Vec::new() }
            })
            .collect();
        Extent::new(book, rows, None)
    }

    /// One unit's rows, with all rows that they lead to.
    pub fn of_unit(book: &Book, owners: &UnitOwners, unit: usize) -> Extent {
        let mut rows: Vec<Vec<u32>> =
            (0..book.rows.len()).map(|table| owners.rows(TableId(table), unit).to_vec()).collect();
        rows[DISTRICT.0] = vec![0];
        // Rows without an owner come in where an included row leads to them.
        loop {
            let mut grown = false;
            for (index, relation) in book.plan.relations.iter().enumerate() {
                if owners.owner(relation.to).is_some() || relation.to == DISTRICT {
                    continue;
                }
                let map = &book.relations[index];
                let mut reached: Vec<u32> = rows[relation.from.0]
                    .iter()
                    .filter_map(|row| map.target(*row as usize))
                    .map(|r| r as u32)
                    .collect();
                reached.sort_unstable();
                reached.dedup();
                grown |= merge(&mut rows[relation.to.0], reached);
            }
            if !grown {
                return Extent::new(book, rows, Some(unit));
            }
        }
    }

    /// The unit whose rows they are, if it is a unit's workbook.
    pub fn unit(&self) -> Option<usize> {
        self.unit
    }

    /// Rows of a table, in order.
    pub fn rows(&self, table: TableId) -> &[u32] {
        &self.rows[table.0]
    }

    /// Place of a row in the workbook, counted from 0.
    pub fn place(&self, table: TableId, row: usize) -> Option<u32> {
        self.places[table.0].get(row).copied().filter(|place| *place != NOWHERE)
    }

    /// Whether a column can be live: everything that its formulas read is in the workbook. A column that reads
    /// more is written as values carried over from the book.
    pub(super) fn live(&self, book: &Book, column: ColumnId) -> bool {
        let described = book.plan.column(column);
        let table = described.table;
        match &described.rule {
            Rule::Formula { typed, .. } => {
                let mut live = true;
                typed.walk(&mut |node| live = live && self.node_live(book, table, node));
                live
            }
            Rule::Share(share, _) => {
                let relation = book.plan.shares[share.0].relation;
                let owners = book.plan.relation(relation).to;
                if table == owners {
                    self.rows(owners).iter().all(|owner| self.holds_group(book, relation, *owner as usize))
                } else {
                    self.rows(table).iter().all(|row| {
                        let owner = book.relations[relation.0].target(*row as usize);
                        owner.is_none_or(|owner| {
                            self.place(owners, owner).is_some() && self.holds_group(book, relation, owner)
                        })
                    })
                }
            }
            _ => false,
        }
    }

    /// All rows that belong to an owner are in the workbook.
    fn holds_group(&self, book: &Book, relation: RelationId, owner: usize) -> bool {
        let table = book.plan.relation(relation).from;
        if self.rows(table).len() == book.rows[table.0] {
            return true;
        }
        book.relations[relation.0].belonging(owner).iter().all(|row| self.place(table, *row as usize).is_some())
    }

    fn node_live(&self, book: &Book, table: TableId, node: &Typed) -> bool {
        match &node.node {
            TypedNode::Column { path, .. } => self.reaches(book, table, path),
            TypedNode::Aggregate(aggregate) => self.aggregate_live(book, table, aggregate),
            TypedNode::Rank(rank) => self.rank_live(book, table, rank),
            _ => true,
        }
    }

    fn reaches(&self, book: &Book, table: TableId, path: &[RelationId]) -> bool {
        let Some(last) = path.last() else { return true };
        let end = book.plan.relation(*last).to;
        self.rows(table)
            .iter()
            .all(|row| follow(book, path, *row as usize).is_none_or(|target| self.place(end, target).is_some()))
    }

    fn aggregate_live(&self, book: &Book, table: TableId, aggregate: &Aggregate) -> bool {
        match &aggregate.rows {
            Rows::Group(_) => self.rows(table).len() == book.rows[table.0],
            Rows::Belonging { path, relation } if book.plan.relation(*relation).to == DISTRICT => {
                let from = book.plan.relation(*relation).from;
                self.reaches(book, table, path) && self.rows(from).len() == book.rows[from.0]
            }
            Rows::Belonging { path, relation } => {
                self.reaches(book, table, path)
                    && self.rows(table).iter().all(|row| {
                        follow(book, path, *row as usize).is_none_or(|owner| self.holds_group(book, *relation, owner))
                    })
            }
        }
    }

    fn rank_live(&self, book: &Book, table: TableId, rank: &Rank) -> bool {
        match rank.within {
            Within::Relation(relation) => self.rows(table).iter().all(|row| {
                let owner = book.relations[relation.0].target(*row as usize);
                owner.is_none_or(|owner| self.holds_group(book, relation, owner))
            }),
            _ => self.rows(table).len() == book.rows[table.0],
        }
    }
}

/// Adds sorted rows to sorted rows; says whether any was new.
fn merge(rows: &mut Vec<u32>, more: Vec<u32>) -> bool {
    let before = rows.len();
    rows.extend(more);
    rows.sort_unstable();
    rows.dedup();
    rows.len() > before
}

fn follow(book: &Book, path: &[RelationId], row: usize) -> Option<usize> {
    path.iter().try_fold(row, |row, relation| book.relations[relation.0].target(row))
}

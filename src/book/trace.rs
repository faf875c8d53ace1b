//! What a value rests on: the inputs, parameters and standards that its formula reads, directly or through
//! other columns. Cells that only decide which rows belong together (keys, groups) are structure, not values.
use super::Book;
use crate::plan::*;
use std::collections::HashSet;

/// Something that a value rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leaf {
    /// An input cell.
    Input(ColumnId, usize),
    /// A parameter.
    Parameter(ParameterId),
    /// A band table.
    Band(BandId),
    /// A tier table.
    Tier(TierId),
}

impl Book {
    /// Every leaf that the value of a column in a row rests on, sorted.
    pub fn leaves(&self, column: ColumnId, row: usize) -> Vec<Leaf> {
        let mut tracer = Tracer { book: self, seen: HashSet::new(), open: vec![(column, row)], leaves: Vec::new() };
        while let Some((column, row)) = tracer.open.pop() {
            tracer.cell(column, row);
        }
        let mut leaves = tracer.leaves;
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }
}

impl Book {
    /// The row that a path of relations leads to.
    pub fn follow(&self, path: &[RelationId], row: usize) -> Option<usize> {
        path.iter().try_fold(row, |row, relation| self.relations[relation.0].target(row))
    }

    /// The rows that a formula of a table's row reads.
    pub fn rows_of(&self, table: TableId, rows: &Rows, row: usize) -> Vec<usize> {
        match rows {
            Rows::Belonging { path, relation } => {
                let owner = self.follow(path, row);
                let rows = owner.map_or(&[][..], |owner| self.relations[relation.0].belonging(owner));
                rows.iter().map(|row| *row as usize).collect()
            }
            Rows::Group(group) => {
                let own = self.value(*group, row);
                (0..self.rows[table.0]).filter(|other| self.value(*group, *other) == own).collect()
            }
        }
    }

    /// The rows among which a row is ranked.
    pub fn ranked_among(&self, table: TableId, within: Within, row: usize) -> Vec<usize> {
        match within {
            Within::Table => (0..self.rows[table.0]).collect(),
            Within::Group(group) => self.rows_of(table, &Rows::Group(group), row),
            Within::Relation(relation) => self.rows_of(table, &Rows::Belonging { path: vec![relation], relation }, row),
        }
    }
}

struct Tracer<'b> {
    book: &'b Book,
    seen: HashSet<(ColumnId, usize)>,
    open: Vec<(ColumnId, usize)>,
    leaves: Vec<Leaf>,
}

impl Tracer<'_> {
    fn read(&mut self, column: ColumnId, row: usize) {
        if self.seen.insert((column, row)) {
            self.open.push((column, row));
        }
    }

    fn cell(&mut self, column: ColumnId, row: usize) {
        let book = self.book;
        match &book.plan.column(column).rule {
            Rule::Input(_) => self.leaves.push(Leaf::Input(column, row)),
            Rule::Formula { typed, .. } => typed.walk(&mut |node| self.node(column, row, node)),
            Rule::Share(share, _) => self.share(&book.plan.shares[share.0], column, row),
            Rule::DerivedKey(_) | Rule::GroupNumber(_) | Rule::TieOrder(_) | Rule::Pending => {}
        }
    }

    fn node(&mut self, column: ColumnId, row: usize, node: &Typed) {
        let table = self.book.plan.column(column).table;
        match &node.node {
            TypedNode::Parameter(id) => self.leaves.push(Leaf::Parameter(*id)),
            TypedNode::Band(used) => self.leaves.push(Leaf::Band(used.band)),
            TypedNode::Column { path, column } => {
                if let Some(target) = self.book.follow(path, row) {
                    self.read(*column, target);
                }
            }
            TypedNode::Aggregate(aggregate) => {
                let read: Vec<ColumnId> = aggregate.value.into_iter().chain(aggregate.condition).collect();
                for other in self.book.rows_of(table, &aggregate.rows, row) {
                    read.iter().for_each(|column| self.read(*column, other));
                }
            }
            TypedNode::Rank(rank) => {
                let rows = self.book.ranked_among(table, rank.within, row);
                let read: Vec<ColumnId> =
                    [rank.value].into_iter().chain(rank.condition).chain(rank.chain.iter().copied()).collect();
                for other in rows {
                    read.iter().for_each(|column| self.read(*column, other));
                }
            }
            TypedNode::Places(places) => {
                self.leaves.push(Leaf::Tier(places.tier));
                let read = [Some(places.rank), Some(places.of), places.reverse];
                read.into_iter().flatten().for_each(|column| self.read(column, row));
            }
            TypedNode::Number(..) | TypedNode::Text(_) | TypedNode::Flag(_) | TypedNode::Call(..) => {}
        }
    }

    /// An apportionment rests on the amount and on the weights of the whole group.
    fn share(&mut self, share: &Share, column: ColumnId, row: usize) {
        let on_owner = self.book.plan.column(column).table == self.book.plan.column(share.available).table;
        let owner = if on_owner { Some(row) } else { self.book.relations[share.relation.0].target(row) };
        let Some(owner) = owner else { return };
        self.read(share.available, owner);
        for other in self.book.relations[share.relation.0].belonging(owner) {
            self.read(share.weight, *other as usize);
        }
    }
}

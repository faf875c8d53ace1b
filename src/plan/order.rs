//! One graph of all columns, ordered so that each comes after what it reads.
use super::builder::Builder;
use super::ids::*;
use super::model::*;
use super::typed::*;
use crate::messages::SchemeMessage;

impl Plan {
    /// The columns that a column reads, in the order of its formula.
    pub fn reads(&self, id: ColumnId) -> Vec<ColumnId> {
        let mut reads = Vec::new();
        match &self.column(id).rule {
            Rule::Formula { typed, .. } => typed.walk(&mut |node| match &node.node {
                TypedNode::Column { column, .. } => reads.push(*column),
                TypedNode::Aggregate(aggregate) => {
                    reads.extend(aggregate.value);
                    reads.extend(aggregate.condition);
                    if let Rows::Group(group) = aggregate.rows {
                        reads.push(group);
                    }
                }
                TypedNode::Rank(rank) => rank_reads(rank, &mut reads),
                TypedNode::Places(places) => rank_reads(&places.rank, &mut reads),
                _ => {}
            }),
            Rule::GroupNumber(column) => reads.push(*column),
            Rule::TieOrder(columns) => reads.extend(columns),
            Rule::Share(share, _) => {
                let share = &self.shares[share.0];
                reads.extend([share.available, share.weight, share.weight_total]);
                reads.extend(share.order);
            }
            Rule::Input(_) | Rule::DerivedKey(_) | Rule::Pending => {}
        }
        reads
    }
}

fn rank_reads(rank: &Rank, reads: &mut Vec<ColumnId>) {
    reads.push(rank.value);
    reads.extend(rank.condition);
    reads.extend(&rank.chain);
    if let Within::Group(group) = rank.within {
        reads.push(group);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Not,
    Open,
    Done,
}

impl Builder<'_> {
    /// Orders all columns; a cycle of money is told with its path.
    pub(super) fn order(&mut self) {
        let mut seen = vec![Seen::Not; self.plan.columns.len()];
        let mut order = Vec::with_capacity(seen.len());
        for table in 0..self.plan.tables.len() {
            for id in self.plan.tables[table].columns.clone() {
                let mut path = Vec::new();
                if let Some(cycle) = self.visit(id, &mut seen, &mut order, &mut path) {
                    let names: Vec<String> = cycle.iter().map(|c| self.plan.full_name(*c)).collect();
                    let span = self.column(id).span.clone();
                    self.fault(SchemeMessage::Cycle { path: names.join(" → ") }, span);
                    return;
                }
            }
        }
        // The workbook's columns run in the same order: inputs first, then each after what it reads.
        let mut place = vec![0; order.len()];
        for (index, id) in order.iter().enumerate() {
            place[id.0] = index;
        }
        for table in &mut self.plan.tables {
            let columns = &self.plan.columns;
            table.columns.sort_by_key(|id| (columns[id.0].role != Role::Input, place[id.0]));
        }
        self.plan.order = order;
    }

    /// Depth first; the path is kept for the message, and the depth is bounded by the number of columns.
    fn visit(
        &self,
        id: ColumnId,
        seen: &mut [Seen],
        order: &mut Vec<ColumnId>,
        path: &mut Vec<ColumnId>,
    ) -> Option<Vec<ColumnId>> {
        match seen[id.0] {
            Seen::Done => return None,
            Seen::Open => {
                let start = path.iter().position(|c| *c == id).unwrap_or(0);
                return Some(path[start..].iter().copied().chain([id]).collect());
            }
            Seen::Not => {}
        }
        seen[id.0] = Seen::Open;
        path.push(id);
        for read in self.plan.reads(id) {
            if let Some(cycle) = self.visit(read, seen, order, path) {
                return Some(cycle);
            }
        }
        path.pop();
        seen[id.0] = Seen::Done;
        order.push(id);
        None
    }
}

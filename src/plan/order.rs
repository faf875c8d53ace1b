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
            Rule::Formula { typed, .. } => reads = typed.reads(),
            Rule::GroupNumber(column) => reads.push(*column),
            Rule::TieOrder(columns) => reads.extend(columns),
            Rule::Share(share, part) => {
                let share = &self.shares[share.0];
                reads.extend([share.available, share.weight, share.weight_total]);
                reads.extend(share.order);
                reads.extend(part.reads().iter().filter_map(|part| share.part(*part)));
            }
            Rule::Input(_) | Rule::DerivedKey(_) | Rule::Pending => {}
        }
        reads
    }
}

impl Typed {
    /// The columns that an expression reads, in its order.
    pub fn reads(&self) -> Vec<ColumnId> {
        let mut reads = Vec::new();
        self.walk(&mut |node| match &node.node {
            TypedNode::Column { column, .. } => reads.push(*column),
            TypedNode::Aggregate(aggregate) => {
                reads.extend(aggregate.value);
                reads.extend(aggregate.condition);
                if let Rows::Group(group) = aggregate.rows {
                    reads.push(group);
                }
            }
            TypedNode::Rank(rank) => rank_reads(rank, &mut reads),
            TypedNode::Places(places) => {
                reads.extend([places.rank, places.of]);
                reads.extend(places.reverse);
            }
            _ => {}
        });
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
                if let Some(cycle) = self.visit(id, &mut seen, &mut order) {
                    let names: Vec<String> = cycle.iter().map(|c| self.plan.full_name(*c)).collect();
                    // Helper columns are not written anywhere; one of the circle is.
                    let spans = cycle.iter().map(|column| self.column(*column).span.clone());
                    let span = spans.into_iter().find(|span| !span.is_empty()).unwrap_or(0..0);
                    self.fault(SchemeMessage::Cycle { path: names.join(" → ") }, span);
                    return;
                }
            }
        }
        self.lay_out();
        self.plan.order = order;
    }

    /// The workbook's columns: inputs as declared, then the others as declared, each after what it reads. So
    /// helper columns stand to the left of the column that needs them.
    fn lay_out(&mut self) {
        for table in 0..self.plan.tables.len() {
            let mut seen = vec![Seen::Not; self.plan.columns.len()];
            let mut order = Vec::new();
            let mut declared = self.plan.tables[table].columns.clone();
            // What is paid stands last: it is what everything else was for.
            let net = self.plan.tables[table].payee.as_ref().map(|payee| payee.net);
            declared.sort_by_key(|id| Some(*id) == net);
            for id in &declared {
                self.visit(*id, &mut seen, &mut order);
            }
            let input = |id: &ColumnId| self.plan.column(*id).role == Role::Input;
            let inputs = declared.iter().copied().filter(input);
            let others = order.iter().copied().filter(|id| self.plan.column(*id).table == TableId(table) && !input(id));
            self.plan.tables[table].columns = inputs.chain(others).collect();
        }
    }

    /// Depth first without recursion; the path is kept for the message.
    fn visit(&self, root: ColumnId, seen: &mut [Seen], order: &mut Vec<ColumnId>) -> Option<Vec<ColumnId>> {
        let mut path: Vec<(ColumnId, std::vec::IntoIter<ColumnId>)> = Vec::new();
        let mut next = Some(root);
        loop {
            match next {
                Some(id) if seen[id.0] == Seen::Open => {
                    let path = path.iter().map(|(column, _)| *column).skip_while(|column| *column != id);
                    return Some(path.chain([id]).collect());
                }
                Some(id) if seen[id.0] == Seen::Not => {
                    seen[id.0] = Seen::Open;
                    path.push((id, self.plan.reads(id).into_iter()));
                }
                _ => {}
            }
            let (_, reads) = path.last_mut()?;
            next = reads.next();
            if next.is_none()
                && let Some((done, _)) = path.pop()
            {
                seen[done.0] = Seen::Done;
                order.push(done);
            }
        }
    }
}

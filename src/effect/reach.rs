//! Which causes reach which value: one pass over the columns in their order, changed values alone.
//!
//! A value that is not what it was has its causes from those values it reads that are not what they were, from
//! its own rule where that is another, and from rows that joined or left those it reads. A value that is what it
//! was passes nothing on. So a value with a change and without a cause shows a fault of the program.
use super::causes::Causes;
use super::gathered::Gathered;
use super::pairing::Pairing;
use super::sets::{NONE, SetId, Sets};
use crate::plan::*;
use crate::share::Method;
use std::collections::HashMap;

/// Why a value is not what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Why {
    /// Causes by way of the row itself and of rows that belong to it alone.
    pub near: SetId,
    /// Causes by way of a unit, a pool, a rank.
    pub far: SetId,
    /// Nothing but the place of the last unit changed.
    pub last_unit: bool,
    /// Something changed for which nothing was found.
    pub gap: bool,
}

impl Why {
    pub(super) const NOT: Why = Why { near: NONE, far: NONE, last_unit: true, gap: false };

    pub(super) fn near(set: SetId) -> Why {
        Why { near: set, far: NONE, last_unit: false, gap: false }
    }

    pub(super) fn is_none(self) -> bool {
        self.near == NONE && self.far == NONE && !self.gap
    }

    /// Both together.
    pub(super) fn and(self, other: Why, sets: &mut Sets) -> Why {
        if other.is_none() {
            return self;
        }
        Why {
            near: sets.union(self.near, other.near),
            far: sets.union(self.far, other.far),
            last_unit: self.last_unit && other.last_unit,
            gap: self.gap || other.gap,
        }
    }

    /// The same seen from another row.
    pub(super) fn afar(self, sets: &mut Sets) -> Why {
        Why { near: NONE, far: sets.union(self.near, self.far), ..self }
    }
}

/// Every changed value with its causes.
pub(super) struct Reach<'p> {
    pub pairing: &'p Pairing<'p>,
    pub causes: &'p Causes,
    pub sets: Sets,
    /// For each column the rows whose value is not what it was.
    pub changed: Vec<HashMap<u32, Why>>,
    pub gathered: Gathered,
    /// The tables of units: what stands in them is nobody's own.
    units: Vec<TableId>,
    rules: HashMap<ColumnId, SetId>,
}

impl<'p> Reach<'p> {
    pub(super) fn of(pairing: &'p Pairing<'p>, causes: &'p Causes) -> Reach<'p> {
        let plan = &pairing.after.plan;
        let payees = plan.tables.iter().filter_map(|table| table.payee.as_ref());
        let units = payees.map(|payee| plan.relation(payee.unit).to).chain([DISTRICT]).collect();
        let changed = vec![HashMap::new(); plan.columns.len()];
        let (sets, gathered, rules) = (Sets::new(), Gathered::default(), HashMap::new());
        let mut reach = Reach { pairing, causes, sets, changed, gathered, units, rules };
        reach.rules = causes.rules.iter().map(|(column, own)| (*column, reach.all_of(own))).collect();
        reach.inputs();
        Gathered::relate(&mut reach);
        for column in &plan.order {
            if !matches!(plan.column(*column).rule, Rule::Input(_)) {
                reach.column(*column);
            }
        }
        reach
    }

    /// Why a value changed; nothing where it did not.
    pub(super) fn why(&self, column: ColumnId, row: usize) -> Why {
        self.changed[column.0].get(&(row as u32)).copied().unwrap_or(Why::NOT)
    }

    fn all_of(&mut self, causes: &[u32]) -> SetId {
        causes.iter().fold(NONE, |all, cause| {
            let one = self.sets.one(*cause);
            self.sets.union(all, one)
        })
    }

    pub(super) fn one(&mut self, cause: Option<&u32>) -> Why {
        cause.map_or(Why::NOT, |cause| Why::near(self.sets.one(*cause)))
    }

    fn rule(&self, column: ColumnId) -> Why {
        self.rules.get(&column).map_or(Why::NOT, |set| Why::near(*set))
    }

    fn inputs(&mut self) {
        let causes = self.causes;
        for ((column, row), cause) in &causes.cells {
            let why = self.one(Some(cause));
            self.changed[column.0].insert(*row, why);
        }
        for (at, column) in self.pairing.after.plan.columns.iter().enumerate() {
            if !matches!(column.rule, Rule::Input(_)) {
                continue;
            }
            // A new column has a rule that is not the same; a new row is there for a reason of its own.
            let rows = 0..self.pairing.after.rows[column.table.0] as u32;
            let new = self.pairing.columns[at].is_none();
            for row in rows {
                let came = causes.came.get(&(column.table, row));
                if new || came.is_some() {
                    let own = if new { self.rule(ColumnId(at)) } else { Why::NOT };
                    let why = self.one(came).and(own, &mut self.sets);
                    self.changed[at].insert(row, why);
                }
            }
        }
    }

    fn column(&mut self, id: ColumnId) {
        let column = self.pairing.after.plan.column(id);
        for row in 0..self.pairing.after.rows[column.table.0] {
            // Numbers of groups are new in every run: what is in the group counts.
            let differs = match column.rule {
                Rule::GroupNumber(of) => self.changed[of.0].contains_key(&(row as u32)),
                _ => self.pairing.differs(id, row),
            };
            if differs {
                let found = self.value(id, row);
                let why = Why { gap: found.gap || found.is_none(), ..found };
                self.changed[id.0].insert(row as u32, why);
            }
        }
    }

    fn value(&mut self, id: ColumnId, row: usize) -> Why {
        let after = self.pairing.after;
        let table = after.plan.column(id).table;
        if self.pairing.earlier(table, row).is_none() {
            return self.came(table, row);
        }
        let (rule, share) = (self.rule(id), matches!(after.plan.column(id).rule, Rule::Share(..)));
        let read = match &after.plan.column(id).rule {
            Rule::Formula { typed, .. } => self.formula(table, row, typed),
            Rule::Share(share, part) => self.share(id, row, (*share, *part)),
            Rule::GroupNumber(of) => self.why(*of, row),
            Rule::TieOrder(of) => self.order(table, of),
            Rule::Input(_) | Rule::DerivedKey(_) | Rule::Pending => Why::NOT,
        };
        let why = rule.and(read, &mut self.sets);
        // Another rule may do no more than send the last unit elsewhere.
        if share { Why { last_unit: read.last_unit, ..why } } else { why }
    }

    /// Why a row is there that was not.
    pub(super) fn came(&mut self, table: TableId, row: usize) -> Why {
        let cause = self.causes.came.get(&(table, row as u32));
        if cause.is_some() {
            return self.one(cause);
        }
        // A combination that rows of another table make.
        let known = self.gathered.came.get(&(table, row as u32)).copied();
        known.unwrap_or(Why::NOT)
    }

    fn formula(&mut self, table: TableId, row: usize, typed: &Typed) -> Why {
        let mut nodes = Vec::new();
        typed.walk(&mut |node| nodes.push(node));
        nodes.into_iter().fold(Why::NOT, |all, node| {
            let own = self.node(table, row, node);
            all.and(own, &mut self.sets)
        })
    }

    fn node(&mut self, table: TableId, row: usize, node: &Typed) -> Why {
        let causes = self.causes;
        match &node.node {
            TypedNode::Parameter(id) => self.one(causes.parameters.get(id)),
            TypedNode::Band(used) => self.one(causes.bands.get(&used.band)),
            TypedNode::Column { path, column } => self.read(path, *column, row),
            TypedNode::Aggregate(aggregate) => {
                let read: Vec<ColumnId> = aggregate.value.into_iter().chain(aggregate.condition).collect();
                match &aggregate.rows {
                    Rows::Belonging { path, relation } => self.belonging(path, *relation, &read, row),
                    Rows::Group(group) => self.group(*group, &read, row),
                }
            }
            TypedNode::Rank(rank) => {
                let read: Vec<ColumnId> =
                    [rank.value].into_iter().chain(rank.condition).chain(rank.chain.iter().copied()).collect();
                let own = read.iter().fold(Why::NOT, |all, column| {
                    let why = self.why(*column, row);
                    all.and(why, &mut self.sets)
                });
                let others = match rank.within {
                    Within::Table => self.belonging(&[], self.pairing.after.plan.table(table).to_district, &read, row),
                    Within::Relation(relation) => self.belonging(&[relation], relation, &read, row),
                    Within::Group(group) => self.group(group, &read, row),
                };
                let others = others.afar(&mut self.sets);
                own.and(others, &mut self.sets)
            }
            TypedNode::Places(places) => {
                let read = [Some(places.rank), Some(places.of), places.reverse];
                let tier = self.one(causes.tiers.get(&places.tier));
                read.into_iter().flatten().fold(tier, |all, column| {
                    let why = self.why(column, row);
                    all.and(why, &mut self.sets)
                })
            }
            TypedNode::Number(..) | TypedNode::Text(_) | TypedNode::Flag(_) | TypedNode::Call(..) => Why::NOT,
        }
    }

    /// A value at the end of a path of relations.
    fn read(&mut self, path: &[RelationId], column: ColumnId, row: usize) -> Why {
        let (moved, private, target) = self.walk(path, row);
        let value = target.map_or(Why::NOT, |target| self.why(column, target));
        let value = if private { value } else { value.afar(&mut self.sets) };
        moved.and(value, &mut self.sets)
    }

    /// Where a path leads, why it leads elsewhere than it did, and whether what stands there is the row's alone.
    fn walk(&mut self, path: &[RelationId], row: usize) -> (Why, bool, Option<usize>) {
        let after = self.pairing.after;
        let (mut moved, mut private, mut at) = (Why::NOT, true, Some(row));
        for relation in path {
            let Some(from) = at else { break };
            let elsewhere = self.gathered.moved[relation.0].get(&(from as u32)).copied().unwrap_or(Why::NOT);
            let elsewhere = if private { elsewhere } else { elsewhere.afar(&mut self.sets) };
            moved = moved.and(elsewhere, &mut self.sets);
            at = after.relations[relation.0].target(from);
            let alone = at.is_some_and(|target| after.relations[relation.0].belonging(target).len() == 1);
            private = private && alone && !self.units.contains(&after.plan.relation(*relation).to);
        }
        (moved, private, at)
    }

    /// Values of the rows that belong to what a path leads to.
    fn belonging(&mut self, path: &[RelationId], relation: RelationId, read: &[ColumnId], row: usize) -> Why {
        let (moved, private, owner) = self.walk(path, row);
        let Some(owner) = owner else { return moved };
        let rows = Gathered::belonging(self, relation, read, owner);
        let rows = if private { rows } else { rows.afar(&mut self.sets) };
        moved.and(rows, &mut self.sets)
    }

    fn group(&mut self, group: ColumnId, read: &[ColumnId], row: usize) -> Why {
        let own = self.why(group, row);
        let rows = Gathered::group(self, group, read, row).afar(&mut self.sets);
        own.and(rows, &mut self.sets)
    }

    /// An apportionment rests on the amount, on the weights of all rows of the group, and on which these are.
    fn share(&mut self, id: ColumnId, row: usize, (share, part): (ShareId, SharePart)) -> Why {
        let after = self.pairing.after;
        let share = &after.plan.shares[share.0];
        let on_owner = matches!(part, SharePart::Spare | SharePart::Price);
        let (path, weight) = match on_owner {
            true => (Vec::new(), Why::NOT),
            false => (vec![share.relation], self.why(share.weight, row)),
        };
        let available = self.read(&path, share.available, row);
        let others = self.belonging(&path, share.relation, &[share.weight], row);
        let others = if on_owner { others } else { others.afar(&mut self.sets) };
        let mut why = weight.and(available, &mut self.sets).and(others, &mut self.sets);
        if why.is_none()
            && let Some(order) = share.order
            && let Rule::TieOrder(of) = &after.plan.column(order).rule
        {
            // Nothing else changed: it is the order in which the last units go.
            why = self.order(share.to, of).and(self.rule(order), &mut self.sets);
        }
        let floor = share.part(SharePart::Floor).filter(|_| share.method == Method::LargestRemainder);
        let same_floor = floor.is_some_and(|floor| !self.changed[floor.0].contains_key(&(row as u32)));
        Why { last_unit: same_floor && Some(id) == share.part(SharePart::Amount), ..why }
    }

    /// Why rows stand in another order: texts that changed, rows that came or went.
    fn order(&mut self, table: TableId, of: &[ColumnId]) -> Why {
        let relation = self.pairing.after.plan.table(table).to_district;
        Gathered::belonging(self, relation, of, 0).afar(&mut self.sets)
    }
}

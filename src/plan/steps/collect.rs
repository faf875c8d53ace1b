//! `collect`: each row's account brought to the row it belongs to.
use super::{Skeleton, name_span};
use crate::plan::accounts::money;
use crate::plan::builder::Builder;
use crate::plan::ids::*;
use crate::plan::model::*;
use crate::plan::typed::*;
use crate::scheme::{self, Rounding};

impl Builder<'_> {
    pub(super) fn lower_collect(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        sources: &[SourceId],
    ) -> Option<()> {
        let from_table = self.plan.accounts[skeleton.account.0].table;
        let relation = self.relation_between(from_table, skeleton.table, step.by.as_ref(), &name_span(step))?;
        let total = skeleton.column?;
        let into = self.collect_end(skeleton, relation)?;
        let mut amounts = Vec::new();
        let mut flows = Vec::new();
        for source in sources {
            let available = self.available(skeleton.account, *source, step.name.get_ref());
            let rows = Rows::Belonging { path: Vec::new(), relation };
            let aggregate = Aggregate { kind: AggregateKind::Sum, rows, value: Some(available), condition: None };
            let typed = Typed { node: TypedNode::Aggregate(aggregate), ty: money() };
            let words = format!("“{}”各行归集之和", self.plan.table(from_table).name);
            let column = if sources.len() == 1 {
                self.plan.columns[total.0].rule = Rule::Formula { typed, rounding: Rounding::HalfUp };
                self.plan.columns[total.0].formula = words;
                total
            } else {
                let name = self.with_source(step.name.get_ref(), skeleton.account, *source);
                self.money_column(skeleton.table, &name, typed, Role::Money, &words)
            };
            amounts.push((*source, column));
            flows.push((*source, available));
        }
        self.amount_columns(skeleton, &amounts, total);
        let from = FlowEnd { account: skeleton.account, via: None };
        for (source, column) in flows {
            self.flow(skeleton.step, column, source, from, into);
        }
        Some(())
    }

    /// The flow is counted on the rows that give; so the receiving account is reached through their relation.
    fn collect_end(&mut self, skeleton: &Skeleton, relation: RelationId) -> Option<FlowEnd> {
        let into = skeleton.into?;
        match into.via {
            None => Some(FlowEnd { account: into.account, via: Some(relation) }),
            Some(via) if self.plan.relation(via).to == DISTRICT => {
                let from = self.plan.relation(relation).from;
                Some(FlowEnd { account: into.account, via: Some(self.plan.table(from).to_district) })
            }
            Some(_) => {
                let (from, target) = (self.plan.relation(relation).from, self.plan.accounts[into.account.0].table);
                let span = self.plan.steps[skeleton.step].span.clone();
                let via = self.relation_between(from, target, None, &span)?;
                Some(FlowEnd { account: into.account, via: Some(via) })
            }
        }
    }
}

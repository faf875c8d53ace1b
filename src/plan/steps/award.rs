//! `award`: each row an amount by formula, drawn on an account.
use super::share::ShareFrame;
use super::{Skeleton, name_span};
use crate::formula::{Comparison, Function, Kind, Type};
use crate::messages::SchemeMessage;
use crate::plan::accounts::money;
use crate::plan::builder::{Builder, blank_column};
use crate::plan::ids::*;
use crate::plan::model::*;
use crate::plan::typed::*;
use crate::scheme::{self, CheckLevel, Rounding, ShareMethod};
use crate::share::Method;

impl Builder<'_> {
    pub(super) fn lower_award(&mut self, skeleton: &Skeleton, step: &scheme::Step, sources: &[SourceId]) -> Option<()> {
        let [source] = *sources else {
            let message = SchemeMessage::AwardSources { step: step.name.get_ref().clone() };
            self.fault(message, skeleton.account_span.clone());
            return None;
        };
        let account_table = self.plan.accounts[skeleton.account.0].table;
        let relation = self.relation_between(skeleton.table, account_table, step.by.as_ref(), &name_span(step))?;
        let formula = step.amount.as_ref()?;
        let overrun = step.overrun.as_ref()?;
        let column = skeleton.column?;
        let scaled = overrun.get_ref() == "scale";
        let asked = if scaled { self.asked_column(skeleton, step) } else { column };
        self.plan.columns[asked.0].formula = formula.get_ref().clone();
        self.pend(asked, formula, Some(Kind::Number), Some(2));
        if !self.ensure_typed(asked) {
            return None;
        }
        self.plan.steps[skeleton.step].decides = vec![asked];
        if scaled {
            self.scale(skeleton, step, source, relation, asked)?;
        } else if overrun.get_ref() == "stop" {
            self.overrun_check(skeleton, step, source, relation)?;
        } else {
            self.overrun_draw(skeleton, step, source, relation, asked, overrun)?;
        }
        self.amount_columns(skeleton, &[(source, column)], column);
        let from = FlowEnd { account: skeleton.account, via: Some(relation) };
        self.flow(skeleton.step, column, source, from, skeleton.into?);
        Some(())
    }

    fn asked_column(&mut self, skeleton: &Skeleton, step: &scheme::Step) -> ColumnId {
        let name = self.free_name(skeleton.table, &format!("{}·核定", step.name.get_ref()));
        let mut column = blank_column(skeleton.table, &name, money(), name_span(step));
        column.unit = "元".to_string();
        column.clause = step.clause.clone();
        self.add_column(column)
    }

    fn asked_sum(&self, relation: RelationId, asked: ColumnId) -> Typed {
        let rows = Rows::Belonging { path: Vec::new(), relation };
        let aggregate = Aggregate { kind: AggregateKind::Sum, rows, value: Some(asked), condition: None };
        Typed { node: TypedNode::Aggregate(aggregate), ty: money() }
    }

    /// Scale to budget: a share of the smaller of budget and sum, weighted by what was asked.
    fn scale(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        source: SourceId,
        relation: RelationId,
        asked: ColumnId,
    ) -> Option<()> {
        let name = step.name.get_ref();
        let table = self.plan.relation(relation).to;
        let available = self.available(skeleton.account, source, name);
        let sum = self.asked_sum(relation, asked);
        let words = "各行核定金额之和";
        let sum = self.money_column(table, &format!("{name}·核定合计"), sum, Role::Helper, words);
        let smaller = Typed::call(Function::Min, vec![self.own(available), self.own(sum)], money());
        let words = "可分金额与核定合计取较小";
        let pool = self.money_column(table, &format!("{name}·实拨"), smaller, Role::Helper, words);
        let order = self.award_order(skeleton, step)?;
        let frame = ShareFrame {
            step: name.clone(),
            to: skeleton.table,
            relation,
            weight: asked,
            weight_total: sum,
            order,
            method: Method::LargestRemainder,
            unit: step.unit.as_ref().map(|u| *u.get_ref()).unwrap_or_default().fen(),
            empty_stops: true,
        };
        if frame.unit != 1 {
            self.fault(SchemeMessage::TogetherMethod {}, name_span(step));
        }
        self.add_share(&frame, pool, skeleton.column?, "");
        Some(())
    }

    fn award_order(&mut self, skeleton: &Skeleton, step: &scheme::Step) -> Option<Option<ColumnId>> {
        self.tie_order(skeleton, step, ShareMethod::LargestRemainder)
    }

    /// `stop`: what is in the account must cover the amounts.
    fn overrun_check(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        source: SourceId,
        relation: RelationId,
    ) -> Option<()> {
        let name = step.name.get_ref();
        let table = self.plan.relation(relation).to;
        let available = self.available(skeleton.account, source, name);
        let sum = self.asked_sum(relation, skeleton.column?);
        let sum = self.money_column(table, &format!("{name}·合计"), sum, Role::Helper, "各行金额之和");
        let enough = Typed::call(
            Function::Compare(Comparison::LessOrEqual),
            vec![self.own(sum), self.own(available)],
            Type::of(Kind::Flag),
        );
        let title = format!("{name}不超可分金额");
        self.add_check(table, &title, enough, vec![sum, available], step);
        Some(())
    }

    pub(in crate::plan) fn add_check(
        &mut self,
        table: TableId,
        title: &str,
        typed: Typed,
        show: Vec<ColumnId>,
        step: &scheme::Step,
    ) {
        let name = self.free_name(table, title);
        let mut column = blank_column(table, &name, Type::of(Kind::Flag), name_span(step));
        column.role = Role::Verdict;
        column.clause = step.clause.clone();
        column.rule = Rule::Formula { typed, rounding: Rounding::HalfUp };
        let column = self.add_column(column);
        self.plan.checks.push(Check {
            name,
            column,
            level: CheckLevel::Stop,
            show,
            clause: step.clause.clone(),
            note: String::new(),
            span: name_span(step),
        });
    }

    /// A named account pays what the account lacks.
    fn overrun_draw(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        source: SourceId,
        relation: RelationId,
        asked: ColumnId,
        overrun: &scheme::Text,
    ) -> Option<()> {
        let name = step.name.get_ref();
        let table = self.plan.relation(relation).to;
        let (reserve, _) = self.account_named(overrun)?;
        self.covering.push((reserve, source, skeleton.written));
        let from = self.end(reserve, table, &overrun.span())?;
        let available = self.available(skeleton.account, source, name);
        let sum = self.asked_sum(relation, asked);
        let over = Typed::call(Function::Subtract, vec![sum, self.own(available)], money());
        let over = Typed::call(Function::Max, vec![Typed::number(0, 0), over], money());
        let title = format!("{name}·超支补足");
        let column = self.money_column(table, &title, over, Role::Money, "各行金额之和超过可分金额的部分");
        let to = FlowEnd { account: skeleton.account, via: None };
        self.flow(skeleton.step, column, source, from, to);
        Some(())
    }
}

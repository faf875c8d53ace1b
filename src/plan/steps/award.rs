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
use crate::scheme::{self, CheckLevel, Rounding, ShareMethod, SourceMode};
use crate::share::Method;

impl Builder<'_> {
    pub(super) fn lower_award(&mut self, skeleton: &Skeleton, step: &scheme::Step, sources: &[SourceId]) -> Option<()> {
        let together = step.sources.as_ref().is_some_and(|mode| *mode.get_ref() == SourceMode::Together);
        if sources.len() > 1 && !together {
            let message = SchemeMessage::AwardSources { step: step.name.get_ref().clone() };
            self.fault(message, skeleton.account_span.clone());
            return None;
        }
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
        let pool = self.pool(skeleton, sources, relation);
        let drawn = if scaled {
            self.scale(skeleton, step, pool, relation, asked)?
        } else if overrun.get_ref() == "stop" {
            self.overrun_check(skeleton, step, pool, relation)?
        } else if let [source] = *sources {
            self.overrun_draw(skeleton, step, (source, pool), relation, asked, overrun)?;
            pool
        } else {
            let (allowed_zh, allowed_en) = ("stop 或 scale".to_string(), "stop or scale".to_string());
            self.fault(SchemeMessage::WordNotAllowed { allowed_zh, allowed_en }, overrun.span());
            return None;
        };
        let amounts = match *sources {
            [source] => vec![(source, column)],
            _ => self.borne_together(skeleton, step, sources, relation, drawn)?,
        };
        self.amount_columns(skeleton, &amounts, column);
        let from = FlowEnd { account: skeleton.account, via: Some(relation) };
        for (source, column) in amounts {
            self.flow(skeleton.step, column, source, from, skeleton.into?);
        }
        Some(())
    }

    /// What is in the account, of all sources that the award draws on.
    fn pool(&mut self, skeleton: &Skeleton, sources: &[SourceId], relation: RelationId) -> ColumnId {
        let name = self.plan.steps[skeleton.step].name.clone();
        let available: Vec<(SourceId, ColumnId)> =
            sources.iter().map(|source| (*source, self.available(skeleton.account, *source, &name))).collect();
        if let [(_, only)] = available[..] {
            return only;
        }
        let sum = self.sum_of(&available);
        let table = self.plan.relation(relation).to;
        self.money_column(table, &format!("{name}·可分合计"), sum, Role::Helper, "各来源可分之和")
    }

    /// Several sources bear an award in proportion to what each holds: first the sum, rounded to the fen, the last
    /// source the rest; then every row's amount.
    fn borne_together(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        sources: &[SourceId],
        relation: RelationId,
        drawn: ColumnId,
    ) -> Option<Vec<(SourceId, ColumnId)>> {
        let name = step.name.get_ref();
        let table = self.plan.relation(relation).to;
        let held: Vec<(SourceId, ColumnId)> =
            sources.iter().map(|source| (*source, self.available(skeleton.account, *source, name))).collect();
        let mut given = Vec::new();
        let mut rest = self.own(drawn);
        for (at, (source, available)) in held.iter().enumerate() {
            let words = "各来源按可分金额的比例承担；最后一个来源承担其余";
            let typed =
                if at + 1 == held.len() { rest.clone() } else { self.proportion(&rest, *available, &held[at..]) };
            let title = self.with_source(&format!("{name}·拨付"), skeleton.account, *source);
            let column = self.money_column(table, &title, typed, Role::Helper, words);
            given.push((*source, column));
            rest = Typed::call(Function::Subtract, vec![rest, self.own(column)], money());
        }
        let total = skeleton.column?;
        let frame = ShareFrame {
            step: name.clone(),
            to: skeleton.table,
            relation,
            weight: total,
            weight_total: drawn,
            order: self.award_order(skeleton, step)?,
            method: Method::LargestRemainder,
            unit: 1,
            empty_stops: true,
        };
        self.divide_by_source(skeleton, &frame, &given, total)
    }

    /// `IF(held = 0, 0, rest × own ÷ held)`, rounded by the column to the fen; never more than its own.
    fn proportion(&self, rest: &Typed, own: ColumnId, held: &[(SourceId, ColumnId)]) -> Typed {
        let all = self.sum_of(held);
        let zero = || Typed::number(0, 0);
        let nothing = Function::Compare(Comparison::Equal);
        let nothing = Typed::call(nothing, vec![all.clone(), zero()], Type::of(Kind::Flag));
        let product = Typed::call(Function::Multiply, vec![rest.clone(), self.own(own)], Type::fraction());
        let part = Typed::call(Function::Divide, vec![product, all], Type::fraction());
        Typed::call(Function::If, vec![nothing, zero(), part], Type::fraction())
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

    /// Scale to budget: a share of the smaller of budget and sum, weighted by what was asked. Gives what is drawn.
    fn scale(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        available: ColumnId,
        relation: RelationId,
        asked: ColumnId,
    ) -> Option<ColumnId> {
        let name = step.name.get_ref();
        let table = self.plan.relation(relation).to;
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
        self.plan.steps[skeleton.step].scaled = Some((sum, pool));
        Some(pool)
    }

    fn award_order(&mut self, skeleton: &Skeleton, step: &scheme::Step) -> Option<Option<ColumnId>> {
        self.tie_order(skeleton, step, ShareMethod::LargestRemainder)
    }

    /// `stop`: what is in the account must cover the amounts. Gives their sum.
    fn overrun_check(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        available: ColumnId,
        relation: RelationId,
    ) -> Option<ColumnId> {
        let name = step.name.get_ref();
        let table = self.plan.relation(relation).to;
        let sum = self.asked_sum(relation, skeleton.column?);
        let sum = self.money_column(table, &format!("{name}·合计"), sum, Role::Helper, "各行金额之和");
        let enough = Typed::call(
            Function::Compare(Comparison::LessOrEqual),
            vec![self.own(sum), self.own(available)],
            Type::of(Kind::Flag),
        );
        let title = format!("{name}不超可分金额");
        self.add_check(table, &title, enough, vec![sum, available], step);
        Some(sum)
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
            fills: false,
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
        (source, available): (SourceId, ColumnId),
        relation: RelationId,
        asked: ColumnId,
        overrun: &scheme::Text,
    ) -> Option<()> {
        let name = step.name.get_ref();
        let table = self.plan.relation(relation).to;
        let (reserve, _) = self.account_named(overrun)?;
        self.covering.push((reserve, source, skeleton.written));
        let from = self.end(reserve, table, &overrun.span())?;
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

//! `share`: what is in the account, split over rows by weight.
use super::{Skeleton, name_span};
use crate::formula::{Comparison, Function, Kind, Type};
use crate::messages::SchemeMessage;
use crate::plan::accounts::money;
use crate::plan::builder::{Builder, blank_column};
use crate::plan::ids::*;
use crate::plan::model::*;
use crate::plan::typed::*;
use crate::plan::typing::Scope;
use crate::scheme::{self, Rounding, ShareMethod, SourceMode};
use crate::share::Method;

/// What all apportionments of a step have in common.
pub(super) struct ShareFrame {
    pub step: String,
    pub to: TableId,
    pub relation: RelationId,
    pub weight: ColumnId,
    pub weight_total: ColumnId,
    pub order: Option<ColumnId>,
    pub method: Method,
    pub unit: i64,
    pub empty_stops: bool,
}

impl Builder<'_> {
    pub(super) fn lower_share(&mut self, skeleton: &Skeleton, step: &scheme::Step, sources: &[SourceId]) -> Option<()> {
        let account_table = self.plan.accounts[skeleton.account.0].table;
        let relation = self.relation_between(skeleton.table, account_table, step.by.as_ref(), &name_span(step))?;
        let method = *step.method.as_ref()?.get_ref();
        let unit = step.unit.as_ref().map(|u| *u.get_ref()).unwrap_or_default().fen();
        let empty = step.empty.as_ref()?;
        let empty = self.destination(empty, account_table)?;
        let weight = self.weight(skeleton, step)?;
        let weight_total = self.weight_total(skeleton, step, weight, relation);
        let order = self.tie_order(skeleton, step, method)?;
        let frame = ShareFrame {
            step: step.name.get_ref().clone(),
            to: skeleton.table,
            relation,
            weight,
            weight_total,
            order,
            method: share_method(method),
            unit,
            empty_stops: empty.is_none(),
        };
        let mode = self.source_mode(step, sources, method, unit)?;
        let total = skeleton.column?;
        let amounts = match mode {
            SourceMode::Separately => self.share_separately(skeleton, &frame, sources, total),
            SourceMode::Together => self.share_together(skeleton, &frame, sources, total)?,
        };
        self.amount_columns(skeleton, &amounts, total);
        let from = FlowEnd { account: skeleton.account, via: Some(relation) };
        let into = skeleton.into?;
        let available: Vec<ColumnId> =
            sources.iter().map(|s| self.available(skeleton.account, *s, &frame.step)).collect();
        for (source, column) in &amounts {
            self.flow(skeleton.step, *column, *source, from, into);
        }
        for ((source, amount), available) in amounts.iter().zip(available) {
            if let Some(end) = empty {
                self.empty_flow(skeleton, &frame, *source, available, end);
            }
            self.residue_flow(skeleton, step, &frame, *source, available, *amount)?;
        }
        Some(())
    }

    /// The weight column: the scheme's own where nothing excludes a row, else a helper.
    fn weight(&mut self, skeleton: &Skeleton, step: &scheme::Step) -> Option<ColumnId> {
        let text = step.weight.as_ref()?;
        let expression = self.formula(text)?;
        let owner = step.name.get_ref().clone();
        let scope = Scope { table: skeleton.table, offset: self.text_offset(text), owner: owner.clone() };
        let typed = self.expression(&scope, &expression)?;
        if typed.ty.kind != Kind::Number || typed.ty.missing {
            let (zh, en) = Kind::Number.names();
            let message =
                SchemeMessage::WrongResult { name: owner, expected_zh: zh.to_string(), expected_en: en.to_string() };
            self.fault(message, text.span());
            return None;
        }
        self.plan.steps[skeleton.step].decides = typed.reads();
        let excluded = self.exclusions(skeleton.table, |counts| counts.weights);
        if let TypedNode::Column { path, column } = &typed.node
            && path.is_empty()
            && excluded.is_empty()
        {
            return Some(*column);
        }
        let Some(places) = step.places.map(u32::from).or(typed.ty.places) else {
            self.fault(SchemeMessage::NeedsPlaces { name: owner }, text.span());
            return None;
        };
        let ty = Type::decimal(places);
        let mut whole = typed;
        if !excluded.is_empty() {
            let counted = Typed::call(Function::And, excluded, Type::of(Kind::Flag));
            whole = Typed::call(Function::If, vec![counted, whole, Typed::number(0, 0)], ty);
        }
        let name = self.free_name(skeleton.table, &format!("{owner}·权重"));
        let mut column = blank_column(skeleton.table, &name, ty, text.span());
        column.rule = Rule::Formula { typed: whole, rounding: self.scheme.head.rounding };
        column.formula = text.get_ref().clone();
        column.clause = step.clause.clone();
        Some(self.add_column(column))
    }

    fn weight_total(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        weight: ColumnId,
        relation: RelationId,
    ) -> ColumnId {
        let table = self.plan.relation(relation).to;
        let (ty, scale, places) = {
            let weight = self.column(weight);
            (weight.ty, weight.scale, weight.places)
        };
        let rows = Rows::Belonging { path: Vec::new(), relation };
        let aggregate = Aggregate { kind: AggregateKind::Sum, rows, value: Some(weight), condition: None };
        let typed = Typed { node: TypedNode::Aggregate(aggregate), ty };
        let name = self.free_name(table, &format!("{}·权重合计", step.name.get_ref()));
        let mut column = blank_column(table, &name, ty, 0..0);
        column.scale = scale;
        column.places = places;
        column.role = Role::Helper;
        column.formula = format!("“{}”各行权重之和", self.plan.table(skeleton.table).name);
        column.rule = Rule::Formula { typed, rounding: Rounding::HalfUp };
        self.add_column(column)
    }

    /// Only the largest remainder needs an order; it is made of text columns, which the workbook freezes.
    pub(super) fn tie_order(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        method: ShareMethod,
    ) -> Option<Option<ColumnId>> {
        if method != ShareMethod::LargestRemainder {
            return Some(None);
        }
        step.ties.first()?;
        let mut columns = Vec::new();
        for tie in &step.ties {
            let column = self.column_named(skeleton.table, tie)?;
            let frozen = matches!(self.column(column).rule, Rule::Input(_) | Rule::DerivedKey(_));
            if self.column(column).ty.kind != Kind::Text || !frozen {
                self.fault(SchemeMessage::KeyNotText { name: tie.get_ref().clone() }, tie.span());
                return None;
            }
            columns.push(column);
        }
        Some(Some(self.order_column(skeleton.table, columns)))
    }

    fn order_column(&mut self, table: TableId, columns: Vec<ColumnId>) -> ColumnId {
        let key = format!("order {table:?} {columns:?}");
        if let Some(known) = self.helpers.get(&key) {
            return *known;
        }
        let names: Vec<String> = columns.iter().map(|c| self.column(*c).name.clone()).collect();
        let name = self.free_name(table, "同余顺序");
        let mut column = blank_column(table, &name, Type::decimal(0), 0..0);
        column.role = Role::Helper;
        column.formula = format!("按{}排序；余数相同时次序在前的先得", names.join("、"));
        column.rule = Rule::TieOrder(columns);
        let id = self.add_column(column);
        self.helpers.insert(key, id);
        id
    }

    fn source_mode(
        &mut self,
        step: &scheme::Step,
        sources: &[SourceId],
        method: ShareMethod,
        unit: i64,
    ) -> Option<SourceMode> {
        if sources.len() == 1 {
            return Some(SourceMode::Separately);
        }
        let Some(written) = &step.sources else {
            let (name, key) = (step.name.get_ref().clone(), "sources".to_string());
            self.fault(SchemeMessage::StepNeeds { step: name, key }, step.name.span());
            return None;
        };
        let mode = *written.get_ref();
        let exact = method == ShareMethod::LargestRemainder && unit == 1;
        if mode == SourceMode::Together && !exact {
            self.fault(SchemeMessage::TogetherMethod {}, written.span());
            return None;
        }
        Some(mode)
    }

    fn share_separately(
        &mut self,
        skeleton: &Skeleton,
        frame: &ShareFrame,
        sources: &[SourceId],
        total: ColumnId,
    ) -> Vec<(SourceId, ColumnId)> {
        let mut amounts = Vec::new();
        for source in sources {
            let available = self.available(skeleton.account, *source, &frame.step);
            let amount = if sources.len() == 1 {
                total
            } else {
                let name = self.with_source(&frame.step, skeleton.account, *source);
                self.amount_column(frame.to, &name)
            };
            self.add_share(frame, available, amount, &self.with_source("", skeleton.account, *source));
            amounts.push((*source, amount));
        }
        amounts
    }

    /// One apportionment of the sum, divided by source. So rows and sources both tie exactly.
    fn share_together(
        &mut self,
        skeleton: &Skeleton,
        frame: &ShareFrame,
        sources: &[SourceId],
        total: ColumnId,
    ) -> Option<Vec<(SourceId, ColumnId)>> {
        let available: Vec<(SourceId, ColumnId)> =
            sources.iter().map(|s| (*s, self.available(skeleton.account, *s, &frame.step))).collect();
        let table = self.plan.relation(frame.relation).to;
        let sum = self.sum_of(&available);
        let name = format!("{}·可分合计", frame.step);
        let sum = self.money_column(table, &name, sum, Role::Helper, "各来源可分之和");
        self.add_share(frame, sum, total, "");
        self.divide_by_source(skeleton, frame, &available, total)
    }

    /// The amounts of the rows, whose sum is that of what the sources give, divided by source: each source but the
    /// last in proportion to what earlier sources left of the amounts; the last takes the rest.
    pub(super) fn divide_by_source(
        &mut self,
        skeleton: &Skeleton,
        frame: &ShareFrame,
        given: &[(SourceId, ColumnId)],
        total: ColumnId,
    ) -> Option<Vec<(SourceId, ColumnId)>> {
        let (last, firsts) = given.split_last()?;
        let mut amounts: Vec<(SourceId, ColumnId)> = Vec::new();
        let mut rest = total;
        for (source, given) in firsts {
            let name = self.with_source(&frame.step, skeleton.account, *source);
            let amount = self.amount_column(frame.to, &name);
            let weight_total = self.sum_column(frame, rest, &format!("{name}·权重合计"));
            let inner = ShareFrame { weight: rest, weight_total, step: frame.step.clone(), ..*frame };
            let suffix = format!("·{}", self.plan.sources[source.0].name);
            self.add_share(&inner, *given, amount, &suffix);
            amounts.push((*source, amount));
            let left = Typed::call(Function::Subtract, vec![self.own(rest), self.own(amount)], money());
            let is_last = amounts.len() == firsts.len();
            let name = if is_last {
                self.with_source(&frame.step, skeleton.account, last.0)
            } else {
                format!("{name}·其余")
            };
            let role = if is_last { Role::Money } else { Role::Helper };
            rest = self.money_column(frame.to, &name, left, role, "合计减去已拆分的来源");
        }
        amounts.push((last.0, rest));
        Some(amounts)
    }

    fn sum_column(&mut self, frame: &ShareFrame, column: ColumnId, name: &str) -> ColumnId {
        let rows = Rows::Belonging { path: Vec::new(), relation: frame.relation };
        let aggregate = Aggregate { kind: AggregateKind::Sum, rows, value: Some(column), condition: None };
        let typed = Typed { node: TypedNode::Aggregate(aggregate), ty: money() };
        let table = self.plan.relation(frame.relation).to;
        self.money_column(table, name, typed, Role::Helper, "各行合计")
    }

    fn amount_column(&mut self, table: TableId, name: &str) -> ColumnId {
        let name = self.free_name(table, name);
        let mut column = blank_column(table, &name, money(), 0..0);
        column.role = Role::Money;
        column.unit = "元".to_string();
        self.add_column(column)
    }

    /// The columns of one apportionment.
    pub(super) fn add_share(&mut self, frame: &ShareFrame, available: ColumnId, amount: ColumnId, source: &str) {
        let id = ShareId(self.plan.shares.len());
        let account_table = self.plan.relation(frame.relation).to;
        let mut parts = vec![(SharePart::Amount, amount)];
        let helpers: &[(SharePart, &str, bool)] = match frame.method {
            Method::LargestRemainder => &[
                (SharePart::Floor, "整数份", true),
                (SharePart::Remainder, "余数", true),
                (SharePart::Spare, "剩余份数", false),
                (SharePart::Place, "余数位次", true),
            ],
            Method::UnitPrice => &[(SharePart::Price, "单价", false)],
            _ => &[],
        };
        for (part, title, on_rows) in helpers {
            let table = if *on_rows { frame.to } else { account_table };
            let title = format!("{}·{title}{source}", frame.step);
            let name = self.free_name(table, &title);
            let ty = if *part == SharePart::Price { money() } else { Type::decimal(0) };
            let mut column = blank_column(table, &name, ty, 0..0);
            column.role = Role::Helper;
            column.formula = part_words(*part).to_string();
            column.rule = Rule::Share(id, *part);
            parts.push((*part, self.add_column(column)));
        }
        let share_rule = Rule::Share(id, SharePart::Amount);
        self.plan.columns[amount.0].rule = share_rule;
        self.plan.columns[amount.0].formula = part_words(SharePart::Amount).to_string();
        self.plan.shares.push(Share {
            step: frame.step.clone(),
            to: frame.to,
            relation: frame.relation,
            available,
            weight: frame.weight,
            weight_total: frame.weight_total,
            order: frame.order,
            method: frame.method,
            unit: frame.unit,
            empty_stops: frame.empty_stops,
            parts,
        });
    }

    fn empty_flow(
        &mut self,
        skeleton: &Skeleton,
        frame: &ShareFrame,
        source: SourceId,
        available: ColumnId,
        to: FlowEnd,
    ) {
        let name = self.with_source(&format!("{}·无人可分", frame.step), skeleton.account, source);
        let amounts = [self.own(available), Typed::number(0, 0)];
        let typed = self.when_empty(frame, amounts);
        let table = self.plan.relation(frame.relation).to;
        let column = self.money_column(table, &name, typed, Role::Money, "权重合计为零时，全部可分金额");
        self.plan.steps[skeleton.step].nobody.push(column);
        let from = FlowEnd { account: skeleton.account, via: None };
        self.flow(skeleton.step, column, source, from, to);
    }

    /// `IF(weight total = 0, first, second)` on the account's row.
    fn when_empty(&self, frame: &ShareFrame, [then, otherwise]: [Typed; 2]) -> Typed {
        let total = self.own(frame.weight_total);
        let flag = Type::of(Kind::Flag);
        let equal = Function::Compare(Comparison::Equal);
        let zero = Typed::call(equal, vec![total, Typed::number(0, 0)], flag);
        Typed::call(Function::If, vec![zero, then, otherwise], money())
    }

    fn residue_flow(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        frame: &ShareFrame,
        source: SourceId,
        available: ColumnId,
        amount: ColumnId,
    ) -> Option<()> {
        if frame.method == Method::LargestRemainder && frame.unit == 1 {
            return Some(());
        }
        let table = self.plan.relation(frame.relation).to;
        let residue = step.residue.as_ref()?;
        let Some(to) = self.destination(residue, table)? else {
            let (allowed_zh, allowed_en) = ("账户的名称".to_string(), "the name of an account".to_string());
            self.fault(SchemeMessage::WordNotAllowed { allowed_zh, allowed_en }, residue.span());
            return None;
        };
        let rows = Rows::Belonging { path: Vec::new(), relation: frame.relation };
        let aggregate = Aggregate { kind: AggregateKind::Sum, rows, value: Some(amount), condition: None };
        let given = Typed { node: TypedNode::Aggregate(aggregate), ty: money() };
        let left = Typed::call(Function::Subtract, vec![self.own(available), given], money());
        let typed = if frame.empty_stops { left } else { self.when_empty(frame, [Typed::number(0, 0), left]) };
        let name = self.with_source(&format!("{}·尾差", frame.step), skeleton.account, source);
        let column = self.money_column(table, &name, typed, Role::Money, "可分金额减去已分金额");
        let from = FlowEnd { account: skeleton.account, via: None };
        let step = Some(skeleton.step);
        self.plan.flows.push(Flow { step, column, source, from: Some(from), to, residue: true });
        Some(())
    }
}

fn part_words(part: SharePart) -> &'static str {
    match part {
        SharePart::Floor => "可分单位数 × 权重 ÷ 权重合计，取整",
        SharePart::Remainder => "可分单位数 × 权重，除以权重合计的余数",
        SharePart::Place => "余数由大到小的位次，相同按同余顺序",
        SharePart::Spare => "可分单位数减去各行整数份之和",
        SharePart::Price => "可分金额 ÷ 权重合计，四舍五入到分",
        SharePart::Amount => "按权重分得的金额",
    }
}

fn share_method(method: ShareMethod) -> Method {
    match method {
        ShareMethod::LargestRemainder => Method::LargestRemainder,
        ShareMethod::UnitPrice => Method::UnitPrice,
        ShareMethod::RoundEach => Method::RoundEach,
        ShareMethod::Floor => Method::Floor,
    }
}

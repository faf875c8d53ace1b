//! `gate`: a condition that stops or reduces what is in an account. It posts gross, then what is withheld.
use super::Skeleton;
use crate::formula::{Comparison, Function, Kind, Type};
use crate::messages::SchemeMessage;
use crate::plan::accounts::money;
use crate::plan::builder::{Builder, blank_column};
use crate::plan::ids::*;
use crate::plan::model::*;
use crate::plan::typed::*;
use crate::plan::typing::Scope;
use crate::scheme::{self, Rounding, Text};

impl Builder<'_> {
    pub(super) fn lower_gate(&mut self, skeleton: &Skeleton, step: &scheme::Step, sources: &[SourceId]) -> Option<()> {
        let flag = skeleton.column?;
        if !self.ensure_typed(flag) {
            return None;
        }
        self.check_needs(skeleton, step, flag);
        self.plan.steps[skeleton.step].decides = vec![flag];
        let withheld = if step.highest.is_empty() {
            let pays = step.pays.as_ref()?;
            let factor = self.factor(skeleton, step, pays)?;
            self.reduced(skeleton, step, sources, flag, factor)
        } else {
            self.all_but_highest(skeleton, step, sources, flag)?
        };
        self.amount_columns(skeleton, &withheld, skeleton.withheld?);
        let from = FlowEnd { account: skeleton.account, via: None };
        let into = skeleton.into?;
        for (source, column) in withheld {
            self.flow(skeleton.step, column, source, from, into);
        }
        Some(())
    }

    /// Document number, body and date must be there where a gate bites.
    fn check_needs(&mut self, skeleton: &Skeleton, step: &scheme::Step, flag: ColumnId) {
        let needs = match &self.plan.steps[skeleton.step].gate {
            Some(gate) if !gate.needs.is_empty() => gate.needs.clone(),
            _ => return,
        };
        let boolean = Type::of(Kind::Flag);
        let mut either = vec![Typed::call(Function::Not, vec![self.own(flag)], boolean)];
        let filled: Vec<Typed> = needs
            .iter()
            .map(|column| {
                let missing = Typed::call(Function::IsMissing, vec![self.own(*column)], boolean);
                Typed::call(Function::Not, vec![missing], boolean)
            })
            .collect();
        either.push(Typed::call(Function::And, filled, boolean));
        let typed = Typed::call(Function::Or, either, boolean);
        let title = format!("{}依据齐全", step.name.get_ref());
        self.add_check(skeleton.table, &title, typed, needs, step);
        if let Some(check) = self.plan.checks.last_mut() {
            check.fills = true;
        }
    }

    /// The factor still paid: a literal, or a column of its own.
    fn factor(&mut self, skeleton: &Skeleton, step: &scheme::Step, pays: &Text) -> Option<Typed> {
        let expression = self.formula(pays)?;
        let name = format!("{}·发放系数", step.name.get_ref());
        let scope = Scope { table: skeleton.table, offset: self.text_offset(pays), owner: name.clone() };
        let typed = self.expression(&scope, &expression)?;
        self.plan.steps[skeleton.step].decides.extend(typed.reads());
        if typed.ty.kind != Kind::Number || typed.ty.missing {
            let (zh, en) = Kind::Number.names();
            let message = SchemeMessage::WrongResult { name, expected_zh: zh.to_string(), expected_en: en.to_string() };
            self.fault(message, pays.span());
            return None;
        }
        if matches!(&typed.node, TypedNode::Number(..) | TypedNode::Parameter(_))
            || matches!(&typed.node, TypedNode::Column { path, .. } if path.is_empty())
        {
            return Some(typed);
        }
        // A fraction such as 1/3 has no column of its own: rounding it would cost a fen.
        let Some(places) = step.places.map(u32::from).or(typed.ty.places) else { return Some(typed) };
        let name = self.free_name(skeleton.table, &name);
        let mut column = blank_column(skeleton.table, &name, Type::decimal(places), pays.span());
        column.formula = pays.get_ref().clone();
        column.clause = step.clause.clone();
        column.rule = Rule::Formula { typed, rounding: self.scheme.head.rounding };
        let column = self.add_column(column);
        Some(self.own(column))
    }

    /// Withheld = what is there − what is there × factor, cut to the fen, where the gate bites.
    fn reduced(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        sources: &[SourceId],
        flag: ColumnId,
        factor: Typed,
    ) -> Vec<(SourceId, ColumnId)> {
        let mut withheld = Vec::new();
        for source in sources {
            let available = self.available(skeleton.account, *source, step.name.get_ref());
            let product = vec![self.own(available), factor.clone()];
            let product = Typed::call(Function::Multiply, product, Type::fraction());
            let paid = Typed::call(Function::RoundDown, vec![product, Typed::number(2, 0)], money());
            let cut = Typed::call(Function::Subtract, vec![self.own(available), paid], money());
            let only = sources.len() == 1;
            withheld.push(self.withheld_column(skeleton, step, (*source, only), flag, cut));
        }
        withheld
    }

    /// What is withheld of a source; the column of the whole is its own where it is the only one.
    fn withheld_column(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        (source, only): (SourceId, bool),
        flag: ColumnId,
        cut: Typed,
    ) -> (SourceId, ColumnId) {
        let arguments = vec![self.own(flag), cut, Typed::number(0, 0)];
        let typed = Typed::call(Function::If, arguments, money());
        let words = "应发 − 应发 × 发放系数（舍去到分）";
        let column = match skeleton.withheld.filter(|_| only) {
            Some(column) => {
                self.plan.columns[column.0].rule = Rule::Formula { typed, rounding: Rounding::HalfUp };
                self.plan.columns[column.0].formula = words.to_string();
                column
            }
            None => {
                let name = self.with_source(&format!("{}·扣发", step.name.get_ref()), skeleton.account, source);
                self.money_column(skeleton.table, &name, typed, Role::Money, words)
            }
        };
        self.plan.columns[column.0].clause = step.clause.clone();
        (source, column)
    }

    /// Only the highest of the named steps is kept; among equal ones the first named. For each source, the
    /// withheld money is the sum of the other steps' amounts.
    fn all_but_highest(
        &mut self,
        skeleton: &Skeleton,
        step: &scheme::Step,
        sources: &[SourceId],
        flag: ColumnId,
    ) -> Option<Vec<(SourceId, ColumnId)>> {
        let mut prizes = Vec::new();
        for name in &step.highest {
            let found = self.plan.steps.iter().position(|s| {
                s.name == *name.get_ref() && s.table == skeleton.table && s.verb != Verb::Gate && !s.amounts.is_empty()
            });
            let Some(found) = found else {
                let known: Vec<String> = self.plan.steps.iter().map(|s| s.name.clone()).collect();
                let message = SchemeMessage::UnknownStep { name: name.get_ref().clone() };
                self.fault_near(message, name.span(), name.get_ref(), known.iter().map(String::as_str));
                return None;
            };
            let total = self.plan.find_column(skeleton.table, name.get_ref())?;
            prizes.push((total, self.plan.steps[found].amounts.clone()));
        }
        let all: Vec<Typed> = prizes.iter().map(|(total, _)| self.own(*total)).collect();
        let best = Typed::call(Function::Max, all, money());
        let title = format!("{}·最高一项", step.name.get_ref());
        let best = self.money_column(skeleton.table, &title, best, Role::Helper, "各项奖励中最高的一项");
        let mut losers = Vec::new();
        for index in 0..prizes.len() {
            losers.push(self.loses(&prizes, index, best));
        }
        let mut withheld = Vec::new();
        for source in sources {
            let mut sum = Typed::number(0, 2);
            for ((_, amounts), loses) in prizes.iter().zip(&losers) {
                let Some((_, amount)) = amounts.iter().find(|(s, _)| s == source) else { continue };
                let arguments = vec![loses.clone(), self.own(*amount), Typed::number(0, 0)];
                let lost = Typed::call(Function::If, arguments, money());
                sum = Typed::call(Function::Add, vec![sum, lost], money());
            }
            let only = sources.len() == 1;
            let (source, column) = self.withheld_column(skeleton, step, (*source, only), flag, sum);
            self.plan.columns[column.0].formula = "除最高一项外其他奖项之和".to_string();
            withheld.push((source, column));
        }
        Some(withheld)
    }

    /// Whether a prize is not kept: below the best, or an earlier one equals the best.
    fn loses(&self, prizes: &[(ColumnId, Vec<(SourceId, ColumnId)>)], index: usize, best: ColumnId) -> Typed {
        let flag = Type::of(Kind::Flag);
        let compare = |comparison, column: ColumnId| {
            let operands = vec![self.own(column), self.own(best)];
            Typed::call(Function::Compare(comparison), operands, flag)
        };
        let mut reasons = vec![compare(Comparison::Less, prizes[index].0)];
        for (earlier, _) in &prizes[..index] {
            reasons.push(compare(Comparison::Equal, *earlier));
        }
        Typed::call(Function::Or, reasons, flag)
    }
}

//! `split`: the account of a row cut into named parts of the same row.
use super::Skeleton;
use crate::formula::{Comparison, Function, Kind, Type};
use crate::messages::SchemeMessage;
use crate::number::{Fraction, format_fixed};
use crate::plan::accounts::money;
use crate::plan::builder::Builder;
use crate::plan::ids::*;
use crate::plan::model::*;
use crate::plan::typed::*;
use crate::plan::typing::Scope;
use crate::scheme::{self, Rounding};

impl Builder<'_> {
    pub(super) fn lower_split(&mut self, skeleton: &Skeleton, step: &scheme::Step, sources: &[SourceId]) -> Option<()> {
        let rests = step.parts.iter().filter(|p| p.percent.get_ref() == "rest").count();
        if rests > 1 {
            let message = SchemeMessage::SeveralRests { step: step.name.get_ref().clone() };
            self.fault(message, step.name.span());
            return None;
        }
        let percents = self.percents(skeleton, step)?;
        if rests == 0 {
            self.check_hundred(skeleton, step, &percents);
        }
        // What division leaves goes to the part named `rest`, else to the last part.
        let rest = step.parts.iter().position(|p| p.percent.get_ref() == "rest").unwrap_or(step.parts.len() - 1);
        let mut by_part: Vec<Vec<(SourceId, ColumnId)>> = vec![Vec::new(); step.parts.len()];
        for source in sources {
            let available = self.available(skeleton.account, *source, step.name.get_ref());
            let mut others = Vec::new();
            for (part, percent) in percents.iter().enumerate().filter(|(part, _)| *part != rest) {
                let percent = percent.clone().unwrap_or_else(|| Typed::number(0, 0));
                let share = vec![self.own(available), percent];
                let product = Typed::call(Function::Multiply, share, Type::fraction());
                let whole = vec![product, Typed::number(100, 0)];
                let typed = Typed::call(Function::Divide, whole, Type::fraction());
                let column = self.part_column(skeleton, part, *source, sources.len(), typed);
                others.push((*source, column));
                by_part[part].push((*source, column));
            }
            let left = vec![self.own(available), self.sum_of(&others)];
            let typed = Typed::call(Function::Subtract, left, money());
            let column = self.part_column(skeleton, rest, *source, sources.len(), typed);
            by_part[rest].push((*source, column));
        }
        let from = FlowEnd { account: skeleton.account, via: None };
        let mut all = Vec::new();
        for (part, amounts) in by_part.into_iter().enumerate() {
            let (into, total) = skeleton.parts[part];
            self.amount_columns(skeleton, &amounts, total);
            for (source, column) in &amounts {
                self.flow(skeleton.step, *column, *source, from, into);
            }
            all.extend(amounts);
        }
        self.plan.steps[skeleton.step].amounts = all;
        Some(())
    }

    fn percents(&mut self, skeleton: &Skeleton, step: &scheme::Step) -> Option<Vec<Option<Typed>>> {
        let mut percents = Vec::new();
        let mut sound = true;
        for part in &step.parts {
            if part.percent.get_ref() == "rest" {
                percents.push(None);
                continue;
            }
            if part.percent.get_ref().contains(['%', '％']) {
                let text = part.percent.get_ref().clone();
                self.fault(SchemeMessage::PercentSign { text }, part.percent.span());
                sound = false;
                continue;
            }
            let offset = self.text_offset(&part.percent);
            let scope = Scope { table: skeleton.table, offset, owner: step.name.get_ref().clone() };
            let typed = self.formula(&part.percent).and_then(|expression| self.expression(&scope, &expression));
            match typed {
                Some(typed) if typed.ty.kind == Kind::Number && !typed.ty.missing => {
                    percents.push(Some(typed));
                }
                Some(_) => {
                    let (zh, en) = Kind::Number.names();
                    let message = SchemeMessage::WrongResult {
                        name: part.name.get_ref().clone(),
                        expected_zh: zh.to_string(),
                        expected_en: en.to_string(),
                    };
                    self.fault(message, part.percent.span());
                    sound = false;
                }
                None => sound = false,
            }
        }
        sound.then_some(percents)
    }

    /// Without a `rest` the per cents must make a hundred: now, where all are figures, else for each row.
    fn check_hundred(&mut self, skeleton: &Skeleton, step: &scheme::Step, percents: &[Option<Typed>]) {
        let figures: Option<Vec<Fraction>> = percents
            .iter()
            .map(|p| match p.as_ref().map(|p| &p.node) {
                Some(TypedNode::Number(value, places)) => Some(Fraction::over(*value, crate::number::pow10(*places))),
                _ => None,
            })
            .collect();
        if let Some(figures) = figures {
            let sum = figures.into_iter().try_fold(Fraction::ZERO, Fraction::plus).unwrap_or(Fraction::ZERO);
            if sum.compare(Fraction::whole(100)).is_none_or(|order| order.is_ne()) {
                let sum = format_fixed(sum.scaled(100, Rounding::HalfUp).unwrap_or(i64::MAX), 2);
                let message = SchemeMessage::PartsNot100 { step: step.name.get_ref().clone(), sum };
                self.fault(message, step.name.span());
            }
            return;
        }
        let sum = percents
            .iter()
            .flatten()
            .cloned()
            .reduce(|a, b| {
                let places = a.ty.places.zip(b.ty.places).map(|(a, b)| a.max(b));
                let ty = Type { places, ..Type::fraction() };
                Typed::call(Function::Add, vec![a, b], ty)
            })
            .unwrap_or_else(|| Typed::number(0, 0));
        let equal = Function::Compare(Comparison::Equal);
        let hundred = Typed::call(equal, vec![sum, Typed::number(100, 0)], Type::of(Kind::Flag));
        let title = format!("{}比例合计100", step.name.get_ref());
        self.add_check(skeleton.table, &title, hundred, Vec::new(), step);
    }

    fn part_column(
        &mut self,
        skeleton: &Skeleton,
        part: usize,
        source: SourceId,
        sources: usize,
        typed: Typed,
    ) -> ColumnId {
        let total = skeleton.parts[part].1;
        let words = format!("可分金额 × {}", self.part_words(skeleton, part));
        if sources == 1 {
            let rounding = self.scheme.head.rounding;
            self.plan.columns[total.0].rule = Rule::Formula { typed, rounding };
            self.plan.columns[total.0].formula = words;
            return total;
        }
        let name = self.with_source(&self.column(total).name.clone(), skeleton.account, source);
        let column = self.money_column(skeleton.table, &name, typed, Role::Money, &words);
        if let Rule::Formula { rounding, .. } = &mut self.plan.columns[column.0].rule {
            *rounding = self.scheme.head.rounding;
        }
        column
    }

    fn part_words(&self, skeleton: &Skeleton, part: usize) -> String {
        let percent = self.scheme.steps[skeleton.written].parts[part].percent.get_ref();
        if percent == "rest" { "其余全部".to_string() } else { format!("{percent}（%）") }
    }
}

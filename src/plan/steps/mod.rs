//! Steps → columns and flows. Every step draws on what is in its account at that point of the list, and leaves
//! columns that compute, write and explain like any other.
mod award;
mod collect;
mod gate;
mod keys;
mod share;
mod skeleton;
mod split;
mod words;

use super::builder::Builder;
use super::ids::*;
use super::model::*;
use crate::messages::SchemeMessage;
use crate::scheme::{self, Text};
use std::ops::Range;

pub(super) use skeleton::Skeleton;

impl Builder<'_> {
    /// Fills in the columns and flows of all steps, in the order written.
    pub(super) fn lower_steps(&mut self, skeletons: Vec<Option<Skeleton>>) {
        for skeleton in skeletons.into_iter().flatten() {
            let step = &self.scheme.steps[skeleton.written];
            let Some(sources) = self.drawn_sources(&skeleton, step) else {
                self.money_lost = true;
                continue;
            };
            let done = match skeleton.verb {
                Verb::Share => self.lower_share(&skeleton, step, &sources),
                Verb::Award => self.lower_award(&skeleton, step, &sources),
                Verb::Split => self.lower_split(&skeleton, step, &sources),
                Verb::Collect => self.lower_collect(&skeleton, step, &sources),
                Verb::Gate => self.lower_gate(&skeleton, step, &sources),
            };
            if done.is_some() {
                let words = self.step_words(&skeleton, step, &sources);
                self.plan.steps[skeleton.step].words = words;
            } else {
                self.money_lost = true;
            }
        }
    }

    /// The sources that the step moves: those in its account, less those it does not name.
    fn drawn_sources(&mut self, skeleton: &Skeleton, step: &scheme::Step) -> Option<Vec<SourceId>> {
        let mut sources = self.account_sources(skeleton.account);
        if let Some(only) = skeleton.only {
            sources.retain(|source| *source == only);
        }
        if let Some(fund) = &step.fund {
            let known: Vec<String> = self.plan.sources.iter().map(|s| s.fund.clone()).collect();
            if !known.contains(fund.get_ref()) {
                let message = SchemeMessage::UnknownFund { name: fund.get_ref().clone() };
                self.fault_near(message, fund.span(), fund.get_ref(), known.iter().map(String::as_str));
                return None;
            }
            sources.retain(|source| self.plan.sources[source.0].fund == *fund.get_ref());
        }
        if sources.is_empty() && self.money_lost {
            return None;
        }
        if sources.is_empty() {
            let name = self.plan.accounts[skeleton.account.0].name.clone();
            self.fault(SchemeMessage::AccountEmpty { name }, skeleton.account_span.clone());
            return None;
        }
        Some(sources)
    }

    /// The amounts of a step: its own column for one source; a column for each and their sum for several.
    fn amount_columns(&mut self, skeleton: &Skeleton, amounts: &[(SourceId, ColumnId)], total: ColumnId) {
        self.plan.steps[skeleton.step].amounts = amounts.to_vec();
        if matches!(self.column(total).rule, Rule::Pending) {
            let typed = self.sum_of(amounts);
            let rounding = crate::scheme::Rounding::HalfUp;
            self.plan.columns[total.0].rule = Rule::Formula { typed, rounding };
            self.plan.columns[total.0].formula = "各来源合计".to_string();
        }
    }

    /// `stop`, or a named account as seen from rows of `table`.
    fn destination(&mut self, text: &Text, table: TableId) -> Option<Option<FlowEnd>> {
        if text.get_ref() == "stop" {
            return Some(None);
        }
        let (account, _) = self.account_named(text)?;
        self.end(account, table, &text.span()).map(Some)
    }
}

/// Bytes of a step's name.
fn name_span(step: &scheme::Step) -> Range<usize> {
    step.name.span()
}

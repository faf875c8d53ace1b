//! What differs between the sources of two years: cells, rows, parameters, standards, rules, totals of funds.
use super::cause::{Cause, CauseKind, Stated};
use super::pairing::Pairing;
use super::{cells, written};
use crate::book::Book;
use crate::messages::Findings;
use crate::number::format_fixed;
use crate::plan::*;
use std::collections::HashMap;

/// Cells and rows that are causes by themselves; what differs beyond is one cause for each table.
pub const CAUSES_MAX: usize = 100_000;

/// Everything that differs, and where it stands.
#[derive(Debug, Default)]
pub struct Causes {
    /// Each once: what holds for everybody first, then what is somebody's own.
    pub all: Vec<Cause>,
    pub(super) cells: HashMap<(ColumnId, u32), u32>,
    /// Rows that are in the later year alone.
    pub(super) came: HashMap<(TableId, u32), u32>,
    /// Rows that are in the earlier year alone: the later year's table, the earlier year's row.
    pub(super) gone: HashMap<(TableId, u32), u32>,
    pub(super) parameters: HashMap<ParameterId, u32>,
    pub(super) bands: HashMap<BandId, u32>,
    pub(super) tiers: HashMap<TierId, u32>,
    /// For each column that does not come about as it did: why.
    pub(super) rules: HashMap<ColumnId, Vec<u32>>,
    pub(super) relations: HashMap<RelationId, u32>,
}

impl Causes {
    /// Compares the sources of two years. `decisions`: the findings of each, for the answers to questions.
    pub fn between(pairing: &Pairing<'_>, findings: [&Findings; 2]) -> Causes {
        let mut causes = Causes::default();
        causes.rules(pairing);
        causes.standards(pairing);
        causes.parameters(pairing);
        cells::cells(&mut causes, pairing, &cells::decisions(findings));
        causes
    }

    /// How many of them are figures and rows.
    pub fn data(&self) -> usize {
        self.all.iter().filter(|cause| cause.kind.is_data()).count()
    }

    /// Adds one; gives its number.
    pub(super) fn add(&mut self, cause: Cause) -> u32 {
        self.all.push(cause);
        (self.all.len() - 1) as u32
    }

    fn named(&mut self, kind: CauseKind, what: String, place: &str, (old, new): (Option<String>, String)) -> u32 {
        let (place, old) = (place.to_string(), old.into());
        self.add(Cause { kind, what, place, old, new: Stated::Shown(new), ..Cause::default() })
    }

    fn rules(&mut self, pairing: &Pairing<'_>) {
        let steps = self.steps(pairing);
        let plans = [&pairing.before.plan, &pairing.after.plan];
        for id in (0..plans[1].columns.len()).map(ColumnId) {
            let old = pairing.columns[id.0];
            if old.is_some_and(|old| written::rule(plans[0], old) == written::rule(plans[1], id)) {
                continue;
            }
            let step = step_of(plans[1], id).and_then(|step| steps.get(step));
            let own = match (step, stated(plans[1], id)) {
                (Some(step), _) => vec![*step],
                (None, true) => vec![self.rule(pairing, old, id)],
                // A balance, or a helper of several steps: what they do is not what it was.
                _ if !steps.is_empty() => steps.values().copied().collect(),
                _ => vec![self.rule(pairing, old, id)],
            };
            self.rules.insert(id, own);
        }
        for id in (0..plans[1].relations.len()).map(RelationId) {
            let (old, new) =
                (pairing.relations[id.0].map(|old| written::related(plans[0], old)), written::related(plans[1], id));
            if old.as_ref() != Some(&new) {
                let cause = self.named(CauseKind::Rule, plans[1].relation(id).name.clone(), "", (old, new));
                self.relations.insert(id, cause);
            }
        }
    }

    /// Steps whose words are not the same, by name.
    fn steps(&mut self, pairing: &Pairing<'_>) -> HashMap<String, u32> {
        let mut changed = HashMap::new();
        let plans = [&pairing.before.plan, &pairing.after.plan];
        let find = |plan: &Plan, name: &str| plan.steps.iter().find(|step| step.name == name).map(|s| s.words.clone());
        let names: Vec<(&String, &String)> =
            plans[1].steps.iter().chain(&plans[0].steps).map(|step| (&step.name, &step.clause)).collect();
        for (name, clause) in names {
            let words = plans.map(|plan| find(plan, name));
            if words[0] == words[1] || changed.contains_key(name) {
                continue;
            }
            let [old, new] = words.map(Stated::from);
            let (what, place) = (format!("步骤“{name}”"), clause.clone());
            let step = self.add(Cause { kind: CauseKind::Rule, what, place, old, new, ..Cause::default() });
            changed.insert(name.clone(), step);
        }
        changed
    }

    /// A column whose formula the scheme states, or a fund's source.
    fn rule(&mut self, pairing: &Pairing<'_>, old: Option<ColumnId>, id: ColumnId) -> u32 {
        let (before, after) = (pairing.before, pairing.after);
        let column = after.plan.column(id);
        if let Some(source) = after.plan.sources.iter().find(|source| source.column == id) {
            let words = (old.map(|old| before.shown(old, 0)), after.shown(id, 0));
            let what = format!("“{}”来源“{}”", source.fund, source.name);
            return self.named(CauseKind::Fund, what, &column.clause, words);
        }
        let formula = |plan: &Plan, id: ColumnId| {
            let column = plan.column(id);
            let places = column.places.map_or(String::new(), |places| format!("，{places} 位小数"));
            format!("{}{places}", if column.formula.is_empty() { "录入" } else { &column.formula })
        };
        let words = (old.map(|old| formula(&before.plan, old)), formula(&after.plan, id));
        self.named(CauseKind::Rule, after.plan.full_name(id), &column.clause, words)
    }

    fn standards(&mut self, pairing: &Pairing<'_>) {
        let plans = [&pairing.before.plan, &pairing.after.plan];
        for (at, band) in plans[1].bands.iter().enumerate() {
            let old = plans[0].bands.iter().find(|other| other.name == band.name).map(written::band);
            let words = (old, written::band(band));
            if words.0.as_ref() != Some(&words.1) {
                let cause = self.named(CauseKind::Standard, format!("“{}”", band.name), &band.clause, words);
                self.bands.insert(BandId(at), cause);
            }
        }
        for (at, tier) in plans[1].tiers.iter().enumerate() {
            let old = plans[0].tiers.iter().find(|other| other.name == tier.name).map(written::tier);
            let words = (old, written::tier(tier));
            if words.0.as_ref() != Some(&words.1) {
                let cause = self.named(CauseKind::Standard, format!("“{}”", tier.name), &tier.clause, words);
                self.tiers.insert(TierId(at), cause);
            }
        }
    }

    fn parameters(&mut self, pairing: &Pairing<'_>) {
        let (before, after) = (pairing.before, pairing.after);
        for (index, parameter) in after.plan.parameters.iter().enumerate() {
            let old = before.plan.parameters.iter().position(|other| other.name == parameter.name);
            let old = old.map(|old| figure(before, old));
            let new = figure(after, index);
            if old.as_ref() == Some(&new) {
                continue;
            }
            let mut cause = Cause {
                kind: CauseKind::Parameter,
                what: format!("“{}”", parameter.name),
                place: cells::parameter_place(after, &parameter.name).unwrap_or_else(|| parameter.clause.clone()),
                old: old.into(),
                new: Stated::Shown(new),
                ..Cause::default()
            };
            let [was, is] = [before, after].map(|book| book.dataset.overlay.parameter(&parameter.name));
            cells::correct(&mut cause, was, is);
            let number = self.add(cause);
            self.parameters.insert(ParameterId(index), number);
        }
    }
}

fn figure(book: &Book, index: usize) -> String {
    let parameter = &book.plan.parameters[index];
    match &book.parameters[index] {
        ParameterValue::Number(value) => format_fixed(*value, parameter.ty.places.unwrap_or(0)),
        ParameterValue::Fraction(value, over) => format!("{value}/{over}"),
        ParameterValue::Text(text) => text.clone(),
        ParameterValue::Flag(flag) => if *flag { "是" } else { "否" }.to_string(),
    }
}

/// Whether the scheme states a column's formula itself.
fn stated(plan: &Plan, id: ColumnId) -> bool {
    matches!(plan.column(id).role, Role::Computed | Role::Input)
        || plan.sources.iter().any(|source| source.column == id)
}

/// The step that a column belongs to.
fn step_of(plan: &Plan, id: ColumnId) -> Option<&str> {
    if let Rule::Share(share, _) = plan.column(id).rule {
        return Some(&plan.shares[share.0].step);
    }
    let shared = |share: &&Share| [share.weight, share.weight_total].contains(&id);
    if let Some(share) = plan.shares.iter().find(shared) {
        return Some(&share.step);
    }
    let flow = plan.flows.iter().find(|flow| flow.column == id).and_then(|flow| flow.step);
    let has = |step: &Step| {
        let scaled = step.scaled.into_iter().flat_map(|(asked, given)| [asked, given]);
        let amounts = step.amounts.iter().map(|(_, column)| *column);
        let gate = step.gate.iter().map(|gate| gate.flag);
        amounts.chain(scaled).chain(gate).chain(step.nobody.iter().chain(&step.decides).copied()).any(|own| own == id)
    };
    let step = flow.map(|step| &plan.steps[step]).or_else(|| plan.steps.iter().find(|step| has(step)));
    step.map(|step| step.name.as_str())
}

//! Leave acts once, and a protected leave not at all (F6).
use super::Desk;
use super::facts::ANY;
use crate::formula::{Comparison, Function};
use crate::messages::RuleMessage;
use crate::plan::*;
use std::collections::{BTreeMap, BTreeSet};

/// A step that pays less for a protected leave.
pub(super) fn protected(desk: &mut Desk<'_>) {
    for step in &desk.plan.steps {
        let kinds = desk.facts.joined(step.decides.iter().copied()).protected();
        if !kinds.is_empty() {
            let message = RuleMessage::ProtectedLeave { step: step.name.clone(), kinds: kinds.join("、") };
            desk.tell(message, &step.span);
        }
    }
}

/// A kind of leave that is in a weight and in a deduction, or in two deductions, of the same people. A share of
/// what the deduction withheld is not a second time.
pub(super) fn twice(desk: &mut Desk<'_>) {
    let plan = desk.plan;
    let mut acting: BTreeMap<(TableId, &str), Vec<usize>> = BTreeMap::new();
    let all: BTreeSet<&'static str> = leaves(desk).flat_map(|(_, kinds)| kinds).collect();
    for (number, kinds) in leaves(desk) {
        // A score of attendance has every kind in it.
        let kinds = if kinds.iter().any(|kind| ANY.contains(kind)) { all.clone() } else { kinds };
        for kind in kinds {
            acting.entry((plan.steps[number].table, kind)).or_default().push(number);
        }
    }
    let mut told: Vec<(Vec<usize>, Vec<&str>)> = Vec::new();
    for ((_, kind), steps) in acting {
        let gates: Vec<usize> = steps.iter().copied().filter(|step| plan.steps[*step].verb == Verb::Gate).collect();
        let fed = |step: &usize| {
            let source = plan.steps[*step].account;
            plan.flows.iter().any(|f| f.to.account == source && f.step.is_some_and(|s| gates.contains(&s)))
        };
        let together: Vec<usize> = steps.iter().copied().filter(|step| gates.contains(step) || !fed(step)).collect();
        let meets = |step: &usize| {
            let other = |other: &usize| other != step && !exclude(plan, *step, *other);
            together.iter().any(other)
        };
        let together: Vec<usize> = together.iter().copied().filter(meets).collect();
        if gates.is_empty() || together.len() < 2 {
            continue;
        }
        match told.iter_mut().find(|(steps, _)| *steps == together) {
            Some((_, kinds)) => kinds.push(kind),
            None => told.push((together, vec![kind])),
        }
    }
    for (steps, kinds) in told {
        let names: Vec<&str> = steps.iter().map(|step| plan.steps[*step].name.as_str()).collect();
        let message = RuleMessage::LeaveTwice { kinds: kinds.join("、"), steps: names.join("、") };
        desk.tell(message, &plan.steps[steps[0]].span);
    }
}

/// Each step with the kinds of leave that decide it.
fn leaves(desk: &Desk<'_>) -> impl Iterator<Item = (usize, BTreeSet<&'static str>)> {
    let steps = desk.plan.steps.iter().enumerate();
    steps.map(|(number, step)| (number, desk.facts.joined(step.decides.iter().copied()).leave))
}

/// Whether two gates never bite on the same row: one asks that a text is what the other asks that it is not.
fn exclude(plan: &Plan, one: usize, other: usize) -> bool {
    let asked = |step: usize| {
        let flag = plan.steps[step].gate.as_ref().map(|gate| &plan.column(gate.flag).rule);
        let mut asked = Vec::new();
        if let Some(Rule::Formula { typed, .. }) = flag {
            conjuncts(plan, typed, &mut asked);
        }
        asked
    };
    let others = asked(other);
    let against = |a: &Asked, b: &Asked| {
        a.column == b.column
            && match (a.equal, b.equal) {
                (true, true) => a.text != b.text,
                (false, false) => false,
                _ => a.text == b.text,
            }
    };
    asked(one).iter().any(|a| others.iter().any(|b| against(a, b)))
}

/// A condition that a text column is a word, or is not.
struct Asked {
    column: ColumnId,
    text: String,
    equal: bool,
}

/// The conditions on texts that a formula asks for together.
fn conjuncts(plan: &Plan, typed: &Typed, asked: &mut Vec<Asked>) {
    let TypedNode::Call(function, arguments) = &typed.node else { return };
    match function {
        Function::And => arguments.iter().for_each(|argument| conjuncts(plan, argument, asked)),
        Function::Compare(comparison @ (Comparison::Equal | Comparison::NotEqual)) => {
            if let [left, right] = &arguments[..]
                && let (TypedNode::Column { path, column }, TypedNode::Text(text)) = (&left.node, &right.node)
                && path.is_empty()
            {
                let equal = *comparison == Comparison::Equal;
                asked.push(Asked { column: *column, text: plan.texts[*text].clone(), equal });
            }
        }
        _ => {}
    }
}

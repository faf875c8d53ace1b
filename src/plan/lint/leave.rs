//! Leave acts once, and a protected leave not at all (F6).
use super::Desk;
use crate::messages::RuleMessage;
use crate::plan::*;
use std::collections::BTreeMap;

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
    for (number, step) in plan.steps.iter().enumerate() {
        for kind in &desk.facts.joined(step.decides.iter().copied()).leave {
            acting.entry((step.table, kind)).or_default().push(number);
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

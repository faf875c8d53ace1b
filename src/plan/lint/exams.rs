//! Money by entrance exams after the general plan of 2020 (F1), and evaluations by exams alone (C4).
use super::Desk;
use crate::messages::RuleMessage;
use crate::plan::*;
use crate::scheme::ExamOnly;

/// The last year in which entrance exams could be rewarded: the plan is of 13 October 2020, prizes are of summer.
const LAST_YEAR: u16 = 2020;

/// Funds that pay by entrance exam results.
pub(super) fn funds(desk: &mut Desk<'_>) {
    if desk.scheme.head.year <= LAST_YEAR {
        return;
    }
    for fund in desk.scheme.funds.iter().filter(|fund| fund.exam_ground.is_none()) {
        let plan = desk.plan;
        let of_fund = |source: &SourceId| plan.sources[source.0].fund == *fund.name.get_ref();
        let mut steps: Vec<&str> = Vec::new();
        for step in &plan.steps {
            let moves = step.amounts.iter().any(|(source, _)| of_fund(source));
            let entrance = desk.facts.joined(step.decides.iter().copied()).entrance;
            if moves && entrance && !steps.contains(&step.name.as_str()) {
                steps.push(&step.name);
            }
        }
        if !steps.is_empty() {
            let message = RuleMessage::ExamFund { fund: fund.name.get_ref().clone(), steps: steps.join("、") };
            desk.tell(message, &fund.name.span());
        }
    }
}

/// Steps and consequences decided by exam results and nothing else.
pub(super) fn alone(desk: &mut Desk<'_>) {
    let told = if desk.scheme.head.year > LAST_YEAR { ExamOnly::Warn } else { ExamOnly::Allow };
    let told = desk.scheme.head.exam_only.unwrap_or(told);
    if told == ExamOnly::Allow {
        return;
    }
    let plan = desk.plan;
    let steps = plan.steps.iter().map(|step| (&step.name, step.decides.clone(), &step.span));
    let consequences = plan.consequences.iter().map(|c| (&c.name, vec![c.column], &plan.column(c.column).span));
    for (name, decides, span) in steps.chain(consequences) {
        if !desk.facts.joined(decides).exam_only() {
            continue;
        }
        let name = name.clone();
        match told {
            ExamOnly::Refuse => desk.tell(RuleMessage::ExamOnlyRefused { name }, span),
            _ => desk.tell(RuleMessage::ExamOnly { name }, span),
        }
    }
}

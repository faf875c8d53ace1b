//! Which keys each kind of step needs and which it has a use for; all mistakes of a step in one pass.
use crate::messages::{Place, SchemeMessage};
use crate::plan::builder::Builder;
use crate::plan::model::Verb;
use crate::scheme::{SettlementUnit, ShareMethod, Step};

/// A key, whether it is written, and what the step does with it.
type Key = (&'static str, bool, Use);

#[derive(Clone, Copy, PartialEq)]
enum Use {
    Needed,
    Allowed,
    None,
}

impl Builder<'_> {
    /// Tells of every key that is missing or has no use.
    pub(super) fn check_keys(&mut self, step: &Step, verb: Verb) {
        for (key, written, how) in keys(step, verb) {
            let (name, key) = (step.name.get_ref().clone(), key.to_string());
            let message = match (how, written) {
                (Use::Needed, false) => SchemeMessage::StepNeeds { step: name, key },
                (Use::None, true) => SchemeMessage::StepKeyUnused { step: name, key },
                _ => continue,
            };
            self.findings.add(message, Place::scheme(step.name.span()));
        }
    }
}

fn keys(step: &Step, verb: Verb) -> [Key; 19] {
    let only = |verbs: &[Verb], how: Use| if verbs.contains(&verb) { how } else { Use::None };
    let when = |condition: bool, then: Use, otherwise: Use| if condition { then } else { otherwise };
    let method = step.method.as_ref().map(|method| *method.get_ref());
    let unit = step.unit.as_ref().map(|unit| *unit.get_ref()).unwrap_or_default();
    let scales = step.overrun.as_ref().is_some_and(|overrun| overrun.get_ref() == "scale");
    let by_remainder = match verb {
        Verb::Award => scales || step.sources.is_some(),
        _ => method == Some(ShareMethod::LargestRemainder),
    };
    // Without a method nothing can be said of what goes with it.
    let leaves = method.is_some_and(|m| m != ShareMethod::LargestRemainder || unit != SettlementUnit::Fen);
    let highest = !step.highest.is_empty();
    use Verb::{Award, Collect, Gate, Share, Split};
    let money = [Share, Award, Collect];
    let ties =
        if verb == Share && method.is_none() { Use::Allowed } else { when(by_remainder, Use::Needed, Use::None) };
    let residue = if method.is_none() { Use::Allowed } else { when(leaves, Use::Needed, Use::None) };
    [
        ("to", step.to.is_some(), only(&money, Use::Needed)),
        ("by", step.by.is_some(), only(&money, Use::Allowed)),
        ("into", step.into.is_some(), when(verb == Gate, Use::Needed, only(&money, Use::Allowed))),
        ("weight", step.weight.is_some(), only(&[Share], Use::Needed)),
        ("places", step.places.is_some(), only(&[Share, Gate], Use::Allowed)),
        ("amount", step.amount.is_some(), only(&[Award], Use::Needed)),
        ("method", step.method.is_some(), only(&[Share], Use::Needed)),
        ("unit", step.unit.is_some(), when(verb == Award && !scales, Use::None, only(&[Share, Award], Use::Allowed))),
        ("ties", !step.ties.is_empty(), only(&[Share, Award], ties)),
        ("residue", step.residue.is_some(), only(&[Share], residue)),
        ("empty", step.empty.is_some(), only(&[Share], Use::Needed)),
        ("sources", step.sources.is_some(), only(&[Share, Award], Use::Allowed)),
        ("overrun", step.overrun.is_some(), only(&[Award], Use::Needed)),
        ("parts", !step.parts.is_empty(), only(&[Split], Use::Needed)),
        ("when", step.when.is_some(), only(&[Gate], Use::Allowed)),
        ("pays", step.pays.is_some(), only(&[Gate], when(highest, Use::None, Use::Needed))),
        ("highest", highest, only(&[Gate], Use::Allowed)),
        ("needs", !step.needs.is_empty(), only(&[Gate], Use::Allowed)),
        ("counts", step.counts.is_some(), only(&[Gate], Use::Needed)),
    ]
}

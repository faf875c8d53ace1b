//! What the scheme writes and no rule uses.
use super::Desk;
use crate::messages::RuleMessage;
use crate::plan::*;
use crate::scheme::InputKind;
use std::collections::HashSet;

/// Computed columns, and input columns of figures and choices, that nothing reads.
pub(super) fn columns(desk: &mut Desk<'_>) {
    let plan = desk.plan;
    let used = used(plan);
    // Without money the columns themselves are what is asked for.
    let result = plan.steps.is_empty();
    for index in 0..plan.tables.len() {
        let Some(table) = plan.tables[index].scheme.map(|table| &desk.scheme.tables[table]) else { continue };
        let unread = |name: &str| plan.find_column(TableId(index), name).is_some_and(|id| !used.contains(&id));
        for column in table.columns.iter().filter(|column| !column.shown && !result) {
            let name = column.name.get_ref();
            if unread(name) {
                desk.tell(RuleMessage::ColumnUnread { name: name.clone() }, &column.name.span());
            }
        }
        for input in table.inputs.iter().filter(|input| !input.shown) {
            let name = input.name.get_ref();
            // Names, numbers and remarks are there for people to read.
            use InputKind::{AccountNumber, Date, IdNumber, Text};
            let decides = !matches!(input.kind.get_ref(), Text | IdNumber | AccountNumber | Date);
            if decides && unread(name) {
                desk.tell(RuleMessage::InputUnread { name: name.clone() }, &input.name.span());
            }
        }
    }
}

/// Every column that a formula, a step, a check or a page reads.
fn used(plan: &Plan) -> HashSet<ColumnId> {
    let mut used: HashSet<ColumnId> = (0..plan.columns.len()).flat_map(|id| plan.reads(ColumnId(id))).collect();
    for table in &plan.tables {
        used.extend(&table.key);
        used.extend(table.payee.iter().flat_map(|payee| [payee.name, payee.unit_name]));
        used.extend(table.derived.iter().flat_map(|derived| derived.by.iter().copied()));
    }
    used.extend(
        plan.relations.iter().flat_map(|r| r.by.iter().chain(&r.agree).flat_map(|(own, other)| [*own, *other])),
    );
    used.extend(plan.sources.iter().map(|source| source.column));
    used.extend(plan.flows.iter().map(|flow| flow.column));
    for step in &plan.steps {
        used.extend(&step.decides);
        used.extend(step.gate.iter().flat_map(|gate| &gate.needs));
    }
    used.extend(plan.checks.iter().flat_map(|check| check.show.iter().copied().chain([check.column])));
    used.extend(plan.consequences.iter().flat_map(|c| c.show.iter().copied().chain([c.column])));
    for payment in &plan.payments {
        used.extend(payment.fields.iter().map(|(_, reached)| reached.column));
    }
    for document in &plan.documents {
        used.extend(document.columns.iter().copied());
        used.extend([document.staff_kind, document.unit_kind, document.last_year].into_iter().flatten());
    }
    let accounting = plan.accounting.iter();
    used.extend(accounting.flat_map(|accounting| [accounting.unit, accounting.unit_kind]).flatten());
    used.extend(plan.accounting.iter().flat_map(|accounting| accounting.withheld_tax.iter()));
    used.extend(plan.tax.iter().flat_map(|tax| tax.person.iter().chain(&tax.earlier)));
    used
}

/// Band and tier tables that no formula uses.
pub(super) fn standards(desk: &mut Desk<'_>) {
    let plan = desk.plan;
    let (mut bands, mut tiers) = (HashSet::new(), HashSet::new());
    for column in &plan.columns {
        let Rule::Formula { typed, .. } = &column.rule else { continue };
        typed.walk(&mut |node| match &node.node {
            TypedNode::Band(band) => drop(bands.insert(band.band)),
            TypedNode::Places(places) => drop(tiers.insert(places.tier)),
            _ => {}
        });
    }
    let bands = desk.scheme.bands.iter().zip(0..).filter(|(_, id)| !bands.contains(&BandId(*id))).map(|(b, _)| &b.name);
    let tiers = desk.scheme.tiers.iter().zip(0..).filter(|(_, id)| !tiers.contains(&TierId(*id))).map(|(t, _)| &t.name);
    for name in bands.chain(tiers) {
        desk.tell(RuleMessage::StandardUnused { name: name.get_ref().clone() }, &name.span());
    }
}

/// Accounts of the scheme that no money moves through.
pub(super) fn accounts(desk: &mut Desk<'_>) {
    let plan = desk.plan;
    let moved: HashSet<AccountId> =
        plan.flows.iter().flat_map(|flow| flow.from.iter().chain([&flow.to]).map(|end| end.account)).collect();
    for account in &desk.scheme.accounts {
        let found = plan.accounts.iter().position(|a| a.span == account.name.span());
        if found.is_some_and(|found| !moved.contains(&AccountId(found))) {
            desk.tell(RuleMessage::AccountUnused { name: account.name.get_ref().clone() }, &account.name.span());
        }
    }
}

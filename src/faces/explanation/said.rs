//! What is said of a subject beside its items, in words for every form: scope, gates, payment, place.
use super::model::Explanation;
use super::objected::objection_line;
use super::subject_told::{GateTold, Item, PaymentTold, Standing, Subject};
use super::text::source;
use crate::messages::Language;

/// The amount.
pub(super) fn amount(subject: &Subject, language: Language) -> String {
    let amount = &subject.amount;
    match (subject.kind, language) {
        ("payee", Language::Chinese) => format!("实发 {amount} 元"),
        ("unit", Language::Chinese) => format!("本单位人员实发合计 {amount} 元"),
        (_, Language::Chinese) => format!("资金 {amount} 元"),
        ("payee", Language::English) => format!("paid {amount} yuan"),
        ("unit", Language::English) => format!("its people are paid {amount} yuan"),
        (_, Language::English) => format!("holds {amount} yuan"),
    }
}

/// Everything that is said of a subject beside its items.
pub(crate) fn subject_words(explanation: &Explanation, subject: &Subject, language: Language) -> Vec<String> {
    let mut lines: Vec<String> = scope(explanation, subject, language).into_iter().collect();
    lines.extend(ends(subject, language));
    lines.extend(nothing(subject, language));
    lines.extend(gates(explanation, subject, language));
    lines.extend(payments(subject, language));
    lines.extend(standing(subject, language));
    lines
}

/// Which funds the amount is of, and what the whole year comes to, where the batch pays some funds only.
pub(super) fn scope(explanation: &Explanation, subject: &Subject, language: Language) -> Option<String> {
    if explanation.funds.is_empty() {
        return None;
    }
    let funds = explanation.funds.join(language.pick("、", ", "));
    Some(match (&subject.year, language) {
        (Some(year), Language::Chinese) => format!("本批次只发放：{funds}；全年各项基金合计 {year} 元"),
        (Some(year), Language::English) => format!("this batch pays {funds} only; the whole year comes to {year} yuan"),
        (None, _) if explanation.funds.contains(&subject.name) => return None,
        (None, Language::Chinese) => format!("本批次只发放：{funds}；这项基金不在本批次发放"),
        (None, Language::English) => format!("this batch pays {funds} only, not this fund"),
    })
}

/// Above what moved through a unit's own accounts.
pub(super) fn moved_title(language: Language) -> &'static str {
    language.pick("经过本单位账户的资金", "Through the unit's own accounts")
}

/// Above items of funds that the batch does not pay.
pub(super) fn elsewhere_title(language: Language) -> &'static str {
    language.pick("不在本批次发放的基金", "Funds that this batch does not pay")
}

/// Where an item came from and went to.
pub(crate) fn way(item: &Item) -> String {
    let from = item.from.as_ref().map_or(String::new(), |from| format!(" {from}"));
    item.to.as_ref().map_or(String::new(), |to| format!("{from} → {to}"))
}

/// Where a fund's money ended.
pub(super) fn ends(subject: &Subject, language: Language) -> Vec<String> {
    if subject.ends.is_empty() {
        return Vec::new();
    }
    let title = language.pick("资金去向（合计等于资金总额）", "Where it ended (together what came in)").to_string();
    let line = |end: &super::End| format!("  {:>14}　{}（{}）", end.amount, end.account, kind(end.kind, language));
    std::iter::once(title).chain(subject.ends.iter().map(line)).collect()
}

/// The gates: those that took something with both amounts, those that applied with what the office put on record,
/// and in a line those that did not matter.
pub(super) fn gates(explanation: &Explanation, subject: &Subject, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let mut recorded: Vec<&[(String, String, usize)]> = Vec::new();
    for gate in subject.gates.iter().filter(|gate| decided(gate)) {
        lines.extend(bitten(gate, language));
        if !recorded.contains(&gate.evidence.as_slice()) {
            recorded.push(&gate.evidence);
            let line = |(name, value, cell): &(String, String, usize)| {
                format!("  {name} {value} ← {}", source(explanation, Some(*cell), language))
            };
            lines.extend(gate.evidence.iter().map(line));
        }
    }
    let nothing = language.pick("符合但没有可扣款项的限制条件", "conditions that applied with nothing to take");
    let idle = language.pick("不符合、没有影响的限制条件", "conditions that did not apply");
    for (title, bit) in [(nothing, true), (idle, false)] {
        let of = subject.gates.iter().filter(|gate| gate.bit == bit && !decided(gate));
        lines.extend(named(title, of.map(|gate| (&gate.step, &gate.clause, gate.cell)), language));
    }
    lines
}

/// Whether a gate took something, or applied to somebody on the ground of what the office put on record.
pub(crate) fn decided(gate: &GateTold) -> bool {
    gate.without != gate.with || gate.bit && !gate.evidence.is_empty()
}

/// Steps that gave nothing, in a line.
pub(super) fn nothing(subject: &Subject, language: Language) -> Option<String> {
    let title = language.pick("没有取得的项目", "steps that gave nothing");
    named(title, subject.nothing.iter().map(|(step, clause, cell)| (step, clause, *cell)), language)
}

fn named<'s>(
    title: &str,
    steps: impl Iterator<Item = (&'s String, &'s String, usize)>,
    language: Language,
) -> Option<String> {
    let names: Vec<String> =
        steps.map(|(step, clause, cell)| format!("{step}{}〔{cell}〕", bracketed(clause))).collect();
    let names = (!names.is_empty()).then(|| names.join(language.pick("、", ", ")))?;
    Some(format!("{title}{}{names}", language.pick("：", ": ")))
}

fn bitten(gate: &GateTold, language: Language) -> Vec<String> {
    let GateTold { step, clause, without, with, cell, to, onward, .. } = gate;
    let clause = bracketed(clause);
    let mut lines = vec![match language {
        Language::Chinese => {
            format!("限制条件 {step}{clause}〔{cell}〕：不适用时 {without} 元，适用后 {with} 元")
        }
        Language::English => format!("condition {step}{clause}〔{cell}〕: {without} yuan without it, {with} with it"),
    }];
    if without == with {
        return lines;
    }
    let kind = kind(onward.kind, language);
    let steps: Vec<String> =
        onward.steps.iter().map(|[step, clause, to]| format!("{step}{} → {to}", bracketed(clause))).collect();
    let steps = steps.join(language.pick("；", "; "));
    lines.push(match (steps.is_empty(), language) {
        (true, Language::Chinese) => format!("  扣下的款项在“{to}”（{kind}），不再分配"),
        (true, Language::English) => format!("  what was withheld stays in {to} ({kind})"),
        (false, Language::Chinese) => format!("  扣下的款项进“{to}”（{kind}），再由：{steps}"),
        (false, Language::English) => format!("  what was withheld went to {to} ({kind}), then: {steps}"),
    });
    lines
}

/// What became of the amount, and what was objected about it.
pub(super) fn payments(subject: &Subject, language: Language) -> Vec<String> {
    let payments = subject.payment.iter().map(|told| payment(told, language));
    payments.chain(subject.objections.iter().map(|told| objection_line(told, language))).collect()
}

fn payment(told: &PaymentTold, language: Language) -> String {
    let PaymentTold { kind, amount, day, document, receipt, ground } = told;
    let ground = if ground.is_empty() { String::new() } else { format!("{}{ground}", language.pick("：", ": ")) };
    match (*kind, language) {
        ("held", Language::Chinese) => format!("缓发 {amount} 元（{document}，{day}）{ground}"),
        ("held", Language::English) => format!("held back: {amount} yuan ({document}, {day}){ground}"),
        ("corrected", Language::Chinese) => {
            format!("发放后更正 {amount} 元（正数补发，负数追回；{document}，{day}）{ground}")
        }
        ("corrected", Language::English) => {
            format!(
                "corrected after the payment by {amount} yuan (below zero is claimed back; {document}, {day}){ground}"
            )
        }
        ("ordered", Language::Chinese) => {
            format!("已列入发放 {amount} 元（据{document}，{day}），尚未登记付款结果{ground}")
        }
        ("ordered", Language::English) => {
            format!("to be paid: {amount} yuan (by {document}, {day}), no answer recorded yet{ground}")
        }
        ("paid", Language::Chinese) => format!("已付 {amount} 元：{day}，凭证 {document}，回单 {receipt}{ground}"),
        ("paid", Language::English) => {
            format!("paid {amount} yuan on {day}, voucher {document}, receipt {receipt}{ground}")
        }
        (_, Language::Chinese) => format!("退票 {amount} 元：{day}，凭证 {document}{ground}，尚未付到"),
        (_, Language::English) => {
            format!("came back: {amount} yuan on {day}, voucher {document}{ground}, not paid yet")
        }
    }
}

/// The place in the group, or why nothing is said of it.
pub(super) fn standing(subject: &Subject, language: Language) -> Option<String> {
    let Some(Standing { count, rank, least, median, most }) = &subject.standing else {
        return (subject.kind == "payee").then(|| match language {
            Language::Chinese => format!("本单位不足 {} 人，不列位次", super::GROUP_LEAST),
            Language::English => format!("fewer than {} in the unit: no place is told", super::GROUP_LEAST),
        });
    };
    Some(match language {
        Language::Chinese => format!("本单位 {count} 人中第 {rank}：最低 {least}，中位 {median}，最高 {most}"),
        Language::English => {
            format!("place {rank} of {count} in the unit: least {least}, median {median}, most {most}")
        }
    })
}

/// A kind of account in words.
fn kind(kind: &str, language: Language) -> &'static str {
    match kind {
        "transit" => language.pick("过渡", "in transit"),
        "paid" => language.pick("已分配到人", "paid to people"),
        "withheld" => language.pick("扣发", "withheld"),
        "held" => language.pick("缓发", "held"),
        "carried_over" => language.pick("结转下年", "carried over"),
        "returned" => language.pick("交回财政", "returned to the treasury"),
        "reserved" => language.pick("预留", "reserved"),
        _ => language.pick("待定", "undecided"),
    }
}

fn bracketed(clause: &str) -> String {
    if clause.is_empty() { String::new() } else { format!("（{clause}）") }
}

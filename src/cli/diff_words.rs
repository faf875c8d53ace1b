//! What changed between two batches, on the screen.
use super::effect_words;
use fenpei::effect::Changes;
use fenpei::faces::{apart_words, group_words};
use fenpei::messages::Language;
use fenpei::number::format_fixed;

/// Causes on the screen, and groups of people with the same causes; the rest is only counted.
const LINES_MAX: usize = 20;

/// Amounts, then causes, then who changed for the same ones.
pub fn told(changes: &Changes, language: Language) -> String {
    let mut blocks = vec![effect_words::told(&changes.effect, &[], language)];
    if !changes.causes.is_empty() {
        blocks.push(causes(changes, language));
    }
    if !changes.reasons.is_empty() {
        blocks.push(groups(changes, language));
    }
    let totals = changes.totals.iter().map(|(name, old, new)| {
        let word = language.pick("资金总额", "fund's total");
        format!("{word} {name}：{} → {}", format_fixed(*old, 2), format_fixed(*new, 2))
    });
    let notes: Vec<String> = totals.chain(changes.apart.iter().map(|apart| apart_words(apart, language))).collect();
    if !notes.is_empty() {
        blocks.push(notes.join("\n"));
    }
    blocks.join("\n\n")
}

fn causes(changes: &Changes, language: Language) -> String {
    let count = changes.causes.len();
    let mut lines = vec![match language {
        Language::Chinese => format!("原因 {count} 项："),
        Language::English => format!("{count} causes:"),
    }];
    let named = changes.causes.iter().enumerate().take(LINES_MAX);
    lines.extend(named.map(|(at, cause)| format!("  {}. {}", at + 1, cause.words(language))));
    lines.extend(rest(count, language.pick("项", "causes"), language));
    lines.join("\n")
}

fn groups(changes: &Changes, language: Language) -> String {
    let groups = changes.groups();
    let mut lines = vec![language.pick("原因相同的人：", "people with the same causes:").to_string()];
    for (group, people) in groups.iter().take(LINES_MAX) {
        let amounts: Vec<i64> = people.iter().map(|at| changes.effect.persons[*at].change()).collect();
        let sums = [true, false].map(|up| amounts.iter().filter(|fen| (**fen > 0) == up).sum::<i64>());
        let (up, down) = (format_fixed(sums[0], 2), format_fixed(sums[1], 2));
        let (count, words) = (people.len(), group_words(group, language));
        lines.push(match language {
            Language::Chinese => format!("  {count} 人，增加 {up}，减少 {down}：{words}"),
            Language::English => format!("  {count} people, {up} more, {down} less: {words}"),
        });
    }
    lines.extend(rest(groups.len(), language.pick("组", "groups"), language));
    lines.join("\n")
}

fn rest(count: usize, what: &str, language: Language) -> Option<String> {
    let rest = count.checked_sub(LINES_MAX).filter(|rest| *rest > 0)?;
    Some(match language {
        Language::Chinese => format!("  ……另有 {rest} {what}，见 --out 的工作簿"),
        Language::English => format!("  … {rest} more {what}: see the workbook of --out"),
    })
}

//! The amount: what it is made of, what decided it, and the arithmetic from it down to the cells.
use super::{PacketSources, Section};
use crate::faces::explanation::{
    How, reached, rounding_words, share_lines, share_sources, subject_words, use_words, way,
};
use crate::messages::Language;

/// Lines of arithmetic in a packet; what is left out is in the explanation itself.
const STEPS_MAX: usize = 400;

pub(super) fn sections(sources: &PacketSources<'_>) -> Vec<Section> {
    let mut sections = vec![identity(sources)];
    let Some(subject) = sources.explanation.subjects.first() else { return sections };
    let mut items = Section::new("金额和构成", &["基金·来源", "项目", "依据", "金额（元）", "去向", "算式"]);
    items.sentences = subject_words(sources.explanation, subject, Language::Chinese);
    for item in subject.items.iter().chain(&subject.elsewhere) {
        items.lines.push(vec![
            format!("{}·{}", item.fund, item.source),
            item.step.clone(),
            item.clause.clone(),
            item.amount.clone(),
            way(item).trim().to_string(),
            format!("〔{}〕", item.cell),
        ]);
    }
    sections.push(items);
    sections.push(arithmetic(sources));
    sections
}

fn identity(sources: &PacketSources<'_>) -> Section {
    let edition = sources.edition;
    let mut section = Section::new("批次和人员", &["项目", "内容"]);
    let subject = sources.explanation.subjects.first();
    let mut line = |name: &str, value: String| section.lines.push(vec![name.to_string(), value]);
    if let Some(subject) = subject {
        line("姓名", subject.name.clone());
        line("编号", subject.key.clone());
        line("单位", subject.unit.clone());
        line("实发（元）", subject.amount.clone());
    }
    line("分配方案", edition.scheme.clone());
    line("依据", edition.basis.clone());
    line("批次", edition.batch.clone());
    line("批次校验码（SHA-256）", edition.fingerprint.clone());
    line("阶段", edition.notice().to_string());
    if let Some(parent) = &edition.parent {
        line("上一阶段批次", format!("{}（{}）", parent.batch, parent.fingerprint));
    }
    line("程序", format!("fenpei {}", env!("CARGO_PKG_VERSION")));
    section
}

fn arithmetic(sources: &PacketSources<'_>) -> Section {
    let explanation = sources.explanation;
    let mut section = Section::new("计算过程", &["号", "行和列", "值", "算法和代入的数", "数的出处"]);
    let cells = reached(explanation);
    for number in cells.iter().take(STEPS_MAX) {
        let cell = &explanation.cells[*number];
        let (arithmetic, from) = match &cell.how {
            How::Share(share) => (
                share_lines(share, Language::Chinese).join("\n"),
                share_sources(explanation, share, Language::Chinese).join("\n"),
            ),
            How::Formula { formula, with_values, uses, .. } => {
                let from: Vec<String> = uses.iter().map(|used| use_words(explanation, used)).collect();
                let rounded = rounding_words(cell, Language::Chinese);
                (format!("＝ {formula}{rounded}\n＝ {with_values}"), from.join("\n"))
            }
            How::Input { .. } | How::Structure { .. } => continue,
        };
        let clause = if cell.clause.is_empty() { String::new() } else { format!("（{}）", cell.clause) };
        section.lines.push(vec![
            format!("〔{number}〕"),
            format!("{}　{}{clause}", cell.row, cell.column),
            format!("{} {}", cell.value, cell.unit).trim().to_string(),
            arithmetic,
            from,
        ]);
    }
    let left = cells.len().saturating_sub(STEPS_MAX);
    if left > 0 {
        section.sentences.push(format!("另有 {left} 项没有列出，全部见 fenpei explain 的 json。"));
    }
    section
}

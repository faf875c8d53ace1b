//! The rules: every article that the amount rests on, its words, and the rules under it as the scheme writes them.
use super::{PacketSources, Section};
use crate::faces::explanation::{Cell, Explanation, How, Use, decided, reached};
use crate::plan::Plan;

pub(super) fn section(sources: &PacketSources<'_>) -> Section {
    let plan = &sources.book.plan;
    let explanation = sources.explanation;
    // What gave nothing and did not matter rests on articles too, and they are not at issue.
    let cells: Vec<&Cell> = reached(explanation).into_iter().map(|cell| &explanation.cells[cell]).collect();
    let mut section = Section::new("所依据的条文和规则", &["条文", "方案中的规则", "条文原文"]);
    for clause in clauses(explanation, &cells) {
        section.lines.push(vec![clause.clone(), rules(plan, (explanation, &cells), &clause), words(plan, &clause)]);
    }
    let uncited = rules(plan, (explanation, &cells), "");
    if !uncited.is_empty() {
        section.lines.push(vec!["（方案未注明条文）".to_string(), uncited, String::new()]);
    }
    if plan.articles.is_empty() {
        section.heads.pop();
        section.lines.iter_mut().for_each(|line| line.truncate(2));
        let basis = &sources.edition.basis;
        section.sentences.push(format!("分配方案只有规则，没有收录条文原文；条文见{basis}，请另附文件。"));
    }
    section
}

/// Every article cited, in the order in which it is first needed.
fn clauses(explanation: &Explanation, cells: &[&Cell]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |clause: &str| {
        if !clause.is_empty() && !found.iter().any(|known| known == clause) {
            found.push(clause.to_string());
        }
    };
    for subject in &explanation.subjects {
        subject.items.iter().for_each(|item| add(&item.clause));
        subject.gates.iter().filter(|gate| decided(gate)).for_each(|gate| add(&gate.clause));
    }
    for cell in cells {
        add(&cell.clause);
        let How::Formula { uses, .. } = &cell.how else { continue };
        for used in uses {
            match used {
                Use::Parameter { clause, .. } | Use::Tier { clause, .. } | Use::Band { clause, .. } => add(clause),
                Use::Column { .. } | Use::Aggregate { .. } | Use::Rank { .. } => {}
            }
        }
    }
    found
}

/// The words of the articles that a citation names; a scheme without a document has none.
fn words(plan: &Plan, clause: &str) -> String {
    let cited = |name: &str| clause.split(['、', '，']).any(|part| part.trim() == name);
    let articles = plan.articles.iter().filter(|article| cited(&article.name));
    articles.map(|article| format!("{} {}", article.name, article.words)).collect::<Vec<_>>().join("\n")
}

/// The rules that cite an article, those that the explanation uses.
fn rules(plan: &Plan, (explanation, cells): (&Explanation, &[&Cell]), clause: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut add = |line: String| {
        if !lines.contains(&line) {
            lines.push(line);
        }
    };
    for step in plan.steps.iter().filter(|step| step.clause == clause && gave(explanation, &step.name)) {
        let note = if step.note.is_empty() { String::new() } else { format!("（{}）", step.note) };
        add(format!("{}：{}{note}", step.name, step.words));
    }
    // Helpers of a step cite nothing and are told with its arithmetic.
    for cell in cells.iter().filter(|cell| cell.clause == clause && !clause.is_empty()) {
        if let How::Formula { formula, .. } = &cell.how {
            let note = if cell.note.is_empty() { String::new() } else { format!("（{}）", cell.note) };
            let formula = formula.split_whitespace().collect::<Vec<_>>().join(" ");
            add(format!("{} ＝ {formula}{note}", cell.column));
        }
    }
    for used in uses(cells) {
        match used {
            Use::Parameter { name, value, unit, clause: own, decided, .. } if own == clause => {
                let decided = if decided.is_empty() { String::new() } else { format!("（{decided}）") };
                add(format!("参数 {name} ＝ {value} {unit}{decided}"));
            }
            Use::Band { name, row, value, clause: own, .. } if own == clause => {
                add(format!("标准 {name}：{row} → {value}"));
            }
            _ => {}
        }
    }
    lines.join("\n")
}

/// Whether a step gave the person something, took something, or shared what did.
fn gave(explanation: &Explanation, step: &str) -> bool {
    let subject = explanation.subjects.first();
    let item = subject.is_some_and(|subject| subject.items.iter().any(|item| item.step == step));
    let gate = subject.is_some_and(|subject| subject.gates.iter().any(|gate| decided(gate) && gate.step == step));
    item || gate
}

fn uses<'c>(cells: &'c [&Cell]) -> impl Iterator<Item = &'c Use> {
    cells.iter().flat_map(|cell| match &cell.how {
        How::Formula { uses, .. } => uses.as_slice(),
        _ => &[],
    })
}

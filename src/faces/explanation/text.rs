//! The explanation on a screen: one page. Inputs stand where they are used; what lies deep is counted.
use super::model::*;
use super::said;
use super::subject_told::{Item, Subject};
use crate::messages::Language;

/// Cells told in full; the whole tree is in the other forms.
const CELLS_TOLD: usize = 40;

/// The explanation as lines of text.
pub fn explanation_text(explanation: &Explanation, language: Language) -> String {
    let mut lines = Vec::new();
    for subject in &explanation.subjects {
        lines.extend(head(explanation, subject, language));
    }
    let reached = reached(explanation);
    lines.push(language.pick("\n怎样算出", "\nHow it comes about").to_string());
    for cell in reached.iter().take(CELLS_TOLD) {
        lines.extend(cell_lines(explanation, *cell, language));
    }
    let left = reached.len().saturating_sub(CELLS_TOLD);
    if left > 0 {
        lines.push(match language {
            Language::Chinese => format!("……另有 {left} 项没有列出，全部见 --format html 或 json"),
            Language::English => format!("… {left} more: the whole tree is in --format html or json"),
        });
    }
    lines.join("\n")
}

fn head(explanation: &Explanation, subject: &Subject, language: Language) -> Vec<String> {
    let who = [&subject.name, &subject.key, &subject.unit];
    let mut who: Vec<&str> = who.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    who.dedup();
    let mut lines = vec![
        format!("{}　{}　{}", explanation.scheme, explanation.batch, explanation.stage),
        who.join("　"),
        said::amount(subject, language),
    ];
    lines.extend(said::scope(explanation, subject, language));
    lines.extend(subject.items.iter().map(|item| item_line(item, language)));
    for (title, items) in
        [(said::moved_title(language), &subject.moved), (said::elsewhere_title(language), &subject.elsewhere)]
    {
        if !items.is_empty() {
            lines.push(title.to_string());
            lines.extend(items.iter().map(|item| item_line(item, language)));
        }
    }
    lines.extend(said::ends(subject, language));
    lines.extend(said::nothing(subject, language));
    lines.extend(said::gates(explanation, subject, language));
    lines.extend(said::payments(subject, language));
    lines.extend(said::standing(subject, language));
    lines
}

fn item_line(item: &Item, language: Language) -> String {
    let clause = bracketed(&item.clause);
    let way = said::way(item);
    let over = item.over.as_ref().map_or(String::new(), |over| match language {
        Language::Chinese => format!("，{} 行之和", over.count),
        Language::English => format!(", sum of {} rows", over.count),
    });
    format!("  {:>14}　{}·{}　{}{clause}{way}{over} 〔{}〕", item.amount, item.fund, item.source, item.step, item.cell)
}

/// The cells that the amounts rest on, in the order in which they are first used, then those of gates that applied;
/// where nothing was paid, those of the steps that gave nothing. Inputs and structure stand where they are used.
pub(crate) fn reached(explanation: &Explanation) -> Vec<usize> {
    let (mut amounts, mut gates) = (Vec::new(), Vec::new());
    for subject in &explanation.subjects {
        let items = subject.items.iter().chain(&subject.moved).chain(&subject.elsewhere);
        amounts.extend(items.map(|item| item.cell));
        if subject.items.is_empty() {
            amounts.extend(subject.nothing.iter().map(|(_, _, cell)| *cell));
        }
        gates.extend(subject.gates.iter().filter(|gate| said::decided(gate)).map(|gate| gate.cell));
    }
    let mut seen = vec![false; explanation.cells.len()];
    let mut order = Vec::new();
    for mut open in [amounts, gates] {
        let mut next = 0;
        while let Some(cell) = open.get(next).copied() {
            next += 1;
            if !std::mem::replace(&mut seen[cell], true) {
                order.push(cell);
                open.extend(explanation.cells[cell].how.reads());
            }
        }
    }
    order.retain(|cell| !matches!(explanation.cells[*cell].how, How::Input { .. } | How::Structure { .. }));
    order
}

fn bracketed(clause: &str) -> String {
    if clause.is_empty() { String::new() } else { format!("（{clause}）") }
}

fn cell_lines(explanation: &Explanation, number: usize, language: Language) -> Vec<String> {
    let cell = &explanation.cells[number];
    let unit = if cell.unit.is_empty() { String::new() } else { format!(" {}", cell.unit) };
    let title = format!("〔{number}〕{}　{} ＝ {}{unit}{}", cell.row, cell.column, cell.value, bracketed(&cell.clause));
    let mut lines = vec![title];
    match &cell.how {
        How::Formula { formula, with_values, uses, .. } => {
            lines.push(format!("    ＝ {}{}", one_line(formula), rounding(cell, language)));
            if formula != with_values {
                lines.push(format!("    ＝ {with_values}"));
            }
            lines.extend(uses.iter().map(|used| format!("      {}", use_line(explanation, used, language))));
        }
        How::Share(share) => {
            lines.extend(share_lines(share, language).into_iter().map(|line| format!("    {line}")));
            lines.extend(share_sources(explanation, share, language).into_iter().map(|line| format!("      {line}")));
        }
        How::Input { .. } | How::Structure { .. } => {}
    }
    lines
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How the value is rounded, in words.
pub(crate) fn rounding(cell: &Cell, language: Language) -> String {
    let words = match (cell.rounding, language) {
        ("half-up", Language::Chinese) => "四舍五入",
        ("half-even", Language::Chinese) => "四舍六入五成双",
        ("down", Language::Chinese) => "舍去",
        ("up", Language::Chinese) => "进位",
        ("half-up", Language::English) => "half up",
        ("half-even", Language::English) => "half even",
        ("down", Language::English) => "cut",
        ("up", Language::English) => "rounded up",
        _ => return String::new(),
    };
    match language {
        Language::Chinese => format!("，{words}到 {} 位小数", cell.places.unwrap_or(0)),
        Language::English => format!(", {words} to {} places", cell.places.unwrap_or(0)),
    }
}

/// One value with where it comes from.
pub(super) fn use_line(explanation: &Explanation, used: &Use, language: Language) -> String {
    match used {
        Use::Column { name, value, cell } => format!("{name} {value} ← {}", source(explanation, *cell, language)),
        Use::Parameter { name, value, clause, decided, place, corrected, .. } => {
            let word = language.pick("参数", "parameter");
            let place =
                place.as_ref().map_or(language.pick("分配方案", "the scheme").to_string(), |p| p.join(" › "));
            let corrected = correction_words(corrected, language);
            format!("{word} {name} {value}{}{} ← {place}{corrected}", bracketed(clause), bracketed(decided))
        }
        Use::Aggregate { function, name, value, count, own, terms } => {
            let own = own.as_ref().map(|own| match language {
                Language::Chinese => format!("，本行 {own}"),
                Language::English => format!(", own row {own}"),
            });
            let rows = language.pick("行", " rows");
            let own = own.unwrap_or_default();
            format!("{function}({name}) {value}：{count}{rows}{own} ← {}", terms_words(explanation, terms, language))
        }
        Use::Rank { name, value, own, of, descending, terms, .. } => {
            let order = match (descending, language) {
                (true, Language::Chinese) => "从高到低",
                (false, Language::Chinese) => "从低到高",
                (true, Language::English) => "from high to low",
                (false, Language::English) => "from low to high",
            };
            let of = match language {
                Language::Chinese => format!("{of} 行中{order}第 {value}"),
                Language::English => format!("place {value} of {of} {order}"),
            };
            format!("RANK({name} {own})：{of} ← {}", terms_words(explanation, terms, language))
        }
        Use::Tier { name, value, clause, stands, .. } => {
            let stands = match (stands, language) {
                (Some((first, last)), Language::Chinese) if first == last => format!("第 {first} 名"),
                (Some((first, last)), Language::Chinese) => format!("并列第 {first} 至 {last} 名"),
                (Some((first, last)), Language::English) => format!("places {first} to {last}"),
                (None, _) => language.pick("不参加排名", "not ranked").to_string(),
            };
            format!("{name}{} {stands} → {value}", bracketed(clause))
        }
        Use::Band { name, value, looked_up: (_, looked_up), row, clause, .. } => {
            let row = if row.is_empty() { language.pick("（空）", "(blank)") } else { row };
            format!("{name}{} {looked_up} ∈ {row} → {value}", bracketed(clause))
        }
    }
}

fn terms_words(explanation: &Explanation, terms: &Option<Terms>, language: Language) -> String {
    let Some(terms) = terms else {
        return language.pick("各单位核算底稿", "the units' audit workbooks").to_string();
    };
    let mut words = explanation.workbook.to_string();
    if let Some(range) = &terms.range {
        words.push_str(&format!(" › {range}"));
    }
    if let Some((range, number)) = &terms.owner {
        words.push_str(&match language {
            Language::Chinese => format!("，其中 {range} 为 {number} 的行"),
            Language::English => format!(", rows where {range} is {number}"),
        });
    }
    if let Some(range) = &terms.condition {
        words.push_str(&match language {
            Language::Chinese => format!("，且 {range} 为 1"),
            Language::English => format!(" and {range} is 1"),
        });
    }
    words
}

/// What an approved correction replaced, why, and by whom; nothing where there is none.
pub(super) fn correction_words(corrected: &Option<Box<CorrectionTold>>, language: Language) -> String {
    let Some(told) = corrected else { return String::new() };
    let CorrectionTold { old, reason, evidence, approver, day, place, .. } = told.as_ref();
    let place = place.join(" › ");
    match language {
        Language::Chinese => {
            format!("（已更正：原值 {old}；{reason}；依据 {evidence}；{approver} {day} 批准；{place}）")
        }
        Language::English => {
            format!(" (corrected: was {old}; {reason}; {evidence}; approved by {approver}, {day}; {place})")
        }
    }
}

/// Where a cell's value stands.
pub(super) fn source(explanation: &Explanation, cell: Option<usize>, language: Language) -> String {
    let Some(number) = cell else { return language.pick("没有对应的行", "no related row").to_string() };
    match &explanation.cells[number].how {
        How::Input { file, sheet, cell, corrected } => {
            [file.as_str(), sheet, cell].join(" › ") + &correction_words(corrected, language)
        }
        How::Structure { words } if words.is_empty() => language.pick("结构", "structure").to_string(),
        How::Structure { words } => words.clone(),
        _ => format!("〔{number}〕"),
    }
}

/// One value with where it comes from, in Chinese.
pub(crate) fn use_words(explanation: &Explanation, used: &Use) -> String {
    use_line(explanation, used, Language::Chinese)
}

/// Where a cell's value stands, in Chinese.
pub(crate) fn with_source(explanation: &Explanation, cell: usize) -> String {
    source(explanation, Some(cell), Language::Chinese)
}

/// The arithmetic of an apportionment.
pub(crate) fn share_lines(share: &ShareTold, language: Language) -> Vec<String> {
    let ShareTold { available, weight, weight_total, floor, remainder, place, spare, rows, unit, .. } = share;
    let Some(weight) = weight else {
        return vec![match language {
            Language::Chinese => format!("“{}”的尾数，在 {rows} 行之间", share.step),
            Language::English => format!("of the apportionment “{}” among {rows} rows", share.step),
        }];
    };
    let (a, w, t) =
        (format!("{}〔{}〕", available.0, available.1), format!("{}〔{}〕", weight.0, weight.1), &weight_total.0);
    let total = format!("{t}〔{}〕", weight_total.1);
    let mut lines = vec![match language {
        Language::Chinese => format!("可分 {a} × 权重 {w} ÷ 权重合计 {total}（{rows} 行）"),
        Language::English => format!("shared {a} × weight {w} ÷ weight total {total} ({rows} rows)"),
    }];
    let unit_words = unit_words(*unit, language);
    lines.push(match (share.method, language) {
        ("largest-remainder", Language::Chinese) if *spare == 0 => format!("＝ {floor} {unit_words}，分尽，没有剩余"),
        ("largest-remainder", Language::English) if *spare == 0 => format!("= {floor} {unit_words}, nothing is left"),
        ("largest-remainder", Language::Chinese) => {
            let gets = if *place > 0 && place <= spare { "加 1" } else { "不加" };
            format!("＝ {floor} {unit_words}，余数 {remainder}，余数排第 {place}；剩 {spare}，排第 1 至 {spare} 的各加 1 → {gets}")
        }
        ("largest-remainder", Language::English) => {
            let gets = if *place > 0 && place <= spare { "one more" } else { "no more" };
            format!("= {floor} {unit_words}, remainder {remainder}, place {place}; {spare} left, places 1 to {spare} get one more → {gets}")
        }
        ("unit-price", _) => {
            let price = share.price.clone().unwrap_or_default();
            match language {
                Language::Chinese => format!("先定单价 {price} 元，再乘权重，四舍五入"),
                Language::English => format!("price {price} yuan first, times weight, half up"),
            }
        }
        ("round-each", _) => language.pick("逐行四舍五入", "each rounded half up").to_string(),
        _ => match language {
            Language::Chinese => format!("＝ {floor} {unit_words}，零头舍去"),
            Language::English => format!("= {floor} {unit_words}, the rest is cut"),
        },
    });
    lines
}

/// Where a weight or an amount stands that an apportionment takes straight from a file.
pub(crate) fn share_sources(explanation: &Explanation, share: &ShareTold, language: Language) -> Vec<String> {
    let cells = [Some(share.available.1), share.weight.as_ref().map(|weight| weight.1)];
    let inputs = cells.into_iter().flatten().filter(|cell| matches!(explanation.cells[*cell].how, How::Input { .. }));
    let line = |cell: usize| {
        let told = &explanation.cells[cell];
        format!("{} {} ← {}", told.column, told.value, source(explanation, Some(cell), language))
    };
    inputs.map(line).collect()
}

fn unit_words(unit: i64, language: Language) -> &'static str {
    match unit {
        1 => language.pick("分", "fen"),
        10 => language.pick("角", "jiao"),
        100 => language.pick("元", "yuan"),
        1_000 => language.pick("十元", "times ten yuan"),
        _ => language.pick("百元", "times a hundred yuan"),
    }
}

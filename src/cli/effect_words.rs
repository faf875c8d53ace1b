//! The effect of a change on the screen.
use super::aligned::aligned;
use fenpei::effect::{Effect, PersonEffect};
use fenpei::faces::kind_name;
use fenpei::messages::Language;
use fenpei::number::format_fixed;

/// Rows of a table before the rest is only counted.
const ROWS_MAX: usize = 20;

/// People whom the change is about, all others together, units, where money ended.
pub fn told(effect: &Effect, about: &[&str], language: Language) -> String {
    if effect.persons.is_empty() && effect.ends.is_empty() {
        return language.pick("没有任何人的金额变动", "nobody's amount changes").to_string();
    }
    let named = |person: &&PersonEffect| about.contains(&person.key.as_str()) || about.contains(&person.name.as_str());
    let (own, others): (Vec<&PersonEffect>, Vec<&PersonEffect>) = effect.persons.iter().partition(named);
    let mut blocks = Vec::new();
    if !own.is_empty() {
        blocks.push(people(&own, language));
    }
    blocks.push(summary(&others, !own.is_empty(), language));
    let mut largest: Vec<&PersonEffect> = others.clone();
    largest.sort_by_key(|person| (-person.change().abs(), person.key.clone()));
    if !largest.is_empty() {
        blocks.push(people(&largest[..largest.len().min(ROWS_MAX)], language));
    }
    blocks.push(units(effect, language));
    let ends = effect.ends.iter().map(|(kind, fen)| format!("{} {}", kind_name(*kind, language), signed(*fen)));
    let ends: Vec<String> = ends.collect();
    if !ends.is_empty() {
        blocks.push(format!("{}{}", language.pick("资金去向变动：", "where the money ends: "), ends.join("，")));
    }
    blocks.join("\n\n")
}

fn summary(others: &[&PersonEffect], apart: bool, language: Language) -> String {
    let gained: Vec<i64> = others.iter().map(|p| p.change()).filter(|change| *change > 0).collect();
    let lost: Vec<i64> = others.iter().map(|p| p.change()).filter(|change| *change < 0).collect();
    let (up, down) = (signed(gained.iter().sum()), signed(lost.iter().sum()));
    match language {
        Language::Chinese => {
            let head = if apart { "其他" } else { "" };
            format!(
                "{head}变动 {} 人：{} 人增加，共移到他们 {up}；{} 人减少，共从他们移走 {down}",
                others.len(),
                gained.len(),
                lost.len()
            )
        }
        Language::English => format!(
            "{} {}people change: {} gain, {up} moves to them; {} lose, {down} moves from them",
            others.len(),
            if apart { "other " } else { "" },
            gained.len(),
            lost.len()
        ),
    }
}

fn people(people: &[&PersonEffect], language: Language) -> String {
    let heads = match language {
        Language::Chinese => ["编号", "姓名", "单位", "原金额", "新金额", "增减"],
        Language::English => ["key", "name", "unit", "before", "after", "change"],
    };
    let amount = |fen: Option<i64>| fen.map_or("-".to_string(), |fen| format_fixed(fen, 2));
    let mut table = vec![heads.map(str::to_string).to_vec()];
    for person in people {
        table.push(vec![
            person.key.clone(),
            person.name.clone(),
            person.unit.clone(),
            amount(person.before),
            amount(person.after),
            signed(person.change()),
        ]);
    }
    aligned(&table, |column| column >= 3)
}

fn units(effect: &Effect, language: Language) -> String {
    let heads = match language {
        Language::Chinese => ["单位", "变动人数", "原金额", "新金额", "增减"],
        Language::English => ["unit", "people", "before", "after", "change"],
    };
    let mut table = vec![heads.map(str::to_string).to_vec()];
    for unit in &effect.units {
        table.push(vec![
            unit.unit.clone(),
            unit.persons.to_string(),
            format_fixed(unit.before, 2),
            format_fixed(unit.after, 2),
            signed(unit.after - unit.before),
        ]);
    }
    aligned(&table, |column| column >= 1)
}

fn signed(fen: i64) -> String {
    let sign = if fen > 0 { "+" } else { "" };
    format!("{sign}{}", format_fixed(fen, 2))
}

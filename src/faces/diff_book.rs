//! 批次差异表: what changed between two batches, for whom and why.
use super::grid::{Cell, Grid, Head, workbook_of};
use super::words::{kind_name, yuan_words};
use super::{Edition, FaceError};
use crate::effect::{Apart, CAUSES_NAMED_MAX, Cause, Changes, Group, PersonEffect, Reason, UnitEffect};
use crate::messages::Language;
use std::collections::BTreeSet;

const TITLE: &str = "批次差异表";
const CHINESE: Language = Language::Chinese;
/// Own causes told in words beside somebody; of more it is told how many there are.
const OWN_TOLD_MAX: usize = 5;
/// Numbers of causes beside somebody.
const NUMBERS_TOLD_MAX: usize = 20;
/// Groups of people with the same causes on the first sheet; the rest is added up.
const GROUPS_MAX: usize = 200;

/// The workbook. `before`: name of the earlier batch, or of the folder.
pub fn diff_workbook(
    changes: &Changes,
    objections: &[String],
    before: &str,
    edition: &Edition,
) -> Result<Vec<u8>, FaceError> {
    let mut summary = summary(changes, before, edition);
    summary.shorten(GROUPS_MAX);
    let mut grids = vec![summary, people(changes), units(changes), causes(changes)];
    grids.extend((!objections.is_empty()).then(|| objected(objections)));
    workbook_of(&grids, edition, TITLE)
}

/// 异议: what people objected, and which batch answers it.
fn objected(objections: &[String]) -> Grid {
    Grid {
        name: "异议".to_string(),
        title: TITLE.to_string(),
        sentence: "定稿记录中的异议、复核和申诉：答复和由哪个批次更正。".to_string(),
        heads: vec![Head::new("异议、复核、申诉", 150.0)],
        lines: objections.iter().map(|line| vec![Cell::text(line)]).collect(),
        closing: Vec::new(),
    }
}

/// What cannot be compared, a sentence each.
pub fn apart_words(apart: &Apart, language: Language) -> String {
    match (apart, language) {
        (Apart::Table(name, later, rows), Language::Chinese) => {
            format!("“{name}”只在{}批次中（{rows} 行），无法对照", if *later { "新" } else { "原" })
        }
        (Apart::Table(name, later, rows), Language::English) => {
            let which = if *later { "later" } else { "earlier" };
            format!("“{name}” is in the {which} batch alone ({rows} rows) and cannot be compared")
        }
        (Apart::Key(name, old, new), Language::Chinese) => {
            format!("“{name}”的识别号由“{old}”改为“{new}”，各行无法对照")
        }
        (Apart::Key(name, old, new), Language::English) => {
            format!("rows of “{name}” are told apart by “{new}”, before by “{old}”: they cannot be compared")
        }
    }
}

/// What a group of people has in common, in words; causes by their numbers.
pub fn group_words(group: &Group, language: Language) -> String {
    let mut words = Vec::new();
    if group.unexplained {
        words.push(language.pick("找不到原因", "nothing explains it").to_string());
    }
    if group.last_fen {
        words.push(language.pick("只是尾差一分的归属变动", "only the place of the last fen changed").to_string());
    }
    if !group.own.is_empty() {
        let kinds: Vec<&str> = group.own.iter().map(|kind| kind.word(language)).collect();
        words.push(match language {
            Language::Chinese => format!("本人的{}", kinds.join("、")),
            Language::English => format!("their own {}", kinds.join(", ")),
        });
    }
    if !group.shared.is_empty() {
        words.push(numbers(&group.shared, group.more, language));
    }
    words.join(language.pick("；", "; "))
}

fn numbers(causes: &[u32], more: bool, language: Language) -> String {
    let shown: Vec<String> = causes.iter().take(NUMBERS_TOLD_MAX).map(|cause| (cause + 1).to_string()).collect();
    let listed = shown.join(language.pick("、", ", "));
    let count = causes.len().max(if more { CAUSES_NAMED_MAX } else { 0 });
    match (count > NUMBERS_TOLD_MAX, more, language) {
        (false, _, Language::Chinese) => format!("原因 {listed}"),
        (false, _, Language::English) => format!("causes {listed}"),
        (true, false, Language::Chinese) => format!("原因 {listed} 等 {count} 项"),
        (true, false, Language::English) => format!("causes {listed} and others, {count} in all"),
        (true, true, Language::Chinese) => format!("原因 {listed} 等 {count} 项以上"),
        (true, true, Language::English) => format!("causes {listed} and others, more than {count}"),
    }
}

fn summary(changes: &Changes, before: &str, edition: &Edition) -> Grid {
    let heads = vec![
        Head::new("变动的共同原因（编号见“原因”）", 60.0),
        Head::sum("人数", 10.0),
        Head::sum("增加", 16.0),
        Head::sum("减少", 16.0),
        Head::sum("净增减", 16.0),
    ];
    let line = |(group, people): &(Group, Vec<usize>)| {
        let amounts: Vec<i64> = people.iter().map(|at| changes.effect.persons[*at].change()).collect();
        let up = amounts.iter().filter(|fen| **fen > 0).sum::<i64>();
        let down = amounts.iter().filter(|fen| **fen < 0).sum::<i64>();
        let money = [up, down, up + down].map(Cell::Money);
        [Cell::Text(group_words(group, CHINESE)), Cell::Count(people.len() as i64)].into_iter().chain(money).collect()
    };
    let sentence = format!(
        "原批次 {before}，新批次 {}：变动 {} 人，原因 {} 项。原因相同的人合为一行。",
        edition.batch,
        changes.effect.persons.len(),
        changes.causes.len()
    );
    let lines = changes.groups().iter().map(line).collect();
    list("汇总", TITLE, sentence, heads, lines, closing(changes))
}

fn closing(changes: &Changes) -> Vec<String> {
    let total = |(name, old, new): &(String, i64, i64)| {
        format!("资金总额：{name}由 {}变为 {}。", yuan_words(*old), yuan_words(*new))
    };
    let mut closing: Vec<String> = changes.totals.iter().map(total).collect();
    let ends = changes.effect.ends.iter();
    let ends: Vec<String> =
        ends.map(|(kind, fen)| format!("{} {}", kind_name(*kind, CHINESE), yuan_words(*fen))).collect();
    if !ends.is_empty() {
        closing.push(format!("资金去向的变动：{}。", ends.join("，")));
    }
    closing.extend(changes.apart.iter().map(|apart| format!("{}。", apart_words(apart, CHINESE))));
    closing
}

fn people(changes: &Changes) -> Grid {
    let heads = vec![
        Head::new("单位", 22.0),
        Head::new("编号", 12.0),
        Head::new("姓名", 10.0),
        Head::sum("原金额", 14.0),
        Head::sum("新金额", 14.0),
        Head::sum("增减", 14.0),
        Head::new("本人的原因和规则", 60.0),
        Head::new("通过单位、资金总量、排名的原因", 30.0),
    ];
    let amount = |fen: Option<i64>| fen.map_or(Cell::text("（不在册）"), Cell::Money);
    let line = |(person, reason): (&PersonEffect, &Reason)| {
        let texts = [&person.unit, &person.key, &person.name].map(Cell::text);
        let money = [amount(person.before), amount(person.after), Cell::Money(person.change())];
        let why = [own(reason, &changes.causes), others(reason)].map(Cell::Text);
        texts.into_iter().chain(money).chain(why).collect()
    };
    let lines = changes.effect.persons.iter().zip(&changes.reasons).map(line).collect();
    let sentence = "金额变动的每个人。编号指“原因”中的各项。".to_string();
    list("按人", "个人变动及原因", sentence, heads, lines, Vec::new())
}

/// Own causes, a line each.
fn own(reason: &Reason, causes: &[Cause]) -> String {
    let mut lines = Vec::new();
    if reason.unexplained {
        lines.push("找不到原因".to_string());
    }
    if reason.last_fen {
        lines.push("只是尾差一分的归属变动".to_string());
    }
    let told = |cause: &u32| format!("{}. {}", cause + 1, causes[*cause as usize].words(CHINESE));
    lines.extend(reason.own.iter().take(OWN_TOLD_MAX).map(told));
    if reason.own.len() > OWN_TOLD_MAX {
        lines.push(format!("等 {} 项", reason.own.len()));
    }
    lines.join("\n")
}

fn others(reason: &Reason) -> String {
    if reason.others.is_empty() { String::new() } else { numbers(&reason.others, reason.more, CHINESE) }
}

fn units(changes: &Changes) -> Grid {
    let heads = vec![
        Head::new("单位", 26.0),
        Head::sum("变动人数", 10.0),
        Head::sum("原金额", 16.0),
        Head::sum("新金额", 16.0),
        Head::sum("增减", 16.0),
        Head::new("本单位人员的原因和规则", 40.0),
        Head::new("通过单位、资金总量、排名的原因", 40.0),
    ];
    let line = |unit: &UnitEffect| {
        let people = changes.effect.persons.iter().zip(&changes.reasons).filter(|(person, _)| person.unit == unit.unit);
        let (mut own, mut others, mut more) = (BTreeSet::new(), BTreeSet::new(), false);
        for (_, reason) in people {
            own.extend(reason.own.iter().copied());
            others.extend(reason.others.iter().copied());
            more |= reason.more;
        }
        let others: Vec<u32> = others.into_iter().filter(|cause| !own.contains(cause)).collect();
        let own: Vec<u32> = own.into_iter().collect();
        let told = |causes: &[u32], more| {
            if causes.is_empty() { String::new() } else { numbers(causes, more, CHINESE) }
        };
        let money = [unit.before, unit.after, unit.after - unit.before].map(Cell::Money);
        let head = [Cell::text(&unit.unit), Cell::Count(unit.persons as i64)];
        let why = [told(&own, false), told(&others, more)].map(Cell::Text);
        head.into_iter().chain(money).chain(why).collect()
    };
    let lines = changes.effect.units.iter().map(line).collect();
    let sentence = "金额变动的各单位，金额是全单位人员之和。编号指“原因”中的各项。".to_string();
    list("按学校", "单位变动及原因", sentence, heads, lines, Vec::new())
}

fn causes(changes: &Changes) -> Grid {
    let heads = vec![
        Head::new("编号", 7.0),
        Head::new("类别", 10.0),
        Head::new("内容", 34.0),
        Head::new("位置、条款", 34.0),
        Head::new("原", 24.0),
        Head::new("新", 24.0),
        Head::new("依据", 34.0),
        Head::new("直接涉及人数", 9.0),
        Head::new("间接涉及人数", 9.0),
    ];
    let mut reached = vec![[0_usize; 2]; changes.causes.len()];
    for reason in &changes.reasons {
        reason.own.iter().for_each(|cause| reached[*cause as usize][0] += 1);
        reason.others.iter().for_each(|cause| reached[*cause as usize][1] += 1);
    }
    let more = changes.reasons.iter().any(|reason| reason.more);
    let line = |(at, cause): (usize, &Cause)| {
        let [own, others] = reached[at];
        let others = if more { format!("{others} 以上") } else { others.to_string() };
        let texts = [
            (at + 1).to_string(),
            cause.kind.word(CHINESE).to_string(),
            cause.what.clone(),
            cause.place.clone(),
            cause.old.words(CHINESE).to_string(),
            cause.new.words(CHINESE).to_string(),
            cause.ground.words(CHINESE),
            own.to_string(),
            others,
        ];
        texts.into_iter().map(Cell::Text).collect()
    };
    let lines = changes.causes.iter().enumerate().map(line).collect();
    let more = "每个人间接涉及的原因最多列出前";
    let sentence = match changes.reasons.iter().any(|reason| reason.more) {
        true => format!("两个批次不同的各项。{more} {CAUSES_NAMED_MAX} 项。"),
        false => "两个批次不同的各项；涉及人数为 0 的，没有改变任何人的金额。".to_string(),
    };
    list("原因", "变动原因", sentence, heads, lines, Vec::new())
}

fn list(
    name: &str,
    title: &str,
    sentence: String,
    heads: Vec<Head>,
    lines: Vec<Vec<Cell>>,
    closing: Vec<String>,
) -> Grid {
    Grid { name: name.to_string(), title: title.to_string(), sentence, heads, lines, closing }
}

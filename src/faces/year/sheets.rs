//! The sheets of the year.
use super::lines::{BatchYear, Person, State, YearLine};
use super::totals::{PersonYear, Sums, Year};
use crate::faces::grid::{Cell, Grid, Head};
use std::collections::{BTreeMap, BTreeSet};

/// Width of an amount, in characters.
const AMOUNT: f64 = 14.0;
/// Funds with columns of their own.
const FUNDS_MAX: usize = 8;
/// Keys and names told one by one; each is marked in its line too.
const NAMED_MAX: usize = 20;

fn grid(name: &str, title: &str, sentence: &str, heads: Vec<Head>, lines: Vec<Vec<Cell>>) -> Grid {
    let [name, title, sentence] = [name, title, sentence].map(str::to_string);
    Grid { name, title, sentence, heads, lines, closing: Vec::new() }
}

fn who() -> Vec<Head> {
    vec![Head::new("序号", 6.0), Head::new("单位", 24.0), Head::new("编号", 16.0), Head::new("姓名", 10.0)]
}

/// Number and person; the unit stands before.
fn whose(number: usize, unit: &str, person: &Person) -> Vec<Cell> {
    vec![Cell::Count(number as i64 + 1), Cell::text(unit), Cell::text(&person.shown), Cell::text(&person.name)]
}

fn sums(titles: &[&str]) -> impl Iterator<Item = Head> {
    titles.iter().map(|title| Head::sum(title, AMOUNT))
}

const SUMS: [&str; 5] = ["应发", "扣发", "实发", "未发", "应追回"];

fn money(sums: &Sums) -> [Cell; 5] {
    [sums.due, sums.withheld, sums.paid, sums.waiting, sums.claimed].map(Cell::Money)
}

/// 个人汇总: a line for each of the staff.
pub(super) fn persons(year: &Year, title: &str) -> Grid {
    let persons = year.persons();
    let staff = || persons.iter().filter(|(person, _)| !person.others);
    let reaches = |fund: &&String| staff().any(|(_, own)| own.funds.contains_key(*fund));
    let funds: Vec<&String> =
        in_order(year.batches.iter().flat_map(|batch| batch.ledger.iter().map(|(fund, ..)| fund)));
    let funds: Vec<&String> = funds.into_iter().filter(reaches).collect();
    let funds = if funds.len() > FUNDS_MAX { Vec::new() } else { funds };
    let mut heads = who();
    heads.extend(sums(&SUMS));
    heads.extend(funds.iter().map(|fund| Head::sum(&format!("其中：{fund}"), AMOUNT)));
    heads.push(Head::new("备注", 18.0));
    let remarks = remarks(year);
    let units: BTreeMap<&str, usize> =
        in_order(year.lines().map(|(_, line)| line.unit.as_str())).into_iter().zip(0..).collect();
    let mut ordered: Vec<(&&Person, &PersonYear)> = staff().collect();
    // A unit's people stand together, as in its own list.
    let first = |own: &PersonYear| own.units.iter().filter_map(|unit| units.get(unit.as_str())).min().copied();
    ordered.sort_by_cached_key(|(_, own)| first(own));
    let line = |(number, (person, own)): (usize, (&&Person, &PersonYear))| {
        let units = own.units.iter().map(String::as_str).collect::<Vec<_>>().join("、");
        let mut cells = whose(number, &units, person);
        cells.extend(money(&own.sums));
        let of_fund = |fund: &&String| own.funds.get(*fund).copied().filter(|fen| *fen != 0);
        cells.extend(funds.iter().map(|fund| of_fund(fund).map_or(Cell::Blank, Cell::Money)));
        cells.push(Cell::text(remarks.get(*person).cloned().unwrap_or_default()));
        cells
    };
    let lines = ordered.into_iter().enumerate().map(line).collect();
    let sentence = "各批次同编号、同姓名的算作一人。应发 − 扣发 = 实发 + 未发 − 应追回；实发是已经登记付成的，“其中”是实发的项目。金额单位：元";
    grid("个人汇总", title, sentence, heads, lines)
}

/// Each once, in the order in which they first appear: units and funds stand as in the office's own files.
fn in_order<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(*one)).collect()
}

/// What has to be looked at of somebody.
fn remarks(year: &Year) -> BTreeMap<&Person, String> {
    let names: BTreeSet<String> = year.several_names().into_iter().map(|(key, _)| key).collect();
    let keys: BTreeSet<String> = year.several_keys().into_iter().map(|(who, _)| who).collect();
    let mut remarks = BTreeMap::new();
    for (_, line) in year.lines() {
        let mut words = Vec::new();
        if names.contains(&line.person.shown) {
            words.push("同一编号有不同姓名");
        }
        if keys.contains(&format!("{} {}", line.unit, line.person.name)) {
            words.push("同单位同名有不同编号");
        }
        if !words.is_empty() {
            remarks.insert(&line.person, words.join("；"));
        }
    }
    remarks
}

/// 明细: each payment of the staff; of others the same as 学生奖励, apart.
pub(super) fn lines(year: &Year, others: bool, title: &str) -> Grid {
    let own = year.lines().filter(|(_, line)| line.person.others == others);
    let own = own.filter(|(_, line)| matches!(line.state, State::Paid { .. } | State::Nothing));
    let mut heads = who();
    heads.extend(item_heads());
    heads.extend(sums(&SUMS[..3]));
    heads.extend([Head::new("发放日期", 14.0), Head::new("凭证号", 18.0)]);
    let line = |(number, (batch, line)): (usize, (&BatchYear, &YearLine))| {
        let mut cells = whose(number, &line.unit, &line.person);
        cells.extend(item(batch, line));
        cells.extend([line.due, line.withheld, line.paid()].map(Cell::Money));
        cells.extend(match &line.state {
            State::Paid { day, voucher } => [Cell::text(day), Cell::text(voucher)],
            _ => [Cell::text("—"), Cell::text("无须付款")],
        });
        cells
    };
    let lines = own.enumerate().map(line).collect();
    let (name, sentence) = match others {
        false => ("明细", "教职工等工资人员已经发放的每一笔；一次补发中某一来源可以为负。金额单位：元"),
        true => ("学生奖励", "学生等非工资人员已经发放的每一笔，不计入个人汇总。金额单位：元"),
    };
    grid(name, title, sentence, heads, lines)
}

fn item_heads() -> [Head; 4] {
    [Head::new("项目", 16.0), Head::new("批次", 18.0), Head::new("发放期间", 12.0), Head::new("资金来源", 16.0)]
}

fn item(batch: &BatchYear, line: &YearLine) -> [Cell; 4] {
    let fund = match (line.supplement, &line.state) {
        (0, _) => line.fund.clone(),
        (number, State::Claimed(_)) => format!("{}（第{number}批追回）", line.fund),
        (number, _) => format!("{}（第{number}批补发）", line.fund),
    };
    [&fund, &batch.batch, &batch.period, &line.source].map(Cell::text)
}

/// 未发: final and not paid yet, with the reason.
pub(super) fn waiting(year: &Year, title: &str) -> Grid {
    let mut heads = who();
    heads.push(Head::new("发放对象", 12.0));
    heads.extend(item_heads());
    heads.extend(["应发", "扣发", "未发"].map(|title| Head::sum(title, AMOUNT)));
    heads.push(Head::new("未发原因", 30.0));
    let mut lines = Vec::new();
    for (batch, line) in year.lines() {
        let State::Waiting(reason) = &line.state else { continue };
        let mut cells = whose(lines.len(), &line.unit, &line.person);
        cells.push(Cell::text(&line.table));
        cells.extend(item(batch, line));
        cells.extend([line.due, line.withheld, line.waiting()].map(Cell::Money));
        cells.push(Cell::text(reason));
        lines.push(cells);
    }
    let sentence = "已经定稿、还没有付成的：尚未登记发放、退票、缓发。金额单位：元";
    grid("未发", title, sentence, heads, lines)
}

/// 应追回: what has to be paid back after corrections. Whether it came in is in the office's books, not in a batch.
pub(super) fn claims(year: &Year, title: &str) -> Grid {
    let mut heads = who();
    heads.push(Head::new("发放对象", 12.0));
    heads.extend(item_heads());
    heads.extend([Head::sum("应追回", AMOUNT), Head::new("依据", 40.0)]);
    let mut lines = Vec::new();
    for (batch, line) in year.lines() {
        let State::Claimed(ground) = &line.state else { continue };
        let mut cells = whose(lines.len(), &line.unit, &line.person);
        cells.push(Cell::text(&line.table));
        cells.extend(item(batch, line));
        cells.extend([Cell::Money(line.claimed()), Cell::text(ground)]);
        lines.push(cells);
    }
    let sentence = "发放以后更正、应当追回的，不与发放相抵。收回的日期和凭证以账簿为准，批次里没有。金额单位：元";
    grid("应追回", title, sentence, heads, lines)
}

/// 按学校: a line for each unit and kind of payee.
pub(super) fn units(year: &Year, title: &str) -> Grid {
    let names = in_order(year.lines().map(|(_, line)| line.unit.as_str()));
    let places: BTreeMap<&str, usize> = names.iter().copied().zip(0..).collect();
    let mut units: BTreeMap<(usize, bool, &str), (BTreeSet<&Person>, Sums)> = BTreeMap::new();
    for (_, line) in year.lines() {
        let place = places.get(line.unit.as_str()).copied().unwrap_or(names.len());
        let unit = units.entry((place, line.person.others, &line.table)).or_default();
        unit.0.insert(&line.person);
        unit.1.add(line);
    }
    let mut heads = vec![Head::new("序号", 6.0), Head::new("单位", 30.0), Head::new("发放对象", 14.0)];
    heads.push(Head::sum("人数", 8.0));
    heads.extend(sums(&SUMS));
    let mut lines = Vec::new();
    for ((place, _, table), (people, sums)) in units {
        let unit = names.get(place).copied().filter(|unit| !unit.is_empty()).unwrap_or("未列单位人员");
        let mut cells = vec![Cell::Count(lines.len() as i64 + 1), Cell::text(unit), Cell::text(table)];
        cells.push(Cell::Count(people.len() as i64));
        cells.extend(money(&sums));
        lines.push(cells);
    }
    let sentence = "按发放时所在单位；年内调动的人在每个单位各算一次。金额单位：元";
    grid("按学校", title, sentence, heads, lines)
}

/// 按批次: each source of each batch beside its ledger.
pub(super) fn batches(year: &Year, title: &str) -> Grid {
    let texts = [("序号", 6.0), ("批次", 18.0), ("阶段", 9.0), ("方案", 30.0), ("发放期间", 12.0), ("项目", 16.0)];
    let mut heads = texts.map(|(title, width)| Head::new(title, width)).to_vec();
    heads.push(Head::new("资金来源", 16.0));
    heads.extend(sums(&SUMS));
    heads.extend(["台账应付", "差额"].map(|title| Head::sum(title, AMOUNT)));
    heads.push(Head::new("凭证号", 24.0));
    let mut lines = Vec::new();
    for batch in &year.batches {
        for (fund, source, ledger) in &batch.ledger {
            let own = || batch.lines.iter().filter(|line| line.fund == *fund && line.source == *source);
            let sums = Sums::of(own());
            let vouchers: BTreeSet<&str> = own().filter_map(voucher).collect();
            let mut cells = vec![Cell::Count(lines.len() as i64 + 1)];
            let stage = batch.stage.chinese().to_string();
            cells.extend([&batch.batch, &stage, &batch.scheme, &batch.period, fund, source].map(Cell::text));
            cells.extend(money(&sums));
            cells.extend([*ledger, ledger - sums.paid - sums.waiting + sums.claimed].map(Cell::Money));
            cells.push(Cell::text(vouchers.into_iter().collect::<Vec<_>>().join("、")));
            lines.push(cells);
        }
    }
    let sentence = "每条链只计最后一个批次。台账应付是该批次资金台账中付给人员的金额，发放后有更正的为更正以后应得的金额；实发 + 未发 − 应追回与它逐分相同。金额单位：元";
    let mut grid = grid("按批次", title, sentence, heads, lines);
    if !year.left_out.is_empty() {
        grid.closing.push(format!("没有计入：{}。", year.left_out.join("；")));
    }
    for (key, names) in year.several_names().into_iter().take(NAMED_MAX) {
        grid.closing.push(format!("编号 {key} 有不同姓名：{}，分别列出，请核对。", names.join("、")));
    }
    for (who, keys) in year.several_keys().into_iter().take(NAMED_MAX) {
        grid.closing.push(format!("{who} 有不同编号：{}，分别列出，请核对是否一人。", keys.join("、")));
    }
    grid.closing.push("方案没有写 [[payment]] 的发放对象，按工资人员列。".to_string());
    grid
}

fn voucher(line: &YearLine) -> Option<&str> {
    match &line.state {
        State::Paid { voucher, .. } => Some(voucher),
        State::Waiting(_) | State::Claimed(_) | State::Nothing => None,
    }
}

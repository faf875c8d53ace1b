//! The lists of a supplement.
use crate::book::{Book, Payee};
use crate::dataset::{civil_from_day, masked};
use crate::faces::FaceError;
use crate::faces::capital::capital;
use crate::faces::corrections::what;
use crate::faces::grid::{Cell, Grid, Head, tie};
use crate::faces::words::yuan_words;
use crate::plan::SourceId;
use crate::stage::{CorrectionRecord, SIGNERS};
use crate::supplement::{Aftermath, Bearer, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// Width of an amount, in characters.
const AMOUNT: f64 = 14.0;

fn list(name: &str, heading: &str, sentence: &str, heads: Vec<Head>, lines: Vec<Vec<Cell>>) -> Grid {
    let [name, title, sentence] = [name, heading, sentence].map(str::to_string);
    Grid { name, title, sentence, heads, lines, closing: Vec::new() }
}

/// 更正事项: each correction with its ground, its decision and what it leads to.
pub(super) fn corrections(record: &CorrectionRecord, heading: &str) -> Grid {
    let heads = vec![
        Head::new("序号", 6.0),
        Head::new("更正的数据", 34.0),
        Head::new("原值", 11.0),
        Head::new("新值", 11.0),
        Head::new("原因", 26.0),
        Head::new("依据", 24.0),
        Head::new("批准", 20.0),
        Head::new("发放后处理", 11.0),
        Head::new("差额承担", 14.0),
        Head::sum("涉及人数", 9.0),
        Head::sum("增加", AMOUNT),
        Head::sum("减少", AMOUNT),
    ];
    let book = &record.supplement.standing.book;
    let line = |(number, outcome): (usize, &Outcome)| {
        let corrected = &outcome.corrected;
        let (year, month, day) = civil_from_day(corrected.approved_on);
        let bearer = outcome.bearer.map_or("—".to_string(), |bearer| bearer.name(book));
        let mut cells = vec![Cell::Count(number as i64 + 1), Cell::Text(what(book, corrected))];
        cells.extend(
            [&corrected.old, &corrected.new, &corrected.reason, &corrected.evidence].map(|t| Cell::Text(masked(t))),
        );
        cells.push(Cell::Text(format!("{}　{year}年{month}月{day}日", corrected.approver)));
        cells.extend([Cell::text(outcome.aftermath.chinese()), Cell::Text(bearer)]);
        cells.extend([
            Cell::Count(outcome.changes.len() as i64),
            Cell::Money(outcome.added()),
            Cell::Money(outcome.taken()),
        ]);
        cells
    };
    let lines = record.supplement.outcomes.iter().enumerate().map(line).collect();
    let sentence = "本人：只补（追）本人；本校：全校按更正后的数据重算；全区：全区重算。每一项更正单独重算，人数、金额是它一项引起的。金额单位：元";
    let signed = SIGNERS.iter().zip(&record.signers).map(|(role, name)| format!("{role}：{name}"));
    let mut grid = list("更正事项", heading, sentence, heads, lines);
    grid.closing =
        vec![format!("据{}（{}）办理。", record.document, record.day()), signed.collect::<Vec<_>>().join("　　")];
    grid
}

/// Columns of a list of differences: who, what each source gives, before and after, the difference.
fn heads(record: &CorrectionRecord, difference: &str) -> Vec<Head> {
    let book = &record.supplement.standing.book;
    let mut heads = vec![
        Head::new("序号", 6.0),
        Head::new("发放对象", 11.0),
        Head::new("单位", 24.0),
        Head::new("人员", 20.0),
        Head::sum("更正前应发", AMOUNT),
        Head::sum("更正后应发", AMOUNT),
    ];
    heads.extend(sources(record).into_iter().map(|id| {
        let source = &book.plan.sources[id.0];
        Head::sum(&format!("{}·{}", source.fund, source.name), AMOUNT)
    }));
    heads.push(Head::sum(difference, AMOUNT));
    heads
}

/// The sources of which somebody's entitlement changed.
fn sources(record: &CorrectionRecord) -> Vec<SourceId> {
    let changes = record.supplement.changes();
    let mut found: Vec<SourceId> = changes.values().flat_map(|sources| sources.keys().copied()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn line(
    record: &CorrectionRecord,
    (number, payee): (usize, Payee),
    changes: &BTreeMap<SourceId, i64>,
    sign: i64,
) -> Vec<Cell> {
    let supplement = &record.supplement;
    let book = &supplement.standing.book;
    let all = supplement.before.sources();
    let before: i64 = all.iter().map(|source| supplement.before.get(payee, *source)).sum();
    let after: i64 = all.iter().map(|source| supplement.standing.due.get(payee, *source)).sum();
    let mut cells = vec![Cell::Count(number as i64 + 1)];
    cells.extend(named(book, payee));
    cells.extend([Cell::Money(before), Cell::Money(after)]);
    cells.extend(
        sources(record).iter().map(|source| Cell::Money(sign * changes.get(source).copied().unwrap_or_default())),
    );
    cells.push(Cell::Money(sign * changes.values().sum::<i64>()));
    cells
}

/// Table, unit and name of a payee.
fn named(book: &Book, payee: Payee) -> [Cell; 3] {
    let (table, row) = (payee.0, payee.1 as usize);
    [book.plan.table(table).name.clone(), book.unit_name(table, row), book.row_name(table, row)].map(Cell::Text)
}

/// 补发明细: who is paid more.
pub(super) fn paid(record: &CorrectionRecord, heading: &str) -> Result<Grid, FaceError> {
    let paid = record.paid();
    let total: i64 = paid.values().flat_map(|changes| changes.values()).sum();
    let added =
        record.supplement.changes().values().map(|changes| changes.values().sum::<i64>()).filter(|net| *net > 0).sum();
    tie("补发明细", "补发合计", total, added)?;
    let lines = paid.iter().enumerate().map(|(number, (payee, changes))| {
        let mut cells = line(record, (number, *payee), changes, 1);
        cells.push(Cell::Blank);
        cells
    });
    let mut heads = heads(record, "补发");
    heads.push(Head::new("签领", 14.0));
    let sentence = "应发增加的人员；只发差额。各来源有增有减的，按来源分列，合计为补发数。金额单位：元";
    let mut grid = list("补发明细", heading, sentence, heads, lines.collect());
    grid.closing = vec![
        format!("补发合计 {}（{}）。", yuan_words(total), capital(total)),
        "制表人：　　　　　　审核人：　　　　　　单位负责人：　　　　　　日期：　　　年　　月　　日".to_string(),
    ];
    Ok(grid)
}

/// 追回明细: who pays back, in how many instalments.
pub(super) fn claimed(record: &CorrectionRecord, heading: &str) -> Result<Grid, FaceError> {
    let claims = record.supplement.claims();
    let changes = record.supplement.changes();
    let total: i64 = claims.values().sum();
    let net: i64 = changes.values().flat_map(|sources| sources.values()).sum();
    let paid: i64 = record.paid().values().flat_map(|sources| sources.values()).sum();
    tie("追回明细", "补发 − 追回", paid - total, net)?;
    let lines = claims.keys().enumerate().filter_map(|(number, payee)| {
        let mut cells = line(record, (number, *payee), changes.get(payee)?, -1);
        let parts = record.instalments.get(payee);
        cells.push(Cell::Count(parts.map_or(1, |parts| i64::from(parts.count))));
        cells.push(parts.map_or(Cell::Blank, |parts| Cell::text(&parts.from)));
        Some(cells)
    });
    let mut heads = heads(record, "应追回");
    heads.extend([Head::new("期数", 7.0), Head::new("起始月份", 13.0)]);
    let sentence = "应发减少的人员；不从其他应发中扣抵，逐人书面通知（追回通知书）。金额单位：元";
    let mut grid = list("追回明细", heading, sentence, heads, lines.collect());
    grid.closing = vec![format!("应追回合计 {}（{}）。", yuan_words(total), capital(total))];
    Ok(grid)
}

/// 资金台账: for each source that changed what it has, who is entitled to it, what accounts hold and what the next year
/// bears, before and after. It goes on from the ledger of the paid batch.
pub(super) fn ledger(record: &CorrectionRecord, heading: &str) -> Result<Grid, FaceError> {
    let supplement = &record.supplement;
    let (standing, book) = (&supplement.standing, &supplement.standing.book);
    let heads = vec![
        Head::new("基金", 24.0),
        Head::new("资金来源", 24.0),
        Head::new("项目", 30.0),
        Head::new("更正前", 18.0),
        Head::new("更正后", 18.0),
        Head::new("变动", 16.0),
    ];
    let mut lines = Vec::new();
    for source in standing.due.sources() {
        let described = &book.plan.sources[source.0];
        let (opening, now) = (&supplement.opening, &standing.funds);
        for (funds, due) in [(opening, &supplement.before), (now, &standing.due)] {
            tie("资金台账", &described.name, funds.gap(source, due), 0)?;
        }
        let due = [&supplement.before, &standing.due].map(|due| due.total(source));
        let mut items = vec![
            ("来源金额".to_string(), [opening, now].map(|funds| funds.amount(source))),
            (Bearer::NextYear.name(book), [opening, now].map(|funds| funds.lent(source))),
            ("发放对象应发".to_string(), due),
        ];
        let accounts = opening.accounts.keys().chain(now.accounts.keys()).filter(|(_, own)| *own == source);
        for account in accounts.map(|(account, _)| *account).collect::<BTreeSet<_>>() {
            let name = Bearer::Account(account).name(book);
            items.push((name, [opening, now].map(|funds| funds.held(account, source))));
        }
        let changed = items.iter().any(|(_, [before, after])| before != after);
        for (name, [before, after]) in items.into_iter().filter(|_| changed).filter(|(_, both)| *both != [0, 0]) {
            let mut cells = [&described.fund, &described.name, &name].map(Cell::text).to_vec();
            cells.extend([before, after, after - before].map(Cell::Money));
            lines.push(cells);
        }
    }
    whole(record)?;
    let sentence = "接续已发放批次的资金台账，只列有变动的来源。各来源：来源金额＋下年度承担＝发放对象应发＋各账户余额，分文不差。金额单位：元";
    Ok(list("资金台账", heading, sentence, heads, lines))
}

/// After a recount of the district everybody is entitled to it exactly.
fn whole(record: &CorrectionRecord) -> Result<(), FaceError> {
    let levelled = record.supplement.outcomes.last().is_some_and(|last| last.aftermath == Aftermath::District);
    let left = record.supplement.left_as_paid().len() as i64;
    tie("与全区重算比较", "全区重算", if levelled { left } else { 0 }, 0)
}

/// 与全区重算比较: whose entitlement a full recount would change further.
pub(super) fn left_as_paid(record: &CorrectionRecord, heading: &str) -> Grid {
    let supplement = &record.supplement;
    let (standing, book) = (&supplement.standing, &supplement.standing.book);
    let heads = vec![
        Head::new("序号", 6.0),
        Head::new("发放对象", 11.0),
        Head::new("单位", 26.0),
        Head::new("人员", 22.0),
        Head::sum("现应发", 16.0),
        Head::sum("全区重算应发", 16.0),
        Head::sum("重算会增减", 16.0),
    ];
    let sources = standing.due.sources();
    let line = |(number, (payee, changes)): (usize, (Payee, BTreeMap<SourceId, i64>))| {
        let now: i64 = sources.iter().map(|source| standing.due.get(payee, *source)).sum();
        let change: i64 = changes.values().sum();
        let mut cells = vec![Cell::Count(number as i64 + 1)];
        cells.extend(named(book, payee));
        cells.extend([now, now + change, change].map(Cell::Money));
        cells
    };
    let bearers = supplement.outcomes.iter().filter_map(|outcome| outcome.bearer);
    let names: Vec<String> = bearers.collect::<BTreeSet<_>>().into_iter().map(|bearer| bearer.name(book)).collect();
    let lines: Vec<Vec<Cell>> = supplement.left_as_paid().into_iter().enumerate().map(line).collect();
    let sentence = match (lines.is_empty(), names.is_empty()) {
        (true, _) => "每个人的应发与全区重算的相同，分文不差。".to_string(),
        (false, true) => "以下人员的应发没有随更正变动。金额单位：元".to_string(),
        (false, false) => format!("以下人员的应发没有随更正变动，差额由{}承担。金额单位：元", names.join("、")),
    };
    list("与全区重算比较", heading, &sentence, heads, lines)
}

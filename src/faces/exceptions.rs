//! 例外与决定清单.xlsx: what departs from the rule or was left to somebody, each with its clause, amount and destination.
use super::choice::{signatures, title};
use super::corrections::corrections;
use super::grid::{Cell, Grid, Head, tie, workbook_of};
use super::movements::{Spot, of_flow, source_name};
use super::rank_ties::rank_ties;
use super::{Edition, FaceError, kind_name};
use crate::book::{Book, NOWHERE};
use crate::dataset::Value;
use crate::messages::{Findings, IntakeMessage, Language, Message};
use crate::plan::{DISTRICT, Gate, Share, SharePart, Step};
use crate::scheme::{AccountKind, CheckLevel, DocumentKind};
use std::collections::HashMap;

/// Width of an amount, in characters.
const AMOUNT: f64 = 15.0;

/// Lines of one list; what lies beyond is summed in one.
const LINES_MAX: usize = 100_000;

/// Writes the lists.
///
/// # Errors
/// [`FaceError::Differs`] where a list does not add up to the ledger.
pub fn exceptions_workbook(book: &Book, edition: &Edition, findings: &Findings) -> Result<Vec<u8>, FaceError> {
    let usual = format!("{}年度例外与决定清单", edition.year);
    let heading = format!("{}（{}）", title(book, DocumentKind::Exceptions, usual), edition.stage);
    let mut grids = vec![
        gates(book)?,
        not_paid(book)?,
        last_units(book),
        rank_ties(book),
        residues(book),
        checks(book),
        consequences(book),
        decisions(findings),
        corrections(book),
    ];
    for grid in &mut grids {
        grid.title = format!("{heading}：{}", grid.name);
        grid.shorten(LINES_MAX);
        if grid.lines.is_empty() {
            let blank = grid.heads.iter().map(|_| Cell::Blank);
            grid.lines.push([Cell::text("无")].into_iter().chain(blank.skip(1)).collect());
            grid.heads.iter_mut().for_each(|head| head.sum = false);
        }
        grid.closing.push(signatures(book, DocumentKind::Exceptions, &["经办", "复核", "负责人"]));
    }
    workbook_of(&grids, edition, &heading)
}

fn grid(name: &str, sentence: &str, heads: Vec<Head>, lines: Vec<Vec<Cell>>) -> Grid {
    let (name, sentence) = (name.to_string(), sentence.to_string());
    Grid { name, title: String::new(), sentence, heads, lines, closing: Vec::new() }
}

fn spot_name(book: &Book, spot: Spot) -> String {
    let account = &book.plan.accounts[spot.account.0];
    match spot.row {
        NOWHERE => account.name.clone(),
        _ if account.table == DISTRICT => account.name.clone(),
        row => format!("{}（{}）", account.name, book.row_name(account.table, row as usize)),
    }
}

/// 否决和扣减: whom a gate stopped or reduced, on which document, and where the money went.
fn gates(book: &Book) -> Result<Grid, FaceError> {
    let heads = vec![
        Head::new("步骤", 22.0),
        Head::new("单位", 22.0),
        Head::new("人员", 18.0),
        Head::new("依据文件", 30.0),
        Head::new("条款", 18.0),
        Head::new("资金来源", 24.0),
        Head::sum("金额（元）", AMOUNT),
        Head::new("去向", 18.0),
    ];
    let mut lines = Vec::new();
    let gated = book.plan.steps.iter().enumerate().filter_map(|(index, step)| Some((index, step, step.gate.as_ref()?)));
    for (index, step, gate) in gated {
        let taken = gate_lines(book, index, step, gate);
        let sum = taken.iter().map(|(_, fen)| fen).sum::<i64>();
        let rows = 0..book.rows[step.table.0];
        let columns = step.amounts.iter().map(|(_, column)| *column);
        let moved = columns.flat_map(|column| rows.clone().map(move |row| book.stored(column, row))).sum();
        tie("否决和扣减", &step.name, sum, moved)?;
        lines.extend(taken.into_iter().map(|(line, _)| line));
    }
    let sentence = "一票否决和其他限制条件扣下的金额；金额为零的，是本来没有应发。";
    Ok(grid("否决和扣减", sentence, heads, lines))
}

/// A line for each movement of a gate, and for each row that it bites without taking anything.
fn gate_lines(book: &Book, index: usize, step: &Step, gate: &Gate) -> Vec<(Vec<Cell>, i64)> {
    let mut lines: Vec<(usize, Vec<Cell>, i64)> = Vec::new();
    let mut line = |row: usize, source: String, fen: i64, to: String| {
        let person = book.row_name(step.table, row);
        let texts = [step.name.clone(), book.unit_name(step.table, row), person, documents(book, gate, row)];
        let mut cells: Vec<Cell> = texts.into_iter().map(Cell::Text).collect();
        cells.extend([Cell::text(&step.clause), Cell::Text(source), Cell::Money(fen), Cell::Text(to)]);
        lines.push((row, cells, fen));
    };
    let mut bitten = vec![false; book.rows[step.table.0]];
    for flow in (0..book.plan.flows.len()).filter(|flow| book.plan.flows[*flow].step == Some(index)) {
        for movement in of_flow(book, flow) {
            let Some(from) = movement.from.filter(|from| from.row != NOWHERE) else { continue };
            let row = from.row as usize;
            if let Some(bitten) = bitten.get_mut(row) {
                *bitten = true;
            }
            line(row, source_name(book, movement.source), movement.amount, spot_name(book, movement.to));
        }
    }
    let flagged = |row: &usize| book.value(gate.flag, *row) == Value::Flag(true);
    for row in (0..bitten.len()).filter(|row| !bitten[*row]).filter(flagged) {
        line(row, String::new(), 0, "（没有应发）".to_string());
    }
    lines.sort_by_key(|(row, ..)| *row);
    lines.into_iter().map(|(_, cells, fen)| (cells, fen)).collect()
}

fn documents(book: &Book, gate: &Gate, row: usize) -> String {
    let named = |column: &crate::plan::ColumnId| (book.plan.column(*column).name.clone(), book.shown(*column, row));
    let filled = gate.needs.iter().map(named).filter(|(_, shown)| !shown.is_empty());
    filled.map(|(name, shown)| format!("{name}：{shown}")).collect::<Vec<_>>().join("；")
}

/// 未发资金: what ended anywhere but with a payee, with its ground.
fn not_paid(book: &Book) -> Result<Grid, FaceError> {
    let heads = vec![
        Head::new("性质", 10.0),
        Head::new("账户", 22.0),
        Head::new("所属", 26.0),
        Head::new("资金来源", 28.0),
        Head::sum("金额（元）", AMOUNT),
        Head::new("依据、原因", 44.0),
    ];
    let mut lines = Vec::new();
    for kind in AccountKind::ENDS.into_iter().filter(|kind| *kind != AccountKind::Paid) {
        let mut sum = 0;
        for balance in &book.ledger.balances {
            let account = &book.plan.accounts[balance.account.0];
            let rows = balance.rows.iter().enumerate().filter(|(_, fen)| account.kind == kind && **fen != 0);
            for (row, fen) in rows {
                let belongs = if account.table == DISTRICT { String::new() } else { book.row_name(account.table, row) };
                let name = kind_name(kind, Language::Chinese);
                let mut cells =
                    [name, &account.name, &belongs, &source_name(book, balance.source)].map(Cell::text).to_vec();
                cells.extend([Cell::Money(*fen), Cell::text(&account.ground)]);
                lines.push(cells);
                sum += fen;
            }
        }
        let ledger = book.ledger.totals.iter().map(|totals| totals.ended(kind)).sum();
        tie("未发资金", kind_name(kind, Language::Chinese), sum, ledger)?;
    }
    Ok(grid("未发资金", "扣发、缓发、结转、交回、预留和待定的资金，合计等于资金台账。", heads, lines))
}

/// 尾差分配: rows that got more than another row of the same weight, and by which order.
fn last_units(book: &Book) -> Grid {
    let heads = vec![
        Head::new("步骤", 22.0),
        Head::new("范围", 24.0),
        Head::new("得到的行", 30.0),
        Head::new("权重", 14.0),
        Head::new("金额（元）", AMOUNT),
        Head::new("同权最低（元）", AMOUNT),
        Head::sum("多得（元）", AMOUNT),
        Head::new("处理", 30.0),
    ];
    let lines = book.plan.shares.iter().flat_map(|share| share_lines(book, share)).collect();
    let sentence = "权重相同而金额不同的，是最后几个结算单位按方案写明的办法给出；并列的先后也按此次序。";
    grid("尾差分配", sentence, heads, lines)
}

fn share_lines(book: &Book, share: &Share) -> Vec<Vec<Cell>> {
    let Some(amounts) = share.part(SharePart::Amount) else { return Vec::new() };
    let relation = &book.relations[share.relation.0];
    let weighed = |row: usize| (relation.to[row], book.stored(share.weight, row));
    let mut least: HashMap<(u32, i64), i64> = HashMap::new();
    for row in 0..relation.to.len() {
        let amount = book.stored(amounts, row);
        least.entry(weighed(row)).and_modify(|known| *known = amount.min(*known)).or_insert(amount);
    }
    let step = book.plan.steps.iter().find(|step| step.name == share.step);
    let owner = book.plan.relation(share.relation).to;
    let settled = if share.order.is_some() { "余数相同的按方案写明的次序" } else { "按余数大小" };
    let clause = step.map(|step| step.clause.as_str()).unwrap_or_default();
    let mut lines = Vec::new();
    for row in 0..relation.to.len() {
        let (amount, lowest) = (book.stored(amounts, row), least.get(&weighed(row)).copied().unwrap_or_default());
        let Some(target) = relation.target(row).filter(|_| amount > lowest) else { continue };
        let group = if owner == DISTRICT { "全区".to_string() } else { book.row_name(owner, target) };
        let weight = book.shown(share.weight, row);
        let mut cells = [&share.step, &group, &book.row_name(share.to, row), &weight].map(Cell::text).to_vec();
        cells.extend([amount, lowest, amount - lowest].map(Cell::Money));
        cells.push(Cell::Text(format!("{settled}（{clause}）")));
        lines.push(cells);
    }
    lines
}

/// 舍入差额: what rounding left over, and where it went.
fn residues(book: &Book) -> Grid {
    let heads = vec![
        Head::new("步骤", 28.0),
        Head::new("条款", 24.0),
        Head::new("资金来源", 32.0),
        Head::sum("金额（元）", AMOUNT),
        Head::new("去向", 24.0),
    ];
    let mut lines = Vec::new();
    for (index, flow) in book.plan.flows.iter().enumerate().filter(|(_, flow)| flow.residue) {
        let amount = of_flow(book, index).map(|movement| movement.amount).sum::<i64>();
        let Some(step) = flow.step.map(|step| &book.plan.steps[step]).filter(|_| amount != 0) else { continue };
        let texts = [step.name.clone(), step.clause.clone(), source_name(book, flow.source)];
        let mut cells: Vec<Cell> = texts.into_iter().map(Cell::Text).collect();
        cells.extend([Cell::Money(amount), Cell::text(&book.plan.accounts[flow.to.account.0].name)]);
        lines.push(cells);
    }
    grid("舍入差额", "各步骤舍入以后多出或不足的金额，记入方案写明的账户。", heads, lines)
}

/// The named values of a row.
fn shown(book: &Book, columns: &[crate::plan::ColumnId], row: usize) -> String {
    let each = columns.iter().map(|column| format!("{} {}", book.plan.column(*column).name, book.shown(*column, row)));
    each.collect::<Vec<_>>().join("；")
}

/// 未达标: checks that do not hold, row by row.
fn checks(book: &Book) -> Grid {
    let heads = vec![
        Head::new("校验", 34.0),
        Head::new("对象", 28.0),
        Head::new("数值", 40.0),
        Head::new("条款", 22.0),
        Head::new("性质", 8.0),
        Head::new("说明", 36.0),
    ];
    let mut lines = Vec::new();
    for result in &book.checks {
        let check = &book.plan.checks[result.check];
        let table = book.plan.column(check.column).table;
        let level = if check.level == CheckLevel::Stop { "停止" } else { "提醒" };
        for row in result.failing.iter().map(|row| *row as usize) {
            let (name, values) = (book.row_name(table, row), shown(book, &check.show, row));
            lines.push([&check.name, &name, &values, &check.clause, level, &check.note].map(Cell::text).to_vec());
        }
    }
    grid("未达标", "没有通过的校验和没有完成的指标。", heads, lines)
}

/// 处理建议: what follows that is not money.
fn consequences(book: &Book) -> Grid {
    let heads = vec![
        Head::new("处理建议", 34.0),
        Head::new("单位", 24.0),
        Head::new("对象", 28.0),
        Head::new("数值", 36.0),
        Head::new("条款", 22.0),
        Head::new("说明", 36.0),
    ];
    let mut lines = Vec::new();
    for result in &book.consequences {
        let consequence = &book.plan.consequences[result.consequence];
        let table = book.plan.column(consequence.column).table;
        for row in result.rows.iter().map(|row| *row as usize) {
            let (unit, name) = (book.unit_name(table, row), book.row_name(table, row));
            let values = shown(book, &consequence.show, row);
            let cells = [&consequence.name, &unit, &name, &values, &consequence.clause, &consequence.note];
            lines.push(cells.map(Cell::text).to_vec());
        }
    }
    grid("处理建议", "金额以外的处理，由有权的单位和会议决定。", heads, lines)
}

/// 决定: questions that were settled by a recorded decision.
fn decisions(findings: &Findings) -> Grid {
    let heads = vec![
        Head::new("疑点", 12.0),
        Head::new("位置", 52.0),
        Head::new("决定", 28.0),
        Head::new("依据", 32.0),
        Head::new("决定人", 20.0),
    ];
    let line = |finding: &crate::messages::Finding| match &finding.message {
        Message::Intake(IntakeMessage::Decided { code, answer, ground, by }) => {
            let place = finding.place.path(Language::Chinese);
            Some([code, &place, answer, ground, by].map(Cell::text).to_vec())
        }
        _ => None,
    };
    let lines = findings.list.iter().filter_map(line).collect();
    grid("决定", "本次运算采用的书面决定（决定.xlsx）。", heads, lines)
}

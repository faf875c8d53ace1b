//! 未发资金余额: what was not paid and stays somewhere, with its account, its ground and who keeps the books.
use super::AMOUNT;
use super::booked::{Booked, Held};
use crate::book::{AccountBalance, Book};
use crate::faces::grid::{Cell, Grid, Head, tie};
use crate::faces::{FaceError, kind_name};
use crate::messages::Language;
use crate::plan::SourceId;
use crate::scheme::AccountKind;
use std::collections::BTreeMap;

/// The balances of some sources.
pub(super) fn grid(booked: &Booked<'_>, heading: &str) -> Result<Grid, FaceError> {
    let (book, sources) = (booked.book, &booked.order.sources);
    let heads = vec![
        Head::new("性质", 8.0),
        Head::new("账户", 18.0),
        Head::new("核算单位", 24.0),
        Head::new("基金", 20.0),
        Head::new("资金来源", 16.0),
        Head::sum("余额", AMOUNT),
        Head::new("依据、形成原因", 46.0),
        Head::new("账务处理", 34.0),
    ];
    let mut lines = Vec::new();
    let chosen = |source: &SourceId| sources.contains(source);
    for kind in AccountKind::ENDS.into_iter().filter(|kind| *kind != AccountKind::Paid) {
        let mut sum = 0;
        let of_kind = |balance: &&AccountBalance| book.plan.accounts[balance.account.0].kind == kind;
        for balance in book.ledger.balances.iter().filter(of_kind).filter(|balance| chosen(&balance.source)) {
            for (keeper, fen) in by_keeper(booked, balance) {
                lines.push(line(book, balance, kind, &keeper, fen));
                sum += fen;
            }
        }
        let totals = book.ledger.totals.iter().filter(|totals| chosen(&totals.source));
        let ledger = totals.map(|totals| totals.ended(kind)).sum();
        tie("未发资金余额", kind_name(kind, Language::Chinese), sum, ledger)?;
    }
    lines.extend(booked.held().iter().map(|held| waiting(book, held)));
    Ok(Grid {
        name: "未发资金余额".to_string(),
        title: format!("{heading}：未发资金余额"),
        sentence:
            "扣发、缓发、结转、交回、预留和待定的资金，各类合计等于资金台账；异议未结缓发的应发额另列。金额单位：元"
                .to_string(),
        heads,
        lines,
        closing: Vec::new(),
    })
}

/// Pay that waits for the end of an objection; the ledger counts it as due.
fn waiting(book: &Book, held: &Held) -> Vec<Cell> {
    let (table, source) = (book.plan.table(held.table), &book.plan.sources[held.source.0]);
    let account = format!("应发（{}）", table.name);
    let texts = ["缓发", &account, &held.keeper, &source.fund, &source.name];
    let mut cells = texts.map(Cell::text).to_vec();
    cells.extend([
        Cell::Money(held.fen),
        Cell::text("异议未结，见定稿登记表"),
        Cell::text(treatment(AccountKind::Held)),
    ]);
    cells
}

/// The account's rows summed for each accounting unit, in the order of the rows.
fn by_keeper(booked: &Booked<'_>, balance: &AccountBalance) -> Vec<(String, i64)> {
    let table = booked.book.plan.accounts[balance.account.0].table;
    let mut order: Vec<String> = Vec::new();
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for (row, fen) in balance.rows.iter().enumerate().filter(|(_, fen)| **fen != 0) {
        let (_, keeper) = booked.owner((table, row as u32));
        if !sums.contains_key(&keeper) {
            order.push(keeper.clone());
        }
        *sums.entry(keeper).or_default() += fen;
    }
    let sum = |keeper: String| {
        let fen = sums.get(&keeper).copied().unwrap_or_default();
        (keeper, fen)
    };
    order.into_iter().map(sum).collect()
}

fn line(book: &Book, balance: &AccountBalance, kind: AccountKind, keeper: &str, fen: i64) -> Vec<Cell> {
    let (account, source) = (&book.plan.accounts[balance.account.0], &book.plan.sources[balance.source.0]);
    let texts = [kind_name(kind, Language::Chinese), &account.name, keeper, &source.fund, &source.name];
    let mut cells = texts.map(Cell::text).to_vec();
    cells.extend([Cell::Money(fen), Cell::Text(ground(book, balance)), Cell::text(treatment(kind))]);
    cells
}

/// The account's own ground, else the steps that money came by, each with its article.
fn ground(book: &Book, balance: &AccountBalance) -> String {
    let account = &book.plan.accounts[balance.account.0];
    if !account.ground.is_empty() {
        return account.ground.clone();
    }
    let into = book.plan.flows.iter().filter(|f| f.to.account == balance.account && f.source == balance.source);
    let moved = into.filter(|flow| {
        let rows = book.rows[book.plan.column(flow.column).table.0];
        (0..rows).any(|row| book.stored(flow.column, row) != 0)
    });
    let mut named: Vec<String> = Vec::new();
    for step in moved.filter_map(|flow| flow.step).map(|step| &book.plan.steps[step]) {
        let words =
            if step.clause.is_empty() { step.name.clone() } else { format!("{}（{}）", step.name, step.clause) };
        if !named.contains(&words) {
            named.push(words);
        }
    }
    named.join("；")
}

/// What becomes of money that is not paid: none of it is an expense of the year.
fn treatment(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Withheld => "不计提、不支付；额度留在财政零余额账户，待有权单位决定去向",
        AccountKind::Held => "暂不计提；核实后按原科目计提支付",
        AccountKind::CarriedOver => "年末转入财政拨款结转，下年按原用途使用",
        AccountKind::Returned => "注销额度或上缴财政",
        AccountKind::Reserved => "不支付；动用时凭批准文件另制凭证",
        AccountKind::Undecided => "去向未定，不得入账",
        AccountKind::Paid | AccountKind::Transit => "",
    }
}

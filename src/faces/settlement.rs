//! 发放结果: what was paid when and on which voucher, what came back, what is not paid yet; together what the final
//! batch pays.
use crate::book::{Book, Payee};
use crate::faces::accounting::booked_order;
use crate::faces::capital::capital;
use crate::faces::grid::{Cell, Grid, Head, tie, workbook_of};
use crate::faces::words::yuan_words;
use crate::faces::{Edition, FaceError};
use crate::plan::TableId;
use crate::stage::{CorrectionRecord, Order, OrderLine, Progress, Unpaid};
use std::collections::{BTreeMap, BTreeSet};

/// Width of an amount, in characters.
const AMOUNT: f64 = 16.0;

/// Writes the result of all payments so far.
///
/// # Errors
/// [`FaceError::Differs`] where paid and not yet paid are not together what the final batch pays.
pub fn settlement_workbook(book: &Book, edition: &Edition, progress: &Progress) -> Result<Vec<u8>, FaceError> {
    let heading = format!("{}{}年度奖励资金发放结果（{}）", edition.office, edition.year, edition.stage);
    let grids = [
        reconciliation(book, progress, &heading)?,
        rounds(progress, &heading),
        vouchers(book, edition, progress, &heading)?,
        unpaid(book, progress, &heading),
        lines(book, progress, &heading),
    ];
    workbook_of(&grids, edition, &heading)
}

/// 三方对账: for each table of payees what the final batch and supplements pay = paid + not yet paid.
fn reconciliation(book: &Book, progress: &Progress, heading: &str) -> Result<Grid, FaceError> {
    let mut heads = vec![Head::new("发放对象", 20.0), Head::sum("应发人数", 12.0)];
    heads.extend(["定稿应发", "补发"].map(|title| Head::sum(title, AMOUNT)));
    heads.extend(["已付人数", "未付人数"].map(|title| Head::sum(title, 12.0)));
    heads.extend(["已付", "未付"].map(|title| Head::sum(title, AMOUNT)));
    let mut lines = Vec::new();
    for table in book.plan.payee_tables() {
        let final_due = book.due(table, &progress.order.sources);
        let due = due(table, &final_due, progress);
        let own = |line: &&OrderLine| line.payee.0 == table;
        let paid: Vec<&OrderLine> = progress.payments.iter().flat_map(|round| &round.paid).filter(own).collect();
        let waiting: Vec<&OrderLine> = progress.unpaid.iter().map(|unpaid| &unpaid.line).filter(own).collect();
        let sum = |lines: &[&OrderLine]| lines.iter().map(|line| line.amount).sum::<i64>();
        let persons = |lines: &[&OrderLine]| lines.iter().map(|line| line.payee).collect::<BTreeSet<_>>().len();
        let name = book.plan.table(table).name.clone();
        tie("三方对账", &name, sum(&paid) + sum(&waiting), due.values().sum())?;
        in_full(book, &due, paid.iter().chain(&waiting))?;
        let of_final: i64 = final_due.iter().sum();
        let mut cells = vec![Cell::Text(name), Cell::Count(due.len() as i64)];
        cells.extend([of_final, due.values().sum::<i64>() - of_final].map(Cell::Money));
        cells.extend([persons(&paid), persons(&waiting)].map(|count| Cell::Count(count as i64)));
        cells.extend([sum(&paid), sum(&waiting)].map(Cell::Money));
        lines.push(cells);
    }
    let total = progress.payments.iter().map(|round| round.total()).sum();
    let vouchers: Vec<&str> = progress.payments.iter().map(|round| round.voucher.as_str()).collect();
    Ok(Grid {
        name: "三方对账".to_string(),
        title: heading.to_string(),
        sentence: "定稿应发 + 补发 = 已付 + 未付；已付按记账凭证逐笔列在“发放批次”。金额单位：元".to_string(),
        heads,
        lines,
        closing: vec![
            format!("已付合计 {}（{}），凭证 {}。", yuan_words(total), capital(total), vouchers.join("、")),
            "经办：　　　　　　复核：　　　　　　会计主管：　　　　　　日期：　　　年　　月　　日".to_string(),
        ],
    })
}

/// What each payee of a table is to be paid by the final batch and by supplements.
fn due(table: TableId, of_final: &[i64], progress: &Progress) -> BTreeMap<Payee, i64> {
    let rows = (0..).zip(of_final).filter(|(_, fen)| **fen != 0);
    let mut due: BTreeMap<Payee, i64> = rows.map(|(row, fen)| ((table, row), *fen)).collect();
    for (payee, sources) in progress.corrections.iter().flat_map(CorrectionRecord::paid) {
        if payee.0 == table {
            *due.entry(payee).or_default() += sources.values().sum::<i64>();
        }
    }
    due
}

/// Everybody is paid what is due, once, or still waits for it.
fn in_full<'l>(
    book: &Book,
    due: &BTreeMap<Payee, i64>,
    lines: impl Iterator<Item = &'l &'l OrderLine>,
) -> Result<(), FaceError> {
    let mut found: BTreeMap<Payee, i64> = BTreeMap::new();
    lines.for_each(|line| *found.entry(line.payee).or_default() += line.amount);
    for payee in found.keys().chain(due.keys()) {
        let [found, due] = [&found, due].map(|all| all.get(payee).copied().unwrap_or_default());
        tie("三方对账", &book.row_name(payee.0, payee.1 as usize), found, due)?;
    }
    Ok(())
}

/// 发放批次: each payment with its voucher.
fn rounds(progress: &Progress, heading: &str) -> Grid {
    let heads = vec![
        Head::new("次序", 6.0),
        Head::new("发放日期", 16.0),
        Head::new("凭证号", 22.0),
        Head::new("回单号", 26.0),
        Head::sum("付成笔数", 10.0),
        Head::sum("付成金额", AMOUNT),
        Head::sum("退回笔数", 10.0),
        Head::sum("退回金额", AMOUNT),
        Head::new("经办", 12.0),
        Head::new("复核", 12.0),
    ];
    let line = |(number, round): (usize, &crate::stage::PaymentRecord)| {
        let failed: i64 = round.failed.iter().map(|(line, _)| line.amount).sum();
        let mut cells = vec![Cell::Count(number as i64 + 1)];
        cells.extend([round.day(), round.voucher.clone(), round.receipt.clone()].map(Cell::Text));
        cells.extend([Cell::Count(round.paid.len() as i64), Cell::Money(round.total())]);
        cells.extend([Cell::Count(round.failed.len() as i64), Cell::Money(failed)]);
        cells.extend(round.signers.clone().map(Cell::Text));
        cells
    };
    let lines = progress.payments.iter().enumerate().map(line).collect();
    let sentence = "每次付款一行；退回的在下次付款前仍列为未付。金额单位：元".to_string();
    Grid { name: "发放批次".to_string(), title: heading.to_string(), sentence, heads, lines, closing: Vec::new() }
}

/// 凭证对账: the entries of each payment, less those of what came back of it, are what the bank paid.
fn vouchers(book: &Book, edition: &Edition, progress: &Progress, heading: &str) -> Result<Grid, FaceError> {
    let mut heads = vec![Head::new("次序", 6.0), Head::new("登记的凭证号", 22.0), Head::new("记账凭证", 12.0)];
    heads.extend(["发放分录", "其中不经个人", "退票冲回", "净额", "银行付成"].map(|title| Head::sum(title, AMOUNT)));
    heads.push(Head::new("相符", 8.0));
    let entries = |order: &Order| booked_order(book, &edition.office, order);
    let mut lines = Vec::new();
    for (number, round) in progress.payments.iter().enumerate() {
        // Whatever goes to no payee is booked with the first payment, which pays everybody who is not held.
        let (Some(sent), Some(back)) = (entries(&round.order)?, entries(&round.came_back())?) else {
            return Ok(untied(heading));
        };
        let net = sent.paid - sent.elsewhere - back.paid;
        tie("凭证对账", &round.voucher, net, round.total())?;
        let mut cells = vec![Cell::Count(number as i64 + 1), Cell::text(&round.voucher)];
        cells.push(Cell::Text(format!("第1—{}号", sent.vouchers)));
        cells.extend([sent.paid, sent.elsewhere, back.paid, net, round.total()].map(Cell::Money));
        cells.push(Cell::text("相符"));
        lines.push(cells);
    }
    let sentence = "发放分录 − 不经个人的 − 退票冲回 = 银行付成。记账凭证的号是本批次内按核算单位编的；登记的凭证号由财务系统编，\
                    由会计核对两者是同一笔。金额单位：元";
    Ok(voucher_grid(heading, sentence, heads, lines))
}

fn voucher_grid(heading: &str, sentence: &str, heads: Vec<Head>, lines: Vec<Vec<Cell>>) -> Grid {
    let (name, title, sentence) = ("凭证对账".to_string(), heading.to_string(), sentence.to_string());
    Grid { name, title, sentence, heads, lines, closing: Vec::new() }
}

/// Why there is nothing to hold the number of a voucher against.
fn untied(heading: &str) -> Grid {
    let sentence = "方案没有写 [accounting]，程序没有编制记账凭证；登记的凭证号无从核对，请会计按发放批次的金额核对。";
    voucher_grid(heading, sentence, vec![Head::new("说明", 60.0)], Vec::new())
}

/// 未付清单: what came back or waits, and why.
fn unpaid(book: &Book, progress: &Progress, heading: &str) -> Grid {
    let heads = vec![
        Head::new("序号", 6.0),
        Head::new("发放对象", 16.0),
        Head::new("人员", 26.0),
        Head::new("账号尾号", 12.0),
        Head::sum("金额", AMOUNT),
        Head::new("未付原因", 50.0),
    ];
    let line = |(number, unpaid): (usize, &Unpaid)| {
        let (table, row) = unpaid.line.payee;
        vec![
            Cell::Count(number as i64 + 1),
            Cell::text(&book.plan.table(table).name),
            Cell::text(book.row_name(table, row as usize)),
            Cell::Text(tail(&unpaid.line.account)),
            Cell::Money(unpaid.line.amount),
            Cell::text(&unpaid.reason),
        ]
    };
    let lines = progress.unpaid.iter().enumerate().map(line).collect();
    let sentence = "退票和缓发的人员。更正账号后在“重发登记表”登记，经两人签字重发。金额单位：元".to_string();
    Grid { name: "未付清单".to_string(), title: heading.to_string(), sentence, heads, lines, closing: Vec::new() }
}

/// 发放明细: every payment that was made.
fn lines(book: &Book, progress: &Progress, heading: &str) -> Grid {
    let heads = vec![
        Head::new("次序", 6.0),
        Head::new("发放对象", 16.0),
        Head::new("人员", 26.0),
        Head::new("账号尾号", 12.0),
        Head::sum("金额", AMOUNT),
        Head::new("发放日期", 16.0),
        Head::new("凭证号", 22.0),
    ];
    let mut lines = Vec::new();
    for (number, round) in progress.payments.iter().enumerate() {
        for line in &round.paid {
            let (table, row) = line.payee;
            let mut cells = vec![Cell::Count(number as i64 + 1), Cell::text(&book.plan.table(table).name)];
            cells.extend([book.row_name(table, row as usize), tail(&line.account)].map(Cell::Text));
            cells.push(Cell::Money(line.amount));
            cells.extend([round.day(), round.voucher.clone()].map(Cell::Text));
            lines.push(cells);
        }
    }
    let sentence = "已经付成的每一笔。金额单位：元".to_string();
    Grid { name: "已付明细".to_string(), title: heading.to_string(), sentence, heads, lines, closing: Vec::new() }
}

/// The last four digits of an account; of a payment by hand a dash.
fn tail(account: &str) -> String {
    if account.is_empty() {
        return "—".to_string();
    }
    let length = account.chars().count();
    account.chars().skip(length.saturating_sub(4)).collect()
}

//! Posts every movement and proves that no fen was lost or made.
use crate::book::{AccountBalance, Book, Ledger, SourceTotals};
use crate::messages::{ComputeMessage, Findings, Place};
use crate::number::format_fixed;
use crate::plan::{AccountId, FlowEnd, SourceId};
use crate::scheme::AccountKind;

pub(super) fn post(book: &mut Book, findings: &mut Findings) {
    let mut ledger = Ledger::default();
    let mut inflow = vec![0_i64; book.plan.sources.len()];
    for flow in &book.plan.flows {
        let table = book.plan.column(flow.column).table;
        for row in 0..book.rows[table.0] {
            let amount = book.stored(flow.column, row);
            if amount == 0 {
                continue;
            }
            ledger.movements += 1;
            match flow.from {
                Some(from) => move_money(book, &mut ledger, from, flow.source, row, -amount),
                None => inflow[flow.source.0] += amount,
            }
            move_money(book, &mut ledger, flow.to, flow.source, row, amount);
        }
    }
    ledger.balances.sort_by_key(|b| (b.account, b.source));
    ledger.totals =
        (0..book.plan.sources.len()).map(|source| totals(book, &ledger, SourceId(source), inflow[source])).collect();
    refuse_negative(book, &ledger, findings);
    prove(book, &ledger, findings);
    book.ledger = ledger;
}

fn move_money(book: &Book, ledger: &mut Ledger, end: FlowEnd, source: SourceId, row: usize, amount: i64) {
    let target = match end.via {
        None => row,
        Some(relation) => match book.relations[relation.0].target(row) {
            Some(target) => target,
            // Money that leads nowhere shows up as a source that does not balance.
            None => return,
        },
    };
    let balance = entry(book, ledger, end.account, source);
    balance.rows[target] += amount;
    if amount > 0 { balance.into += amount } else { balance.out -= amount }
}

fn entry<'l>(book: &Book, ledger: &'l mut Ledger, account: AccountId, source: SourceId) -> &'l mut AccountBalance {
    let found = ledger.balances.iter().position(|b| b.account == account && b.source == source);
    let index = found.unwrap_or_else(|| {
        let rows = book.rows[book.plan.accounts[account.0].table.0];
        ledger.balances.push(AccountBalance { account, source, into: 0, out: 0, rows: vec![0; rows] });
        ledger.balances.len() - 1
    });
    &mut ledger.balances[index]
}

fn totals(book: &Book, ledger: &Ledger, source: SourceId, amount: i64) -> SourceTotals {
    let ends = AccountKind::ENDS
        .iter()
        .chain([&AccountKind::Transit])
        .map(|kind| {
            let sum = ledger
                .balances
                .iter()
                .filter(|b| b.source == source && book.plan.accounts[b.account.0].kind == *kind)
                .map(AccountBalance::balance)
                .sum();
            (*kind, sum)
        })
        .collect();
    SourceTotals { source, amount, ends }
}

/// A source below zero is no money: a part was taken out of it that is larger than the whole.
fn refuse_negative(book: &Book, ledger: &Ledger, findings: &mut Findings) {
    for total in ledger.totals.iter().filter(|total| total.amount < 0) {
        let source = &book.plan.sources[total.source.0];
        let (name, amount) = (source.name.clone(), format_fixed(total.amount, 2));
        let place = Place::scheme(book.plan.column(source.column).span.clone());
        findings.add(ComputeMessage::NegativeSource { source: name, amount }, place);
    }
}

/// Every transit account of every row is zero, every source ended in full, and the balance columns say what
/// the ledger says.
fn prove(book: &Book, ledger: &Ledger, findings: &mut Findings) {
    for balance in &ledger.balances {
        let account = &book.plan.accounts[balance.account.0];
        let source = book.plan.sources[balance.source.0].name.clone();
        if account.kind == AccountKind::Transit {
            let left = balance.rows.iter().enumerate().find(|(_, amount)| **amount != 0);
            if let Some((row, amount)) = left {
                let message = ComputeMessage::TransitLeft {
                    account: account.name.clone(),
                    row: book.row_name(account.table, row),
                    source,
                    amount: format_fixed(*amount, 2),
                };
                findings.add(message, Place::scheme(account.span.clone()));
            }
            continue;
        }
        let column = account.balance.iter().find(|(s, _)| *s == balance.source).map(|(_, c)| *c);
        let differs = (0..balance.rows.len())
            .find(|row| column.is_none_or(|column| book.stored(column, *row) != balance.rows[*row]));
        if let Some(row) = differs {
            let message = ComputeMessage::BalanceDiffers {
                account: account.name.clone(),
                row: book.row_name(account.table, row),
                ledger: format_fixed(balance.rows[row], 2),
            };
            findings.add(message, Place::Run);
        }
    }
    for total in ledger.totals.iter().filter(|t| t.gap() != 0) {
        let message = ComputeMessage::SourceGap {
            source: book.plan.sources[total.source.0].name.clone(),
            amount: format_fixed(total.amount, 2),
            gap: format_fixed(total.gap(), 2),
        };
        findings.add(message, Place::Run);
    }
}

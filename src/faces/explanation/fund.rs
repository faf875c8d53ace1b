//! One fund: every movement of its money, summed, and where it ended.
use super::gates::kind_key;
use super::items::sum;
use super::subject_told::{End, Subject};
use super::teller::Teller;
use crate::number::format_fixed;
use crate::plan::*;
use crate::scheme::AccountKind;

pub(super) fn fund_told(teller: &mut Teller<'_>, source: SourceId) -> Subject {
    let book = teller.book;
    let fund = book.plan.sources[source.0].fund.clone();
    let of_fund = |id: SourceId| book.plan.sources[id.0].fund == fund;
    let totals = book.ledger.totals.iter().filter(|totals| of_fund(totals.source));
    let amount: i64 = totals.map(|totals| totals.amount).sum();
    let mut items = Vec::new();
    for (index, flow) in book.plan.flows.iter().enumerate().filter(|(_, flow)| of_fund(flow.source)) {
        let rows = book.rows[book.plan.column(flow.column).table.0];
        items.extend(sum(teller, (index, 1), &mut (0..rows), None, true));
    }
    let mut ends: Vec<End> = Vec::new();
    for (index, account) in book.plan.accounts.iter().enumerate().filter(|(_, a)| a.kind != AccountKind::Transit) {
        let balances = book.ledger.balances.iter().filter(|b| b.account == AccountId(index) && of_fund(b.source));
        let balance: i64 = balances.map(|balance| balance.balance()).sum();
        if balance != 0 {
            let (account, kind) = (account.name.clone(), kind_key(account.kind));
            ends.push(End { account, kind, amount: format_fixed(balance, 2) });
        }
    }
    Subject { kind: "fund", name: fund, amount: format_fixed(amount, 2), items, ends, ..Subject::default() }
}

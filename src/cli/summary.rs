//! The summary: where the money of each fund ended, in columns that line up in Chinese too.
use super::aligned::aligned;
use fenpei::batch::Paid;
use fenpei::book::{Book, SourceTotals};
use fenpei::faces::kind_name;
use fenpei::messages::Language;
use fenpei::number::format_grouped;
use fenpei::scheme::AccountKind;

/// The table of every fund.
pub fn funds(book: &Book, language: Language) -> String {
    let mut blocks = Vec::new();
    let totals = &book.ledger.totals;
    let fund_of = |totals: &SourceTotals| &book.plan.sources[totals.source.0].fund;
    for fund in totals.chunk_by(|a, b| fund_of(a) == fund_of(b)) {
        blocks.push(fund_table(book, fund, language));
    }
    blocks.join("\n\n")
}

/// `教职工：发放 1180（在册 1205），26 个单位`, one line for each table of payees.
pub fn paid(paid: &[Paid], language: Language) -> String {
    let line = |Paid { table, listed, paid, units }: &Paid| match language {
        Language::Chinese => format!("{table}：发放 {paid}（在册 {listed}），{units} 个单位"),
        Language::English => format!("{table}: {paid} paid of {listed} listed, {units} units"),
    };
    paid.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn fund_table(book: &Book, fund: &[SourceTotals], language: Language) -> String {
    let sources = fund.iter().map(|totals| &book.plan.sources[totals.source.0]);
    let title = sources.clone().next().map(|source| source.fund.clone()).unwrap_or_default();
    let mut table = vec![[title].into_iter().chain(sources.map(|source| source.name.clone())).collect::<Vec<_>>()];
    let several = fund.len() > 1;
    let mut add = |name: &str, amounts: Vec<i64>| {
        let total: i64 = amounts.iter().sum();
        let cells = amounts.into_iter().chain(several.then_some(total)).map(|fen| format_grouped(fen, 2));
        table.push([format!("  {name}")].into_iter().chain(cells).collect());
    };
    add(language.pick("来源额", "amount"), fund.iter().map(|totals| totals.amount).collect());
    for kind in AccountKind::ENDS {
        let ended: Vec<i64> = fund.iter().map(|totals| totals.ended(kind)).collect();
        if always(kind) || ended.iter().any(|fen| *fen != 0) {
            add(kind_name(kind, language), ended);
        }
    }
    add(language.pick("其中尾差", "of it residue"), fund.iter().map(|totals| residue(book, totals)).collect());
    let balanced = |gap: i64| if gap == 0 { language.pick("平", "yes") } else { language.pick("不平", "NO") };
    let gaps: Vec<i64> = fund.iter().map(SourceTotals::gap).collect();
    let total = several.then(|| if gaps.iter().all(|gap| *gap == 0) { 0 } else { 1 });
    let verdicts = gaps.iter().copied().chain(total).map(|gap| balanced(gap).to_string());
    table.push([format!("  {}", language.pick("对平", "balanced"))].into_iter().chain(verdicts).collect());
    if several {
        table[0].push(language.pick("合计", "total").to_string());
    }
    aligned(&table, |column| column > 0)
}

/// Ends that are printed even when nothing ended there.
fn always(kind: AccountKind) -> bool {
    matches!(kind, AccountKind::Paid | AccountKind::Withheld | AccountKind::Held | AccountKind::CarriedOver)
}

/// What rounding left over and no later share took up again: it ended where the scheme says.
fn residue(book: &Book, totals: &SourceTotals) -> i64 {
    let ended = |account: usize| book.plan.accounts[account].kind != AccountKind::Transit;
    let flows = book.plan.flows.iter();
    flows
        .filter(|flow| flow.residue && flow.source == totals.source && ended(flow.to.account.0))
        .map(|flow| {
            let rows = book.rows[book.plan.column(flow.column).table.0];
            (0..rows).map(|row| book.stored(flow.column, row)).sum::<i64>()
        })
        .sum()
}

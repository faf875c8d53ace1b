//! 资金来源 and 资金去向: what each option takes, pays, leaves and rounds off.
use super::{AMOUNT, Side, grid};
use crate::book::Book;
use crate::faces::grid::{Cell, Grid, Head, tie};
use crate::faces::movements::{of_flow, source_name};
use crate::faces::{FaceError, kind_name};
use crate::messages::Language;
use crate::plan::SourceId;
use crate::scheme::AccountKind;

/// What a source comes to in an option: what came in, was paid, was not, and what rounding left over.
fn figures(book: &Book, name: &str) -> [i64; 4] {
    let named = |totals: &&crate::book::SourceTotals| source_name(book, totals.source) == name;
    let Some(totals) = book.ledger.totals.iter().find(named) else { return [0; 4] };
    let paid = totals.ended(AccountKind::Paid);
    [totals.amount, paid, totals.amount - paid, residue(book, totals.source)]
}

fn residue(book: &Book, source: SourceId) -> i64 {
    let flows = book.plan.flows.iter().enumerate().filter(|(_, flow)| flow.residue && flow.source == source);
    flows.flat_map(|(index, _)| of_flow(book, index)).map(|movement| movement.amount).sum()
}

pub(super) fn sources(sides: &[Side<'_>]) -> Grid {
    let mut heads = vec![Head::new("资金来源", 34.0)];
    for side in sides {
        let titles = ["来源额", "发放", "未发", "其中舍入差额"];
        heads.extend(titles.map(|title| Head::sum(&format!("{}{title}", side.name), AMOUNT)));
    }
    let mut names: Vec<String> = Vec::new();
    for side in sides {
        let own = side.book.ledger.totals.iter().map(|totals| source_name(side.book, totals.source));
        own.for_each(|name| {
            if !names.contains(&name) {
                names.push(name)
            }
        });
    }
    let line = |name: &String| {
        let figures = sides.iter().flat_map(|side| figures(side.book, name));
        [Cell::text(name)].into_iter().chain(figures.map(Cell::Money)).collect()
    };
    let sentence = "来源额＝发放＋未发（扣发、缓发、结转、交回、预留、待定）。金额单位：元";
    grid("资金来源".to_string(), sentence, heads, names.iter().map(line).collect())
}

/// Where the money of each option ended; all kinds together are all its money.
pub(super) fn ends(sides: &[Side<'_>]) -> Result<Grid, FaceError> {
    let mut heads = vec![Head::new("去向", 16.0)];
    heads.extend(compared_heads(sides, ""));
    let line = |kind: &AccountKind| {
        let sums = sides.iter().map(|side| side.book.ledger.totals.iter().map(|t| t.ended(*kind)).sum()).collect();
        [Cell::text(kind_name(*kind, Language::Chinese))].into_iter().chain(compared(sums)).collect()
    };
    let sentence = "各方案全部资金的去向，合计等于资金总额。金额单位：元";
    let ends = grid("资金去向".to_string(), sentence, heads, AccountKind::ENDS.iter().map(line).collect());
    for (number, side) in sides.iter().enumerate() {
        let came = side.book.ledger.totals.iter().map(|totals| totals.amount).sum();
        tie("资金去向", side.name, ends.sum(own_column(number)), came)?;
    }
    Ok(ends)
}

/// Heads of an amount of each option, each but the first followed by its difference to the first.
pub(super) fn compared_heads(sides: &[Side<'_>], title: &str) -> Vec<Head> {
    let of = |(number, side): (usize, &Side<'_>)| {
        let own = Head::sum(&format!("{}{title}", side.name), AMOUNT);
        let less = Head::sum(&format!("{}比方案一", side.name), AMOUNT);
        if number == 0 { vec![own] } else { vec![own, less] }
    };
    sides.iter().enumerate().flat_map(of).collect()
}

/// The cells below them.
pub(super) fn compared(amounts: Vec<i64>) -> Vec<Cell> {
    let first = amounts.first().copied().unwrap_or_default();
    let of = |(number, own): (usize, &i64)| if number == 0 { vec![*own] } else { vec![*own, own - first] };
    amounts.iter().enumerate().flat_map(of).map(Cell::Money).collect()
}

/// Where an option's own amount stands, after one column of names.
pub(super) fn own_column(number: usize) -> usize {
    if number == 0 { 1 } else { 2 * number }
}

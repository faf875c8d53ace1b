//! Colleagues of the same unit without names: what each is paid, and the weights that decide it.
use super::{PacketSources, Section};
use crate::book::Book;
use crate::faces::explanation::{About, GROUP_LEAST, paid_here};
use crate::number::format_fixed;
use crate::plan::*;

/// Colleagues listed.
const PEERS_MAX: usize = 200;
/// Weights listed.
const WEIGHTS_MAX: usize = 5;

pub(super) fn section(sources: &PacketSources<'_>) -> Section {
    let book = sources.book;
    let mut section = Section::new("同单位人员对照（不列姓名）", &["位次", "人员", "实发（元）"]);
    let About::Payee(table, row) = sources.about else { return section };
    let Some(payee) = &book.plan.table(table).payee else { return section };
    let unit = book.relations[payee.unit.0].target(row);
    let colleagues = unit.map_or(&[][..], |unit| book.relations[payee.unit.0].belonging(unit));
    if colleagues.len() < GROUP_LEAST {
        section.heads.clear();
        section.sentences.push(format!("本单位不足 {GROUP_LEAST} 人，不列。"));
        return section;
    }
    let weights = weights(book, payee, table, row);
    section.heads.extend(weights.iter().map(|column| book.plan.column(*column).name.clone()));
    let mut listed: Vec<(i64, usize)> =
        colleagues.iter().map(|row| (paid_here(book, payee, *row as usize), *row as usize)).collect();
    // Among equal amounts the order must not tell who is who.
    listed.sort_by_key(|(net, row)| (-net, weights.iter().map(|column| book.shown(*column, *row)).collect::<Vec<_>>()));
    let own = paid_here(book, payee, row);
    for (net, other) in listed.iter().take(PEERS_MAX) {
        let rank = 1 + listed.iter().filter(|(more, _)| more > net).count();
        let who = if *other == row { "本人" } else { "同事" };
        let mut line = vec![rank.to_string(), who.to_string(), format_fixed(*net, 2)];
        line.extend(weights.iter().map(|column| book.shown(*column, *other)));
        section.lines.push(line);
    }
    let rank = 1 + listed.iter().filter(|(more, _)| *more > own).count();
    section.sentences.push(format!("本单位 {} 人，本人按实发排第 {rank}。", listed.len()));
    section
}

/// The weights of the steps that gave the person something.
fn weights(book: &Book, payee: &Payee, table: TableId, row: usize) -> Vec<ColumnId> {
    let mut found: Vec<ColumnId> = Vec::new();
    let flows = book.plan.flows.iter().filter(|flow| flow.to.account == payee.due && flow.to.via.is_none());
    for flow in flows.filter(|flow| book.pays(flow.source) && book.stored(flow.column, row) != 0) {
        let share = book.plan.shares.iter().find(|share| share.part(SharePart::Amount) == Some(flow.column));
        let weight = share.map(|share| share.weight).filter(|weight| book.plan.column(*weight).table == table);
        found.extend(weight.filter(|weight| !found.contains(weight)));
    }
    found.truncate(WEIGHTS_MAX);
    found
}

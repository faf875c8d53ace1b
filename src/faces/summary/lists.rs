//! The lists of a summary.
use super::charts::Chart;
use super::figures::{GROUP_MIN, Payees, kinds, mean, paid_elsewhere, paid_to, spread};
use crate::book::Book;
use crate::faces::grid::{Cell, Grid, Head};
use crate::faces::movements::source_name;
use crate::faces::paper::sheet_name;
use crate::faces::payout::{Part, PayoutUnit};
use crate::plan::{ColumnId, Document};
use crate::scheme::{AccountKind, DocumentKind};
use rust_xlsxwriter::ChartType;

/// Widths, in characters: a unit's name, a count, an amount.
const UNIT: f64 = 24.0;
const COUNT: f64 = 9.0;
const AMOUNT: f64 = 13.5;

/// 资金对账: of every source what came in, what each table of payees gets, and that it is what the ledger paid.
pub(super) fn sources(book: &Book, all: &[Payees<'_>], heading: &str) -> Grid {
    let mut heads = vec![Head::new("资金来源", 34.0), Head::sum("来源额", AMOUNT)];
    heads.extend(all.iter().map(|payees| Head::sum(&format!("发给{}", payees.payouts.table_name()), AMOUNT)));
    heads.extend(["其他发放", "台账发放", "未发（扣发、缓发、结转等）"].map(|title| Head::sum(title, AMOUNT)));
    let line = |totals: &crate::book::SourceTotals| {
        let paid = totals.ended(AccountKind::Paid);
        let mut line = vec![Cell::text(source_name(book, totals.source)), Cell::Money(totals.amount)];
        line.extend(paid_to(book, all, totals.source).into_iter().map(Cell::Money));
        let rest = [paid_elsewhere(book, all, totals.source), paid, totals.amount - paid];
        line.extend(rest.map(Cell::Money));
        line
    };
    Grid {
        name: "资金对账".to_string(),
        title: heading.to_string(),
        sentence: "各来源发给各类人员的金额合计等于资金台账的发放额。金额单位：元".to_string(),
        heads,
        lines: book.ledger.totals.iter().filter(|totals| book.pays(totals.source)).map(line).collect(),
        closing: Vec::new(),
    }
}

/// The lists of a table of payees, and what is drawn of them.
pub(super) fn of(
    book: &Book,
    payees: &Payees<'_>,
    heading: &str,
    suffix: &str,
    grids: &mut Vec<Grid>,
    charts: &mut Vec<Chart>,
) {
    let said = book.plan.document(DocumentKind::Summary);
    let taken: Vec<String> = grids.iter().map(|grid| grid.name.clone()).collect();
    let mut list = Lists { book, payees, heading, suffix, taken, said };
    let mut own = vec![list.units(), list.sources()];
    let funds = payees.funds();
    own.extend(funds.iter().map(|fund| list.items(*fund)));
    own.push(list.spread());
    let column = |at: usize| at as u16;
    let units = payees.units.len() as u32;
    let draw = |grid: &Grid, title: &str, kind, columns: Vec<u16>| Chart {
        sheet: grid.name.clone(),
        title: format!("{title}{suffix}"),
        kind,
        lines: grid.lines.len() as u32,
        columns,
    };
    // A chart needs something to draw: a trial may pay nobody yet.
    if units > 0 && !funds.is_empty() {
        let amounts = (3..3 + funds.len()).map(column).collect();
        charts.push(draw(&own[0], "各单位实发资金（按基金）", ChartType::ColumnStacked, amounts));
        let spread = own
            .last()
            .map(|grid| draw(grid, "各单位个人实发分布（最低、中位、最高）", ChartType::Column, vec![2, 3, 4]));
        charts.extend(spread);
    }
    let staff = said
        .and_then(|document| document.staff_kind)
        .filter(|column| book.plan.column(*column).table == payees.payouts.layout.table);
    own.extend(staff.map(|column| list.staff(column)));
    let unit_table = book.plan.relation(payees.payouts.layout.payee.unit).to;
    let of_units = |column: &ColumnId| book.plan.column(*column).table == unit_table;
    if let Some(kind) = said.and_then(|document| document.unit_kind).filter(of_units) {
        let grid = list.unit_kinds(kind);
        charts.push(draw(&grid, "各类单位人均实发", ChartType::Column, vec![4]));
        own.push(grid);
    }
    if let Some(last) = said.and_then(|document| document.last_year).filter(of_units) {
        let grid = list.years(last);
        charts.push(draw(&grid, "本年与上年实发", ChartType::Column, vec![1, 2]));
        own.push(grid);
    }
    grids.extend(own);
}

struct Lists<'l> {
    book: &'l Book,
    payees: &'l Payees<'l>,
    heading: &'l str,
    suffix: &'l str,
    taken: Vec<String>,
    said: Option<&'l Document>,
}

impl Lists<'_> {
    fn grid(&mut self, name: &str, sentence: &str, heads: Vec<Head>, lines: Vec<Vec<Cell>>) -> Grid {
        let name = sheet_name(&format!("{name}{}", self.suffix), &self.taken);
        self.taken.push(name.clone());
        let signed = self.said.is_some_and(|document| !document.signers.is_empty());
        let closing = if signed {
            vec![crate::faces::choice::signatures(self.book, DocumentKind::Summary, &[])]
        } else {
            Vec::new()
        };
        let title = self.heading.to_string();
        Grid { name, title, sentence: format!("{sentence}金额单位：元"), heads, lines, closing }
    }

    fn lines(&self, cells: impl Fn(&PayoutUnit) -> Vec<Cell>) -> Vec<Vec<Cell>> {
        let line = |unit: &PayoutUnit| [Cell::text(&unit.name)].into_iter().chain(cells(unit)).collect();
        self.payees.units.iter().map(line).collect()
    }

    fn units(&mut self) -> Grid {
        let (payees, funds) = (self.payees, self.payees.funds());
        let mut heads = vec![Head::new("单位", UNIT), Head::sum("在册人数", COUNT), Head::sum("发放人数", COUNT)];
        heads.extend(funds.iter().map(|fund| Head::sum(&payees.payouts.funds()[*fund], AMOUNT)));
        heads.push(Head::sum("实发合计", AMOUNT));
        let lines = self.lines(|unit| {
            let counts = [unit.persons, unit.paid].map(|count| Cell::Count(count as i64));
            let amounts = funds.iter().map(|fund| Cell::Money(unit.funds[*fund]));
            counts.into_iter().chain(amounts).chain([Cell::Money(unit.total)]).collect()
        });
        self.grid("按单位", "各单位各项基金的实发额。", heads, lines)
    }

    fn sources(&mut self) -> Grid {
        let payees = self.payees;
        let columns: Vec<_> = payees.funds().into_iter().flat_map(|fund| payees.columns(fund, Part::Net)).collect();
        let mut heads = vec![Head::new("单位", UNIT)];
        heads.extend(columns.iter().map(|column| Head::sum(column.title.trim_start_matches("实发·"), AMOUNT)));
        heads.push(Head::sum("实发合计", AMOUNT));
        let lines = self.lines(|unit| {
            let amounts = columns.iter().map(|column| Cell::Money(payees.of_unit(unit, column)));
            amounts.chain([Cell::Money(unit.total)]).collect()
        });
        self.grid("按来源", "各单位实发额的资金来源。", heads, lines)
    }

    /// A fund's items: what each step gave, due, what each gate took, paid.
    fn items(&mut self, fund: usize) -> Grid {
        let payees = self.payees;
        let [given, due, withheld, net] =
            [Part::Given, Part::Due, Part::Withheld, Part::Net].map(|part| payees.columns(fund, part));
        let mut heads = vec![Head::new("单位", UNIT)];
        heads.extend(given.iter().map(|column| Head::sum(&column.title, AMOUNT)));
        heads.push(Head::sum("应发合计", AMOUNT));
        heads.extend(withheld.iter().map(|column| Head::sum(&column.title, AMOUNT)));
        heads.push(Head::sum("实发合计", AMOUNT));
        let lines = self.lines(|unit| {
            let each = |columns: &[&crate::faces::payout::Amounts]| -> Vec<i64> {
                columns.iter().map(|column| payees.of_unit(unit, column)).collect()
            };
            let sum = |columns: &[&crate::faces::payout::Amounts]| vec![each(columns).iter().sum::<i64>()];
            [each(&given), sum(&due), each(&withheld), sum(&net)].concat().into_iter().map(Cell::Money).collect()
        });
        let name = payees.payouts.funds()[fund].clone();
        self.grid(&name, &format!("{name}各步骤应发、扣发和实发。"), heads, lines)
    }

    fn spread(&mut self) -> Grid {
        let payees = self.payees;
        let mut heads = vec![Head::new("单位", UNIT), Head::new("发放人数", COUNT)];
        heads.extend(["最低", "中位", "最高", "人均"].map(|title| Head::new(title, AMOUNT)));
        let lines = self.lines(|unit| {
            let amounts = payees.amounts(payees.payouts.rows(unit.row).iter().copied());
            let mut cells = vec![Cell::Count(amounts.len() as i64)];
            match spread(&amounts) {
                Some(spread) => {
                    cells.extend(spread.map(Cell::Money));
                    cells.push(Cell::Money(mean(unit.total, amounts.len())));
                }
                None => cells.extend([const { Cell::Blank }; 4]),
            }
            cells
        });
        let sentence =
            format!("有实发额的人员；不足 {GROUP_MIN} 人的单位不列分布。中间有两人的，中位取其平均，四舍五入到分。");
        self.grid("校内分布", &sentence, heads, lines)
    }

    fn by_kind(&mut self, name: &str, sentence: &str, groups: Vec<(String, Vec<u32>)>) -> Grid {
        let (payees, funds) = (self.payees, self.payees.funds());
        let mut heads = vec![Head::new("类别", UNIT), Head::sum("在册人数", COUNT), Head::sum("发放人数", COUNT)];
        heads.extend([Head::sum("实发合计", AMOUNT), Head::new("人均实发", AMOUNT)]);
        heads.extend(funds.iter().map(|fund| Head::sum(&payees.payouts.funds()[*fund], AMOUNT)));
        let line = |(kind, rows): &(String, Vec<u32>)| {
            let amounts = payees.amounts(rows.iter().copied());
            let total = amounts.iter().sum();
            let counts = [rows.len(), amounts.len()].map(|count| Cell::Count(count as i64));
            let of_fund = |fund: &usize| {
                let nets = payees.columns(*fund, Part::Net);
                Cell::Money(nets.iter().flat_map(|net| rows.iter().map(|row| net.values[*row as usize])).sum())
            };
            let means = [Cell::Money(total), Cell::Money(mean(total, amounts.len()))];
            let cells = counts.into_iter().chain(means).chain(funds.iter().map(of_fund));
            [Cell::text(kind)].into_iter().chain(cells).collect()
        };
        let lines = groups.iter().map(line).collect();
        self.grid(name, sentence, heads, lines)
    }

    fn staff(&mut self, column: ColumnId) -> Grid {
        let groups = kinds(self.book, column, self.book.rows[self.payees.payouts.layout.table.0]);
        let name = self.book.plan.column(column).name.clone();
        self.by_kind(&format!("按{name}"), "人均为实发合计除以发放人数。", groups)
    }

    fn unit_kinds(&mut self, column: ColumnId) -> Grid {
        let payees = self.payees;
        let mut groups: Vec<(String, Vec<u32>)> = Vec::new();
        for unit in &payees.units {
            let kind = payees.payouts.unit_shown(unit, column);
            let rows = payees.payouts.rows(unit.row);
            match groups.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, all)) => all.extend(rows),
                None => groups.push((kind, rows.to_vec())),
            }
        }
        let name = self.book.plan.column(column).name.clone();
        self.by_kind(&format!("按{name}"), "人均为实发合计除以发放人数。", groups)
    }

    fn years(&mut self, column: ColumnId) -> Grid {
        let payees = self.payees;
        let heads = vec![
            Head::new("单位", UNIT),
            Head::sum("本年实发", AMOUNT),
            Head::sum("上年实发", AMOUNT),
            Head::sum("增减", AMOUNT),
        ];
        let lines = self.lines(|unit| {
            let last = payees.payouts.unit_stored(unit, column);
            [unit.total, last, unit.total - last].map(Cell::Money).to_vec()
        });
        self.grid("本年与上年", "上年数取自方案写明的列。", heads, lines)
    }
}

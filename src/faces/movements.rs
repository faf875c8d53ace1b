//! Every movement of money, one by one, as the ledger and the journal print them.
use crate::book::{Book, NOWHERE};
use crate::plan::{AccountId, DISTRICT, FlowEnd, RelationId, SourceId, TableId};
use std::collections::BTreeMap;

/// More movements than this are summed per step, source and unit: nobody reads them one by one.
pub(super) const MOVEMENTS_MAX: usize = 100_000;

/// An account of one row; [`NOWHERE`] where rows are summed for a whole table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub account: AccountId,
    pub row: u32,
}

/// Money that went from one account to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Movement {
    /// None: a source flows in.
    pub step: Option<usize>,
    pub source: SourceId,
    /// None: from outside.
    pub from: Option<Spot>,
    pub to: Spot,
    /// In fen.
    pub amount: i64,
}

/// All movements, in the order of the steps.
pub(super) struct Movements {
    pub list: Vec<Movement>,
    /// Summed by unit, because there are too many.
    pub summed: bool,
    /// For each account, the table that the rows of its spots belong to: its own, or the units.
    tables: Vec<TableId>,
}

impl Movements {
    /// Lists the movements of a book; sums them where there are more than `limit`.
    pub(super) fn of(book: &Book, limit: usize) -> Movements {
        let accounts = &book.plan.accounts;
        if book.ledger.movements <= limit {
            let tables = accounts.iter().map(|account| account.table).collect();
            return Movements { list: each(book).collect(), summed: false, tables };
        }
        let units = Units::of(book);
        let tables = accounts.iter().map(|account| units.table(book, account.table)).collect();
        let mut list = Vec::new();
        for flow in 0..book.plan.flows.len() {
            let mut sums: BTreeMap<(Option<Spot>, Spot), i64> = BTreeMap::new();
            let mut last = None;
            for movement in of_flow(book, flow) {
                let from = movement.from.map(|spot| units.lift(book, spot));
                *sums.entry((from, units.lift(book, movement.to))).or_default() += movement.amount;
                last = Some(movement);
            }
            let Some(model) = last else { continue };
            let summed = sums.into_iter().filter(|(_, amount)| *amount != 0);
            list.extend(summed.map(|((from, to), amount)| Movement { from, to, amount, ..model }));
        }
        Movements { list, summed: true, tables }
    }

    /// What a row of an account is called: nothing for the district, which has only one.
    pub(super) fn spot_name(&self, book: &Book, spot: Spot) -> String {
        let table = self.tables[spot.account.0];
        match spot.row {
            NOWHERE => format!("全部{}", book.plan.table(table).name),
            _ if table == DISTRICT => String::new(),
            row => book.row_name(table, row as usize),
        }
    }
}

/// The movements, one by one.
pub(super) fn each(book: &Book) -> impl Iterator<Item = Movement> + '_ {
    (0..book.plan.flows.len()).flat_map(|flow| of_flow(book, flow))
}

/// The movements of one flow; amounts of zero move nothing.
pub(super) fn of_flow(book: &Book, flow: usize) -> impl Iterator<Item = Movement> + '_ {
    let flow = &book.plan.flows[flow];
    let rows = book.rows[book.plan.column(flow.column).table.0];
    (0..rows).filter_map(move |row| {
        let amount = book.stored(flow.column, row);
        if amount == 0 {
            return None;
        }
        let from = flow.from.map(|end| spot(book, end, row));
        let to = spot(book, flow.to, row);
        Some(Movement { step: flow.step, source: flow.source, from, to, amount })
    })
}

fn spot(book: &Book, end: FlowEnd, row: usize) -> Spot {
    let target = match end.via {
        None => Some(row),
        Some(relation) => book.relations[relation.0].target(row),
    };
    // A book whose money led nowhere does not balance and is never printed.
    Spot { account: end.account, row: target.map_or(NOWHERE, |row| row as u32) }
}

/// How the rows of each table are summed up.
struct Units(Vec<Lift>);

#[derive(Clone, Copy)]
enum Lift {
    /// Units themselves, and the district.
    Row,
    /// To the unit.
    Unit(RelationId),
    /// All rows as one.
    Whole,
}

impl Units {
    fn of(book: &Book) -> Units {
        let plan = &book.plan;
        let unit = plan.tables.iter().find_map(|t| t.payee.as_ref()).map(|p| plan.relation(p.unit).to);
        let lift = |(index, table): (usize, &crate::plan::Table)| {
            let to_unit = plan.relations.iter().position(|r| r.from == TableId(index) && Some(r.to) == unit);
            match (&table.payee, to_unit) {
                (Some(payee), _) => Lift::Unit(payee.unit),
                (None, Some(relation)) => Lift::Unit(RelationId(relation)),
                (None, None) if Some(TableId(index)) == unit || book.rows[index] == 1 => Lift::Row,
                (None, None) => Lift::Whole,
            }
        };
        Units(plan.tables.iter().enumerate().map(lift).collect())
    }

    fn table(&self, book: &Book, own: TableId) -> TableId {
        match self.0[own.0] {
            Lift::Unit(relation) => book.plan.relation(relation).to,
            Lift::Row | Lift::Whole => own,
        }
    }

    fn lift(&self, book: &Book, spot: Spot) -> Spot {
        let row = match self.0[book.plan.accounts[spot.account.0].table.0] {
            Lift::Row => spot.row,
            Lift::Unit(relation) => {
                book.relations[relation.0].target(spot.row as usize).map_or(NOWHERE, |unit| unit as u32)
            }
            Lift::Whole => NOWHERE,
        };
        Spot { row, ..spot }
    }
}

/// The fund of a source.
pub(super) fn source_name(book: &Book, source: SourceId) -> String {
    let source = &book.plan.sources[source.0];
    format!("{}·{}", source.fund, source.name)
}

/// The step of a movement.
pub(super) fn step_name(book: &Book, step: Option<usize>) -> &str {
    step.map_or("资金到位", |step| book.plan.steps[step].name.as_str())
}

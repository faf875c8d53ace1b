//! Which columns a payout sheet has: for each fund the steps that reach the payee, due by source, withheld by
//! gate, paid by source. Worked out from the movements alone, so that any scheme has its sheets.
use crate::book::Book;
use crate::faces::FaceError;
use crate::faces::movements::of_flow;
use crate::number::format_fixed;
use crate::plan::{Payee, SourceId, TableId};
use std::collections::BTreeMap;

/// What a column of amounts says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::faces) enum Part {
    /// What a step gave.
    Given,
    /// Sum of the steps, of one source.
    Due,
    /// What a gate took away.
    Withheld,
    /// Due less withheld, of one source.
    Net,
}

/// A column of amounts.
pub(in crate::faces) struct Amounts {
    /// Index of the fund.
    pub fund: usize,
    pub part: Part,
    /// Of what is due and of what is paid.
    pub source: Option<SourceId>,
    pub title: String,
    /// In fen, one for each payee.
    pub values: Vec<i64>,
}

/// All amounts of a table of payees.
pub(in crate::faces) struct Layout {
    pub table: TableId,
    pub payee: Payee,
    /// Names of the funds.
    pub funds: Vec<String>,
    pub columns: Vec<Amounts>,
    /// What this batch pays in all, in fen, one for each payee.
    paid: Vec<i64>,
}

impl Layout {
    /// Gathers the amounts; those of a table without payees are none.
    pub(in crate::faces) fn of(book: &Book, table: TableId) -> Result<Option<Layout>, FaceError> {
        let Some(payee) = book.plan.table(table).payee.clone() else { return Ok(None) };
        let funds = book.paid_funds().into_iter().map(str::to_string).collect();
        let mut layout = Layout { table, payee, funds, columns: Vec::new(), paid: Vec::new() };
        layout.columns = (0..layout.funds.len()).flat_map(|fund| layout.fund_columns(book, fund)).collect();
        layout.paid = layout.paid(book);
        layout.prove(book)?;
        Ok(Some(layout))
    }

    fn fund_columns(&self, book: &Book, fund: usize) -> Vec<Amounts> {
        let rows = book.rows[self.table.0];
        let sources: Vec<SourceId> = (0..book.plan.sources.len())
            .map(SourceId)
            .filter(|source| book.plan.sources[source.0].fund == self.funds[fund])
            // A source that can reach none of these payees has no columns: prizes of students on a sheet of staff.
            .filter(|source| book.plan.flows.iter().any(|f| f.source == *source && f.to.account == self.payee.due))
            .collect();
        let mut given: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
        let mut withheld: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
        let mut due: BTreeMap<SourceId, Vec<i64>> = sources.iter().map(|s| (*s, vec![0; rows])).collect();
        for (index, flow) in book.plan.flows.iter().enumerate() {
            let (Some(step), true) = (flow.step, sources.contains(&flow.source)) else { continue };
            let into = flow.to.account == self.payee.due;
            let out = flow.from.is_some_and(|from| from.account == self.payee.due);
            if !into && !out {
                continue;
            }
            for movement in of_flow(book, index) {
                if let (true, Some(due)) = (into, due.get_mut(&flow.source)) {
                    let row = movement.to.row as usize;
                    given.entry(step).or_insert_with(|| vec![0; rows])[row] += movement.amount;
                    due[row] += movement.amount;
                }
                if let (true, Some(from)) = (out, movement.from) {
                    withheld.entry(step).or_insert_with(|| vec![0; rows])[from.row as usize] += movement.amount;
                }
            }
        }
        let name = |source: &SourceId| book.plan.sources[source.0].name.clone();
        let step_name = |step: &usize| book.plan.steps[*step].name.clone();
        let column = |part, title: String, values| Amounts { fund, part, source: None, title, values };
        let of = |source: SourceId, column: Amounts| Amounts { source: Some(source), ..column };
        let mut columns = Vec::new();
        let given = given.into_iter();
        columns.extend(given.map(|(step, values)| column(Part::Given, step_name(&step), values)));
        let due = due.into_iter();
        columns.extend(
            due.map(|(source, values)| of(source, column(Part::Due, format!("应发·{}", name(&source)), values))),
        );
        let withheld = withheld.into_iter();
        columns.extend(
            withheld.map(|(step, values)| column(Part::Withheld, format!("扣发·{}", step_name(&step)), values)),
        );
        let net = sources.iter().map(|source| (source, self.net_of(book, *source)));
        columns.extend(
            net.map(|(source, values)| of(*source, column(Part::Net, format!("实发·{}", name(source)), values))),
        );
        columns
    }

    /// What is paid of a source: the balance of the due account.
    fn net_of(&self, book: &Book, source: SourceId) -> Vec<i64> {
        let rows = book.rows[self.table.0];
        let account = &book.plan.accounts[self.payee.due.0];
        let column = account.balance.iter().find(|(s, _)| *s == source).map(|(_, column)| *column);
        (0..rows).map(|row| column.map_or(0, |column| book.stored(column, row))).collect()
    }

    /// What each payee is paid: of all funds what the book says, of some the sum of their balances.
    fn paid(&self, book: &Book) -> Vec<i64> {
        let rows = 0..book.rows[self.table.0];
        if book.pays.iter().all(|pays| *pays) {
            return rows.map(|row| book.stored(self.payee.net, row)).collect();
        }
        let nets = || self.columns.iter().filter(|column| column.part == Part::Net);
        rows.map(|row| nets().map(|column| column.values[row]).sum()).collect()
    }

    /// For every payee: given = due, and due − withheld = net = what the book pays. Nothing is printed otherwise.
    fn prove(&self, book: &Book) -> Result<(), FaceError> {
        for row in 0..book.rows[self.table.0] {
            let sum =
                |part| -> i64 { self.columns.iter().filter(|c| c.part == part).map(|column| column.values[row]).sum() };
            let (due, paid) = (sum(Part::Due), self.net(row));
            let proved = [(sum(Part::Given), due), (due - sum(Part::Withheld), paid), (sum(Part::Net), paid)];
            if let Some((live, exact)) = proved.into_iter().find(|(live, exact)| live != exact) {
                return Err(FaceError::Differs {
                    sheet: "发放明细".to_string(),
                    cell: book.row_name(self.table, row),
                    live: format_fixed(live, 2),
                    exact: format_fixed(exact, 2),
                    formula: "应发 − 扣发 = 实发".to_string(),
                });
            }
        }
        Ok(())
    }

    /// What a payee is paid in all.
    pub(in crate::faces) fn net(&self, row: usize) -> i64 {
        self.paid[row]
    }

    /// The columns that say something about these payees. A fund that reaches none of them is left out whole.
    pub(in crate::faces) fn occurring(&self, rows: &[u32]) -> Vec<&Amounts> {
        let moved = |column: &Amounts| rows.iter().any(|row| column.values[*row as usize] != 0);
        let mut funds = vec![false; self.funds.len()];
        for column in self.columns.iter().filter(|column| moved(column)) {
            funds[column.fund] = true;
        }
        let kept = |column: &&Amounts| match column.part {
            Part::Given | Part::Withheld => moved(column),
            Part::Due | Part::Net => funds[column.fund],
        };
        self.columns.iter().filter(kept).collect()
    }
}

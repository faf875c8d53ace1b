//! What each payee of a payment gets of some sources: by step, withheld, by source; proved against the ledger.
use super::line::{payee_place, who};
use crate::book::{AccountBalance, Book};
use crate::faces::FaceError;
use crate::faces::grid::tie;
use crate::faces::movements::of_flow;
use crate::messages::{Findings, OutputMessage};
use crate::number::format_fixed;
use crate::plan::{AccountId, Payment, SourceId};
use crate::stage::Order;
use std::collections::BTreeMap;

/// Amounts in fen, one for each row of the table.
pub(super) struct Amounts {
    /// The payees who are paid something, in the table's order.
    pub rows: Vec<u32>,
    /// What each step gave.
    pub items: BTreeMap<usize, Vec<i64>>,
    /// What each source pays.
    pub sources: Vec<(SourceId, Vec<i64>)>,
    /// Sum of the items.
    pub due: Vec<i64>,
    /// What gates took away.
    pub withheld: Vec<i64>,
    /// What is paid.
    pub net: Vec<i64>,
    /// What the ledger says that all of them are paid.
    pub ledger: i64,
    /// What of it the order leaves out: held, paid before, or to be paid later.
    pub left_out: i64,
}

/// The ledger's balances of an account, of some sources.
pub(super) fn balances<'b>(
    book: &'b Book,
    account: AccountId,
    sources: &'b [SourceId],
) -> impl Iterator<Item = &'b AccountBalance> {
    let own = move |balance: &&AccountBalance| balance.account == account && sources.contains(&balance.source);
    book.ledger.balances.iter().filter(own)
}

impl Amounts {
    /// Gathers them from movements and ledger.
    pub(super) fn of(book: &Book, payment: &Payment, order: &Order) -> Result<Amounts, FaceError> {
        let rows = book.rows[payment.table.0];
        let none = || vec![0_i64; rows];
        let mut amounts = Amounts {
            rows: Vec::new(),
            items: BTreeMap::new(),
            sources: Vec::new(),
            due: none(),
            withheld: none(),
            net: none(),
            ledger: 0,
            left_out: 0,
        };
        let sources = &order.sources;
        let Some(payee) = &book.plan.table(payment.table).payee else { return Ok(amounts) };
        for balance in balances(book, payee.due, sources) {
            let rows = order.due(book, payment.table, balance.source);
            let supplement = order.differences.is_some();
            amounts.ledger += if supplement { rows.iter().sum() } else { balance.balance() };
            rows.iter().zip(&mut amounts.net).for_each(|(paid, net)| *net += paid);
            amounts.sources.push((balance.source, rows));
        }
        match order.differences {
            // A difference between two years has no steps of its own.
            Some(_) => amounts.due = amounts.net.clone(),
            None => amounts.take_movements(book, payee.due, sources),
        }
        for row in 0..rows {
            let [due, withheld, net] = [&amounts.due, &amounts.withheld, &amounts.net].map(|all| all[row]);
            tie("发放文件", &book.row_name(payment.table, row), due - withheld, net)?;
        }
        let paid = |row: &u32| order.pays(payment.table, *row);
        amounts.left_out = (0..rows as u32).filter(|row| !paid(row)).map(|row| amounts.net[row as usize]).sum();
        amounts.rows = (0..rows as u32).filter(|row| amounts.net[*row as usize] != 0 && paid(row)).collect();
        Ok(amounts)
    }

    fn take_movements(&mut self, book: &Book, due: AccountId, sources: &[SourceId]) {
        let rows = self.net.len();
        for (index, flow) in book.plan.flows.iter().enumerate() {
            let (Some(step), true) = (flow.step, sources.contains(&flow.source)) else { continue };
            for movement in of_flow(book, index) {
                if movement.to.account == due {
                    let row = movement.to.row as usize;
                    self.items.entry(step).or_insert_with(|| vec![0; rows])[row] += movement.amount;
                    self.due[row] += movement.amount;
                }
                if let Some(from) = movement.from.filter(|from| from.account == due) {
                    self.withheld[from.row as usize] += movement.amount;
                }
            }
        }
    }

    /// Nobody can be paid less than nothing.
    pub(super) fn tell_negative(&self, book: &Book, payment: &Payment, findings: &mut Findings) {
        for row in self.rows.iter().map(|row| *row as usize).filter(|row| self.net[*row] < 0) {
            let (who, amount) = (who(book, payment, row), format_fixed(self.net[row], 2));
            let place = payee_place(book, payment, row);
            findings.add(OutputMessage::PaymentNegative { who, amount }, place);
        }
    }
}

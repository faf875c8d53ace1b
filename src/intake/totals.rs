//! Totals that the office wrote are compared with the rows above them.
use super::cell::Desk;
use super::figure::Figure;
use super::sheet::{Cell, Raw, in_row};
use crate::dataset::Value;
use crate::messages::IntakeMessage;
use crate::number::format_fixed;

/// A number column of the sheet and its sums so far.
struct Summed {
    /// Its place among the table's inputs.
    input: usize,
    column: u16,
    places: u32,
    name: String,
    all: i128,
    since_total: i128,
}

/// A figure in a total row, with what it may stand for.
struct Claim {
    summed: usize,
    row: u32,
    figure: Figure,
    all: i128,
    since_total: i128,
}

/// The sums of one sheet.
#[derive(Default)]
pub(super) struct Totals {
    columns: Vec<Summed>,
    claims: Vec<Claim>,
}

impl Totals {
    /// Adds a number column.
    pub(super) fn watch(&mut self, input: usize, column: u16, places: u32, name: &str) {
        self.columns.push(Summed { input, column, places, name: name.to_string(), all: 0, since_total: 0 });
    }

    /// Adds the values of a row.
    pub(super) fn add(&mut self, values: &[Value]) {
        for summed in &mut self.columns {
            if let Some(Value::Number(number)) = values.get(summed.input) {
                summed.all += i128::from(*number);
                summed.since_total += i128::from(*number);
            }
        }
    }

    /// Takes note of a total row.
    pub(super) fn claim(&mut self, row: u32, cells: &[Cell]) {
        for (index, summed) in self.columns.iter_mut().enumerate() {
            if let Some(Raw::Number(value)) = in_row(cells, summed.column)
                && let Some(figure) = Figure::from_float(value)
            {
                let Summed { all, since_total, .. } = *summed;
                self.claims.push(Claim { summed: index, row, figure, all, since_total });
            }
            summed.since_total = 0;
        }
    }

    /// Compares. A total may stand for the rows since the last total, for all rows above it, or, at the top of
    /// the sheet, for all rows of the sheet. `faulty`: inputs whose cells were refused, so that our sum is wrong.
    pub(super) fn check(&self, faulty: impl Fn(usize) -> bool, desk: &mut Desk) {
        for claim in &self.claims {
            let Some(summed) = self.columns.get(claim.summed) else { continue };
            let stored = claim.figure.stored(summed.places).ok().map(i128::from);
            let sums = [claim.since_total, claim.all, summed.all];
            if faulty(summed.input) || stored.is_some_and(|stored| sums.contains(&stored)) {
                continue;
            }
            let nearest = if claim.all == 0 { summed.all } else { claim.since_total };
            let ours = i64::try_from(nearest).map_or_else(|_| nearest.to_string(), |n| format_fixed(n, summed.places));
            let message = IntakeMessage::TotalDiffers { total: claim.figure.text(), ours };
            desk.findings.add(message, desk.site.cell(claim.row, summed.column, &summed.name));
        }
    }
}

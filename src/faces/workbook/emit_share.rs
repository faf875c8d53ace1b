//! Apportionments as formulas: whole numbers of settlement units, divided by INT and corrected by the
//! remainder, never by MOD.
use super::emit::Emitter;
use super::template::Reference;
use crate::compute::{LONG_BASE, long_product};
use crate::formula::Excel;
use crate::plan::*;
use crate::share::Method;

impl Emitter<'_> {
    pub(super) fn share(&mut self, id: ShareId, part: SharePart) -> Excel {
        let share = self.book.plan.shares[id.0].clone();
        let value = match part {
            SharePart::Spare => return self.spare(&share),
            SharePart::Price => return self.price(&share),
            SharePart::Floor => self.floor(&share),
            SharePart::Remainder => self.remainder(&share),
            SharePart::Place => self.place(&share),
            SharePart::Amount => self.amount(&share),
        };
        let total = self.owner(&share, share.weight_total);
        let empty = Excel::binary("=", total, Excel::whole(0));
        let value = Excel::call("IF", [empty, Excel::whole(0), value]);
        if self.optional(share.relation) {
            let number = self.refer(Reference::Ordinal(share.relation));
            return Excel::call("IF", [Excel::call("ISNUMBER", [number]), value, Excel::whole(0)]);
        }
        value
    }

    /// A column of the account's row, seen from a receiving row.
    fn owner(&mut self, share: &Share, column: ColumnId) -> Excel {
        if self.book.plan.column(column).table == DISTRICT {
            return self.refer(Reference::District(column));
        }
        let range = self.refer(Reference::Column(column));
        let number = self.refer(Reference::Ordinal(share.relation));
        Excel::call("INDEX", [range, number])
    }

    /// Whether an account is negative somewhere: then signs are taken off and put back.
    fn negative(&self, share: &Share) -> bool {
        let table = self.book.plan.column(share.available).table;
        (0..self.book.rows[table.0]).any(|row| self.book.stored(share.available, row) < 0)
    }

    /// `ROUND(x × scale, 0)`: the whole number that a cell stands for.
    fn units(&self, cell: Excel, scale: i64) -> Excel {
        if scale == 1 {
            return cell;
        }
        Excel::call("ROUND", [Excel::binary("*", cell, Excel::whole(scale)), Excel::whole(0)])
    }

    /// The absolute amount in settlement units.
    fn amount_units(&mut self, share: &Share, cell: Excel) -> Excel {
        let cell = if self.negative(share) { Excel::call("ABS", [cell]) } else { cell };
        let fen = self.units(cell, 100);
        if share.unit == 1 {
            return fen;
        }
        Excel::call("INT", [Excel::binary("/", fen, Excel::whole(share.unit))])
    }

    fn weight_units(&mut self, share: &Share) -> Excel {
        let cell = self.refer(Reference::Own(share.weight));
        self.units(cell, self.book.plan.column(share.weight).scale)
    }

    fn total_units(&mut self, share: &Share) -> Excel {
        let cell = self.owner(share, share.weight_total);
        self.units(cell, self.book.plan.column(share.weight_total).scale)
    }

    /// Amount × weight, a whole number below 10^15.
    fn product(&mut self, share: &Share) -> Excel {
        let available = self.owner(share, share.available);
        let units = self.amount_units(share, available);
        Excel::binary("*", units, self.weight_units(share))
    }

    /// Whether amount × weight is too large for one cell and is divided in two steps.
    fn long(&self, share: &Share) -> bool {
        let splits = matches!(share.method, Method::LargestRemainder | Method::Floor);
        splits && long_product(self.book, share)
    }

    /// A long division in two steps, by the upper and the lower digits of the amount: upper quotient, and what is
    /// divided in the second step. Both products stay below 10^15, where INT of a quotient of doubles is exact.
    fn upper(&mut self, share: &Share) -> (Excel, Excel) {
        let available = self.owner(share, share.available);
        let units = self.amount_units(share, available);
        let (weight, total) = (self.weight_units(share), self.total_units(share));
        let base = Excel::whole(LONG_BASE);
        let upper = Excel::call("INT", [Excel::binary("/", units.clone(), base.clone())]);
        let lower = Excel::binary("-", units, Excel::binary("*", upper.clone(), base.clone()));
        let product = Excel::binary("*", upper, weight.clone());
        let quotient = Excel::call("INT", [Excel::binary("/", product.clone(), total.clone())]);
        let rest = Excel::binary("-", product, Excel::binary("*", quotient.clone(), total));
        let second = Excel::binary("+", Excel::binary("*", rest, base.clone()), Excel::binary("*", lower, weight));
        (Excel::binary("*", quotient, base), second)
    }

    /// Whole quotient: INT of a double may come out one too high, never too low.
    fn floor(&mut self, share: &Share) -> Excel {
        if self.long(share) {
            let (upper, second) = self.upper(share);
            let lower = Excel::call("INT", [Excel::binary("/", second, self.total_units(share))]);
            return Excel::binary("+", upper, lower);
        }
        let product = self.product(share);
        let total = self.total_units(share);
        let quotient = Excel::call("INT", [Excel::binary("/", product.clone(), total.clone())]);
        let back = Excel::binary("*", quotient.clone(), total);
        let too_high = Excel::binary(">", back, product);
        Excel::binary("-", quotient, Excel::call("IF", [too_high, Excel::whole(1), Excel::whole(0)]))
    }

    fn own_part(&mut self, share: &Share, part: SharePart) -> Excel {
        match share.part(part) {
            Some(column) => self.refer(Reference::Own(column)),
            None => Excel::whole(0),
        }
    }

    fn remainder(&mut self, share: &Share) -> Excel {
        if self.long(share) {
            let (upper, second) = self.upper(share);
            let floor = self.own_part(share, SharePart::Floor);
            let lower = Excel::binary("-", floor, upper);
            return Excel::binary("-", second, Excel::binary("*", lower, self.total_units(share)));
        }
        let product = self.product(share);
        let floor = self.own_part(share, SharePart::Floor);
        Excel::binary("-", product, Excel::binary("*", floor, self.total_units(share)))
    }

    fn group(&mut self, share: &Share) -> Vec<Excel> {
        if self.book.plan.relation(share.relation).to == DISTRICT {
            return Vec::new();
        }
        vec![self.refer(Reference::Ordinals(share.relation)), self.refer(Reference::Ordinal(share.relation))]
    }

    fn place(&mut self, share: &Share) -> Excel {
        let (Some(remainder), Some(order)) = (share.part(SharePart::Remainder), share.order) else {
            return Excel::whole(0);
        };
        let group = self.group(share);
        let range = self.refer(Reference::Column(remainder));
        let own = self.refer(Reference::Own(remainder));
        let larger = Excel::binary("&", Excel::Text(">".to_string()), own.clone());
        let larger = Excel::Call("COUNTIFS", [group.clone(), vec![range.clone(), larger]].concat());
        let orders = self.refer(Reference::Column(order));
        let own_order = self.refer(Reference::Own(order));
        let earlier = Excel::binary("&", Excel::Text("<".to_string()), own_order);
        let earlier = Excel::Call("COUNTIFS", [group, vec![range, own, orders, earlier]].concat());
        Excel::binary("+", Excel::binary("+", larger, earlier), Excel::whole(1))
    }

    fn amount(&mut self, share: &Share) -> Excel {
        let units = match share.method {
            Method::LargestRemainder => {
                let place = self.own_part(share, SharePart::Place);
                let spare = share.part(SharePart::Spare).map(|column| self.owner(share, column));
                let gets = Excel::binary("<=", place, spare.unwrap_or(Excel::whole(0)));
                let one = Excel::call("IF", [gets, Excel::whole(1), Excel::whole(0)]);
                Excel::binary("+", self.own_part(share, SharePart::Floor), one)
            }
            Method::Floor => self.floor(share),
            Method::RoundEach => {
                let available = self.owner(share, share.available);
                let available = if self.negative(share) { Excel::call("ABS", [available]) } else { available };
                let product = Excel::binary("*", self.units(available, 100), self.weight_units(share));
                let mut divisor = self.total_units(share);
                if share.unit != 1 {
                    divisor = Excel::binary("*", divisor, Excel::whole(share.unit));
                }
                Excel::call("ROUND", [Excel::binary("/", product, divisor), Excel::whole(0)])
            }
            Method::UnitPrice => {
                let price = share.part(SharePart::Price).map(|column| self.owner(share, column));
                let price = price.unwrap_or(Excel::whole(0));
                let price = if self.negative(share) { Excel::call("ABS", [price]) } else { price };
                let product = Excel::binary("*", self.units(price, 100), self.weight_units(share));
                let scale = self.book.plan.column(share.weight).scale * share.unit;
                Excel::call("ROUND", [Excel::binary("/", product, Excel::whole(scale)), Excel::whole(0)])
            }
        };
        let yuan = match share.unit {
            1 | 10 => Excel::binary("/", units, Excel::whole(100 / share.unit)),
            unit => Excel::binary("*", units, Excel::whole(unit / 100)),
        };
        if self.negative(share) {
            let available = self.owner(share, share.available);
            return Excel::binary("*", Excel::call("SIGN", [available]), yuan);
        }
        yuan
    }

    /// Units left after the floors, on the account's row.
    fn spare(&mut self, share: &Share) -> Excel {
        let Some(floors) = share.part(SharePart::Floor) else { return Excel::whole(0) };
        let available = self.refer(Reference::Own(share.available));
        let units = self.amount_units(share, available);
        let range = self.refer(Reference::Column(floors));
        let sum = if self.table == DISTRICT {
            Excel::call("SUM", [range])
        } else {
            let ordinals = self.refer(Reference::Ordinals(share.relation));
            let own = self.refer(Reference::Sequence);
            Excel::call("SUMIFS", [range, ordinals, own])
        };
        let total = self.refer(Reference::Own(share.weight_total));
        let empty = Excel::binary("=", total, Excel::whole(0));
        Excel::call("IF", [empty, Excel::whole(0), Excel::binary("-", units, sum)])
    }

    /// Price of one weight, on the account's row.
    fn price(&mut self, share: &Share) -> Excel {
        let total = self.refer(Reference::Own(share.weight_total));
        let available = self.refer(Reference::Own(share.available));
        let empty = Excel::binary("=", total.clone(), Excel::whole(0));
        let scale = self.book.plan.column(share.weight).scale;
        let fen = Excel::binary("*", self.units(available, 100), Excel::whole(scale));
        let price = Excel::binary("/", fen, self.units(total, scale));
        let price = Excel::call("ROUND", [price, Excel::whole(0)]);
        Excel::call("IF", [empty, Excel::whole(0), Excel::binary("/", price, Excel::whole(100))])
    }
}

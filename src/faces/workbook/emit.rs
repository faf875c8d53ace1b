//! Rules → spreadsheet formulas. The function table spells functions; here stand references, rounding and
//! bands. Aggregates and ranks are in `emit_rows`, apportionments in `emit_share`.
use super::template::{BandCell, Reference};
use crate::book::Book;
use crate::formula::{Excel, Function, Kind};
use crate::plan::*;
use crate::scheme::Rounding;

/// Places to which a sum or difference of fractions is rounded before it is carried on: what doubles lose of
/// figures below a thousand is less.
const SETTLED_PLACES: u32 = 12;

/// Emits one column's formula.
pub(super) struct Emitter<'b> {
    pub book: &'b Book,
    pub table: TableId,
    pub references: Vec<Reference>,
}

impl<'b> Emitter<'b> {
    pub(super) fn new(book: &'b Book, table: TableId) -> Self {
        Emitter { book, table, references: Vec::new() }
    }

    /// The formula of a column that can be live.
    pub(super) fn column(&mut self, id: ColumnId) -> Option<Excel> {
        let column = self.book.plan.column(id);
        match &column.rule {
            Rule::Formula { typed, rounding } => {
                let cut = column.places.is_none_or(|places| typed.ty.places.is_none_or(|written| written > places));
                let excel = match (column.ty.missing && column.ty.kind != Kind::Text, cut) {
                    (true, _) => self.outcome(typed),
                    (false, true) => self.settled(typed),
                    (false, false) => self.expression(typed),
                };
                Some(match column.ty.kind {
                    Kind::Number => stored(excel, column, *rounding),
                    Kind::Flag => Excel::call("IF", [excel, Excel::whole(1), Excel::whole(0)]),
                    Kind::Text | Kind::Date => excel,
                })
            }
            Rule::Share(share, part) => Some(self.share(*share, *part)),
            _ => None,
        }
    }

    pub(super) fn refer(&mut self, reference: Reference) -> Excel {
        let handle = self.references.iter().position(|known| *known == reference).unwrap_or_else(|| {
            self.references.push(reference);
            self.references.len() - 1
        });
        Excel::Reference(handle as u32)
    }

    pub(super) fn expression(&mut self, typed: &Typed) -> Excel {
        match &typed.node {
            TypedNode::Number(value, places) => Excel::Number(*value, *places),
            TypedNode::Text(index) => Excel::Text(self.book.plan.texts[*index].clone()),
            TypedNode::Flag(flag) => Excel::Call(if *flag { "TRUE" } else { "FALSE" }, Vec::new()),
            TypedNode::Parameter(id) => {
                let cell = self.refer(Reference::Parameter(*id));
                match typed.ty.kind {
                    Kind::Flag => Excel::binary("=", cell, Excel::whole(1)),
                    _ => cell,
                }
            }
            TypedNode::Column { path, column } => self.named(path, *column),
            TypedNode::Call(function, arguments) => self.call(*function, arguments),
            TypedNode::Aggregate(aggregate) => self.aggregate(aggregate),
            TypedNode::Rank(rank) => self.rank(rank),
            TypedNode::Places(places) => self.places(places),
            TypedNode::Band(band) => self.band(band),
        }
    }

    fn call(&mut self, function: Function, arguments: &[Typed]) -> Excel {
        use Function::{Divide, Multiply, Negate, Round, RoundDown, RoundUp, SquareRoot};
        let types: Vec<_> = arguments.iter().map(|a| a.ty).collect();
        let carries = matches!(function, Multiply | Divide | Negate | Round | RoundDown | RoundUp | SquareRoot);
        let excel = arguments.iter().map(|a| if carries { self.settled(a) } else { self.expression(a) }).collect();
        function.excel(excel, &types)
    }

    /// A value that may be missing, as a column holds it: a cell that was read may hold the mark of a blank or an
    /// absence, which is handed on as nothing.
    fn outcome(&mut self, typed: &Typed) -> Excel {
        match &typed.node {
            TypedNode::Column { path, column } if self.book.plan.column(*column).role == Role::Input => {
                let cell = self.named(path, *column);
                let present = Excel::call("ISNUMBER", [cell.clone()]);
                Excel::call("IF", [present, cell, Excel::missing()])
            }
            TypedNode::Call(Function::If, arguments) if arguments.len() == 3 => {
                let condition = self.expression(&arguments[0]);
                Excel::call("IF", [condition, self.outcome(&arguments[1]), self.outcome(&arguments[2])])
            }
            TypedNode::Call(Function::IfMissing, arguments) if arguments.len() == 2 => {
                let first = self.expression(&arguments[0]);
                let present = Excel::call("ISNUMBER", [first.clone()]);
                Excel::call("IF", [present, first, self.outcome(&arguments[1])])
            }
            _ => self.settled(typed),
        }
    }

    /// A value that will be multiplied or cut. A sum or difference of decimals is no decimal in doubles: 84.2 − 83.9
    /// is a little less than 0.3, and half of it would round down. So it is rounded to its places at once.
    fn settled(&mut self, typed: &Typed) -> Excel {
        match &typed.node {
            TypedNode::Call(Function::If, arguments) if arguments.len() == 3 => {
                let condition = self.expression(&arguments[0]);
                let branches = [self.settled(&arguments[1]), self.settled(&arguments[2])];
                Excel::Call("IF", [vec![condition], branches.into()].concat())
            }
            TypedNode::Call(Function::Add | Function::Subtract, _) if typed.ty.places != Some(0) => {
                self.expression(typed).rounded(typed.ty.places.unwrap_or(SETTLED_PLACES))
            }
            _ => self.expression(typed),
        }
    }

    /// A named value: the own cell, or the related row's by its number.
    fn named(&mut self, path: &[RelationId], column: ColumnId) -> Excel {
        let described = self.book.plan.column(column);
        let cell = match path {
            [] => self.refer(Reference::Own(column)),
            _ if described.table == DISTRICT => self.refer(Reference::District(column)),
            _ => self.related(path, Reference::Column(column)),
        };
        match described.ty.kind {
            Kind::Flag => Excel::binary("=", cell, Excel::whole(1)),
            // A spreadsheet hands an empty cell on as 0; joined to an empty text it stays a text.
            Kind::Text if described.blank && path.iter().all(|r| !self.optional(*r)) => {
                Excel::binary("&", cell, Excel::missing())
            }
            _ => cell,
        }
    }

    pub(super) fn optional(&self, relation: RelationId) -> bool {
        self.book.plan.relation(relation).optional
    }

    /// `INDEX(range, row number)`; nothing where an optional relation leads nowhere.
    pub(super) fn related(&mut self, path: &[RelationId], range: Reference) -> Excel {
        let Some(number) = self.row_number(path) else { return self.refer(range) };
        let joined = match &range {
            Reference::Column(column) => self.book.plan.column(*column).blank,
            _ => false,
        };
        let range = self.refer(range);
        let mut cell = Excel::call("INDEX", [range, number.clone()]);
        if !path.iter().any(|r| self.optional(*r)) {
            return cell;
        }
        if joined {
            cell = Excel::binary("&", cell, Excel::missing());
        }
        Excel::call("IF", [Excel::call("ISNUMBER", [number]), cell, Excel::missing()])
    }

    /// The number of the row that a path leads to.
    pub(super) fn row_number(&mut self, path: &[RelationId]) -> Option<Excel> {
        let (first, rest) = path.split_first()?;
        let mut number = self.refer(Reference::Ordinal(*first));
        let mut optional = self.optional(*first);
        for relation in rest {
            let range = self.refer(Reference::Ordinals(*relation));
            let next = Excel::call("INDEX", [range, number.clone()]);
            number = if optional {
                Excel::call("IF", [Excel::call("ISNUMBER", [number]), next, Excel::missing()])
            } else {
                next
            };
            optional = optional || self.optional(*relation);
        }
        Some(number)
    }

    fn band(&mut self, used: &BandUse) -> Excel {
        let value = self.expression(&used.value);
        let value = match used.value.ty.places {
            Some(places) => value.rounded(places),
            None => value,
        };
        if used.marginal { self.slices(used, value) } else { self.whole_band(used, value) }
    }

    fn whole_band(&mut self, used: &BandUse, value: Excel) -> Excel {
        let none = Excel::Call("NA", Vec::new());
        let mut rest = none.clone();
        for (index, row) in used.rows.iter().enumerate().rev() {
            let result = self.band_value(used, index);
            let inside = if row.word.is_some() {
                let word = self.refer(Reference::Band(used.band, index, BandCell::Word));
                Some(Excel::call("EXACT", [value.clone(), word]))
            } else {
                self.band_end(used, index, BandCell::High)
                    .map(|high| Excel::binary(if row.high_closed { "<=" } else { "<" }, value.clone(), high))
            };
            rest = match inside {
                Some(inside) => Excel::call("IF", [inside, result, rest]),
                None => result,
            };
        }
        let low = self.band_end(used, 0, BandCell::Low);
        match (low, used.rows.first()) {
            (Some(low), Some(first)) => {
                let below = Excel::binary(if first.low_closed { "<" } else { "<=" }, value, low);
                Excel::call("IF", [below, none, rest])
            }
            _ => rest,
        }
    }

    fn slices(&mut self, used: &BandUse, value: Excel) -> Excel {
        let mut sum: Option<Excel> = None;
        for index in 0..used.rows.len() {
            let low = self.band_end(used, index, BandCell::Low);
            let top = match self.band_end(used, index, BandCell::High) {
                Some(high) => Excel::call("MIN", [value.clone(), high]),
                None => value.clone(),
            };
            let slice = match low {
                Some(low) => Excel::binary("-", top, low),
                None => top,
            };
            let slice = Excel::call("MAX", [Excel::whole(0), slice]);
            let part = Excel::binary("*", slice, self.band_value(used, index));
            sum = Some(match sum {
                Some(sum) => Excel::binary("+", sum, part),
                None => part,
            });
        }
        sum.unwrap_or(Excel::whole(0))
    }

    /// A literal stands on the sheet of standards and is referred to; a formula is written out.
    fn band_value(&mut self, used: &BandUse, row: usize) -> Excel {
        match self.book.plan.bands[used.band.0].rows[row].value {
            Some(_) => self.refer(Reference::Band(used.band, row, BandCell::Value)),
            None => self.expression(&used.rows[row].value),
        }
    }

    fn band_end(&mut self, used: &BandUse, row: usize, cell: BandCell) -> Option<Excel> {
        let written = &self.book.plan.bands[used.band.0].rows[row];
        let (literal, typed) = match cell {
            BandCell::Low => (written.low, &used.rows[row].low),
            _ => (written.high, &used.rows[row].high),
        };
        match (literal, typed) {
            (_, None) => None,
            (Some(_), Some(_)) => Some(self.refer(Reference::Band(used.band, row, cell))),
            (None, Some(typed)) => Some(self.expression(typed)),
        }
    }
}

/// The stored value: rounded to the column's places or denominator. A missing value is passed through.
fn stored(excel: Excel, column: &Column, rounding: Rounding) -> Excel {
    match excel {
        Excel::Call("IF", mut arguments) if column.ty.missing && arguments.len() == 3 => {
            let otherwise = arguments.pop().map(|a| stored(a, column, rounding));
            let then = arguments.pop().map(|a| stored(a, column, rounding));
            Excel::Call("IF", arguments.into_iter().chain(then).chain(otherwise).collect())
        }
        Excel::Text(_) => excel,
        Excel::Reference(_) if column.ty.missing => excel,
        Excel::Call("INDEX", _) if column.ty.missing => excel,
        other => match column.places {
            Some(places) => rounded(other, places, rounding),
            None => {
                let units = Excel::binary("*", other, Excel::whole(column.scale));
                let units = Excel::call("ROUND", [units, Excel::whole(0)]);
                Excel::binary("/", units, Excel::whole(column.scale))
            }
        },
    }
}

/// Rounds as stated, by functions that every spreadsheet has. What cuts off first rounds six places further,
/// since it looks at the last digit of a double.
pub(super) fn rounded(excel: Excel, places: u32, rounding: Rounding) -> Excel {
    let digits = Excel::whole(places as i64);
    if let Excel::Call("ROUND", arguments) = &excel
        && arguments.get(1) == Some(&digits)
    {
        return excel;
    }
    match rounding {
        Rounding::HalfUp => Excel::call("ROUND", [excel, digits]),
        Rounding::Down => Excel::call("ROUNDDOWN", [excel.rounded(places + 6), digits]),
        Rounding::Up => Excel::call("ROUNDUP", [excel.rounded(places + 6), digits]),
        Rounding::HalfEven => {
            // Half way between two: twice the rounded half is the even one. Else as usual.
            let scale = Excel::whole(crate::number::pow10(places));
            let units = Excel::binary("*", excel.clone(), scale.clone()).rounded(6);
            let whole = Excel::call("INT", [units.clone()]);
            let half = Excel::binary("=", Excel::binary("-", units.clone(), whole).rounded(6), Excel::Number(5, 1));
            let even = Excel::call("ROUND", [Excel::binary("/", units, Excel::whole(2)), Excel::whole(0)]);
            let even = Excel::binary("/", Excel::binary("*", Excel::whole(2), even), scale);
            Excel::call("IF", [half, even, Excel::call("ROUND", [excel, digits])])
        }
    }
}

//! Evaluates every emitted formula in doubles, as a spreadsheet will. This is a check, not a computation: its
//! result is compared with the book's exact value and then forgotten.
use super::Extent;
use super::template::{BandCell, Reference, Template};
use crate::book::Book;
use crate::dataset::{TextId, TextPool, Value, civil_from_day};
use crate::formula::{Excel, Kind};
use crate::number::pow10;
use crate::plan::*;
use std::cell::OnceCell;
use std::rc::Rc;

/// A spreadsheet value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Live {
    Number(f64),
    Text(Rc<str>),
    Flag(bool),
    Empty,
    Error,
}

impl Live {
    fn number(&self) -> Option<f64> {
        match self {
            Live::Number(number) => Some(*number),
            Live::Flag(flag) => Some(f64::from(u8::from(*flag))),
            Live::Empty => Some(0.0),
            Live::Text(_) | Live::Error => None,
        }
    }

    fn text(&self) -> Option<Rc<str>> {
        match self {
            Live::Text(text) => Some(text.clone()),
            Live::Empty => Some(Rc::from("")),
            Live::Number(number) => Some(Rc::from(fifteen_digits(*number).as_str())),
            Live::Flag(_) | Live::Error => None,
        }
    }

    fn of(number: Option<f64>) -> Live {
        number.filter(|n| n.is_finite()).map_or(Live::Error, Live::Number)
    }
}

/// As a spreadsheet turns a number into a text: at most 15 digits.
fn fifteen_digits(number: f64) -> String {
    let shortest = format!("{number}");
    if shortest.len() <= 15 { shortest } else { format!("{}", to_fifteen(number)) }
}

fn to_fifteen(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// What the formulas of a workbook refer to, as doubles.
pub(super) struct Doubles<'b> {
    book: &'b Book,
    extent: &'b Extent,
    /// Numbers and places by column, and by relation.
    columns: Vec<OnceCell<Range>>,
    relations: Vec<OnceCell<Range>>,
    /// A text for each mark that stands in a cell without a value.
    empty: Rc<str>,
}

/// One row's view.
struct Cursor<'a, 'b> {
    doubles: &'a Doubles<'b>,
    references: &'a [Reference],
    table: TableId,
    /// Row of the book.
    row: usize,
}

impl<'b> Doubles<'b> {
    pub(super) fn new(book: &'b Book, extent: &'b Extent) -> Self {
        Doubles {
            book,
            extent,
            columns: vec![OnceCell::new(); book.plan.columns.len()],
            relations: vec![OnceCell::new(); book.plan.relations.len()],
            empty: Rc::from(""),
        }
    }

    /// What a template gives in a row of the book.
    pub(super) fn evaluate(&self, template: &Template, table: TableId, row: usize) -> Live {
        let cursor = Cursor { doubles: self, references: &template.references, table, row };
        cursor.value(&template.excel)
    }

    /// What a spreadsheet holds for a value of the book.
    pub(super) fn cell(&self, column: ColumnId, row: usize) -> Live {
        let described = self.book.plan.column(column);
        match self.book.value(column, row) {
            Value::Number(number) => Live::Number(as_double(number, described.scale)),
            Value::Flag(flag) => Live::Number(f64::from(u8::from(flag))),
            Value::Date(day) => Live::Number(day.into()),
            Value::Text(TextPool::EMPTY) if described.role == Role::Input => Live::Empty,
            Value::Text(_) if described.private => Live::Text(Rc::from(self.book.shown(column, row))),
            Value::Text(id) => Live::Text(Rc::from(self.book.text(id))),
            Value::Missing(_) => Live::Text(self.empty.clone()),
        }
    }

    /// A range, made when it is first read. Only columns and related row numbers are ever searched.
    fn range(&self, reference: &Reference) -> Option<&Range> {
        match reference {
            Reference::Column(column) => Some(self.columns[column.0].get_or_init(|| {
                let table = self.book.plan.column(*column).table;
                let number = |row: &u32| match self.cell(*column, *row as usize) {
                    Live::Number(number) => number,
                    _ => f64::NAN,
                };
                Range::new(self.extent.rows(table).iter().map(number).collect())
            })),
            Reference::Ordinals(relation) => Some(self.relations[relation.0].get_or_init(|| {
                let table = self.book.plan.relation(*relation).from;
                let place = |row: &u32| self.ordinal(*relation, *row as usize).unwrap_or(f64::NAN);
                Range::new(self.extent.rows(table).iter().map(place).collect())
            })),
            _ => None,
        }
    }

    fn numbers(&self, reference: &Reference) -> &[f64] {
        self.range(reference).map_or(&[], |range| &range.numbers)
    }

    fn ordinal(&self, relation: RelationId, row: usize) -> Option<f64> {
        let target = self.book.relations[relation.0].target(row)?;
        let place = self.extent.place(self.book.plan.relation(relation).to, target)?;
        Some(f64::from(place) + 1.0)
    }

    fn texts_in(&self, reference: &Reference, place: usize) -> bool {
        let Reference::Column(column) = reference else { return false };
        let table = self.book.plan.column(*column).table;
        let row = self.extent.rows(table)[place] as usize;
        matches!(self.cell(*column, row), Live::Text(text) if !text.is_empty())
    }
}

/// The double nearest to a stored number.
pub(super) fn as_double(number: i64, scale: i64) -> f64 {
    if scale == 1 { number as f64 } else { number as f64 / scale as f64 }
}

/// The numbers of a range, what is no number as NaN, and where each small whole number stands.
#[derive(Debug, Clone)]
struct Range {
    numbers: Vec<f64>,
    /// Places by number; empty where numbers are not row or group numbers.
    places: OnceCell<Vec<Vec<u32>>>,
}

impl Range {
    fn new(numbers: Vec<f64>) -> Range {
        Range { numbers, places: OnceCell::new() }
    }

    /// Where a number stands, if the range holds row or group numbers.
    fn places_of(&self, wanted: f64) -> Option<&[u32]> {
        let places = self.places.get_or_init(|| {
            let most = self.numbers.iter().copied().filter(|n| !n.is_nan()).fold(0.0, f64::max);
            let whole = self.numbers.iter().all(|n| n.is_nan() || (n.fract() == 0.0 && *n >= 0.0));
            // Row and group numbers are not much larger than there are rows; amounts are.
            if !whole || most > 1e5_f64.max(4.0 * self.numbers.len() as f64) {
                return Vec::new();
            }
            let mut places = vec![Vec::new(); most as usize + 1];
            for (place, number) in self.numbers.iter().enumerate().filter(|(_, n)| !n.is_nan()) {
                places[*number as usize].push(place as u32);
            }
            places
        });
        if places.is_empty() || wanted < 0.0 || wanted.fract() != 0.0 {
            return None;
        }
        Some(places.get(wanted as usize).map_or(&[], Vec::as_slice))
    }
}

enum Criterion {
    Equal(f64),
    Less(f64),
    Greater(f64),
    AnyText,
}

impl Cursor<'_, '_> {
    fn reference(&self, handle: u32) -> Option<&Reference> {
        self.references.get(handle as usize)
    }

    fn value(&self, excel: &Excel) -> Live {
        match excel {
            Excel::Number(value, places) => Live::Number(as_double(*value, pow10(*places))),
            Excel::Text(text) => Live::Text(Rc::from(text.as_str())),
            Excel::Reference(handle) => self.refer(*handle),
            Excel::Negate(inner) => Live::of(self.number(inner).map(|n| -n)),
            Excel::Binary(operator, left, right) => self.binary(operator, left, right),
            Excel::Call(name, arguments) => self.call(name, arguments),
        }
    }

    fn number(&self, excel: &Excel) -> Option<f64> {
        self.value(excel).number()
    }

    fn flag(&self, excel: &Excel) -> Option<bool> {
        match self.value(excel) {
            Live::Flag(flag) => Some(flag),
            Live::Number(number) => Some(number != 0.0),
            _ => None,
        }
    }

    fn refer(&self, handle: u32) -> Live {
        let Some(reference) = self.reference(handle) else { return Live::Error };
        let book = self.doubles.book;
        match reference {
            Reference::Own(column) if book.plan.column(*column).table == self.table => {
                self.doubles.cell(*column, self.row)
            }
            Reference::Own(column) | Reference::District(column) => self.doubles.cell(*column, 0),
            Reference::Sequence => {
                let place = self.doubles.extent.place(self.table, self.row);
                Live::of(place.map(|place| f64::from(place) + 1.0))
            }
            Reference::Ordinal(relation) => self.doubles.ordinal(*relation, self.row).map_or(Live::Empty, Live::Number),
            Reference::Parameter(id) => self.parameter(*id),
            Reference::Band(band, row, cell) => self.band(*band, *row, *cell),
            Reference::TierSize(tier, row) => match book.plan.tiers[tier.0].rows[*row].size {
                TierSize::Percent(value, places) => Live::Number(as_double(value, pow10(places))),
                TierSize::Places(places) => Live::Number(places.into()),
            },
            Reference::TierValue(tier, row) => {
                let tier = &book.plan.tiers[tier.0];
                let (value, places) = tier.rows.get(*row).map_or(tier.below, |row| row.value);
                Live::Number(as_double(value, pow10(places)))
            }
            Reference::Column(_) | Reference::Sequences(_) | Reference::Ordinals(_) => Live::Error,
        }
    }

    fn parameter(&self, id: ParameterId) -> Live {
        let book = self.doubles.book;
        match &book.parameters[id.0] {
            ParameterValue::Number(value) => {
                let places = book.plan.parameters[id.0].ty.places.unwrap_or(0);
                Live::Number(as_double(*value, pow10(places)))
            }
            ParameterValue::Fraction(value, over) => Live::Number(*value as f64 / *over as f64),
            ParameterValue::Flag(flag) => Live::Number(f64::from(u8::from(*flag))),
            ParameterValue::Text(text) => Live::Text(Rc::from(text.as_str())),
        }
    }

    fn band(&self, band: BandId, row: usize, cell: BandCell) -> Live {
        let row = &self.doubles.book.plan.bands[band.0].rows[row];
        let figure = match cell {
            BandCell::Word => return row.word.as_deref().map_or(Live::Empty, |word| Live::Text(Rc::from(word))),
            BandCell::Low => row.low,
            BandCell::High => row.high,
            BandCell::Value => row.value,
        };
        Live::of(figure.map(|(value, places)| as_double(value, pow10(places))))
    }

    fn binary(&self, operator: &str, left: &Excel, right: &Excel) -> Live {
        let (left, right) = (self.value(left), self.value(right));
        if operator == "&" {
            return match (left.text(), right.text()) {
                (Some(left), Some(right)) => Live::Text(Rc::from(format!("{left}{right}"))),
                _ => Live::Error,
            };
        }
        if let (Live::Text(_), _) | (_, Live::Text(_)) = (&left, &right) {
            return match (operator, left.text(), right.text()) {
                ("=", Some(left), Some(right)) => Live::Flag(left == right),
                ("<>", Some(left), Some(right)) => Live::Flag(left != right),
                _ => Live::Error,
            };
        }
        let (Some(left), Some(right)) = (left.number(), right.number()) else { return Live::Error };
        match operator {
            "+" => Live::of(Some(left + right)),
            "-" => Live::of(Some(left - right)),
            "*" => Live::of(Some(left * right)),
            "/" => Live::of(Some(left / right)),
            "=" => Live::Flag(left == right),
            "<>" => Live::Flag(left != right),
            "<" => Live::Flag(left < right),
            "<=" => Live::Flag(left <= right),
            ">" => Live::Flag(left > right),
            ">=" => Live::Flag(left >= right),
            _ => Live::Error,
        }
    }

    fn call(&self, name: &str, arguments: &[Excel]) -> Live {
        let number = |index: usize| arguments.get(index).and_then(|a| self.number(a));
        match name {
            "TRUE" | "FALSE" => Live::Flag(name == "TRUE"),
            "IF" => match arguments.first().and_then(|a| self.flag(a)) {
                Some(flag) => self.value(&arguments[if flag { 1 } else { 2 }]),
                None => Live::Error,
            },
            "AND" | "OR" => {
                let flags: Option<Vec<bool>> = arguments.iter().map(|a| self.flag(a)).collect();
                flags.map_or(Live::Error, |flags| {
                    Live::Flag(if name == "AND" { flags.iter().all(|f| *f) } else { flags.iter().any(|f| *f) })
                })
            }
            "NOT" => arguments.first().and_then(|a| self.flag(a)).map_or(Live::Error, |f| Live::Flag(!f)),
            "ROUND" => Live::of(number(0).zip(number(1)).map(|(x, p)| round(x, p as i32, Cut::Half))),
            "ROUNDDOWN" => Live::of(number(0).zip(number(1)).map(|(x, p)| round(x, p as i32, Cut::Down))),
            "ROUNDUP" => Live::of(number(0).zip(number(1)).map(|(x, p)| round(x, p as i32, Cut::Up))),
            "SQRT" => Live::of(number(0).filter(|x| *x >= 0.0).map(f64::sqrt)),
            "INT" => Live::of(number(0).map(f64::floor)),
            "ABS" => Live::of(number(0).map(f64::abs)),
            "SIGN" => Live::of(number(0).map(|n| if n == 0.0 { 0.0 } else { n.signum() })),
            "EXACT" => match (self.value(&arguments[0]).text(), self.value(&arguments[1]).text()) {
                (Some(left), Some(right)) => Live::Flag(left == right),
                _ => Live::Error,
            },
            "ISNUMBER" => Live::Flag(matches!(self.value(&arguments[0]), Live::Number(_))),
            "YEAR" | "MONTH" | "DAY" => Live::of(number(0).map(|day| date_part(name, day))),
            "NA" => Live::Error,
            "MIN" | "MAX" => self.extreme(name, arguments),
            "SUM" | "COUNT" => self.whole_range(name, arguments),
            "INDEX" => self.index(arguments),
            "SUMIFS" => self.conditional(arguments.first(), arguments.get(1..).unwrap_or_default()),
            "COUNTIFS" => self.conditional(None, arguments),
            "SUMPRODUCT" => self.largest(arguments),
            _ => Live::Error,
        }
    }

    fn range(&self, excel: &Excel) -> Option<&Reference> {
        match excel {
            Excel::Reference(handle) => self.reference(*handle).filter(|reference| {
                matches!(reference, Reference::Column(_) | Reference::Ordinals(_) | Reference::Sequences(_))
            }),
            _ => None,
        }
    }

    fn extreme(&self, name: &str, arguments: &[Excel]) -> Live {
        let better = |a: f64, b: f64| if name == "MIN" { a.min(b) } else { a.max(b) };
        if let Some(range) = arguments.first().and_then(|a| self.range(a)) {
            let numbers = self.doubles.numbers(range);
            return Live::of(numbers.iter().copied().filter(|n| !n.is_nan()).reduce(better));
        }
        let numbers: Option<Vec<f64>> = arguments.iter().map(|a| self.number(a)).collect();
        Live::of(numbers.and_then(|numbers| numbers.into_iter().reduce(better)))
    }

    fn whole_range(&self, name: &str, arguments: &[Excel]) -> Live {
        let Some(range) = arguments.first().and_then(|a| self.range(a)) else { return Live::Error };
        if let (Reference::Sequences(table), "COUNT") = (range, name) {
            return Live::Number(self.doubles.extent.rows(*table).len() as f64);
        }
        let numbers = self.doubles.numbers(range).iter().filter(|n| !n.is_nan());
        Live::Number(if name == "SUM" { numbers.sum() } else { numbers.count() as f64 })
    }

    fn index(&self, arguments: &[Excel]) -> Live {
        let (Some(range), Some(place)) = (self.range(&arguments[0]), self.number(&arguments[1])) else {
            return Live::Error;
        };
        let place = place as usize;
        let row_of =
            |table: TableId| place.checked_sub(1).and_then(|place| self.doubles.extent.rows(table).get(place)).copied();
        match range {
            Reference::Column(column) => row_of(self.doubles.book.plan.column(*column).table)
                .map_or(Live::Error, |row| self.doubles.cell(*column, row as usize)),
            Reference::Ordinals(relation) => row_of(self.doubles.book.plan.relation(*relation).from)
                .map_or(Live::Error, |row| {
                    self.doubles.ordinal(*relation, row as usize).map_or(Live::Empty, Live::Number)
                }),
            _ => Live::Error,
        }
    }

    /// `SUMIFS` with a sum range, `COUNTIFS` without.
    fn conditional(&self, sum: Option<&Excel>, pairs: &[Excel]) -> Live {
        let mut criteria = Vec::new();
        for pair in pairs.chunks(2) {
            let [range, criterion] = pair else { return Live::Error };
            let Some(range) = self.range(range) else { return Live::Error };
            let Some(criterion) = criterion_of(self.value(criterion)) else { return Live::Error };
            criteria.push((range, criterion));
        }
        let summed = match sum {
            None => None,
            Some(range) => match self.range(range) {
                Some(range) => Some(self.doubles.numbers(range)),
                None => return Live::Error,
            },
        };
        let columns: Vec<&[f64]> = criteria.iter().map(|(range, _)| self.doubles.numbers(range)).collect();
        let holds = |place: usize| {
            criteria.iter().zip(&columns).all(|((range, criterion), numbers)| match criterion {
                Criterion::Equal(wanted) => numbers[place] == *wanted,
                Criterion::Less(limit) => numbers[place] < *limit,
                Criterion::Greater(limit) => numbers[place] > *limit,
                Criterion::AnyText => self.doubles.texts_in(range, place),
            })
        };
        let mut total = 0.0;
        let mut take = |place: usize| {
            if holds(place) {
                let value = summed.map_or(1.0, |numbers| numbers[place]);
                if !value.is_nan() {
                    total += value;
                }
            }
        };
        let known = match criteria.first() {
            Some((range, Criterion::Equal(wanted))) => {
                self.doubles.range(range).and_then(|range| range.places_of(*wanted))
            }
            _ => None,
        };
        match known {
            Some(places) => places.iter().for_each(|place| take(*place as usize)),
            None => (0..columns.first().map_or(0, |c| c.len())).for_each(take),
        }
        Live::Number(total)
    }

    /// `SUMPRODUCT(MAX(array))`: the array's largest element.
    fn largest(&self, arguments: &[Excel]) -> Live {
        let Some(Excel::Call("MAX", inner)) = arguments.first() else { return Live::Error };
        let Some(array) = inner.first() else { return Live::Error };
        let Some(length) = self.array_length(array) else { return Live::Error };
        let elements = (0..length).map(|place| self.element(array, place));
        Live::of(elements.reduce(|a, b| Some(a?.max(b?))).flatten())
    }

    fn array_length(&self, excel: &Excel) -> Option<usize> {
        match excel {
            Excel::Binary(_, left, right) => self.array_length(left).or_else(|| self.array_length(right)),
            _ => self.range(excel).map(|range| self.doubles.numbers(range).len()),
        }
    }

    fn element(&self, excel: &Excel, place: usize) -> Option<f64> {
        if let Some(range) = self.range(excel) {
            return self.doubles.numbers(range).get(place).copied();
        }
        match excel {
            Excel::Binary(operator, left, right) => {
                let (left, right) = (self.element(left, place)?, self.element(right, place)?);
                Some(match *operator {
                    "*" => left * right,
                    "+" => left + right,
                    "-" => left - right,
                    "=" => f64::from(u8::from(left == right)),
                    _ => return None,
                })
            }
            scalar => self.number(scalar),
        }
    }
}

fn criterion_of(value: Live) -> Option<Criterion> {
    match value {
        Live::Number(number) => Some(Criterion::Equal(number)),
        Live::Text(text) => {
            let limit = |text: &str| text.parse::<f64>().ok();
            match text.as_bytes().first() {
                Some(b'<') => limit(&text[1..]).map(Criterion::Less),
                Some(b'>') => limit(&text[1..]).map(Criterion::Greater),
                Some(b'?') => Some(Criterion::AnyText),
                _ => None,
            }
        }
        _ => None,
    }
}

fn date_part(name: &str, day: f64) -> f64 {
    let (year, month, date) = civil_from_day(day as i32);
    match name {
        "YEAR" => year.into(),
        "MONTH" => month.into(),
        _ => date.into(),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Cut {
    Half,
    Down,
    Up,
}

/// Rounds as spreadsheets do: they look at 15 digits, so that 1.005 × 100 is 100.5 and not a little less.
fn round(number: f64, places: i32, cut: Cut) -> f64 {
    let scale = 10_f64.powi(places);
    let mut scaled = number.abs() * scale;
    let fraction = scaled.fract();
    let near = |edge: f64| (fraction - edge).abs() < 1e-3;
    let edge = match cut {
        Cut::Half => near(0.5),
        _ => near(0.0) || near(1.0),
    };
    if edge {
        scaled = to_fifteen(scaled);
    }
    let whole = match cut {
        Cut::Half => (scaled + 0.5).floor(),
        Cut::Down => scaled.floor(),
        Cut::Up => scaled.ceil(),
    };
    let rounded = whole / scale;
    if number < 0.0 { -rounded } else { rounded }
}

/// Whether a live value is what the book holds.
pub(super) fn agrees(book: &Book, column: ColumnId, row: usize, live: &Live) -> bool {
    let described = book.plan.column(column);
    match (book.value(column, row), live) {
        (Value::Number(number), Live::Number(live)) => as_double(number, described.scale) == *live,
        (Value::Flag(flag), Live::Number(live)) => f64::from(u8::from(flag)) == *live,
        (Value::Date(day), Live::Number(live)) => f64::from(day) == *live,
        (Value::Text(id), Live::Text(live)) => book.text(id) == &**live,
        (Value::Text(TextId(0)) | Value::Missing(_), Live::Empty) => true,
        (Value::Missing(_), Live::Text(_)) => described.ty.kind != Kind::Text,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_like_a_spreadsheet() {
        assert_eq!(round(1.005, 2, Cut::Half), 1.01);
        assert_eq!(round(-5.215, 2, Cut::Half), -5.22);
        assert_eq!(round(2.675, 2, Cut::Half), 2.68);
        assert_eq!(round(4.35 * 100.0, 0, Cut::Down), 435.0);
        assert_eq!(round(0.1 + 0.2, 1, Cut::Up), 0.3);
    }
}

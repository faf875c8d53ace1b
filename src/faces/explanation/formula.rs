//! A formula in one row: its value, and its text with the values put in. What is printed can be computed again.
use super::model::{MARKS, NOT_TAKEN, NOTHING, Use};
use super::teller::{Owner, Teller, correction};
use crate::book::operand;
use crate::compute::{aggregate_over, tier_standing};
use crate::dataset::Value;
use crate::formula::{Function, Kind, Operand};
use crate::number::{Fraction, format_fixed, pow10};
use crate::plan::*;

/// A part of a formula: what it is worth, and how it is printed with marks.
pub(super) struct Told {
    pub value: Operand,
    pub template: String,
    /// How tightly its outermost operator binds: 1 comparison, 2 sum, 3 product, 4 anything in brackets.
    binds: u8,
}

/// Tells the formulas of one row.
pub(super) struct FormulaTeller<'t, 'b> {
    pub teller: &'t mut Teller<'b>,
    pub table: TableId,
    pub row: usize,
    pub uses: Vec<Use>,
}

impl FormulaTeller<'_, '_> {
    pub(super) fn tell(&mut self, typed: &Typed) -> Told {
        match &typed.node {
            TypedNode::Number(value, places) => {
                literal(Operand::Number(Fraction::over(*value, pow10(*places))), format_fixed(*value, *places))
            }
            TypedNode::Text(index) => {
                let text = &self.teller.book.plan.texts[*index];
                let id = self.teller.book.dataset.texts.find(text).map_or(u32::MAX, |id| id.0);
                literal(Operand::Text(id), format!("\"{text}\""))
            }
            TypedNode::Flag(flag) => literal(Operand::Flag(*flag), yes(*flag).to_string()),
            TypedNode::Parameter(id) => self.parameter(*id),
            TypedNode::Column { path, column } => self.column(path, *column),
            TypedNode::Call(function, arguments) => self.call(*function, arguments),
            TypedNode::Aggregate(aggregate) => self.aggregate(aggregate),
            TypedNode::Rank(rank) => self.rank(rank),
            TypedNode::Places(places) => self.tier(places),
            TypedNode::Band(band) => self.band(band),
        }
    }

    /// The template with the values put in.
    pub(super) fn with_values(&self, template: &str) -> String {
        put_in(template, &self.uses)
    }

    fn put(&mut self, used: Use, value: Operand) -> Told {
        self.uses.push(used);
        let template = format!("{}{}{}", MARKS[0], self.uses.len() - 1, MARKS[1]);
        Told { value, template, binds: 4 }
    }

    fn parameter(&mut self, id: ParameterId) -> Told {
        let book = self.teller.book;
        let (value, text) = parameter(book, id);
        let described = &book.plan.parameters[id.0];
        let read = book.dataset.parameters.iter().find(|read| read.name == described.name);
        let read = read.filter(|_| described.value.is_none());
        let place = read.map(|read| {
            let (file, sheet) = book.dataset.names(read.place);
            [file.to_string(), sheet.to_string(), read.place.address()]
        });
        let used = Use::Parameter {
            name: described.name.clone(),
            value: text,
            unit: read.map_or(&described.unit, |read| &read.unit).clone(),
            clause: read.map_or(&described.clause, |read| &read.clause).clone(),
            decided: read.map_or(String::new(), |read| read.decided.clone()),
            place,
            corrected: book.dataset.overlay.parameter(&described.name).map(|own| correction(book, own)),
        };
        self.put(used, value)
    }

    fn column(&mut self, path: &[RelationId], column: ColumnId) -> Told {
        let book = self.teller.book;
        let described = book.plan.column(column);
        let mut name: Vec<&str> = path.iter().map(|id| book.plan.relation(*id).name.as_str()).collect();
        name.push(&described.name);
        let name = name.join(".");
        let Some(row) = book.follow(path, self.row) else {
            let value = if described.ty.kind == Kind::Text { Operand::Text(0) } else { Operand::Missing };
            let shown = if described.ty.kind == Kind::Text { "\"\"" } else { NOTHING };
            return self.put(Use::Column { name, value: shown.to_string(), cell: None }, value);
        };
        let value = operand(book.value(column, row), described.scale);
        let cell = self.teller.cell(column, row);
        let shown = self.teller.printed(column, row);
        self.put(Use::Column { name, value: shown, cell: Some(cell) }, value)
    }

    fn call(&mut self, function: Function, arguments: &[Typed]) -> Told {
        match function {
            Function::If => self.chosen(arguments),
            Function::And | Function::Or => self.until(function, arguments),
            Function::IfMissing => self.if_missing(arguments),
            _ => {
                let told: Vec<Told> = arguments.iter().map(|argument| self.tell(argument)).collect();
                let operands: Vec<Operand> = told.iter().map(|told| told.value).collect();
                let value = match (function, operands.first()) {
                    (Function::IsMissing, first) => {
                        Operand::Flag(matches!(first, Some(Operand::Missing | Operand::Text(0)) | None))
                    }
                    // A value that cannot be had was told as a finding: such a book is never explained.
                    _ => function.value(&operands).unwrap_or(Operand::Missing),
                };
                written(function, told, value)
            }
        }
    }

    /// Only the branch that was taken is told.
    fn chosen(&mut self, arguments: &[Typed]) -> Told {
        let condition = self.tell(&arguments[0]);
        let taken = matches!(condition.value, Operand::Flag(true));
        let branch = self.tell(&arguments[if taken { 1 } else { 2 }]);
        let (first, second) = match taken {
            true => (branch.template.as_str(), NOT_TAKEN),
            false => (NOT_TAKEN, branch.template.as_str()),
        };
        let template = format!("IF({}, {first}, {second})", condition.template);
        Told { value: branch.value, template, binds: 4 }
    }

    /// What decided is told; what comes after it did not matter.
    fn until(&mut self, function: Function, arguments: &[Typed]) -> Told {
        let deciding = function == Function::Or;
        let (mut parts, mut decided) = (Vec::new(), false);
        for argument in arguments {
            if decided {
                parts.push(NOT_TAKEN.to_string());
                continue;
            }
            let told = self.tell(argument);
            decided = matches!(told.value, Operand::Flag(flag) if flag == deciding);
            parts.push(told.template);
        }
        let value = Operand::Flag(decided == deciding);
        Told { value, template: format!("{}({})", function.symbol(), parts.join(", ")), binds: 4 }
    }

    fn if_missing(&mut self, arguments: &[Typed]) -> Told {
        let first = self.tell(&arguments[0]);
        let (value, second) = match first.value {
            Operand::Missing | Operand::Text(0) => {
                let second = self.tell(&arguments[1]);
                (second.value, second.template)
            }
            value => (value, NOT_TAKEN.to_string()),
        };
        Told { value, template: format!("IFMISSING({}, {second})", first.template), binds: 4 }
    }

    fn aggregate(&mut self, aggregate: &Aggregate) -> Told {
        let book = self.teller.book;
        let rows = book.rows_of(self.table, &aggregate.rows, self.row);
        let (value, count) = aggregate_over(book, aggregate, &rows);
        let of = match &aggregate.rows {
            Rows::Belonging { relation, .. } => book.plan.relation(*relation).from,
            Rows::Group(_) => self.table,
        };
        let table = &book.plan.table(of).name;
        let name = aggregate.value.map_or(table.clone(), |column| format!("{table}.{}", book.plan.column(column).name));
        let places = aggregate.value.and_then(|column| book.plan.column(column).places);
        let own = self.teller.own(of).filter(|own| rows.contains(own)).filter(|own| {
            let counted = |column| book.value(column, *own) == Value::Flag(true);
            aggregate.condition.is_none_or(counted)
        });
        let own = own.map(|own| aggregate.value.map_or("1".to_string(), |column| self.teller.printed(column, own)));
        let owner = match &aggregate.rows {
            Rows::Belonging { path, relation } => {
                book.follow(path, self.row).map(|owner| (Owner::Relation(*relation), owner as i64 + 1))
            }
            Rows::Group(group) => Some((Owner::Group(*group), book.stored(*group, self.row))),
        };
        let terms = self.teller.terms(of, aggregate.value, owner, aggregate.condition);
        let value_text = match aggregate.kind {
            AggregateKind::Count => number_text(value, Some(0)),
            AggregateKind::Average => number_text(value, None),
            _ => number_text(value, places),
        };
        let used = Use::Aggregate { function: aggregate.kind.name(), name, value: value_text, count, own, terms };
        self.put(used, value)
    }

    fn rank(&mut self, rank: &Rank) -> Told {
        let book = self.teller.book;
        let key = |row: usize| {
            let counts = rank.condition.is_none_or(|column| book.value(column, row) == Value::Flag(true));
            let Value::Number(value) = book.value(rank.value, row) else { return None };
            let chain = rank.chain.iter().map(|column| match book.value(*column, row) {
                Value::Number(value) => -value,
                _ => i64::MAX,
            });
            counts.then(|| [if rank.descending { -value } else { value }].into_iter().chain(chain).collect::<Vec<_>>())
        };
        let own = key(self.row);
        let ranked: Vec<Vec<i64>> =
            book.ranked_among(self.table, rank.within, self.row).into_iter().filter_map(key).collect();
        let value = own.map(|own| ranked.iter().filter(|other| **other < own).count() as i64 + 1);
        let owner = match rank.within {
            Within::Table => None,
            Within::Group(group) => Some((Owner::Group(group), book.stored(group, self.row))),
            Within::Relation(relation) => {
                book.relations[relation.0].target(self.row).map(|to| (Owner::Relation(relation), to as i64 + 1))
            }
        };
        let terms = self.teller.terms(self.table, Some(rank.value), owner, rank.condition);
        let chain = rank.chain.iter().filter_map(|column| {
            let places = self.teller.places.as_ref()?;
            Some((places.range(*column), self.teller.printed(*column, self.row)))
        });
        let used = Use::Rank {
            name: book.plan.column(rank.value).name.clone(),
            value: value.map_or(NOTHING.to_string(), |value| value.to_string()),
            own: self.teller.printed(rank.value, self.row),
            of: ranked.len(),
            descending: rank.descending,
            chain: chain.collect(),
            terms,
        };
        self.put(used, value.map_or(Operand::Missing, |value| Operand::Number(Fraction::whole(value))))
    }

    fn tier(&mut self, places: &Places) -> Told {
        let book = self.teller.book;
        let tier = &book.plan.tiers[places.tier.0];
        let standing = tier_standing(book, places, self.row);
        let value = standing.value.map_or(Operand::Missing, Operand::Number);
        let cells = (self.teller.cell(places.rank, self.row), self.teller.cell(places.of, self.row));
        let figure = |(value, places): (i64, u32)| format_fixed(value, places);
        let ends = tier.rows.iter().zip(&standing.ends);
        let used = Use::Tier {
            name: tier.name.clone(),
            value: number_text(value, None),
            clause: tier.clause.clone(),
            stands: standing.stands,
            cells,
            tiers: ends.map(|(row, end)| (row.name.clone(), *end, figure(row.value))).collect(),
            below: figure(tier.below),
            shared: places.ties == TierTies::Split,
        };
        self.put(used, value)
    }

    fn band(&mut self, used: &BandUse) -> Told {
        let looked_up = self.tell(&used.value);
        if used.marginal {
            return self.slices(used, &looked_up);
        }
        let found = used.rows.iter().position(|row| self.inside(used, row, looked_up.value));
        let Some(index) = found else { return literal(Operand::Missing, NOTHING.to_string()) };
        let row = &used.rows[index];
        // An inner row begins where the one before ends.
        let before = index.checked_sub(1).and_then(|index| used.rows.get(index));
        let low = match (&row.low, before) {
            (Some(low), Some(before)) => Some((self.end(low), !before.high_closed)),
            (Some(low), None) => Some((self.end(low), row.low_closed)),
            (None, _) => None,
        };
        let high = row.high.as_ref().map(|high| (self.end(high), row.high_closed));
        let value = self.tell(&row.value);
        let band = &self.teller.book.plan.bands[used.band.0];
        let shown = band.rows.get(index).map_or(String::new(), |row| row.shown.clone());
        let with_values = self.with_values(&looked_up.template);
        let told = Use::Band {
            name: band.name.clone(),
            value: self.with_values(&value.bracketed(4)),
            looked_up: (looked_up.template, with_values),
            row: shown,
            low,
            high,
            clause: band.clause.clone(),
        };
        self.put(told, value.value)
    }

    fn end(&mut self, end: &Typed) -> String {
        let told = self.tell(end);
        self.with_values(&told.template)
    }

    fn inside(&mut self, used: &BandUse, row: &BandUseRow, value: Operand) -> bool {
        let plan = &self.teller.book.plan;
        match value {
            Operand::Text(word) => {
                let wanted = row.word.map(|index| &plan.texts[index]);
                let wanted = wanted.and_then(|text| self.teller.book.dataset.texts.find(text));
                wanted.is_some_and(|wanted| wanted.0 == word)
            }
            Operand::Number(value) => {
                debug_assert!(!used.rows.is_empty());
                let Some(high) = &row.high else { return true };
                let uses = self.uses.len();
                let high = self.tell(high).value;
                // Ends of rows that are passed over are not part of the explanation.
                self.uses.truncate(uses);
                let Operand::Number(high) = high else { return false };
                value.compare(high).is_some_and(|order| order.is_lt() || (order.is_eq() && row.high_closed))
            }
            _ => false,
        }
    }

    /// `(a − low) × value + …` over the slices that are reached.
    fn slices(&mut self, used: &BandUse, looked_up: &Told) -> Told {
        let Operand::Number(whole) = looked_up.value else {
            return literal(Operand::Missing, NOTHING.to_string());
        };
        let (mut parts, mut sum) = (Vec::new(), Fraction::ZERO);
        for row in &used.rows {
            let uses = self.uses.len();
            let low =
                row.low.as_ref().map_or(literal(Operand::Number(Fraction::ZERO), "0".into()), |low| self.tell(low));
            let high = row.high.as_ref().map(|high| self.tell(high));
            let Operand::Number(from) = low.value else { continue };
            let to = match high.as_ref().map(|high| high.value) {
                Some(Operand::Number(high)) if high.compare(whole).is_some_and(|order| order.is_lt()) => high,
                _ => whole,
            };
            let reached = to.subtract(from).filter(|slice| !slice.is_negative() && !slice.is_zero());
            let Some(slice) = reached else {
                self.uses.truncate(uses);
                continue;
            };
            let below = high.filter(
                |high| matches!(high.value, Operand::Number(end) if end.compare(whole).is_some_and(|o| o.is_lt())),
            );
            let top = below.map_or_else(|| looked_up.bracketed(3), |high| high.bracketed(3));
            let value = self.tell(&row.value);
            if let Operand::Number(figure) = value.value {
                sum = slice.multiply(figure).and_then(|part| sum.plus(part)).unwrap_or(sum);
            }
            parts.push(format!("({top} - {}) * {}", low.bracketed(3), value.bracketed(4)));
        }
        let template = if parts.is_empty() { "0".to_string() } else { parts.join(" + ") };
        Told { value: Operand::Number(sum), template, binds: 2 }
    }
}

impl Told {
    /// In brackets where it binds less than asked.
    fn bracketed(&self, least: u8) -> String {
        if self.binds < least { format!("({})", self.template) } else { self.template.clone() }
    }
}

/// Puts the values in for the marks; values of bands may hold none.
pub(super) fn put_in(template: &str, uses: &[Use]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(MARKS[0]) {
        text.push_str(before);
        let Some((number, after)) = after.split_once(MARKS[1]) else { break };
        let used = number.parse::<usize>().ok().and_then(|number| uses.get(number));
        text.push_str(used.map_or(NOTHING, Use::value));
        rest = after;
    }
    text + rest
}

fn literal(value: Operand, template: String) -> Told {
    Told { value, template, binds: 4 }
}

fn written(function: Function, told: Vec<Told>, value: Operand) -> Told {
    use Function::{Add, Compare, Divide, Multiply, Negate, Subtract};
    let infix = |binds: u8, left: u8, right: u8| {
        let parts = (told.first().map(|t| t.bracketed(left)), told.get(1).map(|t| t.bracketed(right)));
        let template = format!("{} {} {}", parts.0.unwrap_or_default(), function.symbol(), parts.1.unwrap_or_default());
        Told { value, template, binds }
    };
    match function {
        Add => infix(2, 2, 3),
        Subtract => infix(2, 2, 3),
        Multiply | Divide => infix(3, 3, 4),
        Compare(_) => infix(1, 2, 2),
        Negate => {
            Told { value, template: format!("-{}", told.first().map_or(String::new(), |t| t.bracketed(4))), binds: 2 }
        }
        named => {
            let arguments: Vec<String> = told.into_iter().map(|told| told.template).collect();
            Told { value, template: format!("{}({})", named.symbol(), arguments.join(", ")), binds: 4 }
        }
    }
}

pub(super) fn yes(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}

/// A number with its places; one without known places as `(n/d)`, which can be computed with.
pub(super) fn number_text(value: Operand, places: Option<u32>) -> String {
    let Operand::Number(value) = value else { return NOTHING.to_string() };
    if let Some(places) = places
        && let Some(stored) = value.scaled_exactly(pow10(places))
    {
        return negative_bracketed(format_fixed(stored, places));
    }
    match value.parts() {
        (whole, 1) => negative_bracketed(whole.to_string()),
        (num, den) => format!("({num}/{den})"),
    }
}

/// A negative number inside a formula stands in brackets.
pub(super) fn negative_bracketed(text: String) -> String {
    if text.starts_with('-') { format!("({text})") } else { text }
}

fn parameter(book: &crate::book::Book, id: ParameterId) -> (Operand, String) {
    let places = book.plan.parameters[id.0].ty.places.unwrap_or(0);
    match &book.parameters[id.0] {
        ParameterValue::Number(value) => {
            (Operand::Number(Fraction::over(*value, pow10(places))), negative_bracketed(format_fixed(*value, places)))
        }
        ParameterValue::Fraction(value, over) => {
            (Operand::Number(Fraction::over(*value, *over)), format!("({value}/{over})"))
        }
        ParameterValue::Flag(flag) => (Operand::Flag(*flag), yes(*flag).to_string()),
        ParameterValue::Text(text) => {
            (Operand::Text(book.dataset.texts.find(text).map_or(u32::MAX, |id| id.0)), format!("\"{text}\""))
        }
    }
}

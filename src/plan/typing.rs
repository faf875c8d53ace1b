//! Trees → typed expressions: every name resolved, every kind checked, helper columns made where the workbook
//! needs them. Columns are typed when first read, so a cycle is found as a column that reads itself.
use super::builder::{Builder, Pending, Symbol, blank_column};
use super::declare::store;
use super::ids::*;
use super::model::*;
use super::typed::*;
use crate::formula::{Argument, Expression, Function, Kind, Node, SIGNATURES, Segment, Type, TypeFault};
use crate::messages::{Place, SchemeMessage, nearest};
use crate::scheme::Rounding;
use std::ops::Range;

/// Deepest nesting of expressions, through all columns that they read.
const NESTING_MAX: usize = 256;

/// Where a formula stands: the table whose rows it is computed for, and its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    pub table: TableId,
    pub offset: usize,
    /// Name of the column it is for; helper columns are called after it.
    pub owner: String,
}

impl Scope {
    pub fn place(&self, span: &Range<usize>) -> Range<usize> {
        self.offset + span.start..self.offset + span.end
    }
}

/// What a dotted name leads to.
pub(super) enum Target {
    Value(Typed),
    Rows { rows: Rows, table: TableId, column: Option<ColumnId> },
}

impl Builder<'_> {
    /// Types a column's formula if that is still to be done; false when it cannot be typed.
    pub(super) fn ensure_typed(&mut self, id: ColumnId) -> bool {
        if let Some(start) = self.stack.iter().position(|c| *c == id) {
            let path: Vec<String> = self.stack[start..].iter().chain([&id]).map(|c| self.plan.full_name(*c)).collect();
            let span = self.column(id).span.clone();
            if self.failed.insert(id) {
                self.fault(SchemeMessage::Cycle { path: path.join(" → ") }, span);
            }
            return false;
        }
        let Some(pending) = self.pending.remove(&id) else { return !self.failed.contains(&id) };
        self.stack.push(id);
        let done = self.type_column(id, &pending);
        self.stack.pop();
        if !done {
            self.failed.insert(id);
        }
        done
    }

    fn type_column(&mut self, id: ColumnId, pending: &Pending) -> bool {
        let column = self.column(id);
        let scope = Scope { table: column.table, offset: pending.offset, owner: column.name.clone() };
        let span = column.span.clone();
        let name = column.name.clone();
        let Some(typed) = self.expression(&scope, &pending.expression) else { return false };
        let place = scope.place(&pending.expression.span);
        if let Some(wanted) = pending.wanted
            && (typed.ty.kind != wanted || typed.ty.missing)
        {
            let (expected_zh, expected_en) = wanted.names();
            self.fault(
                SchemeMessage::WrongResult {
                    name,
                    expected_zh: expected_zh.to_string(),
                    expected_en: expected_en.to_string(),
                },
                place,
            );
            return false;
        }
        if typed.ty.missing && !pending.allow_missing {
            self.fault(SchemeMessage::ResultMayBeMissing { name }, place);
            return false;
        }
        let places = pending.places.or(typed.ty.places);
        if typed.ty.kind == Kind::Number && places.is_none() && pending.denominator.is_none() {
            self.fault(SchemeMessage::NeedsPlaces { name }, span);
            return false;
        }
        let column = &mut self.plan.columns[id.0];
        column.ty = typed.ty;
        if typed.ty.kind == Kind::Number {
            store(column, places, pending.denominator);
        }
        column.rule = Rule::Formula { typed, rounding: pending.rounding };
        true
    }

    /// Types an expression in a scope. Columns that it reads are typed on the way, so the depth is counted
    /// through all of them.
    pub(super) fn expression(&mut self, scope: &Scope, expression: &Expression) -> Option<Typed> {
        if self.nesting == NESTING_MAX {
            // Everything above fails with it; one place is enough.
            if !self.too_deep {
                self.too_deep = true;
                let message = SchemeMessage::FormulaChainTooLong { limit: NESTING_MAX };
                self.fault(message, scope.place(&expression.span));
            }
            return None;
        }
        self.nesting += 1;
        let typed = self.expression_node(scope, expression);
        self.nesting -= 1;
        typed
    }

    fn expression_node(&mut self, scope: &Scope, expression: &Expression) -> Option<Typed> {
        match &expression.node {
            Node::Number(value, places) => Some(Typed::number(*value, *places)),
            Node::Text(text) => {
                let index = self.text(text);
                Some(Typed { node: TypedNode::Text(index), ty: Type::of(Kind::Text) })
            }
            Node::Flag(flag) => Some(Typed { node: TypedNode::Flag(*flag), ty: Type::of(Kind::Flag) }),
            Node::Name(segments) => match self.name(scope, segments)? {
                Target::Value(typed) => Some(typed),
                Target::Rows { .. } => {
                    let name = joined(segments);
                    self.fault(SchemeMessage::RowsNotValue { name }, scope.place(&expression.span));
                    None
                }
            },
            Node::Negate(inner) => {
                let inner = std::slice::from_ref(inner.as_ref());
                self.operator(scope, Function::Negate, inner, &expression.span)
            }
            Node::Arithmetic(operator, left, right) => {
                let function = match operator {
                    '+' => Function::Add,
                    '-' => Function::Subtract,
                    '*' => Function::Multiply,
                    _ => Function::Divide,
                };
                let operands = [left.as_ref().clone(), right.as_ref().clone()];
                self.operator(scope, function, &operands, &expression.span)
            }
            Node::Compare(comparison, left, right) => {
                let operands = [left.as_ref().clone(), right.as_ref().clone()];
                self.operator(scope, Function::Compare(*comparison), &operands, &expression.span)
            }
            Node::Call(name, arguments) => self.call(scope, name, arguments, &expression.span),
        }
    }

    pub(super) fn text(&mut self, text: &str) -> usize {
        match self.plan.texts.iter().position(|known| known == text) {
            Some(index) => index,
            None => {
                self.plan.texts.push(text.to_string());
                self.plan.texts.len() - 1
            }
        }
    }

    fn operator(
        &mut self,
        scope: &Scope,
        function: Function,
        operands: &[Expression],
        span: &Range<usize>,
    ) -> Option<Typed> {
        // All operands are typed before the first failure is returned: every mistake in one pass.
        let typed: Vec<Option<Typed>> = operands.iter().map(|o| self.expression(scope, o)).collect();
        let typed: Vec<Typed> = typed.into_iter().collect::<Option<_>>()?;
        let spans: Vec<Range<usize>> = operands.iter().map(|o| o.span.clone()).collect();
        self.apply(scope, function, typed, &spans, span)
    }

    fn apply(
        &mut self,
        scope: &Scope,
        function: Function,
        arguments: Vec<Typed>,
        spans: &[Range<usize>],
        span: &Range<usize>,
    ) -> Option<Typed> {
        let types: Vec<Type> = arguments.iter().map(|a| a.ty).collect();
        let literals: Vec<Option<i64>> = arguments
            .iter()
            .map(|a| match a.node {
                TypedNode::Number(value, 0) => Some(value),
                _ => None,
            })
            .collect();
        if let Function::Compare(comparison) = function
            && types[0].kind != Kind::Number
            && types[0].kind != Kind::Date
            && !matches!(comparison.symbol(), "=" | "<>")
        {
            let message = wrong_kind(function, 0, "数值或日期", "a number or a date");
            self.fault(message, scope.place(&spans[0]));
            return None;
        }
        match function.check(&types, &literals) {
            Ok(ty) => Some(Typed::call(function, arguments, ty)),
            Err(fault) => {
                let (argument, message) = type_fault(function, fault);
                let place = spans.get(argument).unwrap_or(span);
                self.fault(message, scope.place(place));
                None
            }
        }
    }

    fn call(&mut self, scope: &Scope, name: &str, arguments: &[Argument], span: &Range<usize>) -> Option<Typed> {
        match name {
            "SUM" => return self.aggregate(scope, AggregateKind::Sum, arguments, span),
            "COUNT" => return self.aggregate(scope, AggregateKind::Count, arguments, span),
            "AVERAGE" => return self.aggregate(scope, AggregateKind::Average, arguments, span),
            "MIN" if self.reads_rows(scope, arguments) => {
                return self.aggregate(scope, AggregateKind::Min, arguments, span);
            }
            "MAX" if self.reads_rows(scope, arguments) => {
                return self.aggregate(scope, AggregateKind::Max, arguments, span);
            }
            "RANK" => return self.rank_call(scope, arguments, span),
            "PLACES" => return self.places_call(scope, arguments, span),
            "BAND" => return self.band_call(scope, arguments, span, false),
            "MARGINAL" => return self.band_call(scope, arguments, span, true),
            _ => {}
        }
        let Some(signature) = SIGNATURES.iter().find(|s| s.name == name) else {
            self.unknown_function(scope, name, span);
            return None;
        };
        if !(signature.least..=signature.most).contains(&arguments.len()) {
            let message = SchemeMessage::ArgumentCount {
                name: name.to_string(),
                expected: if signature.least == signature.most {
                    signature.least.to_string()
                } else {
                    format!("{}–{}", signature.least, signature.most)
                },
                got: arguments.len(),
            };
            self.fault(message, scope.place(span));
            return None;
        }
        if let Some(label) = arguments.iter().find_map(|a| a.label.as_ref()) {
            let message = SchemeMessage::LabelUnknown { function: name.to_string(), label: label.name.clone() };
            self.fault(message, scope.place(&label.span));
            return None;
        }
        let operands: Vec<Expression> = arguments.iter().map(|a| a.value.clone()).collect();
        self.operator(scope, signature.function, &operands, span)
    }

    fn unknown_function(&mut self, scope: &Scope, name: &str, span: &Range<usize>) {
        let rows = ["SUM", "COUNT", "AVERAGE", "RANK", "PLACES", "BAND", "MARGINAL"];
        let mut names = SIGNATURES.iter().map(|s| s.name).chain(rows);
        let upper = name.to_uppercase();
        let near = names.clone().find(|known| *known == upper).map(str::to_string);
        let near = near.or_else(|| nearest(&upper, names.by_ref()));
        let start = scope.place(&(span.start..span.start + name.len()));
        let message = SchemeMessage::UnknownFunction { name: name.to_string() };
        self.findings.add_near(message, Place::scheme(start), near);
    }

    /// Whether `MIN` or `MAX` is meant over rows: a label, or rows as its first argument.
    fn reads_rows(&mut self, scope: &Scope, arguments: &[Argument]) -> bool {
        if arguments.iter().any(|a| a.label.is_some()) {
            return true;
        }
        let Some(Argument { value: Expression { node: Node::Name(segments), .. }, .. }) = arguments.first() else {
            return false;
        };
        segments.first().is_some_and(|first| first.name == ALL_NAME) || self.leads_to_rows(scope.table, segments)
    }

    fn leads_to_rows(&self, table: TableId, segments: &[Segment]) -> bool {
        let mut at = table;
        for segment in segments {
            match self.symbols[at.0].get(&segment.name) {
                Some(Symbol::Relation(relation)) => at = self.plan.relation(*relation).to,
                Some(Symbol::Inverse(_)) => return true,
                _ if segment.name == DISTRICT_NAME => at = DISTRICT,
                _ => return false,
            }
        }
        false
    }

    /// Resolves a dotted name.
    pub(super) fn name(&mut self, scope: &Scope, segments: &[Segment]) -> Option<Target> {
        let mut path = Vec::new();
        let mut table = scope.table;
        let mut rest = segments;
        if let [all, name, tail @ ..] = segments
            && all.name == ALL_NAME
        {
            let Some(found) = self.plan.find_table(&name.name) else {
                let names: Vec<String> = self.plan.tables.iter().map(|t| t.name.clone()).collect();
                let message = SchemeMessage::UnknownTable { name: name.name.clone() };
                let names = names.iter().map(String::as_str);
                self.fault_near(message, scope.place(&name.span), &name.name, names);
                return None;
            };
            let relation = self.plan.table(found).to_district;
            let path = if scope.table == DISTRICT { vec![] } else { vec![self.plan.table(scope.table).to_district] };
            return self.rows(scope, Rows::Belonging { path, relation }, found, tail);
        }
        if let [single] = segments
            && let Some(parameter) = self.plan.parameters.iter().position(|p| p.name == single.name)
        {
            if self.symbols[table.0].contains_key(&single.name) {
                let message =
                    SchemeMessage::Ambiguous { name: single.name.clone(), table: self.plan.table(table).name.clone() };
                if !self.is_lost(&single.name) {
                    self.fault(message, scope.place(&single.span));
                    self.lost.insert(single.name.clone());
                }
                return None;
            }
            self.used_parameters[parameter] = true;
            let ty = self.plan.parameters[parameter].ty;
            let node = TypedNode::Parameter(ParameterId(parameter));
            return Some(Target::Value(Typed { node, ty }));
        }
        while let Some((segment, tail)) = rest.split_first() {
            rest = tail;
            match self.symbols[table.0].get(&segment.name).copied() {
                Some(Symbol::Column(column)) if tail.is_empty() => {
                    return self.value(scope, path, column, &segment.span);
                }
                Some(Symbol::Relation(relation)) if !tail.is_empty() => {
                    path.push(relation);
                    table = self.plan.relation(relation).to;
                }
                Some(Symbol::Inverse(relation)) => {
                    let child = self.plan.relation(relation).from;
                    return self.rows(scope, Rows::Belonging { path, relation }, child, tail);
                }
                None if segment.name == DISTRICT_NAME && !tail.is_empty() => {
                    path.push(self.plan.table(table).to_district);
                    table = DISTRICT;
                }
                Some(Symbol::Relation(_)) => {
                    let message = SchemeMessage::RelationNotValue { name: segment.name.clone() };
                    self.fault(message, scope.place(&segment.span));
                    return None;
                }
                _ => return self.unknown_name(scope, table, segment),
            }
        }
        None
    }

    fn unknown_name(&mut self, scope: &Scope, table: TableId, segment: &Segment) -> Option<Target> {
        let mut names: Vec<String> = self.symbols[table.0].keys().cloned().collect();
        if table == scope.table {
            names.extend(self.plan.parameters.iter().map(|p| p.name.clone()));
        }
        names.sort();
        let message =
            SchemeMessage::UnknownName { name: segment.name.clone(), table: self.plan.table(table).name.clone() };
        let names = names.iter().map(String::as_str);
        self.fault_near(message, scope.place(&segment.span), &segment.name, names);
        None
    }

    fn value(
        &mut self,
        _scope: &Scope,
        path: Vec<RelationId>,
        column: ColumnId,
        _span: &Range<usize>,
    ) -> Option<Target> {
        if !self.ensure_typed(column) {
            return None;
        }
        let optional = path.iter().any(|r| self.plan.relation(*r).optional);
        let ty = self.column(column).ty;
        // A text that is not there is the empty text, in files as over an optional relation.
        let ty = if ty.kind == Kind::Text { ty } else { ty.or_missing(optional) };
        Some(Target::Value(Typed { node: TypedNode::Column { path, column }, ty }))
    }

    fn rows(&mut self, scope: &Scope, rows: Rows, table: TableId, tail: &[Segment]) -> Option<Target> {
        match tail {
            [] => Some(Target::Rows { rows, table, column: None }),
            [segment] => match self.symbols[table.0].get(&segment.name).copied() {
                Some(Symbol::Column(column)) => {
                    self.ensure_typed(column).then_some(Target::Rows { rows, table, column: Some(column) })
                }
                _ => self.unknown_name(&Scope { table, ..scope.clone() }, table, segment),
            },
            [_, next, ..] => {
                let message = SchemeMessage::TooFar { name: next.name.clone() };
                self.fault(message, scope.place(&next.span));
                None
            }
        }
    }

    /// A flag column of `table` for a condition: the column itself, or a helper that holds the formula.
    pub(super) fn condition_column(&mut self, table: TableId, conditions: Vec<Typed>, owner: &str) -> Option<ColumnId> {
        let mut conditions = conditions.into_iter();
        let first = conditions.next()?;
        let rest: Vec<Typed> = conditions.collect();
        let typed = if rest.is_empty() {
            first
        } else {
            let all = [vec![first], rest].concat();
            Typed::call(Function::And, all, Type::of(Kind::Flag))
        };
        if let TypedNode::Column { path, column } = &typed.node
            && path.is_empty()
        {
            return Some(*column);
        }
        Some(self.helper(table, typed, &format!("{owner}·条件"), Rounding::HalfUp))
    }

    /// A helper column of `table` that holds an expression; equal expressions share one.
    pub(super) fn helper(&mut self, table: TableId, typed: Typed, name: &str, rounding: Rounding) -> ColumnId {
        let key = format!("{table:?} {typed:?}");
        if let Some(known) = self.helpers.get(&key) {
            return *known;
        }
        let name = self.free_name(table, name);
        let mut column = blank_column(table, &name, typed.ty, 0..0);
        column.role = Role::Helper;
        column.rule = Rule::Formula { typed, rounding };
        let id = self.add_column(column);
        self.helpers.insert(key, id);
        id
    }

    /// Numbers of the groups of equal values in a text column, as frozen structure.
    pub(super) fn group_number(&mut self, column: ColumnId) -> ColumnId {
        if let Some(known) = self.group_numbers.get(&column) {
            return *known;
        }
        let source = self.column(column).clone();
        let name = self.free_name(source.table, &format!("{}·组号", source.name));
        let mut draft = blank_column(source.table, &name, Type::decimal(0), 0..0);
        draft.role = Role::Helper;
        draft.rule = Rule::GroupNumber(column);
        draft.formula = format!("“{}”相同的行编为一组", source.name);
        let id = self.add_column(draft);
        self.group_numbers.insert(column, id);
        id
    }
}

pub(super) fn joined(segments: &[Segment]) -> String {
    segments.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(".")
}

fn wrong_kind(function: Function, argument: usize, zh: &str, en: &str) -> SchemeMessage {
    SchemeMessage::WrongKind {
        function: function.symbol().to_string(),
        argument: argument + 1,
        expected_zh: zh.to_string(),
        expected_en: en.to_string(),
    }
}

fn type_fault(function: Function, fault: TypeFault) -> (usize, SchemeMessage) {
    let name = function.symbol().to_string();
    match fault {
        TypeFault::Kind { argument, expected } => {
            let (zh, en) = expected.names();
            (argument, wrong_kind(function, argument, zh, en))
        }
        TypeFault::MayBeMissing { argument } => {
            (argument, SchemeMessage::MayBeMissing { function: name, argument: argument + 1 })
        }
        TypeFault::NotRounded { argument } => {
            (argument, SchemeMessage::NotRounded { function: name, argument: argument + 1 })
        }
        TypeFault::NotLiteral { argument } => {
            (argument, SchemeMessage::NotLiteral { function: name, argument: argument + 1 })
        }
    }
}

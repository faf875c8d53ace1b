//! The plan while it is made: names, pending formulas, and what has gone wrong so far.
use super::ids::*;
use super::model::*;
use crate::formula::{Expression, Type};
use crate::messages::{Findings, Place, SchemeMessage, nearest};
use crate::scheme::{Rounding, Scheme, Text};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What a name means on a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbol {
    Column(ColumnId),
    Relation(RelationId),
    /// The rows that belong to a row through this relation.
    Inverse(RelationId),
}

/// A formula not yet typed.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub expression: Expression,
    /// Byte in the scheme file at which the formula's text begins.
    pub offset: usize,
    pub rounding: Rounding,
    pub places: Option<u32>,
    pub denominator: Option<u32>,
    pub allow_missing: bool,
    /// What the formula must come out as; none: anything.
    pub wanted: Option<crate::formula::Kind>,
}

pub(super) struct Builder<'a> {
    pub scheme: &'a Scheme,
    pub source: &'a str,
    pub findings: &'a mut Findings,
    pub plan: Plan,
    pub symbols: Vec<HashMap<String, Symbol>>,
    pub pending: HashMap<ColumnId, Pending>,
    /// Columns being typed, for cycles.
    pub stack: Vec<ColumnId>,
    /// Columns that could not be typed: said once.
    pub failed: HashSet<ColumnId>,
    pub account_names: HashMap<(TableId, String), AccountId>,
    /// Helper columns by what they hold, so that equal conditions share one.
    pub helpers: HashMap<String, ColumnId>,
    pub group_numbers: HashMap<ColumnId, ColumnId>,
    pub used_parameters: Vec<bool>,
    /// Accounts that pay what an award lacks of a source, with the step of the scheme.
    pub covering: Vec<(AccountId, SourceId, usize)>,
    /// Names of things that are wrong themselves: what refers to one is no second mistake.
    pub lost: HashSet<String>,
    /// Tables with a relation that is wrong.
    pub lost_relations: HashSet<TableId>,
    /// A fund, account or step is wrong, so that nothing can be said of money that does not arrive.
    pub money_lost: bool,
    /// Expressions being typed, one inside the other.
    pub nesting: usize,
    /// Told that they are too many.
    pub too_deep: bool,
    /// What was told, so that it is told once.
    told: HashSet<(&'static str, Range<usize>)>,
}

impl<'a> Builder<'a> {
    pub fn new(scheme: &'a Scheme, source: &'a str, findings: &'a mut Findings) -> Self {
        Builder {
            scheme,
            source,
            findings,
            plan: Plan::default(),
            symbols: Vec::new(),
            pending: HashMap::new(),
            stack: Vec::new(),
            failed: HashSet::new(),
            account_names: HashMap::new(),
            helpers: HashMap::new(),
            group_numbers: HashMap::new(),
            used_parameters: Vec::new(),
            covering: Vec::new(),
            lost: scheme.unread.iter().cloned().collect(),
            lost_relations: HashSet::new(),
            money_lost: !scheme.unread.is_empty(),
            nesting: 0,
            too_deep: false,
            told: HashSet::new(),
        }
    }

    pub fn fault(&mut self, message: SchemeMessage, span: Range<usize>) {
        if self.told.insert((message.code(), span.clone())) {
            self.findings.add(message, Place::scheme(span));
        }
    }

    pub fn fault_near<'n>(
        &mut self,
        message: SchemeMessage,
        span: Range<usize>,
        name: &str,
        candidates: impl IntoIterator<Item = &'n str>,
    ) {
        if self.is_lost(name) || !self.told.insert((message.code(), span.clone())) {
            return;
        }
        let near = nearest(name, candidates);
        self.findings.add_near(message, Place::scheme(span), near);
    }

    /// Whether a name, or a part of a dotted one, is lost. Where something without a name is wrong, any may be.
    pub fn is_lost(&self, name: &str) -> bool {
        self.lost.contains("") || name.split('.').any(|part| self.lost.contains(part))
    }

    pub fn lose(&mut self, name: &Text) {
        self.lost.insert(name.get_ref().clone());
    }

    pub fn table_named(&mut self, name: &Text) -> Option<TableId> {
        let found = self.plan.find_table(name.get_ref());
        if found.is_none() {
            let names: Vec<String> = self.plan.tables.iter().map(|t| t.name.clone()).collect();
            let message = SchemeMessage::UnknownTable { name: name.get_ref().clone() };
            self.fault_near(message, name.span(), name.get_ref(), names.iter().map(String::as_str));
        }
        found
    }

    pub fn column_named(&mut self, table: TableId, name: &Text) -> Option<ColumnId> {
        match self.symbols[table.0].get(name.get_ref()) {
            Some(Symbol::Column(id)) => Some(*id),
            _ => {
                let names = self.column_names(table);
                let message = SchemeMessage::UnknownColumn {
                    name: name.get_ref().clone(),
                    table: self.plan.table(table).name.clone(),
                };
                self.fault_near(message, name.span(), name.get_ref(), names.iter().map(String::as_str));
                None
            }
        }
    }

    fn column_names(&self, table: TableId) -> Vec<String> {
        self.plan.table(table).columns.iter().map(|id| self.plan.column(*id).name.clone()).collect()
    }

    /// Adds a column; a second one of the name is a finding.
    pub fn add_column(&mut self, column: Column) -> ColumnId {
        let id = ColumnId(self.plan.columns.len());
        let table = column.table;
        self.declare(table, &column.name.clone(), Symbol::Column(id), column.span.clone());
        self.plan.columns.push(column);
        self.plan.tables[table.0].columns.push(id);
        id
    }

    pub fn declare(&mut self, table: TableId, name: &str, symbol: Symbol, span: Range<usize>) {
        if !self.name_allowed(name, &span) {
            return;
        }
        if self.symbols[table.0].contains_key(name) {
            let message =
                SchemeMessage::DuplicateName { name: name.to_string(), table: self.plan.table(table).name.clone() };
            self.fault(message, span);
        } else {
            self.symbols[table.0].insert(name.to_string(), symbol);
        }
    }

    pub fn name_allowed(&mut self, name: &str, span: &Range<usize>) -> bool {
        let reserved = name == ALL_NAME || name == DISTRICT_NAME;
        let allowed =
            !reserved && !name.is_empty() && name.trim() == name && !name.contains(['.', '[', ']', '"', '\n']);
        if !allowed {
            self.fault(SchemeMessage::NameNotAllowed { name: name.to_string() }, span.clone());
        }
        allowed
    }

    /// Tells of the second of two things in a list that have one name.
    pub fn unique<'n>(&mut self, list: &str, names: impl IntoIterator<Item = &'n Text>) {
        let mut seen = HashSet::new();
        for name in names {
            if !seen.insert(name.get_ref()) {
                let message = SchemeMessage::DuplicateName { name: name.get_ref().clone(), table: list.to_string() };
                self.fault(message, name.span());
            }
        }
    }

    /// A name that is still free on a table: `x`, `x2`, `x3`…
    pub fn free_name(&self, table: TableId, wanted: &str) -> String {
        let taken = |name: &str| self.symbols[table.0].contains_key(name);
        let mut name = wanted.to_string();
        let mut number = 2;
        while taken(&name) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        name
    }

    /// Where a piece of a formula's text stands in the scheme file.
    pub fn text_offset(&self, text: &Text) -> usize {
        let span = text.span();
        let quoted = self.source.get(span.clone()).unwrap_or("");
        let quotes = if quoted.starts_with("'''") || quoted.starts_with("\"\"\"") { 3 } else { 1 };
        let inner = quoted.get(quotes..).unwrap_or("");
        let newline = match quotes {
            3 if inner.starts_with('\n') => 1,
            3 if inner.starts_with("\r\n") => 2,
            _ => 0,
        };
        span.start + quotes + newline
    }

    pub fn column(&self, id: ColumnId) -> &Column {
        self.plan.column(id)
    }

    pub fn own(&self, id: ColumnId) -> super::typed::Typed {
        super::typed::Typed::column(id, self.column(id).ty)
    }
}

/// A column with the usual settings, to be completed.
pub(super) fn blank_column(table: TableId, name: &str, ty: Type, span: Range<usize>) -> Column {
    let places = match ty.kind {
        crate::formula::Kind::Number => ty.places,
        _ => None,
    };
    Column {
        name: name.to_string(),
        table,
        ty,
        scale: places.map_or(1, crate::number::pow10),
        places,
        rule: Rule::Pending,
        role: Role::Computed,
        blank: false,
        private: false,
        unit: String::new(),
        clause: String::new(),
        note: String::new(),
        formula: String::new(),
        span,
    }
}

//! `[accounting]`: every source has its codes, each once, and the columns that decide are there.
use super::builder::Builder;
use super::ids::*;
use crate::formula::Kind;
use crate::messages::SchemeMessage;
use crate::scheme::{self, AccountKind, Expenditure, Text};
use std::ops::Range;

/// Digits of a function code and its first; the same of an economic code.
const FUNCTION: (usize, char) = (7, '2');
const ECONOMIC: (usize, char) = (5, '3');

/// Under which codes money that is paid is booked, and by whom.
#[derive(Debug, Clone)]
pub struct Accounting {
    /// Column of the units that names who keeps the books; where blank or none, the unit itself.
    pub unit: Option<ColumnId>,
    /// Column of the units that decides the function code.
    pub unit_kind: Option<ColumnId>,
    /// Function codes by what that column says.
    pub functions: Vec<(String, String)>,
    /// Function code of whatever says nothing else.
    pub function: String,
    /// How each source is booked.
    pub entries: Vec<AccountingEntry>,
    /// Columns of the tax withheld of payees, where it is known.
    pub withheld_tax: Vec<ColumnId>,
    /// The document the codes rest on.
    pub basis: String,
    /// The codes are assumed.
    pub assumption: bool,
}

/// How a source is booked.
#[derive(Debug, Clone)]
pub struct AccountingEntry {
    /// The source.
    pub source: SourceId,
    /// The table of payees that it is meant for; none: all.
    pub payees: Option<TableId>,
    /// Function code; none: that of the unit's kind.
    pub function: Option<String>,
    /// Economic code with its name.
    pub economic: String,
    /// Basic or project expenditure.
    pub expenditure: Expenditure,
    /// Account that holds what is owed until it is paid.
    pub payable: String,
    /// Account that money leaves when it is paid, in the financial books.
    pub credit: String,
    /// The same in the budget's books.
    pub budget_credit: String,
}

impl Accounting {
    /// How a source is booked that is paid to a table of payees, or elsewhere.
    pub fn entry(&self, source: SourceId, payees: Option<TableId>) -> Option<&AccountingEntry> {
        let of = |entry: &&AccountingEntry| entry.source == source;
        let own = self.entries.iter().filter(of).find(|entry| entry.payees.is_some() && entry.payees == payees);
        let any = self.entries.iter().filter(of).find(|entry| entry.payees.is_none());
        own.or(any)
    }
}

impl Builder<'_> {
    pub(super) fn close_accounting(&mut self) {
        let Some(written) = &self.scheme.accounting else { return };
        let section = written.function.span();
        let [unit, unit_kind] = [&written.unit, &written.unit_kind].map(|text| self.of_units(text));
        let function = self.code(&written.function, FUNCTION);
        let functions = self.functions(written);
        let mut entries: Vec<AccountingEntry> = Vec::new();
        for entry in &written.entries {
            self.booked(entry, &mut entries);
        }
        self.every_source_is_booked(&entries, section);
        let withheld_tax = written.withheld_tax.iter().filter_map(|text| self.tax_of_payees(text)).collect();
        self.plan.accounting = Some(Accounting {
            unit,
            unit_kind,
            functions,
            function,
            entries,
            withheld_tax,
            basis: written.basis.clone(),
            assumption: written.assumption,
        });
    }

    fn functions(&mut self, written: &scheme::Accounting) -> Vec<(String, String)> {
        self.unique("[accounting] functions", written.functions.iter().map(|function| &function.is));
        let missing = match (&written.unit_kind, written.functions.first()) {
            (None, Some(first)) => Some(("unit_kind", first.is.span())),
            (Some(kind), None) => Some(("functions", kind.span())),
            _ => None,
        };
        if let Some((key, span)) = missing {
            let (section, key) = ("[accounting]".to_string(), key.to_string());
            self.fault(SchemeMessage::MissingKey { section, key }, span);
        }
        let of = |function: &scheme::KindFunction| (function.is.get_ref().clone(), self.code(&function.code, FUNCTION));
        written.functions.iter().map(of).collect()
    }

    /// A column of texts of a table that payees have as their units.
    fn of_units(&mut self, text: &Option<Text>) -> Option<ColumnId> {
        let column = self.typed(text, Kind::Text)?;
        let table = self.column(column).table;
        let payees = self.plan.tables.iter().filter_map(|table| table.payee.as_ref());
        let units = payees.map(|payee| self.plan.relation(payee.unit).to).any(|unit| unit == table);
        if let (false, Some(text)) = (units, text) {
            self.fault(SchemeMessage::NotOfUnits { name: text.get_ref().clone() }, text.span());
        }
        units.then_some(column)
    }

    /// A column of money of a table of payees.
    fn tax_of_payees(&mut self, text: &Text) -> Option<ColumnId> {
        let column = self.typed(&Some(text.clone()), Kind::Number)?;
        let table = self.plan.table(self.column(column).table);
        if table.payee.is_none() {
            let name = table.name.clone();
            self.fault(SchemeMessage::NotPayees { name }, text.span());
            return None;
        }
        Some(column)
    }

    /// `30107 绩效工资`: so many digits beginning with one, a space, the name.
    fn code(&mut self, text: &Text, (digits, first): (usize, char)) -> String {
        let shown = text.get_ref();
        let (code, name) = shown.split_once(' ').unwrap_or((shown, ""));
        let fits = code.len() == digits && code.starts_with(first) && code.bytes().all(|byte| byte.is_ascii_digit());
        if !fits || name.trim().is_empty() {
            let (example_zh, example_en) = if digits == FUNCTION.0 {
                ("功能分类，如 \"2050299 其他普通教育支出\"", "a function code such as \"2050299 其他普通教育支出\"")
            } else {
                ("部门预算经济分类，如 \"30107 绩效工资\"", "an economic code such as \"30107 绩效工资\"")
            };
            let (example_zh, example_en) = (example_zh.to_string(), example_en.to_string());
            let message = SchemeMessage::CodeForm { text: shown.clone(), example_zh, example_en };
            self.fault(message, text.span());
        }
        shown.clone()
    }

    fn booked(&mut self, written: &scheme::AccountingEntry, entries: &mut Vec<AccountingEntry>) {
        let economic = self.code(&written.economic, ECONOMIC);
        let function = written.function.as_ref().map(|function| self.code(function, FUNCTION));
        let payees = match &written.payees {
            Some(text) => match self.payees_named(text) {
                Some(table) => Some(table),
                None => return,
            },
            None => None,
        };
        let usual = if economic.starts_with("301") { "应付职工薪酬" } else { "其他应付款" };
        let payable = if written.payable.is_empty() { usual } else { &written.payable };
        let [credit, budget_credit] = self.credits(written);
        for source in self.sources_named(&written.source) {
            if entries.iter().any(|entry| entry.source == source && entry.payees == payees) {
                let (name, table) = (written.source.get_ref().clone(), "[accounting] entries".to_string());
                self.fault(SchemeMessage::DuplicateName { name, table }, written.source.span());
            }
            entries.push(AccountingEntry {
                source,
                payees,
                function: function.clone(),
                economic: economic.clone(),
                expenditure: *written.expenditure.get_ref(),
                payable: payable.to_string(),
                credit: credit.clone(),
                budget_credit: budget_credit.clone(),
            });
        }
    }

    /// Where the money comes from in both sets of books: the treasury unless the scheme says otherwise, of both.
    fn credits(&mut self, written: &scheme::AccountingEntry) -> [String; 2] {
        let stated = [&written.credit, &written.budget_credit];
        if let [Some(text), None] | [None, Some(text)] = stated {
            let key = if written.credit.is_some() { "budget_credit" } else { "credit" };
            let (section, key) = ("[accounting] entries".to_string(), key.to_string());
            self.fault(SchemeMessage::MissingKey { section, key }, text.span());
        }
        let nature = written.expenditure.get_ref().chinese();
        let usual = ["财政拨款收入".to_string(), format!("财政拨款预算收入—{nature}")];
        let mut credits = usual;
        for (credit, text) in credits.iter_mut().zip(stated) {
            if let Some(text) = text {
                credit.clone_from(text.get_ref());
            }
        }
        credits
    }

    /// A table whose rows are paid.
    pub(super) fn payees_named(&mut self, text: &Text) -> Option<TableId> {
        let table = self.table_named(text)?;
        if self.plan.table(table).payee.is_none() {
            self.fault(SchemeMessage::NotPayees { name: text.get_ref().clone() }, text.span());
            return None;
        }
        Some(table)
    }

    /// `基金.来源`, or a fund with all its sources.
    pub(super) fn sources_named(&mut self, text: &Text) -> Vec<SourceId> {
        let name = text.get_ref();
        let full = |source: &super::Source| format!("{}.{}", source.fund, source.name);
        let named =
            self.plan.sources.iter().zip(0..).filter(|(source, _)| source.fund == *name || full(source) == *name);
        let found: Vec<SourceId> = named.map(|(_, id)| SourceId(id)).collect();
        if found.is_empty() {
            let names: Vec<String> = self.plan.sources.iter().map(full).collect();
            let message = SchemeMessage::UnknownSource { name: name.clone() };
            self.fault_near(message, text.span(), name, names.iter().map(String::as_str));
        }
        found
    }

    /// Money without codes could not be booked: each source has an entry for every table of payees that it reaches.
    fn every_source_is_booked(&mut self, entries: &[AccountingEntry], section: Range<usize>) {
        let mut open = Vec::new();
        for (source, id) in self.plan.sources.iter().zip((0..).map(SourceId)) {
            let own: Vec<&AccountingEntry> = entries.iter().filter(|entry| entry.source == id).collect();
            let reached = |table: &TableId| {
                let due = self.plan.table(*table).payee.as_ref().map(|payee| payee.due);
                self.plan.flows.iter().any(|flow| flow.source == id && Some(flow.to.account) == due)
            };
            let tables: Vec<TableId> = (0..self.plan.tables.len()).map(TableId).filter(reached).collect();
            let covers = |table: &TableId| own.iter().any(|entry| entry.payees.is_none_or(|payees| payees == *table));
            let general = own.iter().any(|entry| entry.payees.is_none());
            if own.is_empty() || !tables.iter().all(covers) || self.paid_elsewhere(id) && !general {
                open.push(format!("{}.{}", source.fund, source.name));
            }
        }
        // Where a fund or an entry is wrong itself, what it would have booked is no second mistake.
        if !open.is_empty() && !self.findings.stop() {
            self.fault(SchemeMessage::NotBooked { sources: open.join("、") }, section);
        }
    }

    /// Whether a source is paid into accounts that are no payee's.
    fn paid_elsewhere(&self, source: SourceId) -> bool {
        let plan = &self.plan;
        let due = |account: AccountId| {
            plan.tables.iter().any(|table| table.payee.as_ref().is_some_and(|payee| payee.due == account))
        };
        let into = plan.flows.iter().filter(|flow| flow.source == source).map(|flow| flow.to.account);
        let mut elsewhere = into.filter(|account| !due(*account));
        elsewhere.any(|account| plan.accounts[account.0].kind == AccountKind::Paid)
    }
}

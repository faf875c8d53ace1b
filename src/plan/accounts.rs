//! Accounts and what is in them: every balance is a sum of flows, as a typed expression.
use super::builder::{Builder, blank_column};
use super::ids::*;
use super::model::*;
use super::typed::*;
use crate::formula::{Comparison, Function, Type};
use crate::messages::SchemeMessage;
use crate::scheme::{AccountKind, Rounding, Text};
use std::ops::Range;

/// Yuan with two places.
pub(super) fn money() -> Type {
    Type::decimal(2)
}

impl Builder<'_> {
    pub(super) fn add_account(
        &mut self,
        name: &str,
        table: TableId,
        kind: AccountKind,
        ground: &str,
        span: Range<usize>,
    ) -> AccountId {
        let id = AccountId(self.plan.accounts.len());
        if self.account_names.insert((table, name.to_string()), id).is_some() {
            let message =
                SchemeMessage::DuplicateName { name: name.to_string(), table: self.plan.table(table).name.clone() };
            self.fault(message, span.clone());
        }
        let ground = ground.to_string();
        self.plan.accounts.push(Account { name: name.to_string(), table, kind, ground, span, balance: vec![] });
        id
    }

    /// `绩效奖励基金`, `绩效奖励基金.政府专项`, `学校.校内基金`: the account and, where one source is named, that source.
    pub(super) fn account_named(&mut self, text: &Text) -> Option<(AccountId, Option<SourceId>)> {
        let name = text.get_ref();
        let (first, second) = match name.split_once('.') {
            Some((first, second)) => (first, Some(second)),
            None => (name.as_str(), None),
        };
        let found = match second {
            None => self.account_names.get(&(DISTRICT, first.to_string())).map(|id| (*id, None)),
            Some(second) => {
                let source = self.plan.sources.iter().position(|s| s.fund == first && s.name == second);
                match source {
                    Some(source) => Some((self.plan.sources[source].account, Some(SourceId(source)))),
                    None => self
                        .plan
                        .find_table(first)
                        .and_then(|table| self.account_names.get(&(table, second.to_string())))
                        .map(|id| (*id, None)),
                }
            }
        };
        if found.is_none() {
            let known = self.account_paths();
            let message = SchemeMessage::UnknownAccount { name: name.clone() };
            self.fault_near(message, text.span(), name, known.iter().map(String::as_str));
        }
        found
    }

    fn account_paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self
            .account_names
            .keys()
            .map(|(table, name)| match *table {
                DISTRICT => name.clone(),
                table => format!("{}.{name}", self.plan.table(table).name),
            })
            .collect();
        paths.extend(self.plan.sources.iter().map(|s| format!("{}.{}", s.fund, s.name)));
        paths.sort();
        paths
    }

    /// The sources that have flowed into an account so far.
    pub(super) fn account_sources(&self, account: AccountId) -> Vec<SourceId> {
        let mut sources: Vec<SourceId> =
            self.plan.flows.iter().filter(|f| f.to.account == account).map(|f| f.source).collect();
        sources.sort();
        sources.dedup();
        sources
    }

    /// What is in an account now, for one source, as an expression on the account's table.
    pub(super) fn balance(&self, account: AccountId, source: SourceId) -> Typed {
        let mut sum: Option<Typed> = None;
        for flow in self.plan.flows.iter().filter(|f| f.source == source) {
            if flow.to.account == account {
                let term = self.flow_term(flow.column, flow.to.via);
                sum = Some(match sum {
                    None => term,
                    Some(sum) => Typed::call(Function::Add, vec![sum, term], money()),
                });
            }
            if let Some(from) = flow.from.filter(|from| from.account == account) {
                let term = self.flow_term(flow.column, from.via);
                let sum_so_far = sum.take().unwrap_or_else(|| Typed::number(0, 2));
                sum = Some(Typed::call(Function::Subtract, vec![sum_so_far, term], money()));
            }
        }
        sum.unwrap_or_else(|| Typed::number(0, 2))
    }

    fn flow_term(&self, column: ColumnId, via: Option<RelationId>) -> Typed {
        match via {
            None => self.own(column),
            Some(relation) => {
                let rows = Rows::Belonging { path: Vec::new(), relation };
                let aggregate = Aggregate { kind: AggregateKind::Sum, rows, value: Some(column), condition: None };
                Typed { node: TypedNode::Aggregate(aggregate), ty: money() }
            }
        }
    }

    /// A column that holds the balance now: the only flow itself where that is all, else a column of its own.
    pub(super) fn available(&mut self, account: AccountId, source: SourceId, step: &str) -> ColumnId {
        let typed = self.balance(account, source);
        if let TypedNode::Column { column, .. } = typed.node {
            return column;
        }
        let key = format!("available {account:?} {source:?} {}", self.plan.flows.len());
        if let Some(known) = self.helpers.get(&key) {
            return *known;
        }
        let table = self.plan.accounts[account.0].table;
        let name = self.with_source(&format!("{step}·可分"), account, source);
        let column = self.money_column(table, &name, typed, Role::Helper, "账户中此前转入减去此前转出");
        self.helpers.insert(key, column);
        column
    }

    /// `名称`, or `名称·来源` where the account holds several sources.
    pub(super) fn with_source(&self, name: &str, account: AccountId, source: SourceId) -> String {
        match self.account_sources(account).len() {
            0 | 1 => name.to_string(),
            _ => format!("{name}·{}", self.plan.sources[source.0].name),
        }
    }

    pub(super) fn money_column(
        &mut self,
        table: TableId,
        name: &str,
        typed: Typed,
        role: Role,
        words: &str,
    ) -> ColumnId {
        let name = self.free_name(table, name);
        let mut column = blank_column(table, &name, money(), 0..0);
        column.rule = Rule::Formula { typed, rounding: Rounding::HalfUp };
        column.role = role;
        column.unit = "元".to_string();
        column.formula = words.to_string();
        self.add_column(column)
    }

    /// Adds a flow and says when an account that it draws on has no money to come.
    pub(super) fn flow(&mut self, step: usize, column: ColumnId, source: SourceId, from: FlowEnd, to: FlowEnd) {
        self.plan.flows.push(Flow { step: Some(step), column, source, from: Some(from), to, residue: false });
    }

    /// How a row of `table` leads to the account's row: the same row, a relation, or the district.
    pub(super) fn end(&mut self, account: AccountId, table: TableId, span: &Range<usize>) -> Option<FlowEnd> {
        let target = self.plan.accounts[account.0].table;
        if target == table {
            return Some(FlowEnd { account, via: None });
        }
        if target == DISTRICT {
            return Some(FlowEnd { account, via: Some(self.plan.table(table).to_district) });
        }
        let relation = self.relation_between(table, target, None, span)?;
        Some(FlowEnd { account, via: Some(relation) })
    }

    /// The relation from one table to another: the named one, or the only one.
    pub(super) fn relation_between(
        &mut self,
        from: TableId,
        to: TableId,
        named: Option<&Text>,
        span: &Range<usize>,
    ) -> Option<RelationId> {
        if to == DISTRICT {
            return Some(self.plan.table(from).to_district);
        }
        if from == to && named.is_none() {
            return Some(self.same_row(from));
        }
        let relations: Vec<RelationId> = (0..self.plan.relations.len())
            .map(RelationId)
            .filter(|id| self.plan.relation(*id).from == from && self.plan.relation(*id).to == to)
            .collect();
        let names: Vec<String> = relations.iter().map(|id| self.plan.relation(*id).name.clone()).collect();
        let (from_name, to_name) = (self.plan.table(from).name.clone(), self.plan.table(to).name.clone());
        match (named, relations.as_slice()) {
            (Some(name), _) => {
                let found = names.iter().position(|known| known == name.get_ref());
                if found.is_none() {
                    self.unknown_relation(from, name, &names);
                }
                found.map(|index| relations[index])
            }
            (None, [only]) => Some(*only),
            (None, []) if self.lost_relations.contains(&from) => None,
            (None, []) => {
                self.fault(SchemeMessage::NoPath { from: from_name, to: to_name }, span.clone());
                None
            }
            (None, _) => {
                let message = SchemeMessage::SeveralPaths { from: from_name, to: to_name, names: names.join("、") };
                self.fault(message, span.clone());
                None
            }
        }
    }

    /// From each row of a table to itself.
    fn same_row(&mut self, table: TableId) -> RelationId {
        let known = self.plan.relations.iter().position(|r| r.from == table && r.to == table && r.by.is_empty());
        known.map(RelationId).unwrap_or_else(|| {
            self.plan.relations.push(Relation {
                name: "本行".to_string(),
                from: table,
                to: table,
                by: Vec::new(),
                inverse: None,
                optional: false,
                cover: false,
                agree: Vec::new(),
                span: 0..0,
            });
            RelationId(self.plan.relations.len() - 1)
        })
    }

    pub(super) fn relation_names(&self, from: TableId) -> Vec<String> {
        let starts = self.plan.relations.iter().filter(|r| r.from == from && !r.by.is_empty());
        starts.map(|r| r.name.clone()).collect()
    }

    /// A relation that the table does not have, or that leads elsewhere; `fit` are those that would do.
    pub(super) fn unknown_relation(&mut self, from: TableId, name: &Text, fit: &[String]) {
        let table = self.plan.table(from).name.clone();
        let message = SchemeMessage::UnknownRelation { name: name.get_ref().clone(), table };
        self.fault_near(message, name.span(), name.get_ref(), fit.iter().map(String::as_str));
    }

    /// The final balance of each terminal account, and the net of each payee.
    pub(super) fn close_accounts(&mut self) {
        for index in 0..self.plan.accounts.len() {
            let id = AccountId(index);
            let account = self.plan.accounts[index].clone();
            let sources = self.account_sources(id);
            let payee = self.plan.tables.iter().position(|t| t.payee.as_ref().is_some_and(|p| p.due == id));
            self.check_covering(id, &sources);
            if account.kind == AccountKind::Transit {
                self.check_drawn(id, &sources);
                continue;
            }
            let base = if payee.is_some() { NET_NAME } else { account.name.as_str() };
            let total_name = payee.map(|_| NET_NAME.to_string());
            let mut balances = Vec::new();
            for source in &sources {
                let typed = self.balance(id, *source);
                let name = match (&total_name, sources.len()) {
                    (None, 1) => base.to_string(),
                    _ => format!("{base}·{}", self.plan.sources[source.0].name),
                };
                let column = self.money_column(account.table, &name, typed, Role::Money, "账户转入减去转出");
                balances.push((*source, column));
            }
            self.plan.accounts[index].balance = balances.clone();
            if let Some(table) = payee {
                let net = self.plan.tables[table].payee.as_ref().map(|p| p.net);
                let typed = self.sum_of(&balances);
                if let Some(net) = net {
                    self.plan.columns[net.0].rule = Rule::Formula { typed, rounding: Rounding::HalfUp };
                }
            }
        }
    }

    /// An account that pays what an award lacks must hold it, of each source.
    fn check_covering(&mut self, id: AccountId, sources: &[SourceId]) {
        let covering: Vec<_> = self.covering.iter().copied().filter(|(account, ..)| *account == id).collect();
        let Some((_, _, step)) = covering.first().copied() else { return };
        let step = &self.scheme.steps[step];
        let comes = |source: SourceId| {
            let into = |flow: &Flow| flow.to.account == id && flow.source == source;
            self.plan.flows.iter().any(into)
        };
        if let Some((_, source, _)) = covering.iter().copied().find(|(_, source, _)| !comes(*source)) {
            let name = format!("{}.{}", self.plan.accounts[id.0].name, self.plan.sources[source.0].name);
            let span = step.overrun.as_ref().map_or(step.name.span(), |overrun| overrun.span());
            return self.fault(SchemeMessage::AccountEmpty { name }, span);
        }
        for source in sources {
            let balance = self.balance(id, *source);
            let Account { name, table, .. } = self.plan.accounts[id.0].clone();
            let name = format!("{name}·{}·补足后余额", self.plan.sources[source.0].name);
            let balance = self.money_column(table, &name, balance, Role::Helper, "账户转入减去转出");
            let compare = Function::Compare(Comparison::GreaterOrEqual);
            let covered = vec![self.own(balance), Typed::number(0, 0)];
            let covered = Typed::call(compare, covered, Type::of(crate::formula::Kind::Flag));
            self.add_check(table, &format!("{name}够支付"), covered, vec![balance], step);
        }
    }

    /// Every source that comes into a transit account must be drawn on by some step.
    fn check_drawn(&mut self, id: AccountId, sources: &[SourceId]) {
        let draws = |source: SourceId| {
            let mut flows = self.plan.flows.iter();
            flows.any(|f| f.source == source && f.from.is_some_and(|from| from.account == id))
        };
        let left: Vec<SourceId> = sources.iter().copied().filter(|source| !draws(*source)).collect();
        if left.is_empty() || self.money_lost {
            return;
        }
        let account = &self.plan.accounts[id.0];
        let (mut name, span) = (account.name.clone(), account.span.clone());
        if left.len() < sources.len() {
            let titles: Vec<&str> = left.iter().map(|s| self.plan.sources[s.0].name.as_str()).collect();
            name = format!("{name}.{}", titles.join("、"));
        }
        self.fault(SchemeMessage::AccountLeft { name }, span);
    }

    pub(super) fn sum_of(&self, amounts: &[(SourceId, ColumnId)]) -> Typed {
        amounts
            .iter()
            .map(|(_, column)| self.own(*column))
            .reduce(|sum, term| Typed::call(Function::Add, vec![sum, term], money()))
            .unwrap_or_else(|| Typed::number(0, 2))
    }
}

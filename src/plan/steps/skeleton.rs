//! First look at the steps, in the order written: which account each draws on, which rows receive, which
//! columns and accounts it makes. Formulas may then name them before they are filled in.
use crate::formula::{Kind, Type};
use crate::messages::SchemeMessage;
use crate::plan::accounts::money;
use crate::plan::builder::{Builder, Pending, blank_column};
use crate::plan::ids::*;
use crate::plan::model::*;
use crate::scheme::{self, AccountKind, Text};
use std::ops::Range;

/// What is known of a step before its formulas are.
pub(in crate::plan) struct Skeleton {
    /// Index in the scheme.
    pub written: usize,
    /// Index in the plan.
    pub step: usize,
    pub verb: Verb,
    pub account: AccountId,
    pub account_span: Range<usize>,
    /// Only this source of the account.
    pub only: Option<SourceId>,
    /// Rows that receive or are gated.
    pub table: TableId,
    /// Share, award, collect: the column of the step's name. Gate: its flag. Split: none.
    pub column: Option<ColumnId>,
    /// Gate: what it withholds, of all sources.
    pub withheld: Option<ColumnId>,
    /// Share, award, collect: where the money goes. Gate: where the withheld money goes.
    pub into: Option<FlowEnd>,
    /// Split: account and column of each part.
    pub parts: Vec<(FlowEnd, ColumnId)>,
}

impl Builder<'_> {
    /// Funds, accounts, payees and steps, by name.
    pub(in crate::plan) fn declare_money(&mut self) -> Vec<Option<Skeleton>> {
        self.declare_funds();
        self.declare_accounts();
        self.declare_payees();
        self.unique("[[step]]", self.scheme.steps.iter().map(|s| &s.name));
        (0..self.scheme.steps.len())
            .map(|index| {
                let skeleton = self.skeleton(index);
                if skeleton.is_none() {
                    self.lose_step(&self.scheme.steps[index]);
                }
                skeleton
            })
            .collect()
    }

    /// A step that cannot be read: its names are known all the same, and money may not arrive.
    fn lose_step(&mut self, step: &scheme::Step) {
        self.lose(&step.name);
        step.parts.iter().for_each(|part| self.lose(&part.name));
        self.money_lost = true;
    }

    fn declare_funds(&mut self) {
        for fund in &self.scheme.funds {
            let name = fund.name.get_ref();
            let account = self.add_account(name, DISTRICT, AccountKind::Transit, "", fund.name.span());
            for source in &fund.sources {
                let id = SourceId(self.plan.sources.len());
                let title = format!("{name}·{}", source.name.get_ref());
                let mut column = blank_column(DISTRICT, &title, money(), source.name.span());
                column.role = Role::Money;
                column.unit = "元".to_string();
                column.clause = source.clause.clone();
                column.formula = source.amount.get_ref().clone();
                let column = self.add_column(column);
                self.pend(column, &source.amount, Some(Kind::Number), Some(2));
                self.plan.sources.push(Source {
                    name: source.name.get_ref().clone(),
                    fund: name.clone(),
                    account,
                    column,
                    nature: source.nature.clone(),
                    within_total: fund.within_total,
                });
                let to = FlowEnd { account, via: None };
                self.plan.flows.push(Flow { step: None, column, source: id, from: None, to, residue: false });
            }
        }
    }

    fn declare_accounts(&mut self) {
        for account in &self.scheme.accounts {
            let table = match &account.table {
                Some(name) => self.table_named(name),
                None => Some(DISTRICT),
            };
            let Some(table) = table else {
                self.lose(&account.name);
                self.money_lost = true;
                continue;
            };
            let kind = *account.kind.get_ref();
            let grounded = matches!(kind, AccountKind::CarriedOver | AccountKind::Reserved);
            if grounded && account.ground.trim().is_empty() {
                let message = SchemeMessage::GroundNeeded { name: account.name.get_ref().clone() };
                self.fault(message, account.kind.span());
            }
            self.add_account(account.name.get_ref(), table, kind, &account.ground, account.name.span());
        }
    }

    fn declare_payees(&mut self) {
        for index in 0..self.plan.tables.len() {
            let table = TableId(index);
            let Some(payee) = self.scheme_table(table).and_then(|t| t.payee.clone()) else { continue };
            let Some(name) = self.column_named(table, &payee.name) else {
                self.money_lost = true;
                continue;
            };
            let unit = (0..self.plan.relations.len()).map(RelationId).find(|id| {
                let relation = self.plan.relation(*id);
                relation.from == table && relation.name == *payee.unit.get_ref()
            });
            let Some(unit) = unit else {
                let names = self.relation_names(table);
                self.unknown_relation(table, &payee.unit, &names);
                self.money_lost = true;
                continue;
            };
            let unit_table = self.plan.relation(unit).to;
            let Some(unit_name) = self.column_named(unit_table, &payee.unit_name) else {
                self.money_lost = true;
                continue;
            };
            let due = self.add_account(DUE_NAME, table, AccountKind::Paid, "", payee.name.span());
            let mut net = blank_column(table, NET_NAME, money(), payee.name.span());
            net.role = Role::Money;
            net.unit = "元".to_string();
            net.formula = "应发减去扣发".to_string();
            let net = self.add_column(net);
            self.plan.tables[index].payee = Some(Payee { name, unit, unit_name, due, net });
        }
    }

    /// Keeps a formula for later.
    pub(in crate::plan) fn pend(&mut self, column: ColumnId, text: &Text, wanted: Option<Kind>, places: Option<u32>) {
        match self.formula(text) {
            Some(expression) => {
                let pending = Pending {
                    expression,
                    offset: self.text_offset(text),
                    rounding: self.scheme.head.rounding,
                    places,
                    denominator: None,
                    allow_missing: false,
                    wanted,
                };
                self.pending.insert(column, pending);
            }
            None => {
                self.failed.insert(column);
            }
        }
    }

    fn skeleton(&mut self, written: usize) -> Option<Skeleton> {
        let step = &self.scheme.steps[written];
        let (verb, account_text) = self.verb(step)?;
        self.check_keys(step, verb);
        let (account, only) = self.account_named(account_text)?;
        let account_table = self.plan.accounts[account.0].table;
        let name = step.name.get_ref();
        let table = match verb {
            Verb::Split | Verb::Gate => account_table,
            _ => {
                let to = step.to.as_ref()?;
                self.table_named(to)?
            }
        };
        let index = self.plan.steps.len();
        self.plan.steps.push(Step {
            name: name.clone(),
            verb,
            account,
            table,
            amounts: Vec::new(),
            scaled: None,
            nobody: Vec::new(),
            gate: None,
            decides: Vec::new(),
            words: String::new(),
            clause: step.clause.clone(),
            note: step.note.clone(),
            span: step.name.span(),
        });
        let mut skeleton = Skeleton {
            written,
            step: index,
            verb,
            account,
            account_span: account_text.span(),
            only,
            table,
            column: None,
            withheld: None,
            into: None,
            parts: Vec::new(),
        };
        match verb {
            Verb::Split => self.part_columns(&mut skeleton, step)?,
            Verb::Gate => {
                skeleton.column = Some(self.gate_flag(step, table, index)?);
                skeleton.withheld = Some(self.step_column(step, table, &format!("{name}·扣发")));
                let into = step.into.as_ref()?;
                let (into, _) = self.account_named(into)?;
                skeleton.into = Some(self.end(into, table, &step.name.span())?);
            }
            _ => {
                skeleton.column = Some(self.step_column(step, table, name));
                skeleton.into = Some(self.receiving_account(step, table)?);
            }
        }
        Some(skeleton)
    }

    fn verb<'s>(&mut self, step: &'s scheme::Step) -> Option<(Verb, &'s Text)> {
        let verbs = [
            (Verb::Share, &step.share),
            (Verb::Award, &step.award),
            (Verb::Split, &step.split),
            (Verb::Collect, &step.collect),
            (Verb::Gate, &step.gate),
        ];
        let mut written = verbs.into_iter().filter_map(|(verb, text)| Some((verb, text.as_ref()?)));
        match (written.next(), written.next()) {
            (Some(only), None) => Some(only),
            _ => {
                let message = SchemeMessage::StepVerb { step: step.name.get_ref().clone() };
                self.fault(message, step.name.span());
                None
            }
        }
    }

    fn step_column(&mut self, step: &scheme::Step, table: TableId, name: &str) -> ColumnId {
        let mut column = blank_column(table, name, money(), step.name.span());
        column.role = Role::Money;
        column.unit = "元".to_string();
        column.clause = step.clause.clone();
        column.note = step.note.clone();
        self.add_column(column)
    }

    fn receiving_account(&mut self, step: &scheme::Step, table: TableId) -> Option<FlowEnd> {
        let account = match (&step.into, self.plan.table(table).payee.as_ref().map(|p| p.due)) {
            (Some(into), _) => self.account_named(into)?.0,
            (None, Some(due)) => due,
            (None, None) => {
                let name = step.name.get_ref().clone();
                self.add_account(&name, table, AccountKind::Transit, "", step.name.span())
            }
        };
        self.end(account, table, &step.name.span())
    }

    fn part_columns(&mut self, skeleton: &mut Skeleton, step: &scheme::Step) -> Option<()> {
        step.parts.first()?;
        for part in &step.parts {
            let name = part.name.get_ref();
            let own = self.account_names.get(&(skeleton.table, name.clone())).copied();
            let known = self.account_names.contains_key(&(DISTRICT, name.clone())) || name.contains('.');
            let account = match own {
                None if known => Some(self.account_named(&part.name)?.0),
                own => own,
            };
            let (account, title) = match account {
                Some(account) => (account, format!("{}·{}", step.name.get_ref(), self.plan.accounts[account.0].name)),
                None => {
                    let span = part.name.span();
                    (self.add_account(name, skeleton.table, AccountKind::Transit, "", span), name.clone())
                }
            };
            let column = self.step_column(step, skeleton.table, &title);
            let end = self.end(account, skeleton.table, &part.name.span())?;
            skeleton.parts.push((end, column));
        }
        Some(())
    }

    fn gate_flag(&mut self, step: &scheme::Step, table: TableId, index: usize) -> Option<ColumnId> {
        let mut column = blank_column(table, step.name.get_ref(), Type::of(Kind::Flag), step.name.span());
        column.role = Role::Verdict;
        column.clause = step.clause.clone();
        column.note = step.note.clone();
        if let Some(when) = &step.when {
            column.formula = when.get_ref().clone();
        }
        let flag = self.add_column(column);
        if let Some(when) = &step.when {
            self.pend(flag, when, Some(Kind::Flag), None);
        } else {
            let typed =
                crate::plan::typed::Typed { node: crate::plan::typed::TypedNode::Flag(true), ty: Type::of(Kind::Flag) };
            self.plan.columns[flag.0].rule = Rule::Formula { typed, rounding: crate::scheme::Rounding::HalfUp };
        }
        let counts = *step.counts.as_ref()?;
        let mut needs = Vec::new();
        for name in &step.needs {
            needs.push(self.column_named(table, name)?);
        }
        self.plan.steps[index].gate = Some(Gate { flag, needs, counts });
        Some(flag)
    }
}

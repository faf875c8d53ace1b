//! Payments: columns that are there, layouts that are known and find what they print, and wages for staff alone.
use super::builder::{Builder, Symbol};
use super::ids::*;
use super::payment::{Payment, Reached};
use crate::formula::Kind;
use crate::messages::SchemeMessage;
use crate::scheme::{self, Field, Layout, LayoutKind, People, Text, built_in_layout, built_in_layouts};
use toml::Spanned;

impl Builder<'_> {
    pub(super) fn close_payments(&mut self) {
        let payments = &self.scheme.payments;
        self.unique("[[payment]]", payments.iter().map(|payment| &payment.table));
        for payment in payments {
            let Some(table) = self.table_named(&payment.table) else { continue };
            if self.plan.table(table).payee.is_none() {
                if !self.money_lost {
                    let name = payment.table.get_ref().clone();
                    self.fault(SchemeMessage::PaymentTable { name }, payment.table.span());
                }
                continue;
            }
            self.unique("layouts", &payment.layouts);
            let fields = self.payment_fields(payment, table);
            let named = payment.layouts.iter().filter_map(|name| Some((name, self.layout_named(name)?)));
            let named: Vec<(&Text, Layout)> = named.collect();
            for (name, layout) in &named {
                self.hold_layout(payment, table, layout, name);
            }
            let pays = self.paying_layout(payment);
            self.plan.payments.push(Payment {
                table,
                people: *payment.people.get_ref(),
                fields,
                purpose: payment.purpose.clone(),
                layouts: named.into_iter().map(|(_, layout)| layout).collect(),
                pays,
                span: payment.table.span(),
            });
        }
    }

    fn payment_fields(&mut self, payment: &scheme::Payment, table: TableId) -> Vec<(Field, Reached)> {
        let stated = [
            (Field::Holder, &payment.holder),
            (Field::Account, &payment.account),
            (Field::Bank, &payment.bank),
            (Field::Identity, &payment.identity),
            (Field::StaffNumber, &payment.number),
        ];
        let stated = stated.into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?)));
        stated.filter_map(|(field, text)| Some((field, self.reached(text, table)?))).collect()
    }

    /// `工号`, a column of the payees, or `账户.账号`, one of what they belong to.
    fn reached(&mut self, text: &Text, table: TableId) -> Option<Reached> {
        let reached = match text.get_ref().split_once('.') {
            None => Reached { via: None, column: self.column_named(table, text)? },
            Some((relation, column)) => {
                let at = self.text_offset(text);
                let part = |from: usize, part: &str| Spanned::new(at + from..at + from + part.len(), part.to_string());
                let (name, column) = (part(0, relation), part(relation.len() + 1, column));
                let Some(Symbol::Relation(via)) = self.symbols[table.0].get(relation).copied() else {
                    let own = self.plan.relations.iter().filter(|own| own.from == table);
                    let names: Vec<String> = own.map(|own| own.name.clone()).collect();
                    let table = self.plan.table(table).name.clone();
                    let message = SchemeMessage::UnknownRelation { name: relation.to_string(), table };
                    self.fault_near(message, name.span(), relation, names.iter().map(String::as_str));
                    return None;
                };
                let to = self.plan.relation(via).to;
                Reached { via: Some(via), column: self.column_named(to, &column)? }
            }
        };
        if self.column(reached.column).ty.kind != Kind::Text {
            let name = text.get_ref().clone();
            let (expected_zh, expected_en) = ("文字列".to_string(), "a column of texts".to_string());
            self.fault(SchemeMessage::DocumentColumnKind { name, expected_zh, expected_en }, text.span());
            return None;
        }
        Some(reached)
    }

    /// The one layout that pays: two sets of files for the same payees would pay them twice.
    fn paying_layout(&mut self, payment: &scheme::Payment) -> usize {
        let names = payment.layouts.iter().map(|name| name.get_ref().as_str());
        let stated = payment.pays.as_ref();
        let named = stated.and_then(|pays| names.clone().position(|name| name == pays.get_ref()));
        if named.is_none() && (stated.is_some() || payment.layouts.len() > 1) {
            let (table, layouts) = (payment.table.get_ref().clone(), names.clone().collect::<Vec<_>>().join("、"));
            let span = stated.unwrap_or(&payment.table).span();
            let pays = stated.map_or("", |pays| pays.get_ref());
            self.fault_near(SchemeMessage::PayingLayout { table, layouts }, span, pays, names);
        }
        named.unwrap_or(0)
    }

    /// A layout of the office, or one that is built in.
    fn layout_named(&mut self, name: &Text) -> Option<Layout> {
        let own = self.scheme.layouts.iter().find(|layout| layout.name == *name.get_ref()).cloned();
        let layout = own.or_else(|| built_in_layout(name.get_ref()));
        if layout.is_none() {
            let message = SchemeMessage::UnknownLayout { name: name.get_ref().clone() };
            self.fault_near(message, name.span(), name.get_ref(), built_in_layouts());
        }
        layout
    }

    /// That the payment has what the layout prints.
    fn hold_layout(&mut self, payment: &scheme::Payment, table: TableId, layout: &Layout, name: &Text) {
        let layout_name = || layout.name.clone();
        if layout.kind == LayoutKind::Payroll && *payment.people.get_ref() == People::Others {
            let (table, layout) = (payment.table.get_ref().clone(), layout_name());
            self.fault(SchemeMessage::PayrollForOthers { table, layout }, name.span());
        }
        let fields = layout.columns.iter().filter_map(|column| column.field.as_ref());
        let keys = fields.filter_map(|field| Some((field.get_ref().name(), field.get_ref().key()?)));
        let lacking: Vec<(&str, &str)> = keys.filter(|(_, key)| !states(payment, key)).collect();
        if !lacking.is_empty() {
            let joined = |texts: Vec<&str>| texts.join("、");
            let fields = joined(lacking.iter().map(|(field, _)| *field).collect());
            let keys = joined(lacking.iter().map(|(_, key)| *key).collect());
            self.fault(SchemeMessage::PaymentNeeds { layout: layout_name(), fields, keys }, name.span());
        }
        for item in layout.columns.iter().filter_map(|column| column.item.as_ref()) {
            if !self.gives_to(table, item.get_ref()) {
                let (item, table) = (item.get_ref().clone(), payment.table.get_ref().clone());
                self.fault(SchemeMessage::LayoutItemUnknown { layout: layout_name(), item, table }, name.span());
            }
        }
        let purpose = layout.text_faults(&payment.purpose, None);
        let printed = layout.columns.iter().any(|c| c.field.as_ref().is_some_and(|f| *f.get_ref() == Field::Purpose));
        if printed && !purpose.is_empty() {
            let purpose = payment.purpose.clone();
            self.fault(SchemeMessage::PurposeNotWritable { layout: layout_name(), purpose }, name.span());
        }
    }

    /// Whether a step gives these payees something.
    fn gives_to(&self, table: TableId, step: &str) -> bool {
        let Some(payee) = &self.plan.table(table).payee else { return false };
        let named = |index: usize| self.plan.steps[index].name == step;
        self.plan.flows.iter().any(|flow| flow.to.account == payee.due && flow.step.is_some_and(named))
    }
}

/// Whether a payment states a key.
fn states(payment: &scheme::Payment, key: &str) -> bool {
    match key {
        "account" => payment.account.is_some(),
        "bank" => payment.bank.is_some(),
        "identity" => payment.identity.is_some(),
        "number" => payment.number.is_some(),
        _ => !payment.purpose.is_empty(),
    }
}

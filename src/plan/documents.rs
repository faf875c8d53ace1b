//! What a scheme says of documents: columns that are there, each document once, nothing that it has no use for.
use super::builder::Builder;
use super::ids::*;
use super::model::*;
use crate::formula::Kind;
use crate::messages::SchemeMessage;
use crate::scheme::{self, DocumentKind, Text};
use toml::Spanned;

impl Builder<'_> {
    pub(super) fn close_documents(&mut self) {
        let documents = &self.scheme.documents;
        for (index, document) in documents.iter().enumerate() {
            let kind = *document.kind.get_ref();
            if documents[..index].iter().any(|earlier| *earlier.kind.get_ref() == kind) {
                let (name, table) = (kind.chinese().to_string(), "[[document]]".to_string());
                self.fault(SchemeMessage::DuplicateName { name, table }, document.kind.span());
                continue;
            }
            self.refuse_unused(document);
            self.refuse_groundless(document);
            let columns = document.columns.iter().filter_map(|text| self.dotted(text)).collect();
            let [staff_kind, unit_kind] =
                [&document.staff_kind, &document.unit_kind].map(|text| self.typed(text, Kind::Text));
            let last_year = self.typed(&document.last_year, Kind::Number);
            self.plan.documents.push(Document {
                kind,
                make: document.make,
                title: document.title.clone(),
                columns,
                signers: document.signers.clone(),
                staff_kind,
                unit_kind,
                last_year,
                contact: document.contact.clone(),
            });
        }
    }

    /// `教职工.岗位类别`: a column with its table.
    fn dotted(&mut self, text: &Text) -> Option<ColumnId> {
        let Some((table, column)) = text.get_ref().split_once('.') else {
            self.fault(SchemeMessage::DocumentColumn { name: text.get_ref().clone() }, text.span());
            return None;
        };
        let at = self.text_offset(text);
        let part = |from: usize, part: &str| Spanned::new(at + from..at + from + part.len(), part.to_string());
        let (table, column) = (part(0, table), part(table.len() + 1, column));
        let table = self.table_named(&table)?;
        self.column_named(table, &column)
    }

    /// A column of a kind of values; figures are amounts.
    pub(super) fn typed(&mut self, text: &Option<Text>, kind: Kind) -> Option<ColumnId> {
        let text = text.as_ref()?;
        let column = self.dotted(text)?;
        let ty = self.column(column).ty;
        let fits = ty.kind == kind && (kind != Kind::Number || ty.places == Some(2));
        if !fits {
            let (zh, en) = if kind == Kind::Text {
                ("文字列", "a column of texts")
            } else {
                ("金额列", "a column of money")
            };
            let name = text.get_ref().clone();
            let message =
                SchemeMessage::DocumentColumnKind { name, expected_zh: zh.to_string(), expected_en: en.to_string() };
            self.fault(message, text.span());
        }
        fits.then_some(column)
    }

    /// Some documents are made of a section of their own.
    fn refuse_groundless(&mut self, document: &scheme::Document) {
        let kind = *document.kind.get_ref();
        let Some(section) = kind.needs().filter(|section| !self.is_lost(section)) else { return };
        if !self.scheme.has(section) {
            let (kind, section) = (kind.chinese().to_string(), section.to_string());
            self.fault(SchemeMessage::DocumentNeeds { kind, section }, document.kind.span());
        }
    }

    /// A key that says nothing about this document is a mistake of the one who wrote it.
    fn refuse_unused(&mut self, document: &scheme::Document) {
        use DocumentKind::*;
        let kind = *document.kind.get_ref();
        let sums = matches!(kind, Summary | Meeting);
        let lists = matches!(kind, Payout | SignOff | Notice);
        let notices = matches!(kind, Notice | NoticeReport);
        let keys = [
            ("columns", !lists && !document.columns.is_empty()),
            ("staff_kind", kind != Summary && document.staff_kind.is_some()),
            ("unit_kind", !sums && document.unit_kind.is_some()),
            ("last_year", kind != Summary && document.last_year.is_some()),
            ("contact", !notices && !document.contact.is_empty()),
        ];
        for (key, unused) in keys {
            if unused {
                let (kind, key) = (kind.chinese().to_string(), key.to_string());
                self.fault(SchemeMessage::DocumentKeyUnused { kind, key }, document.kind.span());
            }
        }
    }
}

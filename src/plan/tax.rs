//! `[tax]`: tables and columns that are there, rates that are law in the year of the scheme.
use super::builder::Builder;
use super::ids::*;
use crate::formula::Kind;
use crate::messages::SchemeMessage;
use crate::number::{parse_decimal, pow10};
use crate::scheme::{self, TaxMethod, Text};
use crate::tax::{Bracket, TaxTable, built_in, latest, quick_after};
use std::ops::Range;

/// The tax on what staff are paid.
#[derive(Debug, Clone)]
pub struct Tax {
    /// How it is reckoned.
    pub method: TaxMethod,
    /// Sources that count.
    pub sources: Vec<SourceId>,
    /// Tables of payees whose pay is wages.
    pub payees: Vec<TableId>,
    /// Columns that tell that rows of two tables are one person.
    pub person: Vec<ColumnId>,
    /// Columns of what was taxed by itself earlier in the year.
    pub earlier: Vec<ColumnId>,
    /// The rates; none where amounts alone are listed.
    pub table: Option<TaxTable>,
}

impl Builder<'_> {
    pub(super) fn close_tax(&mut self) {
        let Some(written) = &self.scheme.tax else { return };
        let mut sources: Vec<SourceId> = written.funds.iter().flat_map(|text| self.sources_named(text)).collect();
        sources.sort_unstable();
        sources.dedup();
        let payees: Vec<TableId> = written.payees.iter().filter_map(|text| self.payees_named(text)).collect();
        let person = self.of_payees(&written.person, Kind::Text, &payees);
        let earlier = self.of_payees(&written.earlier, Kind::Number, &payees);
        let method = *written.method.get_ref();
        let table = match method {
            TaxMethod::YearEnd => self.rates(written),
            TaxMethod::TaxableOnly => {
                self.refuse_without_rates(written);
                None
            }
        };
        self.plan.tax = Some(Tax { method, sources, payees, person, earlier, table });
    }

    /// Columns of the tables whose pay is taxed.
    fn of_payees(&mut self, texts: &[Text], kind: Kind, payees: &[TableId]) -> Vec<ColumnId> {
        let mut columns = Vec::new();
        for text in texts {
            let Some(column) = self.typed(&Some(text.clone()), kind) else { continue };
            if payees.contains(&self.column(column).table) {
                columns.push(column);
            } else {
                self.fault(SchemeMessage::TaxColumn { name: text.get_ref().clone() }, text.span());
            }
        }
        columns
    }

    /// What only the other method reads.
    fn refuse_without_rates(&mut self, written: &scheme::Tax) {
        let first = |texts: &[Text]| texts.first().map(|text| text.span());
        let rates = written.rates.as_ref().map(|rates| rates.span());
        let keys = [("person", first(&written.person)), ("earlier", first(&written.earlier)), ("rates", rates)];
        for (key, span) in keys {
            if let Some(span) = span {
                self.fault(SchemeMessage::TaxKeyUnused { key: key.to_string() }, span);
            }
        }
    }

    /// The rates of the year: those written, else those built in.
    fn rates(&mut self, written: &scheme::Tax) -> Option<TaxTable> {
        let year = self.scheme.head.year;
        let (table, span) = match &written.rates {
            Some(rates) => (self.written_rates(rates.get_ref())?, rates.span()),
            None => (built_in(year).unwrap_or_else(latest), written.method.span()),
        };
        if !(table.from..=table.until).contains(&year) {
            let TaxTable { from, until, source, .. } = table;
            self.fault(SchemeMessage::TaxYear { year, from, until, source }, span);
            return None;
        }
        Some(table)
    }

    fn written_rates(&mut self, rates: &scheme::TaxRates) -> Option<TaxTable> {
        let mut brackets: Vec<Bracket> = Vec::new();
        let last = rates.rows.len().saturating_sub(1);
        for (number, row) in rates.rows.iter().enumerate() {
            let (span, row) = (row.span(), row.get_ref());
            let limit = match &row.up_to {
                Some(text) => Some(self.yuan(text)?),
                None => None,
            };
            let bracket = Bracket { monthly_limit: limit, percent: row.percent.into(), quick: self.yuan(&row.quick)? };
            self.step_follows(bracket, brackets.last().copied(), number == last, span)?;
            brackets.push(bracket);
        }
        if brackets.is_empty() {
            let (expected_zh, expected_en) = ("至少有一档".to_string(), "have at least one step".to_string());
            self.fault(SchemeMessage::TaxRates { expected_zh, expected_en }, rates.source.span());
            return None;
        }
        Some(TaxTable { from: rates.from, until: rates.until, source: rates.source.get_ref().clone(), brackets })
    }

    /// Ends and rates rise, only the last has no end, and the quick figure is the one that makes the steps meet.
    fn step_follows(&mut self, own: Bracket, lower: Option<Bracket>, last: bool, span: Range<usize>) -> Option<()> {
        let rises = lower.is_none_or(|lower| {
            own.percent > lower.percent && own.monthly_limit.is_none_or(|limit| Some(limit) > lower.monthly_limit)
        });
        let quick = lower.map_or(0, |lower| quick_after(lower, own.percent));
        let fault = if own.monthly_limit.is_none() != last {
            Some((
                "除最后一档外都写 up_to，最后一档不写".to_string(),
                "have up_to in every step but the last".to_string(),
            ))
        } else if !rises || own.percent >= 100 {
            Some((
                "所到金额和税率一档比一档高，税率低于 100".to_string(),
                "rise from step to step, below 100".to_string(),
            ))
        } else if own.quick != quick {
            let quick = crate::number::format_fixed(quick, 2);
            Some((format!("速算扣除数为 {quick}"), format!("have the quick figure {quick}")))
        } else {
            None
        };
        let Some((expected_zh, expected_en)) = fault else { return Some(()) };
        self.fault(SchemeMessage::TaxRates { expected_zh, expected_en }, span);
        None
    }

    /// Yuan as written, in fen.
    fn yuan(&mut self, text: &Text) -> Option<i64> {
        let parsed = parse_decimal(text.get_ref()).filter(|(value, places)| *places <= 2 && *value >= 0);
        let fen = parsed.and_then(|(value, places)| value.checked_mul(pow10(2 - places)));
        if fen.is_none() {
            self.fault(SchemeMessage::NotDecimal { text: text.get_ref().clone() }, text.span());
        }
        fen
    }
}

//! Typing of what reads rows: aggregates, ranks, places, bands.
use super::bands::parse_interval;
use super::builder::{Builder, Symbol};
use super::ids::*;
use super::model::*;
use super::typed::*;
use super::typing::{Scope, Target, joined};
use crate::formula::{Argument, Expression, Function, Kind, Node, Type};
use crate::messages::SchemeMessage;
use crate::scheme::Rounding;
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn aggregate(
        &mut self,
        scope: &Scope,
        kind: AggregateKind,
        arguments: &[Argument],
        span: &Range<usize>,
    ) -> Option<Typed> {
        let labels = Labels::read(self, scope, kind.name(), arguments, &["where", "within"])?;
        let (first, second) = match labels.plain.as_slice() {
            [first] => (first, None),
            [first, second] => (first, Some(*second)),
            plain => {
                let name = kind.name().to_string();
                let message = SchemeMessage::ArgumentCount { name, expected: "1–2".to_string(), got: plain.len() };
                self.fault(message, scope.place(span));
                return None;
            }
        };
        if let (Some(second), Some(_)) = (second, labels.condition) {
            return self.label_twice(scope, kind.name(), "where", &second.span);
        }
        let (rows, table, value) = self.aggregate_rows(scope, kind, first, labels.within)?;
        if kind != AggregateKind::Count && value.is_none() {
            let name = kind.name().to_string();
            self.fault(SchemeMessage::AggregateNeedsColumn { name }, scope.place(&first.span));
            return None;
        }
        let mut value_type = Type::decimal(0);
        if let Some(column) = value {
            value_type = self.column(column).ty;
            if value_type.kind != Kind::Number && kind != AggregateKind::Count {
                let (zh, en) = Kind::Number.names();
                let message = SchemeMessage::WrongKind {
                    function: kind.name().to_string(),
                    argument: 1,
                    expected_zh: zh.to_string(),
                    expected_en: en.to_string(),
                };
                self.fault(message, scope.place(&first.span));
                return None;
            }
        }
        let condition = labels.condition.or(second);
        let mut conditions = self.conditions(scope, table, condition)?;
        if matches!(kind, AggregateKind::Average | AggregateKind::Count) {
            conditions.extend(self.exclusions(table, |counts| counts.means));
        }
        let mut value = value;
        if let (AggregateKind::Min | AggregateKind::Max, Some(column)) = (kind, value)
            && value_type.missing
        {
            // Spreadsheets of 2010 find an extreme by arithmetic, which a missing value would spoil.
            let own = self.own(column);
            let absent = Typed::call(Function::IsMissing, vec![own.clone()], Type::of(Kind::Flag));
            conditions.push(Typed::call(Function::Not, vec![absent], Type::of(Kind::Flag)));
            let zero = Typed::number(0, 0);
            let ty = Type { missing: false, ..value_type };
            let known = Typed::call(Function::IfMissing, vec![own, zero], ty);
            let name = format!("{}·数值", self.column(column).name);
            value = Some(self.helper(table, known, &name, Rounding::HalfUp));
        }
        // The row itself is in its own group, so that there always is a value.
        let holds_own = conditions.is_empty()
            && match &rows {
                Rows::Group(_) => true,
                Rows::Belonging { path, relation } => {
                    path.as_slice() == [*relation] && scope.table == table && !self.plan.relation(*relation).optional
                }
            };
        let condition = self.condition_column(table, conditions, &scope.owner);
        let ty = match kind {
            AggregateKind::Count => Type::decimal(0),
            AggregateKind::Sum => Type { missing: false, ..value_type },
            AggregateKind::Average => Type::fraction().or_missing(!holds_own || value_type.missing),
            AggregateKind::Min | AggregateKind::Max => value_type.or_missing(!holds_own || value_type.missing),
        };
        let node = TypedNode::Aggregate(Aggregate { kind, rows, value, condition });
        Some(Typed { node, ty })
    }

    fn aggregate_rows(
        &mut self,
        scope: &Scope,
        kind: AggregateKind,
        first: &Expression,
        within: Option<&Expression>,
    ) -> Option<(Rows, TableId, Option<ColumnId>)> {
        let Node::Name(segments) = &first.node else {
            self.fault(SchemeMessage::NotRows { name: kind.name().to_string() }, scope.place(&first.span));
            return None;
        };
        match (self.name(scope, segments)?, within) {
            (Target::Rows { rows, table, column }, None) => Some((rows, table, column)),
            (Target::Value(Typed { node: TypedNode::Column { path, column }, .. }), Some(within))
                if path.is_empty() =>
            {
                let rows = match self.within(scope, within)? {
                    Within::Group(group) => Rows::Group(group),
                    Within::Relation(relation) => Rows::Belonging { path: vec![relation], relation },
                    Within::Table => {
                        let relation = self.plan.table(scope.table).to_district;
                        Rows::Belonging { path: vec![relation], relation }
                    }
                };
                Some((rows, scope.table, Some(column)))
            }
            _ => {
                self.fault(SchemeMessage::NotRows { name: joined(segments) }, scope.place(&first.span));
                None
            }
        }
    }

    fn conditions(&mut self, scope: &Scope, table: TableId, condition: Option<&Expression>) -> Option<Vec<Typed>> {
        let Some(condition) = condition else { return Some(Vec::new()) };
        let inner = Scope { table, ..scope.clone() };
        let typed = self.expression(&inner, condition)?;
        if typed.ty.kind == Kind::Flag && typed.ty.missing {
            let message = SchemeMessage::MayBeMissing { function: "where".to_string(), argument: 1 };
            self.fault(message, scope.place(&condition.span));
            return None;
        }
        if typed.ty.kind != Kind::Flag {
            let (zh, en) = Kind::Flag.names();
            let message = SchemeMessage::WrongKind {
                function: "where".to_string(),
                argument: 1,
                expected_zh: zh.to_string(),
                expected_en: en.to_string(),
            };
            self.fault(message, scope.place(&condition.span));
            return None;
        }
        Some(vec![typed])
    }

    /// `NOT(gate)` for each gate on the table whose rows are not to be counted.
    pub(super) fn exclusions(&mut self, table: TableId, counted: fn(&crate::scheme::Counts) -> bool) -> Vec<Typed> {
        let flags: Vec<ColumnId> = self
            .plan
            .steps
            .iter()
            .filter(|step| step.table == table)
            .filter_map(|step| step.gate.as_ref())
            .filter(|gate| !counted(&gate.counts))
            .map(|gate| gate.flag)
            .collect();
        flags
            .into_iter()
            .filter(|flag| self.ensure_typed(*flag))
            .map(|flag| Typed::column(flag, Type::of(Kind::Flag)))
            .map(|flag| Typed::call(Function::Not, vec![flag], Type::of(Kind::Flag)))
            .collect()
    }

    fn within(&mut self, scope: &Scope, expression: &Expression) -> Option<Within> {
        if let Node::Name(segments) = &expression.node
            && let [segment] = segments.as_slice()
        {
            if segment.name == DISTRICT_NAME {
                return Some(Within::Table);
            }
            match self.symbols[scope.table.0].get(&segment.name).copied() {
                Some(Symbol::Relation(relation)) => return Some(Within::Relation(relation)),
                Some(Symbol::Column(column))
                    if matches!(self.column(column).rule, Rule::Input(_) | Rule::DerivedKey(_))
                        && self.column(column).ty.kind == Kind::Text =>
                {
                    return Some(Within::Group(self.group_number(column)));
                }
                _ => {}
            }
        }
        self.fault(SchemeMessage::WithinNotGroup {}, scope.place(&expression.span));
        None
    }

    fn own_column(&mut self, scope: &Scope, function: &str, expression: &Expression) -> Option<ColumnId> {
        if let Node::Name(segments) = &expression.node
            && let Target::Value(Typed { node: TypedNode::Column { path, column }, ty }) = self.name(scope, segments)?
            && path.is_empty()
            && ty.kind == Kind::Number
            && ty.places.is_some()
        {
            return Some(column);
        }
        let message = SchemeMessage::NotOwnColumn { function: function.to_string() };
        self.fault(message, scope.place(&expression.span));
        None
    }

    pub(super) fn rank_call(&mut self, scope: &Scope, arguments: &[Argument], span: &Range<usize>) -> Option<Typed> {
        let labels = Labels::read(self, scope, "RANK", arguments, &["where", "within", "order", "ties"])?;
        let [value] = labels.plain.as_slice() else {
            return self.argument_count(scope, "RANK", 1, labels.plain.len(), span);
        };
        let (rank, ties) = self.rank(scope, "RANK", value, &labels, span)?;
        if !matches!(ties, TierTies::PayAll | TierTies::Chain) {
            let place = labels.ties.first().map_or(span, |tie| &tie.span);
            return self.word_not_allowed(scope, place, ["\"并列\"，或列名", "\"并列\" or columns"]);
        }
        let missing = rank.condition.is_some() || self.column(rank.value).ty.missing;
        Some(Typed { node: TypedNode::Rank(rank), ty: Type::decimal(0).or_missing(missing) })
    }

    fn rank(
        &mut self,
        scope: &Scope,
        function: &str,
        value: &Expression,
        labels: &Labels<'_>,
        span: &Range<usize>,
    ) -> Option<(Rank, TierTies)> {
        let value = self.own_column(scope, function, value)?;
        let within = match labels.within {
            Some(within) => self.within(scope, within)?,
            None => return self.label_missing(scope, function, "within", span),
        };
        let descending = match labels.order {
            Some(order) => match &order.node {
                Node::Text(text) if text == "从高到低" => true,
                Node::Text(text) if text == "从低到高" => false,
                _ => {
                    let allowed = ["\"从高到低\" 或 \"从低到高\"", "\"从高到低\" or \"从低到高\""];
                    return self.word_not_allowed(scope, &order.span, allowed);
                }
            },
            None => return self.label_missing(scope, function, "order", span),
        };
        if labels.ties.is_empty() {
            return self.label_missing(scope, function, "ties", span);
        }
        let (mut ties, mut chain) = (TierTies::Chain, Vec::new());
        for tie in &labels.ties {
            match &tie.node {
                Node::Text(text) if text == "并列" => ties = TierTies::PayAll,
                Node::Text(text) if text == "均分" => ties = TierTies::Split,
                Node::Text(text) if text == "停止" => ties = TierTies::Stop,
                Node::Text(_) => {
                    let allowed = ["\"并列\"、\"均分\"、\"停止\"，或列名", "\"并列\", \"均分\", \"停止\" or columns"];
                    return self.word_not_allowed(scope, &tie.span, allowed);
                }
                _ => chain.push(self.own_column(scope, function, tie)?),
            }
        }
        if !chain.is_empty() && matches!(ties, TierTies::Split | TierTies::Stop) {
            let place = labels.ties.first().map_or(span, |tie| &tie.span);
            let allowed = [
                "\"均分\"、\"停止\" 或列名中的一种，不并用",
                "one of \"均分\", \"停止\" and columns, not two of them,",
            ];
            return self.word_not_allowed(scope, place, allowed);
        }
        let mut conditions = self.conditions(scope, scope.table, labels.condition)?;
        conditions.extend(self.exclusions(scope.table, |counts| counts.ranks));
        let condition = self.condition_column(scope.table, conditions, &scope.owner);
        Some((Rank { value, within, condition, descending, chain }, ties))
    }

    fn label_missing<T>(&mut self, scope: &Scope, function: &str, label: &str, span: &Range<usize>) -> Option<T> {
        let message = SchemeMessage::LabelMissing { function: function.to_string(), label: label.to_string() };
        self.fault(message, scope.place(span));
        None
    }

    fn word_not_allowed<T>(&mut self, scope: &Scope, span: &Range<usize>, [zh, en]: [&str; 2]) -> Option<T> {
        let (allowed_zh, allowed_en) = (zh.to_string(), en.to_string());
        self.fault(SchemeMessage::WordNotAllowed { allowed_zh, allowed_en }, scope.place(span));
        None
    }

    fn label_twice<T>(&mut self, scope: &Scope, function: &str, label: &str, span: &Range<usize>) -> Option<T> {
        let (function, label) = (function.to_string(), label.to_string());
        self.fault(SchemeMessage::LabelTwice { function, label }, scope.place(span));
        None
    }

    fn argument_count<T>(
        &mut self,
        scope: &Scope,
        name: &str,
        expected: usize,
        got: usize,
        span: &Range<usize>,
    ) -> Option<T> {
        let message = SchemeMessage::ArgumentCount { name: name.to_string(), expected: expected.to_string(), got };
        self.fault(message, scope.place(span));
        None
    }

    pub(super) fn places_call(&mut self, scope: &Scope, arguments: &[Argument], span: &Range<usize>) -> Option<Typed> {
        let labels = Labels::read(self, scope, "PLACES", arguments, &["where", "within", "order", "ties", "of"])?;
        let [value, tier] = labels.plain.as_slice() else {
            return self.argument_count(scope, "PLACES", 2, labels.plain.len(), span);
        };
        let names: Vec<String> = self.plan.tiers.iter().map(|t| t.name.clone()).collect();
        let tier = TierId(self.named(scope, tier, &names)?);
        let (rank, ties) = self.rank(scope, "PLACES", value, &labels, span)?;
        let of = match labels.of {
            Some(of) => Some(self.places_of(scope, of)?),
            None => None,
        };
        let places = if ties == TierTies::Split {
            None
        } else {
            let table = &self.plan.tiers[tier.0];
            table.rows.iter().map(|r| r.value.1).chain([table.below.1]).max()
        };
        // A row that is not ranked stands below all tiers.
        let node = TypedNode::Places(self.places_columns(scope, rank, tier, ties, of));
        Some(Typed { node, ty: places.map_or(Type::fraction(), Type::decimal) })
    }

    /// Rank, number of ranked rows and, where a tie matters, the rank from the other end: columns of their own.
    fn places_columns(&mut self, scope: &Scope, rank: Rank, tier: TierId, ties: TierTies, of: Option<Typed>) -> Places {
        let table = scope.table;
        let missing = rank.condition.is_some() || self.column(rank.value).ty.missing;
        let rank_type = Type::decimal(0).or_missing(missing);
        let rows = match rank.within {
            Within::Group(group) => Rows::Group(group),
            Within::Relation(relation) => Rows::Belonging { path: vec![relation], relation },
            Within::Table => {
                let relation = self.plan.table(table).to_district;
                Rows::Belonging { path: vec![relation], relation }
            }
        };
        let ranked = TypedNode::Aggregate(Aggregate {
            kind: AggregateKind::Count,
            rows,
            value: Some(rank.value),
            condition: rank.condition,
        });
        let of = of.unwrap_or(Typed { node: ranked, ty: Type::decimal(0) });
        let of = self.helper(table, of, &format!("{}·参评数", scope.owner), Rounding::HalfUp);
        let reverse = matches!(ties, TierTies::Split | TierTies::Stop).then(|| {
            let backwards = Rank { descending: !rank.descending, ..rank.clone() };
            let typed = Typed { node: TypedNode::Rank(backwards), ty: rank_type };
            self.helper(table, typed, &format!("{}·倒数名次", scope.owner), Rounding::HalfUp)
        });
        let typed = Typed { node: TypedNode::Rank(rank), ty: rank_type };
        let rank = self.helper(table, typed, &format!("{}·名次", scope.owner), Rounding::HalfUp);
        Places { tier, rank, of, reverse, ties }
    }

    /// The number that the per cents of the tiers are taken of, where it is not the number of rows ranked.
    fn places_of(&mut self, scope: &Scope, of: &Expression) -> Option<Typed> {
        let typed = self.expression(scope, of)?;
        if typed.ty.kind == Kind::Number && typed.ty.places == Some(0) && !typed.ty.missing {
            return Some(typed);
        }
        self.word_not_allowed(scope, &of.span, ["整数", "a whole number"])
    }

    /// The index of a band or tier table named by an argument.
    fn named(&mut self, scope: &Scope, argument: &Expression, names: &[String]) -> Option<usize> {
        let name = match &argument.node {
            Node::Name(segments) => joined(segments),
            _ => String::new(),
        };
        let found = names.iter().position(|known| *known == name);
        if found.is_none() {
            let message = SchemeMessage::UnknownBand { name: name.clone() };
            self.fault_near(message, scope.place(&argument.span), &name, names.iter().map(String::as_str));
        }
        found
    }

    pub(super) fn band_call(
        &mut self,
        scope: &Scope,
        arguments: &[Argument],
        span: &Range<usize>,
        marginal: bool,
    ) -> Option<Typed> {
        let function = if marginal { "MARGINAL" } else { "BAND" };
        let labels = Labels::read(self, scope, function, arguments, &[])?;
        let [value, band] = labels.plain.as_slice() else {
            return self.argument_count(scope, function, 2, labels.plain.len(), span);
        };
        let names: Vec<String> = self.plan.bands.iter().map(|b| b.name.clone()).collect();
        let typed = self.expression(scope, value)?;
        let band = BandId(self.named(scope, band, &names)?);
        if self.is_lost(&names[band.0]) {
            return None;
        }
        let rows = self.band_rows(scope, band)?;
        let worded = rows.iter().any(|row| row.word.is_some());
        let expected = if worded { Kind::Text } else { Kind::Number };
        if typed.ty.kind != expected || (worded && marginal) {
            let (zh, en) = expected.names();
            let message = SchemeMessage::WrongKind {
                function: function.to_string(),
                argument: 1,
                expected_zh: zh.to_string(),
                expected_en: en.to_string(),
            };
            self.fault(message, scope.place(&value.span));
            return None;
        }
        if typed.ty.missing {
            let message = SchemeMessage::MayBeMissing { function: function.to_string(), argument: 1 };
            self.fault(message, scope.place(&value.span));
            return None;
        }
        if expected == Kind::Number && typed.ty.places.is_none() {
            let message = SchemeMessage::NotRounded { function: function.to_string(), argument: 1 };
            self.fault(message, scope.place(&value.span));
            return None;
        }
        let places = rows.iter().map(|row| row.value.ty.places).collect::<Option<Vec<u32>>>();
        let places = places.and_then(|p| p.into_iter().max()).filter(|_| !marginal);
        let ty = Type { kind: Kind::Number, missing: false, places };
        let node = TypedNode::Band(Box::new(BandUse { band, value: typed, marginal, rows }));
        Some(Typed { node, ty })
    }

    /// The rows of a band table for one use; ends and values that are formulas are typed in the scope that
    /// asks.
    fn band_rows(&mut self, scope: &Scope, band: BandId) -> Option<Vec<BandUseRow>> {
        let written = &self.scheme.bands[band.0];
        let mut rows = Vec::new();
        for row in &written.rows {
            let value = self.band_cell(scope, &row.value)?;
            let mut used =
                BandUseRow { low: None, high: None, low_closed: false, high_closed: false, word: None, value };
            if let Some(word) = &row.is {
                used.word = Some(self.text(word.get_ref()));
            } else if let Some(range) = &row.range {
                let interval = parse_interval(range.get_ref())?;
                used.low_closed = interval.low_closed;
                used.high_closed = interval.high_closed;
                let offset = self.text_offset(range);
                for (end, slot) in [(interval.low, &mut used.low), (interval.high, &mut used.high)] {
                    if let Some(end) = end {
                        let inner = Scope { offset: offset + end.start, ..scope.clone() };
                        let expression = crate::formula::parse(&range.get_ref()[end]).ok()?;
                        *slot = Some(self.expression(&inner, &expression)?);
                    }
                }
            }
            rows.push(used);
        }
        Some(rows)
    }

    fn band_cell(&mut self, scope: &Scope, text: &crate::scheme::Text) -> Option<Typed> {
        let expression = self.formula(text)?;
        let inner = Scope { offset: self.text_offset(text), ..scope.clone() };
        self.expression(&inner, &expression)
    }
}

/// The arguments of a call, sorted by label.
struct Labels<'e> {
    plain: Vec<&'e Expression>,
    condition: Option<&'e Expression>,
    within: Option<&'e Expression>,
    order: Option<&'e Expression>,
    of: Option<&'e Expression>,
    ties: Vec<&'e Expression>,
}

impl<'e> Labels<'e> {
    fn read(
        builder: &mut Builder<'_>,
        scope: &Scope,
        function: &str,
        arguments: &'e [Argument],
        allowed: &[&str],
    ) -> Option<Labels<'e>> {
        let mut labels = Labels { plain: vec![], condition: None, within: None, order: None, of: None, ties: vec![] };
        for argument in arguments {
            let Some(label) = &argument.label else {
                labels.plain.push(&argument.value);
                continue;
            };
            if !allowed.contains(&label.name.as_str()) {
                let message = SchemeMessage::LabelUnknown { function: function.to_string(), label: label.name.clone() };
                let near = allowed.iter().copied();
                builder.fault_near(message, scope.place(&label.span), &label.name, near);
                return None;
            }
            let before = match label.name.as_str() {
                "where" => labels.condition.replace(&argument.value),
                "within" => labels.within.replace(&argument.value),
                "order" => labels.order.replace(&argument.value),
                "of" => labels.of.replace(&argument.value),
                _ => {
                    labels.ties.push(&argument.value);
                    None
                }
            };
            if before.is_some() {
                return builder.label_twice(scope, function, &label.name, &label.span);
            }
        }
        Some(labels)
    }
}

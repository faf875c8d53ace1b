//! First pass: tables, inputs, relations, parameters and the names of computed columns.
use super::builder::{Builder, Pending, Symbol, blank_column};
use super::ids::*;
use super::model::*;
use crate::formula::{self, Expression, FormulaErrorKind, Kind, Type};
use crate::messages::SchemeMessage;
use crate::number::{parse_decimal, pow10};
use crate::scheme::{self, InputKind, Meaning, Text};
use toml::Spanned;

impl Builder<'_> {
    pub(super) fn declare_all(&mut self) {
        self.declare_parameters();
        self.declare_tables();
        self.declare_inputs();
        self.declare_derived();
        self.declare_relations();
        self.declare_keys();
        self.declare_formulas();
    }

    fn declare_parameters(&mut self) {
        self.unique("[[parameter]]", self.scheme.parameters.iter().map(|p| &p.name));
        for parameter in &self.scheme.parameters {
            let name = parameter.name.get_ref().clone();
            let (ty, value) = self.parameter_value(parameter);
            self.name_allowed(&name, &parameter.name.span());
            self.plan.parameters.push(Parameter {
                name,
                ty,
                value,
                unit: parameter.unit.clone(),
                clause: parameter.clause.clone(),
                assumption: parameter.assumption,
                note: parameter.note.clone(),
                span: parameter.name.span(),
            });
        }
        self.used_parameters = vec![false; self.plan.parameters.len()];
    }

    fn parameter_value(&mut self, parameter: &scheme::Parameter) -> (Type, Option<ParameterValue>) {
        use scheme::ParameterValue as Written;
        let value = match self.value_in_force(parameter) {
            Ok(value) => value,
            Err(fault) => {
                self.fault(fault, parameter.name.span());
                return (Type::decimal(0), Some(ParameterValue::Number(0)));
            }
        };
        let Some(value) = value else {
            // A head without a name was not read, and may well have named a sheet.
            let no_sheet = self.scheme.head.parameters.is_none() && !self.scheme.head.name.is_empty();
            if no_sheet || parameter.places.is_none() {
                let message = SchemeMessage::ParameterOpen { name: parameter.name.get_ref().clone() };
                self.fault(message, parameter.name.span());
            }
            return (Type::decimal(parameter.places.unwrap_or(0).into()), None);
        };
        match value.get_ref() {
            Written::Flag(flag) => (Type::of(Kind::Flag), Some(ParameterValue::Flag(*flag))),
            Written::Whole(whole) => (Type::decimal(0), Some(ParameterValue::Number(*whole))),
            Written::Text(text) => match text.strip_prefix("text:") {
                Some(text) => (Type::of(Kind::Text), Some(ParameterValue::Text(text.to_string()))),
                None => match (parse_fraction(text), parse_decimal(text)) {
                    (Some((value, over)), _) => (Type::fraction(), Some(ParameterValue::Fraction(value, over))),
                    (None, Some((number, written))) => dated_number(parameter, number, written),
                    (None, None) => {
                        self.fault(SchemeMessage::ParameterValue { text: text.clone() }, value.span());
                        (Type::decimal(0), Some(ParameterValue::Number(0)))
                    }
                },
            },
        }
    }

    /// The value of the payout's year: the last that is in force by then.
    fn value_in_force<'p>(
        &self,
        parameter: &'p scheme::Parameter,
    ) -> Result<Option<&'p Spanned<scheme::ParameterValue>>, SchemeMessage> {
        let name = || parameter.name.get_ref().clone();
        if parameter.values.is_empty() {
            return Ok(parameter.value.as_ref());
        }
        if parameter.value.is_some() {
            return Err(SchemeMessage::ParameterTwoForms { name: name() });
        }
        let mut in_force: Option<(i64, &Spanned<scheme::ParameterValue>)> = None;
        for dated in &parameter.values {
            let Some(year) = dated.from.get_ref().year() else {
                return Err(SchemeMessage::ParameterDate { name: name() });
            };
            if in_force.is_some_and(|(other, _)| other == year) {
                return Err(SchemeMessage::ParameterDate { name: name() });
            }
            let due = year <= self.scheme.head.year.into();
            if due && in_force.is_none_or(|(other, _)| other < year) {
                in_force = Some((year, &dated.value));
            }
        }
        let year = self.scheme.head.year;
        in_force.map(|(_, value)| Some(value)).ok_or(SchemeMessage::ParameterNotInForce { name: name(), year })
    }

    fn declare_tables(&mut self) {
        self.unique("[[table]]", self.scheme.tables.iter().map(|t| &t.name));
        let district = self.scheme.tables.iter().position(|t| t.name.get_ref() == DISTRICT_NAME);
        self.add_table(DISTRICT_NAME, district);
        for (index, table) in self.scheme.tables.iter().enumerate() {
            let name = table.name.get_ref();
            if Some(index) == district {
                if table.from.is_some() || table.derive.is_some() || !table.inputs.is_empty() {
                    self.fault(SchemeMessage::DistrictRows {}, table.name.span());
                }
                continue;
            }
            self.name_allowed(name, &table.name.span());
            if table.from.is_some() == table.derive.is_some() {
                self.fault(SchemeMessage::TableSource { name: name.clone() }, table.name.span());
            }
            self.add_table(name, Some(index));
        }
    }

    fn add_table(&mut self, name: &str, scheme: Option<usize>) {
        let id = TableId(self.plan.tables.len());
        let to_district = RelationId(self.plan.relations.len());
        self.plan.relations.push(Relation {
            name: DISTRICT_NAME.to_string(),
            from: id,
            to: DISTRICT,
            by: Vec::new(),
            inverse: None,
            optional: false,
            cover: false,
            agree: Vec::new(),
            span: 0..0,
        });
        self.plan.tables.push(Table {
            name: name.to_string(),
            scheme,
            key: Vec::new(),
            columns: Vec::new(),
            derived: None,
            to_district,
            payee: None,
            note: scheme.map_or(String::new(), |index| self.scheme.tables[index].note.clone()),
        });
        self.symbols.push(Default::default());
    }

    pub(super) fn scheme_table(&self, id: TableId) -> Option<&scheme::Table> {
        self.plan.table(id).scheme.and_then(|index| self.scheme.tables.get(index))
    }

    fn declare_inputs(&mut self) {
        for index in 0..self.plan.tables.len() {
            let id = TableId(index);
            let Some(table) = self.plan.table(id).scheme.map(|s| &self.scheme.tables[s]) else { continue };
            for (number, input) in table.inputs.iter().enumerate() {
                self.check_input(input);
                let ty = self.input_type(input);
                let mut column = blank_column(id, input.name.get_ref(), ty, input.name.span());
                column.rule = Rule::Input(number);
                column.role = Role::Input;
                column.formula = input_words(input);
                column.blank = input.blank.as_ref().is_some_and(|meaning| *meaning.get_ref() == Meaning::Empty);
                column.private = matches!(input.kind.get_ref(), InputKind::IdNumber | InputKind::AccountNumber);
                column.unit = input.unit.clone();
                column.note = input.note.clone();
                self.add_column(column);
            }
            let Some(from) = &table.from else { continue };
            let wide = from.wide.iter().flat_map(|wide| [&wide.name, &wide.value]);
            for name in wide.chain(&from.skip_blank) {
                self.column_named(id, name);
            }
        }
    }

    /// Keys that go with the input's type, and figures that are figures.
    fn check_input(&mut self, input: &scheme::Input) {
        let kind = *input.kind.get_ref();
        let number = kind.kind() == Kind::Number;
        let unused = [
            ("places", input.places.is_some() && !matches!(kind, InputKind::Number | InputKind::Percent)),
            ("values", !input.values.is_empty() && kind != InputKind::Choice),
            ("absent", input.absent.is_some() && !number),
            ("exempt", input.exempt.is_some() && !number),
            ("min", input.min.is_some() && !number),
            ("max", input.max.is_some() && !number),
        ];
        for (key, _) in unused.into_iter().filter(|(_, unused)| *unused) {
            let (name, key) = (input.name.get_ref().clone(), key.to_string());
            self.fault(SchemeMessage::InputKeyUnused { name, key }, input.name.span());
        }
        for limit in input.min.iter().chain(&input.max) {
            if parse_decimal(limit.get_ref()).is_none() {
                self.fault(SchemeMessage::NotDecimal { text: limit.get_ref().clone() }, limit.span());
            }
        }
        for meaning in [&input.blank, &input.absent, &input.exempt].into_iter().flatten() {
            let fits = match (meaning.get_ref(), kind.kind()) {
                (Meaning::Refuse, _) => true,
                (Meaning::Empty, kind) => kind == Kind::Text,
                (Meaning::Zero, kind) => kind == Kind::Number,
                (Meaning::Missing, kind) => kind != Kind::Text,
            };
            if !fits {
                let name = input.name.get_ref().clone();
                self.fault(SchemeMessage::InputMeaning { name }, meaning.span());
            }
        }
    }

    fn input_type(&mut self, input: &scheme::Input) -> Type {
        let kind = *input.kind.get_ref();
        let missing = [&input.blank, &input.absent, &input.exempt]
            .into_iter()
            .flatten()
            .any(|meaning| *meaning.get_ref() == Meaning::Missing);
        let places = match kind {
            InputKind::Number | InputKind::Percent => {
                if input.places.is_none() {
                    let message =
                        SchemeMessage::InputNeeds { name: input.name.get_ref().clone(), key: "places".to_string() };
                    self.fault(message, input.name.span());
                }
                Some(input.places.unwrap_or(0).into())
            }
            InputKind::Money => Some(2),
            InputKind::Count => Some(0),
            _ => None,
        };
        if kind == InputKind::Choice && input.values.is_empty() {
            let message = SchemeMessage::InputNeeds { name: input.name.get_ref().clone(), key: "values".to_string() };
            self.fault(message, input.name.span());
        }
        let kind = kind.kind();
        Type { kind, missing: missing && kind != Kind::Text, places }
    }

    fn declare_derived(&mut self) {
        for index in 0..self.plan.tables.len() {
            let id = TableId(index);
            let Some(derive) = self.scheme_table(id).and_then(|t| t.derive.clone()) else { continue };
            let from = self.table_named(&derive.from);
            if from.is_some_and(|from| self.scheme_table(from).is_some_and(|table| table.derive.is_some())) {
                let name = derive.from.get_ref().clone();
                self.fault(SchemeMessage::DerivedTwice { name }, derive.from.span());
            }
            let by: Option<Vec<ColumnId>> =
                from.and_then(|from| derive.by.iter().map(|name| self.column_named(from, name)).collect());
            let (Some(from), Some(by)) = (from, by) else {
                derive.by.iter().chain([&derive.relation, &derive.inverse]).for_each(|name| self.lose(name));
                self.lost_relations.extend(from);
                continue;
            };
            let mut key = Vec::new();
            for (number, (column, name)) in by.iter().zip(&derive.by).enumerate() {
                let (ty, blank) = (self.column(*column).ty, self.column(*column).blank);
                if ty.kind != Kind::Text {
                    self.fault(SchemeMessage::KeyNotText { name: name.get_ref().clone() }, name.span());
                }
                let mut column = blank_column(id, name.get_ref(), ty, name.span());
                column.rule = Rule::DerivedKey(number);
                column.blank = blank;
                column.role = Role::Input;
                key.push(self.add_column(column));
            }
            let relation = RelationId(self.plan.relations.len());
            self.plan.relations.push(Relation {
                name: derive.relation.get_ref().clone(),
                from,
                to: id,
                by: by.iter().copied().zip(key.iter().copied()).collect(),
                inverse: Some(derive.inverse.get_ref().clone()),
                optional: false,
                cover: false,
                agree: Vec::new(),
                span: derive.relation.span(),
            });
            self.declare(from, derive.relation.get_ref(), Symbol::Relation(relation), derive.relation.span());
            self.declare(id, derive.inverse.get_ref(), Symbol::Inverse(relation), derive.inverse.span());
            self.plan.tables[index].key = key;
            self.plan.tables[index].derived = Some(Derived { from, by, relation });
        }
    }

    fn declare_relations(&mut self) {
        for index in 0..self.plan.tables.len() {
            let id = TableId(index);
            let Some(table) = self.plan.table(id).scheme.map(|s| &self.scheme.tables[s]) else { continue };
            for relation in &table.relations {
                self.declare_relation(id, relation);
            }
        }
    }

    fn declare_relation(&mut self, from: TableId, written: &scheme::Relation) {
        let Some(to) = self.table_named(&written.to) else {
            written.inverse.iter().chain([&written.name]).for_each(|name| self.lose(name));
            self.lost_relations.insert(from);
            return;
        };
        let on: Vec<Text> = if written.on.is_empty() {
            self.scheme_table(to).map(|t| t.key.clone()).unwrap_or_default()
        } else {
            written.on.clone()
        };
        // A derived table's key are the columns it was derived by.
        let on: Vec<Text> = match (on.is_empty(), self.scheme_table(to).and_then(|t| t.derive.as_ref())) {
            (true, Some(derive)) => derive.by.clone(),
            _ => on,
        };
        let keyless = on.is_empty() && self.scheme_table(to).is_some();
        if on.len() != written.by.len() && !keyless {
            let message = SchemeMessage::RelationColumns {
                name: written.name.get_ref().clone(),
                by: written.by.len(),
                on: on.len(),
            };
            self.fault(message, written.name.span());
        }
        let mut pairs = Vec::new();
        for (own, other) in written.by.iter().zip(&on) {
            let (Some(own_id), Some(other_id)) = (self.column_named(from, own), self.column_named(to, other)) else {
                continue;
            };
            let (own_type, other_type) = (self.column(own_id).ty, self.column(other_id).ty);
            let dates = own_type.kind == Kind::Date && other_type.kind == Kind::Date;
            if own_type.kind != other_type.kind || (own_type.kind != Kind::Text && !dates) {
                self.fault(SchemeMessage::KeyNotText { name: own.get_ref().clone() }, own.span());
            }
            pairs.push((own_id, other_id));
        }
        let agree = self.agreeing(from, to, written);
        let id = RelationId(self.plan.relations.len());
        self.plan.relations.push(Relation {
            name: written.name.get_ref().clone(),
            from,
            to,
            by: pairs,
            agree,
            inverse: written.inverse.as_ref().map(|text| text.get_ref().clone()),
            optional: written.optional,
            cover: written.cover,
            span: written.name.span(),
        });
        self.declare(from, written.name.get_ref(), Symbol::Relation(id), written.name.span());
        if let Some(inverse) = &written.inverse {
            self.declare(to, inverse.get_ref(), Symbol::Inverse(id), inverse.span());
        }
    }

    /// Columns of one name on both tables, of one kind.
    fn agreeing(&mut self, from: TableId, to: TableId, written: &scheme::Relation) -> Vec<(ColumnId, ColumnId)> {
        let mut pairs = Vec::new();
        for name in &written.agree {
            let (Some(own), Some(other)) = (self.column_named(from, name), self.column_named(to, name)) else {
                continue;
            };
            if self.column(own).ty.kind != self.column(other).ty.kind {
                self.fault(SchemeMessage::KeyNotText { name: name.get_ref().clone() }, name.span());
            }
            pairs.push((own, other));
        }
        pairs
    }

    fn declare_keys(&mut self) {
        for index in 1..self.plan.tables.len() {
            let id = TableId(index);
            let Some(table) = self.plan.table(id).scheme.map(|s| &self.scheme.tables[s]) else { continue };
            if table.derive.is_some() {
                continue;
            }
            let mut key = Vec::new();
            for name in &table.key {
                let Some(column) = self.column_named(id, name) else { continue };
                if !matches!(self.column(column).ty.kind, Kind::Text | Kind::Date) {
                    self.fault(SchemeMessage::KeyNotText { name: name.get_ref().clone() }, name.span());
                }
                key.push(column);
            }
            if table.key.is_empty() {
                let message = SchemeMessage::NoKey { name: table.name.get_ref().clone() };
                self.fault(message, table.name.span());
            }
            self.plan.tables[index].key = key;
        }
    }

    fn declare_formulas(&mut self) {
        for index in 0..self.plan.tables.len() {
            let id = TableId(index);
            let Some(table) = self.plan.table(id).scheme.map(|s| &self.scheme.tables[s]) else { continue };
            for column in &table.columns {
                let mut draft = blank_column(id, column.name.get_ref(), Type::fraction(), column.name.span());
                draft.unit = column.unit.clone();
                draft.clause = column.clause.clone();
                draft.note = column.note.clone();
                draft.formula = column.formula.get_ref().clone();
                let column_id = self.add_column(draft);
                if column.places.is_some() && column.denominator.is_some() {
                    let name = column.name.get_ref().clone();
                    self.fault(SchemeMessage::PlacesTwice { name }, column.name.span());
                }
                let rounding = column.rounding.unwrap_or(self.scheme.head.rounding);
                if let Some(expression) = self.formula(&column.formula) {
                    let pending = Pending {
                        expression,
                        offset: self.text_offset(&column.formula),
                        rounding,
                        places: column.places.map(u32::from),
                        denominator: column.denominator,
                        allow_missing: column.missing,
                        wanted: None,
                    };
                    self.pending.insert(column_id, pending);
                } else {
                    self.failed.insert(column_id);
                }
            }
        }
    }

    /// Parses a formula; an error is placed at its character in the scheme file.
    pub(super) fn formula(&mut self, text: &Text) -> Option<Expression> {
        match formula::parse(text.get_ref()) {
            Ok(expression) => Some(expression),
            Err(error) => {
                let offset = self.text_offset(text);
                let span = offset + error.span.start..offset + error.span.end;
                let message = match error.kind {
                    FormulaErrorKind::Character(character) => SchemeMessage::FormulaCharacter { character },
                    FormulaErrorKind::Number(text) => SchemeMessage::FormulaNumber { text },
                    FormulaErrorKind::Unclosed(mark) => SchemeMessage::FormulaUnclosed { mark },
                    FormulaErrorKind::Expected { expected, found } => {
                        let (zh, en) = expected.split_once(" / ").unwrap_or((expected, expected));
                        let (found_zh, found_en) = found.split_once(" / ").unwrap_or((&found, &found));
                        SchemeMessage::FormulaExpected {
                            expected_zh: zh.to_string(),
                            expected_en: en.to_string(),
                            found_zh: found_zh.to_string(),
                            found_en: found_en.to_string(),
                        }
                    }
                    FormulaErrorKind::TooLong { length, limit } => SchemeMessage::FormulaTooLong { length, limit },
                    FormulaErrorKind::TooManyOperators { limit } => SchemeMessage::FormulaTooManyOperators { limit },
                    FormulaErrorKind::TooDeep { limit } => SchemeMessage::FormulaTooDeep { limit },
                };
                self.fault(message, span);
                None
            }
        }
    }
}

/// Sets how a column stores its numbers.
pub(super) fn store(column: &mut Column, places: Option<u32>, denominator: Option<u32>) {
    match denominator {
        Some(denominator) => {
            column.scale = denominator.into();
            column.places = None;
            column.ty.places = None;
        }
        None => {
            column.scale = places.map_or(1, pow10);
            column.places = places;
            column.ty.places = places;
        }
    }
}

/// How an input's cells are read, in Chinese: what the workbook prints of the choices made.
fn input_words(input: &scheme::Input) -> String {
    let kind = match input.kind.get_ref() {
        InputKind::Text => "文字",
        InputKind::Choice => "选项",
        InputKind::IdNumber => "身份证号",
        InputKind::AccountNumber => "账号",
        InputKind::Number => "数",
        InputKind::Money => "金额",
        InputKind::Count => "整数",
        InputKind::Percent => "百分数",
        InputKind::Date => "日期",
    };
    let mut words = vec![format!("录入（{kind}）")];
    if !input.values.is_empty() {
        words.push(format!("可为{}", input.values.join("、")));
    }
    for (name, meaning) in [("空格", &input.blank), ("缺考", &input.absent), ("免考", &input.exempt)] {
        let Some(meaning) = meaning else { continue };
        words.push(match meaning.get_ref() {
            Meaning::Refuse => format!("{name}不允许"),
            Meaning::Missing => format!("{name}视为没有值，不计入合计与平均"),
            Meaning::Zero => format!("{name}按 0 计"),
            Meaning::Empty => format!("{name}视为没有填"),
        });
    }
    if input.min.is_some() || input.max.is_some() {
        let end = |end: &Option<toml::Spanned<String>>| end.as_ref().map_or("", |t| t.get_ref()).to_string();
        words.push(format!("范围 {}–{}", end(&input.min), end(&input.max)));
    }
    words.join("；")
}

/// `1/6` as written.
fn parse_fraction(text: &str) -> Option<(i64, i64)> {
    let (value, over) = text.split_once('/')?;
    let whole = |text: &str| text.trim().parse::<i64>().ok();
    whole(value).zip(whole(over)).filter(|(value, over)| (1..=10_000).contains(over) && value.abs() <= 1_000_000)
}

/// A figure with as many places as any of the parameter's dated values, so that the year does not change its type.
fn dated_number(parameter: &scheme::Parameter, number: i64, written: u32) -> (Type, Option<ParameterValue>) {
    let others = parameter.values.iter().filter_map(|dated| match dated.value.get_ref() {
        scheme::ParameterValue::Text(text) => parse_decimal(text).map(|(_, places)| places),
        _ => None,
    });
    let places = others.fold(written, u32::max);
    let number = number.checked_mul(crate::number::pow10(places - written)).unwrap_or(number);
    (Type::decimal(places), Some(ParameterValue::Number(number)))
}

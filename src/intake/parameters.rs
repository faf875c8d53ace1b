//! Parameters without a value of their own are read by name from a sheet.
use super::date;
use super::figure::Figure;
use super::fold::{clean, fold, listed, shown};
use super::header::{self, Header};
use super::keys::{describe, located};
use super::limits::HEADER_ROWS_SEARCHED;
use super::sheet::{Raw, Sheet};
use super::site::Site;
use crate::dataset::{CellPlace, ColumnPlace, Dataset, ReadParameter, SheetRead, SkippedRow, TextPool, civil_from_day};
use crate::messages::{Findings, IntakeMessage, Place, nearest};
use crate::scheme::{Parameter, ParameterSheet, Scheme};

/// Most names that a message lists.
const NAMES_LISTED: usize = 8;

/// The parameters that the sheet must give.
pub(super) fn due(scheme: &Scheme) -> impl Iterator<Item = &Parameter> {
    scheme.parameters.iter().filter(|parameter| parameter.value.is_none() && parameter.values.is_empty())
}

/// Columns of the parameter sheet.
struct Columns {
    /// The values, and the sheet's number.
    value: CellPlace,
    /// The dates from which they are in force.
    in_force: Option<u16>,
    /// The minutes that decided them.
    decided: Option<u16>,
    /// Their units.
    unit: Option<u16>,
    /// The articles they come from.
    clause: Option<u16>,
}

/// The parameter sheet of an open file.
pub(super) struct Minutes<'a> {
    /// What the scheme says about it.
    pub source: &'a ParameterSheet,
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Index of the file.
    pub file: u32,
    /// Where it is.
    pub site: Site<'a>,
    /// Its cells.
    pub sheet: &'a Sheet,
    /// Their texts.
    pub texts: &'a TextPool,
}

impl Minutes<'_> {
    /// Reads the parameters that are due.
    pub(super) fn read(&self, dataset: &mut Dataset, findings: &mut Findings) {
        let wanted = [vec![fold(&self.source.name)], vec![fold(&self.source.value)]];
        let header = header::find(self.sheet, self.texts, &wanted);
        let found = header.as_ref().and_then(|h| Some((h, h.best(&wanted[0])?, h.best(&wanted[1])?)));
        let Some((header, name, value)) = found else {
            let wanted = listed([self.source.name.as_str(), self.source.value.as_str()], 2);
            findings.add(IntakeMessage::NoHeader { rows: HEADER_ROWS_SEARCHED, wanted }, self.site.place());
            return;
        };
        let rows: Vec<(u32, String)> =
            self.sheet.rows_from(header.last + 1).map(|(row, _)| (row, self.name(row, name))).collect();
        let number = dataset.sheets.len() as u32;
        dataset.sheets.push(self.record(header, [name, value], &rows));
        let mut stated = |wanted| self.stated(header, wanted, findings);
        let columns = Columns {
            value: CellPlace { sheet: number, row: 0, column: value },
            in_force: stated(&self.source.in_force),
            decided: stated(&self.source.decided),
            unit: stated(&self.source.unit),
            clause: stated(&self.source.clause),
        };
        for parameter in due(self.scheme) {
            self.one(parameter, &rows, &columns, dataset, findings);
        }
        // Where a parameter is missing, its misspelt row was proposed.
        if due(self.scheme).all(|due| dataset.parameters.iter().any(|read| read.name == *due.name.get_ref())) {
            self.tell_untaken(&rows, value, findings);
        }
    }

    /// A column that need not be stated, but must be there where it is.
    fn stated(&self, header: &Header, wanted: &Option<String>, findings: &mut Findings) -> Option<u16> {
        let wanted = wanted.as_ref()?;
        let column = header.best(&[fold(wanted)]);
        if column.is_none() {
            let message = IntakeMessage::NoHeader { rows: HEADER_ROWS_SEARCHED, wanted: wanted.clone() };
            findings.add(message, self.site.place());
        }
        column
    }

    /// Of several rows with one name, the one in force in the year of the payout.
    fn in_force(&self, parameter: &Parameter, rows: &[u32], column: u16) -> Result<Vec<u32>, IntakeMessage> {
        let name = || parameter.name.get_ref().clone();
        let year = i32::from(self.scheme.head.year);
        let mut dated = Vec::new();
        for row in rows {
            let from = self.year(*row, column).ok_or(IntakeMessage::InForceUnclear { name: name() })?;
            dated.push((from, *row));
        }
        let latest = dated.iter().map(|(from, _)| *from).filter(|from| *from <= year).max();
        let latest = latest.ok_or(IntakeMessage::NotInForce { name: name(), year: self.scheme.head.year })?;
        Ok(dated.into_iter().filter(|(from, _)| *from == latest).map(|(_, row)| row).collect())
    }

    /// The year of a date, or a year; 0, always in force, where nothing is written.
    fn year(&self, row: u32, column: u16) -> Option<i32> {
        match self.sheet.get(row, column) {
            None => Some(0),
            Some(Raw::Date(serial)) => date::from_serial(serial).map(|day| civil_from_day(day).0),
            Some(Raw::Number(year)) => {
                let year = Figure::from_float(year)?.stored(0).ok()?;
                i32::try_from(year).ok().filter(|year| (1900..=2100).contains(year))
            }
            Some(Raw::Text(id)) => {
                let cleaned = clean(self.texts.get(id));
                let text = cleaned.text.trim_end_matches('年');
                let year = text.parse().ok().filter(|year| (1900..=2100).contains(year));
                year.or_else(|| date::from_text(text).ok().map(|day| civil_from_day(day).0))
            }
            _ => None,
        }
    }

    /// A misspelt name, or a figure that the scheme overrides, would else go unseen. Lines without a value are words.
    fn tell_untaken(&self, rows: &[(u32, String)], value: u16, findings: &mut Findings) {
        let due: Vec<String> = due(self.scheme).map(|parameter| fold(parameter.name.get_ref())).collect();
        let untaken = rows.iter().filter(|(row, name)| {
            !name.is_empty() && !due.contains(&fold(name)) && self.sheet.get(*row, value).is_some()
        });
        let names: Vec<String> = untaken.map(|(_, name)| shown(name)).collect();
        if !names.is_empty() {
            let names = listed(names.iter().map(String::as_str), NAMES_LISTED);
            findings.add(IntakeMessage::ParameterRows { names }, self.site.place());
        }
    }

    fn name(&self, row: u32, column: u16) -> String {
        match self.sheet.get(row, column) {
            Some(Raw::Text(id)) => clean(self.texts.get(id)).text.into_owned(),
            _ => String::new(),
        }
    }

    /// A text beside a value; a bare number of an article is one too.
    fn words(&self, row: u32, column: u16) -> String {
        match self.sheet.get(row, column) {
            Some(Raw::Number(value)) => Figure::from_float(value).map_or(String::new(), |figure| figure.text()),
            _ => self.name(row, column),
        }
    }

    /// What became of each row.
    fn record(&self, header: &Header, columns: [u16; 2], rows: &[(u32, String)]) -> SheetRead {
        let due: Vec<String> = due(self.scheme).map(|parameter| fold(parameter.name.get_ref())).collect();
        let reason = |name: &str| match name {
            "" => Some("没有参数名"),
            name if !due.contains(&fold(name)) => Some("方案不取此参数"),
            _ => None,
        };
        let skip = |(row, name): &(u32, String)| Some(SkippedRow { row: *row, reason: reason(name)?.to_string() });
        let skipped: Vec<SkippedRow> = rows.iter().filter_map(skip).collect();
        SheetRead {
            file: self.file,
            sheet: self.sheet.name.clone(),
            table: None,
            header_first: header.first,
            header_row: header.last,
            columns: columns.map(ColumnPlace::Column).to_vec(),
            rows_used: (rows.len() - skipped.len()) as u32,
            skipped,
            cleaned: 0,
        }
    }

    /// Finds a parameter's row and reads its value.
    fn one(
        &self,
        parameter: &Parameter,
        rows: &[(u32, String)],
        columns: &Columns,
        dataset: &mut Dataset,
        findings: &mut Findings,
    ) {
        let name = parameter.name.get_ref();
        let wanted = fold(name);
        let value = columns.value;
        let mut found: Vec<u32> = rows.iter().filter(|(_, given)| fold(given) == wanted).map(|(row, _)| *row).collect();
        if let (Some(column), [first, ..]) = (columns.in_force, found.as_slice()) {
            let place = CellPlace { row: *first, column, ..value };
            match self.in_force(parameter, &found, column) {
                Ok(in_force) => found = in_force,
                Err(message) => return findings.add(message, located(place, name, dataset)),
            }
        }
        let Some(row) = found.first().copied() else {
            let near = nearest(name, rows.iter().map(|(_, given)| given.as_str()));
            findings.add_near(IntakeMessage::NoParameter { name: name.clone() }, self.site.place(), near);
            return;
        };
        let place = CellPlace { row, ..value };
        if let Some(other) = found.get(1) {
            let other = describe(CellPlace { row: *other, ..value }, dataset);
            let message = IntakeMessage::ParameterTwice { name: name.clone(), other };
            findings.add(message, located(place, &self.source.value, dataset));
        }
        let unit = self.unit(parameter, row, columns, dataset, findings);
        match text(parameter, &unit, self.sheet.get(row, value.column), self.texts) {
            Ok(text) => {
                let clause = self.clause(parameter, row, columns, dataset, findings);
                let decided = columns.decided.map_or(String::new(), |column| self.words(row, column));
                dataset.parameters.push(ReadParameter { name: name.clone(), text, place, unit, clause, decided });
            }
            Err(message) => findings.add(message, located(place, name, dataset)),
        }
    }

    /// The scheme's unit, else the sheet's. Another unit on the sheet would make another amount of the same figure.
    fn unit(
        &self,
        parameter: &Parameter,
        row: u32,
        columns: &Columns,
        dataset: &Dataset,
        findings: &mut Findings,
    ) -> String {
        let stated = &parameter.unit;
        let Some(column) = columns.unit else { return stated.clone() };
        let unit = self.words(row, column);
        if stated.is_empty() {
            return unit;
        }
        if !unit.is_empty() && fold(&unit) != fold(stated) {
            let name = parameter.name.get_ref();
            let message = IntakeMessage::ParameterUnit { name: name.clone(), unit, other: stated.clone() };
            findings.add(message, located(CellPlace { row, column, ..columns.value }, name, dataset));
        }
        stated.clone()
    }

    /// The scheme's article, or the sheet's where that begins with it, as 第三条第二款 with 第三条. An article under
    /// which the parameter merely stands does not contradict another document: both are grounds.
    fn clause(
        &self,
        parameter: &Parameter,
        row: u32,
        columns: &Columns,
        dataset: &Dataset,
        findings: &mut Findings,
    ) -> String {
        let stated = &parameter.clause;
        let Some(column) = columns.clause else { return stated.clone() };
        let clause = self.words(row, column);
        if fold(&clause).starts_with(&fold(stated)) {
            return clause;
        }
        if !clause.is_empty() {
            if self.scheme.articles.iter().any(|article| article.name == *stated) {
                return format!("{stated}；{clause}");
            }
            let name = parameter.name.get_ref();
            let message = IntakeMessage::ParameterClause { name: name.clone(), clause, other: stated.clone() };
            findings.add(message, located(CellPlace { row, column, ..columns.value }, name, dataset));
        }
        stated.clone()
    }
}

/// The value as an exact decimal where it is a figure, else as the text it is.
fn text(parameter: &Parameter, unit: &str, raw: Option<Raw>, texts: &TextPool) -> Result<String, IntakeMessage> {
    let figure = match raw {
        None => return Err(IntakeMessage::Blank {}),
        Some(Raw::Number(value)) => Figure::from_float(value),
        Some(Raw::Percent(value)) => return Err(percent(value)),
        Some(Raw::Text(id)) => {
            let cleaned = clean(texts.get(id));
            if cleaned.text.is_empty() {
                return Err(IntakeMessage::Blank {});
            }
            match Figure::from_text(&cleaned.text, unit) {
                None => return Ok(cleaned.text.into_owned()),
                figure => figure,
            }
        }
        Some(Raw::Flag(flag)) => return Ok(flag.to_string()),
        Some(Raw::Error(id)) => return Err(IntakeMessage::ErrorValue { error: shown(texts.get(id)) }),
        Some(Raw::Uncomputed) => return Err(IntakeMessage::NotCalculated {}),
        Some(Raw::Date(_) | Raw::Odd(_)) => return Err(IntakeMessage::IsADate { text: String::new() }),
    };
    let figure = figure.ok_or(IntakeMessage::NotANumber { text: String::new() })?;
    match parameter.places.map(u32::from) {
        Some(places) if figure.stored(places).is_err() => {
            Err(IntakeMessage::TooManyPlaces { text: figure.text(), places })
        }
        _ => Ok(figure.text()),
    }
}

/// A parameter has one unit, which the scheme states: a per cent sign in the cell would change the figure.
fn percent(value: f64) -> IntakeMessage {
    let text = Figure::from_float(value).map_or_else(|| value.to_string(), |figure| figure.hundredfold().text());
    IntakeMessage::PercentInNumber { text: format!("{text}%") }
}

/// Parameters are due but there is no sheet to read them from.
pub(super) fn missing(scheme: &Scheme, source: &ParameterSheet, findings: &mut Findings) {
    for parameter in due(scheme) {
        let message = IntakeMessage::NoParameter { name: parameter.name.get_ref().clone() };
        findings.add(message, Place::scheme(source.file.span()));
    }
}

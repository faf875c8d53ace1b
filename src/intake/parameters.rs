//! Parameters without a value of their own are read by name from a sheet.
use super::figure::Figure;
use super::fold::{clean, fold, listed, shown};
use super::header::{self, Header};
use super::keys::{describe, located};
use super::limits::HEADER_ROWS_SEARCHED;
use super::sheet::{Raw, Sheet};
use super::site::Site;
use crate::dataset::{CellPlace, ColumnPlace, Dataset, SheetRead, SkippedRow, TextPool};
use crate::messages::{Findings, IntakeMessage, Place, nearest};
use crate::scheme::{Parameter, ParameterSheet, Scheme};

/// The parameters that the sheet must give.
pub(super) fn due(scheme: &Scheme) -> impl Iterator<Item = &Parameter> {
    scheme.parameters.iter().filter(|parameter| parameter.value.is_none())
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
        for parameter in due(self.scheme) {
            self.one(parameter, &rows, CellPlace { sheet: number, row: 0, column: value }, dataset, findings);
        }
    }

    fn name(&self, row: u32, column: u16) -> String {
        match self.sheet.get(row, column) {
            Some(Raw::Text(id)) => clean(self.texts.get(id)).text.into_owned(),
            _ => String::new(),
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
        value: CellPlace,
        dataset: &mut Dataset,
        findings: &mut Findings,
    ) {
        let name = parameter.name.get_ref();
        let wanted = fold(name);
        let mut found = rows.iter().filter(|(_, given)| fold(given) == wanted).map(|(row, _)| *row);
        let Some(row) = found.next() else {
            let near = nearest(name, rows.iter().map(|(_, given)| given.as_str()));
            findings.add_near(IntakeMessage::NoParameter { name: name.clone() }, self.site.place(), near);
            return;
        };
        let place = CellPlace { row, ..value };
        if let Some(other) = found.next() {
            let other = describe(CellPlace { row: other, ..value }, dataset);
            let message = IntakeMessage::ParameterTwice { name: name.clone(), other };
            findings.add(message, located(place, &self.source.value, dataset));
        }
        match text(parameter, self.sheet.get(row, value.column), self.texts) {
            Ok(text) => dataset.parameters.push((name.clone(), text, place)),
            Err(message) => findings.add(message, located(place, name, dataset)),
        }
    }
}

/// The value as an exact decimal where it is a figure, else as the text it is.
fn text(parameter: &Parameter, raw: Option<Raw>, texts: &TextPool) -> Result<String, IntakeMessage> {
    let figure = match raw {
        None => return Err(IntakeMessage::Blank {}),
        Some(Raw::Number(value)) => Figure::from_float(value),
        Some(Raw::Percent(value)) => return Err(percent(value)),
        Some(Raw::Text(id)) => {
            let cleaned = clean(texts.get(id));
            if cleaned.text.is_empty() {
                return Err(IntakeMessage::Blank {});
            }
            match Figure::from_text(&cleaned.text, &parameter.unit) {
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

//! Parameters without a value of their own are read by name from a sheet.
use super::figure::Figure;
use super::fold::{clean, fold, listed, shown};
use super::header;
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

/// Reads the parameter sheet.
pub(super) fn read(
    source: &ParameterSheet,
    scheme: &Scheme,
    file: u32,
    site: Site,
    sheet: &Sheet,
    texts: &TextPool,
    dataset: &mut Dataset,
    findings: &mut Findings,
) {
    let names = [vec![fold(&source.name)], vec![fold(&source.value)]];
    let found = header::find(sheet, texts, &names);
    let column = |wanted: &str| {
        let columns = &found.as_ref()?.columns;
        columns.iter().filter_map(|c| c.fit(wanted).map(|fit| (fit, c.column))).min().map(|(_, column)| column)
    };
    let columns = column(&names[0][0]).zip(column(&names[1][0]));
    let (Some((name, value)), Some(header)) = (columns, &found) else {
        let wanted = listed([source.name.as_str(), source.value.as_str()], 2);
        findings.add(IntakeMessage::NoHeader { rows: HEADER_ROWS_SEARCHED, wanted }, site.place());
        return;
    };
    let mut read = SheetRead {
        file,
        sheet: sheet.name.clone(),
        table: None,
        header_first: header.first,
        header_row: header.last,
        columns: vec![ColumnPlace::Column(name), ColumnPlace::Column(value)],
        rows_used: 0,
        skipped: Vec::new(),
        cleaned: 0,
    };
    let number = dataset.sheets.len() as u32;
    let mut given: Vec<(String, u32)> = Vec::new();
    for (row, _) in sheet.rows_from(header.last + 1) {
        match sheet.get(row, name) {
            Some(Raw::Text(id)) if !fold(texts.get(id)).is_empty() => given.push((texts.get(id).to_string(), row)),
            _ => read.skipped.push(SkippedRow { row, reason: "没有参数名".to_string() }),
        }
    }
    dataset.sheets.push(read);
    let rows = |parameter: &Parameter| {
        let wanted = fold(parameter.name.get_ref());
        given.iter().filter(move |(name, _)| fold(name) == wanted).map(|(_, row)| *row).collect::<Vec<_>>()
    };
    for parameter in due(scheme) {
        let rows = rows(parameter);
        let Some((row, others)) = rows.split_first() else {
            let near = nearest(parameter.name.get_ref(), given.iter().map(|(name, _)| name.as_str()));
            let message = IntakeMessage::NoParameter { name: parameter.name.get_ref().clone() };
            findings.add_near(message, site.place(), near);
            continue;
        };
        let place = CellPlace { sheet: number, row: *row, column: value };
        if let Some(other) = others.first() {
            let other = describe(CellPlace { row: *other, ..place }, dataset);
            let message = IntakeMessage::ParameterTwice { name: parameter.name.get_ref().clone(), other };
            findings.add(message, located(place, &source.value, dataset));
        }
        match text(parameter, sheet.get(*row, value), texts) {
            Ok(text) => dataset.parameters.push((parameter.name.get_ref().clone(), text, place)),
            Err(message) => findings.add(message, located(place, parameter.name.get_ref(), dataset)),
        }
    }
    let due: Vec<String> = due(scheme).map(|parameter| fold(parameter.name.get_ref())).collect();
    if let Some(read) = dataset.sheets.last_mut() {
        for (name, row) in &given {
            if due.contains(&fold(name)) {
                read.rows_used += 1;
            } else {
                read.skipped.push(SkippedRow { row: *row, reason: "方案不取此参数".to_string() });
            }
        }
        read.skipped.sort_by_key(|skipped| skipped.row);
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
    let places = parameter.places.map(u32::from);
    match places {
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

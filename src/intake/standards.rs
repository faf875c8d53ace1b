//! Band and tier tables without rows of their own get them from a sheet, one row a band or tier, before the scheme
//! is compiled: so their gaps, overlaps and per cents are found like those of rows that the scheme writes.
use super::fold::{fold, shown};
use super::pattern::{Pattern, normal_path};
use super::{OfficeFile, read};
use crate::dataset::{Dataset, TextPool, Value, civil_from_day};
use crate::messages::{Findings, IntakeMessage, Place, nearest};
use crate::scheme::{BandRow, Input, InputKind, Meaning, Scheme, Source, StandardsSheet, Table, Text, TierRow};
use toml::Spanned;

/// Names of the sheet's columns while it is read; the last three need not be there.
const NAME: &str = "标准名称";
const ROW: &str = "档次";
const VALUE: &str = "取值";
const SIZE: &str = "比例或名额";
const IN_FORCE: &str = "施行日期";
const DECIDED: &str = "会议纪要";

/// Fills the tables that have no rows.
pub fn fill_standards(scheme: &mut Scheme, files: &[OfficeFile], findings: &mut Findings) {
    let open = scheme.bands.iter().any(|band| band.rows.is_empty()) || scheme.tiers.iter().any(|t| t.tiers.is_empty());
    let Some(sheet) = scheme.head.standards.clone().filter(|_| open) else { return };
    let pattern = Pattern::new(sheet.file.get_ref());
    let files: Vec<OfficeFile> = files.iter().filter(|file| pattern.fits(&normal_path(&file.path))).cloned().collect();
    let reader = Scheme { tables: vec![table(&sheet)], ..Scheme::default() };
    let dataset = read(&reader, &files, findings);
    let lines = lines(&reader.tables[0], &dataset, scheme.head.year.into());
    let near = |name: &str| nearest(name, lines.iter().map(|line| line.name.as_str()));
    for band in scheme.bands.iter_mut().filter(|band| band.rows.is_empty()) {
        band.rows = of(&lines, &band.name).map(|line| line.band(&band.name)).collect();
        band.decided = decided(&lines, &band.name);
        if band.rows.is_empty() {
            findings.add_near(missing(&band.name), Place::scheme(sheet.file.span()), near(band.name.get_ref()));
        }
    }
    for tier in scheme.tiers.iter_mut().filter(|tier| tier.tiers.is_empty()) {
        tier.tiers = of(&lines, &tier.name).map(|line| line.tier(&tier.name)).collect();
        tier.decided = decided(&lines, &tier.name);
        if tier.tiers.is_empty() {
            findings.add_near(missing(&tier.name), Place::scheme(sheet.file.span()), near(tier.name.get_ref()));
        }
    }
    let known: Vec<String> = scheme
        .bands
        .iter()
        .map(|b| &b.name)
        .chain(scheme.tiers.iter().map(|t| &t.name))
        .map(|n| fold(n.get_ref()))
        .collect();
    for line in lines.iter().filter(|line| !known.contains(&fold(&line.name))) {
        findings.add(IntakeMessage::StandardUnknown { name: shown(&line.name) }, Place::file(sheet.file.get_ref()));
    }
}

/// Whether a file is the sheet with the standards.
pub(super) fn names(scheme: &Scheme, path: &str) -> bool {
    let sheet = scheme.head.standards.as_ref();
    sheet.is_some_and(|sheet| Pattern::new(sheet.file.get_ref()).fits(&normal_path(path)))
}

fn missing(name: &Text) -> IntakeMessage {
    IntakeMessage::NoStandard { name: name.get_ref().clone() }
}

/// The rows of one table.
fn of<'l>(lines: &'l [Line], name: &Text) -> impl Iterator<Item = &'l Line> {
    let wanted = fold(name.get_ref());
    lines.iter().filter(move |line| fold(&line.name) == wanted)
}

/// The minutes of a table's rows, each once.
fn decided(lines: &[Line], name: &Text) -> String {
    let mut all: Vec<&str> = Vec::new();
    for line in of(lines, name).filter(|line| !line.decided.is_empty()) {
        if !all.contains(&line.decided.as_str()) {
            all.push(&line.decided);
        }
    }
    all.join("、")
}

/// A row of the sheet.
struct Line {
    name: String,
    row: String,
    value: String,
    size: String,
    decided: String,
    year: i64,
}

impl Line {
    /// A band: its mistakes are told where the scheme names the table.
    fn band(&self, at: &Text) -> BandRow {
        let written = |text: &str| Spanned::new(at.span(), text.to_string());
        let interval = self.row.starts_with(['[', '(', '［', '（']) && self.row.contains([',', '，']);
        BandRow {
            range: interval.then(|| written(&self.row)),
            is: (!interval).then(|| written(&self.row)),
            value: written(&self.value),
        }
    }

    fn tier(&self, at: &Text) -> TierRow {
        let percent = self.size.strip_suffix(['%', '％']);
        TierRow {
            name: self.row.clone(),
            percent: percent.map(|figure| Spanned::new(at.span(), figure.trim().to_string())),
            places: if percent.is_none() { self.size.trim().parse().ok() } else { None },
            value: Spanned::new(at.span(), self.value.clone()),
        }
    }
}

/// The rows in force in the year: of each table, those of its latest date by then.
fn lines(table: &Table, dataset: &Dataset, year: i64) -> Vec<Line> {
    let Some(data) = dataset.tables.first() else { return Vec::new() };
    let value = |name: &str, row: usize| {
        let column = table.inputs.iter().position(|input| input.name.get_ref() == name)?;
        data.columns.get(column).map(|values| values.get(row))
    };
    let text = |name: &str, row: usize| match value(name, row) {
        Some(Value::Text(id)) if id != TextPool::EMPTY => dataset.texts.get(id).to_string(),
        _ => String::new(),
    };
    // A blank date is always in force.
    let in_force = |row: usize| match value(IN_FORCE, row) {
        Some(Value::Date(day)) => civil_from_day(day).0,
        _ => 0,
    };
    let all: Vec<Line> = (0..data.len())
        .map(|row| Line {
            name: text(NAME, row),
            row: text(ROW, row),
            value: text(VALUE, row),
            size: text(SIZE, row),
            decided: text(DECIDED, row),
            year: i64::from(in_force(row)),
        })
        .filter(|line| line.year <= year)
        .collect();
    let latest: Vec<i64> = all
        .iter()
        .map(|line| all.iter().filter(|o| fold(&o.name) == fold(&line.name)).map(|o| o.year).max().unwrap_or(0))
        .collect();
    all.into_iter().zip(latest).filter(|(line, latest)| line.year == *latest).map(|(line, _)| line).collect()
}

/// The sheet as a table of texts.
fn table(sheet: &StandardsSheet) -> Table {
    let span = sheet.file.span();
    let column = |name: &str, header: &str, kind: InputKind, blank: Option<Meaning>| Input {
        fill: false,
        width: None,
        name: Spanned::new(span.clone(), name.to_string()),
        kind: Spanned::new(span.clone(), kind),
        places: None,
        unit: String::new(),
        aliases: vec![header.to_string()],
        label: None,
        values: Vec::new(),
        blank: blank.map(|meaning| Spanned::new(span.clone(), meaning)),
        absent: None,
        exempt: None,
        min: None,
        max: None,
        about: None,
        shown: false,
        note: String::new(),
    };
    let mut inputs = vec![
        column(NAME, &sheet.name, InputKind::Text, None),
        column(ROW, &sheet.row, InputKind::Text, Some(Meaning::Empty)),
        column(VALUE, &sheet.value, InputKind::Text, None),
    ];
    let in_force = sheet.in_force.iter();
    for (name, header) in [(SIZE, &sheet.size), (DECIDED, &sheet.decided)] {
        inputs.extend(header.iter().map(|header| column(name, header, InputKind::Text, Some(Meaning::Empty))));
    }
    inputs.extend(in_force.map(|header| column(IN_FORCE, header, InputKind::Date, Some(Meaning::Missing))));
    let name = Spanned::new(span.clone(), "分档标准".to_string());
    Table {
        from: Some(Source {
            hidden: None,
            every: None,
            staff: None,
            file: sheet.file.clone(),
            sheet: vec![Spanned::new(span, sheet.sheet.clone())],
            optional: false,
            wide: None,
            skip_blank: None,
            closed: false,
        }),
        inputs,
        ..Table::named(name)
    }
}

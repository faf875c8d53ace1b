//! Which column of the sheet is which column of the table.
use super::fold::{fold, shown};
use super::header::{Fit, Header, HeaderColumn, Names, UNITS};
use super::site::Site;
use crate::dataset::column_letters;
use crate::messages::{Findings, IntakeMessage, nearest};
use crate::scheme::{Input, InputKind, Meaning, Table, Wide};

/// What the table wants of a sheet, with names folded once.
pub(super) struct Wanted {
    /// For each input: the names its header may have; none where it is not read from a column.
    pub inputs: Vec<Option<Names>>,
    /// For each wide header: its folded name.
    pub wide: Vec<String>,
}

impl Wanted {
    /// Folds the names of a table.
    pub(super) fn new(table: &Table) -> Wanted {
        let wide = table.from.as_ref().and_then(|from| from.wide.as_ref());
        let by_wide = |input: &Input| wide.is_some_and(|w| names(w).contains(&input.name.get_ref().as_str()));
        let column = |input: &Input| input.label.is_none() && !by_wide(input);
        let folded = |input: &Input| {
            let own = std::iter::once(input.name.get_ref()).chain(&input.aliases);
            column(input).then(|| own.map(|name| fold(name)).collect())
        };
        Wanted {
            inputs: table.inputs.iter().map(folded).collect(),
            wide: wide.map_or(Vec::new(), |w| w.columns.iter().map(|name| fold(name.get_ref())).collect()),
        }
    }

    /// All names, to find the header by.
    pub(super) fn names(&self) -> Vec<Names> {
        let wide = self.wide.iter().map(|name| vec![name.clone()]);
        self.inputs.iter().flatten().cloned().chain(wide).collect()
    }
}

fn names(wide: &Wide) -> [&str; 2] {
    [wide.name.get_ref(), wide.value.get_ref()]
}

/// The column of an input, if the sheet has one and only one. Anything else is a finding.
pub(super) fn find_input<'h>(
    input: &Input,
    names: &Names,
    header: &'h Header,
    site: &Site,
    findings: &mut Findings,
) -> Option<&'h HeaderColumn> {
    let name = input.name.get_ref();
    let found = match fitting(names, header, |column, fit| unit_fits(input, column, fit)) {
        Ok(found) => found,
        Err(letters) => {
            findings.add(IntakeMessage::TwoColumns { column: name.clone(), letters }, site.row(header.last));
            return None;
        }
    };
    let Some(column) = found else {
        missing(input, names, header, site, findings);
        return None;
    };
    if let Some(unit) = column.unit.as_deref().and_then(|unit| other_unit(input, unit)) {
        let message = IntakeMessage::OtherUnit { header: shown(&column.text), unit };
        findings.add(message, site.cell(header.last, column.column, name));
        return None;
    }
    Some(column)
}

/// Columns of the wide headers. Some may be absent; a misspelt one may not.
pub(super) fn find_wide(
    wide: &Wide,
    folded: &[String],
    header: &Header,
    site: &Site,
    findings: &mut Findings,
) -> Vec<(u16, usize)> {
    let mut found = Vec::new();
    let mut absent = Vec::new();
    for (index, (name, folded)) in wide.columns.iter().zip(folded).enumerate() {
        let name = name.get_ref();
        match fitting(std::slice::from_ref(folded), header, |_, _| true) {
            Ok(Some(column)) => found.push((column.column, index)),
            Ok(None) => absent.push((name, near(std::slice::from_ref(folded), header))),
            Err(letters) => {
                findings.add(IntakeMessage::TwoColumns { column: name.clone(), letters }, site.row(header.last));
            }
        }
    }
    report_absent(absent, found.is_empty(), header, site, findings);
    found
}

fn report_absent(
    absent: Vec<(&String, Option<String>)>,
    all: bool,
    header: &Header,
    site: &Site,
    findings: &mut Findings,
) {
    let (misspelt, left_out): (Vec<_>, Vec<_>) = absent.into_iter().partition(|(_, near)| all || near.is_some());
    for (name, near) in misspelt {
        findings.add_near(IntakeMessage::NoWideColumn { header: name.clone() }, site.row(header.last), near);
    }
    if !left_out.is_empty() {
        let headers = super::fold::listed(left_out.iter().map(|(name, _)| name.as_str()), 12);
        findings.add(IntakeMessage::WideColumnsAbsent { headers }, site.row(header.last));
    }
}

/// The one column that fits best. Several equally good ones are an error, given as their letters.
fn fitting<'h>(
    names: &[String],
    header: &'h Header,
    allowed: impl Fn(&HeaderColumn, Fit) -> bool,
) -> Result<Option<&'h HeaderColumn>, String> {
    let mut best: Vec<(Fit, &HeaderColumn)> = Vec::new();
    for column in &header.columns {
        let fits = names.iter().filter_map(|name| column.fit(name)).filter(|fit| allowed(column, *fit));
        best.extend(fits.min().map(|fit| (fit, column)));
    }
    let least = best.iter().map(|(fit, _)| *fit).min();
    best.retain(|(fit, _)| Some(*fit) == least);
    match best.as_slice() {
        [] => Ok(None),
        [(_, column)] => Ok(Some(column)),
        several => Err(several.iter().map(|(_, c)| column_letters(c.column)).collect::<Vec<_>>().join("、")),
    }
}

fn unit_fits(input: &Input, column: &HeaderColumn, fit: Fit) -> bool {
    match (fit, &column.unit) {
        (Fit::WholeButUnit | Fit::PartButUnit, Some(unit)) => {
            UNITS.contains(&unit.as_str()) || *unit == fold(&input.unit)
        }
        _ => true,
    }
}

/// The declared unit where the header names another: `奖金（万元）` against 元 would be wrong by a factor.
fn other_unit(input: &Input, unit: &str) -> Option<String> {
    let declared = match input.kind.get_ref() {
        InputKind::Percent => "%".to_string(),
        InputKind::Money if input.unit.is_empty() => "元".to_string(),
        _ => fold(&input.unit),
    };
    (!declared.is_empty() && UNITS.contains(&unit) && unit != declared).then_some(declared)
}

/// Tells that a column is not there; one that may be blank is only warned about.
pub(super) fn missing(input: &Input, names: &Names, header: &Header, site: &Site, findings: &mut Findings) {
    let column = input.name.get_ref().clone();
    let near = near(names, header);
    let blank = input.blank.as_ref().map(|blank| blank.get_ref());
    if near.is_none() && matches!(blank, Some(Meaning::Missing | Meaning::Empty)) {
        findings.add(IntakeMessage::NoColumnBlank { column }, site.row(header.last));
    } else {
        findings.add_near(IntakeMessage::NoColumn { column }, site.row(header.last), near);
    }
}

fn near(names: &[String], header: &Header) -> Option<String> {
    names.iter().find_map(|name| {
        let near = nearest(name, header.columns.iter().map(HeaderColumn::last))?;
        header.columns.iter().find(|column| column.last() == near).map(|column| column.text.clone())
    })
}

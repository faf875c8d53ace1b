//! `请假[1].天数=15`: one cell, or one parameter, with another value.
use crate::dataset::{Dataset, Value, folded};
use crate::intake::{read_value, shown_value};
use crate::messages::{Findings, Language, nearest};
use crate::number::{parse_decimal, pow10};
use crate::plan::{ParameterValue, Plan, Rule, TableId};
use crate::scheme::Scheme;

/// The word that stands for a table of parameters.
const PARAMETERS: &str = "参数";

/// What is to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Table; 参数 for a parameter.
    pub table: String,
    /// Key, its parts in turn; the parameter's name.
    pub key: Vec<String>,
    /// Column; empty for a parameter.
    pub column: String,
    /// The value as typed.
    pub value: String,
}

/// Why a setting cannot be laid over the data. `near` is the near name, or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingFault {
    /// It is not of the form.
    Form,
    /// No such table, column, parameter: what, which, near.
    Unknown(&'static str, String, String),
    /// No row of this key.
    NoRow(String),
    /// Several rows of this key or name.
    SeveralRows(String, usize),
    /// A computed column cannot be set.
    Computed(String),
    /// The column refuses the value, with its reasons.
    Value(String, String),
}

/// Reads `表[键].列=值` or `参数[名称]=值`.
pub fn parse_setting(text: &str) -> Result<Setting, SettingFault> {
    let (place, value) = text.split_once(['=', '＝']).ok_or(SettingFault::Form)?;
    let (table, rest) = place.split_once(['[', '［']).ok_or(SettingFault::Form)?;
    let (key, column) = rest.rsplit_once([']', '］']).ok_or(SettingFault::Form)?;
    let column = column.trim().trim_start_matches(['.', '．']).trim().to_string();
    let table = table.trim().to_string();
    let parameter = table == PARAMETERS && column.is_empty();
    let key: Vec<String> = match parameter {
        true => vec![key.trim().to_string()],
        false => key.split([',', '，']).map(|part| part.trim().to_string()).collect(),
    };
    if table.is_empty() || key.iter().any(String::is_empty) || (column.is_empty() && !parameter) {
        return Err(SettingFault::Form);
    }
    Ok(Setting { table, key, column, value: value.trim().to_string() })
}

/// Lays a setting over plan and data; says who or what it is about, and the old value.
pub fn apply(setting: &Setting, scheme: &Scheme, plan: &mut Plan, data: &mut Dataset) -> Result<(), SettingFault> {
    match setting.column.is_empty() {
        true => apply_parameter(setting, plan, data),
        false => apply_cell(setting, scheme, plan, data),
    }
}

fn apply_parameter(setting: &Setting, plan: &mut Plan, data: &mut Dataset) -> Result<(), SettingFault> {
    let name = &setting.key[0];
    let Some(parameter) = plan.parameters.iter_mut().find(|parameter| parameter.name == *name) else {
        let near = nearest(name, plan.parameters.iter().map(|parameter| parameter.name.as_str()));
        return Err(SettingFault::Unknown("参数", name.clone(), near.unwrap_or_default()));
    };
    let refused = || SettingFault::Value(setting.value.clone(), format!("参数“{name}”"));
    let places = parameter.ty.places.unwrap_or(0);
    let number = || {
        let (value, written) = parse_decimal(&setting.value)?;
        let more = places.checked_sub(written)?;
        value.checked_mul(pow10(more))
    };
    let value = match (&parameter.value, setting.value.as_str()) {
        (Some(ParameterValue::Flag(_)), "是" | "true") => ParameterValue::Flag(true),
        (Some(ParameterValue::Flag(_)), "否" | "false") => ParameterValue::Flag(false),
        (Some(ParameterValue::Text(_)), text) => {
            data.texts.intern(text);
            ParameterValue::Text(text.to_string())
        }
        (Some(ParameterValue::Flag(_)), _) => return Err(refused()),
        _ => ParameterValue::Number(number().ok_or_else(refused)?),
    };
    parameter.value = Some(value);
    Ok(())
}

/// What stands where a setting would put its value, as it would be typed.
///
/// # Errors
/// As [`apply`].
pub fn standing(setting: &Setting, scheme: &Scheme, plan: &Plan, data: &Dataset) -> Result<String, SettingFault> {
    if setting.column.is_empty() {
        let read = data.parameters.iter().find(|read| read.name == setting.key[0]);
        let fault = || SettingFault::Unknown("参数", setting.key[0].clone(), String::new());
        return read.map(|read| read.text.clone()).ok_or_else(fault);
    }
    let (table, input, row) = cell(setting, plan, data)?;
    let value = data.tables.get(table).and_then(|table| table.columns.get(input)).map(|column| column.get(row));
    let shown = |value| shown_value(&scheme.tables[table].inputs[input], value, &data.texts);
    Ok(value.map(shown).unwrap_or_default())
}

fn apply_cell(setting: &Setting, scheme: &Scheme, plan: &Plan, data: &mut Dataset) -> Result<(), SettingFault> {
    let (number, input, row) = cell(setting, plan, data)?;
    let described = &scheme.tables[number].inputs[input];
    let mut findings = Findings::default();
    let value = read_value(described, &setting.value, &mut data.texts, &mut findings);
    if findings.stop() {
        let told: Vec<String> = findings.list.iter().map(|f| f.message.text(Language::Chinese).0).collect();
        return Err(SettingFault::Value(setting.value.clone(), told.join("；")));
    }
    if let Some(values) = data.tables.get_mut(number).and_then(|table| table.columns.get_mut(input)) {
        values.set(row, value);
    }
    Ok(())
}

/// The cell that a setting names: table and input of the scheme, and row.
fn cell(setting: &Setting, plan: &Plan, data: &Dataset) -> Result<(usize, usize, usize), SettingFault> {
    let Some(table) = plan.find_table(&setting.table) else {
        let near = nearest(&setting.table, plan.tables.iter().map(|table| table.name.as_str()));
        return Err(SettingFault::Unknown("表", setting.table.clone(), near.unwrap_or_default()));
    };
    let described = plan.table(table);
    let names = described.columns.iter().map(|id| plan.column(*id));
    let Some(column) = names.clone().find(|column| column.name == setting.column) else {
        let near = nearest(&setting.column, names.map(|column| column.name.as_str()));
        return Err(SettingFault::Unknown("列", setting.column.clone(), near.unwrap_or_default()));
    };
    let (Rule::Input(input), Some(number)) = (&column.rule, described.scheme) else {
        return Err(SettingFault::Computed(setting.column.clone()));
    };
    Ok((number, *input, row_of(setting, plan, table, data)?))
}

/// The row with this key; else the only one whose payee is called so.
fn row_of(setting: &Setting, plan: &Plan, table: TableId, data: &Dataset) -> Result<usize, SettingFault> {
    let described = plan.table(table);
    let wanted: Vec<String> = setting.key.iter().map(|part| folded(part)).collect();
    let rows = described.scheme.and_then(|scheme| data.tables.get(scheme)).map_or(0, |table| table.len());
    let text = |column: &crate::plan::ColumnId, row: usize| -> String {
        let (Rule::Input(input), Some(scheme)) = (&plan.column(*column).rule, described.scheme) else {
            return String::new();
        };
        match data.tables[scheme].columns[*input].get(row) {
            Value::Text(id) => folded(data.texts.get(id)),
            _ => String::new(),
        }
    };
    let by_key = |row: &usize| {
        described.key.len() == wanted.len() && described.key.iter().zip(&wanted).all(|(c, want)| text(c, *row) == *want)
    };
    let by_name = |row: &usize| match (&described.payee, &wanted[..]) {
        (Some(payee), [name]) => text(&payee.name, *row) == *name,
        _ => false,
    };
    let mut found: Vec<usize> = (0..rows).filter(by_key).collect();
    if found.is_empty() {
        found = (0..rows).filter(by_name).collect();
    }
    let key = format!("{}[{}]", setting.table, setting.key.join("，"));
    match found[..] {
        [row] => Ok(row),
        [] => Err(SettingFault::NoRow(key)),
        _ => Err(SettingFault::SeveralRows(key, found.len())),
    }
}

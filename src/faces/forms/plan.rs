//! Which blank workbooks a scheme expects, and what is in them.
use super::form::{Form, FormColumn, FormKind, FormSheet};
use crate::dataset::{ColumnValues, Dataset, Value};
use crate::scheme::{
    Every, Input, InputKind, Meaning, ParameterSheet, SPREADSHEET_ENDINGS, Scheme, Staff, StandardsSheet, Table, Text,
};

/// The forms, in the order in which the scheme names their files.
pub fn forms(scheme: &Scheme, dataset: &Dataset) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    if let Some(sheet) = &scheme.head.parameters {
        add(&mut forms, named(&sheet.file, ""), vec![parameters(scheme, sheet)]);
    }
    if let Some(sheet) = &scheme.head.standards {
        add(&mut forms, named(&sheet.file, ""), vec![standards(scheme, sheet)]);
    }
    for table in &scheme.tables {
        let Some(from) = &table.from else { continue };
        let units = every_of(scheme, table).map(|every| (every, texts(scheme, dataset, &every.table, &every.column)));
        match units {
            Some((every, units)) if from.file.get_ref().contains('*') => {
                for unit in units {
                    let path = named(&from.file, &unit);
                    add(&mut forms, path, sheets(scheme, table, Some((every, &unit, dataset))));
                }
            }
            _ => add(&mut forms, named(&from.file, ""), sheets(scheme, table, None)),
        }
    }
    forms
}

/// Who sends a table's file: as it says itself, or as another table of the same files says.
fn every_of<'s>(scheme: &'s Scheme, table: &'s Table) -> Option<&'s Every> {
    let from = table.from.as_ref()?;
    let same_file = |other: &'s Table| {
        let other = other.from.as_ref()?;
        other.every.as_ref().filter(|_| other.file.get_ref() == from.file.get_ref())
    };
    from.every.as_ref().or_else(|| scheme.tables.iter().find_map(same_file))
}

/// The pattern with its star filled in; files are written as xlsx.
fn named(pattern: &Text, unit: &str) -> String {
    // A name may hold what no file name may.
    let unit: String = unit.chars().map(|c| if "\\/:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let path = pattern.get_ref().replacen('*', &unit, 1).replace('*', "");
    match path.rsplit_once('.').filter(|(_, ending)| SPREADSHEET_ENDINGS.contains(&ending.to_lowercase().as_str())) {
        Some((bare, _)) => format!("{bare}.xlsx"),
        None => format!("{path}.xlsx"),
    }
}

/// Tables may share a file, and a sheet of it: then the sheet has the columns of both.
fn add(forms: &mut Vec<Form>, path: String, sheets: Vec<FormSheet>) {
    let at = forms.iter().position(|form| form.path == path).unwrap_or_else(|| {
        forms.push(Form { path, sheets: Vec::new() });
        forms.len() - 1
    });
    for sheet in sheets {
        match forms[at].sheets.iter_mut().find(|known| known.name == sheet.name) {
            Some(known) => join(known, sheet),
            None => forms[at].sheets.push(sheet),
        }
    }
}

fn join(known: &mut FormSheet, more: FormSheet) {
    for column in more.columns {
        if !known.columns.iter().any(|other| other.header == column.header) {
            known.columns.push(column);
            known.rows.iter_mut().for_each(|row| row.push(String::new()));
        }
    }
    for label in more.labels {
        if !known.labels.contains(&label) {
            known.labels.push(label);
        }
    }
}

fn sheets(scheme: &Scheme, table: &Table, unit: Option<(&Every, &str, &Dataset)>) -> Vec<FormSheet> {
    let Some(from) = &table.from else { return Vec::new() };
    let wide = from.wide.as_ref();
    let wide_inputs = wide.map_or([None, None], |wide| [Some(wide.name.get_ref()), Some(wide.value.get_ref())]);
    let by_wide = |input: &&Input| wide_inputs.contains(&Some(input.name.get_ref()));
    let plain = table.inputs.iter().filter(|input| input.label.is_none() && !by_wide(input));
    let mut columns: Vec<FormColumn> = plain.map(|input| column(input, input.name.get_ref())).collect();
    if let Some(wide) = wide {
        let value = table.inputs.iter().find(|input| input.name.get_ref() == wide.value.get_ref());
        columns.extend(wide.columns.iter().filter_map(|header| Some(column(value?, header.get_ref()))));
    }
    let staff = from.staff.as_ref();
    let rows = unit.zip(staff).map(|((_, unit, dataset), staff)| staff_rows(scheme, dataset, staff, unit, &columns));
    let labels = table.inputs.iter().filter_map(|input| {
        let label = input.label.clone().filter(|label| label != "工作表")?;
        let own = unit.filter(|(every, ..)| every.by.get_ref() == input.name.get_ref());
        Some((label, own.map_or(String::new(), |(_, unit, _)| unit.to_string())))
    });
    let labels: Vec<(String, String)> = labels.collect();
    let title = format!("{}{}", unit.map_or("", |(_, unit, _)| unit), table.name.get_ref());
    let names: Vec<String> = if from.sheet.is_empty() {
        vec![table.name.get_ref().clone()]
    } else {
        from.sheet.iter().map(|name| name.get_ref().clone()).collect()
    };
    let sheet = |name: String| FormSheet {
        name,
        title: title.clone(),
        labels: labels.clone(),
        columns: columns.clone(),
        numbers: Vec::new(),
        rows: rows.clone().unwrap_or_default(),
    };
    names.into_iter().map(sheet).collect()
}

/// The unit's own people, in the columns that the roster has as well.
fn staff_rows(
    scheme: &Scheme,
    dataset: &Dataset,
    staff: &Staff,
    unit: &str,
    columns: &[FormColumn],
) -> Vec<Vec<String>> {
    let of_unit = texts(scheme, dataset, &staff.table, &staff.unit);
    let sorts = staff.column.as_ref().map(|column| texts(scheme, dataset, &staff.table, column));
    let known: Vec<Vec<String>> =
        columns.iter().map(|column| texts_named(scheme, dataset, staff.table.get_ref(), &column.header)).collect();
    let wanted = |row: &usize| {
        let sort = sorts.as_ref().and_then(|sorts| sorts.get(*row));
        of_unit[*row] == unit && sort.is_none_or(|sort| staff.values.contains(sort))
    };
    let filled = |row: usize| known.iter().map(|texts| texts.get(row).cloned().unwrap_or_default()).collect();
    (0..of_unit.len()).filter(wanted).map(filled).collect()
}

fn texts(scheme: &Scheme, dataset: &Dataset, table: &Text, column: &Text) -> Vec<String> {
    texts_named(scheme, dataset, table.get_ref(), column.get_ref())
}

/// The texts of an input column; none where there is no such column.
fn texts_named(scheme: &Scheme, dataset: &Dataset, table: &str, column: &str) -> Vec<String> {
    let find = || {
        let index = scheme.tables.iter().position(|other| other.name.get_ref() == table)?;
        let input = scheme.tables[index].inputs.iter().position(|input| input.name.get_ref() == column)?;
        let data = dataset.tables.get(index)?;
        let values = data.columns.get(input)?;
        let ColumnValues::Text(_) = values else { return None };
        let text = |row| match values.get(row) {
            Value::Text(id) => dataset.texts.get(id).to_string(),
            _ => String::new(),
        };
        Some((0..data.len()).map(text).collect())
    };
    find().unwrap_or_default()
}

fn column(input: &Input, header: &str) -> FormColumn {
    let figure = |limit: &Option<toml::Spanned<String>>| {
        let figure = |text: &String| text.trim_end_matches('%').parse::<f64>().is_ok();
        limit.as_ref().map(|text| text.get_ref().clone()).filter(figure)
    };
    let number = |places: u32, percent: bool| FormKind::Number {
        places,
        least: figure(&input.min),
        most: figure(&input.max),
        percent,
    };
    let (kind, example) = match input.kind.get_ref() {
        InputKind::Text => (FormKind::Text(input.width), "张三".to_string()),
        InputKind::Choice => {
            (FormKind::Choice(input.values.clone()), input.values.first().cloned().unwrap_or_default())
        }
        InputKind::IdNumber => (FormKind::Identity, "18 位".to_string()),
        InputKind::AccountNumber => (FormKind::Account, "银行账号".to_string()),
        InputKind::Number => (number(u32::from(input.places.unwrap_or(0)), false), "0".to_string()),
        InputKind::Money => (number(2, false), "0.00".to_string()),
        InputKind::Count => (number(0, false), "0".to_string()),
        InputKind::Percent => (number(u32::from(input.places.unwrap_or(2)).saturating_sub(2), true), "85%".to_string()),
        InputKind::Date => (FormKind::Date, "2018-09-01".to_string()),
    };
    FormColumn { header: header.to_string(), note: note(input, &kind), kind, example, width: None }
}

fn note(input: &Input, kind: &FormKind) -> String {
    let mut said = vec![match kind {
        FormKind::Text(Some(width)) => format!("文本，{width} 位"),
        FormKind::Text(None) => "文本".to_string(),
        FormKind::Choice(values) => format!("只填：{}", values.join("、")),
        FormKind::Number { percent: true, .. } => "百分数，写成 85% 的样式".to_string(),
        FormKind::Number { places, .. } => format!("数，最多 {places} 位小数"),
        FormKind::Date => "日期，写成 2018-09-01 的样式".to_string(),
        FormKind::Identity => "身份证号，18 位，单元格为文本格式".to_string(),
        FormKind::Account => "银行账号，单元格为文本格式".to_string(),
    }];
    if let FormKind::Number { least, most, .. } = kind {
        said.extend(least.as_ref().map(|least| format!("不小于 {least}")));
        said.extend(most.as_ref().map(|most| format!("不大于 {most}")));
    }
    if !input.unit.is_empty() {
        said.push(format!("单位：{}", input.unit));
    }
    let meaning = |meaning: &Option<toml::Spanned<Meaning>>| meaning.as_ref().map(|meaning| meaning.get_ref().clone());
    said.push(match meaning(&input.blank) {
        None | Some(Meaning::Refuse) => "必须填写".to_string(),
        Some(Meaning::Zero) => "不填按 0 计".to_string(),
        Some(Meaning::Missing | Meaning::Empty) => "可以不填".to_string(),
    });
    if !input.note.is_empty() {
        said.push(input.note.clone());
    }
    said.join("；")
}

/// The sheet of parameters that the scheme leaves to the minutes, each name filled in.
fn parameters(scheme: &Scheme, sheet: &ParameterSheet) -> FormSheet {
    let columns = [
        (Some(&sheet.name), "参数名称，与方案一致", "参数名称"),
        (Some(&sheet.value), "数值", "0.00"),
        (sheet.unit.as_ref(), "单位", "元"),
        (sheet.clause.as_ref(), "依据条款", ""),
        (sheet.in_force.as_ref(), "从哪天或哪年起施行", "2018-01-01"),
        (sheet.decided.as_ref(), "由哪次会议纪要核定", ""),
    ];
    let due = scheme.parameters.iter().filter(|parameter| parameter.value.is_none() && parameter.values.is_empty());
    minutes(&sheet.sheet, "会议核定的参数", &columns, due.map(|parameter| parameter.name.get_ref().clone()))
}

/// The sheet of bands and tiers that the scheme leaves to the minutes; each table's name stands in a row of its own,
/// and takes as many rows as it has bands.
fn standards(scheme: &Scheme, sheet: &StandardsSheet) -> FormSheet {
    let columns = [
        (Some(&sheet.name), "标准名称，与方案一致；一档一行", "标准名称"),
        (Some(&sheet.row), "档次：区间写成 [60,80) 的样式，方括号含端点，圆括号不含；等次写名称", "[60,80)"),
        (Some(&sheet.value), "这一档的取值", "0.00"),
        (sheet.size.as_ref(), "比例写成 20% 的样式，名额写人数", "20%"),
        (sheet.in_force.as_ref(), "从哪天起施行", "2018-01-01"),
        (sheet.decided.as_ref(), "由哪次会议纪要核定", ""),
    ];
    let bands = scheme.bands.iter().filter(|band| band.rows.is_empty()).map(|band| &band.name);
    let tiers = scheme.tiers.iter().filter(|tier| tier.tiers.is_empty()).map(|tier| &tier.name);
    let due = bands.chain(tiers).map(|name| name.get_ref().clone());
    minutes(&sheet.sheet, "会议核定的分档标准", &columns, due)
}

/// A sheet of what a meeting decides: names in the first column, the figures behind them.
fn minutes(
    name: &str,
    title: &str,
    columns: &[(Option<&String>, &str, &str)],
    due: impl Iterator<Item = String>,
) -> FormSheet {
    let column = |(header, note, example): &(Option<&String>, &str, &str)| {
        let (note, example) = (note.to_string(), example.to_string());
        Some(FormColumn {
            header: header.as_ref()?.to_string(),
            kind: FormKind::Text(None),
            note,
            example,
            width: None,
        })
    };
    let columns: Vec<FormColumn> = columns.iter().filter_map(column).collect();
    let blank = vec![String::new(); columns.len() - 1];
    let rows = due.map(|name| std::iter::once(name).chain(blank.clone()).collect()).collect();
    FormSheet {
        name: name.to_string(),
        title: title.to_string(),
        labels: Vec::new(),
        columns,
        numbers: Vec::new(),
        rows,
    }
}

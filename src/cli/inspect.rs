//! `fenpei inspect`: what the program sees in files, without a scheme.
use super::aligned::{aligned, indented};
use super::console;
use super::exit::Exit;
use super::inspect_words::{column_kind, content, odd, rows, visibility};
use super::named_files::{Form, finding_line, json, read, stops};
use fenpei::intake::{CellsSeen, Content, Inspection, SheetSeen, TableSeen, inspect as look};
use fenpei::messages::Language;
use fenpei::number::grouped;
use serde::Serialize;
use std::path::PathBuf;

/// The whole result, for programs.
#[derive(Serialize)]
struct Inspections {
    files: Vec<Inspection>,
}

pub fn inspect(paths: &[PathBuf], form: Form, language: Language) -> Exit {
    let look_at = |path: &PathBuf| match read(path) {
        Ok(file) => look(&file),
        Err(findings) => Inspection::missing(&path.display().to_string(), findings),
    };
    let files: Vec<Inspection> = paths.iter().map(look_at).collect();
    let refused = files.iter().any(|file| stops(&file.findings));
    console::say(&match form {
        Form::Json => json(&Inspections { files }),
        Form::Text => files.iter().map(|file| text(file, language)).collect::<Vec<_>>().join("\n\n"),
    });
    if refused { Exit::Stopped } else { Exit::Done }
}

fn text(file: &Inspection, language: Language) -> String {
    let mut blocks = vec![file.file.clone()];
    blocks.extend(about(file, language).map(|line| format!("  {line}")));
    blocks.extend(file.findings.iter().map(|finding| format!("  {}", finding_line(finding, language))));
    if !file.sheets.is_empty() {
        blocks.push(format!("  {}", sheet_names(file, language)));
    }
    let sheets = file.sheets.iter().filter_map(|sheet| Some((sheet, sheet.cells.as_ref()?)));
    blocks.extend(sheets.map(|(sheet, cells)| format!("\n{}", indented(&cells_text(sheet, cells, language), 2))));
    blocks.join("\n")
}

/// Format, size and hash; nothing of a file that is not there.
fn about(file: &Inspection, language: Language) -> Option<String> {
    if file.sha256.is_empty() {
        return None;
    }
    let (size, hash) = (grouped(&file.bytes.to_string()), &file.sha256);
    let format = file.format.unwrap_or(language.pick("不能读取", "not readable"));
    Some(match language {
        Language::Chinese => format!("格式：{format}；大小：{size} 字节；SHA-256：{hash}"),
        Language::English => format!("format: {format}; size: {size} bytes; SHA-256: {hash}"),
    })
}

/// `工作表 3 张：汇总、说明（隐藏）`
fn sheet_names(file: &Inspection, language: Language) -> String {
    let name = |sheet: &SheetSeen| {
        let empty = sheet.content == Content::Cells && sheet.cells.is_none() && !sheet.refused;
        let marks: Vec<&str> = visibility(sheet.visibility, language)
            .into_iter()
            .chain(content(sheet.content, language))
            .chain(empty.then(|| language.pick("没有内容", "empty")))
            .chain(sheet.refused.then(|| language.pick("不能读取", "not readable")))
            .collect();
        let name = if sheet.name.is_empty() { language.pick("（无名）", "(no name)") } else { &sheet.name };
        match (marks.is_empty(), language) {
            (true, _) => name.to_string(),
            (false, Language::Chinese) => format!("{name}（{}）", marks.join("、")),
            (false, Language::English) => format!("{name} ({})", marks.join(", ")),
        }
    };
    let names: Vec<String> = file.sheets.iter().map(name).collect();
    match language {
        Language::Chinese => format!("工作表 {} 张：{}", names.len(), names.join("、")),
        Language::English => format!("sheets ({}): {}", names.len(), names.join(", ")),
    }
}

fn cells_text(sheet: &SheetSeen, cells: &CellsSeen, language: Language) -> String {
    let mut lines = vec![heading(sheet, cells, language)];
    match &cells.table {
        None => lines.push(format!("  {}", language.pick("没有认出表头", "no row reads like a header"))),
        Some(table) => {
            lines.push(format!("  {}", header_text(table, language)));
            lines.push(indented(&columns_text(table, language), 2));
            lines.extend(odd_text(table, language).map(|text| indented(&text, 2)));
        }
    }
    lines.join("\n")
}

/// `【汇总】A1:K48，填有 520 格；隐藏 2 行；合并 7 处`
fn heading(sheet: &SheetSeen, cells: &CellsSeen, language: Language) -> String {
    let CellsSeen { first, last, filled, hidden_rows, hidden_columns, merged, merged_below_header, .. } = cells;
    let name = if sheet.name.is_empty() { language.pick("表", "sheet") } else { &sheet.name };
    let filled = grouped(&filled.to_string());
    let mut parts = vec![match language {
        Language::Chinese => format!("【{name}】{first}:{last}，填有 {filled} 格"),
        Language::English => format!("[{name}] {first}:{last}, filled cells: {filled}"),
    }];
    let mut add = |count: usize, chinese: &str, english: &str| {
        if count > 0 {
            parts.push(language.pick(chinese, english).replace("{}", &count.to_string()));
        }
    };
    add(*hidden_rows, "隐藏的行 {}", "hidden rows: {}");
    add(*hidden_columns, "隐藏的列 {}", "hidden columns: {}");
    add(*merged, "合并单元格 {} 处", "merged regions: {}");
    add(*merged_below_header, "其中表头以下 {} 处", "below the header: {}");
    parts.join(language.pick("；", "; "))
}

fn header_text(table: &TableSeen, language: Language) -> String {
    let (first, last) = (table.header_first, table.header_last);
    let rows = rows(&table.rows, language);
    match (language, first == last) {
        (Language::Chinese, true) => format!("表头：第 {first} 行；以下：{rows}"),
        (Language::Chinese, false) => format!("表头：第 {first}–{last} 行；以下：{rows}"),
        (Language::English, true) => format!("header: row {first}; below it: {rows}"),
        (Language::English, false) => format!("header: rows {first}–{last}; below it: {rows}"),
    }
}

fn columns_text(table: &TableSeen, language: Language) -> String {
    let titles = match language {
        Language::Chinese => ["列", "类型", "已填", "表头"],
        Language::English => ["column", "type", "filled", "header"],
    };
    let mut lines = vec![titles.map(str::to_string).to_vec()];
    for column in &table.columns {
        let none = language.pick("（没有表头）", "(no header)");
        let header = if column.header.is_empty() { none } else { &column.header };
        let hidden = if column.hidden { language.pick("（隐藏）", " (hidden)") } else { "" };
        lines.push(vec![
            column.letters.clone(),
            column_kind(column.kind, language).to_string(),
            column.filled.to_string(),
            format!("{header}{hidden}"),
        ]);
    }
    aligned(&lines, |column| column == 2)
}

/// The odd cells of all columns, one kind a line.
fn odd_text(table: &TableSeen, language: Language) -> Option<String> {
    let mut lines = Vec::new();
    for column in &table.columns {
        for found in &column.odd {
            let more = if found.count > found.cells.len() { language.pick("……", " …") } else { "" };
            let cells = format!("{}{more}", found.cells.join(language.pick("、", ", ")));
            let example = match (language, found.example.is_empty()) {
                (_, true) => String::new(),
                (Language::Chinese, _) => format!("如“{}”", found.example),
                (Language::English, _) => format!("such as “{}”", found.example),
            };
            let kind = odd(found.kind, language).to_string();
            lines.push(vec![column.letters.clone(), kind, found.count.to_string(), cells, example]);
        }
    }
    let title = language.pick("与本列不一致的单元格：", "cells unlike the rest of their column:");
    (!lines.is_empty()).then(|| format!("{title}\n{}", indented(&aligned(&lines, |column| column == 2), 2)))
}

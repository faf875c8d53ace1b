//! `fenpei compare`: two submissions of the same form, person by person.
use super::aligned::{aligned, indented};
use super::console;
use super::exit::Exit;
use super::named_files::{Form, finding_line, json, read, stops};
use fenpei::intake::{
    Change, ColumnChanges, Comparison, Differences, FileCompared, OfficeFile, Rows, SheetPair, compare as look,
};
use fenpei::messages::{Findings, Language};
use fenpei::number::grouped;
use std::path::Path;

pub fn compare(first: &Path, second: &Path, form: Form, language: Language) -> Exit {
    let told = |path: &Path, read: &Result<OfficeFile, Findings>| match read {
        Ok(file) => FileCompared::of(file),
        Err(findings) => FileCompared::missing(&path.display().to_string(), findings.clone()),
    };
    let found = match (read(first), read(second)) {
        (Ok(first), Ok(second)) => look(&first, &second),
        (one, other) => Comparison::refused(told(first, &one), told(second, &other)),
    };
    console::say(&match form {
        Form::Json => json(&found),
        Form::Text => text(&found, language),
    });
    if found.same { Exit::Done } else { Exit::Stopped }
}

fn text(found: &Comparison, language: Language) -> String {
    let titles = [language.pick("第一份", "first"), language.pick("第二份", "second")];
    let mut blocks: Vec<String> = [&found.first, &found.second]
        .into_iter()
        .zip(titles)
        .map(|(file, title)| about(file, title, language))
        .collect();
    let alone = [&found.sheets_only_first, &found.sheets_only_second];
    for (names, title) in alone.into_iter().zip(titles).filter(|(names, _)| !names.is_empty()) {
        blocks.push(only(language.pick("工作表", "sheets"), names, title, language));
    }
    blocks.extend(found.sheets.iter().map(|pair| format!("\n{}", pair_text(pair, titles, language))));
    blocks.push(format!("\n{}", verdict(found, language)));
    blocks.join("\n")
}

fn about(file: &FileCompared, title: &str, language: Language) -> String {
    let colon = language.pick("：", ": ");
    let mut lines = vec![format!("{title}{colon}{}", file.file)];
    if !file.sha256.is_empty() {
        let (size, hash) = (grouped(&file.bytes.to_string()), &file.sha256);
        lines.push(match language {
            Language::Chinese => format!("  大小：{size} 字节；SHA-256：{hash}"),
            Language::English => format!("  size: {size} bytes; SHA-256: {hash}"),
        });
    }
    lines.extend(file.findings.iter().map(|finding| format!("  {}", finding_line(finding, language))));
    lines.join("\n")
}

/// `只在第一份中的列：备注`
fn only(what: &str, names: &[String], title: &str, language: Language) -> String {
    let names = names.join(language.pick("、", ", "));
    match language {
        Language::Chinese => format!("只在{title}中的{what}：{names}"),
        Language::English => format!("{what} only in the {title}: {names}"),
    }
}

fn pair_text(pair: &SheetPair, titles: [&str; 2], language: Language) -> String {
    let found = &pair.differences;
    let mut lines = vec![heading(pair, language)];
    let columns = language.pick("列", "columns");
    for (names, title) in [&found.columns_only_first, &found.columns_only_second].into_iter().zip(titles) {
        if !names.is_empty() {
            lines.push(format!("  {}", only(columns, names, title, language)));
        }
    }
    for (rows, title) in [&found.rows_only_first, &found.rows_only_second].into_iter().zip(titles) {
        lines.extend(rows_text(rows, title, language).map(|text| indented(&text, 2)));
    }
    if !found.columns.is_empty() {
        lines.push(indented(&columns_text(found, language), 2));
    }
    if !found.changes.is_empty() {
        lines.push(indented(&changes_text(found, titles, language), 2));
    }
    if found.columns.is_empty() && lines.len() == 1 {
        lines.push(format!("  {}", language.pick("没有不同", "no difference")));
    }
    lines.join("\n")
}

/// `【汇总】按“工号”对应，对上 41 行`
fn heading(pair: &SheetPair, language: Language) -> String {
    let SheetPair { first, second, differences: found } = pair;
    let name = match (first == second, first.is_empty()) {
        (true, true) => language.pick("表", "sheet").to_string(),
        (true, false) => first.clone(),
        (false, _) => format!("{first} ↔ {second}"),
    };
    let (key, matched) = (found.key.join(language.pick("”和“", "” and “")), found.matched);
    let heading = match (language, found.key.is_empty()) {
        (Language::Chinese, true) => format!("【{name}】逐格相同"),
        (Language::English, true) => format!("[{name}] alike cell by cell"),
        (Language::Chinese, false) => format!("【{name}】按“{key}”对应，对上 {matched} 行"),
        (Language::English, false) => format!("[{name}] matched by “{key}”, {matched} rows"),
    };
    match (language, found.by_name) {
        (_, 0) => heading,
        (Language::Chinese, count) => format!("{heading}，其中 {count} 行“{key}”不同，按姓名或名称对上"),
        (Language::English, count) => format!("{heading}, {count} of them with another “{key}” by their name"),
    }
}

fn rows_text(rows: &Rows, title: &str, language: Language) -> Option<String> {
    let count = rows.count;
    let heading = match language {
        Language::Chinese => format!("只在{title}中的行：{count} 行"),
        Language::English => format!("rows only in the {title}: {count}"),
    };
    let line = |row: &fenpei::intake::RowOnly| {
        let place = match language {
            Language::Chinese => format!("第 {} 行", row.row),
            Language::English => format!("row {}", row.row),
        };
        vec![place, row.key.clone(), row.name.clone()]
    };
    let listed: Vec<Vec<String>> = rows.listed.iter().map(line).collect();
    let list = indented(&aligned(&listed, |_| false), 2);
    (count > 0).then(|| format!("{heading}\n{list}{}", rest(count, listed.len(), language)))
}

/// `考核得分：15 处改动`
fn columns_text(found: &Differences, language: Language) -> String {
    let (changed, rewritten) = (found.changed, found.rewritten);
    let heading = match language {
        Language::Chinese => format!("改动 {changed} 处，写法不同 {rewritten} 处（值相同，不算改动）"),
        Language::English => format!("{changed} changed, {rewritten} written otherwise (the same value: no change)"),
    };
    let count = |count: usize, chinese: &str, english: &str| match (count, language) {
        (0, _) => String::new(),
        (_, Language::Chinese) => format!("{count} 处{chinese}"),
        (_, Language::English) => format!("{count} {english}"),
    };
    let line = |column: &ColumnChanges| {
        let counts =
            [count(column.changed, "改动", "changed"), count(column.rewritten, "写法不同", "written otherwise")];
        let counts: Vec<String> = counts.into_iter().filter(|count| !count.is_empty()).collect();
        let (colon, comma) = (language.pick("：", ": "), language.pick("，", ", "));
        format!("  {}{colon}{}", column.header, counts.join(comma))
    };
    let lines: Vec<String> = found.columns.iter().map(line).collect();
    format!("{heading}\n{}", lines.join("\n"))
}

fn changes_text(found: &Differences, titles: [&str; 2], language: Language) -> String {
    let blank = language.pick("（空）", "(blank)");
    let value = |value: &str| if value.is_empty() { blank.to_string() } else { value.to_string() };
    let line = |change: &Change| {
        let Change { key, name, column, first_cell, second_cell, .. } = change;
        let values = format!("{} → {}", value(&change.first), value(&change.second));
        vec![key.clone(), name.clone(), column.clone(), values, format!("{first_cell} → {second_cell}")]
    };
    let named = found.changes.iter().any(|change| !change.name.is_empty());
    let column = language.pick("列", "column").to_string();
    let [first, second] = titles;
    let mut lines = vec![vec![
        found.key.join(" "),
        if named { language.pick("姓名或单位", "name") } else { "" }.to_string(),
        column,
        format!("{first} → {second}"),
        language.pick("单元格", "cells").to_string(),
    ]];
    lines.extend(found.changes.iter().map(line));
    if !named {
        lines.iter_mut().for_each(|line| drop(line.remove(1)));
    }
    let list = indented(&aligned(&lines, |_| false), 2);
    let title = language.pick("逐处改动：", "each change:");
    format!("{title}\n{list}{}", rest(found.changed, found.changes.len(), language))
}

/// What is counted and not listed.
fn rest(count: usize, listed: usize, language: Language) -> String {
    match (count - listed, language) {
        (0, _) => String::new(),
        (rest, Language::Chinese) => format!("\n  ……另有 {rest} 条没有列出"),
        (rest, Language::English) => format!("\n  … {rest} more are not listed"),
    }
}

fn verdict(found: &Comparison, language: Language) -> &'static str {
    let findings = || found.first.findings.iter().chain(&found.second.findings);
    let rewritten = found.sheets.iter().any(|pair| pair.differences.rewritten > 0);
    if found.same && rewritten {
        language.pick("结论：数据相同，只有写法不同。", "Result: the same data, some of it written otherwise.")
    } else if found.same {
        language.pick("结论：数据相同。", "Result: the same data.")
    } else if stops(findings()) {
        language.pick("结论：没有全部对照，见上列错误。", "Result: not everything was compared, see the errors above.")
    } else {
        language.pick("结论：有不同。", "Result: they differ.")
    }
}

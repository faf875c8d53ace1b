//! One sheet a table: inputs as values, everything else as live formulas, each checked before it is written.
use super::doubles::{Doubles, Live, agrees, as_double};
use super::layout::{FIRST_ROW, Slot};
use super::writer::Writer;
use crate::dataset::{Mark, Value, column_letters};
use crate::faces::FaceError;
use crate::faces::corrections::marks;
use crate::faces::paper::{MONEY, Tint, decimal_format, set_page, text_width};
use crate::faces::words::rounding_words;
use crate::formula::Kind;
use crate::number::format_fixed;
use crate::plan::*;
use rust_xlsxwriter::{Format, FormatAlign, Formula, Note, Worksheet};

/// Columns kept in view while scrolling: the row's number and what it is called.
const FROZEN_COLUMNS_MAX: u16 = 4;
/// Rows looked at for the width of a text column.
const WIDTH_ROWS: usize = 200;
/// Characters that fit on a landscape page without being made too small to read.
const PAGE_WIDTH: f64 = 190.0;

/// Writes a table's sheet.
pub(super) fn fill(
    writer: &Writer<'_>,
    doubles: &Doubles<'_>,
    table: TableId,
    sheet: &mut Worksheet,
) -> Result<(), FaceError> {
    let name = &writer.layout.sheets[table.0];
    sheet.set_name(name)?;
    sheet.set_formula_result_default("");
    let title = format!("{}　{}", writer.edition.scheme, name);
    set_page(sheet, writer.edition, &title, true);
    sheet.set_repeat_rows(FIRST_ROW - 2, FIRST_ROW - 1)?;
    set_columns(writer, table, sheet)?;
    head(writer, table, sheet, &title)?;
    let frozen = (writer.book.plan.table(table).key.len() as u16 + 1).min(FROZEN_COLUMNS_MAX);
    sheet.set_freeze_panes(FIRST_ROW, frozen)?;
    // Wide tables print on several pages side by side, each with the row's number and name.
    let width: f64 = writer.layout.slots[table.0].iter().map(|slot| slot_width(writer, table, slot)).sum();
    sheet.set_print_fit_to_pages((width / PAGE_WIDTH).ceil().max(1.0) as u16, 0);
    sheet.set_repeat_columns(0, frozen - 1)?;
    let mut text = String::new();
    for (place, row) in writer.extent.rows(table).iter().enumerate() {
        write_row(writer, doubles, table, sheet, (place as u32, *row as usize), &mut text)?;
    }
    totals(writer, table, sheet)?;
    plain_columns(writer, table, sheet)
}

/// Cells took their formats from their columns as they were written; what was not written stays plain.
fn plain_columns(writer: &Writer<'_>, table: TableId, sheet: &mut Worksheet) -> Result<(), FaceError> {
    let plain = Format::default();
    for column in 0..=writer.layout.slots[table.0].len() as u16 {
        sheet.set_column_format(column, &plain)?;
    }
    Ok(())
}

/// Every format that a table sheet uses, in an order that depends on the scheme alone.
pub(super) fn formats(writer: &Writer<'_>) -> Vec<Format> {
    let paper = &writer.paper;
    let mut formats = vec![
        left_title(writer),
        paper.notice.clone(),
        paper.subtitle.clone(),
        paper.header_grey.clone(),
        paper.header.clone(),
        paper.text.clone(),
        paper.strong.clone(),
        sum_format(writer),
        paper.number("0", Tint::Frozen),
        paper.number("General", Tint::Frozen),
        paper.number("General", Tint::Input),
    ];
    let columns = writer.book.plan.columns.iter();
    formats.extend(columns.clone().map(|column| paper.number(&cell_format(column), tint(column))));
    if !writer.book.dataset.overlay.list().is_empty() {
        let inputs = columns.filter(|column| matches!(column.rule, Rule::Input(_)));
        formats.extend(inputs.map(|column| paper.number(&cell_format(column), Tint::Corrected)));
    }
    formats
}

fn left_title(writer: &Writer<'_>) -> Format {
    writer.paper.title.clone().set_align(FormatAlign::Left)
}

fn sum_format(writer: &Writer<'_>) -> Format {
    writer.paper.strong.clone().set_num_format(MONEY)
}

fn set_columns(writer: &Writer<'_>, table: TableId, sheet: &mut Worksheet) -> Result<(), FaceError> {
    let paper = &writer.paper;
    sheet.set_column_format(0, &paper.number("0", Tint::Frozen))?;
    sheet.set_column_width(0, 6.0)?;
    for (index, slot) in writer.layout.slots[table.0].iter().enumerate() {
        let place = index as u16 + 1;
        let format = match slot {
            Slot::Origin => paper.number("General", Tint::Frozen),
            Slot::Relation(_) => paper.number("0", Tint::Frozen),
            Slot::Column(id) => {
                let column = writer.book.plan.column(*id);
                paper.number(&cell_format(column), tint(column))
            }
        };
        sheet.set_column_format(place, &format)?;
        sheet.set_column_width(place, slot_width(writer, table, slot))?;
    }
    Ok(())
}

fn slot_width(writer: &Writer<'_>, table: TableId, slot: &Slot) -> f64 {
    match slot {
        Slot::Origin => 20.0,
        Slot::Relation(_) => 9.0,
        Slot::Column(id) => width(writer, table, *id),
    }
}

pub(super) fn tint(column: &Column) -> Tint {
    match column.rule {
        Rule::Input(_) => Tint::Input,
        Rule::DerivedKey(_) | Rule::GroupNumber(_) | Rule::TieOrder(_) => Tint::Frozen,
        _ => Tint::Live,
    }
}

/// The number format of a column's cells.
pub(super) fn cell_format(column: &Column) -> String {
    match (column.ty.kind, column.places) {
        (Kind::Number, Some(_)) if column.role == Role::Money || column.unit == "元" => MONEY.to_string(),
        (Kind::Number, Some(places)) => decimal_format(places),
        (Kind::Number, None) => {
            let digits = "?".repeat(column.scale.to_string().len());
            format!("# {digits}/{}", column.scale)
        }
        (Kind::Flag, _) => "[=1]\"是\";[=0]\"否\";General".to_string(),
        (Kind::Date, _) => "yyyy-mm-dd".to_string(),
        // Not the text format: a cell of that format would show its formula once it is edited.
        (Kind::Text, _) => "General".to_string(),
    }
}

fn width(writer: &Writer<'_>, table: TableId, id: ColumnId) -> f64 {
    let column = writer.book.plan.column(id);
    let header = text_width(&column.name).min(16.0);
    if column.ty.kind != Kind::Text {
        return header.max(if column.role == Role::Money { 12.0 } else { 9.0 });
    }
    let rows = writer.extent.rows(table).iter().take(WIDTH_ROWS);
    rows.map(|row| text_width(&writer.book.shown(id, *row as usize))).fold(header, f64::max)
}

fn head(writer: &Writer<'_>, table: TableId, sheet: &mut Worksheet, title: &str) -> Result<(), FaceError> {
    let paper = &writer.paper;
    let described = writer.book.plan.table(table);
    sheet.write_string_with_format(0, 0, title, &left_title(writer))?;
    sheet.set_row_height(0, 24)?;
    sheet.write_string_with_format(1, 0, writer.edition.notice(), &paper.notice)?;
    let line = format!("批次 {}　共 {} 行　{}", writer.edition.batch, writer.extent.rows(table).len(), described.note);
    sheet.write_string_with_format(1, 4, line, &paper.subtitle)?;
    sheet.set_row_height(3, 44)?;
    sheet.write_string_with_format(2, 0, "结构", &paper.header_grey)?;
    for (index, slot) in writer.layout.slots[table.0].iter().enumerate() {
        sheet.write_string_with_format(2, index as u16 + 1, group_name(writer, slot), &paper.header_grey)?;
    }
    sheet.write_string_with_format(3, 0, "序", &paper.header)?;
    for (index, slot) in writer.layout.slots[table.0].iter().enumerate() {
        let place = index as u16 + 1;
        sheet.write_string_with_format(3, place, header_text(writer, slot), &paper.header)?;
        if let Some(note) = note_text(writer, slot) {
            let height = 30 + 18 * note.lines().count() as u32 + 18 * (note.chars().count() / 24) as u32;
            let note = Note::new(note).set_author("fenpei").add_author_prefix(false);
            sheet.insert_note(3, place, &note.set_width(320).set_height(height.min(400)))?;
        }
    }
    Ok(())
}

fn group_name(writer: &Writer<'_>, slot: &Slot) -> &'static str {
    match slot {
        Slot::Origin => "出处",
        Slot::Relation(_) => "对应行号",
        Slot::Column(id) => {
            let column = writer.book.plan.column(*id);
            let carried = writer.templates[id.0].is_none();
            match (column.role, &column.rule) {
                (Role::Input, _) => "录入",
                (_, Rule::GroupNumber(_) | Rule::TieOrder(_)) => "结构",
                _ if carried => "取自全区底稿",
                (Role::Computed, _) => "计算",
                (Role::Helper, _) => "辅助",
                (Role::Money, _) => "金额",
                (Role::Verdict, _) => "判断",
            }
        }
    }
}

fn header_text(writer: &Writer<'_>, slot: &Slot) -> String {
    match slot {
        Slot::Origin => "文件·工作表·行".to_string(),
        Slot::Relation(relation) => format!("→{}", writer.book.plan.relation(*relation).name),
        Slot::Column(id) => {
            let column = writer.book.plan.column(*id);
            if column.unit.is_empty() { column.name.clone() } else { format!("{}\n（{}）", column.name, column.unit) }
        }
    }
}

/// What the header says when pointed at: rule, places, article, meaning.
fn note_text(writer: &Writer<'_>, slot: &Slot) -> Option<String> {
    let Slot::Column(id) = slot else { return None };
    let column = writer.book.plan.column(*id);
    let mut lines = Vec::new();
    if !column.formula.is_empty() {
        lines.push(format!("算法：{}", column.formula));
    }
    if let (Rule::Formula { rounding, .. }, Kind::Number) = (&column.rule, column.ty.kind) {
        let places = match column.places {
            Some(places) => format!("{places} 位小数，{}", rounding_words(*rounding)),
            None => format!("1/{} 的整数倍", column.scale),
        };
        lines.push(format!("取位：{places}"));
    }
    if !column.clause.is_empty() {
        lines.push(format!("依据：{}", column.clause));
    }
    if !column.note.is_empty() {
        lines.push(format!("说明：{}", column.note));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn write_row(
    writer: &Writer<'_>,
    doubles: &Doubles<'_>,
    table: TableId,
    sheet: &mut Worksheet,
    (place, row): (u32, usize),
    text: &mut String,
) -> Result<(), FaceError> {
    let at = FIRST_ROW + place;
    sheet.write_number(at, 0, f64::from(place) + 1.0)?;
    for (index, slot) in writer.layout.slots[table.0].iter().enumerate() {
        let column = index as u16 + 1;
        match slot {
            Slot::Origin => {
                sheet.write_string(at, column, origin(writer, table, row))?;
            }
            Slot::Relation(relation) => {
                let target = writer.book.relations[relation.0].target(row);
                let to = writer.book.plan.relation(*relation).to;
                match target.and_then(|target| writer.extent.place(to, target)) {
                    Some(target) => sheet.write_number(at, column, f64::from(target) + 1.0)?,
                    None => sheet.write_blank(at, column, &writer.paper.text)?,
                };
            }
            Slot::Column(id) => {
                write_value(writer, doubles, *id, sheet, (at, column), row, text)?;
            }
        }
    }
    Ok(())
}

/// A live formula with its value, or the value alone.
pub(super) fn write_value(
    writer: &Writer<'_>,
    doubles: &Doubles<'_>,
    id: ColumnId,
    sheet: &mut Worksheet,
    (at, column): (u32, u16),
    row: usize,
    text: &mut String,
) -> Result<(), FaceError> {
    let Some(template) = &writer.templates[id.0] else {
        return write_plain(writer, doubles, id, sheet, (at, column), row);
    };
    let table = writer.book.plan.column(id).table;
    template.text(at + 1, text);
    let live = doubles.evaluate(template, table, row);
    let place = || (writer.layout.sheets[table.0].clone(), format!("{}{}", column_letters(column), at + 1));
    if !agrees(writer.book, id, row, &live) {
        let (sheet, cell) = place();
        let (live, exact) = (format!("{live:?}"), writer.book.shown(id, row));
        return Err(FaceError::Differs { sheet, cell, live, exact, formula: text.clone() });
    }
    let result = match live {
        Live::Number(number) => number.to_string(),
        Live::Text(text) => {
            if text.parse::<f64>().is_ok() {
                let (sheet, cell) = place();
                return Err(FaceError::NumberLikeText { sheet, cell, text: text.to_string() });
            }
            text.to_string()
        }
        _ => String::new(),
    };
    sheet.write_formula(at, column, Formula::new(text.as_str()).set_result(result))?;
    Ok(())
}

fn write_plain(
    writer: &Writer<'_>,
    doubles: &Doubles<'_>,
    id: ColumnId,
    sheet: &mut Worksheet,
    (at, column): (u32, u16),
    row: usize,
) -> Result<(), FaceError> {
    let mark = match writer.book.value(id, row) {
        Value::Missing(Mark::Absent) => Some("缺考"),
        Value::Missing(Mark::Exempt) => Some("免考"),
        Value::Missing(Mark::Blank) => Some("空"),
        _ => None,
    };
    if let Some(corrected) = writer.book.corrected(id, row) {
        let format = writer.paper.number(&cell_format(writer.book.plan.column(id)), Tint::Corrected);
        let note = Note::new(marks(writer.book, corrected)).set_author("fenpei").add_author_prefix(false);
        sheet.insert_note(at, column, &note.set_width(360).set_height(120))?;
        return match (mark, doubles.cell(id, row)) {
            (Some(mark), _) => sheet.write_string_with_format(at, column, mark, &format),
            (None, Live::Number(number)) => sheet.write_number_with_format(at, column, number, &format),
            (None, Live::Text(text)) => sheet.write_string_with_format(at, column, &*text, &format),
            (None, _) => sheet.write_blank(at, column, &format),
        }
        .map(|_| ())
        .map_err(FaceError::from);
    }
    match (mark, doubles.cell(id, row)) {
        (Some(mark), _) => sheet.write_string(at, column, mark)?,
        (None, Live::Number(number)) => sheet.write_number(at, column, number)?,
        (None, Live::Text(text)) => sheet.write_string(at, column, &*text)?,
        (None, _) => sheet.write_blank(at, column, &writer.paper.number("General", Tint::Input))?,
    };
    Ok(())
}

/// `[3]在编在岗!5`: number of the file on the cover, sheet, row; for a wide sheet the cell.
fn origin(writer: &Writer<'_>, table: TableId, row: usize) -> String {
    let Some(scheme) = writer.book.plan.table(table).scheme else { return String::new() };
    let Some(origin) = writer.book.dataset.tables.get(scheme).and_then(|data| data.origins.get(row)) else {
        return String::new();
    };
    let sheet = &writer.book.dataset.sheets[origin.sheet as usize];
    let letters = if origin.wide_column > 0 { column_letters(origin.wide_column) } else { String::new() };
    format!("[{}]{}!{letters}{}", sheet.file + 1, sheet.sheet, origin.row + 1)
}

/// A last row with the sums of the amounts.
fn totals(writer: &Writer<'_>, table: TableId, sheet: &mut Worksheet) -> Result<(), FaceError> {
    let rows = writer.extent.rows(table);
    let money: Vec<(u16, ColumnId)> = writer.layout.slots[table.0]
        .iter()
        .enumerate()
        .filter_map(|(index, slot)| match slot {
            Slot::Column(id) if writer.book.plan.column(*id).role == Role::Money => Some((index as u16 + 1, *id)),
            _ => None,
        })
        .collect();
    if money.is_empty() || rows.is_empty() {
        return Ok(());
    }
    let at = FIRST_ROW + rows.len() as u32;
    let bold = sum_format(writer);
    sheet.write_string_with_format(at, 0, "合计", &writer.paper.strong)?;
    for (column, id) in money {
        let sum: i64 = rows.iter().map(|row| writer.book.stored(id, *row as usize)).sum();
        let letters = column_letters(column);
        let formula = format!("ROUND(SUM({letters}{}:{letters}{at}),2)", FIRST_ROW + 1);
        let result = as_double(sum, 100).to_string();
        debug_assert_eq!(format_fixed(sum, 2).parse::<f64>().ok(), Some(as_double(sum, 100)));
        sheet.write_formula_with_format(at, column, Formula::new(formula).set_result(result), &bold)?;
    }
    Ok(())
}

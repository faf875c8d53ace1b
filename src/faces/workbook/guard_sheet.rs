//! Values are live, structure is not: which rows there are, what they are called and where they belong was
//! settled when the workbook was made. This sheet keeps a copy of every such cell and says when one was changed.
use super::layout::{FIRST_ROW, Slot};
use super::writer::Writer;
use crate::dataset::{Value, column_letters};
use crate::faces::FaceError;
use crate::faces::paper::set_page;
use crate::formula::Kind;
use crate::plan::*;
use rust_xlsxwriter::{Formula, Worksheet};

/// Cell of this sheet that sums up all changes; the cover refers to it.
pub(super) const CHANGES_CELL: &str = "'结构'!$B$2";

pub(super) fn sheet(writer: &Writer<'_>) -> Result<Worksheet, FaceError> {
    let mut sheet = Worksheet::new();
    let paper = &writer.paper;
    sheet.set_name("结构")?;
    sheet.set_formula_result_default("");
    set_page(&mut sheet, writer.edition, "结构", true);
    sheet.write_string_with_format(
        0,
        0,
        "结构：识别号、对应和分组所用的各格原样留底；底稿中改动了这些格，须重新运行",
        &paper.subtitle,
    )?;
    sheet.write_string_with_format(1, 0, "改动处数", &paper.strong)?;
    sheet.write_string_with_format(2, 0, "工作表", &paper.header)?;
    sheet.write_string_with_format(3, 0, "列", &paper.header)?;
    sheet.set_column_width(0, 12)?;
    let columns = structural(writer);
    let last = column_letters(columns.len().max(1) as u16);
    let total = format!("SUM(B5:{last}5)");
    sheet.write_formula_with_format(1, 1, Formula::new(total).set_result("0"), &paper.strong)?;
    sheet.write_string_with_format(4, 0, "改动", &paper.header)?;
    for (index, id) in columns.iter().enumerate() {
        copy(writer, &mut sheet, index as u16 + 1, *id)?;
    }
    sheet.set_freeze_panes(5, 1)?;
    Ok(sheet)
}

/// Columns that identify, relate, group or order rows.
fn structural(writer: &Writer<'_>) -> Vec<ColumnId> {
    let plan = &writer.book.plan;
    let mut columns: Vec<ColumnId> = plan.tables.iter().flat_map(|t| t.key.iter().copied()).collect();
    columns.extend(plan.relations.iter().flat_map(|r| r.by.iter().flat_map(|(own, other)| [*own, *other])));
    for column in &plan.columns {
        match &column.rule {
            Rule::GroupNumber(source) => columns.push(*source),
            Rule::TieOrder(sources) => columns.extend(sources),
            _ => {}
        }
    }
    columns.sort();
    columns.dedup();
    columns.retain(|id| {
        let table = plan.column(*id).table;
        writer.layout.slots[table.0].contains(&Slot::Column(*id)) && !writer.extent.rows(table).is_empty()
    });
    columns
}

fn copy(writer: &Writer<'_>, sheet: &mut Worksheet, column: u16, id: ColumnId) -> Result<(), FaceError> {
    let paper = &writer.paper;
    let described = writer.book.plan.column(id);
    let rows = writer.extent.rows(described.table);
    sheet.set_column_width(column, 14)?;
    sheet.write_string_with_format(2, column, &writer.layout.sheets[described.table.0], &paper.header)?;
    sheet.write_string_with_format(3, column, &described.name, &paper.header)?;
    let letters = column_letters(column);
    // The copy starts one row further down than the table: its own head has one line more.
    let first = FIRST_ROW + 2;
    let own = format!("{letters}{first}:{letters}{}", FIRST_ROW + 1 + rows.len() as u32);
    // EXACT turns a date into text by its format; numbers are compared as they are.
    let formula = match described.ty.kind {
        Kind::Date => format!("SUMPRODUCT(--({}<>{own}))", writer.range(id)),
        _ => format!("SUMPRODUCT(1-EXACT({},{own}))", writer.range(id)),
    };
    sheet.write_formula_with_format(4, column, Formula::new(formula).set_result("0"), &paper.text)?;
    for (place, row) in rows.iter().enumerate() {
        let at = FIRST_ROW + 1 + place as u32;
        match writer.book.value(id, *row as usize) {
            Value::Date(day) => sheet.write_number(at, column, f64::from(day))?,
            Value::Text(text) if text.0 != 0 => sheet.write_string(at, column, writer.book.shown(id, *row as usize))?,
            _ => sheet,
        };
    }
    Ok(())
}

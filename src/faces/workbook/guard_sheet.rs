//! Values are live, structure is not: which rows there are, what they are called and where they belong was
//! settled when the workbook was made. This sheet keeps a copy of every such cell, and the sums of the numbers that
//! formulas follow, and says when one was changed; and when an account that held money goes below zero, since the
//! cells that share it take no sign off.
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
    let frozen = frozen(writer);
    let pools = pools(writer);
    let last = column_letters((columns.len() + frozen.len() + pools.len()).max(1) as u16);
    let total = format!("SUM(B5:{last}5)");
    sheet.write_formula_with_format(1, 1, Formula::new(total).set_result("0"), &paper.strong)?;
    sheet.write_string_with_format(4, 0, "改动", &paper.header)?;
    for (index, id) in columns.iter().enumerate() {
        copy(writer, &mut sheet, index as u16 + 1, *id)?;
    }
    for (index, numbers) in frozen.iter().enumerate() {
        sums(writer, &mut sheet, (columns.len() + index) as u16 + 1, numbers)?;
    }
    for (index, id) in pools.iter().enumerate() {
        sign(writer, &mut sheet, (columns.len() + frozen.len() + index) as u16 + 1, *id)?;
    }
    sheet.set_freeze_panes(5, 1)?;
    Ok(sheet)
}

/// What is shared, where it is not below zero in any row.
fn pools(writer: &Writer<'_>) -> Vec<ColumnId> {
    let plan = &writer.book.plan;
    let mut pools: Vec<ColumnId> = plan.shares.iter().map(|share| share.available).collect();
    pools.sort();
    pools.dedup();
    pools.retain(|id| {
        let table = plan.column(*id).table;
        let rows = 0..writer.book.rows[table.0];
        let placed = writer.layout.slots[table.0].contains(&Slot::Column(*id)) && !writer.extent.rows(table).is_empty();
        placed && rows.into_iter().all(|row| writer.book.stored(*id, row) >= 0)
    });
    pools
}

fn sign(writer: &Writer<'_>, sheet: &mut Worksheet, column: u16, id: ColumnId) -> Result<(), FaceError> {
    let paper = &writer.paper;
    let described = writer.book.plan.column(id);
    let formula = format!("COUNTIF({},\"<0\")", writer.range(id));
    sheet.set_column_width(column, 14)?;
    sheet.write_string_with_format(2, column, &writer.layout.sheets[described.table.0], &paper.header)?;
    sheet.write_string_with_format(3, column, format!("{}＜0", described.name), &paper.header)?;
    sheet.write_formula_with_format(4, column, Formula::new(formula).set_result("0"), &paper.text)?;
    Ok(())
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

/// A column of row numbers or orders, that formulas follow and nobody may change.
struct Frozen {
    table: TableId,
    header: String,
    /// Cells, and the numbers in them from the first row on; nothing where a row leads nowhere.
    range: String,
    numbers: Vec<Option<i64>>,
}

/// The row numbers of tables and relations, and the numbers of groups and of equal remainders.
fn frozen(writer: &Writer<'_>) -> Vec<Frozen> {
    let (plan, layout) = (&writer.book.plan, &writer.layout);
    let mut all = Vec::new();
    for table in (0..plan.tables.len()).map(TableId) {
        let rows = writer.extent.rows(table);
        if rows.is_empty() || table == DISTRICT {
            continue;
        }
        let mut add = |header: String, letters: String, numbers: Vec<Option<i64>>| {
            all.push(Frozen { table, header, range: layout.range(table, &letters), numbers });
        };
        add("序".to_string(), "A".to_string(), (1..=rows.len() as i64).map(Some).collect());
        for slot in &layout.slots[table.0] {
            match slot {
                Slot::Relation(id) => {
                    let relation = plan.relation(*id);
                    let place = |row: &u32| {
                        let target = writer.book.relations[id.0].target(*row as usize)?;
                        writer.extent.place(relation.to, target).map(|place| i64::from(place) + 1)
                    };
                    let numbers = rows.iter().map(place).collect();
                    add(format!("→{}", relation.name), layout.relation_letters(*id), numbers);
                }
                Slot::Column(id) if matches!(plan.column(*id).rule, Rule::GroupNumber(_) | Rule::TieOrder(_)) => {
                    let numbers = rows.iter().map(|row| Some(writer.book.stored(*id, *row as usize))).collect();
                    add(plan.column(*id).name.clone(), layout.letters(*id), numbers);
                }
                _ => {}
            }
        }
    }
    all
}

/// Numbers need no copy: their sum tells one that was changed, their sum by rows two that were exchanged.
fn sums(writer: &Writer<'_>, sheet: &mut Worksheet, column: u16, frozen: &Frozen) -> Result<(), FaceError> {
    let paper = &writer.paper;
    let numbered = frozen.numbers.iter().zip(i64::from(FIRST_ROW) + 1..);
    let (mut sum, mut by_rows) = (0, 0);
    for (number, row) in numbered {
        sum += number.unwrap_or(0);
        by_rows += number.unwrap_or(0) * row;
    }
    let range = &frozen.range;
    let formula = format!("IF(AND(SUM({range})={sum},SUMPRODUCT({range},ROW({range}))={by_rows}),0,1)");
    sheet.set_column_width(column, 14)?;
    sheet.write_string_with_format(2, column, &writer.layout.sheets[frozen.table.0], &paper.header)?;
    sheet.write_string_with_format(3, column, &frozen.header, &paper.header)?;
    sheet.write_formula_with_format(4, column, Formula::new(formula).set_result("0"), &paper.text)?;
    Ok(())
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

//! The district has one row; it is printed as a list, one line a column.
use super::doubles::Doubles;
use super::layout::{DISTRICT_VALUE, FIRST_ROW};
use super::table_sheet::{cell_format, tint, write_value};
use super::writer::Writer;
use crate::faces::FaceError;
use crate::faces::paper::set_page;
use crate::plan::*;
use rust_xlsxwriter::Worksheet;

pub(super) fn sheet(writer: &Writer<'_>) -> Result<Worksheet, FaceError> {
    let mut sheet = Worksheet::new();
    let paper = &writer.paper;
    let name = &writer.layout.sheets[DISTRICT.0];
    sheet.set_name(name)?;
    sheet.set_formula_result_default("");
    let title = format!("{}　{name}", writer.edition.scheme);
    set_page(&mut sheet, writer.edition, &title, false);
    sheet.set_repeat_rows(FIRST_ROW - 1, FIRST_ROW - 1)?;
    for (column, width) in [(0, 6.0), (1, 34.0), (2, 18.0), (3, 8.0), (4, 26.0), (5, 60.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, &title, &paper.title.clone().set_align(rust_xlsxwriter::FormatAlign::Left))?;
    sheet.write_string_with_format(1, 0, writer.edition.notice(), &paper.notice)?;
    for (column, head) in ["序", "项目", "数值", "单位", "依据", "算法"].into_iter().enumerate() {
        sheet.write_string_with_format(FIRST_ROW - 1, column as u16, head, &paper.header)?;
    }
    let doubles = Doubles::new(writer.book, writer.extent);
    let mut text = String::new();
    for id in &writer.book.plan.table(DISTRICT).columns {
        let column = writer.book.plan.column(*id);
        let at = writer.layout.district_row(*id);
        sheet.write_number_with_format(at, 0, f64::from(at - FIRST_ROW + 1), &paper.text)?;
        sheet.write_string_with_format(at, 1, &column.name, &paper.text)?;
        sheet.write_string_with_format(at, 3, &column.unit, &paper.text)?;
        sheet.write_string_with_format(at, 4, &column.clause, &paper.wrapped)?;
        sheet.write_string_with_format(at, 5, &column.formula, &paper.wrapped)?;
        write_value(writer, &doubles, *id, &mut sheet, (at, DISTRICT_VALUE), 0, &mut text)?;
        sheet.set_cell_format(at, DISTRICT_VALUE, &paper.number(&cell_format(column), tint(column)))?;
    }
    sheet.set_freeze_panes(FIRST_ROW, 2)?;
    Ok(sheet)
}

//! Parameters, band and tier tables: the cells that formulas refer to.
use super::doubles::as_double;
use super::layout::{FIRST_ROW, PARAMETER_VALUE, PARAMETERS, STANDARDS};
use super::writer::Writer;
use crate::faces::FaceError;
use crate::faces::corrections::marks;
use crate::faces::paper::{Tint, decimal_format, set_page};
use crate::faces::words::rounding_words;
use crate::number::pow10;
use crate::plan::*;
use rust_xlsxwriter::{FormatAlign, Formula, Note, Worksheet};

fn start(writer: &Writer<'_>, name: &str, heads: &[(&str, f64)]) -> Result<Worksheet, FaceError> {
    let mut sheet = Worksheet::new();
    let paper = &writer.paper;
    sheet.set_name(name)?;
    set_page(&mut sheet, writer.edition, name, false);
    let title = format!("{}　{name}", writer.edition.scheme);
    sheet.write_string_with_format(0, 0, title, &paper.title.clone().set_align(FormatAlign::Left))?;
    sheet.write_string_with_format(1, 0, writer.edition.notice(), &paper.notice)?;
    for (column, (head, width)) in heads.iter().enumerate() {
        sheet.write_string_with_format(FIRST_ROW - 1, column as u16, *head, &paper.header)?;
        sheet.set_column_width(column as u16, *width)?;
    }
    sheet.set_repeat_rows(FIRST_ROW - 1, FIRST_ROW - 1)?;
    sheet.set_freeze_panes(FIRST_ROW, 2)?;
    Ok(sheet)
}

pub(super) fn parameters(writer: &Writer<'_>) -> Result<Worksheet, FaceError> {
    let heads =
        [("序", 6.0), ("参数", 24.0), ("数值", 18.0), ("单位", 10.0), ("依据", 26.0), ("假定", 8.0), ("说明", 48.0)];
    let mut sheet = start(writer, PARAMETERS, &heads)?;
    let paper = &writer.paper;
    for (index, parameter) in writer.book.plan.parameters.iter().enumerate() {
        let at = FIRST_ROW + index as u32;
        sheet.write_number_with_format(at, 0, index as f64 + 1.0, &paper.text)?;
        sheet.write_string_with_format(at, 1, &parameter.name, &paper.text)?;
        let places = parameter.ty.places.unwrap_or(0);
        match &writer.book.parameters[index] {
            ParameterValue::Number(value) => {
                let format = paper.number(&decimal_format(places), Tint::Input);
                sheet.write_number_with_format(at, PARAMETER_VALUE, as_double(*value, pow10(places)), &format)?;
            }
            ParameterValue::Fraction(value, over) => {
                let formula = Formula::new(format!("{value}/{over}"));
                let result = (*value as f64 / *over as f64).to_string();
                let format = paper.number(&format!("# ?/{}", "?".repeat(over.to_string().len())), Tint::Input);
                sheet.write_formula_with_format(at, PARAMETER_VALUE, formula.set_result(result), &format)?;
            }
            ParameterValue::Flag(flag) => {
                let format = paper.number("[=1]\"是\";[=0]\"否\";General", Tint::Input);
                sheet.write_number_with_format(at, PARAMETER_VALUE, f64::from(u8::from(*flag)), &format)?;
            }
            ParameterValue::Text(text) => {
                sheet.write_string_with_format(at, PARAMETER_VALUE, text, &paper.number("@", Tint::Input))?;
            }
        }
        if let Some(corrected) = writer.book.dataset.overlay.parameter(&parameter.name) {
            let note = Note::new(marks(writer.book, corrected)).set_author("fenpei").add_author_prefix(false);
            sheet.insert_note(at, PARAMETER_VALUE, &note.set_width(360).set_height(120))?;
            sheet.set_cell_format(at, PARAMETER_VALUE, &paper.number(&decimal_format(places), Tint::Corrected))?;
        }
        let read = writer.book.dataset.parameters.iter().find(|read| read.name == parameter.name);
        let (unit, clause, decided) = match read {
            Some(read) => (&read.unit, &read.clause, read.decided.as_str()),
            None => (&parameter.unit, &parameter.clause, ""),
        };
        sheet.write_string_with_format(at, 3, unit, &paper.text)?;
        let grounds: Vec<&str> = [clause.as_str(), decided].into_iter().filter(|g| !g.is_empty()).collect();
        sheet.write_string_with_format(at, 4, grounds.join("；"), &paper.wrapped)?;
        sheet.write_string_with_format(at, 5, if parameter.assumption { "假定" } else { "" }, &paper.text)?;
        sheet.write_string_with_format(at, 6, &parameter.note, &paper.wrapped)?;
    }
    Ok(sheet)
}

pub(super) fn standards(writer: &Writer<'_>) -> Result<Worksheet, FaceError> {
    let heads =
        [("表", 22.0), ("档", 22.0), ("下限／比例", 14.0), ("上限", 14.0), ("取值", 14.0), ("依据和说明", 48.0)];
    let mut sheet = start(writer, STANDARDS, &heads)?;
    for index in 0..writer.book.plan.bands.len() {
        band(writer, &mut sheet, index)?;
    }
    for index in 0..writer.book.plan.tiers.len() {
        tier(writer, &mut sheet, index)?;
    }
    Ok(sheet)
}

fn figure(
    sheet: &mut Worksheet,
    writer: &Writer<'_>,
    at: (u32, u16),
    value: Option<(i64, u32)>,
) -> Result<(), FaceError> {
    match value {
        Some((value, places)) => {
            let format = writer.paper.number(&decimal_format(places), Tint::Input);
            sheet.write_number_with_format(at.0, at.1, as_double(value, pow10(places)), &format)?;
        }
        None => {
            sheet.write_blank(at.0, at.1, &writer.paper.text)?;
        }
    }
    Ok(())
}

fn heading(writer: &Writer<'_>, sheet: &mut Worksheet, at: u32, name: &str, remarks: &[&str]) -> Result<(), FaceError> {
    let paper = &writer.paper;
    sheet.write_string_with_format(at, 0, name, &paper.strong)?;
    for column in 1..5 {
        sheet.write_blank(at, column, &paper.text)?;
    }
    let remarks: Vec<&str> = remarks.iter().copied().filter(|r| !r.is_empty()).collect();
    sheet.write_string_with_format(at, 5, remarks.join("；"), &paper.wrapped)?;
    Ok(())
}

fn band(writer: &Writer<'_>, sheet: &mut Worksheet, index: usize) -> Result<(), FaceError> {
    let band = &writer.book.plan.bands[index];
    let first = writer.layout.bands[index];
    let assumed = if band.assumption { "假定" } else { "" };
    heading(writer, sheet, first, &band.name, &[&band.clause, &band.decided, assumed, &band.note])?;
    for (number, row) in band.rows.iter().enumerate() {
        let at = first + 1 + number as u32;
        sheet.write_blank(at, 0, &writer.paper.text)?;
        let shown = row.word.as_deref().unwrap_or(&row.shown);
        sheet.write_string_with_format(at, 1, shown, &writer.paper.text)?;
        figure(sheet, writer, (at, 2), row.low)?;
        figure(sheet, writer, (at, 3), row.high)?;
        match row.value {
            Some(_) => figure(sheet, writer, (at, 4), row.value)?,
            None => {
                sheet.write_string_with_format(at, 4, &row.value_shown, &writer.paper.text)?;
            }
        }
    }
    Ok(())
}

fn tier(writer: &Writer<'_>, sheet: &mut Worksheet, index: usize) -> Result<(), FaceError> {
    let tier = &writer.book.plan.tiers[index];
    let first = writer.layout.tiers[index];
    let assumed = if tier.assumption { "假定" } else { "" };
    let rounding = format!("名额{}，每档至少 {} 个", rounding_words(tier.rounding), tier.least);
    heading(writer, sheet, first, &tier.name, &[&tier.clause, &tier.decided, assumed, &rounding])?;
    for (number, row) in tier.rows.iter().enumerate() {
        let at = first + 1 + number as u32;
        sheet.write_blank(at, 0, &writer.paper.text)?;
        let (size, unit) = match row.size {
            TierSize::Percent(value, places) => ((value, places), "%"),
            TierSize::Places(places) => ((places.into(), 0), "个名额"),
        };
        sheet.write_string_with_format(at, 1, format!("{}（{unit}）", row.name), &writer.paper.text)?;
        figure(sheet, writer, (at, 2), Some(size))?;
        sheet.write_blank(at, 3, &writer.paper.text)?;
        figure(sheet, writer, (at, 4), Some(row.value))?;
    }
    let at = first + 1 + tier.rows.len() as u32;
    sheet.write_blank(at, 0, &writer.paper.text)?;
    sheet.write_string_with_format(at, 1, "其余", &writer.paper.text)?;
    sheet.write_blank(at, 2, &writer.paper.text)?;
    sheet.write_blank(at, 3, &writer.paper.text)?;
    figure(sheet, writer, (at, 4), Some(tier.below))
}

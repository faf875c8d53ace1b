//! The effect of a change as a workbook: people, then units.
use super::finished::finished;
use super::paper::{MONEY, Paper, Tint, new_workbook, set_page, yuan};
use super::{Edition, FaceError};
use crate::effect::{Effect, PersonEffect};
use rust_xlsxwriter::{Workbook, Worksheet};

const HEADS: [&str; 8] = ["单位", "表", "编号", "姓名", "原金额", "新金额", "增减", "原因"];
const WIDTHS: [f64; 8] = [24.0, 12.0, 14.0, 12.0, 14.0, 14.0, 14.0, 60.0];

/// The workbook. `reasons`: for each person of the effect, why; empty where nothing more is known.
pub fn effect_workbook(
    effect: &Effect,
    reasons: &[String],
    title: &str,
    edition: &Edition,
) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let mut workbook: Workbook = new_workbook(edition, title)?;
    let sheet = workbook.add_worksheet();
    head(sheet, "个人增减", title, &HEADS, edition, &paper)?;
    for (at, person) in effect.persons.iter().enumerate() {
        let reason = reasons.get(at).map_or("", String::as_str);
        person_row(sheet, at as u32 + 3, person, reason, &paper)?;
    }
    let sheet = workbook.add_worksheet();
    head(sheet, "单位增减", title, &["单位", "人数", "原金额", "新金额", "增减"], edition, &paper)?;
    let money = paper.number(MONEY, Tint::Live);
    for (at, unit) in effect.units.iter().enumerate() {
        let row = at as u32 + 3;
        sheet.write_string_with_format(row, 0, &unit.unit, &paper.text)?;
        sheet.write_number_with_format(row, 1, unit.persons as f64, &paper.text)?;
        for (column, fen) in [(2, unit.before), (3, unit.after), (4, unit.after - unit.before)] {
            sheet.write_number_with_format(row, column, yuan(fen), &money)?;
        }
    }
    Ok(finished(&mut workbook)?)
}

fn head(
    sheet: &mut Worksheet,
    name: &str,
    title: &str,
    heads: &[&str],
    edition: &Edition,
    paper: &Paper,
) -> Result<(), FaceError> {
    sheet.set_name(name)?;
    set_page(sheet, edition, title, true);
    sheet.write_string_with_format(0, 0, title, &paper.title_left)?;
    sheet.write_string_with_format(1, 0, edition.notice(), &paper.notice)?;
    for (column, head) in heads.iter().enumerate() {
        sheet.write_string_with_format(2, column as u16, *head, &paper.header)?;
        sheet.set_column_width(column as u16, WIDTHS[column])?;
    }
    Ok(())
}

fn person_row(
    sheet: &mut Worksheet,
    row: u32,
    person: &PersonEffect,
    reason: &str,
    paper: &Paper,
) -> Result<(), FaceError> {
    let texts = [&person.unit, &person.table, &person.key, &person.name];
    for (column, text) in texts.into_iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, text, &paper.text)?;
    }
    let money = paper.number(MONEY, Tint::Live);
    for (column, fen) in [(4, person.before), (5, person.after), (6, Some(person.change()))] {
        match fen {
            Some(fen) => sheet.write_number_with_format(row, column, yuan(fen), &money)?,
            None => sheet.write_string_with_format(row, column, "（不在册）", &paper.text)?,
        };
    }
    sheet.write_string_with_format(row, 7, reason, &paper.wrapped)?;
    Ok(())
}

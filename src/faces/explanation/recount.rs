//! 抽查复算表: what was drawn, with room beside each amount for the recount by hand.
use super::model::Explanation;
use crate::faces::finished::finished;
use crate::faces::paper::{MONEY, Paper, Tint, new_workbook, set_page, write_across};
use crate::faces::{Edition, FaceError};
use rust_xlsxwriter::Formula;

const HEADS: [&str; 8] = ["名称", "编号", "单位", "项目", "依据", "批次金额", "复算金额", "差额"];
const WIDTHS: [f64; 8] = [20.0, 14.0, 22.0, 30.0, 22.0, 14.0, 14.0, 12.0];

/// The workbook.
pub fn recount_workbook(explanation: &Explanation, seed: u64, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let paper = Paper::new();
    let title = "抽查复算表";
    let mut workbook = new_workbook(edition, title)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(title)?;
    set_page(sheet, edition, title, true);
    write_across(sheet, 0, [0, 7], title, &paper.title)?;
    let about = format!("批次 {}　抽取种子 {seed}　三个单位、十名人员；复算人：　　　　日期：", explanation.batch);
    write_across(sheet, 1, [0, 7], &about, &paper.subtitle)?;
    for (column, (head, width)) in HEADS.iter().zip(WIDTHS).enumerate() {
        sheet.write_string_with_format(2, column as u16, *head, &paper.header)?;
        sheet.set_column_width(column as u16, width)?;
    }
    let (money, input) = (paper.number(MONEY, Tint::Live), paper.number(MONEY, Tint::Input));
    let mut row = 3;
    for subject in &explanation.subjects {
        let total = ("合计", "", subject.amount.as_str());
        let items = subject.items.iter().map(|item| (item.step.as_str(), item.clause.as_str(), item.amount.as_str()));
        // What steps moved through a unit is no sum of what its people are paid.
        let items: Vec<_> = items.chain([total]).collect();
        for (step, clause, amount) in items {
            for (column, text) in [&subject.name, &subject.key, &subject.unit].into_iter().enumerate() {
                sheet.write_string_with_format(row, column as u16, text, &paper.text)?;
            }
            sheet.write_string_with_format(row, 3, step, &paper.wrapped)?;
            sheet.write_string_with_format(row, 4, clause, &paper.wrapped)?;
            sheet.write_number_with_format(row, 5, amount.parse().unwrap_or(0.0), &money)?;
            sheet.write_blank(row, 6, &input)?;
            let line = row + 1;
            let formula = format!("IF(ISNUMBER(G{line}),ROUND(G{line}-F{line},2),\"\")");
            sheet.write_formula_with_format(row, 7, Formula::new(formula).set_result(""), &money)?;
            row += 1;
        }
    }
    Ok(finished(&mut workbook)?)
}

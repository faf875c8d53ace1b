//! A workbook with one plain list: no title and no merged cells, since a program reads it. Texts are text cells, so
//! that no digit of an account is lost.
use super::Job;
use super::line::Value;
use super::parts::Part;
use super::text_file::{amount_text, total_values};
use crate::faces::FaceError;
use crate::faces::finished::finished;
use crate::faces::paper::{Paper, new_workbook, set_list_page, sheet_name, text_width, yuan};
use crate::scheme::{AmountForm, TotalAt, filled};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Width of a column of amounts, in characters.
const AMOUNT_WIDTH: f64 = 13.0;

/// The file's bytes.
pub(super) fn bytes(job: &Job<'_>, part: &Part, total: i64) -> Result<Vec<u8>, FaceError> {
    let layout = job.layout;
    let mut workbook = new_workbook(job.edition, &part.name)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&layout.name, &[]))?;
    let mut list = List { job, sheet, look: Look::new(layout.amount), at: 0, widths: vec![0.0; job.columns.len()] };
    set_list_page(list.sheet, &part.name);
    list.total(part, total, TotalAt::Before)?;
    if layout.header {
        list.header()?;
    }
    for (index, row) in part.rows.iter().enumerate() {
        let values = job.columns.iter().map(|column| job.value(column, *row as usize, index + 1));
        list.line(values.collect())?;
    }
    list.total(part, total, TotalAt::After)?;
    list.widths()?;
    Ok(finished(&mut workbook)?)
}

struct Look {
    header: Format,
    text: Format,
    count: Format,
    money: Format,
}

impl Look {
    fn new(amount: AmountForm) -> Look {
        let paper = Paper::new();
        let money = match amount {
            AmountForm::Yuan => "0.00",
            AmountForm::YuanShort => "General",
            AmountForm::Fen => "0",
        };
        Look {
            text: paper.text.clone().set_num_format("@"),
            count: paper.text.clone().set_num_format("0"),
            money: paper.text.clone().set_num_format(money),
            header: paper.header,
        }
    }
}

/// The list while it is written, row by row.
struct List<'l, 'b> {
    job: &'l Job<'b>,
    sheet: &'l mut Worksheet,
    look: Look,
    at: u32,
    widths: Vec<f64>,
}

impl List<'_, '_> {
    fn header(&mut self) -> Result<(), XlsxError> {
        for (column, printed) in (0..).zip(&self.job.columns) {
            self.sheet.write_string_with_format(self.at, column, &printed.title, &self.look.header)?;
            self.widths[usize::from(column)] = text_width(&printed.title);
        }
        self.sheet.set_repeat_rows(self.at, self.at)?;
        self.at += 1;
        self.sheet.set_freeze_panes(self.at, 0)?;
        Ok(())
    }

    fn line(&mut self, values: Vec<Value>) -> Result<(), XlsxError> {
        for (column, value) in (0..).zip(values) {
            let (sheet, look) = (&mut *self.sheet, &self.look);
            let width = match value {
                Value::Text(text) => {
                    sheet.write_string_with_format(self.at, column, &text, &look.text)?;
                    text_width(&text)
                }
                Value::Count(count) => {
                    sheet.write_number_with_format(self.at, column, count as f64, &look.count)?;
                    0.0
                }
                Value::Fen(fen) => {
                    let figure = if self.job.layout.amount == AmountForm::Fen { fen as f64 } else { yuan(fen) };
                    sheet.write_number_with_format(self.at, column, figure, &look.money)?;
                    AMOUNT_WIDTH
                }
            };
            if let Some(known) = self.widths.get_mut(usize::from(column)) {
                *known = known.max(width);
            }
        }
        self.at += 1;
        Ok(())
    }

    /// The control totals; a cell that is nothing but a figure is a number.
    fn total(&mut self, part: &Part, total: i64, at: TotalAt) -> Result<(), XlsxError> {
        let Some(line) = self.job.layout.total.as_ref().filter(|line| line.at == at) else { return Ok(()) };
        let values = total_values(self.job, part, amount_text(total, self.job.layout.amount));
        let cell = |text: &str| match text {
            "{sum}" => Value::Fen(total),
            "{count}" => Value::Count(part.rows.len()),
            text => Value::Text(filled(text, &values)),
        };
        self.line(line.cells.iter().map(|text| cell(text.get_ref())).collect())
    }

    fn widths(&mut self) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(column, width.max(6.0))?;
        }
        Ok(())
    }
}

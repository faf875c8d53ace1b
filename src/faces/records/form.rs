//! A blank form: questions with room for answers on one sheet, lists on others.
use crate::faces::FaceError;
use crate::faces::finished::finished;
use crate::faces::paper::{Paper, list_workbook, set_list_page, wrapped_height};
use crate::stage::{FORM_SHEET, Label};
use rust_xlsxwriter::{DataValidation, Workbook, Worksheet};

/// Row of a list's header.
const HEADER_ROW: u32 = 2;
/// Lines of a list that take part in the checks of its cells.
const LINES_CHECKED: u32 = 500;
/// Widths of question, answer and note.
const WIDTHS: [f64; 3] = [20.0, 36.0, 60.0];

/// A form before it is written.
pub(super) struct RecordForm<'f> {
    pub title: String,
    /// The batch that goes on with it.
    pub batch: &'f str,
    pub year: u16,
    /// Questions, each with the answer that is usual.
    pub labels: Vec<(Label, String)>,
    pub lists: Vec<List<'f>>,
}

/// A list of a form.
pub(super) struct List<'f> {
    pub name: &'f str,
    pub headers: &'f [&'f str],
    pub instruction: &'f str,
    pub widths: &'f [f64],
    /// Lines filled in already, as far as they are.
    pub lines: Vec<Vec<String>>,
    /// Columns in which only these words may be written.
    pub choices: Vec<(u16, Vec<String>)>,
}

impl RecordForm<'_> {
    pub(super) fn workbook(&self) -> Result<Vec<u8>, FaceError> {
        let paper = Paper::new();
        let mut workbook: Workbook = list_workbook(self.year, &self.title)?;
        if !self.labels.is_empty() {
            self.questions(workbook.add_worksheet(), &paper)?;
        }
        for list in &self.lists {
            list.write(workbook.add_worksheet(), &paper, &self.title)?;
        }
        Ok(finished(&mut workbook)?)
    }

    fn questions(&self, sheet: &mut Worksheet, paper: &Paper) -> Result<(), FaceError> {
        sheet.set_name(FORM_SHEET)?;
        set_list_page(sheet, &self.title);
        sheet.write_string_with_format(0, 0, &self.title, &paper.title_left)?;
        let instruction =
            format!("批次 {}。请填黄色的格，保存后把刚才的命令再运行一次；第一列和工作表名称不要改。", self.batch);
        sheet.write_string_with_format(1, 0, instruction, &paper.subtitle)?;
        for (column, (head, width)) in (0u16..).zip(["项目", "填写", "说明"].into_iter().zip(WIDTHS)) {
            sheet.set_column_width(column, width)?;
            sheet.write_string_with_format(HEADER_ROW, column, head, &paper.header)?;
        }
        for (row, (label, given)) in (HEADER_ROW + 1..).zip(&self.labels) {
            let note = if label.optional { format!("（可不填）{}", label.note) } else { label.note.to_string() };
            sheet.set_row_height(row, wrapped_height([(note.as_str(), WIDTHS[2])].into_iter()).max(20.0))?;
            sheet.write_string_with_format(row, 0, label.name, &paper.strong)?;
            sheet.write_string_with_format(row, 1, given, &paper.wrapped_input)?;
            sheet.write_string_with_format(row, 2, &note, &paper.wrapped)?;
        }
        Ok(())
    }
}

impl List<'_> {
    fn write(&self, sheet: &mut Worksheet, paper: &Paper, title: &str) -> Result<(), FaceError> {
        sheet.set_name(self.name)?;
        set_list_page(sheet, &format!("{title}·{}", self.name));
        sheet.write_string_with_format(0, 0, self.name, &paper.title_left)?;
        sheet.write_string_with_format(1, 0, self.instruction, &paper.subtitle)?;
        for (column, (head, width)) in (0u16..).zip(self.headers.iter().zip(self.widths)) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(HEADER_ROW, column, *head, &paper.header)?;
        }
        for (row, line) in (HEADER_ROW + 1..).zip(&self.lines) {
            for column in 0..self.headers.len() {
                let text = line.get(column).map_or("", String::as_str);
                // What is filled in already names the line and is not to be changed.
                let format = if column == 0 { &paper.wrapped } else { &paper.wrapped_input };
                sheet.write_string_with_format(row, column as u16, text, format)?;
            }
        }
        for (column, words) in &self.choices {
            let validation = DataValidation::new().allow_list_strings(words)?;
            sheet.add_data_validation(HEADER_ROW + 1, *column, HEADER_ROW + LINES_CHECKED, *column, &validation)?;
        }
        sheet.set_freeze_panes(HEADER_ROW + 1, 0)?;
        sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
        Ok(())
    }
}

//! Official forms as spreadsheets: title, unit and date, a header of one or two rows, data, foot.

use crate::date::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::path::Path;

/// A column of a form; columns of one group share a merged header cell above their own.
pub struct Column {
    group: &'static str,
    head: &'static str,
    width: u8,
}

pub const fn col(head: &'static str, width: u8) -> Column {
    Column { group: "", head, width }
}

pub const fn sub(group: &'static str, head: &'static str, width: u8) -> Column {
    Column { group, head, width }
}

/// What stands above the header.
pub struct Heading<'a> {
    pub title: &'a str,
    pub unit: &'a str,
    pub date: &'a str,
    pub money: bool,
}

/// A cell; the numbers are whole, or counted in tenths, hundredths and halves.
pub enum Cell {
    Blank,
    Text(String),
    Whole(i64),
    Tenths(i32),
    Hundredths(i64),
    Halves(i32),
    Date(Date),
}

pub fn text(value: impl Into<String>) -> Cell {
    let value = value.into();
    if value.is_empty() { Cell::Blank } else { Cell::Text(value) }
}

pub fn count(value: usize) -> Cell {
    Cell::Whole(value as i64)
}

pub const SIGNATURE: &str = "制表人：　　　　　　审核人：　　　　　　负责人：";

pub struct Book {
    workbook: Workbook,
    styles: Styles,
    /// Stream the rows to disk instead of keeping them.
    large: bool,
}

impl Book {
    pub fn new(large: bool) -> Result<Book, XlsxError> {
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2018, 12, 20)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        Ok(Book { workbook, styles: Styles::new(), large })
    }

    pub fn sheet<'a>(
        &'a mut self,
        name: &str,
        heading: &Heading,
        columns: &'a [Column],
    ) -> Result<Form<'a>, XlsxError> {
        let sheet = if self.large {
            self.workbook.add_worksheet_with_constant_memory()?
        } else {
            self.workbook.add_worksheet()
        };
        sheet.set_name(name)?;
        let mut form = Form { sheet, styles: &self.styles, columns, row: 0 };
        form.page()?;
        form.heading(heading)?;
        form.header()?;
        Ok(form)
    }

    pub fn save(mut self, path: &Path) -> Result<(), XlsxError> {
        self.workbook.save(path)
    }
}

pub struct Form<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    columns: &'a [Column],
    row: u32,
}

impl Form<'_> {
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells) {
            self.cell(column, &cell)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Leaves a row empty.
    pub fn gap(&mut self) {
        self.row += 1;
    }

    /// The line for the signatures at the foot.
    pub fn sign(&mut self, line: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, line, &self.styles.plain)?;
        self.row += 1;
        Ok(())
    }

    fn page(&mut self) -> Result<(), XlsxError> {
        for (index, column) in (0..).zip(self.columns) {
            self.sheet.set_column_width(index, column.width)?;
        }
        self.sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        Ok(())
    }

    fn heading(&mut self, heading: &Heading) -> Result<(), XlsxError> {
        let last = self.last_column();
        self.sheet.set_row_height(0, 28)?;
        self.sheet.merge_range(0, 0, 0, last, heading.title, &self.styles.title)?;
        let plain = &self.styles.plain;
        let unit = format!("填报单位（盖章）：{}", heading.unit);
        let date = format!("填报时间：{}", heading.date);
        let date_column = if heading.money { last / 2 } else { (last * 2 / 3).max(2) };
        self.sheet.write_string_with_format(1, 0, unit, plain)?;
        self.sheet.write_string_with_format(1, date_column, date, plain)?;
        if heading.money {
            self.sheet.write_string_with_format(1, last, "单位：元", plain)?;
        }
        self.row = 2;
        Ok(())
    }

    fn header(&mut self) -> Result<(), XlsxError> {
        if self.columns.iter().all(|column| column.group.is_empty()) {
            self.single_header()
        } else {
            self.grouped_header()
        }
    }

    fn single_header(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, 30)?;
        for (index, column) in (0..).zip(self.columns) {
            self.sheet.write_string_with_format(self.row, index, column.head, &self.styles.header)?;
        }
        self.row += 1;
        self.sheet.set_freeze_panes(self.row, 0)?;
        Ok(())
    }

    /// Groups over their columns, other heads over both rows.
    fn grouped_header(&mut self) -> Result<(), XlsxError> {
        let (top, style) = (self.row, &self.styles.header);
        let mut start = 0;
        for group in self.columns.chunk_by(|a, b| !a.group.is_empty() && a.group == b.group) {
            let end = start + group.len() as u16 - 1;
            let Column { group: over, head, .. } = group[0];
            match (over, start == end) {
                ("", _) => self.sheet.merge_range(top, start, top + 1, start, head, style)?,
                (_, true) => self.sheet.write_string_with_format(top, start, over, style)?,
                (_, false) => self.sheet.merge_range(top, start, top, end, over, style)?,
            };
            start = end + 1;
        }
        self.sheet.set_row_height(top + 1, 30)?;
        for (index, column) in (0..).zip(self.columns) {
            if !column.group.is_empty() {
                self.sheet.write_string_with_format(top + 1, index, column.head, style)?;
            }
        }
        self.row += 2;
        self.sheet.set_freeze_panes(self.row, 0)?;
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        let (row, styles) = (self.row, self.styles);
        match cell {
            Cell::Blank => self.sheet.write_blank(row, column, &styles.cell)?,
            Cell::Text(value) => self.sheet.write_string_with_format(row, column, value, &styles.text)?,
            Cell::Whole(value) => self.sheet.write_number_with_format(row, column, *value as f64, &styles.cell)?,
            Cell::Halves(value) => {
                let value = f64::from(*value) / 2.0;
                self.sheet.write_number_with_format(row, column, value, &styles.cell)?
            }
            Cell::Tenths(value) => {
                let value = f64::from(*value) / 10.0;
                self.sheet.write_number_with_format(row, column, value, &styles.tenths)?
            }
            Cell::Hundredths(value) => {
                let value = *value as f64 / 100.0;
                self.sheet.write_number_with_format(row, column, value, &styles.hundredths)?
            }
            Cell::Date(date) => self.sheet.write_datetime_with_format(row, column, date.excel()?, &styles.date)?,
        };
        Ok(())
    }

    fn last_column(&self) -> u16 {
        self.columns.len() as u16 - 1
    }
}

struct Styles {
    title: Format,
    plain: Format,
    header: Format,
    cell: Format,
    text: Format,
    tenths: Format,
    hundredths: Format,
    date: Format,
}

impl Styles {
    fn new() -> Styles {
        let font = Format::new().set_font_name("宋体").set_font_size(11);
        let boxed = font.clone().set_border(FormatBorder::Thin);
        let centred = |format: Format| format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        Styles {
            title: centred(Format::new().set_font_name("黑体").set_font_size(16)),
            header: centred(boxed.clone().set_bold().set_text_wrap()),
            text: boxed.clone().set_num_format("@"),
            tenths: boxed.clone().set_num_format("0.0"),
            hundredths: boxed.clone().set_num_format("0.00"),
            date: boxed.clone().set_num_format("yyyy-mm-dd"),
            cell: boxed,
            plain: font,
        }
    }
}

//! 签领表: what each payee signs for, by fund, on a sheet of its own behind the payout sheet.
use super::layout::Part;
use super::pages::{Heights, Pages};
use super::remark::masked;
use super::sheet::{HEIGHTS, foot, money_width, pixels, scale_of};
use super::{PayoutUnit, Payouts};
use crate::faces::Edition;
use crate::faces::choice::{identity, title};
use crate::faces::paper::{MONEY, Paper, Tint, set_page, text_width, write_across, yuan};
use crate::plan::ColumnId;
use crate::scheme::DocumentKind;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

/// Row of the header.
const HEADER: u32 = 3;
/// First row of a payee.
const FIRST: u32 = HEADER + 1;
/// Heights in points; a line leaves room to sign.
const HEADER_HEIGHT: f64 = 32.0;
const LINE_HEIGHT: f64 = 24.0;
/// Widths of 序号, 签名, 日期 and 备注.
const NUMBER_WIDTH: f64 = 5.0;
const BLANK_WIDTHS: [f64; 3] = [18.0, 14.0, 16.0];

pub(super) fn write(
    sheet: &mut Worksheet,
    payouts: &Payouts<'_>,
    unit: &PayoutUnit,
    edition: &Edition,
) -> Result<(), XlsxError> {
    let rows = payouts.rows(unit.row);
    let paper = Paper::new();
    let look = Look {
        centred: paper.text.clone().set_align(FormatAlign::Center),
        money: paper.number(MONEY, Tint::Live),
        strong_money: paper.number(MONEY, Tint::Live).set_bold(),
        strong: paper.strong.clone().set_align(FormatAlign::Center),
        paper,
    };
    let keys = identity(payouts.book, DocumentKind::SignOff, payouts.layout.table);
    SignOff { payouts, unit, edition, rows, keys, columns: columns(payouts, rows), look }.write(sheet)
}

/// A column of amounts: its title, and the fen of each payee of the table.
type Column = (String, Vec<i64>);

/// What is paid of each fund that reaches somebody of the unit, then all together.
fn columns(payouts: &Payouts<'_>, rows: &[u32]) -> Vec<Column> {
    let (book, layout) = (payouts.book, &payouts.layout);
    let mut columns: Vec<Column> = Vec::new();
    for (fund, name) in layout.funds.iter().enumerate() {
        let nets = layout.columns.iter().filter(|column| column.part == Part::Net && column.fund == fund);
        let mut values = vec![0; book.rows[layout.table.0]];
        for net in nets {
            values.iter_mut().zip(&net.values).for_each(|(sum, fen)| *sum += fen);
        }
        if rows.iter().any(|row| values[*row as usize] != 0) {
            columns.push((name.clone(), values));
        }
    }
    let total = (0..book.rows[layout.table.0]).map(|row| layout.net(row)).collect();
    columns.push(("实发合计".to_string(), total));
    columns
}

struct Look {
    paper: Paper,
    centred: Format,
    money: Format,
    strong_money: Format,
    strong: Format,
}

struct SignOff<'p> {
    payouts: &'p Payouts<'p>,
    unit: &'p PayoutUnit,
    edition: &'p Edition,
    rows: &'p [u32],
    /// Columns that say who it is.
    keys: Vec<ColumnId>,
    columns: Vec<Column>,
    look: Look,
}

impl SignOff<'_> {
    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let Edition { year, stage, .. } = self.edition;
        let usual = format!("{year}年度奖励资金签领表");
        let title = format!("{}{}（{stage}）", self.unit.name, title(self.payouts.book, DocumentKind::SignOff, usual));
        sheet.set_name("签领表")?;
        set_page(sheet, self.edition, &title, true);
        sheet.set_footer("&R第 &P 页，共 &N 页");
        sheet.set_repeat_rows(HEADER, HEADER)?;
        sheet.set_freeze_panes(FIRST, self.first_amount())?;
        let widths = self.widths();
        for (column, width) in widths.iter().enumerate() {
            sheet.set_column_width(column as u16, *width)?;
        }
        let scale = scale_of(pixels(&widths));
        sheet.set_print_scale(scale);
        let heights = Heights { header: HEADER_HEIGHT, line: LINE_HEIGHT, ..HEIGHTS };
        let pages = Pages::cut(self.rows.len(), FIRST, scale, heights);
        pages.break_pages(sheet)?;
        let across = [0, widths.len() as u16 - 1];
        self.head(sheet, &title, across)?;
        for (line, row) in self.rows.iter().enumerate() {
            self.person(sheet, pages.row(line), line, *row as usize)?;
        }
        self.sums(sheet, &pages)?;
        let signatures = self.payouts.signatures(DocumentKind::SignOff);
        foot(sheet, [&signatures, self.edition.notice()], self.unit, &self.look.paper, pages.end() + 1, across)
    }

    fn first_amount(&self) -> u16 {
        self.keys.len() as u16 + 1
    }

    fn widths(&self) -> Vec<f64> {
        let book = self.payouts.book;
        let mut widths = vec![NUMBER_WIDTH];
        for key in &self.keys {
            let cells = self.rows.iter().map(|row| text_width(&masked(book.shown(*key, *row as usize))));
            widths.push(cells.fold(text_width(&book.plan.column(*key).name), f64::max));
        }
        for (title, values) in &self.columns {
            let total = self.rows.iter().map(|row| values[*row as usize]).sum();
            // A long name of a fund stands in two lines.
            widths.push(money_width(total).max(text_width(title) / 2.0));
        }
        widths.extend(BLANK_WIDTHS);
        widths
    }

    fn head(&self, sheet: &mut Worksheet, title: &str, across: [u16; 2]) -> Result<(), XlsxError> {
        let paper = &self.look.paper;
        let notice = paper.notice.clone().set_align(FormatAlign::Center);
        write_across(sheet, 0, across, title, &paper.title)?;
        write_across(sheet, 1, across, self.edition.notice(), &notice)?;
        let line = format!("单位：{}　　期间：{}年度　　金额单位：元", self.unit.name, self.edition.year);
        write_across(sheet, 2, across, &line, &paper.subtitle)?;
        for (row, height) in [28.0, 16.0, 16.0, HEADER_HEIGHT].into_iter().enumerate() {
            sheet.set_row_height(row as u32, height)?;
        }
        let amounts = self.columns.iter().map(|(title, _)| title.clone());
        let names = self.keys.iter().map(|column| self.payouts.book.plan.column(*column).name.clone());
        let blanks = ["签名", "日期", "备注"].map(str::to_string);
        let titles = ["序号".to_string()].into_iter().chain(names).chain(amounts).chain(blanks);
        for (column, title) in titles.enumerate() {
            sheet.write_string_with_format(HEADER, column as u16, title, &paper.header)?;
        }
        Ok(())
    }

    fn person(&self, sheet: &mut Worksheet, at: u32, line: usize, row: usize) -> Result<(), XlsxError> {
        let book = self.payouts.book;
        sheet.set_row_height(at, LINE_HEIGHT)?;
        sheet.write_number_with_format(at, 0, line as f64 + 1.0, &self.look.centred)?;
        for (column, key) in self.keys.iter().enumerate() {
            sheet.write_string_with_format(at, column as u16 + 1, masked(book.shown(*key, row)), &self.look.centred)?;
        }
        for (column, (_, values)) in (self.first_amount()..).zip(&self.columns) {
            sheet.write_number_with_format(at, column, yuan(values[row]), &self.look.money)?;
        }
        self.blanks(sheet, at, &self.look.paper.text)?;
        if book.holds(self.payouts.layout.table, row) {
            // Nobody signs for what is not paid yet.
            let signature = self.first_amount() + self.columns.len() as u16;
            sheet.write_string_with_format(at, signature, "缓发", &self.look.centred)?;
        }
        Ok(())
    }

    /// 签名, 日期, 备注: to be written by hand.
    fn blanks(&self, sheet: &mut Worksheet, at: u32, format: &Format) -> Result<(), XlsxError> {
        let first = self.first_amount() + self.columns.len() as u16;
        (first..first + BLANK_WIDTHS.len() as u16)
            .try_for_each(|column| sheet.write_blank(at, column, format).map(drop))
    }

    fn sums(&self, sheet: &mut Worksheet, pages: &Pages) -> Result<(), XlsxError> {
        let (strong, money, first) = (&self.look.strong, &self.look.strong_money, self.first_amount());
        let sum = |values: &[i64], rows: &[u32]| rows.iter().map(|row| values[*row as usize]).sum::<i64>();
        for (at, run) in pages.subtotals() {
            sheet.set_row_height(at, LINE_HEIGHT)?;
            write_across(sheet, at, [0, first - 1], "本页小计", strong)?;
            for (column, (_, values)) in self.columns.iter().enumerate() {
                let fen = sum(values, &self.rows[run.clone()]);
                pages.write_subtotal(sheet, (at, &run), first + column as u16, fen, money)?;
            }
            self.blanks(sheet, at, strong)?;
        }
        let at = pages.end();
        sheet.set_row_height(at, LINE_HEIGHT)?;
        write_across(sheet, at, [0, first - 1], "合计", strong)?;
        for (column, (_, values)) in self.columns.iter().enumerate() {
            pages.write_total(sheet, first + column as u16, sum(values, self.rows), money)?;
        }
        self.blanks(sheet, at, strong)
    }
}

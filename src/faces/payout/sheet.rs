//! The sheet of one unit: title, header over two rows, one line a payee, totals, capitals, signatures.
use super::layout::{Amounts, Part};
use super::remark::{masked, remark};
use super::{PayoutUnit, Payouts};
use crate::faces::capital::capital;
use crate::faces::finished::finished;
use crate::faces::paper::{
    MONEY, Paper, Tint, new_workbook, set_page, text_width, write_across, write_sum, yuan, yuan_text,
};
use crate::faces::{Edition, FaceError};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};
use std::collections::BTreeSet;

/// First of the two header rows.
const HEADER: u32 = 3;
/// First row of a payee.
const FIRST: u32 = 5;
/// Widths, in characters.
const NUMBER_WIDTH: f64 = 5.0;
const AMOUNT_WIDTH_MIN: f64 = 9.5;
const SIGN_WIDTH: f64 = 12.0;
const REMARK_WIDTHS: [f64; 2] = [10.0, 24.0];
/// Pixels across a page of A4, landscape, at full size, less a quarter: other fonts are wider.
const PAGE_PIXELS: f64 = 770.0;
/// Pixels of a character, and what a column adds.
const PIXELS: [f64; 2] = [7.0, 5.0];
/// Smallest print that is still read easily, in per cent; a wider sheet is cut into pages between funds.
const SCALE_MIN: f64 = 52.0;
/// Nothing given is a dash, so that what was given stands out.
const MONEY_OR_DASH: &str = "#,##0.00;-#,##0.00;\"-\"";

pub(super) fn workbook(payouts: &Payouts<'_>, unit: &PayoutUnit, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let rows = payouts.rows(unit.row);
    let columns = payouts.layout.occurring(rows);
    let keys = payouts.book.plan.table(payouts.layout.table).key.len() as u16;
    let page = Page { payouts, unit, edition, rows, columns, keys, look: Look::new() };
    let mut workbook = new_workbook(edition, &page.title())?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("发放明细")?;
    page.write(sheet)?;
    Ok(finished(&mut workbook)?)
}

/// The formats of the sheet.
struct Look {
    paper: Paper,
    text: Format,
    centred: Format,
    remark: Format,
    given: Format,
    strong_money: Format,
    strong: Format,
}

impl Look {
    fn new() -> Look {
        let paper = Paper::new();
        let money = paper.number(MONEY, Tint::Live);
        Look {
            text: paper.text.clone(),
            centred: paper.text.clone().set_align(FormatAlign::Center),
            remark: paper.text.clone().set_shrink(),
            given: paper.number(MONEY_OR_DASH, Tint::Live).set_align(FormatAlign::Right),
            strong_money: money.set_bold(),
            strong: paper.strong.clone().set_align(FormatAlign::Center),
            paper,
        }
    }

    /// Sums stand out from what they add up.
    fn of(&self, part: Part) -> &Format {
        match part {
            Part::Given | Part::Withheld => &self.given,
            Part::Due | Part::Net => &self.strong_money,
        }
    }
}

struct Page<'p> {
    payouts: &'p Payouts<'p>,
    unit: &'p PayoutUnit,
    edition: &'p Edition,
    rows: &'p [u32],
    columns: Vec<&'p Amounts>,
    /// Number of key columns.
    keys: u16,
    look: Look,
}

impl Page<'_> {
    /// `平安区第一小学2018年度绩效奖励基金发放明细表（试算稿）`
    fn title(&self) -> String {
        let funds: BTreeSet<usize> = self.columns.iter().map(|column| column.fund).collect();
        let names: Vec<&str> = funds.iter().map(|fund| self.payouts.layout.funds[*fund].as_str()).collect();
        let Edition { year, stage, .. } = self.edition;
        format!("{}{year}年度{}发放明细表（{stage}）", self.unit.name, names.join("、"))
    }

    /// Column of the first amount: after number, keys and name.
    fn first_amount(&self) -> u16 {
        self.keys + 2
    }

    /// Column of the total; after it come signature and remark.
    fn net_column(&self) -> u16 {
        self.first_amount() + self.columns.len() as u16
    }

    fn last_column(&self) -> u16 {
        self.net_column() + 2
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let title = self.title();
        set_page(sheet, self.edition, &title, true);
        // The signatures stand below the table.
        sheet.set_footer("&R第 &P 页，共 &N 页");
        sheet.set_repeat_rows(HEADER, HEADER + 1)?;
        sheet.set_freeze_panes(FIRST, self.first_amount())?;
        let [first_page, last_page] = self.columns_and_pages(sheet)?;
        self.heading(sheet, &title, first_page)?;
        self.header(sheet)?;
        for (line, row) in self.rows.iter().enumerate() {
            self.person(sheet, line as u32, *row as usize)?;
        }
        self.totals(sheet, last_page)
    }

    fn heading(&self, sheet: &mut Worksheet, title: &str, across: [u16; 2]) -> Result<(), XlsxError> {
        let centred = |format: &Format| format.clone().set_align(FormatAlign::Center);
        write_across(sheet, 0, across, title, &self.look.paper.title)?;
        sheet.set_row_height(0, 28)?;
        write_across(sheet, 1, across, self.edition.notice(), &centred(&self.look.paper.notice))?;
        let line = format!(
            "单位：{}　　期间：{}年度　　依据：{}　　金额单位：元",
            self.unit.name, self.edition.year, self.edition.basis
        );
        write_across(sheet, 2, across, &line, &self.look.paper.subtitle)
    }

    fn header(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (book, layout) = (self.payouts.book, &self.payouts.layout);
        let format = &self.look.paper.header;
        let keys = book.plan.table(layout.table).key.iter().chain([&layout.payee.name]);
        let names = keys.map(|column| book.plan.column(*column).name.as_str());
        for (column, name) in ["序号"].into_iter().chain(names).enumerate() {
            sheet.merge_range(HEADER, column as u16, HEADER + 1, column as u16, name, format)?;
        }
        let mut at = self.first_amount();
        for columns in self.columns.chunk_by(|a, b| a.fund == b.fund) {
            let last = at + columns.len() as u16 - 1;
            write_across(sheet, HEADER, [at, last], &layout.funds[columns[0].fund], format)?;
            for column in columns {
                sheet.write_string_with_format(HEADER + 1, at, &column.title, format)?;
                at += 1;
            }
        }
        for (column, name) in ["实发合计", "签名", "备注"].into_iter().enumerate() {
            let column = self.net_column() + column as u16;
            sheet.merge_range(HEADER, column, HEADER + 1, column, name, format)?;
        }
        sheet.set_row_height(HEADER + 1, 42)?;
        Ok(())
    }

    fn person(&self, sheet: &mut Worksheet, line: u32, row: usize) -> Result<(), XlsxError> {
        let (book, layout) = (self.payouts.book, &self.payouts.layout);
        let at = FIRST + line;
        sheet.set_row_height(at, 18)?;
        sheet.write_number_with_format(at, 0, line + 1, &self.look.centred)?;
        let keys = book.plan.table(layout.table).key.iter().chain([&layout.payee.name]);
        for (column, key) in keys.enumerate() {
            let text = masked(book.shown(*key, row));
            sheet.write_string_with_format(at, column as u16 + 1, text, &self.look.centred)?;
        }
        for (column, amounts) in self.columns.iter().enumerate() {
            let column = self.first_amount() + column as u16;
            let format = self.look.of(amounts.part);
            sheet.write_number_with_format(at, column, yuan(amounts.values[row]), format)?;
        }
        let net = self.net_column();
        sheet.write_number_with_format(at, net, yuan(layout.net(book, row)), &self.look.strong_money)?;
        sheet.write_blank(at, net + 1, &self.look.text)?;
        sheet.write_string_with_format(at, net + 2, remark(book, layout, row), &self.look.remark)?;
        Ok(())
    }

    fn totals(&self, sheet: &mut Worksheet, across: [u16; 2]) -> Result<(), XlsxError> {
        let at = FIRST + self.rows.len() as u32;
        let (strong, money) = (&self.look.strong, &self.look.strong_money);
        sheet.set_row_height(at, 20)?;
        write_across(sheet, at, [0, self.first_amount() - 1], "合计", strong)?;
        for (column, amounts) in self.columns.iter().enumerate() {
            let total = self.rows.iter().map(|row| amounts.values[*row as usize]).sum();
            write_sum(sheet, at, self.first_amount() + column as u16, FIRST, total, money)?;
        }
        let net = self.net_column();
        write_sum(sheet, at, net, FIRST, self.unit.total, money)?;
        sheet.write_blank(at, net + 1, strong)?;
        sheet.write_blank(at, net + 2, strong)?;
        let words = format!("实发合计（大写）：{}（¥{}）", capital(self.unit.total), yuan_text(self.unit.total));
        write_across(sheet, at + 1, across, &words, &self.look.paper.strong)?;
        sheet.set_row_height(at + 1, 20)?;
        let signatures = "制表人：　　　　　　　　复核人：　　　　　　　　单位负责人：　　　　　　　　（盖章）　　　　　　　　日期：　　　年　　月　　日";
        sheet.set_row_height(at + 2, 30)?;
        write_across(sheet, at + 2, across, signatures, &self.look.paper.subtitle)?;
        write_across(sheet, at + 3, across, self.edition.notice(), &self.look.paper.notice)
    }

    /// Sets the widths. A sheet that would be printed too small is cut into pages between its funds, each with the
    /// number, key and name again. The answer is where the heading stands, on the first page, and where the amount in
    /// capitals and the signatures stand, on the last.
    fn columns_and_pages(&self, sheet: &mut Worksheet) -> Result<[[u16; 2]; 2], XlsxError> {
        let widths = self.widths();
        for (column, width) in widths.iter().enumerate() {
            sheet.set_column_width(column as u16, *width)?;
        }
        let pixels = |widths: &[f64]| widths.iter().map(|width| width * PIXELS[0] + PIXELS[1]).sum::<f64>();
        let first = self.first_amount();
        let mut starts: Vec<u16> = vec![first];
        for columns in self.columns.chunk_by(|a, b| a.fund == b.fund) {
            starts.push(starts[starts.len() - 1] + columns.len() as u16);
        }
        // The total stays with the last fund; the first fund begins the first page.
        let breaks = starts.get(1..starts.len().saturating_sub(1)).unwrap_or_default();
        if pixels(&widths) * SCALE_MIN / 100.0 <= PAGE_PIXELS || breaks.is_empty() {
            return Ok([[0, self.last_column()]; 2]);
        }
        let ends = breaks.iter().copied().chain([self.last_column() + 1]);
        let repeated = pixels(&widths[..first as usize]);
        let page = |(start, end): (u16, u16)| repeated + pixels(&widths[start as usize..end as usize]);
        let widest = starts.iter().copied().zip(ends).map(page).fold(0.0, f64::max);
        sheet.set_print_scale((100.0 * PAGE_PIXELS / widest).clamp(10.0, 100.0) as u16);
        sheet.set_vertical_page_breaks(&breaks.iter().map(|column| (*column).into()).collect::<Vec<u32>>())?;
        sheet.set_repeat_columns(0, first - 1)?;
        Ok([[0, breaks[0] - 1], [breaks[breaks.len() - 1], self.last_column()]])
    }

    fn widths(&self) -> Vec<f64> {
        let (book, layout) = (self.payouts.book, &self.payouts.layout);
        let widest = |texts: &mut dyn Iterator<Item = String>| texts.map(|t| text_width(&t)).fold(0.0, f64::max);
        let mut widths = vec![NUMBER_WIDTH];
        for key in book.plan.table(layout.table).key.iter().chain([&layout.payee.name]) {
            let mut cells = self.rows.iter().map(|row| masked(book.shown(*key, *row as usize)));
            widths.push(widest(&mut cells).max(text_width(&book.plan.column(*key).name)));
        }
        for amounts in &self.columns {
            widths.push(money_width(self.rows.iter().map(|row| amounts.values[*row as usize]).sum()));
        }
        let mut remarks = self.rows.iter().map(|row| remark(book, layout, *row as usize));
        let [least, most] = REMARK_WIDTHS;
        widths.extend([money_width(self.unit.total), SIGN_WIDTH, widest(&mut remarks).clamp(least, most)]);
        widths
    }
}

/// Room for an amount with its separators.
fn money_width(fen: i64) -> f64 {
    let digits = yuan_text(fen).len();
    ((digits + digits / 4) as f64 + 1.0).max(AMOUNT_WIDTH_MIN)
}

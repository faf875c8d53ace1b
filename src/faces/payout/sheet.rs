//! The sheet of one unit: title, header over two rows, one line a payee, totals, capitals, signatures.
use super::layout::{Amounts, Part};
use super::pages::{Heights, Pages};
use super::remark::{masked, remark};
use super::{PayoutUnit, Payouts, sign_off};
use crate::faces::capital::capital;
use crate::faces::choice::{identity, is_made, title};
use crate::faces::finished::finished;
use crate::faces::paper::{MONEY, Paper, Tint, new_workbook, set_page, text_width, write_across, yuan, yuan_text};
use crate::faces::{Edition, FaceError};
use crate::plan::ColumnId;
use crate::scheme::DocumentKind;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};
use std::collections::BTreeSet;

/// First of the two header rows.
const HEADER: u32 = 3;
/// First row of a payee.
const FIRST: u32 = 5;
/// Heights in points: title, line below it, the two header rows, a line, capitals, signatures.
const TITLE_HEIGHT: f64 = 28.0;
const SMALL_HEIGHT: f64 = 16.0;
const HEADER_HEIGHTS: [f64; 2] = [18.0, 42.0];
const LINE_HEIGHT: f64 = 18.0;
const SIGN_HEIGHT: f64 = 30.0;
/// What a page holds, at these heights.
pub(super) const HEIGHTS: Heights = Heights {
    head: TITLE_HEIGHT + 2.0 * SMALL_HEIGHT,
    header: HEADER_HEIGHTS[0] + HEADER_HEIGHTS[1],
    line: LINE_HEIGHT,
    foot: 2.0 * LINE_HEIGHT + SIGN_HEIGHT + SMALL_HEIGHT,
};
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
    let keys = identity(payouts.book, DocumentKind::Payout, payouts.layout.table);
    let page = Page { payouts, unit, edition, rows, columns, keys, look: Look::new() };
    let mut workbook = new_workbook(edition, &page.title())?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("发放明细")?;
    page.write(sheet)?;
    if is_made(payouts.book, DocumentKind::SignOff) {
        sign_off::write(workbook.add_worksheet(), payouts, unit, edition)?;
    }
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
    /// Columns that say who it is.
    keys: Vec<ColumnId>,
    look: Look,
}

impl Page<'_> {
    /// `平安区第一小学2018年度绩效奖励基金发放明细表（试算稿）`
    fn title(&self) -> String {
        let funds: BTreeSet<usize> = self.columns.iter().map(|column| column.fund).collect();
        let names: Vec<&str> = funds.iter().map(|fund| self.payouts.layout.funds[*fund].as_str()).collect();
        let Edition { year, stage, .. } = self.edition;
        let usual = format!("{year}年度{}发放明细表", names.join("、"));
        format!("{}{}（{stage}）", self.unit.name, title(self.payouts.book, DocumentKind::Payout, usual))
    }

    /// Column of the first amount: after the number and the columns that say who it is.
    fn first_amount(&self) -> u16 {
        self.keys.len() as u16 + 1
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
        let (scale, [first_page, last_page]) = self.columns_and_scale(sheet)?;
        // Breaks between pages are heeded only where the scale is stated.
        sheet.set_print_scale(scale);
        let pages = Pages::cut(self.rows.len(), FIRST, scale, HEIGHTS);
        pages.break_pages(sheet)?;
        self.heading(sheet, &title, first_page)?;
        self.header(sheet)?;
        for (line, row) in self.rows.iter().enumerate() {
            self.person(sheet, pages.row(line), line, *row as usize)?;
        }
        self.subtotals(sheet, &pages)?;
        self.totals(sheet, &pages, last_page)
    }

    fn heading(&self, sheet: &mut Worksheet, title: &str, across: [u16; 2]) -> Result<(), XlsxError> {
        let centred = |format: &Format| format.clone().set_align(FormatAlign::Center);
        write_across(sheet, 0, across, title, &self.look.paper.title)?;
        sheet.set_row_height(0, TITLE_HEIGHT)?;
        sheet.set_row_height(1, SMALL_HEIGHT)?;
        sheet.set_row_height(2, SMALL_HEIGHT)?;
        write_across(sheet, 1, across, self.edition.notice(), &centred(&self.look.paper.notice))?;
        let line = format!(
            "单位：{}　　期间：{}年度　　依据：{}　　金额单位：元",
            self.unit.name, self.edition.year, self.edition.basis
        );
        write_across(sheet, 2, across, &line, &self.look.paper.subtitle)
    }

    fn header(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let book = self.payouts.book;
        let format = &self.look.paper.header;
        let names = self.keys.iter().map(|column| book.plan.column(*column).name.as_str());
        for (column, name) in ["序号"].into_iter().chain(names).enumerate() {
            sheet.merge_range(HEADER, column as u16, HEADER + 1, column as u16, name, format)?;
        }
        let mut at = self.first_amount();
        for columns in self.columns.chunk_by(|a, b| a.fund == b.fund) {
            let last = at + columns.len() as u16 - 1;
            write_across(sheet, HEADER, [at, last], &self.payouts.layout.funds[columns[0].fund], format)?;
            for column in columns {
                sheet.write_string_with_format(HEADER + 1, at, &column.title, format)?;
                at += 1;
            }
        }
        for (column, name) in ["实发合计", "签名", "备注"].into_iter().enumerate() {
            let column = self.net_column() + column as u16;
            sheet.merge_range(HEADER, column, HEADER + 1, column, name, format)?;
        }
        for (row, height) in HEADER_HEIGHTS.into_iter().enumerate() {
            sheet.set_row_height(HEADER + row as u32, height)?;
        }
        Ok(())
    }

    fn person(&self, sheet: &mut Worksheet, at: u32, line: usize, row: usize) -> Result<(), XlsxError> {
        let (book, layout) = (self.payouts.book, &self.payouts.layout);
        sheet.set_row_height(at, LINE_HEIGHT)?;
        sheet.write_number_with_format(at, 0, line as f64 + 1.0, &self.look.centred)?;
        for (column, key) in self.keys.iter().enumerate() {
            let text = masked(book.shown(*key, row));
            sheet.write_string_with_format(at, column as u16 + 1, text, &self.look.centred)?;
        }
        for (column, amounts) in self.columns.iter().enumerate() {
            let column = self.first_amount() + column as u16;
            let format = self.look.of(amounts.part);
            sheet.write_number_with_format(at, column, yuan(amounts.values[row]), format)?;
        }
        let net = self.net_column();
        sheet.write_number_with_format(at, net, yuan(layout.net(row)), &self.look.strong_money)?;
        sheet.write_blank(at, net + 1, &self.look.text)?;
        sheet.write_string_with_format(at, net + 2, remark(book, layout, row), &self.look.remark)?;
        Ok(())
    }

    /// 本页小计 below the lines of each page.
    fn subtotals(&self, sheet: &mut Worksheet, pages: &Pages) -> Result<(), XlsxError> {
        let (strong, money) = (&self.look.strong, &self.look.strong_money);
        for (at, run) in pages.subtotals() {
            let rows = &self.rows[run.clone()];
            sheet.set_row_height(at, LINE_HEIGHT)?;
            write_across(sheet, at, [0, self.first_amount() - 1], "本页小计", strong)?;
            for (column, amounts) in self.columns.iter().enumerate() {
                let fen = rows.iter().map(|row| amounts.values[*row as usize]).sum();
                pages.write_subtotal(sheet, (at, &run), self.first_amount() + column as u16, fen, money)?;
            }
            let net = self.net_column();
            let fen = rows.iter().map(|row| self.payouts.layout.net(*row as usize)).sum();
            pages.write_subtotal(sheet, (at, &run), net, fen, money)?;
            sheet.write_blank(at, net + 1, strong)?;
            sheet.write_blank(at, net + 2, strong)?;
        }
        Ok(())
    }

    fn totals(&self, sheet: &mut Worksheet, pages: &Pages, across: [u16; 2]) -> Result<(), XlsxError> {
        let at = pages.end();
        let (strong, money) = (&self.look.strong, &self.look.strong_money);
        sheet.set_row_height(at, LINE_HEIGHT)?;
        write_across(sheet, at, [0, self.first_amount() - 1], "合计", strong)?;
        for (column, amounts) in self.columns.iter().enumerate() {
            let total = self.rows.iter().map(|row| amounts.values[*row as usize]).sum();
            pages.write_total(sheet, self.first_amount() + column as u16, total, money)?;
        }
        let net = self.net_column();
        pages.write_total(sheet, net, self.unit.total, money)?;
        sheet.write_blank(at, net + 1, strong)?;
        sheet.write_blank(at, net + 2, strong)?;
        let signatures = self.payouts.signatures(DocumentKind::Payout);
        foot(sheet, [&signatures, self.edition.notice()], self.unit, &self.look.paper, at + 1, across)
    }

    /// Sets the widths. A sheet that would be printed too small is cut into pages between its funds, each with the
    /// number, key and name again. The answer is the scale in per cent, where the heading stands, on the first page, and
    /// where the amount in capitals and the signatures stand, on the last.
    fn columns_and_scale(&self, sheet: &mut Worksheet) -> Result<(u16, [[u16; 2]; 2]), XlsxError> {
        let widths = self.widths();
        for (column, width) in widths.iter().enumerate() {
            sheet.set_column_width(column as u16, *width)?;
        }
        let first = self.first_amount();
        let mut starts: Vec<u16> = vec![first];
        for columns in self.columns.chunk_by(|a, b| a.fund == b.fund) {
            starts.push(starts[starts.len() - 1] + columns.len() as u16);
        }
        // The total stays with the last fund; the first fund begins the first page.
        let breaks = starts.get(1..starts.len().saturating_sub(1)).unwrap_or_default();
        if pixels(&widths) * SCALE_MIN / 100.0 <= PAGE_PIXELS || breaks.is_empty() {
            return Ok((scale_of(pixels(&widths)), [[0, self.last_column()]; 2]));
        }
        let ends = breaks.iter().copied().chain([self.last_column() + 1]);
        let repeated = pixels(&widths[..first as usize]);
        let page = |(start, end): (u16, u16)| repeated + pixels(&widths[start as usize..end as usize]);
        let widest = starts.iter().copied().zip(ends).map(page).fold(0.0, f64::max);
        sheet.set_vertical_page_breaks(&breaks.iter().map(|column| (*column).into()).collect::<Vec<u32>>())?;
        sheet.set_repeat_columns(0, first - 1)?;
        let across = [[0, breaks[0] - 1], [breaks[breaks.len() - 1], self.last_column()]];
        Ok((scale_of(widest), across))
    }

    fn widths(&self) -> Vec<f64> {
        let (book, layout) = (self.payouts.book, &self.payouts.layout);
        let widest = |texts: &mut dyn Iterator<Item = String>| texts.map(|t| text_width(&t)).fold(0.0, f64::max);
        let mut widths = vec![NUMBER_WIDTH];
        for key in &self.keys {
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

/// Below the totals: the amount in capitals, the line for signatures, the notice.
pub(super) fn foot(
    sheet: &mut Worksheet,
    [signatures, notice]: [&str; 2],
    unit: &PayoutUnit,
    paper: &Paper,
    at: u32,
    across: [u16; 2],
) -> Result<(), XlsxError> {
    let words = format!("实发合计（大写）：{}（¥{}）", capital(unit.total), yuan_text(unit.total));
    sheet.set_row_height(at, LINE_HEIGHT)?;
    write_across(sheet, at, across, &words, &paper.strong)?;
    sheet.set_row_height(at + 1, SIGN_HEIGHT)?;
    write_across(sheet, at + 1, across, signatures, &paper.subtitle)?;
    sheet.set_row_height(at + 2, SMALL_HEIGHT)?;
    write_across(sheet, at + 2, across, notice, &paper.notice)
}

/// Pixels of columns of these widths.
pub(super) fn pixels(widths: &[f64]) -> f64 {
    widths.iter().map(|width| width * PIXELS[0] + PIXELS[1]).sum()
}

/// The scale in per cent at which so many pixels fit across a page.
pub(super) fn scale_of(pixels: f64) -> u16 {
    (100.0 * PAGE_PIXELS / pixels.max(1.0)).clamp(10.0, 100.0) as u16
}

/// Room for an amount with its separators.
pub(super) fn money_width(fen: i64) -> f64 {
    let digits = yuan_text(fen).len();
    ((digits + digits / 4) as f64 + 1.0).max(AMOUNT_WIDTH_MIN)
}

//! A unit's notices as a workbook: one sheet, a page a person.
use super::TITLE;
use super::lines::Notice;
use crate::faces::finished::finished;
use crate::faces::paper::{Paper, new_workbook, set_page, wrapped_height, write_across};
use crate::faces::{Edition, FaceError};
use rust_xlsxwriter::{Format, Worksheet};

const WIDTHS: [f64; 4] = [24.0, 18.0, 14.0, 62.0];
const LAST: u16 = 3;
/// Height of a title, a line of text and the line to sign on, in points.
const TITLE_HEIGHT: f64 = 24.0;
const LINE_HEIGHT: f64 = 15.0;
const SIGN_HEIGHT: f64 = 32.0;
/// Points of an A4 page between its margins, less what other fonts take.
const PAGE_HEIGHT: f64 = 660.0;
/// The smallest print in per cent that is still read, and that which is as wide as the page in any font.
const SCALES: [f64; 2] = [45.0, 62.0];

/// Name of the sheet.
pub(super) const NAME: &str = "告知单";

/// The workbook, and the row in which each person's page begins.
pub(super) fn workbook(unit: &str, notices: &[Notice], edition: &Edition) -> Result<(Vec<u8>, Vec<u32>), FaceError> {
    let title = format!("{unit}　{TITLE}");
    let mut workbook = new_workbook(edition, &title)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(NAME)?;
    set_page(sheet, edition, &title, false);
    for (column, width) in WIDTHS.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    let mut page = Page { sheet, paper: Paper::new(), row: 0, height: 0.0 };
    let (mut tallest, mut breaks) = (0.0_f64, Vec::new());
    for notice in notices {
        page.height = 0.0;
        page.notice(notice, edition)?;
        tallest = tallest.max(page.height);
        breaks.push(page.row);
    }
    let starts = [0].into_iter().chain(breaks.iter().copied()).take(notices.len()).collect();
    // A page after the last person would be blank; the format allows a thousand or so.
    breaks.pop();
    breaks.truncate(1_000);
    sheet.set_page_breaks(&breaks)?;
    // One scale for all, at which the longest notice is one page; breaks do not hold on pages that are fitted.
    let [least, most] = SCALES;
    sheet.set_print_scale((100.0 * PAGE_HEIGHT / tallest.max(1.0)).clamp(least, most) as u16);
    Ok((finished(&mut workbook)?, starts))
}

/// Where the next line goes, and how high the page has grown.
struct Page<'s> {
    sheet: &'s mut Worksheet,
    paper: Paper,
    row: u32,
    height: f64,
}

impl Page<'_> {
    fn notice(&mut self, notice: &Notice, edition: &Edition) -> Result<(), FaceError> {
        let subject = &notice.subject;
        let (title, subtitle, wrapped) =
            (self.paper.title.clone(), self.paper.subtitle.clone(), self.paper.wrapped.clone());
        self.across(TITLE, TITLE_HEIGHT, &title)?;
        let who = format!(
            "单位：{}　姓名：{}　编号：{}　实发：{} 元",
            subject.unit, subject.name, subject.key, subject.amount
        );
        for text in [format!("{}　依据 {}", edition.scheme, edition.basis), who] {
            self.across(&text, LINE_HEIGHT, &subtitle)?;
        }
        self.heads(["基金·来源", "项目", "金额（元）", "依据和去向"])?;
        for item in &subject.items {
            let to = item.to.as_ref().map(|to| format!("　转入“{to}”")).unwrap_or_default();
            let from = format!("{}·{}", item.fund, item.source);
            self.line([&from, &item.step, &item.amount, &format!("{}{to}", item.clause)])?;
        }
        self.heads(["录入的数据", "", "数值", "出处"])?;
        for [name, value, place] in &notice.inputs {
            self.line([name, "", value, place])?;
        }
        self.heads(["计算过程", "依据", "算式", ""])?;
        for [name, clause, arithmetic] in &notice.steps {
            self.arithmetic([name, clause], arithmetic)?;
        }
        for text in [&notice.standing, &notice.objection] {
            let height = wrapped_height([(text.as_str(), WIDTHS.iter().sum())].into_iter());
            self.across(text, height, &wrapped)?;
        }
        let sign = "本人签名：　　　　　　　　日期：　　　　年　　月　　日　　　　单位（盖章）";
        self.across(sign, SIGN_HEIGHT, &subtitle)
    }

    fn next(&mut self, height: f64) -> Result<(), FaceError> {
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        self.height += height;
        Ok(())
    }

    fn across(&mut self, text: &str, height: f64, format: &Format) -> Result<(), FaceError> {
        write_across(self.sheet, self.row, [0, LAST], text, format)?;
        self.next(height)
    }

    fn heads(&mut self, heads: [&str; 4]) -> Result<(), FaceError> {
        for (column, head) in heads.iter().enumerate() {
            self.sheet.write_string_with_format(self.row, column as u16, *head, &self.paper.header)?;
        }
        self.next(LINE_HEIGHT)
    }

    fn line(&mut self, cells: [&str; 4]) -> Result<(), FaceError> {
        for (column, text) in cells.iter().enumerate() {
            self.sheet.write_string_with_format(self.row, column as u16, *text, &self.paper.wrapped)?;
        }
        self.next(wrapped_height(cells.into_iter().zip(WIDTHS)))
    }

    /// Arithmetic takes two columns.
    fn arithmetic(&mut self, texts: [&str; 2], last: &str) -> Result<(), FaceError> {
        for (column, text) in texts.iter().enumerate() {
            self.sheet.write_string_with_format(self.row, column as u16, *text, &self.paper.wrapped)?;
        }
        write_across(self.sheet, self.row, [2, LAST], last, &self.paper.wrapped)?;
        let cells = [(texts[0], WIDTHS[0]), (texts[1], WIDTHS[1]), (last, WIDTHS[2] + WIDTHS[3])];
        self.next(wrapped_height(cells.into_iter()))
    }
}

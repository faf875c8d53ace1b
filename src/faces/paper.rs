//! The look of all workbooks: fonts, colours, number formats, widths that fit Chinese text, A4 pages.
use super::Edition;
use crate::dataset::column_letters;
use crate::number::format_fixed;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Formula, Workbook,
    Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

/// Grey of frozen structure.
const GREY: Color = Color::RGB(0xD9D9D9);
/// Pale yellow of inputs.
const INPUT: Color = Color::RGB(0xFFF9E5);
/// Orange of corrected inputs.
const CORRECTED: Color = Color::RGB(0xF8CBAD);
/// Pale blue of headers.
const HEADER: Color = Color::RGB(0xDDEBF7);
/// Blue of links.
const LINK: Color = Color::RGB(0x0563C1);
/// Red of warnings.
const WARNING: Color = Color::RGB(0xC00000);
/// Font of all cells; a spreadsheet without it substitutes its own Song type.
const FONT: &str = "宋体";
/// Characters of one text in a page header.
const HEADER_TEXT_MAX: usize = 60;
/// Height of a line of text, and the highest row that the format allows.
const LINE_HEIGHT: f64 = 13.5;
const HEIGHT_MAX: f64 = 409.0;
/// Widest column, in characters.
const WIDTH_MAX: f64 = 48.0;

/// The formats of a workbook.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub title: Format,
    pub title_left: Format,
    pub subtitle: Format,
    pub notice: Format,
    pub header: Format,
    pub header_grey: Format,
    pub text: Format,
    pub wrapped: Format,
    pub wrapped_bad: Format,
    pub wrapped_input: Format,
    pub link: Format,
    pub strong: Format,
    pub good: Format,
    pub bad: Format,
}

/// What a cell is: it decides colour and protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Tint {
    /// Read from a file: may be changed to see what follows.
    Input,
    /// A formula.
    Live,
    /// Frozen structure.
    Frozen,
    /// An input that an approved correction replaced.
    Corrected,
}

impl Paper {
    pub(super) fn new() -> Paper {
        let base = || Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::VerticalCenter);
        let boxed = || base().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xA6A6A6));
        let header = boxed()
            .set_bold()
            .set_background_color(HEADER)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        Paper {
            title: base().set_bold().set_font_size(16).set_align(FormatAlign::Center),
            title_left: base().set_bold().set_font_size(16),
            subtitle: base().set_font_color(Color::RGB(0x595959)),
            notice: base().set_bold().set_font_color(WARNING),
            header_grey: header.clone().set_background_color(GREY),
            header,
            text: boxed(),
            wrapped: boxed().set_text_wrap().set_align(FormatAlign::Top),
            wrapped_bad: boxed().set_text_wrap().set_align(FormatAlign::Top).set_bold().set_font_color(WARNING),
            wrapped_input: boxed().set_text_wrap().set_align(FormatAlign::Top).set_background_color(INPUT),
            link: boxed().set_align(FormatAlign::Top).set_font_color(LINK).set_underline(FormatUnderline::Single),
            strong: boxed().set_bold(),
            good: boxed().set_font_color(Color::RGB(0x006100)).set_background_color(Color::RGB(0xE2EFDA)),
            bad: boxed().set_bold().set_font_color(WARNING).set_background_color(Color::RGB(0xFCE4D6)),
        }
    }

    /// A bordered cell with a number format; only inputs are left unlocked.
    pub(super) fn number(&self, format: &str, tint: Tint) -> Format {
        let cell = self.text.clone().set_num_format(format);
        match tint {
            Tint::Input => cell.set_background_color(INPUT).set_unlocked(),
            Tint::Live => cell,
            Tint::Frozen => cell.set_background_color(GREY),
            Tint::Corrected => cell.set_background_color(CORRECTED).set_bold().set_unlocked(),
        }
    }
}

/// Number format for decimals with places: `#,##0.00`.
pub(super) fn decimal_format(places: u32) -> String {
    if places == 0 { "0".to_string() } else { format!("0.{}", "0".repeat(places as usize)) }
}

/// Number format of money.
pub(super) const MONEY: &str = "#,##0.00";

/// Yuan as a spreadsheet holds them: the double nearest to the decimal, which one division gives.
pub(super) fn yuan(fen: i64) -> f64 {
    fen as f64 / 100.0
}

/// Yuan as digits, for the cached result of a formula.
pub(super) fn yuan_text(fen: i64) -> String {
    format_fixed(fen, 2)
}

/// `ROUND(SUM(F6:F20),2)` over the cells above, with the total that the book holds as its cached result.
pub(super) fn write_sum(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    first: u32,
    fen: i64,
    format: &Format,
) -> Result<(), XlsxError> {
    if first >= row {
        return sheet.write_number_with_format(row, column, yuan(fen), format).map(drop);
    }
    let letters = column_letters(column);
    let formula = format!("ROUND(SUM({letters}{}:{letters}{row}),2)", first + 1);
    let formula = Formula::new(formula).set_result(yuan_text(fen));
    sheet.write_formula_with_format(row, column, formula, format).map(drop)
}

/// One text over several cells of a row; a single cell needs no merging.
pub(super) fn write_across(
    sheet: &mut Worksheet,
    row: u32,
    [first, last]: [u16; 2],
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first == last {
        return sheet.write_string_with_format(row, first, text, format).map(drop);
    }
    sheet.merge_range(row, first, row, last, text, format).map(drop)
}

/// Width of a text in columns: a Chinese character counts two.
pub(super) fn text_width(text: &str) -> f64 {
    let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    (widest as f64 + 2.0).min(WIDTH_MAX)
}

/// Height that shows all of a row's wrapped texts in columns of these widths.
pub(super) fn wrapped_height<'t>(cells: impl Iterator<Item = (&'t str, f64)>) -> f64 {
    let lines = |(text, width): (&str, f64)| {
        text.lines().map(|line| ((UnicodeWidthStr::width(line) as f64 + 1.0) / width).ceil().max(1.0)).sum::<f64>()
    };
    let most = cells.map(lines).fold(1.0, f64::max);
    (most * LINE_HEIGHT + 2.0).min(HEIGHT_MAX)
}

/// A workbook without clock or author, so that the same content gives the same bytes.
pub(super) fn new_workbook(edition: &Edition, title: &str) -> Result<Workbook, XlsxError> {
    dated_workbook(edition.year, title, &format!("{}　批次 {}", edition.stage, edition.batch))
}

/// The same for a list that belongs to no batch.
pub(super) fn list_workbook(year: u16, title: &str) -> Result<Workbook, XlsxError> {
    dated_workbook(year, title, "")
}

fn dated_workbook(year: u16, title: &str, subject: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // The date is fixed: documents carry no clock, and the library would otherwise write the time of day.
    let properties = DocProperties::new()
        .set_title(title)
        .set_subject(subject)
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, 12, 31)?);
    workbook.set_properties(&properties);
    workbook.set_zip_compression_level(3);
    Ok(workbook)
}

/// A4 across, fitted to one page wide, for a list that belongs to no batch.
pub(super) fn set_list_page(sheet: &mut Worksheet, title: &str) {
    sheet.set_landscape();
    fit_page(sheet);
    let title: String = title.chars().take(HEADER_TEXT_MAX).collect();
    sheet.set_header(format!("&C{}", title.replace('&', "&&")));
    sheet.set_footer("&R第 &P 页，共 &N 页");
}

fn fit_page(sheet: &mut Worksheet) {
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3);
}

/// A4, fitted to one page wide, with the edition on every page.
pub(super) fn set_page(sheet: &mut Worksheet, edition: &Edition, title: &str, landscape: bool) {
    if landscape {
        sheet.set_landscape();
    }
    fit_page(sheet);
    // The format allows 255 characters in all; K sets the colour.
    let safe = |text: &str| text.chars().take(HEADER_TEXT_MAX).collect::<String>().replace('&', "&&");
    let (notice, batch) = (edition.mark(), safe(&edition.batch));
    sheet.set_header(format!("&L&KC00000{notice}&C&K000000{}&R{batch}", safe(title)));
    sheet.set_footer("&L制表人：　　　　复核人：　　　　负责人：&R第 &P 页，共 &N 页");
}

/// A sheet name that the format allows: at most 31 characters, none of `[]:*?/\`, not `History`.
pub(super) fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean: String =
        wanted.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '_' } else { c }).collect();
    let clean = if clean.is_empty() || clean.eq_ignore_ascii_case("history") { format!("{clean}_") } else { clean };
    let mut number = 1;
    loop {
        let suffix = if number == 1 { String::new() } else { format!("({number})") };
        let length = 31 - suffix.chars().count();
        let name: String = clean.chars().take(length).chain(suffix.chars()).collect();
        if !taken.iter().any(|t| t.to_lowercase() == name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

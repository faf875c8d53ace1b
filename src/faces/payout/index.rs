//! 目录.xlsx: every unit with its persons, its total and a link to its sheet.
use super::{PayoutUnit, Payouts};
use crate::faces::capital::capital;
use crate::faces::finished::finished;
use crate::faces::paper::{MONEY, Paper, Tint, new_workbook, set_page, text_width, write_across, write_sum, yuan};
use crate::faces::{Edition, FaceError};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatUnderline, Url, Worksheet, XlsxError};

const HEADER: u32 = 3;
const FIRST: u32 = HEADER + 1;
/// Blue of links.
const LINK: Color = Color::RGB(0x0563C1);

pub(super) fn workbook(
    payouts: &Payouts<'_>,
    units: &[(PayoutUnit, String)],
    edition: &Edition,
) -> Result<Vec<u8>, FaceError> {
    let title = format!("{}年度发放明细目录（{}）", edition.year, edition.stage);
    let mut workbook = new_workbook(edition, &title)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("目录")?;
    write(sheet, payouts, units, edition, &title)?;
    Ok(finished(&mut workbook)?)
}

/// The formats of the index.
struct Look {
    paper: Paper,
    centred: Format,
    money: Format,
    strong_money: Format,
    strong_count: Format,
    link: Format,
}

impl Look {
    fn new() -> Look {
        let paper = Paper::new();
        let link = paper.text.clone().set_font_color(LINK).set_underline(FormatUnderline::Single);
        Look {
            centred: paper.text.clone().set_align(FormatAlign::Center),
            money: paper.number(MONEY, Tint::Live),
            strong_money: paper.strong.clone().set_num_format(MONEY),
            strong_count: paper.strong.clone().set_num_format("0"),
            link,
            paper,
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    payouts: &Payouts<'_>,
    units: &[(PayoutUnit, String)],
    edition: &Edition,
    title: &str,
) -> Result<(), XlsxError> {
    let look = Look::new();
    let funds = payouts.funds();
    // Number, unit, two counts, the funds, their sum, the file.
    let last = 5 + funds.len() as u16;
    set_page(sheet, edition, title, false);
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_freeze_panes(FIRST, 2)?;
    head(sheet, &look, edition, title, funds)?;
    for (line, (unit, file)) in units.iter().enumerate() {
        unit_line(sheet, &look, line as u32, unit, file)?;
    }
    totals(sheet, &look, units, funds.len())?;
    let widest =
        |text: fn(&(PayoutUnit, String)) -> &str| units.iter().map(|unit| text_width(text(unit))).fold(12.0, f64::max);
    sheet.set_column_width(0, 5)?;
    sheet.set_column_width(1, widest(|(unit, _)| &unit.name))?;
    sheet.set_column_range_width(2, 3, 10)?;
    sheet.set_column_range_width(4, last - 1, 18)?;
    sheet.set_column_width(last, widest(|(_, file)| file))?;
    Ok(())
}

fn head(sheet: &mut Worksheet, look: &Look, edition: &Edition, title: &str, funds: &[String]) -> Result<(), XlsxError> {
    let across = [0, 5 + funds.len() as u16];
    sheet.set_row_height(0, 28)?;
    write_across(sheet, 0, across, title, &look.paper.title)?;
    let notice = look.paper.notice.clone().set_align(FormatAlign::Center);
    write_across(sheet, 1, across, edition.notice(), &notice)?;
    let line = format!("发放机关：{}　　期间：{}年度　　金额单位：元", edition.office, edition.year);
    write_across(sheet, 2, across, &line, &look.paper.subtitle)?;
    let names = funds.iter().map(|fund| format!("实发·{fund}"));
    let titles = ["序号", "单位", "在册人数", "发放人数"].map(str::to_string).into_iter();
    let titles = titles.chain(names).chain(["实发合计".to_string(), "文件".to_string()]);
    for (column, title) in titles.enumerate() {
        sheet.write_string_with_format(HEADER, column as u16, title, &look.paper.header)?;
    }
    Ok(())
}

fn unit_line(sheet: &mut Worksheet, look: &Look, line: u32, unit: &PayoutUnit, file: &str) -> Result<(), XlsxError> {
    let at = FIRST + line;
    sheet.write_number_with_format(at, 0, line + 1, &look.centred)?;
    sheet.write_string_with_format(at, 1, &unit.name, &look.paper.text)?;
    sheet.write_number_with_format(at, 2, unit.persons as f64, &look.paper.text)?;
    sheet.write_number_with_format(at, 3, unit.paid as f64, &look.paper.text)?;
    let mut column = 4;
    for amount in unit.funds.iter().chain([&unit.total]) {
        sheet.write_number_with_format(at, column, yuan(*amount), &look.money)?;
        column += 1;
    }
    // In the same folder, so that the folder may be moved.
    let url = Url::new(format!("file:///{file}")).set_text(file);
    sheet.write_url_with_format(at, column, url, &look.link)?;
    Ok(())
}

fn totals(sheet: &mut Worksheet, look: &Look, units: &[(PayoutUnit, String)], funds: usize) -> Result<(), XlsxError> {
    let at = FIRST + units.len() as u32;
    let sum = |figure: &dyn Fn(&PayoutUnit) -> i64| units.iter().map(|(unit, _)| figure(unit)).sum::<i64>();
    write_across(sheet, at, [0, 1], "合计", &look.paper.strong)?;
    // Counts are summed as amounts are: in hundredths.
    write_sum(sheet, at, 2, FIRST, 100 * sum(&|unit| unit.persons as i64), &look.strong_count)?;
    write_sum(sheet, at, 3, FIRST, 100 * sum(&|unit| unit.paid as i64), &look.strong_count)?;
    for fund in 0..funds {
        write_sum(sheet, at, 4 + fund as u16, FIRST, sum(&|unit| unit.funds[fund]), &look.strong_money)?;
    }
    let total = sum(&|unit| unit.total);
    let column = 4 + funds as u16;
    write_sum(sheet, at, column, FIRST, total, &look.strong_money)?;
    sheet.write_blank(at, column + 1, &look.paper.strong)?;
    let words = format!("实发合计（大写）：{}", capital(total));
    write_across(sheet, at + 1, [0, column + 1], &words, &look.paper.strong)
}

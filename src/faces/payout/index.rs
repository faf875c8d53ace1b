//! 目录.xlsx: every unit with its persons, its total and a link to its sheet.
use super::{PayoutUnit, Payouts};
use crate::faces::capital::capital;
use crate::faces::paper::{
    MONEY, Paper, Tint, new_workbook, set_page, text_width, write_across, write_sum, yuan,
};
use crate::faces::{Edition, FaceError};
use rust_xlsxwriter::{Color, FormatAlign, FormatUnderline, Url, Worksheet, XlsxError};

const HEADER: u32 = 3;
const FIRST: u32 = HEADER + 1;

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
    Ok(workbook.save_to_buffer()?)
}

fn write(
    sheet: &mut Worksheet,
    payouts: &Payouts<'_>,
    units: &[(PayoutUnit, String)],
    edition: &Edition,
    title: &str,
) -> Result<(), XlsxError> {
    let paper = Paper::new();
    let money = paper.number(MONEY, Tint::Live);
    let strong = paper.strong.clone().set_num_format(MONEY);
    let centred = paper.text.clone().set_align(FormatAlign::Center);
    let count = paper.strong.clone().set_num_format("0");
    let link = paper.text.clone().set_font_color(Color::RGB(0x0563C1)).set_underline(FormatUnderline::Single);
    let funds = payouts.funds();
    let last = 5 + funds.len() as u16;
    set_page(sheet, edition, title, false);
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_freeze_panes(FIRST, 2)?;
    sheet.set_row_height(0, 28)?;
    write_across(sheet, 0, [0, last], title, &paper.title)?;
    let notice = paper.notice.clone().set_align(FormatAlign::Center);
    write_across(sheet, 1, [0, last], edition.notice(), &notice)?;
    let line = format!("发放机关：{}　　期间：{}年度　　金额单位：元", edition.office, edition.year);
    write_across(sheet, 2, [0, last], &line, &paper.subtitle)?;
    let names = funds.iter().map(|fund| format!("实发·{fund}"));
    let head = ["序号", "单位", "在册人数", "发放人数"].map(str::to_string).into_iter();
    let head = head.chain(names).chain(["实发合计".to_string(), "文件".to_string()]);
    for (column, name) in head.enumerate() {
        sheet.write_string_with_format(HEADER, column as u16, name, &paper.header)?;
    }
    for (line, (unit, file)) in units.iter().enumerate() {
        let at = FIRST + line as u32;
        sheet.write_number_with_format(at, 0, line as u32 + 1, &centred)?;
        sheet.write_string_with_format(at, 1, &unit.name, &paper.text)?;
        sheet.write_number_with_format(at, 2, unit.persons as f64, &paper.text)?;
        sheet.write_number_with_format(at, 3, unit.paid as f64, &paper.text)?;
        for (column, amount) in unit.funds.iter().chain([&unit.total]).enumerate() {
            sheet.write_number_with_format(at, 4 + column as u16, yuan(*amount), &money)?;
        }
        let url = Url::new(format!("file:///{file}")).set_text(file);
        sheet.write_url_with_format(at, last, url, &link)?;
    }
    let at = FIRST + units.len() as u32;
    write_across(sheet, at, [0, 1], "合计", &paper.strong)?;
    for (column, persons) in [(2, |u: &PayoutUnit| u.persons), (3, |u: &PayoutUnit| u.paid)] as [(u16, fn(&PayoutUnit) -> usize); 2] {
        let total: usize = units.iter().map(|(unit, _)| persons(unit)).sum();
        write_sum(sheet, at, column, FIRST, total as i64 * 100, &count)?;
    }
    for column in 0..=funds.len() {
        let amount = |unit: &PayoutUnit| unit.funds.get(column).copied().unwrap_or(unit.total);
        let total = units.iter().map(|(unit, _)| amount(unit)).sum();
        write_sum(sheet, at, 4 + column as u16, FIRST, total, &strong)?;
    }
    sheet.write_blank(at, last, &paper.strong)?;
    let total = units.iter().map(|(unit, _)| unit.total).sum();
    write_across(sheet, at + 1, [0, last], &format!("实发合计（大写）：{}", capital(total)), &paper.strong)?;
    sheet.set_column_width(0, 5)?;
    let widest = |text: fn(&(PayoutUnit, String)) -> &str| {
        units.iter().map(|unit| text_width(text(unit))).fold(12.0, f64::max)
    };
    sheet.set_column_width(1, widest(|(unit, _)| &unit.name))?;
    sheet.set_column_range_width(2, 3, 10)?;
    sheet.set_column_range_width(4, last - 1, 18)?;
    sheet.set_column_width(last, widest(|(_, file)| file))?;
    Ok(())
}

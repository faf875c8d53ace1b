//! 记账凭证: a sheet for each accounting unit with its entries, and the list of them.
use super::AMOUNT;
use super::Booking;
use super::entries::{Entry, Side, Voucher, names};
use crate::dataset::column_letters;
use crate::faces::capital::capital;
use crate::faces::grid::{Cell, Grid, Head};
use crate::faces::paper::{MONEY, Paper, Tint, set_page, sheet_name, wrapped_height, write_across, yuan, yuan_text};
use crate::faces::{Edition, FaceError};
use rust_xlsxwriter::{Format, FormatAlign, Formula, Worksheet, XlsxError};

/// Columns of an entry, with their widths.
const HEADS: [(&str, f64); 7] = [
    ("摘要", 14.0),
    ("会计科目", 40.0),
    ("资金来源", 34.0),
    ("支出功能分类", 26.0),
    ("部门经济分类", 22.0),
    ("借方金额", AMOUNT),
    ("贷方金额", AMOUNT),
];
const LAST: u16 = HEADS.len() as u16 - 1;
/// Entries of a voucher, as they are numbered.
const NUMBERS: [&str; 3] = ["一", "二", "三"];
/// Column of debits; credits stand beside.
const DEBIT: u16 = LAST - 1;

/// 凭证目录: both sides of each entry of each accounting unit.
pub(super) fn index(event: Booking, vouchers: &[Voucher], heading: &str) -> Grid {
    let mut heads = vec![Head::new("序号", 6.0), Head::new("核算单位", 26.0), Head::sum("人数", 8.0)];
    for name in names(event) {
        heads.extend(["借方", "贷方"].map(|side| Head::sum(&format!("{name}{side}"), AMOUNT)));
    }
    let taxed = vouchers.iter().any(|voucher| voucher.tax != 0);
    if taxed {
        heads.push(Head::sum("其中代扣个税", AMOUNT));
    }
    heads.push(Head::new("借贷", 8.0));
    let of_tax = if event == Booking::Return { "" } else { tax(taxed) };
    let line = |(number, voucher): (usize, &Voucher)| {
        let mut cells = vec![Cell::text((number + 1).to_string()), Cell::text(&voucher.keeper)];
        cells.push(Cell::Count(voucher.persons as i64));
        let sides: Vec<[i64; 2]> = voucher.entries.iter().map(Entry::sides).collect();
        cells.extend(sides.iter().flatten().map(|fen| Cell::Money(*fen)));
        if taxed {
            cells.push(Cell::Money(voucher.tax));
        }
        let even = sides.iter().all(|[debit, credit]| debit == credit);
        cells.push(Cell::text(if even { "平" } else { "不平" }));
        cells
    };
    Grid {
        name: "凭证目录".to_string(),
        title: format!("{heading}目录"),
        sentence: format!("{}{of_tax}金额单位：元", words(event)),
        heads,
        lines: vouchers.iter().enumerate().map(line).collect(),
        closing: Vec::new(),
    }
}

/// What an event books.
fn words(event: Booking) -> &'static str {
    match event {
        Booking::Payment => {
            "每个核算单位一张；计提、发放各次借贷相等，并等于本批发放额。异议未结缓发的不计提、不支付，列在“未发资金余额”。"
        }
        Booking::Repeat => {
            "每个核算单位一张；等于本批重发额。退票后重发的已经计提，只记付款；缓发后首次发放的先计提再付款。"
        }
        Booking::Return => "每个核算单位一张；等于本次退回额。退回的款项冲回付款分录，仍列应付，待重发。",
    }
}

/// What the entries say of income tax.
fn tax(known: bool) -> &'static str {
    if known {
        "代扣的个人所得税按方案写明的列记入应交税费，由各来源按发放额分担；预算会计按应发全额列支。"
    } else {
        "个人所得税由扣缴义务人申报后另制凭证：借 应付职工薪酬，贷 其他应交税费—应交个人所得税。"
    }
}

struct Look {
    paper: Paper,
    text: Format,
    money: Format,
    strong_money: Format,
    line: Format,
}

impl Look {
    fn new() -> Look {
        let paper = Paper::new();
        let money = paper.number(MONEY, Tint::Live);
        Look {
            text: paper.wrapped.clone().set_align(FormatAlign::VerticalCenter),
            line: paper.subtitle.clone().set_text_wrap(),
            strong_money: money.clone().set_bold(),
            money,
            paper,
        }
    }
}

/// Writes the sheet of an accounting unit.
pub(super) fn write(
    sheet: &mut Worksheet,
    voucher: &Voucher,
    number: usize,
    edition: &Edition,
    [heading, signers]: [&str; 2],
    taken: &mut Vec<String>,
) -> Result<(), FaceError> {
    let look = Look::new();
    let name = sheet_name(&voucher.keeper, taken);
    sheet.set_name(&name)?;
    taken.push(name);
    set_page(sheet, edition, heading, true);
    sheet.set_footer("&R第 &P 页，共 &N 页");
    for (column, (_, width)) in HEADS.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    head(sheet, voucher, number, edition, heading, &look)?;
    let mut at = 4;
    for (number, entry) in voucher.entries.iter().filter(|entry| !entry.lines.is_empty()).enumerate() {
        let title = format!("{}、{}", NUMBERS[number], entry.name.replace('）', "会计）"));
        at = block(sheet, at, entry, &title, &look)?;
    }
    write_across(sheet, at, [0, LAST], &format!("{signers}　　年　　月　　日"), &look.line)?;
    Ok(())
}

fn head(
    sheet: &mut Worksheet,
    voucher: &Voucher,
    number: usize,
    edition: &Edition,
    heading: &str,
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 28)?;
    write_across(sheet, 0, [0, LAST], heading, &look.paper.title)?;
    let notice = look.paper.notice.clone().set_align(FormatAlign::Center);
    write_across(sheet, 1, [0, LAST], edition.notice(), &notice)?;
    let unit = format!(
        "核算单位：{}　　第 {number} 号　　期间：{}年度　　批次：{}　　人数：{}　　金额单位：元",
        voucher.keeper, edition.year, edition.batch, voucher.persons
    );
    write_across(sheet, 2, [0, LAST], &unit, &look.line)?;
    let within = format!("所含单位：{}　　附件　　张", voucher.units.join("、"));
    let width = HEADS.iter().map(|(_, width)| width).sum();
    sheet.set_row_height(3, wrapped_height([(within.as_str(), width)].into_iter()) + 2.0)?;
    write_across(sheet, 3, [0, LAST], &within, &look.line)
}

/// An entry with its sums; returns the row after it.
fn block(sheet: &mut Worksheet, at: u32, entry: &Entry, title: &str, look: &Look) -> Result<u32, XlsxError> {
    write_across(sheet, at, [0, LAST], title, &look.paper.strong)?;
    for (column, (title, _)) in HEADS.iter().enumerate() {
        sheet.write_string_with_format(at + 1, column as u16, *title, &look.paper.header)?;
    }
    let first = at + 2;
    for (line, row) in entry.lines.iter().zip(first..) {
        let texts = [entry.summary, &line.account, &line.source, &line.function, &line.economic];
        let cells = texts.into_iter().zip(HEADS).map(|(text, (_, width))| (text, width));
        sheet.set_row_height(row, wrapped_height(cells) + 2.0)?;
        let (mark, own, other) = match line.side {
            Side::Debit => ("借：", DEBIT, LAST),
            Side::Credit => ("　　贷：", LAST, DEBIT),
        };
        let account = format!("{mark}{}", line.account);
        for (column, text) in [entry.summary, &account].into_iter().chain(texts.into_iter().skip(2)).enumerate() {
            sheet.write_string_with_format(row, column as u16, text, &look.text)?;
        }
        sheet.write_number_with_format(row, own, yuan(line.fen), &look.money)?;
        sheet.write_blank(row, other, &look.text)?;
    }
    let end = first + entry.lines.len() as u32;
    let [debit, credit] = entry.sides();
    write_across(sheet, end, [0, DEBIT - 1], &format!("合计（大写）：{}", capital(debit)), &look.paper.strong)?;
    for (column, fen) in [(DEBIT, debit), (LAST, credit)] {
        let letters = column_letters(column);
        let formula = Formula::new(format!("ROUND(SUM({letters}{}:{letters}{end}),2)", first + 1));
        sheet.write_formula_with_format(end, column, formula.set_result(yuan_text(fen)), &look.strong_money)?;
    }
    Ok(end + 2)
}

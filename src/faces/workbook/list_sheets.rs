//! The lists: balance of each source, the scheme in words, checks and consequences, findings and what was read.
use super::doubles::as_double;
use super::writer::Writer;
use crate::book::Book;
use crate::faces::FaceError;
use crate::faces::paper::{MONEY, set_page, wrapped_height};
use crate::faces::{kind_name, scheme_outline};
use crate::messages::{Findings, Language, Severity};
use crate::plan::*;
use crate::scheme::{AccountKind, CheckLevel};
use rust_xlsxwriter::{Format, FormatAlign, Formula, Worksheet};

/// Cell that holds the sum of all gaps between sources and ends.
pub(super) const GAP_CELL: &str = "'资金平衡'!$B$3";
/// What ended in a kind of account, summed over the lines of this sheet.
pub(super) fn ended_formula(kind: AccountKind) -> String {
    let lines = |letters: &str| format!("'资金平衡'!${letters}$1:${letters}${BALANCE_LINES_MAX}");
    format!("ROUND(SUMIF({},\"{}\",{}),2)", lines("D"), kind_name(kind, Language::Chinese), lines("E"))
}

/// Lines of balances that the cover sums: more sources and accounts than a scheme can have.
const BALANCE_LINES_MAX: u32 = 5_000;
/// Rows named for a failed check or a consequence.
const ROWS_NAMED_MAX: usize = 200;

struct List<'w, 'b> {
    writer: &'w Writer<'b>,
    widths: Vec<f64>,
    sheet: Worksheet,
    at: u32,
}

impl<'w, 'b> List<'w, 'b> {
    fn new(writer: &'w Writer<'b>, name: &str, widths: &[f64]) -> Result<Self, FaceError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_formula_result_default("");
        set_page(&mut sheet, writer.edition, name, true);
        let title = format!("{}　{name}", writer.edition.scheme);
        let left = writer.paper.title.clone().set_align(FormatAlign::Left);
        sheet.write_string_with_format(0, 0, title, &left)?;
        sheet.write_string_with_format(1, 0, writer.edition.notice(), &writer.paper.notice)?;
        for (column, width) in widths.iter().enumerate() {
            sheet.set_column_width(column as u16, *width)?;
        }
        Ok(List { writer, widths: widths.to_vec(), sheet, at: 3 })
    }

    fn heads(&mut self, heads: &[&str]) -> Result<(), FaceError> {
        for (column, head) in heads.iter().enumerate() {
            self.sheet.write_string_with_format(self.at, column as u16, *head, &self.writer.paper.header)?;
        }
        self.at += 1;
        Ok(())
    }

    fn row(&mut self, cells: &[&str]) -> Result<(), FaceError> {
        let height = wrapped_height(cells.iter().copied().zip(self.widths.iter().copied()));
        self.sheet.set_row_height(self.at, height)?;
        for (column, cell) in cells.iter().enumerate() {
            self.sheet.write_string_with_format(self.at, column as u16, *cell, &self.writer.paper.wrapped)?;
        }
        self.at += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), FaceError> {
        self.at += 1;
        self.sheet.write_string_with_format(self.at, 0, text, &self.writer.paper.strong)?;
        self.at += 1;
        Ok(())
    }

    /// How many rows of a flag column have a value: live where all rows are here.
    fn count(&mut self, flag: ColumnId, value: u8, count: usize, format: &Format) -> Result<(), FaceError> {
        if self.writer.holds_all(flag) {
            let range = self.writer.range(flag);
            // Not every reader takes a single cell for a range.
            let range = match range.rsplit_once('!') {
                Some((_, cell)) if !cell.contains(':') => format!("{range}:{cell}"),
                _ => range,
            };
            let formula = format!("COUNTIF({range},{value})");
            return self.formula(3, formula, count.to_string(), format);
        }
        self.sheet.write_number_with_format(self.at, 3, count as f64, format)?;
        Ok(())
    }

    fn formula(&mut self, column: u16, text: String, result: String, format: &Format) -> Result<(), FaceError> {
        let formula = Formula::new(text).set_result(result);
        self.sheet.write_formula_with_format(self.at, column, formula, format)?;
        Ok(())
    }
}

/// Sources and where their money ended, account by account, live.
pub(super) fn balance(writer: &Writer<'_>) -> Result<Worksheet, FaceError> {
    let mut list = List::new(writer, "资金平衡", &[22.0, 18.0, 26.0, 14.0, 18.0, 50.0])?;
    let plan = &writer.book.plan;
    let money = writer.paper.number(MONEY, super::super::paper::Tint::Live);
    list.at = 4;
    list.heads(&["基金", "来源", "账户", "去向", "金额（元）", "依据"])?;
    let mut gaps = Vec::new();
    for (index, source) in plan.sources.iter().enumerate() {
        list.row(&[&source.fund, &source.name, "来源合计", "来源"])?;
        list.at -= 1;
        let amount = writer.book.stored(source.column, 0);
        let inflow = writer.range(source.column);
        list.formula(4, inflow, as_double(amount, 100).to_string(), &money)?;
        list.sheet.write_string_with_format(list.at, 5, &source.nature, &writer.paper.wrapped)?;
        let first = list.at;
        list.at += 1;
        for account in &plan.accounts {
            let Some((_, column)) = account.balance.iter().find(|(s, _)| s.0 == index) else { continue };
            let table = &plan.table(account.table).name;
            let name =
                if account.table == DISTRICT { account.name.clone() } else { format!("{table}.{}", account.name) };
            list.row(&[&source.fund, &source.name, &name, kind_name(account.kind, Language::Chinese)])?;
            list.at -= 1;
            let rows = writer.book.rows[account.table.0];
            let sum: i64 = (0..rows).map(|row| writer.book.stored(*column, row)).sum();
            if writer.holds_all(*column) {
                let formula = format!("ROUND(SUM({}),2)", writer.range(*column));
                list.formula(4, formula, as_double(sum, 100).to_string(), &money)?;
            } else {
                list.sheet.write_number_with_format(list.at, 4, as_double(sum, 100), &money)?;
            }
            list.sheet.write_string_with_format(list.at, 5, &account.ground, &writer.paper.wrapped)?;
            list.at += 1;
        }
        list.row(&[&source.fund, &source.name, "差额（应为零）", "校验"])?;
        list.at -= 1;
        let gap = format!("ROUND(E{}-SUM(E{}:E{}),2)", first + 1, first + 2, list.at);
        list.formula(4, gap, "0".to_string(), &writer.paper.good.clone().set_num_format(MONEY))?;
        gaps.push(format!("ABS(E{})", list.at + 1));
        list.at += 1;
    }
    let at = list.at;
    list.at = 2;
    list.sheet.write_string_with_format(2, 0, "各来源差额合计", &writer.paper.strong)?;
    let formula = if gaps.is_empty() { "0".to_string() } else { gaps.join("+") };
    list.formula(1, formula, "0".to_string(), &writer.paper.good.clone().set_num_format(MONEY))?;
    list.at = at;
    list.sheet.set_freeze_panes(5, 2)?;
    Ok(list.sheet)
}

/// The scheme as the program understands it, with every choice.
pub(super) fn scheme_words(writer: &Writer<'_>) -> Result<Worksheet, FaceError> {
    let mut list = List::new(writer, "方案说明", &[18.0, 24.0, 80.0, 30.0, 40.0])?;
    for section in scheme_outline(&writer.book.plan) {
        list.heading(section.title)?;
        list.heads(&section.heads)?;
        for row in &section.rows {
            list.row(&row.each_ref().map(String::as_str))?;
        }
    }
    Ok(list.sheet)
}

/// Checks live, and consequences with those they befall.
pub(super) fn checks(writer: &Writer<'_>) -> Result<Worksheet, FaceError> {
    let mut list = List::new(writer, "校验", &[28.0, 16.0, 12.0, 16.0, 70.0, 40.0])?;
    let book = writer.book;
    list.heads(&["校验", "表", "性质", "不成立行数", "不成立的行", "依据和说明"])?;
    for result in &book.checks {
        let check = &book.plan.checks[result.check];
        let table = book.plan.column(check.column).table;
        let level = match check.level {
            CheckLevel::Stop => "停止",
            CheckLevel::Warn => "提醒",
        };
        let remarks = [check.clause.as_str(), &check.note].join(" ");
        let rows = named(book, table, &result.failing, &check.show);
        list.row(&[&check.name, &book.plan.table(table).name, level, "", &rows, &remarks])?;
        list.at -= 1;
        let state = if result.failing.is_empty() { &writer.paper.good } else { &writer.paper.bad };
        list.count(check.column, 0, result.failing.len(), state)?;
        list.at += 1;
    }
    list.heading("处理建议")?;
    list.heads(&["处理", "表", "", "人（校）数", "对象", "依据和说明"])?;
    for result in &book.consequences {
        let consequence = &book.plan.consequences[result.consequence];
        let table = book.plan.column(consequence.column).table;
        let remarks = [consequence.clause.as_str(), &consequence.note].join(" ");
        let rows = named(book, table, &result.rows, &consequence.show);
        list.row(&[&consequence.name, &book.plan.table(table).name, "", "", &rows, &remarks])?;
        list.at -= 1;
        list.count(consequence.column, 1, result.rows.len(), &writer.paper.text)?;
        list.at += 1;
    }
    Ok(list.sheet)
}

fn named(book: &Book, table: TableId, rows: &[u32], show: &[ColumnId]) -> String {
    let mut names: Vec<String> =
        rows.iter().take(ROWS_NAMED_MAX).map(|row| book.row_with(table, *row as usize, show)).collect();
    if rows.len() > ROWS_NAMED_MAX {
        names.push(format!("等共 {} 行", rows.len()));
    }
    names.join("；")
}

/// Findings, and for each sheet what was read and what was left out with its reason.
pub(super) fn findings(writer: &Writer<'_>, findings: &Findings) -> Result<Worksheet, FaceError> {
    let mut list = List::new(writer, "问题", &[8.0, 10.0, 50.0, 70.0, 50.0])?;
    list.heading("一、问题")?;
    list.heads(&["性质", "编号", "位置", "问题", "怎么改"])?;
    for finding in &findings.list {
        let (fact, cure) = finding.message.text(Language::Chinese);
        let severity = match finding.message.severity() {
            Severity::Error => "错误",
            Severity::Question => "疑点",
            Severity::Warning => "提醒",
        };
        list.row(&[severity, finding.message.code(), &finding.place.path(Language::Chinese), &fact, &cure])?;
    }
    list.heading("二、读取记录")?;
    list.heads(&["表", "文件", "工作表", "表头、行数、清洗", "没有采用的行和原因"])?;
    for sheet in &writer.book.dataset.sheets {
        let table = writer.book.plan.tables.iter().find(|t| t.scheme.is_some() && t.scheme == sheet.table);
        let file = writer.book.dataset.files.get(sheet.file as usize).map_or("", |f| f.path.as_str());
        let read = format!(
            "表头第 {}–{} 行，采用 {} 行，清洗 {} 格",
            sheet.header_first + 1,
            sheet.header_row + 1,
            sheet.rows_used,
            sheet.cleaned
        );
        let skipped: Vec<String> =
            sheet.skipped.iter().map(|row| format!("第 {} 行：{}", row.row + 1, row.reason)).collect();
        let name = table.map_or("", |t| t.name.as_str());
        list.row(&[name, file, &sheet.sheet, &read, &skipped.join("；")])?;
    }
    Ok(list.sheet)
}

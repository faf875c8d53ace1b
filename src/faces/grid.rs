//! A plain list on a sheet: title, notice, a sentence, header, lines, totals, closing lines; fitted to A4 across.
use super::paper::{
    MONEY, Paper, Tint, list_workbook, set_list_page, set_page, wrapped_height, write_across, write_sum, yuan,
    yuan_text,
};
use super::{Edition, FaceError};
use rust_xlsxwriter::{Format, FormatAlign, Formula, Worksheet, XlsxError};

/// Stands where an amount is still to be filled in.
pub(super) const PENDING: &str = "待填";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    /// In fen.
    Money(i64),
    Count(i64),
    /// A live amount: its formula, and what it comes to in fen.
    Live(String, i64),
    /// A live count.
    LiveCount(String, i64),
    /// A live amount that is [`PENDING`] until somebody fills in what it reads.
    Open(String),
    Blank,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// What it adds to a sum.
    fn figure(&self) -> i64 {
        match self {
            Cell::Money(figure) | Cell::Count(figure) | Cell::Live(_, figure) | Cell::LiveCount(_, figure) => *figure,
            Cell::Text(_) | Cell::Open(_) | Cell::Blank => 0,
        }
    }
}

/// A column: its title, its width in characters, and whether its figures are added up below.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub title: String,
    pub width: f64,
    pub sum: bool,
}

impl Head {
    pub(super) fn new(title: &str, width: f64) -> Head {
        Head { title: title.to_string(), width, sum: false }
    }

    pub(super) fn sum(title: &str, width: f64) -> Head {
        Head { title: title.to_string(), width, sum: true }
    }
}

/// A list before it is written.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// Name of the sheet.
    pub name: String,
    pub title: String,
    /// A sentence or several above the header.
    pub sentence: String,
    pub heads: Vec<Head>,
    pub lines: Vec<Vec<Cell>>,
    /// Lines below the table: how to object, who signs.
    pub closing: Vec<String>,
}

/// Row of the header, where charts find the names of series.
pub(super) const HEADER: u32 = 3;
/// First row of a line.
pub(super) const FIRST: u32 = HEADER + 1;

impl Grid {
    /// Every text of the list, for those who must know what is made public.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let cells = self.lines.iter().flatten().filter_map(|cell| match cell {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let heads = self.heads.iter().map(|head| head.title.as_str());
        [&self.name, &self.title, &self.sentence]
            .into_iter()
            .chain(&self.closing)
            .map(String::as_str)
            .chain(heads)
            .chain(cells)
    }

    /// The sum of a column.
    pub(super) fn sum(&self, column: usize) -> i64 {
        self.lines.iter().filter_map(|line| line.get(column)).map(Cell::figure).sum()
    }

    /// Sums the lines beyond a number of them in one, since nobody reads them one by one and a sheet has an end.
    pub(super) fn shorten(&mut self, most: usize) {
        if self.lines.len() <= most {
            return;
        }
        let rest = self.lines.split_off(most);
        let sum = |column: usize| rest.iter().filter_map(|line| line.get(column)).map(Cell::figure).sum();
        let cell = |(column, head): (usize, &Head)| match (column, head.sum) {
            (0, _) => Cell::Text(format!("其余 {} 行", rest.len())),
            (_, true) => Cell::Money(sum(column)),
            _ => Cell::Blank,
        };
        let line = self.heads.iter().enumerate().map(cell).collect();
        self.lines.push(line);
    }

    /// Writes the list on a sheet of its own.
    pub(super) fn write(&self, sheet: &mut Worksheet, edition: &Edition) -> Result<(), FaceError> {
        set_page(sheet, edition, &self.title, true);
        sheet.set_footer("&R第 &P 页，共 &N 页");
        self.fill(sheet, edition.notice())
    }

    /// Everything but the page.
    fn fill(&self, sheet: &mut Worksheet, notice: &str) -> Result<(), FaceError> {
        let look = Look::new();
        sheet.set_name(&self.name)?;
        sheet.set_repeat_rows(HEADER, HEADER)?;
        sheet.set_freeze_panes(FIRST, 0)?;
        self.head(sheet, &look, notice)?;
        for (line, cells) in self.lines.iter().enumerate() {
            self.line(sheet, &look, FIRST + line as u32, cells)?;
        }
        let mut at = FIRST + self.lines.len() as u32;
        if !self.lines.is_empty() && self.heads.iter().any(|head| head.sum) {
            self.totals(sheet, &look, at)?;
            at += 1;
        }
        let width: f64 = self.heads.iter().map(|head| head.width).sum();
        for text in &self.closing {
            sheet.set_row_height(at, wrapped_height([(text.as_str(), width)].into_iter()) + 4.0)?;
            write_across(sheet, at, self.across(), text, &look.closing)?;
            at += 1;
        }
        Ok(())
    }

    fn across(&self) -> [u16; 2] {
        [0, (self.heads.len() as u16).saturating_sub(1)]
    }

    fn head(&self, sheet: &mut Worksheet, look: &Look, notice: &str) -> Result<(), XlsxError> {
        let width: f64 = self.heads.iter().map(|head| head.width).sum();
        sheet.set_row_height(0, 28)?;
        write_across(sheet, 0, self.across(), &self.title, &look.paper.title)?;
        let centred = look.paper.notice.clone().set_align(FormatAlign::Center);
        write_across(sheet, 1, self.across(), notice, &centred)?;
        sheet.set_row_height(2, wrapped_height([(self.sentence.as_str(), width)].into_iter()) + 2.0)?;
        write_across(sheet, 2, self.across(), &self.sentence, &look.sentence)?;
        let heads = self.heads.iter().map(|head| (head.title.as_str(), head.width));
        sheet.set_row_height(HEADER, wrapped_height(heads) + 4.0)?;
        for (column, head) in self.heads.iter().enumerate() {
            sheet.set_column_width(column as u16, head.width)?;
            sheet.write_string_with_format(HEADER, column as u16, &head.title, &look.paper.header)?;
        }
        Ok(())
    }

    fn line(&self, sheet: &mut Worksheet, look: &Look, at: u32, cells: &[Cell]) -> Result<(), XlsxError> {
        let texts = cells.iter().zip(&self.heads).filter_map(|(cell, head)| match cell {
            Cell::Text(text) => Some((text.as_str(), head.width)),
            _ => None,
        });
        sheet.set_row_height(at, wrapped_height(texts) + 2.0)?;
        for (column, cell) in cells.iter().enumerate() {
            let column = column as u16;
            match cell {
                Cell::Text(text) => sheet.write_string_with_format(at, column, text, &look.text)?,
                Cell::Money(fen) => sheet.write_number_with_format(at, column, yuan(*fen), &look.money)?,
                Cell::Count(count) => sheet.write_number_with_format(at, column, *count as f64, &look.count)?,
                Cell::Live(formula, fen) => {
                    let formula = Formula::new(formula).set_result(yuan_text(*fen));
                    sheet.write_formula_with_format(at, column, formula, &look.money)?
                }
                Cell::LiveCount(formula, count) => {
                    let formula = Formula::new(formula).set_result(count.to_string());
                    sheet.write_formula_with_format(at, column, formula, &look.count)?
                }
                Cell::Open(formula) => {
                    let formula = Formula::new(formula).set_result(PENDING);
                    sheet.write_formula_with_format(at, column, formula, &look.money)?
                }
                Cell::Blank => sheet.write_blank(at, column, &look.text)?,
            };
        }
        Ok(())
    }

    fn totals(&self, sheet: &mut Worksheet, look: &Look, at: u32) -> Result<(), XlsxError> {
        for (column, head) in self.heads.iter().enumerate() {
            let counts =
                self.lines.iter().any(|line| matches!(line.get(column), Some(Cell::Count(_) | Cell::LiveCount(..))));
            let (at_column, sum) = (column as u16, self.sum(column));
            match (head.sum, counts) {
                // Counts are summed as amounts are: in hundredths.
                (true, true) => write_sum(sheet, at, at_column, FIRST, 100 * sum, &look.strong_count)?,
                (true, false) => write_sum(sheet, at, at_column, FIRST, sum, &look.strong_money)?,
                (false, _) => {
                    let text = if column == 0 { "合计" } else { "" };
                    sheet.write_string_with_format(at, at_column, text, &look.paper.strong)?;
                }
            }
        }
        Ok(())
    }
}

struct Look {
    paper: Paper,
    text: Format,
    sentence: Format,
    closing: Format,
    money: Format,
    count: Format,
    strong_money: Format,
    strong_count: Format,
}

impl Look {
    fn new() -> Look {
        let paper = Paper::new();
        let middle = |format: &Format| format.clone().set_align(FormatAlign::VerticalCenter);
        let money = paper.number(MONEY, Tint::Live);
        let count = paper.number("0", Tint::Live).set_align(FormatAlign::Center);
        Look {
            text: middle(&paper.wrapped),
            sentence: middle(&paper.subtitle).set_text_wrap(),
            closing: middle(&paper.subtitle).set_text_wrap(),
            strong_money: money.clone().set_bold(),
            strong_count: count.clone().set_bold(),
            money,
            count,
            paper,
        }
    }
}

/// A workbook of lists, in their order.
pub(super) fn workbook_of(grids: &[Grid], edition: &Edition, title: &str) -> Result<Vec<u8>, FaceError> {
    let mut workbook = super::paper::new_workbook(edition, title)?;
    for grid in grids {
        grid.write(workbook.add_worksheet(), edition)?;
    }
    Ok(super::finished::finished(&mut workbook)?)
}

/// A workbook of lists that belong to no one batch; `notice` stands below each title.
pub(super) fn workbook_apart(grids: &[Grid], notice: &str, (year, title): (u16, &str)) -> Result<Vec<u8>, FaceError> {
    let mut workbook = list_workbook(year, title)?;
    for grid in grids {
        let sheet = workbook.add_worksheet();
        set_list_page(sheet, &grid.title);
        grid.fill(sheet, notice)?;
    }
    Ok(super::finished::finished(&mut workbook)?)
}

/// That a sum is what the ledger says; a document that does not tie is not written.
pub(super) fn tie(sheet: &str, cell: &str, sum: i64, ledger: i64) -> Result<(), FaceError> {
    if sum == ledger {
        return Ok(());
    }
    let show = |fen| crate::number::format_fixed(fen, 2);
    Err(FaceError::Differs {
        sheet: sheet.to_string(),
        cell: cell.to_string(),
        live: show(sum),
        exact: show(ledger),
        formula: "合计 = 台账".to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_keeps_its_sum() {
        let lines = (1..=10).map(|fen| vec![Cell::text("甲"), Cell::Money(fen)]).collect();
        let heads = vec![Head::new("谁", 8.0), Head::sum("金额", 8.0)];
        let [name, title, sentence] = [const { String::new() }; 3];
        let mut grid = Grid { name, title, sentence, heads, lines, closing: Vec::new() };
        grid.shorten(4);
        assert_eq!((grid.lines.len(), grid.sum(1)), (5, 55));
        assert_eq!(grid.lines[4], [Cell::text("其余 6 行"), Cell::Money(45)]);
    }
}

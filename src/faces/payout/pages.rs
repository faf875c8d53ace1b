//! Where the pages of a sheet end: as many lines on each as print on A4 across, with a subtotal below them.
use crate::dataset::column_letters;
use crate::faces::paper::{write_sum, yuan, yuan_text};
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};
use std::ops::Range;

/// Points down a page of A4, landscape, inside the margins, less a little for printers that need more.
const PAGE_POINTS: f64 = 470.0;
/// Lines that stay with the totals, so that these never stand on a page alone.
const COMPANY: usize = 5;
/// Arguments that one `SUM` takes here; the format allows 255.
const RANGES_MAX: usize = 200;

/// Heights of what a page holds, in points at full size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heights {
    /// Title and lines above the header: on the first page.
    pub head: f64,
    /// The header: on every page.
    pub header: f64,
    /// A line, and a subtotal.
    pub line: f64,
    /// Totals and signatures: on the last page.
    pub foot: f64,
}

/// The lines of each page, and the rows of the sheet that they stand in.
#[derive(Debug)]
pub(super) struct Pages {
    first: u32,
    runs: Vec<Range<usize>>,
}

impl Pages {
    /// Cuts a number of lines, the first of which stands in row `first`, into pages printed at `scale` per cent.
    pub(super) fn cut(lines: usize, first: u32, scale: u16, heights: Heights) -> Pages {
        let points = PAGE_POINTS * 100.0 / f64::from(scale.max(1));
        // One line of each page is its subtotal.
        let room = |taken: f64| ((points - taken) / heights.line).max(2.0) as usize - 1;
        let foot = (heights.foot / heights.line).ceil() as usize;
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        loop {
            let taken = if runs.is_empty() { heights.head + heights.header } else { heights.header };
            let (room, left) = (room(taken), lines - start);
            if left + foot <= room || left <= 1 {
                runs.push(start..lines);
                return Pages { first, runs };
            }
            let end = start + if left <= room { left - COMPANY.min(left / 2) } else { room };
            // What would follow alone is kept company by a few lines of this page.
            let end = if lines - end < COMPANY { (lines - COMPANY.min(left / 2)).min(end) } else { end };
            runs.push(start..end);
            start = end;
        }
    }

    /// Whether there are subtotals: a lone page has its total.
    fn several(&self) -> bool {
        self.runs.len() > 1
    }

    /// The row of a line.
    pub(super) fn row(&self, line: usize) -> u32 {
        let before = self.runs.iter().take_while(|run| run.end <= line).count();
        self.first + line as u32 + if self.several() { before as u32 } else { 0 }
    }

    /// The row below the last line and its subtotal.
    pub(super) fn end(&self) -> u32 {
        let lines = self.runs.last().map_or(0, |run| run.end);
        self.first + lines as u32 + if self.several() { self.runs.len() as u32 } else { 0 }
    }

    /// Each page that has a subtotal: the subtotal's row and the lines that it sums.
    pub(super) fn subtotals(&self) -> impl Iterator<Item = (u32, Range<usize>)> + '_ {
        let runs = if self.several() { &self.runs[..] } else { &[] };
        runs.iter().map(|run| (self.row(run.end - 1) + 1, run.clone()))
    }

    /// Breaks the sheet below every subtotal but the last.
    pub(super) fn break_pages(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let mut rows: Vec<u32> = self.subtotals().map(|(row, _)| row + 1).collect();
        rows.pop();
        if !rows.is_empty() {
            sheet.set_page_breaks(&rows)?;
        }
        Ok(())
    }

    /// The sum of a page's lines in its subtotal.
    pub(super) fn write_subtotal(
        &self,
        sheet: &mut Worksheet,
        (row, run): (u32, &Range<usize>),
        column: u16,
        fen: i64,
        format: &Format,
    ) -> Result<(), XlsxError> {
        write_sum(sheet, row, column, self.row(run.start), fen, format)
    }

    /// The sum of all lines, which passes over the subtotals.
    pub(super) fn write_total(
        &self,
        sheet: &mut Worksheet,
        column: u16,
        fen: i64,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (end, letters) = (self.end(), column_letters(column));
        if !self.several() {
            return write_sum(sheet, end, column, self.first, fen, format);
        }
        let range =
            |run: &Range<usize>| format!("{letters}{}:{letters}{}", self.row(run.start) + 1, self.row(run.end - 1) + 1);
        let ranges: Vec<String> = self.runs.iter().map(range).collect();
        let sums: Vec<String> = ranges.chunks(RANGES_MAX).map(|ranges| format!("SUM({})", ranges.join(","))).collect();
        let formula = Formula::new(format!("ROUND({},2)", sums.join("+"))).set_result(yuan_text(fen));
        // A formula longer than the format allows, some six hundred pages, gives way to the figure.
        if ranges.len() > 3 * RANGES_MAX {
            return sheet.write_number_with_format(end, column, yuan(fen), format).map(drop);
        }
        sheet.write_formula_with_format(end, column, formula, format).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEIGHTS: Heights = Heights { head: 60.0, header: 60.0, line: 18.0, foot: 85.0 };

    #[test]
    fn every_line_stands_on_one_page_that_holds_it() {
        for lines in 0..400 {
            for scale in [40, 52, 75, 100] {
                let pages = Pages::cut(lines, 5, scale, HEIGHTS);
                let together: Vec<usize> = pages.runs.iter().cloned().flatten().collect();
                assert_eq!(together, (0..lines).collect::<Vec<_>>());
                let points = PAGE_POINTS * 100.0 / f64::from(scale);
                for (number, run) in pages.runs.iter().enumerate() {
                    let head = if number == 0 { HEIGHTS.head } else { 0.0 };
                    let last = number + 1 == pages.runs.len();
                    let foot = if last { HEIGHTS.foot } else { 0.0 };
                    let height = head + HEIGHTS.header + (run.len() + 1) as f64 * HEIGHTS.line + foot;
                    assert!(height <= points, "{lines} lines at {scale}: page {number} of {:?}", pages.runs);
                    assert!(!last || lines < 3 || run.len() >= 2 || pages.runs.len() == 1, "{lines} at {scale}");
                }
            }
        }
    }

    #[test]
    fn rows_pass_over_the_subtotals() {
        let pages = Pages { first: 5, runs: vec![0..3, 3..5] };
        assert_eq!([0, 2, 3, 4].map(|line| pages.row(line)), [5, 7, 9, 10]);
        assert_eq!(pages.subtotals().map(|(row, _)| row).collect::<Vec<_>>(), [8, 11]);
        assert_eq!(pages.end(), 12);
    }
}

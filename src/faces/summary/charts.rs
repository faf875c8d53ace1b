//! 图表: pictures of the lists, each drawn from cells of this workbook.
use crate::faces::Edition;
use crate::faces::grid::{FIRST, HEADER};
use crate::faces::paper::{Paper, set_page, write_across};
use rust_xlsxwriter::{ChartLegendPosition, ChartType, Worksheet, XlsxError};

/// Units of one chart; more cannot be read, and stand in the list.
const UNITS_MAX: u32 = 60;
/// Size in pixels, and the rows that a chart takes.
const SIZE: [u32; 2] = [1000, 720];
const ROWS: u32 = 40;

/// A chart of columns of a list.
pub(in crate::faces) struct Chart {
    /// Name of the list's sheet.
    pub sheet: String,
    pub title: String,
    pub kind: ChartType,
    /// Number of lines drawn.
    pub lines: u32,
    /// Columns of amounts; names of series stand in the header.
    pub columns: Vec<u16>,
}

pub(in crate::faces) fn write(
    sheet: &mut Worksheet,
    charts: &[Chart],
    edition: &Edition,
    title: &str,
) -> Result<(), XlsxError> {
    let paper = Paper::new();
    sheet.set_name("图表")?;
    set_page(sheet, edition, title, true);
    sheet.set_footer("&R第 &P 页，共 &N 页");
    sheet.set_column_range_width(0, 13, 10)?;
    sheet.set_row_height(0, 28)?;
    write_across(sheet, 0, [0, 13], title, &paper.title)?;
    write_across(sheet, 1, [0, 13], edition.notice(), &paper.notice)?;
    sheet.set_print_scale(72);
    let mut breaks = Vec::new();
    for (number, chart) in charts.iter().enumerate() {
        let at = 2 + number as u32 * ROWS;
        if number > 0 {
            breaks.push(at);
        }
        // A row lower, or the chart's edge would show on the page before.
        sheet.insert_chart(at + 1, 0, &drawn(chart))?;
    }
    if !breaks.is_empty() {
        sheet.set_page_breaks(&breaks)?;
    }
    Ok(())
}

fn drawn(chart: &Chart) -> rust_xlsxwriter::Chart {
    let mut drawn = rust_xlsxwriter::Chart::new(chart.kind);
    let last = HEADER + chart.lines.min(UNITS_MAX);
    let sheet = chart.sheet.as_str();
    for column in &chart.columns {
        drawn
            .add_series()
            .set_name((sheet, HEADER, *column))
            .set_categories((sheet, FIRST, 0, last, 0))
            .set_values((sheet, FIRST, *column, last, *column));
    }
    let more =
        if chart.lines > UNITS_MAX { format!("（前 {UNITS_MAX} 个，其余见表）") } else { String::new() };
    drawn.title().set_name(&format!("{}{more}", chart.title));
    drawn.y_axis().set_name("元").set_num_format("#,##0");
    drawn.legend().set_position(ChartLegendPosition::Bottom);
    drawn.set_width(SIZE[0]).set_height(SIZE[1]);
    drawn
}

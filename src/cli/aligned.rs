//! Tables on the screen, in columns that line up in Chinese too.
use unicode_width::UnicodeWidthStr;

/// Blank columns between two columns.
const GAP: usize = 2;

/// Lines of a table; `right`: the columns that are set to the right. A Chinese character is two columns wide.
pub fn aligned(table: &[Vec<String>], right: impl Fn(usize) -> bool) -> String {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| table.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let gap = " ".repeat(if column == 0 { 0 } else { GAP });
            let blanks = " ".repeat(widths[column] - cell.width());
            let (before, after) = if right(column) { (blanks, String::new()) } else { (String::new(), blanks) };
            line.push_str(&format!("{gap}{before}{cell}{after}"));
        }
        line.trim_end().to_string()
    };
    table.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Lines moved to the right.
pub fn indented(text: &str, by: usize) -> String {
    let blanks = " ".repeat(by);
    text.lines().map(|line| format!("{blanks}{line}")).collect::<Vec<_>>().join("\n")
}

//! How a corrected value is marked: with what stood there, why it was changed, on what evidence and by whom.
use super::grid::{Cell, Grid, Head};
use crate::book::Book;
use crate::dataset::{CellPlace, Corrected, Target, civil_from_day, masked};
use crate::plan::{ColumnId, Plan, Rule, TableId};

/// The marks of a corrected value, line by line.
pub(super) fn marks(book: &Book, corrected: &Corrected) -> String {
    let mut lines = vec![format!("更正：{}", place(book, Some(corrected.place)))];
    lines.push(format!("原值：{}（{}）", old(corrected), place(book, corrected.received)));
    lines.push(format!("原因：{}", masked(&corrected.reason)));
    lines.push(format!("依据：{}", masked(&corrected.evidence)));
    lines.push(format!("批准：{}，{}", corrected.approver, day(corrected.approved_on)));
    lines.join("\n")
}

/// In a line: what was corrected, from what to what, why, on what evidence, by whom.
pub(super) fn words(book: &Book, corrected: &Corrected) -> String {
    format!(
        "{} 原值“{}”更正为“{}”，原因：{}，依据：{}，批准：{}，{}",
        what(book, corrected),
        old(corrected),
        masked(&corrected.new),
        masked(&corrected.reason),
        masked(&corrected.evidence),
        corrected.approver,
        day(corrected.approved_on)
    )
}

/// 更正: every correction that was laid over the inputs.
pub(super) fn corrections(book: &Book) -> Grid {
    let heads = vec![
        Head::new("更正的数据", 40.0),
        Head::new("原值", 14.0),
        Head::new("原值位置", 40.0),
        Head::new("新值", 14.0),
        Head::new("更正单位置", 28.0),
        Head::new("原因", 28.0),
        Head::new("依据", 26.0),
        Head::new("批准人", 12.0),
        Head::new("批准日期", 14.0),
    ];
    let line = |corrected: &Corrected| {
        let texts = [
            what(book, corrected),
            old(corrected),
            place(book, corrected.received),
            masked(&corrected.new),
            place(book, Some(corrected.place)),
            masked(&corrected.reason),
            masked(&corrected.evidence),
            corrected.approver.clone(),
            day(corrected.approved_on),
        ];
        texts.into_iter().map(Cell::Text).collect()
    };
    let lines = book.dataset.overlay.list().iter().map(line).collect();
    Grid {
        name: "更正".to_string(),
        title: String::new(),
        sentence: "经批准的更正，运算采用新值；报送的文件保持收到时的原样。".to_string(),
        heads,
        lines,
        closing: Vec::new(),
    }
}

/// What was corrected: `请假登记[Q031].天数`.
pub(super) fn what(book: &Book, corrected: &Corrected) -> String {
    match &corrected.target {
        Target::Parameter(name) => format!("参数“{name}”"),
        Target::Cell(table, input, row) => {
            let named = cell_name(&book.plan, *table, *input);
            let Some((table, column)) = named else { return String::new() };
            format!("{}[{}].{}", book.plan.table(table).name, book.row_name(table, *row), book.plan.column(column).name)
        }
    }
}

fn cell_name(plan: &Plan, table: usize, input: usize) -> Option<(TableId, ColumnId)> {
    let id = plan.table_of(table)?;
    let is = |column: &&ColumnId| matches!(plan.column(**column).rule, Rule::Input(own) if own == input);
    Some((id, *plan.table(id).columns.iter().find(is)?))
}

fn old(corrected: &Corrected) -> String {
    if corrected.old.is_empty() { "空".to_string() } else { masked(&corrected.old) }
}

fn place(book: &Book, place: Option<CellPlace>) -> String {
    place.map_or(String::new(), |place| {
        let (file, sheet) = book.dataset.names(place);
        format!("{file} › {sheet} › {}", place.address())
    })
}

pub(super) fn day(day: i32) -> String {
    let (year, month, day) = civil_from_day(day);
    format!("{year}年{month}月{day}日")
}

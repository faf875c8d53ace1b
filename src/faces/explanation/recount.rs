//! 抽查复算表: what was drawn and how, with all that a recount by hand needs: amounts, rules, inputs, and room beside each.
use super::draw::Draw;
use super::model::{Cell as Told, Explanation, How};
use super::sheet::told;
use crate::faces::grid::{Cell, Grid, Head, PENDING, workbook_of};
use crate::faces::{Edition, FaceError};

const TITLE: &str = "抽查复算表";
const SIGNED: &str = "复算人：　　　　　　　　复核人：　　　　　　　　日期：　　　　年　　月　　日";

/// The workbook: 抽样说明, 复算表, 算式, 录入数据. `explanation` is of what was drawn.
///
/// # Errors
/// The workbook cannot be written.
pub fn recount_workbook(explanation: &Explanation, draw: &Draw, edition: &Edition) -> Result<Vec<u8>, FaceError> {
    let grids = [drawn(explanation, draw, edition), amounts(explanation), arithmetic(explanation), inputs(explanation)];
    workbook_of(&grids, edition, TITLE)
}

fn list(name: &str, sentence: &str, heads: &[(&str, f64)], lines: Vec<Vec<Cell>>) -> Grid {
    let [name, title, sentence] = [name, TITLE, sentence].map(str::to_string);
    let heads = heads.iter().map(|(title, width)| Head::new(title, *width)).collect();
    Grid { name, title, sentence, heads, lines, closing: vec![SIGNED.to_string()] }
}

fn drawn(explanation: &Explanation, draw: &Draw, edition: &Edition) -> Grid {
    let heads = [
        ("序号", 6.0),
        ("类别", 10.0),
        ("总体中的编号", 12.0),
        ("表", 12.0),
        ("编号", 24.0),
        ("名称", 26.0),
        ("单位", 26.0),
    ];
    let line = |(at, (subject, number)): (usize, (&super::Subject, &usize))| {
        let kind = if subject.kind == "unit" { "单位" } else { "发放对象" };
        let mut cells = vec![Cell::Count(at as i64 + 1), Cell::text(kind), Cell::Count(*number as i64)];
        cells.extend([&subject.table, &subject.key, &subject.name, &subject.unit].map(Cell::text));
        cells
    };
    let lines = explanation.subjects.iter().zip(&draw.numbers).enumerate().map(line).collect();
    let sentence = format!("批次 {}　指纹 {}　抽样方法：{}。", edition.batch, edition.fingerprint, draw.method());
    list("抽样说明", &sentence, &heads, lines)
}

fn amounts(explanation: &Explanation) -> Grid {
    let heads = [
        ("名称", 20.0),
        ("编号", 14.0),
        ("单位", 22.0),
        ("资金", 22.0),
        ("项目", 24.0),
        ("规则", 56.0),
        ("依据", 18.0),
        ("批次金额", 14.0),
        ("复算金额", 14.0),
        ("差额", 12.0),
        ("复算人签字", 12.0),
    ];
    let mut lines = Vec::new();
    for subject in &explanation.subjects {
        let who = || [&subject.name, &subject.key, &subject.unit].map(Cell::text);
        let mut add = |about: [&str; 4], amount: &str| {
            let line = 5 + lines.len();
            let mut cells = who().to_vec();
            cells.extend(about.map(Cell::text));
            cells.extend([Cell::Money(fen(amount)), Cell::Blank]);
            cells.push(Cell::Open(format!("IF(ISNUMBER(I{line}),ROUND(I{line}-H{line},2),\"{PENDING}\")")));
            cells.push(Cell::Blank);
            lines.push(cells);
        };
        for item in &subject.items {
            let fund = format!("{}·{}", item.fund, item.source);
            let step = format!("{} 〔{}〕", item.step, item.cell);
            add([&fund, &step, &item.words, &item.clause], &item.amount);
        }
        // What steps moved through a unit is no sum of what its people are paid.
        let rule = if subject.kind == "unit" { "本单位人员实发之和" } else { "以上各项之和" };
        add(["", "合计", rule, ""], &subject.amount);
    }
    let sentence = "〔〕中是“算式”表的号。在“复算金额”一栏填手工复算的结果，差额自动算出，应为 0.00。金额单位：元";
    list("复算表", sentence, &heads, lines)
}

/// A printed amount in fen.
fn fen(amount: &str) -> i64 {
    crate::number::parse_decimal(amount)
        .and_then(|(value, places)| value.checked_mul(crate::number::pow10(2_u32.checked_sub(places)?)))
        .unwrap_or(0)
}

fn numbered(explanation: &Explanation, wanted: impl Fn(&Told) -> bool) -> impl Iterator<Item = (usize, &Told)> {
    explanation.cells.iter().enumerate().filter(move |(_, cell)| wanted(cell))
}

fn shown(cell: &Told) -> String {
    format!("{} {}", cell.value, cell.unit).trim_end().to_string()
}

fn arithmetic(explanation: &Explanation) -> Grid {
    let heads = [
        ("号", 8.0),
        ("行", 24.0),
        ("列", 20.0),
        ("依据", 16.0),
        ("规则和代入的数", 60.0),
        ("各数出处", 48.0),
        ("批次的值", 14.0),
        ("复算的值", 14.0),
    ];
    let computed = |cell: &Told| matches!(cell.how, How::Formula { .. } | How::Share(_));
    let line = |(number, cell): (usize, &Told)| {
        let (rule, sources) = told(explanation, number, cell);
        let texts =
            [format!("〔{number}〕"), cell.row.clone(), cell.column.clone(), cell.clause.clone(), rule, sources];
        texts.into_iter().chain([shown(cell)]).map(Cell::Text).chain([Cell::Blank]).collect()
    };
    let lines = numbered(explanation, computed).map(line).collect();
    list("算式", "每个数一行：规则、代入的数、各数的出处；〔〕中的号互相引用。", &heads, lines)
}

fn inputs(explanation: &Explanation) -> Grid {
    let heads = [
        ("号", 8.0),
        ("表", 14.0),
        ("行", 28.0),
        ("列", 20.0),
        ("值", 16.0),
        ("文件", 40.0),
        ("工作表", 18.0),
        ("单元格", 10.0),
        ("与原件核对", 14.0),
    ];
    let line = |(number, cell): (usize, &Told)| {
        let How::Input { file, sheet, cell: address, corrected } = &cell.how else { return Vec::new() };
        let own = [format!("〔{number}〕"), cell.table.clone(), cell.row.clone(), cell.column.clone(), shown(cell)];
        // The file holds what a correction replaced: the ground of the correction stands beside its cell.
        let corrected =
            corrected.as_ref().map(|told| format!("（更正单 {}，原值 {}）", told.place.join(" › "), told.old));
        let address = format!("{address}{}", corrected.unwrap_or_default());
        let place = [file.clone(), sheet.clone(), address];
        own.into_iter().chain(place).map(Cell::Text).chain([Cell::Blank]).collect()
    };
    let lines = numbered(explanation, |cell| matches!(cell.how, How::Input { .. })).map(line).collect();
    list(
        "录入数据",
        "抽到的金额所依据的每一个录入数据和它在报送文件中的位置。核对原件后在最后一栏打勾。",
        &heads,
        lines,
    )
}

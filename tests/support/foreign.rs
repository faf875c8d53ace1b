//! An audit workbook evaluated by a spreadsheet engine that is not ours.
use ironcalc::base::Model;
use ironcalc::base::cell::CellValue;
use ironcalc::import::load_from_xlsx_bytes;
use std::collections::BTreeMap;

/// A formula cell: what the workbook says, and what the engine gets.
pub struct Evaluated {
    /// `学校 R5C3`
    pub place: String,
    /// Its formula.
    pub formula: String,
    /// The value that the program wrote.
    pub cached: CellValue,
    /// The value that the engine computes.
    pub live: CellValue,
    sheet: String,
}

/// What the comparison of a workbook came to.
#[derive(Default)]
pub struct Comparison {
    /// Formula cells.
    pub cells: usize,
    /// Formula cells compared.
    pub compared: usize,
    /// What the engine lacks, with the number of cells.
    pub unsupported: BTreeMap<String, usize>,
    /// Cells that differ.
    pub differences: Vec<String>,
}

/// Evaluates every formula cell.
pub fn evaluated(bytes: &[u8]) -> Vec<Evaluated> {
    let workbook = load_from_xlsx_bytes(bytes, "book", "en", "UTC").expect("a workbook");
    let mut model = Model::from_workbook(workbook, "en").expect("a model");
    let names = model.workbook.get_worksheet_names();
    let value = |model: &Model<'_>, (index, row, column): (u32, i32, i32)| {
        model.get_cell_value_by_index(index, row, column).expect("there")
    };
    let mut cells = Vec::new();
    let mut places = Vec::new();
    for at in model.get_all_cells() {
        let Ok(Some(formula)) = model.get_cell_formula(at.index, at.row, at.column) else { continue };
        let sheet = names[at.index as usize].clone();
        let place = format!("{sheet} R{}C{}", at.row, at.column);
        let cached = value(&model, (at.index, at.row, at.column));
        cells.push(Evaluated { place, formula, cached, live: CellValue::None, sheet });
        places.push((at.index, at.row, at.column));
    }
    model.evaluate();
    for (cell, place) in cells.iter_mut().zip(places) {
        cell.live = value(&model, place);
    }
    cells
}

/// Holds every formula cell's cached value against the engine's.
pub fn compare(bytes: &[u8]) -> Comparison {
    let mut comparison = Comparison::default();
    for cell in evaluated(bytes) {
        comparison.cells += 1;
        if let Some(what) = unsupported(&cell) {
            *comparison.unsupported.entry(what).or_default() += 1;
            continue;
        }
        comparison.compared += 1;
        if !same(&cell.cached, &cell.live) {
            let Evaluated { place, formula, cached, live, .. } = cell;
            comparison.differences.push(format!("{place}: {cached:?} but {live:?} by {formula}"));
        }
    }
    comparison
}

/// What the engine cannot do: a function that it does not know, or EXACT over whole ranges, by which the guard
/// sheet finds changed structure (LibreOffice is asked about that one).
fn unsupported(cell: &Evaluated) -> Option<String> {
    let unknown = matches!(&cell.live, CellValue::String(text) if text == "#NAME?" || text == "#N/IMPL!");
    if unknown {
        return Some(cell.formula.trim_start_matches('=').split('(').next().unwrap_or_default().to_string());
    }
    let compares = cell.formula.contains("EXACT(") && cell.sheet == "结构";
    // The sum of all changes is made of such cells, and the cover reads it.
    let reads = cell.formula.contains("结构!") || (cell.sheet == "结构" && cell.formula.contains("SUM(B5"));
    (compares || reads).then(|| "EXACT over ranges".to_string())
}

/// Whether two values are one: both are doubles of the same decimal, and the last digit may differ where a
/// workbook prints fifteen.
pub fn same(cached: &CellValue, live: &CellValue) -> bool {
    match (cached, live) {
        (CellValue::Number(a), CellValue::Number(b)) => (a - b).abs() <= 1e-12 * a.abs().max(1.0),
        (CellValue::String(a), CellValue::None) => a.is_empty(),
        (CellValue::None, CellValue::String(b)) => b.is_empty(),
        _ => cached == live,
    }
}

//! A whole year, from spreadsheets to a sealed batch, against a floor in the same run.
//!
//! The floor reads every cell of the same input files with calamine's streaming reader and writes the same
//! cells of the same workbooks, formulas and cached values, with rust_xlsxwriter; it computes nothing. Both are
//! timed in turn, in fresh state each time, and the medians and their ratio are printed.
//!
//! ```text
//! cargo bench --bench year                       the sample
//! cargo bench --bench year -- DIR…               other districts, such as those of the sample's generator
//! ```
mod measured;

use calamine::{Reader, Xlsx};
use measured::{command, median};
use rust_xlsxwriter::{Formula, Workbook, Worksheet};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Timed runs of each side, after one that is not counted.
const RUNS: usize = 5;
/// Districts above this many bytes of input are timed once.
const LARGE_BYTES: u64 = 8_000_000;

fn main() {
    let districts = measured::named_or(&["samples/pingan"]);
    println!("| district | run, s | floor, s | ratio | peak, MiB | input, MB | output, MB | cells written |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for district in districts {
        measure(&district);
    }
}

fn measure(district: &Path) {
    let out = std::env::temp_dir().join(format!("fenpei-bench-{}", std::process::id()));
    let inputs = workbooks(district);
    let bytes: u64 = inputs.iter().filter_map(|path| path.metadata().ok()).map(|m| m.len()).sum();
    let runs = if bytes > LARGE_BYTES { 1 } else { RUNS };
    let (mut ours, mut floors, mut peak) = (Vec::new(), Vec::new(), 0);
    let mut size = (0, 0);
    for round in 0..=runs {
        let _ = std::fs::remove_dir_all(&out);
        let (status, time, memory) = command(&["run".as_ref(), district, "--out".as_ref(), &out]);
        assert!(status.success(), "the run failed");
        let written = workbooks(&out).into_iter().filter(|p| !p.components().any(|c| c.as_os_str() == "输入"));
        let mut floor = read(&inputs);
        size = (0, 0);
        for path in written {
            let sheets = load(&path);
            size.0 += path.metadata().map_or(0, |m| m.len());
            size.1 += sheets.iter().map(|sheet| sheet.cells.len()).sum::<usize>();
            let start = Instant::now();
            write(&sheets);
            floor += start.elapsed();
        }
        if round > 0 || runs == 1 {
            ours.push(time);
            floors.push(floor);
            peak = peak.max(memory);
        }
        if runs == 1 {
            break;
        }
    }
    let _ = std::fs::remove_dir_all(&out);
    let (run, floor) = (median(ours), median(floors));
    println!(
        "| {} | {:.2} | {:.2} | {:.2} | {} | {:.1} | {:.1} | {} |",
        district.file_name().map_or_else(|| district.display().to_string(), |n| n.to_string_lossy().into_owned()),
        run.as_secs_f64(),
        floor.as_secs_f64(),
        run.as_secs_f64() / floor.as_secs_f64(),
        peak / 1024,
        bytes as f64 / 1e6,
        size.0 as f64 / 1e6,
        size.1,
    );
}

fn workbooks(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(dir) else { return found };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "结果") {
                found.extend(workbooks(&path));
            }
        } else if path.extension().is_some_and(|extension| extension == "xlsx") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every cell of every sheet, looked at and forgotten.
fn read(inputs: &[PathBuf]) -> Duration {
    let start = Instant::now();
    let mut cells = 0_usize;
    for path in inputs {
        let bytes = std::fs::read(path).expect("readable");
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
        for name in workbook.sheet_names() {
            let mut reader = workbook.worksheet_cells_reader(&name).expect("a sheet");
            while let Ok(Some(_)) = reader.next_cell() {
                cells += 1;
            }
        }
    }
    assert!(cells > 0 || inputs.is_empty());
    start.elapsed()
}

struct Sheet {
    name: String,
    cells: Vec<(u32, u16, Content)>,
}

enum Content {
    Number(f64),
    Text(String),
    Formula(String, String),
}

/// The cells of a workbook of ours; not timed.
fn load(path: &Path) -> Vec<Sheet> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path).expect("a workbook of ours");
    let names = workbook.sheet_names();
    names.into_iter().map(|name| load_sheet(&mut workbook, name)).collect()
}

fn load_sheet<R: std::io::Read + std::io::Seek>(workbook: &mut Xlsx<R>, name: String) -> Sheet {
    let mut cells = Vec::new();
    let mut reader = workbook.worksheet_cells_reader(&name).expect("a sheet");
    while let Ok(Some(cell)) = reader.next_cell_with_formula() {
        let value = cell.value;
        let text = match &value {
            calamine::DataRef::Float(number) => number.to_string(),
            calamine::DataRef::String(text) => text.clone(),
            calamine::DataRef::SharedString(text) => text.to_string(),
            _ => String::new(),
        };
        let content = match (cell.formula, value) {
            (Some(formula), _) => Content::Formula(formula.to_string(), text),
            (None, calamine::DataRef::Float(number)) => Content::Number(number),
            (None, calamine::DataRef::Empty) => continue,
            _ => Content::Text(text),
        };
        cells.push((cell.pos.0, cell.pos.1 as u16, content));
    }
    Sheet { name, cells }
}

/// The same cells again, row by row with little memory, at the same compression.
fn write(sheets: &[Sheet]) {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(3);
    for sheet in sheets {
        let worksheet = workbook.add_worksheet_with_constant_memory().expect("a sheet");
        worksheet.set_name(&sheet.name).expect("a name");
        worksheet.set_formula_result_default("");
        sheet.cells.iter().for_each(|cell| write_cell(worksheet, cell));
    }
    let bytes = workbook.save_to_buffer().expect("written");
    let path = std::env::temp_dir().join(format!("fenpei-bench-floor-{}.xlsx", std::process::id()));
    std::fs::write(&path, bytes).expect("written");
    let _ = std::fs::remove_file(path);
}

fn write_cell(worksheet: &mut Worksheet, (row, column, content): &(u32, u16, Content)) {
    let written = match content {
        Content::Number(number) => worksheet.write_number(*row, *column, *number),
        Content::Text(text) => worksheet.write_string(*row, *column, text),
        Content::Formula(formula, result) => {
            let formula = Formula::new(formula).set_result(result.as_str());
            worksheet.write_formula(*row, *column, formula)
        }
    };
    written.expect("written");
}

//! Reading a folder of spreadsheets against a bare scan of the same files, and what hostile files cost.
//!
//! Reading is timed twice: every cell of every sheet behind the guards, and what a run does, from bytes to tables with
//! keys, where each value remembers its cell.
//! The floor looks at every cell of every sheet and forgets it: streaming where calamine streams (xlsx, xlsb),
//! building its table where it does not (xls, ods), and decoding and splitting text. It finds no table, cleans no
//! cell, keeps no place. Both sides read the same bytes from memory, in turn, and the medians are printed.
//!
//! The hostile files are those of the catalogue's section on files, and sound ones cut at every per cent; each is
//! checked by the whole program, and the costliest are printed.
//!
//! ```text
//! cargo bench --bench reading                    the samples
//! cargo bench --bench reading -- DIR…            other districts
//! ```
mod measured;

#[path = "../tests/catalogue/entry.rs"]
mod entry;
#[path = "../tests/catalogue/files.rs"]
mod files;
#[path = "../tests/intake/office.rs"]
mod office;
#[path = "../tests/intake/xlsb.rs"]
mod xlsb;

use calamine::{Ods, Reader, Xls, Xlsb, Xlsx};
use fenpei::intake::{self, OfficeFile};
use fenpei::messages::Findings;
use fenpei::scheme::{self, Scheme};
use measured::{command, median};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Timed rounds, after one that is not counted.
const ROUNDS: usize = 9;
/// What a hostile file may cost.
const HOSTILE: (Duration, u64) = (Duration::from_secs(2), 300 * 1024);

fn main() {
    println!("| folder | files, MB | cells | scan, ms | guarded, ms | ratio | into tables, ms | ratio |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for folder in measured::named_or(&["samples/pingan", "samples/messy"]) {
        reading(&folder);
    }
    println!();
    hostile();
}

fn reading(folder: &Path) {
    let text = std::fs::read_to_string(folder.join("scheme.toml")).expect("a scheme");
    let mut scheme = scheme::read("scheme.toml", &text, &mut Findings::default());
    let files = intake::read_folder(folder, &mut Findings::default()).expect("a folder");
    intake::fill_standards(&mut scheme, &files, &mut Findings::default());
    let (mut scans, mut guarded, mut tables, mut cells) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for round in 0..=ROUNDS {
        let scan = timed(|| cells = files.iter().map(scan).sum());
        let guard =
            timed(|| files.iter().for_each(|file| assert!(intake::received(file).is_ok_and(|s| !s.is_empty()))));
        let table = timed(|| read(&scheme, &files));
        if round > 0 {
            scans.push(scan);
            guarded.push(guard);
            tables.push(table);
        }
    }
    let [scan, guard, table] = [scans, guarded, tables].map(|times| median(times).as_secs_f64() * 1e3);
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    println!(
        "| {} | {:.1} | {cells} | {scan:.0} | {guard:.0} | {:.2} | {table:.0} | {:.2} |",
        folder.display(),
        bytes as f64 / 1e6,
        guard / scan,
        table / scan
    );
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn read(scheme: &Scheme, files: &[OfficeFile]) {
    let mut findings = Findings::default();
    let dataset = intake::read(scheme, files, &mut findings);
    assert!(!findings.stop() && !dataset.tables.is_empty());
}

/// Cells of a file, by its content as calamine and csv see it.
fn scan(file: &OfficeFile) -> usize {
    let cursor = || Cursor::new(&file.bytes);
    if let Ok(mut book) = Xlsx::new(cursor()) {
        let mut cells = 0;
        for name in book.sheet_names() {
            let mut reader = book.worksheet_cells_reader(&name).expect("a sheet");
            while let Ok(Some(_)) = reader.next_cell() {
                cells += 1;
            }
        }
        return cells;
    }
    let tables = |ranges: Vec<(String, calamine::Range<calamine::Data>)>| {
        ranges.iter().map(|(_, range)| range.used_cells().count()).sum()
    };
    if let Ok(mut book) = Xls::new(cursor()) {
        return tables(book.worksheets());
    }
    if let Ok(mut book) = Xlsb::new(cursor()) {
        return tables(book.worksheets());
    }
    if let Ok(mut book) = Ods::new(cursor()) {
        return tables(book.worksheets());
    }
    text(&file.bytes)
}

fn text(bytes: &[u8]) -> usize {
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => encoding_rs::GB18030,
    };
    let text = encoding.decode(bytes).0;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().flatten().map(|record| record.len()).sum()
}

/// Every file alone in a folder, checked as a user does.
fn hostile() {
    let mut costs: Vec<(String, Duration, u64)> = Vec::new();
    for entry in files::entries() {
        let dir = entry.folder();
        let (_, time, memory) = command(&["check".as_ref(), dir.path()]);
        costs.push((format!("{} {}", entry.id, entry.what), time, memory));
    }
    for (name, bytes) in sound() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let place = dir.path().join(name.file_name().expect("a name"));
        for per_cent in 1..100 {
            std::fs::write(&place, &bytes[..bytes.len() * per_cent / 100]).expect("written");
            let (_, time, memory) = command(&["inspect".as_ref(), &place]);
            costs.push((format!("{} cut at {per_cent} %", name.display()), time, memory));
        }
    }
    let over = costs.iter().filter(|(_, time, memory)| *time > HOSTILE.0 || *memory > HOSTILE.1).count();
    println!("{} hostile files; {over} above 2 s or 300 MiB", costs.len());
    let slowest = costs.iter().max_by_key(|cost| cost.1).expect("files");
    let largest = costs.iter().max_by_key(|cost| cost.2).expect("files");
    for (title, (name, time, memory)) in [("slowest", slowest), ("most memory", largest)] {
        println!("{title}: {name}: {} ms, {} MiB", time.as_millis(), memory / 1024);
    }
}

/// Sound files of each format, large enough that cuts fall into sheets.
fn sound() -> Vec<(PathBuf, Vec<u8>)> {
    let files = [
        "samples/pingan/中考成绩库.xlsx",
        "samples/messy/上年考核结果.xls",
        "samples/messy/年度预算安排表.ods",
        "samples/messy/奖金额度核定表.csv",
    ];
    files.iter().map(|path| (PathBuf::from(path), std::fs::read(path).expect(path))).collect()
}

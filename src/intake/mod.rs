//! The office's spreadsheets become a [`Dataset`]: files are opened within limits, headers found, cells cleaned and
//! read by the scheme's rules, every row accounted for, every problem reported with its place and its cure.
//!
//! The way of a cell, each step a file of its own: a file's [`kind`] is seen from its content, its bytes are guarded
//! and opened ([`workbook`]) into a sparse [`sheet`]; the [`header`] is found and matched with the table's
//! [`columns`]; [`rows`] are told apart from totals and signatures; each [`cell`] gets its value. Each format is a
//! file of its own ([`xlsx`], [`xlsb`], [`xls`], [`ods`], [`text`]), with its guard beside it; only `folder` touches
//! a disk.
mod ahead;
mod apart;
mod biff;
mod body;
mod cell;
mod codes;
mod column_seen;
mod columns;
mod compare;
mod compare_keys;
mod compare_rows;
mod date;
mod decisions;
mod figure;
mod fold;
mod folder;
mod glance;
mod header;
mod header_guess;
mod identity;
mod inspect;
mod instead;
mod keys;
mod kind;
mod label;
mod layouts;
pub mod limits;
mod meant;
mod ods;
mod ods_content;
mod one;
mod opened;
mod package;
mod parameters;
mod pattern;
mod received;
mod register;
mod reported;
mod rows;
mod shared;
mod sheet;
mod site;
mod standards;
mod table;
mod text;
mod totals;
mod value;
mod whose;
mod wide;
mod words;
mod workbook;
mod xls;
mod xlsb;
mod xlsb_parts;
mod xlsx;
mod xlsx_cells;
mod xlsx_looks;
mod xlsx_parts;
mod xlsx_texts;
mod xml_scan;

pub use apart::{OBJECTIONS_NAME, is_objections};
pub use column_seen::{ColumnKind, ColumnSeen, Odd, Oddity};
pub use compare::{Comparison, FileCompared, SheetPair, compare};
pub use compare_rows::{Change, ColumnChanges, Differences, RowOnly, Rows};
pub use decisions::{DECISION_HEADERS, DECISIONS_NAME, asked, recorded};
pub use folder::{RESULT_FOLDER, private_name, read_file, read_folder};
pub use inspect::{CellsSeen, Inspection, RowCounts, SheetSeen, TableSeen, inspect};
pub use kind::builds_tables;
pub use layouts::fill_layouts;
pub use one::{read_value, shown_value};
pub use pattern::is_corrections;
pub use received::{received, shown_day, shown_text};
pub use register::{REGISTER_HEADERS, REGISTER_NAME, Register};
pub use standards::fill_standards;
pub use words::EXAMPLE;
pub use workbook::{Content, Visibility};

use crate::dataset::{Dataset, FileRecord};
use crate::in_order::in_order;
use crate::messages::{Findings, IntakeMessage, Place, nearest};
use crate::scheme::{ParameterSheet, Scheme, Source, Table, Text};
use ahead::Ahead;
use columns::Wanted;
use decisions::{Decisions, Question};
use fold::listed;
use parameters::Minutes;
use pattern::{Pattern, normal_path};
use sha2::{Digest, Sha256};
use site::Site;
use std::convert::Infallible;
use std::sync::Arc;
use table::{Office, Task};
use words::Words;
use workbook::Workbook;

/// Bytes of one file of the office's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeFile {
    /// Path below the folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Most names that a message lists.
const NAMES_LISTED: usize = 8;

/// Reads all tables of the scheme from the files. The order of the files does not matter.
pub fn read(scheme: &Scheme, received: &[OfficeFile], findings: &mut Findings) -> Dataset {
    read_watched(scheme, received, findings, &mut |_| {})
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that are read.
    pub files_read: usize,
    /// All files.
    pub files: usize,
    /// Bytes of the files that are read.
    pub bytes_read: u64,
    /// Bytes of all files.
    pub bytes: u64,
    /// Rows so far.
    pub rows: usize,
}

/// Whether a file is read before the scheme is compiled: standards, or a layout that a payment names.
pub fn before_compiling(scheme: &Scheme, path: &str) -> bool {
    standards::names(scheme, path) || layouts::names(scheme, path)
}

/// The same, calling after each file: a reader of many files may show where it is.
pub fn read_watched(
    scheme: &Scheme,
    received: &[OfficeFile],
    findings: &mut Findings,
    watch: &mut dyn FnMut(&Progress),
) -> Dataset {
    let before = findings.list.len();
    let mut files: Vec<&OfficeFile> = received.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Register::read(received, findings).check_locks(&files, findings);
    let decisions = Decisions::read(&files, findings);
    let plan = Plan::new(scheme, &files, &decisions);
    plan.report_unmatched(&files, findings);
    plan.report_copies(&files, findings);
    let mut dataset = Dataset { tables: scheme.tables.iter().map(table::empty).collect(), ..Dataset::default() };
    let bytes = files.iter().map(|file| file.bytes.len() as u64).sum();
    let mut progress = Progress { files: files.len(), bytes, ..Progress::default() };
    let wishes = plan.wishes(&files);
    let open = |at: usize| Some(Ahead::open(files[at], wishes[at].as_ref().filter(|_| ahead::early(files[at]))?));
    let Ok(()) = in_order(files.len(), open, |at, ahead| {
        let file = files[at];
        if let Some(wishes) = &wishes[at] {
            let ahead = ahead.unwrap_or_else(|| Ahead::open(file, wishes));
            plan.read_file(at, file, ahead, &mut dataset, findings);
        }
        progress.files_read += 1;
        progress.bytes_read += file.bytes.len() as u64;
        progress.rows = dataset.tables.iter().map(|table| table.len()).sum();
        watch(&progress);
        Ok::<(), Infallible>(())
    });
    reported::check(scheme, &dataset, &decisions, findings);
    shared::check(scheme, &mut dataset, &decisions, findings);
    decisions.tell_unused(findings);
    for (index, table) in scheme.tables.iter().enumerate() {
        if table.from.is_some() {
            keys::check(table, index, &dataset, findings);
        }
    }
    findings.say_once(before);
    dataset
}

/// A table and the files it is read from.
struct Job<'a> {
    index: usize,
    table: &'a Table,
    source: &'a Source,
    wanted: Wanted,
    files: Vec<usize>,
}

/// Which file is read for what.
struct Plan<'a> {
    scheme: &'a Scheme,
    jobs: Vec<Job<'a>>,
    parameters: Option<(&'a ParameterSheet, Vec<usize>)>,
    /// Files with band and tier tables, which were read before.
    standards: Vec<usize>,
    /// The files of decisions, of what was received and of corrections.
    own: Vec<usize>,
    /// The layouts of payments, which were read before and are no workbooks.
    layouts: Vec<usize>,
    decisions: &'a Decisions,
}

impl<'a> Plan<'a> {
    fn new(scheme: &'a Scheme, files: &[&OfficeFile], decisions: &'a Decisions) -> Plan<'a> {
        let paths: Vec<String> = files.iter().map(|file| normal_path(&file.path)).collect();
        let matching = |pattern: &Text| {
            let pattern = Pattern::new(pattern.get_ref());
            (0..paths.len()).filter(|at| pattern.fits(&paths[*at])).collect::<Vec<_>>()
        };
        let jobs = scheme.tables.iter().enumerate().filter_map(|(index, table)| {
            let source = table.from.as_ref()?;
            Some(Job { index, table, source, wanted: Wanted::new(table), files: matching(&source.file) })
        });
        let sheet = scheme.head.parameters.as_ref().filter(|_| parameters::due(scheme).next().is_some());
        let parameters = sheet.map(|sheet| (sheet, matching(&sheet.file)));
        let standards = scheme.head.standards.as_ref().map_or(Vec::new(), |sheet| matching(&sheet.file));
        let own = |at: &usize| {
            let path = &paths[*at];
            decisions::is_decisions(path) || register::is_register(path) || pattern::is_corrections(path)
        };
        let own = (0..paths.len()).filter(own).collect();
        let layouts = (0..paths.len()).filter(|at| layouts::names(scheme, &files[*at].path)).collect();
        Plan { scheme, jobs: jobs.collect(), parameters, standards, own, layouts, decisions }
    }

    /// `报表(1).xlsx` beside `报表.xlsx`: the same file sent twice, and nobody can say which one counts.
    fn report_copies(&self, files: &[&OfficeFile], findings: &mut Findings) {
        for kind in [decisions::is_decisions as fn(&str) -> bool, register::is_register] {
            let mut own = files.iter().filter(|file| kind(&normal_path(&file.path)));
            let Some(first) = own.next() else { continue };
            for second in own {
                let hashes = short_hashes(files, [&first.path, &second.path]);
                let message = IntakeMessage::CopyOfFile { other: first.path.clone(), hashes };
                findings.add(message, Place::file(&second.path));
            }
        }
        for job in &self.jobs {
            let mut seen: Vec<((String, bool), &str)> = Vec::new();
            for file in job.files.iter().map(|at| files[*at]) {
                let bare = pattern::without_copy_marks(&normal_path(&file.path));
                let copied = |(other, _): &&((String, bool), &str)| other.0 == bare.0 && !(other.1 && bare.1);
                match seen.iter().find(copied) {
                    // The same bytes twice are told where they are read.
                    Some((_, other)) if files.iter().any(|f| f.path == **other && f.bytes == file.bytes) => {}
                    Some((_, other)) => {
                        let hashes = short_hashes(files, [other, &file.path]);
                        let message = IntakeMessage::CopyOfFile { other: other.to_string(), hashes };
                        findings.add(message, Place::file(&file.path));
                    }
                    None => seen.push((bare, &file.path)),
                }
            }
        }
    }

    /// Tables without a file, parameters without a sheet, files without a use.
    fn report_unmatched(&self, files: &[&OfficeFile], findings: &mut Findings) {
        for job in self.jobs.iter().filter(|job| job.files.is_empty() && !job.source.optional) {
            no_file(job.table.name.get_ref(), &job.source.file, files, findings);
        }
        match &self.parameters {
            Some((sheet, matched)) if matched.is_empty() => {
                no_file("参数", &sheet.file, files, findings);
                parameters::missing(self.scheme, sheet, findings);
            }
            Some((sheet, matched)) if matched.len() > 1 => {
                let files = listed(matched.iter().map(|at| files[*at].path.as_str()), NAMES_LISTED);
                findings.add(IntakeMessage::SeveralParameterFiles { files }, Place::scheme(sheet.file.span()));
            }
            _ => {}
        }
        let unused: Vec<&str> =
            (0..files.len()).filter(|at| !self.uses(*at)).map(|at| files[at].path.as_str()).collect();
        if !unused.is_empty() {
            let list = listed(unused.iter().copied(), NAMES_LISTED);
            findings.add(IntakeMessage::UnusedFiles { count: unused.len(), files: list }, Place::Run);
        }
    }

    fn uses(&self, file: usize) -> bool {
        self.gives_parameters(file)
            || self.standards.contains(&file)
            || self.own.contains(&file)
            || self.layouts.contains(&file)
            || self.jobs.iter().any(|job| job.files.contains(&file))
    }

    fn gives_parameters(&self, file: usize) -> bool {
        self.parameters.as_ref().is_some_and(|(_, files)| files.as_slice() == [file])
    }

    /// For each file that is used the names of the sheets that will be asked for, in their order.
    fn wishes(&self, files: &[&OfficeFile]) -> Vec<Option<Vec<Vec<&'a str>>>> {
        let of_jobs = |at: usize| {
            let jobs = self.jobs.iter().filter(move |job| job.files.contains(&at));
            jobs.map(|job| job.source.sheet.iter().map(|name| name.get_ref().as_str()).collect())
        };
        let of_parameters = |at: usize| {
            let sheet = self.parameters.as_ref().filter(|_| self.gives_parameters(at));
            sheet.map(|(sheet, _)| vec![sheet.sheet.as_str()])
        };
        let wishes = |at: usize| of_jobs(at).chain(of_parameters(at)).collect();
        (0..files.len()).map(|at| self.uses(at).then(|| wishes(at))).collect()
    }

    /// Opens a file that asked in which encoding it is, if that was decided.
    fn decode(
        &self,
        file: &OfficeFile,
        unclear: IntakeMessage,
        findings: &mut Findings,
    ) -> Result<Workbook, IntakeMessage> {
        let question = Question { code: "Q208", column: "", content: "", options: &text::ENCODINGS };
        let site = Site { file: &file.path, sheet: "" };
        match self.decisions.answer(&question, &site, findings) {
            Some(encoding) => Workbook::open(&file.path, &file.bytes, Some(encoding)),
            None => Err(unclear),
        }
    }

    /// Reads everything that is wanted of a file.
    fn read_file(&self, at: usize, file: &OfficeFile, ahead: Ahead, dataset: &mut Dataset, findings: &mut Findings) {
        let number = dataset.files.len() as u32;
        let Ahead { record, workbook } = ahead;
        if let Some(same) = dataset.files.iter().find(|other| other.sha256 == record.sha256) {
            findings.add(IntakeMessage::SameFileTwice { other: same.path.clone() }, Place::file(&file.path));
        }
        dataset.files.push(record);
        if self.layouts.contains(&at) {
            return;
        }
        let workbook = match workbook {
            Err(message @ IntakeMessage::EncodingUnclear { .. }) => self.decode(file, message, findings),
            workbook => workbook,
        };
        let mut open = match workbook {
            Ok(workbook) => {
                Open { path: &file.path, number, workbook, words: Words::default(), decisions: self.decisions }
            }
            Err(message) => return findings.add(message, Place::file(&file.path)),
        };
        opened::tell(&open.workbook, file, &file.path, findings);
        for job in self.jobs.iter().filter(|job| job.files.contains(&at)) {
            open.read_table(job, dataset, findings);
        }
        if let (true, Some((sheet, _))) = (self.gives_parameters(at), &self.parameters) {
            open.read_parameters(sheet, self.scheme, dataset, findings);
        }
    }
}

/// A file being read.
struct Open<'a> {
    path: &'a str,
    number: u32,
    workbook: Workbook,
    words: Words,
    decisions: &'a Decisions,
}

impl Open<'_> {
    fn read_table(&mut self, job: &Job, dataset: &mut Dataset, findings: &mut Findings) {
        let names: Vec<&str> = job.source.sheet.iter().map(|name| name.get_ref().as_str()).collect();
        let mut found = self.workbook.find_sheets(&names);
        if found.is_empty() && names.is_empty() {
            found = self.ask_for_sheet(job.table.name.get_ref(), findings);
        } else if found.is_empty() && !job.source.optional {
            self.no_sheet(job.table.name.get_ref(), &names, findings);
        }
        for index in found {
            let Some((name, sheet)) = self.open_sheet(index, findings) else { continue };
            let task = Task { table: job.table, index: job.index, wanted: &job.wanted, file: self.number };
            let site = Site { file: self.path, sheet: &name };
            let office = Office { texts: &self.workbook.texts, words: &mut self.words, decisions: self.decisions };
            table::read(&task, site, &sheet, office, dataset, findings);
        }
    }

    fn read_parameters(
        &mut self,
        source: &ParameterSheet,
        scheme: &Scheme,
        dataset: &mut Dataset,
        findings: &mut Findings,
    ) {
        let Some(index) = self.workbook.find_sheets(&[&source.sheet]).first().copied() else {
            return self.no_sheet("参数", &[&source.sheet], findings);
        };
        let Some((name, sheet)) = self.open_sheet(index, findings) else { return };
        let site = Site { file: self.path, sheet: &name };
        let (file, texts) = (self.number, &self.workbook.texts);
        Minutes { source, scheme, file, site, sheet: &sheet, texts }.read(dataset, findings);
    }

    /// Several sheets, and the scheme names none.
    fn ask_for_sheet(&self, table: &str, findings: &mut Findings) -> Vec<usize> {
        let question = Question { code: "Q206", column: table, content: "", options: &[] };
        let site = Site { file: self.path, sheet: "" };
        let shown = || self.workbook.heads.iter().filter(|head| head.cells() && !head.hidden());
        if let Some(answer) = self.decisions.answer(&question, &site, findings) {
            let found = self.workbook.find_sheets(&[answer]);
            if !found.is_empty() {
                return found;
            }
        }
        let sheets = listed(shown().map(|head| head.name.as_str()), NAMES_LISTED);
        findings.add(IntakeMessage::SeveralSheets { table: table.to_string(), sheets }, Place::file(self.path));
        Vec::new()
    }

    fn open_sheet(&mut self, index: usize, findings: &mut Findings) -> Option<(String, Arc<sheet::Sheet>)> {
        let head = self.workbook.heads.get(index)?;
        let name = head.name.clone();
        if head.hidden() {
            findings.add(IntakeMessage::HiddenSheet {}, Place::sheet(self.path, &name));
        }
        match self.workbook.sheet(index) {
            Ok(sheet) => Some((name, sheet)),
            Err(message) => {
                findings.add(message, Place::sheet(self.path, &name));
                None
            }
        }
    }

    fn no_sheet(&self, table: &str, names: &[&str], findings: &mut Findings) {
        let heads = || self.workbook.heads.iter().map(|head| head.name.as_str());
        let message = IntakeMessage::NoSheet {
            table: table.to_string(),
            wanted: listed(names.iter().copied(), NAMES_LISTED),
            present: listed(heads(), NAMES_LISTED),
        };
        let near = names.iter().find_map(|name| nearest(name, heads()));
        findings.add_near(message, Place::file(self.path), near);
    }
}

/// The starts of two files' hashes, to tell them apart.
fn short_hashes(files: &[&OfficeFile], paths: [&str; 2]) -> String {
    let hash = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        file.map_or(String::new(), |file| format!("{} {}", file.path, &record(file).sha256[..8]))
    };
    paths.map(hash).join("；")
}

fn record(file: &OfficeFile) -> FileRecord {
    let hash = Sha256::digest(&file.bytes);
    let sha256 = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    FileRecord { path: file.path.clone(), sha256, bytes: file.bytes.len() as u64 }
}

fn no_file(table: &str, pattern: &Text, files: &[&OfficeFile], findings: &mut Findings) {
    let message = IntakeMessage::NoFile { table: table.to_string(), pattern: pattern.get_ref().clone() };
    let wanted = Pattern::new(pattern.get_ref()).stem();
    let stems: Vec<String> = files.iter().map(|file| pattern::stem(&normal_path(&file.path)).to_string()).collect();
    let near = nearest(&wanted, stems.iter().map(String::as_str));
    let near = near.and_then(|near| stems.iter().position(|stem| *stem == near)).map(|at| files[at].path.clone());
    findings.add_near(message, Place::scheme(pattern.span()), near);
}

//! 报送登记.xlsx: what was received in which version, and what is locked. After locking only a correction changes a
//! value, so a locked file must have the bytes that it had.
use super::OfficeFile;
use super::decisions::is_decisions;
use super::fold::{clean, fold, shown};
use super::header;
use super::pattern::{is_spreadsheet, normal_path, stem};
use super::sheet::Raw;
use super::workbook::Workbook;
use crate::messages::{Finding, Findings, IntakeMessage, Language, Place, Severity};
use sha2::{Digest, Sha256};

/// Name of the file, whatever its format.
pub const REGISTER_NAME: &str = "报送登记";
/// Headers of its columns, in order.
pub const REGISTER_HEADERS: [&str; 9] =
    ["文件", "版本", "收到日期", "状态", "问题数", "主要问题", "盖章件号", "锁定", "SHA-256"];
/// What stands under 锁定 for a locked file, and for one that is not.
const LOCKED: &str = "是";
const OPEN: [&str; 2] = ["", "否"];
/// Without these columns nothing can be said of locks: file, locked, hash.
const NEEDED: [usize; 3] = [0, 7, 8];

/// Whether a path, given by [`normal_path`], is the register.
pub(super) fn is_register(path: &str) -> bool {
    stem(path) == REGISTER_NAME && !path.contains('/') && is_spreadsheet(path)
}

/// The register as it lies in the office's folder.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// A line for each file: the cells under the headers.
    lines: Vec<[String; 9]>,
}

impl Register {
    /// Reads it, if it is there.
    pub fn read(files: &[OfficeFile], findings: &mut Findings) -> Register {
        let Some(file) = files.iter().find(|file| is_register(&normal_path(&file.path))) else {
            return Register::default();
        };
        match Register::lines(file) {
            Ok(lines) => Register { lines },
            Err(message) => {
                findings.add(message, Place::file(&file.path));
                Register::default()
            }
        }
    }

    fn lines(file: &OfficeFile) -> Result<Vec<[String; 9]>, IntakeMessage> {
        let mut workbook = Workbook::open(&file.path, &file.bytes, None)?;
        let sheet = workbook.sheet(0)?;
        let wanted: Vec<Vec<String>> = REGISTER_HEADERS.iter().map(|name| vec![fold(name)]).collect();
        let header = header::find(&sheet, &workbook.texts, &wanted).ok_or_else(|| IntakeMessage::NoHeader {
            rows: super::limits::HEADER_ROWS_SEARCHED,
            wanted: REGISTER_HEADERS.join("、"),
        })?;
        let columns: Vec<Option<u16>> = wanted.iter().map(|names| header.best(names)).collect();
        if let Some(at) = NEEDED.into_iter().find(|at| columns[*at].is_none()) {
            return Err(IntakeMessage::NoColumn { column: REGISTER_HEADERS[at].to_string() });
        }
        let text = |row: u32, column: Option<u16>| match column.and_then(|column| sheet.get(row, column)) {
            Some(Raw::Text(id)) => clean(workbook.texts.get(id)).text.into_owned(),
            Some(Raw::Number(value)) => value.to_string(),
            Some(Raw::Date(value)) => super::date::from_serial(value).map_or(String::new(), super::date::written),
            _ => String::new(),
        };
        let rows = sheet.rows_from(header.last + 1);
        let line = |row: u32| std::array::from_fn(|at| text(row, columns[at]));
        Ok(rows.map(|(row, _)| line(row)).filter(|line: &[String; 9]| !line[0].is_empty()).collect())
    }

    /// Locked files that are not what they were.
    pub(super) fn check_locks(&self, files: &[&OfficeFile], findings: &mut Findings) {
        for line in self.lines.iter().filter(|line| line[7] != LOCKED && !OPEN.contains(&line[7].as_str())) {
            findings.add(IntakeMessage::LockWord { word: shown(&line[7]) }, Place::file(&line[0]));
        }
        for line in self.lines.iter().filter(|line| line[7] == LOCKED) {
            let same_path = |file: &&&OfficeFile| normal_path(&file.path) == normal_path(&line[0]);
            match files.iter().find(same_path) {
                None => findings.add(IntakeMessage::LockedGone {}, Place::file(&line[0])),
                Some(file) if hash(file) != line[8] => {
                    findings.add(IntakeMessage::LockedChanged {}, Place::file(&file.path));
                }
                Some(_) => {}
            }
        }
    }

    /// The register after this reading: a file whose bytes are others has the next version; one with findings that
    /// stop is to be returned.
    pub fn updated(&self, files: &[OfficeFile], findings: &[&Finding]) -> Vec<[String; 9]> {
        let own = |path: &str| is_register(path) || is_decisions(path);
        let received = files.iter().filter(|file| !own(&normal_path(&file.path)));
        let lines = received.map(|file| self.line(file, findings));
        // A locked file that is gone stays in the register until it is back.
        let there = |line: &[String; 9]| files.iter().any(|file| normal_path(&file.path) == normal_path(&line[0]));
        let gone = self.lines.iter().filter(|line| line[7] == LOCKED && !there(line));
        let gone = gone.map(|line| {
            let mut line = line.clone();
            line[3] = "缺少".to_string();
            line
        });
        lines.chain(gone).collect()
    }

    fn line(&self, file: &OfficeFile, findings: &[&Finding]) -> [String; 9] {
        let of_file =
            |finding: &&&Finding| matches!(&finding.place, Place::Input { file: path, .. } if *path == file.path);
        let about: Vec<&&Finding> = findings.iter().filter(of_file).collect();
        let stops = about.iter().find(|finding| finding.message.severity() != Severity::Warning);
        let before = self.lines.iter().find(|line| normal_path(&line[0]) == normal_path(&file.path));
        // A lock holds the bytes that it was put on, whatever lies in the folder now.
        let locked_line = before.filter(|line| line[7] == LOCKED);
        let sha256 = locked_line.map_or_else(|| hash(file), |line| line[8].clone());
        let same = before.is_some_and(|line| line[8] == sha256);
        let version = before.and_then(|line| line[1].parse::<u32>().ok()).unwrap_or(0);
        let version = if same { version.max(1) } else { version.saturating_add(1) };
        let kept = |at: usize| before.filter(|_| same).map_or(String::new(), |line| line[at].clone());
        let state = match (stops.is_some(), kept(7) == LOCKED) {
            (true, _) => "退回",
            (false, true) => "已锁定",
            (false, false) => "已收",
        };
        let main = stops.map_or(String::new(), |finding| finding.message.text(Language::Chinese).0);
        let count = about.len().to_string();
        let [received, stamped, locked] = [2, 6, 7].map(kept);
        [file.path.clone(), version.to_string(), received, state.to_string(), count, main, stamped, locked, sha256]
    }
}

fn hash(file: &OfficeFile) -> String {
    Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

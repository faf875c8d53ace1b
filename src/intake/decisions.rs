//! 决定.xlsx: what the office answered to questions, with the ground, by whom and when. It lies among the inputs, so
//! it is part of the batch's record.
use super::OfficeFile;
use super::cell::{PERCENT_OPTIONS, WORD_OPTIONS};
use super::date;
use super::fold::{clean, fold, listed, shown};
use super::header::{self, Header};
use super::limits::HEADER_ROWS_SEARCHED;
use super::pattern::{Pattern, is_spreadsheet, normal_path, stem};
use super::reported::EXCUSE_OPTIONS;
use super::shared::SHARED_OPTIONS;
use super::sheet::{Raw, Sheet};
use super::site::{Site, address};
use super::table::HIDDEN_OPTIONS;
use super::text::ENCODINGS;
use super::workbook::Workbook;
use crate::dataset::TextPool;
use crate::messages::{Finding, Findings, IntakeMessage, Language, Message, Place, nearest};
use std::cell::Cell;

/// Name of the file, whatever its format.
pub const DECISIONS_NAME: &str = "决定";
/// Under 内容: whatever the cell holds.
const ANY_CONTENT: &str = "全部";
/// Headers of its columns, in order. The first six say which question it is; `*` stands for any file, sheet or
/// column.
pub const DECISION_HEADERS: [&str; 10] =
    ["编号", "文件", "工作表", "列", "内容", "问题", "可选答复", "决定", "依据", "决定人"];

/// Without these columns an answer cannot be read: number, file, sheet, column, content, answer, ground, by whom.
const NEEDED: [usize; 8] = [0, 1, 2, 3, 4, 7, 8, 9];

/// Whether a path, given by [`normal_path`], is the file of decisions.
pub(super) fn is_decisions(path: &str) -> bool {
    stem(path) == DECISIONS_NAME && !path.contains('/') && is_spreadsheet(path)
}

/// A question: what is asked, about what.
pub(super) struct Question<'q> {
    /// Number of the message.
    pub code: &'static str,
    /// Column of the scheme, or nothing.
    pub column: &'q str,
    /// The content that is asked about, or nothing.
    pub content: &'q str,
    /// What may be answered; nothing: a name of the file's own.
    pub options: &'static [&'static str],
}

/// A row of the file.
struct Answer {
    code: String,
    file: Pattern,
    sheet: Pattern,
    column: Pattern,
    content: String,
    answer: String,
    ground: String,
    by: String,
    place: Place,
    used: Cell<bool>,
}

/// All answers.
#[derive(Default)]
pub(super) struct Decisions {
    answers: Vec<Answer>,
}

impl Decisions {
    /// Reads the file, if there is one.
    pub(super) fn read(files: &[&OfficeFile], findings: &mut Findings) -> Decisions {
        let Some(file) = files.iter().find(|file| is_decisions(&normal_path(&file.path))) else {
            return Decisions::default();
        };
        match Decisions::open(file, findings) {
            Ok(answers) => Decisions { answers },
            Err(message) => {
                findings.add(message, Place::file(&file.path));
                Decisions::default()
            }
        }
    }

    fn open(file: &OfficeFile, findings: &mut Findings) -> Result<Vec<Answer>, IntakeMessage> {
        let mut workbook = Workbook::open(&file.path, &file.bytes, None)?;
        let sheet = workbook.sheet(0)?;
        let name = workbook.heads.first().map_or("", |head| head.name.as_str());
        let site = Site { file: &file.path, sheet: name };
        let wanted: Vec<Vec<String>> = DECISION_HEADERS.iter().map(|name| vec![fold(name)]).collect();
        let header = header::find(&sheet, &workbook.texts, &wanted).ok_or_else(|| IntakeMessage::NoHeader {
            rows: HEADER_ROWS_SEARCHED,
            wanted: listed(DECISION_HEADERS, DECISION_HEADERS.len()),
        })?;
        if let Some(at) = NEEDED.into_iter().find(|at| header.best(&wanted[*at]).is_none()) {
            return Err(IntakeMessage::NoColumn { column: DECISION_HEADERS[at].to_string() });
        }
        let read = Reading { sheet: &sheet, texts: &workbook.texts, header: &header, wanted: &wanted, site };
        let rows: Vec<u32> = sheet.rows_from(header.last + 1).map(|(row, _)| row).collect();
        Ok(rows.into_iter().filter_map(|row| read.answer(row, findings)).collect())
    }

    /// The answer to a question; one that is none of the options is told and counts as none.
    pub(super) fn answer(&self, question: &Question<'_>, site: &Site, findings: &mut Findings) -> Option<&str> {
        let fits = |pattern: &Pattern, text: &str| pattern.fits(&without_folders(&normal_path(text)));
        let found = self.answers.iter().find(|answer| {
            answer.code == question.code
                && fits(&answer.file, site.file)
                && fits(&answer.sheet, site.sheet)
                && fits(&answer.column, question.column)
                && [fold(question.content).as_str(), ANY_CONTENT].contains(&answer.content.as_str())
        })?;
        let listed_option = question.options.is_empty() || question.options.contains(&found.answer.as_str());
        if !listed_option {
            if !found.used.replace(true) {
                let (answer, values) = (shown(&found.answer), listed(question.options.iter().copied(), 8));
                let near = nearest(&found.answer, question.options.iter().copied());
                findings.add_near(IntakeMessage::AnswerUnknown { answer, values }, found.place.clone(), near);
            }
            return None;
        }
        if !found.used.replace(true) {
            let message = IntakeMessage::Decided {
                code: found.code.clone(),
                answer: found.answer.clone(),
                ground: shown(&found.ground),
                by: shown(&found.by),
            };
            findings.add(message, found.place.clone());
        }
        Some(&found.answer)
    }

    /// Answers to questions that nobody asked.
    pub(super) fn tell_unused(&self, findings: &mut Findings) {
        for answer in self.answers.iter().filter(|answer| !answer.used.get()) {
            let message = IntakeMessage::AnswerUnused { code: answer.code.clone() };
            findings.add(message, answer.place.clone());
        }
    }
}

/// The rows of the file as they are: they are kept when the table is written anew.
pub fn recorded(files: &[OfficeFile]) -> Vec<[String; 10]> {
    let read = |file: &OfficeFile| -> Result<Vec<[String; 10]>, IntakeMessage> {
        let mut workbook = Workbook::open(&file.path, &file.bytes, None)?;
        let sheet = workbook.sheet(0)?;
        let wanted: Vec<Vec<String>> = DECISION_HEADERS.iter().map(|name| vec![fold(name)]).collect();
        let header = header::find(&sheet, &workbook.texts, &wanted).ok_or(IntakeMessage::NoRows {})?;
        let site = Site { file: &file.path, sheet: "" };
        let read = Reading { sheet: &sheet, texts: &workbook.texts, header: &header, wanted: &wanted, site };
        let rows = sheet.rows_from(header.last + 1).map(|(row, _)| row);
        let cell = |row: u32, at: usize| header.best(&wanted[at]).and_then(|column| read.text(row, column));
        let cells = |row: u32| std::array::from_fn(|at| cell(row, at).unwrap_or_default());
        Ok(rows.map(cells).filter(|cells: &[String; 10]| !cells[0].is_empty()).collect())
    };
    let file = files.iter().find(|file| is_decisions(&normal_path(&file.path)));
    // A file that cannot be read was told when its answers were looked for.
    file.and_then(|file| read(file).ok()).unwrap_or_default()
}

/// The questions among findings, each once: number, file, sheet, column, content, what is asked, options.
pub fn asked(findings: &[&Finding]) -> Vec<([String; 10], Vec<String>)> {
    let mut questions: Vec<([String; 10], Vec<String>)> = Vec::new();
    for finding in findings {
        let Some(question) = question(finding) else { continue };
        if !questions.iter().any(|(cells, _)| cells[..5] == question.0[..5]) {
            questions.push(question);
        }
    }
    questions
}

fn question(finding: &Finding) -> Option<([String; 10], Vec<String>)> {
    let Message::Intake(message) = &finding.message else { return None };
    let (code, column, content, options): (_, Option<&str>, &str, &[&str]) = match message {
        IntakeMessage::MarkUndecided { mark } => ("Q201", None, mark, &WORD_OPTIONS),
        IntakeMessage::WordUndecided { word } => ("Q202", None, word, &WORD_OPTIONS),
        IntakeMessage::PercentUnclear { .. } => ("Q203", None, "", &PERCENT_OPTIONS),
        IntakeMessage::HiddenRows { .. } => ("Q204", Some(""), "", &HIDDEN_OPTIONS),
        IntakeMessage::HiddenColumns { .. } => ("Q205", Some(""), "", &HIDDEN_OPTIONS),
        IntakeMessage::SeveralSheets { table, .. } => ("Q206", Some(table), "", &[]),
        IntakeMessage::NotReported { unit, table } => ("Q207", Some(table), unit, &EXCUSE_OPTIONS),
        IntakeMessage::AccountTwice { who, .. } => ("Q571", None, who, &SHARED_OPTIONS),
        IntakeMessage::EncodingUnclear { .. } => ("Q208", Some(""), "", &ENCODINGS),
        _ => return None,
    };
    let (file, sheet, of_cell) = match &finding.place {
        Place::Input { file, sheet, column, .. } => (file.clone(), sheet.clone().unwrap_or_default(), column.clone()),
        _ => Default::default(),
    };
    let column = column.map(str::to_string).or(of_cell).unwrap_or_default();
    let text = finding.message.text(Language::Chinese).0;
    let blank = String::new;
    let listed = if options.is_empty() { "工作表的名称".to_string() } else { options.join("／") };
    // Words are compared folded where they stand in cells.
    let content = if code == "Q202" { fold(content) } else { content.to_string() };
    let cells = [code.to_string(), file, sheet, column, content, text, listed, blank(), blank(), blank()];
    Some((cells, options.iter().map(|option| option.to_string()).collect()))
}

/// A star stands for anything here, folders as well: the stroke between them is written as another one, which
/// folding leaves alone.
fn without_folders(text: &str) -> String {
    text.replace('/', "\u{2215}")
}

/// The file being read.
struct Reading<'a> {
    sheet: &'a Sheet,
    texts: &'a TextPool,
    header: &'a Header,
    wanted: &'a [Vec<String>],
    site: Site<'a>,
}

impl Reading<'_> {
    /// A row with an answer; one that is not answered yet is passed over.
    fn answer(&self, row: u32, findings: &mut Findings) -> Option<Answer> {
        let text = |at: usize| self.text(row, self.header.best(self.wanted.get(at)?)?);
        let [code, answer, ground, by] = [0, 7, 8, 9].map(|at| text(at).unwrap_or_default());
        if code.is_empty() || answer.is_empty() {
            return None;
        }
        let column = self.header.best(&self.wanted[7]).unwrap_or(0);
        let place = Place::cell(self.site.file, self.site.sheet, address(row, column), DECISION_HEADERS[7]);
        for (value, name) in [(&ground, DECISION_HEADERS[8]), (&by, DECISION_HEADERS[9])] {
            if value.is_empty() {
                findings.add(IntakeMessage::DecisionIncomplete { column: name.to_string() }, place.clone());
                return None;
            }
        }
        // Nothing written means nothing there; a star means anything.
        let pattern = |at: usize| Pattern::whole(&without_folders(&normal_path(&text(at).unwrap_or_default())));
        let [file, sheet, column] = [1, 2, 3].map(pattern);
        // A star may itself be what stands in a cell.
        let content = fold(&text(4).unwrap_or_default());
        Some(Answer { code, file, sheet, column, content, answer, ground, by, place, used: Cell::new(false) })
    }

    fn text(&self, row: u32, column: u16) -> Option<String> {
        match self.sheet.get(row, column)? {
            Raw::Text(id) => Some(clean(self.texts.get(id)).text.into_owned()),
            Raw::Number(value) => Some(value.to_string()),
            Raw::Date(value) => date::from_serial(value).map(date::written),
            _ => None,
        }
    }
}

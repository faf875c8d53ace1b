//! The manual's lists of messages are the program's own.
//!
//! `FENPEI_BLESS=1` writes them anew from the declarations in `src/messages`.
use fenpei::messages::{
    ComputeMessage, CorrectionMessage, IntakeMessage, ObjectionMessage, OutputMessage, RecordMessage, RuleMessage,
    SchemeMessage,
};
use std::collections::BTreeSet;

const MANUAL: &str = "docs/language.md";
const HEAD: &str = "| number | fact | cure | 中文 |\n|---|---|---|---|\n";

type Codes = &'static [(&'static str, &'static str)];

/// Each list's heading, the files that declare its messages, and their numbers.
const LISTS: [(&str, &[&str], &[Codes]); 7] = [
    ("Messages about a scheme", &["scheme", "rules"], &[SchemeMessage::CODES, RuleMessage::CODES]),
    ("Messages about the office's files", &["intake"], &[IntakeMessage::CODES]),
    ("Messages about the result", &["compute"], &[ComputeMessage::CODES]),
    ("Messages about folder and batch", &["output"], &[OutputMessage::CODES]),
    ("Messages about the record of a stage", &["record"], &[RecordMessage::CODES]),
    ("Messages about the register of objections", &["objection"], &[ObjectionMessage::CODES]),
    ("Messages about corrections", &["correction"], &[CorrectionMessage::CODES]),
];

#[test]
fn the_manual_lists_every_message() {
    let mut manual = std::fs::read_to_string(MANUAL).expect("the manual is there");
    let mut differ = Vec::new();
    for (heading, files, codes) in LISTS {
        let rows: Vec<Row> = files.iter().flat_map(|file| declared(file)).collect();
        let read: BTreeSet<&str> = rows.iter().map(|row| row.code.as_str()).collect();
        let known: BTreeSet<&str> = codes.concat().iter().map(|(code, _)| *code).collect();
        assert_eq!(read, known, "{files:?}");
        let list = format!("{HEAD}{}", rows.iter().map(Row::line).collect::<String>());
        let start = manual.find(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("{MANUAL}: {heading}"));
        let from = start + manual[start..].find(HEAD).unwrap_or_else(|| panic!("{MANUAL}: no list below {heading}"));
        let length = manual[from..].find("\n\n").map_or(manual.len() - from, |end| end + 1);
        if manual[from..from + length] != list {
            differ.push(heading);
            manual.replace_range(from..from + length, &list);
        }
    }
    if std::env::var_os("FENPEI_BLESS").is_some() {
        std::fs::write(MANUAL, manual).expect("written");
    } else {
        assert!(differ.is_empty(), "{MANUAL}: FENPEI_BLESS=1 writes anew: {differ:?}");
    }
}

/// A message as declared.
#[derive(Default)]
struct Row {
    code: String,
    chinese: String,
    fact: String,
    cure: String,
}

impl Row {
    fn line(&self) -> String {
        format!("| {} | {} | {} | {} |\n", self.code, self.fact, self.cure, self.chinese)
    }
}

/// The messages of a file: a line with number and fields, then one for each language.
fn declared(file: &str) -> Vec<Row> {
    let source = std::fs::read_to_string(format!("src/messages/{file}.rs")).expect("there");
    let mut rows: Vec<Row> = Vec::new();
    for line in source.lines().map(str::trim) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let row = rows.last_mut();
        match (word, row) {
            ("zh", Some(row)) => row.chinese = texts(rest).0,
            ("en", Some(row)) => (row.fact, row.cure) = texts(rest),
            _ if numbered(word) => rows.push(Row { code: word.to_string(), ..Row::default() }),
            _ => {}
        }
    }
    rows
}

fn numbered(word: &str) -> bool {
    let digits = word.strip_prefix(['E', 'Q', 'W']);
    digits.is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Fact and cure of one language, as the manual shows them.
fn texts(declared: &str) -> (String, String) {
    let inner = declared.strip_prefix('"').and_then(|rest| rest.strip_suffix("\";")).expect("between quotation marks");
    let (fact, cure) = inner.split_once("\" => \"").expect("fact => cure");
    (shown(fact), shown(cure))
}

/// What a message names stands in italics; braces and bars are plain.
fn shown(text: &str) -> String {
    let plain = text.replace("\\\"", "\"").replace("{{", "\u{1}").replace("}}", "\u{2}");
    let italic = plain.replace("_zh}", "*").replace("_en}", "*").replace(['{', '}'], "*");
    italic.replace('\u{1}', "{").replace('\u{2}', "}").replace('|', "\\|")
}

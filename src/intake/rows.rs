//! Which rows below the header are data, and why the others are not.
use super::cell::Desk;
use super::fold::fold;
use super::sheet::{Cell, Raw, Sheet, in_row};
use super::words::Word;
use crate::dataset::{TextId, TextPool};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// Data.
    Data,
    /// A total: left out, but its figures are compared with ours.
    Total,
    /// 平均, 最高分…
    Average,
    /// Signatures and dates.
    Signature,
    /// 注, 说明.
    Note,
    /// Shows how the form is filled in.
    Example,
    /// The header once more, as on each printed page.
    RepeatedHeader,
    /// Nothing, or only blanks.
    Blank,
    /// Something, but not in the columns that are read.
    Aside,
}

impl RowKind {
    /// Why a row is left out.
    pub(super) fn reason(self) -> Option<&'static str> {
        match self {
            RowKind::Data => None,
            RowKind::Total => Some(TOTAL),
            RowKind::Average => Some(AVERAGE),
            RowKind::Signature => Some("签字行"),
            RowKind::Note => Some("说明行"),
            RowKind::Example => Some("示例行"),
            RowKind::RepeatedHeader => Some("重复的表头"),
            RowKind::Blank => Some(BLANK),
            RowKind::Aside => Some("需要的各列都是空白"),
        }
    }
}

/// Why an average row is left out.
pub(super) const AVERAGE: &str = "平均行";
/// Why a total row is left out.
pub(super) const TOTAL: &str = "合计行";
/// Why a blank row is left out.
pub(super) const BLANK: &str = "空行";

/// A column that says whose row it is.
pub(super) struct KeyColumn {
    /// Counted from 0.
    pub column: u16,
    /// Words that the scheme lists for it, folded: 合计 among them is data.
    pub listed: Vec<String>,
}

/// Tells the rows of one sheet apart.
#[derive(Default)]
pub(super) struct RowSorter {
    keys: Vec<KeyColumn>,
    /// All columns that are read.
    read: Vec<u16>,
    /// The texts of each header row, to know it again.
    header: Vec<Vec<(u16, TextId)>>,
}

impl RowSorter {
    /// For a table whose key columns and read columns are known; without a key all read columns count as one.
    pub(super) fn new(
        mut keys: Vec<KeyColumn>,
        read: Vec<u16>,
        sheet: &Sheet,
        rows: (u32, u32),
        desk: &mut Desk,
    ) -> RowSorter {
        let header = (rows.0..=rows.1).map(|row| texts(sheet.row(row), desk)).filter(|row| row.len() > 1).collect();
        if keys.is_empty() {
            keys = read.iter().map(|column| KeyColumn { column: *column, listed: Vec::new() }).collect();
        }
        RowSorter { keys, read, header }
    }

    /// Sorts a row by its filled cells.
    pub(super) fn kind(&self, cells: &[Cell], desk: &mut Desk) -> RowKind {
        let Some(first) = cells.iter().find(|cell| !desk.blank(Some(cell.raw))) else {
            return RowKind::Blank;
        };
        if matches!(first.raw, Raw::Text(id) if desk.look(id).word == Word::Example) {
            return RowKind::Example;
        }
        if self.repeats_header(cells, desk) {
            return RowKind::RepeatedHeader;
        }
        let (blank_key, word_key) = self.keys(cells, desk);
        if blank_key || word_key != Word::Data {
            let word = if word_key == Word::Data { first_word(cells, desk) } else { word_key };
            if let Some(kind) = self.by_word(word, first, cells, desk) {
                return kind;
            }
        }
        if blank_key && self.filled(cells, desk) == 0 {
            return RowKind::Aside;
        }
        RowKind::Data
    }

    /// Whether a key cell is blank, and what word of a form stands in one.
    fn keys(&self, cells: &[Cell], desk: &mut Desk) -> (bool, Word) {
        let mut blank = false;
        let mut word = Word::Data;
        for key in &self.keys {
            match in_row(cells, key.column) {
                None => blank = true,
                Some(Raw::Text(id)) => {
                    let seen = desk.look(id);
                    blank |= seen.text == TextPool::EMPTY;
                    if word == Word::Data && seen.word != Word::Data && !key.lists(desk.pool.get(seen.text)) {
                        word = seen.word;
                    }
                }
                Some(_) => {}
            }
        }
        (blank, word)
    }

    fn by_word(&self, word: Word, first: &Cell, cells: &[Cell], desk: &mut Desk) -> Option<RowKind> {
        match word {
            Word::Data => None,
            Word::Total => Some(RowKind::Total),
            Word::Average => Some(RowKind::Average),
            Word::Note => Some(RowKind::Note),
            Word::Example => Some(RowKind::Example),
            Word::Signature => Some(RowKind::Signature),
            // 校长 may be a post with its figures in the same row.
            Word::Role => {
                let starts = matches!(first.raw, Raw::Text(id) if desk.look(id).word == Word::Role);
                (starts && self.filled(cells, desk) <= 1).then_some(RowKind::Signature)
            }
        }
    }

    /// How many of the columns that are read are filled.
    fn filled(&self, cells: &[Cell], desk: &mut Desk) -> usize {
        self.read.iter().filter(|column| !desk.blank(in_row(cells, **column))).count()
    }

    fn repeats_header(&self, cells: &[Cell], desk: &mut Desk) -> bool {
        self.header.iter().any(|row| {
            row.iter().all(
                |(column, text)| matches!(in_row(cells, *column), Some(Raw::Text(id)) if desk.look(id).text == *text),
            )
        })
    }
}

impl KeyColumn {
    fn lists(&self, text: &str) -> bool {
        !self.listed.is_empty() && self.listed.contains(&fold(text))
    }
}

fn texts(cells: &[Cell], desk: &mut Desk) -> Vec<(u16, TextId)> {
    let text = |cell: &Cell| match cell.raw {
        Raw::Text(id) => Some((cell.column, desk.look(id).text)),
        _ => None,
    };
    cells.iter().filter_map(text).collect()
}

/// The first word of a form in a row.
fn first_word(cells: &[Cell], desk: &mut Desk) -> Word {
    let mut words = cells.iter().map(|cell| match cell.raw {
        Raw::Text(id) => desk.look(id).word,
        _ => Word::Data,
    });
    words.find(|word| *word != Word::Data).unwrap_or(Word::Data)
}

//! 中考成绩库: the candidates of June 2018 with their scores.

use crate::Outcome;
use crate::district::{BUREAU, District};
use crate::exam::{Candidate, Score, candidates};
use crate::form::{Book, Cell, Column, Heading, SIGNATURE, col, text};
use std::path::Path;

/// The subject in which every second score was stored as text.
const TYPED_AS_TEXT: usize = 4;

const COLUMNS: [Column; 16] = [
    col("准考证号", 16),
    col("姓 名", 10),
    col("毕业学校", 26),
    col("学籍学校", 26),
    col("班级", 10),
    col("考生\n类别", 10),
    col("语文", 8),
    col("数学", 8),
    col("英语", 8),
    col("物理", 8),
    col("化学", 8),
    col("道德与\n法治", 8),
    col("历史", 8),
    col("体育与\n健康", 8),
    col("政策\n加分", 8),
    col("总分", 9),
];

pub fn write(folder: &Path, scale: usize) -> Outcome {
    let mut book = Book::new(scale > 1)?;
    let heading = Heading {
        title: "平安区2018年初中学业水平考试（中考）成绩库",
        unit: BUREAU,
        date: "2018年7月10日",
        money: false,
    };
    let mut form = book.sheet("2018年", &heading, &COLUMNS)?;
    for district in District::copies(scale) {
        for (index, candidate) in candidates(&district, scale).iter().enumerate() {
            form.row(cells(&district, index, candidate))?;
        }
    }
    form.sign(SIGNATURE)?;
    Ok(book.save(&folder.join("中考成绩库.xlsx"))?)
}

fn cells(district: &District, index: usize, candidate: &Candidate) -> Vec<Cell> {
    let mut cells = vec![
        text(&candidate.number),
        text(&candidate.name),
        text(&district.schools[candidate.school].name),
        text(&district.schools[candidate.registered].name),
        text(&candidate.class),
        text(candidate.group.label()),
    ];
    for (subject, score) in candidate.scores.iter().enumerate() {
        cells.push(score_cell(*score, subject == TYPED_AS_TEXT && index.is_multiple_of(2)));
    }
    cells.push(Cell::Whole(i64::from(candidate.bonus)));
    cells.push(Cell::Halves(candidate.total()));
    cells
}

fn score_cell(score: Score, as_text: bool) -> Cell {
    match score {
        Score::Absent => text("缺考"),
        Score::Exempt => text("免考"),
        Score::HalfMarks(marks) if as_text && marks % 2 == 0 => text((marks / 2).to_string()),
        Score::HalfMarks(marks) if as_text => text(format!("{}.5", marks / 2)),
        Score::HalfMarks(marks) => Cell::Halves(marks),
    }
}

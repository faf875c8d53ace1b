//! 听证材料: one file that carries a person's case: the amount with its arithmetic, the rules, the rows as received,
//! who reported and decided what and when, colleagues without names, and which batch all of it stands in.
mod amount;
mod evidence;
mod page;
mod peers;
mod records;
mod reported;
mod rules;

pub use page::packet_page;
pub use reported::LISTS;

use super::explanation::{About, Explanation};
use super::grid::{Cell, Grid, Head, workbook_of};
use super::{Edition, FaceError};
use crate::book::Book;
use crate::dataset::ReadSheet;
use crate::stage::Progress;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Width of a sheet's column in a workbook, in characters: at least and at most.
const WIDTHS: [usize; 2] = [8, 46];

/// Everything that a packet is made from.
pub struct PacketSources<'p> {
    /// The computed year.
    pub book: &'p Book,
    /// What its pages say.
    pub edition: &'p Edition,
    /// What was recorded of its stages.
    pub progress: &'p Progress,
    /// Whom it is about.
    pub about: About,
    /// That one explained.
    pub explanation: &'p Explanation,
    /// The sheets of the files that [`packet_files`] names, as received.
    pub received: &'p BTreeMap<String, Vec<ReadSheet>>,
}

/// A part of the packet: a title, sentences, a table.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Title.
    pub title: String,
    /// Sentences above the table.
    pub sentences: Vec<String>,
    /// Heads of the columns.
    pub heads: Vec<String>,
    /// Lines; none: the part is sentences alone.
    pub lines: Vec<Vec<String>>,
}

impl Section {
    fn new(title: &str, heads: &[&str]) -> Section {
        let heads = heads.iter().map(|head| head.to_string()).collect();
        Section { title: title.to_string(), heads, ..Section::default() }
    }
}

/// The files whose sheets a packet shows as received: those that the person's own rows stand in.
pub fn packet_files(book: &Book, about: About) -> Vec<String> {
    evidence::files(book, about)
}

/// The packet, part by part.
pub fn packet(sources: &PacketSources<'_>) -> Vec<Section> {
    let mut sections = amount::sections(sources);
    sections.push(rules::section(sources));
    sections.extend(evidence::sections(sources));
    sections.extend(reported::sections(sources));
    sections.push(records::section(sources));
    sections.push(peers::section(sources));
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let mut number = 0;
    for section in &mut sections {
        // A part goes on where its title is left out.
        if !section.title.is_empty() {
            let numeral = numerals.get(number).copied().unwrap_or("附");
            section.title = format!("{numeral}、{}", section.title);
            number += 1;
        }
    }
    sections
}

/// The packet as a workbook, a sheet for each part.
pub fn packet_workbook(sources: &PacketSources<'_>) -> Result<Vec<u8>, FaceError> {
    let title = title(sources);
    let grids: Vec<Grid> = packet(sources)
        .into_iter()
        .enumerate()
        .map(|(number, section)| {
            let heads = if section.heads.is_empty() { vec![section.title.clone()] } else { section.heads };
            let name = if section.title.is_empty() { format!("续{number}") } else { section.title.clone() };
            let name: String = name.chars().filter(|c| !"[]:*?/\\（）".contains(*c)).take(28).collect();
            let widths: Vec<f64> = (0..heads.len()).map(|column| width(&heads, &section.lines, column)).collect();
            Grid {
                name,
                title: title.clone(),
                sentence: section.sentences.join("；"),
                heads: heads.iter().zip(widths).map(|(head, width)| Head::new(head, width)).collect(),
                lines: section.lines.iter().map(|line| line.iter().map(Cell::text).collect()).collect(),
                closing: Vec::new(),
            }
        })
        .collect();
    workbook_of(&grids, sources.edition, &title)
}

/// As wide as its longest line of text, within limits.
fn width(heads: &[String], lines: &[Vec<String>], column: usize) -> f64 {
    let cells = lines.iter().filter_map(|line| line.get(column)).chain(heads.get(column));
    let longest = cells.flat_map(|cell| cell.lines()).map(|line| line.width() + 2).max();
    longest.unwrap_or(0).clamp(WIDTHS[0], WIDTHS[1]) as f64
}

fn title(sources: &PacketSources<'_>) -> String {
    let name = sources.explanation.subjects.first().map_or("", |subject| subject.name.as_str());
    format!("{name}绩效奖励金额复核（听证）材料")
}

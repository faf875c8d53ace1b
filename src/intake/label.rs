//! Values written above the header: `填报单位（盖章）：平安一中`.
use super::fold::{bracketed, fold, narrow, shown};
use super::sheet::{Cell, Raw, Sheet};
use super::site::Site;
use crate::dataset::TextPool;
use crate::messages::{Findings, IntakeMessage};

/// A value and the cell it stands in.
pub(super) struct Labelled {
    /// Counted from 0.
    pub row: u32,
    /// Counted from 0.
    pub column: u16,
    /// What it says.
    pub value: LabelValue,
}

/// The value in the label's own cell, or the cell that follows.
pub(super) enum LabelValue {
    /// After the colon.
    Text(String),
    /// The next filled cell.
    Cell(Raw),
}

/// The label that every sheet has without writing it: its own name.
const SHEET_NAME_LABEL: &str = "工作表";

/// Looks for a label in the rows above the header.
pub(super) fn find(
    label: &str,
    sheet: &Sheet,
    texts: &TextPool,
    header_first: u32,
    site: &Site,
    findings: &mut Findings,
) -> Option<Labelled> {
    if label == SHEET_NAME_LABEL {
        return Some(Labelled { row: 0, column: 0, value: LabelValue::Text(site.sheet.to_string()) });
    }
    let wanted = without_suffix(&fold(label)).to_string();
    let mut found: Option<(Labelled, String)> = None;
    for (row, cells) in sheet.rows_from(0).take_while(|(row, _)| *row < header_first) {
        for at in 0..cells.len() {
            let Some((labelled, text)) = look(&wanted, row, cells, at, texts) else { continue };
            match &found {
                Some((_, first)) if *first != text => {
                    let (first, second) = (shown(first), shown(&text));
                    let message = IntakeMessage::TwoLabels { label: label.to_string(), first, second };
                    findings.add(message, site.cell(labelled.row, labelled.column, ""));
                }
                Some(_) => {}
                None => found = Some((labelled, text)),
            }
        }
    }
    if found.is_none() {
        findings.add(IntakeMessage::NoLabel { label: label.to_string() }, site.place());
    }
    found.map(|(labelled, _)| labelled)
}

/// A label may be followed by a remark in brackets: `填报单位（盖章）`.
fn without_suffix(folded: &str) -> &str {
    let folded = folded.trim_end_matches(':');
    bracketed(folded).map_or(folded, |(stem, _)| stem)
}

fn look(wanted: &str, row: u32, cells: &[Cell], at: usize, texts: &TextPool) -> Option<(Labelled, String)> {
    let cell = cells.get(at)?;
    let Raw::Text(id) = cell.raw else { return None };
    let rest = after_label(wanted, &narrow(texts.get(id)))?;
    if !rest.is_empty() {
        let value = LabelValue::Text(rest.clone());
        return Some((Labelled { row, column: cell.column, value }, rest));
    }
    let filled = |cell: &&Cell| !matches!(cell.raw, Raw::Text(id) if fold(texts.get(id)).is_empty());
    let next = cells.get(at + 1..)?.iter().find(filled)?;
    let text = match next.raw {
        Raw::Text(id) => texts.get(id).to_string(),
        other => format!("{other:?}"),
    };
    Some((Labelled { row, column: next.column, value: LabelValue::Cell(next.raw) }, text))
}

/// What follows the label in a line; empty when the line ends there. A line may hold several labels.
fn after_label(wanted: &str, line: &str) -> Option<String> {
    let statements = statements(line);
    let (_, value) = statements.iter().find(|(label, _)| without_suffix(&fold(label)) == wanted)?;
    Some(value.trim().to_string())
}

/// Cuts `填报单位：平安一中　　填报时间：2018年12月` into labels and values: the word before a colon is a label,
/// a run of blanks ends a value.
fn statements(line: &str) -> Vec<(&str, &str)> {
    let mut list = Vec::new();
    let mut pieces = line.split(':');
    let mut label = pieces.next().unwrap_or_default().trim();
    for piece in pieces {
        let piece = piece.trim_start();
        let (value, next) = match piece.find("  ") {
            Some(gap) => (&piece[..gap], piece[gap..].trim()),
            None => piece.rsplit_once(' ').unwrap_or((piece, "")),
        };
        list.push((label, value));
        label = next;
    }
    if list.is_empty() {
        list.push((label, ""));
    } else if let Some((last, value)) = line.rsplit_once(':').zip(list.last_mut()).map(|(cut, last)| (cut.1, last)) {
        // After the last colon nothing more is a label: single blanks belong to the value.
        value.1 = last.trim_start().split("  ").next().unwrap_or_default();
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_into_statements() {
        let line = |text: &str| after_label("填报单位", &narrow(text));
        assert_eq!(line("填报单位（盖章）：平安一中").as_deref(), Some("平安一中"));
        assert_eq!(line("填报单位:平安一中　　填报时间：2018年12月").as_deref(), Some("平安一中"));
        assert_eq!(line("填报时间：2018年 填报单位：平安 一中").as_deref(), Some("平安 一中"));
        assert_eq!(line("填报单位（盖章）：").as_deref(), Some(""));
        assert_eq!(line("填报单位").as_deref(), Some(""));
        assert_eq!(line("单位：元"), None);
    }
}

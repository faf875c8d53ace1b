//! What a notice says of one person: amounts, the figures that were read, the arithmetic, the place in the group.
use crate::book::Book;
use crate::faces::explanation::{
    About, Cell, Explanation, GROUP_LEAST, How, Subject, Use, explain_briefly, share_lines, with_source,
};
use crate::faces::{Edition, FaceError};
use crate::messages::Language;
use crate::plan::TableId;

/// Lines of arithmetic on one page; what is left out is in the explanation.
const STEPS_MAX: usize = 16;
/// Figures read on one page.
const INPUTS_MAX: usize = 14;

/// One person's notice.
pub(super) struct Notice {
    pub subject: Subject,
    /// What was read, with its value and place.
    pub inputs: Vec<[String; 3]>,
    /// Name, article and arithmetic of each column of the person's own row.
    pub steps: Vec<[String; 3]>,
    /// Place in the group, or why nothing is said of it.
    pub standing: String,
    /// How to object.
    pub objection: String,
}

impl Notice {
    pub(super) fn of(book: &Book, edition: &Edition, table: TableId, row: usize) -> Result<Notice, FaceError> {
        let mut explanation = explain_briefly(book, edition, &[About::Payee(table, row)]);
        let Some(subject) = explanation.subjects.pop() else {
            return Err(FaceError::Limit { what: "告知单人数".to_string(), got: 0, limit: 1 });
        };
        let own: Vec<usize> = (0..explanation.cells.len())
            .filter(|cell| is_own(&explanation.cells[*cell], &explanation, &subject))
            .collect();
        let steps: Vec<[String; 3]> = own.iter().filter_map(|cell| step(&explanation, *cell)).collect();
        let standing = standing(&subject);
        Ok(Notice {
            inputs: inputs(&explanation, &own),
            steps: shortened(steps),
            standing,
            objection: format!(
                "对以上数据或金额有异议的，请在公示期内以书面形式向所在单位或{}提出，写明异议的项目和依据；收到后予以复核并书面答复。",
                edition.office
            ),
            subject,
        })
    }
}

/// The person's own row, and the items themselves.
fn is_own(cell: &Cell, explanation: &Explanation, subject: &Subject) -> bool {
    let first = subject.items.first().map(|item| &explanation.cells[item.cell]);
    cell.table == subject.table && first.is_none_or(|first| first.table != cell.table || first.row == cell.row)
}

fn step(explanation: &Explanation, number: usize) -> Option<[String; 3]> {
    let cell = &explanation.cells[number];
    let arithmetic = match &cell.how {
        // A value handed on is no arithmetic.
        How::Formula { with_values, .. } if *with_values == cell.value => return None,
        How::Formula { with_values, formula, .. } => format!("{formula}\n＝ {with_values} ＝ {}", cell.value),
        How::Share(share) => {
            let mut lines = share_lines(share, Language::Chinese);
            lines.push(format!("＝ {} 元", cell.value));
            lines.join("\n")
        }
        How::Input { .. } | How::Structure { .. } => return None,
    };
    // Numbers of cells lead nowhere on paper.
    Some([cell.column.clone(), cell.clause.clone(), without_numbers(&arithmetic)])
}

fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '〔' => inside = true,
            '〕' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

fn shortened(mut steps: Vec<[String; 3]>) -> Vec<[String; 3]> {
    let left = steps.len().saturating_sub(STEPS_MAX);
    if left > 0 {
        steps.truncate(STEPS_MAX);
        steps.push(["……".to_string(), String::new(), format!("另有 {left} 项，可向所在单位索取完整的金额说明")]);
    }
    steps
}

/// Inputs that the person's own columns read.
fn inputs(explanation: &Explanation, own: &[usize]) -> Vec<[String; 3]> {
    let mut found: Vec<[String; 3]> = Vec::new();
    for cell in own {
        let How::Formula { uses, .. } = &explanation.cells[*cell].how else { continue };
        for used in uses {
            if let Use::Column { name, value, cell: Some(cell) } = used
                && let How::Input { .. } = explanation.cells[*cell].how
            {
                let line = [name.clone(), value.trim_matches('"').to_string(), with_source(explanation, *cell)];
                if !found.contains(&line) {
                    found.push(line);
                }
            }
        }
    }
    found.truncate(INPUTS_MAX);
    found
}

fn standing(subject: &Subject) -> String {
    match &subject.standing {
        Some(place) => format!(
            "本单位 {} 人，按实发金额排第 {}；最低 {} 元，中位数 {} 元，最高 {} 元。",
            place.count, place.rank, place.least, place.median, place.most
        ),
        None => format!("本单位不足 {GROUP_LEAST} 人，不列位次。"),
    }
}

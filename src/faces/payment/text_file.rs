//! A file of lines: fields, separator, line end, encoding, as the layout says.
use super::Job;
use super::line::Value;
use super::parts::Part;
use crate::faces::FaceError;
use crate::number::format_fixed;
use crate::scheme::{AmountForm, Charset, LineEnd, TotalAt, filled};

/// The file's bytes.
pub(super) fn bytes(job: &Job<'_>, part: &Part, total: i64) -> Result<Vec<u8>, FaceError> {
    let layout = job.layout;
    let mut lines: Vec<Vec<String>> = Vec::new();
    let totals = layout.total.as_ref().map(|line| (line.at, total_cells(job, part, total)));
    let at = |place: TotalAt| totals.iter().filter(move |(at, _)| *at == place).map(|(_, cells)| cells.clone());
    lines.extend(at(TotalAt::Before));
    if layout.header {
        lines.push(job.columns.iter().map(|column| column.title.clone()).collect());
    }
    for (index, row) in part.rows.iter().enumerate() {
        let value = |column| shown(job.value(column, *row as usize, index + 1), layout.amount);
        lines.push(job.columns.iter().map(value).collect());
    }
    lines.extend(at(TotalAt::After));
    encoded(job, part, &lines)
}

/// The line of control totals.
fn total_cells(job: &Job<'_>, part: &Part, total: i64) -> Vec<String> {
    let values = total_values(job, part, amount_text(total, job.layout.amount));
    let cells = job.layout.total.iter().flat_map(|total| &total.cells);
    cells.map(|cell| filled(cell.get_ref(), &values)).collect()
}

/// What may stand in a line of totals.
pub(super) fn total_values(job: &Job<'_>, part: &Part, sum: String) -> [(&'static str, String); 5] {
    [
        ("count", part.rows.len().to_string()),
        ("sum", sum),
        ("batch", job.edition.batch.clone()),
        ("year", job.edition.year.to_string()),
        ("number", part.number.to_string()),
    ]
}

fn shown(value: Value, form: AmountForm) -> String {
    match value {
        Value::Text(text) => text,
        Value::Fen(fen) => amount_text(fen, form),
        Value::Count(count) => count.to_string(),
    }
}

/// An amount as the layout writes it.
pub(super) fn amount_text(fen: i64, form: AmountForm) -> String {
    match form {
        AmountForm::Fen => fen.to_string(),
        AmountForm::Yuan => format_fixed(fen, 2),
        AmountForm::YuanShort => format_fixed(fen, 2).trim_end_matches('0').trim_end_matches('.').to_string(),
    }
}

fn encoded(job: &Job<'_>, part: &Part, lines: &[Vec<String>]) -> Result<Vec<u8>, FaceError> {
    let layout = job.layout;
    let charset = layout.encoding.unwrap_or(Charset::GB18030);
    let separator = layout.separator.as_deref().unwrap_or_default();
    let end = if layout.line_end == Some(LineEnd::Lf) { "\n" } else { "\r\n" };
    let field = |text: &String| if layout.quoted { format!("\"{text}\"") } else { text.clone() };
    let mut bytes = charset.mark().to_vec();
    for line in lines {
        let fields: Vec<String> = line.iter().map(field).collect();
        let line = format!("{}{end}", fields.join(separator));
        let encoded = charset.encode(&line).map_err(|lacking| FaceError::Encoding {
            file: part.name.clone(),
            encoding: charset.name(),
            lacking: lacking.into_iter().collect(),
        })?;
        bytes.extend(encoded);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_each_form() {
        for (fen, yuan, short) in [(120_050, "1200.50", "1200.5"), (100_000, "1000.00", "1000"), (5, "0.05", "0.05")] {
            assert_eq!(amount_text(fen, AmountForm::Yuan), yuan);
            assert_eq!(amount_text(fen, AmountForm::YuanShort), short);
            assert_eq!(amount_text(fen, AmountForm::Fen), fen.to_string());
        }
    }
}

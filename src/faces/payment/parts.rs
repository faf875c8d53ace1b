//! Which payees stand in which file, and what the files are called.
use super::Job;
use crate::scheme::{FilesBy, filled};
use std::collections::BTreeMap;

/// What payees without a unit stand under.
const NO_UNIT: &str = "未列单位人员";

/// How the name of a file begins from which nobody is paid; the head of its pages says it too.
const NOT_PAID_FROM: &str = "不作付款_";

/// A file before it is written.
pub(super) struct Part {
    /// Its name without ending.
    pub name: String,
    pub ending: String,
    /// Place among the files of its unit, from 1.
    pub number: usize,
    /// Its payees.
    pub rows: Vec<u32>,
}

/// The files of a job, those of a unit together; none without payees.
pub(super) fn parts(job: &Job<'_>) -> Vec<Part> {
    let most = job.layout.rows_per_file.map_or(usize::MAX, |rows| rows as usize);
    let mut parts = Vec::new();
    for (unit, rows) in groups(job) {
        for (index, rows) in rows.chunks(most).enumerate() {
            let number = index + 1;
            let values = [
                ("layout", job.layout.name.clone()),
                ("table", job.table_name().to_string()),
                ("unit", unit.clone()),
                ("batch", job.edition.batch.clone()),
                ("year", job.edition.year.to_string()),
                ("number", number.to_string()),
            ];
            let pattern = job.layout.file.get_ref();
            let (name, ending) = pattern.rsplit_once('.').unwrap_or((pattern, ""));
            let mark = if job.pays { "" } else { NOT_PAID_FROM };
            let (name, ending) = (format!("{mark}{}", filled(name, &values)), ending.to_string());
            parts.push(Part { name, ending, number, rows: rows.to_vec() });
        }
    }
    parts
}

/// The payees who are paid, by unit where the layout parts them so.
fn groups(job: &Job<'_>) -> Vec<(String, Vec<u32>)> {
    let rows = &job.amounts.rows;
    let payee = job.book.plan.table(job.payment.table).payee.as_ref().filter(|_| job.layout.by == FilesBy::Unit);
    let Some(payee) = payee else { return vec![(String::new(), rows.clone())] };
    let mut units: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for row in rows {
        let unit = job.book.relations[payee.unit.0].target(*row as usize);
        units.entry(unit.unwrap_or(usize::MAX)).or_default().push(*row);
    }
    let name = |unit: usize| match unit {
        usize::MAX => NO_UNIT.to_string(),
        unit => job.book.shown(payee.unit_name, unit),
    };
    units.into_iter().map(|(unit, rows)| (name(unit), rows)).collect()
}

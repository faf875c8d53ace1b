//! 说明: why an amount is as it is, from the amount down to the office's cells. The third face of a plan: what
//! is computed and written as a workbook is told here. Everything printed can be computed again from what is
//! printed: each formula stands with the values put in, each aggregate with the cells that it reads.
mod beside;
mod draw;
mod formula;
mod fund;
mod gates;
mod html;
mod items;
mod last_year;
mod model;
mod objected;
mod payee;
mod payment;
mod recount;
mod said;
mod share;
mod sheet;
mod subject;
mod subject_told;
mod teller;
mod text;
mod unit;
mod versus;

pub use beside::{Beside, beside_page, beside_workbook, versus_told, year_on_year_told};
pub use draw::Draw;
pub(super) use html::escaped;
pub use html::explanation_page;
pub use last_year::{Matched, YearOnYear, same_in, year_on_year};
pub use model::*;
pub use objected::{recorded_objections, tell_objections};
pub(super) use payee::paid_here;
pub use payment::tell_payments;
pub use recount::recount_workbook;
pub(super) use said::{decided, subject_words, way};
pub use sheet::explanation_workbook;
pub use subject::{About, everything, find, line, names, payees};
pub use subject_told::*;
pub use text::explanation_text;
pub(super) use text::{reached, rounding as rounding_words, share_lines, share_sources, use_words, with_source};
pub use versus::{Difference, versus};

use super::Edition;
use crate::book::Book;
use crate::plan::*;
use teller::Teller;

/// Below this nothing is said of a group: it would tell what a colleague is paid.
pub const GROUP_LEAST: usize = 5;

/// Explains the amounts of some subjects. Of one alone, aggregates say what its own row contributes.
pub fn explain(book: &Book, edition: &Edition, abouts: &[About]) -> Explanation {
    told(book, edition, abouts, true)
}

/// The same without what did not matter: what a notice of one page has room for.
pub(super) fn explain_briefly(book: &Book, edition: &Edition, abouts: &[About]) -> Explanation {
    told(book, edition, abouts, false)
}

fn told(book: &Book, edition: &Edition, abouts: &[About], full: bool) -> Explanation {
    let about = match abouts {
        [About::Payee(table, row) | About::Unit(table, row)] => Some((*table, *row)),
        _ => None,
    };
    let mut teller = Teller::new(book, about);
    teller.full = full;
    let subjects = abouts.iter().map(|about| subject_told(&mut teller, *about)).collect();
    let all = (0..book.plan.sources.len()).all(|source| book.pays(SourceId(source)));
    let funds = if all { Vec::new() } else { book.paid_funds().into_iter().map(str::to_string).collect() };
    Explanation {
        scheme: edition.scheme.clone(),
        basis: edition.basis.clone(),
        batch: edition.batch.clone(),
        fingerprint: edition.fingerprint.clone(),
        stage: edition.stage.to_string(),
        funds,
        workbook: "核算底稿.xlsx",
        subjects,
        cells: teller.finish(),
    }
}

fn subject_told(teller: &mut Teller<'_>, about: About) -> Subject {
    match about {
        About::Payee(table, row) => payee::payee_told(teller, table, row),
        About::Unit(table, row) => unit::unit_told(teller, table, row),
        About::Fund(source) => fund::fund_told(teller, source),
    }
}

fn key(book: &Book, table: TableId, row: usize) -> String {
    book.plan.table(table).key.iter().map(|column| book.shown(*column, row)).collect::<Vec<_>>().join(" ")
}

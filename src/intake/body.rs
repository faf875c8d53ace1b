//! A sheet looked at without a scheme: its most likely header, and what each row below it is.
use super::cell::Desk;
use super::decisions::Decisions;
use super::header::Header;
use super::header_guess::guess;
use super::limits::GAP_MAX;
use super::rows::{KeyColumn, RowKind, RowSorter};
use super::sheet::{Cell, Sheet};
use super::site::Site;
use super::whose;
use super::words::Words;
use crate::dataset::TextPool;
use crate::messages::{Findings, IntakeMessage};

/// A sheet and what is needed to read its cells.
pub(super) struct Open<'a> {
    /// Its place.
    pub site: Site<'a>,
    /// Its cells.
    pub sheet: &'a Sheet,
    /// The workbook's texts.
    pub texts: &'a TextPool,
}

/// The header and the rows below it.
pub(super) struct Body {
    /// The header.
    pub header: Header,
    /// Every row below it, blank ones among them, with what it is.
    pub rows: Vec<(u32, RowKind)>,
    /// A row so far below that it is a stray one, with how many blank rows are between.
    pub stray: Option<(u32, u32)>,
}

impl Body {
    /// Finds the header and sorts the rows; none where no row reads like a header.
    pub(super) fn find(open: &Open, words: &mut Words, pool: &mut TextPool) -> Option<Body> {
        let Open { site, sheet, texts } = open;
        let header = guess(sheet, texts)?;
        let (decisions, mut findings) = (Decisions::default(), Findings::default());
        let mut desk = Desk { site: *site, raw: texts, words, pool, decisions: &decisions, findings: &mut findings };
        let key = |column: u16| KeyColumn { column, listed: Vec::new() };
        let keys = whose::columns(&header).into_iter().map(key).collect();
        let read = header.columns.iter().map(|column| column.column).collect();
        let sorter = RowSorter::new(keys, read, sheet, (header.first, header.last), &mut desk);
        let mut body = Body { header, rows: Vec::new(), stray: None };
        let mut last = body.header.last;
        for (row, cells) in sheet.rows_from(last + 1) {
            let gap = row - last - 1;
            if gap > GAP_MAX {
                body.stray = Some((row, gap));
                break;
            }
            body.rows.extend((last + 1..row).map(|blank| (blank, RowKind::Blank)));
            body.rows.push((row, sorter.kind(cells, &mut desk)));
            last = row;
        }
        Some(body)
    }

    /// The rows with data.
    pub(super) fn data<'s>(&self, sheet: &'s Sheet) -> impl Iterator<Item = (u32, &'s [Cell])> {
        self.rows.iter().filter(|(_, kind)| *kind == RowKind::Data).map(|(row, _)| (*row, sheet.row(*row)))
    }

    /// How many rows are of a kind.
    pub(super) fn count(&self, kind: RowKind) -> usize {
        self.rows.iter().filter(|(_, other)| *other == kind).count()
    }
}

/// Problems of a sheet that no scheme is needed to see.
pub(super) fn problems(open: &Open, body: Option<&Body>, findings: &mut Findings) {
    for (row, column) in &open.sheet.twice {
        findings.add(IntakeMessage::CellTwice {}, open.site.cell(*row, *column, ""));
    }
    if let Some((row, gap)) = body.and_then(|body| body.stray) {
        let column = open.sheet.row(row).first().map_or(0, |cell| cell.column);
        findings.add(IntakeMessage::StrayRow { gap }, open.site.cell(row, column, ""));
    }
}

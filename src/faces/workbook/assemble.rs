//! Puts the sheets together in the order in which an auditor reads them.
use super::doubles::Doubles;
use super::writer::Writer;
use super::{cover, district_sheet, guard_sheet, list_sheets, standards_sheet, table_sheet};
use crate::faces::FaceError;
use crate::faces::finished::finished;
use crate::faces::paper::new_workbook;
use crate::messages::Findings;
use crate::plan::TableId;
use rust_xlsxwriter::{Workbook, Worksheet};

pub(super) fn workbook_bytes(writer: &Writer<'_>, findings: &Findings) -> Result<Vec<u8>, FaceError> {
    let mut workbook = new_workbook(writer.edition, &writer.title)?;
    // A unit's workbook leaves out what the district's one says for all.
    let whole = writer.extent.unit().is_none();
    let mut sheets = vec![cover::sheet(writer)?];
    if whole {
        sheets.push(list_sheets::balance(writer)?);
    }
    sheets.push(district_sheet::sheet(writer)?);
    sheets.extend(table_sheets(writer, &mut workbook)?);
    sheets.push(standards_sheet::parameters(writer)?);
    sheets.push(standards_sheet::standards(writer)?);
    if whole {
        sheets.push(list_sheets::scheme_words(writer)?);
        sheets.push(list_sheets::checks(writer)?);
        sheets.push(list_sheets::findings(writer, findings)?);
    }
    sheets.push(guard_sheet::sheet(writer)?);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    Ok(finished(&mut workbook)?)
}

/// Table sheets are the bulk: they are made on two threads, the longest first.
fn table_sheets(writer: &Writer<'_>, workbook: &mut Workbook) -> Result<Vec<Worksheet>, FaceError> {
    // Two threads must not race for the numbers of formats: they are given out here, in a fixed order.
    for format in table_sheet::formats(writer) {
        workbook.register_format(&format);
    }
    let mut blank = Vec::new();
    for table in writer.tables_shown() {
        blank.push((table, workbook.new_worksheet_with_constant_memory()?));
    }
    blank.sort_by_key(|(table, _)| {
        std::cmp::Reverse(writer.layout.slots[table.0].len() * writer.extent.rows(*table).len())
    });
    let queue = std::sync::Mutex::new(blank.into_iter());
    let work = || -> Result<Vec<(TableId, Worksheet)>, FaceError> {
        let doubles = Doubles::new(writer.book, writer.extent);
        let mut done = Vec::new();
        loop {
            // A poisoned lock means that the other thread panicked; the scope hands that on.
            let next = queue.lock().map(|mut queue| queue.next()).ok().flatten();
            let Some((table, mut sheet)) = next else { return Ok(done) };
            table_sheet::fill(writer, &doubles, table, &mut sheet)?;
            done.push((table, sheet));
        }
    };
    let mut sheets: Vec<(TableId, Worksheet)> = std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut own = work()?;
        own.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        Ok::<_, FaceError>(own)
    })?;
    sheets.sort_by_key(|(table, _)| *table);
    Ok(sheets.into_iter().map(|(_, sheet)| sheet).collect())
}

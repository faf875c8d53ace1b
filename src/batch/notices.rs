//! 告知单: a workbook and a page for a browser, for each unit.
use super::safe_name::{SafeNames, safe_name};
use crate::book::Book;
use crate::faces::{Edition, FaceError, UnitNotices};
use crate::in_order::in_order;

/// The folder with the notices.
pub const NOTICE_FOLDER: &str = "告知单";

/// Makes every unit's notices and hands them over: path below the batch, bytes or why there are none.
pub fn write_notices<E>(
    book: &Book,
    edition: &Edition,
    mut take: impl FnMut(String, Result<Vec<u8>, FaceError>) -> Result<(), E>,
) -> Result<(), E> {
    let units = UnitNotices::of(book);
    let several = units.windows(2).any(|pair| pair[0].table_name() != pair[1].table_name());
    let mut names: std::collections::BTreeMap<String, SafeNames> = std::collections::BTreeMap::new();
    in_order(
        units.len(),
        |number| (units[number].workbook(edition), units[number].page(edition)),
        |number, (workbook, page)| {
            let unit = &units[number];
            // Two tables of payees may have units of the same name.
            let folder = match several {
                true => format!("{NOTICE_FOLDER}/{}", safe_name(unit.table_name())),
                false => NOTICE_FOLDER.to_string(),
            };
            let name = names.entry(folder.clone()).or_default().name(&unit.name);
            take(format!("{folder}/{name}.xlsx"), workbook)?;
            take(format!("{folder}/{name}.html"), page.map(String::into_bytes))
        },
    )
}

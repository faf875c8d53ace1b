//! 告知单: a workbook and a page for a browser, for each unit, and the index of them.
use super::documents::INDEX_NAME;
use super::safe_name::{SafeNames, safe_name};
use crate::book::Book;
use crate::faces::{Edition, FaceError, IndexedPerson, IndexedUnit, NoticeFiles, NoticeOf, UnitNotices, folder_index};
use crate::in_order::in_order;
use std::collections::BTreeMap;

/// The folder with the notices.
pub const NOTICE_FOLDER: &str = "告知单";

/// Makes every unit's notices and hands them over, the index last: path below the batch, bytes or why there are none.
pub fn write_notices<E>(
    book: &Book,
    edition: &Edition,
    mut take: impl FnMut(String, Result<Vec<u8>, FaceError>) -> Result<(), E>,
) -> Result<(), E> {
    let units = UnitNotices::of(book);
    let several = units.windows(2).any(|pair| pair[0].table_name() != pair[1].table_name());
    let mut names: BTreeMap<String, SafeNames> = BTreeMap::new();
    let index = names.entry(String::new()).or_default().name(INDEX_NAME);
    let mut listed = Listed::default();
    in_order(
        units.len(),
        |number| units[number].files(edition),
        |number, files| {
            let unit = &units[number];
            // Two tables of payees may have units of the same name.
            let folder = if several { format!("{}/", safe_name(unit.table_name())) } else { String::new() };
            let name = names.entry(folder.clone()).or_default().name(&unit.name);
            let [workbook, page] = ["xlsx", "html"].map(|ending| format!("{folder}{name}.{ending}"));
            match files {
                Ok(NoticeFiles { workbook: bytes, page: text, persons }) => {
                    listed.add(&unit.name, [&workbook, &page], persons);
                    take(format!("{NOTICE_FOLDER}/{workbook}"), Ok(bytes))?;
                    take(format!("{NOTICE_FOLDER}/{page}"), Ok(text.into_bytes()))
                }
                Err(error) => take(format!("{NOTICE_FOLDER}/{workbook}"), Err(error)),
            }
        },
    )?;
    let bytes = folder_index("个人绩效工资告知单", &listed.units, &listed.persons, edition);
    take(format!("{NOTICE_FOLDER}/{index}.xlsx"), bytes)
}

/// What the index lists.
#[derive(Default)]
struct Listed {
    units: Vec<IndexedUnit>,
    persons: Vec<IndexedPerson>,
}

impl Listed {
    fn add(&mut self, name: &str, files: [&String; 2], persons: Vec<NoticeOf>) {
        let count = persons.len();
        self.units.push(IndexedUnit {
            name: name.to_string(),
            persons: count,
            files: files.map(String::clone).to_vec(),
        });
        let person = |notice: NoticeOf| IndexedPerson {
            who: notice.who,
            amount: notice.amount,
            file: files[0].clone(),
            place: notice.place,
        };
        self.persons.extend(persons.into_iter().map(person));
    }
}

//! A book as files: one for each table, one with all texts, and the index of both with what is small.
use super::wire::Writer;
use super::{INDEX_NAME, LAYOUT, TEXTS_NAME, column, table_name};
use crate::book::Book;
use crate::dataset::{ColumnPlace, Dataset, Target, TextId};
use crate::plan::{AccountId, ParameterValue, SourceId};
use crate::scheme::AccountKind;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Hands over the files of a book, each with its name, the index last.
pub fn keep<E>(book: &Book, put: &mut dyn FnMut(String, Vec<u8>) -> Result<(), E>) -> Result<(), E> {
    let mut blocks: BTreeMap<(u8, usize), Block> = BTreeMap::new();
    for table in 0..book.plan.tables.len() {
        let mut bytes = Vec::new();
        let mut add = |key: (u8, usize), part: Vec<u8>| {
            let sha = Sha256::digest(&part).into();
            blocks.insert(key, Block { table, offset: bytes.len(), size: part.len(), sha });
            bytes.extend_from_slice(&part);
        };
        for (index, _) in book.plan.columns.iter().enumerate().filter(|(_, column)| column.table.0 == table) {
            add((COLUMN, index), column::written(&book.columns[index]));
        }
        // Everything belongs to the district, and a row to itself: such relations are not written.
        let keyed = |relation: &crate::plan::Relation| relation.from.0 == table && !relation.by.is_empty();
        for (index, _) in book.plan.relations.iter().enumerate().filter(|(_, relation)| keyed(relation)) {
            let mut writer = Writer::default();
            writer.column(book.relations[index].to.iter().map(|row| i64::from(*row)));
            add((RELATION, index), writer.0);
        }
        put(table_name(table), bytes)?;
    }
    let texts = texts(&book.dataset);
    let sha: [u8; 32] = Sha256::digest(&texts).into();
    let mut writer = Writer::default();
    writer.number(LAYOUT);
    writer.0.extend_from_slice(&sha);
    small(&mut writer, book);
    writer.size(blocks.len());
    for ((kind, index), block) in blocks {
        writer.0.push(kind);
        [index, block.table, block.offset, block.size].into_iter().for_each(|number| writer.size(number));
        writer.0.extend_from_slice(&block.sha);
    }
    put(TEXTS_NAME.to_string(), texts)?;
    put(INDEX_NAME.to_string(), writer.0)
}

/// Kinds of blocks.
pub(super) const COLUMN: u8 = 0;
pub(super) const RELATION: u8 = 1;

/// Where a block stands in its table's file.
pub(super) struct Block {
    pub table: usize,
    pub offset: usize,
    pub size: usize,
    pub sha: [u8; 32],
}

/// Lengths, then all texts in a row.
fn texts(dataset: &Dataset) -> Vec<u8> {
    let mut writer = Writer::default();
    let count = dataset.texts.len() as u32;
    writer.column((0..count).map(|id| dataset.texts.get(TextId(id)).len() as i64));
    (0..count).for_each(|id| writer.0.extend_from_slice(dataset.texts.get(TextId(id)).as_bytes()));
    writer.0
}

fn small(writer: &mut Writer, book: &Book) {
    writer.column(book.rows.iter().map(|rows| *rows as i64));
    parameters(writer, book);
    literals(writer, book);
    files(writer, &book.dataset);
    overlay(writer, &book.dataset);
    ledger(writer, book);
}

fn parameters(writer: &mut Writer, book: &Book) {
    writer.size(book.parameters.len());
    for parameter in &book.parameters {
        match parameter {
            ParameterValue::Number(number) => {
                writer.0.push(0);
                writer.signed(*number);
            }
            ParameterValue::Fraction(number, over) => {
                writer.0.push(1);
                writer.signed(*number);
                writer.signed(*over);
            }
            ParameterValue::Text(text) => {
                writer.0.push(2);
                writer.text(text);
            }
            ParameterValue::Flag(flag) => writer.0.extend_from_slice(&[3, u8::from(*flag)]),
        }
    }
    writer.size(book.dataset.parameters.len());
    for read in &book.dataset.parameters {
        [&read.name, &read.text, &read.unit, &read.clause, &read.decided]
            .into_iter()
            .for_each(|text| writer.text(text));
        place(writer, Some(read.place));
    }
}

/// Numbers of the texts that rules write: they are asked for by their words.
fn literals(writer: &mut Writer, book: &Book) {
    let of_parameters = book.parameters.iter().filter_map(|parameter| match parameter {
        ParameterValue::Text(text) => Some(text),
        _ => None,
    });
    let ids = book.plan.texts.iter().chain(of_parameters).filter_map(|text| book.dataset.texts.find(text));
    let ids: Vec<i64> = ids.map(|id| i64::from(id.0)).collect();
    writer.column(ids.into_iter());
}

fn files(writer: &mut Writer, dataset: &Dataset) {
    writer.size(dataset.files.len());
    for file in &dataset.files {
        writer.text(&file.path);
        writer.text(&file.sha256);
        writer.number(file.bytes);
    }
    writer.size(dataset.sheets.len());
    for sheet in &dataset.sheets {
        writer.number(sheet.file.into());
        writer.text(&sheet.sheet);
        writer.size(sheet.table.map_or(0, |table| table + 1));
        writer.number(sheet.header_first.into());
        writer.number(sheet.header_row.into());
        writer.size(sheet.columns.len());
        for column in &sheet.columns {
            let [kind, row, at] = match *column {
                ColumnPlace::Column(column) => [0, 0, u64::from(column)],
                ColumnPlace::Label { row, column } => [1, row.into(), column.into()],
                ColumnPlace::WideName => [2, 0, 0],
                ColumnPlace::WideValue => [3, 0, 0],
                ColumnPlace::Nowhere => [4, 0, 0],
            };
            [kind, row, at].into_iter().for_each(|number| writer.number(number));
        }
    }
    writer.size(dataset.tables.len());
    for table in &dataset.tables {
        writer.size(table.columns.len());
        writer.column(table.origins.iter().map(|origin| i64::from(origin.sheet)));
        writer.column(table.origins.iter().map(|origin| i64::from(origin.row)));
        writer.column(table.origins.iter().map(|origin| i64::from(origin.wide_column)));
    }
}

fn place(writer: &mut Writer, place: Option<crate::dataset::CellPlace>) {
    let numbers = place.map_or([0; 3], |place| [u64::from(place.sheet) + 1, place.row.into(), place.column.into()]);
    numbers.into_iter().for_each(|number| writer.number(number));
}

fn overlay(writer: &mut Writer, dataset: &Dataset) {
    let list = dataset.overlay.list();
    writer.size(list.len());
    for corrected in list {
        match &corrected.target {
            Target::Cell(table, input, row) => {
                writer.0.push(0);
                [table, input, row].into_iter().for_each(|number| writer.size(*number));
            }
            Target::Parameter(name) => {
                writer.0.push(1);
                writer.text(name);
            }
        }
        place(writer, Some(corrected.place));
        place(writer, corrected.received);
        let texts = [&corrected.old, &corrected.new, &corrected.reason, &corrected.evidence, &corrected.approver];
        texts.into_iter().for_each(|text| writer.text(text));
        writer.signed(corrected.approved_on.into());
    }
}

fn ledger(writer: &mut Writer, book: &Book) {
    writer.size(book.ledger.movements);
    writer.size(book.ledger.balances.len());
    for balance in &book.ledger.balances {
        let (AccountId(account), SourceId(source)) = (balance.account, balance.source);
        [account, source].into_iter().for_each(|number| writer.size(number));
        [balance.into, balance.out].into_iter().for_each(|number| writer.signed(number));
        writer.column(balance.rows.iter().copied());
    }
    writer.size(book.ledger.totals.len());
    for totals in &book.ledger.totals {
        writer.size(totals.source.0);
        writer.signed(totals.amount);
        writer.size(totals.ends.len());
        for (kind, amount) in &totals.ends {
            let place = AccountKind::ENDS.iter().position(|end| end == kind).map_or(0, |place| place + 1);
            writer.size(place);
            writer.signed(*amount);
        }
    }
}

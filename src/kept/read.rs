//! A book from the files that [`super::keep`] handed over. Columns and relations are read when they are first asked
//! for, each against the hash that the index holds of it.
use super::wire::{ROWS_MAX, Reader};
use super::write::{Block, COLUMN, RELATION};
use super::{INDEX_NAME, LAYOUT, TEXTS_NAME, column, table_name};
use crate::book::{AccountBalance, Book, Lazily, Ledger, RelationMap, SourceTotals};
use crate::dataset::*;
use crate::plan::{AccountId, ParameterValue, Plan, SourceId};
use crate::scheme::AccountKind;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The index is read whole: a larger one is none of ours.
const INDEX_BYTES_MAX: u64 = 1 << 30;

/// What could not be read, or was not what its hash says.
#[derive(Debug, Clone, Default)]
pub struct KeptFault(Arc<OnceLock<String>>);

impl KeptFault {
    /// The file, where there was one. A book with a fault shows values that are none.
    pub fn file(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }
}

/// Where the parts of a book stand.
struct Shelf {
    folder: PathBuf,
    blocks: BTreeMap<(u8, usize), Block>,
    fault: KeptFault,
}

impl Shelf {
    fn block(&self, key: (u8, usize)) -> Option<Vec<u8>> {
        let block = self.blocks.get(&key)?;
        let mut file = File::open(self.folder.join(table_name(block.table))).ok()?;
        file.seek(SeekFrom::Start(block.offset as u64)).ok()?;
        let mut bytes = Vec::new();
        file.take(block.size as u64).read_to_end(&mut bytes).ok()?;
        (<[u8; 32]>::from(Sha256::digest(&bytes)) == block.sha).then_some(bytes)
    }

    fn part<T: Default>(&self, key: (u8, usize), read: impl Fn(&[u8]) -> Option<T>) -> T {
        self.block(key).and_then(|bytes| read(&bytes)).unwrap_or_else(|| {
            let file = self.blocks.get(&key).map_or(INDEX_NAME.to_string(), |block| table_name(block.table));
            let _ = self.fault.0.set(file);
            T::default()
        })
    }
}

/// Reads the small parts; the others follow as they are asked for. `index_sha`: what the manifest says of the index.
/// The plan must be that of the batch. `None`: the files are not what they should be.
pub fn kept(folder: &Path, index_sha: &str, plan: Plan) -> Option<(Book, KeptFault)> {
    let bytes = whole(&folder.join(INDEX_NAME))?;
    let sha: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    (sha == index_sha).then_some(())?;
    let mut reader = Reader(&bytes);
    (reader.number()? == LAYOUT).then_some(())?;
    let texts_sha = reader.bytes(32)?;
    let rows: Vec<usize> =
        reader.column()?.into_iter().map(|rows| usize::try_from(rows).ok()).collect::<Option<_>>()?;
    (rows.len() == plan.tables.len() && rows.iter().all(|rows| *rows <= ROWS_MAX)).then_some(())?;
    let parameters = reader.list(parameter)?;
    let read_parameters = reader.list(read_parameter)?;
    let literals: Vec<TextId> =
        reader.column()?.into_iter().map(|id| u32::try_from(id).ok().map(TextId)).collect::<Option<_>>()?;
    let mut dataset = files(&mut reader)?;
    dataset.parameters = read_parameters;
    for corrected in reader.list(corrected)? {
        dataset.overlay.add(corrected);
    }
    let ledger = ledger(&mut reader)?;
    let blocks = reader.list(block)?.into_iter().collect();
    let texts = whole(&folder.join(TEXTS_NAME))?;
    (Sha256::digest(&texts)[..] == *texts_sha).then_some(())?;
    dataset.texts = pool(&texts, &literals)?;
    let fault = KeptFault::default();
    let shelf = Arc::new(Shelf { folder: folder.to_path_buf(), blocks, fault: fault.clone() });
    let (columns, relations) = (columns(&plan, &shelf), relations(&plan, &rows, &shelf));
    let pays = vec![true; plan.sources.len()];
    let book = Book {
        plan,
        dataset,
        rows,
        columns,
        relations,
        parameters,
        ledger,
        checks: Vec::new(),
        consequences: Vec::new(),
        pays,
        held: BTreeSet::new(),
    };
    Some((book, fault))
}

fn whole(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(INDEX_BYTES_MAX).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn columns(plan: &Plan, shelf: &Arc<Shelf>) -> Lazily<ColumnValues> {
    let shelf = shelf.clone();
    Lazily::fetched(plan.columns.len(), move |index| shelf.part((COLUMN, index), column::read))
}

fn relations(plan: &Plan, rows: &[usize], shelf: &Arc<Shelf>) -> Lazily<RelationMap> {
    let shelf = shelf.clone();
    let described: Vec<(bool, bool, usize, usize)> = plan
        .relations
        .iter()
        .map(|relation| {
            let itself = relation.from == relation.to;
            (relation.by.is_empty(), itself, rows[relation.from.0], rows[relation.to.0])
        })
        .collect();
    Lazily::fetched(described.len(), move |index| {
        let (plain, itself, sources, targets) = described[index];
        let read = |bytes: &[u8]| -> Option<Vec<u32>> {
            Reader(bytes).column()?.into_iter().map(|row| u32::try_from(row).ok()).collect()
        };
        let to = match (plain, itself) {
            (true, true) => (0..sources as u32).collect(),
            (true, false) => vec![0; sources],
            (false, _) => shelf.part((RELATION, index), |bytes| {
                let to = read(bytes)?;
                let inside = |row: &u32| (*row as usize) < targets || *row == crate::book::NOWHERE;
                to.iter().all(inside).then_some(to)
            }),
        };
        RelationMap::new(to, targets)
    })
}

fn block(reader: &mut Reader<'_>) -> Option<((u8, usize), Block)> {
    let kind = *reader.bytes(1)?.first()?;
    let [index, table, offset, size] = [reader.size()?, reader.size()?, reader.size()?, reader.size()?];
    let sha = <[u8; 32]>::try_from(reader.bytes(32)?).ok()?;
    Some(((kind, index), Block { table, offset, size, sha }))
}

fn pool(bytes: &[u8], literals: &[TextId]) -> Option<TextPool> {
    let mut reader = Reader(bytes);
    let mut end = 0_usize;
    let mut ends = Vec::new();
    for size in reader.column()? {
        end = end.checked_add(usize::try_from(size).ok()?)?;
        ends.push(end);
    }
    (end == reader.0.len()).then_some(())?;
    TextPool::kept(String::from_utf8(reader.0.to_vec()).ok()?, ends, literals)
}

fn parameter(reader: &mut Reader<'_>) -> Option<ParameterValue> {
    Some(match reader.bytes(1)?.first()? {
        0 => ParameterValue::Number(reader.signed()?),
        1 => ParameterValue::Fraction(reader.signed()?, reader.signed()?),
        2 => ParameterValue::Text(reader.text()?),
        _ => ParameterValue::Flag(*reader.bytes(1)?.first()? != 0),
    })
}

fn read_parameter(reader: &mut Reader<'_>) -> Option<ReadParameter> {
    let [name, text, unit, clause, decided] =
        [reader.text()?, reader.text()?, reader.text()?, reader.text()?, reader.text()?];
    Some(ReadParameter { name, text, place: place(reader)??, unit, clause, decided })
}

fn place(reader: &mut Reader<'_>) -> Option<Option<CellPlace>> {
    let [sheet, row, column] = [reader.number()?, reader.number()?, reader.number()?];
    let Some(sheet) = sheet.checked_sub(1) else { return Some(None) };
    Some(Some(CellPlace {
        sheet: u32::try_from(sheet).ok()?,
        row: u32::try_from(row).ok()?,
        column: u16::try_from(column).ok()?,
    }))
}

fn files(reader: &mut Reader<'_>) -> Option<Dataset> {
    let files = reader
        .list(|reader| Some(FileRecord { path: reader.text()?, sha256: reader.text()?, bytes: reader.number()? }))?;
    Some(Dataset { files, sheets: reader.list(sheet)?, tables: reader.list(table)?, ..Dataset::default() })
}

fn sheet(reader: &mut Reader<'_>) -> Option<SheetRead> {
    let file = u32::try_from(reader.number()?).ok()?;
    let sheet = reader.text()?;
    let table = reader.size()?.checked_sub(1);
    let (header_first, header_row) = (u32::try_from(reader.number()?).ok()?, u32::try_from(reader.number()?).ok()?);
    let columns = reader.list(|reader| {
        let [kind, row, column] = [reader.number()?, reader.number()?, reader.number()?];
        let (row, column) = (u32::try_from(row).ok()?, u16::try_from(column).ok()?);
        Some(match kind {
            0 => ColumnPlace::Column(column),
            1 => ColumnPlace::Label { row, column },
            2 => ColumnPlace::WideName,
            3 => ColumnPlace::WideValue,
            _ => ColumnPlace::Nowhere,
        })
    })?;
    let (rows_used, skipped, cleaned) = (0, Vec::new(), 0);
    Some(SheetRead { file, sheet, table, header_first, header_row, columns, rows_used, skipped, cleaned })
}

fn table(reader: &mut Reader<'_>) -> Option<TableData> {
    let columns = reader.size()?;
    let [sheets, rows, wide] = [reader.column()?, reader.column()?, reader.column()?];
    let origin = |((sheet, row), wide): ((&i64, &i64), &i64)| {
        Some(RowOrigin {
            sheet: u32::try_from(*sheet).ok()?,
            row: u32::try_from(*row).ok()?,
            wide_column: u16::try_from(*wide).ok()?,
        })
    };
    let origins = sheets.iter().zip(&rows).zip(&wide).map(origin).collect::<Option<Vec<RowOrigin>>>()?;
    // The book holds the values; a data set without them is as the book leaves it.
    let columns = (columns <= u16::MAX.into()).then(|| vec![ColumnValues::Text(Vec::new()); columns])?;
    Some(TableData { columns, origins })
}

fn corrected(reader: &mut Reader<'_>) -> Option<Corrected> {
    let target = match reader.bytes(1)?.first()? {
        0 => Target::Cell(reader.size()?, reader.size()?, reader.size()?),
        _ => Target::Parameter(reader.text()?),
    };
    let (place, received) = (place(reader)??, place(reader)?);
    let [old, new, reason, evidence, approver] =
        [reader.text()?, reader.text()?, reader.text()?, reader.text()?, reader.text()?];
    let approved_on = i32::try_from(reader.signed()?).ok()?;
    Some(Corrected { target, place, received, old, new, reason, evidence, approver, approved_on })
}

fn ledger(reader: &mut Reader<'_>) -> Option<Ledger> {
    let movements = reader.size()?;
    let balances = reader.list(|reader| {
        let (account, source) = (AccountId(reader.size()?), SourceId(reader.size()?));
        let (into, out) = (reader.signed()?, reader.signed()?);
        Some(AccountBalance { account, source, into, out, rows: reader.column()? })
    })?;
    let totals = reader.list(|reader| {
        let (source, amount) = (SourceId(reader.size()?), reader.signed()?);
        let ends = reader.list(|reader| {
            let kind = reader
                .size()?
                .checked_sub(1)
                .map_or(Some(AccountKind::Transit), |place| AccountKind::ENDS.get(place).copied());
            Some((kind?, reader.signed()?))
        })?;
        Some(SourceTotals { source, amount, ends })
    })?;
    Some(Ledger { balances, totals, movements })
}

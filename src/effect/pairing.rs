//! Which rows and columns of two years are the same: tables by name and key, rows by key, columns by name.
use crate::book::Book;
use crate::dataset::Value;
use crate::plan::{ColumnId, DISTRICT, RelationId, Rule, TableId};
use std::collections::HashMap;

/// Two years laid side by side. Everything is seen from the later one.
pub struct Pairing<'b> {
    /// The earlier year.
    pub before: &'b Book,
    /// The later year.
    pub after: &'b Book,
    /// For each table of the later year the same table of the earlier one.
    pub tables: Vec<Option<TableId>>,
    /// For each column.
    pub columns: Vec<Option<ColumnId>>,
    /// For each relation.
    pub relations: Vec<Option<RelationId>>,
    /// For each table and row of the later year the row of the earlier one.
    pub rows: Vec<Vec<Option<u32>>>,
    /// For each table of the later year and row of the earlier one the row of the later.
    pub later: Vec<Vec<Option<u32>>>,
}

impl<'b> Pairing<'b> {
    /// Lays two years side by side.
    pub fn of(before: &'b Book, after: &'b Book) -> Pairing<'b> {
        let tables: Vec<Option<TableId>> =
            (0..after.plan.tables.len()).map(|t| twin(before, after, TableId(t))).collect();
        let columns = after
            .plan
            .columns
            .iter()
            .map(|column| tables[column.table.0].and_then(|table| before.plan.find_column(table, &column.name)));
        let relations = after.plan.relations.iter().map(|relation| {
            let from = tables[relation.from.0]?;
            let same = |other: &crate::plan::Relation| other.from == from && other.name == relation.name;
            before.plan.relations.iter().position(same).map(RelationId)
        });
        let (columns, relations) = (columns.collect(), relations.collect());
        let mut pairing = Pairing { before, after, tables, columns, relations, rows: Vec::new(), later: Vec::new() };
        for table in 0..after.plan.tables.len() {
            let (rows, later) = pairing.paired(TableId(table));
            pairing.rows.push(rows);
            pairing.later.push(later);
        }
        pairing
    }

    /// The row of the earlier year.
    pub fn earlier(&self, table: TableId, row: usize) -> Option<usize> {
        self.rows[table.0][row].map(|row| row as usize)
    }

    /// Whether a value is not what it was; a value that was not there is not.
    pub fn differs(&self, column: ColumnId, row: usize) -> bool {
        let table = self.after.plan.column(column).table;
        let (Some(old), Some(was)) = (self.columns[column.0], self.earlier(table, row)) else { return true };
        let scales = [self.before.plan.column(old).scale, self.after.plan.column(column).scale];
        match (self.before.value(old, was), self.after.value(column, row)) {
            (Value::Text(a), Value::Text(b)) => self.before.text(a) != self.after.text(b),
            (Value::Number(a), Value::Number(b)) => {
                i128::from(a) * i128::from(scales[1]) != i128::from(b) * i128::from(scales[0])
            }
            (a, b) => a != b,
        }
    }

    /// Rows of the earlier year that are not in the later one.
    pub fn gone(&self, table: TableId) -> impl Iterator<Item = usize> {
        let later = self.later[table.0].iter().enumerate();
        later.filter(|(_, later)| later.is_none()).map(|(row, _)| row)
    }

    fn paired(&self, table: TableId) -> (Vec<Option<u32>>, Vec<Option<u32>>) {
        let Some(other) = self.tables[table.0] else { return (vec![None; self.after.rows[table.0]], Vec::new()) };
        let mut rows = vec![None; self.after.rows[table.0]];
        let mut later = vec![None; self.before.rows[other.0]];
        for identity in self.identities(table, other) {
            let mut known: HashMap<Vec<String>, std::collections::VecDeque<u32>> = HashMap::new();
            for row in (0..later.len()).filter(|row| later[*row].is_none()) {
                known.entry(texts(self.before, &identity.0, row)).or_default().push_back(row as u32);
            }
            for (row, paired) in rows.iter_mut().enumerate().filter(|(_, paired)| paired.is_none()) {
                let same = known.get_mut(&texts(self.after, &identity.1, row));
                if let Some(was) = same.and_then(std::collections::VecDeque::pop_front) {
                    (*paired, later[was as usize]) = (Some(was), Some(row as u32));
                }
            }
        }
        (rows, later)
    }

    /// What tells the rows of a table apart: the key. Where there is none, rows that say the same are the same, and of
    /// the others those that belong to the same, in their order.
    fn identities(&self, table: TableId, other: TableId) -> Vec<(Vec<ColumnId>, Vec<ColumnId>)> {
        let described = self.after.plan.table(table);
        if !described.key.is_empty() || table == DISTRICT {
            return vec![(self.before.plan.table(other).key.clone(), described.key.clone())];
        }
        let both = |columns: Vec<ColumnId>| {
            let pairs = columns.into_iter().filter_map(|column| Some((self.columns[column.0]?, column)));
            pairs.unzip()
        };
        let input = |column: &ColumnId| matches!(self.after.plan.column(*column).rule, Rule::Input(_));
        let belongs = self.after.plan.relations.iter().filter(|relation| relation.from == table);
        let belongs = belongs.flat_map(|relation| relation.by.iter().map(|(own, _)| *own)).collect();
        vec![both(described.columns.iter().copied().filter(input).collect()), both(belongs)]
    }
}

/// The same table of the earlier year: of the same name, told apart by the same columns.
fn twin(before: &Book, after: &Book, table: TableId) -> Option<TableId> {
    let named = |book: &Book, table: TableId| -> Vec<String> {
        book.plan.table(table).key.iter().map(|column| book.plan.column(*column).name.clone()).collect()
    };
    let other = before.plan.find_table(&after.plan.table(table).name)?;
    (named(before, other) == named(after, table)).then_some(other)
}

/// Values as they are, not as they are shown: hidden numbers can look alike.
fn texts(book: &Book, columns: &[ColumnId], row: usize) -> Vec<String> {
    columns.iter().map(|column| meant(book, *column, row)).collect()
}

/// A value as it is.
pub(super) fn meant(book: &Book, column: ColumnId, row: usize) -> String {
    match book.value(column, row) {
        Value::Text(id) => book.text(id).to_string(),
        Value::Missing(mark) => format!("{mark:?}"),
        _ => book.shown(column, row),
    }
}

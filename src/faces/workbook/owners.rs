use crate::book::{Book, RelationMap};
use crate::plan::{DISTRICT, Plan, RelationId, TableId};

/// Which unit each row belongs to, by the shortest way of relations to the units' table.
#[derive(Debug, Clone)]
pub struct UnitOwners {
    unit_table: TableId,
    /// For each table that leads to the units: the rows of each unit.
    tables: Vec<Option<RelationMap>>,
}

impl UnitOwners {
    /// By the units on whose payout sheets payees stand; none when nobody is paid.
    pub fn of(book: &Book) -> Option<UnitOwners> {
        let payee = book.plan.tables.iter().find_map(|t| t.payee.as_ref())?;
        let unit_table = book.plan.relation(payee.unit).to;
        let units = book.rows[unit_table.0];
        let tables = (0..book.plan.tables.len())
            .map(|table| {
                let path = path_to(&book.plan, TableId(table), unit_table)?;
                let unit = |row: u32| {
                    let reached = path.iter().try_fold(row as usize, |row, r| book.relations[r.0].target(row));
                    reached.map_or(crate::book::NOWHERE, |unit| unit as u32)
                };
                Some(RelationMap::new((0..book.rows[table] as u32).map(unit).collect(), units))
            })
            .collect();
        Some(UnitOwners { unit_table, tables })
    }

    /// The units' table.
    pub fn unit_table(&self) -> TableId {
        self.unit_table
    }

    /// How a table's rows lead to units, if they do.
    pub fn owner(&self, table: TableId) -> Option<&RelationMap> {
        self.tables[table.0].as_ref()
    }

    /// The rows of a unit.
    pub fn rows(&self, table: TableId, unit: usize) -> &[u32] {
        self.owner(table).map_or(&[], |map| map.belonging(unit))
    }
}

/// The shortest way from a table to the units' table, never by way of the district.
fn path_to(plan: &Plan, from: TableId, to: TableId) -> Option<Vec<RelationId>> {
    let mut ways: Vec<(TableId, Vec<RelationId>)> = vec![(from, Vec::new())];
    let mut seen = vec![from];
    let mut next = 0;
    while let Some((table, path)) = ways.get(next).cloned() {
        next += 1;
        if table == to {
            return Some(path);
        }
        for (index, relation) in plan.relations.iter().enumerate() {
            if relation.from == table && relation.to != DISTRICT && !relation.optional && !seen.contains(&relation.to) {
                seen.push(relation.to);
                ways.push((relation.to, [path.clone(), vec![RelationId(index)]].concat()));
            }
        }
    }
    None
}

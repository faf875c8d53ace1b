/// Stands for "leads nowhere".
pub const NOWHERE: u32 = u32::MAX;

/// Where each row of a relation leads, and which rows lead to each row.
#[derive(Debug, Clone, Default)]
pub struct RelationMap {
    /// For each row of the table it starts from: the row it leads to, or [`NOWHERE`].
    pub to: Vec<u32>,
    /// Start of each target row's list in `rows`, one more than there are target rows.
    starts: Vec<u32>,
    /// Rows that lead somewhere, by target.
    rows: Vec<u32>,
}

impl RelationMap {
    /// Builds both directions.
    pub fn new(to: Vec<u32>, targets: usize) -> RelationMap {
        let mut starts = vec![0_u32; targets + 1];
        for target in to.iter().filter(|t| **t != NOWHERE) {
            starts[*target as usize + 1] += 1;
        }
        for index in 0..targets {
            starts[index + 1] += starts[index];
        }
        let mut next = starts.clone();
        let mut rows = vec![0_u32; starts[targets] as usize];
        for (row, target) in to.iter().enumerate().filter(|(_, t)| **t != NOWHERE) {
            let slot = &mut next[*target as usize];
            rows[*slot as usize] = row as u32;
            *slot += 1;
        }
        RelationMap { to, starts, rows }
    }

    /// The rows that lead to a target row, in their order.
    pub fn belonging(&self, target: usize) -> &[u32] {
        match (self.starts.get(target), self.starts.get(target + 1)) {
            (Some(start), Some(end)) => &self.rows[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The row that a row leads to.
    pub fn target(&self, row: usize) -> Option<usize> {
        self.to.get(row).filter(|t| **t != NOWHERE).map(|t| *t as usize)
    }
}

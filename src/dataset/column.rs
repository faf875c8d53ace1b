use super::TextId;

/// Why a cell holds no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// Nothing was written.
    Blank,
    /// 缺考.
    Absent,
    /// 免考.
    Exempt,
}

/// One stored value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A whole number over the column's denominator.
    Number(i64),
    /// A text.
    Text(TextId),
    /// Yes or no.
    Flag(bool),
    /// Days since 1899-12-30, as a spreadsheet counts them.
    Date(i32),
    /// No value.
    Missing(Mark),
}

/// The values of one column. A number is a whole number over the column's denominator: `531246` over 100.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnValues {
    /// Numbers.
    Number {
        /// Whole numbers; 0 where missing.
        values: Vec<i64>,
        /// Empty when nothing is missing, else one for each row.
        marks: Vec<Option<Mark>>,
    },
    /// Texts; a blank is the empty text.
    Text(Vec<TextId>),
    /// Yes or no.
    Flag(Vec<bool>),
    /// Dates as spreadsheet day numbers.
    Date {
        /// Day numbers; 0 where missing.
        values: Vec<i32>,
        /// Empty when nothing is missing, else one for each row.
        marks: Vec<Option<Mark>>,
    },
}

/// A column of no rows.
impl Default for ColumnValues {
    fn default() -> Self {
        ColumnValues::Text(Vec::new())
    }
}

impl ColumnValues {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            ColumnValues::Number { values, .. } => values.len(),
            ColumnValues::Text(values) => values.len(),
            ColumnValues::Flag(values) => values.len(),
            ColumnValues::Date { values, .. } => values.len(),
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value in a row; rows beyond the end are blank.
    pub fn get(&self, row: usize) -> Value {
        let marked = |marks: &[Option<Mark>]| marks.get(row).copied().flatten();
        match self {
            ColumnValues::Number { values, marks } => match (marked(marks), values.get(row)) {
                (None, Some(value)) => Value::Number(*value),
                (mark, _) => Value::Missing(mark.unwrap_or(Mark::Blank)),
            },
            ColumnValues::Date { values, marks } => match (marked(marks), values.get(row)) {
                (None, Some(value)) => Value::Date(*value),
                (mark, _) => Value::Missing(mark.unwrap_or(Mark::Blank)),
            },
            ColumnValues::Text(values) => values.get(row).map_or(Value::Missing(Mark::Blank), |id| Value::Text(*id)),
            ColumnValues::Flag(values) => values.get(row).map_or(Value::Missing(Mark::Blank), |on| Value::Flag(*on)),
        }
    }

    /// Puts another value into a row. It must be of the column's kind or missing.
    pub fn set(&mut self, at: usize, value: Value) {
        // Columns only grow: a changed one is built anew.
        let mut fresh = match self {
            ColumnValues::Number { .. } => ColumnValues::Number { values: Vec::new(), marks: Vec::new() },
            ColumnValues::Text(_) => ColumnValues::Text(Vec::new()),
            ColumnValues::Flag(_) => ColumnValues::Flag(Vec::new()),
            ColumnValues::Date { .. } => ColumnValues::Date { values: Vec::new(), marks: Vec::new() },
        };
        for row in 0..self.len() {
            fresh.push(if row == at { value } else { self.get(row) });
        }
        *self = fresh;
    }

    /// Adds a row. The value must be of the column's kind or missing; anything else counts as blank.
    pub fn push(&mut self, value: Value) {
        match self {
            ColumnValues::Number { values, marks } => match value {
                Value::Number(number) => push_marked(values, marks, Ok(number)),
                Value::Missing(mark) => push_marked(values, marks, Err(mark)),
                _ => push_marked(values, marks, Err(Mark::Blank)),
            },
            ColumnValues::Date { values, marks } => match value {
                Value::Date(date) => push_marked(values, marks, Ok(date)),
                Value::Missing(mark) => push_marked(values, marks, Err(mark)),
                _ => push_marked(values, marks, Err(Mark::Blank)),
            },
            ColumnValues::Text(values) => {
                values.push(if let Value::Text(id) = value { id } else { super::TextPool::EMPTY })
            }
            ColumnValues::Flag(values) => values.push(matches!(value, Value::Flag(true))),
        }
    }
}

fn push_marked<T: Default>(values: &mut Vec<T>, marks: &mut Vec<Option<Mark>>, value: Result<T, Mark>) {
    match value {
        Ok(value) => {
            if !marks.is_empty() {
                marks.push(None);
            }
            values.push(value);
        }
        Err(mark) => {
            marks.resize(values.len(), None);
            marks.push(Some(mark));
            values.push(T::default());
        }
    }
}

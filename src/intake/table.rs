//! One sheet read into one table.
use super::cell::{ColumnReader, Desk, places};
use super::columns::{Wanted, find_input, find_wide, missing};
use super::decisions::{Decisions, Question};
use super::fold::{fold, listed};
use super::header::{self, Header, HeaderColumn};
use super::label::{self, LabelValue};
use super::limits::{GAP_MAX, GAP_WARNED, HEADER_ROWS_SEARCHED, ROWS_MAX};
use super::rows::{AVERAGE, BLANK, KeyColumn, RowSorter, TOTAL};
use super::sheet::{Cell, Raw, Sheet, in_row};
use super::site::Site;
use super::totals::Totals;
use super::wide::pieces;
use super::words::Words;
use crate::dataset::{
    ColumnPlace, ColumnValues, Dataset, Mark, RowOrigin, SheetRead, SkippedRow, TableData, TextPool, Value,
    column_letters,
};
use crate::messages::{Findings, IntakeMessage};
use crate::scheme::{Hidden, Input, InputKind, Table, Wide};

/// An empty table with a column for each input.
pub(super) fn empty(table: &Table) -> TableData {
    let column = |input: &Input| match input.kind.get_ref() {
        InputKind::Text | InputKind::Choice | InputKind::IdNumber | InputKind::AccountNumber => {
            ColumnValues::Text(Vec::new())
        }
        InputKind::Date => ColumnValues::Date { values: Vec::new(), marks: Vec::new() },
        _ => ColumnValues::Number { values: Vec::new(), marks: Vec::new() },
    };
    TableData { columns: table.inputs.iter().map(column).collect(), origins: Vec::new() }
}

/// What is read where.
pub(super) struct Task<'a> {
    /// The table and its place in the scheme.
    pub table: &'a Table,
    /// Index of the table.
    pub index: usize,
    /// What it wants of a sheet.
    pub wanted: &'a Wanted,
    /// Index of the file.
    pub file: u32,
}

/// What is done with hidden rows and columns: as the scheme says, else as the office decided.
fn hidden_policy(task: &Task, (code, none): (&'static str, bool), desk: &mut Desk) -> Option<Hidden> {
    let written = task.table.from.as_ref().and_then(|from| from.hidden);
    if written.is_some() || none {
        return written;
    }
    let question = Question { code, column: "", content: "", options: &HIDDEN_OPTIONS };
    desk.answer(&question).map(|answer| if answer == HIDDEN_OPTIONS[0] { Hidden::Include } else { Hidden::Exclude })
}

/// What the file and the office have besides the sheet.
pub(super) struct Office<'a> {
    /// The workbook's texts.
    pub texts: &'a TextPool,
    /// What is known of them.
    pub words: &'a mut Words,
    /// What the office decided.
    pub decisions: &'a Decisions,
}

/// Reads a sheet into the table. What cannot be read becomes findings; the rest is read all the same.
pub(super) fn read(
    task: &Task,
    site: Site,
    sheet: &Sheet,
    Office { texts: raw, words, decisions }: Office,
    dataset: &mut Dataset,
    findings: &mut Findings,
) {
    let Some(header) = header::find(sheet, raw, &task.wanted.names()) else {
        let names = task.table.inputs.iter().filter(|input| input.label.is_none());
        let wanted = listed(names.map(|input| input.name.get_ref().as_str()), 12);
        findings.add(IntakeMessage::NoHeader { rows: HEADER_ROWS_SEARCHED, wanted }, site.place());
        return;
    };
    for (row, column) in &sheet.twice {
        findings.add(IntakeMessage::CellTwice {}, site.cell(*row, *column, ""));
    }
    let number = dataset.sheets.len() as u32;
    let Dataset { tables, texts: pool, .. } = dataset;
    let Some(data) = tables.get_mut(task.index) else { return };
    let mut desk = Desk { site, raw, words, pool, decisions, findings };
    let mut reading = Reading::new(task, sheet, &header, number, &mut desk);
    reading.rows(data, &mut desk);
    dataset.sheets.push(reading.finish(task, &mut desk));
}

/// A sheet being read.
struct Reading<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    number: u32,
    readers: Vec<ColumnReader<'a>>,
    places: Vec<ColumnPlace>,
    /// For each input the value that is the same in all rows: a label's, or a blank where there is no column.
    fixed: Vec<Option<Value>>,
    wide: Option<WideReading<'a>>,
    skip_blank: Option<u16>,
    skip_blank_reason: String,
    sorter: RowSorter,
    totals: Totals,
    used: u32,
    /// What is done with hidden rows; none: it is asked.
    policy: Option<Hidden>,
    /// What is done with hidden columns; none: it is asked.
    column_policy: Option<Hidden>,
    hidden: Vec<u32>,
    skipped: Vec<SkippedRow>,
    /// Rows left out as averages that data rows follow.
    averages: Averages,
    /// Of a closed sheet: columns that no input takes, and whether one of their cells is filled.
    unlisted: Vec<(u16, String, bool)>,
}

/// Rows left out as averages.
#[derive(Default)]
struct Averages {
    /// Since the last data row.
    since: Vec<u32>,
    /// Before a data row.
    among: Vec<u32>,
}

/// The wide columns of a sheet.
struct WideReading<'a> {
    wide: &'a Wide,
    /// Column of the sheet and number of the header.
    columns: Vec<(u16, usize)>,
    name: Option<usize>,
    value: Option<usize>,
}

impl<'a> Reading<'a> {
    fn new(task: &Task<'a>, sheet: &'a Sheet, header: &'a Header, number: u32, desk: &mut Desk) -> Reading<'a> {
        let inputs = &task.table.inputs;
        let keys = key_inputs(task.table);
        let readers = inputs.iter().enumerate().map(|(at, input)| ColumnReader::new(input, keys.contains(&at)));
        let mut reading = Reading {
            sheet,
            header,
            number,
            readers: readers.collect(),
            places: vec![ColumnPlace::Nowhere; inputs.len()],
            fixed: vec![None; inputs.len()],
            wide: None,
            skip_blank: None,
            skip_blank_reason: String::new(),
            sorter: RowSorter::default(),
            totals: Totals::default(),
            used: 0,
            policy: hidden_policy(task, ("Q204", sheet.hidden_rows.is_empty()), desk),
            column_policy: hidden_policy(task, ("Q205", sheet.hidden_columns.is_empty()), desk),
            hidden: Vec::new(),
            skipped: Vec::new(),
            averages: Averages::default(),
            unlisted: Vec::new(),
        };
        reading.find_columns(task, desk);
        reading.find_labels(desk);
        reading.find_wide(task, desk);
        reading.prepare_rows(task, &keys, desk);
        reading.find_unlisted(task);
        reading
    }

    fn find_columns(&mut self, task: &Task, desk: &mut Desk) {
        for (at, names) in task.wanted.inputs.iter().enumerate() {
            let (Some(names), Some(reader)) = (names, self.readers.get_mut(at)) else { continue };
            let found = find_input(reader.input(), names, self.header, &desk.site, desk.findings);
            let hidden = |column: u16| self.sheet.hidden_columns.binary_search(&column).is_ok();
            let left_out = |found: &&HeaderColumn| self.column_policy == Some(Hidden::Exclude) && hidden(found.column);
            if found.filter(left_out).is_some() {
                // A column that is not read is a column that is not there.
                missing(reader.input(), names, self.header, &desk.site, desk.findings);
            }
            match found.filter(|found| !left_out(found)) {
                Some(found) => {
                    reader.stand_on(self.sheet, self.header.last, found.column, found.unit.as_deref());
                    self.places[at] = ColumnPlace::Column(found.column);
                }
                None => self.fixed[at] = Some(Value::Missing(Mark::Blank)),
            }
        }
    }

    fn find_labels(&mut self, desk: &mut Desk) {
        for (at, reader) in self.readers.iter_mut().enumerate() {
            let Some(text) = &reader.input().label else { continue };
            let found = label::find(text, self.sheet, desk.raw, self.header.first, &desk.site, desk.findings);
            self.fixed[at] = Some(Value::Missing(Mark::Blank));
            if let Some(found) = found {
                let (row, column) = (found.row, found.column);
                self.places[at] = ColumnPlace::Label { row, column };
                self.fixed[at] = Some(match found.value {
                    LabelValue::Text(text) => reader.read_part(&text, row, column, desk),
                    LabelValue::Cell(raw) => reader.read(Some(raw), row, column, desk),
                });
            }
        }
    }

    fn find_wide(&mut self, task: &Task<'a>, desk: &mut Desk) {
        let Some(wide) = task.table.from.as_ref().and_then(|from| from.wide.as_ref()) else { return };
        let input = |name: &str| task.table.inputs.iter().position(|input| input.name.get_ref() == name);
        let (name, value) = (input(wide.name.get_ref()), input(wide.value.get_ref()));
        let columns = find_wide(wide, &task.wanted.wide, self.header, &desk.site, desk.findings);
        for (at, place) in [(name, ColumnPlace::WideName), (value, ColumnPlace::WideValue)] {
            if let Some(slot) = at.and_then(|at| self.places.get_mut(at)) {
                *slot = place;
            }
        }
        self.wide = Some(WideReading { wide, columns, name, value });
    }

    fn prepare_rows(&mut self, task: &Task, keys: &[usize], desk: &mut Desk) {
        let column = |at: usize| match self.places.get(at) {
            Some(ColumnPlace::Column(column)) => Some(*column),
            _ => None,
        };
        let all = 0..self.places.len();
        let mut read: Vec<u16> = all.filter_map(column).collect();
        read.extend(self.wide.iter().flat_map(|wide| wide.columns.iter().map(|(column, _)| *column)));
        let key_column = |at: &usize| {
            let listed = task.table.inputs.get(*at)?.values.iter().map(|value| fold(value)).collect();
            Some(KeyColumn { column: column(*at)?, listed })
        };
        let key_columns = keys.iter().filter_map(key_column).collect();
        if let Some(name) = task.table.from.as_ref().and_then(|from| from.skip_blank.as_ref()) {
            let at = task.table.inputs.iter().position(|input| input.name.get_ref() == name.get_ref());
            self.skip_blank = at.and_then(column);
            self.skip_blank_reason = format!("“{}”为空，按方案不读", name.get_ref());
        }
        if self.wide.is_none() {
            for (at, input) in task.table.inputs.iter().enumerate() {
                let summed = matches!(input.kind.get_ref(), InputKind::Number | InputKind::Money | InputKind::Count);
                if let (true, Some(column)) = (summed, column(at)) {
                    self.totals.watch(at, column, places(input), input.name.get_ref());
                }
            }
        }
        self.sorter = RowSorter::new(key_columns, read, self.sheet, (self.header.first, self.header.last), desk);
    }

    fn find_unlisted(&mut self, task: &Task) {
        if !task.table.from.as_ref().is_some_and(|from| from.closed) {
            return;
        }
        let taken = |column: u16| {
            let wide = self.wide.iter().flat_map(|wide| &wide.columns).any(|(at, _)| *at == column);
            wide || self.places.contains(&ColumnPlace::Column(column))
        };
        let unlisted =
            self.header.columns.iter().filter(|column| {
                !taken(column.column) && !REMARKS.iter().any(|word| fold(&column.text).ends_with(word))
            });
        self.unlisted = unlisted.map(|column| (column.column, column.text.clone(), false)).collect();
    }

    /// Reads all rows below the header; each is either used or skipped with a reason.
    fn rows(&mut self, data: &mut TableData, desk: &mut Desk) {
        let sheet = self.sheet;
        let mut last = self.header.last;
        for (row, cells) in sheet.rows_from(self.header.last + 1) {
            let gap = row - last - 1;
            if gap > GAP_MAX {
                let column = cells.first().map_or(0, |cell| cell.column);
                desk.findings.add(IntakeMessage::StrayRow { gap }, desk.site.cell(row, column, ""));
                return;
            }
            (last + 1..row).for_each(|blank| self.skip(blank, BLANK));
            last = row;
            let kind = if self.left_out(row) { Err(HIDDEN.to_string()) } else { self.kind(cells, desk) };
            match kind {
                Ok(()) => {
                    self.averages.among.append(&mut self.averages.since);
                    self.use_row(row, cells, gap, data, desk);
                }
                Err(reason) => {
                    if reason == AVERAGE {
                        self.averages.since.push(row);
                    }
                    self.skip(row, &reason);
                }
            }
            if self.skipped.last().is_some_and(|skipped| skipped.row == row && skipped.reason == TOTAL) {
                self.totals.claim(row, cells);
            }
        }
    }

    /// Hidden rows and columns that hold data, where neither the scheme nor the office says what they are for.
    fn ask_about_hidden(&self, desk: &mut Desk) {
        if let (None, Some(first)) = (self.policy, self.hidden.first()) {
            let message = IntakeMessage::HiddenRows { count: self.hidden.len(), first: (first + 1).to_string() };
            desk.findings.add(message, desk.site.place());
        }
        let read = |column: &&u16| self.places.contains(&ColumnPlace::Column(**column));
        let columns: Vec<String> = self.sheet.hidden_columns.iter().filter(read).map(|c| column_letters(*c)).collect();
        if self.column_policy.is_none() && !columns.is_empty() && self.used > 0 {
            let columns = listed(columns.iter().map(String::as_str), 12);
            desk.findings.add(IntakeMessage::HiddenColumns { columns }, desk.site.place());
        }
    }

    /// A sheet that is full to its last row may have been cut off there.
    fn check_last_row(&self, desk: &mut Desk) {
        let rows: Vec<u32> = self.sheet.last_rows();
        let last = rows.last().map_or(0, |row| row + 1);
        // A single cell at the far end is something else.
        let full = rows.first().is_some_and(|row| row + 2 == last);
        if full && [65_536, ROWS_MAX].contains(&last) {
            desk.findings.add(IntakeMessage::LastRowFilled { rows: last }, desk.site.row(last - 1));
        }
    }

    fn left_out(&self, row: u32) -> bool {
        self.policy == Some(Hidden::Exclude) && self.sheet.hidden_rows.binary_search(&row).is_ok()
    }

    fn kind(&self, cells: &[Cell], desk: &mut Desk) -> Result<(), String> {
        match self.sorter.kind(cells, desk).reason() {
            Some(reason) => Err(reason.to_string()),
            None => match self.skip_blank {
                Some(column) if desk.blank(in_row(cells, column)) => Err(self.skip_blank_reason.clone()),
                _ => Ok(()),
            },
        }
    }

    fn skip(&mut self, row: u32, reason: &str) {
        self.skipped.push(SkippedRow { row, reason: reason.to_string() });
    }

    fn use_row(&mut self, row: u32, cells: &[Cell], gap: u32, data: &mut TableData, desk: &mut Desk) {
        for (column, _, filled) in self.unlisted.iter_mut().filter(|(_, _, filled)| !filled) {
            *filled = !desk.blank(in_row(cells, *column));
        }
        let mut values = Vec::with_capacity(self.readers.len());
        for (at, reader) in self.readers.iter_mut().enumerate() {
            values.push(match (self.fixed[at], self.places[at]) {
                (Some(value), _) => value,
                (None, ColumnPlace::Column(column)) => reader.read(in_row(cells, column), row, column, desk),
                _ => Value::Missing(Mark::Blank),
            });
        }
        let made = match self.wide.take() {
            None => {
                self.totals.add(&values);
                push(data, &values, RowOrigin { sheet: self.number, row, wide_column: 0 });
                1
            }
            Some(wide) => {
                let made = self.use_wide(&wide, row, cells, values, data, desk);
                self.wide = Some(wide);
                made
            }
        };
        if made == 0 {
            return self.skip(row, "展开的各列都是空白");
        }
        self.used += 1;
        if gap >= GAP_WARNED {
            desk.findings.add(IntakeMessage::AfterGap { gap }, desk.site.row(row));
        }
        if self.sheet.hidden_rows.binary_search(&row).is_ok() {
            self.hidden.push(row);
        }
    }

    /// One row of the table for each wide cell, or for each name in it.
    fn use_wide(
        &mut self,
        wide: &WideReading,
        row: u32,
        cells: &[Cell],
        mut values: Vec<Value>,
        data: &mut TableData,
        desk: &mut Desk,
    ) -> usize {
        let before = data.len();
        let Some(value_at) = wide.value else { return 0 };
        for (column, index) in &wide.columns {
            let header = wide.wide.columns.get(*index).map_or("", |name| name.get_ref());
            if let Some(slot) = wide.name.and_then(|at| values.get_mut(at)) {
                *slot = Value::Text(desk.pool.intern(header));
            }
            let Some(reader) = self.readers.get_mut(value_at) else { continue };
            for value in wide_values(wide.wide, reader, in_row(cells, *column), row, *column, desk) {
                values[value_at] = value;
                push(data, &values, RowOrigin { sheet: self.number, row, wide_column: *column });
            }
        }
        data.len() - before
    }

    fn finish(mut self, task: &Task, desk: &mut Desk) -> SheetRead {
        for reader in &mut self.readers {
            reader.finish(desk);
        }
        let readers = &self.readers;
        self.totals.check(|at| readers.get(at).is_some_and(ColumnReader::faulty), desk);
        self.ask_about_hidden(desk);
        self.check_last_row(desk);
        if let Some(first) = self.averages.among.first() {
            let (count, first) = (self.averages.among.len(), (first + 1).to_string());
            desk.findings.add(IntakeMessage::AverageAmong { count, first }, desk.site.place());
        }
        let unlisted: Vec<&str> =
            self.unlisted.iter().filter(|(_, _, filled)| *filled).map(|(_, text, _)| text.as_str()).collect();
        if !unlisted.is_empty() {
            let columns = listed(unlisted.iter().copied(), 12);
            desk.findings.add(IntakeMessage::UnlistedColumns { columns }, desk.site.row(self.header.last));
        }
        if self.used == 0 {
            desk.findings.add(IntakeMessage::NoRows {}, desk.site.place());
        }
        SheetRead {
            file: task.file,
            sheet: self.sheet.name.clone(),
            table: Some(task.index),
            header_first: self.header.first,
            header_row: self.header.last,
            columns: self.places,
            rows_used: self.used,
            skipped: self.skipped,
            cleaned: self.readers.iter().map(|reader| reader.cleaned).sum(),
        }
    }
}

/// Columns that are no items, though no input takes them.
const REMARKS: [&str; 6] = ["序号", "备注", "签名", "签字", "签领", "签章"];

/// Reason of a hidden row that is left out.
const HIDDEN: &str = "隐藏的行，不读";
/// Answers to the question about hidden rows and columns.
pub(super) const HIDDEN_OPTIONS: [&str; 2] = ["读入", "不读"];

/// The inputs that say whose row it is: the key and the payee's name.
fn key_inputs(table: &Table) -> Vec<usize> {
    let payee = table.payee.iter().map(|payee| payee.name.get_ref());
    let names: Vec<String> = table.key.iter().map(|key| key.get_ref()).chain(payee).map(|name| fold(name)).collect();
    let inputs = table.inputs.iter().enumerate();
    inputs.filter(|(_, input)| names.contains(&fold(input.name.get_ref()))).map(|(at, _)| at).collect()
}

/// The values of a wide cell.
fn wide_values(
    wide: &Wide,
    reader: &mut ColumnReader,
    raw: Option<Raw>,
    row: u32,
    column: u16,
    desk: &mut Desk,
) -> Vec<Value> {
    let parts = match raw {
        Some(Raw::Text(id)) => pieces(desk.raw.get(id), &wide.split),
        Some(_) => return vec![reader.read(raw, row, column, desk)],
        None => Vec::new(),
    };
    match (parts.is_empty(), wide.skip_blank) {
        (true, true) => Vec::new(),
        (true, false) => vec![reader.read(None, row, column, desk)],
        (false, _) => parts.iter().map(|part| reader.read_part(part, row, column, desk)).collect(),
    }
}

fn push(data: &mut TableData, values: &[Value], origin: RowOrigin) {
    for (column, value) in data.columns.iter_mut().zip(values) {
        column.push(*value);
    }
    data.origins.push(origin);
}

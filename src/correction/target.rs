//! Which value a correction is about.
use super::Correction;
use super::labels::PARAMETERS;
use crate::dataset::{Dataset, Target, folded};
use crate::messages::{CorrectionMessage, Finding, nearest};
use crate::scheme::{Scheme, Table};

impl Correction {
    /// The cell or parameter, or what is wrong with how it is named.
    pub(super) fn target(&self, scheme: &Scheme, data: &Dataset) -> Result<Target, Box<Finding>> {
        if self.table.text == PARAMETERS {
            return self.parameter(data);
        }
        let names = || scheme.tables.iter().map(|table| table.name.get_ref().as_str());
        let Some(index) = names().position(|name| name == self.table.text) else {
            let message = CorrectionMessage::NoTable { table: self.table.text.clone() };
            let near = nearest(&self.table.text, names().chain([PARAMETERS]));
            return Err(Box::new(Finding::new(message, self.table.place.clone()).near(near)));
        };
        let table = &scheme.tables[index];
        let input = self.input(table)?;
        self.row(table, index, data).map(|row| Target::Cell(index, input, row))
    }

    fn parameter(&self, data: &Dataset) -> Result<Target, Box<Finding>> {
        let names = || data.parameters.iter().map(|read| read.name.as_str());
        if names().any(|name| name == self.key.text) {
            return Ok(Target::Parameter(self.key.text.clone()));
        }
        let message = CorrectionMessage::NoParameter { name: self.key.text.clone() };
        Err(Box::new(Finding::new(message, self.key.place.clone()).near(nearest(&self.key.text, names()))))
    }

    fn input(&self, table: &Table) -> Result<usize, Box<Finding>> {
        let column = &self.column.text;
        let fault = |message: CorrectionMessage| Finding::new(message, self.column.place.clone());
        if table.key.iter().any(|key| key.get_ref() == column) {
            return Err(Box::new(fault(CorrectionMessage::KeyColumn { column: column.clone() })));
        }
        let names = || table.inputs.iter().map(|input| input.name.get_ref().as_str());
        names().position(|name| name == column).ok_or_else(|| {
            let message = CorrectionMessage::NoColumn { table: self.table.text.clone(), column: column.clone() };
            Box::new(fault(message).near(nearest(column, names())))
        })
    }

    fn row(&self, table: &Table, index: usize, data: &Dataset) -> Result<usize, Box<Finding>> {
        let position = |name: &str| table.inputs.iter().position(|input| input.name.get_ref() == name);
        let keys: Option<Vec<usize>> = table.key.iter().map(|key| position(key.get_ref())).collect();
        let (name, fault) = (self.table.text.clone(), |message| Finding::new(message, self.key.place.clone()));
        let Some(keys) = keys.filter(|keys| !keys.is_empty()) else {
            return Err(Box::new(fault(CorrectionMessage::TableWithoutKey { table: name })));
        };
        let parts: Vec<String> = match keys.len() {
            1 => vec![folded(&self.key.text)],
            _ => self.key.text.split([',', '，']).map(folded).collect(),
        };
        // A key is there once: a second row of it was told when the table was read.
        data.row_of_key(index, &keys, &parts)
            .ok_or_else(|| Box::new(fault(CorrectionMessage::NoRow { table: name, key: self.key.text.clone() })))
    }
}

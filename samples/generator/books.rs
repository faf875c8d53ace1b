//! The spreadsheets of the sample, one module for each file.

pub mod appraisal;
pub mod bonus;
pub mod calendar;
pub mod exam;
pub mod leaders;
pub mod leave;
pub mod methods;
pub mod parameters;
pub mod roster;
pub mod schools;
pub mod subjects;
pub mod targets;
pub mod teaching;

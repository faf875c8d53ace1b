//! The spreadsheets of the sample, one module for each file.

pub mod accounts;
pub mod appraisal;
pub mod bonus;
pub mod budget;
pub mod calendar;
pub mod enrolment;
pub mod exam;
pub mod last_year;
pub mod leaders;
pub mod leave;
pub mod methods;
pub mod monitoring;
pub mod parameters;
pub mod roster;
pub mod schools;
pub mod senior;
pub mod subjects;
pub mod targets;
pub mod teaching;
pub mod verified;

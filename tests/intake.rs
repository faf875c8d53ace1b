//! The office's spreadsheets, as they come, read through the public interface: one test for each behaviour.

#[path = "intake/cells.rs"]
mod cells;
#[path = "intake/decisions.rs"]
mod decisions;
#[path = "intake/files.rs"]
mod files;
#[path = "intake/formats.rs"]
mod formats;
#[path = "intake/headers.rs"]
mod headers;
#[path = "intake/office.rs"]
mod office;
#[path = "intake/parameters.rs"]
mod parameters;
#[path = "intake/rows.rs"]
mod rows;
#[path = "intake/wide.rs"]
mod wide;
#[path = "intake/xlsb.rs"]
mod xlsb;

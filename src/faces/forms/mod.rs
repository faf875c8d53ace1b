//! Blank workbooks to be filled in: the files that a scheme reads, with headers, notes and checks, one for each unit
//! that sends its part, its own people filled in.
mod form;
mod plan;
mod sheet;

pub use form::{Form, FormColumn, FormKind, FormSheet};
pub use plan::forms;
pub use sheet::form_workbook;

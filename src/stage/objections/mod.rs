//! 异议登记: who objected to what, how it was answered, and what was asked for after that, up to the appeal.
//!
//! The office keeps one register for all batches of a year. It is read in one place, here; the approval of a batch takes a
//! copy into its record, the folder's register is only looked at.
mod case;
mod entry;
mod link;
mod outcome;
mod register;
mod settled;

pub use case::ObjectionCase;
pub use entry::{OBJECTION_HEADERS, ObjectionColumn, ObjectionEntry, ObjectionStep};
pub use outcome::Outcome;
pub use register::ObjectionRegister;
pub use settled::Objection;
pub(super) use settled::settled;

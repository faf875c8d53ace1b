//! 更正单: approved changes laid over what was read, never typed into it.
//!
//! A correction names a cell by table, key and column, says what stands there and what should, why, on what evidence
//! and by whom it was approved. It changes the data set and is remembered there, so that every face can mark the value and
//! name its ground; the files stay as they were received.
#[allow(clippy::module_inception)]
mod correction;
mod labels;
mod lay;
mod target;

pub use correction::Correction;
pub use labels::{CORRECTION_NAME, CORRECTIONS, PARAMETERS};
pub(crate) use lay::Laying;
pub use lay::lay_over;

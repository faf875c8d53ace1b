//! Workbooks that the office fills in for the program: rows of question and answer, and lists below a header. Every
//! field remembers its cell, so that whatever is wrong is told there.
pub(crate) mod field;
mod filled;
pub(crate) mod label;

pub(crate) use filled::{Form, Line};

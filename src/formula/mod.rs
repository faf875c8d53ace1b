//! The formula language: text → tokens → tree, and the table of functions.
//!
//! This module knows nothing of schools, files or workbooks. Names are resolved and typed by the plan.
mod excel;
mod function;
mod lexer;
mod parser;
mod tree;
mod types;

pub use excel::Excel;
pub use function::{Fault, Function, Operand, SIGNATURES, Signature, TypeFault};
pub use lexer::{FormulaError, FormulaErrorKind};
pub use parser::{DEPTH_MAX, LENGTH_MAX, OPERATORS_MAX, parse};
pub use tree::{Argument, Comparison, Expression, Node, Segment};
pub use types::{Kind, Type};

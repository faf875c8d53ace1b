//! What the officer wrote: the scheme file as data, with the place of every value, before any name is resolved.
//!
//! [`read`] takes the file as it is, TOML alone or Markdown with rules in it. [`parse`] reads all sections in one
//! pass and reports every key that is unknown, missing or of the wrong kind; what the names mean is the plan's work.
mod accounting;
mod blanks;
mod charset;
mod check;
mod document;
mod element;
mod fund;
mod head;
mod input;
mod layout;
mod layout_field;
mod layout_file;
mod layout_text;
mod literate;
mod objection;
mod parameter;
mod parse;
mod payment;
mod render;
mod standard;
mod step;
mod table;
mod tax;
mod verdict;

pub use crate::number::Rounding;
pub use accounting::*;
pub use blanks::{blanks, filled};
pub use charset::Charset;
pub use document::*;
pub use fund::*;
pub use head::*;
pub use input::*;
pub use layout::*;
pub use layout_field::Field;
pub use layout_file::{LAYOUT_FOLDER, built_in_layout, built_in_layouts, read_layout};
pub use layout_text::TextFault;
pub use literate::{Article, is_literate};
pub use objection::*;
pub use parameter::*;
pub use parse::{SCHEME_BYTES_MAX, SCHEME_NAMES, parse, read};
pub use payment::*;
pub use render::render;
pub use standard::*;
pub use step::*;
pub use table::*;
pub use tax::*;
pub use verdict::*;

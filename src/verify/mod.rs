//! Whether a batch is what its inputs give, without trusting anything that it says of itself: every document is made
//! again and held against the one that is there, down to the cell, the line and the field.
mod cells;
mod difference;
mod documents;
mod element;
mod manifest;
mod package;
mod styles;
mod text_file;
mod workbook;

pub use difference::{Difference, Differs, Spot, What};
pub use documents::{Verified, verify};

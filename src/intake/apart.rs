//! What lies in the office's folder and is no input: it is kept there, and no amount depends on it.
use super::pattern::{is_spreadsheet, normal_path, stem};

/// Name of the register of objections, without its ending.
pub const OBJECTIONS_NAME: &str = "异议登记";

/// Whether a path below the office's folder is the register of objections. Were it an input, each objection would
/// make another batch.
pub fn is_objections(path: &str) -> bool {
    let path = normal_path(path);
    stem(&path) == OBJECTIONS_NAME && !path.contains('/') && is_spreadsheet(&path)
}

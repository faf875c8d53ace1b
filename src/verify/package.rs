//! The parts of a workbook that nobody vouches for, inflated within limits.
use crate::intake::limits::{INFLATED_BYTES_MAX, PARTS_MAX};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Every part by its name.
pub(super) type Parts = BTreeMap<String, Vec<u8>>;

/// Inflates all parts; says why that cannot be done.
pub(super) fn parts(bytes: &[u8]) -> Result<Parts, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    if zip.len() > PARTS_MAX {
        return Err(format!("{} > {PARTS_MAX}", zip.len()));
    }
    let mut left = INFLATED_BYTES_MAX;
    let mut parts = Parts::new();
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|error| error.to_string())?;
        let name = part.name().map_err(|error| error.to_string())?.to_string();
        let mut inflated = Vec::new();
        part.take(left + 1).read_to_end(&mut inflated).map_err(|error| format!("{name}: {error}"))?;
        let size = inflated.len() as u64;
        left = left.checked_sub(size).ok_or_else(|| format!("{name}: > {} MiB", INFLATED_BYTES_MAX >> 20))?;
        // Readers disagree on which of two counts.
        if parts.insert(name.clone(), inflated).is_some() {
            return Err(format!("{name} × 2"));
        }
    }
    Ok(parts)
}

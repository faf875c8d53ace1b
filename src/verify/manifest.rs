//! Two manifests, entry by entry.
use super::difference::{Difference, Differs, Spot, What};
use crate::batch::MANIFEST_NAME;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What differs between the manifest that is there and the one that should be. Hash and size of a document are held
/// against the document itself elsewhere.
pub(super) fn differences(there: &[u8], made: &[u8]) -> Vec<Difference> {
    let (is, should) = match (entries(there), entries(made)) {
        (Ok(is), Ok(should)) => (is, should),
        (Err(why), _) | (_, Err(why)) => return vec![Difference::of_file(MANIFEST_NAME, What::Unreadable, &why)],
    };
    let names: BTreeSet<&String> = is.keys().chain(should.keys()).collect();
    let mut found = Vec::new();
    for name in names.into_iter().filter(|name| is.get(*name) != should.get(*name)) {
        let text = |side: &BTreeMap<String, String>| side.get(name).cloned().unwrap_or_default();
        found.push(Difference {
            file: MANIFEST_NAME.to_string(),
            sheet: None,
            spot: Spot::Part(name.clone()),
            differs: vec![Differs::new(What::Value, text(&is), text(&should))],
        });
    }
    found
}

fn entries(bytes: &[u8]) -> Result<BTreeMap<String, String>, String> {
    let mut all = BTreeMap::new();
    flatten("", &serde_json::from_slice(bytes).map_err(|error| error.to_string())?, &mut all);
    Ok(all)
}

fn flatten(path: &str, value: &Value, all: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            let document = path.starts_with("documents[");
            for (name, value) in
                fields.iter().filter(|(name, _)| !document || !matches!(name.as_str(), "sha256" | "bytes"))
            {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(&path, value, all);
            }
        }
        Value::Array(items) => {
            for (number, item) in (1..).zip(items) {
                // Files are the same by path, whatever stands before them.
                let name = item.get("path").and_then(Value::as_str).map_or(number.to_string(), str::to_string);
                flatten(&format!("{path}[{name}]"), item, all);
            }
        }
        Value::String(text) => drop(all.insert(path.to_string(), text.clone())),
        other => drop(all.insert(path.to_string(), other.to_string())),
    }
}

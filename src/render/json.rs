//! JSON: one object for one path, an array for several.

use serde::Serialize;

use crate::report::Report;

/// The reports as JSON, keys in the order of the struct.
pub fn render(reports: &[Report]) -> String {
    match reports {
        [report] => document(report),
        reports => document(&reports),
    }
}

/// Anything that is serialized without fail, indented, with a line end.
pub fn document(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n").unwrap_or_default()
}

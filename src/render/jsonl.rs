//! JSON lines: one object a line.

use serde::Serialize;

use crate::report::Report;

/// The reports, one a line.
pub fn render(reports: &[Report]) -> String {
    reports.iter().map(line).collect()
}

/// Anything that is serialized without fail, in one line.
pub fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).map(|text| text + "\n").unwrap_or_default()
}

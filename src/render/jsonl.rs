//! JSON lines: one object a line.

use serde::Serialize;

use super::text::visible_json;
use crate::report::Report;

/// The reports, one a line.
pub fn render(reports: &[Report]) -> String {
    reports.iter().map(line).collect()
}

/// Anything that is serialized without fail, in one line.
pub fn line(value: &impl Serialize) -> String {
    let mut line = Vec::with_capacity(USUAL);
    let written = serde_json::to_writer(&mut line, value);
    line.push(b'\n');
    written.ok().and_then(|()| String::from_utf8(line).ok()).map(visible_json).unwrap_or_default()
}

/// As much as the report of a path usually needs.
const USUAL: usize = 8 << 10;

//! What scanners of code want of a result: a place in a file, and a number that stays.

use aws_lc_rs::digest::{SHA256, digest};

use crate::report::Source;

/// Where a result is put whose path is in no file: scanners of code want a place.
const NO_FILE: &str = "go.mod";

/// The file and the line, from 1, of a result.
pub(super) fn place(source: Option<&Source>) -> (&str, usize) {
    let source = source.filter(|source| !matches!(source.file.as_str(), "" | "-"));
    source.map_or((NO_FILE, 1), |source| (source.file.as_str(), source.line.max(1)))
}

/// A number that stays the same for a finding of a path, wherever its line moves to.
pub(super) fn fingerprint(name: &str, path: &str) -> String {
    let sum = digest(&SHA256, format!("{name}\0{path}").as_bytes());
    let hex: Vec<String> = sum.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    hex.concat()
}

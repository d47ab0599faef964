//! Recorded answers.

use std::{fs, path::Path};

/// The lines of a file in testdata/golden.
#[expect(clippy::disallowed_methods, reason = "a test reads its data")]
pub(crate) fn lines(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/golden").join(name);
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

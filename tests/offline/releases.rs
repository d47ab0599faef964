//! docs/releases.md says what the table of changes says.

use std::{fs, path::Path};

use goget_doctor::render::releases;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads and updates what is committed")]
fn the_page_is_made_from_the_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/releases.md");
    let page = releases::markdown();
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        fs::write(&file, &page).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == page, "docs/releases.md is stale: run the test with UPDATE=1");
}

//! go.mod, go.work, go.sum and versions against recorded answers of go 1.21.13, 1.24.11 and 1.27.3
//! (`testdata/golden/make_mod.py`).

use crate::{golden, support::mod_answer::answer};
use serde_json::Value;

const RELEASES: [&str; 3] = ["1.21.13", "1.24.11", "1.27.3"];

#[test]
fn files_and_versions_are_read_as_go_does() {
    let rows = golden::lines("mod.jsonl");
    assert!(rows.len() > 900, "{}", rows.len());
    for row in rows {
        let row: Value = serde_json::from_str(&row).unwrap();
        for release in RELEASES {
            let mut want = &row["go"][release];
            while let Some(same) = want.as_str() {
                want = &row["go"][same];
            }
            assert_eq!(&answer(&row, release.parse().unwrap()), want, "{release}: {row}");
        }
    }
}

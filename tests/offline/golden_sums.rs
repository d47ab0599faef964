//! Module zips, trees, notes and checksum databases as go's own packages see them, release by release
//! (`testdata/golden/make_sums.sh`).

use std::collections::BTreeMap;

use goget_doctor::go::version::Version;
use serde_json::Value;

use crate::{golden, support::sums_answer::ours};

#[test]
fn zips_and_sums_are_gos() {
    let mut seen = BTreeMap::new();
    for line in golden::lines("sums.jsonl") {
        let case: Value = serde_json::from_str(&line).unwrap();
        let go = case["go"].as_object().unwrap();
        for (release, theirs) in go {
            let theirs = theirs.as_str().map_or(theirs, |same| &go[same]);
            let version: Version = release.parse().unwrap();
            assert_eq!(ours(&case, version), *theirs, "{} in {release}", case["name"]);
        }
        *seen.entry(case["kind"].as_str().unwrap().to_owned()).or_insert(0) += go.len();
    }
    let enough = ["zip", "tree", "note", "sumdb"].iter().all(|kind| seen[*kind] >= 7 * 70);
    assert!(enough, "{seen:?}");
}

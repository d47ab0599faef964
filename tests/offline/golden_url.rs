//! URLs against recorded answers of go 1.27.3 (`testdata/golden/make_url.py`).

use crate::golden;
use crate::support::url_answer::{Answer, ours};

#[test]
fn urls_are_gos() {
    let rows = golden::lines("url.jsonl");
    assert!(rows.len() > 1500);
    for row in rows {
        let theirs: Answer = serde_json::from_str(&row).unwrap();
        assert_eq!(ours(&theirs.raw, theirs.reference.as_ref()), theirs, "{row}");
    }
}

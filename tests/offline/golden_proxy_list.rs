//! GOPROXY lists against recorded answers of go 1.27.3 (`testdata/golden/make_proxy_list.py`).

use crate::golden;
use crate::support::proxy_list_answer;
use serde_json::Value;

#[test]
fn lists_are_gos() {
    let rows = golden::lines("proxy_list.jsonl");
    assert!(rows.len() > 190);
    for row in rows {
        let row: Value = serde_json::from_str(&row).unwrap();
        let [goproxy, gonoproxy] = ["goproxy", "gonoproxy"].map(|key| row[key].as_str().unwrap());
        proxy_list_answer::compare(goproxy, gonoproxy, &row);
    }
}

//! Proxies of the environment against recorded answers of go 1.27.3
//! (`testdata/golden/make_http_proxy.py`).

use std::collections::BTreeMap;

use crate::golden;
use crate::support::http_proxy_answer;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Row {
    environment: BTreeMap<String, String>,
    answers: BTreeMap<String, Value>,
}

#[test]
fn proxies_are_gos() {
    let rows = golden::lines("http_proxy.jsonl");
    assert!(rows.len() > 80);
    for row in rows {
        let row: Row = serde_json::from_str(&row).unwrap();
        for (url, answer) in &row.answers {
            http_proxy_answer::compare(&row.environment, url, answer);
        }
    }
}

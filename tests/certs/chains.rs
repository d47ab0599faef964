//! Every recorded chain, by the release that was asked.

use serde_json::Value;

use super::{CHAINS, bare, judged};

/// The releases whose verifier is written down here. The recordings of 1.16 are of a parser that
/// is not kept.
const RELEASES: [&str; 9] =
    ["1.18", "1.19", "1.21", "1.22", "1.23", "1.24", "1.25", "1.26", "1.27"];

#[tokio::test]
async fn recorded_chains_get_the_verdict_of_go() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in CHAINS.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        if case["handshake_only"] == true {
            continue;
        }
        for release in RELEASES {
            let expected = case["go"][release].as_str().unwrap();
            let found = verdict(&case, release).await;
            count += 1;
            if !is_same(expected, &found) {
                wrong.push(format!(
                    "{} {release}\n  go:   {expected}\n  here: {found}",
                    case["name"]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 500, "{count}");
}

async fn verdict(case: &Value, release: &str) -> String {
    let text = |name: &str| case[name].as_str().unwrap();
    let roots = Some(text("roots"));
    let view = judged(bare(), text("chain"), roots, text("host"), release).await;
    assert_eq!(view.ok, Some(view.error.is_none()));
    assert_eq!(view.built.is_empty(), view.error.is_some());
    view.error.unwrap_or_else(|| "OK".to_owned())
}

/// The recorder kept the first 300 characters, and put `<now>` in the place of its clock.
pub(crate) fn is_same(expected: &str, found: &str) -> bool {
    let expected = expected.replace("<now>", "2026-11-21T00:00:00Z");
    found == expected || (expected.len() >= 300 && found.starts_with(&expected))
}

//! Every recorded chain, by the release that was asked.

use serde_json::Value;

use super::{CHAINS, bare, judged};

/// The releases of the recording.
const RELEASES: [&str; 10] =
    ["1.16", "1.18", "1.19", "1.21", "1.22", "1.23", "1.24", "1.25", "1.26", "1.27"];

/// The recording was made by programs. The go command of 1.23 is built with the defaults that
/// GODEBUG had in 1.20: it takes negative serial numbers unless it is told otherwise.
const OF_A_PROGRAM: (&str, &str) = ("1.23", "x509negativeserial=0");

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
            let (of, godebug) = OF_A_PROGRAM;
            let godebug = if release == of { godebug } else { "" };
            let found = verdict(&case, release, godebug).await;
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
    assert_eq!(count, 590);
}

#[tokio::test]
async fn the_go_command_of_1_23_takes_negative_serials_as_in_1_20() {
    let mut cases = CHAINS.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let case = cases.find(|case| case["name"] == "65-negative-serial-leaf").unwrap();
    let (release, godebug) = OF_A_PROGRAM;
    assert_eq!(verdict(&case, release, "").await, "OK");
    let refused = "tls: failed to parse certificate from server: x509: negative serial number";
    assert_eq!(verdict(&case, release, godebug).await, refused);
}

async fn verdict(case: &Value, release: &str, godebug: &str) -> String {
    let text = |name: &str| case[name].as_str().unwrap();
    let roots = Some(text("roots"));
    let mut world = bare();
    world.set("GODEBUG", godebug);
    let view = judged(world, text("chain"), roots, text("host"), release).await;
    assert_eq!(view.ok, Some(view.error.is_none()));
    assert_eq!(view.built.is_empty(), view.error.is_some());
    view.error.unwrap_or_else(|| "OK".to_owned())
}

/// The recorder kept the first 300 characters, and put `<now>` in the place of its clock.
pub(crate) fn is_same(expected: &str, found: &str) -> bool {
    let expected = expected.replace("<now>", "2026-11-21T00:00:00Z");
    found == expected || (expected.len() >= 300 && found.starts_with(&expected))
}

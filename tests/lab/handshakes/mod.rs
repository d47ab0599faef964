//! Recorded handshakes played again: certificates issued anew with keys, servers of old and rare
//! TLS, GODEBUG's settings. We and every real go at hand are asked, and say what was recorded.
//!
//! Needs the `openssl` command. `GOGET_DOCTOR_ORACLE` adds the newest go, `GOGET_DOCTOR_GOROOTS` (a
//! folder with `VERSION/oracle`) others.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(clippy::indexing_slicing, reason = "recorded certificates have the parts they have")]

mod certificates;
mod openssl;
mod protocols;
mod reissue;
mod settings;
mod stage;

use std::{collections::BTreeMap, io::Write as _};

use crate::support::judge;
use goget_doctor::go::version::Version;
use serde_json::Value;
use stage::{Outcome, Stage};

/// What was recorded of one handshake, by minor release.
struct Recorded(BTreeMap<Version, Outcome>);

impl Recorded {
    /// Reads `{"1.27.3": "ERR text"}`; a letter behind the release does not matter, and where the
    /// release has no patch it is the one that was newest.
    fn read(results: &Value) -> Self {
        let outcome = |text: &str| match text.split_once(' ') {
            _ if text == "OK" || text.starts_with("OK ") => Outcome::Good,
            Some(("ERR", text)) => Outcome::Failed(text.to_owned()),
            _ => Outcome::Failed(text.lines().next().unwrap_or_default().to_owned()),
        };
        let release = |name: &str| {
            let name = name.trim_end_matches('g');
            name.parse::<Version>().unwrap()
        };
        let all = results.as_object().unwrap().iter();
        Self(all.map(|(name, text)| (release(name), outcome(text.as_str().unwrap()))).collect())
    }
}

/// How the asked compare with what was recorded.
#[derive(Default)]
struct Tally {
    asked: usize,
    undetermined: Vec<String>,
    wrong: Vec<String>,
}

impl Tally {
    /// Asks us by the rules of each release, and each real go of such a release; `name` is the
    /// question's.
    async fn ask(&mut self, name: &str, stage: &Stage, godebug: &str, recorded: &Recorded) {
        for (release, expected) in &recorded.0 {
            let ours = stage.ours(*release, godebug).await;
            self.asked += 1;
            match &ours {
                Outcome::Undetermined(what) => {
                    self.undetermined.push(format!("{name}, go {release}: {what}"));
                }
                ours if !same(ours, expected) => self.wrong.push(format!(
                    "{name}, go {release}\n  recorded: {expected:?}\n  here:     {ours:?}"
                )),
                _ => {}
            }
        }
        let minors: Vec<u16> = recorded.0.keys().map(|release| release.minor()).collect();
        for (release, oracle) in judge::oracles("the real go in handshakes") {
            if !minors.contains(&release.minor()) {
                continue;
            }
            let real = stage.real(&oracle, godebug).await;
            let ours = stage.ours(release, godebug).await;
            if real != ours && !matches!(ours, Outcome::Undetermined(_)) {
                self.wrong.push(format!(
                    "{name}, a real go {release}\n  go:   {real:?}\n  here: {ours:?}"
                ));
            }
        }
    }

    /// Everything asked agrees, and exactly so many could not be known.
    #[track_caller]
    fn settle(&self, undetermined: usize) {
        let Self { asked, undetermined: found, wrong } = self;
        say(&format!("{asked} handshakes, {} undetermined", found.len()));
        assert!(wrong.is_empty(), "{} of {asked} differ:\n{}", wrong.len(), wrong.join("\n"));
        assert_eq!(found.len(), undetermined, "undetermined:\n{}", found.join("\n"));
    }
}

/// Whether an outcome is the recorded one, of which only the beginning may have been kept.
fn same(found: &Outcome, recorded: &Outcome) -> bool {
    match (found, recorded) {
        (Outcome::Failed(found), Outcome::Failed(recorded)) if recorded.len() >= 110 => {
            found.starts_with(recorded.as_str())
        }
        _ => found == recorded,
    }
}

/// Whether openssl is there; a loud line where not.
fn can_play(test: &str) -> bool {
    let there = openssl::is_there();
    if !there {
        say(&format!("SKIPPED: {test} needs the openssl command"));
    }
    there
}

fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}
